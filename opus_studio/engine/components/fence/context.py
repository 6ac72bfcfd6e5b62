"""What every part of a fence is made with: derived sizes, what goes with what, and materials.

Slots are drawn apart from each other. Where a draw does not suit the infill and nobody asked for
it, `suited` puts in what does: iron bars hang between steel posts, stone balusters between piers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.components.fence.assets import (
    LAYOUT,
    POSTS,
    NewelPosts,
    Piers,
    PostBase,
    RoundPosts,
    SteelPosts,
    WoodPosts,
)
from opus_studio.engine.components.fence.infill_assets import (
    INFILL,
    Balusters,
    Boards,
    Cables,
    GlassPanes,
    IronBars,
    Lattice,
    LevelRails,
    Pickets,
    Slats,
    StoneBalusters,
)
from opus_studio.engine.components.fence.palette import finishes, partner
from opus_studio.engine.components.fence.trim_assets import (
    BASE,
    TOP,
    Coping,
    FlatTop,
    GravelBoard,
    MouldedTop,
    NoTop,
    Plinth,
    RoundTop,
)
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Asset, Resolved, Slot
from opus_studio.engine.values import Origin

WIDEST_OPENING: Final = 0.099
"""Metres. A ball of 102 mm shall not pass a railing (IRC R312.1.3); cables give, see `Cables`."""

_HEIGHTS: Final[dict[type[Asset], tuple[float, float]]] = {
    Pickets: (0.7, 1.3),
    Boards: (0.9, 2.0),
    Slats: (0.9, 1.9),
    Lattice: (1.2, 2.0),
    IronBars: (0.9, 2.0),
    LevelRails: (0.9, 1.4),
    GlassPanes: (0.9, 1.4),
}
"""Between what heights a fence of the kind is drawn at random, metres."""

_RAILING_HEIGHTS: Final = (0.91, 1.2)
_METALS: Final = frozenset(finishes("metal"))
_GUARDING: Final = (Balusters, StoneBalusters, Cables, GlassPanes)
_WOODEN: Final = (Pickets, Boards, Slats, Lattice, Balusters, LevelRails)


def is_chosen(resolved: Resolved, slot: Slot[Any]) -> bool:
    """Whether somebody chose the asset of a slot: the request, a template or another model."""
    if slot.name in resolved.request.keywords:
        return True
    chosen = (Origin.SET, Origin.TEMPLATE, Origin.DERIVED)
    return any(v.slot == slot.name and v.origin in chosen for v in resolved.values)


def is_railing(resolved: Resolved) -> bool:
    """Whether a fence guards a drop, by what it is used for or by its infill."""
    said = resolved[LAYOUT].use
    return said == "railing" or (said == "by_infill" and isinstance(resolved[INFILL], _GUARDING))


def height_of(resolved: Resolved) -> float:
    """Height in metres: as asked for, else kept to what its kind has."""
    layout = resolved[LAYOUT]
    key = f"{layout.name}/fence_height"
    origin = next(v.origin for v in resolved.values if v.key == key)
    if origin in (Origin.SET, Origin.TEMPLATE, Origin.DERIVED):
        return layout.fence_height
    low, high = _RAILING_HEIGHTS
    if not is_railing(resolved):
        low, high = _HEIGHTS.get(type(resolved[INFILL]), _RAILING_HEIGHTS)
    return min(max(layout.fence_height, low), high)


@dataclass(frozen=True)
class FenceContext(BuildContext):
    """A fence being made.

    Attributes:
        height: Of the infill or handrail above the ground, metres.
        railing: Whether it guards a drop.
        shortest: Length of its shortest side, metres; posts keep in proportion to it.
        total: Length of all sides, metres; long fences are made with fewer segments.
        swapped: Infill that takes the place of the drawn one, as in a gate of a stone balustrade.
    """

    height: float
    railing: bool
    shortest: float
    total: float
    swapped: Asset | None = None

    @cached_property
    def infill(self) -> Asset:
        """What hangs between the posts."""
        return self.swapped or self.resolved[INFILL]

    @cached_property
    def infill_finish(self) -> str:
        """The finish of the infill, or of its fittings."""
        return str(getattr(self.infill, "infill_finish"))  # noqa: B009

    @cached_property
    def posts(self) -> PostBase:
        """The posts, as drawn or as suits the infill; in its finish unless one was chosen."""
        drawn: PostBase = self.resolved[POSTS]
        if is_chosen(self.resolved, POSTS):
            return drawn
        rise, own = drawn.post_rise, self.infill_finish
        if isinstance(self.infill, StoneBalusters):
            width = max(1.5 * self.infill.baluster_width, 0.22)
            return Piers(post_rise=0.03, post_width=width, cap="flat", post_finish=own)
        if isinstance(self.infill, IronBars | Cables | GlassPanes):
            return self._for_metal(drawn, own)
        wrong = SteelPosts if self.railing else (SteelPosts, NewelPosts)
        if isinstance(drawn, wrong):
            return WoodPosts(post_rise=rise, post_finish=own)
        if isinstance(self.infill, Balusters) and isinstance(drawn, RoundPosts):
            return NewelPosts(post_rise=rise, post_finish=own)
        return drawn if isinstance(drawn, Piers) else _refinished(drawn, own)

    def _for_metal(self, drawn: PostBase, own: str) -> PostBase:
        """Posts for iron bars, cables and panes."""
        iron = isinstance(self.infill, IronBars)
        if isinstance(drawn, Piers if iron else WoodPosts):
            return drawn
        if isinstance(drawn, SteelPosts):
            return _refinished(drawn, own)
        return SteelPosts(
            post_rise=min(drawn.post_rise, 0.05),
            post_finish=own,
            cap="ball" if iron else "flat",
            base_plate=not iron,
        )

    @cached_property
    def top(self) -> Asset:
        """The handrail or capping; a plain one where the infill needs one and none was drawn."""
        drawn, kind = self.resolved[TOP], self.infill
        if isinstance(kind, StoneBalusters):
            return drawn if isinstance(drawn, Coping) else self._plain_top()
        pointed = isinstance(kind, Pickets | LevelRails)
        pointed |= isinstance(kind, IronBars) and kind.finial != "none"
        needed = isinstance(kind, Balusters | Cables) or (
            self.railing and not isinstance(kind, GlassPanes)
        )
        if is_chosen(self.resolved, TOP):
            return self._plain_top() if needed and isinstance(drawn, NoTop) else drawn
        if pointed and not self.railing:
            return NoTop()
        unfit = isinstance(drawn, Coping) or (
            isinstance(drawn, RoundTop) and isinstance(kind, _WOODEN)
        )
        if unfit or (needed and isinstance(drawn, NoTop)):
            return self._plain_top()
        return drawn

    def _plain_top(self) -> Asset:
        kind, own = self.infill, self.infill_finish
        if isinstance(kind, StoneBalusters):
            return Coping(top_width=min(max(1.9 * kind.baluster_width, 0.16), 0.4), top_finish=own)
        if isinstance(kind, IronBars | Cables | GlassPanes):
            return FlatTop(top_width=0.05, top_thickness=0.012, top_finish=own)
        return FlatTop(top_width=0.11, top_thickness=0.032, top_finish=partner(own, "rail"))

    @cached_property
    def top_finish(self) -> str:
        """What the handrail is made of: it goes with the infill unless one was chosen."""
        own = str(getattr(self.top, "top_finish", self.infill_finish))
        if is_chosen(self.resolved, TOP) or isinstance(self.top, NoTop):
            return own
        if isinstance(self.infill, _WOODEN):
            return partner(self.infill_finish, "rail")
        metal = isinstance(self.infill, IronBars) or isinstance(self.top, RoundTop)
        return self.infill_finish if metal or isinstance(self.infill, StoneBalusters) else own

    @cached_property
    def top_size(self) -> tuple[float, float]:
        """Width and thickness of the handrail, metres; zero without one."""
        kind = self.top
        # Between posts it keeps within their width: two of them would meet at a corner.
        widest = 1.0 if self.over else min(self.post_width - 0.006, self.depth)
        limit = 0.16 * self.height
        if isinstance(kind, FlatTop):
            thin = self.top_finish in _METALS
            width = min(kind.top_width, 0.06) if thin else kind.top_width
            thick = min(kind.top_thickness, 0.014) if thin else max(kind.top_thickness, 0.022)
            return min(width, widest), min(thick, limit)
        if isinstance(kind, MouldedTop):
            width = min(kind.top_width, widest)
            return width, min(0.86 * width, limit)
        if isinstance(kind, RoundTop):
            width = min(kind.top_diameter, widest)
            return width, width
        if isinstance(kind, Coping):
            return min(kind.top_width, widest), min(kind.top_thickness, limit)
        return 0.0, 0.0

    @property
    def capped(self) -> bool:
        """Whether a handrail or capping lies on the infill."""
        return not isinstance(self.top, NoTop)

    @cached_property
    def over(self) -> bool:
        """Whether the handrail runs on over the posts."""
        if not self.capped:
            return False
        steel = isinstance(self.posts, SteelPosts)
        return steel or (isinstance(self.posts, WoodPosts) and self.posts.cap == "none")

    @cached_property
    def post_width(self) -> float:
        """Side or diameter of a post's shaft, metres."""
        wanted = float(
            getattr(self.posts, "post_width", 0.0) or getattr(self.posts, "post_diameter", 0.1)
        )
        if isinstance(self.infill, StoneBalusters):
            wanted = max(wanted, 1.25 * self.infill.baluster_width)
        return max(min(wanted, 0.22 * self.shortest, 0.4 * self.height), 0.024)

    @cached_property
    def foot(self) -> float:
        """Greatest width of a post with cap, plate and footing, or of what runs over it; metres."""
        width, posts = self.post_width, self.posts
        widest = width
        capped = isinstance(posts, WoodPosts) and posts.cap != "none" and not self.over
        if capped or isinstance(posts, NewelPosts | Piers):
            widest = width + 2.0 * self.overhang
        elif isinstance(posts, SteelPosts) and posts.base_plate:
            widest = width + 2.0 * self.plate
        if self.over:
            widest = max(widest, width + 2.0 * self.end_lap)
        return max(widest, width + 0.02) if isinstance(self.base, Plinth) else widest

    @property
    def overhang(self) -> float:
        """How far caps stand out over the shaft, metres."""
        return 0.12 * self.post_width

    @property
    def plate(self) -> float:
        """How far a foot plate stands out around a steel post, metres."""
        return 0.55 * self.post_width

    @property
    def end_lap(self) -> float:
        """How far a handrail over the posts stands out beyond the last one, metres."""
        return 0.12 * self.post_width

    @cached_property
    def spacing(self) -> float:
        """Greatest distance of two posts, metres; piers that nobody spaced stand farther apart."""
        layout = self.resolved[LAYOUT]
        key = f"{layout.name}/bay_spacing"
        drawn = any(v.key == key and v.origin is Origin.RANDOM for v in self.resolved.values)
        if drawn and isinstance(self.posts, Piers):
            return max(layout.bay_spacing, 7.0 * self.post_width)
        return max(layout.bay_spacing, 2.5 * self.post_width)

    @cached_property
    def base(self) -> Asset:
        """What stands below the infill; a railing stands free."""
        return self.resolved[BASE]

    @cached_property
    def base_height(self) -> float:
        """Height of gravel board or plinth, metres."""
        if self.railing:
            return 0.0
        if isinstance(self.base, GravelBoard):
            return min(self.base.board_height, 0.35 * self.height)
        if isinstance(self.base, Plinth):
            return min(self.base.plinth_height, 0.4 * self.height)
        return 0.0

    @cached_property
    def low(self) -> float:
        """Height of the infill's lower edge, metres."""
        gap = self.resolved[LAYOUT].ground_gap
        if self.railing:
            gap = min(gap, 0.08)
        if self.base_height and isinstance(self.base, GravelBoard):
            return self.base_height + 0.003
        return self.base_height + min(gap, 0.15 * self.height)

    @cached_property
    def high(self) -> float:
        """Height of the infill's upper edge, a millimetre inside the handrail; metres."""
        return self.height - self.top_size[1] + (0.001 if self.capped else 0.0)

    @property
    def depth(self) -> float:
        """Room for the infill in the depth of the posts, metres."""
        share = 0.62 if self.rounded else 1.0
        return max(share * self.post_width - 0.004, 0.016)

    @property
    def rounded(self) -> bool:
        """Whether the posts are round."""
        kind = self.posts
        return isinstance(kind, RoundPosts) or (
            isinstance(kind, SteelPosts) and kind.section == "round"
        )

    def gap(self, wanted: float) -> float:
        """An opening of the infill: as wanted, or what a railing allows; metres."""
        return min(wanted, WIDEST_OPENING) if self.railing else wanted

    def lod(self, pitch: float, high: float = 1.0) -> int:
        """Level of detail, 0 to 2, of a piece that is there every `pitch` metres, `high` times."""
        count = high * self.total / pitch
        return min(self.resolved.detail, 2 if count < 36 else 1 if count < 110 else 0)

    @cached_property
    def post_detail(self) -> int:
        """Level of detail of the posts, 0 to 2: fewer segments where there are many."""
        count = self.total / self.spacing
        return min(self.resolved.detail, 2 if count < 7 else 1 if count < 16 else 0)

    @cached_property
    def infill_material(self) -> Material:
        """What the infill is made of, or its fittings."""
        return self.material(INFILL, "Infill", self.infill_finish)

    @cached_property
    def post_material(self) -> Material:
        """What the posts are made of."""
        return self.material(POSTS, "Posts", str(getattr(self.posts, "post_finish")))  # noqa: B009

    @cached_property
    def top_material(self) -> Material:
        """What the handrail is made of."""
        return self.material(TOP, "Handrail", self.top_finish)


def _refinished(posts: PostBase, finish: str) -> PostBase:

    return replace(posts, post_finish=finish)  # type: ignore[call-arg]
