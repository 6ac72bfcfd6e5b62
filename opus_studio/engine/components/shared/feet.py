"""Feet and short legs of seating and case furniture; each stands on y = 0 about the Y axis."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.geometry import (
    Outline,
    bevelled_box,
    lathe,
    merge,
    tapered_leg,
    translate,
    tube,
)
from opus_studio.engine.geometry.build import pack, unit
from opus_studio.engine.scene import Mesh


def round_tapered_foot(
    height: float, top: float = 0.045, bottom: float = 0.026, *, detail: int = 2
) -> Mesh:
    """A round tapered leg as of the 1950s, `top` and `bottom` its diameters, metres."""
    ease = 0.002
    pen = Outline((0.0, 0.0), 3).to(bottom / 2 - ease, 0.0).arc(bottom / 2, ease)
    pen.to(top / 2, height - ease).arc(top / 2 - ease, height).to(0.0, height)
    return lathe(pen.end(), segments=(10, 16, 20)[detail])


def block_foot(height: float, side: float = 0.06, *, detail: int = 2) -> Mesh:
    """A square block, slightly tapered, metres."""
    return tapered_leg(height, side, 0.86 * side, straight=0.0, bevel=0.003, detail=detail)


def bun_foot(height: float, width: float = 0.09, *, detail: int = 2) -> Mesh:
    """A turned bun: a collar over a flattened ball, metres."""
    r, neck = width / 2, 0.62 * width / 2
    collar = 0.16 * height
    pen = Outline((0.0, 0.0), 4).to(0.6 * r, 0.0)
    pen.arc(r, 0.48 * height, 0.30).arc(neck, height - collar - 0.05 * height, 0.34)
    pen.to(neck, height - collar).to(0.8 * r, height - collar)
    pen.arc(0.8 * r, height - 0.2 * collar, 0.6).to(neck, height).to(0.0, height)
    return lathe(pen.end(), segments=(10, 14, 24)[detail])


def turned_foot(height: float, width: float = 0.062, *, detail: int = 2) -> Mesh:
    """A turned leg with ring, taper and brass-sized toe, metres."""
    r = width / 2
    pen = Outline((0.0, 0.0), 3).to(0.42 * r, 0.0).arc(0.52 * r, 0.06 * height, 0.3)
    pen.to(0.46 * r, 0.12 * height).to(0.82 * r, 0.70 * height)
    pen.arc(0.72 * r, 0.76 * height, 0.5).to(0.72 * r, 0.78 * height)
    pen.arc(0.72 * r, 0.88 * height, 0.9).to(0.9 * r, 0.90 * height)
    pen.to(r, 0.94 * height).to(r, height).to(0.0, height)
    return lathe(pen.end(), segments=(10, 14, 20)[detail])


def hoop_foot(height: float, depth: float, bar: float = 0.012, *, detail: int = 2) -> Mesh:
    """A sled: two uprights and a bar on the floor, of round steel, from front to back, metres."""
    r = bar / 2
    z = depth / 2 - r
    path = np.array([[0, height - r, -z], [0, r, -z], [0, r, z], [0, height - r, z]])
    hoop = tube(path, r, bend_radius=min(0.03, 0.4 * height), detail=detail)
    plate = bevelled_box((0.05, 0.004, 0.06), 0.001, segments=1)
    plates = [translate(plate, (0.0, height - 0.002, at)) for at in (-z + 0.03, z - 0.03)]
    return merge(hoop, *plates)


def splayed(mesh: Mesh, across: float, forward: float) -> Mesh:
    """A leg that stands out at its foot, its sole still flat on the floor.

    Args:
        mesh: A leg on y = 0.
        across: Metres out along X for each metre of height.
        forward: The same along Z.
    """
    top = float(mesh.bounds[1, 1])
    lean = np.array([across, 0.0, forward])
    positions = mesh.positions + (top - mesh.positions[:, 1:2]) * lean
    # The inverse transpose of the shear keeps normals square to the surface.
    normals = mesh.normals.astype(np.float64)
    normals[:, 1] += normals @ lean
    return pack(positions, unit(normals), mesh.uvs, mesh.triangles, mesh.closed)
