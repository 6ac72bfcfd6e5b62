"""What the mesh kernel costs: prints microseconds a piece and milliseconds a mesh.

Run it as a program: `python tests/benchmarks/bench_geometry.py`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np

from opus_studio.engine import geometry as g
from opus_studio.engine.scene import Material, Node, Part, Scene


def seconds(work: Callable[[], object], least: float = 0.2) -> float:
    """The best of several runs, after one that fills the caches."""
    work()
    best, spent = float("inf"), 0.0
    while spent < least:
        start = time.perf_counter()
        work()
        took = time.perf_counter() - start
        best, spent = min(best, took), spent + took
    return best


def pieces() -> dict[str, tuple[Callable[[], object], int]]:
    """What is built, and how many pieces that is."""
    stream = np.random.default_rng(1)
    sizes, centres = stream.uniform(0.1, 1.0, (200, 3)), stream.uniform(0.0, 9.0, (200, 3))
    offsets = g.offsets(stream, 200)
    stile, bar = g.sash(0.055, 0.045), g.glazing_bar(0.024, 0.04)
    line = [[0.02, 0], [0.03, 0.01], [0.03, 0.02], [0.01, 0.1], [0.02, 0.15], [0, 0.17]]
    leg = g.turned_leg(0.72)
    return {
        "bevelled boxes, 200 at once": (lambda: g.boxes(sizes, centres, uv_offsets=offsets), 200),
        "one bevelled box": (lambda: g.bevelled_box((1, 0.1, 0.05)), 1),
        "mitred frame, 4 pieces": (lambda: g.frame(1, 2, stile, uv_offsets=offsets[:4]), 4),
        "glazing bars, 20 at once": (
            lambda: g.extrusions(bar, 1.0, centres[:20], axis="y", uv_offsets=offsets[:20]),
            20,
        ),
        "bar grid 3 x 4, 10 pieces": (lambda: g.bar_grid(1, 1.2, 3, 4, bar), 10),
        "louvres, 30": (
            lambda: g.slats(0.5, np.arange(30) * 0.04, width=0.045, thickness=0.008, tilt=35),
            30,
        ),
        "raised panel": (lambda: g.raised_panel(0.4, 0.6), 1),
        "turned knob": (lambda: g.lathe(line), 1),
        "bent tube": (lambda: g.tube([[0, 0, 0], [0, 1, 0], [1, 1, 0]], 0.01, bend_radius=0.1), 1),
        "turned leg": (lambda: g.turned_leg(0.72), 1),
        "100 copies of a leg": (lambda: g.place(leg, centres[:100]), 100),
        "cushion": (lambda: g.cushion(0.6, 0.6, 0.15, np.random.default_rng(1)), 1),
        "tufted back": (
            lambda: g.cushion(
                0.9, 0.6, 0.14, np.random.default_rng(1), tuft="diamond", buttons=(5, 4)
            ),
            1,
        ),
    }


def main() -> None:
    """Print every figure."""
    write = sys.stdout.write
    for name, (work, count) in pieces().items():
        took = seconds(work)
        write(f"{name:32s} {took * 1e3:8.3f} ms  {took / count * 1e6:8.1f} us a piece\n")
    stream = np.random.default_rng(2)
    big = g.boxes(stream.uniform(0.1, 1.0, (463, 3)), stream.uniform(0.0, 9.0, (463, 3)))
    scene = Scene(Node("All", parts=(Part(big, Material("Oak", "oak")),)))
    wall = g.bevelled_box((20, 3, 0.3), 0.0)
    openings = g.boxes([[0.4, 1.2, 0.5]], [[0.5 * i - 9.5, 0, 0] for i in range(38)], 0.0)
    write(f"a mesh of {len(big.triangles)} triangles:\n")
    for name, work in {
        "check": lambda: g.check(big),
        "check_scene": lambda: g.check_scene(scene),
        "tangents": lambda: g.tangents(big),
        "box_project": lambda: g.box_project(big),
        "wall minus 38 windows": lambda: g.difference(wall, openings),
    }.items():
        write(f"{name:32s} {seconds(work) * 1e3:8.1f} ms\n")


if __name__ == "__main__":
    main()
