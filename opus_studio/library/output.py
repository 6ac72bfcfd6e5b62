"""Reading `opus_output.json`, the paper that every generated package carries.

It holds the request, the seed and every parameter's final value, so that the same asset can be made
again. Reading is tolerant: services write it in slightly different ways, and what is missing stays
unknown.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from opus_studio.api.messages import GenerationRequest, ModelKind
from opus_studio.library.errors import PresetError
from opus_studio.protocol import OUTPUT_NAME

_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True)
class Output:
    """What a package says of itself.

    Attributes:
        request: What was asked for, with the seed that was used: sending it makes the same asset.
        values: Every parameter's final value by full name; empty when the package does not say.
        triangles: As drawn, or None when unknown.
        size_m: Width, height, depth in metres, or None when unknown.
    """

    request: GenerationRequest
    values: dict[str, Any] = field(default_factory=dict)
    triangles: int | None = None
    size_m: tuple[float, float, float] | None = None


def find_output(place: Path) -> Path:
    """The `opus_output.json` of a place.

    Args:
        place: The file itself, an asset's folder, or any file inside one.

    Raises:
        PresetError: There is none.
    """
    if place.is_file() and place.suffix.lower() == ".json":
        return place
    folder = place if place.is_dir() else place.parent
    for candidate in (folder / OUTPUT_NAME, *sorted(folder.glob(f"*/{OUTPUT_NAME}"))):
        if candidate.is_file():
            return candidate
    above = folder.parent / OUTPUT_NAME
    if not place.is_dir() and above.is_file():
        return above
    raise PresetError(f"{place.name} is not a generated asset: there is no {OUTPUT_NAME} with it.")


def read_output(place: Path) -> Output:
    """What a package says of itself.

    Args:
        place: As `find_output`.

    Raises:
        PresetError: There is no such file, or it cannot be understood.
    """
    path = find_output(place)
    try:
        if path.stat().st_size > _LARGEST:
            raise PresetError(f"{path.name} is too large to be a description of an asset.")
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PresetError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise PresetError(f"{path.name} is not readable JSON.") from error
    return parse_output(data, path.name)


def parse_output(data: object, name: str = OUTPUT_NAME) -> Output:
    """What the parsed file says.

    Raises:
        PresetError: It names no model, or holds values that no request can have.
    """
    if not isinstance(data, Mapping):
        raise PresetError(f"{name} does not describe a generated asset.")
    body = dict(_mapping(data.get("request")) or data)
    body.setdefault("name", data.get("model") or data.get("name"))
    if data.get("seed") is not None:
        body["seed"] = data["seed"]
    if not isinstance(body.get("name"), str):
        raise PresetError(f"{name} does not say which model it is.")
    values = {
        str(key): value.get("value") if isinstance(value, Mapping) else value
        for key, value in _mapping(data.get("parameters") or data.get("values")).items()
    }
    if "request" not in data:
        body["parameters"] = {key: value for key, value in values.items() if "/" in key}
    body.pop("count", None)  # the package holds one variant
    known = GenerationRequest.model_fields.keys()
    try:
        request = GenerationRequest.from_body(
            {key: value for key, value in body.items() if key in known}, kind=_kind(data, body)
        )
    except (ValidationError, TypeError, AttributeError) as error:
        raise PresetError(f"{name} cannot be used: {_plain(error)}.") from error
    return Output(request, values, _triangles(data), _size(data))


def _mapping(value: object) -> Mapping[Any, Any]:
    return value if isinstance(value, Mapping) else {}


def _kind(data: Mapping[Any, Any], body: Mapping[Any, Any]) -> ModelKind:
    told = " ".join(str(source.get("kind", "")) for source in (data, body))
    return ModelKind.STRUCTURE if "structure" in told.lower() else ModelKind.COMPONENT


def _triangles(data: Mapping[Any, Any]) -> int | None:
    for source in (data, _mapping(data.get("statistics"))):
        value = source.get("triangles")
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
    return None


def _size(data: Mapping[Any, Any]) -> tuple[float, float, float] | None:
    for source in (data, _mapping(data.get("statistics"))):
        value = source.get("size_m")
        if isinstance(value, list) and len(value) == 3:
            try:
                width, height, depth = (float(part) for part in value)
            except (TypeError, ValueError):
                continue
            if all(map(math.isfinite, (width, height, depth))):
                return (width, height, depth)
    return None


def _plain(error: Exception) -> str:
    """The first complaint of a validation in one line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"{place}: {first['msg']}" if place else first["msg"]
    return str(error)
