"""The back: an upholstered frame, tight, buttoned, channelled or humped, or bare for cushions."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.components.shared.tufting import Diamonds, channels, seams
from opus_studio.engine.components.shared.upholstery import (
    End,
    Padded,
    Section,
    fitted,
    padded,
    section,
)
from opus_studio.engine.components.sofa.assets import (
    BACK,
    ButtonedBack,
    CamelBack,
    ChannelledBack,
    CushionBack,
    TightBack,
)
from opus_studio.engine.components.sofa.context import SINK, SofaContext
from opus_studio.engine.components.sofa.plan import Run
from opus_studio.engine.geometry import (
    Stuffing,
    cushion,
    lathe,
    place,
    rotate,
    translate,
)
from opus_studio.engine.geometry.build import Floats, limits, percentile
from opus_studio.engine.scene import Mesh, Node, Part

_RIM, _DOME = 0.014, 0.01


def backs(context: SofaContext, run: Run) -> list[Node]:
    """The back's frame of a run, and the cushions before it."""
    made, studs = _frame(context, run)
    parts = context.soft(BACK, "Back cover", made.body, made.cords, f"{run.name} back")
    if studs is not None:
        parts += (Part(studs, context.cover(BACK, "Back cover")),)
    nodes = [Node("Back", parts)]
    if context.has_cushions:
        nodes += _cushions(context, run)
    return nodes


def _frame(context: SofaContext, run: Run) -> tuple[Padded, Mesh | None]:
    back = context.resolved[BACK]
    margin = _RIM + _DOME
    low = run.back[0] + (margin if run.back_ends[0] else 0.0)
    high = run.back[1] - (margin if run.back_ends[1] else 0.0)
    field = _field(context, back) if isinstance(back, ButtonedBack) else None
    shape = _section(
        context, 0.04 if field is None else field.up / (3.0 if context.is_modular else 4.0)
    )
    x = _stations(context, back, low, high)
    # At a seen end the folds run out, so that its panel is sewn to a smooth edge.
    ends = np.ones(len(x))
    for seen, end in zip(run.back_ends, (low, high), strict=True):
        if seen:
            ends = np.minimum(ends, np.abs(x - end) / 0.05)
    relief = _relief(context, run, back, field, shape, x) * np.clip(ends, 0.0, 1.0)[:, None]
    out = shape.normals
    r = shape.points[:, 0] + relief * out[:, 0]
    y = shape.points[:, 1] + relief * out[:, 1]
    if isinstance(back, CamelBack):
        y = _humped(context, back, x, y)
    rings = np.stack([np.broadcast_to(x[:, None], r.shape), y, -r], -1)
    level = (context.deck + context.frame_top) / 2.0
    hubs = [np.array([end, level, 0.5 * context.inside(level)]) for end in (low, high)]
    kinds: list[End] = ["panel" if seen else "hidden" for seen in run.back_ends]
    made = padded(
        rings,
        ends=(kinds[0], kinds[1]),
        rim=_RIM,
        dome=_DOME,
        cord=context.cord,
        hub=(hubs[0], hubs[1]),
        relief=relief if field is not None else None,
        detail=context.detail,
    )
    made = _fitted(context, run, made)
    return made, _studs(context, field, x) if field is not None else None


def _section(context: SofaContext, pitch: float) -> Section:
    """The back's side view in (r, y), r to the rear; edge 3 is the inside."""
    top, low, deck = context.frame_top, context.ground + 0.004, context.deck
    foot = -context.inside(deck)
    corners = [(foot, low), (0.0, low), (0.0, top), (-context.back_top, top), (foot, deck)]
    soft = 0.38 * context.back_top
    return section(
        corners,
        [0.016, 0.016, 0.8 * soft, soft, 0.03],
        pitch=[0.1, 0.12, 0.05, pitch, 0.15],
        bulge=0.008,
        segments=(3, 4, 5)[context.detail],
    )


def _stations(context: SofaContext, back: object, low: float, high: float) -> Floats:
    if isinstance(back, ButtonedBack):
        step = _button_pitch(context, back) / 8.0
    elif isinstance(back, ChannelledBack):
        step = _channel(back, high - low) / 6.0
    elif isinstance(back, CushionBack):
        step = 0.2
    else:
        step = 0.035
    if context.detail < 2 or context.is_modular:
        step *= 1.6
    return np.linspace(low, high, max(4, round((high - low) / step) + 1))


def _channel(back: ChannelledBack, span: float) -> float:
    """Width of a channel so that whole ones fill the back."""
    return span / max(3, round(span / back.channel_width))


def _button_pitch(context: SofaContext, back: ButtonedBack) -> float:
    """As asked for; wider on a corner sofa, whose triangles are counted."""
    return max(back.button_pitch, 0.17) if context.is_modular else back.button_pitch


def _field(context: SofaContext, back: ButtonedBack) -> Diamonds:
    across = _button_pitch(context, back)
    tall = context.frame_top - context.seat_top
    rows = max(2, int((tall - 0.08) / (0.56 * across)))
    up = (tall - 0.05) / (rows + 0.3)
    return Diamonds(across, up, rows, context.seat_top + 0.45 * up, back.button_pull)


def _relief(
    context: SofaContext,
    run: Run,
    back: object,
    field: Diamonds | None,
    shape: Section,
    x: Floats,
) -> Floats:
    """`(s, k)` how far the inside stands out, metres."""
    inside = shape.edge == 3
    height = shape.points[:, 1]
    fade = np.where(inside, np.minimum(1.0, 6.0 * np.minimum(shape.part, 1.0)), 0.0)
    middle = (run.back[0] + run.back[1]) / 2.0
    s, t = np.broadcast_arrays((x - middle)[:, None], height)
    joints = np.array([span[0] for span in run.back_cushions[1:]]) - middle
    if field is not None:
        # The fullness runs over the top and dies away on the rear.
        window = np.where(shape.points[:, 0] < -0.35 * context.back_top, 1.0, 0.0)
        window = np.where(height > context.deck - 0.02, window, 0.0)
        return np.asarray(field.fullness(s, t) * window, dtype=np.float64)
    if isinstance(back, ChannelledBack):
        wide = _channel(back, float(x[-1] - x[0]))
        top = (shape.edge == 2) | ((shape.edge == -1) & (height > context.frame_top - 0.1))
        window = np.where(inside, 1.0, np.where(top, 0.75, 0.0))
        shift = 0.5 * wide * (round((x[-1] - x[0]) / wide) % 2 == 0)
        return np.asarray(
            (channels(s - shift, wide, back.channel_depth) - back.channel_depth) * window
        )
    if isinstance(back, TightBack):
        swell = back.fullness * fade * np.sin(math.pi * np.clip(shape.part, 0.0, 1.0)) ** 0.7
        window = np.where(inside, 1.0, np.where(shape.edge == 2, 0.5, 0.0))
        edges = np.concatenate([[x[0] - middle], joints, [x[-1] - middle]])
        away = np.abs(s[:, :1] - edges).min(1)
        plump = np.minimum(away / 0.12, 1.0) ** 0.5
        return np.asarray(swell * plump[:, None] - seams(s, joints, 0.007) * window)
    if isinstance(back, CamelBack):
        swell = 0.014 * fade * np.sin(math.pi * np.clip(shape.part, 0.0, 1.0))
        return np.asarray(np.broadcast_to(swell, s.shape))
    return np.zeros(s.shape)


def _humped(context: SofaContext, back: CamelBack, x: Floats, y: Floats) -> Floats:
    """Heights with the upper edge falling from the middle to the ends in an S."""
    share = np.abs(x - (x[0] + x[-1]) / 2.0) / max(0.5 * (x[-1] - x[0]), 1e-6)
    hump = min(back.hump, 0.45 * (context.frame_top - context.seat_top))
    fall = hump * (0.5 - 0.5 * np.cos(math.pi * np.clip(share * 1.12, 0.0, 1.0)))
    weight = np.clip((y - context.deck) / (context.frame_top - context.deck), 0.0, 1.0)
    return y - fall[:, None] * weight


def _fitted(context: SofaContext, run: Run, made: Padded) -> Padded:
    """The frame at its exact height, with its rear at z = 0."""
    # The runs of a corner stand in each other: no two sides may lie in one plane.
    foot = context.ground + (0.007 if run.name == "Side" else 0.004)
    top = context.frame_top - (0.0015 if run.name == "Side" else 0.0)
    return fitted(made, (run.back[0], foot, 0.0), (run.back[1], top, math.nan))


def _studs(context: SofaContext, field: Diamonds, x: Floats) -> Mesh:
    """Covered buttons in the wells of the field."""
    half = float(x[-1] - x[0]) / 2.0
    middle = float(x[-1] + x[0]) / 2.0
    places = field.buttons(-half, half)
    lean = math.degrees(math.atan(context.slope))
    standing = rotate(_button(), "x", 90.0 - lean)
    y = places[:, 1]
    z = np.array([context.inside(float(level)) for level in y]) + 0.003
    return place(standing, np.column_stack([places[:, 0] + middle, y, z]))


@lru_cache(maxsize=1)
def _button() -> Mesh:
    return lathe([(0.012, 0.0), (0.0095, 0.005), (0.0, 0.0078)], segments=8)


def _cushions(context: SofaContext, run: Run) -> list[Node]:
    """The loose cushions, each leaning against the frame; equal ones share a mesh."""
    back = context.resolved[BACK]
    assert isinstance(back, CushionBack)
    lean = math.degrees(math.atan(context.slope))
    low, high = context.seat_top - SINK, context.height
    made: dict[int, Node] = {}
    nodes = []
    for number, (x0, x1) in enumerate(run.back_cushions, 1):
        wide = x1 - x0 - 0.006
        key = round(wide * 1000.0)
        if key not in made:
            made[key] = _cushion(context, back, wide, low, high, lean)
        twin = made[key]
        # Stuffed by hand: no two stand quite alike.
        sway = context.resolved.stream(f"{run.name} back cushion {number}").uniform(-1.0, 1.0, 2)
        nodes.append(
            Node(
                f"Back cushion {number}",
                twin.parts,
                translation=((x0 + x1) / 2.0, 0.0, 0.002 * float(sway[0])),
            )
        )
    return nodes


def _cushion(
    context: SofaContext, back: CushionBack, wide: float, low: float, high: float, lean: float
) -> Node:
    knife = back.cushion_form == "knife"
    thick = context.back_cushion
    tall = (high - low) / math.cos(math.radians(lean)) - thick * math.sin(math.radians(lean)) * 0.6
    fill = Stuffing(
        crown=0.3 * thick if not knife else None,
        sag=0.006,
        under=0.25,
        pull=0.02 if knife else 0.0,
        corner=None if knife else 0.042,
        wrinkles=0.0024,
    )
    stream = context.resolved.stream(f"back cushion {round(wide * 1000)}")
    raw = cushion(
        wide,
        tall,
        thick,
        stream,
        form=back.cushion_form,  # type: ignore[arg-type]
        stuffing=fill,
        piping=context.cord,
        detail=0 if context.is_modular else context.soft_detail,
    )
    meshes = [raw.body, raw.piping] if len(raw.piping.triangles) else [raw.body]
    stood = [rotate(mesh, "x", 90.0 - lean) for mesh in meshes]
    top = max(float(limits(mesh.positions)[1, 1]) for mesh in stood)
    shift = np.array([0.0, high - top, 0.0])
    stood = [translate(mesh, shift) for mesh in stood]
    # The rear of the cushion meets the leaning inside of the frame.
    points = np.concatenate([mesh.positions for mesh in stood])
    reach = points[:, 2] - np.array(
        context.back_top
        + context.slope * (context.frame_top - np.minimum(points[:, 1], context.frame_top))
    )
    depth = percentile(reach, 4.0) + 0.018
    stood = [translate(mesh, (0.0, 0.0, -depth)) for mesh in stood]
    cords = stood[1] if len(stood) > 1 else None
    key = f"back cushion {round(wide * 1000)}"
    return Node("", context.soft(BACK, "Back cover", stood[0], cords, key))
