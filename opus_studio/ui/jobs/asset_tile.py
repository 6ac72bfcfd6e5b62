"""How an asset of the library is painted, and where its buttons are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from opus_studio.library.assets import AssetRecord
from opus_studio.ui.jobs import wording
from opus_studio.ui.jobs.library_model import AssetRole, Index
from opus_studio.ui.theme import Tokens, icon, tokens
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring
from opus_studio.ui.widgets.pictures import draw_picture, scaled_picture
from opus_studio.ui.widgets.silhouettes import draw_silhouette, silhouette_for

_GAP = 4
_FOOT = 42
_LEAST_WIDTH = 148
_BUTTON = 26


class AssetButton(Enum):
    """The buttons on a tile."""

    STAR = "star"
    FOLDER = "folder"
    DELETE = "trash"


BUTTON_WORDS = {
    AssetButton.STAR: "Star: keep it when space is freed",
    AssetButton.FOLDER: "Open the folder",
    AssetButton.DELETE: "Delete",
}


@dataclass
class TileState:
    """What the view tells the delegate about the moment.

    Attributes:
        room: Width of the view's contents, pixels.
        hovered: Id of the asset under the pointer, or empty.
        button: The button under the pointer, or None.
        shown: Id of the asset in the viewport, or empty.
    """

    room: int = 600
    hovered: str = ""
    button: AssetButton | None = None
    shown: str = ""


def tile_size(room: int) -> QSize:
    """The size of a tile: columns share the width, pictures are 4:3."""
    width = max(_LEAST_WIDTH // 2, room // max(1, room // _LEAST_WIDTH))
    return QSize(width, round((width - 2 * _GAP) * 0.75) + _FOOT + 2 * _GAP)


def button_rects(tile: QRect) -> dict[AssetButton, QRect]:
    """Where in a tile its buttons are."""
    picture = _picture_rect(tile)
    size = QSize(_BUTTON, _BUTTON)
    low = picture.bottom() - _BUTTON - 3
    right = picture.right() - _BUTTON - 3
    return {
        AssetButton.STAR: QRect(QPoint(right, picture.top() + 4), size),
        AssetButton.FOLDER: QRect(QPoint(right - _BUTTON - 4, low), size),
        AssetButton.DELETE: QRect(QPoint(right, low), size),
    }


class AssetDelegate(QStyledItemDelegate):
    """Paints in the theme in force.

    Attributes:
        state: What the view tells it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = TileState()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: the size of a tile."""
        return tile_size(self.state.room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw a tile."""
        asset = index.data(AssetRole.RECORD)
        if not isinstance(asset, AssetRecord):
            return
        theme = tokens()
        hovered = asset.id == self.state.hovered
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        shown = asset.id == self.state.shown
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect.adjusted(_GAP, _GAP, -_GAP, -_GAP))
        fill = theme.accent_soft if shown else theme.hover if hovered else theme.raised
        fill_rounded(painter, card, theme.radius, fill, theme.accent if shown else theme.border)
        _paint_picture(painter, _picture_rect(option.rect), asset, theme)
        _paint_foot(painter, option, asset, theme)
        for button, rect in button_rects(option.rect).items():
            if hovered or focused or (button is AssetButton.STAR and asset.starred):
                over = hovered and self.state.button is button
                _paint_button(painter, rect, button, asset, theme, over=over)
        if focused:
            focus_ring(painter, card, theme.radius)
        painter.restore()


def _picture_rect(tile: QRect) -> QRect:
    return tile.adjusted(_GAP + 1, _GAP + 1, -_GAP - 1, -_GAP - _FOOT)


def _paint_picture(painter: QPainter, rect: QRect, asset: AssetRecord, theme: Tokens) -> None:
    picture = scaled_picture(asset.thumbnail, rect.size(), painter.device().devicePixelRatio())
    if not picture.isNull():
        draw_picture(painter, rect, picture, theme.radius - 1)
        return
    inset = rect.height() * 0.18
    drawing = silhouette_for(asset.model, "", structure=False)
    draw_silhouette(painter, QRectF(rect).adjusted(inset, inset, -inset, -inset), drawing)


def _paint_foot(
    painter: QPainter, option: QStyleOptionViewItem, asset: AssetRecord, theme: Tokens
) -> None:
    tile = option.rect
    left, width = tile.left() + _GAP + 9, tile.width() - 2 * _GAP - 18
    top = tile.bottom() - _GAP - _FOOT + 5
    lines = (
        (wording.asset_name(asset), theme.font_size, theme.text),
        (
            f"{wording.spoken_size(asset.size_on_disk)}  ·  {' '.join(asset.files)}",
            theme.font_small,
            theme.text_dim,
        ),
    )
    for number, (text, pixels, color) in enumerate(lines):
        font = QFont(option.font)
        font.setPixelSize(pixels)
        painter.setFont(font)
        painter.setPen(QColor(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        room = QRect(left, top + 17 * number, width, 17)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _paint_button(
    painter: QPainter,
    rect: QRect,
    button: AssetButton,
    asset: AssetRecord,
    theme: Tokens,
    *,
    over: bool,
) -> None:
    ground = QColor(theme.hover if over else theme.raised)
    ground.setAlpha(255 if over else 225)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(rect), theme.radius, theme.radius)
    name, role = button.value, "text"
    if button is AssetButton.STAR and asset.starred:
        name, role = "star-filled", "warning"
    elif button is AssetButton.DELETE and over:
        role = "danger"
    place = QRect(QPoint(0, 0), QSize(theme.icon_size, theme.icon_size))
    place.moveCenter(rect.center())
    icon(name, role).paint(painter, place)
