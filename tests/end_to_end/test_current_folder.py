"""Whatever lies in the current folder, the studio's child processes do not run it."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import pytest

from opus_studio.api.client import OpusClient
from opus_studio.api.messages import GenerationRequest, JobStatus, ModelKind
from opus_studio.api.polling import follow
from opus_studio.service.host import ServiceHost
from opus_studio.ui.child_processes.client import child_command

NAMES = (
    *("secrets", "json", "logging", "random", "socket", "struct", "pickle", "queue", "site"),
    *("multiprocessing", "numpy", "numba", "uvicorn", "pydantic", "sitecustomize", "opus_studio"),
)


@pytest.fixture
def traps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder full of files with the names of modules, and where they say they ran."""
    sprung = tmp_path / "sprung"
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name in NAMES:
        code = f"open({str(sprung)!r}, 'a').write({name!r} + chr(10)); raise SystemExit(3)"
        (folder / f"{name}.py").write_text(code)
    monkeypatch.chdir(folder)
    return sprung


def assert_untouched(traps: Path) -> None:
    assert not traps.exists(), traps.read_text()


async def test_the_service_and_its_workers_run_nothing_of_it(traps: Path, tmp_path: Path):
    tasks: list[asyncio.Task[None]] = []

    def spawn(work, name):
        tasks.append(asyncio.get_running_loop().create_task(work, name=name))
        return tasks[-1]

    host = ServiceHost(tmp_path / "data", spawn, workers=1, log=tmp_path / "service.log")
    async with asyncio.timeout(200), OpusClient(*await host.endpoint()) as client:
        ticket = await client.create(GenerationRequest(name="Window", seed=1))
        async for result in follow(client, ticket, ModelKind.COMPONENT):
            last = result
    await host.stop()
    await asyncio.gather(*tasks)
    assert last.status is JobStatus.COMPLETED
    assert_untouched(traps)


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("opus_studio.ui.preview.worker", ["build"]),
        ("opus_studio.ui.preview.worker", ["paint"]),
        ("opus_studio.ui.thumbnails.worker", []),
    ],
)
def test_the_windows_children_run_nothing_of_it(
    module: str, arguments: list[str], traps: Path, tmp_path: Path
):
    places = [str(tmp_path)] if arguments else []
    command = child_command(module, *arguments, *places)
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
    assert_untouched(traps)
