"""Trestles: a post on a foot, a cross of boards, two sloping legs; with a wedged stretcher."""

from __future__ import annotations

from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.components.table.apron import apron
from opus_studio.engine.components.table.base_assets import (
    TrestleBase,
)
from opus_studio.engine.components.table.context import TableContext
from opus_studio.engine.components.table.palette import is_metal
from opus_studio.engine.geometry import (
    Outline,
    Profile,
    bevelled_box,
    merge,
    quaternion,
    rounded,
    translate,
)
from opus_studio.engine.scene import Mesh, Node, Part

_BEARER = 0.05
"""Height of the bar below the top, metres."""


def trestles(context: TableContext, asset: TrestleBase) -> tuple[Node, ...]:
    """Two trestles across the table and what joins them; under a round top they cross."""
    inset = context.inner_inset
    if context.is_round:
        wide = context.narrow - 2.0 * max(inset, 0.16 * context.narrow)
        nodes = [
            _trestle(context, asset, "Trestle", wide, 0.0, 45.0, 0.0),
            _trestle(context, asset, "Trestle across", wide, 0.0, -45.0, 0.0012),
        ]
        return (*nodes, *apron(context, 0.0))
    x = context.end_at(asset.end_inset, inset + 0.05)
    wide = context.room_at(x, inset)
    nodes = [
        _trestle(context, asset, "Trestle left", wide, -x, 90.0, 0.0),
        _trestle(context, asset, "Trestle right", wide, x, 90.0, 0.0),
    ]
    if asset.stretcher:
        nodes.append(_stretcher(context, asset, x))
    return (*nodes, *apron(context, 0.0))


def _trestle(
    context: TableContext,
    asset: TrestleBase,
    name: str,
    wide: float,
    x: float,
    turn: float,
    less: float,
) -> Node:
    """One trestle, drawn in the XY plane and turned; `less` makes its members a little thinner."""
    metal = is_metal(asset.finish)
    thick = (0.04 if metal else max(0.045, 0.6 * asset.member_width)) - less
    member = 0.7 * asset.member_width if metal else asset.member_width
    make = {"post": _post, "cross": _cross, "a_frame": _a_frame}[asset.trestle_style]
    body = make(context, name, wide, member, thick, less)
    return Node(
        name,
        (Part(body, context.base_material),),
        translation=(x, 0.0, 0.0),
        rotation=quaternion("y", turn),
    )


def _bearer(context: TableContext, name: str, wide: float, thick: float, less: float) -> Mesh:
    """The bar below the top, its ends cut away below."""
    half, high, low = wide / 2.0, context.under - less, context.under - _BEARER + less
    cut = min(0.06, 0.15 * wide)
    shape = rounded(
        [(-half, high - 0.018), (-half + cut, low), (half - cut, low), (half, high - 0.018),
         (half, high), (-half, high)], 0.003, 2,
    )  # fmt: skip
    return sawn_board(shape, thick, uv_offset=context.uv_offset(f"{name}/bearer"))


def _post(
    context: TableContext, name: str, wide: float, member: float, thick: float, less: float
) -> Mesh:
    post = min(1.7 * member, 0.35 * wide)
    low, high = 0.05 + less, context.under - _BEARER + 0.012 - less
    column = bevelled_box(
        (post, high - low, thick - 0.004), 0.004, centre=(0.0, (low + high) / 2.0, 0.0),
        grain="y", uv_offset=context.uv_offset(f"{name}/post"),
    )  # fmt: skip
    foot = sawn_board(
        _foot(wide, post, less),
        thick + 0.016,
        bevel=0.004,
        uv_offset=context.uv_offset(f"{name}/foot"),
    )
    return merge(_bearer(context, name, wide, thick + 0.016, less), column, foot)


def _foot(wide: float, post: float, less: float) -> Profile:
    """A foot that stands on its ends and rises towards the post."""
    half, top, pad = wide / 2.0, 0.085 - less, min(0.11, 0.2 * wide)
    rise = 0.014
    pen = Outline((-half, less), 12).to(-half + pad, less)
    pen.arc(-half + pad + rise, less + rise, -0.4142).to(half - pad - rise, less + rise)
    pen.arc(half - pad, less, -0.4142).to(half, less).to(half, 0.034)
    shoulder = min(0.5 * post + 0.05, 0.8 * half)
    pen.arc(shoulder, top, -0.10).to(-shoulder, top).arc(-half, 0.034, -0.10)
    return pen.close().eased(0.004, 2)


def _cross(
    context: TableContext, name: str, wide: float, member: float, thick: float, less: float
) -> Mesh:
    """Two boards that cross: halved into each other, one a hair thinner than the other."""
    high = context.under - _BEARER + 0.012 - less
    reach = 0.46 * wide - member / 2.0
    boards = []
    for number, sign in enumerate((1.0, -1.0)):
        shape = _sloping(-sign * reach, sign * reach, less, high, 1.25 * member)
        boards.append(
            sawn_board(
                shape, thick - 0.0012 * number, grain="y", bevel=0.003,
                uv_offset=context.uv_offset(f"{name}/{number}"),
            )
        )  # fmt: skip
    return merge(_bearer(context, name, wide, thick + 0.012, less), *boards)


def _a_frame(
    context: TableContext, name: str, wide: float, member: float, thick: float, less: float
) -> Mesh:
    """Two legs that lean to each other, and a rail between them."""
    high = context.under - _BEARER + 0.012 - less
    foot, head = 0.48 * wide - member / 2.0, 0.24 * wide
    pieces = []
    for number, sign in enumerate((1.0, -1.0)):
        shape = _sloping(sign * foot, sign * head, less, high, member)
        pieces.append(
            sawn_board(
                shape,
                thick,
                grain="y",
                bevel=0.003,
                uv_offset=context.uv_offset(f"{name}/{number}"),
            )
        )
    at = 0.26 * context.under
    across = foot + (head - foot) * at / high
    rail = bevelled_box(
        (2.0 * across, 0.8 * member - 2.0 * less, thick - 0.012 - less), 0.003,
        centre=(0.0, at, 0.0), grain="x", uv_offset=context.uv_offset(f"{name}/rail"),
    )  # fmt: skip
    return merge(_bearer(context, name, wide, thick + 0.012, less), *pieces, rail)


def _sloping(foot: float, head: float, low: float, high: float, member: float) -> Profile:
    """A board from the floor to a height, its ends cut level."""
    run, rise = head - foot, high - low
    half = member / 2.0 * (run * run + rise * rise) ** 0.5 / rise
    corners = [(foot - half, low), (foot + half, low), (head + half, high), (head - half, high)]
    return rounded(corners, 0.002, 2)


def _stretcher(context: TableContext, asset: TrestleBase, x: float) -> Node:
    """A rail from trestle to trestle, with wedges where it comes through posts."""
    metal = is_metal(asset.finish)
    at = {"post": 0.36, "cross": 0.5, "a_frame": 0.26}[asset.trestle_style]
    post = asset.trestle_style == "post"
    level = at * (context.under - (_BEARER - 0.012 if not post else 0.0))
    tall = 0.045 if metal else (1.0 if post else 0.75) * asset.member_width
    thick = 0.03 if metal else 0.034
    through = 0.06 if post and not metal else 0.0
    member = max(0.045, 0.6 * asset.member_width)
    long = 2.0 * x + (member + 2.0 * through if through else 0.0)
    rail = bevelled_box(
        (long, tall, thick), 0.003, grain="x", uv_offset=context.uv_offset("Stretcher")
    )
    if not through:
        return Node("Stretcher", (Part(rail, context.base_material),), translation=(0, level, 0))
    low, high = -tall / 2.0 - 0.012, tall / 2.0 + 0.020
    wedge = rounded([(-0.010, low), (0.006, low), (0.010, high), (-0.010, high)], 0.0015, 2)
    peg = sawn_board(wedge, 0.016, grain="y", bevel=0.0015, uv_offset=context.uv_offset("Wedges"))
    out = x + member / 2.0 + 0.010
    pegs = [translate(peg, (sign * out, 0.0, 0.0)) for sign in (1.0, -1.0)]
    parts = (Part(merge(rail, *pegs), context.base_material),)
    return Node("Stretcher", parts, translation=(0.0, level, 0.0))
