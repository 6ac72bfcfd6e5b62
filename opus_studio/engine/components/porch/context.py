"""What every part of a porch is made with: its values, place, shape, materials and cuts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.building.covering import Boards, Covering
from opus_studio.engine.building.steps import step_count
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
from opus_studio.engine.components.shared.roofing import laid
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Resolved

_LEAST_PITCH = {"clay_tiles": 20.0, "slates": 20.0, "shingles": 13.0, "standing_seam": 0.0}


@dataclass(frozen=True)
class PorchContext(BuildContext):
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
    def of(cls, resolved: Resolved, site: Site) -> PorchContext:
        """A porch for its place, in the finish of the building."""
        if site.trim:
            resolved = _matched(resolved, site.trim)
        shape = fit(resolved, site)
        context = cls(_kept_in(resolved, site, shape), site, shape)
        # Parts of one finish share a material under its first name: trim and posts come first.
        context.material(TRIM, "Trim", context.trim_finish)
        if shape.carried:
            context.material(POSTS, "Posts", context.posts_finish)
        return context

    @cached_property
    def trim(self) -> Material:
        """What beams, gable and boards are made of."""
        return self.material(TRIM, "Trim", self.trim_finish)

    @property
    def trim_finish(self) -> str:
        """The finish of beams, gable and boards."""
        return str(getattr(self.resolved[TRIM], "finish", "painted_wood"))

    @cached_property
    def posts(self) -> Material:
        """What the posts are made of."""
        return self.material(POSTS, "Posts", self.posts_finish)

    @property
    def posts_finish(self) -> str:
        """The finish of the posts."""
        asset = self.resolved[POSTS]
        return str(getattr(asset, "masonry", getattr(asset, "finish", "painted_wood")))

    @cached_property
    def frame(self) -> Material:
        """The metal of a canopy."""
        finish = str(getattr(self.resolved[FORM], "frame_finish", "painted_metal/anthracite"))
        return self.material(FORM, "Frame", finish)

    @cached_property
    def ceiling(self) -> Material:
        """What the boards overhead are made of."""
        return self.material(
            CEILING,
            "Ceiling",
            str(getattr(self.resolved[CEILING], "ceiling_finish", "painted_wood")),
        )

    @cached_property
    def covering(self) -> Covering:
        """What lies on the roof: sheet where the slope is too low for what was asked for."""
        covering = self.site.covering or self.resolved[ROOFING].covering(
            partial(self.material, ROOFING), ROOFING.name
        )
        if self.shape.pitch < _LEAST_PITCH[covering.kind]:
            sheet = "painted_metal/anthracite"
            return laid("standing_seam", 0.028, sheet, sheet, partial(self.material, ROOFING),
                        covering.slot)  # fmt: skip
        return covering

    @cached_property
    def boards(self) -> Boards:
        """Fascia, bargeboards and soffit."""
        return self.site.boards or Boards(self.trim, 0.028, TRIM.name)


def _kept_in(resolved: Resolved, site: Site, shape: Shape) -> Resolved:
    """The same with steps straight to the front where the sides have no room for them."""
    steps = resolved[STEPS]
    if not isinstance(steps, WrapSteps):
        return resolved
    # The lip of the landing and the margin that the place has beyond its width are about the same.
    side = shape.width / 2.0 + (step_count(max(shape.floor, 0.01)) - 1) * steps.tread
    if side <= min(site.left - shape.door, site.right + shape.door):
        return resolved
    straight = StraightSteps(steps_width=steps.steps_width, tread=steps.tread)
    return replace(resolved, assets={**resolved.assets, STEPS.name: straight})


def _matched(resolved: Resolved, finish: str) -> Resolved:
    """The same in the finish that a building's trim has, where it is of the same stuff."""
    metal = "metal" in finish
    resolved = resolved.fitted(TRIM, finish=finish).fitted(FLOOR, skirt_finish=finish)
    if metal or not isinstance(resolved[POSTS], SteelPosts):
        resolved = resolved.fitted(POSTS, finish=finish)
    if isinstance(resolved[RAILING], MetalRailing if metal else Balustrade):
        resolved = resolved.fitted(RAILING, finish=finish)
    return resolved.fitted(FORM, frame_finish=finish) if metal else resolved
