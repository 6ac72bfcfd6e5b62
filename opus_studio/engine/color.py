"""Named colours, and the way between sRGB and the linear RGB that the engine counts in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from opus_studio.protocol import NAMED_COLORS

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
    r, g, b = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return linear((r, g, b))


NAMED: Final[Mapping[str, Color]] = {name: _hex(code) for name, code in NAMED_COLORS.items()}
"""Colours by name, linear RGB."""


def color(name: str) -> Color:
    """The colour of that name, linear RGB.

    Raises:
        KeyError: There is none.
    """
    return NAMED[name]
