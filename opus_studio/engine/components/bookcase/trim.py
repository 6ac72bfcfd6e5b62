"""What stands under and over a case: plinth, baseboard, feet; flush top, cap and cornice."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from opus_studio.engine.components.bookcase.context import SKIRTING, BookcaseContext
from opus_studio.engine.components.bookcase.trim_assets import (
    BASE,
    CROWN,
    CapCrown,
    CorniceCrown,
    FeetBase,
    PlinthBase,
    SkirtingBase,
)
from opus_studio.engine.components.shared.carcass import Boards, ring_path
from opus_studio.engine.components.shared.feet import (
    block_foot,
    bun_foot,
    round_tapered_foot,
    turned_foot,
)
from opus_studio.engine.geometry import Profile, bevelled_box, boxes, merge, sweep
from opus_studio.engine.geometry.mouldings import cornice, skirting
from opus_studio.engine.scene import Mesh, Node, Part

_UP = (0.0, 1.0, 0.0)


@lru_cache(maxsize=64)
def _laid(section: Profile) -> Profile:
    """A wall moulding (x up, y out) turned for a path around a case (x out, y up)."""
    return Profile.of(section.points[:, ::-1])


def around(
    section: Profile, half: float, back: float, front: float, y: float, context: BookcaseContext
) -> Mesh:
    """A moulding around the right side, the front and the left side of a case.

    Args:
        section: x up, y out of the case.
        half: Half the case's width, metres.
        back: z of the case's back.
        front: z of its front.
        y: Height of the section's lower edge, metres.
        context: Cuts the pieces.
    """
    path = ring_path(2 * half, back, front, y)
    return sweep(_laid(section), path, up=_UP, uv_offsets=context.sampler(f"moulding {y:.2f}")(3))


def base_overhang(context: BookcaseContext) -> float:
    """How far the base stands out of the case, metres."""
    return SKIRTING if isinstance(context.resolved[BASE], SkirtingBase) else 0.0


def base(
    context: BookcaseContext,
    half: float,
    z: tuple[float, float, float],
    supports: list[float],
    *,
    ring: bool = False,
) -> list[Node]:
    """Plinth, baseboard or feet as branches.

    Args:
        context: The bookcase.
        half: Half the case's width, metres.
        z: Of the case's back, of its boards' front, and of its face.
        supports: x of the uprights, under which further feet stand.
        ring: No sides reach down to the floor: a plinth goes all the way round.
    """
    asset = context.resolved[BASE]
    material = context.wood(BASE, "Base")
    back, front, face = z
    inner, top = half - context.board, context.bottom
    kick = Boards(0.0015)
    if isinstance(asset, PlinthBase):
        edge = front - asset.plinth_setback
        if ring:
            inner = half - asset.plinth_setback
            kick.add((-inner, inner), (0.0, top), (back + 0.01, back + 0.028))
            for x in (-inner, inner - 0.018, *(x - 0.009 for x in supports)):
                kick.add((x, x + 0.018), (0.0, top), (back + 0.028, edge - 0.018))
        kick.add((-inner, inner), (0.0, top), (edge - 0.018, edge))
        return [
            Node("Plinth", (Part(kick.mesh(context.sampler("plinth")), material),), slot=BASE.name)
        ]
    if isinstance(asset, SkirtingBase):
        section = skirting(context.skirting, SKIRTING, asset.skirting_profile)
        board = around(section, half, back, face, 0.0, context)
        return [Node("Baseboard", (Part(board, material),), slot=BASE.name)]
    if isinstance(asset, FeetBase):
        return [_feet(context, asset, half, back, front, supports)]
    return []


def _feet(
    context: BookcaseContext,
    asset: FeetBase,
    half: float,
    back: float,
    front: float,
    supports: list[float],
) -> Node:
    height = context.bottom
    if asset.foot_form == "bun":
        foot = bun_foot(height, min(0.09, 0.8 * height + 0.02), detail=1)
    elif asset.foot_form == "block":
        foot = block_foot(height, detail=1)
    elif asset.foot_form == "turned":
        foot = turned_foot(height, detail=1)
    else:
        foot = round_tapered_foot(height, detail=1)
    reach = float(foot.bounds[1, 0])
    wide, deep = half - reach - 0.012, (front - back) / 2.0 - reach - 0.012
    middle = (front + back) / 2.0
    material = context.wood(BASE, "Feet")
    places = [-wide, *(x for x in supports if abs(x) < wide - 0.2), wide]
    children = [
        Node(f"Foot {row} {number}", (Part(foot, material),), translation=(x, 0.0, z))
        for row, z in (("rear", middle - deep), ("front", middle + deep))
        for number, x in enumerate(places, 1)
    ]
    return Node("Feet", children=tuple(children), slot=BASE.name)


def crown_size(context: BookcaseContext) -> tuple[float, float]:
    """Height of the crown, and how far it stands out of the case; metres."""
    asset = context.resolved[CROWN]
    if isinstance(asset, CorniceCrown):
        height = min(asset.cornice_height, 0.06 * context.height)
        projection = height * asset.projection_ratio
        return height, min(projection, 0.2 * context.depth, 0.06 * context.width + 0.02)
    if isinstance(asset, CapCrown):
        return asset.cap_thickness, asset.cap_overhang
    return context.board, 0.0


def crown(context: BookcaseContext, half: float, back: float, front: float) -> Node:
    """The crown as a branch, its top at the overall height.

    Args:
        context: The bookcase.
        half: Half the case's width, metres.
        back: z of the case's back.
        front: z of the case's front.
    """
    asset = context.resolved[CROWN]
    height, out = crown_size(context)
    low, high = context.height - height, context.height
    material = context.wood(CROWN, "Crown")
    sampler = context.sampler("crown")
    if isinstance(asset, CorniceCrown):
        section = cornice(round(height, 4), round(out, 4))
        pieces = [around(section, half, back, front, low, context)]
        pieces[0] = _lifted(pieces[0], high)
        core = Boards(0.001, 1)
        core.add(
            (-half + 0.0008, half - 0.0008), (low, high - 0.003), (back + 0.0008, front - 0.0008)
        )
        pieces.append(core.mesh(sampler))
        if asset.dentils:
            pieces.append(_dentils(half, front, low, context))
        mesh = merge(*pieces)
    else:
        ease = 0.004 if isinstance(asset, CapCrown) else 0.0015
        size = (2 * (half + out), height, front + out - back)
        offset = sampler(1)[0].tolist()
        mesh = bevelled_box(
            size, ease, centre=(0.0, low + height / 2, (front + out + back) / 2), grain="x",
            uv_offset=(offset[0], offset[1]),
        )  # fmt: skip
    return Node("Crown", (Part(mesh, material),), slot=CROWN.name)


def _lifted(mesh: Mesh, top: float) -> Mesh:
    """The moulding moved so that rounding leaves its top exactly at a height."""
    shift = np.float32(top - float(mesh.bounds[1, 1]))
    positions = mesh.positions + np.array([0.0, shift, 0.0], np.float32)
    return Mesh(positions, mesh.normals, mesh.uvs, mesh.triangles, mesh.closed)


def _dentils(half: float, front: float, low: float, context: BookcaseContext) -> Mesh:
    """Small blocks in a row right below the cornice, at the front."""
    count = max(4, round(2 * half / 0.04))
    pitch = (2 * half - 0.02) / count
    x = (np.arange(count) + 0.5) * pitch - half + 0.01
    centres = np.stack([x, np.full(count, low - 0.010), np.full(count, front + 0.004)], -1)
    return boxes((0.55 * pitch, 0.018, 0.010), centres, 0.0008, segments=1, grain="x",
                 uv_offsets=context.sampler("dentils")(count))  # fmt: skip
