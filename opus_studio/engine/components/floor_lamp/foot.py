"""What a lamp stands on and is fed by: the weighted base, the cable with its switch and plug."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.components.floor_lamp.assets import (
    BASE,
    CABLE,
    STAND,
    BellBase,
    BlockBase,
    FootSwitchCable,
    InlineSwitchCable,
    TripodStand,
)
from opus_studio.engine.components.floor_lamp.context import FloorLampContext
from opus_studio.engine.geometry import (
    Outline,
    bevelled_box,
    lathe,
    look_along,
    merge,
    rotate,
    rounded_box,
    translate,
    tube,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material, Mesh, Node, Part

_FELT = 0.002
_CABLE = 0.0033
"""Radius of a cable, metres."""


def base(context: FloorLampContext) -> tuple[Node, ...]:
    """The weighted base on its felt; a tripod has none."""
    if isinstance(context.resolved[STAND], TripodStand):
        return ()
    asset = context.resolved[BASE]
    r, tall = context.base_width / 2.0, context.base_height
    segments = (24, 40, 64)[context.detail]
    if isinstance(asset, BlockBase):
        body = bevelled_box(
            (2.0 * r, tall - _FELT, 2.0 * r), 0.004, centre=(0.0, (tall + _FELT) / 2.0, 0.0),
            grain="x", uv_offset=context.uv_offset("Base"),
        )  # fmt: skip
        felt = bevelled_box((2.0 * r - 0.02, _FELT + 0.001, 2.0 * r - 0.02), 0.0,
                            centre=(0.0, (_FELT + 0.001) / 2.0, 0.0))  # fmt: skip
    else:
        body = _bell(r, tall, segments) if isinstance(asset, BellBase) else _disc(r, tall, segments)
        line = [(0.0, 0.0), (r - 0.008, 0.0), (r - 0.008, _FELT + 0.001), (0.0, _FELT + 0.001)]
        felt = lathe(line, grain="around", segments=segments)
    material = context.material(BASE, "Base", asset.finish)
    pad = Node("Felt", (Part(felt, context.fixed_material("Felt", "matte_plastic", "charcoal")),))
    return (Node("Base", (Part(body, material),), (pad,), slot=BASE.name),)


def _disc(r: float, tall: float, segments: int) -> Mesh:
    ease = min(0.004, 0.3 * tall)
    pen = Outline((0.0, _FELT), 4).to(r - 0.0015, _FELT).to(r, _FELT + 0.0015)
    pen.to(r, tall - ease).arc(r - ease, tall).to(0.0, tall)
    return lathe(pen.end(), grain="around", segments=segments)


def _bell(r: float, tall: float, segments: int) -> Mesh:
    """A step, a round, a long hollow up to a collar."""
    pen = Outline((0.0, _FELT), 6).to(r - 0.001, _FELT).to(r, _FELT + 0.001)
    pen.to(r, 0.010).arc(r - 0.004, 0.014).to(r - 0.012, 0.0145)
    pen.arc(r - 0.034, 0.030, 0.35).to(r - 0.040, 0.0305)
    pen.arc(0.034, tall - 0.008, -0.28).to(0.036, tall - 0.006)
    pen.arc(0.033, tall - 0.001, 0.6).to(0.020, tall).to(0.0, tall)
    return lathe(pen.end(), grain="around", segments=segments)


def cable(context: FloorLampContext, feed: float) -> Node:
    """The cable on the floor behind the lamp, with its switch and plug.

    Args:
        context: The lamp.
        feed: Height from which it falls, metres; 0 where it leaves the base.
    """
    asset = context.resolved[CABLE]
    path = _path(context, asset.cable_length, feed)
    body = tube(path, _CABLE, segments=(5, 6, 8)[context.detail])
    sheath = context.resolved.material(CABLE, "Cable", asset.sheath)
    dark = context.resolved.material(
        CABLE,
        "Plug",
        asset.sheath if asset.sheath.startswith("matte_plastic") else "matte_plastic/black",
    )
    # Two names with one look would be one material in most programs.
    dark = sheath if (dark.finish, dark.color) == (sheath.finish, sheath.color) else dark
    children = [_on_cable("Plug", _plug(), path, len(path) - 1, dark, context)]
    at = round(0.55 * len(path))
    if isinstance(asset, FootSwitchCable):
        children.append(
            _on_cable("Foot switch", (_foot_switch(context.detail), None), path, at, dark, context)
        )
    elif isinstance(asset, InlineSwitchCable):
        children.append(_on_cable("Switch", (_inline_switch(), None), path, at, dark, context))
    return Node("Cable", (Part(body, sheath),), tuple(children), slot=CABLE.name)


def _path(context: FloorLampContext, long: float, feed: float) -> Floats:
    """From the lamp to the plug: down a tripod's middle, or out of the base's edge."""
    count = (16, 28, 44)[context.detail]
    t = np.linspace(0.0, 1.0, count)
    sway = 0.10 * min(long, 0.8) * np.sin(2.0 * math.pi * 1.15 * t) * np.minimum(4.0 * t, 1.0)
    if feed > 0.0:
        fall = np.linspace(0.0, 1.0, count)[:-1]
        # It hangs from the hub and comes to rest on the floor in a wide bend.
        high = _CABLE + (feed - _CABLE) * (1.0 - fall) ** 2.6
        down = np.stack([0.02 * np.sin(math.pi * fall), high, -0.10 * fall**2.2], -1)
        start = 0.10
    else:
        down = np.array([[0.0, _FELT + 0.0065, 0.03 - context.base_width / 2.0]])
        start = context.base_width / 2.0 + 0.02
    rest = np.stack([sway, np.full(count, _CABLE), -start - long * t], -1)
    return np.concatenate([down, rest])


def _on_cable(
    name: str,
    bodies: tuple[Mesh, Mesh | None],
    path: Floats,
    at: int,
    material: Material,
    context: FloorLampContext,
) -> Node:
    ahead = path[at] - path[at - 1]
    x, _, z = path[at].tolist()
    parts = [Part(bodies[0], material)]
    if bodies[1] is not None:
        parts.append(Part(bodies[1], context.bare_metal))
    return Node(name, tuple(parts), translation=(x, 0.0, z), rotation=look_along(ahead))


@lru_cache(maxsize=2)
def _plug() -> tuple[Mesh, Mesh]:
    """A flat plug with two pins (EN 50075), lying on the floor, its cable from behind."""
    body = rounded_box((0.035, 0.0137, 0.030), 0.004, centre=(0.0, 0.00695, 0.018), detail=1)
    relief = rotate(
        lathe([(0.0, -0.014), (0.0042, -0.014), (0.0055, 0.006), (0.0, 0.006)], segments=10),
        "x", 90.0,
    )  # fmt: skip
    pins = [
        tube([(side * 0.0093, 0.0069, 0.030), (side * 0.009, 0.0069, 0.051)], 0.002,
             ends="round", segments=8)
        for side in (1.0, -1.0)
    ]  # fmt: skip
    return merge(body, translate(relief, (0.0, 0.0060, 0.0))), merge(*pins)


@lru_cache(maxsize=4)
def _foot_switch(detail: int) -> Mesh:
    shell = [(0.0, 0.0), (0.031, 0.0), (0.032, 0.0015), (0.0315, 0.010), (0.027, 0.0175),
             (0.0205, 0.021), (0.0195, 0.0205), (0.0, 0.0205)]  # fmt: skip
    button = [(0.0, 0.012), (0.0175, 0.012), (0.0175, 0.0235), (0.016, 0.0252), (0.0, 0.0262)]
    segments = (16, 24, 36)[detail]
    return merge(
        lathe(shell, grain="around", segments=segments),
        lathe(button, grain="around", segments=segments),
    )


@lru_cache(maxsize=2)
def _inline_switch() -> Mesh:
    body = rounded_box((0.026, 0.018, 0.062), 0.006, centre=(0.0, 0.009, 0.0), detail=1)
    rocker = bevelled_box((0.011, 0.004, 0.024), 0.0015, centre=(0.0, 0.0185, 0.0))
    return merge(body, rocker)
