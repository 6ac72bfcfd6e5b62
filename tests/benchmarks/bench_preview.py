"""Latency of the live preview, in parts: `python tests/benchmarks/bench_preview.py [MODEL]`.

Needs a display (Xvfb will do). Prints the median of each part in milliseconds for a slider that is
being dragged: from the form's change to the new frame.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from collections import defaultdict
from typing import Any

os.environ.setdefault("QT_API", "pyside6")

import qasync
from PySide6.QtWidgets import QApplication

from opus_studio.api.messages import GenerationRequest
from opus_studio.ui.preview.client import Preview
from opus_studio.ui.preview.result import PreviewResult
from opus_studio.ui.viewport.pane import ViewportPane

ROUNDS = 40
SEED = 4
ORDER = (
    "resolve", "build", "flatten", "shadow", "write", "until_received", "read", "swap", "render",
    "form change to frame", "without render",
)  # fmt: skip


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")


async def next_of(signal: Any) -> Any:
    """The argument of a signal's next emission."""
    future = asyncio.get_running_loop().create_future()

    def keep(*arguments: Any) -> None:
        if not future.done():
            future.set_result(arguments[0] if arguments else None)

    signal.connect(keep)
    try:
        return await future
    finally:
        signal.disconnect(keep)


async def measure(model: str) -> dict[str, list[float]]:
    """Seconds of each part, for every round."""
    started = time.perf_counter()
    preview, pane = Preview(), ViewportPane()
    preview.failed.connect(lambda failure: sys.exit(failure.message))
    preview.start()
    pane.resize(900, 700)
    pane.show()
    while not pane.is_drawn:
        await asyncio.sleep(0.005)
    say(f"viewport loaded and drawn after {time.perf_counter() - started:.2f} s")
    rows: dict[str, list[float]] = defaultdict(list)
    parameter = None
    for number in range(ROUNDS + 3):
        changed = {} if parameter is None else {parameter[0]: parameter[1] * (1 + number / 400)}
        request = GenerationRequest(name=model, extensions=("glb",), seed=SEED, parameters=changed)
        asked = time.perf_counter()
        preview.request(request)
        result: PreviewResult = await next_of(preview.ready)
        while result.fixed_material:
            result = await next_of(preview.ready)
        received = time.perf_counter()
        pane.show_preview(result)
        swapped = time.perf_counter()
        await next_of(pane.viewport.frame_drawn)
        drawn = time.perf_counter()
        if parameter is None:
            chosen = next(v for v in result.values if v.key.endswith(("frame_width", "width")))
            parameter = (chosen.key, float(chosen.value))
        if number >= 3:
            for name, seconds in result.seconds.items():
                rows[name].append(seconds)
            rows["swap"].append(swapped - received)
            rows["render"].append(drawn - swapped)
            rows["form change to frame"].append(drawn - asked)
            rows["without render"].append(swapped - asked)
    figures = result.statistics
    say(f"{model}: {figures.triangles} triangles, {figures.materials} materials")
    while not pane.viewport.is_sharp:
        await asyncio.sleep(0.05)
    busy = time.process_time()
    await asyncio.sleep(2.0)
    say(f"idle: {(time.process_time() - busy) / 2.0:.1%} of a core")
    pane.shut_down()
    pane.close()
    preview.close()
    return rows


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    rows = qasync.run(measure(sys.argv[1] if len(sys.argv) > 1 else "Window"))
    for name in ORDER:
        if rows.get(name):
            middle, worst = statistics.median(rows[name]), max(rows[name])
            say(f"{name:>22}: {middle * 1e3:7.2f} ms   worst {worst * 1e3:7.2f} ms")


if __name__ == "__main__":
    main()
