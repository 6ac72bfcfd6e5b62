"""The start of the application: from the process to the painted window and to the first 3D frame,
and how busy the idle window is. Needs a display.

    python tests/benchmarks/bench_start.py [RUNS]

`computed` is the processor time until the window was painted: on a busy machine it tells more.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

IDLE_SECONDS = 5.0

LIMIT = 20.0
"""Seconds that anything is waited for."""


def child() -> int:
    """One start, in a process of its own; prints its times as JSON."""
    from PySide6.QtCore import QEvent, QObject

    from opus_studio.app import Studio, make_application, run

    began = float(os.environ["OPUS_BENCH_BEGAN"])
    times: dict[str, float] = {}

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            own = watched.objectName() == "main_window"
            if own and event.type() == QEvent.Type.Paint and "painted" not in times:
                times["painted"] = time.time() - began
                times["computed"] = time.process_time()
            return False

    async def drive(studio: Studio) -> int:
        times["furnished"] = time.time() - began
        pane = studio.workspace.viewport
        async with asyncio.timeout(LIMIT):
            while not pane.is_drawn:
                await asyncio.sleep(0.005)
            times["first_frame"] = time.time() - began
            while not pane.viewport.main.statistics.triangles:
                await asyncio.sleep(0.01)
        times["model"] = time.time() - began
        await asyncio.sleep(6.0)  # let warming up end
        busy = time.process_time()
        await asyncio.sleep(IDLE_SECONDS)
        times["idle"] = (time.process_time() - busy) / IDLE_SECONDS
        return 0

    watcher: Any = Painted()
    make_application().installEventFilter(watcher)
    code = run(drive)
    print(json.dumps(times))
    return code


def main(runs: int) -> None:
    rows = []
    with tempfile.TemporaryDirectory() as home:
        os.makedirs(os.path.join(home, "config"), exist_ok=True)
        from pathlib import Path

        from opus_studio.library.paths import Paths
        from opus_studio.library.settings import Settings

        Settings(Paths.under(Path(home)).settings).first_start_done = True
        for _ in range(runs):
            environment = {
                **os.environ,
                "OPUS_STUDIO_HOME": home,
                "OPUS_BENCH_BEGAN": str(time.time()),
            }
            done = subprocess.run(
                [sys.executable, __file__, "child"],
                env=environment,
                capture_output=True,
                text=True,
                check=True,
                timeout=3 * LIMIT,
            )
            rows.append(json.loads(done.stdout.splitlines()[-1]))
    print(f"{'':14} {'median':>8} {'best':>8}")
    for name in ("painted", "computed", "furnished", "first_frame", "model", "idle"):
        values = [row[name] for row in rows if name in row]
        unit = "of a core" if name == "idle" else "s"
        print(f"{name:14} {statistics.median(values):8.2f} {min(values):8.2f} {unit}")


if __name__ == "__main__":
    if sys.argv[1:] == ["child"]:
        sys.exit(child())
    main(int(sys.argv[1]) if sys.argv[1:] else 3)
