"""The sizes of a porch: what was asked for, as far as its place allows.

What does not fit falls back in order: a lower pitch, a roof that runs into the main one, a hipped
or leaning roof, a level one, a canopy, and at last an open landing.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Any, Final

from opus_studio.engine.components.porch.assets import (
    FORM,
    POSTS,
    BatteredPosts,
    CanopyBase,
    ColumnPosts,
    FlatCanopy,
    GlassCanopy,
    HipForm,
    HoodCanopy,
    MasonryPosts,
    PorticoForm,
    PostsBase,
    RoofedBase,
    SquarePosts,
    SteelPosts,
    StoopForm,
    VerandaForm,
)
from opus_studio.engine.components.porch.shape import STEEL_PLATE, Roof, Shape, pair_gap
from opus_studio.engine.components.porch.site import Site
from opus_studio.engine.schema import Resolved

_ABOVE: Final = 0.29
_LEVEL: Final = 0.24
_EAVES: Final = 0.16
"""How far eaves may stand out beyond the width that a place gives, metres."""
_LEAST: Final[dict[Roof, float]] = {"gable": 13.0, "hip": 10.0, "lean_to": 4.0}
_FEET: Final = {SquarePosts: (0.9, 1.36), ColumnPosts: (0.84, 1.42), BatteredPosts: (0.62, 1.5),
                MasonryPosts: (0.7, 1.26)}  # fmt: skip
"""Thickness of the beam and width of the foot for a post 1 m wide, by kind."""


def fit(resolved: Resolved, site: Site) -> Shape:
    """Measure a porch out for its place."""
    form = resolved[FORM]
    if isinstance(form, RoofedBase):
        roofed = _roofed(resolved, form, site)
        if roofed:
            return roofed
    if not isinstance(form, StoopForm):
        canopy = _canopy(form, site)
        if canopy:
            return canopy
    size: Any = form
    least = site.need + 0.2
    wide = least if isinstance(form, RoofedBase) else max(size.porch_width, least)
    deep = size.porch_depth if isinstance(form, StoopForm) else 1.2
    low = site.floor + form.head_height
    wide = min(wide, max(site.free, least))
    return Shape("open", wide, deep, site.floor, low, low, clear=site.need)


def _place(
    wanted: tuple[float, float], thick: float, site: Site, aside: bool, spread: float
) -> tuple[float, float] | None:
    """The width nearest to what was asked for whose beams meet bare wall, and where its middle is.

    Args:
        wanted: Width asked for and least that the door needs, metres.
        thick: Of the beams, metres.
        site: The place.
        aside: The porch may stand off the door's middle.
        spread: How far eaves stand out on both sides beyond what the place allows for, metres.

    Returns:
        Width and x of its middle, metres; None where the wall is too short.
    """
    asked, least = wanted
    free = site.left + site.right if aside else site.free
    free = max(free - 2.0 * spread, min(free, least))
    most = min(max(asked, least), free)
    if site.free < least - 0.2:
        return None
    for step in range(60):
        for wide in (most - 0.05 * step, most + 0.05 * step):
            if not least - 1e-9 <= wide <= free:
                continue
            for middle in _middles(wide, site, aside):
                if _bare(wide, middle, thick, site):
                    return wide, middle
    return most, _middles(most, site, aside)[0]


def _middles(wide: float, site: Site, aside: bool) -> list[float]:
    """Where the middle of a porch may be, metres; the best first."""
    if not aside or math.isinf(site.left + site.right):
        return [0.0]
    low, high = wide / 2.0 - site.left, site.right - wide / 2.0
    best = min(max(0.0, low), high)
    shifts = [best + sign * 0.1 * k for k in range(6) for sign in (1.0, -1.0)]
    return [x for x in shifts if low - 1e-9 <= x <= high + 1e-9] or [best]


def _bare(wide: float, middle: float, thick: float, site: Site) -> bool:
    """Whether no opening lies where both ends of the beams meet the wall."""
    for side in (-1.0, 1.0):
        ends = sorted((middle + side * (wide / 2.0 + 0.06),
                       middle + side * (wide / 2.0 - thick - 0.06)))  # fmt: skip
        if any(low < ends[1] and high > ends[0] for low, high in site.taken):
            return False
    return True


def _roofed(resolved: Resolved, form: RoofedBase, site: Site) -> Shape | None:
    size: Any = form
    posts = resolved[POSTS]
    share, foot = _FEET.get(type(posts), (1.0, 1.2))
    post = posts.post_width
    if isinstance(posts, SteelPosts):
        foot = (post + STEEL_PLATE) / post
    aside = isinstance(form, VerandaForm)
    spread = 0.0 if isinstance(form, PorticoForm) else max(form.overhang - _EAVES, 0.0)
    found = _place((size.porch_width, site.need + 0.5), share * post, site, aside, spread)
    if found is None:
        return None
    wide, middle = found
    post = min(post, (wide - site.need) / (share + foot))
    low, tall = _head(form, wide, middle, site)
    if isinstance(posts, ColumnPosts):
        high = low - site.floor
        post = min(max(post, high / 13.0), high / 6.0, (wide - site.need) / (share + foot))
    beam = max(share * post, 0.07)
    classic = isinstance(form, PorticoForm)
    room = min(site.left + middle, site.right - middle) - wide / 2.0
    out = min(form.overhang, max(room, 0.0) + _EAVES)
    shape = Shape(
        "roofed", wide, size.porch_depth, site.floor, low, low + tall,
        overhang=0.035 if classic else out,
        verge=0.035 if classic else 0.85 * out,
        cornice=0.38 * tall if classic else 0.0,
        beam=beam, post=post, foot=foot * post, clear=site.need, door=-middle,
    )  # fmt: skip
    stood = _stand(shape, posts, form.bay_width)
    return _under(stood, form, size.pitch, site)


def _head(form: RoofedBase, wide: float, middle: float, site: Site) -> tuple[float, float]:
    """Height of the beams' lower edge, and their own: less where the roof needs the room."""
    size: Any = form
    wish = site.floor + max(form.head_height, site.head)
    reach = wide / 2.0 + form.overhang
    limit = site.highest(middle - reach, middle + reach)
    if math.isinf(limit):
        return wish, form.beam_height
    leaning, classic = isinstance(form, VerandaForm), isinstance(form, PorticoForm)
    run = size.porch_depth if leaning else wide / 2.0
    if isinstance(form, HipForm):
        run = min(run, size.porch_depth)
    level = isinstance(form, PorticoForm) and form.level_roof
    rise = _LEVEL if level else _ABOVE + run * math.tan(math.radians(size.pitch))
    least = site.floor + max(site.head, 2.1)
    low = min(wish, max(least, limit - form.beam_height - rise))
    # Where even the flattest roof is too high, the beams are made lower than was asked for.
    flattest = _ABOVE + run * math.tan(math.radians(_LEAST["lean_to"] + 0.1))
    spare = limit - low - (_LEVEL if classic else flattest)
    thinnest = 0.34 if classic else 0.17
    return low, min(form.beam_height, max(spare, thinnest))


def _stand(shape: Shape, posts: PostsBase, bay: float) -> Shape:
    """The same with its posts: equal bays on both sides of the one before the door."""
    half, door = (shape.width - shape.beam) / 2.0, shape.door
    least = shape.clear + shape.foot + 0.1
    count = max(1, 2 * round((2.0 * half / bay - 1.0) / 2.0) + 1)
    wide = max(2.0 * half / count, least)
    places: list[float] = []
    for side in (-1.0, 1.0):
        # Outwards from the bay before the door to the corner.
        start, room = side * door + wide / 2.0, half - side * door - wide / 2.0
        number = max(1, round(room / bay))
        if (count == 1 and not door) or room < 0.55 + shape.foot:
            places.append(side * half)
            continue
        places += [side * (start + k * room / number) for k in range(number + 1)]
    places.sort()
    gap = pair_gap(shape)
    clear = min(b - a for a, b in itertools.pairwise(places)) - 2.0 * gap - shape.foot
    asked = bool(getattr(posts, "paired", False)) and not door
    fits = clear >= (shape.clear if len(places) == 2 else 0.3)
    return replace(shape, posts=tuple(places), paired=asked and fits)


def _under(shape: Shape, form: RoofedBase, pitch: float, site: Site) -> Shape | None:
    """The same with the first roof that its place allows."""
    reach = shape.width / 2.0 + shape.cornice + shape.overhang
    limit = site.highest(-shape.door - reach, -shape.door + reach)
    own: tuple[Roof, ...] = ("gable", "hip", "lean_to")
    if isinstance(form, HipForm):
        own = ("hip", "lean_to")
    elif isinstance(form, VerandaForm):
        own = ("lean_to",)
    elif isinstance(form, PorticoForm):
        own = () if form.level_roof else ("gable",)
    room = limit - shape.high - _ABOVE
    for number, kind in enumerate(own):
        if number == 1 and (run := _run_on(shape, pitch, site)):
            return run
        steepest = math.degrees(math.atan(max(room, 0.0) / _run(shape, kind)))
        if steepest >= _LEAST[kind]:
            wanted = pitch if number == 0 else min(pitch, 20.0)
            return replace(shape, roof=kind, pitch=min(wanted, steepest))
    if len(own) < 2 and own and (run := _run_on(shape, pitch, site)):
        return run
    if limit - shape.high >= _LEVEL - 1e-6:
        out = max(shape.cornice, 0.09)
        return replace(shape, roof="level", cornice=out, overhang=0.0, verge=0.0)
    return _run_on(shape, pitch, site)


def _run(shape: Shape, kind: Roof) -> float:
    """Level run of the highest slope, metres."""
    half = shape.width / 2.0 + shape.cornice
    deep = shape.depth + shape.cornice
    return {"gable": half, "hip": min(half, deep + 0.1)}.get(kind, deep)


def _run_on(shape: Shape, pitch: float, site: Site) -> Shape | None:
    """A gable whose roof runs on into the main one, from the same eaves."""
    main = site.behind
    if main is None:
        return None
    low = main.eaves - 0.08
    if low < site.floor + site.head - 0.02:
        return None
    own = min(max(pitch, 16.0), main.pitch)
    tangent = math.tan(math.radians(main.pitch))
    half = shape.width / 2.0 + shape.cornice
    rise = half * math.tan(math.radians(own)) + main.depth
    back = min(rise / tangent + 0.2, 0.45 * main.overhang + 3.0)
    return replace(shape, roof="gable", low=low, high=main.top, pitch=own, back=-back)


def _canopy(form: Any, site: Site) -> Shape | None:
    own = isinstance(form, CanopyBase)
    asked = form.porch_width if own else site.need + 0.6
    wide = min(max(asked, site.need + 0.2), site.free)
    deep = min(form.porch_depth, 1.8) if own else 1.0
    least = site.floor + max(site.head, 2.1 if own else 0.0)
    limit = site.highest(-wide / 2.0, wide / 2.0)
    low = least
    if own:
        low = min(max(site.floor + form.head_height, least), max(least, limit - 0.9))
    made: list[Shape] = []
    plain = Shape("slab", wide, deep, site.floor, low, low, clear=site.need)
    if isinstance(form, HoodCanopy):
        made.extend(_hoods(plain, form, limit))
    if isinstance(form, GlassCanopy):
        fall = deep * math.tan(math.radians(form.fall))
        if limit - low > max(0.55, 0.25 + fall):
            made.append(replace(plain, kind="glass", high=low + 0.137 + 0.2 * fall))
    if limit - low > 0.12:
        thick = form.canopy_thickness if isinstance(form, FlatCanopy) else 0.13
        made.append(replace(plain, high=low + min(thick, limit - low - 0.03)))
    if not made:
        return None
    return replace(made[0], room=limit - made[0].high)


def _hoods(plain: Shape, form: HoodCanopy, limit: float) -> list[Shape]:
    """The hood with the first roof that the wall has room for; none without room."""
    high = plain.low + 0.1
    asked: Roof = "gable" if form.hood == "gable" else ("hip" if form.hood == "hip" else "lean_to")
    order: tuple[Roof, ...] = (asked, "hip", "lean_to")
    for roof in order:
        framed = replace(plain, kind="hood", high=high, roof=roof, overhang=form.overhang,
                         verge=form.overhang, beam=0.09)  # fmt: skip
        steepest = math.degrees(math.atan(max(limit - high - _ABOVE, 0.0) / _run(framed, roof)))
        if steepest >= 12.0:
            return [replace(framed, pitch=min(form.pitch, steepest))]
    return []
