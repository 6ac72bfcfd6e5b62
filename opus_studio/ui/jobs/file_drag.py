"""Dragging files out to another program, with a small picture under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets.pictures import Picture, draw_picture, scaled_picture

_SIZE = QSize(96, 72)


def drag_files(source: QWidget, files: QMimeData, picture: Picture) -> None:
    """Let the user carry the files away as copies; nothing happens when there are none.

    Args:
        source: Where the drag begins.
        files: The files as URLs.
        picture: What they look like, or None.
    """
    if not files.urls():
        return
    drag = QDrag(source)
    drag.setMimeData(files)
    drag.setPixmap(_under_pointer(picture, source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-8, -8))
    drag.exec(Qt.DropAction.CopyAction)


def _under_pointer(picture: Picture, ratio: float) -> QPixmap:
    small = scaled_picture(picture, _SIZE, ratio)
    if small.isNull():
        return icon("cube").pixmap(QSize(32, 32))
    card = QPixmap(_SIZE * ratio)
    card.setDevicePixelRatio(ratio)
    card.fill(Qt.GlobalColor.transparent)
    painter = QPainter(card)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_picture(painter, QRect(QPoint(0, 0), _SIZE), small, tokens().radius)
    painter.end()
    return card
