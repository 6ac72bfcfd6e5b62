"""What `get_attributes_with_name` tells of a model: its slots, their assets, their parameters.

Reading is tolerant: whatever is missing or misshapen is left out, and what remains is usable.
`default`, `step`, `unit`, `label`, `description`, `category` and `thumbnail` are this project's own
additions to the wire format; against another service they are empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from opus_studio.api import reading
from opus_studio.api.errors import ProtocolError


class Message(BaseModel):
    """What all messages share: they do not change once made, and unknown fields do not disturb."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ParameterType(StrEnum):
    """How the value of a parameter is written on the wire."""

    FLOAT = "float"
    INT = "int"
    STRING = "string"


_TYPE_SPELLINGS = {
    "float": ParameterType.FLOAT,
    "double": ParameterType.FLOAT,
    "number": ParameterType.FLOAT,
    "int": ParameterType.INT,
    "integer": ParameterType.INT,
    "bool": ParameterType.INT,
    "boolean": ParameterType.INT,
    "string": ParameterType.STRING,
    "str": ParameterType.STRING,
    "enum": ParameterType.STRING,
}

BOOLEAN_UNIT = "bool"
"""The unit that marks an integer 0..1 as a switch."""


class ParameterAttributes(Message):
    """One parameter of an asset.

    Attributes:
        asset: Name of the asset that it belongs to.
        name: Its own name, the second half of `key`.
        attribute: Name of the attribute behind it; usually the same as `name`.
        type: How its value is written.
        range: Lowest and highest value in `unit`, or a string's allowed values; None if unknown.
        default: What the service takes as typical, or None.
        step: The sensible increment in `unit`, or None.
        unit: `m`, `deg`, `count`, `ratio`, `bool`, ... or empty.
        label: Name for people, or empty.
        description: A sentence for people, or empty.
        families: Of a finish: the material of each of its allowed values, such as `wood`; or empty.
    """

    asset: str
    name: str
    attribute: str = ""
    type: ParameterType = ParameterType.FLOAT
    range: tuple[float, float] | tuple[str, ...] | None = None
    default: int | float | str | None = None
    step: float | None = None
    unit: str = ""
    label: str = ""
    description: str = ""
    families: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The full name used in requests: `<asset>/<parameter>`."""
        return f"{self.asset}/{self.name}"

    @property
    def is_boolean(self) -> bool:
        """Whether the parameter is a switch, written as 0 or 1."""
        return self.type is ParameterType.INT and self.unit == BOOLEAN_UNIT

    @property
    def limits(self) -> tuple[float, float] | None:
        """Lowest and highest value of a number, in its unit; None for strings or when unknown."""
        if self.type is ParameterType.STRING or self.range is None:
            return None
        low, high = self.range
        return (float(low), float(high))

    @property
    def choices(self) -> tuple[str, ...]:
        """The allowed values of a string; empty for numbers or when unknown."""
        if self.type is not ParameterType.STRING or self.range is None:
            return ()
        return tuple(str(choice) for choice in self.range)

    @classmethod
    def read(cls, data: Any, asset: str) -> Self | None:
        """Read one parameter; None when it has no name."""
        source = reading.mapping(data)
        name = reading.first_text(source, "name", "attribute")
        if not name:
            return None
        kind = _parameter_type(source)
        unit = reading.text(source.get("unit"))
        span = _range(source.get("range"), kind)
        if reading.text(source.get("type")).casefold() in ("bool", "boolean"):
            unit, span = BOOLEAN_UNIT, (0.0, 1.0)
        return cls(
            asset=asset,
            name=name,
            attribute=reading.text(source.get("attribute")) or name,
            type=kind,
            range=span,
            default=_value(source.get("default"), kind),
            step=step if (step := reading.number(source.get("step"))) and step > 0 else None,
            unit=unit,
            label=reading.text(source.get("label")),
            description=reading.text(source.get("description")),
            families=_families(source.get("families"), span),
        )

    def to_json(self) -> dict[str, Any]:
        """The parameter as the service writes it; fields without content are left out."""
        body: dict[str, Any] = {
            "name": self.name,
            "type": self.type.value,
            "attribute": self.attribute or self.name,
        }
        if self.range is not None:
            body["range"] = [self._written(value) for value in self.range]
        if self.default is not None:
            body["default"] = self._written(self.default)
        if self.step is not None:
            body["step"] = self._written(self.step)
        if self.families:
            body["families"] = list(self.families)
        return body | _filled(unit=self.unit, label=self.label, description=self.description)

    def _written(self, value: float | str) -> float | str:
        return int(value) if self.type is ParameterType.INT else value


def _families(value: Any, span: tuple[float, float] | tuple[str, ...] | None) -> tuple[str, ...]:
    """One for each allowed value, or none at all."""
    found = tuple(map(reading.text, value)) if isinstance(value, list | tuple) else ()
    return found if span is not None and len(found) == len(span) else ()


class AssetAttributes(Message):
    """One of the alternatives for a slot.

    Attributes:
        name: Its name on the wire.
        label: Name for people, or empty.
        description: A sentence for people, or empty.
        tags: Words of size and style that choose it.
        templates: Names of its presets.
        parameters: Its parameters, in the service's order.
    """

    name: str
    label: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    parameters: tuple[ParameterAttributes, ...] = ()

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """Tags and templates together, each once."""
        return tuple(dict.fromkeys((*self.tags, *self.templates)))

    @classmethod
    def read(cls, data: Any) -> Self | None:
        """Read one asset, also from a bare name; None when it has none."""
        source: Any = {"name": data} if isinstance(data, str) else reading.mapping(data)
        name = reading.text(source.get("name"))
        if not name:
            return None
        found = (
            ParameterAttributes.read(item, name)
            for item in reading.mappings(source.get("parameters"))
        )
        parameters = {item.name: item for item in found if item is not None}
        return cls(
            name=name,
            label=reading.text(source.get("label")),
            description=reading.text(source.get("description")),
            tags=reading.texts(source.get("tags")),
            templates=reading.texts(source.get("templates")),
            parameters=tuple(parameters.values()),
        )

    def to_json(self) -> dict[str, Any]:
        """The asset as the service writes it."""
        return {
            "name": self.name,
            "tags": list(self.tags),
            "templates": list(self.templates),
            "parameters": [parameter.to_json() for parameter in self.parameters],
        } | _filled(label=self.label, description=self.description)


class SlotAttributes(Message):
    """A component of a model: a place that one of several assets fills.

    Attributes:
        name: Its name on the wire, the key for its keywords.
        label: Name for people, or empty.
        description: A sentence for people, or empty.
        model: Name of the model that owns it; a structure's answer holds nested models too.
        assets: The alternatives, in the service's order.
    """

    name: str
    label: str = ""
    description: str = ""
    model: str = ""
    assets: tuple[AssetAttributes, ...] = ()

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """Every tag and template of its assets, each once."""
        return tuple(dict.fromkeys(word for asset in self.assets for word in asset.keywords))

    @classmethod
    def read(cls, name: str, data: Any, model: str) -> Self:
        """Read one slot."""
        source = reading.mapping(data)
        raw = source.get("assets")
        found = (AssetAttributes.read(item) for item in (raw if isinstance(raw, list) else ()))
        assets = {item.name: item for item in found if item is not None}
        return cls(
            name=name,
            label=reading.text(source.get("label")),
            description=reading.text(source.get("description")),
            model=model,
            assets=tuple(assets.values()),
        )

    def to_json(self) -> dict[str, Any]:
        """The slot as the service writes it."""
        return {"assets": [asset.to_json() for asset in self.assets]} | _filled(
            label=self.label, description=self.description
        )


class ModelAttributes(Message):
    """A model and what can be set on it.

    Attributes:
        name: Its name on the wire.
        label: Name for people, or empty.
        description: A sentence for people, or empty.
        category: The group that a catalogue shows it in, or empty.
        thumbnail: Address of a picture, or empty.
        slots: Its components, in the service's order.
    """

    name: str
    label: str = ""
    description: str = ""
    category: str = ""
    thumbnail: str = ""
    slots: tuple[SlotAttributes, ...] = ()

    def slot(self, name: str) -> SlotAttributes | None:
        """The slot of that name, or None."""
        return next((slot for slot in self.slots if slot.name == name), None)

    @property
    def parameters(self) -> Iterator[ParameterAttributes]:
        """Every parameter of every asset of every slot."""
        return (
            parameter
            for slot in self.slots
            for asset in slot.assets
            for parameter in asset.parameters
        )

    @classmethod
    def read(cls, name: str, data: Any) -> Self:
        """Read one model: what has `assets` is a slot, strings beside it are its own texts."""
        source = reading.mapping(data)
        return cls(
            name=name,
            label=reading.text(source.get("label")),
            description=reading.text(source.get("description")),
            category=reading.text(source.get("category")),
            thumbnail=reading.text(source.get("thumbnail")),
            slots=tuple(
                SlotAttributes.read(slot, value, name)
                for key, value in source.items()
                if isinstance(value, dict) and "assets" in value and (slot := reading.text(key))
            ),
        )

    def to_json(self) -> dict[str, Any]:
        """The model as the service writes it."""
        return _filled(
            label=self.label,
            description=self.description,
            category=self.category,
            thumbnail=self.thumbnail,
        ) | {slot.name: slot.to_json() for slot in self.slots}


class Attributes(Message):
    """The answer of Get Attributes: the model, and after it the models nested in it.

    Attributes:
        models: At least one; the model that was asked for comes first.
    """

    models: tuple[ModelAttributes, ...]

    @property
    def main(self) -> ModelAttributes:
        """The model that was asked for."""
        return self.models[0]

    @property
    def nested(self) -> tuple[ModelAttributes, ...]:
        """The models nested in it; empty for a component."""
        return self.models[1:]

    @property
    def slots(self) -> tuple[SlotAttributes, ...]:
        """The slots of all models, the main one's first."""
        return tuple(slot for model in self.models for slot in model.slots)

    def model(self, name: str) -> ModelAttributes | None:
        """The model of that name, or None."""
        return next((model for model in self.models if model.name == name), None)

    def parameter(self, key: str) -> ParameterAttributes | None:
        """The parameter with that full name, or None."""
        return next(
            (found for model in self.models for found in model.parameters if found.key == key), None
        )

    @classmethod
    def read(cls, data: Any, name: str = "") -> Self:
        """Read the whole answer.

        Args:
            data: The parsed JSON.
            name: The model that was asked for; it is put first whatever the order of the answer.

        Raises:
            ProtocolError: When there is no model in it.
        """
        source = reading.mapping(data)
        models = [
            ModelAttributes.read(model, value)
            for key, value in source.items()
            if isinstance(value, dict) and (model := reading.text(key))
        ]
        if not models:
            raise ProtocolError("The service described no model in its answer.")
        models.sort(key=lambda model: model.name != name)
        return cls(models=tuple(models))

    def to_json(self) -> dict[str, Any]:
        """The answer as the service writes it."""
        return {model.name: model.to_json() for model in self.models}


def _filled(**fields: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _parameter_type(source: Any) -> ParameterType:
    """The declared type; where it is missing or unknown, what range and default look like."""
    known = _TYPE_SPELLINGS.get(reading.text(source.get("type")).casefold())
    if known is not None:
        return known
    raw = source.get("range")
    samples = [*(raw if isinstance(raw, list) else ()), source.get("default")]
    return (
        ParameterType.STRING
        if any(isinstance(sample, str) and reading.number(sample) is None for sample in samples)
        else ParameterType.FLOAT
    )


def _range(raw: Any, kind: ParameterType) -> tuple[float, float] | tuple[str, ...] | None:
    if kind is ParameterType.STRING:
        return reading.texts(raw) or None
    if not isinstance(raw, list) or len(raw) != 2:
        return None
    low, high = (reading.number(value) for value in raw)
    if low is None or high is None:
        return None
    return (min(low, high), max(low, high))


def _value(raw: Any, kind: ParameterType) -> int | float | str | None:
    if kind is ParameterType.STRING:
        return reading.text(raw) or None
    return reading.whole(raw) if kind is ParameterType.INT else reading.number(raw)
