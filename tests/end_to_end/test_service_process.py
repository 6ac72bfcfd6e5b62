"""The service as a process of its own: how it starts, ends, and what it lives through."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from pathlib import Path

import httpx
import pytest

from opus_studio.api.client import OpusClient
from opus_studio.api.messages import GenerationRequest, JobResult, JobStatus, JobTicket, ModelKind
from opus_studio.api.polling import follow
from opus_studio.service.host import HostError, ServiceHost, default_command

COMMAND = default_command()
HEAVY = GenerationRequest(
    name="Window", extensions=("glb", "gltf", "obj"), texture_resolution=4096, count=2, seed=1
)
LIGHT = GenerationRequest(name="Window", extensions=("glb",), seed=1)

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")


class Process:
    """A service that the test has started itself."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def ready(self) -> dict:
        async with asyncio.timeout(60):
            assert self.process.stdout is not None
            return json.loads(await self.process.stdout.readline())

    async def ended(self) -> tuple[int, str]:
        """Exit code and error output."""
        async with asyncio.timeout(60):
            _, errors = await self.process.communicate()
            return self.process.returncode or 0, errors.decode()


@pytest.fixture
async def start(tmp_path):
    started = []

    async def start(*options: str, key: str = "") -> Process:
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            *("--data", str(tmp_path / "data"), *options),
            env=os.environ | {"OPUS_STUDIO_KEY": key},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        started.append(process)
        return Process(process)

    yield start
    for process in started:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@pytest.fixture
async def new_host(tmp_path):
    """Makes hosts over one data folder; whatever they started has ended after the test."""
    tasks, hosts = [], []

    def spawn(work, name):
        tasks.append(asyncio.get_running_loop().create_task(work, name=name))
        return tasks[-1]

    def make(command=COMMAND) -> ServiceHost:
        hosts.append(
            ServiceHost(
                tmp_path / "data",
                spawn,
                workers=1,
                command=command,
                log=tmp_path / "service.log",
            )
        )
        return hosts[-1]

    yield make
    for host in hosts:
        await host.stop()
    await asyncio.gather(*tasks)


@pytest.fixture
def host(new_host):
    return new_host()


async def until(condition, seconds: float = 60) -> None:
    """Wait for something outside this process, of which nothing here is told."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def workers(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [
        int(child)
        for child in children
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


async def at_work(client: OpusClient, ticket: JobTicket) -> JobResult:
    """The job as soon as a worker has begun it."""
    async with asyncio.timeout(60):
        while True:
            result = await client.get_result(ticket.uid)
            if result.status is not JobStatus.PENDING and (result.progress or 0) > 0:
                return result


async def finished(client: OpusClient, ticket: JobTicket) -> JobResult:
    async with asyncio.timeout(200):
        async for result in follow(client, ticket, ModelKind.COMPONENT):
            last = result
    return last


async def test_it_tells_where_it_is_and_ends_in_order(start):
    service = await start()
    ready = await service.ready()
    assert ready["pid"] == service.process.pid
    assert len(ready["key"]) >= 32
    async with OpusClient(ready["url"], ready["key"]) as client:
        assert "Window" in (await client.get_model_names()).components
    service.process.send_signal(signal.SIGTERM)
    code, _ = await service.ended()
    assert code == 0


async def test_the_key_comes_from_the_environment(start):
    ready = await (await start(key="given-key")).ready()
    assert ready["key"] == "given-key"
    async with httpx.AsyncClient(base_url=ready["url"], timeout=60) as http:
        assert (await http.get("/get_model_names")).status_code == 401
        answer = await http.get("/get_model_names", headers={"X-RapidAPI-Key": "given-key"})
        assert answer.status_code == 200


async def test_it_does_not_open_itself_to_the_network_without_a_key(start):
    code, errors = await (await start("--host", "0.0.0.0")).ended()
    assert code == 2
    assert "OPUS_STUDIO_KEY" in errors
    assert "Traceback" not in errors


async def test_a_port_that_is_taken(start):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, errors = await (await start("--port", str(port))).ended()
    assert code == 2
    assert str(port) in errors
    assert "Traceback" not in errors


async def test_it_ends_with_its_input_when_asked_to(start):
    service = await start("--watch-stdin")
    await service.ready()
    assert service.process.stdin is not None
    service.process.stdin.close()
    assert (await service.ended())[0] == 0


@needs_proc
async def test_its_workers_end_with_it_however_it_ends(start):
    service = await start()
    ready = await service.ready()
    await until(lambda: workers(ready["pid"]))
    children = workers(ready["pid"])
    os.kill(ready["pid"], signal.SIGKILL)
    await until(lambda: not any(alive(child) for child in children))
    await service.ended()


@needs_proc
async def test_a_killed_worker_costs_no_job(host):
    endpoint = await host.running()
    async with OpusClient(endpoint.url, endpoint.key) as client:
        ticket = await client.create(HEAVY)
        await at_work(client, ticket)
        for pid in workers(endpoint.pid):
            os.kill(pid, signal.SIGKILL)
        result = await finished(client, ticket)
    assert [variant.status for variant in result.results] == [JobStatus.COMPLETED] * 2


async def test_a_killed_service_comes_back_and_finishes_its_jobs(host):
    endpoint = await host.running()
    async with OpusClient(endpoint.url, endpoint.key) as client:
        ticket = await client.create(HEAVY)
        await at_work(client, ticket)
        os.kill(endpoint.pid, signal.SIGKILL)
        result = await finished(client, ticket)  # the same address: the client only tries again
    assert [variant.status for variant in result.results] == [JobStatus.COMPLETED] * 2
    assert (await host.running()).pid != endpoint.pid


async def test_what_runs_and_what_waits_can_be_cancelled(host):
    endpoint = await host.running()
    async with OpusClient(endpoint.url, endpoint.key) as client:
        running = await client.create(HEAVY)
        waiting = await client.create(HEAVY)
        await at_work(client, running)
        for ticket in (waiting, running):
            cancelled = await client.cancel(ticket.uid)
            assert {v.status for v in cancelled.results} <= {
                JobStatus.CANCELLED,
                JobStatus.COMPLETED,
            }
        assert (await finished(client, await client.create(LIGHT))).status is JobStatus.COMPLETED
    async with httpx.AsyncClient() as http:
        health = (await http.get(endpoint.url + "/health")).json()
    assert (health["waiting"], health["running"]) == (0, 0)


@needs_proc
async def test_a_worker_that_hangs_keeps_nobody_waiting(start):
    service = await start("--workers", "1")
    ready = await service.ready()
    async with OpusClient(ready["url"], ready["key"]) as client:
        hung = await client.create(HEAVY.model_copy(update={"count": 1}))
        await at_work(client, hung)
        (pid,) = workers(ready["pid"])
        os.kill(pid, signal.SIGSTOP)
        await client.cancel(hung.uid)
        result = await finished(client, await client.create(LIGHT))
        assert result.status is JobStatus.COMPLETED
        assert not alive(pid)
        (pid,) = workers(ready["pid"])
        os.kill(pid, signal.SIGSTOP)
        service.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            code, _ = await service.ended()
    assert code == 0
    await until(lambda: not alive(pid))


async def test_jobs_go_on_after_an_orderly_restart(new_host):
    first, second = new_host(), new_host()
    async with OpusClient(*await first.endpoint()) as client:
        ticket = await client.create(HEAVY)
        await at_work(client, ticket)
    await first.stop()
    with pytest.raises(HostError, match="stopped"):
        await first.endpoint()
    async with OpusClient(*await second.endpoint()) as client:
        assert (await finished(client, ticket)).status is JobStatus.COMPLETED


@needs_proc
async def test_the_service_ends_when_the_window_is_killed(tmp_path):
    window = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WINDOW_PROCESS, str(tmp_path / "data")),
        stdout=asyncio.subprocess.PIPE,
    )
    assert window.stdout is not None
    async with asyncio.timeout(60):
        pid = int(await window.stdout.readline())
    assert alive(pid)
    window.kill()
    await window.wait()
    await until(lambda: not alive(pid))


WINDOW_PROCESS = """
import asyncio, sys
from pathlib import Path
from opus_studio.service.host import ServiceHost

async def main():
    tasks = []
    def spawn(work, name):
        tasks.append(asyncio.get_running_loop().create_task(work))
        return tasks[-1]
    host = ServiceHost(Path(sys.argv[1]), spawn, workers=1)
    print((await host.running()).pid, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_a_service_that_cannot_start_says_so(new_host):
    host = new_host((sys.executable, "-c", "raise SystemExit('The moon is full.')"))
    with pytest.raises(HostError, match=r"could not be started.*The moon is full\."):
        async with asyncio.timeout(30):
            await host.endpoint()
