"""Relief of buttoned and channelled covers, as a function of places on the cover.

Diamonds lie between staggered buttons (deep buttoning, "capitonné"); beyond the outer rows the
fullness runs out in straight pleats, as an upholsterer folds it to the edge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opus_studio.engine.geometry.build import Floats


@dataclass(frozen=True)
class Diamonds:
    """A field of deep buttoning.

    Attributes:
        across: Distance of buttons in a row, metres.
        up: Distance of rows, metres.
        rows: How many.
        first: Height of the lowest row on the cover, metres.
        depth: Of the folds below the fullest places, metres.
    """

    across: float
    up: float
    rows: int
    first: float
    depth: float

    def fullness(self, s: Floats, t: Floats) -> Floats:
        """How far the cover stands out of the folds, metres, at `s` along and `t` up."""
        u, v = s / self.across, (t - self.first) / self.up
        low, high = np.minimum(v, 0.0), np.maximum(v - (self.rows - 1), 0.0)
        v = np.clip(v, 0.0, self.rows - 1)
        a, b = np.pi * (u + v / 2.0), np.pi * (u - v / 2.0)
        a, b = np.abs(np.sin(a)), np.abs(np.sin(b))
        full = (a * b) ** 0.42
        # The well of a button is deeper than the folds that meet in it.
        near = np.minimum((a * a + b * b) / 0.64, 1.0)
        full = full * 0.82 + 0.18 * near**0.35
        # Pleats fade towards the edges of the field.
        fade = np.exp(-((low + high) ** 2) / 0.9)
        return np.asarray(self.depth * (1.0 - (1.0 - full) * fade), dtype=np.float64)

    def buttons(self, start: float, stop: float) -> Floats:
        """`(b, 2)` places `(s, t)` of the buttons between two ends along, metres."""
        places = []
        for row in range(self.rows):
            shift = 0.5 * (row % 2)
            low = int(np.ceil(start / self.across - shift + 0.2))
            high = int(np.floor(stop / self.across - shift - 0.2))
            s = (np.arange(low, high + 1) + shift) * self.across
            places.append(np.stack([s, np.full(len(s), self.first + row * self.up)], -1))
        return np.concatenate(places)


def channels(s: Floats, width: float, depth: float) -> Floats:
    """How far a cover with upright channels stands out of its seams, metres, at `s` along."""
    return np.asarray(depth * np.abs(np.cos(np.pi * s / width)) ** 0.55, dtype=np.float64)


def seams(s: Floats, at: Floats, depth: float, width: float = 0.012) -> Floats:
    """How deep seams at the places `at` draw a cover in, metres, at `s` along."""
    if not len(at):
        return np.zeros_like(s)
    away = np.abs(s[..., None] - at).min(-1)
    return np.asarray(depth * np.exp(-away / width), dtype=np.float64)
