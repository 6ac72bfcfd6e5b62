"""Light sources: the colour of a glowing body, lampholders and bulbs.

Bulbs stand on y = 0, where their screw cap begins, and point up. Sizes are those of IEC 60064
(A60: 60 mm across, 105 mm long; G95: 95 mm) and of the E27 cap (IEC 60061).
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.color import Color
from opus_studio.engine.geometry import lathe, merge, tube
from opus_studio.engine.scene import Mesh

CAP = (0.0133, 0.024)
"""Radius and visible length of an E27 cap, metres."""

HOLDER = (0.0195, 0.056)
"""Radius and height of a lampholder, metres."""


_ADAPTATION = 0.72
"""How far an eye in the room takes the lamp's light for white: between none (0) and all (1)."""


def glow(kelvin: float) -> Color:
    """Linear RGB of a black body as an eye sees it that is half used to it, its greatest part 1.

    The Planckian locus after Kim et al. (2002), 1667 to 4000 K, then CIE XYZ to linear sRGB. Taken
    bare it looks orange beside daylight; lamps never look so at home, so it is drawn to white.

    Args:
        kelvin: Colour temperature.
    """
    t = min(max(kelvin, 1700.0), 4000.0)
    x = -0.2661239e9 / t**3 - 0.2343589e6 / t**2 + 0.8776956e3 / t + 0.179910
    if t < 2222.0:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    else:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    big_x, big_z = x / y, (1.0 - x - y) / y
    red = 3.2404542 * big_x - 1.5371385 - 0.4985314 * big_z
    green = -0.9692660 * big_x + 1.8760108 + 0.0415560 * big_z
    blue = 0.0556434 * big_x - 0.2040259 + 1.0572252 * big_z
    most = max(red, green, blue)
    r, g, b = (
        _ADAPTATION + (1.0 - _ADAPTATION) * max(part, 0.0) / most for part in (red, green, blue)
    )
    return (r, g, b)


@lru_cache(maxsize=8)
def lampholder(detail: int = 2) -> Mesh:
    """A plain lampholder with a shade ring, standing on y = 0."""
    r, tall = HOLDER
    line = [
        (0.0, 0.0), (0.010, 0.0), (0.0125, 0.002), (0.0135, 0.008), (r - 0.001, 0.013),
        (r, 0.016), (r, 0.034), (r - 0.0012, 0.035), (r - 0.0012, 0.0365), (r + 0.004, 0.037),
        (r + 0.0045, 0.039), (r + 0.004, 0.041), (r - 0.0005, 0.0415), (r - 0.0005, tall - 0.001),
        (r - 0.0015, tall), (CAP[0] + 0.0008, tall), (CAP[0] + 0.0008, tall - 0.012),
        (0.0, tall - 0.012),
    ]  # fmt: skip
    return lathe(line, grain="around", segments=(10, 16, 24)[detail])


@lru_cache(maxsize=8)
def screw_cap(detail: int = 2) -> Mesh:
    """The metal cap of a bulb, its thread as rounds, on y = 0."""
    r, tall = CAP
    line = [(0.0, 0.0), (0.006, 0.0005), (0.009, 0.003)]
    for turn in range(4):
        y = 0.005 + 0.0036 * turn
        line += [(r - 0.001, y), (r, y + 0.0014), (r - 0.001, y + 0.0028)]
    line += [(r - 0.0006, tall), (0.0, tall)]
    return lathe(line, grain="around", segments=(8, 12, 20)[detail])


@lru_cache(maxsize=16)
def bulb_glass(radius: float, length: float, detail: int = 2) -> Mesh:
    """The glass of a bulb above its cap: a neck that widens to a round.

    Args:
        radius: Of the round, metres.
        length: From the cap to the tip, metres.
        detail: Level of detail, 0 to 2.
    """
    start = CAP[1] - 0.002
    centre = CAP[1] + length - radius
    neck = CAP[0] - 0.0012
    # The neck's curve meets the sphere a little below its middle.
    turn = np.linspace(math.radians(-38.0), math.radians(90.0), (7, 10, 16)[detail])
    sphere = np.stack([radius * np.cos(turn), centre + radius * np.sin(turn)], -1)
    share = np.linspace(0.0, 1.0, (3, 4, 7)[detail])[:-1]
    blend = share * share * (3.0 - 2.0 * share)
    throat = np.stack(
        [
            neck + (sphere[0, 0] - neck) * blend,
            start + 0.001 + (sphere[0, 1] - start - 0.001) * share,
        ],
        -1,
    )
    line = np.concatenate([[[0.0, start]], throat, sphere])
    line[-1, 0] = 0.0
    return lathe(line, grain="around", segments=(12, 18, 32)[detail])


@lru_cache(maxsize=8)
def filament(length: float, detail: int = 2) -> Mesh:
    """Four glowing threads on a stem, for a bulb of clear glass.

    Args:
        length: From the cap to the bulb's tip, metres.
        detail: Level of detail, 0 to 2.
    """
    low, high = CAP[1] + 0.22 * length, CAP[1] + 0.72 * length
    threads = []
    for number in range(4):
        angle = math.pi / 4.0 + number * math.pi / 2.0
        c, s = math.cos(angle), math.sin(angle)
        path = [(0.005 * c, low, 0.005 * s), (0.012 * c, high, 0.012 * s)]
        threads.append(tube(path, 0.0011, ends="round", segments=(4, 6, 8)[detail], detail=0))
    return merge(*threads)
