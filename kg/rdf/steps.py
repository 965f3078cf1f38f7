"""Any string as the last step of an IRI, and back.

Letters and digits of most scripts stay readable, all else is percent-encoded as UTF-8 (RFC 3986, section 2.1), so that
every IRI is valid in Turtle, N-Quads, TriG and JSON-LD and leads back to its id.
"""

from __future__ import annotations

import re

# What stays as it is in an IRI: ASCII letters, digits, "_", "-", ".", and the letters of living scripts. The ranges are
# fixed here and not asked of `unicodedata`, whose answers change with the version of Python. Left out between them are
# the multiplication and division signs, the combining grapheme joiner, spaces, fillers and direction marks.
_UNSAFE = re.compile(
    "[^A-Za-z0-9_.\\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u034e\u0350-\u037d\u037f-\u061b\u061d-\u070e\u0710-\u115e\u1161-\u167f"
    "\u1681-\u180a\u180f-\u1fff\u3041-\u3163\u3165-\ud7ff\uf900-\ufaff]"
)
_ESCAPES = re.compile("(?:%[0-9A-Fa-f]{2})+")


def encoded(name: str) -> str:
    """`name` as the last step of an IRI.

    >>> encoded('Łódź "<1>" 😀')
    'Łódź%20%22%3C1%3E%22%20%F0%9F%98%80'
    """
    if name.strip(".") == "":  # "." and ".." would be taken for steps of a path
        return "%2E" * len(name)
    return _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8", "surrogatepass")), name)


def decoded(step: str) -> str:
    """The name that `encoded` was given; escapes that are no UTF-8 stay as they are.

    >>> decoded("O%27Brien")
    "O'Brien"
    """
    return _ESCAPES.sub(_unescaped, step) if "%" in step else step


def _unescaped(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return match[0]
