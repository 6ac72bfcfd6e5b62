"""The client: headers, addresses, errors in every shape, and any answer at all."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opus_studio.api.client import OpusClient
from opus_studio.api.errors import (
    InvalidRequest,
    NotFound,
    OpusError,
    ProtocolError,
    QuotaExceeded,
    ServiceUnavailable,
    StructureDisabled,
    Timeout,
    Unauthorized,
    Unreachable,
)
from opus_studio.api.messages import (
    Attributes,
    GenerationRequest,
    JobResult,
    JobTicket,
    ModelKind,
    ModelNames,
)

KEY = "k3y-of-mine"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
SOFA = GenerationRequest(name="Sofa")
HOUSE = GenerationRequest(name="House", kind=ModelKind.STRUCTURE)

Handler = Callable[[httpx.Request], httpx.Response]


async def no_wait(seconds: float) -> None:
    assert seconds >= 0


def client_of(handler: Handler, address: str = "https://opus.example.test/v1") -> OpusClient:
    return OpusClient(
        address,
        KEY,
        transport=httpx.MockTransport(handler),
        clock=lambda: NOON,
        sleep=no_wait,
    )


def answering(status: int, content: object, **headers: str) -> Handler:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return lambda request: httpx.Response(status, content=body, headers=headers)


async def test_calls_go_below_the_base_address_with_key_and_host():
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"Structures": [], "Components": []})

    async with client_of(handler) as client:
        await client.get_model_names()
    assert str(seen[0].url) == "https://opus.example.test/v1/get_model_names"
    assert seen[0].headers["X-RapidAPI-Key"] == KEY
    assert seen[0].headers["X-RapidAPI-Host"] == "opus.example.test"


@pytest.mark.parametrize(
    "address",
    ["", "opus", "ftp://example.test", "http://", "https://a:b@example.test", "http://[", "h\0"],
)
def test_an_address_that_is_none_is_refused(address: str):
    with pytest.raises(InvalidRequest, match="address"):
        OpusClient(address)


@pytest.mark.parametrize("key", ["schlüssel", "a b", "a\r\nb", "a\0b"])
def test_a_key_that_no_header_can_carry_is_refused_unseen(key: str):
    with pytest.raises(Unauthorized) as caught:
        OpusClient("http://127.0.0.1:1", key)
    assert key not in str(caught.value)


def test_a_missing_file_of_certificates_is_told(tmp_path: Path):
    with pytest.raises(Unreachable, match="certificates"):
        OpusClient("https://example.test", ca_bundle=tmp_path / "none.pem")


def test_a_proxy_that_is_none_is_told():
    with pytest.raises(Unreachable, match="proxy"):
        OpusClient("https://example.test", proxy="nonsense")


@pytest.mark.parametrize(
    ("status", "body", "kind", "code", "words"),
    [
        (
            401,
            {"error": {"code": "unauthorized", "message": "No."}},
            Unauthorized,
            "unauthorized",
            "No.",
        ),
        (
            403,
            {"message": "You are not subscribed to this API."},
            Unauthorized,
            "unauthorized",
            "subscribed",
        ),
        (
            404,
            {"error": {"code": "unknown_model", "message": "Sofas? Sofa."}},
            NotFound,
            "unknown_model",
            "Sofa.",
        ),
        (
            422,
            {"error": {"code": "out_of_range", "message": "0.4 to 3 m", "field": "a/b"}},
            InvalidRequest,
            "out_of_range",
            "0.4 to 3 m",
        ),
        (
            422,
            {"detail": [{"loc": ["body", "seed"], "msg": "bad seed"}]},
            InvalidRequest,
            "invalid_request",
            "bad seed",
        ),
        (
            422,
            {"detail": {"code": "invalid_count", "message": "1 to 10"}},
            InvalidRequest,
            "invalid_count",
            "1 to 10",
        ),
        (400, {"detail": "not JSON"}, InvalidRequest, "invalid_request", "not JSON"),
        (400, {"error": "plain words"}, InvalidRequest, "invalid_request", "plain words"),
        (413, b"", InvalidRequest, "invalid_request", "larger"),
        (418, b"<html>", InvalidRequest, "invalid_request", "418"),
        (429, {"message": "slow down"}, QuotaExceeded, "quota_exceeded", "slow down"),
        (500, b"\xff\xfe<html>", ServiceUnavailable, "service_unavailable", "500"),
        (301, b"", ProtocolError, "unreadable_answer", "elsewhere"),
    ],
)
async def test_errors_are_read_in_every_shape(
    status: int, body: object, kind: type[OpusError], code: str, words: str
):
    async with client_of(answering(status, body, **{"Retry-After": "100"})) as client:
        with pytest.raises(kind) as caught:
            await client.create(SOFA)
    error = caught.value
    assert (error.code, error.status, error.requested_at) == (code, status, NOON)
    assert words in error.message
    assert "2026-05-04 12:00:00 UTC" in error.report()


async def test_an_echoed_key_is_struck_out():
    async with client_of(answering(403, {"message": f"{KEY} is no key"})) as client:
        with pytest.raises(Unauthorized, match="is no key") as caught:
            await client.get_model_names()
    assert KEY not in caught.value.report()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, {"message": "Endpoint does not exist"}),
        (403, {"message": "This endpoint is disabled temporarily"}),
        (503, b""),
        (200, {"message": "Structures are disabled"}),
    ],
)
async def test_a_service_without_structures_is_recognised(status: int, body: object):
    async with client_of(answering(status, body)) as client:
        with pytest.raises(StructureDisabled, match="Components still work"):
            await client.create(HOUSE)


async def test_a_precise_complaint_about_a_structure_stays_precise():
    body = {"error": {"code": "unknown_model", "message": "No such model: Hause"}}
    async with client_of(answering(404, body)) as client:
        with pytest.raises(NotFound, match="Hause"):
            await client.create(HOUSE)


@pytest.mark.parametrize("field", ["message", "code", "field"])
async def test_an_echoed_key_is_struck_out_wherever_it_stands(field: str):
    error = {"code": "bad", "message": "No.", "field": "x"} | {field: f"your {KEY}"}
    async with client_of(answering(422, {"error": error})) as client:
        with pytest.raises(InvalidRequest) as refusal:
            await client.get_model_names()
    assert KEY not in repr(vars(refusal.value)) + refusal.value.report()


@pytest.mark.parametrize(
    ("status", "retried"), [(402, False), (429, True), (403, False), (500, False), (503, True)]
)
async def test_what_may_pass_is_asked_again(status: int, retried: bool):
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(status, json={"message": "No."})

    async with client_of(handler) as client:
        with pytest.raises(OpusError):
            await client.get_model_names()
    assert len(asked) == (4 if retried else 1)


@pytest.mark.parametrize(
    ("status", "body", "supported"),
    [
        (200, {"status": "ok", "idempotency": True}, True),
        (200, {"status": "ok"}, False),
        (200, {"idempotency": "yes"}, False),
        (200, b"<html>", False),
        (404, {"message": "no such path"}, False),
        (403, {"message": "You are not subscribed to this API."}, False),
    ],
)
async def test_whether_repetitions_are_told_is_asked_once(
    status: int, body: object, supported: bool
):
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answering(status, body)(request)

    async with client_of(handler) as client:
        assert await client.supports_idempotency() is supported
        assert await client.supports_idempotency() is supported
    assert [request.url.path for request in seen] == ["/v1/health"]


async def test_a_service_that_cannot_say_whether_it_tells_repetitions_is_asked_again():
    answers = [httpx.Response(503)] * 4 + [httpx.Response(200, json={"idempotency": True})]
    async with client_of(lambda request: answers.pop(0)) as client:
        with pytest.raises(ServiceUnavailable):
            await client.supports_idempotency()
        assert await client.supports_idempotency()


async def test_a_creation_carries_its_key():
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json="job")

    async with client_of(handler) as client:
        await client.create(SOFA, idempotency_key="click-1")
        await client.create(SOFA)
    assert seen[0].headers["Idempotency-Key"] == "click-1"
    assert "Idempotency-Key" not in seen[1].headers


async def test_retry_after_may_be_a_date():
    headers = {"Retry-After": "Mon, 04 May 2026 12:10:00 GMT"}
    async with client_of(answering(429, {}, **headers)) as client:
        with pytest.raises(QuotaExceeded) as caught:
            await client.get_model_names()
    assert caught.value.retry_after == 600


@pytest.mark.parametrize(
    ("failure", "kind", "attempts"),
    [
        (httpx.ConnectError("refused"), Unreachable, 4),
        (httpx.ConnectTimeout("slow"), Timeout, 4),
        (httpx.ProxyError("refused"), Unreachable, 4),
        (httpx.ReadTimeout("slow"), Timeout, 1),
        (httpx.ReadError("gone"), Unreachable, 1),
        (httpx.WriteError("gone"), Unreachable, 1),
        (httpx.RemoteProtocolError("odd"), Unreachable, 1),
    ],
)
async def test_a_creation_is_repeated_only_when_it_was_never_sent(
    failure: httpx.TransportError, kind: type[OpusError], attempts: int
):
    sent = 0

    def handler(request: httpx.Request) -> httpx.Response:
        nonlocal sent
        sent += 1
        raise failure

    async with client_of(handler) as client:
        with pytest.raises(kind) as caught:
            await client.create(SOFA)
        assert sent == attempts
        assert isinstance(caught.value, Unreachable)
        assert caught.value.never_sent == (attempts > 1)
        with pytest.raises(kind):
            await client.get_model_names()
        assert sent == attempts + 4


async def test_an_answer_beyond_all_measure_is_cut_short():
    endless = httpx.Response(200, content=(b" " * 2**20 for _ in range(2**10)))

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self):
            for piece in endless.iter_bytes():
                yield piece

    async with client_of(lambda request: httpx.Response(200, stream=Endless())) as client:
        with pytest.raises(ProtocolError, match="too large"):
            await client.get_model_names()


async def test_redirected_downloads_leave_the_key_behind():
    seen: list[tuple[str, str | None]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append((str(request.url), request.headers.get("X-RapidAPI-Key")))
        if request.url.host == "opus.example.test":
            return httpx.Response(302, headers={"Location": "https://store.example.test/x"})
        return httpx.Response(200, content=b"bytes")

    async with client_of(handler) as client, client.open_link("files/x") as response:
        assert await response.aread() == b"bytes"
    assert seen == [
        ("https://opus.example.test/v1/files/x", KEY),
        ("https://store.example.test/x", None),
    ]


@pytest.mark.parametrize("link", ["file:///etc/passwd", "http://", "javascript:1", "http://[::"])
async def test_a_link_that_is_none_is_refused(link: str):
    async with client_of(answering(200, b"")) as client:
        with pytest.raises(ProtocolError, match="not one"):
            async with client.open_link(link):
                pass


async def test_redirections_in_circles_end():
    handler = answering(302, b"", Location="/again")
    async with client_of(handler) as client:
        with pytest.raises(ProtocolError, match="circles"):
            async with client.open_link("/again"):
                pass


def test_an_error_survives_the_way_between_processes():
    error = QuotaExceeded("Enough.", status=429, retry_after=3.0, requested_at=NOON, field="a")
    restored = pickle.loads(pickle.dumps(error))
    assert type(restored) is QuotaExceeded
    assert restored.__dict__ == error.__dict__


SHAPES: list[dict[str, Any]] = [
    {"Structures": [], "Components": []},
    {"Sofa": {"label": "", "arm": {"assets": [], "label": ""}}},
    {
        "name": "",
        "tags": [],
        "templates": [],
        "parameters": [],
        "range": [],
        "type": "",
        "unit": "",
    },
    {"default": 0, "step": 0, "attribute": "", "description": "", "thumbnail": "", "category": ""},
    {"overall_status": "", "results": [], "progress": 0, "stage": "", "retry_after": 0},
    {"status": "", "job_status": "", "urls": {}, "seed": 0, "warnings": []},
    {"extension": "", "url": "", "batch_job_id": "", "result_uid": "", "job_uid": ""},
    {"error": {"code": "", "message": "", "field": ""}, "detail": [{"loc": [], "msg": ""}]},
]
FIELDS = st.sampled_from(sorted({name for shape in SHAPES for name in shape} | {"assets", "loc"}))
TEXTS = st.one_of(
    st.sampled_from(["PENDING", "running", "COMPLETED", "Failed", "float", "int", "string", KEY]),
    st.text(st.characters(exclude_categories=()), max_size=6),
)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS, st.just(10**400))
JSON = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(FIELDS, inner, max_size=5),
        st.dictionaries(TEXTS, inner, max_size=2),
    ),
    max_leaves=12,
)
PARAMETERS = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={"type": TEXTS, "range": st.lists(LEAVES, max_size=3), "default": LEAVES},
)
ASSETS = st.fixed_dictionaries(
    {"name": TEXTS, "parameters": st.lists(PARAMETERS, max_size=2) | JSON}, optional={"tags": JSON}
)
SLOTS = st.fixed_dictionaries({"assets": st.lists(ASSETS | JSON, min_size=1, max_size=2) | JSON})
MODELS = st.dictionaries(
    TEXTS, st.dictionaries(TEXTS, SLOTS | JSON, min_size=1, max_size=2), min_size=1, max_size=2
)
RESULTS = st.fixed_dictionaries(
    {"overall_status": TEXTS},
    optional={
        "results": st.lists(
            st.fixed_dictionaries({"status": TEXTS}, optional={"urls": JSON, "error": JSON}),
            max_size=2,
        ),
        "job_id": LEAVES,
        "progress": LEAVES,
        "retry_after": LEAVES,
        "error": JSON,
        "warnings": JSON,
    },
)
BODIES = (MODELS | RESULTS | JSON).map(lambda data: json.dumps(data).encode()) | st.binary(
    max_size=20
)
STATUSES = st.sampled_from([200, 200, 200, 200, 201, 204, 302, 400, 403, 404, 422, 429, 500, 503])
WAITS = st.sampled_from(["", "1", "-1", "nan", "inf", "1e999", "soon", "Mon, 99 May 2026 12:10"])


@given(status=STATUSES, body=BODIES, wait=WAITS)
@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow], deadline=None)
async def test_any_answer_gives_a_message_or_one_of_our_errors(status: int, body: bytes, wait: str):
    async with client_of(answering(status, body, **{"Retry-After": wait})) as client:
        calls: list[tuple[Any, type[Any]]] = [
            (client.get_model_names(), ModelNames),
            (client.get_attributes("Sofa"), Attributes),
            (client.get_result("job"), JobResult),
            (client.create(SOFA), JobTicket),
            (client.create(HOUSE), JobTicket),
            (client.variate("job", 3), JobTicket),
            (client.cancel("job"), JobResult),
        ]
        for call, kind in calls:
            try:
                message = await call
            except OpusError as error:
                assert error.message
                assert KEY not in error.report()
                error.report().encode()
            else:
                assert type(message) is kind
                assert kind.model_validate_json(message.model_dump_json()) == message


async def test_nesting_without_end_is_unreadable():
    async with client_of(answering(200, b"[" * 100_000)) as client:
        with pytest.raises(ProtocolError, match="could not be read"):
            await client.get_model_names()
