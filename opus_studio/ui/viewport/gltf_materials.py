"""Materials of a glTF file as the preview's surfaces, and the images that they wear."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from opus_studio.ui.preview.result import Surface, Triple
from opus_studio.ui.viewport.gltf_document import GltfDocument, Json
from opus_studio.ui.viewport.image_maps import (
    AlphaMode,
    Channel,
    EncodedSet,
    ImageSource,
    mean_color,
)

_GLASS: Final = 0.3
"""Transmission from which on a surface reflects like glass, as in the preview."""

_SEEN_THROUGH: Final = 0.8
"""How much of its opacity a wholly transmissive surface loses when the file names none."""

_NO_MATERIAL: Final = Surface("No material", color=(0.6, 0.6, 0.6), roughness=0.6)


@dataclass(frozen=True, eq=False)
class GltfMaterial:
    """A material, still without its images.

    Attributes:
        surface: How it looks; `texture` is empty.
        images: What it wears, or None.
        uv_set: Number of the texture coordinates, the N of `TEXCOORD_N`.
        uv_transform: `(2, 3)` from those to where its images lie, V down; None leaves them.
    """

    surface: Surface
    images: EncodedSet | None = None
    uv_set: int = 0
    uv_transform: NDArray[np.float64] | None = None


def read_material(document: GltfDocument, index: int | None) -> GltfMaterial:
    """A material by its number; None is what a primitive without material wears.

    All maps of a material lie where its base colour does. An emissive map counts as its mean.
    """
    if index is None:
        return GltfMaterial(_NO_MATERIAL)
    entry = document.item("materials", index)
    pbr = entry.get("pbrMetallicRoughness", {})
    extensions = entry.get("extensions", {})
    images = _images(document, entry, pbr)
    placed: Json = next(
        (
            info
            for info in (
                pbr.get("baseColorTexture"),
                entry.get("normalTexture"),
                pbr.get("metallicRoughnessTexture"),
                entry.get("occlusionTexture"),
            )
            if info is not None
        ),
        {},
    )
    transform = placed.get("extensions", {}).get("KHR_texture_transform")
    uv_set = placed.get("texCoord", 0)
    if transform is not None:
        uv_set = transform.get("texCoord", uv_set)
    red, green, blue, alpha = _numbers(pbr.get("baseColorFactor", (1.0, 1.0, 1.0, 1.0)), 4)
    transmission = _extension(extensions, "KHR_materials_transmission", "transmissionFactor", 0.0)
    if images.alpha_mode != "BLEND":
        alpha = 1.0 - _SEEN_THROUGH * transmission if transmission > _GLASS else 1.0
    surface = Surface(
        str(entry.get("name", "")) or f"Material {index + 1}",
        color=(red, green, blue),
        metallic=_number(pbr.get("metallicFactor", 1.0)),
        roughness=_number(pbr.get("roughnessFactor", 1.0)),
        opacity=min(max(alpha, 0.0), 1.0),
        glass=transmission > _GLASS,
        ior=max(_extension(extensions, "KHR_materials_ior", "ior", 1.5), 1.0),
        emission=_emission(document, entry, extensions),
        normal_scale=_number(entry.get("normalTexture", {}).get("scale", 1.0)),
        coat=_extension(extensions, "KHR_materials_clearcoat", "clearcoatFactor", 0.0),
        double_sided=bool(entry.get("doubleSided", False)),
    )
    return GltfMaterial(
        surface,
        images if any(True for _ in images.images()) else None,
        int(uv_set),
        None if transform is None else _transform(transform),
    )


def _images(document: GltfDocument, entry: Json, pbr: Json) -> EncodedSet:
    rough = _image(document, pbr.get("metallicRoughnessTexture"))
    occlusion = _image(document, entry.get("occlusionTexture"))
    mode = entry.get("alphaMode", "OPAQUE")
    return EncodedSet(
        base=_image(document, pbr.get("baseColorTexture")),
        normal=_image(document, entry.get("normalTexture")),
        occlusion=None if occlusion is None else Channel(occlusion, 0),
        roughness=None if rough is None else Channel(rough, 1),
        metallic=None if rough is None else Channel(rough, 2),
        occlusion_strength=_number((entry.get("occlusionTexture") or {}).get("strength", 1.0)),
        alpha_mode=cast(AlphaMode, mode) if mode in ("MASK", "BLEND") else "OPAQUE",
        alpha_cutoff=_number(entry.get("alphaCutoff", 0.5)),
    )


def _image(document: GltfDocument, info: Json | None) -> ImageSource | None:
    """The image of a texture; a WebP one where the file has it as an extension."""
    if info is None:
        return None
    texture = document.item("textures", info["index"])
    source = texture.get("source")
    if source is None:
        source = texture.get("extensions", {}).get("EXT_texture_webp", {}).get("source")
    return None if source is None else document.image(source)


def _emission(document: GltfDocument, entry: Json, extensions: Json) -> Triple:
    """Emitted linear RGB, the strength and the mean of the map included."""
    strength = _extension(extensions, "KHR_materials_emissive_strength", "emissiveStrength", 1.0)
    factor = _numbers(entry.get("emissiveFactor", (0.0, 0.0, 0.0)), 3)
    image = _image(document, entry.get("emissiveTexture")) if any(factor) else None
    mean = (1.0, 1.0, 1.0) if image is None else mean_color(image)
    red, green, blue = (f * m * strength for f, m in zip(factor, mean, strict=True))
    return (red, green, blue)


def _transform(given: Json) -> NDArray[np.float64]:
    """`(2, 3)`: scale, then turn, then shift, as KHR_texture_transform defines it."""
    shift_u, shift_v = _numbers(given.get("offset", (0.0, 0.0)), 2)
    scale_u, scale_v = _numbers(given.get("scale", (1.0, 1.0)), 2)
    angle = _number(given.get("rotation", 0.0))
    cos, sin = math.cos(angle), math.sin(angle)
    return np.array(
        [[cos * scale_u, sin * scale_v, shift_u], [-sin * scale_u, cos * scale_v, shift_v]]
    )


def _extension(extensions: Json, name: str, key: str, default: float) -> float:
    return _number((extensions.get(name) or {}).get(key, default))


def _numbers(values: Sequence[Any], count: int) -> list[float]:
    if len(values) != count:
        raise ValueError(f"{len(values)} numbers where {count} belong")
    return [_number(value) for value in values]


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} where a number belongs")
    return float(value)
