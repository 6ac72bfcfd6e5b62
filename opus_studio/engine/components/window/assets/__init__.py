"""What can be chosen for a window: its slots, their assets and parameters.

Sizes follow what joiners make: sash stiles and rails of 55-90 mm (EN 14351-1 practice), glazing
bars of 18-40 mm, double glazing of 24-28 mm, sills that throw water 30-60 mm clear of the wall, and
louvre blades of 45-90 mm.
"""

from __future__ import annotations

from opus_studio.engine.components.window.assets.frame import (
    FRAME,
    OuterFrame,
)
from opus_studio.engine.components.window.assets.hardware import (
    HARDWARE,
    ClassicHardware,
    HardwareBase,
    LeverHardware,
)
from opus_studio.engine.components.window.assets.openings import (
    OPENING,
    CasementOpening,
    DoubleHungOpening,
    FixedOpening,
    SashBase,
    SlidingOpening,
)
from opus_studio.engine.components.window.assets.palette import (
    JOINERY,
    JOINERY_STYLES,
    METAL_STYLES,
    METALS,
)
from opus_studio.engine.components.window.assets.panes import (
    BARS,
    GLASS,
    BarsBase,
    ClearGlass,
    ColonialBars,
    DiamondLead,
    FrostedGlass,
    GlassBase,
    NoBars,
    PrairieBars,
    TintedGlass,
)
from opus_studio.engine.components.window.assets.shutters import (
    SHUTTERS,
    BoardedShutters,
    LouvredShutters,
    NoShutters,
    PanelledShutters,
    ShutterBase,
)
from opus_studio.engine.components.window.assets.surround import (
    SILL,
    TRIM,
    CraftsmanTrim,
    FlatTrim,
    MetalSill,
    MouldedTrim,
    NoSill,
    NoTrim,
    PedimentTrim,
    StoneSill,
    TrimBase,
    WoodSill,
)

__all__ = [
    "BARS",
    "FRAME",
    "GLASS",
    "HARDWARE",
    "JOINERY",
    "JOINERY_STYLES",
    "METALS",
    "METAL_STYLES",
    "OPENING",
    "SHUTTERS",
    "SILL",
    "TRIM",
    "BarsBase",
    "BoardedShutters",
    "CasementOpening",
    "ClassicHardware",
    "ClearGlass",
    "ColonialBars",
    "CraftsmanTrim",
    "DiamondLead",
    "DoubleHungOpening",
    "FixedOpening",
    "FlatTrim",
    "FrostedGlass",
    "GlassBase",
    "HardwareBase",
    "LeverHardware",
    "LouvredShutters",
    "MetalSill",
    "MouldedTrim",
    "NoBars",
    "NoShutters",
    "NoSill",
    "NoTrim",
    "OuterFrame",
    "PanelledShutters",
    "PedimentTrim",
    "PrairieBars",
    "SashBase",
    "ShutterBase",
    "SlidingOpening",
    "StoneSill",
    "TintedGlass",
    "TrimBase",
    "WoodSill",
]
