"""The status of an event word while its governors are asked one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Factuality, Polarity

_RANK: dict[str, int] = {"actual": 0, "planned": 1, "possible": 2}


@dataclass(slots=True)
class Status:
    """What is known of an event word so far.

    Example:
        >>> status = Status()
        >>> status.weaken("possible"); status.weaken("planned"); status.negate()
        >>> status
        Status(polarity='negative', factuality='possible')
    """

    polarity: Polarity = "positive"
    factuality: Factuality = "actual"

    def negate(self) -> None:
        """Turn the polarity round."""
        self.polarity = "negative" if self.polarity == "positive" else "positive"

    def weaken(self, factuality: Factuality) -> None:
        """Take the weaker of the two."""
        if _RANK[factuality] > _RANK[self.factuality]:
            self.factuality = factuality
