"""The client on real sockets: nobody there, a service that is silent, rude, or goes away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from opus_studio.api.client import OpusClient
from opus_studio.api.download import download
from opus_studio.api.errors import ClientClosed, OpusError, Unreachable
from opus_studio.api.messages import GenerationRequest

Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], AsyncIterator[None]]

NAMES = b'{"Structures": [], "Components": ["Sofa"]}'


def framed(body: bytes, length: int | None = None) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (length or len(body), body)


async def no_wait(seconds: float) -> None:
    assert seconds >= 0


@asynccontextmanager
async def serving(*answers: bytes | None) -> AsyncIterator[tuple[str, list[bytes], asyncio.Event]]:
    """A server that gives each connection the next answer; None: it keeps silent."""
    left = list(answers)
    heads: list[bytes] = []
    asked, leave = asyncio.Event(), asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        asked.set()
        answer = left.pop(0)
        if answer is None:
            await leave.wait()
        else:
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}", heads, asked
    finally:
        leave.set()
        server.close()
        await server.wait_closed()


async def test_nobody_there_is_told_in_plain_words():
    async with serving() as (address, _, _):
        pass
    async with OpusClient(address, "key", sleep=no_wait) as client:
        with pytest.raises(Unreachable, match="could not be reached") as caught:
            await client.create(GenerationRequest(name="Sofa"))
    assert caught.value.never_sent


async def test_a_service_that_hangs_up_is_asked_again_but_no_job_is_made_twice():
    async with (
        serving(b"", framed(NAMES), b"") as (address, heads, _),
        OpusClient(address, "key", sleep=no_wait) as client,
    ):
        assert (await client.get_model_names()).components == ("Sofa",)
        with pytest.raises(Unreachable, match="broke off") as caught:
            await client.create(GenerationRequest(name="Sofa"))
    assert not caught.value.never_sent
    assert [head.split(b" ")[0] for head in heads] == [b"GET", b"GET", b"POST"]


@pytest.mark.parametrize("answer", [b"SSH-2.0-OpenSSH\r\n\r\n", b"\0" * 99, b"HTTP/1.1 20"])
async def test_what_is_not_http_is_one_of_our_errors(answer: bytes):
    async with (
        serving(*[answer] * 4) as (address, _, _),
        OpusClient(address, "key", sleep=no_wait) as client,
    ):
        with pytest.raises(OpusError):
            await client.get_model_names()


async def test_a_download_that_is_cut_off_is_fetched_again(tmp_path: Path):
    async with (
        serving(framed(b"half", 8), framed(b"complete")) as (address, _, _),
        OpusClient(address, "key", sleep=no_wait) as client,
    ):
        assert await download(client, "/file", tmp_path / "file") == 8
    assert await asyncio.to_thread((tmp_path / "file").read_bytes) == b"complete"


async def test_closing_the_client_ends_what_is_under_way_with_one_of_our_errors():
    async with serving(None) as (address, _, asked), asyncio.TaskGroup() as group:
        client = OpusClient(address, "key", sleep=no_wait)
        call = group.create_task(_error_of(client))
        await asyncio.wait_for(asked.wait(), 10)
        await client.close()
        assert isinstance(await asyncio.wait_for(call, 10), Unreachable)


async def test_a_closed_client_says_so():
    async def never(seconds: float) -> None:
        raise AssertionError("there is nothing to wait for")

    client = OpusClient("http://127.0.0.1:1", "key", sleep=never)
    await client.close()
    with pytest.raises(ClientClosed, match="closed here"):
        await client.get_model_names()
    with pytest.raises(ClientClosed, match="closed here"):
        await client.create(GenerationRequest(name="Sofa"))


async def _error_of(client: OpusClient) -> OpusError | None:
    try:
        await client.get_model_names()
    except OpusError as error:
        return error
    return None
