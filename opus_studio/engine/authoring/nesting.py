"""Putting designs into a nested model where nobody asked for something else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from opus_studio.engine.schema import Resolved, Slot, Use
from opus_studio.engine.values import Origin


def asked(values: Resolved, slot: Slot[Any]) -> bool:
    """Whether the request chose a slot's asset: by parameters, by name, or by a template."""
    if slot.name in values.request.keywords:
        return True
    chosen = (Origin.SET, Origin.TEMPLATE)
    return any(v.slot == slot.name and v.origin in chosen for v in values.values)


def dressed(values: Resolved, uses: Iterable[Use]) -> Resolved:
    """The same with the assets and values of a design in every slot that nobody asked for.

    A model that is spoken of in the request's keywords stays as it is.
    """
    if values.model.name in values.request.keywords:
        return values
    for use in uses:
        slot = values.model.slot_of(use.asset)
        if not asked(values, slot):
            values = _put(values, slot, use)
    return values


def _put(values: Resolved, slot: Slot[Any], use: Use) -> Resolved:
    drawn: Any = values.assets[slot.name]
    same = type(drawn) is use.asset
    asset: Any = replace(drawn, **use.values) if same else use.asset(**use.values)
    return values.with_asset(slot, asset)
