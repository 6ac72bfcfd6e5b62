"""Pictures from files, scaled to the place where they are painted and kept for the next paint."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPainterPath, QPixmap, QPixmapCache

Picture: TypeAlias = Path | QPixmap | None
"""A picture as a list keeps it: a file that is read when it is first seen, or one in memory."""


def scaled_picture(picture: Picture, size: QSize, ratio: float = 1.0) -> QPixmap:
    """The picture filling `size`, what stands over cut off evenly; null when there is none.

    A file is decoded at the size that is needed, so that a list of large pictures stays quick.

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
    filled = whole.scaled(
        room,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    cut = QRect(0, 0, room.width(), room.height())
    cut.moveCenter(filled.rect().center())
    found = filled.copy(cut)
    found.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, found)
    return found


def draw_picture(painter: QPainter, rect: QRect, picture: QPixmap, radius: float) -> None:
    """Paint a picture of the size of `rect` with rounded corners."""
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(rect), radius, radius)
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
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


def _decoded(path: Path, room: QSize) -> QPixmap:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    full = reader.size()
    if full.isValid():
        wanted = full.scaled(room, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        if wanted.width() < full.width():
            reader.setScaledSize(wanted)
    return QPixmap.fromImage(reader.read())
