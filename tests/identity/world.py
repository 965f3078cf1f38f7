"""A made-up world with known truth: who there is, what they are called, and which story each has a part in.

Names of people are drawn from the surnames and given names of the 1990 census of the United States with their
frequencies (package `names`), and from short lists for other countries with falling frequencies, so that namesakes come
about as they do in the world: by common names. The lists are short, so a share of the names is put together from parts,
as rare names are; one person in a hundred is given the name of another on top. Everything comes from one seed.
"""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path

# Given names, then surnames, the commoner first.
_ELSEWHERE: dict[str, tuple[str, str]] = {
    "Russia": (
        "Sergei Alexander Dmitry Andrei Alexei Vladimir Mikhail Yuri Igor Nikolai Yevgeny Olga Natalia Yelena Tatiana Irina Maria Yekaterina Svetlana Anna",
        "Ivanov Smirnov Kuznetsov Popov Vasilyev Petrov Sokolov Mikhailov Novikov Fyodorov Morozov Volkov Alexeyev Lebedev Semyonov Yegorov Pavlov Kozlov Stepanov Nikolayev Orlov Andreyev Makarov Nikitin Zakharov Zaitsev Solovyov Borisov Yakovlev Grigoryev Romanov Vorobyov Sergeyev Kuzmin Frolov Alexandrov Dmitriyev Korolyov Gusev Kiselyov Ilyin Maximov Polyakov Sorokin Vinogradov Kovalyov Belov Medvedev Antonov Tarasov Zhukov Baranov Filippov Komarov Davydov Belyaev Gerasimov Bogdanov Osipov Sidorov Matveyev Titov Markov Mironov Krylov Kulikov Karpov Vlasov Melnikov Denisov Gavrilov Tikhonov Kazakov Afanasyev Danilov Savelyev Timofeyev Fomin Chernov Abramov Martynov Yefimov Fedotov Shcherbakov Nazarov Kalinin Isayev Chernyshev Bykov Maslov Rodionov Konovalov Lazarev Voronin Klimov Filatov Ponomaryov Golubev Kudryavtsev Prokhorov",
    ),
    "China": (
        "Wei Jun Min Jianguo Xiaoming Guoqiang Zhigang Haiyan Yongjun Xiaohong Jianhua Lihua Zhenhua Wenbin Guodong Shuang Yulan Zhiyuan Hongwei Xuefeng Jing Li Fang Na Lei Qiang Tao Chao Xin Bo",
        "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han Tang Feng Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lu Su Jiang Cai Jia Ding Wei Xue Ye Yan Pan Du Dai Xia Zhong Tian Ren Fan Fang Shi Yao Tan Liao Zou Xiong Jin Hao Kong Bai Cui Kang Mao Qiu Qin Gu Hou Shao Meng Long Wan Duan Lei Qian Tang Yin Li Yi Chang Wu Qiao He Lai Gong Wen",
    ),
    "Egypt": (
        "Mohammed Ahmed Mahmoud Mustafa Ali Hassan Hussein Ibrahim Omar Khaled Youssef Abdullah Tarek Karim Fatima Aisha Mariam Nour Salma Amina Hamza Samir Nabil Adel Ashraf",
        "Hassan Ibrahim Ali Mahmoud Saleh Abdullah Mansour Khalil Farouk Shafik Nasser Suleiman Hamdan Rashid Zaki Fawzi Sabri Younis Barakat Qasim Haddad Khoury Najjar Sharif Ghanem Rahman Aziz Karim Bakr Jaber Hamad Mubarak Tawfiq Sayed Fahmy Ramadan Shaheen Darwish Kamel Habib Moussa Gamal Badawi Zayed Awad Salem Hegazy Metwally Abdelrahman Elsayed",
    ),
    "Spain": (
        "José Antonio Manuel Francisco David Juan Javier Daniel Carlos Miguel María Carmen Ana Isabel Laura Cristina Marta Pablo Álvaro Sergio Jesús Ángel Raúl Inés Lucía",
        "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Blanco Suárez Castro Ortega Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto Herrera Peña León Márquez Cabrera Gallego Calvo Vidal Campos Reyes Vega Fuentes Carrasco Díez Aguilar Caballero Nieto",
    ),
    "Germany": (
        "Thomas Michael Andreas Peter Stefan Christian Klaus Wolfgang Jürgen Markus Sabine Petra Monika Andrea Ursula Jörg Matthias Martin Frank Uwe Günther Bärbel Käthe Annette Heike",
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer",
    ),
}  # fmt: skip
# First and second parts of the rarer surnames, and of given names where people are given rare ones.
PARTS: dict[str, tuple[str, str]] = {
    "Russia": ("Gor Sav Kol Tur Bab Lug Ryab Shev Khar Mosk Zar Pol Kras Bor Lom Vesel Chern Zol Dub Sin Rog Kud Lap Med Pugach Tel Ust Star Grish Lyub", "ov anov in kin enko sky chenko yakov ushkin insky akov ykin"),
    "China": ("Jian Guo Xiao Zhi Hai Yong Li Zhen Wen Shu Yu Hong Xue Mei Ming De Cheng Bao Chun Fei Rui Si Tian Yi Zi Han Jia Qing", "hua jun ming wei feng lin ping qiang shan sheng tao wu xiang yan ying zhong hui bin chao dong fang gang hong lan mei"),
    "Egypt": ("Abdel Al Ben Bou Dar Gha Had Kha Mah Naj Rah Sab Taw Zah Fay Jam Mak Qas Shar Wah", "bari daoui fawi gawad ghani hakim jazi kawi lawi madi mani nawi qadi rashi sawi tani wali zali karim hadi"),
    "Spain": ("Agui Barre Cala Echeva Figue Gara Ibar Larra Mendi Olive Ponte Quinta Riba Sala Tole Urru Villa Zala Arre Bustama", "bal dona gas guren lba ldo naga ndia nta ntes ral redo rria rroa sta tegui veros yen zua nte"),
    "Germany": ("Alten Bieder Dorn Eichen Falken Grün Hagen Kirch Lauter Mittel Neu Ober Reichen Stein Tannen Unter Wald Wester Ziegel Holz", "bach bauer berg brink burg dorf feld haus heim hofer inger mann mayer meister rath schmidt stedt stein thal wald"),
}  # fmt: skip
_RARE = 0.5
_CROWD = ("United_States", "United_Kingdom", "Canada", "Australia")
_ROLES = {
    "politics": ("minister", "senator", "spokesman", "president", "ambassador", "governor", "mayor"),
    "business": ("chairman", "executive", "founder", "analyst", "director"),
    "sport": ("coach", "captain", "footballer", "president"),
    "science": ("professor", "economist", "director", "researcher"),
    "law": ("lawyer", "judge", "prosecutor"),
    "culture": ("actor", "singer", "author", "director"),
}
_FIELDS = "Atomic Energy Health Trade Fisheries Police Labour Refugee Maritime Climate Cotton Aviation Copyright Monetary Relief Press Consumer Women Youth Water Railway Housing Forestry Medical Space Postal Banking Cancer Sugar Coffee".split()
_HEADS = (
    "Organization Agency Council Union Association Federation Commission Fund Institute Authority Bureau League".split()
)
_REACH = "International World European African Pan-American Arab Asian Nordic National Federal Global Central Atlantic Baltic Andean Caribbean".split()
_TRADES = "Steel Motors Foods Airlines Holdings Energy Systems Partners Media Pharma Logistics Capital Mining Textiles Robotics".split()
_FORMS = ("Inc", "Corp", "Ltd", "Company", "plc", "")


@dataclass(frozen=True)
class Somebody:
    """A person or body of the world, who is one whatever articles call them."""

    key: int
    sort: str
    given: str
    surname: str
    country: str
    middle: str = ""
    role: str = ""
    employer: int = -1
    born: int = 0
    story: int = 0
    form: str = ""
    traits: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The usual name."""
        if self.sort != "Person":
            return self.given
        return f"{self.surname} {self.given}" if self.country == "China" else f"{self.given} {self.surname}"


@cache
def _census(which: str) -> tuple[list[str], list[float]]:
    import names

    lines = (Path(names.__file__).parent / f"dist.{which}").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines]
    return [_cased(row[0]) for row in rows], list(accumulate(float(row[1]) for row in rows))


def _cased(name: str) -> str:
    plain = name.capitalize()
    return f"Mc{plain[2:].capitalize()}" if plain.startswith("Mc") and len(plain) > 4 else plain


def _drawn(rng: random.Random, which: str) -> str:
    found, above = _census(which)
    return found[bisect(above, rng.random() * above[-1])]


def _falling(rng: random.Random, words: str) -> str:
    """A word of a list of which the first are borne more often than the last, as the commonest names of a country are."""
    known = words.split()
    above = list(accumulate(1 / (n + 20) for n in range(len(known))))
    return known[bisect(above, rng.random() * above[-1])]


def _parts(rng: random.Random, country: str) -> str:
    first, second = PARTS[country]
    return rng.choice(first.split()) + rng.choice(second.split())


def world(rng: random.Random, people: int, bodies: int, stories: int) -> list[Somebody]:
    """Everybody there is; the first are those that most is written of."""
    everybody: list[Somebody] = []
    named: set[str] = set()
    while len(everybody) < bodies:
        body = _body(rng, len(everybody), stories)
        if body.name not in named:  # no two bodies of this world bear one name; some bear one acronym
            named.add(body.name)
            everybody.append(body)
    persons: list[Somebody] = []
    for n in range(people):
        twin = rng.choice(persons) if persons and rng.random() < 0.01 else None
        persons.append(_person(rng, bodies + n, bodies, stories, twin))
    everybody += persons
    return everybody


def _person(rng: random.Random, key: int, bodies: int, stories: int, twin: Somebody | None) -> Somebody:
    country = rng.choice(_CROWD) if rng.random() < 0.5 else rng.choice(sorted(_ELSEWHERE))
    if country in _ELSEWHERE:
        given, surname = (_falling(rng, words) for words in _ELSEWHERE[country])
        if rng.random() < _RARE:
            given, surname = (_parts(rng, country), surname) if country == "China" else (given, _parts(rng, country))
        middle = ""
        if country == "Russia" and given[-1] == "a" and surname[-1] in "nv":
            surname += "a"
        if country == "Spain" and rng.random() < 0.3:
            surname = f"{surname} {_falling(rng, _ELSEWHERE[country][1])}"
    else:
        given = _drawn(rng, "male.first" if rng.random() < 0.65 else "female.first")
        surname = _drawn(rng, "all.last")
        middle = _drawn(rng, "male.first") if rng.random() < 0.5 else ""
    if twin is not None:  # a namesake of whom nothing else is the same but by chance
        given, surname, country = twin.given, twin.surname, twin.country if rng.random() < 0.5 else country
    field_of = rng.choice(sorted(_ROLES))
    return Somebody(
        key,
        "Person",
        given,
        surname,
        country,
        middle,
        rng.choice(_ROLES[field_of]),
        rng.randrange(bodies),
        rng.randrange(1935, 2000),
        rng.randrange(stories),
    )


def _body(rng: random.Random, key: int, stories: int) -> Somebody:
    country = rng.choice((*_CROWD, *sorted(_ELSEWHERE)))
    form, kind = "", "Organization"
    chance = rng.random()
    if chance < 0.4:
        name = f"{rng.choice(_REACH)} {rng.choice(_FIELDS)} {rng.choice(_HEADS)}"
    elif chance < 0.8:
        name, form, kind = f"{_drawn(rng, 'all.last')} {rng.choice(_TRADES)}", rng.choice(_FORMS), "Company"
    elif chance < 0.9:
        name, kind = f"University of {_drawn(rng, 'all.last')}ville", "University"
    else:
        name = f"{rng.choice(_FIELDS)} {rng.choice(_HEADS)} of {_drawn(rng, 'all.last')}"
    return Somebody(key, kind, name, "", country, story=rng.randrange(stories), form=form)
