"""What stands on the shelves: rows, leaning books, stacks, bookends and objects.

Every compartment has a stream of its own, so that changing one leaves the others as they are. The
books are instances of a few dozen cached meshes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from opus_studio.engine.components.bookcase.arrange import Arranger, Stock
from opus_studio.engine.components.bookcase.context import BookcaseContext, Cell
from opus_studio.engine.components.bookcase.fitting_assets import (
    FILLING,
    AntiqueFilling,
    Filling,
)
from opus_studio.engine.components.bookcase.habits import Habits
from opus_studio.engine.components.bookcase.palette import COVERS, LEATHERS, LIGHT
from opus_studio.engine.components.shared.books import ANTIQUES, HARDBACKS, PAPERBACKS, Format, book
from opus_studio.engine.scene import Material, Node, Part

_BUDGET: Final = 55_000
"""Triangles of a bookcase with everything on its shelves."""

_OBJECT: Final = 480
"""Triangles of an object on the shelves, on the average."""

_OBJECTS: Final = 13_000
"""Triangles of all objects together, on the average."""

_CLOTH: Final = "denim"
"""Its fine even twill is the nearest to bookbinder's cloth; paper is a smooth satin coat."""

_LENGTH: Final = 0.027
_OLD_LENGTH: Final = 0.036
"""Mean thickness of new and of old books, metres."""

_TRIANGLES: Final = (48, 56, 104)
_OLD_TRIANGLES: Final = (64, 146, 294)
"""Of a book at each level of detail."""


def filling(context: BookcaseContext, cells: Sequence[Cell], taken: int) -> list[Node]:
    """Everything on the shelves as one branch; none for an empty bookcase.

    Args:
        context: The bookcase.
        cells: Its compartments.
        taken: Triangles of the bookcase itself.
    """
    asset = context.resolved[FILLING]
    if not isinstance(asset, Filling) or asset.fill_ratio < 0.02:
        return []
    old = isinstance(asset, AntiqueFilling)
    detail, habits = _within_budget(asset.habits, old, cells, taken)
    stock = _Materials(context, asset, detail).stock()
    nodes = []
    for number, cell in enumerate(cells, 1):
        if cell.width < 0.12 or cell.height < 0.12 or cell.depth < 0.1:
            continue
        random = context.resolved.stream(f"filling {number}")
        content = Arranger(cell, habits, stock, random).arranged()
        if content:
            nodes.append(Node(f"Compartment {number}", children=tuple(content)))
    return [Node("Filling", children=tuple(nodes), slot=FILLING.name)] if nodes else []


def _within_budget(
    habits: Habits, old: bool, cells: Sequence[Cell], taken: int
) -> tuple[int, Habits]:
    """The finest books that stay within the budget; fewer where even the coarsest do not."""
    most = _OBJECTS / (_OBJECT * max(len(cells), 1))
    habits = replace(habits, objects=min(habits.objects, most))
    things = (1.4 if habits.display else 1.0) * habits.objects + 0.3 * habits.stacks
    budget = _BUDGET - taken - _OBJECT * things * len(cells)
    length = sum(cell.width for cell in cells) * habits.fill * (0.35 if habits.display else 1.0)
    count = length / (_OLD_LENGTH if old else _LENGTH)
    levels = _OLD_TRIANGLES if old else _TRIANGLES
    for detail in (2, 1, 0):
        if count * levels[detail] <= budget:
            return detail, habits
    share = max(budget, 0.0) / (count * levels[0])
    return 0, replace(habits, fill=habits.fill * share)


class _Materials:
    """The materials of books and objects, and the parts made of them."""

    def __init__(self, context: BookcaseContext, asset: Filling, detail: int) -> None:
        self._context = context
        self._asset = asset
        self._detail = detail
        self._pages = context.fixed_material("Pages", "painted_wood/cream")
        self._colors = COVERS[asset.book_colors]
        self._known: dict[tuple[Format, int], tuple[Part, ...]] = {}

    def stock(self) -> Stock:
        """What an arranger takes books and objects from."""
        old = isinstance(self._asset, AntiqueFilling)
        return Stock(
            hard=ANTIQUES if old else HARDBACKS,
            soft=() if old else PAPERBACKS,
            colors=len(LEATHERS) if old else len(self._colors),
            parts=self.parts,
            roles=self._roles(),
            metal=self._context.fixed_material("Bookends", "painted_metal/black"),
        )

    def parts(self, form: Format, color: int) -> tuple[Part, ...]:
        """The parts of a book in one of the colours."""
        key = (form, color)
        if key not in self._known:
            made = book(form, self._detail)
            cover, ink = self._cover(form, color)
            self._known[key] = (
                Part(made.cover, cover), Part(made.pages, self._pages), Part(made.print, ink)
            )  # fmt: skip
        return self._known[key]

    def _cover(self, form: Format, color: int) -> tuple[Material, Material]:
        if form.binding == "leather":
            shade = LEATHERS[color]
            cover = self._context.material(FILLING, f"Leather {shade}", f"leather/{shade}")
            return cover, self._context.fixed_material("Gilding", "brass")
        shade = self._colors[color]
        if form.binding == "paper":
            cover = self._context.material(FILLING, f"Paper {shade}", f"painted_wood/{shade}")
        else:
            cover = self._context.material(FILLING, f"Cloth {shade}", f"{_CLOTH}/{shade}")
        if shade in LIGHT:
            return cover, self._context.fixed_material("Print dark", "painted_wood/chocolate")
        if form.binding == "cloth" and color % 2 == 0:
            return cover, self._context.fixed_material("Gilding", "brass")
        return cover, self._pages

    def _roles(self) -> dict[str, Material]:
        """What objects are made of: glazes and boxes in the books' own colours."""
        plain = self._context.fixed_material
        first, second = self._colors[1], self._colors[4]
        return {
            "glaze": plain("Glaze", f"porcelain/{first}"),
            "glaze2": plain("Second glaze", f"porcelain/{second}"),
            "metal": plain("Gilding", "brass"),
            "box": plain(f"Cloth {self._colors[3]}", f"{_CLOTH}/{self._colors[3]}"),
            "frame": plain("Picture frame", "painted_wood/black"),
            "mount": plain("Mount", "painted_wood/white"),
            "band": plain("Picture band", f"painted_wood/{self._colors[3]}"),
            "picture": plain("Picture", f"{_CLOTH}/{self._colors[0]}"),
        }
