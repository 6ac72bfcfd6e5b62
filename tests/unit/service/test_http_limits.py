"""Callers that take their time, on a real server with short limits."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager

import httpx
import uvicorn

from opus_studio.service.http_limits import (
    ConnectionLimits,
    Seldom,
    limited_protocol,
    quiet_accept_errors,
)

LIMITS = ConnectionLimits(connections=4, head_seconds=0.3, body_seconds=0.6, stall_seconds=0.5)


async def app(scope, receive, send):
    """Reads the body; `/large` answers more than any buffer holds, `/slow` takes its time."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        more = message.get("more_body", False)
    if scope["path"] == "/slow":
        await asyncio.sleep(1.0)
    content = b"x" * 100_000_000 if scope["path"] == "/large" else b"fine"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": content})


@asynccontextmanager
async def serving(limits: ConnectionLimits = LIMITS):
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, http=limited_protocol(limits), ws="none", lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None
    task = asyncio.get_running_loop().create_task(server._serve([listener]))
    while not server.started:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = server.force_exit = True
        await task
        listener.close()


async def ends(reader: asyncio.StreamReader) -> float:
    """Seconds until the other side closes."""
    began = asyncio.get_running_loop().time()
    async with asyncio.timeout(10):
        try:
            while await reader.read(65_536):
                pass
        except ConnectionError:
            pass
    return asyncio.get_running_loop().time() - began


async def test_a_head_that_does_not_end_is_cut_however_slowly_it_grows():
    async with serving() as port:
        for first in (b"", b"GET / HTTP/1.1\r\nX: "):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(first)
            ended = asyncio.get_running_loop().create_task(ends(reader))
            for _ in range(20):
                await asyncio.sleep(0.02)
                if first:
                    writer.write(b"a")
            assert 0.2 <= await ended < 3
            writer.close()


async def test_the_second_request_of_a_connection_has_a_limit_too():
    async with serving() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await reader.readuntil(b"fine")
        writer.write(b"GET / HTTP/1.1\r\nX: ")
        assert await ends(reader) < 3
        writer.close()


async def test_a_body_that_does_not_end_is_cut():
    async with serving() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
        ended = asyncio.get_running_loop().create_task(ends(reader))
        for _ in range(30):
            await asyncio.sleep(0.01)
            writer.write(b"a")
        assert 0.4 <= await ended < 3
        writer.close()


async def test_an_answer_that_nobody_reads_is_given_up():
    async with serving() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.sleep(1.5)
        received = 0
        try:
            while piece := await asyncio.wait_for(reader.read(1 << 20), 5):
                received += len(piece)
        except ConnectionError:
            pass
        assert received < 100_000_000
        writer.close()


async def test_work_that_takes_long_is_not_the_callers_fault():
    async with serving() as port, httpx.AsyncClient() as http:
        answer = await http.get(f"http://127.0.0.1:{port}/slow")
        assert answer.text == "fine"


async def test_too_many_callers_are_refused_in_words_and_the_rest_are_served():
    async with serving(ConnectionLimits(connections=4, head_seconds=5)) as port:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(4)]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 429")
        assert b"Retry-After: 5" in head
        assert json.loads(body)["error"]["code"] == "quota_exceeded"
        writer.close()
        held[0][1].write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200 OK" in await held[0][0].readuntil(b"fine")
        for _, other in held:
            other.close()
        async with httpx.AsyncClient() as http:
            for _ in range(20):
                answer = await http.get(f"http://127.0.0.1:{port}/")
                if answer.status_code == 200:
                    break
                await asyncio.sleep(0.05)
            assert answer.status_code == 200


def test_what_happens_often_is_said_seldom():
    now = [0.0]
    seldom = Seldom(60, lambda: now[0])
    said = []
    for second in range(130):
        now[0] = float(second)
        said.append(seldom())
    assert [second for second, spoken in enumerate(said) if spoken] == [0, 60, 120]


async def test_accept_errors_are_said_once(caplog):
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()
    quiet_accept_errors(loop)
    try:
        for _ in range(100):
            loop.call_exception_handler(
                {"message": "socket.accept() out of system resource", "exception": OSError(24, "x")}
            )
    finally:
        loop.set_exception_handler(before)
    assert len(caplog.records) == 1
