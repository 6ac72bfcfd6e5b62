"""Fittings of house doors: levers on roses, knobs, pulls, latches, letter plates, knockers.

Each stands on the face z = 0 of its leaf and rises towards +Z, for a leaf hinged on the left (the
hinges are towards -X); the origin is the middle of its rose or plate. Meshes are cached.
"""

from __future__ import annotations

from functools import lru_cache

from opus_studio.engine.components.shared.handles import turned_knob
from opus_studio.engine.geometry import (
    bevelled_box,
    boxes,
    circle,
    ellipse,
    extrude,
    lathe,
    merge,
    place,
    rotate,
    rounded,
    translate,
    tube,
)
from opus_studio.engine.scene import Mesh

LEVER_RISE = 0.058
"""How far a lever stands out, metres."""

PULL_RISE = 0.068
"""How far a bar pull stands out, metres."""

KNOB_RISE = 2.6
"""How far a knob stands out, in radii."""


def _plate(width: float, height: float, thickness: float, corner: float) -> Mesh:
    w, h = width / 2.0, height / 2.0
    outline = rounded([(-w, -h), (w, -h), (w, h), (-w, h)], corner, 3)
    return extrude(outline, thickness, start=0.0, bevel=min(0.0016, 0.4 * thickness), segments=2)


@lru_cache(maxsize=32)
def door_lever(length: float, detail: int = 2) -> Mesh:
    """A level lever towards the hinges on a round rose.

    Args:
        length: From the middle of the rose, metres; 110-150 mm are usual.
        detail: Level of detail, 0 to 2.
    """
    rose = extrude(circle(0.026, (12, 20, 32)[detail]), 0.008, start=0.0, bevel=0.002)
    r = 0.0095
    lever = tube(
        [(0.0, 0.0, 0.007), (0.0, 0.0, LEVER_RISE - r), (r - length, 0.0, LEVER_RISE - r)],
        r, bend_radius=0.016, ends="round", segments=(8, 12, 16)[detail],
        detail=min(detail, 1),
    )  # fmt: skip
    return merge(rose, lever)


@lru_cache(maxsize=32)
def door_knob(radius: float, detail: int = 2) -> Mesh:
    """A turned knob; it rises 2.6 radii."""
    return turned_knob(radius, detail)


@lru_cache(maxsize=8)
def cylinder_rose(detail: int = 2) -> Mesh:
    """A round rose with the plug of a profile cylinder."""
    rose = extrude(circle(0.026, (12, 20, 32)[detail]), 0.008, start=0.0, bevel=0.002)
    plug = extrude(ellipse(0.0085, 0.0165, (10, 14, 20)[detail]), 0.004, start=0.007, bevel=0.0008)
    return merge(rose, plug)


@lru_cache(maxsize=8)
def key_slit() -> Mesh:
    """The dark slit of a key hole in the plug of a cylinder, in front of a `cylinder_rose`."""
    return bevelled_box((0.0016, 0.0085, 0.001), 0.0003, centre=(0.0, 0.004, 0.0109), segments=0)


@lru_cache(maxsize=8)
def night_latch(detail: int = 2) -> Mesh:
    """The round cylinder of a rim lock: a stepped, turned escutcheon."""
    line = [(0.0, 0.0), (0.0225, 0.0), (0.0225, 0.0025), (0.020, 0.0055), (0.0165, 0.006),
            (0.0165, 0.0085), (0.0155, 0.0095), (0.0, 0.0098)]  # fmt: skip
    return rotate(lathe(line, segments=(12, 18, 28)[detail]), "x", 90.0)


@lru_cache(maxsize=32)
def bar_pull(length: float, detail: int = 2) -> Mesh:
    """An upright round bar on two standoffs."""
    half, r = length / 2.0, 0.015
    line = [(0.0, -half), (r - 0.0015, -half), (r, -half + 0.0015), (r, half - 0.0015),
            (r - 0.0015, half), (0.0, half)]  # fmt: skip
    bar = translate(lathe(line, segments=(10, 16, 24)[detail]), (0.0, 0.0, PULL_RISE - r))
    post = extrude(circle(0.0085, (8, 12, 16)[detail]), PULL_RISE - r - 0.004, start=0.001)
    foot = extrude(circle(0.016, (10, 14, 20)[detail]), 0.005, start=0.0, bevel=0.0015)
    at = [(0.0, side * max(half - 0.15, 0.6 * half), 0.0) for side in (-1.0, 1.0)]
    return merge(bar, place(merge(post, foot), at))


@lru_cache(maxsize=32)
def letter_plate(width: float = 0.25, height: float = 0.07, detail: int = 2) -> Mesh:
    """A plate with a sprung flap; 250 x 38 mm openings are usual (EN 13724)."""
    plate = _plate(width, height, 0.004, 0.006 if detail else 0.002)
    flap = bevelled_box((width - 0.03, height - 0.026, 0.005), 0.0018,
                        centre=(0.0, -0.002, 0.0056))  # fmt: skip
    pin = tube([(-width / 2 + 0.012, height / 2 - 0.0115, 0.0065),
                (width / 2 - 0.012, height / 2 - 0.0115, 0.0065)], 0.0032, ends="round",
               segments=8, detail=0)  # fmt: skip
    return merge(plate, flap, pin)


@lru_cache(maxsize=8)
def ring_knocker(detail: int = 2) -> Mesh:
    """A ring that hangs from a boss and strikes a stud; 150 mm high, 30 mm deep."""
    boss = rotate(
        lathe([(0.0, 0.0), (0.033, 0.0), (0.033, 0.004), (0.027, 0.007), (0.022, 0.0075),
               (0.019, 0.014), (0.011, 0.021), (0.0, 0.023)],
              segments=(14, 20, 30)[detail]), "x", 90.0)  # fmt: skip
    turn = circle(0.047, (16, 24, 36)[detail]).points
    path = [(x, y - 0.047, 0.020 + 0.05 * y) for x, y in turn.tolist()]
    ring = tube(path, 0.0062, closed=True, segments=(6, 8, 12)[detail])
    stud = rotate(
        lathe([(0.0, 0.0), (0.015, 0.0), (0.015, 0.003), (0.009, 0.006), (0.0085, 0.0098),
               (0.0, 0.0105)], segments=(10, 14, 20)[detail]), "x", 90.0)  # fmt: skip
    return translate(merge(boss, ring, translate(stud, (0.0, -0.094, 0.0))), (0.0, 0.047, 0.0))


@lru_cache(maxsize=8)
def doctor_knocker(detail: int = 2) -> Mesh:
    """A slim curved striker hung from a ball joint: the Georgian doctor's knocker."""
    head = rotate(
        lathe([(0.0, 0.0), (0.022, 0.0), (0.022, 0.003), (0.017, 0.006), (0.010, 0.009),
               (0.0095, 0.020), (0.0, 0.024)],
              segments=(12, 18, 26)[detail]), "x", 90.0)  # fmt: skip
    knuckle = tube([(-0.014, 0.0, 0.026), (0.014, 0.0, 0.026)], 0.008, ends="round",
                   segments=(8, 10, 14)[detail], detail=min(detail, 1))  # fmt: skip
    striker = tube(
        [(0.0, 0.0, 0.026), (0.0, -0.03, 0.036), (0.0, -0.075, 0.040), (0.0, -0.115, 0.032),
         (0.0, -0.135, 0.021)],
        [0.007, 0.0078, 0.0095, 0.0105, 0.0125], ends="round", segments=(8, 10, 14)[detail],
    )  # fmt: skip
    stud = rotate(lathe([(0.0, 0.0), (0.019, 0.0), (0.019, 0.003), (0.011, 0.006), (0.011, 0.009),
                         (0.0, 0.0095)], segments=(10, 14, 20)[detail]), "x", 90.0)  # fmt: skip
    body = merge(head, knuckle, striker, translate(stud, (0.0, -0.137, 0.0)))
    return translate(body, (0.0, 0.07, 0.0))


@lru_cache(maxsize=8)
def thumb_latch(detail: int = 2) -> Mesh:
    """A Suffolk latch: a forged grip between two leaf-shaped cusps, with its thumb piece."""
    cusp = rounded([(-0.017, 0.0), (0.0, -0.026), (0.017, 0.0), (0.012, 0.028), (-0.012, 0.028)],
                   0.007, 3)  # fmt: skip
    foot = extrude(cusp, 0.0035, start=0.0, bevel=0.001, segments=1)
    head = rotate(foot, "z", 180.0)
    grip = tube(
        [(0.0, -0.075, 0.002), (0.0, -0.066, 0.026), (0.0, -0.03, 0.044), (0.0, 0.03, 0.044),
         (0.0, 0.066, 0.026), (0.0, 0.075, 0.002)],
        [0.005, 0.0058, 0.0075, 0.0075, 0.0058, 0.005], segments=(6, 10, 14)[detail],
    )  # fmt: skip
    thumb = translate(rotate(extrude(ellipse(0.013, 0.016, (8, 12, 18)[detail]), 0.004, bevel=0.001,
                                     segments=1), "x", 78.0), (0.0, 0.098, 0.028))  # fmt: skip
    tongue = boxes((0.009, 0.0045, 0.026), [(0.0, 0.098, 0.014)], 0.0012, segments=1)
    return merge(translate(foot, (0.0, -0.085, 0.0)), translate(head, (0.0, 0.085, 0.0)), grip,
                 thumb, tongue)  # fmt: skip


@lru_cache(maxsize=8)
def ring_handle(detail: int = 2) -> Mesh:
    """A heavy ring on a round, stepped plate; 34 mm deep."""
    boss = rotate(
        lathe([(0.0, 0.0), (0.04, 0.0), (0.04, 0.003), (0.035, 0.006), (0.018, 0.008),
               (0.014, 0.018), (0.0, 0.024)],
              segments=(14, 20, 30)[detail]), "x", 90.0)  # fmt: skip
    turn = circle(0.043, (16, 24, 36)[detail]).points
    path = [(x, y - 0.041, 0.018 + 0.04 * y) for x, y in turn.tolist()]
    return merge(boss, tube(path, 0.006, closed=True, segments=(6, 8, 12)[detail]))


@lru_cache(maxsize=8)
def stud(radius: float = 0.014) -> Mesh:
    """The faceted head of a forged nail."""
    line = [(0.0, 0.0), (radius, 0.0), (0.92 * radius, 0.3 * radius), (0.5 * radius, 0.62 * radius),
            (0.0, 0.75 * radius)]  # fmt: skip
    return rotate(lathe(line, segments=8), "x", 90.0)


@lru_cache(maxsize=32)
def flat_strap(length: float, height: float = 0.04, detail: int = 2) -> Mesh:
    """A strap without an eye along +X from x = 0, with a spear tip and bolt heads."""
    h, tip = height / 2.0, 0.5 * height / 2.0
    neck = length - 2.4 * height
    outline = rounded(
        [(0.0, -h), (neck, -tip), (neck + 0.5 * height, -0.85 * h), (length, 0.0),
         (neck + 0.5 * height, 0.85 * h), (neck, tip), (0.0, h)], 0.006, (1, 2, 3)[detail]
    )  # fmt: skip
    strap = extrude(outline, 0.004, start=0.0, bevel=0.001, segments=1)
    count = max(2, round(neck / 0.11))
    at = [(0.025 + (neck - 0.035) * k / (count - 1), 0.0, 0.0036) for k in range(count)]
    return merge(strap, place(stud(0.009), at))


@lru_cache(maxsize=16)
def barn_hanger(height: float, detail: int = 2) -> Mesh:
    """A strap up to a grooved wheel whose axle is the origin; it hangs `height` below, metres.

    The leaf's face lies at z = 0; the track stands behind the strap.
    """
    strap = bevelled_box((0.042, height + 0.03, 0.006), 0.0012,
                         centre=(0.0, 0.02 - (height + 0.01) / 2.0, 0.003))  # fmt: skip
    wheel = rotate(
        lathe([(0.0, -0.008), (0.046, -0.008), (0.046, -0.005), (0.040, -0.0035), (0.040, 0.0035),
               (0.046, 0.005), (0.046, 0.008), (0.0, 0.008)],
              segments=(16, 24, 36)[detail]), "x", 90.0)  # fmt: skip
    hub = rotate(lathe([(0.0, 0.0), (0.013, 0.0), (0.013, 0.006), (0.008, 0.009), (0.0, 0.0095)],
                       segments=6), "x", 90.0)  # fmt: skip
    bolts = place(
        translate(hub, (0.0, 0.0, 0.0058)),
        [(0.0, 0.0, 0.0), (0.0, -height + 0.04, 0.0), (0.0, -0.55 * height - 0.03, 0.0)],
    )
    return merge(strap, translate(wheel, (0.0, 0.0, -0.011)), bolts)
