"""The grid of assets: buttons on the tiles, the menu, keys, dragging files out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyle, QToolTip, QWidget

from opus_studio.library.assets import AssetRecord
from opus_studio.ui.jobs.asset_tile import (
    BUTTON_WORDS,
    AssetButton,
    AssetDelegate,
    button_rects,
    tile_size,
)
from opus_studio.ui.jobs.file_drag import drag_files
from opus_studio.ui.jobs.library_model import AssetRole, LibraryFilter
from opus_studio.ui.theme import icon
from opus_studio.ui.widgets.grid_cursor import grid_target


class AssetGrid(QListView):
    """Tiles by mouse and by keyboard."""

    chosen = Signal(str)
    """The user wants to look at this asset."""
    compare_chosen = Signal(str)
    """Show this asset beside what is shown."""
    button_clicked = Signal(str, object)
    """The user clicked an `AssetButton` of this asset, or chose it otherwise."""

    def __init__(self, model: LibraryFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_grid")
        self.setAccessibleName("Assets")
        self.tiles = AssetDelegate(self)
        self.setItemDelegate(self.tiles)
        self.setModel(model)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.verticalScrollBar().setSingleStep(24)
        self.setMouseTracking(True)
        self._pressed: tuple[str, AssetButton | None] | None = None

    def set_shown(self, asset_id: str) -> None:
        """Mark the asset that is in the viewport."""
        if self.tiles.state.shown != asset_id:
            self.tiles.state.shown = asset_id
            self.viewport().update()

    def current_asset(self) -> AssetRecord | None:
        """The asset that the keyboard is on, or None."""
        return self._asset(self.currentIndex())

    def menu_for(self, asset: AssetRecord) -> QMenu:
        """Everything that can be done with an asset."""
        menu = QMenu(self)
        menu.setObjectName("asset_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        show = menu.addAction(icon("eye"), "Show in the viewport\tReturn")
        show.triggered.connect(lambda _checked=False: self.chosen.emit(asset.id))
        compare = menu.addAction(icon("compare"), "Compare with what is shown")
        compare.setObjectName("asset_compare")
        compare.triggered.connect(partial(self.compare_chosen.emit, asset.id))
        star = "Remove the star" if asset.starred else "Star"
        entries = (
            (AssetButton.STAR, f"{star}\tCtrl+D"),
            (AssetButton.FOLDER, "Open the folder"),
            (AssetButton.DELETE, "Delete\tDelete"),
        )
        for button, text in entries:
            entry = menu.addAction(icon(button.value), text)
            entry.setObjectName(f"asset_{button.value}")
            entry.triggered.connect(
                lambda _checked=False, button=button: self.button_clicked.emit(asset.id, button)
            )
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the width is another."""
        bar = self.style().pixelMetric(
            QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar()
        )
        # The room that the layout itself keeps free for a scroll bar, whether there is one or not.
        room = self.maximumViewportSize().width() - bar - 2
        if room != self.tiles.state.room:
            self.tiles.state.room = room
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard comes; whoever uses it sees at once where it is."""
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.OtherFocusReason,
        )
        if by_key and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer goes down."""
        index, button = self._button_at(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        asset = self._asset(index)
        self._pressed = (asset.id, button) if left and asset is not None else None
        if self._pressed is None or button is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer goes up."""
        pressed, self._pressed = self._pressed, None
        index, button = self._button_at(event.position().toPoint())
        asset = self._asset(index)
        if pressed is None or pressed[1] is None:
            super().mouseReleaseEvent(event)
        if asset is None or pressed != (asset.id, button):
            return
        if button is None:
            self.chosen.emit(asset.id)
        else:
            self.button_clicked.emit(asset.id, button)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer moves."""
        index, button = self._button_at(event.position().toPoint())
        self._set_hover(str(index.data(AssetRole.ID) or ""), button)
        if self._pressed is None or self._pressed[1] is None:
            super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: anything happens in the viewport."""
        if event.type() == QEvent.Type.Leave:
            self._set_hover("", None)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            _, button = self._button_at(event.pos())
            if button is not None:
                QToolTip.showText(event.globalPos(), BUTTON_WORDS[button], self.viewport())
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down."""
        asset = self.current_asset()
        if asset is not None:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.chosen.emit(asset.id)
                return
            if key == Qt.Key.Key_Delete:
                self.button_clicked.emit(asset.id, AssetButton.DELETE)
                return
        super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Qt: a tile is being dragged away."""
        self._pressed = None
        index = self.currentIndex()
        if index.isValid():
            drag_files(self, self.model().mimeData([index]), index.data(AssetRole.PICTURE))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu is wanted."""
        index = self.currentIndex()
        place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, place = self.indexAt(event.pos()), event.globalPos()
        asset = self._asset(index)
        if asset is not None:
            self.menu_for(asset).popup(place)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Qt: an arrow key."""
        model = self.model()
        rects = [(row, self.visualRect(model.index(row, 0))) for row in range(model.rowCount())]
        page = max(1, self.viewport().height() // tile_size(self.tiles.state.room).height())
        row = grid_target(rects, self.currentIndex().row(), action, page)
        return model.index(row, 0) if row >= 0 else QModelIndex()

    def _asset(self, index: QModelIndex) -> AssetRecord | None:
        asset = index.data(AssetRole.RECORD)
        return asset if isinstance(asset, AssetRecord) else None

    def _button_at(self, place: QPoint) -> tuple[QModelIndex, AssetButton | None]:
        index = self.indexAt(place)
        if not index.isValid():
            return index, None
        rects = button_rects(self.visualRect(index))
        return index, next((name for name, rect in rects.items() if rect.contains(place)), None)

    def _set_hover(self, asset_id: str, button: AssetButton | None) -> None:
        state = self.tiles.state
        if (state.hovered, state.button) != (asset_id, button):
            state.hovered, state.button = asset_id, button
            self.viewport().update()
