"""Variations near an earlier result: what the user set stays, the rest is moved a little."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from opus_studio.engine import catalog
from opus_studio.engine.random_streams import uniform
from opus_studio.engine.schema import Options, Range, Resolved, Switch
from opus_studio.engine.values import Value
from opus_studio.service.bodies import Order

REACH: Final = 0.12
"""How far a number moves at most, as a share of the range that is usual for it."""

MOVED: Final = 0.6
"""Share of the free numbers that move in one variation."""

SWAPPED: Final = 0.15
"""Share of the free words and switches that are drawn anew in one variation."""


def variations(base: Order, count: int) -> list[Order]:
    """`count` orders near `base`, the same ones for the same base.

    The seed is kept, so everything that is not moved (assets, colours, what stands inside a
    structure) stays as it was. The chosen parameters are those of `base`, so a variation of a
    variation still keeps exactly what the user set.

    Raises:
        RequestError: The base is not valid (any more).
    """
    resolved = catalog.resolve_request(base.request)
    root = json.dumps(base.request.to_json(), sort_keys=True)
    return [_variation(base, resolved, f"{root}~{number}") for number in range(1, count + 1)]


def _variation(base: Order, resolved: Resolved, stream: str) -> Order:
    parameters = dict(base.request.parameters)
    kinds = resolved.model.parameters
    for value in resolved.values:
        if value.key in base.chosen:
            continue
        kind = kinds[value.key].kind
        chance, amount = (
            uniform(base.request.seed, f"{stream}/{value.key}/{what}") for what in ("if", "by")
        )
        if isinstance(kind, Range):
            if chance < MOVED:
                parameters[value.key] = _moved(kind, float(value.value), amount)
        elif chance < SWAPPED:
            parameters[value.key] = _swapped(kind, amount)
    return replace(base, request=replace(base.request, parameters=parameters))


def _moved(kind: Range, value: float, amount: float) -> Value:
    """The number a little lower or higher, on the parameter's grid and inside its range."""
    low, high = kind.typical or (kind.low, kind.high)
    reach = max(REACH * (high - low), kind.step)
    moved = round((value + (2 * amount - 1) * reach) / kind.step) * kind.step
    moved = round(min(max(moved, kind.low), kind.high), 9)
    return int(moved) if kind.whole else moved


def _swapped(kind: Options | Switch, amount: float) -> Value:
    drawn = kind.draw(amount, ())
    return int(drawn) if isinstance(drawn, bool) else drawn
