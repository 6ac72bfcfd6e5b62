"""Steps and what carries them, and the runner on them.

Wooden treads are 30 to 50 mm thick and project 20 to 30 mm over the riser (BS 585-1; the overlap
of open ones is 16 mm at least, Approved Document K, 1.10); strings are 35 to 50 mm, steel plates
10 to 15 mm thick.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from opus_studio.engine.components.stair.assets import STAIR_STYLES
from opus_studio.engine.components.stair.palette import METALS, column, every
from opus_studio.engine.schema import Asset, Slot, choice, finish, flag, length, ratio, tagged

_STONES: Final = (*every("stone"), "black_marble")
_TREADS: Final = (*every("tread"), *METALS)


def _tread(*styles: str) -> Any:
    return finish("oak", _TREADS, "What the treads are made of.", tags=column("tread", *styles))


@dataclass(frozen=True)
class StepsBase(Asset):
    """What all steps have."""

    is_solid: ClassVar[bool] = False
    """Cast or built in one body."""
    is_stone: ClassVar[bool] = False
    """Slabs of stone lie before and on the body."""
    is_open: ClassVar[bool] = False
    """One sees through between the treads."""
    has_riser_boards: ClassVar[bool] = False
    """Boards close the steps."""
    has_risers: ClassVar[bool] = False
    """Boards or slabs close the steps."""

    @property
    def thickness(self) -> float:
        """Of a tread, or of what covers a solid body; metres."""
        raise NotImplementedError

    @property
    def projection(self) -> float:
        """How far a tread projects, metres."""
        raise NotImplementedError

    @property
    def is_bare(self) -> bool:
        """Nothing covers the body."""
        return False

    @property
    def body_depth(self) -> float:
        """Thickness of a solid body below the steps, metres."""
        return 0.0

    @property
    def body_finish(self) -> str:
        """What a solid body is made of."""
        return "plaster"

    @property
    def finish_name(self) -> str:
        """What one walks on."""
        raise NotImplementedError

    @property
    def riser_finish(self) -> str:
        """What risers are made of."""
        return self.finish_name

    @property
    def nose(self) -> str:
        """How the treads' front edges are worked: `round`, `square` or `moulded`."""
        return "round"

    @property
    def riser_bar(self) -> bool:
        """A bar below each tread."""
        return False


@dataclass(frozen=True)
class ClosedSteps(
    StepsBase,
    name="stair_steps_closed",
    label="Treads and risers",
    weight=1.5,
):
    """Treads with nosings, and risers that close the gaps between them."""

    tread_thickness: float = length(0.036, 0.03, 0.05, "Thickness of a tread.", step=0.001)
    nosing: float = length(
        0.025, 0.02, 0.03, "How far a tread projects over its riser.", step=0.001
    )
    nose: str = choice(
        "round",
        ("round", "square", "moulded"),
        "The nosing's edge: half round, square, or half round over a scotia.",
        tags=tagged(
            simple=("round",), classic=("moulded",), rustic=("round",), scandinavian=("square",)
        ),
    )
    tread_finish: str = _tread("simple", "classic", "rustic", "scandinavian")
    riser_finish: str = finish(
        "painted_wood/white",
        every("riser"),
        "What the risers are made of.",
        tags=column("riser", "simple", "classic", "rustic", "scandinavian"),
    )

    has_riser_boards = True
    has_risers = True

    @property
    def thickness(self) -> float:
        """Of a tread, metres."""
        return self.tread_thickness

    @property
    def projection(self) -> float:
        """How far a tread projects, metres."""
        return self.nosing

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.tread_finish


@dataclass(frozen=True)
class OpenSteps(
    StepsBase,
    name="stair_steps_open",
    label="Open treads",
):
    """Thick treads with nothing between them, or a bar against slipping through."""

    tread_thickness: float = length(
        0.045, 0.035, 0.08, "Thickness of a tread.", step=0.001, typical=(0.04, 0.06)
    )
    nosing: float = length(0.03, 0.02, 0.05, "How far a tread overlaps the one below.", step=0.001)
    nose: str = choice(
        "square",
        ("square", "round"),
        "The tread's front edge.",
        tags=tagged(modern=("square",), industrial=("square",), scandinavian=("round", "square")),
    )
    riser_bar: bool = flag(False, "A bar below each tread.", chance=0.25)
    tread_finish: str = _tread("modern", "industrial", "scandinavian")

    is_open = True

    @property
    def thickness(self) -> float:
        """Of a tread, metres."""
        return self.tread_thickness

    @property
    def projection(self) -> float:
        """How far a tread projects, metres."""
        return self.nosing

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.tread_finish


@dataclass(frozen=True)
class ConcreteSteps(
    StepsBase,
    name="stair_steps_concrete",
    label="Concrete",
    tags=("modern", "industrial"),
    weight=0.7,
):
    """Cast in one piece with the slab below, bare or with a covering on the treads."""

    waist: float = length(0.15, 0.12, 0.22, "Thickness of the slab below the steps.", step=0.005)
    covering: bool = flag(False, "Wooden boards on the treads.", chance=0.45)
    core_finish: str = finish(
        "concrete",
        ("concrete", "board_marked_concrete", "plaster"),
        "What the body is made of.",
        typical=("concrete", "board_marked_concrete"),
    )
    tread_finish: str = finish(
        "oak", _TREADS, "What the covering is made of.", tags=column("tread", "modern")
    )

    is_solid = True

    @property
    def thickness(self) -> float:
        """Of what covers the body, metres."""
        return 0.03

    @property
    def nose(self) -> str:
        """The front edges of boards on concrete are square."""
        return "square"

    @property
    def projection(self) -> float:
        """How far a tread projects, metres."""
        return 0.018 if self.covering else 0.0

    @property
    def is_bare(self) -> bool:
        """Nothing covers the body."""
        return not self.covering

    @property
    def body_depth(self) -> float:
        """Thickness of the slab below the steps, metres."""
        return self.waist

    @property
    def body_finish(self) -> str:
        """What the body is made of."""
        return self.core_finish

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.tread_finish if self.covering else self.core_finish


@dataclass(frozen=True)
class StoneSteps(
    StepsBase,
    name="stair_steps_stone",
    label="Stone",
    weight=0.6,
):
    """A solid body faced with stone slabs on treads and risers."""

    tread_thickness: float = length(0.03, 0.02, 0.05, "Thickness of a tread slab.", step=0.001)
    nosing: float = length(0.022, 0.015, 0.03, "How far a slab projects.", step=0.001)
    waist: float = length(0.15, 0.12, 0.22, "Thickness of the body below.", step=0.005)
    stone_finish: str = finish(
        "limestone",
        _STONES,
        "The stone of treads and risers.",
        tags=column("stone", "classic", "rustic"),
    )
    core_finish: str = finish(
        "plaster", ("plaster", "concrete", "limestone"), "The body's sides and underside.",
        typical=("plaster",),
    )  # fmt: skip

    is_solid = True
    is_stone = True
    has_risers = True

    @property
    def thickness(self) -> float:
        """Of a slab, metres."""
        return self.tread_thickness

    @property
    def projection(self) -> float:
        """How far a slab projects, metres."""
        return self.nosing

    @property
    def body_depth(self) -> float:
        """Thickness of the body below the steps, metres."""
        return self.waist

    @property
    def body_finish(self) -> str:
        """What the body is made of."""
        return self.core_finish

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.stone_finish


@dataclass(frozen=True)
class NoRunner(Asset, name="stair_runner_none", label="None", tags=STAIR_STYLES, weight=1.4):
    """Bare treads."""


@dataclass(frozen=True)
class CarpetRunner(
    Asset,
    name="stair_runner_carpet",
    label="Carpet",
    weight=0.7,
):
    """A carpet from nosing to nosing; not on winders, spirals and open steps."""

    runner_width: float = ratio(0.66, 0.4, 0.85, "Width against the steps.", typical=(0.6, 0.72))
    rods: bool = flag(True, "Stair rods in the creases.", chance=0.8)
    carpet_finish: str = finish(
        "velvet/oxblood",
        (*every("carpet"), "wool/forest"),
        "The carpet.",
        tags=column("carpet", "classic", "rustic"),
    )
    border_finish: str = finish(
        "velvet/mustard",
        ("velvet/mustard", "velvet/cream", "wool/cream", "wool/charcoal", "tweed/chocolate"),
        "The borders.",
        tags=tagged(
            classic=("velvet/mustard", "velvet/cream", "velvet/mustard", "velvet/cream"),
            rustic=("tweed/chocolate", "wool/cream", "wool/cream", "tweed/chocolate"),
        ),
    )
    rod_finish: str = finish(
        "brass",
        METALS,
        "The stair rods.",
        typical=("brass", "bronze", "steel"),
        tags=column("metal", "classic", "rustic"),
    )


STEPS: Slot[StepsBase] = Slot(
    "stair_steps", ClosedSteps, OpenSteps, ConcreteSteps, StoneSteps, label="Steps"
)
RUNNER = Slot("stair_runner", NoRunner, CarpetRunner, label="Runner", takes_model_color=False)
