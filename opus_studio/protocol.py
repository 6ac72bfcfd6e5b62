"""The words and figures of the OPUS protocol that its two sides share.

Engine, client, service, library and window read them here and nowhere else. Imports nothing of the
studio, and of Python the standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, TypeAlias

Extension: TypeAlias = Literal["usd", "gltf", "glb", "fbx", "obj"]
"""A file format of the protocol."""

Resolution: TypeAlias = Literal[1024, 2048, 4096]
"""Edge of a texture map, pixels."""

EXTENSIONS: Final[tuple[Extension, ...]] = ("usd", "gltf", "glb", "fbx", "obj")
"""The file formats that can be asked for."""

DEFAULT_EXTENSIONS: Final[tuple[Extension, ...]] = ("glb",)
"""The formats of a request that names none (the vendor's own example)."""

TEXTURE_RESOLUTIONS: Final[tuple[Resolution, ...]] = (1024, 2048, 4096)
"""Edges of a texture map that can be asked for, pixels; the first is that of a request that names
none."""

MAX_SEED: Final = 2**53 - 1
"""The greatest seed: the largest whole number that every JSON reader keeps exactly (RFC 8259, 6).
The least is 0; a negative one, and none, ask for a seed to be drawn."""

DRAWN_SEEDS: Final = 1_000_000
"""Drawn seeds lie below this: a person can read them out and type them."""

MAX_COUNT: Final = 10
"""Most variants that one batch may ask for (the vendor's figure)."""

MAX_VARIATIONS: Final = 50
"""Most variations that one call may ask for; also the most variants that the window offers."""

EVERYTHING: Final = "*"
"""The keyword key that means every component."""

COLOR: Final = "color_rgb"
"""The last part of a colour's key: `<model, slot or asset>/color_rgb`."""

OUTPUT_NAME: Final = "opus_output.json"
"""The file in every package that tells how to make the same asset again."""


class ModelKind(StrEnum):
    """The two categories of models; they are created by different routes."""

    COMPONENT = "component"
    STRUCTURE = "structure"


class JobStatus(StrEnum):
    """Where a job, or one of its variants, stands."""

    PENDING = "PENDING"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen to the job."""
        return self not in (JobStatus.PENDING, JobStatus.IN_PROGRESS)


class Endpoint(StrEnum):
    """The paths of the calls, without the leading slash."""

    MODEL_NAMES = "get_model_names"
    ATTRIBUTES = "get_attributes_with_name"
    JOB_RESULT = "get_opus_job_result"
    CREATE_COMPONENT = "create_opus_component"
    CREATE_STRUCTURE = "create_opus_structure"
    CREATE_BATCH_COMPONENT = "create_opus_batch_component"
    CREATE_BATCH_STRUCTURE = "create_opus_batch_structure"
    VARIATE = "variate_opus_result"
    CANCEL = "cancel_opus_job"
    HEALTH = "health"


STAGES: Final[Mapping[str, tuple[float, float]]] = {
    "geometry": (0.0, 0.1),
    "textures": (0.1, 0.7),
    "export": (0.7, 1.0),
}
"""The stages of a generation in their order, and where each begins and ends in the whole."""


def overall_progress(stage: str, fraction: float) -> float:
    """How much of a generation is done, 0..1, when so much of a stage is.

    Raises:
        KeyError: There is no such stage.
    """
    begin, end = STAGES[stage]
    return begin + (end - begin) * fraction


def create_endpoint(kind: ModelKind, count: int = 1) -> Endpoint:
    """Where `count` variants of a model of this kind are asked for."""
    single = {
        ModelKind.COMPONENT: Endpoint.CREATE_COMPONENT,
        ModelKind.STRUCTURE: Endpoint.CREATE_STRUCTURE,
    }
    batch = {
        ModelKind.COMPONENT: Endpoint.CREATE_BATCH_COMPONENT,
        ModelKind.STRUCTURE: Endpoint.CREATE_BATCH_STRUCTURE,
    }
    return (batch if count > 1 else single)[kind]


def following_seed(seed: int, steps: int) -> int:
    """The seed that stands `steps` after another; after the greatest comes 0."""
    return (seed + steps) % (MAX_SEED + 1)


NAMED_COLORS: Final[Mapping[str, str]] = {
    "white": "#E8E6DF",
    "ivory": "#E8DFC8",
    "cream": "#E3D5B4",
    "sand": "#C9B58F",
    "stone": "#A9A294",
    "taupe": "#857867",
    "light_grey": "#C4C6C4",
    "grey": "#8A8D8F",
    "anthracite": "#383E42",
    "black": "#232425",
    "sage": "#9CA78B",
    "olive": "#6B6B45",
    "forest": "#2F4A3A",
    "bottle_green": "#24443A",
    "sky": "#A9C3D1",
    "dusty_blue": "#6F8CA3",
    "navy": "#2B3A55",
    "petrol": "#1F4F5C",
    "brick_red": "#8E3B2E",
    "oxblood": "#5C2323",
    "terracotta": "#B5654A",
    "blush": "#D5A99B",
    "mustard": "#C0943A",
    "ochre": "#B07F35",
    "rust": "#9A5230",
    "chocolate": "#4A342A",
    "cognac": "#96592F",
    "tan": "#B78A5E",
    "charcoal": "#3B3C3E",
    "oatmeal": "#CFC4B0",
}
"""Colours that a finish may have, as in `painted_wood/sage`: sRGB, near the common house and
furniture colours. Black and white stay inside 30..240: no real paint is darker or lighter."""
