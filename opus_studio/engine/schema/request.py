"""What a user asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from opus_studio.protocol import DEFAULT_EXTENSIONS, TEXTURE_RESOLUTIONS

Setting: TypeAlias = float | int | str | bool | tuple[float, float, float]
"""A value in a request: a parameter's, or a colour."""


@dataclass(frozen=True)
class Request:
    """What a user asked for.

    Attributes:
        name: The model's.
        seed: Decides everything that is not set.
        parameters: By full name `<asset>/<parameter>` or `<model, slot or asset>/color_rgb`.
        keywords: Tags and templates by `*`, model or slot; the more specific wins.
        texture_resolution: Pixels along the edge of each map.
        extensions: The file formats.
    """

    name: str
    seed: int = 0
    parameters: Mapping[str, Setting] = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texture_resolution: int = TEXTURE_RESOLUTIONS[0]
    extensions: tuple[str, ...] = DEFAULT_EXTENSIONS

    def to_json(self) -> dict[str, Any]:
        """The request as the API's JSON body."""
        return {
            "name": self.name,
            "texture_resolution": str(self.texture_resolution),
            "extensions": list(self.extensions),
            "parameters": {
                key: list(value) if isinstance(value, tuple) else value
                for key, value in self.parameters.items()
            },
            "keywords": {key: list(words) for key, words in self.keywords.items()},
            "seed": self.seed,
        }
