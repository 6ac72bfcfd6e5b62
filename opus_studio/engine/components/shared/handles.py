"""Handles, knobs, pulls and fasteners for sashes and doors.

Each stands on the face z = 0 of its stile or rail and rises towards +Z; the origin is the middle
of its rose or plate. Meshes are cached: the same fitting in several places is one mesh.
"""

from __future__ import annotations

from functools import lru_cache

from opus_studio.engine.geometry import (
    bevelled_box,
    circle,
    ellipse,
    extrude,
    lathe,
    merge,
    rotate,
    rounded,
    translate,
    tube,
)
from opus_studio.engine.scene import Mesh

ROSE = (0.013, 0.031)
"""Half width and half height of an oval rose, metres."""

LEVER_RISE = 0.044
"""How far a lever stands out from its stile, metres."""


@lru_cache(maxsize=32)
def lever_handle(length: float, detail: int = 2) -> Mesh:
    """A lever that hangs down from an oval rose: a turn handle of a casement.

    Args:
        length: Of the lever from the middle of the rose, metres.
        detail: Level of detail, 0 to 2.
    """
    rose = extrude(ellipse(*ROSE, (12, 20, 32)[detail]), 0.009, start=0.0, bevel=0.0025)
    neck = extrude(circle(0.0085, (8, 12, 20)[detail]), 0.024, start=0.008, bevel=0.001)
    lever = tube(
        [
            (0.0, 0.0, 0.010),
            (0.0, 0.0, LEVER_RISE - 0.008),
            (0.0, -length + 0.008, LEVER_RISE - 0.008),
        ],
        0.008,
        bend_radius=0.012,
        ends="round",
        segments=(8, 12, 16)[detail],
        detail=min(detail, 1),
    )
    return merge(rose, neck, lever)


@lru_cache(maxsize=32)
def turned_knob(radius: float, detail: int = 2) -> Mesh:
    """A turned knob on a round rose with a stepped edge; it rises 2.6 radii and a rose.

    Args:
        radius: Of the knob, metres.
        detail: Level of detail, 0 to 2.
    """
    r = radius
    line = [
        (0.0, 0.0), (1.15 * r, 0.0), (1.15 * r, 0.003), (0.95 * r, 0.005), (0.6 * r, 0.006),
        (0.45 * r, 0.009), (0.42 * r, 0.9 * r), (0.6 * r, 1.1 * r), (0.88 * r, 1.35 * r),
        (r, 1.7 * r), (0.95 * r, 2.05 * r), (0.75 * r, 2.33 * r), (0.4 * r, 2.53 * r),
        (0.0, 2.6 * r),
    ]  # fmt: skip
    return rotate(lathe(line, segments=(8, 12, 20)[detail]), "x", 90.0)


@lru_cache(maxsize=32)
def pull_handle(length: float, detail: int = 2) -> Mesh:
    """A slim upright bar on two posts, for a sliding sash or a cupboard; 26 mm high.

    Args:
        length: Of the bar, metres.
        detail: Level of detail, 0 to 2.
    """
    half = length / 2.0
    bar = bevelled_box((0.010, length, 0.010), 0.003, centre=(0.0, 0.0, 0.021), grain="y")
    posts = [extrude(circle(0.0042, (8, 12, 16)[detail]), 0.018, start=0.0) for _ in range(2)]
    return merge(
        bar,
        translate(posts[0], (0.0, half - 0.018, 0.0)),
        translate(posts[1], (0.0, 0.018 - half, 0.0)),
    )


@lru_cache(maxsize=32)
def flush_pull(length: float) -> Mesh:
    """A thin pull plate with a finger lip, 5 mm high: what passes behind another sash.

    Args:
        length: Metres, upright.
    """
    plate = extrude(rounded([(-0.011, -length / 2), (0.011, -length / 2),
                             (0.011, length / 2), (-0.011, length / 2)], 0.006), 0.002,
                    start=0.0, bevel=0.0006, segments=1)  # fmt: skip
    lip = bevelled_box((0.003, 0.7 * length, 0.004), 0.001, centre=(0.005, 0.0, 0.0032))
    return merge(plate, lip)


@lru_cache(maxsize=32)
def sash_lift(width: float = 0.045, detail: int = 2) -> Mesh:
    """A hook lift on a sash's bottom rail: a plate and a curled finger hook, 22 mm high.

    Args:
        width: Of the plate, metres.
        detail: Level of detail, 0 to 2.
    """
    plate = extrude(
        rounded(
            [(-width / 2, -0.016), (width / 2, -0.016), (width / 2, 0.016), (-width / 2, 0.016)],
            0.005,
        ),
        0.0025,
        start=0.0,
        bevel=0.0008,
    )
    # The hook's section in (z, y), drawn out along the width.
    hook = rounded(
        [(0.001, 0.012), (0.001, 0.006), (0.012, 0.004), (0.016, 0.010), (0.022, 0.010),
         (0.020, 0.001), (0.011, -0.003), (0.001, -0.002)], 0.003, 3
    )  # fmt: skip
    curl = extrude(hook, 0.72 * width, axis="z", bevel=0.001)
    # The section's x goes to +Z, the width to -X: a quarter turn about Y.
    return merge(plate, rotate(curl, "y", -90.0))


@lru_cache(maxsize=32)
def sash_fastener(detail: int = 2) -> Mesh:
    """A cam fastener lying on top of a meeting rail; it stands on y = 0, its knob towards +Z."""
    base = bevelled_box((0.056, 0.004, 0.018), 0.0015, centre=(0.0, 0.002, 0.0))
    boss = lathe(
        [
            (0.0, 0.003),
            (0.0085, 0.003),
            (0.0085, 0.008),
            (0.007, 0.0105),
            (0.003, 0.012),
            (0.0, 0.0122),
        ],
        segments=(8, 12, 18)[detail],
    )
    arm = tube(
        [(0.0, 0.009, 0.0), (-0.012, 0.0095, 0.0), (-0.030, 0.012, 0.0)],
        [0.004, 0.0036, 0.003],
        ends="round",
        segments=10,
    )
    tip = lathe(
        [(0.0, -0.006), (0.0045, -0.004), (0.006, 0.0), (0.0045, 0.004), (0.0, 0.006)],
        segments=(8, 10, 14)[detail],
    )
    return merge(base, boss, arm, translate(tip, (-0.033, 0.012, 0.0)))


@lru_cache(maxsize=32)
def peg_stay(length: float) -> Mesh:
    """The bar of a casement stay along +X from its pivot at the origin, with holes' bosses.

    Args:
        length: Of the bar, metres.
    """
    bar = bevelled_box((length, 0.003, 0.013), 0.001, centre=(length / 2, 0.0, 0.0))
    boss = lathe([(0.0, -0.004), (0.0075, -0.004), (0.0075, 0.004), (0.005, 0.006), (0.0, 0.0065)],
                 segments=14)  # fmt: skip
    curl = lathe([(0.0, -0.006), (0.0055, -0.005), (0.007, 0.0), (0.0055, 0.005), (0.0, 0.006)],
                 segments=12)  # fmt: skip
    return merge(bar, boss, translate(curl, (length + 0.004, 0.0, 0.0)))


@lru_cache(maxsize=8)
def stay_peg(height: float = 0.016) -> Mesh:
    """The peg on which a casement stay rests, standing on y = 0."""
    plate = bevelled_box((0.04, 0.003, 0.014), 0.001, centre=(0.0, 0.0015, 0.0))
    pin = lathe([(0.0, 0.001), (0.0036, 0.001), (0.0036, height - 0.002), (0.0, height)],
                segments=12)  # fmt: skip
    return merge(plate, pin)
