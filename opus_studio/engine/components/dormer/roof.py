"""The roof of a dormer: planes laid by course, or one curve under sheet or tiles."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.building.covering import EDGE, roof_body
from opus_studio.engine.components.dormer.assets import FORM
from opus_studio.engine.components.dormer.context import DormerContext
from opus_studio.engine.components.dormer.ribbon import arc, points, ribbon
from opus_studio.engine.components.dormer.wave import wave
from opus_studio.engine.geometry import merge
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part


def roof(context: DormerContext) -> tuple[Node, ...]:
    """Covering, ridge, boards and soffit, each a branch."""
    if not context.curved:
        body = roof_body(context.planes, context.covering, context.boards, context.form.roof_depth,
                         "Dormer roof", context.uv_offsets)  # fmt: skip
        return tuple(body)
    return wave(context) if context.eyebrow else _vault(context)


def _vault(context: DormerContext) -> tuple[Node, ...]:
    """A segmental roof: a curved deck under sheet with welts, a curved fascia, a soffit."""
    rise, front = context.rise, -context.verge
    half = context.width / 2.0 + context.overhang
    offsets = context.uv_offsets("vault", 1)[0]

    def body(
        bottom: float, top: float, start: float, inner: float, sunk: float, less: float
    ) -> Mesh:
        """Between two heights over the curve, from a front to the roof's face or to p = inner."""
        x = np.linspace(less - half, half - less, 33)
        low = context.curve(x)
        u = arc(x, low)
        backs = [np.minimum((low + by + sunk) / rise, inner) for by in (bottom, top)]
        backs = [np.maximum(back, start + 0.02) for back in backs]
        rails = np.stack(
            [points(x, low + bottom, start), points(x, low + top, start),
             points(x, low + top, backs[1]), points(x, low + bottom, backs[0])]
        )  # fmt: skip
        v = np.stack([np.zeros_like(x), np.zeros_like(x), backs[1] - start, backs[0] - start])
        return ribbon(rails, u + offsets[0], v + offsets[1])

    deck = body(0.004, context.thick, front, 60.0, context.site.sunk + 0.0128, 0.0)
    x = np.linspace(-half, half, 33)
    welts = _welts(context, x, context.curve(x))
    depth, boards = context.form.roof_depth, context.boards
    near = front + EDGE
    fascia = body(-0.03, depth - 0.01, near, near + boards.thickness, 9.0, EDGE)
    soffit = body(-0.012, 0.002, near + boards.thickness - 0.004, 60.0, context.site.sunk + 0.0149,
                  EDGE + 0.003)  # fmt: skip
    edging = (Part(merge(fascia, soffit), boards.material),)
    sheet = context.covering.sheet
    return (
        Node("Dormer roof", (Part(merge(deck, *welts), sheet),), slot=FORM.name),
        Node("Dormer roof eaves", edging, slot=boards.slot),
    )


def _welts(context: DormerContext, x: Floats, low: Floats) -> list[Mesh]:
    """Rolls over the curve, square to the ridge, as far down as the roof is seen."""
    top = low + context.thick
    crown = float(top.max()) / context.rise
    made = []
    for p in np.arange(-context.verge + 0.06, crown - 0.05, context.covering.spacing):
        seen = (top > context.rise * p + 0.012) & (np.abs(x) < np.abs(x).max() - 0.02)
        if seen.sum() < 4:
            continue
        xs, ys = x[seen], top[seen]
        rails = np.stack(
            [points(xs, ys - 0.004, p), points(xs, ys + 0.022, p + 0.006),
             points(xs, ys + 0.022, p + 0.022), points(xs, ys - 0.004, p + 0.028)]
        )  # fmt: skip
        made.append(ribbon(rails, arc(xs, ys), np.array([0.0, 0.03, 0.05, 0.08])))
    return made
