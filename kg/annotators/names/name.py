"""A name, or a word of nationality, while it is being found: the record that the steps of this package hand on."""

from __future__ import annotations

from dataclasses import dataclass

PROPER = ("NNP", "NNPS")


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to before `end`; `kind` is a class, `known` the gazetteer's id or "".

    `sure`: the gazetteer says so, and nothing is cut off or put in doubt. Of a word of nationality `kind` is
    "adjective" or "people", and `known` the country.
    """

    start: int
    end: int
    kind: str
    known: str = ""
    sure: bool = False

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def tokens(self) -> range:
        """The numbers of its tokens."""
        return range(self.start, self.end)
