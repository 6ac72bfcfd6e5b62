"""What an exporter writes for a material."""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.color import Color
from opus_studio.engine.materials.finish import AlphaMode
from opus_studio.engine.materials.registry import finish
from opus_studio.engine.scene import Material


@dataclass(frozen=True, order=True)
class TextureKey:
    """Which maps a material wears: the finish, in its own colours or neutral for recolouring."""

    finish: str
    neutral: bool = False


@dataclass(frozen=True)
class Appearance:
    """A material in the terms of metallic-roughness PBR.

    Attributes:
        base_color_factor: Linear RGBA, each 0..1; multiplies the base colour map.
        metallic_factor: Multiplies the map's metallic; the metallic itself without maps.
        roughness_factor: Multiplies the map's roughness; the roughness itself without maps.
        texture_key: The maps, or None.
        tile: Edge of the maps on the surface, metres: UVs in metres are divided by it.
        alpha_mode: `OPAQUE`, `MASK` or `BLEND`.
        opacity_map: The base colour map has a fourth channel, opacity.
        double_sided: Both faces are drawn.
        transmission: Share of light that passes through, 0..1 (`KHR_materials_transmission`).
        ior: Index of refraction (`KHR_materials_ior`).
        emission: Emitted linear RGB.
        emission_strength: Factor on `emission` (`KHR_materials_emissive_strength`).
    """

    base_color_factor: tuple[float, float, float, float]
    metallic_factor: float
    roughness_factor: float
    texture_key: TextureKey | None
    tile: float
    alpha_mode: AlphaMode
    opacity_map: bool
    double_sided: bool
    transmission: float
    ior: float
    emission: Color
    emission_strength: float


def appearance(material: Material) -> Appearance:
    """The appearance of a material.

    With a colour of its own the material wears the finish's neutral map and a factor that gives
    that colour as the mean. Where that would take a factor above 1 (the mean of the map is lower)
    the three are lowered together, so that the hue stays.

    Raises:
        UnknownFinishError: The material names a finish that does not exist.
    """
    described = finish(material.finish)
    recolored = material.color is not None
    color = material.color if material.color is not None else described.color
    if described.textured:
        key = TextureKey(described.name, recolored)
        mean = max(described.neutral_mean, *color)
        factor = tuple(max(c / mean, 0.0) for c in color) if recolored else (1.0,) * 3
    else:
        key = None
        factor = tuple(min(max(c, 0.0), 1.0) for c in color)
    red, green, blue = factor
    return Appearance(
        base_color_factor=(red, green, blue, described.alpha),
        metallic_factor=1.0 if key else described.metallic,
        roughness_factor=1.0 if key else described.roughness,
        texture_key=key,
        tile=described.tile_on(small=material.small),
        alpha_mode=described.alpha_mode,
        opacity_map=described.opacity_map,
        double_sided=described.double_sided,
        transmission=described.transmission,
        ior=described.ior,
        emission=material.emission,
        emission_strength=material.emission_strength,
    )
