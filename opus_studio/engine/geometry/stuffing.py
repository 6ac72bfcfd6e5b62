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

    def panels(self) -> tuple[Floats, Floats]:
        """`(m, n, 3)` points of the upper and of the lower panel; Y about the seams' middle."""
        s, t = self.s, self.t
        x, z = self._plan()
        # Fullness: nothing at the seam, quickly rising, flat in the middle.
        power = 0.62 if self.form == "knife" else 0.5
        full = np.multiply.outer(
            (1.0 - np.abs(t) ** 2.2) ** power, (1.0 - np.abs(s) ** 2.2) ** power
        )
        rise = 0.72 * full + np.multiply.outer(0.28 * (1.0 - t * t), 1.0 - s * s)
        inside = np.minimum(1.0, 3.0 * full)
        fabric = self._fabric() * inside
        height = self.crown * rise + fabric
        pressed = np.multiply.outer(
            self.fill.sag * np.exp(-1.6 * ((t - 0.06) / 0.62) ** 2),
            np.exp(-1.6 * (s / 0.62) ** 2),
        )
        height -= pressed * inside
        if self.folds.depth > 0.0 and (len(self.folds.points) or len(self.folds.lines)):
            height -= self.folds.drop(x, z) * np.minimum(1.0, 2.4 * full**0.8)
        if self.form == "box":
            below = np.maximum(self.crown * self.fill.under * rise + fabric, 0.0)
        else:
            below = self.crown * rise + fabric
        top, under = np.empty((*x.shape, 3)), np.empty((*x.shape, 3))
        top[..., 0] = under[..., 0] = x
        top[..., 2] = under[..., 2] = z
        top[..., 1] = self.seam + height
        under[..., 1] = -self.seam - below
        return top, under

    def _plan(self) -> tuple[Floats, Floats]:
        """`(m, n)` plan coordinates of the grid's points, corners rounded."""
        s, t = self.s, self.t
        zone = min(max(3.0 * self.corner, 0.02), self.half_x, self.half_z)
        a = np.clip(1.0 - (1.0 - np.abs(s)) * self.half_x / zone, 0.0, 1.0)
        b = np.clip(1.0 - (1.0 - np.abs(t)) * self.half_z / zone, 0.0, 1.0)
        shape = (len(t), len(s))
        x = np.broadcast_to(s * self.half_x, shape).copy()
        z = np.broadcast_to((t * self.half_z)[:, None], shape).copy()
        # A superellipse in each corner's own square; its power follows from the radius.
        power = math.log(0.5) / math.log(1.0 - 0.293 * min(self.corner / zone, 0.95))
        columns, rows = np.flatnonzero(a), np.flatnonzero(b)
        a, b = a[columns], b[rows, None]
        size = np.maximum(a, b)
        lesser = np.minimum(a, b) / size
        squeeze = (1.0 - (1.0 + lesser**power) ** (-1.0 / power)) * size**2 * zone
        corners = np.ix_(rows, columns)
        x[corners] -= np.sign(s[columns]) * a * squeeze
        z[corners] -= np.sign(t[rows, None]) * b * squeeze
        if self.pull:
            x *= 1.0 - np.multiply.outer(self.pull * (1.0 - t * t), np.abs(s) ** 3)
            z *= 1.0 - np.multiply.outer(np.abs(t) ** 3, self.pull * (1.0 - s * s))
        return x, z

    def _fabric(self) -> Floats:
        """`(m, n)` waves of the cloth, and puckers that run in from the seams, metres.

        They are a function of the square grid, not of its rounded corners: so a row and a column
        of figures make most of it.
        """
        x, z = self.s * self.half_x, self.t * self.half_z
        fx, fz, phase, height = self.waves.T[..., None]
        by_x, by_z = fx * x + phase, fz * z
        # The sine of a sum, as a product of matrices.
        total: Floats = np.cos(by_z).T @ (height * np.sin(by_x))
        total += np.sin(by_z).T @ (height * np.cos(by_x))
        away_x, away_z = self.half_x - np.abs(x), self.half_z - np.abs(z)
        pucker_x, pucker_z = (
            1.2 * self.fill.wrinkles * self._pucker(along) * np.exp(-away / 0.05)
            for along, away in ((z[:, None], away_x), (x, away_z[:, None]))
        )
        total += np.where(away_x < away_z[:, None], pucker_x, pucker_z)
        return total + self._corner_creases(away_x, away_z)

    def _pucker(self, along: Floats) -> Floats:
        return np.asarray(
            np.sin(along * 62.0 + 2.0 * np.sin(along * 17.0 + self.phase[0]) + self.phase[1])
        )

    def _corner_creases(self, away_x: Floats, away_z: Floats) -> Floats:
        """Folds of tension that fan out from the corners, strongest in knife-edged cushions."""
        distance = np.sqrt(np.add.outer(away_z * away_z, away_x * away_x))
        reach = 0.42 * min(self.half_x, self.half_z)
        # Each corner has its own phase, as the two signs tell them apart.
        corner = np.add.outer(2.9 * np.sign(self.t) + self.phase[2], 1.7 * np.sign(self.s))
        fan = np.sin(9.0 * np.arctan2(away_z[:, None], away_x + 1e-9) + corner)
        size = (4.5 if self.form == "knife" else 1.2) * self.fill.wrinkles
        return size * fan * np.exp(distance * (-1.0 / reach)) * distance / (distance + 0.25 * reach)


def _lines(marks: Floats, half: float, detail: int, dense: bool) -> Floats:
    """Grid lines from -1 to 1 through the marks, closer together towards the seams."""
    stops = [-1.0]
    for mark in sorted({*np.round(marks, 9).tolist(), 1.0}):
        if mark - stops[-1] > 1e-6:
            stops.append(mark)
    # A bed's mattress needs no finer net than an armchair's seat.
    pitch = max(_PITCH[detail], half / 32.0)
    pieces = []
    for low, high in pairwise(stops):
        inner = dense and low > -1.0 and high < 1.0
        count = _TUFTED_STEPS[detail] if inner else 0
        count = max(count, math.ceil((high - low) * half / pitch), 3)
        part = np.arange(count) / count
        # Steps shrink towards a seam, where the panel turns down.
        if low == -1.0 and high == 1.0:
            part = 0.5 - 0.5 * np.cos(math.pi * part) * 0.55 - 0.45 * (0.5 - part)
        elif low == -1.0:
            part = 0.6 * part + 0.4 * part**2
        elif high == 1.0:
            part = 0.6 * part + 0.4 * (1.0 - (1.0 - part) ** 2)
        pieces.append(low + (high - low) * part)
    return np.append(np.concatenate(pieces), 1.0)
