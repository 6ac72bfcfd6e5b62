"""Sofa: a frame with arms and back, loose or fixed cushions, legs and throw pillows.

The body stands with its rear to -Z; the sitter looks to +Z. Overall sizes leave throw pillows out.
"""

from __future__ import annotations

from typing import Any

from opus_studio.engine.components.sofa.arms import arms
from opus_studio.engine.components.sofa.assets import ARM, BACK, LAYOUT
from opus_studio.engine.components.sofa.backs import backs
from opus_studio.engine.components.sofa.base import platform, supports
from opus_studio.engine.components.sofa.chesterfield import shell
from opus_studio.engine.components.sofa.context import SofaContext
from opus_studio.engine.components.sofa.pillow_assets import PILLOW
from opus_studio.engine.components.sofa.pillows import pillows
from opus_studio.engine.components.sofa.plan import Run, plan
from opus_studio.engine.components.sofa.seats import seats
from opus_studio.engine.components.sofa.soft_assets import COVER, LEGS, SEAT
from opus_studio.engine.components.sofa.templates import TEMPLATES
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Resolved, Slot


def build(resolved: Resolved) -> Scene:
    """The sofa, standing on the floor about the origin, its front to +Z."""
    context = SofaContext(resolved)
    branches = [branch for run in plan(context) for branch in _branches(context, run)]
    sized = tuple(branch.name for branch in branches if branch.slot != PILLOW.name)
    return Scene(Node("Sofa", children=tuple(branches)), size_nodes=sized)


def _branches(context: SofaContext, run: Run) -> list[Node]:
    """What stands along one wall, a branch for each slot."""
    upright: list[tuple[str, Slot[Any], list[Node]]]
    if context.is_chesterfield:
        upright = [("Shell", BACK, shell(context, run))]
    else:
        upright = [("Arms", ARM, arms(context, run)), ("Back", BACK, backs(context, run))]
    groups: list[tuple[str, Slot[Any], list[Node]]] = [
        ("Platform", LAYOUT, [platform(context, run)]),
        *upright,
        ("Seat", SEAT, seats(context, run)),
        ("Supports", LEGS, supports(context, run)),
        ("Pillows", PILLOW, [] if run.name == "Side" else pillows(context, run)),
    ]
    return [
        Node(
            f"{title} {run.name.lower()}".strip(),
            children=tuple(nodes),
            translation=run.shift,
            rotation=run.turn,
            slot=slot.name,
        )
        for title, slot, nodes in groups
        if nodes
    ]


MODEL = Model(
    name="Sofa",
    category="Furniture",
    description="Sofas for two to eight: straight, with a chaise, modular corners, Chesterfields.",
    slots=(LAYOUT, ARM, BACK, SEAT, COVER, LEGS, PILLOW),
    build=build,
    templates=TEMPLATES,
)
