"""A filter of rows whose condition may change at run-time, on every Qt that we support."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSortFilterProxyModel


class RowFilter(QSortFilterProxyModel):
    """Override `filterAcceptsRow`, and change what it looks at inside `changing()`."""

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Rows come and go when the block ends."""
        # Qt 6.10 announces a change before and after it; the older way is deprecated there.
        if hasattr(self, "endFilterChange"):
            self.beginFilterChange()
            yield
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)
        else:
            yield
            self.invalidateRowsFilter()
