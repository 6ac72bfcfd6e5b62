"""Sections of the outer frame: what is fixed in the wall and what the sashes close against."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from opus_studio.engine.components.shared.joinery import work_edge
from opus_studio.engine.components.window.context import GAP, REBATE, SETBACK, WindowContext
from opus_studio.engine.geometry import Outline, Profile, frame
from opus_studio.engine.scene import Mesh

_BEVEL = 0.002
_LIP = 0.008
_PLAY = 0.002


@dataclass(frozen=True)
class Tracks:
    """Where two sashes run behind each other, metres.

    Attributes:
        sash: Depth of a sash.
        outer: z of the outer sash's front.
        inner: z of the inner sash's front.
    """

    sash: float
    outer: float
    inner: float


def tracks(depth: float) -> Tracks:
    """Room for two sashes between three lips in a frame of a depth, metres."""
    sash = min(0.045, (depth - 3 * _LIP - 4 * _PLAY) / 2.0)
    outer = -_LIP - _PLAY
    return Tracks(sash, outer, outer - sash - 2 * _PLAY - _LIP)


def sash_depth(depth: float) -> float:
    """Depth of a hung sash in a frame of a depth, metres: 36 to 60 mm."""
    return min(0.060, max(0.036, depth - SETBACK - 0.016))


def outer_frame(context: WindowContext, section: Profile) -> Mesh:
    """The frame in the wall, mitred, of exactly the size asked for, at z = -depth..0."""
    return frame(
        context.width,
        context.height,
        section,
        z=-context.depth,
        uv_offsets=context.sampler("frame")(4),
    )


@lru_cache(maxsize=64)
def hung_section(face: float, depth: float, edge: str) -> Profile:
    """Rebated from outdoors for sashes that swing, with a groove for the seal in the stop."""
    seat = depth - SETBACK - sash_depth(depth) - 0.002
    jamb = face - REBATE
    pen = Outline((0.0, 0.0), 3).to(face, 0.0).to(face, seat)
    pen.to(jamb + 0.006, seat).to(jamb + 0.006, seat - 0.004)
    pen.to(jamb + 0.003, seat - 0.004).to(jamb + 0.003, seat).to(jamb, seat)
    work_edge(pen.to(jamb, depth - 0.008), jamb, depth, 0.0055, edge)
    return pen.to(0.0, depth).close().eased(_BEVEL)


@lru_cache(maxsize=64)
def fixed_section(face: float, depth: float) -> Profile:
    """Plain members: the rebate is made by the nose and the beads of the lights."""
    pen = Outline((0.0, 0.0), 3).to(face, 0.0).to(face, depth).to(0.0, depth)
    return pen.close().eased(_BEVEL)


@lru_cache(maxsize=64)
def track_section(face: float, depth: float, edge: str) -> Profile:
    """Three lips with two channels between them, in which sashes slide."""
    run = tracks(depth)
    jamb = face - REBATE
    lip_back = depth - _LIP
    wide = run.sash + 2 * _PLAY
    inner = lip_back - 2 * wide - _LIP
    pen = Outline((0.0, 0.0), 3).to(face, 0.0).to(face, inner).to(jamb, inner)
    pen.to(jamb, inner + wide).to(face, inner + wide).to(face, lip_back - wide)
    pen.to(jamb, lip_back - wide).to(jamb, lip_back).to(face, lip_back)
    size = 0.7 * _LIP
    if edge == "square":
        pen.to(face, depth)
    else:
        work_edge(pen, face, depth, size, edge)
    return pen.to(0.0, depth).close().eased(0.0015)


def swing_room(width: float, depth: float, room: float, pin: tuple[float, float]) -> float:
    """How far the back of a sash's closing edge must be planed off so that it swings free.

    Args:
        width: Of the sash, metres.
        depth: Of the sash, metres.
        room: Free width beyond the closing edge, metres.
        pin: How far the hinge pin stands beside the sash's edge and before its face, metres.
    """
    beside, before = pin
    limit = width + beside + room
    back = math.sqrt(limit**2 - (before + depth) ** 2) - beside
    return max(0.0, width - back)


__all__ = [
    "GAP",
    "Tracks",
    "fixed_section",
    "hung_section",
    "outer_frame",
    "sash_depth",
    "swing_room",
    "track_section",
    "tracks",
]
