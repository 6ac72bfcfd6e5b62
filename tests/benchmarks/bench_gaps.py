"""How long the window's thread is kept from its events, phase by phase: start, a slider dragged,
a finished asset made, opened, compared, the camera turned. Needs a display.

    python tests/benchmarks/bench_gaps.py

It begins when the window is painted. A timer ticks every few milliseconds in the window's thread; a
gap is the time between two ticks. From a gap is taken how long the window's thread was ready to run
while other programs or threads had the processors (Linux tells): what is left is ours, whether it
computed, waited for something, or for the interpreter's lock. Below stand the places where it was,
and `gc` where Python looked for garbage, in whatever thread.
"""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from PySide6.QtCore import QEvent, QObject, QTimer

import opus_studio

TICK = 4
"""Milliseconds between two ticks."""

ALLOWED = 0.050
"""Seconds; the longest gap that our code may make."""

LIMIT = 90.0
"""Seconds that anything is waited for."""

HERE = Path(opus_studio.__file__).parent


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@dataclass
class Gap:
    """One gap: its seconds, those of them that are ours or computed, and where the thread was."""

    seconds: float
    ours: float
    computed: float
    place: str


@dataclass
class Meter:
    """Ticks in the window's thread and watches it from another."""

    gaps: list[Gap] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._thread = threading.get_ident()
        self._last, self._cpu, self._starved = time.perf_counter(), time.thread_time(), starved()
        self._seen: dict[str, int] = {}
        self._cleaning = 0.0
        gc.callbacks.append(self._on_garbage)
        self._timer = QTimer()
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._running = True
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """End both."""
        self._running = False
        self._timer.stop()
        self._watcher.join()
        gc.callbacks.remove(self._on_garbage)

    def _on_garbage(self, phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            self._cleaning = time.perf_counter()
        elif time.perf_counter() - self._cleaning > ALLOWED / 5:
            self._seen["gc"] = self._seen.get("gc", 0) + 1_000

    def _tick(self) -> None:
        now, cpu, waited = time.perf_counter(), time.thread_time(), starved()
        seen, self._seen = self._seen, {}
        place = max(seen, key=lambda name: seen[name]) if seen else ""
        seconds = now - self._last
        ours = seconds - (waited - self._starved)
        self.gaps.append(Gap(seconds, ours, cpu - self._cpu, place))
        self._last, self._cpu, self._starved = now, cpu, waited

    def _watch(self) -> None:
        with tempfile.TemporaryFile("w+") as file:
            while self._running:
                time.sleep(0.006)
                if time.perf_counter() - self._last < ALLOWED / 2:
                    continue
                place = own_place(self._thread, file)
                seen = self._seen
                seen[place] = seen.get(place, 0) + 1


def starved() -> float:
    """Seconds that this thread has been ready to run and was not let; 0 where nobody tells."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def own_place(thread: int, file: IO[str]) -> str:
    """The innermost lines of the application in a thread, and the innermost of all.

    The stack is written to `file` and read back: frames themselves, held for a moment, would keep
    what the thread painted with alive, and end it in the wrong thread.
    """
    file.seek(0)
    file.truncate()
    faulthandler.dump_traceback(file, all_threads=True)
    file.seek(0)
    mark = f"0x{thread:016x}"
    stack = next((part for part in file.read().split("\n\n") if mark in part), "")
    lines = re.findall(r'File "(.*)", line (\d+) in (.*)', stack)
    if not lines:
        return ""
    own = [
        f"{name.removeprefix(str(HERE)).lstrip('/')}:{line} {function}"
        for name, line, function in lines
        if name.startswith(str(HERE))
    ]
    leaf = f" ({Path(lines[0][0]).name} {lines[0][2]})"
    return (" < ".join(own[:2]) if own else "Qt") + leaf


class Phases:
    """Prints the gaps of each phase."""

    def __init__(self) -> None:
        self._meter = Meter()
        say(f"{'phase':32}{'longest':>10}{'of it ours':>12}{'over 50 ms':>12}{'ours':>6}")

    @asynccontextmanager
    async def phase(self, name: str) -> AsyncIterator[None]:
        """Everything within belongs to the phase."""
        yield
        await asyncio.sleep(2 * TICK / 1000)
        gaps, self._meter.gaps = self._meter.gaps, []
        late = sorted((gap for gap in gaps if gap.seconds > ALLOWED), key=lambda gap: -gap.ours)
        worst = max(gaps, key=lambda gap: gap.seconds)
        own = sum(gap.ours > ALLOWED for gap in late)
        figures = f"{worst.seconds * 1e3:7.0f} ms{worst.ours * 1e3:9.0f} ms{len(late):12d}{own:6d}"
        say(f"{name:32}{figures}")
        for gap in late[:4]:
            spent = f"{gap.ours * 1e3:.0f} ours, {gap.computed * 1e3:.0f} computed"
            say(f"    {gap.seconds * 1e3:4.0f} ms ({spent}) {gap.place}")

    def stop(self) -> None:
        """End the meter."""
        self._meter.stop()


class Painted(QObject):
    """Begins to measure when the main window is painted for the first time."""

    phases: Phases

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: something happens to somebody."""
        is_window = watched.objectName() == "main_window"
        if is_window and event.type() == QEvent.Type.Paint and not hasattr(self, "phases"):
            self.phases = Phases()
        return False


async def until(condition: Callable[[], object]) -> None:
    """Let the loop run until something holds."""
    async with asyncio.timeout(LIMIT):
        while not condition():
            await asyncio.sleep(0.01)


async def drive(watcher: Painted, studio: object) -> int:
    """All phases."""
    from opus_studio.api.messages import JobStatus
    from opus_studio.app import Studio

    assert isinstance(studio, Studio)
    workspace, phases = studio.workspace, watcher.phases
    async with phases.phase("painted until the first frame"):
        await until(lambda: workspace.viewport.is_drawn)
    pane = workspace.viewport
    viewport = pane.viewport
    async with phases.phase("first model appears"):
        await until(lambda: viewport.main.statistics.texture_memory)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("form fills, services warm up"):
        await until(lambda: workspace.form.request() is not None)
        await asyncio.sleep(4.0)
    async with phases.phase("at rest"):
        await asyncio.sleep(1.5)
    async with phases.phase("a slider dragged"):
        for step in range(25):
            workspace.form.state.set_value(WIDTH, 1.0 + step * 0.01)
            await asyncio.sleep(0.04)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("seed rolled"):
        for seed in range(3):
            workspace.form.state.set_seed(100 + seed)
            await asyncio.sleep(0.7)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("generated and opened"):
        workspace.form.generate_action.trigger()
        await until(lambda: pane.shows_asset)
        await until(lambda: viewport.is_sharp)
        await asyncio.sleep(1.0)
    job = studio.services.jobs.list()[0]
    assert job.status is JobStatus.COMPLETED
    asset = studio.services.assets.get(job.asset_ids[0])
    async with phases.phase("back to the preview"):
        workspace.previews.refresh()
        await until(lambda: not pane.shows_asset)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("opened again"):
        workspace.shown_assets.show(asset)
        await until(lambda: pane.shows_asset)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("compared"):
        pane.bar.compare_changed.emit(True)
        await asyncio.sleep(0.5)
        await until(lambda: viewport.is_sharp)
        pane.bar.compare_changed.emit(False)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("camera turned"):
        for _ in range(30):
            viewport.set_orbit(viewport.orbit.turned(3.0, 0.0))
            await asyncio.sleep(0.02)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("House chosen"):
        workspace.models.choose("House")
        await until(lambda: viewport.main.statistics.triangles > HOUSE_TRIANGLES)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("House: a slider dragged"):
        for step in range(25):
            workspace.form.state.set_value(PITCH, 24.0 + step)
            await asyncio.sleep(0.04)
        await asyncio.sleep(1.0)
        await until(lambda: viewport.is_sharp)
    phases.stop()
    return 0


HOUSE_TRIANGLES = 30_000
PITCH = "house_roof_hip/pitch"
WIDTH = "window_outer_frame_gen/frame_width"


def main() -> int:
    """One start in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["OPUS_STUDIO_HOME"] = home
        from opus_studio.app import make_application, run
        from opus_studio.library.paths import Paths
        from opus_studio.library.settings import Settings

        paths = Paths.under(Path(home))
        paths.make()
        Settings(paths.settings).first_start_done = True
        watcher = Painted()
        make_application().installEventFilter(watcher)
        return run(partial(drive, watcher))


if __name__ == "__main__":
    sys.exit(main())
