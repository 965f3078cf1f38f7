"""Is a text English? For archives that nobody sorted by language: an English model reads falsehoods into other ones.

In: a text. Out: its language as py3langid tells it from its first characters.
"""

from __future__ import annotations

from typing import Final

from kg.readers.extras import needed

_ENOUGH: Final = 2000  # characters looked at


def language(text: str) -> str:
    """The language of `text` as a tag of two letters.

    Example:
        >>> language("The minister said on Monday that he would not be at the talks.")
        'en'
        >>> language("Die Ministerin sagte am Montag, dass sie an den Gesprächen nicht teilnehmen werde.")
        'de'
    """
    found = needed("py3langid", "to tell English from other languages", "warc").classify(text[:_ENOUGH])
    return str(found[0])
