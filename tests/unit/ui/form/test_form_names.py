"""What models and finishes are called, where only their names on the wire are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from opus_studio.api.messages import Attributes
from opus_studio.engine import attributes, catalog
from opus_studio.engine.materials.sheet import render_ball
from opus_studio.ui.form.finish_picker import grouped
from opus_studio.ui.form.labels import model_name
from opus_studio.ui.thumbnails.worker import FINISH_SIZE


def test_the_history_calls_a_model_as_the_service_does() -> None:
    for name in (*catalog.names()["Components"], *catalog.names()["Structures"]):
        assert model_name(name) == catalog.model(name).label


def test_names_that_would_mislead_have_others_and_stay_on_the_wire() -> None:
    assert model_name("Library") == "Bookcase"
    assert model_name("GarageDoorStandalone") == "Garage door"
    assert model_name("Standalone") == "Standalone"
    assert catalog.model("Library").name == "Library"


def test_finishes_come_with_their_material() -> None:
    answer = Attributes.read(attributes.describe("Window"), "Window")
    parameter = answer.parameter("window_outer_frame_gen/finish")
    assert parameter is not None
    assert len(parameter.families) == len(parameter.choices)
    again = Attributes.read({"Window": answer.main.to_json()}, "Window")
    assert again.parameter(parameter.key) == parameter
    groups = grouped(parameter)
    assert sum(map(len, groups.values())) == len(parameter.choices)
    assert len(groups) > 1


@pytest.mark.parametrize("name", ["oak", "painted_wood/navy", "clear_glass"])
def test_a_finish_is_rendered_as_a_sphere_on_nothing(name: str, tmp_path: Path) -> None:
    ball = render_ball(name, FINISH_SIZE)
    assert ball.shape == (FINISH_SIZE, FINISH_SIZE, 4)
    assert ball[0, 0, 3] == 0
    assert ball[64, 64, 3] == 255
    if name.endswith("navy"):
        red, _, blue, _ = np.median(ball[50:80, 50:80].reshape(-1, 4), axis=0)
        assert blue > red + 20
