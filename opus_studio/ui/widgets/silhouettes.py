"""Quiet drawings that stand for a model until its picture is there."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from opus_studio.ui.theme import tokens

_WIDTH, _HEIGHT = 100.0, 75.0
"""The drawing board; y grows downwards and the floor is at 65."""

Stroke: TypeAlias = tuple[str, tuple[float, ...]]
"""`box` x y width height radius; `oval` x y width height; `shape` and `line`: x y pairs."""

_DRAWINGS: dict[str, tuple[Stroke, ...]] = {
    "cube": (
        ("shape", (50, 12, 76, 25, 76, 51, 50, 64, 24, 51, 24, 25)),
        ("line", (24, 25, 50, 38, 76, 25)),
        ("line", (50, 38, 50, 64)),
    ),
    "window": (
        ("box", (27, 10, 46, 54, 2)),
        ("box", (32, 15, 36, 44, 1)),
        ("line", (50, 15, 50, 59)),
        ("line", (32, 37, 68, 37)),
        ("box", (22, 62, 56, 4, 1)),
    ),
    "door": (
        ("box", (33, 8, 34, 57, 2)),
        ("box", (39, 14, 22, 18, 1)),
        ("box", (39, 38, 22, 20, 1)),
        ("oval", (61, 34, 3, 3)),
    ),
    "sofa": (
        ("box", (20, 24, 60, 24, 7)),
        ("box", (12, 34, 14, 26, 6)),
        ("box", (74, 34, 14, 26, 6)),
        ("box", (25, 43, 50, 16, 4)),
        ("line", (50, 43, 50, 59)),
        ("line", (18, 60, 18, 65)),
        ("line", (82, 60, 82, 65)),
    ),
    "chair": (
        ("box", (35, 10, 30, 28, 5)),
        ("box", (32, 38, 36, 8, 3)),
        ("line", (36, 46, 33, 66)),
        ("line", (64, 46, 67, 66)),
    ),
    "bench": (
        ("box", (14, 20, 72, 7, 2)),
        ("box", (14, 30, 72, 7, 2)),
        ("box", (11, 43, 78, 6, 2)),
        ("line", (21, 49, 19, 66)),
        ("line", (79, 49, 81, 66)),
        ("line", (24, 37, 24, 43)),
        ("line", (76, 37, 76, 43)),
    ),
    "table": (
        ("box", (14, 26, 72, 6, 2)),
        ("line", (21, 32, 18, 65)),
        ("line", (79, 32, 82, 65)),
        ("line", (34, 32, 33, 56)),
        ("line", (66, 32, 67, 56)),
    ),
    "bed": (
        ("box", (16, 18, 68, 24, 5)),
        ("box", (24, 30, 22, 14, 5)),
        ("box", (54, 30, 22, 14, 5)),
        ("box", (14, 40, 72, 19, 4)),
        ("line", (19, 59, 19, 65)),
        ("line", (81, 59, 81, 65)),
    ),
    "cabinet": (
        ("box", (26, 10, 48, 52, 2)),
        ("line", (26, 27, 74, 27)),
        ("line", (26, 44, 74, 44)),
        ("line", (46, 19, 54, 19)),
        ("line", (46, 36, 54, 36)),
        ("line", (46, 53, 54, 53)),
        ("line", (31, 62, 31, 66)),
        ("line", (69, 62, 69, 66)),
    ),
    "lamp": (
        ("shape", (38, 10, 62, 10, 71, 32, 29, 32)),
        ("line", (50, 32, 50, 62)),
        ("box", (37, 61, 26, 4, 2)),
    ),
    "street": (
        ("line", (36, 66, 36, 16)),
        ("line", (36, 16, 42, 10, 60, 10)),
        ("shape", (56, 8, 76, 8, 72, 15, 58, 15)),
        ("box", (32, 56, 8, 10, 1)),
    ),
    "stairs": (
        (
            "shape",
            (14, 65, 14, 55, 30, 55, 30, 44, 46, 44, 46, 33, 62, 33, 62, 22, 84, 22, 84, 65),
        ),
    ),
    "fence": (
        ("line", (10, 32, 90, 32)),
        ("line", (10, 54, 90, 54)),
        ("shape", (16, 65, 16, 24, 21, 18, 26, 24, 26, 65)),
        ("shape", (36, 65, 36, 24, 41, 18, 46, 24, 46, 65)),
        ("shape", (56, 65, 56, 24, 61, 18, 66, 24, 66, 65)),
        ("shape", (76, 65, 76, 24, 81, 18, 86, 24, 86, 65)),
    ),
    "plant": (
        ("oval", (34, 8, 32, 26)),
        ("oval", (22, 20, 28, 22)),
        ("oval", (50, 20, 28, 22)),
        ("shape", (38, 46, 62, 46, 58, 65, 42, 65)),
        ("line", (50, 28, 50, 46)),
    ),
    "bath": (
        ("line", (22, 36, 22, 16, 28, 11, 34, 16)),
        ("shape", (12, 36, 88, 36, 84, 54, 76, 60, 24, 60, 16, 54)),
        ("line", (26, 60, 24, 66)),
        ("line", (74, 60, 76, 66)),
    ),
    "building": (
        ("shape", (14, 34, 50, 10, 86, 34)),
        ("box", (22, 34, 56, 31, 1)),
        ("box", (44, 46, 12, 19, 1)),
        ("box", (28, 42, 10, 10, 1)),
        ("box", (62, 42, 10, 10, 1)),
    ),
    "road": (
        ("shape", (40, 12, 60, 12, 86, 65, 14, 65)),
        ("line", (50, 16, 50, 24)),
        ("line", (50, 32, 50, 42)),
        ("line", (50, 50, 50, 62)),
    ),
}

_WORDS: tuple[tuple[str, str], ...] = (
    ("street lamp", "street"),
    ("streetlamp", "street"),
    ("window", "window"),
    ("shutter", "window"),
    ("skylight", "window"),
    ("door", "door"),
    ("gate", "fence"),
    ("sofa", "sofa"),
    ("couch", "sofa"),
    ("armchair", "sofa"),
    ("chair", "chair"),
    ("stool", "chair"),
    ("bench", "bench"),
    ("table", "table"),
    ("desk", "table"),
    ("bedside", "cabinet"),
    ("bed", "bed"),
    ("lamp", "lamp"),
    ("light", "lamp"),
    ("stair", "stairs"),
    ("ladder", "stairs"),
    ("fence", "fence"),
    ("railing", "fence"),
    ("tree", "plant"),
    ("plant", "plant"),
    ("vegetation", "plant"),
    ("garden", "plant"),
    ("bath", "bath"),
    ("sink", "bath"),
    ("toilet", "bath"),
    ("shelf", "cabinet"),
    ("bookcase", "cabinet"),
    ("cabinet", "cabinet"),
    ("wardrobe", "cabinet"),
    ("dresser", "cabinet"),
    ("storage", "cabinet"),
    ("kitchen", "cabinet"),
    ("road", "road"),
    ("street", "street"),
    ("house", "building"),
    ("building", "building"),
    ("roof", "building"),
    ("opening", "window"),
    ("seating", "sofa"),
)
"""What a name or a category must hold for a drawing; the first that fits is taken."""


def silhouette_for(name: str, category: str, *, structure: bool) -> str:
    """The drawing that fits best: by the model's name, then by its category, then by its kind."""
    for text in (name.casefold(), category.casefold()):
        for word, drawing in _WORDS:
            if word in text:
                return drawing
    return "building" if structure else "cube"


def draw_silhouette(painter: QPainter, room: QRectF, drawing: str) -> None:
    """Paint a drawing in the middle of a room, in the theme in force."""
    theme = tokens()
    scale = min(room.width() / _WIDTH, room.height() / _HEIGHT)
    painter.save()
    painter.translate(room.center())
    painter.scale(scale, scale)
    painter.translate(-_WIDTH / 2, -_HEIGHT / 2 - 1)
    pen = QPen(QColor(theme.text_disabled), 1.4 / scale)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for kind, figures in _DRAWINGS[drawing]:
        filled = kind != "line"
        painter.setBrush(QColor(theme.hover) if filled else Qt.BrushStyle.NoBrush)
        painter.drawPath(_path(kind, figures))
    painter.restore()


def _path(kind: str, figures: tuple[float, ...]) -> QPainterPath:
    path = QPainterPath()
    if kind == "box":
        x, y, width, height, radius = figures
        path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    elif kind == "oval":
        path.addEllipse(QRectF(*figures))
    else:
        points = [QPointF(x, y) for x, y in zip(figures[::2], figures[1::2], strict=True)]
        path.addPolygon(QPolygonF(points))
        if kind == "shape":
            path.closeSubpath()
    return path
