"""What every part of a garage door is made with: its values, materials, cuts and main sizes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from opus_studio.engine.authoring.context import BuildContext, UvSampler
from opus_studio.engine.components.garage_door.assets import (
    FRAME,
    HARDWARE,
    LEAF,
    WINDOWS,
    FullGlass,
    WindowRow,
    WindowsBase,
)
from opus_studio.engine.components.shared.glazing import Light, glazing, light
from opus_studio.engine.components.window.assets import ColonialBars
from opus_studio.engine.components.window.bars import bars_for
from opus_studio.engine.geometry import merge
from opus_studio.engine.scene import Material, Mesh, Node, Part
from opus_studio.engine.schema import Slot

Cell: TypeAlias = tuple[float, float, float, float]
"""An opening between boards: x0, x1, y0, y1, metres."""

Put: TypeAlias = Callable[[Mesh], Mesh]
"""Moves a piece from the frame in which it was made to its node's."""

LAP = 0.022
"""How far a leaf behind the frame laps it, metres."""

LOW = 0.012
"""Height of a leaf's lower edge, where its rubber seal is, metres."""


@dataclass(frozen=True)
class GarageDoorContext(BuildContext):
    """A garage door being made."""

    @cached_property
    def width(self) -> float:
        """Overall width of the frame, metres."""
        return self.resolved[FRAME].frame_width

    @cached_property
    def height(self) -> float:
        """Overall height of the frame, metres."""
        return self.resolved[FRAME].frame_height

    @cached_property
    def depth(self) -> float:
        """Depth of the frame, which stands at -depth..0, metres."""
        return self.resolved[FRAME].frame_depth

    @cached_property
    def jamb(self) -> float:
        """Width of jambs and head, metres."""
        return self.resolved[FRAME].face_width

    @cached_property
    def clear(self) -> tuple[float, float]:
        """Width and height of the opening, metres."""
        return self.width - 2 * self.jamb, self.height - self.jamb

    @cached_property
    def thick(self) -> float:
        """Thickness of the leaf, metres."""
        return self.resolved[LEAF].leaf_thickness

    @cached_property
    def panes(self) -> tuple[int, int]:
        """Columns and rows of panes in each window."""
        asset = self.resolved[WINDOWS]
        return (asset.bars, asset.bar_rows) if isinstance(asset, WindowRow) else (1, 1)

    @cached_property
    def windowed(self) -> str:
        """Where glass stands: `none`, `row` or `full`."""
        asset = self.resolved[WINDOWS]
        if isinstance(asset, FullGlass):
            return "full"
        return "row" if isinstance(asset, WindowRow) else "none"

    def joinery(self, slot: Slot[Any], name: str) -> Material:
        """The frame's finish, in the slot's colour where one was asked for."""
        return self.material(slot, name, self.resolved[FRAME].finish)

    @cached_property
    def leaf(self) -> Material:
        """What the leaf is made of."""
        return self.material(LEAF, "Leaf", self.resolved[LEAF].leaf_finish)

    def metal(self, name: str = "Fittings") -> Material:
        """What handles and straps are made of."""
        asset = self.resolved[HARDWARE]
        return self.material(HARDWARE, name, str(getattr(asset, "handle_finish", "steel")))

    def glazed(self, cell: Cell, depth: float, sampler: UvSampler) -> tuple[Mesh, Light]:
        """Mouldings with bars, and the panes, of an opening in boards at -depth..0."""
        x0, x1, y0, y1 = cell
        lay = glazing(depth, 2, "square", min(0.014, 0.1 * (y1 - y0)))
        middle = ((x0 + x1) / 2.0, (y0 + y1) / 2.0)
        pane = light(x1 - x0, y1 - y0, lay, middle[1], middle[0], sampler)
        pattern = ColonialBars(bar_width=0.022, columns=self.panes[0], rows=self.panes[1])
        bars = bars_for(pattern, x1 - x0, y1 - y0, lay, middle, sampler)
        return (pane.edging if bars is None else merge(pane.edging, bars)), pane

    def glass_node(self, panes: list[Light], put: Put) -> tuple[Node, ...]:
        """Panes, spacers and gaskets as one branch; none where there are none."""
        if not panes:
            return ()
        asset = self.resolved[WINDOWS]
        frosted = isinstance(asset, WindowsBase) and asset.frosted
        finish = "frosted_glass" if frosted else "clear_glass"
        glass = self.resolved.material(WINDOWS, "Glass", finish)
        parts = [Part(put(merge(*(pane.glass for pane in panes))), glass)]
        spacers = [pane.spacer for pane in panes if pane.spacer is not None]
        if spacers:
            parts.append(
                Part(put(merge(*spacers)), self.fixed_material("Spacer", "matte_plastic/charcoal"))
            )
        gaskets = merge(*(pane.gasket for pane in panes))
        parts.append(Part(put(gaskets), self.fixed_material("Seal", "rubber")))
        return (Node("Glass", tuple(parts), slot=WINDOWS.name),)
