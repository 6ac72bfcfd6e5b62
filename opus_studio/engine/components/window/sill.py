"""Outer sills: weathered stone, wood with a rounded nose, folded metal."""

from __future__ import annotations

import math
from functools import lru_cache

from opus_studio.engine.components.window.assets import (
    FRAME,
    SILL,
    TRIM,
    MetalSill,
    NoSill,
    StoneSill,
    TrimBase,
    WoodSill,
)
from opus_studio.engine.components.window.context import WindowContext
from opus_studio.engine.geometry import Outline, Profile, bevelled_box, boxes, extrude, merge
from opus_studio.engine.scene import Mesh, Node, Part

_STONE_FALL = math.tan(math.radians(7.0))
_WOOD_FALL = math.tan(math.radians(9.0))
_GROOVE = 0.010


def casing_reach(context: WindowContext) -> float:
    """How far the casing stands beside the frame, metres; zero without one."""
    trim = context.resolved[TRIM]
    return trim.casing_width - context.cover if isinstance(trim, TrimBase) else 0.0


def sill(context: WindowContext) -> tuple[Node, ...]:
    """The sill as a branch; none when there is none.

    Raises:
        TypeError: There is no such sill.
    """
    asset = context.resolved[SILL]
    if isinstance(asset, NoSill):
        return ()
    if isinstance(asset, StoneSill):
        part = Part(_stone(context, asset), context.material(SILL, "Sill", asset.stone))
    elif isinstance(asset, WoodSill):
        part = Part(_wood(context, asset), context.joinery(SILL, "Sill"))
    elif isinstance(asset, MetalSill):
        finish = context.resolved[FRAME].finish
        metal = finish if finish.startswith(("painted_metal", "brushed")) else "brushed_aluminium"
        part = Part(_metal(context, asset), context.material(SILL, "Sill", metal))
    else:
        raise TypeError(f"There is no sill of {type(asset).__name__}.")
    return (Node("Sill", (part,), slot=SILL.name),)


def _length(context: WindowContext, overhang: float) -> float:
    reach = casing_reach(context)
    least = reach + 0.015 if reach else 0.0
    return context.width + 2.0 * max(overhang, least)


def _stone(context: WindowContext, asset: StoneSill) -> Mesh:
    length = _length(context, asset.overhang)
    sampler = context.sampler("sill")
    section = _stone_section(asset.projection, asset.thickness, round(0.6 * context.depth, 4))
    body = extrude(section, length, axis="x", bevel=0.004, uv_offset=tuple(sampler(1)[0].tolist()))
    # Level stools under the reveals, on which jambs and casings stand.
    side = (length - context.width) / 2.0
    if side < 0.03:
        return body
    fall = _STONE_FALL * asset.projection
    deep = 0.82 * asset.projection
    size = (side - 0.006, fall + 0.008, deep)
    x = context.width / 2.0 + side / 2.0 - 0.002
    y = -(fall + 0.008) / 2.0 - 0.0006
    stools = boxes(size, [(-x, y, deep / 2 - 0.002), (x, y, deep / 2 - 0.002)], 0.003,
                   grain="x", uv_offsets=sampler(2))  # fmt: skip
    return merge(body, stools)


@lru_cache(maxsize=64)
def _stone_section(projection: float, thickness: float, behind: float) -> Profile:
    """(y, z): level under the frame, weathered before it, throated below."""
    p, t = projection, thickness
    drop = _STONE_FALL * p
    base = -drop - t
    throat = p - 0.018
    pen = Outline((base, -behind), 3).to(0.0, -behind).to(0.0, 0.0).to(-drop, p).to(base, p)
    pen.to(base, throat).arc(base, throat - _GROOVE, -0.8)
    return pen.close().eased(0.004)


def _wood(context: WindowContext, asset: WoodSill) -> Mesh:
    length = _length(context, asset.overhang)
    sampler = context.sampler("sill")
    section = _wood_section(asset.projection, asset.thickness, round(0.6 * context.depth, 4))
    body = extrude(section, length, axis="x", bevel=0.002, uv_offset=tuple(sampler(1)[0].tolist()))
    trim = context.resolved[TRIM]
    if not isinstance(trim, TrimBase):
        return body
    # The apron: a board on the wall below the sill, as wide as the casing outside.
    wide = context.width + 2.0 * casing_reach(context)
    high = 0.8 * trim.casing_width
    thick = min(0.9 * trim.casing_thickness, asset.projection - 0.012)
    top = -asset.thickness + 0.002
    apron = bevelled_box(
        (wide, high, thick), 0.002, centre=(0.0, top - high / 2.0, thick / 2.0 - 0.001),
        uv_offset=tuple(sampler(1)[0].tolist()),
    )  # fmt: skip
    return merge(body, apron)


@lru_cache(maxsize=64)
def _wood_section(projection: float, thickness: float, behind: float) -> Profile:
    """(y, z): a weathered board with a rounded nose and a drip groove."""
    p, t = projection, thickness
    drop = _WOOD_FALL * p
    base = -drop - 0.9 * t
    r = min(0.45 * t, 0.4 * p)
    level = -t
    pen = Outline((level, -behind), 4).to(0.0, -behind).to(0.0, 0.002)
    top = -drop * (p - r) / p
    pen.to(top, p - r).arc(top - r, p, -math.tan(math.pi / 8.0)).to(base + 0.003, p)
    pen.to(base, p - 0.003)
    throat = p - 0.014
    pen.to(base, throat).arc(base, throat - 0.006, -0.8)
    return pen.close().eased(0.0015)


def _metal(context: WindowContext, asset: MetalSill) -> Mesh:
    out = asset.projection + 0.02
    sampler = context.sampler("sill")
    section = _metal_section(round(out, 4), round(asset.slope, 2))
    length = max(context.width + 0.02, _length(context, 0.0) if casing_reach(context) else 0.0)
    body = extrude(section, length, axis="x", uv_offset=tuple(sampler(1)[0].tolist()))
    fall = math.tan(math.radians(asset.slope)) * out
    # Upstands at the ends, which the plaster covers; they follow the sheet's fold.
    size = (0.0025, 0.03 + fall + 0.014, asset.projection + 0.004)
    x = length / 2.0
    y = 0.012 - size[1] / 2.0
    z = asset.projection / 2.0 + 0.002
    return merge(body, boxes(size, [(-x, y, z), (x, y, z)], 0.0008, segments=1, grain="z"))


@lru_cache(maxsize=64)
def _metal_section(out: float, slope: float) -> Profile:
    """(y, z): a folded sheet 2 mm thick with a drip edge that kicks outwards."""
    t = 0.002
    fall = math.tan(math.radians(slope)) * out
    front = out - 0.02
    y = -0.0005 - fall
    points = [
        (-0.0005, -0.02), (y, front), (y - 0.028, front), (y - 0.034, front + 0.006),
        (y - 0.0355, front + 0.0045), (y - 0.029, front - t), (y - t, front - t),
        (-0.0005 - t, -0.02),
    ]  # fmt: skip
    return Profile.of(points).eased(0.0008)
