"""What a model is: models, slots, assets, their parameters, tags and templates.

A model's author writes each alternative of a slot as a frozen dataclass and each parameter as one
of its fields, made by `length`, `angle`, `ratio`, `count`, `flag`, `choice` or `finish`. Everything
that others need to know of a parameter (range, unit, step, text, how it is drawn) is declared there
once; the API's attributes, the form, the validation and the randomiser all read it.

    @dataclass(frozen=True)
    class Casement(Asset, name="window_opening_casement", tags=("classic", "modern")):
        \"\"\"One or two side-hung sashes.\"\"\"
        sashes: int = count(1, 1, 2, "Number of sashes.")
        opening_angle: float = angle(0, 0, 110, "How far the sashes stand open.", typical=(0, 0))

    OPENING = Slot("window_opening", Casement, Fixed)
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from opus_studio.engine.parameters import Kind, Options, Range, Span, Switch, Value
from opus_studio.protocol import ModelKind

if TYPE_CHECKING:
    from opus_studio.engine.resolve import Resolved
    from opus_studio.engine.scene import Scene

SIZES = ("small", "medium", "large")
"""The size keywords: at most one of them holds for a part."""

STYLES = ("simple", "modern", "classic", "rustic", "industrial", "craftsman", "scandinavian")
"""The style keywords: at most one of them holds for a part."""


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
    """

    name: str
    category: str
    description: str
    slots: tuple[Slot[Asset], ...]
    build: Callable[[Resolved], Scene]
    templates: tuple[Template, ...] = ()
    kind: ModelKind = ModelKind.COMPONENT
    nested: tuple[Nested, ...] = ()

    @property
    def label(self) -> str:
        """The name in words: `FloorLamp` becomes `Floor lamp`."""
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


def words(name: str) -> str:
    """`arm_height` in words: `Arm height`."""
    text = name.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def tagged(**ranges: Any) -> Mapping[str, Any]:
    """What a parameter draws from when a keyword holds: `tagged(small=(0.4, 0.8))`."""
    return ranges


def length(
    default: float,
    low: float,
    high: float,
    description: str,
    *,
    step: float = 0.01,
    typical: Span | None = None,
    tags: Mapping[str, Span] | None = None,
    follows: str = "",
) -> Any:
    """A length in metres between `low` and `high`.

    Args:
        default: The value of a typical product.
        low: Least allowed value.
        high: Greatest allowed value.
        description: One sentence for the user.
        step: Resolution of random values and of the slider.
        typical: What is drawn at random without a keyword; the whole range when None.
        tags: What is drawn when a keyword holds; see `tagged`.
        follows: Name of a shared stream: all parameters that follow it lie at the same place of
            their ranges (a wide window is also a high one).
    """
    return _field(default, Range(low, high, step, "m", typical, tags or {}, follows), description)


def angle(
    default: float,
    low: float,
    high: float,
    description: str,
    *,
    step: float = 1.0,
    typical: Span | None = None,
    tags: Mapping[str, Span] | None = None,
    follows: str = "",
) -> Any:
    """An angle in degrees; see `length`."""
    return _field(default, Range(low, high, step, "deg", typical, tags or {}, follows), description)


def ratio(
    default: float,
    low: float,
    high: float,
    description: str,
    *,
    step: float = 0.01,
    typical: Span | None = None,
    tags: Mapping[str, Span] | None = None,
    follows: str = "",
) -> Any:
    """A share or factor without a unit; see `length`."""
    kind = Range(low, high, step, "ratio", typical, tags or {}, follows)
    return _field(default, kind, description)


def count(
    default: int,
    low: int,
    high: int,
    description: str,
    *,
    typical: Span | None = None,
    tags: Mapping[str, Span] | None = None,
    follows: str = "",
) -> Any:
    """A whole number; see `length`."""
    kind = Range(low, high, 1, "count", typical, tags or {}, follows, whole=True)
    return _field(default, kind, description)


def flag(
    default: bool,
    description: str,
    *,
    chance: float = 0.5,
    tags: Mapping[str, float] | None = None,
    follows: str = "",
) -> Any:
    """Yes or no; `chance` (and per keyword `tags`) is the probability of yes."""
    return _field(default, Switch(chance, tags or {}, follows), description)


def choice(
    default: str,
    options: tuple[str, ...],
    description: str,
    *,
    typical: tuple[str, ...] | None = None,
    tags: Mapping[str, tuple[str, ...]] | None = None,
    follows: str = "",
) -> Any:
    """One of several words."""
    return _field(default, Options(options, typical, tags or {}, follows), description)


def finish(
    default: str,
    options: tuple[str, ...],
    description: str,
    *,
    typical: tuple[str, ...] | None = None,
    tags: Mapping[str, tuple[str, ...]] | None = None,
    follows: str = "palette",
) -> Any:
    """What a surface is made of: a finish's name, or `finish/color` such as `painted_wood/white`.

    Finishes follow the stream `palette` unless said otherwise: declare the options of every slot in
    the same order, and the parts of one asset belong together.
    """
    kind = Options(options, typical, tags or {}, follows, unit="finish")
    return _field(default, kind, description)


def _field(default: Value, kind: Kind, description: str) -> Any:
    kind.check(default)
    return dataclasses.field(
        default=default, metadata={"kind": kind, "description": " ".join(description.split())}
    )
