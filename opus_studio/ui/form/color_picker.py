"""The colour picker: a field and a hue bar, hex, named colours, recent ones, and an eyedropper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from opus_studio.protocol import NAMED_COLORS
from opus_studio.ui.form.labels import humanise
from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets import Swatch, icon_button
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring

_WIDTH = 292
_HUES = 360
_TILE = QSize(24, 24)
_COLUMNS = 9


class _Plane(QWidget):
    """What the field and the hue bar share: a place is chosen with the mouse or the arrow keys."""

    moved = Signal(float, float)
    """Shares of the width and of the height, 0..1."""
    settled = Signal()
    """A movement has ended."""

    def __init__(self, object_name: str, accessible: str, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.across, self.down = 0.0, 0.0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer goes down."""
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer moves with its button down."""
        place = event.position()
        self._go(place.x() / max(self.width() - 1, 1), place.y() / max(self.height() - 1, 1))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Qt: the pointer goes up."""
        self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down."""
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._go(self.across + step[0] / 100, self.down + step[1] / 100)

    def _go(self, across: float, down: float) -> None:
        self.moved.emit(min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0))


class _Field(_Plane):
    """Saturation from left to right, brightness from bottom to top, of one hue."""

    hue = 0.0

    def show_place(self, hue: float, saturation: float, value: float) -> None:
        self.hue, self.across, self.down = hue, saturation, 1.0 - value
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        for end, clear, full in (
            (rect.topRight(), QColor("white"), QColor.fromHsvF(self.hue, 1.0, 1.0)),
            (rect.bottomLeft(), QColor(0, 0, 0, 0), QColor(0, 0, 0)),
        ):
            shade = QLinearGradient(rect.topLeft(), end)
            shade.setColorAt(0.0, clear)
            shade.setColorAt(1.0, full)
            painter.setBrush(shade)
            painter.drawRoundedRect(rect, 4, 4)
        center = QPoint(
            round(self.across * (self.width() - 1)), round(self.down * (self.height() - 1))
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, ink in ((4.0, "#000000"), (2.0, "#ffffff")):
            painter.setPen(QPen(QColor(ink), width))
            painter.drawEllipse(center, 6, 6)
        if self.hasFocus():
            focus_ring(painter, rect, 4)


class _HueBar(_Plane):
    """All hues from left to right."""

    def show_place(self, hue: float) -> None:
        self.across = hue
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0, 3, 0, -3)
        hues = QLinearGradient(rect.topLeft(), rect.topRight())
        for sixth in range(7):
            hues.setColorAt(sixth / 6, QColor.fromHsvF(sixth / 6 % 1.0, 1.0, 1.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hues)
        painter.drawRoundedRect(rect, 4, 4)
        mark = QRectF(self.across * (self.width() - 8), 0.5, 8, self.height() - 1)
        fill_rounded(painter, mark, 3, "#ffffff", "#404040")
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 4)


class _Eyedropper(QObject):
    """Takes the colour under the next click in a window; any key gives it up."""

    taken = Signal(QColor)
    ended = Signal()

    def start(self, window: QWidget) -> None:
        self._window = window
        self._picture = window.grab().toImage()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.CrossCursor)
        QGuiApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: an event on its way to a widget."""
        if event.type() == QEvent.Type.KeyPress:
            self._end()
            return True
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(watched, QWidget):
            return False
        assert isinstance(event, QMouseEvent)
        place = self._window.mapFromGlobal(event.globalPosition().toPoint())
        self._end()
        ratio = self._picture.devicePixelRatio()
        self.taken.emit(self._picture.pixelColor(place * ratio))
        return True

    def _end(self) -> None:
        QGuiApplication.instance().removeEventFilter(self)
        QGuiApplication.restoreOverrideCursor()
        self.ended.emit()


class ColorPicker(QFrame):
    """A pop-up in which a colour is chosen; what is chosen holds at once.

    Args:
        title: What is coloured, for screen readers.
        object_name: For tests.
        parent: The owner.
    """

    picked = Signal(QColor)
    """The colour so far; also while the pointer moves."""
    settled = Signal()
    """The next colour is a change of its own."""

    def __init__(self, title: str, object_name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self.setProperty("surface", "panel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFixedWidth(_WIDTH)
        self._hue, self._saturation, self._value = 0.0, 0.0, 1.0
        theme = tokens()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.space_m,) * 4)
        layout.setSpacing(theme.space_s)
        self._field = _Field("color_field", "Saturation and brightness", 150, self)
        self._field.moved.connect(self._on_field)
        self._bar = _HueBar("color_hue", "Hue", 20, self)
        self._bar.moved.connect(self._on_hue)
        for plane in (self._field, self._bar):
            plane.settled.connect(self.settled)
            layout.addWidget(plane)
        layout.addLayout(self._hex_line())
        self._add_caption("Colours of the paints")
        self._named = _tile_grid()
        layout.addLayout(self._named)
        self._add_tiles(self._named, {humanise(n): c for n, c in NAMED_COLORS.items()}, "named")
        self._recent_caption = self._add_caption("Recent")
        self._recent = _tile_grid()
        layout.addLayout(self._recent)
        layout.addStretch(1)
        self._dropper = _Eyedropper(self)
        self._dropper.taken.connect(self._choose)

    def open_at(self, anchor: QWidget, color: QColor, recent: Sequence[QColor]) -> None:
        """Show it below a widget, inside the screen, beginning with a colour."""
        self._show(color)
        while (item := self._recent.takeAt(0)) is not None:
            old = item.widget()
            old.hide()
            old.deleteLater()
        names = {each.name(): each.name() for each in recent}
        self._add_tiles(self._recent, names, "recent")
        self._recent_caption.setVisible(bool(names))
        self.adjustSize()
        screen = anchor.screen().availableGeometry()
        place = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 2))
        place.setX(max(min(place.x(), screen.right() - self.width()), screen.left()))
        place.setY(max(min(place.y(), screen.bottom() - self.height()), screen.top()))
        self.move(place)
        self.show()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _hex_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self._sample = QFrame(self)
        self._sample.setObjectName("color_sample")
        self._sample.setFixedSize(44, 28)
        line.addWidget(self._sample)
        self._hex = QLineEdit(self)
        self._hex.setObjectName("color_hex")
        self._hex.setAccessibleName("Colour as hex digits")
        self._hex.setPlaceholderText("#8A8D8F")
        self._hex.textEdited.connect(self._on_hex)
        self._hex.returnPressed.connect(self._on_hex_done)
        line.addWidget(self._hex, 1)
        dropper = icon_button("eyedropper", "Take a colour from the window", "color_dropper")
        dropper.clicked.connect(self._on_dropper)
        line.addWidget(dropper)
        return line

    def _add_caption(self, text: str) -> QLabel:
        caption = QLabel(text, self)
        caption.setProperty("kind", "dim")
        layout = self.layout()
        assert layout is not None
        layout.addWidget(caption)
        return caption

    def _add_tiles(self, grid: QGridLayout, colors: Mapping[str, str], kind: str) -> None:
        for place, (name, text) in enumerate(colors.items()):
            tile = Swatch(f"{kind}:{name}", name, self)
            tile.setFixedSize(_TILE)
            tile.setToolTip(name)
            tile.set_color(QColor(text))
            tile.clicked.connect(self._on_tile)
            grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
            tile.show()

    def _show(self, color: QColor) -> None:
        """Show a colour; a grey keeps the hue that was there."""
        hue, saturation, value, _ = color.getHsvF()
        self._hue = hue if hue >= 0 and saturation > 0 else self._hue
        self._saturation, self._value = saturation, value
        self._refresh(color)

    def _refresh(self, color: QColor) -> None:
        self._field.show_place(self._hue, self._saturation, self._value)
        self._bar.show_place(self._hue)
        self._sample.setStyleSheet(f"background: {color.name()}; border-radius: 5px;")
        if not self._hex.hasFocus():
            self._hex.setText(color.name())

    def _choose(self, color: QColor) -> None:
        """Take a colour that is no movement."""
        self._show(color)
        self.settled.emit()
        self.picked.emit(color)
        self.settled.emit()

    def _move(self) -> None:
        color = QColor.fromHsvF(self._hue, self._saturation, self._value)
        self._refresh(color)
        self.picked.emit(color)

    def _on_field(self, across: float, down: float) -> None:
        self._saturation, self._value = across, 1.0 - down
        self._move()

    def _on_hue(self, across: float, _down: float) -> None:
        self._hue = min(across, 1.0 - 1.0 / _HUES)
        self._move()

    def _on_hex(self, text: str) -> None:
        self._take_hex(text, (6,))

    def _on_hex_done(self) -> None:
        self._take_hex(self._hex.text(), (3,))  # three digits may be the beginning of six
        self.close()

    def _take_hex(self, text: str, lengths: tuple[int, ...]) -> None:
        digits = text.strip().lstrip("#")
        color = QColor(f"#{digits}")
        if len(digits) in lengths and color.isValid():
            self._choose(color)

    def _on_tile(self) -> None:
        tile = self.sender()
        if isinstance(tile, Swatch) and (color := tile.color()) is not None:
            self._choose(color)
            self.close()

    def _on_dropper(self) -> None:
        owner = self.parentWidget().window()
        self.close()
        self._dropper.start(owner)


def _tile_grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(4)
    grid.setColumnStretch(_COLUMNS, 1)
    return grid
