"""Shutters on pintles before the casing: louvred, panelled, ledged and braced.

The pin stands at the middle of a leaf's thickness, before the casing and beside the frame: a leaf
then keeps the same distance from the wall open and closed, and clears casing and sill at every
angle.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.shared.hinges import pintle, strap_hinge
from opus_studio.engine.components.shared.joinery import edging, joined_frame, nose
from opus_studio.engine.components.window.assets import (
    SHUTTERS,
    BoardedShutters,
    LouvredShutters,
    NoShutters,
    PanelledShutters,
    ShutterBase,
)
from opus_studio.engine.components.window.context import WindowContext
from opus_studio.engine.components.window.sill import casing_reach
from opus_studio.engine.components.window.trim import trim_front
from opus_studio.engine.geometry import (
    bevelled_box,
    boxes,
    merge,
    mirror,
    quaternion,
    rotate,
    translate,
)
from opus_studio.engine.geometry.lattice import boards, slats
from opus_studio.engine.geometry.panel import raised_panel
from opus_studio.engine.scene import Mesh, Node, Part

PIN_BESIDE = 0.022
"""How far the pin stands beside the frame, metres."""

EYE = 0.011
"""Space between the pin and the leaf's edge, metres."""

_CLEAR = 0.010
_HINGES = 0.013
"""Metres. How far the hinges and weather bars of closed sashes stand out from the wall's face."""
_WIDEST_FIELD = 0.62


def shutters(context: WindowContext) -> tuple[Node, ...]:
    """Both leaves with their pintles; none when there are none.

    Raises:
        TypeError: There are no such shutters.
    """
    asset = context.resolved[SHUTTERS]
    if not isinstance(asset, ShutterBase):
        if isinstance(asset, NoShutters):
            return ()
        raise TypeError(f"There are no shutters of {type(asset).__name__}.")
    angle = asset.shutter_angle
    if context.opening_angle > 0.0:
        # Sashes that stand out push the leaves back.
        angle = max(angle, min(180.0, 90.0 + context.opening_angle))
    pin_x = context.width / 2.0 + _beside(context)
    pin_z = max(trim_front(context), _HINGES) + _CLEAR + asset.shutter_thickness / 2.0
    width = pin_x - EYE - 0.002
    low, high = 0.018, context.height - context.cover - 0.006
    nodes = []
    for name, side in (("Shutter left", -1.0), ("Shutter right", 1.0)):
        leaf = _leaf(context, asset, name, width, high - low, mirrored=side > 0)
        leaf = leaf.moved((side * pin_x, low, pin_z), quaternion("y", side * angle))
        nodes.append(leaf)
    nodes.append(_pintles(context, asset, pin_x, pin_z, width, low, high))
    return tuple(nodes)


def _beside(context: WindowContext) -> float:
    """How far the pins stand beside the frame: in the casing's face, or clear of a narrow one."""
    reach = casing_reach(context)
    return PIN_BESIDE if reach == 0.0 or reach > PIN_BESIDE + 0.005 else reach + 0.014


def _leaf(
    context: WindowContext,
    asset: ShutterBase,
    name: str,
    width: float,
    height: float,
    *,
    mirrored: bool,
) -> Node:
    """A leaf hung on its left edge (on its right one when mirrored), the pin at its origin."""
    sampler = context.sampler(name)
    material = context.material(SHUTTERS, "Shutters", asset.shutter_finish)
    side = -1.0 if mirrored else 1.0
    middle = EYE + width / 2.0
    blades: list[Node] = []
    if isinstance(asset, LouvredShutters):
        mesh, blade, places = _louvred(asset, width, height, sampler)
        # One mesh on many nodes: formats that can, write it once.
        part = (Part(blade, material),)
        blades = [
            Node(f"Blade {number + 1}", part, translation=(side * (middle + x), y, 0.0))
            for number, (x, y) in enumerate(places)
        ]
    elif isinstance(asset, PanelledShutters):
        mesh = _panelled(asset, width, height, sampler)
    elif isinstance(asset, BoardedShutters):
        mesh = _boarded(asset, width, height, sampler)
    else:
        raise TypeError(f"There are no shutters of {type(asset).__name__}.")
    mesh = translate(mesh, (middle, 0.0, 0.0))
    straps = _straps(asset, width, height)
    if mirrored:
        mesh, straps = mirror(mesh, "x"), mirror(straps, "x")
    iron = Node(
        "Straps", (Part(straps, context.fixed_material("Ironwork", "painted_metal/black")),)
    )
    return Node(name, (Part(mesh, material),), (*blades, iron), slot=SHUTTERS.name)


def _columns(width: float) -> int:
    return max(1, math.ceil((width - 0.1) / _WIDEST_FIELD))


def _louvred(
    asset: LouvredShutters, width: float, height: float, sampler: UvSampler
) -> tuple[Mesh, Mesh, list[tuple[float, float]]]:
    """The leaf's frame, its blade, and where the blades go."""
    t = asset.shutter_thickness
    stile, bottom, top, lock = _boards_of(width, height)
    columns = _columns(width)
    muntin = 0.8 * stile
    locks = ((0.46 * height, lock),) if height > 1.1 else ()
    body = translate(
        joined_frame(width, height, t, stile, (bottom, top), sampler, lock_rails=locks,
                     muntins=columns - 1, muntin=muntin),
        (0.0, 0.0, t / 2.0),
    )  # fmt: skip
    wide = (width - 2 * stile - muntin * (columns - 1)) / columns
    thick = 0.008
    angle = math.radians(asset.blade_angle)
    blade_width = min(asset.blade_width, (t - 0.003 - thick * math.sin(angle)) / math.cos(angle))
    rise = blade_width * math.sin(angle)
    blade = _blade(round(wide + 0.003, 4), round(blade_width, 4), thick, asset.blade_angle)
    edges = [bottom, *(y for low, size in locks for y in (low - size / 2, low + size / 2))]
    edges.append(height - top)
    places: list[tuple[float, float]] = []
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        room = high - low - rise - thick
        count = max(1, min(48, round(room / max(0.82 * rise, 0.024))))
        for column in range(columns):
            x = (column - (columns - 1) / 2.0) * (wide + muntin)
            places += [(x, low + (rise + thick) / 2 + room * k / count) for k in range(count + 1)]
    return body, blade, places


@lru_cache(maxsize=64)
def _blade(length: float, width: float, thickness: float, tilt: float) -> Mesh:
    return slats(length, [0.0], width=width, thickness=thickness, tilt=tilt, detail=1)


def _boards_of(width: float, height: float) -> tuple[float, float, float, float]:
    """Stile, bottom rail, top rail and lock rail of a leaf, metres."""
    stile = min(0.055, 0.2 * width)
    return stile, min(0.095, 0.14 * height), min(0.065, 0.1 * height), min(0.07, 0.1 * height)


def _panelled(asset: PanelledShutters, width: float, height: float, sampler: UvSampler) -> Mesh:
    t = asset.shutter_thickness
    stile, bottom, top, lock = _boards_of(width, height)
    rows = max(1, min(asset.panels, int((height - bottom - top + lock) / (0.16 + lock))))
    columns = _columns(width)
    muntin = 0.8 * stile
    tall = (height - bottom - top - lock * (rows - 1)) / rows
    wide = (width - 2 * stile - muntin * (columns - 1)) / columns
    locks = tuple((bottom + tall * (k + 1) + lock * (k + 0.5), lock) for k in range(rows - 1))
    body = joined_frame(width, height, t, stile, (bottom, top), sampler, lock_rails=locks,
                        muntins=columns - 1, muntin=muntin)  # fmt: skip
    pieces = [translate(body, (0.0, 0.0, t / 2.0))]
    edge = 0.010
    ring = nose(edge, round(t / 2.0 - 0.0045, 4), "ovolo")
    panel = _panel(round(wide - 0.004, 4), round(tall - 0.004, 4), round(0.62 * t, 4))
    for row in range(rows):
        y = bottom + tall * (row + 0.5) + lock * row
        for column in range(columns):
            x = (column - (columns - 1) / 2.0) * (wide + muntin)
            front = edging(wide, tall, ring, (0.0, 0.0, 0.0035), sampler)
            back = rotate(front, "y", 180.0)
            pieces += [translate(piece, (x, y, 0.0)) for piece in (front, back, panel)]
    return merge(*pieces)


@lru_cache(maxsize=64)
def _panel(width: float, height: float, thickness: float) -> Mesh:
    border = min(0.05, 0.2 * min(width, height))
    return raised_panel(width, height, thickness, border=border, edge=0.0068, both_sides=True)


def _boarded(asset: BoardedShutters, width: float, height: float, sampler: UvSampler) -> Mesh:
    t = asset.shutter_thickness
    skin, ledge = 0.56 * t, 0.44 * t
    count = max(2, round(width / asset.board_width))
    face = boards(
        width, height, skin, width / count, gap=0.003, bevel=0.003, uv_offsets=sampler(count)
    )
    pieces = [translate(face, (0.0, height / 2.0, t / 2.0 - skin / 2.0))]
    high = min(0.1, 0.13 * height)
    z = -t / 2.0 + ledge / 2.0
    places = [0.14 * height, 0.86 * height]
    if height > 1.6:
        places.insert(1, 0.5 * height)
    size = (width - 0.02, high, ledge)
    pieces.append(
        boxes(size, [(0.0, y, z) for y in places], 0.003, uv_offsets=sampler(len(places)))
    )
    for low, up in pairwise(places):
        if up - low - high < 0.2 * width:
            continue  # too flat for a brace to hold anything
        pieces.append(_brace(width, low + high / 2, up - high / 2, 0.8 * high, ledge, z, sampler))
    return merge(*pieces)


def _brace(
    width: float, low: float, up: float, size: float, thick: float, z: float, sampler: UvSampler
) -> Mesh:
    """From the hinge side below to the free side above, between two ledges."""
    run, rise = width - 0.04 - size, up - low
    angle = math.degrees(math.atan2(rise, run))
    # Shortened so that its square ends stay between the ledges.
    length = max(0.1, math.hypot(run, rise) - size / math.tan(math.radians(max(angle, 20.0))))
    board = bevelled_box(
        (length, size, thick - 0.001), 0.003, uv_offset=tuple(sampler(1)[0].tolist())
    )
    return translate(rotate(board, "z", angle), (0.0, (low + up) / 2.0, z + 0.001))


def _straps(asset: ShutterBase, width: float, height: float) -> Mesh:
    """Two straps on the leaf's outer face, which is towards the street when it is closed."""
    boarded = isinstance(asset, BoardedShutters)
    length = min(0.72 * width, 0.55) if boarded else min(0.16, 0.6 * width)
    strap = strap_hinge(round(length, 3), 0.036 if boarded else 0.026)
    half = asset.shutter_thickness / 2.0
    # The link from strap to eye lies above the pintle's arm, so that they pass each other.
    link = bevelled_box((0.012, 0.010, half + 0.002), 0.001, centre=(0.002, 0.0115, half / 2.0))
    hung = merge(translate(strap, (0.0, 0.0, half - 0.0005)), link)
    return merge(*(translate(hung, (0.0, y, 0.0)) for y in _hinges(asset, width, height)))


def _hinges(asset: ShutterBase, width: float, height: float) -> tuple[float, float]:
    """Heights of the hinges: on the ledges of boarded leaves, on the rails of framed ones."""
    if isinstance(asset, BoardedShutters):
        return (0.14 * height, 0.86 * height)
    _, bottom, top, _ = _boards_of(width, height)
    return (0.5 * bottom, height - 0.5 * top)


def _pintles(
    context: WindowContext,
    asset: ShutterBase,
    x: float,
    z: float,
    width: float,
    low: float,
    high: float,
) -> Node:
    """The pins in the wall, or in the casing where it is wide enough to carry them."""
    carried = casing_reach(context) > _beside(context)
    reach = z - (trim_front(context) - 0.0025 if carried else -0.0015)
    pin = pintle(0.034, round(reach, 4), context.detail)
    meshes = [
        translate(pin, (side * x, low + y, z))
        for side in (-1.0, 1.0)
        for y in _hinges(asset, width, high - low)
    ]
    iron = context.fixed_material("Ironwork", "painted_metal/black")
    return Node("Pintles", (Part(merge(*meshes), iron),), slot=SHUTTERS.name)
