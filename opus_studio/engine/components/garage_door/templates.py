"""Presets named after real garage doors."""

from __future__ import annotations

from opus_studio.engine.components.garage_door.assets import (
    CarriageHardware,
    CraftsmanTrim,
    FlatTrim,
    FullGlass,
    GarageFrame,
    HandleHardware,
    NoHardware,
    NoTrim,
    NoWindows,
    RollerLeaf,
    SectionalLeaf,
    SideHingedLeaf,
    UpAndOverLeaf,
    WindowRow,
)
from opus_studio.engine.schema import Template, use

TEMPLATES = (
    Template(
        "sectional_cassette",
        "A white double door of raised panels with a row of windows.",
        (
            use(GarageFrame, frame_width=4.9, frame_height=2.3, face_width=0.08,
                finish="painted_wood/white"),
            use(SectionalLeaf, sections=4, face="cassette", leaf_finish="painted_wood/white"),
            use(WindowRow, bars=2, bar_rows=1, frosted=False),
            use(CraftsmanTrim, casing_width=0.13, keystone=True),
            use(HandleHardware, handle_finish="painted_metal/black"),
        ),
        ("classic",),
    ),
    Template(
        "modern_ribbed",
        "Anthracite sections with level ribs, opened by a motor.",
        (
            use(GarageFrame, frame_width=2.7, frame_height=2.25, face_width=0.07,
                finish="painted_metal/anthracite"),
            use(SectionalLeaf, sections=4, face="ribbed", leaf_finish="painted_metal/anthracite"),
            use(NoWindows),
            use(NoTrim),
            use(NoHardware),
        ),
        ("modern",),
    ),
    Template(
        "glass_loft",
        "Aluminium sections filled with frosted glass.",
        (
            use(GarageFrame, frame_width=4.8, frame_height=2.5, face_width=0.07,
                finish="painted_metal/black"),
            use(SectionalLeaf, sections=5, face="plain", leaf_finish="painted_metal/black"),
            use(FullGlass, frosted=True),
            use(NoTrim),
            use(NoHardware),
        ),
        ("modern",),
    ),
    Template(
        "carriage_house",
        "Sections dressed as a coach house: long panels, small panes, forged straps.",
        (
            use(GarageFrame, frame_width=4.8, frame_height=2.35, face_width=0.08,
                finish="painted_wood/ivory"),
            use(SectionalLeaf, sections=4, face="long", leaf_finish="walnut"),
            use(WindowRow, bars=4, bar_rows=1, frosted=False),
            use(CraftsmanTrim, casing_width=0.15, head_ratio=1.6, keystone=False),
            use(CarriageHardware, handle_finish="painted_metal/black", pull="ring",
                strap_length=0.5),
        ),
        ("craftsman",),
    ),
    Template(
        "oak_side_hinged",
        "A pair of braced oak leaves with glazed tops on long straps.",
        (
            use(GarageFrame, frame_width=2.7, frame_height=2.3, frame_depth=0.12, face_width=0.1,
                finish="oak"),
            use(SideHingedLeaf, infill="boards", braced=True, leaf_finish="oak",
                leaf_thickness=0.05),
            use(WindowRow, bars=1, bar_rows=2, frosted=False),
            use(FlatTrim, casing_width=0.12),
            use(CarriageHardware, handle_finish="hammered_iron", pull="ring", strap_length=0.6),
        ),
        ("rustic",),
    ),
    Template(
        "boarded_up_and_over",
        "A tilting leaf of upright boards, painted.",
        (
            use(GarageFrame, frame_width=2.4, frame_height=2.12, face_width=0.08,
                finish="painted_wood/cream"),
            use(UpAndOverLeaf, face="vertical", board_width=0.11, leaf_finish="painted_wood/sage"),
            use(NoWindows),
            use(FlatTrim, casing_width=0.1),
            use(HandleHardware, handle_finish="painted_metal/black"),
        ),
        ("simple",),
    ),
    Template(
        "roller_shutter",
        "A curtain of aluminium slats in side guides.",
        (
            use(GarageFrame, frame_width=3.0, frame_height=2.4, face_width=0.07,
                finish="painted_metal/anthracite"),
            use(RollerLeaf, slat_height=0.077, leaf_finish="brushed_aluminium"),
            use(NoTrim),
            use(HandleHardware, handle_finish="steel"),
        ),
        ("industrial",),
    ),
)  # fmt: skip
"""The presets, in the order in which they are shown."""
