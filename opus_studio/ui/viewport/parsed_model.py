"""What the readers of model files hand on: arrays, and images that are still encoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from opus_studio.ui.preview.result import MeshArrays, Surface
from opus_studio.ui.viewport.image_maps import EncodedSet

MOST_TRIANGLES: Final = 50_000_000
"""More than this is taken for a fault or an attack, not for a model."""


@dataclass(frozen=True, eq=False)
class ParsedGroup:
    """Triangles of one slot in one material, in the world.

    Attributes:
        mesh: The triangles.
        surface: How they look; `texture` is empty.
        images: What they wear, or None.
        slot: The slot that they belong to, or empty.
        node: Name of the first node that they come from.
    """

    mesh: MeshArrays
    surface: Surface
    images: EncodedSet | None = None
    slot: str = ""
    node: str = ""


@dataclass(frozen=True, eq=False)
class ParsedModel:
    """What a file holds."""

    groups: tuple[ParsedGroup, ...]
