"""How the user wants the model shown: plain data, which needs no VTK."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Rgb: TypeAlias = tuple[float, float, float]
LightName: TypeAlias = Literal["studio", "day", "evening"]
Shading: TypeAlias = Literal["material", "clay", "wireframe", "normals", "uv"]
BackgroundName: TypeAlias = Literal["soft", "white", "grey", "dark", "sky"]

LIGHT_NAMES: Final[tuple[LightName, ...]] = ("studio", "day", "evening")
SHADINGS: Final[tuple[Shading, ...]] = ("material", "clay", "wireframe", "normals", "uv")

BACKGROUNDS: Final[Mapping[BackgroundName, tuple[Rgb, Rgb]]] = {
    "soft": ((0.935, 0.939, 0.945), (0.765, 0.781, 0.800)),
    "white": ((1.0, 1.0, 1.0), (1.0, 1.0, 1.0)),
    "grey": ((0.62, 0.63, 0.645), (0.44, 0.45, 0.465)),
    "dark": ((0.325, 0.335, 0.352), (0.140, 0.146, 0.158)),
    "sky": ((0.93, 0.95, 0.965), (0.60, 0.74, 0.90)),
}
"""Centre and rim of each background, display RGB."""

DARK_BACKGROUNDS: Final[tuple[BackgroundName, ...]] = ("dark", "grey")
"""Those on which lines are drawn light."""


@dataclass(frozen=True)
class Look:
    """Everything that the user chose about how a model is shown."""

    shading: Shading = "material"
    edges: bool = False
    light: LightName = "studio"
    brightness: float = 1.0
    background: BackgroundName = "soft"
    shadow: bool = True
    grid: bool = False
    person: bool = False
    dimensions: bool = False

    @property
    def is_on_dark(self) -> bool:
        """Whether what is written and drawn over the picture must be light."""
        return self.background in DARK_BACKGROUNDS
