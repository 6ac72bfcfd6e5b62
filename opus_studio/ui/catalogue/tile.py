"""How a heading and a model of the catalogue are painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from opus_studio.api.messages import ModelKind
from opus_studio.ui.catalogue.model import CatalogueEntry, CatalogueRole, Index
from opus_studio.ui.catalogue.shelf import ShelfRole
from opus_studio.ui.theme import Tokens, icon, tokens
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring
from opus_studio.ui.widgets.pictures import draw_picture, scaled_picture
from opus_studio.ui.widgets.silhouettes import draw_silhouette, silhouette_for

GAP = 3
_LABEL_HEIGHT = 26
_STAR = 24
_LEAST_WIDTH = 108


def columns_in(width: int) -> int:
    """How many tiles stand side by side."""
    return max(1, width // _LEAST_WIDTH)


def tile_size(width: int) -> QSize:
    """The size of a tile: columns share the width, pictures are 4:3."""
    side = max(_LEAST_WIDTH // 2, width // columns_in(width))
    return QSize(side, round((side - 2 * GAP) * 0.75) + _LABEL_HEIGHT + 2 * GAP)


def picture_rect(tile: QRect) -> QRect:
    """Where in a tile the picture is."""
    return tile.adjusted(GAP + 1, GAP + 1, -GAP - 1, -GAP - _LABEL_HEIGHT)


def star_rect(tile: QRect) -> QRect:
    """Where in a tile the star is."""
    picture = picture_rect(tile)
    return QRect(picture.right() - _STAR - 2, picture.top() + 3, _STAR, _STAR)


class TileDelegate(QStyledItemDelegate):
    """Paints in the theme in force; the view tells it the width that it has.

    Attributes:
        room: Width of the view's contents, pixels.
        shown: Name of the model that is in the viewport.
        best: Name of the model that Enter takes in the search, or empty.
        star_hovered: Whether the pointer is on the star of the tile under it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.room = 232
        self.shown = ""
        self.best = ""
        self.star_hovered = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: the size of an item."""
        if index.data(ShelfRole.HEADING) is None:
            return tile_size(self.room)
        tall = index.data(ShelfRole.LEVEL) == 0
        return QSize(tile_size(self.room).width() * columns_in(self.room), 34 if tall else 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw an item."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(ShelfRole.HEADING) is None:
            self._paint_tile(painter, option, index.data(CatalogueRole.ENTRY))
        else:
            _paint_heading(painter, option, index)
        painter.restore()

    def _paint_tile(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: CatalogueEntry
    ) -> None:
        theme = tokens()
        state = option.state
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        shown = entry.name == self.shown
        card = QRectF(option.rect.adjusted(GAP, GAP, -GAP, -GAP))
        fill = theme.accent_soft if shown else theme.hover if hovered else theme.raised
        fill_rounded(painter, card, theme.radius, fill, theme.accent if shown else theme.border)
        _paint_picture(painter, picture_rect(option.rect), entry)
        _paint_label(painter, option, entry, theme, strong=shown)
        if entry.favorite or hovered or focused:
            self._paint_star(painter, star_rect(option.rect), entry.favorite, hovered)
        if shown:
            fill_rounded(
                painter, card.adjusted(0.5, 0.5, -0.5, -0.5), theme.radius, "", theme.accent
            )
        if focused or entry.name == self.best:
            focus_ring(painter, card, theme.radius)

    def _paint_star(self, painter: QPainter, rect: QRect, marked: bool, hovered: bool) -> None:
        theme = tokens()
        over = hovered and self.star_hovered
        ground = QColor(theme.hover if over else theme.raised)
        ground.setAlpha(255 if over else 220)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(rect)
        sign = icon("star-filled", "warning") if marked else icon("star", "text_dim")
        place = QRect(QPoint(0, 0), QSize(15, 15))
        place.moveCenter(rect.center())
        sign.paint(painter, place)


def _paint_picture(painter: QPainter, rect: QRect, entry: CatalogueEntry) -> None:
    theme = tokens()
    ratio = painter.device().devicePixelRatio()
    picture = scaled_picture(entry.thumbnail, rect.size(), ratio)
    if not picture.isNull():
        draw_picture(painter, rect, picture, theme.radius - 1)
        return
    is_structure = entry.kind is ModelKind.STRUCTURE
    drawing = silhouette_for(f"{entry.name} {entry.label}", entry.category, structure=is_structure)
    inset = rect.height() * 0.14
    draw_silhouette(painter, QRectF(rect).adjusted(inset, inset, -inset, -inset / 2), drawing)


def _paint_label(
    painter: QPainter,
    option: QStyleOptionViewItem,
    entry: CatalogueEntry,
    theme: Tokens,
    *,
    strong: bool,
) -> None:
    font = QFont(option.font)
    font.setPixelSize(theme.font_size - 1)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    tile = option.rect
    room = QRect(
        tile.left() + GAP + 7, tile.bottom() - GAP - _LABEL_HEIGHT, tile.width() - 20, _LABEL_HEIGHT
    )
    text = QFontMetrics(font).elidedText(entry.label, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    theme = tokens()
    main = index.data(ShelfRole.LEVEL) == 0
    font = QFont(option.font)
    font.setPixelSize(theme.font_size if main else theme.font_small)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(theme.text if main else theme.text_dim))
    room = option.rect.adjusted(GAP + 2, 0, -GAP - 2, -4)
    bottom = Qt.AlignmentFlag.AlignBottom
    text = str(index.data(ShelfRole.HEADING))
    painter.drawText(room, bottom | Qt.AlignmentFlag.AlignLeft, text)
    font.setPixelSize(theme.font_small)
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(theme.text_dim))
    count = str(index.data(ShelfRole.COUNT))
    painter.drawText(room, bottom | Qt.AlignmentFlag.AlignRight, count)
