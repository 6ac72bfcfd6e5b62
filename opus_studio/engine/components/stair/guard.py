"""The balustrade of a stair of straight flights: rails, infill and posts of every run."""

from __future__ import annotations

from opus_studio.engine.components.stair.assets import LAYOUT
from opus_studio.engine.components.stair.baluster_assets import BALUSTERS
from opus_studio.engine.components.stair.balusters import fineness
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.guard_assets import HANDRAIL, NEWEL
from opus_studio.engine.components.stair.infill import infill, stand
from opus_studio.engine.components.stair.newels import newel
from opus_studio.engine.components.stair.rails import rail, wall_rails
from opus_studio.engine.components.stair.runs import posts, runs
from opus_studio.engine.scene import Node, Part


def guard(context: StairContext) -> tuple[Node, ...]:
    """Balusters, handrails and newels as branches of the root; none where walls stand."""
    lines = runs(context)
    fine = fineness(context.detail, sum(len(stand(context, run)) for run in lines))
    fills, rails = [], []
    for run in lines:
        parts = infill(context, run, fine)
        if parts:
            fills.append(run.frame.node(f"Balusters {run.name.lower()}", parts))
        bar = Part(rail(context, run), context.rail_material)
        rails.append(run.frame.node(f"Handrail {run.name.lower()}", (bar,)))
    if context.resolved[LAYOUT].wall_rail:
        rails += wall_rails(context)
    feet = posts(context, lines)
    newels = [newel(context, k, post, 1 if len(feet) < 3 else 0) for k, post in enumerate(feet)]
    branches = (
        Node("Balusters", children=tuple(fills), slot=BALUSTERS.name),
        Node("Handrails", children=tuple(rails), slot=HANDRAIL.name),
        Node("Newels", children=tuple(newels), slot=NEWEL.name),
    )
    return tuple(branch for branch in branches if branch.children)
