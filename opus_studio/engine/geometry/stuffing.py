"""How a cushion is filled, and where its fabric lies for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.geometry.folds import Folds

Form = Literal["box", "knife"]
"""Two panels with a border between them, or two panels sewn edge to edge."""

_PITCH = (0.060, 0.034, 0.020)
_TUFTED_STEPS = (2, 4, 6)


@dataclass(frozen=True)
class Stuffing:
    """How a cushion is filled and worn.

    Attributes:
        crown: Rise of the top's middle over its seam, metres; None takes a tenth of the shorter
            side (box) or all of the thickness (knife).
        under: Crown of the underside relative to the top's; 0 is flat.
        sag: How deep sitting has pressed the top in, metres.
        corner: Radius of the corners in plan, metres; None follows from the size.
        pull: How far the fill pulls the middle of each side in, relative to the side: the corners
            stand out as ears. None takes 0.045 for a knife edge, 0 for a box.
        wrinkles: Height of the puckers along the seams and of the fabric's waves, metres.
    """

    crown: float | None = None
    under: float = 0.35
    sag: float = 0.0
    corner: float | None = None
    pull: float | None = None
    wrinkles: float = 0.0022


@dataclass(frozen=True, eq=False)
class Shape:
    """Everything that the panels' points are computed from; half sizes in metres."""

    half_x: float
    half_z: float
    seam: float  # half the height between the seams
    crown: float
    bulge: float  # of the border
    fill: Stuffing
    form: Form
    corner: float
    pull: float
    folds: Folds
    s: Floats  # (n,) columns, -1..1
    t: Floats  # (m,) rows, -1..1, from the back to the front
    waves: Floats  # (6, 4) fabric waves: frequency x, frequency z, phase, height
    phase: Floats  # (4,) of the puckers

    @classmethod
    def of(
        cls,
        width: float,
        depth: float,
        thickness: float,
        form: Form,
        fill: Stuffing,
        piping: float,
        drawn: Folds,
        detail: int,
        stream: np.random.Generator,
    ) -> Shape:
        """The shape of a cushion of this size, form and fill, metres."""
        short = min(width, depth)
        corner = fill.corner
        if corner is None:
            corner = 0.10 * short if form == "box" else 0.06 * short
        corner = min(max(corner, 0.01 * short), 0.45 * short)
        if form == "knife":
            crown, seam = thickness / 2.0 if fill.crown is None else fill.crown, 0.0
        else:
            crown = min(0.1 * short, 0.3 * thickness) if fill.crown is None else fill.crown
            crown = min(crown, 0.42 * thickness)
            seam = max((thickness - crown * (1.0 + fill.under)) / 2.0, 0.08 * thickness)
        pull = fill.pull if fill.pull is not None else (0.045 if form == "knife" else 0.0)
        waves = np.stack(
            [
                stream.uniform(-9.0, 9.0, 6),
                stream.uniform(-9.0, 9.0, 6),
                stream.uniform(0.0, 2.0 * math.pi, 6),
                stream.uniform(0.3, 1.0, 6) * fill.wrinkles * 0.55,
            ],
            -1,
        )
        # The border bulges beyond the seams, or the piping stands out of them.
        bulge = min(0.3 * seam, 0.03, 0.1 * short)
        beyond = max(bulge, 1.1 * piping)
        half_x, half_z = width / 2.0 - beyond, depth / 2.0 - beyond
        return cls(
            half_x,
            half_z,
            seam,
            crown,
            bulge,
            fill,
            form,
            corner,
            pull,
            drawn,
            _lines(drawn.columns / half_x, half_x, detail, drawn.dense),
            _lines(drawn.rows / half_z, half_z, detail, drawn.dense),
            waves,
            stream.uniform(0.0, 2.0 * math.pi, 4),
        )

    def panel(self, top: bool) -> Floats:
        """`(m, n, 3)` points of the upper or the lower panel; Y about the seams' middle."""
        s, t = np.meshgrid(self.s, self.t)
        x, z, rim = self._plan(s, t)
        # Fullness: nothing at the seam, quickly rising, flat in the middle.
        power = 0.62 if self.form == "knife" else 0.5
        full = ((1.0 - np.abs(s) ** 2.2) * (1.0 - np.abs(t) ** 2.2)) ** power
        crown = self.crown if top or self.form == "knife" else self.crown * self.fill.under
        dome = (1.0 - s * s) * (1.0 - t * t)
        height = crown * (0.72 * full + 0.28 * dome)
        inside = np.minimum(1.0, 3.0 * full)
        height += self._fabric(x, z, rim) * inside
        if top:
            reach = (s / 0.62) ** 2 + ((t - 0.06) / 0.62) ** 2
            height -= self.fill.sag * np.exp(-1.6 * reach) * inside
            height -= self.folds.drop(x, z) * np.minimum(1.0, 2.4 * full**0.8)
        height = np.maximum(height, 0.0) if self.form == "box" and not top else height
        y = (self.seam + height) if top else -(self.seam + height)
        return np.stack([x, y, z], -1)

    def _plan(self, s: Floats, t: Floats) -> tuple[Floats, Floats, Floats]:
        """Plan coordinates of grid points, corners rounded; and the distance from the seam."""
        x, z = s * self.half_x, t * self.half_z
        zone = min(max(3.0 * self.corner, 0.02), self.half_x, self.half_z)
        a = np.clip(1.0 - (self.half_x - np.abs(x)) / zone, 0.0, 1.0)
        b = np.clip(1.0 - (self.half_z - np.abs(z)) / zone, 0.0, 1.0)
        # A superellipse in each corner's own square; its power follows from the radius.
        power = math.log(0.5) / math.log(1.0 - 0.293 * min(self.corner / zone, 0.95))
        size = np.maximum(a, b)
        safe = np.where(size > 0.0, size, 1.0)
        lesser = np.minimum(a, b) / safe
        squeeze = (1.0 - (1.0 + lesser**power) ** (-1.0 / power)) * size**2 * zone
        x = x - np.sign(x) * a * squeeze
        z = z - np.sign(z) * b * squeeze
        x = x * (1.0 - self.pull * (1.0 - t * t) * np.abs(s) ** 3)
        z = z * (1.0 - self.pull * (1.0 - s * s) * np.abs(t) ** 3)
        rim = np.minimum((1.0 - np.abs(s)) * self.half_x, (1.0 - np.abs(t)) * self.half_z)
        return x, z, rim

    def _fabric(self, x: Floats, z: Floats, rim: Floats) -> Floats:
        """Waves of the cloth, and puckers that run in from the seams."""
        total = np.zeros_like(x)
        for fx, fz, phase, height in self.waves:
            total += height * np.sin(fx * x + fz * z + phase)
        along = np.where(self.half_x - np.abs(x) < self.half_z - np.abs(z), z, x)
        pucker = np.sin(along * 62.0 + 2.0 * np.sin(along * 17.0 + self.phase[0]) + self.phase[1])
        total += 1.2 * self.fill.wrinkles * pucker * np.exp(-rim / 0.05)
        return total + self._corner_creases(x, z)

    def _corner_creases(self, x: Floats, z: Floats) -> Floats:
        """Folds of tension that fan out from the corners, strongest in knife-edged cushions."""
        away_x, away_z = self.half_x - np.abs(x), self.half_z - np.abs(z)
        distance = np.hypot(away_x, away_z)
        reach = 0.42 * min(self.half_x, self.half_z)
        # Each corner has its own phase, as the two signs tell them apart.
        corner = self.phase[2] + 1.7 * np.sign(x) + 2.9 * np.sign(z)
        fan = np.sin(9.0 * np.arctan2(away_z, away_x + 1e-9) + corner)
        size = (4.5 if self.form == "knife" else 1.2) * self.fill.wrinkles
        return size * fan * np.exp(-distance / reach) * distance / (distance + 0.25 * reach)


def _lines(marks: Floats, half: float, detail: int, dense: bool) -> Floats:
    """Grid lines from -1 to 1 through the marks, closer together towards the seams."""
    marks = np.unique(np.round(np.concatenate([[-1.0], marks, [1.0]]), 9))
    marks = marks[np.append(True, np.diff(marks) > 1e-6)]
    # A bed's mattress needs no finer net than an armchair's seat.
    pitch = max(_PITCH[detail], half / 32.0)
    pieces = []
    for low, high in pairwise(marks):
        inner = dense and low > -1.0 and high < 1.0
        count = _TUFTED_STEPS[detail] if inner else 0
        count = max(count, math.ceil((high - low) * half / pitch), 3)
        part = np.linspace(0.0, 1.0, count + 1)[:-1]
        # Steps shrink towards a seam, where the panel turns down.
        if low == -1.0 and high == 1.0:
            part = 0.5 - 0.5 * np.cos(math.pi * part) * 0.55 - 0.45 * (0.5 - part)
        elif low == -1.0:
            part = 0.6 * part + 0.4 * part**2
        elif high == 1.0:
            part = 0.6 * part + 0.4 * (1.0 - (1.0 - part) ** 2)
        pieces.append(low + (high - low) * part)
    return np.append(np.concatenate(pieces), 1.0)
