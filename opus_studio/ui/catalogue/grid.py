"""The list view that lays the shelf out as a grid with headings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyle, QWidget

from opus_studio.ui.catalogue.model import CatalogueEntry, CatalogueRole
from opus_studio.ui.catalogue.shelf import ShelfModel
from opus_studio.ui.catalogue.tile import TileDelegate, star_rect, tile_size
from opus_studio.ui.theme import icon
from opus_studio.ui.widgets.grid_cursor import grid_target


class CatalogueGrid(QListView):
    """Tiles by mouse and by arrow keys; letters typed here are meant for the search."""

    chosen = Signal(str)
    """The user wants this model."""
    star_clicked = Signal(str, bool)
    """The user marks or unmarks this model."""
    typed = Signal(str)
    """A letter."""
    pointer_left = Signal()
    """The pointer is over it no more."""

    def __init__(self, model: ShelfModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("catalogue_grid")
        self.setAccessibleName("Models")
        self.tiles = TileDelegate(self)
        self.setItemDelegate(self.tiles)
        self.setModel(model)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setMouseTracking(True)
        self._pressed_star = ""
        self._has_pointer = False

    @property
    def has_pointer(self) -> bool:
        """Whether the pointer is over it: what stands under it must not move away."""
        return self._has_pointer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the width is another."""
        bar = self.style().pixelMetric(
            QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar()
        )
        # The room that the layout itself keeps free for a scroll bar, whether there is one or not.
        room = self.maximumViewportSize().width() - bar - 2
        if room != self.tiles.room:
            self.tiles.room = room
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def set_shown(self, name: str) -> None:
        """Mark the model that is in the viewport."""
        if name != self.tiles.shown:
            self.tiles.shown = name
            self.viewport().update()

    def set_best(self, name: str) -> None:
        """Mark the model that Enter takes in the search; empty for none."""
        if name != self.tiles.best:
            self.tiles.best = name
            self.viewport().update()

    def current_name(self) -> str:
        """The model that the keyboard is on; empty for none."""
        name = self.currentIndex().data(CatalogueRole.NAME)
        return str(name or "")

    def toggle_star(self) -> None:
        """Mark or unmark the current model."""
        entry = self.currentIndex().data(CatalogueRole.ENTRY)
        if isinstance(entry, CatalogueEntry):
            self.star_clicked.emit(entry.name, not entry.favorite)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard comes; whoever uses it sees at once where it is."""
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.OtherFocusReason,
        )
        model = self.model()
        if by_key and not self.currentIndex().isValid() and isinstance(model, ShelfModel):
            self.setCurrentIndex(model.index(model.first_model()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer goes down."""
        self._has_pointer = True
        self._pressed_star = self._star_at(event.position().toPoint())
        if self._pressed_star and event.button() == Qt.MouseButton.LeftButton:
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer goes up."""
        place = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if self._pressed_star:
            entry = self.indexAt(place).data(CatalogueRole.ENTRY)
            if left and self._star_at(place) == self._pressed_star:
                self.star_clicked.emit(self._pressed_star, not entry.favorite)
            self._pressed_star = ""
            return
        super().mouseReleaseEvent(event)
        index = self.indexAt(place)
        if left and index == self.currentIndex() and index.data(CatalogueRole.NAME):
            self.chosen.emit(index.data(CatalogueRole.NAME))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer moves."""
        self._has_pointer = True
        place = event.position().toPoint()
        over = bool(self._star_at(place))
        if over != self.tiles.star_hovered:
            self.tiles.star_hovered = over
            self.viewport().update()
        on_tile = bool(self.indexAt(place).data(CatalogueRole.NAME))
        shape = Qt.CursorShape.PointingHandCursor if on_tile else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: anything happens in the viewport."""
        if event.type() == QEvent.Type.Leave:
            self.tiles.star_hovered = self._has_pointer = False
            self.pointer_left.emit()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.current_name():
                self.chosen.emit(self.current_name())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt: a letter was typed."""
        self.typed.emit(search)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu is wanted."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        entry = index.data(CatalogueRole.ENTRY)
        if not isinstance(entry, CatalogueEntry):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setObjectName("catalogue_menu")
        show = menu.addAction(icon("eye"), f"Show {entry.label}")
        show.triggered.connect(lambda: self.chosen.emit(entry.name))
        words = "Remove from favourites" if entry.favorite else "Add to favourites"
        mark = menu.addAction(icon("star"), words)
        mark.triggered.connect(lambda: self.star_clicked.emit(entry.name, not entry.favorite))
        spot = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            spot = self.viewport().mapToGlobal(self.visualRect(index).center())
        menu.popup(spot)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Qt: an arrow key; headings are stepped over."""
        model = self.model()
        indexes = (model.index(row, 0) for row in range(model.rowCount()))
        rects = [
            (index.row(), self.visualRect(index))
            for index in indexes
            if index.flags() & Qt.ItemFlag.ItemIsEnabled
        ]
        page = max(1, self.viewport().height() // tile_size(self.tiles.room).height())
        row = grid_target(rects, self.currentIndex().row(), action, page)
        return model.index(row, 0) if row >= 0 else QModelIndex()

    def _star_at(self, place: QPoint) -> str:
        index = self.indexAt(place)
        name = index.data(CatalogueRole.NAME)
        return str(name) if name and star_rect(self.visualRect(index)).contains(place) else ""
