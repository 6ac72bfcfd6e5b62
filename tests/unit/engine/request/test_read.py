"""Requests as they come: what is read, what is refused, and in what words."""

from __future__ import annotations

import math

import pytest

from opus_studio.engine.errors import RequestError
from opus_studio.engine.request import read_extensions, read_request
from opus_studio.engine.schema import Request
from opus_studio.protocol import MAX_SEED


def refused(body, seed=0):
    with pytest.raises(RequestError) as caught:
        read_request(body, seed=seed)
    error = caught.value
    return error.code, error.field, error.message


def test_a_name_is_enough():
    request = read_request({"name": "Window"}, seed=5)
    assert request == Request("Window", 5, {}, {}, 1024, ("glb",))


@pytest.mark.parametrize("seed", [0, 1, 2**32, 2**40, MAX_SEED])
def test_a_seed_is_the_same_named_and_drawn(seed):
    assert read_request({"name": "Window", "seed": seed}, seed=3).seed == seed
    assert read_request({"name": "Window"}, seed=seed).seed == seed
    assert read_request({"name": "Window", "seed": None}, seed=seed).seed == seed


@pytest.mark.parametrize("seed", [-1, -(2**60)])
def test_a_negative_seed_asks_for_a_drawn_one(seed):
    assert read_request({"name": "Window", "seed": seed}, seed=9).seed == 9


@pytest.mark.parametrize("seed", [MAX_SEED + 1, True, False, 1.0, "7", [1]])
def test_what_is_no_seed_is_refused_with_what_is_allowed(seed):
    code, field, message = refused({"name": "Window", "seed": seed})
    assert (code, field) == ("invalid_value", "seed")
    assert message == f"seed is {seed!r}; allowed is a whole number from 0 to 9007199254740991."


@pytest.mark.parametrize("seed", [MAX_SEED + 1, -1, True, "7"])
def test_a_drawn_seed_is_checked_like_a_named_one(seed):
    code, field, message = refused({"name": "Window"}, seed=seed)
    assert (code, field) == ("invalid_value", "seed")
    assert repr(seed) in message


@pytest.mark.parametrize("value", [1024, 2048, 4096, "1024", " 2048 ", "4096"])
def test_a_resolution_is_a_number_or_its_text(value):
    body = {"name": "Window", "texture_resolution": value}
    assert read_request(body, seed=0).texture_resolution == int(str(value))


@pytest.mark.parametrize("value", [512, 1024.0, True, "1k", "", [1024], {}])
def test_another_resolution_is_refused(value):
    code, field, message = refused({"name": "Window", "texture_resolution": value})
    assert (code, field) == ("invalid_texture_resolution", "texture_resolution")
    assert message == f"texture_resolution is {value!r}; allowed is 1024, 2048 or 4096."


def test_formats_come_once_in_the_order_of_the_request():
    assert read_extensions(["usd", "glb", "usd"]) == ("usd", "glb")
    assert read_extensions(("stl",), ("stl", "glb")) == ("stl",)
    assert read_extensions(None) == ("glb",)


@pytest.mark.parametrize("value", [[], (), "glb", {"glb": 1}, 7])
def test_formats_must_be_a_list_with_something_in_it(value):
    code, field, message = refused({"name": "Window", "extensions": value})
    assert (code, field) == ("invalid_extensions", "extensions")
    assert message == (f"extensions is {value!r}: give one or more of usd, gltf, glb, fbx, obj.")


@pytest.mark.parametrize("value", ["blend", "GLB", 1, None])
def test_an_unknown_format_is_named(value):
    code, _, message = refused({"name": "Window", "extensions": ["glb", value]})
    assert code == "invalid_extensions"
    assert message == (
        f"extensions has {value!r}; allowed is one or more of usd, gltf, glb, fbx, obj."
    )


@pytest.mark.parametrize("body", [None, [], "Window", 7])
def test_a_body_is_an_object(body):
    assert refused(body) == ("invalid_json", "", "The request must be a JSON object.")


@pytest.mark.parametrize("name", [None, "", 7, ["Window"]])
def test_a_model_must_be_named(name):
    assert refused({"name": name}) == (
        "invalid_value",
        "name",
        "name is missing: give the model's name.",
    )


def parameters(**settings):
    body = {"name": "Window", "parameters": {"a/color_rgb": settings["value"]}}
    return read_request(body, seed=0).parameters["a/color_rgb"]


@pytest.mark.parametrize(
    ("value", "color"),
    [
        ([0, 1, 0.5], (0.0, 1.0, 0.5)),
        ((1, 1, 1), (1.0, 1.0, 1.0)),
        ([255, 51, 0], (1.0, 0.2, 0.0)),
        ([2, 0, 0], (2 / 255, 0.0, 0.0)),
        ([255.0, 0.0, 51.0], (1.0, 0.0, 0.2)),
    ],
)
def test_a_colour_is_shares_or_steps_of_255(value, color):
    assert parameters(value=value) == pytest.approx(color)


@pytest.mark.parametrize(
    "value",
    [
        [0, 1],
        [0, 1, 0, 1],
        [0, 1, "0"],
        [0, 1, True],
        [0, 1, -0.1],
        [256, 0, 0],
        [1.5, 0, 0],
        [200, 0.5, 0],
        [0, 1, math.nan],
        [0, 1, math.inf],
        [],
    ],
)
def test_what_is_no_colour_is_refused(value):
    code, field, message = refused({"name": "Window", "parameters": {"a/color_rgb": value}})
    assert (code, field) == ("invalid_value", "parameters.a/color_rgb")
    assert message == (
        f"a/color_rgb is {value!r}; allowed are three numbers 0..1, or three whole numbers 0..255."
    )


def test_parameters_are_numbers_words_and_switches():
    given = {"a/b": 1, "a/c": 0.5, "a/d": "oak", "a/e": True}
    assert read_request({"name": "W", "parameters": given}, seed=0).parameters == given


@pytest.mark.parametrize(
    ("value", "field", "says"),
    [
        ([], "parameters", "parameters must be an object."),
        ("a", "parameters", "parameters must be an object."),
        ({"a/b": None}, "parameters.a/b", "a/b is None; allowed is a number, a word or a colour."),
        ({"a/b": {}}, "parameters.a/b", "a/b is {}; allowed is a number, a word or a colour."),
        ({7: 1}, "parameters", "7 is not a name."),
    ],
)
def test_other_parameters_are_refused(value, field, says):
    assert refused({"name": "W", "parameters": value}) == ("invalid_value", field, says)


def test_keywords_are_lists_or_one_word_each_once():
    given = {"*": ["a", "b", "a"], "sill": "c", "frame": ("d",), "none": []}
    assert read_request({"name": "W", "keywords": given}, seed=0).keywords == {
        "*": ("a", "b"),
        "sill": ("c",),
        "frame": ("d",),
        "none": (),
    }


@pytest.mark.parametrize(
    ("value", "field", "says"),
    [
        ([], "keywords", "keywords must be an object."),
        ({"*": 1}, "keywords.*", "keywords of * are 1; allowed is a list of words."),
        ({"*": None}, "keywords.*", "keywords of * are None; allowed is a list of words."),
        ({"*": ["a", 1]}, "keywords.*", "keywords of * are ['a', 1]; allowed is a list of words."),
    ],
)
def test_other_keywords_are_refused(value, field, says):
    assert refused({"name": "W", "keywords": value}) == ("invalid_value", field, says)


def test_a_missing_object_means_nothing_set():
    request = read_request({"name": "W", "parameters": None, "keywords": None}, seed=0)
    assert (request.parameters, request.keywords) == ({}, {})
