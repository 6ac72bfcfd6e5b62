"""From a request and a seed to every final value, each with its origin.

Every draw uses a uniform number that depends on the seed and on the parameter's own name only
(a hash of both), so setting one parameter, or adding one to the code, changes no other. An asset is
drawn by weighted rendezvous hashing for the same reason: a new alternative changes only the draws
that it wins.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, TypeVar, cast

import numpy as np

from opus_studio.engine.colors import color as named_color
from opus_studio.engine.colors import linear
from opus_studio.engine.errors import RequestError, nearest
from opus_studio.engine.parameters import InvalidValueError, OutOfRangeError, Range, Value
from opus_studio.engine.request import Request, Setting
from opus_studio.engine.scene import Color, Material
from opus_studio.engine.spec import SIZES, STYLES, Asset, Model, Parameter, Slot, Template

COLOR_SUFFIX: Final = "/color_rgb"
EVERYTHING: Final = "*"
SHARED_WEIGHT: Final = 0.65
"""How much of a number's draw comes from the stream that it follows; the rest is its own."""

AssetT = TypeVar("AssetT", bound=Asset)


class Origin(StrEnum):
    """Where a final value comes from."""

    SET = "set"
    TEMPLATE = "template"
    KEYWORD = "keyword"
    RANDOM = "random"
    DERIVED = "derived"


@dataclass(frozen=True)
class ResolvedValue:
    """The final value of one parameter."""

    key: str
    value: Value
    origin: Origin
    slot: str
    asset: str
    model: str


@dataclass(frozen=True)
class Resolved:
    """A model with everything decided: what `build` gets.

    Attributes:
        model: The model.
        request: What was asked for.
        path: The model's name, and inside a structure the way to it; names the random streams.
        assets: The chosen asset of each slot with its values, by the slot's name.
        values: Every final value of the model's own slots.
        colors: Linear RGB by the name of a model, slot or asset, as asked for.
        nested: What stands inside a structure, by model name and variant.
        detail: 0 coarse, 1 medium, 2 full: how many segments curves get.
    """

    model: Model
    request: Request
    path: str
    assets: Mapping[str, Asset]
    values: tuple[ResolvedValue, ...]
    colors: Mapping[str, Color]
    nested: Mapping[tuple[str, str], Resolved]
    detail: int = 2

    def __getitem__(self, slot: Slot[AssetT]) -> AssetT:
        """The chosen asset of a slot."""
        return cast(AssetT, self.assets[slot.name])

    def stream(self, name: str) -> np.random.Generator:
        """Random numbers for surface irregularity, the same for the same seed and name."""
        entropy = int.from_bytes(_digest(self.request.seed, f"{self.path}/{name}"), "little")
        return np.random.default_rng(np.random.SeedSequence(entropy))

    def material(self, slot: Slot[Any], name: str, finish: str, **rest: Any) -> Material:
        """The material of a part: the user's colour where one was given, else the finish's.

        Args:
            slot: The slot that the part belongs to.
            name: What a user reads in another program, such as `Frame`.
            finish: A finish, or `finish/color`.
            **rest: Further fields of `Material`.
        """
        base, _, named = finish.partition("/")
        asked = self.color(slot)
        chosen = asked if asked is not None else (named_color(named) if named else None)
        return Material(name, base, chosen, **rest)

    def color(self, slot: Slot[Any]) -> Color | None:
        """The colour that the user gave for the slot's asset, the slot, or the model."""
        names = [self.assets[slot.name].name, slot.name]
        if slot.takes_model_color:
            names.append(self.model.name)
        return next((self.colors[name] for name in names if name in self.colors), None)

    def fitted(self, slot: Slot[Any], **values: Value) -> Resolved:
        """The same with values that a structure derives; what the user set stays."""
        asset = self.assets[slot.name]
        fixed = {v.key for v in self.values if v.origin is Origin.SET}
        known = {p.name: p for p in asset.parameters()}
        derived = {
            name: value
            for name, value in values.items()
            if name in known and known[name].key not in fixed
        }
        keys = {known[name].key: value for name, value in derived.items()}
        return replace(
            self,
            assets={**self.assets, slot.name: replace(cast(Any, asset), **derived)},
            values=tuple(
                replace(v, value=keys[v.key], origin=Origin.DERIVED) if v.key in keys else v
                for v in self.values
            ),
        )

    def all_values(self) -> tuple[ResolvedValue, ...]:
        """The values of this model and of everything inside it, each key once."""
        found = {value.key: value for inner in self.nested.values() for value in inner.all_values()}
        found.update({value.key: value for value in self.values})
        return tuple(found.values())


def resolve(model: Model, request: Request) -> Resolved:
    """Decide everything.

    Raises:
        RequestError: An unknown parameter or keyword, or a value that is not allowed.
    """
    models = tuple(_family(model))
    _check_keywords(models, request.keywords)
    parameters = _check_parameters(models, request.parameters)
    colors = _check_colors(models, request.parameters)
    return _resolve(model, request, model.name, parameters, colors, ())


def uniform(seed: int, name: str) -> float:
    """A number 0..1 (1 excluded) that depends on the seed and the name only."""
    return int.from_bytes(_digest(seed, name)[:8], "little") / 2**64


def _digest(seed: int, name: str) -> bytes:
    return hashlib.blake2b(f"{seed}:{name}".encode(), digest_size=16).digest()


def _family(model: Model) -> Iterable[Model]:
    """The model and everything inside it, each once."""
    yield model
    for nested in model.nested:
        yield from _family(nested.model)


# --- checking a request against the models ------------------------------------------------------


def _check_keywords(models: Sequence[Model], keywords: Mapping[str, tuple[str, ...]]) -> None:
    slots = {slot.name: (slot, m) for m in models for slot in m.slots}
    by_model = {m.name: m for m in models}
    for key, words in keywords.items():
        if key == EVERYTHING:
            known = {w for m in models for w in _words_of_model(m)}
        elif key in by_model:
            known = _words_of_model(by_model[key])
        elif key in slots:
            known = _words_of_slot(*slots[key])
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


def _words_of_model(model: Model) -> set[str]:
    words = {w for slot in model.slots for w in _words_of_slot(slot, model)}
    return words | {template.name for template in model.templates}


def _words_of_slot(slot: Slot[Asset], model: Model) -> set[str]:
    return {word for asset in slot.assets for word in _words_of_asset(asset, slot, model)}


def _words_of_asset(asset: type[Asset], slot: Slot[Asset], model: Model) -> set[str]:
    return {*slot.tags(asset), *model.template_names(asset), asset.name}


def _check_parameters(models: Sequence[Model], settings: Mapping[str, Setting]) -> dict[str, Value]:
    known: dict[str, Parameter] = {k: p for m in models for k, p in m.parameters.items()}
    values: dict[str, Value] = {}
    for key, setting in settings.items():
        if key.endswith(COLOR_SUFFIX):
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


def _check_colors(models: Sequence[Model], settings: Mapping[str, Setting]) -> dict[str, Color]:
    owners = {m.name for m in models}
    owners |= {s.name for m in models for s in m.slots}
    owners |= {a.name for m in models for s in m.slots for a in s.assets}
    colors: dict[str, Color] = {}
    for key, setting in settings.items():
        if not key.endswith(COLOR_SUFFIX):
            continue
        owner = key.removesuffix(COLOR_SUFFIX)
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


# --- deciding -----------------------------------------------------------------------------------


def _resolve(
    model: Model,
    request: Request,
    path: str,
    parameters: Mapping[str, Value],
    colors: Mapping[str, Color],
    inherited: tuple[str, ...],
) -> Resolved:
    seed, keywords = request.seed, request.keywords
    everywhere = keywords.get(EVERYTHING, ())
    own = keywords.get(model.name, ())
    style = inherited or _implied(seed, path, model)
    assets: dict[str, Asset] = {}
    values: list[ResolvedValue] = []
    for slot in model.slots:
        levels = [keywords.get(slot.name, ()), own, everywhere]
        asked = _effective(levels, model, seed, f"{path}/{slot.name}")
        tags = _effective([asked, style], model, seed, f"{path}/{slot.name}")
        kind = _choose(slot, model, tags, parameters, seed, path)
        template = _template_of(kind, model, asked)
        chosen = tuple(
            _value(p, slot, model, path, seed, parameters, template, asked, tags)
            for p in kind.parameters()
        )
        values.extend(chosen)
        names = (v.key.removeprefix(kind.name + "/") for v in chosen)
        assets[slot.name] = kind(**dict(zip(names, (v.value for v in chosen), strict=True)))
    nested = {
        (inner.model.name, variant): _resolve(
            inner.model,
            request,
            f"{path}/{inner.model.name}:{variant}",
            parameters,
            colors,
            style,
        )
        for inner in model.nested
        for variant in inner.variants
    }
    return Resolved(model, request, path, assets, tuple(values), colors, nested)


def _implied(seed: int, path: str, model: Model) -> tuple[str, ...]:
    """One style and one size for the whole asset when the request names none: parts agree."""
    words = _words_of_model(model)
    implied = []
    for group in (STYLES, SIZES):
        known = [word for word in group if word in words]
        if known:
            name = "style" if group is STYLES else "size"
            implied.append(known[int(uniform(seed, f"{path}/~{name}") * len(known))])
    return tuple(implied)


def _effective(
    levels: Sequence[Sequence[str]], model: Model, seed: int, path: str
) -> tuple[str, ...]:
    """The keywords that hold, the most specific first, at most one style and one size.

    A template brings its tags along, behind the words of its own level.
    """
    templates = {t.name: t for t in model.templates}
    held: list[str] = []
    for level in levels:
        words = [*level, *(tag for w in level if w in templates for tag in templates[w].tags)]
        for group in (SIZES, STYLES):
            several = [w for w in words if w in group]
            taken = any(w in group for w in held)
            if several:
                keep = several[int(uniform(seed, f"{path}/~{group[0]}") * len(several))]
                words = [w for w in words if w not in group or (w == keep and not taken)]
        held.extend(w for w in words if w not in held)
    return tuple(held)


def _choose(
    slot: Slot[Asset],
    model: Model,
    tags: Sequence[str],
    parameters: Mapping[str, Value],
    seed: int,
    path: str,
) -> type[Asset]:
    """The asset whose parameters are set, else one that fits as many keywords as possible."""
    for asset in slot.assets:
        if any(key.startswith(asset.name + "/") for key in parameters):
            return asset
    candidates = list(slot.assets)
    for tag in tags:
        fitting = [a for a in candidates if tag in _words_of_asset(a, slot, model)]
        candidates = fitting or candidates

    def score(asset: type[Asset]) -> float:
        number = uniform(seed, f"{path}/{slot.name}/{asset.name}")
        return -math.log(max(number, 1e-18)) / asset.weight

    return min(candidates, key=score)


def _template_of(
    asset: type[Asset], model: Model, asked: Sequence[str]
) -> tuple[Template, Mapping[str, Value]] | None:
    """The first asked-for template that says something of this asset."""
    for word in asked:
        for template in model.templates:
            if template.name == word:
                for use in template.uses:
                    if use.asset is asset:
                        return template, use.values
    return None


def _value(
    parameter: Parameter,
    slot: Slot[Asset],
    model: Model,
    path: str,
    seed: int,
    parameters: Mapping[str, Value],
    template: tuple[Template, Mapping[str, Value]] | None,
    asked: Sequence[str],
    tags: Sequence[str],
) -> ResolvedValue:
    def made(value: Value, origin: Origin) -> ResolvedValue:
        return ResolvedValue(parameter.key, value, origin, slot.name, parameter.asset, model.name)

    if parameter.key in parameters:
        return made(parameters[parameter.key], Origin.SET)
    if template is not None and parameter.name in template[1]:
        return made(parameter.kind.check(template[1][parameter.name]), Origin.TEMPLATE)
    number = uniform(seed, f"{path}/{parameter.key}")
    if parameter.kind.follows:
        shared = uniform(seed, f"{path}/~{parameter.kind.follows}")
        weight = SHARED_WEIGHT if isinstance(parameter.kind, Range) else 1.0
        number = weight * shared + (1 - weight) * number
    by_keyword = any(tag in parameter.kind.by_tag for tag in asked)
    value = parameter.kind.draw(number, tags)
    return made(value, Origin.KEYWORD if by_keyword else Origin.RANDOM)
