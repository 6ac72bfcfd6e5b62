"""How often a job is asked for: never a busy loop, never forgotten."""

from __future__ import annotations

import httpx
import pytest

from opus_studio.api.client import OpusClient
from opus_studio.api.errors import ServiceUnavailable
from opus_studio.api.messages import JobResult, JobStatus, JobTicket
from opus_studio.api.polling import follow
from opus_studio.protocol import ModelKind


async def waits(*answers: httpx.Response, retry_after: float | None = None) -> list[float]:
    """The pauses between the questions until the job is done."""
    left = [*answers, httpx.Response(200, json={"status": "COMPLETED"})]
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async def no_wait(seconds: float) -> None:
        assert seconds >= 0

    transport = httpx.MockTransport(lambda request: left.pop(0))
    async with OpusClient("https://opus.test", transport=transport, sleep=no_wait) as client:
        ticket = JobTicket(uid="job", retry_after=retry_after)
        results: list[JobResult] = [
            result async for result in follow(client, ticket, ModelKind.COMPONENT, sleep=pause)
        ]
    assert results[-1].status is JobStatus.COMPLETED
    return pauses


def running(**fields: object) -> httpx.Response:
    return httpx.Response(200, json={"status": "IN_PROGRESS"} | fields)


@pytest.mark.parametrize(
    ("asked", "kept"), [(0, 0.02), (0.5, 0.5), (119, 119), (121, 120), (1e9, 120)]
)
async def test_what_the_service_asks_for_is_kept_within_bounds(asked: float, kept: float):
    assert await waits(running(retry_after=asked), retry_after=asked) == [kept, kept]


async def test_without_a_wish_the_pauses_grow_to_a_minute():
    pauses = await waits(*[running()] * 12)
    assert pauses[:3] == [15.0, 5.0, 7.5]
    assert pauses[1:] == sorted(pauses[1:])
    assert pauses[-1] == 60.0


async def test_a_success_is_no_excuse_for_the_next_failures():
    """The failures are counted in a row: an answer in between begins the count anew."""
    bad = [httpx.Response(500)]
    assert len(await waits(*bad * 120, running(), *bad * 120)) == 242
    with pytest.raises(ServiceUnavailable):
        await waits(*bad * 121)
