from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opus_studio.engine.color import linear
from opus_studio.engine.errors import RequestError
from opus_studio.engine.request import read_request, resolve
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import (
    Asset,
    Model,
    Nested,
    Parameter,
    Range,
    Request,
    Slot,
    Template,
    choice,
    count,
    finish,
    flag,
    length,
    tagged,
    use,
)
from opus_studio.engine.values import Origin


@dataclass(frozen=True)
class Frame(Asset, name="shelf_frame", tags=("modern", "classic")):
    """The frame."""

    width: float = length(
        1.0,
        0.4,
        3.0,
        "Width.",
        tags=tagged(small=(0.4, 0.8), large=(2.0, 3.0)),
        correlated_with="size",
    )
    height: float = length(
        1.0, 0.4, 3.0, "Height.", tags=tagged(small=(0.4, 0.8)), correlated_with="size"
    )
    boards: int = count(3, 1, 9, "Boards.")
    wood: str = finish("oak", ("oak", "walnut", "painted_wood/white"), "Wood.")


@dataclass(frozen=True)
class RoundFoot(Asset, name="shelf_foot_round", tags=("modern",)):
    """A round foot."""

    radius: float = length(0.02, 0.01, 0.05, "Radius.", step=0.001)
    wood: str = finish("oak", ("oak", "walnut", "painted_wood/white"), "Wood.")


@dataclass(frozen=True)
class SquareFoot(Asset, name="shelf_foot_square", tags=("classic",)):
    """A square foot."""

    edge: float = length(0.04, 0.02, 0.08, "Edge.")
    style: str = choice("plain", ("plain", "fluted", "reeded"), "Style.")
    brass_cap: bool = flag(False, "A brass cap.", tags=tagged(classic=1.0))


FRAME = Slot("shelf_frame", Frame)
FOOT = Slot("shelf_foot", RoundFoot, SquareFoot)


def _build(_: object) -> Scene:
    return Scene(Node("Shelf"))


SHELF = Model(
    name="Shelf",
    category="Storage",
    description="A shelf.",
    slots=(FRAME, FOOT),
    build=_build,
    templates=(
        Template(
            "library_shelf",
            "Wide, with many boards.",
            (use(Frame, width=2.4, boards=7), use(SquareFoot, style="fluted")),
        ),
    ),
)

ROOM = Model(
    name="Room",
    category="Rooms",
    description="A room.",
    slots=(Slot("room_floor", SquareFoot),),
    build=_build,
    kind="structure",
    nested=(Nested(SHELF, ("left", "right")),),
)


def _values(**fields: object) -> dict[str, object]:
    resolved = resolve(SHELF, Request("Shelf", **fields))
    return {value.key: value.value for value in resolved.values}


def test_set_values_are_exact_and_say_so():
    resolved = resolve(SHELF, Request("Shelf", parameters={"shelf_frame/width": 1.2345}))
    assert resolved[FRAME].width == 1.2345
    origins = {value.key: value.origin for value in resolved.values}
    assert origins["shelf_frame/width"] is Origin.SET
    assert origins["shelf_frame/boards"] is Origin.RANDOM


@given(st.integers(0, 2**32 - 1), st.floats(0.4, 3.0))
def test_setting_one_parameter_changes_no_other(seed: int, width: float):
    free = _values(seed=seed)
    fixed = _values(seed=seed, parameters={"shelf_frame/width": width})
    free.pop("shelf_frame/width")
    fixed.pop("shelf_frame/width")
    assert free == fixed


@given(st.integers(0, 2**32 - 1))
def test_every_draw_is_allowed_and_repeats(seed: int):
    resolved = resolve(SHELF, Request("Shelf", seed=seed))
    for value in resolved.values:
        assert SHELF.parameters[value.key].kind.check(value.value) == value.value
    again = resolve(SHELF, Request("Shelf", seed=seed))
    assert resolved.values == again.values
    assert resolved.stream("x").random() == again.stream("x").random()


@given(st.integers(0, 2**32 - 1))
def test_a_size_keyword_narrows_the_range(seed: int):
    resolved = resolve(SHELF, Request("Shelf", seed=seed, keywords={"*": ("small",)}))
    assert resolved[FRAME].width <= 0.8
    assert resolved[FRAME].height <= 0.8
    width = next(value for value in resolved.values if value.key == "shelf_frame/width")
    assert width.origin is Origin.KEYWORD


@given(st.integers(0, 2**32 - 1))
def test_the_more_specific_keyword_wins(seed: int):
    keywords = {"*": ("modern",), "shelf_foot": ("classic",)}
    foot = resolve(SHELF, Request("Shelf", seed=seed, keywords=keywords))[FOOT]
    assert isinstance(foot, SquareFoot)
    assert foot.brass_cap


@given(st.integers(0, 2**32 - 1))
def test_finishes_of_one_asset_come_from_one_palette(seed: int):
    resolved = resolve(SHELF, Request("Shelf", seed=seed, keywords={"shelf_foot": ("round",)}))
    assert resolved[FRAME].wood == resolved[FOOT].wood


def test_a_template_sets_its_values_over_all_slots():
    resolved = resolve(SHELF, Request("Shelf", keywords={"*": ("library_shelf",)}))
    assert (resolved[FRAME].width, resolved[FRAME].boards) == (2.4, 7)
    assert resolved[FOOT].style == "fluted"
    assert {v.key for v in resolved.values if v.origin is Origin.TEMPLATE} == {
        "shelf_frame/width",
        "shelf_frame/boards",
        "shelf_foot_square/style",
    }


def test_a_set_value_beats_a_template():
    request = Request(
        "Shelf", parameters={"shelf_frame/boards": 2}, keywords={"*": ("library_shelf",)}
    )
    assert resolve(SHELF, request)[FRAME].boards == 2


def test_setting_a_parameter_chooses_its_asset():
    for seed in range(20):
        request = Request("Shelf", seed=seed, parameters={"shelf_foot_round/radius": 0.03})
        assert resolve(SHELF, request)[FOOT] == RoundFoot(
            radius=0.03, wood=resolve(SHELF, request)[FRAME].wood
        )


def test_an_asset_is_chosen_by_its_name_and_by_its_short_name():
    for word, kind in [("shelf_foot_round", RoundFoot), ("square", SquareFoot)]:
        for seed in range(20):
            request = Request("Shelf", seed=seed, keywords={"shelf_foot": (word,)})
            assert isinstance(resolve(SHELF, request)[FOOT], kind)


def test_both_assets_of_a_slot_are_drawn():
    kinds = {type(resolve(SHELF, Request("Shelf", seed=seed))[FOOT]) for seed in range(40)}
    assert kinds == {RoundFoot, SquareFoot}


def test_the_color_of_an_asset_beats_that_of_its_slot_and_of_the_model():
    red, green, blue = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
    parameters = {"Shelf/color_rgb": red, "shelf_foot/color_rgb": green}
    request = Request("Shelf", parameters=parameters)
    resolved = resolve(SHELF, request)
    assert resolved.color(FRAME) == red
    assert resolved.color(FOOT) == green
    parameters |= {f"{kind.name}/color_rgb": blue for kind in FOOT.assets}
    assert resolve(SHELF, Request("Shelf", parameters=parameters)).color(FOOT) == blue


def test_a_named_color_and_a_finish_make_a_material():
    request = Request("Shelf", parameters={"shelf_frame/wood": "painted_wood/white"})
    resolved = resolve(SHELF, request)
    material = resolved.material(FRAME, "Frame", resolved[FRAME].wood)
    assert material.finish == "painted_wood"
    assert material.color is not None
    assert min(material.color) > 0.7


@pytest.mark.parametrize(
    ("parameters", "code", "says"),
    [
        ({"shelf_frame/width": 9.0}, "out_of_range", "0.4 to 3 m"),
        ({"shelf_frame/width": math.nan}, "invalid_value", "finite"),
        ({"shelf_frame/width": "wide"}, "invalid_value", "0.4 to 3 m"),
        ({"shelf_frame/width": True}, "invalid_value", "not a number"),
        ({"shelf_frame/boards": 2.5}, "invalid_value", "whole number"),
        ({"shelf_frame/widht": 1.0}, "unknown_parameter", "shelf_frame/width"),
        ({"shelf_foot_square/style": "gothic"}, "out_of_range", "fluted"),
        ({"shelf_foot_square/brass_cap": 2}, "out_of_range", "0 (no) or 1 (yes)"),
        ({"shelf_fot/color_rgb": (1.0, 0.0, 0.0)}, "unknown_parameter", "shelf_foot"),
        (
            {"shelf_foot_round/radius": 0.02, "shelf_foot_square/edge": 0.04},
            "invalid_value",
            "only one of",
        ),
    ],
)
def test_a_bad_parameter_is_named_with_what_is_allowed(parameters, code: str, says: str):
    with pytest.raises(RequestError) as caught:
        resolve(SHELF, Request("Shelf", parameters=parameters))
    assert caught.value.code == code
    assert says in caught.value.message
    assert caught.value.field.startswith("parameters.")


@pytest.mark.parametrize("keywords", [{"*": ("smal",)}, {"shelf_foot": ("large",)}, {"fot": ()}])
def test_an_unknown_keyword_names_the_nearest(keywords):
    with pytest.raises(RequestError) as caught:
        resolve(SHELF, Request("Shelf", keywords=keywords))
    assert caught.value.code == "unknown_keyword"
    assert "Did you mean" in caught.value.message


def test_nested_models_have_variants_of_their_own_and_obey_set_values():
    request = Request("Room", seed=5, parameters={"shelf_frame/height": 2.0})
    resolved = resolve(ROOM, request)
    left, right = resolved.nested["Shelf", "left"], resolved.nested["Shelf", "right"]
    assert left[FRAME].height == right[FRAME].height == 2.0
    several = [resolve(ROOM, Request("Room", seed=seed)).nested for seed in range(9)]
    assert any(n["Shelf", "left"].values != n["Shelf", "right"].values for n in several)


def test_a_nested_model_takes_its_own_keyword_before_the_general_one():
    for seed in range(20):
        keywords = {"*": ("classic",), "Shelf": ("modern", "large")}
        nested = resolve(ROOM, Request("Room", seed=seed, keywords=keywords)).nested
        assert isinstance(nested["Shelf", "left"][FOOT], RoundFoot)
        assert nested["Shelf", "right"][FRAME].width >= 2.0


def test_a_derived_value_gives_way_to_a_set_one():
    free = resolve(SHELF, Request("Shelf")).fitted(FRAME, width=0.9)
    assert free[FRAME].width == 0.9
    request = Request("Shelf", parameters={"shelf_frame/width": 1.5})
    assert resolve(SHELF, request).fitted(FRAME, width=0.9)[FRAME].width == 1.5


def test_a_whole_request_goes_to_the_wire_and_back():
    request = Request(
        "Shelf",
        seed=7,
        parameters={"shelf_frame/width": 1.5, "Shelf/color_rgb": (0.5, 0.25, 1.0)},
        keywords={"*": ("small",)},
        texture_resolution=2048,
        extensions=("usd", "fbx"),
    )
    assert read_request(request.to_json(), seed=0) == request


def test_whole_numbers_make_a_color_of_255_steps():
    body = {"name": "Shelf", "extensions": ["glb"], "parameters": {"Shelf/color_rgb": [255, 0, 51]}}
    request = read_request(body, seed=0)
    assert request.parameters["Shelf/color_rgb"] == (1.0, 0.0, 0.2)
    assert resolve(SHELF, request).color(FRAME) == linear((1.0, 0.0, 0.2))


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=12,
)
bodies = st.fixed_dictionaries(
    {},
    optional={
        "name": st.just("Shelf") | json,
        "extensions": st.just(["glb"]) | json,
        "texture_resolution": st.sampled_from(["1024", 2048]) | json,
        "seed": st.integers(0, 99) | json,
        "parameters": st.dictionaries(
            st.sampled_from([*SHELF.parameters, "Shelf/color_rgb", "shelf_foot/color_rgb"]), json
        )
        | json,
        "keywords": st.dictionaries(
            st.sampled_from(["*", "Shelf", "shelf_foot"]),
            st.lists(st.sampled_from(["small", "modern", "library_shelf", "nonsense"])),
        )
        | json,
    },
)


@given(bodies | json)
def test_any_body_is_read_or_refused_in_words(body: object):
    try:
        resolved = resolve(SHELF, read_request(body, seed=1))
    except RequestError as error:
        assert len(error.message) > 10
    else:
        assert len(resolved.assets) == 2


@pytest.mark.parametrize(
    ("asset", "name", "label"),
    [
        ("sofa_arm_circular", "arm_height", "Arm height"),
        ("furniture_table_layouts_rectangle", "rectangle_table_top_width", "Top width"),
        ("furniture_sofa_layouts_modular", "sofa_modular_overall_width", "Overall width"),
        ("window_outer_frame_gen", "frame_width", "Frame width"),
    ],
)
def test_a_label_leaves_out_what_the_asset_s_name_says(asset: str, name: str, label: str):
    kind = Range(0.0, 1.0, 0.1, "m")
    assert Parameter(asset, name, kind, 0.5, "").label == label


@dataclass(frozen=True)
class Panel(Asset, name="board_panel"):
    """A panel."""

    width: float = length(1.0, 0.4, 3.0, "Width.", step=1e-6, correlated_with="size")
    height: float = length(1.0, 0.4, 3.0, "Height.", step=1e-6, correlated_with="size")
    thickness: float = length(0.1, 0.0, 1.0, "Thickness.", step=1e-6)


def test_correlated_numbers_lie_near_each_other_but_not_together():
    """65 % of the shared stream and 35 % of their own: a correlation of 0.65^2/(0.65^2+0.35^2)."""
    slot = Slot("board", Panel)
    model = Model("Board", "Boards", "A board.", (slot,), _build)
    panels = [resolve(model, Request("Board", seed=seed))[slot] for seed in range(600)]
    width = np.array([panel.width for panel in panels])
    height = np.array([panel.height for panel in panels])
    thickness = np.array([panel.thickness for panel in panels])
    assert np.corrcoef(width, height)[0, 1] == pytest.approx(0.775, abs=0.05)
    assert np.corrcoef(width, thickness)[0, 1] == pytest.approx(0.0, abs=0.12)
    # A mix of two uniform numbers: both ends are rare, the middle is flat.
    shares = (width - 0.4) / 2.6
    assert shares.mean() == pytest.approx(0.5, abs=0.04)
    assert shares.std() == pytest.approx(math.hypot(0.65, 0.35) / math.sqrt(12), abs=0.015)


@dataclass(frozen=True)
class Common(Asset, name="knob_common", weight=3.0):
    """A common knob."""


@dataclass(frozen=True)
class Rare(Asset, name="knob_rare"):
    """A rare knob."""


def test_an_asset_is_drawn_as_often_as_its_weight_says():
    slot = Slot("knob", Common, Rare)
    model = Model("Knob", "Fittings", "A knob.", (slot,), _build)
    kinds = [type(resolve(model, Request("Knob", seed=seed))[slot]) for seed in range(2000)]
    assert kinds.count(Common) / 2000 == pytest.approx(0.75, abs=0.03)


def test_a_new_alternative_changes_only_the_draws_that_it_wins():
    @dataclass(frozen=True)
    class Third(Asset, name="knob_third"):
        """A new knob."""

    before = Slot("knob", Common, Rare)
    after = Slot("knob", Common, Rare, Third)
    old = Model("Knob", "Fittings", "A knob.", (before,), _build)
    new = Model("Knob", "Fittings", "A knob.", (after,), _build)
    pairs = [
        (type(resolve(old, request)[before]), type(resolve(new, request)[after]))
        for request in (Request("Knob", seed=seed) for seed in range(400))
    ]
    assert any(now is Third for _, now in pairs)
    assert all(now in (then, Third) for then, now in pairs)


def test_what_the_user_said_of_a_structure_holds_inside_it():
    for seed in range(20):
        keywords = {"Room": ("classic",)}
        nested = resolve(ROOM, Request("Room", seed=seed, keywords=keywords)).nested
        assert isinstance(nested["Shelf", "left"][FOOT], SquareFoot)


def test_of_several_sizes_one_holds_for_a_part():
    widths = {
        resolve(SHELF, Request("Shelf", seed=seed, keywords={"*": ("small", "large")}))[FRAME].width
        for seed in range(60)
    }
    assert all(width <= 0.8 or width >= 2.0 for width in widths)
    assert any(width <= 0.8 for width in widths)
    assert any(width >= 2.0 for width in widths)


def test_without_keywords_the_parts_agree_in_style():
    for seed in range(40):
        resolved = resolve(SHELF, Request("Shelf", seed=seed))
        if isinstance(resolved[FOOT], RoundFoot):
            assert all(v.origin is Origin.RANDOM for v in resolved.values)
    kinds = {type(resolve(SHELF, Request("Shelf", seed=seed))[FOOT]) for seed in range(40)}
    assert kinds == {RoundFoot, SquareFoot}


def test_all_values_name_each_parameter_once_with_what_the_build_put_in_place():
    resolved = resolve(ROOM, Request("Room", seed=2))
    values = resolved.all_values()
    keys = [value.key for value in values]
    assert len(keys) == len(set(keys))
    assert {"shelf_frame/width", "shelf_foot_square/edge"} <= set(keys)
    left = resolved.nested["Shelf", "left"].fitted(FRAME, width=0.77, depth=1.0)
    (derived,) = left.derived
    assert (derived.key, derived.value, derived.origin) == (
        "shelf_frame/width",
        0.77,
        Origin.DERIVED,
    )
    told = {value.key: value for value in resolved.all_values(left.derived)}
    assert told["shelf_frame/width"].value == 0.77
    assert left.all_values()[0].value == 0.77


def test_another_asset_in_a_slot_takes_the_place_of_the_first_ones_values():
    resolved = resolve(SHELF, Request("Shelf", keywords={"shelf_foot": ("round",)}))
    other = resolved.with_asset(FOOT, SquareFoot(edge=0.05))
    said = {value.key: value.value for value in other.values if value.slot == FOOT.name}
    assert said == {
        "shelf_foot_square/edge": 0.05,
        "shelf_foot_square/style": "plain",
        "shelf_foot_square/brass_cap": False,
    }
    assert {v.origin for v in other.values if v.slot == FOOT.name} == {Origin.DERIVED}


def test_a_slot_may_keep_out_of_the_models_colour():
    glass = Slot("shelf_foot", RoundFoot, SquareFoot, takes_model_color=False)
    model = Model("Shelf", "Storage", "A shelf.", (FRAME, glass), _build)
    red, blue = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)
    parameters = {"Shelf/color_rgb": red}
    assert resolve(model, Request("Shelf", parameters=parameters)).color(glass) is None
    parameters["shelf_foot/color_rgb"] = blue
    assert resolve(model, Request("Shelf", parameters=parameters)).color(glass) == blue


@pytest.mark.parametrize("value", [1, "red", True])
def test_a_colour_is_three_numbers(value):
    with pytest.raises(RequestError, match="three numbers") as caught:
        resolve(SHELF, Request("Shelf", parameters={"Shelf/color_rgb": value}))
    assert caught.value.code == "invalid_value"
    assert caught.value.field == "parameters.Shelf/color_rgb"


def test_keywords_are_checked_where_they_are_said():
    def message(keywords):
        with pytest.raises(RequestError) as caught:
            resolve(SHELF, Request("Shelf", keywords=keywords))
        return caught.value.field, caught.value.message

    assert message({"shelf_fot": ("modern",)}) == (
        "keywords.shelf_fot",
        "keywords: 'shelf_fot' is neither a component nor a model of Shelf. "
        "Did you mean shelf_foot or shelf_frame or Shelf?",
    )
    assert message({"shelf_frame": ("clasic",)}) == (
        "keywords.shelf_frame",
        "keywords of shelf_frame: 'clasic' is not known. Did you mean classic?",
    )
    for known in ("shelf_frame", "modern", "library_shelf", "large"):
        resolve(SHELF, Request("Shelf", keywords={"*": (known,), "Shelf": (known,)}))
