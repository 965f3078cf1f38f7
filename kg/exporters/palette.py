"""The colours and strokes of every picture: one look for the page, the image and the files that carry colours.

Chosen from the sets of Okabe and Ito (2008) and Tol (2021), which stay apart for colour-blind eyes: blue and green for
cooperation, orange and red for conflict, the deeper one for deeds. Strokes say the same as words: facts are solid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

QUAD_COLOURS: Mapping[str, str] = {
    "verbal cooperation": "#3f9fdc",
    "material cooperation": "#0a9070",
    "verbal conflict": "#e69f00",
    "material conflict": "#d62f3b",
    "standing relation": "#9a9a9a",
    "open relation": "#b79ad0",
}
# Looked up by a class and then by those above it, in this order.
TYPE_COLOURS: Mapping[str, str] = {
    "Country": "#3f6fb5",
    "Person": "#d45087",
    "InternationalOrganization": "#8a63c9",
    "NewsMedium": "#9c7a54",
    "PublicBody": "#2a9db0",
    "Organization": "#e08a2e",
    "Group": "#59a14f",
    "Place": "#8aa39b",
    "Event": "#b6992d",
}
OTHER = "#7f7f7f"


def type_group(classes: Iterable[str]) -> str:
    """The class whose colour an entity of `classes` has, or "Other".

    Example:
        >>> type_group(["Actor", "Ministry", "Organization", "PublicBody"])
        'PublicBody'
    """
    known = set(classes)
    return next((name for name in TYPE_COLOURS if name in known), "Other")


def type_colour(classes: Iterable[str]) -> str:
    """The colour of an entity of `classes`."""
    return TYPE_COLOURS.get(type_group(classes), OTHER)


def stroke(status: str) -> str:
    """How the line of a statement of this status is drawn where there are three strokes.

    Solid for facts, dashed for claims that something is so, dotted for all that is denied, planned or possible: a
    claimed denial must not look like the claim of the contrary.
    """
    return {"fact": "solid", "claimed": "dashed"}.get(status, "dotted")


def rgb(colour: str) -> tuple[int, int, int]:
    """The channels of "#rrggbb", 0 to 255 each."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
