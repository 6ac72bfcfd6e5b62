"""Seats of wooden and steel chairs: planks, woven cords, pads, cane, leather."""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.chair.context import ChairContext, node
from opus_studio.engine.components.chair.options import (
    SEAT,
    CaneSeat,
    PaddedSeat,
    WoodSeat,
    WovenSeat,
)
from opus_studio.engine.components.shared.bars import hoop, shrunk, tapered_plan
from opus_studio.engine.components.shared.planks import plank, seat_plan
from opus_studio.engine.components.shared.webbing import cane, rush
from opus_studio.engine.geometry import EMPTY, Stuffing, cushion, fit, rotate, scale, translate
from opus_studio.engine.scene import Material, Mesh, Node

UNDER_WOVEN = 0.036
"""Thickness of a rail with its cords, metres."""


@dataclass(frozen=True, eq=False)
class Padding:
    """A pad and the cords along its seams, in one frame."""

    body: Mesh
    piping: Mesh

    def pieces(self, material: Material) -> list[tuple[Material, Mesh]]:
        """What a node takes."""
        return [(material, mesh) for mesh in (self.body, self.piping) if len(mesh.triangles)]


def pad_thickness(context: ChairContext) -> float:
    """Thickness of the seat's padding, metres."""
    return context.seat.pad_thickness if isinstance(context.seat, PaddedSeat) else 0.05


def seat_pad(
    context: ChairContext, width: float, depth: float, thickness: float, *, taper: float = 1.0,
    crown: float = 0.012, corner: float = 0.05,
) -> Padding:  # fmt: skip
    """A padded seat, its underside on y = 0, narrower at the back by a ratio."""
    piped = isinstance(context.seat, PaddedSeat) and context.seat.piping
    made = cushion(
        width, depth, thickness, context.stream("seat"),
        stuffing=Stuffing(crown=crown, sag=0.004, corner=corner, wrinkles=0.0008, under=0.0),
        piping=0.0035 if piped else 0.0, detail=max(0, context.detail - 1),
    )  # fmt: skip
    parts = [made.body, made.piping] if piped else [made.body]
    if taper != 1.0:
        parts = [tapered_plan(mesh, depth, taper) for mesh in parts]
        wide = 2.0 * max(float(mesh.bounds[1, 0]) for mesh in parts)
        parts = [scale(mesh, (width / wide, 1.0, 1.0)) for mesh in parts]
    return Padding(parts[0], parts[1] if piped else EMPTY)


def seat_drop(context: ChairContext) -> float:
    """From the top of a joined chair's seat down to the rails on which it lies, metres."""
    seat = context.seat
    if isinstance(seat, WoodSeat):
        return seat.thickness
    if isinstance(seat, WovenSeat):
        return UNDER_WOVEN
    if isinstance(seat, CaneSeat):
        return 0.022
    return pad_thickness(context)


def joined_seat(context: ChairContext, taper: float, corner: tuple[float, float]) -> Node:
    """The seat of a chair with four legs and rails; its middle on the Y axis."""
    seat, w, d, top = context.seat, context.width, context.depth, context.height
    if isinstance(seat, WovenSeat):
        mesh = rush(w, w * taper, d, UNDER_WOVEN, cord=seat.cord_diameter, corner=corner)
        material = context.material(SEAT, "Cord", seat.cord_finish)
        return node("Seat", SEAT, (material, translate(mesh, (0.0, top, 0.0))))
    if isinstance(seat, WoodSeat):
        plan = seat_plan(w, w * taper, d, corners=(0.035, 0.012), bow=0.012)
        body = plank(
            plan,
            seat.thickness,
            hollow=0.014 * seat.saddle * seat.thickness / 0.026,
            undercut=0.004,
            uv_offset=context.one("seat"),
            detail=context.detail,
        )
        body = fit(body, (-w / 2, top - seat.thickness, -d / 2), (w / 2, top, d / 2))
        return node("Seat", SEAT, (context.seat_wood, body))
    if isinstance(seat, CaneSeat):
        return cane_seat(context, w, d, taper, top)
    thickness = pad_thickness(context)
    pad = seat_pad(context, w, d, thickness, taper=taper, corner=0.03)
    lifted = [(m, translate(mesh, (0.0, top - thickness, 0.0)))
              for m, mesh in pad.pieces(context.cover)]  # fmt: skip
    return node("Seat", SEAT, *lifted)


def cane_seat(context: ChairContext, width: float, depth: float, taper: float, top: float) -> Node:
    """Cane in a bent frame of wood, the frame's upper side at `top`."""
    seat = context.seat
    pitch = seat.cane_pitch if isinstance(seat, CaneSeat) else 0.0135
    frame = 0.045
    plan = seat_plan(width, width * taper, depth, corners=(0.075, 0.065), bow=0.012)
    ring = hoop(plan, frame, 0.022, ease=0.006, uv_offset=context.one("seat"))
    ring = fit(ring, (-width / 2, top - 0.022, -depth / 2), (width / 2, top, depth / 2))
    web = rotate(cane(shrunk(plan, 0.8 * frame), pitch=pitch, steps=1), "x", -90.0)
    straw = context.fixed_material("Cane", "canvas/sand")
    return node(
        "Seat", SEAT, (context.seat_wood, ring), (straw, translate(web, (0, top - 0.006, 0)))
    )
