"""A small OPUS service in memory, and a runner that talks to it with the real client."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from opus_studio.api.client import OpusClient
from opus_studio.library.assets import AssetStore
from opus_studio.library.database import Database
from opus_studio.library.delivery import Delivery, Fetch
from opus_studio.library.job_history import JobHistory, JobRecord
from opus_studio.library.runner import JobRunner


class ManualClock:
    """A clock that goes on by one second whenever it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def package(
    model: str, extension: str, seed: int, request: dict[str, Any], *, paper: bool = True
) -> bytes:
    """The zip of one format."""
    output = {
        "model": model,
        "seed": seed,
        "request": request,
        "parameters": {"window_outer_frame_gen/frame_width": {"value": 1.0, "origin": "set"}},
        "size_m": [1.0, 2.0, 0.1],
        "triangles": 1240,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(f"{model}.{extension}", b"model " * 100)
        archive.writestr("textures/oak.png", b"picture " * 10)
        if paper:
            archive.writestr("opus_output.json", json.dumps(output))
    return buffer.getvalue()


class OpusDouble:
    """Answers as an OPUS service does; the attributes say how it misbehaves."""

    def __init__(self) -> None:
        self.port = 8001
        self.jobs: dict[str, dict[str, Any]] = {}
        self.polls_until_done = 2
        self.created: list[dict[str, Any]] = []
        self.cancelled: list[str] = []
        self.can_cancel = True
        self.expired_links = 0
        self.failing: set[int] = set()
        self.broken_formats: set[str] = set()
        self.failure = {"code": "generation_failed", "message": "The frame is too thin."}
        self.refuse: tuple[int, dict[str, Any]] | None = None
        self.silent_creations = 0
        self.garbled_creations = 0
        self.idempotent = True
        self.paperless = False
        self.keys: dict[str, str] = {}
        self.count = 0
        self.completed_without_files: dict[str, Any] | None = None
        self.on_create: Callable[[], None] = lambda: None
        self.on_poll: Callable[[str], None] = lambda uid: None
        self.gate: asyncio.Event | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def forget(self, uid: str) -> None:
        """Lose a job, as a service does whose disk was wiped."""
        self.jobs.pop(uid, None)

    async def handle(self, request: httpx.Request) -> httpx.Response:
        if request.url.port != self.port:
            raise httpx.ConnectError("nobody listens here", request=request)
        if self.refuse is not None:
            return httpx.Response(self.refuse[0], json=self.refuse[1])
        route = request.url.path.strip("/")
        if route == "health" and self.idempotent:
            return httpx.Response(200, json={"status": "ok", "idempotency": True})
        if route.startswith("create_opus_"):
            return await self._create(request)
        if route == "get_opus_job_result":
            return self._result(request.url.params["result_uid"])
        if route == "cancel_opus_job":
            return self._cancel(json.loads(request.content)["result_uid"])
        if route.count("/") != 2:
            return httpx.Response(404, json={"message": "no such endpoint"})
        return self._link(route)

    async def _create(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        self.on_create()
        if self.gate is not None:
            await self.gate.wait()
        key = request.headers.get("Idempotency-Key", "") if self.idempotent else ""
        uid = self.keys.get(key, "")
        if uid not in self.jobs:
            uid = f"remote-{self.count}"
            self.count += 1
            self.created.append(body)
            self.jobs[uid] = {"body": body, "polls": 0}
        if key:
            self.keys[key] = uid
        if self.silent_creations:
            self.silent_creations -= 1
            raise httpx.ReadTimeout("no answer", request=request)
        if self.garbled_creations:
            self.garbled_creations -= 1
            return httpx.Response(200, text="<html>")
        return httpx.Response(200, json={"overall_status": "PENDING", "batch_job_id": uid})

    def _unknown(self) -> httpx.Response:
        error = {"code": "unknown_job", "message": "There is no such job."}
        return httpx.Response(404, json={"error": error})

    def _result(self, uid: str) -> httpx.Response:
        self.on_poll(uid)
        if uid not in self.jobs:
            return self._unknown()
        job = self.jobs[uid]
        job["polls"] += 1
        if uid in self.cancelled:
            return httpx.Response(200, json={"overall_status": "CANCELLED", "results": []})
        if job["polls"] <= self.polls_until_done:
            progress = job["polls"] / (self.polls_until_done + 1)
            answer = {"overall_status": "IN_PROGRESS", "progress": progress, "stage": "textures"}
            return httpx.Response(200, json=answer, headers={"Retry-After": "1"})
        return httpx.Response(200, json=self._final(uid, job["body"]))

    def _final(self, uid: str, body: dict[str, Any]) -> dict[str, Any]:
        if self.completed_without_files is not None:
            return self.completed_without_files
        results: list[dict[str, Any]] = []
        for index in range(body.get("count", 1)):
            if index in self.failing:
                results.append({"status": "FAILED", "error": self.failure})
                continue
            urls = {
                extension: f"{self.address}{uid}/{index}/{extension}"
                for extension in body["extensions"]
                if extension not in self.broken_formats
            }
            results.append({"status": "COMPLETED", "urls": urls, "seed": body["seed"] + index})
            if self.broken_formats:
                results[-1]["error"] = self.failure
        whole = "FAILED" if all("urls" not in result for result in results) else "COMPLETED"
        return {"overall_status": whole, "results": results}

    def _cancel(self, uid: str) -> httpx.Response:
        if not self.can_cancel:
            return httpx.Response(404, json={"message": "no such endpoint"})
        if uid not in self.jobs:
            return self._unknown()
        self.cancelled.append(uid)
        return httpx.Response(200, json={"overall_status": "CANCELLED", "results": []})

    def _link(self, route: str) -> httpx.Response:
        uid, index, extension = route.split("/")
        if self.expired_links:
            self.expired_links -= 1
            return httpx.Response(410)
        body = self.jobs[uid]["body"]
        seed = body["seed"] + int(index)
        content = package(body["name"], extension, seed, body, paper=not self.paperless)
        return httpx.Response(200, content=content)


class Bench:
    """One run of the program: stores on a database, and a runner against the double."""

    def __init__(
        self,
        double: OpusDouble,
        database: Database,
        folder: Path,
        clock: ManualClock,
        fetch: Fetch | None = None,
    ) -> None:
        self.double = double
        self.folder = folder
        self.service = "embedded"
        self.address: Callable[[], str] = lambda: double.address
        self.jobs = JobHistory(database, clock)
        self.assets = AssetStore(database, clock)
        self.pauses: list[float] = []
        self.on_pause: Callable[[], None] = lambda: None
        self.tasks: list[asyncio.Task[None]] = []
        self.clients: list[OpusClient] = []
        delivery = (
            Delivery(self.assets, lambda: folder)
            if fetch is None
            else Delivery(self.assets, lambda: folder, fetch)
        )
        self.runner = JobRunner(
            self.jobs,
            delivery,
            connect=self.connect,
            spawn=self.spawn,
            service=lambda: self.service,
            sleep=self.sleep,
            draw_seed=lambda: 48213,
        )

    async def connect(self) -> OpusClient:
        client = OpusClient(
            self.address(),
            "key",
            transport=httpx.MockTransport(self.double.handle),
            sleep=self.sleep,
        )
        self.clients.append(client)
        return client

    def spawn(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work, name=name)
        self.tasks.append(task)
        return task

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.on_pause()
        await asyncio.sleep(0)

    async def until(self, condition: Callable[[], bool], steps: int = 2000) -> None:
        for _ in range(steps):
            if condition():
                return
            await asyncio.sleep(0)
        raise AssertionError("it did not come about")

    async def finish(self, job: JobRecord) -> JobRecord:
        """Wait until nothing runs; the job as it is then."""
        while running := [task for task in self.tasks if not task.done()]:
            await asyncio.wait(running, timeout=20)
        return self.jobs.get(job.id)

    async def close(self) -> None:
        await self.runner.stop()
        for client in self.clients:
            await client.close()
