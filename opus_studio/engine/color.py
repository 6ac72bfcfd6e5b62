"""Named colours, and the way between sRGB and the linear RGB that the engine counts in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

Color: TypeAlias = tuple[float, float, float]
"""Linear RGB, each 0..1."""


def linear(srgb: Color) -> Color:
    """Linear RGB of an sRGB colour, 0..1 each (IEC 61966-2-1)."""
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in srgb)
    return (r, g, b)


def srgb(color: Color) -> Color:
    """The sRGB colour of a linear one, 0..1 each (IEC 61966-2-1)."""
    r, g, b = (c * 12.92 if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in color)
    return (r, g, b)


def _hex(text: str) -> Color:
    r, g, b = (int(text[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return linear((r, g, b))


NAMED: Final[Mapping[str, Color]] = {
    # Paints, near the common house and furniture colours; black and white stay inside 30..240 of
    # sRGB, since no real paint is darker or lighter.
    "white": _hex("E8E6DF"),
    "ivory": _hex("E8DFC8"),
    "cream": _hex("E3D5B4"),
    "sand": _hex("C9B58F"),
    "stone": _hex("A9A294"),
    "taupe": _hex("857867"),
    "light_grey": _hex("C4C6C4"),
    "grey": _hex("8A8D8F"),
    "anthracite": _hex("383E42"),
    "black": _hex("232425"),
    "sage": _hex("9CA78B"),
    "olive": _hex("6B6B45"),
    "forest": _hex("2F4A3A"),
    "bottle_green": _hex("24443A"),
    "sky": _hex("A9C3D1"),
    "dusty_blue": _hex("6F8CA3"),
    "navy": _hex("2B3A55"),
    "petrol": _hex("1F4F5C"),
    "brick_red": _hex("8E3B2E"),
    "oxblood": _hex("5C2323"),
    "terracotta": _hex("B5654A"),
    "blush": _hex("D5A99B"),
    "mustard": _hex("C0943A"),
    "ochre": _hex("B07F35"),
    "rust": _hex("9A5230"),
    "chocolate": _hex("4A342A"),
    "cognac": _hex("96592F"),
    "tan": _hex("B78A5E"),
    "charcoal": _hex("3B3C3E"),
    "oatmeal": _hex("CFC4B0"),
}
"""Colours by name, linear RGB."""


def color(name: str) -> Color:
    """The colour of that name, linear RGB.

    Raises:
        KeyError: There is none.
    """
    return NAMED[name]
