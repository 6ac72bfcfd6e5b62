"""The picker of finishes: spheres of the real finishes, grouped by material, searchable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from opus_studio.api.messages import ParameterAttributes
from opus_studio.ui.form.labels import choice_label, humanise
from opus_studio.ui.form.pictures import FormPictures
from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets import SearchField
from opus_studio.ui.widgets.flow_layout import flow_widget
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring, two_lines
from opus_studio.ui.widgets.pictures import scaled_picture

TILE = QSize(84, 92)
_BALL = 56
_SIZE = QSize(388, 420)


def paint_finish(
    painter: QPainter, room: QRect, finish: str, pictures: FormPictures, ratio: float
) -> None:
    """The sphere of a finish, or a plain disc until it is there."""
    picture = scaled_picture(pictures.of_finish(finish), room.size(), ratio)
    if picture.isNull():
        fill_rounded(painter, QRectF(room).adjusted(3, 3, -3, -3), room.width() / 2, tokens().hover)
    else:
        painter.drawPixmap(room, picture)


class FinishTile(QRadioButton):
    """A finish to choose: its sphere and its name."""

    def __init__(self, finish: str, pictures: FormPictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.finish = finish
        self._pictures = pictures
        self.setText(choice_label(finish))
        self.setToolTip(self.text())
        self.setObjectName(f"finish:{finish}")
        self.setAccessibleName(self.text())
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        return TILE

    def minimumSizeHint(self) -> QSize:
        """Qt: the least that it can be drawn in."""
        return TILE

    def hitButton(self, position: QPoint) -> bool:
        """Qt: the whole tile can be clicked."""
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down; Enter chooses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked():
            fill_rounded(painter, rect, theme.radius, theme.accent_soft, theme.accent)
        elif self.underMouse():
            fill_rounded(painter, rect, theme.radius, theme.hover)
        room = QRect((self.width() - _BALL) // 2, 4, _BALL, _BALL)
        paint_finish(painter, room, self.finish, self._pictures, self.devicePixelRatioF())
        painter.setPen(QColor(theme.text))
        font = self.font()
        font.setPixelSize(theme.font_small)
        painter.setFont(font)
        words = QRectF(3, _BALL + 4, self.width() - 6, self.height() - _BALL - 5)
        text = two_lines(self.text(), font, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        if self.hasFocus():
            focus_ring(painter, rect, theme.radius)


class FinishPicker(QFrame):
    """A pop-up with every finish that a parameter allows.

    Args:
        parameter: What is chosen for.
        title: The parameter in words, for screen readers.
        pictures: Where the spheres come from.
        parent: The owner.
    """

    picked = Signal(str)
    """The finish that the user wants, as on the wire."""

    def __init__(
        self, parameter: ParameterAttributes, title: str, pictures: FormPictures, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(f"finish_picker:{parameter.key}")
        self.setAccessibleName(f"{title}: choose a finish")
        self.setProperty("surface", "panel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        theme = tokens()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space_m, theme.space_m, theme.space_xs, theme.space_s)
        self.search = SearchField("Find a finish", "finish_search", self)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._take_first)
        layout.addWidget(self.search)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(area)
        self._inner = QVBoxLayout(content)
        self._inner.setContentsMargins(0, 0, theme.space_xs, 0)
        self._inner.setSpacing(2)
        self._groups: list[tuple[QLabel, QWidget, list[FinishTile]]] = []
        for family, finishes in grouped(parameter).items():
            self._add_group(family, finishes, pictures, content)
        self._nothing = QLabel("No finish of that name.", content)
        self._nothing.setProperty("kind", "dim")
        self._nothing.hide()
        self._inner.addWidget(self._nothing)
        self._inner.addStretch(1)
        area.setWidget(content)
        self._area = area
        layout.addWidget(area, 1)
        pictures.made.connect(self._on_picture)

    def open_at(self, anchor: QWidget, chosen: str) -> None:
        """Show it below a widget, inside the screen, with the finish in use marked."""
        self.search.clear()
        mark = None
        for tile in self._tiles():
            tile.setChecked(tile.finish == chosen)
            mark = tile if tile.isChecked() else mark
        self.resize(_SIZE)
        screen = anchor.screen().availableGeometry()
        place = anchor.mapToGlobal(QPoint(anchor.width() - _SIZE.width(), anchor.height() + 2))
        if place.y() + _SIZE.height() > screen.bottom():
            place.setY(anchor.mapToGlobal(QPoint(0, -2)).y() - _SIZE.height())
        room = screen.size() - _SIZE
        place.setX(min(max(place.x(), screen.left()), screen.left() + max(room.width(), 0)))
        place.setY(min(max(place.y(), screen.top()), screen.top() + max(room.height(), 0)))
        self.move(place)
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)
        if mark is not None:
            self._area.ensureWidgetVisible(mark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the room has changed."""
        super().resizeEvent(event)
        self._inner.activate()

    def _add_group(
        self, family: str, finishes: Sequence[str], pictures: FormPictures, content: QWidget
    ) -> None:
        label = QLabel(family, content)
        label.setProperty("kind", "dim")
        holder, flow = flow_widget(content, spacing=4)
        tiles = []
        for finish in finishes:
            tile = FinishTile(finish, pictures, holder)
            tile.clicked.connect(partial(self._pick, finish))
            flow.addWidget(tile)
            tiles.append(tile)
        self._inner.addWidget(label)
        self._inner.addWidget(holder)
        self._groups.append((label, holder, tiles))

    def _tiles(self) -> list[FinishTile]:
        return [tile for _, _, tiles in self._groups for tile in tiles]

    def _filter(self, text: str) -> None:
        needle = text.strip().casefold()
        for label, holder, tiles in self._groups:
            whole = needle in label.text().casefold()
            found = [tile for tile in tiles if whole or needle in tile.text().casefold()]
            for tile in tiles:
                tile.setVisible(tile in found)
            label.setVisible(bool(found))
            holder.setVisible(bool(found))
        self._nothing.setVisible(all(holder.isHidden() for _, holder, _ in self._groups))

    def _take_first(self) -> None:
        shown = (tile for tile in self._tiles() if not tile.isHidden())
        first = next((t for t in shown if not t.parentWidget().isHidden()), None)
        if first is not None and self.search.text().strip():
            self._pick(first.finish)

    def _pick(self, finish: str) -> None:
        self.close()
        self.picked.emit(finish)

    def _on_picture(self, _file: object) -> None:
        if self.isVisible():
            for tile in self._tiles():
                tile.update()


def grouped(parameter: ParameterAttributes) -> Mapping[str, list[str]]:
    """The allowed finishes by material in words; where no service tells it, by the first word."""
    families = parameter.families or tuple(choice.partition("/")[0] for choice in parameter.choices)
    groups: dict[str, list[str]] = {}
    for choice, family in zip(parameter.choices, families, strict=True):
        groups.setdefault(humanise(family), []).append(choice)
    return groups
