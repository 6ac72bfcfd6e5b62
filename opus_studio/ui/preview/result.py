"""What a preview is made of: arrays to draw, and what was chosen. Plain numpy, no Qt, no engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Triple: TypeAlias = tuple[float, float, float]
"""Three floats: metres, or linear RGB."""


@dataclass(frozen=True, eq=False)
class MeshArrays:
    """Indexed triangles ready for the graphics card.

    Attributes:
        positions: `(n, 3)` float32, metres.
        normals: `(n, 3)` float32, unit length.
        uvs: `(n, 2)` float32, in tiles of the texture, V up.
        tangents: `(n, 3)` float32, along growing U; None where no normal map is worn.
        triangles: `(m, 3)` int32, counter-clockwise from outside.
    """

    positions: NDArray[np.float32]
    normals: NDArray[np.float32]
    uvs: NDArray[np.float32]
    tangents: NDArray[np.float32] | None
    triangles: NDArray[np.int32]


@dataclass(frozen=True)
class Surface:
    """How a material looks, in the metallic-roughness model.

    Attributes:
        name: What the user reads.
        color: Linear RGB; multiplies the base-colour texture.
        metallic: 0 or 1; multiplies the texture's blue channel.
        roughness: 0..1; multiplies the texture's green channel.
        opacity: 1 is solid; below, what lies behind shows through.
        glass: It reflects like glass although it lets light through.
        ior: Index of refraction.
        emission: Emitted linear RGB, its strength included.
        normal_scale: Strength of the normal map.
        coat: Strength 0..1 of a clear varnish on top.
        double_sided: Seen from the back too.
        texture: Key of its texture set; empty when the surface is plain.
        plain_color: Linear RGB while the texture set is not there.
        plain_metallic: Metallic while the texture set is not there.
        plain_roughness: Roughness while the texture set is not there.
    """

    name: str
    color: Triple = (0.8, 0.8, 0.8)
    metallic: float = 0.0
    roughness: float = 0.5
    opacity: float = 1.0
    glass: bool = False
    ior: float = 1.5
    emission: Triple = (0.0, 0.0, 0.0)
    normal_scale: float = 1.0
    coat: float = 0.0
    double_sided: bool = False
    texture: str = ""
    plain_color: Triple = (0.8, 0.8, 0.8)
    plain_metallic: float = 0.0
    plain_roughness: float = 0.5

    def without_texture(self) -> Surface:
        """The same surface in its mean colour."""
        return replace(
            self,
            texture="",
            color=self.plain_color,
            metallic=self.plain_metallic,
            roughness=self.plain_roughness,
        )


@dataclass(frozen=True, eq=False)
class TextureArrays:
    """A small texture set. Row 0 lies at V = 0, the bottom.

    Attributes:
        key: Names the set; the same key always means the same pixels.
        base: `(h, w, 3 or 4)` uint8 sRGB base colour, with opacity when there are four channels.
        normal: `(h, w, 3)` uint8 normals, OpenGL convention, or None.
        orm: `(h, w, 3)` uint8 occlusion, roughness, metallic, or None.
    """

    key: str
    base: NDArray[np.uint8]
    normal: NDArray[np.uint8] | None
    orm: NDArray[np.uint8] | None

    @property
    def memory(self) -> int:
        """Bytes of the maps."""
        return sum(a.nbytes for a in (self.base, self.normal, self.orm) if a is not None)


@dataclass(frozen=True, eq=False)
class Draw:
    """One mesh in one material at one place.

    Attributes:
        mesh: Index into the meshes.
        surface: Index into the surfaces.
        matrix: `(4, 4)` float64 to the world, column vectors; None when it stands there already.
        slot: The slot that it belongs to.
        node: Name of the node, or of the first one when several were joined.
    """

    mesh: int
    surface: int
    matrix: NDArray[np.float64] | None
    slot: str
    node: str


@dataclass(frozen=True)
class Statistics:
    """What the user reads under the model.

    Attributes:
        triangles: As drawn.
        vertices: Likewise.
        materials: Different ones.
        texture_memory: Bytes.
        size: Width, height and depth, metres, of what a width or height in the form speaks of.
        size_of: Names of the parts that this is the size of; none is the whole model.
    """

    triangles: int = 0
    vertices: int = 0
    materials: int = 0
    texture_memory: int = 0
    size: Triple = (0.0, 0.0, 0.0)
    size_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChosenValue:
    """A parameter's final value and where it came from (`set`, `template`, `keyword`, `random`)."""

    key: str
    value: float | int | str | bool
    origin: str
    slot: str
    asset: str


@dataclass(frozen=True, eq=False)
class PreviewResult:
    """A built model, ready to be drawn.

    Attributes:
        request_id: Number of the request that this answers.
        model: The model's name.
        seed: The seed used.
        values: Every final value.
        assets: The asset chosen for each slot.
        meshes: The distinct meshes.
        draws: What is drawn.
        surfaces: The distinct materials.
        textures: Texture sets by key. The same key always means the same pixels.
        statistics: Triangles, size and so on.
        bounds: `(2, 3)` float64, lowest and highest corner of everything, metres.
        size_bounds: The same of what the size speaks of (a window's frame without its sill); None
            means everything.
        shadow: `(h, w)` uint8 darkness of the ground under the model, or None; see `shadow_bounds`.
        shadow_bounds: Lowest X, lowest Z, highest X, highest Z of the shadow picture, metres.
        shadow_height: Y of the ground on which it lies, metres.
        plain: Flat colours only: the textures are still being prepared.
        seconds: Time taken by each part of the work.
    """

    request_id: int
    model: str
    seed: int
    meshes: tuple[MeshArrays, ...]
    draws: tuple[Draw, ...]
    surfaces: tuple[Surface, ...]
    bounds: NDArray[np.float64]
    size_bounds: NDArray[np.float64] | None = None
    values: tuple[ChosenValue, ...] = ()
    assets: Mapping[str, str] = field(default_factory=dict)
    textures: Mapping[str, TextureArrays] = field(default_factory=dict)
    statistics: Statistics = field(default_factory=Statistics)
    shadow: NDArray[np.uint8] | None = None
    shadow_bounds: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    shadow_height: float = 0.0
    plain: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class PreviewFailure:
    """Why there is no preview.

    Attributes:
        request_id: Number of the request.
        code: One of the API's error codes, or `preview_failed`.
        message: A sentence for the user.
        field: The request's field at fault, or empty.
    """

    request_id: int
    code: str
    message: str
    field: str = ""
