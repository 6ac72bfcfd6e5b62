"""The catalogue as it is seen: groups with headings, filtered by kind.

What a search finds is one group, the best match first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer

from opus_studio.api.messages import ModelKind
from opus_studio.ui.catalogue.model import (
    CatalogueEntry,
    CatalogueModel,
    CatalogueRole,
    Index,
    entry_data,
)
from opus_studio.ui.widgets.rows import row_changes

_RECENTS_SHOWN = 4
_SEEN_AT_A_GLANCE = 8
"""Among so few models what was used lately is in sight anyway, and a group for it is noise."""

_ARRANGING = {
    CatalogueRole.LABEL,
    CatalogueRole.CATEGORY,
    CatalogueRole.FAVORITE,
    CatalogueRole.RECENT,
    CatalogueRole.WORDS,
    CatalogueRole.KIND,
}


class ShelfRole(IntEnum):
    """What `ShelfModel.data` tells beyond the roles of the catalogue."""

    HEADING = Qt.ItemDataRole.UserRole + 50
    LEVEL = Qt.ItemDataRole.UserRole + 51
    COUNT = Qt.ItemDataRole.UserRole + 52


@dataclass(frozen=True)
class ShelfRow:
    """A heading (without `name`) or a model.

    Attributes:
        group: The group that it belongs to.
        name: The model; empty for a heading.
        heading: Text of a heading.
        level: 0 for a kind, favourites and recents; 1 for a category.
        count: How many models stand under a heading.
    """

    group: str
    name: str = ""
    heading: str = ""
    level: int = 1
    count: int = 0


class ShelfModel(QAbstractListModel):
    """Rows follow the catalogue; they come and go one by one, never by a reset."""

    def __init__(self, source: CatalogueModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._rows: list[ShelfRow] = []
        self._query = ""
        self._kind: ModelKind | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(0)
        self._late.timeout.connect(self.refresh)
        source.dataChanged.connect(self._on_data)
        source.rowsInserted.connect(self._on_rows)
        source.rowsRemoved.connect(self._on_rows)
        self.refresh()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Qt: how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a row has to say."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if not row.name:
            match role:
                case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                    return row.heading
                case ShelfRole.HEADING:
                    return row.heading
                case ShelfRole.LEVEL:
                    return row.level
                case ShelfRole.COUNT:
                    return row.count
            return None
        entry = self._source.entry(row.name)
        return None if entry is None else entry_data(entry, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: headings cannot be chosen."""
        if not index.isValid() or not self._rows[index.row()].name:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def set_filter(self, query: str, kind: ModelKind | None) -> None:
        """Show only what matches; at once."""
        self._query = query.strip()
        self._kind = kind
        self.refresh()

    def name_at(self, row: int) -> str:
        """The model of a row; empty for a heading or a row that is not there."""
        return self._rows[row].name if 0 <= row < len(self._rows) else ""

    def row_of(self, name: str, near: int = -1) -> int:
        """The row of a model, in its category rather than among favourites and recents; else -1.

        Args:
            name: The model.
            near: A row that is taken when it shows the model.
        """
        if self.name_at(near) == name:
            return near
        rows = [number for number, row in enumerate(self._rows) if row.name == name]
        return rows[-1] if rows else -1

    def first_model(self) -> int:
        """The first row that is a model, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.name), -1)

    def is_empty(self) -> bool:
        """Whether nothing matches."""
        return not self._rows

    def refresh(self) -> None:
        """Arrange anew; happens by itself after changes of the catalogue."""
        self._late.stop()
        wanted = self._arranged()
        for first, end, new_first, new_end in row_changes(self._rows, wanted):
            if end > first:
                self.beginRemoveRows(QModelIndex(), first, end - 1)
                del self._rows[first:end]
                self.endRemoveRows()
            if new_end > new_first:
                self.beginInsertRows(QModelIndex(), first, first + new_end - new_first - 1)
                self._rows[first:first] = wanted[new_first:new_end]
                self.endInsertRows()

    def _on_rows(self, *_: object) -> None:
        self._late.start()

    def _on_data(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int]) -> None:
        if not roles or _ARRANGING.intersection(roles):
            self._late.start()
        names = {
            self._source.data(self._source.index(row), CatalogueRole.NAME)
            for row in range(first.row(), last.row() + 1)
        }
        for number, row in enumerate(self._rows):
            if row.name in names:
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def _arranged(self) -> list[ShelfRow]:
        entries = [
            entry
            for entry in self._source.entries()
            if self._kind in (None, entry.kind) and entry.matches(self._query)
        ]
        if self._query:
            found = sorted(_by_label(entries), key=lambda entry: entry.rank(self._query))
            return _group("found", "Found", 0, found)
        rows: list[ShelfRow] = []
        rows += _group("favourites", "Favourites", 0, _by_label(_favorites(entries)))
        if len(entries) > _SEEN_AT_A_GLANCE:
            rows += _group("recents", "Recently used", 0, _recents(entries))
        kinds = [
            (ModelKind.COMPONENT, "Components"),
            (ModelKind.STRUCTURE, "Structures"),
        ]
        present = [kind for kind, _ in kinds if any(entry.kind is kind for entry in entries)]
        for kind, title in kinds:
            inside = [entry for entry in entries if entry.kind is kind]
            if not inside:
                continue
            categories = _categories(inside)
            if len(present) > 1 or rows:
                rows.append(ShelfRow(kind.value, heading=title, level=0, count=len(inside)))
            for category in categories:
                members = _by_label([entry for entry in inside if entry.category == category])
                heading = category or ("Others" if len(categories) > 1 else "")
                rows += _group(f"{kind.value}/{category}", heading, 1, members)
        return rows


def _favorites(entries: list[CatalogueEntry]) -> list[CatalogueEntry]:
    return [entry for entry in entries if entry.favorite]


def _recents(entries: list[CatalogueEntry]) -> list[CatalogueEntry]:
    used = [(entry.recent, entry) for entry in entries if entry.recent is not None]
    used.sort(key=lambda pair: pair[0])
    return [entry for _, entry in used[:_RECENTS_SHOWN]]


def _by_label(entries: list[CatalogueEntry]) -> list[CatalogueEntry]:
    return sorted(entries, key=lambda entry: entry.label.casefold())


def _categories(entries: list[CatalogueEntry]) -> list[str]:
    """The categories in the order of the alphabet, what has none at the end."""
    names = {entry.category for entry in entries}
    return sorted(names, key=lambda name: (not name, name.casefold()))


def _group(key: str, heading: str, level: int, members: list[CatalogueEntry]) -> list[ShelfRow]:
    if not members:
        return []
    head = [ShelfRow(key, heading=heading, level=level, count=len(members))] if heading else []
    return head + [ShelfRow(key, entry.name) for entry in members]
