"""What every part of a porch is made with: its values, place, shape, materials and cuts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial

from opus_studio.engine.authoring.context import Workshop
from opus_studio.engine.building.covering import Boards, Covering
from opus_studio.engine.building.steps import step_count
from opus_studio.engine.components.parts.roofing import laid
from opus_studio.engine.components.porch.assets import FORM, POSTS, SteelPosts
from opus_studio.engine.components.porch.fit import fit
from opus_studio.engine.components.porch.part_assets import (
    CEILING,
    FLOOR,
    ROOFING,
    STEPS,
    TRIM,
    StraightSteps,
    WrapSteps,
)
from opus_studio.engine.components.porch.rail_assets import RAILING, Balustrade, MetalRailing
from opus_studio.engine.components.porch.shape import Shape
from opus_studio.engine.components.porch.site import Site
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Resolved

_LEAST_PITCH = {"clay_tiles": 20.0, "slates": 20.0, "shingles": 13.0, "standing_seam": 0.0}


@dataclass(frozen=True)
class Work(Workshop):
    """A porch being made.

    Attributes:
        site: Where it stands.
        shape: Its sizes.
    """

    site: Site
    shape: Shape

    @property
    def owner(self) -> str:
        """See the base."""
        return self.site.owner

    @classmethod
    def of(cls, values: Resolved, site: Site) -> Work:
        """A porch for its place, in the finish of the building."""
        if site.trim:
            values = _matched(values, site.trim)
        shape = fit(values, site)
        work = cls(_kept_in(values, site, shape), site, shape)
        # Parts of one finish share a material under its first name: trim and posts come first.
        work.worn(TRIM, "Trim", work.trim_finish)
        if shape.carried:
            work.worn(POSTS, "Posts", work.posts_finish)
        return work

    @cached_property
    def trim(self) -> Material:
        """What beams, gable and boards are made of."""
        return self.worn(TRIM, "Trim", self.trim_finish)

    @property
    def trim_finish(self) -> str:
        """The finish of beams, gable and boards."""
        return str(getattr(self.values[TRIM], "finish", "painted_wood"))

    @cached_property
    def posts(self) -> Material:
        """What the posts are made of."""
        return self.worn(POSTS, "Posts", self.posts_finish)

    @property
    def posts_finish(self) -> str:
        """The finish of the posts."""
        asset = self.values[POSTS]
        return str(getattr(asset, "masonry", getattr(asset, "finish", "painted_wood")))

    @cached_property
    def frame(self) -> Material:
        """The metal of a canopy."""
        finish = str(getattr(self.values[FORM], "frame_finish", "painted_metal/anthracite"))
        return self.worn(FORM, "Frame", finish)

    @cached_property
    def ceiling(self) -> Material:
        """What the boards overhead are made of."""
        return self.worn(CEILING, "Ceiling", str(getattr(self.values[CEILING], "ceiling_finish",
                                                         "painted_wood")))  # fmt: skip

    @cached_property
    def covering(self) -> Covering:
        """What lies on the roof: sheet where the slope is too low for what was asked for."""
        covering = self.site.covering or self.values[ROOFING].covering(
            partial(self.worn, ROOFING), ROOFING.name
        )
        if self.shape.pitch < _LEAST_PITCH[covering.kind]:
            sheet = "painted_metal/anthracite"
            return laid("standing_seam", 0.028, sheet, sheet, partial(self.worn, ROOFING),
                        covering.slot)  # fmt: skip
        return covering

    @cached_property
    def boards(self) -> Boards:
        """Fascia, bargeboards and soffit."""
        return self.site.boards or Boards(self.trim, 0.028, TRIM.name)


def _kept_in(values: Resolved, site: Site, shape: Shape) -> Resolved:
    """The same with steps straight to the front where the sides have no room for them."""
    steps = values[STEPS]
    if not isinstance(steps, WrapSteps):
        return values
    # The lip of the landing and the margin that the place has beyond its width are about the same.
    side = shape.width / 2.0 + (step_count(max(shape.floor, 0.01)) - 1) * steps.tread
    if side <= min(site.left - shape.door, site.right + shape.door):
        return values
    straight = StraightSteps(steps_width=steps.steps_width, tread=steps.tread)
    return replace(values, assets={**values.assets, STEPS.name: straight})


def _matched(values: Resolved, finish: str) -> Resolved:
    """The same in the finish that a building's trim has, where it is of the same stuff."""
    metal = "metal" in finish
    values = values.fitted(TRIM, finish=finish).fitted(FLOOR, skirt_finish=finish)
    if metal or not isinstance(values[POSTS], SteelPosts):
        values = values.fitted(POSTS, finish=finish)
    if isinstance(values[RAILING], MetalRailing if metal else Balustrade):
        values = values.fitted(RAILING, finish=finish)
    return values.fitted(FORM, frame_finish=finish) if metal else values
