"""What a finish is: its name, its physical size and how it takes light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from opus_studio.engine.color import Color

AlphaMode: TypeAlias = Literal["OPAQUE", "MASK", "BLEND"]
"""How opacity is drawn, in glTF's words."""

FURNITURE_TILE = 1.0
"""Edge in metres of the tile of wood, metal, fabric, leather, paint: what is seen from near."""

BUILDING_TILE = 2.0
"""Edge in metres of the tile of masonry, roofing and ground."""

SMALL_PART = 0.14
"""Metres: the shaft of a table leg has faces of 45 to 90 mm, a lever handle of 20 mm; those of a
drawer front or a shelf are wider."""


@dataclass(frozen=True)
class Finish:
    """A finish such as oak or brushed aluminium.

    The grain of a finish that has one runs along U of the UV map.

    Attributes:
        name: The identifier, such as `brushed_aluminium`.
        family: The group that it is listed under, such as `metal`.
        label: The name for people.
        description: One sentence: what it is and where it is used.
        tile: Edge of the square texture tile on the surface, metres.
        small_tile: The same on a small part such as a handle, a spindle or a leg; 0 is `tile`.
        small_part: A part whose faces are mostly narrower than this is small, metres.
        painted_tile: Edge for which the recipe's own metres hold; 0 is `tile`. The picture is the
            same on every tile size, relief and all.
        end_grain: The finish of what is cut across the grain, or empty.
        variant_of: The finish that this one belongs to (end grain); it is not listed by itself.
        color: The finish's own mean colour, linear RGB.
        metallic: 0 or 1.
        roughness: Mean roughness, 0..1.
        textured: It has maps; clear glass has none.
        alpha: Opacity of the whole, 0..1.
        transmission: Share of light that passes through a smooth dielectric, 0..1.
        ior: Index of refraction.
        double_sided: Both faces are drawn (cards, cloth, wire mesh).
        alpha_mode: `OPAQUE`, `MASK` (cut out at one half) or `BLEND`.
        opacity_map: The base colour map has a fourth channel, opacity.
        neutral_mean: Mean of the neutral base colour map, linear; 1 without maps.
    """

    name: str
    family: str
    label: str
    description: str
    tile: float = FURNITURE_TILE
    small_tile: float = 0.0
    small_part: float = SMALL_PART
    painted_tile: float = 0.0
    end_grain: str = ""
    variant_of: str = ""
    color: Color = (0.5, 0.5, 0.5)
    metallic: float = 0.0
    roughness: float = 0.5
    textured: bool = True
    alpha: float = 1.0
    transmission: float = 0.0
    ior: float = 1.5
    double_sided: bool = False
    alpha_mode: AlphaMode = "OPAQUE"
    opacity_map: bool = False
    neutral_mean: float = 1.0

    @property
    def drawn_tile(self) -> float:
        """Edge of the tile in the recipe's own metres."""
        return self.painted_tile or self.tile

    def tile_on(self, *, small: bool) -> float:
        """Edge of the tile on a part, metres."""
        return self.small_tile if small and self.small_tile else self.tile
