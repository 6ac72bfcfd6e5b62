"""Assets, their parameters, and the slots in which they stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any, ClassVar, Generic, TypeVar, cast

from opus_studio.engine.schema.parameters import Kind
from opus_studio.engine.values import Value


@dataclass(frozen=True)
class Parameter:
    """A parameter of an asset, as declared.

    Attributes:
        asset: Name of the asset that it belongs to.
        name: Its own name; a request says `<asset>/<name>`.
        kind: Its range and how it is drawn and checked.
        default: The value of a typical product.
        description: One sentence for the user.
    """

    asset: str
    name: str
    kind: Kind
    default: Value
    description: str

    @property
    def key(self) -> str:
        """The full name used in requests: `<asset>/<name>`."""
        return f"{self.asset}/{self.name}"

    @property
    def label(self) -> str:
        """The name in words: `arm_height` becomes `Arm height`.

        Two and more leading words that only repeat the asset's name are left out: in
        `furniture_table_layouts_rectangle`, `rectangle_table_height` is the `Height`.
        """
        own, said = self.name.split("_"), set(self.asset.split("_"))
        kept = list(dropwhile(said.__contains__, own))
        return words("_".join(kept if kept and len(own) - len(kept) > 1 else own))


class Asset:
    """One alternative for a slot; an instance holds concrete values of its parameters.

    Subclasses are frozen dataclasses; the class line gives `name`, and where wanted `label`, `tags`
    and `weight` (how often it is drawn, against 1 of the others). The docstring's first paragraph
    is what the user reads.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    tags: ClassVar[tuple[str, ...]]
    weight: ClassVar[float]

    def __init_subclass__(
        cls,
        *,
        name: str = "",
        label: str = "",
        tags: tuple[str, ...] = (),
        weight: float = 1.0,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        if name:  # a subclass without a name is a shared base of several assets
            cls.name = name
            cls.label = label
            cls.tags = tags
            cls.weight = weight

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        """The declared parameters, in order."""
        cached: tuple[Parameter, ...] | None = cls.__dict__.get("_parameters")
        if cached is None:
            cached = tuple(
                Parameter(
                    cls.name,
                    f.name,
                    f.metadata["kind"],
                    cast(Value, f.default),
                    f.metadata["description"],
                )
                for f in dataclasses.fields(cls)  # type: ignore[arg-type]
                if "kind" in f.metadata
            )
            cls._parameters = cached  # type: ignore[attr-defined]
        return cached

    @classmethod
    def description(cls) -> str:
        """The first paragraph of the class's docstring."""
        return " ".join((cls.__doc__ or "").split("\n\n")[0].split())


AssetT_co = TypeVar("AssetT_co", bound=Asset, covariant=True)


class Slot(Generic[AssetT_co]):
    """A place in a model for which there are alternative assets.

    Attributes:
        name: As in requests, such as `sofa_arm`.
        assets: The alternatives.
        label: In words, such as `Arm`.
        takes_model_color: `<Model>/color_rgb` colours this slot too (glass and metal fittings
            say False; they take a colour of their own only).
    """

    def __init__(
        self,
        name: str,
        *assets: type[AssetT_co],
        label: str = "",
        takes_model_color: bool = True,
    ) -> None:
        self.name = name
        self.assets = assets
        self.label = label or words(name)
        self.takes_model_color = takes_model_color

    def __repr__(self) -> str:
        return f"Slot({self.name!r})"

    def tags(self, asset: type[Asset]) -> tuple[str, ...]:
        """What selects this asset: its tags, those its parameters react to, and its short name."""
        reacts = (tag for parameter in asset.parameters() for tag in parameter.kind.by_tag)
        return tuple(dict.fromkeys([*asset.tags, *reacts, self.short_name(asset)]))

    def short_name(self, asset: type[Asset]) -> str:
        """The asset's name without the slot's: `sofa_arm_circular` in `sofa_arm` is `circular`."""
        return asset.name.removeprefix(self.name + "_")


@dataclass(frozen=True)
class Use:
    """One asset of a template, with the values that the template sets."""

    asset: type[Asset]
    values: Mapping[str, Value]


def use(asset: type[Asset], **values: Value) -> Use:
    """Let a template choose `asset` and set some of its parameters.

    Raises:
        ValueError: A name is not a parameter of the asset, or a value is out of its range.
    """
    known = {parameter.name: parameter for parameter in asset.parameters()}
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"{asset.name} has no parameter {name!r}; it has {sorted(known)}")
        known[name].kind.check(value)
    return Use(asset, values)


def words(name: str) -> str:
    """`arm_height` in words: `Arm height`."""
    text = name.replace("_", " ").strip()
    return text[:1].upper() + text[1:]
