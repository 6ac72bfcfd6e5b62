"""The live preview: what comes back, what wins, and what survives a crash."""

from __future__ import annotations

import asyncio
import os
import signal as signals
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import signal, until

from opus_studio.api.messages import GenerationRequest
from opus_studio.ui.preview.client import Preview

WIDTH = "block_body_plain/width"
MOOD = "block_body_plain/mood"


def block(seed: int = 7, **parameters: Any) -> GenerationRequest:
    return GenerationRequest(
        name="Block",
        extensions=("glb",),
        seed=seed,
        parameters={f"block_body_plain/{key}": value for key, value in parameters.items()},
    )


async def finished(preview: Preview) -> Any:
    """The next result with its textures."""
    while (result := await signal(preview.ready, 60.0)).plain:
        pass
    return result


async def test_answers_with_values_meshes_and_textures(own_preview: Preview) -> None:
    number = own_preview.request(block(width=2.0))
    result = await finished(own_preview)
    assert result.request_id == number
    assert (result.model, result.seed) == ("Block", 7)
    chosen = {value.key: (value.value, value.origin) for value in result.values}
    assert chosen[WIDTH] == (2.0, "set")
    assert chosen["block_body_plain/height"][1] == "random"
    assert result.assets == {"block_body": "block_body_plain", "block_cap": "block_cap_plain"}
    assert result.statistics.size[0] == pytest.approx(2.0, abs=1e-3)
    assert {draw.slot for draw in result.draws} == {"block_body", "block_cap"}
    wood = next(s for s in result.surfaces if s.name == "Wood")
    assert result.textures[wood.texture].base.shape == (512, 512, 3)
    assert next(s for s in result.surfaces if s.name == "Glass").glass


async def test_a_texture_set_is_painted_once(own_preview: Preview) -> None:
    own_preview.request(block(width=1.0))
    first = await finished(own_preview)
    own_preview.request(block(width=1.5))
    second = await finished(own_preview)
    assert {key.partition(":")[0] for key in first.textures} == {"oak", "oak_end_grain"}
    assert all(second.textures[key] is maps for key, maps in first.textures.items())
    memory = sum(maps.memory for maps in first.textures.values())
    assert second.statistics.texture_memory == memory > 0


async def test_the_newest_request_wins(own_preview: Preview) -> None:
    own_preview.request(block())
    await finished(own_preview)
    seen: list[int] = []
    own_preview.ready.connect(lambda result: seen.append(result.request_id))
    numbers = [own_preview.request(block(width=1 + i / 50, mood="slow")) for i in range(20)]
    await until(lambda: seen and seen[-1] == numbers[-1])
    assert len(seen) <= 3  # the one in flight, the newest, and no other


async def test_says_when_it_is_busy(own_preview: Preview) -> None:
    states: list[bool] = []
    own_preview.busy.connect(states.append)
    own_preview.request(block())
    await finished(own_preview)
    await until(lambda: states[-1:] == [False])
    assert states[0] is True


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"width": 50.0}, "out_of_range", "block_body_plain/width"),
        ({"depth": 1.0}, "unknown_parameter", "block_body_plain/depth"),
    ],
)
async def test_a_bad_value_is_explained(
    own_preview: Preview, changes: dict[str, Any], code: str, field: str
) -> None:
    own_preview.request(block(**changes))
    failure = await signal(own_preview.failed)
    assert failure.code == code
    assert field in failure.field
    assert failure.message


async def test_knows_its_models_once_the_worker_has_told(own_preview: Preview) -> None:
    # Until the worker has told, it is asked for any.
    await until(lambda: not own_preview.knows("Spaceship"))
    assert own_preview.knows("Block")


async def test_a_model_that_the_engine_does_not_know_is_told_as_such(own_preview: Preview) -> None:
    own_preview.request(GenerationRequest(name="Spaceship"))
    assert (await signal(own_preview.failed)).code == "unknown_model"


async def test_a_killed_worker_comes_back_and_repeats_the_request(own_preview: Preview) -> None:
    own_preview.request(block())
    await finished(own_preview)
    before = own_preview.pids[0]
    number = own_preview.request(block(width=3.0, mood="slow"))
    os.kill(before, signals.SIGKILL)
    result = await finished(own_preview)
    assert result.request_id == number
    assert own_preview.pids[0] not in (0, before)


async def test_a_model_that_kills_the_worker_is_given_up(own_preview: Preview) -> None:
    own_preview.request(block(mood="crash"))
    failure = await signal(own_preview.failed, 60.0)
    assert failure.code == "preview_failed"
    own_preview.request(block(mood="calm"))
    assert (await finished(own_preview)).model == "Block"


async def test_close_ends_the_workers(own_preview: Preview) -> None:
    own_preview.request(block())
    await finished(own_preview)
    pids = own_preview.pids
    own_preview.close()
    assert own_preview.pids == (0, 0)
    assert not any(_alive(pid) for pid in pids)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
async def test_workers_end_when_the_window_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys; from PySide6.QtCore import QCoreApplication, QTimer\n"
        "from opus_studio.ui.preview.client import Preview\n"
        "app = QCoreApplication([]); p = Preview(); p.start()\n"
        "timer = QTimer(); timer.setInterval(20)\n"
        "def tell():\n"
        "    if all(p.pids): print(*p.pids, p._folder, flush=True); timer.stop()\n"
        "timer.timeout.connect(tell); timer.start(); app.exec()\n"
    )
    window = subprocess.Popen(  # noqa: ASYNC220  a short line is all that is read
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    )
    assert window.stdout is not None
    line = await asyncio.to_thread(window.stdout.readline)
    *pids, folder = line.split()
    window.kill()
    window.communicate()
    await until(lambda: not any(_alive(int(pid)) for pid in pids))
    await until(lambda: not Path(folder).exists())


def test_importing_the_client_imports_no_engine() -> None:
    program = (
        "import sys, opus_studio.ui.preview.client\n"
        "heavy = ('numba', 'manifold3d', 'opus_studio.engine', 'vtkmodules')\n"
        "sys.exit(','.join(name for name in heavy if name in sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
