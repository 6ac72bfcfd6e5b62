"""Prints how long every model of the catalogue takes to build, and what it weighs.

Run it as `python tests/benchmarks/bench_build.py [SEEDS]`.
"""

from __future__ import annotations

import statistics
import sys
import time

from opus_studio.engine import catalog
from opus_studio.engine.schema import Request


def main(seeds: int = 40) -> None:
    """A line for each model: median and worst build time warm, the first one cold, triangles."""
    write = sys.stdout.write
    write(f"{'model':24} {'median ms':>10} {'worst ms':>10} {'cold ms':>10} {'triangles':>10}\n")
    for name in catalog.models():
        resolved = [catalog.resolve_request(Request(name, seed)) for seed in range(seeds)]
        cold = [_timed(one) for one in resolved]
        warm = [_timed(one) for one in resolved]
        weights = [catalog.build(one).triangle_count for one in resolved]
        write(
            f"{name:24} {statistics.median(warm):10.2f} {max(warm):10.2f} "
            f"{statistics.median(cold):10.2f} {statistics.median(weights):10.0f}\n"
        )


def _timed(resolved: catalog.Resolved) -> float:
    started = time.perf_counter()
    catalog.build(resolved)
    return (time.perf_counter() - started) * 1e3


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
