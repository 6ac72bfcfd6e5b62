"""The registry of models: every file of `components/` and `structures/` that holds a `MODEL`."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

from opus_studio.engine import components, structures
from opus_studio.engine.errors import RequestError, nearest
from opus_studio.engine.request import Request
from opus_studio.engine.resolve import Resolved, resolve
from opus_studio.engine.scene import Scene
from opus_studio.engine.spec import Asset, Model, Parameter, Slot
from opus_studio.protocol import ModelKind


@cache
def models() -> Mapping[str, Model]:
    """Every model by its name, in the order of the alphabet."""
    found = [model for package in (components, structures) for model in _models_of(package)]
    return {model.name: model for model in sorted(found, key=lambda model: model.name)}


def model(name: str) -> Model:
    """The model of that name.

    Raises:
        RequestError: `unknown_model`, with the nearest names.
    """
    at_home = _at_home(name)
    if at_home is not None:
        return at_home
    known = models()
    if name not in known:
        raise RequestError(
            "unknown_model", f"There is no model {name!r}. {nearest(name, known)}", "name"
        )
    return known[name]


def names() -> dict[str, list[str]]:
    """What Get All Model Names answers."""
    kinds = {"Structures": ModelKind.STRUCTURE, "Components": ModelKind.COMPONENT}
    return {
        title: [m.name for m in models().values() if m.kind == kind]
        for title, kind in kinds.items()
    }


def attributes(name: str) -> dict[str, Any]:
    """What Get Attributes answers: the model first, then the models inside it.

    Raises:
        RequestError: `unknown_model`.
    """
    wanted = model(name)
    answer: dict[str, Any] = {wanted.name: _attributes(wanted)}
    for nested in wanted.nested:
        answer.update(attributes(nested.model.name))
    return answer


def resolve_request(request: Request) -> Resolved:
    """Find the model and decide everything.

    Raises:
        RequestError: With the API's code, for an unknown model, parameter, keyword or a bad value.
    """
    return resolve(model(request.name), request)


def build(resolved: Resolved) -> Scene:
    """The scene of a resolved request."""
    return resolved.model.build(resolved)


@lru_cache(maxsize=128)
def _at_home(name: str) -> Model | None:
    """The model in the module that its name suggests: `FloorLamp` in `floor_lamp`.

    Bringing all models in takes half a second; one of them is often all that is wanted.
    """
    home = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    for package in (components, structures):
        if home in {info.name for info in pkgutil.iter_modules(package.__path__)}:
            module = importlib.import_module(f"{package.__name__}.{home}")
            found: Model | None = getattr(module, "MODEL", None)
            if found is not None and found.name == name:
                return found
    return None


def bring_in() -> Iterator[None]:
    """Import the models one at each step, for who has something else to do between."""
    for package in (components, structures):
        for info in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{info.name}")
            yield


def _models_of(package: ModuleType) -> list[Model]:
    modules = (
        importlib.import_module(f"{package.__name__}.{info.name}")
        for info in pkgutil.iter_modules(package.__path__)
    )
    return [module.MODEL for module in modules if hasattr(module, "MODEL")]


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
    return {
        "name": parameter.name,
        "attribute": parameter.name,
        **parameter.kind.wire(),
        "default": int(default) if isinstance(default, bool) else default,
        "label": parameter.label,
        "description": parameter.description,
    }
