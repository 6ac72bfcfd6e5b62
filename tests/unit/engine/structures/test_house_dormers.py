"""Dormers and chimney of the House: where they stand, what is shared, what the roof leaves out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely

from opus_studio.engine import catalog
from opus_studio.engine.building.covering import DECK
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Request, Resolved
from opus_studio.engine.structures.house.context import HouseContext
from opus_studio.engine.structures.house.openings import layout


def house(seed: int, *words: str, **slots: str) -> tuple[Resolved, Scene]:
    keywords = {f"house_{slot}": (word,) for slot, word in slots.items()}
    if words:
        keywords["*"] = words
    resolved = catalog.resolve_request(Request("House", seed=seed, keywords=keywords))
    return resolved, catalog.build(resolved)


def dormers(scene: Scene) -> list[Node]:
    return [node for node in scene.root.children if node.name.startswith("Dormer ")
            and node.name.rsplit(" ", 1)[1].isdigit()]  # fmt: skip


def ground(node: Node) -> shapely.Geometry:
    """What the walls and the roof of a dormer cover, seen from above."""
    low, high = Scene(Node("Only", children=(node,))).bounds
    return shapely.box(low[0], low[2], high[0], high[2])


@pytest.mark.parametrize("template", ["cottage", "second_empire"])
def test_a_template_has_its_row_of_dormers_built_once(template):
    _, scene = house(0, template)
    found = dormers(scene)
    assert len(found) >= 2
    faces = {id(child.parts[0].mesh) for node in found for child in node.children
             if child.name == "Face"}  # fmt: skip
    slopes = {tuple(np.round(node.rotation, 3)) for node in found}
    assert len(faces) <= len(slopes)


@pytest.mark.parametrize("seed", range(0, 24, 3))
def test_dormers_keep_apart_and_stand_on_the_roof(seed):
    resolved, scene = house(seed, roof="gable", dormers="both")
    context, found = HouseContext(resolved), dormers(scene)
    for a, b in itertools.combinations(found, 2):
        assert not ground(a).intersects(ground(b))
    for node in found:
        x, y, z = node.translation
        heights = [
            float(facet.height_at(np.array([[x, -z]]))[0])
            for facet in context.roof
            if shapely.Polygon(facet.points[:, :2]).contains(shapely.Point(x, -z))
        ]
        assert len(heights) == 1
        above = y - context.top - heights[0] - context.depth - DECK
        assert 0.0 < above < 0.1


def test_the_roof_is_open_below_a_dormer():
    resolved, scene = house(0, "cottage")
    roof = next(child for child in scene.root.children if child.name == "Roof")
    node = dormers(scene)[0]
    x, _, z = node.translation
    for part in roof.parts:
        corners = part.mesh.positions[part.mesh.triangles][:, :, (0, 2)].astype(float)
        inside = shapely.Point(x, z - 0.45)
        assert not any(
            shapely.Polygon(ring).contains(inside)
            for ring in corners
            if np.abs(ring.mean(0) - (x, z)).max() < 3.0
        )
    assert isinstance(resolved, Resolved)


@pytest.mark.parametrize("form", ["flat", "shed"])
def test_there_are_no_dormers_on_level_roofs(form):
    for seed in range(3):
        _, scene = house(seed, roof=form, dormers="both")
        assert dormers(scene) == []


@pytest.mark.parametrize("kind", ["stack", "breast"])
@pytest.mark.parametrize("seed", range(6))
def test_flues_end_above_the_ridge(kind, seed):
    resolved, scene = house(seed, chimney=kind)
    chimney = next(child for child in scene.root.children if child.name == "Chimney")
    top = Scene(Node("Only", children=(chimney,))).bounds[1, 1]
    assert top >= HouseContext(resolved).peak + 0.4


def test_no_window_is_behind_a_flue():
    for seed in range(8):
        resolved, scene = house(seed, chimney="breast")
        context = HouseContext(resolved)
        plan = layout(context)
        assert plan.breast is not None
        chimney = next(child for child in scene.root.children if child.name == "Chimney")
        shaft = next(child for child in chimney.children if child.name == "Shaft")
        low, high = shaft.parts[0].mesh.bounds[:, 0] + plan.breast[1]
        for opening in plan.of(plan.breast[0]):
            assert opening.span[1] < low or opening.span[0] > high
