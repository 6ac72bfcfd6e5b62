"""Bodies that follow a curve across the dormer: decks, courses, boards and welts."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.geometry.build import Floats, cross, pack, unit
from opus_studio.engine.scene import Mesh


def ribbon(rails: Floats, u: Floats, v: Floats) -> Mesh:
    """A closed body of four rails: flat across, smooth along them.

    Args:
        rails: `(4, n, 3)` lower front, upper front, upper back, lower back, each from -x to +x.
        u: `(n,)` along them on the finish, metres.
        v: `(4,)` or `(4, n)` of each rail on the finish, metres.
    """
    count = rails.shape[1]
    heights = np.broadcast_to(v[:, None] if v.ndim == 1 else v, (4, count))
    ahead = np.roll(rails, -1, 0)
    along = np.gradient(rails, axis=1) + np.gradient(ahead, axis=1)
    normals = unit(cross(along, ahead - rails))
    reach = np.linalg.norm(ahead - rails, axis=2)
    positions, bends, uvs, faces = [], [], [], []
    step = np.arange(count - 1)
    quads = np.stack([step, step + 1, step + 1 + count, step, step + 1 + count, step + count], -1)
    for k in range(4):
        positions += [rails[k], ahead[k]]
        bends += [normals[k], normals[k]]
        far = heights[2] if k == 1 else heights[k] + reach[k]
        uvs += [np.stack([u, heights[k]], -1), np.stack([u, far], -1)]
        faces.append(quads.reshape(-1, 3) + 2 * count * k)
    base = 8 * count
    for end, order in ((count - 1, (0, 3, 2, 1)), (0, (0, 1, 2, 3))):
        ring = rails[list(order), end]
        positions.append(ring)
        normal = unit(cross(ring[2] - ring[0], ring[3] - ring[1]))
        bends.append(np.broadcast_to(normal, (4, 3)))
        side = -1.0 if end else 1.0
        uvs.append(ring[:, (2, 1)] * (side, 1.0))
        faces.append(np.array([[0, 1, 2], [0, 2, 3]]) + base)
        base += 4
    return pack(np.concatenate(positions), np.concatenate(bends), np.concatenate(uvs),
                np.concatenate(faces))  # fmt: skip


def arc(x: Floats, y: Floats) -> Floats:
    """Metres along a curve, 0 in its middle."""
    run = np.append(0.0, np.cumsum(np.hypot(np.diff(x), np.diff(y))))
    return run - run[-1] / 2.0


def points(x: Floats, y: Floats, p: Floats | float) -> Floats:
    """`(n, 3)` places in the scene at x, heights y and so far back."""
    return np.stack([x, y, np.broadcast_to(-np.asarray(p, dtype=np.float64), len(x))], -1)
