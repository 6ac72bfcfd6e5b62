"""Where buttons sit in upholstery, and how deep the fabric lies in the folds between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from opus_studio.engine.geometry import layout
from opus_studio.engine.geometry.build import Floats

Tuft = Literal["none", "buttons", "diamond", "biscuit", "channel"]
"""Patterns of tufting; see `cushion.cushion`."""


@dataclass(frozen=True, eq=False)
class Folds:
    """The drop of a panel's fabric by buttons and folds.

    Attributes:
        points: `(b, 2)` buttons, metres.
        lines: `(f, 2, 2)` ends of the folds, metres.
        depth: Of the buttons, metres.
        crease: Depth of the folds relative to the buttons'.
        reach: How far a button draws the fabric, metres.
        width: Of a fold, metres.
        spokes: `(b,)` phase of the creases that run out from each button.
        rays: Creases around each button; 0 where folds take their place.
        columns: Grid lines in x that folds should run through, metres.
        rows: The same in z.
        dense: Whether the grid must be fine between those lines.
    """

    points: Floats
    lines: Floats
    depth: float
    crease: float
    reach: float
    width: float
    spokes: Floats
    rays: int
    columns: Floats
    rows: Floats
    dense: bool

    def drop(self, x: Floats, z: Floats) -> Floats:
        """How far below the smooth panel the fabric lies, metres, at plan coordinates."""
        place = np.stack([x.ravel(), z.ravel()], -1)
        total = np.zeros(len(place))
        if len(self.lines):
            away = _to_segments(place, self.lines).min(1)
            total = self.crease * np.exp(-away / self.width)
        if len(self.points):
            apart = place[:, None] - self.points
            distance = np.sqrt((apart**2).sum(-1))
            near = distance.argmin(1)
            row = np.arange(len(place))
            r = distance[row, near]
            # Close to the button the fabric is pinned, so the well is round at its bottom.
            soft = np.sqrt(r * r + (0.12 * self.reach) ** 2) - 0.12 * self.reach
            well = np.exp(-soft / self.reach)
            total = np.maximum(total, well) * 0.75 + 0.25 * np.minimum(total + well, 1.0)
            if self.rays:
                angle = np.arctan2(apart[row, near, 1], apart[row, near, 0])
                spoke = (0.5 + 0.5 * np.cos(self.rays * angle + self.spokes[near])) ** 3
                swing = 0.75 + 0.25 * np.cos(2.0 * angle + 3.0 * self.spokes[near])
                run = np.exp(-r / (1.9 * self.reach)) * (
                    1.0 - np.exp(-((r / (0.4 * self.reach)) ** 2))
                )
                total = total + 0.34 * spoke * swing * run
        return (self.depth * total).reshape(x.shape)


def tuft_places(width: float, depth: float, tuft: Tuft, buttons: tuple[int, int]) -> Floats:
    """`(b, 2)` places of the buttons on a panel, metres.

    Raises:
        ValueError: A count is below one, or the pattern has no such name.
    """
    columns, rows = buttons
    if tuft not in ("none", "buttons", "diamond", "biscuit", "channel"):
        raise ValueError(f"There is no tufting called {tuft}.")
    if tuft in ("none", "channel"):
        return np.zeros((0, 2))
    if columns < 1 or rows < 1 or (tuft == "diamond" and columns < 2):
        raise ValueError("A tufted pattern needs a button in each direction, diamonds two across.")
    if tuft == "diamond":
        return layout.staggered(columns, rows, width / columns, depth / (rows + 0.4))
    return layout.grid(layout.centred(columns, width / columns), layout.centred(rows, depth / rows))


def folds(
    places: Floats,
    tuft: Tuft,
    width: float,
    depth: float,
    drawn: float,
    stream: np.random.Generator,
) -> Folds:
    """The folds of a pattern between its buttons and out to the panel's seams.

    Args:
        places: `(b, 2)` from `tuft_places`, metres.
        tuft: The pattern.
        width: Of the panel along x, metres.
        depth: Of the panel along z, metres.
        drawn: How deep the buttons or channels are drawn, metres.
        stream: Turns the creases around single buttons.
    """
    none = np.zeros((0, 2, 2))
    columns = np.unique(np.round(places[:, 0], 6)) if len(places) else np.zeros(0)
    rows = np.unique(np.round(places[:, 1], 6)) if len(places) else np.zeros(0)
    pitch = _pitch(columns, rows, width, depth)
    spokes = stream.uniform(0.0, 2.0 * math.pi, len(places))
    if tuft == "channel":
        count = max(2, round(width / 0.11))
        columns = layout.centred(count - 1, width / count)
        lines = np.stack(
            [
                np.stack([columns, np.full_like(columns, -depth)], -1),
                np.stack([columns, np.full_like(columns, depth)], -1),
            ],
            1,
        )
        return Folds(
            places, lines, drawn, 0.8, 1.0, 0.16 * width / count, spokes, 0, columns, rows, True
        )
    if tuft in ("none", "buttons"):
        reach = min(0.30 * pitch, 0.055)
        return Folds(
            places, none, drawn, 0.0, reach, 1.0, spokes, 7, columns, rows, tuft == "buttons"
        )
    lines = _between(places, columns, rows, tuft, width, depth)
    return Folds(
        places, lines, drawn, 0.6, 0.27 * pitch, 0.17 * pitch, spokes, 0, columns, rows, True
    )


def _pitch(columns: Floats, rows: Floats, width: float, depth: float) -> float:
    """The distance between neighbouring buttons, metres."""
    steps = [width / max(len(columns), 1), depth / max(len(rows), 1)]
    return min(steps)


def _between(
    places: Floats, columns: Floats, rows: Floats, tuft: Tuft, width: float, depth: float
) -> Floats:
    """Folds from each button to its neighbours, and pleats from the outer ones to the seams."""
    apart = places[None] - places[:, None]
    step_x = np.diff(columns).min(initial=width)
    step_z = np.diff(rows).min(initial=depth)
    dx, dz = np.abs(apart[..., 0]) / step_x, np.abs(apart[..., 1]) / step_z
    if tuft == "diamond":
        joined = (np.abs(dx - 1.0) < 0.01) & (np.abs(dz - 1.0) < 0.01)
    else:
        joined = np.abs(dx + dz - 1.0) < 0.01
    first, second = np.nonzero(np.triu(joined))
    lines = [np.stack([places[first], places[second]], 1)]
    for axis, marks, half in ((0, columns, width), (1, rows, depth)):
        for edge, sign in ((marks[0], -1.0), (marks[-1], 1.0)):
            outer = places[np.abs(places[:, axis] - edge) < 1e-6]
            away = outer.copy()
            away[:, axis] = sign * half
            lines.append(np.stack([outer, away], 1))
    return np.concatenate(lines)


def _to_segments(place: Floats, lines: Floats) -> Floats:
    """`(p, f)` distance of each place to each segment, metres."""
    start, span = lines[:, 0], lines[:, 1] - lines[:, 0]
    from_start = place[:, None] - start
    part = (from_start * span).sum(-1) / np.maximum((span**2).sum(-1), 1e-12)
    nearest = from_start - np.clip(part, 0.0, 1.0)[..., None] * span
    return np.sqrt((nearest**2).sum(-1))
