"""Finishes of a fence that belong together: in each row a wood, its handrail, a metal and a stone.

Everything of one fence is drawn from the same row, so that a painted picket gets the fittings and
the pier that go with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Column = Literal["wood", "rail", "metal", "stone"]

_COLUMNS: Final[tuple[Column, ...]] = ("wood", "rail", "metal", "stone")

_ROWS: Final[Mapping[str, tuple[tuple[str, str, str, str], ...]]] = {
    "simple": (
        ("painted_wood/white", "painted_wood/white", "galvanised_steel", "running_bond_brick"),
        ("pine", "pine", "galvanised_steel", "concrete"),
        ("painted_wood/grey", "painted_wood/grey", "painted_metal/black", "concrete"),
        ("painted_wood/sage", "painted_wood/sage", "painted_metal/black", "limestone"),
    ),
    "modern": (
        ("teak", "teak", "steel", "concrete"),
        ("painted_wood/anthracite", "oak", "painted_metal/anthracite", "concrete"),
        ("oak", "oak", "painted_metal/black", "stucco"),
        ("walnut", "walnut", "brushed_aluminium", "board_marked_concrete"),
    ),
    "classic": (
        ("painted_wood/white", "mahogany", "painted_metal/black", "limestone"),
        ("painted_wood/ivory", "painted_wood/ivory", "cast_iron", "limestone"),
        ("painted_wood/bottle_green", "painted_wood/bottle_green", "painted_metal/bottle_green",
         "flemish_bond_brick"),
        ("painted_wood/white", "painted_wood/white", "painted_metal/black", "travertine"),
    ),
    "rustic": (
        ("oak", "oak", "hammered_iron", "stone_rubble"),
        ("painted_wood/sage", "oak", "hammered_iron", "stone_rubble"),
        ("teak", "teak", "cast_iron", "stone_rubble"),
        ("pine", "pine", "hammered_iron", "running_bond_brick"),
    ),
    "industrial": (
        ("painted_wood/black", "oak", "painted_metal/black", "board_marked_concrete"),
        ("oak", "oak", "galvanised_steel", "concrete"),
        ("pine", "pine", "rust", "running_bond_brick"),
        ("painted_wood/anthracite", "pine", "painted_metal/anthracite", "concrete"),
    ),
    "craftsman": (
        ("painted_wood/ivory", "mahogany", "bronze", "running_bond_brick"),
        ("painted_wood/forest", "painted_wood/forest", "painted_metal/black", "stone_rubble"),
        ("mahogany", "mahogany", "bronze", "stone_rubble"),
        ("oak", "oak", "painted_metal/black", "flemish_bond_brick"),
    ),
    "scandinavian": (
        ("painted_wood/white", "painted_wood/white", "painted_metal/white", "stucco"),
        ("pine", "pine", "painted_metal/black", "granite"),
        ("painted_wood/black", "painted_wood/black", "painted_metal/black", "concrete"),
        ("painted_wood/oxblood", "painted_wood/white", "painted_metal/black", "granite"),
    ),
}  # fmt: skip

_EXTRA: Final[Mapping[Column, tuple[str, ...]]] = {
    "wood": ("painted_wood/navy", "painted_wood/dusty_blue", "chipped_paint", "beech"),
    "rail": ("painted_wood/black", "walnut"),
    "metal": ("brass", "polished_steel", "copper"),
    "stone": ("white_marble", "ashlar"),
}


def finishes(column: Column) -> tuple[str, ...]:
    """Everything that a column of the palette offers."""
    number = _COLUMNS.index(column)
    told = (row[number] for rows in _ROWS.values() for row in rows)
    return tuple(dict.fromkeys((*told, *_EXTRA[column])))


def styled(column: Column, *styles: str) -> dict[str, tuple[str, ...]]:
    """What a column offers in each of the styles; every style when none is named."""
    number = _COLUMNS.index(column)
    return {style: tuple(row[number] for row in _ROWS[style]) for style in styles or _ROWS}


def partner(finish: str, column: Column) -> str:
    """What goes with a finish: the entry of a column in the first row that holds the finish."""
    number = _COLUMNS.index(column)
    rows = (row for rows in _ROWS.values() for row in rows)
    return next((row[number] for row in rows if finish in row), _ROWS["simple"][0][number])


MASONRY: Final = frozenset(
    ("running_bond_brick", "flemish_bond_brick", "stone_rubble", "ashlar", "stucco",
     "concrete", "board_marked_concrete")
)  # fmt: skip
"""Stones with courses or casts: slabs over them are made of a plain stone instead."""


def coping_finish(finish: str) -> str:
    """The plain stone that caps and copes a masonry of this finish."""
    plain = {"running_bond_brick": "limestone", "flemish_bond_brick": "limestone",
             "stone_rubble": "limestone", "ashlar": "limestone", "stucco": "concrete",
             "board_marked_concrete": "concrete"}  # fmt: skip
    return plain.get(finish, finish)
