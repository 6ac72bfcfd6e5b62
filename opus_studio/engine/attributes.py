"""What Get Attributes answers of a model."""

from __future__ import annotations

from typing import Any

from opus_studio.engine import catalog
from opus_studio.engine.materials import finish
from opus_studio.engine.schema import Asset, Model, Parameter, Slot
from opus_studio.engine.schema.parameters import Options


def describe(name: str) -> dict[str, Any]:
    """The model of that name first, then the models inside it.

    Raises:
        RequestError: `unknown_model`.
    """
    wanted = catalog.model(name)
    answer: dict[str, Any] = {wanted.name: _attributes(wanted)}
    for nested in wanted.nested:
        answer.update(describe(nested.model.name))
    return answer


def _attributes(model: Model) -> dict[str, Any]:
    about: dict[str, Any] = {
        "label": model.label,
        "description": model.description,
        "category": model.category,
        "thumbnail": f"thumbnails/{model.name}.png",
    }
    for slot in model.slots:
        about[slot.name] = {
            "label": slot.label,
            "assets": [_asset(asset, slot, model) for asset in slot.assets],
        }
    return about


def _asset(asset: type[Asset], slot: Slot[Asset], model: Model) -> dict[str, Any]:
    return {
        "name": asset.name,
        "label": asset.label or slot.short_name(asset).replace("_", " ").capitalize(),
        "description": asset.description(),
        "tags": list(slot.tags(asset)),
        "templates": list(model.template_names(asset)),
        "parameters": [_parameter(parameter) for parameter in asset.parameters()],
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    default = parameter.default
    kind = parameter.kind
    finishes = kind.options if isinstance(kind, Options) and kind.unit == "finish" else ()
    families = [finish(each.partition("/")[0]).family for each in finishes]
    return {
        "name": parameter.name,
        "attribute": parameter.name,
        **parameter.kind.to_json(),
        "default": int(default) if isinstance(default, bool) else default,
        "label": parameter.label,
        "description": parameter.description,
        **({"families": families} if families else {}),
    }
