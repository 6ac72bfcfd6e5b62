"""Upholstery, fabric, rope, wire and leaves: sound, sized, and the same for the same stream."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine import geometry as g

DETAIL = st.integers(0, 2)
few = settings(max_examples=12, deadline=None)


def stream() -> np.random.Generator:
    return np.random.default_rng(7)


def sound(mesh) -> g.Report:
    report = g.check(mesh)
    assert report.ok, str(report)
    return report


@few
@given(
    st.floats(0.35, 2.0),
    st.floats(0.35, 1.0),
    st.floats(0.08, 0.25),
    st.sampled_from(["none", "buttons", "diamond", "biscuit", "channel"]),
    st.sampled_from(["box", "knife"]),
    st.sampled_from([0.0, 0.005]),
    DETAIL,
)
def test_a_cushion_is_sound_and_exact(width, depth, thickness, tuft, form, piping, detail):
    made = g.cushion(
        width,
        depth,
        thickness,
        stream(),
        form=form,
        tuft=tuft,
        piping=piping,
        stuffing=g.Stuffing(sag=0.01),
        detail=detail,
    )
    report = sound(made.whole)
    assert 0.9 < report.uv_density[1] < 1.1
    solid = g.merge(made.body, made.piping) if piping else made.body
    assert solid.bounds[1] - solid.bounds[0] == pytest.approx((width, thickness, depth), abs=1e-5)
    assert solid.bounds[0, 1] == pytest.approx(0.0, abs=1e-6)


def test_a_cushion_is_soft():
    made = g.cushion(0.6, 0.6, 0.15, stream(), piping=0.0)
    top = made.body.positions[made.body.positions[:, 1] > 0.09]
    middle = top[np.abs(top[:, [0, 2]]).max(1) < 0.1, 1].mean()
    rim = top[np.abs(top[:, [0, 2]]).max(1) > 0.26, 1].mean()
    assert middle - rim > 0.025
    sat_on = g.cushion(0.6, 0.6, 0.15, stream(), piping=0.0, stuffing=g.Stuffing(sag=0.03))
    upper = sat_on.body.positions[sat_on.body.positions[:, 1] > 0.05]
    centre = upper[np.abs(upper[:, [0, 2]]).max(1) < 0.05, 1].mean()
    ring = upper[np.abs(np.abs(upper[:, [0, 2]]).max(1) - 0.22) < 0.03, 1].max()
    assert ring > centre


def test_the_corners_of_a_scatter_cushion_stand_out():
    made = g.cushion(0.45, 0.45, 0.16, stream(), form="knife", piping=0.0)
    seam = made.body.positions[np.abs(made.body.positions[:, 1] - 0.08) < 1e-3]
    side = np.abs(seam[:, 0])[np.abs(seam[:, 2]) < 0.02].max()
    corner = np.abs(seam[:, 0]).max()
    assert corner - side > 0.005


def test_buttons_sit_in_the_wells():
    made = g.cushion(0.6, 0.6, 0.16, stream(), tuft="buttons", buttons=(2, 2), tuft_depth=0.04)
    assert g.check(made.buttons).shells == 4
    top = made.body.bounds[1, 1]
    assert made.buttons.bounds[1, 1] < top - 0.015


def test_the_same_stream_makes_the_same_cushion():
    first, second = (g.cushion(0.5, 0.5, 0.1, np.random.default_rng(3)) for _ in range(2))
    other = g.cushion(0.5, 0.5, 0.1, np.random.default_rng(4))
    assert first.body.positions.tobytes() == second.body.positions.tobytes()
    assert first.body.positions.tobytes() != other.body.positions.tobytes()


@few
@given(st.floats(0.4, 3.0), st.floats(0.5, 2.8), st.floats(0.05, 0.12), DETAIL)
def test_a_curtain_hangs_on_the_floor(width, height, depth, detail):
    mesh = g.curtain(width, height, stream(), depth=depth, thickness=0.0, detail=detail)
    assert not mesh.closed
    report = g.check(mesh)
    assert not report.degenerate
    assert not report.not_finite
    assert mesh.bounds[1] - mesh.bounds[0] == pytest.approx((width, height, depth), abs=1e-4)
    assert mesh.bounds[0, 1] == pytest.approx(0.0, abs=1e-5)


@few
@given(
    st.floats(0.5, 2.5),
    st.floats(0.5, 2.0),
    st.sampled_from(["gathered", "pleated", "plain"]),
    st.sampled_from([0.0, 0.002]),
    DETAIL,
)
def test_a_skirt_goes_round(width, depth, style, thickness, detail):
    x, z = width / 2, depth / 2
    path = [[-x, z], [x, z], [x, -z], [-x, -z]]
    mesh = g.skirt(path, 0.2, closed=True, style=style, thickness=thickness, detail=detail)
    sound(mesh)
    assert mesh.closed == (thickness > 0)
    outwards = (mesh.normals * mesh.positions)[mesh.positions[:, 2] > z * 0.99, 2]
    assert np.median(outwards) > 0 or thickness > 0
    assert mesh.bounds[1, 0] > x


@few
@given(st.floats(0.5, 2.0), st.floats(0.5, 1.2), st.floats(0.1, 0.6), DETAIL)
def test_a_cloth_lies_flat_and_hangs(width, depth, drop, detail):
    mesh = g.draped_cloth(width, depth, drop, stream(), detail=detail)
    sound(mesh)
    on_top = (np.abs(mesh.positions[:, 0]) < width * 0.49) & (
        np.abs(mesh.positions[:, 2]) < depth * 0.49
    )
    assert np.ptp(mesh.positions[on_top, 1]) < 1e-6
    assert -1.45 * drop < mesh.bounds[0, 1] < -0.95 * drop


@pytest.mark.parametrize("detail", [0, 1, 2])
def test_rope_and_chain_follow_their_line(detail):
    line = g.catenary((0, 0, 0), (1.0, 0.1, 0.2), 0.15)
    sound(g.rope(line, 0.01, detail=detail))
    report = sound(g.chain(line, detail=detail))
    assert report.shells > 20
    angle = np.linspace(0, 2 * np.pi, 50)[:-1]
    ring = np.stack([0.1 * np.cos(angle), 0 * angle, 0.1 * np.sin(angle)], -1)
    assert sound(g.rope(ring, 0.01, closed=True, detail=detail)).shells == 1


@few
@given(st.floats(0.1, 1.0), st.floats(0.1, 1.0), st.floats(0.02, 0.08), DETAIL)
def test_wire_meshes_are_sound(width, height, pitch, detail):
    for woven in (True, False):
        mesh = g.wire_mesh(width, height, pitch, woven=woven, detail=detail)
        sound(mesh)
        size = mesh.bounds[1] - mesh.bounds[0]
        assert size[:2] == pytest.approx((width, height), abs=1e-3)
    sound(g.chain_link(width + 0.2, height + 0.2, pitch, detail=detail))


@pytest.mark.parametrize("shaped", [True, False])
def test_leaves_grow_where_they_are_put(shaped):
    leaf = g.leaf_card(0.08, 0.04, shaped=shaped)
    sound(leaf)
    assert leaf.bounds[0, 1] == pytest.approx(0.0, abs=1e-6)
    many = g.leaves(leaf, np.zeros((20, 3)), [[0, 1, 0]], stream(), spread=10)
    sound(many)
    assert len(many.triangles) == 20 * len(leaf.triangles)
    assert many.positions[:, 1].mean() > 0.02


@pytest.mark.parametrize(
    "bad",
    [
        lambda: g.cushion(0.5, 0.5, 0.02, stream(), piping=0.02),
        lambda: g.cushion(0.5, 0.5, 0.1, stream(), tuft="velvet"),
        lambda: g.cushion(0.5, 0.5, 0.1, stream(), detail=3),
        lambda: g.chain([[0, 0, 0], [1, 0, 0]], 0.005, width=0.02),
        lambda: g.wire_mesh(1.0, 1.0, 0.002, 0.001),
        lambda: g.curtain(0.0, 1.0, stream()),
        lambda: g.rope([[0, 0, 0], [0, 0, 0]], 0.01),
    ],
)
def test_bad_sizes_are_refused_in_words(bad):
    with pytest.raises(ValueError, match=r"\w+ \w+ .*\."):
        bad()
