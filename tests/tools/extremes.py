"""Values anywhere in their ranges and often at an end: what no random seed draws by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from opus_studio.engine.schema import Model, Range
from opus_studio.engine.values import Value


def extremes(model: Model, seed: int) -> dict[str, Value]:
    """For a random asset of each slot a value of every parameter, keywords left aside."""
    rng = np.random.default_rng(seed)
    values = {}
    for slot in model.slots:
        asset = slot.assets[rng.integers(len(slot.assets))]
        for parameter in asset.parameters():
            number = float(rng.choice([0.0, 1.0 - 1e-9, rng.random()]))
            kind = parameter.kind
            if isinstance(kind, Range):
                kind = replace(kind, typical=None, by_tag={})
            values[parameter.key] = kind.draw(number, ())
    return values
