"""The kernel of structures: skeletons, roofs and placement over plans that are no rectangles."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine.building.footprint import (
    Footprint,
    l_plan,
    rectangle_plan,
    t_plan,
    u_plan,
)
from opus_studio.engine.building.placement import bays
from opus_studio.engine.building.roof import slab
from opus_studio.engine.building.roof_forms import (
    Slopes,
    gable_candidates,
    lowest_over,
    sloped_roof,
)
from opus_studio.engine.building.skeleton import straight_skeleton
from opus_studio.engine.building.steps import step_count
from opus_studio.engine.geometry import check
from opus_studio.engine.geometry.profiles import signed_area

PLANS = {
    "rectangle": rectangle_plan(10.0, 7.0),
    "square": rectangle_plan(7.0, 7.0),
    "l": l_plan(11.0, 6.0, 4.5, 4.0, True),
    "t": t_plan(12.0, 7.0, 4.0, 2.0, 1.0),
    "t_near_corner": t_plan(11.6, 7.6, 4.8, 2.2, 2.5),
    "u": u_plan(14.0, 6.0, 4.0, 5.0),
    "slanted": Footprint.of([(0, 0), (9, -1), (12, 5), (7, 9), (6, 5), (1, 7)]),
}
FORMS = {
    "hip": (Slopes(0.5, ((0.0, 35.0),)), 0.0, False),
    "gable": (Slopes(0.5, ((0.0, 40.0),)), 0.0, True),
    "half_hip": (Slopes(0.4, ((0.0, 45.0),)), 0.5, True),
    "gambrel": (Slopes(0.3, ((0.0, 30.0), (0.0, 62.0), (1.4, 28.0))), 0.0, True),
    "mansard": (Slopes(0.3, ((0.0, 24.0), (0.02, 70.0), (0.9, 16.0))), 0.0, False),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_roof_is_one_closed_body_over_its_eaves(
    plan: Footprint, form: tuple[Slopes, float, bool]
):
    slopes, half_hip, gabled = form
    gables = gable_candidates(plan) if gabled else ()
    facets = sloped_roof(plan, slopes, gables=gables, half_hip=half_hip)
    report = check(slab(facets, 0.0, 0.1))
    assert report.watertight
    assert report.shells == 1
    eaves = signed_area(plan.offset(slopes.overhang))
    covered = sum(signed_area(facet.points[:, :2]) for facet in facets)
    assert covered == pytest.approx(eaves, rel=1e-6)


def test_the_ridge_of_a_gable_runs_from_wall_to_wall():
    plan = rectangle_plan(10.0, 6.0)
    facets = sloped_roof(plan, Slopes(0.5, ((0.0, 45.0),)), gables=(1, 3), verge=0.3)
    edge = plan.edges[1]
    line = lowest_over(facets, edge.start, edge.end)
    assert np.allclose(line, [[0.0, 0.0], [3.0, 3.0], [6.0, 0.0]], atol=1e-6)


def test_a_wing_near_the_corner_leaves_the_main_gable_whole():
    assert 3 in gable_candidates(PLANS["t_near_corner"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(3.0, 10.0), min_size=4, max_size=11), st.floats(0.0, 1.0))
def test_the_faces_of_a_skeleton_fill_the_polygon(radii: list[float], start: float):
    angles = start + np.arange(len(radii)) * (2.0 * math.pi / len(radii))
    points = np.stack([radii * np.cos(angles), radii * np.sin(angles)], -1)
    skeleton = straight_skeleton(points)
    areas = [signed_area(skeleton.nodes[list(face), :2]) for face in skeleton.faces]
    assert min(areas) > 0.0
    assert sum(areas) == pytest.approx(signed_area(points), rel=1e-6)


@given(
    st.floats(1.0, 30.0), st.floats(0.5, 3.5), st.floats(1.0, 6.0), st.floats(0.3, 1.5),
    st.booleans(),
)  # fmt: skip
def test_bays_keep_apart_and_off_the_corners(
    length: float, need: float, spacing: float, margin: float, odd: bool
):
    line = bays(length, need, spacing, (margin, margin), odd=odd)
    places = np.array(line.centres)
    if len(places):
        assert places.min() - need / 2.0 >= margin - 1e-6
        assert places.max() + need / 2.0 <= length - margin + 1e-6
        assert np.allclose(places + places[::-1], length)
        assert not odd or len(places) % 2 == 1
    if len(places) > 1:
        assert np.diff(places).min() >= need + 0.15


def test_a_plan_that_crosses_itself_is_refused():
    with pytest.raises(ValueError, match="simple"):
        Footprint.of([(0, 0), (5, 5), (5, 0), (0, 5)])


@given(st.floats(0.1, 0.95))
def test_steps_are_never_too_high(height: float):
    assert height / step_count(height) <= 0.175 + 1e-9
