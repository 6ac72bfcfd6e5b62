"""Downloads: whole or not at all, within limits, and cancelled without a trace."""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import io
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest

from opus_studio.api import transfer
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


class Server:
    """A host of files that breaks off, changes its mind, or damages what it sends."""

    def __init__(self, content: bytes, piece: int, tag: str = '"v1"') -> None:
        self.content = content
        self.piece = piece
        self.tag = tag
        self.ranges: list[str] = []
        self.digest = hashlib.sha256(content).digest()
        self.damaged = 0

    def handle(self, request: httpx.Request) -> httpx.Response:
        wanted = request.headers.get("Range", "")
        self.ranges.append(wanted)
        begin = 0
        if wanted and request.headers["If-Range"] == self.tag:
            begin = int(wanted.removeprefix("bytes=").rstrip("-"))
        body = self.content[begin : begin + self.piece]
        if self.damaged:
            self.damaged -= 1
            body = body[:-1] + bytes([body[-1] ^ 1])
        headers = {
            "ETag": self.tag,
            "Content-Length": str(len(self.content) - begin),
            "Repr-Digest": f"sha-256=:{base64.b64encode(self.digest).decode()}:",
        }
        if begin:
            headers["Content-Range"] = f"bytes {begin}-{len(self.content) - 1}/{len(self.content)}"
        broken = begin + len(body) < len(self.content)
        stream = Pieces([body], broken=broken)
        return httpx.Response(206 if begin else 200, headers=headers, stream=stream)


class Pieces(httpx.AsyncByteStream):
    """A body in pieces that may break off at its end."""

    def __init__(self, pieces: list[bytes], *, broken: bool) -> None:
        self.pieces = pieces
        self.broken = broken

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            yield piece
        if self.broken:
            raise httpx.ReadError("cut")


CONTENT = bytes(range(256)) * 40


async def test_a_download_is_gone_on_with_where_it_broke_off(tmp_path: Path):
    server = Server(CONTENT, piece=2000)
    told: list[tuple[int, int | None]] = []
    async with client_of(server.handle) as client:
        size = await download(
            client, LINK, tmp_path / "file", progress=lambda *now: told.append(now)
        )
    assert size == len(CONTENT)
    assert content_of(tmp_path / "file") == CONTENT
    assert server.ranges == ["", *(f"bytes={2000 * n}-" for n in range(1, 6))]
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert [received for received, _ in told] == sorted(received for received, _ in told)


async def test_more_than_five_breaks_are_told(tmp_path: Path):
    server = Server(CONTENT, piece=1500)
    async with client_of(server.handle) as client:
        with pytest.raises(Unreachable, match="broke off"):
            await download(client, LINK, tmp_path / "file")
    assert len(server.ranges) == 6
    assert names_in(tmp_path) == []


async def test_a_file_that_has_changed_meanwhile_is_fetched_from_the_start(tmp_path: Path):
    server = Server(CONTENT, piece=6000)
    other = bytes(reversed(CONTENT))

    def handle(request: httpx.Request) -> httpx.Response:
        answer = server.handle(request)
        if len(server.ranges) == 1:
            server.content, server.tag = other, '"v2"'
            server.digest = hashlib.sha256(other).digest()
        return answer

    async with client_of(handle) as client:
        await download(client, LINK, tmp_path / "file")
    assert content_of(tmp_path / "file") == other


async def test_without_a_strong_tag_nothing_is_gone_on_with(tmp_path: Path):
    server = Server(CONTENT, piece=6000, tag='W/"v1"')
    async with client_of(server.handle) as client:
        with pytest.raises(Unreachable):
            await download(client, LINK, tmp_path / "file")
    assert set(server.ranges) == {""}


@pytest.mark.parametrize("times", [1, 6])
async def test_what_was_damaged_on_the_way_is_fetched_again(times: int, tmp_path: Path):
    server = Server(CONTENT, piece=len(CONTENT))
    server.damaged = times
    async with client_of(server.handle) as client:
        if times == 1:
            await download(client, LINK, tmp_path / "file")
            assert content_of(tmp_path / "file") == CONTENT
        else:
            with pytest.raises(DownloadFailed, match="damaged"):
                await download(client, LINK, tmp_path / "file")
            assert names_in(tmp_path) == []
    assert set(server.ranges) == {""}, "from the start: nobody knows what is wrong with it"


@pytest.mark.parametrize("name", ["Repr-Digest", "Digest"])
async def test_either_header_of_a_digest_is_read(name: str, tmp_path: Path):
    text = base64.b64encode(hashlib.sha256(b"other").digest()).decode()
    value = f"sha-256=:{text}:" if name == "Repr-Digest" else f"SHA-256={text}"

    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={name: value}, content=b"whole")

    async with client_of(handler) as client:
        with pytest.raises(DownloadFailed, match="damaged"):
            await download(client, LINK, tmp_path / "file")


@pytest.mark.parametrize("value", ["md5=:AAAA:", "sha-256=:!!:", "sha-256=:AAAA:", "", "=" * 50])
async def test_a_digest_that_is_none_is_no_obstacle(value: str, tmp_path: Path):
    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"Repr-Digest": value}, content=b"whole")

    async with client_of(handler) as client:
        assert await download(client, LINK, tmp_path / "file") == 5


async def test_a_damaged_archive_is_fetched_again(tmp_path: Path):
    answers = [package()[:-30], package()]
    async with client_of(lambda request: httpx.Response(200, content=answers.pop(0))) as client:
        fetched = await fetch(client, RESULT, "glb", tmp_path / "sofa")
    assert fetched.model_file is not None


async def test_more_than_the_disk_holds_is_told_before_it_is_fetched(tmp_path: Path):
    size = 10**15
    reached = []

    def handler(request: httpx.Request) -> httpx.Response:
        pieces = Pieces([b"x" * 1000], broken=False)
        reached.append(pieces)
        return httpx.Response(200, headers={"Content-Length": str(size)}, stream=pieces)

    async with client_of(handler) as client:
        with pytest.raises(DownloadFailed, match="space") as refusal:
            await download(client, LINK, tmp_path / "file", limits=Limits(archive_bytes=2 * size))
    assert isinstance(refusal.value.__cause__, OSError)
    assert refusal.value.__cause__.errno == errno.ENOSPC
    assert len(reached) == 1


async def test_a_download_that_hardly_moves_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(transfer, "WINDOW_SECONDS", 0.0)

    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Pieces([b"x" * 10] * 50, broken=False))

    async with client_of(handler) as client:
        with pytest.raises(DownloadFailed, match="too slow"):
            await download(client, LINK, tmp_path / "file")
    assert names_in(tmp_path) == []

    def quick(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Pieces([b"x" * 40_000] * 5, broken=False))

    async with client_of(quick) as client:
        assert await download(client, LINK, tmp_path / "file") == 200_000


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
    answers = [httpx.Response(200, content=package())]
    bad = httpx.Response(200, content=b"<html>")
    async with client_of(lambda request: answers.pop(0) if answers else bad) as client:
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
