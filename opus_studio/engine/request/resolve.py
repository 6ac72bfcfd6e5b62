"""From a request and a seed to every final value, each with its origin.

Every draw uses a uniform number that depends on the seed and on the parameter's own name only
(a hash of both), so setting one parameter, or adding one to the code, changes no other. An asset is
drawn by weighted rendezvous hashing for the same reason: a new alternative changes only the draws
that it wins.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from opus_studio.engine.color import Color
from opus_studio.engine.random_streams import uniform
from opus_studio.engine.request.validate import check_colors, check_keywords, check_parameters
from opus_studio.engine.schema import (
    SIZES,
    STYLES,
    Asset,
    Model,
    Parameter,
    Range,
    Request,
    Resolved,
    Slot,
    words_of_asset,
    words_of_model,
)
from opus_studio.engine.values import Origin, ResolvedValue, Value
from opus_studio.protocol import EVERYTHING

SHARED_WEIGHT: Final = 0.65
"""How much of a number's draw comes from the stream that it follows; the rest is its own."""


def resolve(model: Model, request: Request) -> Resolved:
    """Decide everything.

    Raises:
        RequestError: An unknown parameter or keyword, or a value that is not allowed.
    """
    models = tuple(_family(model))
    check_keywords(models, request.keywords)
    parameters = check_parameters(models, request.parameters)
    colors = check_colors(models, request.parameters)
    return _resolve(model, request, model.name, parameters, colors, ())


def _family(model: Model) -> Iterable[Model]:
    """The model and everything inside it, each once."""
    yield model
    for nested in model.nested:
        yield from _family(nested.model)


def _resolve(
    model: Model,
    request: Request,
    path: str,
    parameters: Mapping[str, Value],
    colors: Mapping[str, Color],
    inherited: tuple[str, ...],
) -> Resolved:
    draw = _Draw(model, request, path, parameters)
    implied = inherited or draw.implied_words()
    assets: dict[str, Asset] = {}
    values: list[ResolvedValue] = []
    for slot in model.slots:
        requested = draw.requested_keywords(slot)
        active_keywords = draw.effective([requested, implied], slot.name)
        kind = draw.asset(slot, active_keywords)
        chosen = draw.values(slot, kind, requested, active_keywords)
        values.extend(chosen)
        names = (value.key.removeprefix(kind.name + "/") for value in chosen)
        assets[slot.name] = kind(**dict(zip(names, (v.value for v in chosen), strict=True)))
    # What was asked of a structure holds inside it too, behind what is asked of the parts there.
    own = [request.keywords.get(key, ()) for key in (model.name, EVERYTHING)]
    handed_down = draw.effective([*own, implied], "~nested") if model.nested else ()
    nested = {
        (inner.model.name, variant): _resolve(
            inner.model,
            request,
            f"{path}/{inner.model.name}:{variant}",
            parameters,
            colors,
            handed_down,
        )
        for inner in model.nested
        for variant in inner.variants
    }
    return Resolved(model, request, path, assets, tuple(values), colors, nested)


@dataclass(frozen=True)
class _Draw:
    """The draws of one model: each depends on the seed and on what is drawn, on nothing else."""

    model: Model
    request: Request
    path: str
    parameters: Mapping[str, Value]

    def uniform(self, name: str) -> float:
        return uniform(self.request.seed, f"{self.path}/{name}")

    def implied_words(self) -> tuple[str, ...]:
        """One style and one size for the whole asset when the request names none: parts agree."""
        known = words_of_model(self.model)
        groups = {"style": STYLES, "size": SIZES}
        drawn = []
        for name, group in groups.items():
            words = [word for word in group if word in known]
            if words:
                drawn.append(words[int(self.uniform(f"~{name}") * len(words))])
        return tuple(drawn)

    def requested_keywords(self, slot: Slot[Asset]) -> tuple[str, ...]:
        """The request's keywords for a slot, the most specific first."""
        keywords = self.request.keywords
        levels = [keywords.get(key, ()) for key in (slot.name, self.model.name, EVERYTHING)]
        return self.effective(levels, slot.name)

    def effective(self, levels: Sequence[Sequence[str]], name: str) -> tuple[str, ...]:
        """The keywords that hold, the most specific first, at most one style and one size.

        A template brings its tags along, behind the words of its own level.
        """
        templates = {template.name: template for template in self.model.templates}
        active_keywords: list[str] = []
        for level in levels:
            words = [*level, *(tag for w in level if w in templates for tag in templates[w].tags)]
            for group in (SIZES, STYLES):
                several = [word for word in words if word in group]
                if several:
                    keep = several[int(self.uniform(f"{name}/~{group[0]}") * len(several))]
                    taken = any(word in group for word in active_keywords)
                    words = [w for w in words if w not in group or (w == keep and not taken)]
            active_keywords.extend(word for word in words if word not in active_keywords)
        return tuple(active_keywords)

    def asset(self, slot: Slot[Asset], active_keywords: Sequence[str]) -> type[Asset]:
        """The asset whose parameters are set, else one that fits as many keywords as possible."""
        for asset in slot.assets:
            if any(key.startswith(asset.name + "/") for key in self.parameters):
                return asset
        candidates = list(slot.assets)
        for word in active_keywords:
            fitting = [a for a in candidates if word in words_of_asset(a, slot, self.model)]
            candidates = fitting or candidates

        def score(asset: type[Asset]) -> float:
            number = self.uniform(f"{slot.name}/{asset.name}")
            return -math.log(max(number, 1e-18)) / asset.weight

        return min(candidates, key=score)

    def values(
        self,
        slot: Slot[Asset],
        asset: type[Asset],
        requested: Sequence[str],
        active_keywords: Sequence[str],
    ) -> tuple[ResolvedValue, ...]:
        """The final value of every parameter of the chosen asset."""
        preset = self._preset(asset, requested)
        resolved = []
        for parameter in asset.parameters():
            if parameter.key in self.parameters:
                value, origin = self.parameters[parameter.key], Origin.SET
            elif parameter.name in preset:
                value, origin = parameter.kind.check(preset[parameter.name]), Origin.TEMPLATE
            else:
                value = parameter.kind.draw(self._number(parameter), active_keywords)
                tagged = any(word in parameter.kind.by_tag for word in requested)
                origin = Origin.KEYWORD if tagged else Origin.RANDOM
            resolved.append(
                ResolvedValue(parameter.key, value, origin, slot.name, asset.name, self.model.name)
            )
        return tuple(resolved)

    def _preset(self, asset: type[Asset], requested: Sequence[str]) -> Mapping[str, Value]:
        """What the first asked-for template that knows this asset sets."""
        templates = {template.name: template for template in self.model.templates}
        uses = (use for word in requested if word in templates for use in templates[word].uses)
        return next((use.values for use in uses if use.asset is asset), {})

    def _number(self, parameter: Parameter) -> float:
        """The parameter's own uniform number, mixed with that of the stream that it follows."""
        own = self.uniform(parameter.key)
        if not parameter.kind.correlated_with:
            return own
        shared = self.uniform(f"~{parameter.kind.correlated_with}")
        weight = SHARED_WEIGHT if isinstance(parameter.kind, Range) else 1.0
        return weight * shared + (1 - weight) * own
