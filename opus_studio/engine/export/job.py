"""What an exporter is given, and what it declares of itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from opus_studio.engine.export.images import ImageKey, ImageStore, packed_maps, split_maps
from opus_studio.engine.export.prepare import PreparedMaterial, PreparedScene


@dataclass(frozen=True, eq=False)
class ExportJob:
    """One export: the same object serves every format.

    Attributes:
        scene: What to write.
        images: Every image that the formats of this export need, made.
        directory: Where the files go.
        name: Stem of the model file, `<name>.<extension>`.
        extras: Facts to carry in the file: the request, the seed, the generator's version.
    """

    scene: PreparedScene
    images: ImageStore
    directory: Path
    name: str
    extras: Mapping[str, Any]

    def file(self, extension: str) -> Path:
        """The model file with that extension."""
        return self.directory / f"{self.name}.{extension}"

    @property
    def extras_text(self) -> str:
        """The facts as one line of JSON, for formats that carry text only."""
        return compact_json(self.extras)


class TextureUse(Enum):
    """Which images a format takes, and where it wants them."""

    NONE = (None, False)
    PACKED_INSIDE = (packed_maps, False)
    PACKED_BESIDE = (packed_maps, True)
    SPLIT_INSIDE = (split_maps, False)
    SPLIT_BESIDE = (split_maps, True)

    @property
    def beside(self) -> bool:
        """The images are files in the texture folder, not inside the model file."""
        return self.value[1]

    def images(self, material: PreparedMaterial) -> tuple[ImageKey, ...]:
        """The images that a material needs."""
        maps = None if self.value[0] is None else self.value[0](material)
        if maps is None:
            return ()
        return tuple(key for key in vars(maps).values() if key is not None)


Writer: TypeAlias = Callable[[ExportJob], tuple[Path, ...]]
"""Writes a model; answers every file of it, the model file first."""


def compact_json(value: object) -> str:
    """JSON in its shortest form with sorted keys; numpy's numbers and tuples are understood."""
    return json.dumps(
        value,
        separators=(",", ":"),
        sort_keys=True,
        ensure_ascii=False,
        allow_nan=False,
        default=plain,
    )


def plain(value: object) -> object:
    """A value that JSON does not know, as one that it does.

    Raises:
        TypeError: There is no such value.
    """
    if isinstance(value, np.generic | np.ndarray):
        return value.tolist()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
