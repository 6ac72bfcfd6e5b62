"""What can be chosen for a bookcase's fronts, handles and filling.

Handles: knobs of 25-35 mm, pulls of 96-160 mm (hole distances in steps of 32 mm). Filling: books
of trade formats, see `parts.books`.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.bookcase.habits import Habits
from opus_studio.engine.components.bookcase.palette import (
    BOOKS,
    COVERS,
    METALS,
    by_style,
    distinct,
)
from opus_studio.engine.schema import (
    SIZES,
    Asset,
    Slot,
    angle,
    choice,
    count,
    finish,
    flag,
    length,
    ratio,
    tagged,
)


@dataclass(frozen=True)
class Front(Asset):
    """What every kind of front has."""

    opening_angle: float = angle(0, 0, 110, "How far the doors stand open.", typical=(0, 0))
    drawer_opening: float = ratio(
        0.0, 0.0, 0.8, "How far the drawers are pulled out.", typical=(0.0, 0.0)
    )


@dataclass(frozen=True)
class PanelledFront(
    Front,
    name="library_front_panelled",
    label="Panelled",
    tags=("classic", "craftsman", "rustic", "simple"),
    weight=1.2,
):
    """Frames with a panel: sunk, raised and fielded, or of V-jointed boards."""

    panel: str = choice(
        "shaker", ("shaker", "raised", "beadboard"), "The panel within the frame.",
        tags=tagged(classic=("raised",), craftsman=("shaker",), rustic=("beadboard", "shaker"),
                    simple=("shaker",), modern=("shaker",)),
    )  # fmt: skip
    stile_width: float = length(
        0.06, 0.04, 0.08, "Width of stiles and rails.", step=0.005, typical=(0.05, 0.07)
    )


@dataclass(frozen=True)
class FlatFront(
    Front,
    name="library_front_flat",
    label="Flat",
    tags=("modern", "simple", "scandinavian", "industrial"),
):
    """Plain slabs with an even gap."""


@dataclass(frozen=True)
class GlazedFront(
    Front,
    name="library_front_glazed",
    label="Glazed",
    tags=("classic", "industrial", "craftsman"),
    weight=0.7,
):
    """Glass in slim frames, with bars where wanted."""

    stile_width: float = length(
        0.05, 0.035, 0.07, "Width of stiles and rails.", step=0.005, typical=(0.04, 0.06)
    )
    pane_columns: int = count(1, 1, 3, "Panes side by side in a door.", typical=(1, 2))
    pane_rows: int = count(2, 1, 4, "Panes one over the other in a door.", typical=(1, 3))
    glass: str = finish(
        "clear_glass", ("clear_glass", "frosted_glass", "tinted_glass"), "The panes.",
        typical=("clear_glass",), correlated_with="",
    )  # fmt: skip


@dataclass(frozen=True)
class Handle(Asset):
    """What every handle has."""

    handle_finish: str = finish(
        "brass", distinct(METALS), "What the handles are made of.", typical=METALS,
        tags=by_style(METALS),
    )  # fmt: skip


@dataclass(frozen=True)
class KnobHandle(
    Handle,
    name="library_handle_knob",
    label="Knob",
    tags=("classic", "simple", "craftsman", "scandinavian"),
):
    """A turned knob."""

    knob_diameter: float = length(
        0.028, 0.02, 0.036, "Diameter of the knob.", step=0.001, typical=(0.024, 0.032)
    )


@dataclass(frozen=True)
class BowHandle(
    Handle, name="library_handle_bow", label="Bow pull", tags=("modern", "simple", "industrial")
):
    """A round bar, bent back at both ends."""

    pull_length: float = length(
        0.128, 0.064, 0.224, "Length of the pull.", step=0.032, typical=(0.096, 0.16)
    )


@dataclass(frozen=True)
class CupHandle(
    Handle, name="library_handle_cup", label="Cup pull", tags=("classic", "rustic", "industrial"),
    weight=0.7,
):  # fmt: skip
    """Cast cups on drawers, knobs on doors."""


@dataclass(frozen=True)
class RingHandle(
    Handle, name="library_handle_ring", label="Ring pull", tags=("rustic", "classic"), weight=0.6
):
    """A ring that hangs from a rose."""


@dataclass(frozen=True)
class EdgeHandle(
    Handle, name="library_handle_edge", label="Edge pull", tags=("modern", "scandinavian"),
    weight=0.8,
):  # fmt: skip
    """A slim folded lip along the edge of the front."""


@dataclass(frozen=True)
class Filling(Asset):
    """What every filling has."""

    fill_ratio: float = ratio(
        0.7, 0.0, 1.0, "How much of the shelves' length is taken.", typical=(0.5, 0.9),
        tags=tagged(small=(0.3, 0.45), medium=(0.55, 0.75), large=(0.85, 1.0)),
    )  # fmt: skip
    book_colors: str = choice(
        "warm", tuple(COVERS), "The covers' colours.", typical=BOOKS,
        tags=by_style(BOOKS), correlated_with="palette",
    )  # fmt: skip

    @property
    def habits(self) -> Habits:
        """How its things are arranged."""
        return Habits(self.fill_ratio, 0.0, 0.6, 0.9, True, display=True)


@dataclass(frozen=True)
class MixedFilling(
    Filling,
    name="library_filling_mixed",
    label="Books and objects",
    tags=("simple", "modern", "classic", "scandinavian", *SIZES),
    weight=1.4,
):
    """Rows and stacks of books between vases, bowls, boxes and pictures."""

    object_share: float = ratio(
        0.3, 0.0, 1.0, "How many of the compartments hold something beside books.", step=0.05,
        typical=(0.2, 0.5), tags=tagged(classic=(0.15, 0.3)),
    )  # fmt: skip
    stack_share: float = ratio(
        0.2, 0.0, 0.6, "How much of the books lies in stacks.", step=0.05, typical=(0.1, 0.35)
    )
    leaning: bool = flag(True, "The last books of a row may lean.", chance=0.8)

    @property
    def habits(self) -> Habits:
        """How its things are arranged."""
        return Habits(self.fill_ratio, self.object_share, self.stack_share, 0.65, self.leaning)


@dataclass(frozen=True)
class BooksFilling(
    Filling,
    name="library_filling_books",
    label="Books only",
    tags=("simple", "rustic", "industrial", *SIZES),
):
    """Books of all kinds, shelf after shelf."""

    hardback_share: float = ratio(
        0.6, 0.0, 1.0, "Share of cloth-bound books; the others are paperbacks.", step=0.05,
        typical=(0.35, 0.8),
    )  # fmt: skip
    stack_share: float = ratio(
        0.15, 0.0, 0.6, "How much of the books lies in stacks.", step=0.05, typical=(0.0, 0.3)
    )
    leaning: bool = flag(True, "The last books of a row may lean.", chance=0.8)

    @property
    def habits(self) -> Habits:
        """How its things are arranged."""
        return Habits(self.fill_ratio, 0.0, self.stack_share, self.hardback_share, self.leaning)


@dataclass(frozen=True)
class AntiqueFilling(
    Filling,
    name="library_filling_antique",
    label="Old bindings",
    tags=("classic", "craftsman", *SIZES),
    weight=0.8,
):
    """Leather volumes in sets, with raised bands and gilding, and a few objects of brass."""

    set_length: int = count(6, 1, 12, "Volumes in a set of one binding.", typical=(4, 9))
    object_share: float = ratio(
        0.15, 0.0, 1.0, "How many of the compartments hold something beside books.", step=0.05,
        typical=(0.05, 0.25),
    )  # fmt: skip

    @property
    def habits(self) -> Habits:
        """How its things are arranged."""
        return Habits(self.fill_ratio, self.object_share, 0.08, 1.0, True, self.set_length)


@dataclass(frozen=True)
class DisplayFilling(
    Filling,
    name="library_filling_display",
    label="Display",
    tags=("modern", "scandinavian", *SIZES),
    weight=0.7,
):
    """Mostly objects, with a few stacks of large books between them."""

    object_share: float = ratio(
        0.8, 0.0, 1.0, "How many of the compartments hold objects.", step=0.05, typical=(0.6, 0.9)
    )

    @property
    def habits(self) -> Habits:
        """How its things are arranged."""
        return Habits(self.fill_ratio, self.object_share, 0.6, 0.9, True, display=True)


@dataclass(frozen=True)
class EmptyFilling(
    Asset, name="library_filling_empty", label="Empty", tags=("simple",), weight=0.25
):
    """Nothing on the shelves."""


FRONT = Slot("library_front", PanelledFront, FlatFront, GlazedFront, label="Doors and drawers")
HANDLE = Slot(
    "library_handle", KnobHandle, BowHandle, CupHandle, RingHandle, EdgeHandle,
    label="Handles", takes_model_color=False,
)  # fmt: skip
FILLING = Slot(
    "library_filling", MixedFilling, BooksFilling, AntiqueFilling, DisplayFilling, EmptyFilling,
    label="Filling", takes_model_color=False,
)  # fmt: skip
