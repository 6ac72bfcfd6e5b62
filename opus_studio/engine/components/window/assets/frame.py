"""The outer frame: its size and section."""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.window.assets.palette import (
    JOINERY,
    JOINERY_STYLES,
)
from opus_studio.engine.schema import Asset, Slot, choice, finish, length, tagged


@dataclass(frozen=True)
class OuterFrame(Asset, name="window_outer_frame_gen", label="Frame"):
    """The fixed frame in the wall: head, jambs and bottom rail, with a rebate for the sashes."""

    frame_width: float = length(
        1.2,
        0.4,
        3.0,
        "Overall width of the frame.",
        typical=(0.6, 2.0),
        tags=tagged(small=(0.45, 0.8), medium=(0.9, 1.4), large=(1.6, 2.8)),
        correlated_with="size",
    )
    frame_height: float = length(
        1.4,
        0.4,
        3.0,
        "Overall height of the frame.",
        typical=(0.8, 1.8),
        tags=tagged(small=(0.5, 0.9), medium=(1.1, 1.5), large=(1.6, 2.4)),
        correlated_with="size",
    )
    frame_depth: float = length(
        0.1, 0.08, 0.18, "Depth of the frame in the wall.", step=0.005, typical=(0.085, 0.13)
    )
    face_width: float = length(
        0.055,
        0.035,
        0.1,
        "Width of the frame's members, seen from the front.",
        step=0.005,
        typical=(0.045, 0.07),
        tags=tagged(
            modern=(0.04, 0.05),
            classic=(0.055, 0.075),
            rustic=(0.075, 0.1),
            industrial=(0.035, 0.045),
            scandinavian=(0.045, 0.055),
        ),
    )
    profile: str = choice(
        "square",
        ("square", "chamfered", "ovolo", "ogee"),
        "Moulding along the inner edge, towards the room's outside.",
        tags=tagged(
            modern=("square",),
            simple=("square", "chamfered"),
            classic=("ovolo", "ogee"),
            rustic=("chamfered",),
            industrial=("square",),
            scandinavian=("square",),
        ),
    )
    finish: str = finish(
        "painted_wood/white", JOINERY, "What frame and sashes are made of.", tags=JOINERY_STYLES
    )


FRAME = Slot("window_outer_frame", OuterFrame, label="Frame")
