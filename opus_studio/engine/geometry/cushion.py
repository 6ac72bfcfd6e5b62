"""Upholstery: seat and back cushions, scatter cushions, buttoned and tufted pads.

A cushion is filled fabric: panels bulge between the seams that hold them, corners are pulled in,
piping follows the seams, buttons draw the fabric down and folds run out from them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.geometry.build import (
    FINEST,
    Floats,
    chords,
    limits,
    pack,
    require_not_negative,
    require_positive,
    unit,
)
from opus_studio.engine.geometry.folds import Tuft, folds, tuft_places
from opus_studio.engine.geometry.grid import (
    Bools,
    Shades,
    cut_faces,
    grid_areas,
    grid_faces,
    normalised,
    run_lengths,
)
from opus_studio.engine.geometry.lathe import lathe
from opus_studio.engine.geometry.outline import Outline
from opus_studio.engine.geometry.stuffing import Form, Shape, Stuffing
from opus_studio.engine.geometry.transform import EMPTY, merge, place, stretched
from opus_studio.engine.geometry.tube import tube
from opus_studio.engine.scene import Mesh


@dataclass(frozen=True, eq=False)
class Cushion:
    """A cushion in its parts, so that piping and buttons may wear another fabric.

    Attributes:
        body: The fabric's panels.
        piping: The cords along the seams; empty without piping.
        buttons: Empty without buttons.
    """

    body: Mesh
    piping: Mesh
    buttons: Mesh

    @property
    def whole(self) -> Mesh:
        """Everything as one mesh."""
        return merge(*(m for m in (self.body, self.piping, self.buttons) if len(m.triangles)))


def cushion(
    width: float,
    depth: float,
    thickness: float,
    stream: np.random.Generator,
    *,
    form: Form = "box",
    stuffing: Stuffing | None = None,
    piping: float = 0.0045,
    tuft: Tuft = "none",
    buttons: tuple[int, int] = (3, 2),
    tuft_depth: float = 0.03,
    button_radius: float = 0.013,
    detail: int = FINEST,
) -> Cushion:
    """A cushion lying flat, its underside on y = 0, of exactly this size with its piping.

    Args:
        width: Along X, metres.
        depth: Along Z, metres.
        thickness: Over everything, metres.
        stream: Decides the wrinkles; the same stream gives the same cushion.
        form: Box (seat and back cushions, mattresses) or knife edge (scatter cushions).
        stuffing: Crown, sag, corners and wrinkles; None takes what suits the form.
        piping: Radius of the cord along the seams, metres; 0 for none.
        tuft: `none`; `buttons` alone; `diamond` folds between staggered buttons (Chesterfield);
            `biscuit` squares; `channel` folds from front to back without buttons.
        buttons: Columns and rows (of a diamond pattern: of its fuller rows).
        tuft_depth: How deep the buttons or channels are drawn, metres.
        button_radius: Metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero, or piping or tufting leave no room.
    """
    require_positive(width=width, depth=depth, thickness=thickness)
    require_not_negative(piping=piping, tuft_depth=tuft_depth)
    if detail not in (0, 1, 2):
        raise ValueError(f"detail must be 0, 1 or 2, not {detail}.")
    if 6.0 * piping > min(width, depth, 1.5 * thickness):
        raise ValueError("The piping is too thick for the cushion.")
    fill = stuffing or Stuffing()
    places = tuft_places(width, depth, tuft, buttons)
    drawn = folds(places, tuft, width, depth, min(tuft_depth, 0.45 * thickness), stream)
    shape = Shape.of(width, depth, thickness, form, fill, piping, drawn, detail, stream)
    top, under = shape.panels()
    upper, lower = _rim(top), _rim(under)
    out = _outward(upper)
    panels = [_Panel.of(top, top=True), _Panel.of(under, top=False)]
    body: list[Mesh] = []
    if form == "box":
        ring = _border(upper, lower, out, shape)
        areas = grid_areas(ring, ring=True)
        if piping == 0.0 and not drawn.dense:
            # No cord hides the seams: they are shaded softly.
            _joined(panels[0].areas, areas[:, -1])
            _joined(panels[1].areas, areas[:, 0])
        body.append(_border_mesh(ring, areas))
    fabric = merge(*(panel.mesh(drawn.dense) for panel in panels), *body)
    cord = EMPTY
    if piping > 0.0:
        cord = _cord(upper, out, piping, form, detail)
        if form == "box":
            # The seams lie one above the other.
            cord = place(cord, [(0.0, 0.0, 0.0), (0.0, lower[0, 1] - upper[0, 1], 0.0)])
    studs = _buttons(places, top, shape, button_radius, detail) if tuft != "channel" else EMPTY
    return _fitted(fabric, cord, studs, (width, thickness, depth))


@dataclass(frozen=True, eq=False)
class _Panel:
    """One side of a cushion before its normals are known."""

    points: Floats  # (m, n, 3)
    other: Bools  # (m - 1, n - 1) how its cells are cut
    areas: Shades  # (3, m, n)
    top: bool

    @classmethod
    def of(cls, points: Floats, *, top: bool) -> _Panel:
        y = points[..., 1] if top else -points[..., 1]
        # The diagonal that lies lower: folds then run along edges.
        other = y[1:, :-1] + y[:-1, 1:] <= y[1:, 1:] + y[:-1, :-1]
        # At the panel's corners it goes through the corner: no triangle lies in the seam alone.
        other[0, 0] = other[-1, -1] = False
        other[0, -1] = other[-1, 0] = True
        areas = grid_areas(points, other)
        # Rows run to the front: seen from above their cells go clockwise.
        return cls(points, other, -areas if top else areas, top)

    def mesh(self, even: bool) -> Mesh:
        """The panel, its weave straight or following each row."""
        rows, columns = self.points.shape[:2]
        u, v = run_lengths(self.points, 1), run_lengths(self.points, 0)
        u -= u[:, columns // 2, None].copy()
        v -= v[rows // 2].copy()
        uvs = np.empty((rows, columns, 2))
        # Deep folds would turn a chart that follows each row; there the weave stays straight.
        uvs[..., 0] = u.mean(0) if even else u
        uvs[..., 1] = v.mean(1)[:, None] if even else v
        if self.top:
            uvs[..., 1] *= -1.0
        faces = cut_faces(rows, columns, self.other, turned=self.top)
        return pack(self.points, normalised(self.areas), uvs, faces)


def _joined(panel: Shades, seam: Shades) -> None:
    """Add up what a panel and the border, its first point again at the end, have at their seam."""
    rows, columns = _rim(np.indices(panel.shape[1:]).transpose(1, 2, 0)).T
    panel[:, rows, columns] += seam[:, :-1]
    seam[:, :-1] = panel[:, rows, columns]
    seam[:, -1] = seam[:, 0]


def _rim(grid: NDArray[Any]) -> NDArray[Any]:
    """The border of an `(m, n, k)` grid, counter-clockwise seen from above, back left first."""
    return np.concatenate([grid[:-1, 0], grid[-1, :-1], grid[:0:-1, -1], grid[0, :0:-1]])


def _outward(rim: Floats) -> Floats:
    """`(k, 3)` level directions away from a cushion at its seam."""
    ahead = chords(rim)
    out = np.zeros_like(rim)
    out[:, 0], out[:, 2] = -ahead[:, 2], ahead[:, 0]
    return unit(out)


def _border(upper: Floats, lower: Floats, out: Floats, shape: Shape) -> Floats:
    """`(5, k + 1, 3)` the strip between the seams of a box cushion, bulging a little."""
    part = np.linspace(0.0, 1.0, 5)
    # Fullest in the middle of a side, drawn flat at the corners.
    side = np.maximum(shape.half_x - np.abs(upper[:, 0]), shape.half_z - np.abs(upper[:, 2]))
    full = np.clip(side / max(min(shape.half_x, shape.half_z), 1e-6), 0.25, 1.0) ** 0.5
    swell = np.multiply.outer(np.sin(math.pi * part), shape.bulge * full)
    ring = np.empty((len(part), len(upper) + 1, 3))
    ring[:, :-1] = lower + (upper - lower) * part[:, None, None] + swell[..., None] * out
    ring[:, -1] = ring[:, 0]
    return ring


def _border_mesh(ring: Floats, areas: Shades) -> Mesh:
    rows, columns = ring.shape[:2]
    uvs = np.empty((rows, columns, 2))
    uvs[..., 0] = run_lengths(ring[rows // 2, None], 1)
    uvs[..., 1] = run_lengths(ring, 0)
    return pack(ring, normalised(areas), uvs, grid_faces(rows, columns))


def _cord(ring: Floats, out: Floats, radius: float, form: Form, detail: int) -> Mesh:
    """A cord in the seam, standing a third of its radius out of the panels."""
    path = ring + out * (0.15 * radius if form == "box" else 0.3 * radius)
    return tube(path, radius, closed=True, segments=(4, 6, 8)[detail], detail=detail)


def _buttons(places: Floats, top: Floats, shape: Shape, radius: float, detail: int) -> Mesh:
    if not len(places):
        return EMPTY
    grid = top.reshape(-1, 3)
    away = ((grid[None, :, [0, 2]] - places[:, None]) ** 2).sum(-1)
    seats = grid[away.argmin(1)]
    return place(_button(radius, detail), seats + np.array([0.0, 0.4 * radius, 0.0]))


@lru_cache(maxsize=32)
def _button(radius: float, detail: int) -> Mesh:
    """A covered button about the origin."""
    dome = (
        Outline((0.0, -0.35 * radius), (2, 3, 4)[detail])
        .to(0.8 * radius, -0.35 * radius)
        .to(radius, 0.05 * radius)
        .arc(0.0, 0.5 * radius, 0.26)
        .end()
    )
    return lathe(dome, segments=(8, 12, 16)[detail], grain="around")


def _fitted(body: Mesh, cord: Mesh, studs: Mesh, size: Sequence[float]) -> Cushion:
    """All parts moved and stretched by the same hair's breadth to the exact size."""
    ends = np.stack([limits(mesh.positions) for mesh in (body, cord) if len(mesh.triangles)])
    low, high = ends[:, 0].min(0), ends[:, 1].max(0)
    target = np.array(size)
    factor = target / (high - low)
    shift = np.array([-target[0] / 2.0, 0.0, -target[2] / 2.0]) - low * factor
    return Cushion(
        *(
            stretched(mesh, factor, shift) if len(mesh.triangles) else mesh
            for mesh in (body, cord, studs)
        )
    )
