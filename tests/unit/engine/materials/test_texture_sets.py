"""The maps: tileable, repeatable, in range, and normals that agree with the relief."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from numpy.typing import NDArray

from opus_studio.engine.materials import FINISHES, texture_set
from opus_studio.engine.materials.band import Band, Layers, Recipe
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.synth import TextureSet, paint_maps

TEXTURED = [name for name, described in FINISHES.items() if described.textured]


def digest(maps: TextureSet) -> str:
    joined = b"".join(array.tobytes() for array in (maps.base_color, maps.normal, maps.orm))
    return hashlib.sha256(joined).hexdigest()


def steps(array: NDArray[np.uint8], axis: int) -> NDArray[np.float64]:
    """Mean difference of each pixel line to the next, around the edge; the last is the seam."""
    image = array.astype(np.float64)
    difference = np.abs(image - np.roll(image, -1, axis=axis))
    return difference.mean(axis=tuple(k for k in range(3) if k != axis))


@pytest.mark.parametrize("name", TEXTURED)
def test_no_seam(name: str) -> None:
    maps = texture_set(name, 256)
    for array in (maps.base_color, maps.normal, maps.orm):
        for axis in (0, 1):
            lines = steps(array, axis)
            assert lines[-1] <= max(lines[:-1].max() * 1.05, lines.mean() * 1.6, 0.5)


@pytest.mark.parametrize("name", TEXTURED)
def test_ranges(name: str) -> None:
    described = FINISHES[name]
    maps = texture_set(name, 256)
    channels = 4 if described.opacity_map else 3
    assert maps.base_color.shape == (256, 256, channels)
    assert maps.normal.shape == maps.orm.shape == (256, 256, 3)
    albedo = maps.base_color[..., :3]
    assert albedo.min() >= 30
    assert albedo.max() <= 240
    assert set(np.unique(maps.orm[..., 2])) <= {0, 255}
    assert round(maps.orm[..., 2].mean() / 255) == described.metallic
    assert np.ptp(maps.orm[..., 1]) >= 2, "roughness varies"
    normal = maps.normal / 127.5 - 1.0
    length = np.linalg.norm(normal, axis=-1)
    assert np.abs(length - 1.0).max() < 0.02
    assert normal[..., 2].min() > 0.0
    assert np.abs(normal[..., :2].mean(axis=(0, 1))).max() < 0.06, "flat on the whole"


@pytest.mark.parametrize("name", TEXTURED)
def test_same_bytes_each_time_and_for_any_number_of_threads(name: str) -> None:
    assert digest(texture_set(name, 512, threads=1)) == digest(texture_set(name, 512, threads=3))


@pytest.mark.parametrize("resolution", [16, 64, 1024, 2048])
def test_resolution_is_that_asked_for(resolution: int) -> None:
    maps = texture_set("oak", resolution)
    assert maps.base_color.shape == maps.normal.shape == (resolution, resolution, 3)


@pytest.mark.parametrize("resolution", [0, 8, 100, 1000, 16384, -1024])
def test_other_resolutions_are_refused(resolution: int) -> None:
    with pytest.raises(ValueError, match="power of two"):
        texture_set("oak", resolution)


def test_finish_without_maps_says_so() -> None:
    with pytest.raises(ValueError, match="Clear glass"):
        texture_set("clear_glass", 64)


@pytest.mark.parametrize("name", ["oak", "pine", "concrete", "white_marble", "running_bond_brick"])
def test_larger_map_shows_the_same_figure_with_more_detail(name: str) -> None:
    small = texture_set(name, 256).base_color.astype(np.float64).mean(axis=2)
    large = texture_set(name, 1024).base_color.astype(np.float64).mean(axis=2)
    coarse = large.reshape(64, 16, 64, 16).mean(axis=(1, 3))
    same = small.reshape(64, 4, 64, 4).mean(axis=(1, 3))
    assert np.corrcoef(coarse.ravel(), same.ravel())[0, 1] > 0.8
    finest = np.abs(np.diff(large, axis=1)).mean()
    blurred = np.repeat(small, 4, axis=1)
    assert finest > np.abs(np.diff(blurred, axis=1)).mean()


def bump(band: Band) -> Layers:
    """One round hill of 20 mm in the middle of the tile."""
    x, y = band.x - 0.5, band.y - 0.5
    height = (0.02 * np.exp(-(x * x + y * y) / 0.02)).astype(np.float32)
    flat = np.full_like(height, 0.5)
    return Layers(height, flat, flat)


def test_normals_agree_with_the_height_in_opengl_convention() -> None:
    described = Finish("hill", "test", "Hill", "A hill.")
    recipe = Recipe(bump, ("#808080",))
    maps = paint_maps(described, recipe, 128, neutral=False, threads=1)
    normal = maps.normal / 127.5 - 1.0
    assert normal[64, 80, 0] > 0.05, "right of the top the surface faces right"
    assert normal[64, 47, 0] < -0.05
    assert normal[47, 64, 1] > 0.05, "above the top (towards row 0) it faces up: +Y is green"
    assert normal[80, 64, 1] < -0.05
    # The slope itself, in metres a metre: h'(r) = -2 r h / 0.02.
    r = (80 + 0.5) / 128 - 0.5
    slope = 2 * r * 0.02 * np.exp(-(r * r) / 0.02) / 0.02
    assert normal[64, 80, 0] / normal[64, 80, 2] == pytest.approx(slope, rel=0.08)


def test_occlusion_is_darker_in_the_joints_of_brickwork() -> None:
    maps = texture_set("running_bond_brick", 512)
    occlusion = maps.orm[..., 0]
    assert occlusion.min() < 200
    assert np.percentile(occlusion, 60) > 240


def test_metres_are_right_for_brickwork() -> None:
    """26 courses in 2 m: the strongest period down the map is 77 mm."""
    grey = texture_set("running_bond_brick", 1024).base_color.astype(np.float64).mean(axis=(1, 2))
    spectrum = np.abs(np.fft.rfft(grey - grey.mean()))
    assert int(spectrum.argmax()) == 26
