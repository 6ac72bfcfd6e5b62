"""Garden gates: leaves that fit the infill, on hinges, with a latch.

A leaf's node stands on its hinge pins, at the back of the leaf, and opens to the back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from opus_studio.engine.components.fence.context import FenceContext
from opus_studio.engine.components.fence.fill import infill
from opus_studio.engine.components.fence.infill_assets import (
    Boards,
    Cables,
    GlassPanes,
    IronBars,
    LevelRails,
    Pickets,
    StoneBalusters,
)
from opus_studio.engine.components.fence.picket import picket_thickness, rail_depth, rail_levels
from opus_studio.engine.components.fence.plan import Bay
from opus_studio.engine.components.fence.slats import brace
from opus_studio.engine.components.fence.span import Span, level_bar
from opus_studio.engine.components.fence.trim_assets import GATE, DoubleGate, GateBase
from opus_studio.engine.components.shared.handles import turned_knob
from opus_studio.engine.components.shared.hinges import butt_knuckle, pintle, strap_hinge
from opus_studio.engine.geometry import (
    bevelled_box,
    boxes,
    merge,
    mirror,
    quaternion,
    rotate,
    translate,
)
from opus_studio.engine.scene import Mesh, Node, Part, Vector

_HINGE_GAP = 0.018
_EASE = 0.003
_HEADS = {"pointed": 0.62, "rounded": 0.5, "gothic": 1.25, "dog_eared": 0.3}


@dataclass(frozen=True)
class _Leaf:
    """A leaf being made: its width, levels and the planes of its faces, metres."""

    context: FenceContext
    kind: GateBase
    width: float
    low: float
    back: float
    front: float

    @property
    def high(self) -> float:
        return self.context.high

    @property
    def ledged(self) -> bool:
        """Whether it is made of rails behind upright pieces, rather than of a frame."""
        return isinstance(self.context.infill, Pickets | Boards)

    @property
    def levels(self) -> list[float]:
        """Heights of the hinges."""
        tall = self.high - self.low
        if self.ledged:
            found, _ = rail_levels(self.context, self.span, self.room)
            return [found[0], found[-1]]
        return [self.low + 0.17 * tall, self.high - 0.17 * tall]

    @property
    def span(self) -> Span:
        """The field of its infill, about its own middle."""
        side = 0.0 if self.ledged else self.stile
        inner = self.width - 2.0 * side
        lap = 0.0 if self.ledged else 0.003
        # What has stiles keeps a gap beside them, as between posts.
        return Span(
            inner, self.low, self.high, (lap, lap), leaf=self.ledged, framed=not self.ledged
        )

    @property
    def stile(self) -> float:
        """Width of the frame's uprights, metres."""
        slim = isinstance(self.context.infill, IronBars | Cables | GlassPanes)
        return min(0.03 if slim else 0.07, 0.16 * self.width)

    @property
    def room(self) -> tuple[float, float]:
        """Levels between which the ledges lie, metres."""
        infill_ = self.context.infill
        head = 0.0
        if isinstance(infill_, Pickets) and not self.context.capped:
            head = _HEADS.get(infill_.picket_top, 0.0) * min(
                infill_.picket_width, 0.45 * self.width
            )
        return self.low, self.high - head


def gate(context: FenceContext, bay: Bay) -> tuple[Node, ...]:
    """One leaf or two in a field, hinges on the posts included; in the bay's frame."""
    kind = context.resolved[GATE]
    if not isinstance(kind, GateBase):
        return ()
    if isinstance(context.infill, StoneBalusters):
        iron = IronBars(finial="none", frieze="none", infill_finish="painted_metal/black")
        context = replace(context, swapped=iron)
    back, front = _planes(context)
    deep = front - back
    pair = isinstance(kind, DoubleGate) and bay.clear > 0.9
    room = bay.clear / 2.0 if pair else bay.clear
    width = room - _HINGE_GAP
    # The far corner swings on a circle that must clear the post or the other leaf.
    width -= math.hypot(width, deep + 0.012) - width + _EASE
    low = max(0.05, context.low if context.base_height == 0.0 else 0.06)
    leaf = _Leaf(context, kind, width, low, back, front)
    nodes = [*_hung(leaf, bay.clear, False)]
    if pair:
        nodes += _hung(leaf, bay.clear, True)
    return tuple(nodes)


def _planes(context: FenceContext) -> tuple[float, float]:
    """Z of the back and of the front of a leaf, metres."""
    kind = context.infill
    if isinstance(kind, Pickets | Boards):
        rail, thick = rail_depth(context), picket_thickness(context)
        both = isinstance(kind, Boards) and kind.lay == "both_sides"
        back = -(rail / 2.0 + thick) if both else -(rail + thick) / 2.0
        return back, (rail + thick) / 2.0
    slim = isinstance(kind, IronBars | Cables | GlassPanes)
    deep = min(0.03 if slim else 0.045, context.depth)
    return -deep / 2.0, deep / 2.0


def _hung(leaf: _Leaf, clear: float, mirrored: bool) -> list[Node]:
    """A leaf on its pins, and the pintles on its post."""
    context, kind = leaf.context, leaf.kind
    side = -1.0 if mirrored else 1.0
    pin: Vector = (side * (-clear / 2.0 + _HINGE_GAP / 2.0), 0.0, leaf.back)
    shift = (_HINGE_GAP / 2.0 + leaf.width / 2.0, 0.0, -leaf.back)

    def put(mesh: Mesh) -> Mesh:
        moved = translate(mesh, shift)
        return mirror(moved, "x") if mirrored else moved

    parts = tuple(Part(put(part.mesh), part.material) for part in _parts(leaf))
    metal = context.material(GATE, "Gate fittings", kind.hardware_finish)
    hinges, post = _hinges(leaf)
    fittings = merge(hinges, translate(_latch(leaf, mirrored), shift))
    if mirrored:
        fittings, post = mirror(fittings, "x"), mirror(post, "x")
    name = "Gate leaf right" if mirrored else "Gate leaf"
    swung = quaternion("y", side * kind.opening_angle)
    node = Node(name, parts, (Node("Hinges and latch", (Part(fittings, metal),)),),
                translation=pin, rotation=swung)  # fmt: skip
    return [node, Node("Hinge pins", (Part(post, metal),), translation=pin)]


def _parts(leaf: _Leaf) -> list[Part]:
    """Infill, frame and brace of a leaf about its middle."""
    context, span = leaf.context, leaf.span
    sampler = context.sampler("gate")
    found = infill(context, span)
    deep, wood = leaf.front - leaf.back, []
    if not leaf.ledged:
        x = leaf.width / 2.0 - leaf.stile / 2.0
        size = (leaf.stile, leaf.high - leaf.low, deep)
        middle = (leaf.high + leaf.low) / 2.0
        wood.append(boxes(size, [(-x, middle, 0.0), (x, middle, 0.0)], 0.003, grain="y",
                          segments=1, uv_offsets=sampler(2)))  # fmt: skip
        upright = isinstance(context.infill, Cables) and context.infill.upright
        if isinstance(context.infill, Cables | GlassPanes) and not upright:
            foot = replace(span, into=(0.002, 0.002))  # never in one plane with a cable's end
            wood.append(level_bar(foot, leaf.low + 0.0136, (0.026, deep - 0.003)))
    if context.capped:
        whole = Span(leaf.width, leaf.low, leaf.high)
        thick = context.top_size[1]
        wood.append(level_bar(whole, leaf.high + thick / 2.0 - 0.001, (thick, deep + 0.004),
                              uv_offset=sampler(1)[0]))  # fmt: skip
    if leaf.kind.braced:
        wood += _brace(leaf)
    if not wood:
        return found
    timber = context.infill_material
    return [*found, Part(merge(*wood), timber)]


def _brace(leaf: _Leaf) -> list[Mesh]:
    """The brace from the lower hinge up to the latch's side."""
    context, cut = leaf.context, leaf.context.sampler("brace")
    half = leaf.width / 2.0
    if leaf.ledged:
        if isinstance(context.infill, Boards) and context.infill.lay == "both_sides":
            return []
        levels, wide = rail_levels(context, leaf.span, leaf.room)
        low, high = levels[0] + wide / 2.0, levels[-1] - wide / 2.0
        if len(levels) > 2 or high - low < 0.15:
            high = levels[1] - wide / 2.0
        if high - low < 0.12:
            return []
        thick = 0.9 * rail_depth(context) if isinstance(context.infill, Pickets | Boards) else 0.03
        return [brace((-half + 0.04, low), (half - 0.04, high), min(0.07, 0.2 * (high - low)),
                      thick, leaf.back + rail_depth(context) / 2.0, cut)]  # fmt: skip
    if not isinstance(context.infill, LevelRails) or context.infill.crossed:
        return []
    side = half - leaf.stile
    tall = leaf.high - leaf.low
    return [brace((-side, leaf.low + 0.01), (side, leaf.high - 0.01), min(0.08, 0.16 * tall), 0.018,
                  leaf.back + 0.008, cut)]  # fmt: skip


def _hinges(leaf: _Leaf) -> tuple[Mesh, Mesh]:
    """What turns with the leaf and what stays on the post, both about the pin."""
    straps = leaf.kind.gate_hardware == "strap" and (
        leaf.ledged or isinstance(leaf.context.infill, LevelRails)
    )
    detail = leaf.context.detail
    turning, staying = [], []
    for y in leaf.levels:
        if straps:
            long = round(min(0.42, 0.62 * leaf.width), 3)
            strap = rotate(strap_hinge(long, 0.034, detail), "x", 180.0)
            eye = bevelled_box((0.02, 0.03, 0.005), 0.0015, centre=(0.006, 0.0, -0.002), segments=1)
            turning.append(translate(merge(strap, eye), (0.0, y, 0.0)))
            staying.append(
                translate(rotate(pintle(0.036, 0.0092, detail), "y", 90.0), (0.0, y, 0.0))
            )
            continue
        knuckle = butt_knuckle(0.076, True, detail)
        staying.append(translate(knuckle, (0.0, y, 0.0)))
        for group, x in ((turning, 0.0052), (staying, -0.0052)):
            plate = bevelled_box((0.0082, 0.074, 0.003), 0.0008, centre=(x, y, 0.001), segments=1)
            group.append(plate)
    return merge(*turning), merge(*staying)


def _latch(leaf: _Leaf, other: bool) -> Mesh:
    """A knob and a latch bar, or the drop bolt of a second leaf; about the leaf's middle."""
    context = leaf.context
    reach = leaf.width / 2.0
    wide = leaf.stile
    if leaf.ledged:
        kind = context.infill
        piece = kind.picket_width if isinstance(kind, Pickets) else 0.07
        wide = min(piece, 0.16 * leaf.width)
    x = reach - wide / 2.0
    y = leaf.levels[-1] if leaf.ledged else leaf.low + 0.62 * (leaf.high - leaf.low)
    if other:
        long = min(0.45, 0.5 * leaf.high)
        bolt = bevelled_box(
            (0.012, long, 0.012),
            0.003,
            segments=1,
            centre=(x, leaf.low + long / 2.0 - 0.03, leaf.back - 0.007),
        )
        loops = boxes(
            (0.026, 0.014, 0.02),
            [(x, leaf.low + long * s, leaf.back - 0.007) for s in (0.24, 0.7)],
            0.002,
            segments=1,
        )
        return merge(bolt, loops)
    knob = translate(
        turned_knob(min(0.016, 0.36 * wide), context.detail), (x, y, leaf.front - 0.0005)
    )
    across = min(0.14, 0.3 * leaf.width)
    bar = bevelled_box((across, 0.02, 0.006), 0.0015, segments=1,
                       centre=(reach - across / 2.0, y, leaf.back - 0.0028))  # fmt: skip
    return merge(knob, bar)


__all__ = ["gate"]
