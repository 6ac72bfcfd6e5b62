"""Presets named after real balconies."""

from __future__ import annotations

from opus_studio.engine.components.balcony.assets import (
    BalusterRailing,
    BoardRailing,
    BowedPlan,
    CableRailing,
    GlassRailing,
    IronRailing,
    JulietPlan,
    RectangularPlan,
    StoneRailing,
)
from opus_studio.engine.components.balcony.parts_assets import (
    Cantilever,
    ConcreteSlab,
    Consoles,
    GroundPosts,
    IronScrolls,
    KneeBraces,
    SteelSlab,
    StoneSlab,
    TieRods,
    TimberSlab,
)
from opus_studio.engine.schema import Template, use

TEMPLATES = (
    Template(
        "juliet_iron",
        "A ledge with scrolled iron close before a French door.",
        (
            use(JulietPlan, balcony_width=1.5, balcony_depth=0.32, slab_thickness=0.12),
            use(StoneSlab, moulding="torus", slab_finish="limestone"),
            use(IronScrolls, bracket_drop=0.32, support_finish="painted_metal/black"),
            use(IronRailing, pattern="scrolls", collars=True, wooden_handrail=False,
                railing_finish="painted_metal/black"),
        ),
        ("classic",),
    ),
    Template(
        "concrete_modern",
        "A cast cantilever with clear glass.",
        (
            use(RectangularPlan, balcony_width=3.4, balcony_depth=1.5, slab_thickness=0.2),
            use(ConcreteSlab, nosing="square", drip=True, slab_finish="concrete",
                floor_finish="terrazzo"),
            use(Cantilever),
            use(GlassRailing, fixing="clamps", handrail="round", railing_finish="steel"),
        ),
        ("modern",),
    ),
    Template(
        "timber_chalet",
        "Oak on curved braces with a scalloped fascia and sawn balusters.",
        (
            use(RectangularPlan, balcony_width=4.6, balcony_depth=1.3, slab_thickness=0.24),
            use(TimberSlab, scalloped=True, slab_finish="oak"),
            use(KneeBraces, curved=True, brace_size=0.12, bracket_drop=0.85, bracket_spacing=1.4,
                support_finish="oak"),
            use(BalusterRailing, baluster_shape="sawn", railing_finish="oak"),
        ),
        ("rustic",),
    ),
    Template(
        "haussmann",
        "A Paris balcony: a stone slab on consoles with iron scrolls along the front.",
        (
            use(RectangularPlan, balcony_width=4.0, balcony_depth=0.8, slab_thickness=0.2),
            use(StoneSlab, moulding="cyma", slab_finish="limestone"),
            use(Consoles, shape="scroll", console_width=0.24, bracket_drop=0.7,
                bracket_spacing=1.25, support_finish="limestone"),
            use(IronRailing, pattern="scrolls", collars=True, railing_finish="cast_iron"),
        ),
        ("classic",),
    ),
    Template(
        "steel_loft",
        "Channels and gratings hung from rods, with cables.",
        (
            use(RectangularPlan, balcony_width=3.0, balcony_depth=1.4, slab_thickness=0.18),
            use(SteelSlab, deck="grating", slab_finish="painted_metal/anthracite"),
            use(TieRods, rod_rise=1.8, rod_diameter=0.024,
                support_finish="painted_metal/anthracite"),
            use(CableRailing, wooden_handrail=False, railing_finish="painted_metal/anthracite"),
        ),
        ("industrial",),
    ),
    Template(
        "stone_balustrade_villa",
        "Vase balusters on a moulded slab and heavy consoles.",
        (
            use(RectangularPlan, balcony_width=4.2, balcony_depth=1.4, slab_thickness=0.24),
            use(StoneSlab, moulding="cyma", slab_finish="limestone"),
            use(Consoles, shape="scroll", console_width=0.28, bracket_drop=0.95,
                bracket_spacing=1.5, support_finish="limestone"),
            use(StoneRailing, baluster_shape="vase", railing_finish="limestone"),
        ),
        ("classic",),
    ),
    Template(
        "bowed_regency",
        "A bowed stone balcony with slim twisted bars on iron brackets.",
        (
            use(BowedPlan, balcony_width=2.4, balcony_depth=1.0, bow=0.35, slab_thickness=0.15),
            use(StoneSlab, moulding="torus", slab_finish="limestone"),
            use(IronScrolls, bracket_drop=0.6, support_finish="painted_metal/black"),
            use(IronRailing, pattern="twisted", collars=True,
                railing_finish="painted_metal/black"),
        ),
        ("classic",),
    ),
    Template(
        "porch_deck",
        "A pine deck on braced posts with square balusters.",
        (
            use(RectangularPlan, balcony_width=4.2, balcony_depth=2.0, slab_thickness=0.22),
            use(TimberSlab, scalloped=False, slab_finish="pine"),
            use(GroundPosts, post_height=2.6, post_kind="timber", post_size=0.15, braced=True,
                support_finish="pine"),
            use(BalusterRailing, baluster_shape="square", railing_finish="painted_wood/white"),
        ),
        ("simple",),
    ),
    Template(
        "slatted_terrace",
        "Planks in a steel frame behind level slats.",
        (
            use(RectangularPlan, balcony_width=3.6, balcony_depth=1.6, slab_thickness=0.2),
            use(SteelSlab, deck="planks", slab_finish="painted_metal/anthracite",
                deck_finish="teak"),
            use(Cantilever),
            use(BoardRailing, boards="level", railing_finish="teak"),
        ),
        ("modern",),
    ),
)  # fmt: skip
"""The presets, in the order in which they are shown."""
