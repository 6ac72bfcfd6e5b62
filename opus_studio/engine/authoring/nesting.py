"""Putting designs into a nested model where nobody asked for something else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from opus_studio.engine.schema import Resolved, Slot, Use
from opus_studio.engine.values import Origin


def is_requested(resolved: Resolved, slot: Slot[Any]) -> bool:
    """Whether the request chose a slot's asset: by parameters, by name, or by a template."""
    if slot.name in resolved.request.keywords:
        return True
    chosen = (Origin.SET, Origin.TEMPLATE)
    return any(v.slot == slot.name and v.origin in chosen for v in resolved.values)


def apply_design(resolved: Resolved, uses: Iterable[Use]) -> Resolved:
    """The same with the assets and values of a design in every slot that nobody asked for.

    A model that is spoken of in the request's keywords stays as it is.
    """
    if resolved.model.name in resolved.request.keywords:
        return resolved
    for use in uses:
        slot = resolved.model.slot_of(use.asset)
        if not is_requested(resolved, slot):
            resolved = _replaced(resolved, slot, use)
    return resolved


def _replaced(resolved: Resolved, slot: Slot[Any], use: Use) -> Resolved:
    drawn: Any = resolved.assets[slot.name]
    same = type(drawn) is use.asset
    asset: Any = replace(drawn, **use.values) if same else use.asset(**use.values)
    return resolved.with_asset(slot, asset)
