"""Leaves of upright V-jointed boards on ledges and braces: plain, arched, and planted for barns."""

from __future__ import annotations

import math
from itertools import pairwise

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.door.context import GAP, DoorContext
from opus_studio.engine.components.door.frame import arch_top
from opus_studio.engine.components.door.leaf_assets import ArchedLeaf
from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.geometry import (
    Profile,
    box_project,
    boxes,
    extrude,
    merge,
    rotate,
    translate,
    with_uv_offset,
)
from opus_studio.engine.scene import Mesh

_SHARE = 0.55
"""How much of a boarded leaf's depth the boards take; ledges take the rest."""


def boarded(
    size: tuple[float, float, float],
    board: float,
    sampler: UvSampler,
    *,
    braced: bool = True,
    ledges: tuple[float, ...] = (0.1, 0.48, 0.9),
) -> Mesh:
    """Boards with ledges and braces on the back.

    Args:
        size: Width, height and depth, metres.
        board: Wanted width of a board, metres.
        sampler: Where the boards are cut from.
        braced: Whether braces run up from the hinges' side between the ledges.
        ledges: Where they lie, as shares of the height.
    """
    width, height, depth = size
    thin = _SHARE * depth
    count = max(3, round(width / board))
    wide = width / count
    centres = [(-width / 2.0 + (k + 0.5) * wide, height / 2.0, -thin / 2.0) for k in range(count)]
    front = boxes((wide - 0.0004, height, thin), centres, 0.0034, grain="y", segments=1,
                  uv_offsets=sampler(count))  # fmt: skip
    joints = [-width / 2.0 + k * wide for k in range(1, count)]
    between = tongues(joints, [height - 0.01] * len(joints), -0.5 * thin, sampler)
    return merge(front, between, _ledges(width, height, depth, ledges, braced, sampler))


def tongues(joints: list[float], heights: list[float], z: float, sampler: UvSampler) -> Mesh:
    """Tongues in the joints between boards, so that no light falls through.

    Args:
        joints: x of each, metres.
        heights: Of each, from y = 5 mm, metres.
        z: Of their middle, metres.
        sampler: Where they are cut from.
    """
    sizes = [(0.012, height, 0.006) for height in heights]
    centres = [(x, 0.005 + h / 2.0, z) for x, h in zip(joints, heights, strict=True)]
    return boxes(sizes, centres, 0.0, grain="y", segments=0, uv_offsets=sampler(len(sizes)))


def _ledges(
    width: float,
    height: float,
    depth: float,
    places: tuple[float, ...],
    braced: bool,
    sampler: UvSampler,
) -> Mesh:
    thin, tall = _SHARE * depth, min(0.14, 0.16 * height)
    deep = depth - thin + 0.001
    z = -depth + deep / 2.0
    long = width - 0.024
    levels = [min(max(p * height, tall / 2 + 0.02), height - tall / 2 - 0.02) for p in places]
    sizes = [(long, tall, deep)] * len(levels)
    made = [boxes(sizes, [(0.0, y, z) for y in levels], 0.003, grain="x",
                  uv_offsets=sampler(len(levels)))]  # fmt: skip
    if braced:
        for low, high in pairwise(levels):
            made.append(
                brace(
                    (-long / 2.0 + 0.03, low + tall / 2.0),
                    (long / 2.0 - 0.03, high - tall / 2.0),
                    0.1,
                    deep - 0.002,
                    z,
                    sampler,
                )
            )
    return merge(*made)


def lock_block(width: float, height: float, depth: float, sampler: UvSampler) -> Mesh:
    """The piece behind the boards at the closing edge that carries the handle indoors.

    A hair shallower than the ledges, over which it may run.

    Args:
        width: Of the leaf, metres.
        height: Of the handle above the leaf's lower edge, metres.
        depth: Of the leaf, metres.
        sampler: Where it is cut from.
    """
    thin = _SHARE * depth
    deep = depth - thin + 0.0002
    size = (0.148, 0.25, deep)
    centre = (width / 2.0 - 0.0145 - 0.074, height - 0.015, -thin + 0.0017 - deep / 2.0)
    return boxes(size, centre, 0.003, grain="y", uv_offsets=sampler(1))


def brace(
    start: tuple[float, float],
    end: tuple[float, float],
    width: float,
    depth: float,
    z: float,
    sampler: UvSampler,
) -> Mesh:
    """A board between two levels, its ends sawn level, from a lower to an upper corner.

    Args:
        start: Outer lower corner (x, y), metres.
        end: Outer upper corner (x, y), metres.
        width: Of the board, metres.
        depth: Along Z, metres.
        z: Of its middle, metres.
        sampler: Where it is cut from.
    """
    (x0, y0), (x1, y1) = start, end
    side = 1.0 if x1 > x0 else -1.0
    rise = y1 - y0

    def level(across: float) -> float:
        angle = math.atan2(rise, across)
        return min(width / math.sin(angle), 0.5 * abs(x1 - x0))

    wide = level(abs(x1 - x0))
    wide = level(abs(x1 - x0) - wide)
    corners = [(x0, y0), (x0 + side * wide, y0), (x1, y1), (x1 - side * wide, y1)]
    # Along its length the grain runs: made level and turned.
    lean = math.degrees(math.atan2(rise, x1 - side * wide - x0))
    turn = math.radians(-lean)
    c, s = math.cos(turn), math.sin(turn)
    flat = [(x * c - y * s, x * s + y * c) for x, y in corners]
    offset = sampler(1)[0].tolist()
    body = sawn_board(Profile.of(flat), depth, bevel=0.003, uv_offset=(offset[0], offset[1]))
    return translate(rotate(body, "z", lean), (0.0, 0.0, z))


def arched_boards(
    context: DoorContext, asset: ArchedLeaf, width: float, height: float, sampler: UvSampler
) -> Mesh:
    """Boards under an arch, with ledges below its springing.

    Args:
        context: The door being made.
        asset: Which leaf.
        width: Metres; half the opening for a leaf of a pair.
        height: To the crown, metres.
        sampler: Where the boards are cut from.
    """
    plan, depth = context.plan, context.thick
    thin = _SHARE * depth
    whole = plan.width - 2 * GAP
    rise = context.rise * whole / plan.width
    # A pair's leaf begins at the jamb too: its x runs from there to the middle of the arch.
    shift = -whole / 2.0 + width / 2.0
    count = max(3, round(width / asset.board_width))
    wide = width / count
    pieces = []
    for k in range(count):
        x0 = -width / 2.0 + k * wide + 0.0002
        x1 = x0 + wide - 0.0004
        heads = []
        for step in range(5):
            x = x1 + (x0 - x1) * step / 4.0
            inside = min(max(x + shift, -whole / 2.0), whole / 2.0)
            heads.append((x, arch_top(inside, whole, height, rise)))
        offset = sampler(1)[0].tolist()
        board = extrude(Profile.of([(x0, 0.0), (x1, 0.0), *heads], smooth_angle=20.0), thin,
                        axis="z", bevel=0.0055, segments=1, start=-thin)  # fmt: skip
        pieces.append(_grain_up(board, (offset[0], offset[1])))
    spring = (height - rise) / height
    places = (0.09, 0.5 * (0.09 + spring - 0.07), spring - 0.07)
    joints = [-width / 2.0 + k * wide for k in range(1, count)]
    tall = [arch_top(x + shift, whole, height, rise) - 0.012 for x in joints]
    pieces.append(tongues(joints, tall, -0.5 * thin, sampler))
    pieces.append(_ledges(width, height, depth, places, True, sampler))
    return merge(*pieces)


def _grain_up(mesh: Mesh, offset: tuple[float, float]) -> Mesh:
    """The same body with U along Y: how upright boards are cut."""
    return with_uv_offset(box_project(mesh, "y"), offset)
