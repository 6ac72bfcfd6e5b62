"""How long each exporter takes, and how much memory an export at 4096 pixels does.

    python tests/benchmarks/bench_export.py [--no-memory]

Times are the best of five on a scene of 200 000 triangles with three maps of 1024 pixels, images
made beforehand: what is measured is the writing, tangents and compression included. OBJ is without
its images. Memory is the highest resident size of a process that exports six finishes at 4096.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.scenes import box, sphere, turn

from opus_studio.engine.export import EXTENSIONS, export
from opus_studio.engine.export.images import ImageStore
from opus_studio.engine.export.job import ExportJob
from opus_studio.engine.export.prepare import prepare
from opus_studio.engine.export.registry import FORMATS
from opus_studio.engine.materials import TextureCache
from opus_studio.engine.scene import Material, Node, Part, Scene

TARGETS_MS = {"glb": 40, "usd": 80, "fbx": 600, "obj": 600}
MEMORY_TARGET_MB = 1200
FINISHES = ("oak", "walnut", "linen", "brass", "plaster", "running_bond_brick")


def large_scene() -> Scene:
    """Two balls of 100 000 triangles each in one textured material, and a glass pane."""
    oak, glass = Material("Oak", "oak"), Material("Glass", "clear_glass")
    balls = tuple(
        Node(f"Ball {i}", (Part(sphere(1.0 + i, 250, 201), oak),), (), (3.0 * i, 1.0, 0.0))
        for i in range(2)
    )
    return Scene(Node("Balls", (Part(box(1.0, 1.0, 0.01), glass),), balls))


def many_finishes() -> Scene:
    """A row of boxes, each in another finish, two of them in a colour of their own."""
    nodes = []
    for i, finish in enumerate(FINISHES):
        color = (0.3, 0.1, 0.05) if i in (2, 4) else None
        part = Part(box(1.0, 1.0, 1.0), Material(finish, finish, color))
        nodes.append(Node(finish, (part,), (), (2.0 * i, 0.5, 0.0), turn(0, 1, 0, 10.0 * i)))
    return Scene(Node("Row", (), tuple(nodes)))


def report(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def time_formats() -> None:
    """Print the milliseconds of each format."""
    scene, textures = large_scene(), TextureCache(None)
    report(f"{scene.triangle_count} triangles")
    for extension, entry in FORMATS.items():
        best = float("inf")
        for _ in range(5):
            with tempfile.TemporaryDirectory() as folder:
                directory = Path(folder)
                keys = [k for m in prepare(scene).materials for k in entry.textures.images(m)]
                beside = keys if entry.textures.beside else ()
                with ImageStore(textures, 1024, directory, beside) as images:
                    images.make(keys)
                    start = time.perf_counter()
                    prepared = prepare(scene)
                    entry.write(ExportJob(prepared, images, directory, "Balls", {"seed": 1}))
                    best = min(best, time.perf_counter() - start)
        target = TARGETS_MS.get(extension)
        report(f"{extension:5} {best * 1e3:7.1f} ms" + (f"   target {target}" if target else ""))


def measure_memory(extensions: list[str]) -> None:
    """Print the peak of this process after one export."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        export(
            many_finishes(),
            Path(folder) / "asset",
            name="Row",
            extensions=extensions,
            resolution=4096,
            textures=TextureCache(Path(folder) / "cache"),
            extras={},
        )
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report(
        f"{'+'.join(extensions):32} {peak:6.0f} MB   target {MEMORY_TARGET_MB}   "
        f"{seconds:5.1f} s from an empty cache"
    )


def main() -> None:
    """Time the formats, then weigh 4096 px exports, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-memory", action="store_true", help="times only")
    parser.add_argument("--weigh", nargs="+", help="weigh these formats in this process")
    arguments = parser.parse_args()
    if arguments.weigh:
        measure_memory(arguments.weigh)
        return
    time_formats()
    if arguments.no_memory:
        return
    for extensions in (["glb"], ["gltf"], ["fbx"], ["usdz"], ["obj"], list(EXTENSIONS)):
        subprocess.run([sys.executable, __file__, "--weigh", *extensions], check=True)


if __name__ == "__main__":
    main()
