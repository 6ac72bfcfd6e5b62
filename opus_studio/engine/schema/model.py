"""A model of the catalogue, and the same with everything decided: they refer to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np

from opus_studio.engine.color import Color
from opus_studio.engine.color import color as named_color
from opus_studio.engine.random_streams import generator
from opus_studio.engine.scene import Material, Scene
from opus_studio.engine.schema.asset import Asset, Parameter, Slot, Use
from opus_studio.engine.schema.request import Request
from opus_studio.engine.values import Origin, ResolvedValue, Value
from opus_studio.protocol import ModelKind

AssetT = TypeVar("AssetT", bound=Asset)


@dataclass(frozen=True)
class Template:
    """A named preset over several slots, called after a real thing (`french_casement`).

    Attributes:
        name: The keyword.
        description: One sentence for the user.
        uses: The assets that it chooses and the values that it sets.
        tags: Further keywords that hold for the model's other slots when it is chosen.
    """

    name: str
    description: str
    uses: tuple[Use, ...]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Nested:
    """A model inside a structure and the distinct variants of it that the structure needs."""

    model: Model
    variants: tuple[str, ...] = ("",)


@dataclass(frozen=True, eq=False)
class Model:
    """A parametric model of the catalogue.

    Attributes:
        name: As in requests, such as `Window`.
        category: The group in the catalogue, such as `Openings`.
        description: One or two sentences for the user.
        slots: The places for which assets are chosen.
        build: Makes the scene from resolved values; draws nothing at random except surface
            irregularity from the streams it is given.
        templates: The model's presets.
        kind: Component, or structure (an assembly of components).
        nested: The models inside a structure.
        display_name: What people read, where the name in requests does not say it well.
    """

    name: str
    category: str
    description: str
    slots: tuple[Slot[Asset], ...]
    build: Callable[[Resolved], Scene]
    templates: tuple[Template, ...] = ()
    kind: ModelKind = ModelKind.COMPONENT
    nested: tuple[Nested, ...] = ()
    display_name: str = ""

    @property
    def label(self) -> str:
        """The display name, else the name in words: `FloorLamp` becomes `Floor lamp`."""
        if self.display_name:
            return self.display_name
        spaced = "".join(f" {c}" if c.isupper() else c for c in self.name).strip()
        return spaced[:1] + spaced[1:].lower()

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """Every parameter of every asset of the model's own slots, by its full name."""
        return {p.key: p for slot in self.slots for a in slot.assets for p in a.parameters()}

    def slot_of(self, asset: type[Asset]) -> Slot[Asset]:
        """The slot in which the asset stands."""
        return next(slot for slot in self.slots if asset in slot.assets)

    def template_names(self, asset: type[Asset]) -> tuple[str, ...]:
        """The templates that choose this asset."""
        return tuple(t.name for t in self.templates if any(u.asset is asset for u in t.uses))


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
        return generator(self.request.seed, f"{self.path}/{name}")

    def material(self, slot: Slot[Any], name: str, finish: str, **rest: Any) -> Material:
        """The material of a part: the user's colour where one was given, else the finish's.

        Args:
            slot: The slot that the part belongs to.
            name: What a user reads in another program, such as `Frame`.
            finish: A finish, or `finish/color`.
            **rest: Further fields of `Material`.
        """
        base, _, named = finish.partition("/")
        requested = self.color(slot)
        chosen = requested if requested is not None else (named_color(named) if named else None)
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

    def with_asset(self, slot: Slot[Any], asset: Asset) -> Resolved:
        """The same with another asset in a slot, its values derived."""
        said = tuple(
            ResolvedValue(p.key, getattr(asset, p.name), Origin.DERIVED, slot.name, asset.name,
                          self.model.name)
            for p in asset.parameters()
        )  # fmt: skip
        kept = tuple(v for v in self.values if v.slot != slot.name)
        return replace(self, assets={**self.assets, slot.name: asset}, values=(*kept, *said))

    @property
    def derived(self) -> tuple[ResolvedValue, ...]:
        """The values that `fitted` and `with_asset` put in place of others, inside as well."""
        own = (v for v in self.values if v.origin is Origin.DERIVED)
        return (*own, *(v for inner in self.nested.values() for v in inner.derived))

    def all_values(self, derived: Iterable[ResolvedValue] = ()) -> tuple[ResolvedValue, ...]:
        """The values of this model and of everything inside it, each key once.

        Args:
            derived: What the build chose in place of some (`Scene.derived`).
        """
        found = {value.key: value for inner in self.nested.values() for value in inner.all_values()}
        found.update({value.key: value for value in self.values})
        chosen = {value.key: value for value in derived}
        assets = {(value.model, value.slot): value.asset for value in chosen.values()}
        kept = {
            key: value
            for key, value in found.items()
            if assets.get((value.model, value.slot), value.asset) == value.asset
        }
        return tuple((kept | chosen).values())
