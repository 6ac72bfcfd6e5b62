"""What the form knows, without a window."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.api.messages import Attributes, GenerationRequest, ModelKind
from opus_studio.ui.form.state import FormState

SOFA: dict[str, Any] = {
    "Sofa": {
        "sofa_arm": {
            "assets": [
                {
                    "name": "sofa_arm_circular",
                    "tags": ["modern", "circular"],
                    "templates": ["lounge"],
                    "parameters": [
                        {
                            "name": "arm_height",
                            "type": "float",
                            "range": [0.4, 0.8],
                            "unit": "m",
                            "default": 0.6,
                        },
                        {"name": "segments", "type": "int", "range": [3, 12]},
                    ],
                },
                {
                    "name": "sofa_arm_square",
                    "tags": ["modern"],
                    "templates": ["chesterfield"],
                    "parameters": [
                        {"name": "bevel", "type": "float", "range": [0.0, 1.0]},
                        {"name": "cloth", "type": "string", "range": ["linen", "wool"]},
                    ],
                },
                {"name": "sofa_arm_none", "tags": ["modern"]},
            ]
        },
        "sofa_leg": {"assets": [{"name": "sofa_leg_turned", "tags": ["classic", "small"]}]},
    },
    "Cushion": {"cushion_body": {"assets": [{"name": "cushion_body_soft", "tags": ["small"]}]}},
}
HEIGHT = "sofa_arm_circular/arm_height"
BEVEL = "sofa_arm_square/bevel"


@pytest.fixture
def state() -> FormState:
    return FormState(Attributes.read(SOFA, "Sofa"), ModelKind.STRUCTURE)


def test_a_fresh_form_asks_for_nothing_but_the_model(state: FormState) -> None:
    request = state.to_request()
    assert (request.name, request.kind) == ("Sofa", ModelKind.STRUCTURE)
    assert request.parameters == {}
    assert request.keywords == {}
    assert not state.is_touched()


def test_a_value_is_automatic_until_it_is_set_and_again_after_reset(state: FormState) -> None:
    assert (state.shown(HEIGHT).value, state.shown(HEIGHT).is_set) == (0.6, False)
    state.set_resolved({HEIGHT: (0.55, "random")}, {"sofa_arm": "sofa_arm_circular"})
    assert (state.shown(HEIGHT).value, state.shown(HEIGHT).origin) == (0.55, "random")
    state.set_value(HEIGHT, 0.7)
    assert (state.shown(HEIGHT).value, state.shown(HEIGHT).is_set) == (0.7, True)
    assert state.to_request().parameters == {HEIGHT: 0.7}
    state.reset_value(HEIGHT)
    assert (state.shown(HEIGHT).value, state.shown(HEIGHT).is_set) == (0.55, False)


def test_a_picked_asset_is_said_by_a_word_that_only_it_has(state: FormState) -> None:
    state.choose_asset("sofa_arm", "sofa_arm_circular")
    assert state.to_request().keywords == {"sofa_arm": ("circular",)}
    state.choose_asset("sofa_arm", "sofa_arm_square")
    assert state.to_request().keywords == {"sofa_arm": ("chesterfield",)}
    state.choose_asset("sofa_arm", "sofa_arm_none")
    assert state.to_request().keywords == {"sofa_arm": ("sofa_arm_none",)}
    state.choose_asset("sofa_arm", "")
    assert state.to_request().keywords == {}


def test_setting_a_parameter_chooses_its_asset(state: FormState) -> None:
    state.set_value(BEVEL, 0.05)
    assert state.chosen_asset("sofa_arm") == "sofa_arm_square"
    assert state.to_request().keywords == {}
    assert state.to_request().parameters == {BEVEL: 0.05}


def test_values_of_an_asset_that_is_not_chosen_wait_and_come_back(state: FormState) -> None:
    state.set_value(HEIGHT, 0.7)
    state.choose_asset("sofa_arm", "sofa_arm_square")
    assert state.to_request().parameters == {}
    assert state.touched_count("sofa_arm") == 1
    state.choose_asset("sofa_arm", "sofa_arm_circular")
    assert state.to_request().parameters == {HEIGHT: 0.7}


def test_auto_gives_up_what_would_choose_an_asset(state: FormState) -> None:
    state.set_value(HEIGHT, 0.7)
    state.toggle_keyword("sofa_arm", "circular", True)
    state.toggle_keyword("sofa_arm", "modern", True)
    state.choose_asset("sofa_arm", "")
    assert state.chosen_asset("sofa_arm") == ""
    assert state.to_request().parameters == {}
    assert state.to_request().keywords == {"sofa_arm": ("modern",)}


def test_a_word_of_another_asset_wins_over_the_earlier_choice(state: FormState) -> None:
    state.set_value(HEIGHT, 0.7)
    state.toggle_keyword("sofa_arm", "chesterfield", True)
    assert state.chosen_asset("sofa_arm") == "sofa_arm_square"
    assert state.to_request().parameters == {}
    assert state.to_request().keywords == {"sofa_arm": ("chesterfield",)}


def test_keywords_for_all_for_a_slot_and_for_a_nested_model(state: FormState) -> None:
    state.toggle_keyword("*", "modern", True)
    state.toggle_keyword("sofa_leg", "classic", True)
    state.toggle_keyword("Cushion", "small", True)
    expected = {"*": ("modern",), "sofa_leg": ("classic",), "Cushion": ("small",)}
    assert state.to_request().keywords == expected
    state.toggle_keyword("*", "modern", False)
    assert "*" not in state.to_request().keywords


def test_a_moving_slider_is_undone_at_once(state: FormState) -> None:
    state.set_value(HEIGHT, 0.5)
    for value in (0.55, 0.6, 0.65):
        state.set_value(HEIGHT, value, moving=True)
    state.settle()
    state.set_value(HEIGHT, 0.7, moving=True)
    state.undo()
    assert state.shown(HEIGHT).value == 0.65
    state.undo()
    assert state.shown(HEIGHT).value == 0.5
    state.undo()
    assert not state.shown(HEIGHT).is_set
    assert not state.can_undo
    state.redo()
    state.redo()
    assert state.shown(HEIGHT).value == 0.65


def test_a_new_change_forgets_what_was_taken_back(state: FormState) -> None:
    state.set_value(HEIGHT, 0.5)
    state.undo()
    state.set_resolution(2048)
    assert not state.can_redo


def test_a_change_that_changes_nothing_is_no_step(state: FormState) -> None:
    calls: list[int] = []
    state.subscribe(lambda: calls.append(1))
    state.set_seed(state.choices.seed)
    state.reset_value(HEIGHT)
    assert not state.can_undo
    assert calls == []


def test_unusable_text_is_kept_explained_and_blocks_generating(state: FormState) -> None:
    state.set_value(HEIGHT, 0.5)
    state.type_value(HEIGHT, "9")
    shown = state.shown(HEIGHT)
    assert (shown.value, shown.draft) == (0.5, "9")
    assert "0.40 to 0.80 m" in shown.problem
    assert state.problems()[0].startswith("Arm height: Too large")
    with pytest.raises(ValueError, match="Arm height"):
        state.to_request()
    state.type_value(HEIGHT, "0,75")
    assert state.problems() == ()
    assert state.shown(HEIGHT).value == 0.5
    state.type_value(HEIGHT, "0,75", finished=True)
    assert state.shown(HEIGHT).value == 0.75


def test_unusable_text_of_an_asset_that_is_not_chosen_blocks_nothing(state: FormState) -> None:
    state.choose_asset("sofa_arm", "sofa_arm_circular")
    state.type_value(HEIGHT, "tall")
    state.choose_asset("sofa_arm", "sofa_arm_square")
    assert state.problems() == ()


def test_seed(state: FormState) -> None:
    state.type_seed("12x")
    assert state.seed_problem()
    assert state.problems()[0].startswith("Seed:")
    state.type_seed("99999999999999999999")
    assert state.seed_problem()
    state.type_seed("1234", finished=True)
    assert state.to_request().seed == 1234
    with pytest.raises(ValueError, match="a seed is"):
        state.set_seed(-1)


def test_no_format_no_request(state: FormState) -> None:
    state.toggle_extension("glb", False)
    assert state.problems() == ("Choose at least one file format.",)


def test_resetting_everything_keeps_seed_and_output(state: FormState) -> None:
    state.set_seed(7)
    state.set_resolution(4096)
    state.set_count(99)
    state.set_value(HEIGHT, 0.5)
    state.set_color("Sofa", (1.0, 0.0, 0.0))
    state.toggle_keyword("*", "small", True)
    state.reset_all()
    request = state.to_request()
    assert (request.seed, request.texture_resolution, request.count) == (7, 4096, 10)
    assert state.choices.count == 50
    assert not state.is_touched()
    state.undo()
    assert state.to_request().parameters == {HEIGHT: 0.5, "Sofa/color_rgb": (1.0, 0.0, 0.0)}


def test_resetting_a_section_leaves_the_others(state: FormState) -> None:
    state.set_value(HEIGHT, 0.5)
    state.set_color("sofa_arm", (1.0, 1.0, 1.0))
    state.toggle_keyword("sofa_leg", "classic", True)
    state.reset_slot("sofa_arm")
    assert state.touched_count("sofa_arm") == 0
    assert state.touched_count("sofa_leg") == 1


def test_a_request_is_taken_over_whole(state: FormState) -> None:
    request = GenerationRequest(
        name="Sofa",
        kind=ModelKind.STRUCTURE,
        parameters={HEIGHT: 0.5, "sofa_arm/color_rgb": (255, 0, 51)},
        keywords={"*": ("modern",), "sofa_leg": ("classic",)},
        extensions=("usd", "fbx"),
        texture_resolution=2048,
        seed=5,
        count=3,
    )
    assert state.from_request(request) == ()
    made = state.to_request()
    assert made.parameters == {HEIGHT: 0.5, "sofa_arm/color_rgb": (1.0, 0.0, 0.2)}
    assert made.model_copy(update={"parameters": request.parameters}) == request
    state.undo()
    assert not state.is_touched()


def test_what_a_request_has_and_the_model_has_not_is_said(state: FormState) -> None:
    request = GenerationRequest(
        name="Sofa",
        extensions=("glb",),
        parameters={
            "sofa_back/height": 1.0,
            HEIGHT: 3.0,
            "sofa_arm_circular/segments": 2.5,
            "sofa_arm_square/cloth": "silk",
        },
        keywords={"sofa_arm": ("gothic", "sofa_arm_circular"), "Lamp": ("small",)},
    )
    notes = state.from_request(request)
    assert len(notes) == 3
    assert any("sofa_back/height" in note for note in notes)
    assert any("gothic" in note for note in notes)
    assert any("Lamp" in note for note in notes)
    assert state.choices.assets == {"sofa_arm": "sofa_arm_circular"}
    assert state.shown(HEIGHT).draft == "3.0"
    assert len(state.problems()) == 2


_steps = st.lists(
    st.one_of(
        st.tuples(st.just("set_value"), st.sampled_from([HEIGHT, BEVEL]), st.floats(0.4, 0.8)),
        st.tuples(st.just("reset_value"), st.sampled_from([HEIGHT, BEVEL])),
        st.tuples(
            st.just("choose_asset"),
            st.just("sofa_arm"),
            st.sampled_from(["", "sofa_arm_circular", "sofa_arm_square", "sofa_arm_none"]),
        ),
        st.tuples(
            st.just("toggle_keyword"),
            st.just("sofa_arm"),
            st.sampled_from(["modern", "circular", "lounge", "chesterfield"]),
            st.booleans(),
        ),
        st.tuples(st.just("set_seed"), st.integers(0, 99)),
        st.tuples(st.just("reset_slot"), st.just("sofa_arm")),
    ),
    max_size=12,
)


@given(_steps)
@settings(max_examples=150, deadline=None)
def test_every_change_can_be_undone_and_said_on_the_wire(steps: list[tuple[Any, ...]]) -> None:
    state = FormState(Attributes.read(SOFA, "Sofa"))
    before = state.choices
    for name, *arguments in steps:
        getattr(state, name)(*arguments)
        request = state.to_request()
        again = FormState(Attributes.read(SOFA, "Sofa"))
        assert again.from_request(request) == ()
        assert again.to_request() == request
        assert again.chosen_asset("sofa_arm") == state.chosen_asset("sofa_arm")
    after = state.choices
    while state.can_undo:
        state.undo()
    assert state.choices == before
    while state.can_redo:
        state.redo()
    assert state.choices == after
