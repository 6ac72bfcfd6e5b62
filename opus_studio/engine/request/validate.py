"""A request checked against the models that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from opus_studio.engine.color import Color, linear
from opus_studio.engine.errors import RequestError, nearest
from opus_studio.engine.schema import (
    Asset,
    InvalidValueError,
    Model,
    OutOfRangeError,
    Parameter,
    Setting,
    Slot,
    words_of_model,
    words_of_slot,
)
from opus_studio.engine.values import Value
from opus_studio.protocol import COLOR, EVERYTHING

_COLOR_SUFFIX: Final = f"/{COLOR}"


def check_keywords(models: Sequence[Model], keywords: Mapping[str, tuple[str, ...]]) -> None:
    """Check that every keyword is known where it is said.

    Raises:
        RequestError: `unknown_keyword`, with the nearest known ones.
    """
    slots = {slot.name: (slot, m) for m in models for slot in m.slots}
    by_model = {m.name: m for m in models}
    for key, words in keywords.items():
        if key == EVERYTHING:
            known = {w for m in models for w in words_of_model(m)}
        elif key in by_model:
            known = words_of_model(by_model[key])
        elif key in slots:
            known = words_of_slot(*slots[key])
        else:
            owners = [EVERYTHING, *by_model, *slots]
            raise RequestError(
                "unknown_keyword",
                f"keywords: {key!r} is neither a component nor a model of {models[0].name}. "
                f"{nearest(key, owners)}",
                f"keywords.{key}",
            )
        for word in words:
            if word not in known:
                raise RequestError(
                    "unknown_keyword",
                    f"keywords of {key}: {word!r} is not known. {nearest(word, known)}",
                    f"keywords.{key}",
                )


def check_parameters(models: Sequence[Model], settings: Mapping[str, Setting]) -> dict[str, Value]:
    """The parameters that were set, each checked; colours are left to `check_colors`.

    Raises:
        RequestError: `unknown_parameter`, `out_of_range` or `invalid_value`.
    """
    known: dict[str, Parameter] = {k: p for m in models for k, p in m.parameters.items()}
    values: dict[str, Value] = {}
    for key, setting in settings.items():
        if key.endswith(_COLOR_SUFFIX):
            continue
        parameter = known.get(key)
        if parameter is None:
            raise RequestError(
                "unknown_parameter",
                f"{key!r} is not a parameter of {models[0].name}. {nearest(key, known)}",
                f"parameters.{key}",
            )
        try:
            values[key] = parameter.kind.check(setting)
        except InvalidValueError as error:
            code = "out_of_range" if isinstance(error, OutOfRangeError) else "invalid_value"
            raise RequestError(code, f"{key}: {error}", f"parameters.{key}") from None
    for model in models:
        for slot in model.slots:
            _check_one_asset(slot, values)
    return values


def _check_one_asset(slot: Slot[Asset], values: Mapping[str, Value]) -> None:
    named = [a.name for a in slot.assets if any(k.startswith(a.name + "/") for k in values)]
    if len(named) > 1:
        raise RequestError(
            "invalid_value",
            f"{slot.name} can be only one of {' and '.join(named)}: set parameters of one of them.",
            f"parameters.{named[1]}",
        )


def check_colors(models: Sequence[Model], settings: Mapping[str, Setting]) -> dict[str, Color]:
    """The colours that were set, linear RGB by the name of a model, slot or asset.

    Raises:
        RequestError: `unknown_parameter` or `invalid_value`.
    """
    owners = {m.name for m in models}
    owners |= {s.name for m in models for s in m.slots}
    owners |= {a.name for m in models for s in m.slots for a in s.assets}
    colors: dict[str, Color] = {}
    for key, setting in settings.items():
        if not key.endswith(_COLOR_SUFFIX):
            continue
        owner = key.removesuffix(_COLOR_SUFFIX)
        if owner not in owners:
            raise RequestError(
                "unknown_parameter",
                f"{key!r}: there is no model, component or asset {owner!r}. "
                f"{nearest(owner, owners)}",
                f"parameters.{key}",
            )
        if not isinstance(setting, tuple):
            raise RequestError(
                "invalid_value",
                f"{key} is {setting!r}; allowed are three numbers 0..1, or whole numbers 0..255.",
                f"parameters.{key}",
            )
        colors[owner] = linear(setting)
    return colors
