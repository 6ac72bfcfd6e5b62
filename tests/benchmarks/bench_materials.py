"""Texture sets: milliseconds of one core per megapixel for each finish, memory, encoding, warm-up.

`python tests/benchmarks/bench_materials.py [RESOLUTION] [FINISH ...]`

The set is base colour, normal and occlusion-roughness-metallic together; the best of several runs,
in processor time, so that a busy machine blurs the figures less. Memory is the growth of the
process's peak while one 4096 px set is made, over the pixels.
"""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from opus_studio.engine.materials import FINISHES, encode_png, texture_set, warm_up


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def best(context: Callable[[], object], runs: int) -> float:
    """Least processor time of `context`, seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        context()
        times.append(time.process_time() - start)
    return min(times)


def _peak_bytes_per_pixel(name: str) -> float:
    """In a fresh process: the peak of memory while a 4096 px set is made, over what was in use."""
    texture_set(name, 64)
    resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    texture_set(name, 4096)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return (peak - resident * resource.getpagesize()) / 4096**2


def memory(name: str) -> float:
    """Bytes a pixel of a 4096 px set, the maps themselves (9 or 10) included."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak_bytes_per_pixel, (name,))


def main(arguments: list[str]) -> None:
    """Print the table."""
    resolution = int(arguments[0]) if arguments else 1024
    names = arguments[1:] or [name for name, one in FINISHES.items() if one.textured]
    start = time.perf_counter()
    list(warm_up())
    say(f"warm-up (kernels from numba's cache or compiled): {time.perf_counter() - start:.2f} s")
    megapixels = resolution * resolution / 1e6
    figures = []
    for name in names:
        texture_set(name, resolution, threads=1)
        each = best(lambda name=name: texture_set(name, resolution, threads=1), 7) / megapixels
        figures.append(each * 1e3)
        say(f"{name:24s} {each * 1e3:6.1f} ms/MP at {resolution} px")
    say(f"median {statistics.median(figures):.1f}, most {max(figures):.1f} ms/MP")
    for name in ("oak", "stone_rubble", "grass"):
        if name in names:
            say(f"{name:24s} {memory(name):6.1f} bytes a pixel at 4096 px")
    maps = texture_set(names[0], 2048)
    for label in ("base_color", "normal", "orm"):
        array = getattr(maps, label)
        seconds = best(lambda array=array: encode_png(array), 3)
        size = len(encode_png(array)) / 2**20
        say(f"PNG of {label:10s} {seconds * 1e3 / (2048**2 / 1e6):6.1f} ms/MP, {size:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
