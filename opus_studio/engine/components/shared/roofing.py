"""Coverings of roofs as models declare them: tiles, slates, shingles and sheet.

A model with a roof derives its own assets from these, each with its name and tags, and asks them
for the covering that `building.covering` lays. Courses have the gauge of their finish: pantiles
333 mm, slates 200 mm, asphalt shingles 143 mm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from opus_studio.engine.building.covering import Covering, CoveringKind
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Asset, finish, length, tagged

MaterialFor: TypeAlias = Callable[[str, str], Material]
"""The material of a part from its name and its finish."""


@dataclass(frozen=True)
class RoofingBase(Asset):
    """What every covering has."""

    def covering(self, material_for: MaterialFor, slot: str) -> Covering:
        """The covering, its materials made by `material_for`, for the slot of that name."""
        raise TypeError(f"{type(self).__name__} is no covering.")


@dataclass(frozen=True)
class ClayTilesBase(RoofingBase):
    """Pantiles in courses with half-round ridge tiles."""

    tile_lift: float = length(
        0.024, 0.012, 0.035, "How far a course stands over the one below.", step=0.001
    )
    tile: str = finish(
        "clay_roof_tile",
        (
            "clay_roof_tile",
            "clay_roof_tile/brick_red",
            "clay_roof_tile/chocolate",
            "clay_roof_tile/charcoal",
        ),
        "The tiles.",
        typical=("clay_roof_tile", "clay_roof_tile/brick_red"),
        correlated_with="roofing",
    )

    def covering(self, material_for: MaterialFor, slot: str) -> Covering:
        """See the base."""
        return laid("clay_tiles", self.tile_lift, self.tile, self.tile, material_for, slot)


@dataclass(frozen=True)
class SlatesBase(RoofingBase):
    """Natural slates in courses of 200 mm."""

    slate_lift: float = length(
        0.012, 0.006, 0.02, "How far a course stands over the one below.", step=0.001
    )
    slate: str = finish(
        "slate", ("slate", "slate/anthracite", "slate/grey"), "The slates.",
        typical=("slate",), correlated_with="roofing",
    )  # fmt: skip

    def covering(self, material_for: MaterialFor, slot: str) -> Covering:
        """See the base."""
        return laid(
            "slates", self.slate_lift, self.slate, "concrete/anthracite", material_for, slot
        )


@dataclass(frozen=True)
class ShinglesBase(RoofingBase):
    """Asphalt shingles in courses of 143 mm."""

    shingle_lift: float = length(
        0.009, 0.005, 0.016, "How far a course stands over the one below.", step=0.001
    )
    shingle: str = finish(
        "asphalt_shingle", ("asphalt_shingle", "asphalt_shingle/charcoal",
                            "asphalt_shingle/taupe", "asphalt_shingle/olive",
                            "asphalt_shingle/oxblood"),
        "The shingles.", typical=("asphalt_shingle", "asphalt_shingle/charcoal"),
        tags=tagged(craftsman=("asphalt_shingle/taupe", "asphalt_shingle",
                               "asphalt_shingle/charcoal")), correlated_with="roofing",
    )  # fmt: skip

    def covering(self, material_for: MaterialFor, slot: str) -> Covering:
        """See the base."""
        return laid("shingles", self.shingle_lift, self.shingle, self.shingle, material_for, slot)


@dataclass(frozen=True)
class StandingSeamBase(RoofingBase):
    """Sheet metal with upright seams."""

    seam_spacing: float = length(0.48, 0.3, 0.65, "Between the seams.", step=0.01)
    seam_height: float = length(0.028, 0.02, 0.05, "Height of a seam.", step=0.001)
    sheet: str = finish(
        "painted_metal/anthracite",
        ("painted_metal/anthracite", "galvanised_steel", "painted_metal/grey", "copper",
         "painted_metal/forest", "painted_metal/brick_red"),
        "The sheet.",
        tags=tagged(modern=("painted_metal/anthracite", "painted_metal/grey"),
                    industrial=("galvanised_steel", "painted_metal/anthracite"),
                    rustic=("galvanised_steel", "painted_metal/brick_red")),
        correlated_with="roofing",
    )  # fmt: skip

    def covering(self, material_for: MaterialFor, slot: str) -> Covering:
        """See the base."""
        return laid("standing_seam", self.seam_height, self.sheet, self.sheet, material_for, slot,
                    self.seam_spacing)  # fmt: skip


def laid(
    kind: CoveringKind,
    step: float,
    sheet: str,
    ridge: str,
    material_for: MaterialFor,
    slot: str,
    spacing: float = 0.48,
) -> Covering:
    """A covering of two finishes; see `building.covering.Covering`."""
    return Covering(
        kind, step, material_for("Roofing", sheet), material_for("Ridge", ridge), spacing, slot
    )
