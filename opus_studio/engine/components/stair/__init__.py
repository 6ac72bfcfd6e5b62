"""Stair: straight flights, with a quarter or half turn between them, or a spiral.

One climbs towards -Z from the front; the origin is on the lower floor below the middle of the
steps, or on the axis of a spiral. `assets`, `step_assets` and `guard_assets` say what can be
chosen; `sizes` and `context` derive the measures and `plan` where flights lie. `steps`, `turns`,
`strings`, `spine`, `turn_carriage`, `underside` and `runner` build what one walks on and what
carries it, `runs` says where the balustrade goes, and `rails`, `newels`, `infill` and `balusters`
make it; `spiral` and `spiral_guard` do the same around a column.
"""

from __future__ import annotations

from opus_studio.engine.components.stair.assets import LAYOUT
from opus_studio.engine.components.stair.baluster_assets import BALUSTERS
from opus_studio.engine.components.stair.carriage_assets import CARRIAGE
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.guard import guard
from opus_studio.engine.components.stair.guard_assets import HANDRAIL, NEWEL
from opus_studio.engine.components.stair.runner import runner
from opus_studio.engine.components.stair.spiral import spiral
from opus_studio.engine.components.stair.step_assets import RUNNER, STEPS
from opus_studio.engine.components.stair.steps import flights
from opus_studio.engine.components.stair.strings import cappings, carriage
from opus_studio.engine.components.stair.templates import TEMPLATES
from opus_studio.engine.components.stair.turn_carriage import turn_carriage
from opus_studio.engine.components.stair.turns import turn
from opus_studio.engine.components.stair.underside import soffits, spandrels
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Resolved


def build(resolved: Resolved) -> Scene:
    """The stair, its foot on the floor and its top step level with the floor above."""
    context = StairContext(resolved)
    if resolved[LAYOUT].is_spiral:
        return Scene(Node("Stair", children=spiral(context)), size_nodes=("Steps", "Base"))
    steps = Node("Steps", children=(*flights(context), *turn(context)), slot=STEPS.name)
    carried = (*carriage(context), *turn_carriage(context), *soffits(context))
    branches = [steps]
    if carried:
        branches.append(Node("Carriage", children=carried, slot=CARRIAGE.name))
    branches += [*cappings(context), *spandrels(context), *guard(context), *runner(context)]
    return Scene(Node("Stair", children=tuple(branches)), size_nodes=("Steps", "Carriage"))


MODEL = Model(
    name="Stair",
    category="Building parts",
    description="A stair: straight, with a quarter or half turn, or spiral; of wood, stone, "
    "concrete or steel, with balustrades of every kind.",
    slots=(LAYOUT, STEPS, CARRIAGE, BALUSTERS, HANDRAIL, NEWEL, RUNNER),
    build=build,
    templates=TEMPLATES,
)
