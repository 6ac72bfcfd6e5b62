"""What every part of a floor lamp is made with: its values, derived sizes, materials and cuts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.color import Color
from opus_studio.engine.color import color as named_color
from opus_studio.engine.components.floor_lamp.assets import (
    BASE,
    BULB,
    SHADE,
    STAND,
    ArcStand,
    BellBase,
    BlockBase,
    ColumnStand,
    GlobeBulb,
    ReadingStand,
    TorchiereStand,
    TripodStand,
)
from opus_studio.engine.components.floor_lamp.shade_assets import (
    DrumShade,
    EmpireShade,
    GlobeShade,
)
from opus_studio.engine.components.shared.light import CAP, HOLDER, glow
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Slot
from opus_studio.engine.values import Origin

_WIDEST_SHADE = {"arc": 0.45, "torchiere": 0.40, "reading": 0.22}
"""Width above which a shade that was not asked for looks too big on a stand, metres."""

BULB_AT = HOLDER[1] - 0.011
"""Where a bulb's cap begins above the foot of its lampholder, metres."""

_CLOTH_GLOW = 0.42
_LINING_GLOW = 0.95


@dataclass(frozen=True)
class FloorLampContext(BuildContext):
    """A floor lamp being made.

    Attributes:
        resolved: The resolved values.
    """

    @cached_property
    def hangs(self) -> bool:
        """The shade hangs; on other stands it stands upright."""
        return isinstance(self.resolved[STAND], ArcStand | ReadingStand)

    @cached_property
    def opens_up(self) -> bool:
        """The shade's wide end is away from the lampholder: it hangs, or lights the ceiling."""
        return self.hangs or isinstance(self.resolved[STAND], TorchiereStand)

    def _fits(self, name: str, asked: float) -> float:
        """A shade's width as asked for; when drawn, at most what suits the stand."""
        stand = STAND.short_name(type(self.resolved[STAND]))
        key = f"{self.resolved[SHADE].name}/{name}"
        chosen = {Origin.SET, Origin.TEMPLATE}
        if any(v.key == key and v.origin in chosen for v in self.resolved.values):
            return asked
        return min(asked, _WIDEST_SHADE.get(stand, 1.0))

    @cached_property
    def shade_width(self) -> float:
        """Of the shade where it is widest, metres."""
        shade = self.resolved[SHADE]
        if isinstance(shade, GlobeShade):
            return self._fits("globe_diameter", shade.globe_diameter)
        if isinstance(shade, DrumShade | EmpireShade):
            return self._fits("shade_diameter", shade.shade_diameter)
        return self._fits("dome_diameter", shade.dome_diameter)

    @cached_property
    def bulb_size(self) -> tuple[float, float]:
        """Radius of the bulb's round and length of its glass; small shades take small bulbs."""
        asset, wide = self.resolved[BULB], self.shade_width
        if isinstance(asset, GlobeBulb):
            radius = min(asset.bulb_diameter / 2.0, 0.3 * wide)
            long = 2.0 * radius + 0.012
        else:
            radius, long = min(0.030, 0.28 * wide), 0.081
        if isinstance(self.resolved[SHADE], GlobeShade):
            long = min(long, 0.86 * wide - BULB_AT)
        return min(radius, 0.45 * long), long

    @cached_property
    def bulb_tip(self) -> float:
        """How far the bulb reaches above the foot of its lampholder, metres."""
        return BULB_AT + CAP[1] + self.bulb_size[1]

    @cached_property
    def base_width(self) -> float:
        """Width of the base; at least what keeps the lamp from falling, metres."""
        stand, asked = self.resolved[STAND], self.resolved[BASE].base_size
        if isinstance(stand, ArcStand):
            return max(asked, 0.20 + 0.1 * stand.reach)
        if isinstance(stand, ReadingStand):
            return max(asked, 0.14 + 0.3 * stand.arm_length)
        return max(asked, 0.14 * stand.height)

    @cached_property
    def base_height(self) -> float:
        """Height at which the pole leaves the base, metres."""
        base, stand = self.resolved[BASE], self.resolved[STAND]
        asked = base.bell_height if isinstance(base, BellBase) else base.base_thickness
        # An arc is held by the weight of its base.
        heavy = isinstance(stand, ArcStand)
        least = (0.09 if isinstance(base, BlockBase) else 0.05) if heavy else 0.012
        return max(asked, least)

    @cached_property
    def metal_finish(self) -> str:
        """The stand's metal."""
        stand = self.resolved[STAND]
        if isinstance(stand, ArcStand | TorchiereStand | ReadingStand):
            return stand.finish
        return stand.metal

    @cached_property
    def wood_finish(self) -> str:
        """What legs and turned columns are made of."""
        stand = self.resolved[STAND]
        return stand.wood if isinstance(stand, TripodStand | ColumnStand) else self.metal_finish

    def uv_offset(self, name: str) -> tuple[float, float]:
        """Where one piece is cut from its finish, metres."""
        u, v = (self.resolved.stream(name).random(2) * 8.0).tolist()
        return (u, v)

    def material(self, slot: Slot[Any], name: str, finish: str, shine: float = 0.0) -> Material:
        """The material of a part; parts that look the same share one.

        Args:
            slot: The slot that the part belongs to.
            name: In words.
            finish: The finish.
            shine: Strength of the light that comes through it or off it.
        """
        made = self.resolved.material(slot, name, finish)
        if shine > 0.0 and self.bright > 0.0:
            tint = made.color or (0.8, 0.78, 0.72)
            r, g, b = (
                light * max(part, 0.03) for light, part in zip(self.light, tint, strict=True)
            )
            made = Material(name, made.finish, made.color, (r, g, b), shine * self.bright)
        return self._shared(made, name)

    def fixed_material(
        self, name: str, finish: str, color: str = "", shine: float = 0.0
    ) -> Material:
        """A material that no colour setting changes: bulbs, linings, plugs."""
        chosen = named_color(color) if color else None
        made = Material(name, finish, chosen)
        if shine > 0.0 and self.bright > 0.0:
            made = Material(name, finish, chosen, self.light, shine * self.bright)
        return self._shared(made, name)

    @cached_property
    def bright(self) -> float:
        """Brightness of the light, 0 to 1."""
        return self.resolved[BULB].brightness

    @cached_property
    def light(self) -> Color:
        """Linear RGB of the light."""
        return glow(self.resolved[BULB].color_temperature)

    @cached_property
    def metal(self) -> Material:
        """The stand's metal."""
        return self.material(STAND, "Stand metal", self.metal_finish)

    @cached_property
    def bare_metal(self) -> Material:
        """The bulb's cap and the plug's pins."""
        return self.fixed_material("Bare metal", "brushed_aluminium")

    @cached_property
    def worn_wood(self) -> Material:
        """What legs and turned columns are made of."""
        return self.material(STAND, "Stand wood", self.wood_finish)

    @cached_property
    def cloth(self) -> Material:
        """The shade's fabric with the light that shines through."""
        shade = self.resolved[SHADE]
        assert isinstance(shade, DrumShade | EmpireShade)
        return self.material(SHADE, "Shade", shade.fabric, _CLOTH_GLOW)

    def lining(self, kind: str) -> Material:
        """The inner side of a shade: `white`, `gold`, `copper` or `metal`.

        Raises:
            KeyError: There is no such lining.
        """
        finish, color, shine = {
            "white": ("matte_plastic", "white", _LINING_GLOW),
            "gold": ("brass", "", 0.25),
            "copper": ("copper", "", 0.25),
            "metal": ("brushed_aluminium", "", 0.2),
        }[kind]
        return self.fixed_material(f"Lining {kind}", finish, color, shine)
