"""Downloads: whole or not at all, within limits, and cancelled without a trace."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest

from opus_studio.api.archive import Limits
from opus_studio.api.client import OpusClient
from opus_studio.api.download import download, fetch
from opus_studio.api.errors import (
    DownloadFailed,
    InvalidRequest,
    ServiceUnavailable,
    Unreachable,
    UnsafeArchive,
)
from opus_studio.api.messages import JobResult, JobStatus, VariantResult

LINK = "https://files.example.test/glb.zip"
RESULT = JobResult(
    uid="job",
    status=JobStatus.COMPLETED,
    results=(VariantResult(status=JobStatus.COMPLETED, urls={"glb": LINK}),),
)


async def no_wait(seconds: float) -> None:
    assert seconds >= 0


def client_of(handler: Callable[[httpx.Request], httpx.Response]) -> OpusClient:
    return OpusClient(
        "https://opus.example.test",
        "key",
        transport=httpx.MockTransport(handler),
        sleep=no_wait,
    )


def package() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("Sofa.glb", b"model")
    return buffer.getvalue()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def content_of(path: Path) -> bytes:
    return path.read_bytes()


class Breaking(httpx.AsyncByteStream):
    """A body whose connection goes away in the middle."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"first half"
        raise httpx.ReadError("gone")


class Stuck(httpx.AsyncByteStream):
    """A body that never goes on, and tells when it got stuck."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"first half"
        self.reached.set()
        await asyncio.Event().wait()


async def test_a_broken_connection_is_tried_again_from_the_start(tmp_path: Path):
    answers = [
        httpx.Response(200, stream=Breaking()),
        httpx.Response(503),
        httpx.Response(200, content=b"whole"),
    ]
    async with client_of(lambda request: answers.pop(0)) as client:
        assert await download(client, LINK, tmp_path / "deep" / "file") == 5
    assert content_of(tmp_path / "deep" / "file") == b"whole"
    assert names_in(tmp_path / "deep") == ["file"]


async def test_a_connection_that_always_breaks_leaves_nothing(tmp_path: Path):
    async with client_of(lambda request: httpx.Response(200, stream=Breaking())) as client:
        with pytest.raises(Unreachable, match="broke off"):
            await download(client, LINK, tmp_path / "file")
    assert names_in(tmp_path) == []


async def test_less_than_announced_is_not_taken_for_whole(tmp_path: Path):
    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"Content-Length": "9"}, content=b"whole")

    async with client_of(handler) as client:
        with pytest.raises(DownloadFailed, match="cut off"):
            await download(client, LINK, tmp_path / "file")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "5000"}])
async def test_more_than_the_limit_is_not_fetched(headers: dict[str, str], tmp_path: Path):
    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers=headers, content=iter([b"x" * 1000] * 5))

    async with client_of(lambda request: _streamed(handler(request))) as client:
        with pytest.raises(DownloadFailed, match="larger"):
            await download(client, LINK, tmp_path / "file", limits=Limits(archive_bytes=1500))
    assert names_in(tmp_path) == []


def _streamed(response: httpx.Response) -> httpx.Response:
    """The same answer with a body that an asynchronous client can stream."""
    return httpx.Response(200, headers=response.headers, content=response.read())


async def test_a_disk_that_refuses_is_told(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"in the way")
    async with client_of(lambda request: httpx.Response(200, content=package())) as client:
        with pytest.raises(DownloadFailed, match="could not be written"):
            await fetch(client, RESULT, "glb", tmp_path / "file" / "sofa")


async def test_a_service_in_trouble_is_told(tmp_path: Path):
    async with client_of(lambda request: httpx.Response(500)) as client:
        with pytest.raises(ServiceUnavailable):
            await fetch(client, RESULT, "glb", tmp_path / "sofa")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(("extension", "variant"), [("fbx", 0), ("glb", 1), ("glb", -1)])
async def test_a_file_that_the_job_does_not_have_is_told(
    extension: str, variant: int, tmp_path: Path
):
    async with client_of(lambda request: httpx.Response(200)) as client:
        with pytest.raises(InvalidRequest, match="no file"):
            await fetch(client, RESULT, extension, tmp_path / "sofa", variant=variant)


async def test_a_package_that_is_none_leaves_the_old_one_alone(tmp_path: Path):
    answers = [httpx.Response(200, content=package()), httpx.Response(200, content=b"<html>")]
    async with client_of(lambda request: answers.pop(0)) as client:
        first = await fetch(client, RESULT, "glb", tmp_path / "sofa")
        with pytest.raises(UnsafeArchive):
            await fetch(client, RESULT, "glb", tmp_path / "sofa")
    assert first.model_file is not None
    assert content_of(first.model_file) == b"model"
    assert first.output_file is None
    assert names_in(tmp_path) == ["sofa"]


async def test_a_cancelled_download_leaves_nothing(tmp_path: Path):
    body = Stuck()
    client = client_of(lambda request: httpx.Response(200, stream=body))
    async with client, asyncio.TaskGroup() as group:
        work = group.create_task(fetch(client, RESULT, "glb", tmp_path / "sofa"))
        await asyncio.wait_for(body.reached.wait(), 10)
        work.cancel()
    assert work.cancelled()
    assert names_in(tmp_path) == []
