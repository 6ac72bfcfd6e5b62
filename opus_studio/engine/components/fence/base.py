"""What keeps the infill off the ground: gravel boards between posts, plinth walls under all."""

from __future__ import annotations

from opus_studio.engine.components.fence.assets import Piers
from opus_studio.engine.components.fence.context import FenceContext
from opus_studio.engine.components.fence.handrail import lengthened
from opus_studio.engine.components.fence.palette import MASONRY, coping_finish
from opus_studio.engine.components.fence.plan import Stretch
from opus_studio.engine.components.fence.span import Span, level_bar
from opus_studio.engine.components.fence.trim_assets import BASE, GravelBoard, Plinth
from opus_studio.engine.geometry import box_project, rectangle, sweep
from opus_studio.engine.scene import Part


def gravel_board(context: FenceContext, span: Span) -> Part | None:
    """The gravel board of one bay, standing on the ground; None where there is none."""
    kind = context.base
    if not isinstance(kind, GravelBoard) or context.base_height == 0.0:
        return None
    thick = min(0.05 if "concrete" in kind.base_finish else 0.035, context.depth)
    low = 0.0006  # never in one plane with the feet of the posts that it runs into
    board = level_bar(
        span,
        (low + context.base_height) / 2.0,
        (context.base_height - low, thick),
        bevel=0.005,
        uv_offset=context.sampler(f"base {span.variant}")(1)[0],
    )
    return Part(board, context.material(BASE, "Base", kind.base_finish))


def plinth(context: FenceContext, stretch: Stretch) -> tuple[Part, ...]:
    """The wall under an unbroken way with its coping; nothing where there is no plinth."""
    kind = context.base
    if not isinstance(kind, Plinth) or context.base_height == 0.0:
        return ()
    wide = kind.plinth_width
    if abs(wide - context.post_width) < 0.006:
        wide += 0.012  # never in one plane with the piers that stand in it
    thick = min(0.05, 0.3 * context.base_height)
    body = _wall(context, stretch, wide, (0.0, context.base_height - thick + 0.001), 0.012)
    slab = _wall(
        context, stretch, wide + 0.04, (context.base_height - thick, context.base_height), 0.0
    )
    if kind.base_finish.split("/")[0] in MASONRY:
        body = Part(box_project(body.mesh, "x"), body.material)
    stone = context.material(BASE, "Coping", coping_finish(kind.base_finish))
    return (body, Part(slab.mesh, stone))


def _wall(
    context: FenceContext, stretch: Stretch, wide: float, levels: tuple[float, float], short: float
) -> Part:
    # A wall ends within the last pier, or reaches out to where its cap does.
    hidden = isinstance(context.posts, Piers) and wide < context.post_width - 0.006
    out = context.post_width / 2.0 - 0.02 if hidden else context.foot / 2.0
    ends = {
        "free": out - short,
        "gate": 0.004 - 0.1 * short - context.post_width / 2.0,
        "wall": 0.0,
    }
    low, high = levels
    path = [(x, y + low, z) for x, y, z in lengthened(stretch, ends)]
    section = rectangle(wide, high - low, 0.006).moved(-wide / 2.0, 0.0)
    mesh = sweep(section, path, up=(0.0, 1.0, 0.0), smooth_angle=12.0)
    kind = context.base
    finish = str(getattr(kind, "base_finish"))  # noqa: B009
    return Part(mesh, context.material(BASE, "Base", finish))
