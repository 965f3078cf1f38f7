// The panel beside the picture: statements behind a line, an actor's card, an article, or how to begin.
import { articleView } from "./article.ts";
import { el, link, own, plural, shortened } from "./dom.ts";
import type { Data, Seen } from "./select.ts";
import type { State } from "./state.ts";
import { told } from "./time.ts";
import type { Article, Details, Source, Statement } from "./types.ts";
import { actor, badges, claimants, sentence, stroke } from "./words.ts";

const MOST = 60;

export interface Panel { show(state: State, seen: Seen, path: number[]): Promise<void> }

export function panel(place: HTMLElement, data: Data, source: Source, change: (part: Partial<State>) => void): Panel {
  let turn = 0;
  const openNode = (node: number) => change({ node: data.graph.nodes[node]!.id, pair: [], statement: "", article: "" });

  async function show(state: State, seen: Seen, path: number[]): Promise<void> {
    const mine = (turn += 1);
    const made = await content(state, seen, path);
    if (mine !== turn) return;
    place.replaceChildren(...made);
    const chosen = place.querySelector(".text .chosen");
    if (chosen) chosen.scrollIntoView({ block: "center" });
    else place.scrollTop = 0;
  }

  async function content(state: State, seen: Seen, path: number[]): Promise<(Node | string)[]> {
    if (state.article && data.articleOf.has(state.article)) return article(state);
    const statement = data.statementOf.get(state.statement);
    if (statement !== undefined) return [back(), ...(await cards([statement], true))];
    const node = data.nodeOf.get(state.node);
    if (node !== undefined) return card(node, state, seen);
    const ends = state.pair.map((id) => data.nodeOf.get(id));
    if (ends.length === 2 && ends.every((end) => end !== undefined)) return between(ends as [number, number], state, seen);
    if (state.path.length === 2) return way(path, state);
    return start(seen);
  }

  // --- one line: the statements between two

  async function between([a, b]: [number, number], state: State, seen: Seen): Promise<(Node | string)[]> {
    const found = seen.statements.filter((index) => {
      const ends = data.ends(data.graph.statements[index]!, state.countries);
      return ends !== null && ((ends[0] === a && ends[1] === b) || (ends[0] === b && ends[1] === a));
    });
    const head = el("h2", {}, actor(data, a, openNode), el("span", { class: "and" }, " and "), actor(data, b, openNode));
    return [back(), head, el("p", { class: "sub" }, plural(found.length, "statement")), ...(await cards(found, false))];
  }

  async function cards(found: number[], open: boolean): Promise<HTMLElement[]> {
    const some = found.slice(0, MOST).map((index) => data.graph.statements[index]!);
    const known = await source.details(some.map((each) => each.id));
    const made = some.map((each) => card1(each, known[each.id], open));
    if (found.length > MOST) made.push(el("p", { class: "note" }, `and ${plural(found.length - MOST, "more statement")}; narrow the filters to see them`));
    return made;
  }

  function card1(each: Statement, known: Details | undefined, open: boolean): HTMLElement {
    const facts: [string, string][] = [];
    const roles = known?.qualifiers ?? [];
    const when = roles.filter(([role]) => role === "when").map(([, words]) => `“${words}”`).join(", ");
    if (each.time || when) facts.push(["When", [told(each.time), when].filter(Boolean).join(" · ")]);
    if (each.place) facts.push(["Where", each.place]);
    for (const [role, words] of roles) if (role !== "when") facts.push([role.replace(/^./u, (sign) => sign.toUpperCase()), words]);
    const head = el("div", { class: "statement-head" }, stroke(data, each), badges(each), !open && el("button", { type: "button", class: "quiet", title: "Open this statement", click: () => change({ statement: each.id, article: "" }) }, "open"));
    return el("article", { class: "card" }, head, el("p", { class: "says-line" }, sentence(data, each, openNode)),
      facts.length > 0 && el("dl", {}, facts.map(([name, value]) => [el("dt", {}, name), el("dd", {}, own(shortened(value, 400)))]).flat()),
      (known?.evidence ?? []).map((evidence) => quote(each, evidence.article, evidence.quote)));
  }

  function quote(each: Statement, id: string, words: string): HTMLElement {
    const about = data.graph.articles[data.articleOf.get(id) ?? -1];
    return el("blockquote", {},
      el("button", { type: "button", class: "quote", title: "Show the article", click: () => change({ article: id, statement: each.id }) }, el("bdi", {}, `“${shortened(words, 600)}”`)),
      el("footer", {}, about ? byline(about) : id));
  }

  const byline = (about: Article): HTMLElement => {
    const words = [about.publisher, told(about.published)].filter(Boolean).join(" · ");
    return el("span", {}, own(shortened(words || about.title || about.id, 200)));
  };

  // --- an article

  async function article(state: State): Promise<(Node | string)[]> {
    const about = data.graph.articles[data.articleOf.get(state.article)!]!;
    const found = await source.article(state.article);
    const quotes = new Map<number, string>();
    if (found.text === null) {
      const ids = [...new Set(found.evidence.map((mark) => mark[2]))].filter((id) => data.statementOf.has(id)).slice(0, 400);
      for (const known of Object.values(await source.details(ids))) for (const each of known.evidence) if (each.article === state.article) quotes.set(each.start, each.quote);
    }
    const view = articleView(data, found, quotes, state.statement, (id) => change({ node: id, article: "", statement: "", pair: [] }), (ids) => change({ statement: ids.includes(state.statement) ? ids[(ids.indexOf(state.statement) + 1) % ids.length]! : ids[0]! }));
    const statement = data.statementOf.get(state.statement);
    const said = statement === undefined ? null : data.graph.statements[statement]!;
    return [back(), el("h2", {}, own(shortened(about.title ?? about.id, 300))),
      el("p", { class: "sub" }, byline(about), about.url && [" · ", link(about.url, "the original")][1]),
      said && el("div", { class: "pinned" }, stroke(data, said), badges(said), sentence(data, said, openNode)),
      view].filter((each): each is HTMLElement => Boolean(each));
  }

  // --- an actor

  async function card(node: number, state: State, seen: Seen): Promise<(Node | string)[]> {
    const about = data.graph.nodes[node]!;
    const all = seen.statements.map((index) => [index, data.graph.statements[index]!] as const);
    const standing = (each: Statement) => data.graph.quads[each.quad]?.event === false;
    const offices = all.filter(([, each]) => each.s === node && standing(each));
    const does = all.filter(([, each]) => (each.s === node || each.o === node) && !offices.some(([, other]) => other === each));
    const says = all.filter(([, each]) => each.by.includes(node));
    const country = about.country !== null && about.country !== node ? about.country : null;
    return [back(), el("h2", {}, own(shortened(about.label, 300))),
      el("p", { class: "sub" }, about.type, country !== null && [" · stands for ", actor(data, country, openNode)][0], country !== null && actor(data, country, openNode)),
      about.aliases.length > 0 && el("p", { class: "also" }, "also ", about.aliases.slice(0, 12).map((name, place) => [place ? ", " : "", own(shortened(name, 80))]).flat()),
      about.same.length > 0 && el("p", { class: "links" }, about.same.slice(0, 6).map((url) => link(url, site(url)))),
      el("p", { class: "actions" },
        el("button", { type: "button", "aria-pressed": state.focus === about.id ? "true" : "false", click: () => change({ focus: state.focus === about.id ? "" : about.id }) }, state.focus === about.id ? "Show everything" : "Only this and its neighbours"),
        el("button", { type: "button", click: () => change({ path: [about.id], node: "" }) }, "Path to …")),
      ...(await section("Who this is", offices)), ...(await section("What happened, and what is said of it", does)), ...(await section("What they say", says))].filter((each): each is HTMLElement => Boolean(each));
  }

  async function section(title: string, found: (readonly [number, Statement])[]): Promise<HTMLElement[]> {
    if (!found.length) return [];
    return [el("h3", {}, title, el("span", { class: "count" }, ` ${found.length}`)), ...(await cards(found.map(([index]) => index), false))];
  }

  // --- a path

  async function way(path: number[], state: State): Promise<(Node | string)[]> {
    const names = state.path.map((id) => data.graph.nodes[data.nodeOf.get(id) ?? -1]?.label ?? id);
    if (path.length < 2) return [back(), el("h2", {}, "No way"), el("p", { class: "note" }, `Nothing that is switched on leads from ${names.join(" to ")}.`)];
    const made: (Node | string)[] = [back(), el("h2", {}, own(names[0]!), " … ", own(names[1]!)), el("p", { class: "sub" }, plural(path.length - 1, "step"))];
    for (let i = 0; i + 1 < path.length; i++) {
      const found = data.graph.statements.flatMap((each, index) => ((each.s === path[i] && each.o === path[i + 1]) || (each.o === path[i] && each.s === path[i + 1])) && data.passes(index, state) ? [index] : []);
      made.push(el("h3", {}, `${i + 1}.`), ...(await cards(found.slice(0, 3), false)));
    }
    return made;
  }

  // --- how to begin

  function start(seen: Seen): (Node | string)[] {
    const { articles, nodes } = data.graph;
    const weight = (node: number) => nodes[node]!.weight + nodes[node]!.claims;
    const ranked = [...seen.nodes.keys()].sort((a, b) => weight(b) - weight(a) || a - b).slice(0, 8);
    const events = seen.statements.filter((index) => data.graph.quads[data.graph.statements[index]!.quad]?.event);
    const heaviest = (found: number[]) => [...found].sort((a, b) => data.graph.statements[b]!.weight - data.graph.statements[a]!.weight || a - b).slice(0, 7);
    const listed = (title: string, found: number[]) => found.length > 0 && [el("h2", {}, title), el("ul", { class: "plain lines" }, found.map((index) => line(index)))];
    return [el("h2", {}, "Who is in it"),
      el("p", { class: "cast" }, ranked.map((node) => actor(data, node, openNode))),
      ...(listed("What happened", heaviest(events.filter((index) => data.graph.statements[index]!.status.includes("fact")))) || []),
      ...(listed("Who says what", heaviest(events.filter((index) => data.graph.statements[index]!.status.includes("claimed")))) || []),
      el("h2", {}, plural(articles.length, "article")),
      el("ul", { class: "plain" }, articles.slice(0, 30).map((about) => el("li", {}, el("button", { type: "button", class: "linkish", click: () => change({ article: about.id, statement: "" }) }, own(shortened(about.title ?? about.id, 160))), el("small", {}, " ", byline(about))))),
      el("p", { class: "hint" }, "Choose a line to see the sentences behind it, a name to see who it is, a sentence to see it in its article.")];
  }

  function line(index: number): HTMLElement {
    const each = data.graph.statements[index]!;
    return el("li", {}, el("button", { type: "button", class: "event", click: () => change({ statement: each.id, article: "" }) }, stroke(data, each),
      el("span", {}, each.by.length > 0 && el("span", { class: "by" }, own(shortened(claimants(data, each), 60)), ": "), each.status.includes("denied") && el("b", { class: "not" }, "not "), own(shortened(data.sentence(each), 140)), each.status.filter((status) => status === "planned" || status === "possible").map((status) => el("span", { class: `badge ${status}` }, status)))));
  }

  const back = (): HTMLElement => el("button", { type: "button", class: "back", click: () => change({ node: "", pair: [], statement: "", article: "", path: [] }) }, "✕ Close");

  return { show };
}

// What a link leads to, in a word.
export function site(url: string): string {
  const host = /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(url)?.[1] ?? url;
  const names: Record<string, string> = { "wikidata.org": "Wikidata", "sws.geonames.org": "GeoNames", "geonames.org": "GeoNames", "en.wikipedia.org": "Wikipedia" };
  return names[host] ?? host;
}
