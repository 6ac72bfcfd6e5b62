"""How long the window's thread is kept from its events, phase by phase: start, a slider dragged,
a finished asset made, opened, compared, the camera turned. Needs a display.

    python tests/benchmarks/bench_gaps.py

A timer ticks every few milliseconds in the window's thread; a gap is the time between two ticks.
Beside the longest gap stands how long this process computed meanwhile, all its threads together
(with Mesa's software renderer, its threads too; where that is less than the gap, other programs had
the processors), and the place in our code where the window's thread was.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QTimer

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
    """One gap: its seconds, the seconds computed in this process, and where it was."""

    seconds: float
    computed: float
    place: str


@dataclass
class Meter:
    """Ticks in the window's thread and watches it from another."""

    gaps: list[Gap] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._thread = threading.get_ident()
        self._last, self._cpu = time.perf_counter(), time.process_time()
        self._seen: dict[str, int] = {}
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

    def _tick(self) -> None:
        now, cpu = time.perf_counter(), time.process_time()
        seen, self._seen = self._seen, {}
        place = max(seen, key=lambda name: seen[name]) if seen else ""
        self.gaps.append(Gap(now - self._last, cpu - self._cpu, place))
        self._last, self._cpu = now, cpu

    def _watch(self) -> None:
        while self._running:
            time.sleep(0.006)
            if time.perf_counter() - self._last < ALLOWED / 2:
                continue
            place = own_place(sys._current_frames().get(self._thread))
            seen = self._seen
            seen[place] = seen.get(place, 0) + 1


def own_place(frame: FrameType | None) -> str:
    """The innermost lines of the application on a stack."""
    if frame is None:
        return ""
    lines = [
        f"{Path(entry.filename).relative_to(HERE)}:{entry.lineno} {entry.name}"
        for entry in traceback.extract_stack(frame)
        if entry.filename.startswith(str(HERE))
    ]
    return " < ".join(reversed(lines[-2:])) if lines else "Qt"


class Phases:
    """Prints the gaps of each phase."""

    def __init__(self) -> None:
        self._meter = Meter()
        say(f"{'phase':34}{'longest':>9}{'computed':>10}{'over 50 ms':>12}{'of them busy':>14}")

    @asynccontextmanager
    async def phase(self, name: str) -> AsyncIterator[None]:
        """Everything within belongs to the phase."""
        self._meter.gaps.clear()
        yield
        await asyncio.sleep(2 * TICK / 1000)
        gaps = list(self._meter.gaps)
        late = sorted((g for g in gaps if g.seconds > ALLOWED), key=lambda g: -g.computed)
        worst = max(gaps, key=lambda gap: gap.seconds)
        say(f"{name:34}{worst.seconds * 1e3:6.0f} ms{worst.computed * 1e3:7.0f} ms{len(late):12d}")
        for gap in late[:6]:
            say(f"    {gap.seconds * 1e3:4.0f} ms ({gap.computed * 1e3:3.0f} computed) {gap.place}")

    def stop(self) -> None:
        """End the meter."""
        self._meter.stop()


async def until(condition: Callable[[], object]) -> None:
    """Let the loop run until something holds."""
    async with asyncio.timeout(LIMIT):
        while not condition():
            await asyncio.sleep(0.01)


async def drive(studio: object) -> int:
    """All phases."""
    from opus_studio.api.messages import JobStatus
    from opus_studio.app import Studio

    assert isinstance(studio, Studio)
    window, phases = studio.window, Phases()
    async with phases.phase("viewport arrives"):
        await until(lambda: window.viewport.pane is not None and window.viewport.pane.is_drawn)
    pane = window.viewport.pane
    assert pane is not None
    viewport = pane.viewport
    async with phases.phase("first model appears"):
        await until(lambda: viewport.main.statistics.texture_memory)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("form fills, services warm up"):
        await until(lambda: window.form.request() is not None)
        await asyncio.sleep(4.0)
    async with phases.phase("at rest"):
        await asyncio.sleep(1.5)
    async with phases.phase("a slider dragged"):
        for step in range(25):
            window.form.state.set_value(WIDTH, 1.0 + step * 0.01)
            await asyncio.sleep(0.04)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("seed rolled"):
        for seed in range(3):
            window.form.state.set_seed(100 + seed)
            await asyncio.sleep(0.7)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("generated and opened"):
        window.form.generate_action.trigger()
        await until(lambda: pane.shows_asset)
        await until(lambda: viewport.is_sharp)
        await asyncio.sleep(1.0)
    job = studio.services.jobs.list()[0]
    assert job.status is JobStatus.COMPLETED
    asset = studio.services.assets.get(job.asset_ids[0])
    async with phases.phase("back to the preview"):
        window.previews.refresh()
        await until(lambda: not pane.shows_asset)
        await until(lambda: viewport.is_sharp)
    async with phases.phase("opened again"):
        window.show_asset(asset)
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
    phases.stop()
    return 0


WIDTH = "window_outer_frame_gen/frame_width"


def main() -> int:
    """One start in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["OPUS_STUDIO_HOME"] = home
        from opus_studio.app import run
        from opus_studio.library.paths import Paths
        from opus_studio.library.settings import Settings

        paths = Paths.under(Path(home))
        paths.make()
        Settings(paths.settings).first_start_done = True
        return run(drive)


if __name__ == "__main__":
    sys.exit(main())
