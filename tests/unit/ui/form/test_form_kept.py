"""What was set on a model, written down and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opus_studio.api.messages import Attributes
from opus_studio.library.database import Database
from opus_studio.library.form_states import FormStates
from opus_studio.ui.form.kept import STEPS_KEPT, history_from, history_text
from opus_studio.ui.form.offer import Offer
from opus_studio.ui.form.state import FormState
from tests.gui import form_models

WIDTH = "window_outer_frame_gen/frame_width"
SASHES = "window_opening_casement/sash_count"


def narrow() -> Attributes:
    """A later version of the window: no casement, and a frame of at most two metres."""
    answer = json.loads(json.dumps(form_models.WINDOW))
    window = answer["Window"]
    window["window_outer_frame"]["assets"][0]["parameters"][0]["range"] = [0.4, 2.0]
    window["window_opening"]["assets"] = [
        each for each in window["window_opening"]["assets"] if "casement" not in each["name"]
    ]
    return Attributes.read(answer, "Window")


@pytest.fixture
def state() -> FormState:
    state = FormState(form_models.window())
    state.set_value(WIDTH, 2.5)
    state.set_value(SASHES, 1)
    state.toggle_keyword("*", "modern", True)
    state.set_color("Window", (0.25, 0.5, 1.0))
    state.set_seed(4711)
    state.type_value(WIDTH, "wide")
    return state


def test_everything_comes_back_and_undo_goes_on(state: FormState) -> None:
    again = history_from(history_text(state.history), state.offer)
    assert again is not None
    assert again.now == state.choices
    assert isinstance(again.now.values[SASHES], int)
    restored = FormState(state.attributes, start=again)
    for _ in range(6):
        restored.undo()
    assert not restored.can_undo
    assert not restored.is_touched()
    restored.redo()
    assert restored.choices.values == {WIDTH: 2.5}


def test_what_the_model_no_longer_has_is_left_out(state: FormState) -> None:
    state.drop_draft(WIDTH)
    again = history_from(history_text(state.history), Offer(narrow()))
    assert again is not None
    assert again.now.values == {}
    assert again.now.drafts == {WIDTH: "2.5"}
    assert again.now.keywords == {"*": ("modern",)}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1, "at": 3, "steps": []}', "\0"])
def test_what_cannot_be_read_counts_as_not_kept(state: FormState, text: str) -> None:
    assert history_from(text, state.offer) is None


def test_a_long_history_keeps_its_newest_steps(state: FormState) -> None:
    for seed in range(1000):
        state.set_seed(seed)
    again = history_from(history_text(state.history), state.offer)
    assert again is not None
    restored = FormState(state.attributes, start=again)
    steps = 0
    while restored.can_undo:
        restored.undo()
        steps += 1
    assert steps == STEPS_KEPT - 1


def test_the_library_keeps_one_state_for_each_service_and_model(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.db")
    states = FormStates(database)
    states.save("embedded", "Window", "first")
    states.save("embedded", "Window", "second")
    states.save("remote", "Window", "other")
    database.close()
    database = Database(tmp_path / "library.db")
    states = FormStates(database)
    assert states.load("embedded", "Window") == "second"
    assert states.load("remote", "Window") == "other"
    assert states.load("embedded", "Door") is None
    database.close()
