"""Whole jobs through the real service: from the create call to COMPLETED.

    python tests/benchmarks/bench_job.py [MODEL ...]

Prints seconds for the first job (cold textures) and the median of five warm ones, for each texture
resolution. Warm jobs have a seed of their own each, so that nothing but texture sets is remembered.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from opus_studio.api.client import OpusClient
from opus_studio.api.messages import GenerationRequest, JobStatus
from opus_studio.api.polling import follow
from opus_studio.engine import catalog
from opus_studio.service.host import ServiceHost

RESOLUTIONS = (1024, 2048, 4096)
WARM = 5


def start(coroutine: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
    return asyncio.get_running_loop().create_task(coroutine, name=name)


async def run(client: OpusClient, model: str, resolution: int, seed: int) -> float:
    request = GenerationRequest(
        name=model, kind=catalog.model(model).kind, texture_resolution=resolution,
        extensions=("glb",), seed=seed,
    )  # fmt: skip
    began = time.perf_counter()
    ticket = await client.create(request)
    async for result in follow(client, ticket, request.kind):
        if result.status.is_final:
            assert result.status is JobStatus.COMPLETED, result.error
    return time.perf_counter() - began


async def main(models: list[str]) -> None:
    with tempfile.TemporaryDirectory() as data:
        began = time.perf_counter()
        host = ServiceHost(Path(data), start, workers=2)
        url, key = await host.endpoint()
        print(f"service ready after {time.perf_counter() - began:.2f} s")
        async with OpusClient(url, key) as client:
            print(f"{'model':12} {'px':>5} {'first s':>8} {'warm s':>8}")
            for model in models:
                for resolution in RESOLUTIONS:
                    first = await run(client, model, resolution, 0)
                    warm = [
                        await run(client, model, resolution, seed) for seed in range(1, 1 + WARM)
                    ]
                    warm_s = statistics.median(warm)
                    print(f"{model:12} {resolution:5} {first:8.2f} {warm_s:8.2f}", flush=True)
        await host.stop()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:] or ["Window", "House"]))
