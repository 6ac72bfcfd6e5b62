"""The first start: three short steps, each with a good answer already given, all skippable."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from opus_studio.library.credentials import Credentials
from opus_studio.library.errors import LibraryError
from opus_studio.library.setting import Setting
from opus_studio.library.settings import EMBEDDED, Settings
from opus_studio.ui.dialogs.editors import editor_for
from opus_studio.ui.dialogs.key_row import KeyRow, TestConnection
from opus_studio.ui.theme import tokens


class FirstStart(QDialog):
    """Units and theme, the folder, the service. `finished` ends it in every case.

    Args:
        settings: Written at once, so that Back and Skip lose nothing.
        parent: The window.
        credentials: Where a key is kept; None asks for no key.
        usual_folder: Where assets go when no folder is chosen.
        test_connection: Tries an address with a key; None offers no test.
    """

    service_changed = Signal()
    """Another service than before is in use."""

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        credentials: Credentials | None = None,
        usual_folder: Path | None = None,
        test_connection: TestConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("first_start_dialog")
        self.setWindowTitle("Welcome to Opus Studio")
        self.setAccessibleName("Welcome to Opus Studio")
        self.setFixedSize(540, 350)
        self._settings = settings
        self._problems: dict[str, QLabel] = {}
        self._fields: dict[str, list[QWidget]] = {}
        self.key_row: KeyRow | None = None
        if credentials is not None:
            self.key_row = KeyRow(credentials, self._address, test_connection, self)
        self.steps = QStackedWidget(self)
        self.steps.setObjectName("first_start_steps")
        self.steps.addWidget(
            self._step(
                "Make yourself at home",
                "Both can be changed at any time in the settings.",
                (Settings.units, Settings.theme),
            )
        )
        self.steps.addWidget(
            self._step(
                "Where finished assets go",
                "Every asset gets a folder of its own in there, with its textures.",
                (Settings.assets_folder,),
                usual=str(usual_folder or ""),
            )
        )
        self.steps.addWidget(
            self._step(
                "Who makes the assets",
                "The built-in service works offline and needs no key.",
                (Settings.service_kind, Settings.address),
                key=self.key_row,
            )
        )
        self._build_frame()
        self._offer_service_fields()
        self._show_step(0)
        self.finished.connect(self._on_finished)

    def _step(
        self,
        title: str,
        text: str,
        declared: tuple[Setting[Any], ...],
        *,
        usual: str = "",
        key: KeyRow | None = None,
    ) -> QWidget:
        theme = tokens()
        page = QWidget(self.steps)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space_xs)
        heading = QLabel(title, page)
        heading.setProperty("kind", "display")
        layout.addWidget(heading)
        about = QLabel(text, page)
        about.setProperty("kind", "dim")
        about.setWordWrap(True)
        layout.addWidget(about)
        layout.addSpacing(theme.space_l)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space_m)
        grid.setVerticalSpacing(theme.space_s)
        grid.setColumnStretch(1, 1)
        layout.addLayout(grid)
        for setting in declared:
            self._add_field(grid, setting, usual, page)
        if key is not None:
            label = QLabel("Key", page)
            label.setContentsMargins(0, 5, 0, 0)
            row = grid.rowCount()
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(key, row, 1)
            self._fields["key"] = [label, key]
        layout.addStretch(1)
        return page

    def _add_field(
        self, grid: QGridLayout, setting: Setting[Any], usual: str, page: QWidget
    ) -> None:
        editor = editor_for(setting, placeholder=usual, parent=page)
        editor.show_value(self._settings.get(setting.key))
        editor.edited.connect(partial(self._take, setting.key))
        label = QLabel(setting.label, page)
        label.setBuddy(editor)
        problem = QLabel(page)
        problem.setProperty("kind", "error")
        problem.setWordWrap(True)
        problem.hide()
        row = grid.rowCount()
        grid.addWidget(label, row, 0)
        grid.addWidget(editor, row, 1)
        grid.addWidget(problem, row + 1, 1)
        self._problems[setting.key] = problem
        self._fields[setting.key] = [label, editor]

    def _build_frame(self) -> None:
        theme = tokens()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.space_xl + 8, theme.space_xl + 8, theme.space_xl + 8, 20)
        outer.addWidget(self.steps, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space_s)
        outer.addLayout(foot)
        self.skip_button = self._button("Skip", "first_start_skip", "quiet")
        self.skip_button.setToolTip("Start at once; everything can be set later")
        self.skip_button.clicked.connect(lambda _checked=False: self.reject())
        foot.addWidget(self.skip_button)
        foot.addStretch(1)
        self._dots = _Dots(self.steps.count(), self)
        foot.addWidget(self._dots)
        foot.addStretch(1)
        self.back_button = self._button("Back", "first_start_back", "")
        kept = self.back_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.back_button.setSizePolicy(kept)
        self.back_button.clicked.connect(lambda _checked=False: self._go(-1))
        foot.addWidget(self.back_button)
        self.next_button = self._button("Next", "first_start_next", "primary")
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(lambda _checked=False: self._go(1))
        foot.addWidget(self.next_button)

    def _button(self, text: str, object_name: str, kind: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(object_name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        if kind:
            button.setProperty("kind", kind)
        return button

    def _go(self, steps: int) -> None:
        target = self.steps.currentIndex() + steps
        if target >= self.steps.count():
            self.accept()
        else:
            self._show_step(max(0, target))

    def _show_step(self, number: int) -> None:
        self.steps.setCurrentIndex(number)
        self._dots.show_step(number)
        last = number == self.steps.count() - 1
        self.back_button.setVisible(number > 0)
        self.next_button.setText("Start" if last else "Next")
        self.next_button.setAccessibleName(self.next_button.text())
        if last:
            self._read_key()

    def _take(self, key: str, value: object) -> None:
        problem = self._problems[key]
        try:
            self._settings.set(key, value)
        except (LibraryError, OSError) as error:
            problem.setText(str(error))
            problem.show()
            return
        problem.hide()
        if Settings.find(key).group == "service":
            self._offer_service_fields()
            self._read_key()
            self.service_changed.emit()

    def _offer_service_fields(self) -> None:
        kind = self._settings.service_kind
        for widget in self._fields[Settings.address.key]:
            widget.setVisible(kind == "other")
        for widget in self._fields.get("key", ()):
            widget.setVisible(kind != EMBEDDED)

    def _read_key(self) -> None:
        if self.key_row is not None and self._settings.service_kind != EMBEDDED:
            self.key_row.refresh()

    def _address(self) -> str:
        return self._settings.service_address

    def _on_finished(self, _result: int) -> None:
        self._settings.first_start_done = True


class _Dots(QWidget):
    """Which step it is."""

    def __init__(self, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = count
        self._step = 0
        self.setFixedSize(count * 16, 12)

    def show_step(self, number: int) -> None:
        """Mark a step."""
        self._step = number
        self.setAccessibleName(f"Step {number + 1} of {self._count}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self._count):
            color = tokens().accent if number == self._step else tokens().border_strong
            painter.setBrush(QColor(color))
            painter.drawEllipse(number * 16 + 4, 2, 8, 8)
