"""Where books and objects stand in one compartment."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.components.bookcase.context import Cell
from opus_studio.engine.components.bookcase.habits import Habits
from opus_studio.engine.components.shared.books import Format
from opus_studio.engine.components.shared.ornaments import (
    Ornament,
    bookend,
    low_ornaments,
    tall_ornaments,
)
from opus_studio.engine.geometry import multiply, quaternion
from opus_studio.engine.scene import UPRIGHT, Material, Node, Part, Quaternion

GAP = 0.0006
"""Between two neighbouring books, metres."""

_HEADROOM = 0.012
_FLAT = quaternion("z", -90.0)


@dataclass(frozen=True)
class Stock:
    """What there is to arrange.

    Attributes:
        hard: Formats of bound books.
        soft: Formats of paperbacks.
        colors: How many colours of covers there are.
        parts: The parts of a format in a colour.
        roles: Materials of objects.
        metal: Of bookends.
    """

    hard: tuple[Format, ...]
    soft: tuple[Format, ...]
    colors: int
    parts: Callable[[Format, int], tuple[Part, ...]]
    roles: Mapping[str, Material]
    metal: Material


class Arranger:
    """Fills one compartment; every choice comes from the stream given."""

    def __init__(
        self, cell: Cell, habits: Habits, stock: Stock, random: np.random.Generator
    ) -> None:
        self._cell = cell
        self._habits = habits
        self._stock = stock
        self._numbers = iter(random.random(1024).tolist())
        self._random = random
        self._nodes: list[Node] = []
        self._count = 0
        room = cell.height - _HEADROOM
        deep = cell.depth - 0.004
        self._hard = [f for f in stock.hard if f.height <= room and f.depth <= deep]
        self._soft = [f for f in stock.soft if f.height <= room and f.depth <= deep]
        self._setback = 0.010 + 0.02 * self._draw()

    def arranged(self) -> list[Node]:
        """The nodes of everything in the compartment."""
        if not self._hard and not self._soft:
            self._objects(self._cell.x[0], self._cell.x[1], 1)
            return self._nodes
        fill = self._habits.fill
        swing = 0.5 * min(fill, 1.0 - fill)
        share = fill + swing * (2.0 * self._draw() - 1.0)
        if fill >= 0.995:
            share = 1.0
        left, right = self._cell.x[0] + 0.003, self._cell.x[1] - 0.003
        length = share * (right - left)
        if self._habits.display:
            self._display(left, right, share)
        elif length > 0.05:
            self._mixed(left, right, length)
        return self._nodes

    def _draw(self) -> float:
        number = next(self._numbers, None)
        if number is None:
            self._numbers = iter(self._random.random(1024).tolist())
            number = next(self._numbers)
        return number

    def _mixed(self, left: float, right: float, length: float) -> None:
        """Books from one side, and on the other perhaps a stack or an object."""
        with_object = self._draw() < self._habits.objects
        with_stack = self._draw() < self._habits.stacks * 1.6
        from_right = self._draw() < 0.4
        spare = (right - left) - length
        if with_stack and length > 0.32:
            span = min(0.30, 0.55 * length)
            at = left if from_right else right - span
            used = self._stack(at, at + span, crowned=with_object and self._draw() < 0.6)
            if used > 0.0:
                length -= span
                left, right = (left + span, right) if from_right else (left, right - span)
                with_object = False
        if with_object:
            room = max(spare, min(0.24, 0.4 * (right - left)))
            length = min(length, right - left - room)
            ends = (left, right - length) if from_right else (left + length, right)
            if ends[1] - ends[0] > 0.13:
                self._objects(ends[0] + 0.02, ends[1] - 0.02, 1 if ends[1] - ends[0] < 0.4 else 2)
                # Leaning books need no more than what is left beside the object.
                left, right = (ends[1], right) if from_right else (left, ends[0])
        if length > 0.03:
            self._row(left, right, length, from_right)

    def _display(self, left: float, right: float, share: float) -> None:
        width = right - left
        if self._draw() > 0.4 + 0.9 * share:
            return
        if self._draw() < self._habits.objects:
            if width > 0.5 and self._draw() < 0.7:
                middle = left + width * (0.35 + 0.3 * self._draw())
                self._objects(left + 0.02, middle - 0.01, 1)
                if self._draw() < 0.5:
                    self._stack(middle, right, crowned=True)
                else:
                    self._row(middle, right, min(0.8 * (right - middle), 0.25), True)
            else:
                self._objects(left + 0.02, right - 0.02, 1)
        elif self._draw() < 0.5:
            self._stack(left, right, crowned=True)
        else:
            self._row(left, right, share * width, self._draw() < 0.5)

    # Books that stand.

    def _row(self, left: float, right: float, length: float, from_right: bool) -> None:
        """Upright books from one end; the last ones may lean, or a bookend holds them."""
        books = self._series(length)
        if not books:
            return
        used = sum(form.thickness + GAP for form, _, _ in books)
        free = (right - left) - used
        lean = self._habits.leaning and free > 0.07 and len(books) > 3 and self._draw() < 0.65
        tail = []
        if lean:
            tail = [books.pop() for _ in range(1 + (self._draw() < 0.4))]
            used = sum(form.thickness + GAP for form, _, _ in books)
        sign = -1.0 if from_right else 1.0
        at = right if from_right else left
        for form, color, jitter in books:
            x = at - form.thickness if from_right else at
            self._book(form, color, x, self._cell.y[0], jitter, UPRIGHT)
            at += sign * (form.thickness + GAP)
        if tail:
            self._leaning(tail, at, books[-1][0].height, sign, left, right)
        elif free > 0.06 and used > 0.1 and self._draw() < 0.5:
            self._end(at, sign)

    def _series(self, length: float) -> list[tuple[Format, int, float]]:
        """Books to fill a length: sets of one binding between single ones of like height."""
        found: list[tuple[Format, int, float]] = []
        used, mean = 0.0, 0.0
        while True:
            form = self._format(mean)
            color = int(self._draw() * self._stock.colors)
            in_set = self._draw() < (0.75 if self._habits.series > 4 else 0.22)
            many = 1 + int(self._draw() * self._habits.series) if in_set else 1
            step = 0.006 * self._draw()
            for _ in range(many):
                if used + form.thickness + GAP > length:
                    return found
                found.append((form, color, step if many > 1 else 0.008 * self._draw()))
                used += form.thickness + GAP
            mean = form.height

    def _format(self, mean: float) -> Format:
        """A format; of two drawn rather the one whose height is nearer to its neighbour's."""
        soft = self._soft and (not self._hard or self._draw() > self._habits.hardbacks)
        formats = self._soft if soft else self._hard
        first = formats[int(self._draw() * len(formats))]
        second = formats[int(self._draw() * len(formats))]
        if mean and self._draw() < 0.7:
            return min(first, second, key=lambda form: abs(form.height - mean))
        if self._cell.low:
            return max(first, second, key=lambda form: form.height)
        return first

    def _leaning(
        self,
        books: list[tuple[Format, int, float]],
        at: float,
        neighbour: float,
        sign: float,
        left: float,
        right: float,
    ) -> None:
        """Books that lean against the last upright one, as steeply as the room allows."""
        room = (right - at if sign > 0 else at - left) - 0.004
        thick = sum(form.thickness for form, _, _ in books)
        angle = math.radians(7.0 + 9.0 * self._draw())
        high = min(neighbour, books[0][0].height)
        reach = (room - 1.08 * thick) / high
        angle = min(angle, math.asin(min(max(reach, 0.01), 0.5)))
        tall = books[0][0].height
        # The upper edge touches the neighbour, or the neighbour's corner touches the board.
        lower = neighbour * math.tan(angle)
        foot = at + sign * min(tall * math.sin(angle), lower if neighbour < tall else math.inf)
        foot += sign * GAP
        for form, color, jitter in books:
            turned = quaternion("z", sign * math.degrees(angle))
            x = foot
            y = self._cell.y[0]
            if sign < 0:
                # Leaning to the right it stands on its right lower edge.
                x -= form.thickness * math.cos(angle)
                y += form.thickness * math.sin(angle)
            self._book(form, color, x, y, jitter, turned)
            foot += sign * (form.thickness / math.cos(angle) + GAP)

    def _end(self, at: float, sign: float) -> None:
        z = self._cell.front - self._setback - 0.07
        turned = UPRIGHT if sign > 0 else quaternion("y", 180.0)
        part = Part(bookend(), self._stock.metal)
        place = (at + sign * 0.0005, self._cell.y[0] - 0.0006, z)
        if self._cell.height > 0.17 and self._cell.depth > 0.14:
            self._nodes.append(Node("Bookend", (part,), (), place, turned))

    def _book(
        self, form: Format, color: int, x: float, y: float, jitter: float, turned: Quaternion
    ) -> None:
        room = max(self._cell.depth - form.depth - 0.002, 0.0)
        z = self._cell.front - min(self._setback + jitter, room)
        self._count += 1
        parts = self._stock.parts(form, color)
        self._nodes.append(Node(f"Book {self._count}", parts, (), (x, y, z), turned))

    # Books that lie, and what stands alone.

    def _stack(self, left: float, right: float, *, crowned: bool) -> float:
        """Books that lie on one another, the largest below; gives the height reached."""
        room = min(right - left - 0.012, 0.32)
        formats = sorted(
            (f for f in self._hard if f.height <= room and f.depth <= self._cell.depth - 0.045),
            key=lambda form: form.height,
        )
        if not formats:
            return 0.0
        large = formats[len(formats) // 3 :]
        count = 2 + int(3.99 * self._draw())
        chosen = sorted(
            (large[int(self._draw() * len(large))] for _ in range(count)),
            key=lambda form: -form.height * form.depth,
        )
        limit = self._cell.height - (0.12 if crowned else 0.05)
        tall = 0.0
        centre = (left + right) / 2.0
        widest = chosen[0].height
        for form in chosen:
            if tall + form.thickness > limit:
                continue
            color = int(self._draw() * self._stock.colors)
            free = min(room - form.height, widest - form.height + 0.02)
            x = centre - form.height / 2.0 + 0.6 * free * (self._draw() - 0.5)
            yaw = 5.0 * (self._draw() - 0.5) * min(1.0, max(room - form.height, 0.0) / 0.03)
            turned = multiply(quaternion("y", yaw), _FLAT)
            y = self._cell.y[0] + tall + form.thickness
            self._book(form, color, x, y, 0.012 + 0.012 * self._draw(), turned)
            tall += form.thickness + 0.0004
        left_over = self._cell.height - tall
        if crowned and tall > 0.0 and left_over > 0.1:
            fits = [o for o in low_ornaments() if o.height < left_over - 0.02 and o.width < widest]
            if fits:
                thing = fits[int(self._draw() * len(fits))]
                deep = chosen[-1].depth / 2.0 + 0.01
                self._ornament(thing, centre, self._cell.y[0] + tall, deep)
        return tall

    def _objects(self, left: float, right: float, count: int) -> None:
        """Objects side by side, each in the middle of its share of the room."""
        share = (right - left) / count
        taken = ""
        for number in range(count):
            things = [
                thing
                for thing in (*tall_ornaments(), *low_ornaments()[:2])
                if thing.height < self._cell.height - 0.015
                and thing.width < share - 0.008
                and thing.depth < self._cell.depth - 0.02
                and thing.name != taken
            ]
            if not things:
                continue
            thing = things[int(self._draw() * len(things))]
            taken = thing.name
            x = left + (number + 0.5) * share + 0.3 * (share - thing.width) * (self._draw() - 0.5)
            free = self._cell.depth - thing.depth - 0.01
            back = thing.depth / 2.0 + min(0.03 + 0.03 * self._draw(), free)
            self._ornament(thing, x, self._cell.y[0], back)

    def _ornament(self, thing: Ornament, x: float, y: float, back: float) -> None:
        parts = tuple(Part(mesh, self._stock.roles[role]) for role, mesh in thing.parts)
        self._nodes.append(Node(thing.name, parts, (), (x, y, self._cell.front - back)))
