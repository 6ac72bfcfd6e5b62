"""Upholstery: seat and back cushions, scatter cushions, buttoned and tufted pads.

A cushion is filled fabric: panels bulge between the seams that hold them, corners are pulled in,
piping follows the seams, buttons draw the fabric down and folds run out from them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.geometry.build import (
    FINEST,
    Floats,
    Ints,
    cross,
    pack,
    require_not_negative,
    require_positive,
    unit,
)
from opus_studio.engine.geometry.check import weld
from opus_studio.engine.geometry.folds import Tuft, folds, tuft_places
from opus_studio.engine.geometry.lathe import lathe
from opus_studio.engine.geometry.outline import Outline
from opus_studio.engine.geometry.stuffing import Form, Shape, Stuffing
from opus_studio.engine.geometry.transform import EMPTY, merge, place
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
    top, under = shape.panel(top=True), shape.panel(top=False)
    even = drawn.dense
    body = [_panel_mesh(top, even, top=True), _panel_mesh(under, even, top=False)]
    upper, lower = _rim(top), _rim(under)
    cords = [upper] if form == "knife" else [upper, lower]
    if form == "box":
        body.append(_border(upper, lower, shape))
    cord = EMPTY
    if piping > 0.0:
        cord = merge(*(_cord(ring, piping, form, detail) for ring in cords))
    studs = _buttons(places, top, shape, button_radius, detail) if tuft != "channel" else EMPTY
    fabric = merge(*body)
    if piping == 0.0 and form == "box" and not drawn.dense:
        fabric = _rolled(fabric)
    return _fitted(fabric, cord, studs, (width, thickness, depth))


def _panel_mesh(points: Floats, even: bool, *, top: bool) -> Mesh:
    rows, columns = points.shape[:2]
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b = index[1:, :-1].ravel(), index[1:, 1:].ravel()
    c, d = index[:-1, 1:].ravel(), index[:-1, :-1].ravel()
    y = points.reshape(-1, 3)[:, 1] * (1.0 if top else -1.0)
    # The diagonal that lies lower: folds then run along edges.
    rising = y[a] + y[c] <= y[b] + y[d]
    # At the panel's corners it goes through the corner: no triangle lies in the seam alone.
    last = columns - 2
    rising[[0, -1]], rising[[last, -1 - last]] = False, True
    rising = rising[:, None, None]
    faces = np.where(
        rising,
        np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], 1),
        np.stack([np.stack([a, b, d], -1), np.stack([b, c, d], -1)], 1),
    ).reshape(-1, 3)
    if not top:
        faces = faces[:, ::-1]
    flat = points.reshape(-1, 3)
    along = np.sqrt((np.diff(points, axis=1) ** 2).sum(-1))
    across = np.sqrt((np.diff(points, axis=0) ** 2).sum(-1))
    u = np.pad(np.cumsum(along, 1), ((0, 0), (1, 0)))
    v = np.pad(np.cumsum(across, 0), ((1, 0), (0, 0)))
    u, v = u - u[:, columns // 2, None], v - v[rows // 2]
    if even:
        # Deep folds would turn a chart that follows each row; here the weave stays straight.
        u, v = np.broadcast_to(u.mean(0), u.shape), np.broadcast_to(v.mean(1)[:, None], v.shape)
    uvs = np.stack([u, -v if top else v], -1)
    return pack(flat, _smooth(flat, faces), uvs, faces)


def _smooth(points: Floats, faces: Ints) -> Floats:
    """Vertex normals weighted by area, all smooth."""
    corners = points[faces]
    facing = cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    index = faces.reshape(-1)
    weights = np.repeat(facing, 3, 0)
    total = [np.bincount(index, weights[:, k], minlength=len(points)) for k in range(3)]
    return unit(np.stack(total, -1))


def _rolled(mesh: Mesh) -> Mesh:
    """The mesh with its seams shaded softly."""
    number = weld(mesh.positions)
    points = np.zeros((int(number.max()) + 1, 3))
    points[number] = mesh.positions
    normals = _smooth(points, number[mesh.triangles])[number]
    return pack(mesh.positions, normals, mesh.uvs, mesh.triangles)


def _rim(points: Floats) -> Floats:
    """The panel's border, `(k, 3)`, counter-clockwise seen from above, from the back's left."""
    return np.concatenate([points[:-1, 0], points[-1, :-1], points[:0:-1, -1], points[0, :0:-1]])


def _border(upper: Floats, lower: Floats, shape: Shape) -> Mesh:
    """The strip between the seams of a box cushion, bulging a little."""
    count = len(upper)
    rows = 5
    part = np.linspace(0.0, 1.0, rows)
    ahead = np.roll(upper, -1, 0) - np.roll(upper, 1, 0)
    out = unit(np.stack([-ahead[:, 2], np.zeros(count), ahead[:, 0]], -1))
    # Fullest in the middle of a side, drawn flat at the corners.
    side = np.maximum(shape.half_x - np.abs(upper[:, 0]), shape.half_z - np.abs(upper[:, 2]))
    full = np.clip(side / max(min(shape.half_x, shape.half_z), 1e-6), 0.25, 1.0) ** 0.5
    bulge = shape.bulge * full
    swell = np.sin(math.pi * part)[:, None] * bulge
    points = lower + (upper - lower) * part[:, None, None]
    points = points + swell[..., None] * out
    ring = np.concatenate([points, points[:, :1]], 1)
    index = np.arange(rows * (count + 1)).reshape(rows, count + 1)
    a, b = index[:-1, :-1].ravel(), index[:-1, 1:].ravel()
    c, d = index[1:, 1:].ravel(), index[1:, :-1].ravel()
    faces = np.concatenate([np.stack([a, b, c], -1), np.stack([a, c, d], -1)])
    welded = np.tile(np.append(np.arange(count), 0), rows) + np.repeat(
        np.arange(rows) * count, count + 1
    )
    normals = _smooth(points.reshape(-1, 3), welded[faces])[welded]
    step = np.sqrt((np.diff(ring[rows // 2], axis=0) ** 2).sum(-1))
    u = np.append(0.0, np.cumsum(step))
    tall = np.sqrt((np.diff(ring, axis=0) ** 2).sum(-1))
    v = np.pad(np.cumsum(tall, 0), ((1, 0), (0, 0)))
    uvs = np.stack([np.broadcast_to(u, v.shape), v], -1)
    return pack(ring, normals, uvs, faces)


def _cord(ring: Floats, radius: float, form: Form, detail: int) -> Mesh:
    """A cord in the seam, standing a third of its radius out of the panels."""
    ahead = np.roll(ring, -1, 0) - np.roll(ring, 1, 0)
    out = unit(np.stack([-ahead[:, 2], np.zeros(len(ring)), ahead[:, 0]], -1))
    path = ring + out * (0.15 * radius if form == "box" else 0.3 * radius)
    return tube(path, radius, closed=True, segments=(4, 6, 8)[detail], detail=detail)


def _buttons(places: Floats, top: Floats, shape: Shape, radius: float, detail: int) -> Mesh:
    if not len(places):
        return EMPTY
    grid = top.reshape(-1, 3)
    away = ((grid[None, :, [0, 2]] - places[:, None]) ** 2).sum(-1)
    seats = grid[away.argmin(1)]
    dome = (
        Outline((0.0, -0.35 * radius), (2, 3, 4)[detail])
        .to(0.8 * radius, -0.35 * radius)
        .to(radius, 0.05 * radius)
        .arc(0.0, 0.5 * radius, 0.26)
        .end()
    )
    stud = lathe(dome, segments=(8, 12, 16)[detail], grain="around")
    return place(stud, seats + np.array([0.0, 0.4 * radius, 0.0]))


def _fitted(body: Mesh, cord: Mesh, studs: Mesh, size: Sequence[float]) -> Cushion:
    """All parts moved and stretched by the same hair's breadth to the exact size."""
    solid = [mesh for mesh in (body, cord) if len(mesh.triangles)]
    low = np.min([mesh.bounds[0] for mesh in solid], axis=0)
    high = np.max([mesh.bounds[1] for mesh in solid], axis=0)
    target = np.array(size)
    factor = target / (high - low)
    shift = np.array([-target[0] / 2.0, 0.0, -target[2] / 2.0]) - low * factor

    def fitted(mesh: Mesh) -> Mesh:
        if not len(mesh.triangles):
            return mesh
        return pack(
            mesh.positions * factor + shift,
            unit(mesh.normals / factor),
            mesh.uvs,
            mesh.triangles,
        )

    return Cushion(fitted(body), fitted(cord), fitted(studs))
