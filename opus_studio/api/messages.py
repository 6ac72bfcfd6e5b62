"""The messages of the OPUS protocol: strict when written, tolerant when read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Self, TypeAlias

from pydantic import Field, field_validator

from opus_studio.api import reading
from opus_studio.api.attributes import (
    AssetAttributes,
    Attributes,
    Message,
    ModelAttributes,
    ParameterAttributes,
    ParameterType,
    SlotAttributes,
)
from opus_studio.api.errors import ProtocolError
from opus_studio.api.results import JobFailure, JobResult, JobTicket, VariantResult
from opus_studio.protocol import (
    DEFAULT_EXTENSIONS,
    MAX_COUNT,
    MAX_SEED,
    TEXTURE_RESOLUTIONS,
    Extension,
    JobStatus,
    ModelKind,
    Resolution,
)

__all__ = [
    "AssetAttributes",
    "Attributes",
    "GenerationRequest",
    "JobFailure",
    "JobResult",
    "JobStatus",
    "JobTicket",
    "ModelAttributes",
    "ModelKind",
    "ModelNames",
    "ParameterAttributes",
    "ParameterType",
    "ParameterValue",
    "SlotAttributes",
    "VariantResult",
]

ParameterValue: TypeAlias = bool | int | float | str | tuple[int | float, int | float, int | float]
"""A number in the parameter's unit, a switch, one of the allowed words, or a colour as r, g, b."""


class GenerationRequest(Message):
    """What a user asks for.

    Attributes:
        name: The model.
        kind: Its category; it chooses the route and is not written into the body.
        texture_resolution: Side of each texture map, pixels.
        extensions: The file formats wanted, at least one.
        parameters: Full name (`<asset>/<parameter>`) to value. What is not named is drawn from the
            seed.
        keywords: Slot, nested model or `*` to tags and templates.
        seed: 0 to `MAX_SEED`; None lets the service draw one and report it.
        count: How many variants, 1 to `MAX_COUNT`; more than one goes to the batch route.

    Raises:
        pydantic.ValidationError: When made with a value that the protocol does not allow.
    """

    name: str = Field(min_length=1)
    kind: ModelKind = ModelKind.COMPONENT
    texture_resolution: Resolution = TEXTURE_RESOLUTIONS[0]
    extensions: tuple[Extension, ...] = Field(default=DEFAULT_EXTENSIONS, min_length=1)
    parameters: dict[str, ParameterValue] = Field(default_factory=dict)
    keywords: dict[str, tuple[Annotated[str, Field(min_length=1)], ...]] = Field(
        default_factory=dict
    )
    seed: int | None = Field(default=None, ge=0, le=MAX_SEED)
    count: int = Field(default=1, ge=1, le=MAX_COUNT)

    @field_validator("texture_resolution", mode="before")
    @classmethod
    def _resolution_from_text(cls, value: object) -> object:
        return int(value) if isinstance(value, str) and value.isdecimal() else value

    @field_validator("extensions")
    @classmethod
    def _each_extension_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value))

    @field_validator("parameters")
    @classmethod
    def _parameters_are_writable(
        cls, value: dict[str, ParameterValue]
    ) -> dict[str, ParameterValue]:
        for key, entry in value.items():
            owner, slash, parameter = key.partition("/")
            if not (owner and slash and parameter):
                raise ValueError(f"{key!r} is not of the form <asset>/<parameter>")
            parts = entry if isinstance(entry, tuple) else (entry,)
            if any(isinstance(part, float) and not math.isfinite(part) for part in parts):
                raise ValueError(f"{key} must be a finite number")
        return value

    def body(self) -> dict[str, Any]:
        """The exact JSON body of the request; `count` is in it when there is more than one."""
        body: dict[str, Any] = {
            "name": self.name,
            "texture_resolution": str(self.texture_resolution),
            "extensions": list(self.extensions),
        }
        if self.parameters:
            body["parameters"] = {key: _written(value) for key, value in self.parameters.items()}
        keywords = {key: list(words) for key, words in self.keywords.items() if words}
        if keywords:
            body["keywords"] = keywords
        if self.seed is not None:
            body["seed"] = self.seed
        if self.count > 1:
            body["count"] = self.count
        return body

    def to_text(self) -> str:
        """The request as text for storage, `kind` and `count` included; see `from_text`."""
        return self.model_dump_json()

    @classmethod
    def from_text(cls, text: str | bytes) -> Self:
        """The request that `to_text` wrote.

        Raises:
            pydantic.ValidationError: When the text is not a request.
        """
        return cls.model_validate_json(text)

    @classmethod
    def from_body(cls, body: Mapping[str, Any], kind: ModelKind = ModelKind.COMPONENT) -> Self:
        """The request behind a wire body, such as the one kept in `opus_output.json`.

        Raises:
            pydantic.ValidationError: When the body is not a request.
        """
        given = {name: value for name, value in body.items() if value is not None}
        return cls.model_validate(given | {"kind": kind})


class ModelNames(Message):
    """The answer of Get All Model Names.

    Attributes:
        structures: Names of the assemblies, in the service's order.
        components: Names of the standalone parts, in the service's order.
    """

    structures: tuple[str, ...] = ()
    components: tuple[str, ...] = ()

    def kind_of(self, name: str) -> ModelKind | None:
        """The category of a model, or None when the service does not offer it."""
        if name in self.structures:
            return ModelKind.STRUCTURE
        return ModelKind.COMPONENT if name in self.components else None

    @classmethod
    def read(cls, data: Any) -> Self:
        """Read the answer, without regard to the case of the two headings.

        Raises:
            ProtocolError: When neither heading is there.
        """
        source = {str(key).casefold(): value for key, value in reading.mapping(data).items()}
        if not {"structures", "components"} & source.keys():
            raise ProtocolError("The service listed no models in its answer.")
        return cls(
            structures=reading.texts(source.get("structures")),
            components=reading.texts(source.get("components")),
        )

    def to_json(self) -> dict[str, list[str]]:
        """The answer as the service writes it."""
        return {"Structures": list(self.structures), "Components": list(self.components)}


def _written(value: ParameterValue) -> object:
    """A parameter's value as the wire has it: a switch is 0 or 1, a colour a list."""
    if isinstance(value, bool):
        return int(value)
    return list(value) if isinstance(value, tuple) else value
