"""The seat cushions: box cushions with crown, sag and piping, or tufted ones."""

from __future__ import annotations

from opus_studio.engine.components.sofa.context import SofaContext
from opus_studio.engine.components.sofa.plan import Rect, Run
from opus_studio.engine.components.sofa.soft_assets import SEAT, BenchSeat, LooseSeat, TuftedSeat
from opus_studio.engine.geometry import Cushion, Stuffing, cushion
from opus_studio.engine.scene import Node, Part

_GAP = 0.004


def seats(context: SofaContext, run: Run) -> list[Node]:
    """The seat cushions of a run; equal ones share a mesh."""
    made: dict[tuple[int, int], tuple[Part, ...]] = {}
    nodes = []
    for number, rect in enumerate(run.seats, 1):
        key = (round(rect.width * 1000.0), round(rect.depth * 1000.0))
        if key not in made:
            name = f"seat {key[0]} {key[1]}"
            raw = _cushion(context, rect, name)
            made[key] = context.soft(SEAT, "Seat cover", raw.body, raw.piping, name)
            if len(raw.buttons.triangles):
                made[key] += (Part(raw.buttons, context.cover(SEAT, "Seat cover")),)
        x, z = rect.middle
        nodes.append(Node(f"Seat cushion {number}", made[key], translation=(x, context.deck, z)))
    return nodes


def _cushion(context: SofaContext, rect: Rect, name: str) -> Cushion:
    asset = context.resolved[SEAT]
    wide, deep, thick = rect.width - _GAP, rect.depth, context.cushion
    stream = context.resolved.stream(name)
    if isinstance(asset, TuftedSeat):
        # The many cushions of a corner are simpler: their triangles are counted.
        pitch = max(asset.tuft_pitch, 0.22) if context.is_modular else asset.tuft_pitch
        counts = (max(1, round(wide / pitch)), max(1, round(deep / pitch)))
        fill = Stuffing(crown=0.028, sag=0.4 * asset.sag, corner=0.036, wrinkles=0.001)
        return cushion(
            wide,
            deep,
            thick,
            stream,
            stuffing=fill,
            piping=0.0 if context.is_modular else context.cord,
            tuft="biscuit",
            buttons=counts,
            tuft_depth=min(asset.tuft_pull, 0.3 * thick),
            detail=context.soft_detail,
        )
    assert isinstance(asset, LooseSeat | BenchSeat)
    fill = Stuffing(
        crown=min(asset.crown, 0.34 * thick),
        sag=asset.sag,
        under=0.05,
        corner=0.036,
        wrinkles=0.0014,
    )
    return cushion(
        wide, deep, thick, stream, stuffing=fill, piping=context.cord, detail=context.seat_detail
    )
