"""What every part of a dormer is made with: its sizes, the planes of its roof, its materials.

The front wall's outer face is z = 0, its foot at y = 0 on the roof's upper face, which rises behind
it: y = t p with p = -z. Plans are (x, p) as in the kernel of buildings.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.building.covering import DECK, EDGE, Boards, Covering
from opus_studio.engine.building.flashing import SUNK, Surface
from opus_studio.engine.building.roof_forms import Facet
from opus_studio.engine.components import window
from opus_studio.engine.components.dormer.assets import (
    BOARDS,
    CHEEKS,
    FACE,
    FORM,
    LEAD,
    ROOFING,
    EyebrowForm,
    FlatForm,
    FormBase,
    GableForm,
    HippedForm,
    PedimentForm,
    SegmentalForm,
    ShedForm,
)
from opus_studio.engine.components.window.assets import FRAME
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Resolved, Slot

WALL = 0.1137
"""Thickness of the front wall, metres."""

SKIRT = 0.14
"""How far walls run down into the roof, metres."""

INSET = 0.0307
"""How far the cheeks stand in from the front wall's ends: room for what clads them, metres."""

REVEAL = 0.02
"""How far the window stands back, metres."""

_FLAT = 1.5


@dataclass(frozen=True)
class Site:
    """What a building says of the roof on which a dormer stands.

    Attributes:
        pitch: Of that roof, degrees; None takes the parameter.
        covering: To use instead of the dormer's own.
        boards: The same.
        open_below: The roof has a hole below it (`Extent.hole`): nothing closes it at the back.
        sunk: How far lead reaches down into the covering, metres.
    """

    pitch: float | None = None
    covering: Covering | None = None
    boards: Boards | None = None
    open_below: bool = False
    sunk: float = SUNK


@dataclass(frozen=True)
class Slope:
    """A plane of the dormer's roof, its lower face.

    Attributes:
        ring: `(k, 2)` plan, counter-clockwise, running on behind the roof's face.
        across: Rise for a metre of x.
        back: Rise for a metre of p.
        base: Height at the origin, metres.
        along: `(2,)` direction of its eaves.
    """

    ring: Floats
    across: float
    back: float
    base: float
    along: tuple[float, float]

    def height(self, plan: Floats) -> Floats:
        """Over `(n, 2)` plan points, metres."""
        return np.asarray(self.base + plan @ np.array([self.across, self.back]))


@dataclass(frozen=True)
class DormerContext(BuildContext):
    """A dormer being made.

    Attributes:
        site: What it stands on.
    """

    site: Site = field(default_factory=Site)

    @cached_property
    def form(self) -> FormBase:
        """The chosen form."""
        return self.resolved[FORM]

    @cached_property
    def width(self) -> float:
        """Of the front wall, metres."""
        return self.form.dormer_width

    @cached_property
    def high(self) -> float:
        """Of the front wall to its eaves, metres; at the crown of an eyebrow's wave."""
        return self.form.face_height

    @cached_property
    def pitch(self) -> float:
        """Of the roof that it stands on, degrees."""
        return self.form.roof_pitch if self.site.pitch is None else self.site.pitch

    @cached_property
    def rise(self) -> float:
        """Of that roof for a metre back."""
        return math.tan(math.radians(self.pitch))

    @cached_property
    def surface(self) -> Surface:
        """That roof, for flashing."""
        return Surface(self.pitch, -self.pitch, sunk=self.site.sunk)

    @cached_property
    def curved(self) -> bool:
        """Whether its roof is one curve."""
        return isinstance(self.form, SegmentalForm | EyebrowForm)

    @cached_property
    def eyebrow(self) -> bool:
        """Whether it has no cheeks."""
        return isinstance(self.form, EyebrowForm)

    @cached_property
    def thick(self) -> float:
        """Of its roof without covering, metres."""
        return self.form.roof_depth + DECK

    @cached_property
    def overhang(self) -> float:
        """Beside the cheeks, metres."""
        # Off the round figures at which the seams of a roof below stand.
        return float(getattr(self.form, "overhang", 0.0)) + 0.0017

    @cached_property
    def verge(self) -> float:
        """Before the face, metres."""
        own = float(getattr(self.form, "verge", self.overhang))
        out = float(getattr(self.resolved[FACE], "pilaster_projection", 0.0))
        if isinstance(self.form, PedimentForm):
            out += 0.8 * self.form.cornice_height
        # Clear of the architrave, of mouldings, or of corner boards.
        return max(own, out + 0.042 + EDGE + self.boards.thickness)

    @cached_property
    def fall(self) -> float:
        """Rise of a roof of one slope, or of a wave's crown, for a metre back."""
        form = self.form
        if isinstance(form, ShedForm | EyebrowForm):
            return min(form.form_share * self.rise, 1.2)
        return math.tan(math.radians(_FLAT)) if isinstance(form, FlatForm) else 0.0

    @cached_property
    def own_rise(self) -> float:
        """Of a gabled or hipped roof for a metre across."""
        form = self.form
        if not isinstance(form, GableForm | HippedForm | PedimentForm):
            return 0.0
        return math.tan(math.radians(form.form_pitch))

    # The roof's lower face

    def slopes(self, inset: float = 0.0) -> list[Slope]:
        """The planes of the roof, ending so far inside their edges."""
        out, front = self.overhang - inset, self.verge - inset
        if isinstance(self.form, HippedForm):
            out = front
        half, high, far = self.width / 2.0, self.high, 60.0
        b = half + out
        if isinstance(self.form, ShedForm | FlatForm):
            ring = np.array([(-b, -front), (b, -front), (b, far), (-b, far)])
            return [Slope(ring, 0.0, self.fall, high, (1.0, 0.0))]
        tan = self.own_rise
        crown = high + half * tan
        if isinstance(self.form, HippedForm):
            right = np.array([(b, -out), (b, far), (0.0, far), (0.0, half)])
            left = np.array([(-b, far), (-b, -out), (0.0, half), (0.0, far)])
            face = np.array([(-b, -out), (b, -out), (0.0, half)])
            return [Slope(right, -tan, 0.0, crown, (0.0, 1.0)),
                    Slope(left, tan, 0.0, crown, (0.0, -1.0)),
                    Slope(face, 0.0, tan, high, (1.0, 0.0))]  # fmt: skip
        right = np.array([(0.0, -front), (b, -front), (b, far), (0.0, far)])
        left = np.array([(-b, -front), (0.0, -front), (0.0, far), (-b, far)])
        return [Slope(right, -tan, 0.0, crown, (0.0, 1.0)),
                Slope(left, tan, 0.0, crown, (0.0, -1.0))]  # fmt: skip

    def planes(self, inset: float = 0.0) -> list[Facet]:
        """The same cut off where their upper face has come a little below the main roof's."""
        facets = []
        for number, slope in enumerate(self.slopes(inset)):
            ring = self.above(slope, self.thick + 0.03 - 0.25 * inset)
            if len(ring) >= 3:
                heights = slope.height(ring)
                along = np.array(slope.along)
                facets.append(Facet(np.column_stack([ring, heights]), number, along))
        return facets

    def above(self, slope: Slope, lift: float) -> Floats:
        """The part of a slope's plan over which it is above the main roof when lifted, metres."""
        normal = np.array([slope.across, slope.back - self.rise])
        return clipped(slope.ring, normal, slope.base + lift)

    def under(self, x: float, p: float = 0.0) -> float:
        """Height of the roof's lower face over a point, metres."""
        if self.curved:
            high = float(self.curve(np.array([x]))[0])
            # The flanks of a wave lean as the roof does.
            flank = (self.rise - self.fall) * (1.0 - high / self.high) if self.eyebrow else 0.0
            return high + (self.fall + flank) * p
        point = np.array([[x, p]])
        return min(float(slope.height(point)[0]) for slope in self.slopes())

    def curve(self, x: Floats) -> Floats:
        """Height of a curved roof's lower face at the front wall, metres."""
        half = self.width / 2.0
        if isinstance(self.form, EyebrowForm):
            # Broad at its crown, hollow at its flanks.
            share = np.minimum(np.abs(x) / half, 1.0) ** 1.35
            return np.asarray(self.high * np.cos(np.pi / 2.0 * share) ** 2)
        form = self.form
        assert isinstance(form, SegmentalForm)
        rise = form.rise_share * self.width
        radius = (half * half + rise * rise) / (2.0 * rise)
        centre = self.high + rise - radius
        return np.asarray(centre + np.sqrt(np.maximum(radius * radius - x * x, 0.0)))

    @cached_property
    def cheek(self) -> tuple[float, float]:
        """Outer and inner face of a cheek, x, metres."""
        outer = self.width / 2.0 - INSET
        room = self.post - INSET - 0.03
        return outer, outer - min(self.resolved[CHEEKS].cheek_thickness, room)

    @cached_property
    def post(self) -> float:
        """What stays beside the window, metres: at least what the cheeks need."""
        face = self.resolved[FACE]
        return max(min(max(face.post_width, INSET + 0.08), (self.width - 0.44) / 2.0), 0.1)

    @cached_property
    def cheek_end(self) -> float:
        """How far back the eaves of the dormer meet the main roof, p, metres."""
        x = self.width / 2.0
        back = self.fall
        return self.under(x) / (self.rise - back)

    # The window

    @cached_property
    def opening(self) -> tuple[float, float, float]:
        """Width, height and foot of the window, metres."""
        face = self.resolved[FACE]
        foot = face.apron_height
        if self.eyebrow:
            wide = 0.42 * self.width
            edge = float(self.curve(np.array([wide / 2.0 + 0.05]))[0])
            return wide, max(edge - 0.07 - min(foot, 0.12), 0.4), min(foot, 0.12)
        wide = self.width - 2.0 * self.post
        tall = self.high - foot - face.head_height
        if tall < 0.5:
            foot, tall = 0.1, self.high - 0.16
        return self._asked(wide, tall, foot)

    def _asked(self, wide: float, tall: float, foot: float) -> tuple[float, float, float]:
        """The size that the user set for the window, where it fits."""
        frame = self.inside[FRAME]
        known = {v.key: v for v in self.inside.values}
        for name, most in (("frame_width", wide + 0.04), ("frame_height", tall + 0.04)):
            value = known.get(f"{frame.name}/{name}")
            fits = (
                value is not None
                and value.origin == "set"
                and (float(getattr(frame, name)) <= most)
            )
            if fits and name == "frame_width":
                wide = frame.frame_width
            elif fits:
                tall = frame.frame_height
        return wide, tall, foot

    @cached_property
    def inside(self) -> Resolved:
        """The window as resolved."""
        return self.resolved.nested[(window.MODEL.name, "")]

    # Materials

    @cached_property
    def covering(self) -> Covering:
        """What lies on its roof."""
        form = self.form
        if isinstance(form, FlatForm | SegmentalForm):
            sheet = self.material(FORM, "Dormer sheet", form.sheet)
            return Covering("standing_seam", 0.022, sheet, sheet, 0.5, FORM.name)
        if self.site.covering is not None:
            return self.site.covering
        return self.resolved[ROOFING].covering(partial(self._finished, ROOFING), ROOFING.name)

    def _finished(self, slot: Slot[Any], name: str, finish: str) -> Material:
        return self.material(slot, f"Dormer {name.lower()}", finish)

    @cached_property
    def boards(self) -> Boards:
        """Fascia, bargeboards and soffit."""
        if self.site.boards is not None:
            return self.site.boards
        asset = self.resolved[BOARDS]
        material = self.material(BOARDS, "Dormer boards", asset.fascia_finish)
        return Boards(material, asset.board_thickness, BOARDS.name)

    @cached_property
    def face(self) -> Material:
        """What the front wall is made of."""
        asset = self.resolved[FACE]
        finish = str(getattr(asset, "face_finish", "painted_wood/white"))
        return self.material(FACE, "Dormer face", finish)

    @cached_property
    def lead(self) -> Material:
        """What flashing is made of."""
        return self.material(LEAD, "Dormer lead", self.resolved[LEAD].lead_finish)


def clipped(ring: Floats, normal: Floats, base: float) -> Floats:
    """The part of a convex polygon where base + normal . point is not below zero."""
    level = base + ring @ normal
    kept: list[Floats] = []
    for i in range(len(ring)):
        j = (i + 1) % len(ring)
        if level[i] >= 0.0:
            kept.append(ring[i])
        if (level[i] >= 0.0) != (level[j] >= 0.0):
            kept.append(ring[i] + level[i] / (level[i] - level[j]) * (ring[j] - ring[i]))
    points = np.array(kept).reshape(-1, 2)
    if len(points) < 3:
        return points
    apart = np.linalg.norm(points - np.roll(points, 1, 0), axis=1) > 1e-5
    return points[apart]
