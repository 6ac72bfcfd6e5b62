"""The list of finishes, and what an exporter is told about a material."""

from __future__ import annotations

import numpy as np
import pytest

from opus_studio.engine import materials
from opus_studio.engine.color import NAMED as NAMED_COLORS
from opus_studio.engine.color import color as named_color
from opus_studio.engine.color import srgb
from opus_studio.engine.materials.measure import mean_linear, measure
from opus_studio.engine.scene import Material

NAMED = (
    "oak",
    "walnut",
    "pine",
    "teak",
    "beech",
    "mahogany",
    "plywood",
    "parquet",
    "weathered_boards",
    "painted_wood",
    "painted_metal",
    "steel",
    "polished_steel",
    "brushed_aluminium",
    "brass",
    "copper",
    "cast_iron",
    "lead",
    "galvanised_steel",
    "rust",
    "chain_link",
    "running_bond_brick",
    "flemish_bond_brick",
    "stone_rubble",
    "ashlar",
    "concrete",
    "board_marked_concrete",
    "stucco",
    "plaster",
    "terracotta",
    "clay_roof_tile",
    "slate",
    "asphalt_shingle",
    "white_marble",
    "granite",
    "limestone",
    "terrazzo",
    "paving",
    "linen",
    "wool",
    "velvet",
    "tweed",
    "canvas",
    "denim",
    "leather",
    "plastic",
    "rubber",
    "ceramic",
    "porcelain",
    "clear_glass",
    "frosted_glass",
    "tinted_glass",
    "leaded_glass",
    "grass",
    "soil",
    "gravel",
    "asphalt",
    "sand",
)


def test_every_promised_finish_is_there() -> None:
    assert set(NAMED) <= set(materials.FINISHES)
    assert len(materials.FINISHES) >= 40
    assert len(materials.families()) >= 10


def test_families_hold_every_finish_once() -> None:
    listed = [one.name for members in materials.families().values() for one in members]
    assert sorted(listed) == sorted(materials.FINISHES)


@pytest.mark.parametrize("described", materials.FINISHES.values(), ids=lambda one: one.name)
def test_finish_is_physically_plausible(described: materials.Finish) -> None:
    assert 0.1 <= described.tile <= 2.0
    assert 0.1 <= (described.small_tile or 0.1) < described.tile
    assert described.metallic in (0.0, 1.0)
    assert 0.0 < described.roughness <= 1.0
    assert all(0.0 < channel < 1.0 for channel in described.color)
    assert 1.0 <= described.ior < 2.5
    assert described.label
    assert described.description.endswith(".")


def test_unknown_finish_names_the_nearest() -> None:
    with pytest.raises(materials.UnknownFinishError, match="walnut"):
        materials.finish("wallnut")
    with pytest.raises(KeyError):
        materials.finish("no such thing")


@pytest.mark.parametrize(
    "name", ["oak", "oak_end_grain", "brass", "running_bond_brick", "grass", "chain_link"]
)
def test_declared_means_are_those_of_the_maps(name: str) -> None:
    described = materials.finish(name)
    red, green, blue, neutral, roughness = measure(name)
    assert (red, green, blue) == pytest.approx(described.color, rel=0.01, abs=0.002)
    assert neutral == pytest.approx(described.neutral_mean, rel=0.01)
    assert roughness == pytest.approx(described.roughness, abs=0.01)


def test_own_colour_needs_no_factor() -> None:
    look = materials.appearance(Material("Frame", "oak"))
    assert look.base_color_factor == (1.0, 1.0, 1.0, 1.0)
    assert look.texture_key == materials.TextureKey("oak", False)
    assert (look.metallic_factor, look.roughness_factor) == (1.0, 1.0)


@pytest.mark.parametrize("name", ["painted_wood", "walnut", "linen", "plastic"])
def test_asked_colour_comes_out_as_the_mean(name: str) -> None:
    asked = (0.30, 0.12, 0.05)
    look = materials.appearance(Material("Part", name, color=asked))
    assert look.texture_key == materials.TextureKey(name, True)
    maps = materials.texture_set(name, 512, neutral=True)
    mean = mean_linear(maps.base_color) * look.base_color_factor[:3]
    assert mean == pytest.approx(asked, rel=0.05)


@pytest.mark.parametrize("name", [n for n, f in materials.FINISHES.items() if f.textured])
def test_neutral_map_is_light_and_grey(name: str) -> None:
    color = materials.texture_set(name, 64, neutral=True).base_color[..., :3].astype(int)
    assert np.ptp(color, axis=2).max() <= 1
    assert materials.finish(name).neutral_mean > 0.35


def test_glass_is_blended_and_transmits() -> None:
    look = materials.appearance(Material("Pane", "clear_glass"))
    assert look.texture_key is None
    assert look.alpha_mode == "BLEND"
    assert look.base_color_factor[3] < 0.5
    assert look.transmission > 0.8
    assert look.roughness_factor == pytest.approx(0.03)


def test_factors_stay_in_range_for_any_colour() -> None:
    look = materials.appearance(Material("Wall", "walnut", color=(1.0, 1.0, 1.0)))
    assert all(0.0 <= value <= 1.0 for value in look.base_color_factor)


@pytest.mark.parametrize("name", ["linen", "velvet", "oak"])
def test_colour_lighter_than_the_map_keeps_its_hue(name: str) -> None:
    asked = np.array(named_color("white"))
    factor = np.array(
        materials.appearance(Material("Part", name, color=named_color("white"))).base_color_factor
    )[:3]
    assert factor.max() == pytest.approx(1.0)
    assert factor == pytest.approx(asked / asked.max())


def test_white_paint_reflects_as_much_as_real_white_paint() -> None:
    factor = materials.appearance(
        Material("Frame", "painted_wood", color=named_color("white"))
    ).base_color_factor[:3]
    maps = materials.texture_set("painted_wood", 256, neutral=True)
    mean = mean_linear(maps.base_color) * factor
    assert 0.70 < mean.min() <= mean.max() < 0.83


@pytest.mark.parametrize("name", NAMED_COLORS)
def test_named_colours_are_those_of_real_surfaces(name: str) -> None:
    assert all(30 <= round(255 * channel) <= 240 for channel in srgb(named_color(name)))


def test_emission_is_handed_on() -> None:
    look = materials.appearance(
        Material("Bulb", "frosted_glass", emission=(1.0, 0.9, 0.7), emission_strength=4.0)
    )
    assert (look.emission, look.emission_strength) == ((1.0, 0.9, 0.7), 4.0)
