"""The real client against the embedded service in the same process, over real workers."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

import httpx
import pytest

from opus_studio.api.client import OpusClient
from opus_studio.api.download import fetch
from opus_studio.api.errors import InvalidRequest, NotFound, ResultExpired, Unauthorized
from opus_studio.api.messages import GenerationRequest, JobResult, JobStatus, JobTicket, ModelKind
from opus_studio.api.polling import follow
from opus_studio.service.retention import RetentionLimits
from opus_studio.service.service import process_pool, running_service

KEY = "the-key"
ADDRESS = "http://studio.test"
WIDTH = "window_outer_frame_gen/frame_width"
HEIGHT = "window_outer_frame_gen/frame_height"
WINDOW = GenerationRequest(
    name="Window", extensions=("glb", "obj"), parameters={WIDTH: 1, HEIGHT: 2}, seed=11
)


@asynccontextmanager
async def service(data, limits=None):
    async with (
        running_service(data, KEY, process_pool(1, data / "cache"), limits) as app,
        OpusClient(ADDRESS, KEY, transport=httpx.ASGITransport(app)) as client,
    ):
        yield client


@pytest.fixture(scope="module")
async def client(tmp_path_factory):
    async with service(tmp_path_factory.mktemp("service")) as client:
        yield client


async def finished(client: OpusClient, ticket: JobTicket) -> JobResult:
    async with asyncio.timeout(120):
        async for result in follow(client, ticket, ModelKind.COMPONENT):
            last = result
    return last


async def test_names_and_attributes(client):
    names = await client.get_model_names()
    assert names.kind_of("Window") is ModelKind.COMPONENT
    window = (await client.get_attributes("Window")).main
    parameter = next(
        p for slot in window.slots for a in slot.assets for p in a.parameters if p.key == WIDTH
    )
    assert parameter.limits == (0.4, 3.0)
    assert parameter.unit == "m"


async def test_from_a_request_to_the_files(client, tmp_path):
    ticket = await client.create(WINDOW)
    assert ticket.retry_after is not None
    assert ticket.retry_after <= 1
    result = await finished(client, ticket)
    assert result.status is JobStatus.COMPLETED
    for extension in WINDOW.extensions:
        package = await fetch(client, result, extension, tmp_path / extension)
        assert package.model_file is not None
        assert package.output_file is not None
        output = json.loads(package.output_file.read_text("utf-8"))
        assert output["seed"] == 11
        assert output["parameters"][WIDTH] == {"value": 1.0, "origin": "set"}
        assert output["nominal_size_m"][:2] == pytest.approx([1, 2], abs=0.001)
        assert GenerationRequest.from_body(output["request"]) == WINDOW


async def test_the_same_request_gives_the_same_bytes(client, tmp_path):
    files = []
    for name in ("first", "second"):
        result = await finished(client, await client.create(WINDOW))
        package = await fetch(client, result, "glb", tmp_path / name)
        assert package.model_file is not None
        files.append(package.model_file.read_bytes())
    assert files[0] == files[1]


async def test_a_batch_and_its_variations(client):
    result = await finished(client, await client.create(WINDOW.model_copy(update={"count": 3})))
    assert [variant.seed for variant in result.results] == [11, 12, 13]
    varied = await finished(client, await client.variate(result.uid, 2))
    assert [variant.status for variant in varied.results] == [JobStatus.COMPLETED] * 2


@pytest.mark.parametrize(
    "request_",
    [
        {"name": "Window", "keywords": {"*": ["modern"]}},
        {"name": "Window", "parameters": {WIDTH: 1, HEIGHT: 2}},
    ],
)
async def test_the_vendors_examples(client, request_):
    ticket = await client.create(GenerationRequest.from_body(request_ | {"extensions": ["glb"]}))
    assert (await finished(client, ticket)).status is JobStatus.COMPLETED


async def test_what_the_service_refuses_reaches_the_caller_in_its_words(client):
    with pytest.raises(InvalidRequest, match=r"0\.4 to 3 m") as refusal:
        await client.create(WINDOW.model_copy(update={"parameters": {WIDTH: 9}}))
    assert refusal.value.code == "out_of_range"
    assert refusal.value.field == f"parameters.{WIDTH}"
    with pytest.raises(NotFound, match="Window"):
        await client.create(WINDOW.model_copy(update={"name": "Windwo"}))
    with pytest.raises(NotFound):
        await client.get_result("no-such-job")


async def test_a_wrong_key(client, tmp_path):
    async with (
        running_service(tmp_path, KEY, process_pool(1, tmp_path / "cache")) as app,
        OpusClient(ADDRESS, "wrong", transport=httpx.ASGITransport(app)) as stranger,
    ):
        with pytest.raises(Unauthorized):
            await stranger.get_model_names()


async def test_a_cancelled_job_stays_cancelled(client):
    ticket = await client.create(
        WINDOW.model_copy(update={"texture_resolution": 4096, "count": 10})
    )
    cancelled = await client.cancel(ticket.uid)
    assert cancelled.status is JobStatus.CANCELLED
    after = await finished(client, await client.create(WINDOW))
    assert after.status is JobStatus.COMPLETED
    again = await client.get_result(ticket.uid)
    assert {variant.status for variant in again.results} == {JobStatus.CANCELLED}
    with pytest.raises(NotFound):
        await client.cancel("no-such-job")


async def test_results_survive_a_restart_and_go_in_the_end(tmp_path):
    async with service(tmp_path / "data") as client:
        result = await finished(client, await client.create(WINDOW))
    async with service(tmp_path / "data") as client:
        await fetch(client, await client.get_result(result.uid), "glb", tmp_path / "glb")
    async with service(tmp_path / "data", RetentionLimits(max_age=0.0)) as client:
        assert (await client.get_result(result.uid)).error is not None
        with pytest.raises(ResultExpired):
            await fetch(client, result, "glb", tmp_path / "late")
