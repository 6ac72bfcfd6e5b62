"""Railings of a wanted kind, for models that nest `Fence`: a resolved fence dressed as one.

    from opus_studio.engine.components.fence.railings import foot_of, railed
    values = railed(nested, IronBars(finial="none"), SteelPosts(...), FlatTop(...))

What the request itself says of the nested fence's infill, posts or handrail stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from opus_studio.engine.components.fence.assets import POSTS, PostBase
from opus_studio.engine.components.fence.context import FenceContext, is_chosen
from opus_studio.engine.components.fence.infill_assets import INFILL
from opus_studio.engine.components.fence.plan import sides_of
from opus_studio.engine.components.fence.trim_assets import TOP
from opus_studio.engine.schema import Asset, Resolved, Slot


def railed(resolved: Resolved, infill: Asset, posts: PostBase, top: Asset) -> Resolved:
    """The fence with this infill, these posts and this handrail, where none was asked for."""
    chosen: tuple[tuple[Slot[Asset], Asset], ...] = ((INFILL, infill), (POSTS, posts), (TOP, top))
    # Posts and handrail go with the infill: they stay with one that was asked for.
    if is_chosen(resolved, INFILL):
        return resolved
    for slot, asset in chosen:
        if not is_chosen(resolved, slot):
            resolved = resolved.with_asset(slot, asset)
    return resolved


def foot_of(resolved: Resolved, path: Sequence[Sequence[float]], height: float) -> float:
    """Greatest width in metres of a railing's posts along a way, with their plates and caps."""
    lengths = [side.length for side in sides_of(path)]
    return FenceContext(resolved, height, True, min(lengths), sum(lengths)).foot
