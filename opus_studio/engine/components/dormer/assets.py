"""What can be chosen for a dormer: its form, face, cheeks, boards and lead.

Widths follow attic windows between rafters; lead is dressed 150 mm on the slope (BS 6915), soldered
and welted sheets of flat roofs fall by at least one in eighty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.components.shared.house_finishes import TRIM, TRIM_STYLES
from opus_studio.engine.components.shared.roofing import (
    ClayTilesBase,
    ShinglesBase,
    SlatesBase,
    StandingSeamBase,
)
from opus_studio.engine.schema import (
    SIZES,
    Asset,
    Slot,
    angle,
    count,
    finish,
    flag,
    length,
    ratio,
    tagged,
)

SHEETS: Final = ("lead", "copper", "galvanised_steel", "painted_metal/anthracite",
                 "painted_metal/grey")  # fmt: skip
"""Metals of flat and curved roofs and of flashing."""


@dataclass(frozen=True)
class FormBase(Asset):
    """What every dormer has."""

    dormer_width: float = length(
        1.4, 0.8, 3.5, "Overall width of the front wall.", typical=(1.1, 1.8),
        tags=tagged(small=(0.85, 1.1), medium=(1.2, 1.7), large=(1.9, 2.8)), correlated_with="size",
    )  # fmt: skip
    face_height: float = length(
        1.35,
        0.8,
        2.4,
        "Height of the front wall from the roof to its eaves.",
        typical=(1.2, 1.5),
        tags=tagged(small=(0.95, 1.15), medium=(1.2, 1.45), large=(1.4, 1.8)),
        correlated_with="size",
    )
    roof_pitch: float = angle(45, 20, 75, "Slope of the roof that it stands on.", typical=(38, 52))
    roof_depth: float = length(
        0.08, 0.05, 0.16, "Thickness of its own roof at the edge, without covering.", step=0.01,
        typical=(0.07, 0.1),
    )  # fmt: skip


def _overhang(default: float, typical: tuple[float, float]) -> Any:
    return length(default, 0.09, 0.4, "How far its eaves stand out beside the cheeks.",
                  typical=typical)  # fmt: skip


def _verge(default: float) -> Any:
    return length(default, 0.09, 0.45, "How far its roof stands out before the face.",
                  typical=(0.1, 0.24))  # fmt: skip


@dataclass(frozen=True)
class GableForm(
    FormBase, name="dormer_form_gable", label="Gable", tags=("rustic", "classic", *SIZES),
    weight=1.3,
):  # fmt: skip
    """Two slopes and a small gable over the window."""

    form_pitch: float = angle(44, 25, 60, "Slope of its own roof.", typical=(38, 50))
    overhang: float = _overhang(0.14, (0.1, 0.2))
    verge: float = _verge(0.16)


@dataclass(frozen=True)
class HippedForm(
    FormBase, name="dormer_form_hipped", label="Hipped", tags=("classic", "rustic"), weight=0.9
):
    """Three slopes that lean back from the face."""

    form_pitch: float = angle(40, 25, 55, "Slope of its own roof.", typical=(34, 45))
    overhang: float = _overhang(0.18, (0.14, 0.22))


@dataclass(frozen=True)
class ShedForm(
    FormBase, name="dormer_form_shed", label="Shed", tags=("craftsman", "rustic", "large")
):
    """One slope that falls to the front, shallower than the roof."""

    form_share: float = ratio(
        0.35, 0.15, 0.55, "Its slope against that of the roof.", step=0.01, typical=(0.28, 0.42)
    )
    overhang: float = _overhang(0.2, (0.14, 0.26))
    verge: float = _verge(0.26)


@dataclass(frozen=True)
class FlatForm(
    FormBase, name="dormer_form_flat", label="Flat", tags=("modern", "industrial", *SIZES)
):
    """A level roof of sheet metal behind a plain fascia."""

    overhang: float = _overhang(0.1, (0.09, 0.12))
    verge: float = _verge(0.12)
    sheet: str = finish("lead", SHEETS, "What the roof is covered with.",
                        tags=tagged(modern=("painted_metal/anthracite", "lead", "copper"),
                                    industrial=("galvanised_steel", "lead")),
                        correlated_with="lead")  # fmt: skip


@dataclass(frozen=True)
class PedimentForm(
    FormBase, name="dormer_form_pediment", label="Pediment", tags=("classic",), weight=0.9
):
    """A low gable framed by cornices, as on Georgian houses."""

    form_pitch: float = angle(27, 20, 36, "Slope of its own roof.", typical=(24, 31))
    overhang: float = _overhang(0.14, (0.12, 0.18))
    verge: float = _verge(0.15)
    cornice_height: float = length(0.09, 0.06, 0.14, "Height of its mouldings.", step=0.005)


@dataclass(frozen=True)
class SegmentalForm(
    FormBase, name="dormer_form_segmental", label="Segmental", tags=("classic", "modern"),
    weight=0.8,
):  # fmt: skip
    """A curved roof of sheet metal over an arched head."""

    rise_share: float = ratio(
        0.18, 0.1, 0.45, "Rise of the curve against its width.", step=0.01, typical=(0.14, 0.26)
    )
    overhang: float = _overhang(0.1, (0.09, 0.12))
    verge: float = _verge(0.12)
    sheet: str = finish("lead", SHEETS, "What the roof is covered with.",
                        typical=("lead", "copper"), correlated_with="lead")  # fmt: skip


@dataclass(frozen=True)
class EyebrowForm(
    FormBase, name="dormer_form_eyebrow", label="Eyebrow", tags=("rustic",), weight=0.7
):
    """The roof itself lifts in a wave over a low window."""

    dormer_width: float = length(
        3.4, 2.6, 5.0, "Overall width of the wave at the roof.", typical=(3.0, 4.0),
        tags=tagged(small=(2.6, 2.9), medium=(3.1, 3.7), large=(3.9, 4.8)), correlated_with="size",
    )  # fmt: skip
    face_height: float = length(
        0.8, 0.72, 1.1, "Height of the wave above the roof.", typical=(0.75, 0.9)
    )
    form_share: float = ratio(
        0.45, 0.3, 0.6, "Slope of its crown against that of the roof.", step=0.01
    )
    verge: float = length(0.16, 0.08, 0.3, "How far the tiles stand out before the face.")


@dataclass(frozen=True)
class FaceBase(Asset):
    """What every face has."""

    post_width: float = length(
        0.13, 0.09, 0.3, "What stays beside the window.", step=0.005, typical=(0.11, 0.17)
    )
    apron_height: float = length(
        0.16, 0.1, 0.4, "Height of the window above the roof.", step=0.01, typical=(0.13, 0.22)
    )
    head_height: float = length(
        0.1, 0.06, 0.25, "What stays above the window.", step=0.01, typical=(0.08, 0.13)
    )


def _trim(*styles: str) -> Any:
    return finish("painted_wood/white", TRIM, "What the face is made of.",
                  tags={style: TRIM_STYLES[style] for style in styles})  # fmt: skip


@dataclass(frozen=True)
class BoardedFace(
    FaceBase, name="dormer_face_boarded", label="Corner boards",
    tags=("craftsman", "rustic", "modern"),
):  # fmt: skip
    """A flat face with boards at its corners."""

    corner_width: float = length(0.085, 0.06, 0.14, "Width of the boards.", step=0.005)
    face_finish: str = _trim("craftsman", "rustic", "modern")


@dataclass(frozen=True)
class PilasterFace(
    FaceBase, name="dormer_face_pilasters", label="Pilasters", tags=("classic",), weight=0.9
):
    """Narrow pilasters with bases and capitals carry the eaves."""

    pilaster_projection: float = length(0.035, 0.02, 0.06, "How far they stand out.", step=0.005)
    fluted: bool = flag(True, "Their shafts are fluted.", chance=0.5)
    face_finish: str = _trim("classic")


@dataclass(frozen=True)
class PlainFace(
    FaceBase, name="dormer_face_plain", label="Plain", tags=("modern", "industrial"), weight=0.8
):
    """Flush around the window."""

    face_finish: str = finish(
        "painted_metal/anthracite",
        ("painted_metal/anthracite", "lead", "painted_metal/grey", "stucco/white",
         "galvanised_steel"),
        "What the face is made of.",
        tags=tagged(modern=("painted_metal/anthracite", "stucco/white", "painted_metal/grey"),
                    industrial=("galvanised_steel", "painted_metal/anthracite")),
    )  # fmt: skip


@dataclass(frozen=True)
class CheeksBase(Asset):
    """What all cheeks have."""

    cheek_thickness: float = length(
        0.08, 0.05, 0.16, "Thickness of the cheeks without cladding; less beside a wide window.",
        step=0.005, typical=(0.07, 0.1),
    )  # fmt: skip


@dataclass(frozen=True)
class BoardedCheeks(
    CheeksBase, name="dormer_cheeks_boarded", label="Weatherboards",
    tags=("craftsman", "classic", "rustic"),
):  # fmt: skip
    """Level boards that lap each other."""

    board_height: float = length(0.15, 0.1, 0.22, "Height of a board that is seen.", step=0.005)
    board_finish: str = finish("painted_wood/white", TRIM, "What they are made of.",
                               tags=tagged(craftsman=TRIM_STYLES["craftsman"],
                                           classic=TRIM_STYLES["classic"],
                                           rustic=TRIM_STYLES["rustic"]))  # fmt: skip


@dataclass(frozen=True)
class HungCheeks(
    CheeksBase, name="dormer_cheeks_hung", label="Slate-hung", tags=("classic", "rustic")
):
    """Slates, shingles or tiles hung by course."""

    hung_lift: float = length(0.012, 0.008, 0.02, "How far a course stands out.", step=0.001)
    hung_finish: str = finish(
        "slate", ("slate", "slate/anthracite", "asphalt_shingle", "asphalt_shingle/taupe"),
        "What is hung.", typical=("slate",), correlated_with="roofing",
    )  # fmt: skip


@dataclass(frozen=True)
class SheetCheeks(
    CheeksBase, name="dormer_cheeks_sheet", label="Sheet metal", tags=("modern", "industrial",
                                                                       "classic"),
):  # fmt: skip
    """Upright welts of lead, zinc or painted sheet."""

    welt_spacing: float = length(0.42, 0.25, 0.6, "Between the welts.", step=0.01)
    sheet_finish: str = finish("lead", SHEETS, "The metal.",
                               tags=tagged(modern=("painted_metal/anthracite", "lead", "copper"),
                                           industrial=("galvanised_steel", "lead"),
                                           classic=("lead", "lead", "copper")),
                               correlated_with="lead")  # fmt: skip


@dataclass(frozen=True)
class RenderCheeks(
    CheeksBase, name="dormer_cheeks_render", label="Render", tags=("modern", "rustic"), weight=0.6
):
    """Smooth plastered cheeks."""

    render_finish: str = finish(
        "stucco/white", ("stucco/white", "stucco/cream", "stucco/light_grey"),
        "The render.", tags=tagged(modern=("stucco/white", "stucco/light_grey"),
                                   rustic=("stucco/cream", "stucco/white")),
    )  # fmt: skip


@dataclass(frozen=True)
class GlazedCheeks(
    CheeksBase, name="dormer_cheeks_glazed", label="Glazed", tags=("modern",), weight=0.4
):
    """A fixed pane in each cheek that follows its shape."""

    cheek_frame: float = length(0.07, 0.05, 0.12, "Width of the frame around it.", step=0.005)
    frame_finish: str = finish(
        "painted_metal/anthracite", ("painted_metal/anthracite", "painted_metal/black",
                                     "painted_metal/grey"),
        "What the frame is made of.",
    )  # fmt: skip


@dataclass(frozen=True)
class DormerClayTiles(
    ClayTilesBase, name="dormer_roofing_clay_tiles", label="Clay tiles",
    tags=("rustic", "classic"),
):  # fmt: skip
    """Pantiles in courses with half-round ridge tiles."""


@dataclass(frozen=True)
class DormerSlates(
    SlatesBase, name="dormer_roofing_slates", label="Slates", tags=("classic", "industrial")
):
    """Natural slates in courses of 200 mm."""


@dataclass(frozen=True)
class DormerShingles(
    ShinglesBase, name="dormer_roofing_shingles", label="Shingles", tags=("craftsman",)
):
    """Asphalt shingles in courses of 143 mm."""


@dataclass(frozen=True)
class DormerSeam(
    StandingSeamBase, name="dormer_roofing_standing_seam", label="Standing seam",
    tags=("modern", "industrial"),
):  # fmt: skip
    """Sheet metal with upright seams."""


@dataclass(frozen=True)
class PlainBoards(Asset, name="dormer_boards_plain", label="Fascia boards"):
    """Fascia, bargeboards and soffit."""

    board_thickness: float = length(0.024, 0.018, 0.04, "Thickness of the boards.", step=0.001)
    fascia_finish: str = finish("painted_wood/white", TRIM, "What they are made of.",
                                tags=TRIM_STYLES)  # fmt: skip


@dataclass(frozen=True)
class LeadWork(Asset, name="dormer_lead_dressed", label="Dressed lead"):
    """Apron, valleys and soakers on the roof around it."""

    lap: float = length(0.15, 0.1, 0.25, "How far the lead lies on the roof.", step=0.01)
    upstand: float = length(0.1, 0.07, 0.16, "How high it is dressed up the walls.", step=0.01)
    welts: int = count(3, 2, 6, "Rolls across a sheet roof, or in the apron.", typical=(2, 4))
    lead_finish: str = finish(
        "lead", SHEETS, "The metal.", typical=("lead",), correlated_with="lead"
    )


FORM = Slot("dormer_form", GableForm, HippedForm, ShedForm, FlatForm, PedimentForm, SegmentalForm,
            EyebrowForm, label="Form", takes_model_color=False)  # fmt: skip
FACE = Slot("dormer_face", BoardedFace, PilasterFace, PlainFace, label="Face")
CHEEKS = Slot("dormer_cheeks", BoardedCheeks, HungCheeks, SheetCheeks, RenderCheeks, GlazedCheeks,
              label="Cheeks")  # fmt: skip
ROOFING = Slot("dormer_roofing", DormerClayTiles, DormerSlates, DormerShingles, DormerSeam,
               label="Roofing", takes_model_color=False)  # fmt: skip
BOARDS = Slot("dormer_boards", PlainBoards, label="Boards")
LEAD = Slot("dormer_lead", LeadWork, label="Lead", takes_model_color=False)
