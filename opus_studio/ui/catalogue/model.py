"""The models of the service with what is known of each, one row for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from opus_studio.api.messages import ModelKind, ModelNames
from opus_studio.ui.form.labels import model_name
from opus_studio.ui.widgets.pictures import Picture
from opus_studio.ui.widgets.rows import row_changes

Index = QModelIndex | QPersistentModelIndex


class CatalogueRole(IntEnum):
    """What `CatalogueModel.data` tells beyond Qt's own roles."""

    NAME = Qt.ItemDataRole.UserRole + 1
    LABEL = Qt.ItemDataRole.UserRole + 2
    CATEGORY = Qt.ItemDataRole.UserRole + 3
    KIND = Qt.ItemDataRole.UserRole + 4
    THUMBNAIL = Qt.ItemDataRole.UserRole + 5
    FAVORITE = Qt.ItemDataRole.UserRole + 6
    RECENT = Qt.ItemDataRole.UserRole + 7
    WORDS = Qt.ItemDataRole.UserRole + 8
    ENTRY = Qt.ItemDataRole.UserRole + 9


@dataclass(frozen=True)
class CatalogueEntry:
    """One model as the catalogue shows it.

    Attributes:
        name: Its name on the wire.
        kind: Component or structure.
        label: Name for people.
        category: The group that it stands in, or empty.
        description: A sentence for people, or empty.
        thumbnail: Its picture, or None.
        favorite: Whether the user marked it.
        recent: 0 for the model used last, 1 for the one before, ...; None when not used lately.
        words: What it can be found by beside its own texts: tags and templates.
    """

    name: str
    kind: ModelKind
    label: str
    category: str = ""
    description: str = ""
    thumbnail: Picture = None
    favorite: bool = False
    recent: int | None = None
    words: tuple[str, ...] = ()

    @property
    def haystack(self) -> str:
        """Everything that a search looks through, without regard to case."""
        parts = (self.name, self.label, self.category, *self.words)
        text = " ".join(parts)
        return f"{text} {text.replace('_', ' ')}".casefold()

    def rank(self, query: str) -> int:
        """How well the model fits a query that it matches; 0 is best.

        Its own name comes first, then names that begin with the query, then a word of a name that
        does, then names that contain it, then a word of a category, keyword or template.
        """
        wanted = " ".join(query.casefold().split())
        names = {self.name.casefold().replace("_", " "), self.label.casefold()}
        words = (self.category, *self.words)
        fits = (
            wanted in names,
            any(name.startswith(wanted) for name in names),
            any(f" {name}".find(f" {wanted}") >= 0 for name in names),
            any(wanted in name for name in names),
            any(f" {_plain(text)}".find(f" {wanted}") >= 0 for text in words),
        )
        return next((number for number, fit in enumerate(fits) if fit), len(fits))

    def matches(self, query: str) -> bool:
        """Whether every word of the query occurs."""
        haystack = self.haystack
        return all(word in haystack for word in query.casefold().split())


def _plain(text: str) -> str:
    return text.casefold().replace("_", " ")


class CatalogueModel(QAbstractListModel):
    """Rows in the service's order; they change in place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[CatalogueEntry] = []
        self._rows: dict[str, int] = {}
        self._known: dict[str, CatalogueEntry] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Qt: how many rows there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a row has to say."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        return entry_data(self._entries[index.row()], role)

    def entries(self) -> tuple[CatalogueEntry, ...]:
        """All rows."""
        return tuple(self._entries)

    def entry(self, name: str) -> CatalogueEntry | None:
        """The row of a model, or None."""
        row = self._rows.get(name)
        return None if row is None else self._entries[row]

    def set_models(self, names: ModelNames) -> None:
        """Offer these models; what is already known of a model is kept."""
        kinds = dict.fromkeys(names.structures, ModelKind.STRUCTURE)
        kinds |= dict.fromkeys(names.components, ModelKind.COMPONENT)
        wanted = [self._known_or_new(name, kind) for name, kind in kinds.items()]
        old = [(entry.name, entry.kind) for entry in self._entries]
        new = [(entry.name, entry.kind) for entry in wanted]
        for first, end, new_first, new_end in row_changes(old, new):
            if end > first:
                self.beginRemoveRows(QModelIndex(), first, end - 1)
                del self._entries[first:end]
                self._renumber()
                self.endRemoveRows()
            if new_end > new_first:
                self.beginInsertRows(QModelIndex(), first, first + new_end - new_first - 1)
                self._entries[first:first] = wanted[new_first:new_end]
                self._renumber()
                self.endInsertRows()

    def set_about(self, name: str, label: str, category: str, description: str) -> None:
        """Tell what a model is called and where it belongs; an empty label keeps the made one."""
        entry = self._known.get(name)
        if entry is not None:
            label = label or entry.label
            self._put(name, label=label, category=category, description=description)

    def set_words(self, name: str, words: Iterable[str]) -> None:
        """Tell a model's tags and templates, for the search."""
        self._put(name, words=tuple(dict.fromkeys(words)))

    def set_thumbnail(self, name: str, picture: Path | str | QPixmap | None) -> None:
        """Give a model its picture."""
        self._put(name, thumbnail=Path(picture) if isinstance(picture, str) else picture)

    def set_favorites(self, names: Iterable[str]) -> None:
        """Mark these models and no others."""
        marked = frozenset(names)
        for name in tuple(self._known):
            self._put(name, favorite=name in marked)

    def set_recents(self, names: Sequence[str]) -> None:
        """Tell which models were used lately, the latest first."""
        ranks = {name: rank for rank, name in enumerate(names)}
        for name in tuple(self._known):
            self._put(name, recent=ranks.get(name))

    def _known_or_new(self, name: str, kind: ModelKind) -> CatalogueEntry:
        entry = self._known.get(name)
        if entry is None:
            entry = CatalogueEntry(name, kind, model_name(name))
        elif entry.kind is not kind:
            entry = replace(entry, kind=kind)
        self._known[name] = entry
        return entry

    def _put(self, name: str, **changes: Any) -> None:
        before = self._known.get(name)
        if before is None:
            return
        after = replace(before, **changes)
        changed = [field for field in changes if getattr(before, field) is not changes[field]]
        if not changed or after == before:
            return
        self._known[name] = after
        row = self._rows.get(name)
        if row is None:
            return
        self._entries[row] = after
        index = self.index(row)
        self.dataChanged.emit(index, index, [_ROLES[field] for field in changed])

    def _renumber(self) -> None:
        self._rows = {entry.name: row for row, entry in enumerate(self._entries)}


def entry_data(entry: CatalogueEntry, role: int) -> Any:
    """What a model has to say in a role, Qt's own or of `CatalogueRole`."""
    match role:
        case Qt.ItemDataRole.DisplayRole | CatalogueRole.LABEL:
            return entry.label
        case Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (entry.label, entry.description) if part)
        case Qt.ItemDataRole.AccessibleTextRole:
            marked = "favourite" if entry.favorite else ""
            return ", ".join(part for part in (entry.label, entry.category, marked) if part)
        case Qt.ItemDataRole.AccessibleDescriptionRole:
            return entry.description
        case CatalogueRole.ENTRY:
            return entry
    field = _FIELDS.get(role)
    return None if field is None else getattr(entry, field)


_FIELDS = {
    int(role): role.name.lower()
    for role in CatalogueRole
    if role not in (CatalogueRole.ENTRY, CatalogueRole.LABEL)
}

_ROLES = {
    "label": CatalogueRole.LABEL,
    "category": CatalogueRole.CATEGORY,
    "description": Qt.ItemDataRole.ToolTipRole,
    "thumbnail": CatalogueRole.THUMBNAIL,
    "favorite": CatalogueRole.FAVORITE,
    "recent": CatalogueRole.RECENT,
    "words": CatalogueRole.WORDS,
    "kind": CatalogueRole.KIND,
}
