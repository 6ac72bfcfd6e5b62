"""From a request to a GLB in one warm process, for each texture resolution.

    python tests/benchmarks/bench_generate.py [MODEL ...]

`painted` begins with no texture set remembered, `kept` with those of the seeds before: that is what
a studio in use has. Each run has a seed of its own; the kernels are compiled.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from opus_studio.engine import catalog
from opus_studio.engine.generate import generate
from opus_studio.engine.materials import TextureCache, warm_up
from opus_studio.engine.schema import Request

SEEDS = range(1, 8)


def seconds(model: str, resolution: int, seed: int, textures: TextureCache, out: Path) -> float:
    request = Request(model, seed=seed, texture_resolution=resolution)
    began = time.perf_counter()
    generate(catalog.resolve_request(request), out, textures=textures)
    return time.perf_counter() - began


def main(models: list[str]) -> None:
    list(warm_up())
    print(f"{'model':12} {'px':>5} {'painted s':>10} {'kept s':>8}")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for model in models:
            for resolution in (1024, 2048, 4096):
                painted = [
                    seconds(model, resolution, seed, TextureCache(None), out / "a")
                    for seed in SEEDS
                ]
                shared = TextureCache(out / "textures")
                for seed in SEEDS:
                    seconds(model, resolution, seed, shared, out / "b")
                kept = [seconds(model, resolution, seed, shared, out / "b") for seed in SEEDS]
                print(
                    f"{model:12} {resolution:5} {statistics.median(painted):10.3f} "
                    f"{statistics.median(kept):8.3f}",
                    flush=True,
                )


if __name__ == "__main__":
    main(sys.argv[1:] or ["Window"])
