"""Drawing a profile of one's own with lines, arcs and fillets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from opus_studio.engine.geometry.build import Floats, following, preceding, require_not_negative
from opus_studio.engine.geometry.profiles import Profile, signed_area, tidy

_QUARTER_BULGE = math.tan(math.pi / 8.0)


@dataclass
class Outline:
    """Draws a profile: a pen that goes from point to point along lines and arcs.

    The joint of two strokes is smooth when they meet tangentially, hard otherwise.

    Attributes:
        start: Where the pen is put down.
        segments: Chords in a quarter turn.
    """

    start: tuple[float, float] = (0.0, 0.0)
    segments: int = 4
    _points: list[tuple[float, float]] = field(default_factory=list)
    _curved: list[bool] = field(default_factory=list)
    _into: list[tuple[float, float]] = field(default_factory=list)
    _out: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._points.append(self.start)
        self._curved.append(False)

    @property
    def here(self) -> tuple[float, float]:
        """Where the pen is."""
        return self._points[-1]

    def to(self, x: float, y: float) -> Outline:
        """A straight stroke to a point."""
        dx, dy = x - self.here[0], y - self.here[1]
        length = math.hypot(dx, dy)
        if length < 1e-9:
            return self
        self._stroke([(x, y)], (dx / length, dy / length), (dx / length, dy / length))
        return self

    def by(self, dx: float, dy: float) -> Outline:
        """A straight stroke to a point that far away."""
        return self.to(self.here[0] + dx, self.here[1] + dy)

    def arc(self, x: float, y: float, bulge: float = _QUARTER_BULGE) -> Outline:
        """An arc to a point.

        Args:
            x: Its end, metres.
            y: Its end, metres.
            bulge: Tangent of a quarter of the angle swept (the convention of DXF): positive turns
                left, 0.4142 is a quarter circle, 1 a half circle.
        """
        (x0, y0) = self.here
        dx, dy = x - x0, y - y0
        chord = math.hypot(dx, dy)
        if chord < 1e-9:
            return self
        sweep = 4.0 * math.atan(bulge)
        if abs(sweep) < 1e-6:
            return self.to(x, y)
        half = sweep / 2.0
        radius = chord / (2.0 * math.sin(half))
        heading = math.atan2(dy, dx)
        # The centre is to the left of the start's tangent.
        start = heading - half
        cx, cy = x0 - radius * math.sin(start), y0 + radius * math.cos(start)
        count = max(1, math.ceil(self.segments * abs(sweep) / (math.pi / 2.0) - 1e-6))
        points = []
        for step in range(1, count):
            angle = start + sweep * step / count
            points.append((cx + radius * math.sin(angle), cy - radius * math.cos(angle)))
        points.append((x, y))
        end = heading + half
        self._stroke(points, (math.cos(start), math.sin(start)), (math.cos(end), math.sin(end)))
        return self

    def trace(self, points: Floats, smooth: NDArray[np.bool_]) -> Outline:
        """Strokes through `(k, 2)` points, softly where told so; the first is joined straight."""
        for (x, y), soft in zip(points.tolist(), [False, *smooth[:-1].tolist()], strict=True):
            self.to(x, y)
            if soft and len(self._curved) > 1:
                self._curved[-2] = True
        return self

    def close(self) -> Profile:
        """Back to the start in a straight line, and the profile that was drawn.

        Raises:
            ValueError: The outline has fewer than three points.
        """
        self.to(*self.start)
        return self._profile(closed=True)

    def end(self) -> Profile:
        """The open line that was drawn.

        Raises:
            ValueError: The pen has not moved.
        """
        return self._profile(closed=False)

    def _stroke(
        self,
        points: Sequence[tuple[float, float]],
        into: tuple[float, float],
        out: tuple[float, float],
    ) -> None:
        # The joint with the stroke before is judged by the tangents, not by the chords.
        if self._out:
            last = self._out[-1]
            self._curved[-1] = last[0] * into[0] + last[1] * into[1] > 0.94
        self._points.extend(points)
        self._curved.extend([True] * (len(points) - 1) + [False])
        self._into.append(into)
        self._out.append(out)

    def _profile(self, closed: bool) -> Profile:
        points, curved = np.array(self._points), np.array(self._curved)
        if closed and len(points) > 1:
            first, last = self._into[0], self._out[-1]
            curved[0] = first[0] * last[0] + first[1] * last[1] > 0.94
            points, curved = points[:-1], curved[:-1]
        kept = tidy(points, closed)
        if len(kept) != len(points):
            index = [int(np.abs(points - row).sum(1).argmin()) for row in kept]
            points, curved = kept, curved[index]
        if len(points) < (3 if closed else 2):
            raise ValueError("An outline needs three points, or two when it is open.")
        if closed and signed_area(points) < 0.0:
            points, curved = points[::-1].copy(), curved[::-1].copy()
        return Profile(points, curved, closed)


def rounded(points: ArrayLike, radius: float, segments: int = 4) -> Profile:
    """A polygon through `(k, 2)` corners, each rounded by a fillet of a radius in metres.

    The fillet of a corner is limited to 0.45 of its shorter side. Radius 0 leaves corners sharp.

    Raises:
        ValueError: There are fewer than three corners or the radius is negative.
    """
    require_not_negative(radius=radius)
    corners = Profile.of(points).points
    ahead, behind = following(corners) - corners, preceding(corners) - corners
    length_ahead, length_behind = np.hypot(*ahead.T), np.hypot(*behind.T)
    ahead, behind = ahead / length_ahead[:, None], behind / length_behind[:, None]
    turn = math.pi - np.arccos(np.clip(np.einsum("ij,ij->i", ahead, behind), -1.0, 1.0))
    reach = np.minimum(radius * np.tan(turn / 2.0), 0.45 * np.minimum(length_ahead, length_behind))
    left = behind[:, 0] * ahead[:, 1] - behind[:, 1] * ahead[:, 0] < 0.0
    bulge = np.tan(turn / 4.0) * np.where(left, 1.0, -1.0)
    enter, leave = corners + behind * reach[:, None], corners + ahead * reach[:, None]
    pen = Outline((float(enter[0, 0]), float(enter[0, 1])), segments)
    for index in range(len(corners)):
        (x0, y0), (x1, y1) = enter[index].tolist(), leave[index].tolist()
        pen.to(x0, y0).arc(x1, y1, float(bulge[index]))
    return pen.close()
