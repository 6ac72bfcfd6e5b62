"""What stands on a crown: pots, liners, cowls and slabs on piers."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.building.chimney import Level, grown, rectangle_at, regular, tower
from opus_studio.engine.components.chimney.assets import (
    CROWN,
)
from opus_studio.engine.components.chimney.context import ChimneyContext, Shaft
from opus_studio.engine.components.chimney.pot_assets import (
    POTS,
    CoverSlab,
    CowlPots,
    CrownPots,
    LouvredPots,
    NoPots,
    OctagonalPots,
    PotBase,
)
from opus_studio.engine.geometry import (
    Profile,
    bevelled_box,
    boxes,
    extrude,
    lathe,
    merge,
    place,
    quaternion,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part


def pots(context: ChimneyContext) -> tuple[Node, ...]:
    """Pots, liners or cowls of every flue, each its own node of a shared mesh; then the soot."""
    asset = context.resolved[POTS]
    haunch = context.top + context.resolved[CROWN].haunch
    wanted, across = _wanted(asset)
    spots = [spot for shaft in context.shafts for spot in _spots(shaft, wanted, across)]
    radius = min(across, spots[0][2]) / (3.7 if isinstance(asset, CowlPots) else 2.0)
    if isinstance(asset, PotBase):
        mesh, material = (
            _pot(context, asset, radius),
            context.material(POTS, "Chimney pots", asset.pot_finish),
        )
        inner = 0.72 * radius
    elif isinstance(asset, CowlPots):
        mesh = ball(radius, context.detail) if asset.rotating else hood(radius, context.detail)
        material, inner = context.material(POTS, "Chimney cowl", asset.cowl_finish), 0.9 * radius
    else:
        mesh = _liner(radius, context.detail)
        material, inner = (
            context.fixed_material("Chimney liners", "plaster/terracotta"),
            0.86 * radius,
        )
    black = lathe(Profile.of([(0.0, 0.001), (inner, 0.001), (inner, 0.008), (0.0, 0.008)],
                             closed=False), segments=16)  # fmt: skip
    soot = Part(black, context.fixed_material("Chimney soot", "matte_plastic/black"))
    nodes = [
        Node(f"Pot {k + 1}", (Part(mesh, material), soot)).moved((x, haunch - 0.004, -p))
        for k, (x, p, _) in enumerate(spots)
    ]
    children = (*nodes, *_cover(context, asset, haunch))
    return (Node("Pots", children=children, slot=POTS.name),)


def _wanted(asset: object) -> tuple[int, float]:
    """How many flues and how wide, metres."""
    if isinstance(asset, PotBase):
        return asset.pots, asset.pot_diameter
    if isinstance(asset, CowlPots):
        # Hoods are wider than their necks.
        return asset.flues, 1.85 * asset.cowl_diameter
    if isinstance(asset, CoverSlab):
        return asset.flues, 0.2
    assert isinstance(asset, NoPots)
    return asset.flues, asset.liner_diameter


def _spots(shaft: Shaft, wanted: int, across: float) -> list[tuple[float, float, float]]:
    """Where flues end, and how wide each may be: x, p and metres."""
    x, p = shaft.centre
    if shaft.sides != 4 or (min(shaft.width, shaft.depth) < 0.36 and shaft.foot):
        room = min(shaft.width, shaft.depth) * (0.56 if shaft.sides == -4 else 0.72)
        return [(x, p, room)]
    long = max(shaft.width, shaft.depth)
    across = min(across, 0.7 * min(shaft.width, shaft.depth))
    count = max(1, min(wanted, int((long - 0.12) / (across + 0.05))))
    rows = 2 if wanted > count and min(shaft.width, shaft.depth) > 2.0 * across + 0.3 else 1
    step = min((long - 0.16 - across) / max(count - 1, 1), max(0.4, across + 0.05))
    reach = (count - 1) / 2.0 * step
    line = np.linspace(-reach, reach, count) if count > 1 else np.zeros(1)
    sides = [0.0] if rows == 1 else [-0.5 * across - 0.06, 0.5 * across + 0.06]
    turned = shaft.depth > shaft.width
    return [
        (x + (s if turned else a), p + (a if turned else s), across)
        for s in sides
        for a in line.tolist()
    ]


def _liner(radius: float, detail: int) -> Mesh:
    wall = 0.16 * radius
    outline = Profile.of(
        [(radius, 0.0), (radius, 0.07), (radius - wall, 0.07), (radius - wall, 0.0)]
    )
    return lathe(outline.eased(0.004), detail=min(detail, 1))


def _pot(context: ChimneyContext, asset: PotBase, radius: float) -> Mesh:
    tall, detail = asset.pot_height, min(context.detail, 1)
    if isinstance(asset, OctagonalPots):
        return _octagonal(max(tall, 3.2 * radius), radius)
    if isinstance(asset, LouvredPots):
        return _louvred(max(tall, 3.0 * radius), radius, asset.louvres, detail)
    r, h = radius, tall
    points = [(r, 0.0), (r, 0.1 * h), (0.9 * r, 0.15 * h), (0.78 * r, 0.84 * h)]
    if isinstance(asset, CrownPots):
        points += [(0.95 * r, 0.88 * h), (0.95 * r, 0.94 * h), (0.9 * r, h)]
    else:
        angle = np.linspace(-0.5 * math.pi, 0.5 * math.pi, 5)
        size = 0.07 * h
        points += [(0.8 * r + size * math.cos(a), h - size + size * math.sin(a)) for a in angle]
    points += [(0.7 * r, h), (0.66 * r, 0.8 * h), (0.72 * r, 0.0)]
    body = lathe(Profile.of(points, smooth_angle=40.0), detail=detail, grain="around")
    if not isinstance(asset, CrownPots):
        return body
    width = 2.0 * math.pi * 0.8 * r / asset.points
    tooth = extrude(
        Profile.of([(-0.36 * width, -0.02), (0.36 * width, -0.02), (0.36 * width, 0.35 * r),
                    (0.0, 0.62 * r), (-0.36 * width, 0.35 * r)]),
        0.16 * r, axis="z", bevel=0.004, segments=1,
    )  # fmt: skip
    return merge(body, _around(tooth, asset.points, 0.8 * r, h))


def _around(piece: Mesh, count: int, radius: float, y: float) -> Mesh:
    """A piece that looks to +Z repeated around the axis."""
    angle = 2.0 * math.pi * np.arange(count) / count
    places = np.stack([radius * np.sin(angle), np.full(count, y), radius * np.cos(angle)], -1)
    turns = [quaternion("y", math.degrees(a)) for a in angle.tolist()]
    return place(piece, places, turns)


def _octagonal(tall: float, radius: float) -> Mesh:
    """A hollow eight-sided pot: bands at foot, neck and rim."""

    def plan(share: float) -> Floats:
        return regular(8, 2.0 * radius * share)

    outs = [(1.0, 0.0), (1.0, 0.10), (0.86, 0.14), (0.74, 0.80), (0.84, 0.83), (0.84, 0.88),
            (0.76, 0.90), (0.76, 0.93), (0.94, 0.96), (0.94, 1.0)]  # fmt: skip
    levels = [Level(plan(out), y * tall) for out, y in outs]
    body = tower(levels, bevel=0.005)
    mouth = lathe(Profile.of([(0.0, 0.0), (0.62 * radius, 0.0), (0.62 * radius, 0.004),
                              (0.0, 0.004)], closed=False), segments=16)  # fmt: skip
    return merge(body, place(mouth, [(0.0, tall - 0.001, 0.0)]))


def _louvred(tall: float, radius: float, rings: int, detail: int) -> Mesh:
    """A pot with hooded rings and a closed, domed top."""
    r, h = radius, tall
    low, high = 0.36 * h, 0.86 * h
    pitch = (high - low) / rings
    points = [(r, 0.0), (r, 0.08 * h), (0.9 * r, 0.12 * h), (0.76 * r, low)]
    for k in range(rings):
        y = low + k * pitch
        points += [(1.04 * r, y + 0.02), (1.02 * r, y + 0.035), (0.74 * r, y + pitch)]
    points += [(0.95 * r, high + 0.012), (0.9 * r, high + 0.03), (0.6 * r, 0.95 * h), (0.0, h)]
    return lathe(Profile.of(points, closed=False), detail=detail, grain="around")


def hood(radius: float, detail: int) -> Mesh:
    """A metal neck with a conical hood on four legs, standing on y = 0."""
    r = radius
    tall = 2.2 * r
    neck = lathe(Profile.of([(r, 0.0), (r, tall), (r + 0.006, tall), (r + 0.006, tall + 0.008),
                             (r - 0.004, tall + 0.008), (r - 0.004, 0.0)]),
                 detail=detail, grain="around")  # fmt: skip
    y = tall + 0.55 * r
    top = lathe(Profile.of([(1.75 * r, y), (1.75 * r, y + 0.008), (0.35 * r, y + 0.62 * r),
                            (0.12 * r, y + 0.66 * r), (0.12 * r, y + 0.64 * r),
                            (0.3 * r, y + 0.55 * r), (1.72 * r, y)]),
                detail=detail, grain="around")  # fmt: skip
    knob = lathe(Profile.of([(0.0, y + 0.6 * r), (0.14 * r, y + 0.6 * r), (0.16 * r, y + 0.72 * r),
                             (0.0, y + 0.8 * r)], closed=False), segments=12)  # fmt: skip
    leg = bevelled_box((0.022, 1.17 * r, 0.003), 0.001, centre=(0.0, 0.56 * r, 0.0), segments=1)
    return merge(neck, top, knob, _around(leg, 4, 1.02 * r, tall - 0.3 * r))


def ball(radius: float, detail: int) -> Mesh:
    """A turning ball of vanes on a neck, standing on y = 0."""
    r = radius
    tall = 1.6 * r
    neck = lathe(Profile.of([(r, 0.0), (r, tall), (r - 0.004, tall), (r - 0.004, 0.0)]),
                 detail=detail, grain="around")  # fmt: skip
    rings = merge(
        lathe(Profile.of([(0.95 * r, tall), (1.12 * r, tall), (1.12 * r, tall + 0.018),
                          (0.95 * r, tall + 0.018)]), detail=detail, grain="around"),
        lathe(Profile.of([(0.0, tall + 2.25 * r), (0.55 * r, tall + 2.2 * r),
                          (0.5 * r, tall + 2.3 * r), (0.0, tall + 2.42 * r)], closed=False),
              segments=20, grain="around"),
    )  # fmt: skip
    angle = np.linspace(-0.82, 1.12, 7)
    middle = tall + 1.1 * r
    outer = np.stack([1.5 * r * np.cos(angle), middle + 1.24 * r * np.sin(angle)], -1)
    inner = np.stack([1.0 * r * np.cos(angle), middle + 1.14 * r * np.sin(angle)], -1)
    vane = extrude(Profile.of(np.concatenate([outer, inner[::-1]])), 0.003, axis="z")
    count = 14
    turns = [quaternion("y", 360.0 * k / count) for k in range(count)]
    twist = place(vane, [(-1.25 * r, 0.0, 0.0)])
    slanted = place(twist, [(1.25 * r, 0.0, 0.0)], [quaternion("y", 38.0)])
    # The spindle on which it turns, on a bar across the neck.
    foot, head = tall - 0.31 * r, tall + 2.27 * r
    spindle = lathe(Profile.of([(0.0, foot), (0.07 * r, foot), (0.07 * r, head), (0.0, head)],
                               closed=False), segments=10, grain="around")  # fmt: skip
    bar = boxes([(2.0 * r - 0.003, 0.016, 0.022)], [(0.0, foot + 0.004, 0.0)], 0.002, segments=1)
    return merge(neck, rings, spindle, bar, place(slanted, np.zeros((count, 3)), turns))


def _cover(context: ChimneyContext, asset: object, y: float) -> list[Node]:
    if not isinstance(asset, CoverSlab):
        return []
    piers, slabs = [], []
    for shaft in context.shafts:
        foot = context.top + 0.004
        rise = max(asset.cover_rise, y - foot + 0.12)
        square = rectangle_at(0.68 * shaft.width, 0.68 * shaft.depth, *shaft.centre)
        inner = grown(shaft.plan, -0.0213) if len(shaft.plan) == 4 else square
        size = min(0.1125, (0.26 if shaft.sides == 4 else 0.19) * min(shaft.width, shaft.depth))
        top = foot + rise
        for corner in inner:
            middle = corner + (np.array(shaft.centre) - corner) * (
                0.7283 * size / max(float(np.abs(corner - shaft.centre).max()), 1e-6)
            )
            plan = rectangle_at(size, size, float(middle[0]), float(middle[1]))
            piers.append(tower([Level(plan, context.top - 0.006), Level(plan, top + 0.01)],
                               uv=context.uv("piers")))  # fmt: skip
        over = grown(shaft.plan, min(0.03, context.spread))
        slabs.append(tower([Level(over, top), Level(over, top + 0.8 * asset.cover_thickness),
                            Level(grown(over, -0.05), top + asset.cover_thickness)], bevel=0.006,
                           uv=context.uv("cover")))  # fmt: skip
    return [
        Node(
            "Cover",
            (
                Part(merge(*piers), context.body),
                Part(merge(*slabs), context.material(POTS, "Chimney cover", asset.cover_finish)),
            ),
        )
    ]
