"""The head of a section: what it is, what fills it, how much the user set in it."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring

HEIGHT = 38
_FLASH_MS = 1400


class SectionHeader(QToolButton):
    """A wide button that opens and closes a section; it can light up.

    Args:
        title: The section's name.
        object_name: For tests.
        parent: The owner.
    """

    def __init__(self, title: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._summary = ""
        self._is_chosen = False
        self._count = 0
        self._color: QColor | None = None
        self._room_right = 0
        self._is_forced = False
        self._glow = 0.0
        self._flash: QVariantAnimation | None = None

    def set_state(
        self, summary: str, *, is_chosen: bool, count: int, color: QColor | None, room_right: int
    ) -> None:
        """What stands at the right: the asset, how many things are set, the colour.

        `room_right` pixels at the end are left free for a button.
        """
        now = (summary, is_chosen, count, color, room_right)
        before = (self._summary, self._is_chosen, self._count, self._color, self._room_right)
        if now == before:
            return
        self._summary, self._is_chosen, self._count, self._color, self._room_right = now
        told = f"{self.text()}, {summary}" if summary else self.text()
        self.setAccessibleName(f"{told}, {count} set" if count else told)
        self.update()

    def set_forced(self, is_forced: bool) -> None:
        """Whether a search holds the section open."""
        if is_forced != self._is_forced:
            self._is_forced = is_forced
            self.update()

    def flash(self) -> None:
        """Light up and fade."""
        if self._flash is None:
            self._flash = QVariantAnimation(self)
            self._flash.setDuration(_FLASH_MS)
            self._flash.setStartValue(1.0)
            self._flash.setEndValue(0.0)
            self._flash.setEasingCurve(QEasingCurve.Type.InQuad)
            self._flash.valueChanged.connect(self._on_glow)
        self._flash.stop()
        self._on_glow(1.0)
        self._flash.start()

    @property
    def is_lit(self) -> bool:
        """Whether it is lit up at this moment."""
        return self._glow > 0

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        return QSize(200, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down."""
        opening = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}.get(Qt.Key(event.key()))
        if opening is not None and opening != self.isChecked():
            self.click()
        elif opening is None:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(4, 2, -4, -2)
        if self._glow > 0:
            painter.setOpacity(self._glow)
            fill_rounded(painter, rect, theme.radius, theme.accent_soft, theme.accent)
            painter.setOpacity(1.0)
        elif self.underMouse():
            fill_rounded(painter, rect, theme.radius, theme.hover)
        arrow = "chevron-down" if self.isChecked() or self._is_forced else "chevron-right"
        icon(arrow, "text_dim").paint(painter, QRect(12, (self.height() - 14) // 2, 14, 14))
        right = self._paint_right(painter, self.width() - 14 - self._room_right)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        room = QRectF(32, 0, max(right - 32 - 10, 0), self.height())
        shown = QFontMetrics(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            focus_ring(painter, rect, theme.radius)

    def _paint_right(self, painter: QPainter, right: float) -> float:
        """Paint what stands at the right, from right to left; returns where it begins."""
        theme = tokens()
        middle = self.height() / 2
        if self._count:
            width = max(18.0, QFontMetrics(self.font()).horizontalAdvance(str(self._count)) + 10.0)
            badge = QRectF(right - width, middle - 9, width, 18)
            fill_rounded(painter, badge, 9, theme.accent_soft)
            painter.setPen(QColor(theme.accent))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._count))
            right -= width + 8
        if self._color is not None:
            dot = QRectF(right - 14, middle - 7, 14, 14)
            fill_rounded(painter, dot, 7, self._color.name(), theme.text_dim)
            right -= 22
        if self._summary:
            metrics = QFontMetrics(self.font())
            title = metrics.horizontalAdvance(self.text()) * 1.12 + 46
            room = max(right - min(title, right * 0.6), 0)
            shown = metrics.elidedText(self._summary, Qt.TextElideMode.ElideRight, int(room))
            width = metrics.horizontalAdvance(shown)
            painter.setPen(QColor(theme.text if self._is_chosen else theme.text_dim))
            painter.drawText(
                QRectF(right - width, 0, width + 1, self.height()),
                Qt.AlignmentFlag.AlignVCenter,
                shown,
            )
            right -= width + 6
        return right

    def _on_glow(self, value: float) -> None:
        self._glow = float(value)
        self.update()
