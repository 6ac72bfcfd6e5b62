"""What can be chosen for a table: its slots, and its aprons.

The assets of the other slots stand in `layouts`, `top_assets` and `base_assets`. At least 0.58 m
stay free below aprons and rails for the knees (EN 527-1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from opus_studio.engine.components.table.base_assets import (
    HairpinBase,
    PedestalBase,
    SledBase,
    SplayedBase,
    TableBase,
    TaperedBase,
    TrestleBase,
    TurnedBase,
)
from opus_studio.engine.components.table.layouts import (
    ExtendableLayout,
    OvalLayout,
    RectangleLayout,
    RoundLayout,
    TableLayout,
)
from opus_studio.engine.components.table.top_assets import (
    GlassTop,
    PlankTop,
    StoneTop,
    TableTop,
    VeneerTop,
)
from opus_studio.engine.schema import Asset, Slot, length, ratio


@dataclass(frozen=True)
class TableApron(Asset):
    """What may lie below the top between the legs."""

    is_board: ClassVar[bool] = False
    """There are boards; without, rails where the top needs them."""

    @property
    def board_height(self) -> float:
        """Height that the boards are wanted to have, metres."""
        return 0.04

    @property
    def face_setback(self) -> float:
        """How far they lie behind the legs' faces, metres."""
        return 0.004


@dataclass(frozen=True)
class NoApron(
    TableApron,
    name="furniture_table_apron_none",
    label="None",
    tags=("modern", "industrial", "simple", "scandinavian"),
    weight=0.8,
):
    """Nothing between base and top; stone, glass, leaves and long tops keep slim rails."""


@dataclass(frozen=True)
class ApronBase(TableApron):
    """What every apron has."""

    apron_height: float = length(
        0.09, 0.05, 0.14, "Height of the apron; less where knees need the room.", step=0.005
    )
    setback: float = length(
        0.006,
        0.002,
        0.02,
        "How far the apron lies behind the faces of the legs.",
        step=0.001,
        typical=(0.003, 0.01),
    )

    is_board = True

    @property
    def board_height(self) -> float:
        """Height that the boards are wanted to have, metres."""
        return self.apron_height

    @property
    def face_setback(self) -> float:
        """How far they lie behind the legs' faces, metres."""
        return self.setback


@dataclass(frozen=True)
class StraightApron(
    ApronBase,
    name="furniture_table_apron_straight",
    label="Straight",
    tags=("simple", "classic", "rustic", "scandinavian", "industrial"),
):
    """Plain boards on edge below the top."""


@dataclass(frozen=True)
class ArchedApron(
    ApronBase,
    name="furniture_table_apron_arched",
    label="Arched",
    tags=("classic", "scandinavian"),
    weight=0.8,
):
    """Boards whose lower edge rises in one long arch."""

    arch_rise: float = ratio(
        0.4, 0.15, 0.6, "How far the arch rises, of the apron's height.", step=0.05
    )


@dataclass(frozen=True)
class ScallopedApron(
    ApronBase,
    name="furniture_table_apron_scalloped",
    label="Scalloped",
    tags=("classic", "rustic"),
    weight=0.7,
):
    """Boards sawn below to a double curve with a point in the middle."""

    scallop_depth: float = ratio(
        0.4, 0.2, 0.6, "How deep the curves are sawn, of the apron's height.", step=0.05
    )


LAYOUT: Slot[TableLayout] = Slot(
    "furniture_table_layouts",
    RectangleLayout,
    RoundLayout,
    OvalLayout,
    ExtendableLayout,
    label="Layout",
)
TOP: Slot[TableTop] = Slot(
    "furniture_table_top", PlankTop, VeneerTop, StoneTop, GlassTop, label="Top"
)
BASE: Slot[TableBase] = Slot(
    "furniture_table_base",
    TaperedBase,
    TurnedBase,
    SplayedBase,
    TrestleBase,
    PedestalBase,
    SledBase,
    HairpinBase,
    label="Base",
)
APRON: Slot[TableApron] = Slot(
    "furniture_table_apron", NoApron, StraightApron, ArchedApron, ScallopedApron, label="Apron"
)
