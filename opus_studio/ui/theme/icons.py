"""Icons: our own line drawings, recoloured to the theme at the moment they are painted.

The drawings are 24 x 24 SVG files in `resources/icons` that say `currentColor` wherever the
theme's colour belongs. An icon handed to a button keeps up with theme changes and sharpness by
itself: it is drawn anew for each size, scale and theme.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from opus_studio.ui.theme.current import tokens

_HERE = QPoint(0, 0)
_PACKAGE = Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Path:
    """A file of `resources/`: inside the package when installed, beside it in a source tree."""
    installed = _PACKAGE / "_resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


@cache
def icon_names() -> tuple[str, ...]:
    """Every name that `icon` takes, sorted."""
    return tuple(
        sorted(path.stem for path in resource("icons").glob("*.svg") if path.stem != "app")
    )


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def svg(name: str, color: str) -> bytes:
    """The drawing with its strokes in a colour.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    return _drawing(name).replace("currentColor", color).encode()


class _ThemedEngine(QIconEngine):
    """Paints a drawing in a token's colour, looked up when it paints."""

    def __init__(self, name: str, role: str, on_role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._on_role = on_role

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._role, self._on_role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # A tool bar may hand over a wide rectangle: the drawing stays square in its middle.
        side = min(rect.width(), rect.height())
        scale = painter.device().devicePixelRatio()
        picture = self.scaledPixmap(QSize(side, side), mode, state, scale)
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center())
        painter.drawPixmap(square, picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        color = self._color(mode, state)
        key = f"opus:{self._name}:{color}:{size.width()}x{size.height()}@{scale}"
        pixmap = QPixmap()
        if QPixmapCache.find(key, pixmap):
            return pixmap
        # The size is in device-independent pixels; should it already be multiplied by the scale, as
        # in older Qt, the picture is larger than asked for, and QIcon tells its ratio by its size.
        pixmap = QPixmap(size * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(svg(self._name, color))).render(painter, QRectF(QRect(_HERE, size)))
        painter.end()
        QPixmapCache.insert(key, pixmap)
        return pixmap

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return tokens().text_disabled
        role = self._on_role if state == QIcon.State.On else self._role
        return str(getattr(tokens(), role))


def icon(name: str, role: str = "text", on_role: str = "accent") -> QIcon:
    """An icon in the theme's colour.

    Args:
        name: A file of `resources/icons` without its ending, such as `dice`.
        role: The `Tokens` colour it wears, such as `text_dim`, `danger` or `on_accent`.
        on_role: The same while a checkable button is on.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    _drawing(name)  # a wrong name fails here, not in some later paint
    return QIcon(_ThemedEngine(name, role, on_role))


@cache
def app_icon() -> QIcon:
    """The application's own sign, in its own colours, for window frames and task bars."""
    return QIcon(str(resource("icons", "app.svg")))
