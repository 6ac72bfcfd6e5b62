"""Presets named after dormers as they stand on roofs."""

from __future__ import annotations

from typing import Final

from opus_studio.engine.components.dormer.assets import (
    BoardedCheeks,
    BoardedFace,
    DormerClayTiles,
    DormerSeam,
    DormerShingles,
    DormerSlates,
    EyebrowForm,
    FlatForm,
    GableForm,
    GlazedCheeks,
    HippedForm,
    HungCheeks,
    LeadWork,
    PedimentForm,
    PilasterFace,
    PlainBoards,
    PlainFace,
    RenderCheeks,
    SegmentalForm,
    ShedForm,
    SheetCheeks,
)
from opus_studio.engine.schema import Template, use

TEMPLATES: Final = (
    Template(
        "gabled_cottage",
        "A tiled gable with rendered cheeks on a steep cottage roof.",
        (
            use(GableForm, dormer_width=1.3, face_height=1.2, roof_pitch=48, form_pitch=47,
                overhang=0.14, verge=0.18),
            use(BoardedFace, post_width=0.12, face_finish="oak"),
            use(RenderCheeks, render_finish="stucco/cream"),
            use(DormerClayTiles, tile="clay_roof_tile"),
            use(PlainBoards, fascia_finish="oak"),
        ),
        ("rustic",),
    ),
    Template(
        "pedimented_georgian",
        "Pilasters carry a small pediment; the cheeks are lead.",
        (
            use(PedimentForm, dormer_width=1.3, face_height=1.6, roof_pitch=50, form_pitch=27,
                cornice_height=0.09),
            use(PilasterFace, post_width=0.15, fluted=True, face_finish="painted_wood/white"),
            use(SheetCheeks, sheet_finish="lead"),
            use(DormerSlates, slate="slate"),
            use(PlainBoards, fascia_finish="painted_wood/white"),
        ),
        ("classic",),
    ),
    Template(
        "shed_craftsman",
        "A wide shed dormer with boarded cheeks and deep eaves.",
        (
            use(ShedForm, dormer_width=2.6, face_height=1.25, roof_pitch=40, form_share=0.34,
                overhang=0.24, verge=0.32),
            use(BoardedFace, post_width=0.16, face_finish="painted_wood/cream"),
            use(BoardedCheeks, board_height=0.14, board_finish="painted_wood/sage"),
            use(DormerShingles, shingle="asphalt_shingle/taupe"),
            use(PlainBoards, fascia_finish="painted_wood/cream"),
        ),
        ("craftsman",),
    ),
    Template(
        "flat_lead_modern",
        "A crisp metal box with a flat roof and a flush face.",
        (
            use(FlatForm, dormer_width=2.0, face_height=1.5, roof_pitch=42, overhang=0.09,
                verge=0.1, sheet="painted_metal/anthracite"),
            use(PlainFace, face_finish="painted_metal/anthracite"),
            use(SheetCheeks, sheet_finish="painted_metal/anthracite"),
            use(PlainBoards, fascia_finish="painted_metal/anthracite"),
            use(LeadWork, lead_finish="painted_metal/anthracite"),
        ),
        ("modern",),
    ),
    Template(
        "hipped_slate",
        "Three slopes of slate over slate-hung cheeks.",
        (
            use(HippedForm, dormer_width=1.4, face_height=1.35, roof_pitch=45, form_pitch=42,
                overhang=0.18),
            use(BoardedFace, post_width=0.13, face_finish="painted_wood/white"),
            use(HungCheeks, hung_finish="slate"),
            use(DormerSlates, slate="slate"),
            use(PlainBoards, fascia_finish="painted_wood/white"),
        ),
        ("classic",),
    ),
    Template(
        "eyebrow_tiled",
        "A wave of clay tiles over a long low window.",
        (
            use(EyebrowForm, dormer_width=3.8, face_height=0.8, roof_pitch=47, form_share=0.45),
            use(BoardedFace, apron_height=0.1, face_finish="oak"),
            use(DormerClayTiles, tile="clay_roof_tile"),
            use(PlainBoards, fascia_finish="oak"),
        ),
        ("rustic",),
    ),
    Template(
        "mansard_segmental",
        "An arched head under lead on the steep slope of a mansard.",
        (
            use(SegmentalForm, dormer_width=1.3, face_height=1.4, roof_pitch=70, rise_share=0.2,
                sheet="lead"),
            use(PilasterFace, post_width=0.15, fluted=False, face_finish="painted_wood/white"),
            use(SheetCheeks, sheet_finish="lead"),
            use(PlainBoards, fascia_finish="painted_wood/white"),
        ),
        ("classic",),
    ),
    Template(
        "studio_glazed",
        "A wide dormer with glass in its cheeks.",
        (
            use(FlatForm, dormer_width=2.8, face_height=1.7, roof_pitch=40, sheet="copper"),
            use(PlainFace, face_finish="painted_metal/anthracite"),
            use(GlazedCheeks, frame_finish="painted_metal/anthracite"),
            use(PlainBoards, fascia_finish="painted_metal/anthracite"),
        ),
        ("modern", "large"),
    ),
    Template(
        "workshop_shed",
        "A sheet-clad shed dormer on a low roof.",
        (
            use(ShedForm, dormer_width=2.2, face_height=1.2, roof_pitch=35, form_share=0.3,
                overhang=0.1, verge=0.14),
            use(PlainFace, face_finish="galvanised_steel"),
            use(SheetCheeks, sheet_finish="galvanised_steel"),
            use(DormerSeam, sheet="galvanised_steel"),
            use(PlainBoards, fascia_finish="painted_metal/anthracite"),
        ),
        ("industrial",),
    ),
)  # fmt: skip
"""The presets, in the order in which they are shown."""
