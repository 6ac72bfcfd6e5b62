"""What Get Attributes answers: the vendor's own shape, or with this project's texts beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_PARAMETER: Final = ("name", "type", "attribute", "range")
_ASSET: Final = ("name", "tags", "templates")


def without_details(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer with nothing but what the vendor's API has.

    The vendor's own clients take every key of a model's object for a slot, so texts, categories
    and pictures beside the slots would become components.
    """
    return {name: _slots(model) for name, model in answer.items()}


def _slots(model: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {"assets": [_asset(asset) for asset in slot["assets"]]}
        for name, slot in model.items()
        if isinstance(slot, Mapping) and "assets" in slot
    }


def _asset(asset: Mapping[str, Any]) -> dict[str, Any]:
    parameters = [
        {name: parameter[name] for name in _PARAMETER if name in parameter}
        for parameter in asset["parameters"]
    ]
    return {name: asset[name] for name in _ASSET} | {"parameters": parameters}
