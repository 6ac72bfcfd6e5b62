"""A request read from the JSON body of the API: checked for form, not yet against a model."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from opus_studio.engine.errors import RequestError
from opus_studio.engine.schema import Request, Setting
from opus_studio.protocol import DEFAULT_EXTENSIONS, EXTENSIONS, MAX_SEED, TEXTURE_RESOLUTIONS


def read_request(body: object, *, seed: int) -> Request:
    """A checked request from the JSON body of the API.

    Args:
        body: Whatever the caller sent, decoded.
        seed: Used when the body names none or a negative one; checked like one that is named.

    Raises:
        RequestError: With the API's code, for everything that has not the right form.
    """
    if not isinstance(body, Mapping):
        raise RequestError("invalid_json", "The request must be a JSON object.", "")
    name = body.get("name")
    if not isinstance(name, str) or not name:
        raise RequestError("invalid_value", "name is missing: give the model's name.", "name")
    return Request(
        name=name,
        seed=read_seed(body.get("seed"), seed),
        parameters=_read_parameters(body.get("parameters")),
        keywords=_read_keywords(body.get("keywords")),
        texture_resolution=read_texture_resolution(body.get("texture_resolution")),
        extensions=read_extensions(body.get("extensions")),
    )


def read_seed(value: object, drawn: int) -> int:
    """The seed; `drawn` for None and for a negative number, which ask for one to be drawn.

    Raises:
        RequestError: `invalid_value`: the seed, given or drawn, is none.
    """
    if value is None or (_is_whole(value) and value < 0):
        value = drawn
    if not _is_whole(value) or not 0 <= value <= MAX_SEED:
        raise RequestError(
            "invalid_value",
            f"seed is {value!r}; allowed is a whole number from 0 to {MAX_SEED}.",
            "seed",
        )
    return value


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def read_texture_resolution(value: object) -> int:
    """The resolution in pixels, from a number or its text; the least for None."""
    if value is None:
        return TEXTURE_RESOLUTIONS[0]
    text = str(value).strip()
    if isinstance(value, bool) or text not in map(str, TEXTURE_RESOLUTIONS):
        raise RequestError(
            "invalid_texture_resolution",
            f"texture_resolution is {value!r}; allowed is {_one_of(TEXTURE_RESOLUTIONS)}.",
            "texture_resolution",
        )
    return int(text)


def read_extensions(value: object, allowed: tuple[str, ...] = EXTENSIONS) -> tuple[str, ...]:
    """The file formats, each once, in the order asked for; `DEFAULT_EXTENSIONS` for None."""
    if value is None:
        return DEFAULT_EXTENSIONS
    named = ", ".join(allowed)
    if not isinstance(value, list | tuple) or not value:
        raise RequestError(
            "invalid_extensions",
            f"extensions is {value!r}: give one or more of {named}.",
            "extensions",
        )
    for extension in value:
        if extension not in allowed:
            raise RequestError(
                "invalid_extensions",
                f"extensions has {extension!r}; allowed is one or more of {named}.",
                "extensions",
            )
    return tuple(dict.fromkeys(value))


def _read_parameters(value: object) -> dict[str, Setting]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise RequestError("invalid_value", "parameters must be an object.", "parameters")
    settings: dict[str, Setting] = {}
    for key, setting in value.items():
        if not isinstance(key, str):
            raise RequestError("invalid_value", f"{key!r} is not a name.", "parameters")
        if isinstance(setting, list | tuple):
            settings[key] = _read_color(key, setting)
        elif isinstance(setting, str | int | float):
            settings[key] = setting
        else:
            raise RequestError(
                "invalid_value",
                f"{key} is {setting!r}; allowed is a number, a word or a colour.",
                f"parameters.{key}",
            )
    return settings


def _read_color(key: str, value: list[Any] | tuple[Any, ...]) -> tuple[float, float, float]:
    """Three floats 0..1; whole numbers 0..255 are brought down when any is above 1."""
    numbers = [v for v in value if isinstance(v, int | float) and not isinstance(v, bool)]
    top = max(numbers, default=0)
    good = (
        len(value) == len(numbers) == 3
        and all(math.isfinite(v) and v >= 0 for v in numbers)
        and (top <= 1 or (top <= 255 and all(float(v).is_integer() for v in numbers)))
    )
    if not good:
        raise RequestError(
            "invalid_value",
            f"{key} is {value!r}; allowed are three numbers 0..1, or three whole numbers 0..255.",
            f"parameters.{key}",
        )
    r, g, b = (v / 255 if top > 1 else float(v) for v in numbers)
    return (r, g, b)


def _read_keywords(value: object) -> dict[str, tuple[str, ...]]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise RequestError("invalid_value", "keywords must be an object.", "keywords")
    keywords = {}
    for key, words in value.items():
        listed = [words] if isinstance(words, str) else words
        if not isinstance(listed, list | tuple) or not all(isinstance(w, str) for w in listed):
            raise RequestError(
                "invalid_value",
                f"keywords of {key} are {words!r}; allowed is a list of words.",
                f"keywords.{key}",
            )
        keywords[str(key)] = tuple(dict.fromkeys(listed))
    return keywords


def _one_of(values: Sequence[object]) -> str:
    *head, last = map(str, values)
    return f"{', '.join(head)} or {last}"
