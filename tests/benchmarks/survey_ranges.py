"""Values at the ends of their ranges: each alone, in pairs, and random requests of every model.

    python tests/benchmarks/survey_ranges.py [REQUESTS] [MODEL ...]

Prints what fails to build or builds badly, with the request that does it; takes minutes. Each kind
of request gets a third of REQUESTS (300 by default) for each model.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from opus_studio.engine import catalog
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.schema import Asset, Parameter, Request


def ends(parameter: Parameter) -> tuple[float | int, ...]:
    """The least and the greatest value of a number; nothing for other kinds."""
    low, high = getattr(parameter.kind, "low", None), getattr(parameter.kind, "high", None)
    return () if low is None or high is None else (low, high)


def requests(name: str, count: int) -> Iterator[Request]:
    """Requests with one end, with two ends of assets that go together, and with none."""
    draw = np.random.default_rng(list(name.encode()))
    assets: list[type[Asset]] = [a for slot in catalog.model(name).slots for a in slot.assets]
    numbers = [(a, p) for a in assets for p in a.parameters() if ends(p)]
    for number in range(count):
        seed, wanted = int(draw.integers(2**31)), number % 3
        values: dict[str, float | int] = {}
        asset: type[Asset] | None = None
        for _ in range(wanted):
            fitting = [one for one in numbers if asset in (None, one[0])]
            asset, parameter = fitting[int(draw.integers(len(fitting)))]
            values[f"{asset.name}/{parameter.name}"] = ends(parameter)[int(draw.integers(2))]
        yield Request(name, seed, parameters=values)


def wrong(request: Request) -> list[str]:
    """What is wrong with a request, one line each."""
    try:
        scene = catalog.build(catalog.resolve_request(request))
    except Exception as error:  # whatever it is, it is the finding
        return [f"{type(error).__name__}: {error}"]
    return list(check_scene(scene).problems)


def main(count: int, models: list[str]) -> int:
    """Print the findings of each model; 1 when there are any."""
    total = 0
    for name in models or catalog.models():
        found = [(one, text) for one in requests(name, count) for text in wrong(one)]
        print(f"{name}: {count} requests, {len(found)} findings", flush=True)
        for one, text in found:
            print(f"  seed {one.seed} {dict(one.parameters)}: {text}", flush=True)
        total += len(found)
    return min(total, 1)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(int(arguments[0]) if arguments else 300, arguments[1:]))
