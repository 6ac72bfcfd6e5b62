"""Pictures without a display, and what the studio's light makes of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from viewport_scenes import pixels, two_boxes

from opus_studio.ui.preview.result import Surface
from opus_studio.ui.viewport.displayed_model import PERSON_BOX
from opus_studio.ui.viewport.ground import person_mesh
from opus_studio.ui.viewport.offscreen import render_scene


def test_a_picture_needs_no_display(tmp_path: Path) -> None:
    out = tmp_path / "scene.png"
    render_scene(two_boxes(), out, (200, 160), "iso")
    picture = pixels(QImage(str(out)))
    assert picture.shape[:2] == (160, 200)
    assert picture[..., :3].std() > 15


def test_the_person_for_scale_has_the_size_that_the_camera_reckons_with() -> None:
    figure = person_mesh().positions
    assert figure.min(0) == pytest.approx(PERSON_BOX[0], abs=2e-3)
    assert figure.max(0) == pytest.approx(PERSON_BOX[1], abs=2e-3)


def test_something_white_keeps_its_shape_in_the_studio(tmp_path: Path) -> None:
    white = Surface("White", color=(0.82, 0.81, 0.79), roughness=0.8)
    boxes = replace(two_boxes(), surfaces=(white, white), textures={}, shadow=None)
    render_scene(boxes, tmp_path / "white.png", (320, 240), transparent=True)
    picture = pixels(QImage(str(tmp_path / "white.png")))
    solid = picture[picture[..., 3] == 255][:, :3].mean(axis=-1)
    dark, light = np.percentile(solid, (3, 97))
    assert light < 243  # nothing burns out
    assert light > 225  # and yet it is white
    assert light - dark > 25  # a top, a front and a side can be told apart
