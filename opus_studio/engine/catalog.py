"""The registry of models: every folder of `components/` and `structures/` that holds a `MODEL`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from opus_studio.engine import components, structures
from opus_studio.engine.errors import RequestError, nearest
from opus_studio.engine.materials.fitting import fitted
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Scene
from opus_studio.engine.schema import Model, Request, Resolved
from opus_studio.protocol import ModelKind


def load(first: str = "") -> Iterator[Model]:
    """Every model, imported one at each step.

    Bringing all of them in takes half a second; one of them is often all that is wanted.

    Args:
        first: The name of the model that is wanted first: `FloorLamp` most likely lies in
            `floor_lamp`.
    """
    homes = [
        f"{package.__name__}.{info.name}"
        for package in (components, structures)
        for info in pkgutil.iter_modules(package.__path__)
    ]
    likely = first.lower()
    for home in sorted(homes, key=lambda home: _last(home).replace("_", "") != likely):
        model = getattr(importlib.import_module(home), "MODEL", None)
        if isinstance(model, Model):
            yield model


@cache
def models() -> Mapping[str, Model]:
    """Every model by its name, in the order of the alphabet."""
    return {model.name: model for model in sorted(load(), key=lambda model: model.name)}


@lru_cache(maxsize=128)
def model(name: str) -> Model:
    """The model of that name.

    Raises:
        RequestError: `unknown_model`, with the nearest names.
    """
    for known in load(first=name):
        if known.name == name:
            return known
    raise RequestError(
        "unknown_model", f"There is no model {name!r}. {nearest(name, models())}", "name"
    )


def names() -> dict[str, list[str]]:
    """What Get All Model Names answers."""
    kinds = {"Structures": ModelKind.STRUCTURE, "Components": ModelKind.COMPONENT}
    return {
        title: [m.name for m in models().values() if m.kind == kind]
        for title, kind in kinds.items()
    }


def resolve_request(request: Request) -> Resolved:
    """Find the model and decide everything.

    Raises:
        RequestError: With the API's code, for an unknown model, parameter, keyword or a bad value.
    """
    return resolve(model(request.name), request)


def build(resolved: Resolved) -> Scene:
    """The scene of a resolved request, its finishes fitted to the parts that wear them."""
    return fitted(resolved.model.build(resolved))


def _last(dotted: str) -> str:
    return dotted.rpartition(".")[2]
