"""What stands on shelves beside books: vases, bowls, boxes, pictures, bookends.

Everything stands on y = 0 about the Y axis, its front to +Z. Meshes are cached: two vases of one
kind share a mesh. Sizes are those of household goods: vases 0.15-0.28 m high, bowls 0.16-0.22 m
wide, picture frames for prints of 100 x 150 and 130 x 180 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from opus_studio.engine.geometry import (
    Outline,
    Profile,
    bevelled_box,
    circle,
    extrude,
    frame,
    lathe,
    merge,
    prism,
    rotate,
    rounded,
    translate,
)
from opus_studio.engine.scene import Mesh


@dataclass(frozen=True)
class Ornament:
    """A thing on a shelf.

    Attributes:
        name: What it is.
        width: Metres.
        height: Metres.
        depth: Metres.
        parts: Meshes with the role of their material: `glaze`, `glaze2`, `metal`, `box`, `frame`,
            `mount`, `picture`, `band`.
    """

    name: str
    width: float
    height: float
    depth: float
    parts: tuple[tuple[str, Mesh], ...]


def _turned(name: str, role: str, shape: Profile, segments: int = 18) -> Ornament:
    mesh = lathe(shape, grain="around", segments=segments)
    width, height, depth = (mesh.bounds[1] - mesh.bounds[0]).tolist()
    return Ornament(name, width, height, depth, ((role, mesh),))


def _bottle_vase() -> Ornament:
    pen = Outline((0.0, 0.0), 3).to(0.034, 0.0).arc(0.062, 0.075, 0.22).arc(0.018, 0.155, 0.42)
    pen.arc(0.0165, 0.215, -0.06).arc(0.024, 0.238, -0.2).to(0.020, 0.238)
    return _turned("Bottle vase", "glaze", pen.arc(0.013, 0.20, 0.1).to(0.0, 0.195).end())


def _ginger_jar() -> Ornament:
    pen = Outline((0.0, 0.0), 3).to(0.045, 0.0).to(0.045, 0.006).arc(0.072, 0.105, 0.16)
    pen.arc(0.042, 0.150, 0.36).to(0.040, 0.156).to(0.046, 0.158).to(0.046, 0.176)
    pen.arc(0.012, 0.190, 0.2).arc(0.008, 0.206, 0.9).to(0.0, 0.208)
    return _turned("Ginger jar", "glaze2", pen.end())


def _cylinder_vase() -> Ornament:
    pen = Outline((0.0, 0.0), 3).to(0.044, 0.0).arc(0.050, 0.006).to(0.054, 0.180)
    pen.arc(0.050, 0.180, 0.8).to(0.046, 0.060).to(0.0, 0.056)
    return _turned("Cylinder vase", "glaze", pen.end())


def _moon_vase() -> Ornament:
    pen = Outline((0.0, 0.0), 4).to(0.038, 0.0).arc(0.024, 0.152, 0.92).to(0.026, 0.170)
    pen.to(0.021, 0.170).to(0.018, 0.140).to(0.0, 0.130)
    return _turned("Moon vase", "glaze2", pen.end())


def _bowl() -> Ornament:
    pen = Outline((0.0, 0.0), 4).to(0.040, 0.0).to(0.038, 0.008).arc(0.105, 0.074, 0.24)
    pen.arc(0.100, 0.074, 0.8).arc(0.030, 0.016, -0.24).to(0.0, 0.014)
    return _turned("Bowl", "glaze", pen.end(), 22)


def _small_bowl() -> Ornament:
    pen = Outline((0.0, 0.0), 3).to(0.026, 0.0).to(0.025, 0.006).arc(0.062, 0.050, 0.26)
    pen.arc(0.058, 0.050, 0.8).arc(0.020, 0.012, -0.26).to(0.0, 0.010)
    return _turned("Small bowl", "glaze2", pen.end())


def _candlestick() -> Ornament:
    pen = Outline((0.0, 0.0), 3).to(0.046, 0.0).to(0.046, 0.005).arc(0.012, 0.020, -0.2)
    pen.to(0.009, 0.045).arc(0.009, 0.061, 0.8).to(0.007, 0.150).arc(0.007, 0.164, 0.8)
    pen.to(0.010, 0.185).to(0.020, 0.192).to(0.020, 0.196).to(0.0115, 0.198).to(0.0, 0.199)
    return _turned("Candlestick", "metal", pen.end(), 14)


def _globe() -> Ornament:
    base = Outline((0.0, 0.0), 3).to(0.045, 0.0).to(0.045, 0.010).arc(0.010, 0.024, -0.25)
    stand = lathe(base.to(0.008, 0.060).to(0.0, 0.062).end(), grain="around", segments=16)
    ball = Outline((0.0, 0.056), 5).arc(0.0, 0.176, 1.0).end()
    sphere = lathe(ball, grain="around", segments=24)
    return Ornament("Sphere", 0.12, 0.176, 0.12, (("metal", stand), ("glaze2", sphere)))


def _box(width: float, height: float, depth: float, name: str) -> Ornament:
    lid = min(0.045, 0.3 * height)
    body = bevelled_box((width - 0.004, height - lid, depth - 0.004), 0.002,
                        centre=(0.0, (height - lid) / 2.0, 0.0), grain="x")  # fmt: skip
    # The lid laps the body by a few millimetres.
    top = bevelled_box((width, lid + 0.004, depth), 0.003,
                       centre=(0.0, height - (lid + 0.004) / 2.0, 0.0), grain="x")  # fmt: skip
    plate = bevelled_box((0.05, 0.022, 0.002), 0.0006, segments=1,
                         centre=(0.0, 0.45 * (height - lid), depth / 2.0 - 0.0015))  # fmt: skip
    return Ornament(name, width, height, depth, (("box", merge(body, top)), ("metal", plate)))


def _picture(width: float, height: float, bar: float, name: str) -> Ornament:
    """A framed print on its strut: mitred moulding, mount, picture, backing; leaning 9 degrees."""
    pen = Outline((0.0, 0.0), 3).to(bar, 0.0).to(bar, 0.007).arc(0.3 * bar, 0.015, 0.2)
    moulding = frame(width, height, pen.to(0.0, 0.012).close().eased(0.001, 1), origin="bottom")
    mount = bevelled_box((width - bar, height - bar, 0.003), 0.0, segments=0,
                         centre=(0.0, height / 2.0, 0.003))  # fmt: skip
    w, h = 0.62 * (width - 2 * bar), 0.66 * (height - 2 * bar)
    image = bevelled_box((w, h, 0.0012), 0.0, segments=0, centre=(0.0, 0.51 * height, 0.0045))
    # A plain print: a disc over a band, as on a travel poster.
    disc = extrude(circle(0.24 * w, 24), 0.0008)
    disc = translate(disc, (0.1 * w, 0.51 * height + 0.14 * h, 0.0051))
    band = bevelled_box((w - 0.001, 0.3 * h - 0.001, 0.0008), 0.0, segments=0,
                        centre=(0.0, 0.51 * height - 0.35 * h, 0.0052))  # fmt: skip
    back = bevelled_box((width - bar, height - bar, 0.003), 0.0, segments=0,
                        centre=(0.0, height / 2.0, -0.0006))  # fmt: skip
    strut = rotate(
        bevelled_box((0.05, 0.78 * height, 0.003), 0.0005, centre=(0.0, 0.39 * height, 0.0)),
        "x", 20.0, (0.0, 0.78 * height, 0.0),
    )  # fmt: skip
    parts = (
        ("frame", merge(moulding, strut)),
        ("mount", merge(mount, back)),
        ("picture", image),
        ("mount", disc),
        ("band", band),
    )
    leaning = []
    for role, mesh in parts:
        leaning.append((role, rotate(mesh, "x", -9.0)))
    low = min(float(mesh.bounds[0, 1]) for _, mesh in leaning)
    near = max(float(mesh.bounds[1, 2]) for _, mesh in leaning)
    far = min(float(mesh.bounds[0, 2]) for _, mesh in leaning)
    shift = (0.0, -low, -(near + far) / 2.0)
    placed = tuple((role, translate(mesh, shift)) for role, mesh in leaning)
    tall = max(float(mesh.bounds[1, 1]) for _, mesh in placed)
    return Ornament(name, width, tall, near - far, placed)


@lru_cache(maxsize=1)
def tall_ornaments() -> tuple[Ornament, ...]:
    """What stands beside books on a shelf."""
    return (
        _bottle_vase(),
        _picture(0.17, 0.22, 0.018, "Picture upright"),
        _ginger_jar(),
        _cylinder_vase(),
        _box(0.26, 0.15, 0.20, "Archive box"),
        _moon_vase(),
        _candlestick(),
        _globe(),
        _picture(0.21, 0.16, 0.016, "Picture level"),
    )


@lru_cache(maxsize=1)
def low_ornaments() -> tuple[Ornament, ...]:
    """What stands alone on a shelf or on a stack of books."""
    return (_bowl(), _box(0.17, 0.075, 0.12, "Small box"), _small_bowl())


PLATE: Final = 0.0025
"""Thickness of a bookend's sheet, metres."""


@lru_cache(maxsize=4)
def bookend(height: float = 0.15, depth: float = 0.11) -> Mesh:
    """A bent steel sheet: an upright at x 0..2.5 mm and a tongue under the books towards -X."""
    corners = [(0.0, 0.0), (depth, 0.0), (depth, 0.8 * height), (0.72 * depth, height),
               (0.28 * depth, height), (0.0, 0.8 * height)]  # fmt: skip
    plate = extrude(rounded(corners, 0.012, 3), PLATE, start=0.0, bevel=0.0005, segments=1)
    upright = translate(rotate(plate, "y", 90.0), (0.0, 0.0, depth))
    # The tongue's end is cut aslant, parallel to no cover above it.
    plan = [(-0.0006, -0.95 * depth), (-0.0006, -0.05 * depth), (-0.088, -0.15 * depth),
            (-0.096, -0.85 * depth)]  # fmt: skip
    tongue = prism(plan, 0.0012, bevel=0.0, start=0.0002)
    return translate(merge(upright, tongue), (0.0, 0.0, -depth / 2.0))
