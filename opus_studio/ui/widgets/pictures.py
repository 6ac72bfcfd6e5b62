"""Pictures from files, scaled to the place where they are painted and kept for the next paint."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImageReader,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPixmap,
    QPixmapCache,
)

from opus_studio.ui.theme import tokens

Picture: TypeAlias = Path | QPixmap | None
"""A picture as a list keeps it: a file that is read when it is first seen, or one in memory."""


def scaled_picture(picture: Picture, size: QSize, ratio: float = 1.0) -> QPixmap:
    """The whole picture in the middle of `size`, its rim drawn out to fill it; null for none.

    Nothing is cut off, since a tall model would lose its head. A file is decoded at the size that
    is needed, so that a list of large pictures stays quick.

    Args:
        picture: What to show.
        size: The room for it, device-independent pixels.
        ratio: Device pixels for each of those.
    """
    room = size * ratio
    if picture is None or room.isEmpty():
        return QPixmap()
    key = _key(picture, room)
    found = QPixmap()
    if not key or QPixmapCache.find(key, found):
        return found
    whole = _decoded(picture, room) if isinstance(picture, Path) else picture
    if whole.isNull():
        return whole
    found = _filled(whole, room)
    found.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, found)
    return found


def draw_picture(painter: QPainter, rect: QRect, picture: QPixmap, radius: float) -> None:
    """Paint a picture of the size of `rect` with rounded corners.

    Where it is transparent, the viewport's own ground is seen, in the dark theme a lighter one:
    a dark model in a small picture would not stand out from it.
    """
    theme = tokens()
    upper, lower = QColor(theme.viewport_top), QColor(theme.viewport_bottom)
    if theme.is_dark:
        upper, lower = upper.lighter(190), lower.lighter(240)
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(rect), radius, radius)
    ground = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    ground.setColorAt(0.0, upper)
    ground.setColorAt(1.0, lower)
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, ground)
    painter.drawPixmap(rect, picture)
    painter.restore()


def _key(picture: Path | QPixmap, room: QSize) -> str:
    size = f"{room.width()}x{room.height()}"
    if isinstance(picture, QPixmap):
        return f"picture:{picture.cacheKey()}:{size}"
    try:
        # A picture that is made again keeps its name: its time tells it from the old one.
        return f"picture:{picture}:{picture.stat().st_mtime_ns}:{size}"
    except OSError:
        return ""


def _filled(whole: QPixmap, room: QSize) -> QPixmap:
    fitted = whole.scaled(
        room,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    if fitted.size() == room:
        return fitted
    filled = QPixmap(room)
    filled.fill(Qt.GlobalColor.transparent)
    place = fitted.rect()
    place.moveCenter(filled.rect().center())
    # The rim is the picture's ground: stretched sideways, or up and down, it goes on unnoticed.
    right, bottom = room.width() - place.right() - 1, room.height() - place.bottom() - 1
    last_x, last_y = fitted.width() - 1, fitted.height() - 1
    strips = (
        (QRect(0, place.y(), place.x(), place.height()), QRect(0, 0, 1, last_y + 1)),
        (
            QRect(place.right() + 1, place.y(), right, place.height()),
            QRect(last_x, 0, 1, last_y + 1),
        ),
        (QRect(place.x(), 0, place.width(), place.y()), QRect(0, 0, last_x + 1, 1)),
        (
            QRect(place.x(), place.bottom() + 1, place.width(), bottom),
            QRect(0, last_y, last_x + 1, 1),
        ),
    )
    painter = QPainter(filled)
    painter.drawPixmap(place, fitted)
    for target, source in strips:
        if not target.isEmpty():
            painter.drawPixmap(target, fitted, source)
    painter.end()
    return filled


def _decoded(path: Path, room: QSize) -> QPixmap:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    full = reader.size()
    if full.isValid():
        wanted = full.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if wanted.width() < full.width():
            reader.setScaledSize(wanted)
    return QPixmap.fromImage(reader.read())
