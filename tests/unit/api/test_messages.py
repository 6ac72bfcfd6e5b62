"""The messages: strict when written, tolerant when read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from opus_studio.api.errors import ProtocolError
from opus_studio.api.messages import (
    AssetAttributes,
    Attributes,
    GenerationRequest,
    JobResult,
    JobStatus,
    JobTicket,
    ModelAttributes,
    ModelKind,
    ModelNames,
    ParameterAttributes,
    ParameterType,
    SlotAttributes,
)
from opus_studio.protocol import MAX_SEED

WINDOW = "window_outer_frame_gen"


def test_the_body_is_word_for_word_what_the_protocol_asks():
    request = GenerationRequest(
        name="Sofa",
        texture_resolution=2048,
        extensions=("usd", "fbx"),
        parameters={"sofa_arm_circular/arm_height": 0.55},
        keywords={"*": ("modern",), "sofa_arm": ("circular",)},
        seed=42,
    )
    assert request.body() == {
        "name": "Sofa",
        "texture_resolution": "2048",
        "extensions": ["usd", "fbx"],
        "parameters": {"sofa_arm_circular/arm_height": 0.55},
        "keywords": {"*": ["modern"], "sofa_arm": ["circular"]},
        "seed": 42,
    }


def test_what_is_not_set_is_not_in_the_body():
    request = GenerationRequest(name="Sofa", extensions=("glb",), keywords={"*": ()})
    assert request.body() == {"name": "Sofa", "texture_resolution": "1024", "extensions": ["glb"]}


def test_switches_colours_and_numbers_keep_their_form_on_the_wire():
    request = GenerationRequest(
        name="Window",
        parameters={
            "a/open": True,
            "a/panes": 3,
            "a/width": 1.0,
            "a/finish": "oak",
            "Window/color_rgb": (255, 0, 12),
        },
        count=3,
    )
    body = json.dumps(request.body())
    assert '"a/open": 1,' in body
    assert '"a/panes": 3,' in body
    assert '"a/width": 1.0,' in body
    assert '"Window/color_rgb": [255, 0, 12]' in body
    assert request.body()["count"] == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"texture_resolution": 512},
        {"extensions": ()},
        {"extensions": ("exe",)},
        {"parameters": {"width": 1.0}},
        {"parameters": {"a/": 1.0}},
        {"parameters": {"a/width": float("nan")}},
        {"parameters": {"a/color_rgb": (0.1, float("inf"), 0.1)}},
        {"seed": -1},
        {"seed": MAX_SEED + 1},
        {"count": 0},
        {"count": 11},
        {"keywords": {"*": ("",)}},
    ],
)
def test_what_the_protocol_does_not_allow_cannot_be_written(wrong: dict[str, Any]):
    with pytest.raises(ValidationError):
        GenerationRequest(**({"name": "Window", "extensions": ("glb",)} | wrong))


values = st.one_of(
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)),
)
words = st.text(min_size=1, max_size=8)
requests = st.builds(
    GenerationRequest,
    name=words,
    kind=st.sampled_from(ModelKind),
    texture_resolution=st.sampled_from([1024, 2048, 4096]),
    extensions=st.lists(st.sampled_from(["usd", "glb", "obj"]), min_size=1).map(tuple),
    parameters=st.dictionaries(st.builds("{}/{}".format, words, words), values, max_size=4).map(
        lambda found: {key: value for key, value in found.items() if not key.startswith("/")}
    ),
    keywords=st.dictionaries(words, st.lists(words, max_size=3).map(tuple), max_size=3),
    seed=st.none() | st.integers(0, MAX_SEED),
    count=st.integers(1, 10),
)


@given(requests)
def test_a_request_survives_storage(request_: GenerationRequest):
    restored = GenerationRequest.from_text(request_.to_text())
    assert restored == request_
    assert json.dumps(restored.body()) == json.dumps(request_.body())


@given(requests)
def test_a_request_is_found_again_in_its_body(request_: GenerationRequest):
    body = json.loads(json.dumps(request_.body()))
    assert GenerationRequest.from_body(body, request_.kind).body() == request_.body()


def test_names_are_read_and_sorted_into_their_kind():
    names = ModelNames.read({"structures": ["House"], "Components": ["Sofa", 3, None, "Sofa"]})
    assert names == ModelNames(structures=("House",), components=("Sofa", "3"))
    assert names.kind_of("Sofa") is ModelKind.COMPONENT
    assert names.kind_of("Ship") is None
    with pytest.raises(ProtocolError):
        ModelNames.read({"message": "hello"})


def test_nested_models_and_the_models_own_fields_are_told_apart():
    read = Attributes.read(
        {
            "Window": {"sash": {"assets": [{"name": "sash_gen"}]}},
            "House": {
                "label": "House",
                "category": "Buildings",
                "thumbnail": "https://example.test/house.png",
                "future": {"nothing": "known"},
                "label_": 3,
                "roof": {"assets": [{"name": "gable"}], "label": "Roof"},
            },
        },
        "House",
    )
    assert [model.name for model in read.models] == ["House", "Window"]
    assert (read.main.label, read.main.category) == ("House", "Buildings")
    assert [(slot.model, slot.name) for slot in read.slots] == [
        ("House", "roof"),
        ("Window", "sash"),
    ]
    assert read.nested[0].slot("sash") is not None


@pytest.mark.parametrize(
    ("given_", "kind", "span"),
    [
        ({"type": "float", "range": [0.4, 0.8]}, ParameterType.FLOAT, (0.4, 0.8)),
        ({"type": "Integer", "range": [8, 2]}, ParameterType.INT, (2, 8)),
        ({"type": "string", "range": ["oak", "pine"]}, ParameterType.STRING, ("oak", "pine")),
        ({"range": ["oak", "pine"]}, ParameterType.STRING, ("oak", "pine")),
        ({"range": [1, 2]}, ParameterType.FLOAT, (1, 2)),
        ({"type": "float", "range": [1, None]}, ParameterType.FLOAT, None),
        ({"type": "float"}, ParameterType.FLOAT, None),
        ({}, ParameterType.FLOAT, None),
    ],
)
def test_parameters_survive_what_is_missing(given_: dict[str, Any], kind: str, span: object):
    parameter = ParameterAttributes.read({"name": "p"} | given_, "a")
    assert parameter is not None
    assert (parameter.key, parameter.type, parameter.range) == ("a/p", kind, span)


def test_switches_are_told_by_their_unit():
    raw = {"name": "p", "type": "int", "range": [0, 1], "unit": "bool", "default": True}
    switch = ParameterAttributes.read(raw, "a")
    assert switch is not None
    assert switch.is_boolean
    assert switch.default == 1
    assert switch.to_json()["range"] == [0, 1]


texts = st.text(max_size=6).map(str.strip)
parameters = st.one_of(
    st.builds(
        ParameterAttributes,
        asset=st.just("asset"),
        name=st.just("p"),
        attribute=st.just("p"),
        type=st.just(ParameterType.FLOAT),
        range=st.none() | st.tuples(st.floats(-9, 0), st.floats(0, 9)),
        default=st.none() | st.floats(-9, 9),
        step=st.none() | st.floats(0.1, 1),
        unit=st.sampled_from(["", "m", "deg"]),
        label=texts,
        description=texts,
    ),
    st.builds(
        ParameterAttributes,
        asset=st.just("asset"),
        name=st.just("q"),
        attribute=st.just("q"),
        type=st.just(ParameterType.STRING),
        range=st.none() | st.just(("oak", "pine")),
        default=st.none() | st.just("oak"),
    ),
)


@given(st.lists(parameters, max_size=3, unique_by=lambda p: p.name), texts, texts)
def test_attributes_written_are_attributes_read(
    found: list[ParameterAttributes], label: str, category: str
):
    asset = AssetAttributes(name="asset", tags=("small",), parameters=tuple(found), label=label)
    slot = SlotAttributes(name="slot", model="Sofa", assets=(asset,), label=label)
    model = ModelAttributes(name="Sofa", slots=(slot,), category=category, description=label)
    whole = Attributes(models=(model,))
    assert Attributes.read(json.loads(json.dumps(whole.to_json())), "Sofa") == whole
    assert [p.key for p in model.parameters] == [f"asset/{p.name}" for p in found]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"overall_status": "COMPLETED"}, JobStatus.COMPLETED),
        ({"status": "Queued"}, JobStatus.PENDING),
        ({"job_status": "In Progress"}, JobStatus.IN_PROGRESS),
        ({"overall_status": "canceled"}, JobStatus.CANCELLED),
        ({"overall_status": "of tomorrow", "status": "Running"}, JobStatus.IN_PROGRESS),
        ({"urls": {"glb": "https://example.test/x"}}, JobStatus.COMPLETED),
        ({"results": [{"status": "FAILED"}, {"urls": {"glb": "u"}}]}, JobStatus.COMPLETED),
        ({"results": [{"status": "FAILED"}, {"status": "Running"}]}, JobStatus.IN_PROGRESS),
    ],
)
def test_the_status_is_found(data: dict[str, Any], status: JobStatus):
    assert JobResult.read(data, "job").status is status


@pytest.mark.parametrize(
    ("seed", "read"),
    [(0, 0), (2**53 - 1, 2**53 - 1), ("7", 7), (-1, None), (2**53, None), (1.5, None), ("x", None)],
)
def test_a_seed_that_no_request_can_have_is_not_read(seed: object, read: int | None):
    data = {"status": "COMPLETED", "results": [{"urls": {"glb": "u"}, "seed": seed}]}
    assert JobResult.read(data, "job").results[0].seed == read


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"status": "COMPLETED", "results": [{"error": {"code": "expired"}}]}, "expired"),
        ({"status": "COMPLETED", "results": [{"urls": {"glb": "u"}}, {"error": "no"}]}, None),
        ({"status": "IN_PROGRESS", "results": [{"error": {"code": "x"}}]}, None),
        ({"status": "COMPLETED", "message": "All done."}, None),
    ],
)
def test_why_there_are_no_files_is_told(data: dict[str, Any], code: str | None):
    error = JobResult.read(data, "job").error
    assert (error.code if error else None) == code


def test_a_result_without_a_status_is_not_one():
    with pytest.raises(ProtocolError):
        JobResult.read({"hello": "world"}, "job")


def test_progress_stage_and_failure_are_read():
    running = JobResult.read(
        {"overall_status": "IN_PROGRESS", "progress": 1.4, "stage": "textures", "retry_after": 0.2},
        "job",
    )
    assert (running.progress, running.stage, running.retry_after) == (1.0, "textures", 0.2)
    failed = JobResult.read(
        {
            "overall_status": "FAILED",
            "results": [{"status": "FAILED", "error": {"code": "boom", "message": "It broke."}}],
        },
        "job",
    )
    assert failed.error is not None
    assert failed.error.message == "It broke."
    assert JobResult.read({"status": "failed", "message": "No."}, "job").error is not None


@pytest.mark.parametrize("data", [{}, "", None, [], 0.5j, {"batch_job_id": ""}, "Not now, please."])
def test_a_ticket_needs_an_identifier(data: object):
    with pytest.raises(ProtocolError):
        JobTicket.read(data)


def test_a_ticket_carries_warnings():
    ticket = JobTicket.read({"job_id": 17, "warnings": ["skipped", {"message": "too large"}]})
    assert (ticket.uid, ticket.warnings) == ("17", ("skipped", "too large"))


def test_the_exact_field_goes_before_the_headers_whole_seconds():
    data = {"overall_status": "PENDING", "job_id": "job", "retry_after": 0.1}
    assert JobResult.read(data, "job", retry_after=1.0).retry_after == 0.1
    assert JobTicket.read(data, retry_after=1.0).retry_after == 0.1
    assert JobTicket.read("job", retry_after=1.0).retry_after == 1.0
