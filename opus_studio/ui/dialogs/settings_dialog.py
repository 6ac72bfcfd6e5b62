"""The settings, generated from their declarations. A change counts at once; Close closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from opus_studio.library.credentials import Credentials
from opus_studio.library.errors import LibraryError
from opus_studio.library.setting import Choice, Setting
from opus_studio.library.settings import EMBEDDED, GROUPS, SettingChanged, Settings
from opus_studio.ui.dialogs.editors import Editor, editor_for
from opus_studio.ui.dialogs.key_row import KeyRow, TestConnection
from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets import icon_button

_LANGUAGES = (Choice("", "As the system"), Choice("en", "English"))
_LABEL_WIDTH = 178


class SettingsDialog(QDialog):
    """Every declared setting that has a label, in groups, and the key of the service.

    Args:
        settings: Read and written; nothing else is kept.
        credentials: Where the key is kept.
        test_connection: Tries an address with a key; None offers no test.
        parent: The window.
        usual: What an empty text stands for, by key: the usual folder for assets, say.
        languages: The languages that there are.
    """

    service_changed = Signal()
    """Another service, address, proxy or set of certificates is in use."""

    _news = Signal(object)

    def __init__(
        self,
        settings: Settings,
        credentials: Credentials,
        test_connection: TestConnection | None = None,
        parent: QWidget | None = None,
        *,
        usual: Mapping[str, str | Path] | None = None,
        languages: Sequence[Choice] = _LANGUAGES,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settings_dialog")
        self.setWindowTitle("Settings")
        self.setAccessibleName("Settings")
        self.resize(640, 600)
        self._settings = settings
        self._usual = {key: str(value) for key, value in (usual or {}).items()}
        self._choices = {Settings.language.key: tuple(languages)}
        self._rows: dict[str, _Row] = {}
        self.key_row = KeyRow(credentials, self._address, test_connection, self)
        self._build()
        self._news.connect(self._on_news)
        unsubscribe: Callable[[], None] = settings.subscribe(self._news.emit)
        self.destroyed.connect(lambda: unsubscribe())
        for key in self._rows:
            self._show(key)
        self._offer_service_fields()

    def show_group(self, group: str) -> None:
        """Bring a group into sight and put the keyboard on its first field."""
        for key, row in self._rows.items():
            if Settings.find(key).group == group and not row.isHidden():
                self._scroll.ensureWidgetVisible(row)
                row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it comes into sight."""
        super().showEvent(event)
        if self._settings.service_kind != EMBEDDED:
            self.key_row.refresh()

    def _build(self) -> None:
        theme = tokens()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self._scroll, 1)
        page = QWidget(self._scroll)
        body = QVBoxLayout(page)
        body.setContentsMargins(theme.space_xl, theme.space_l, theme.space_xl, theme.space_xl)
        body.setSpacing(theme.space_s)
        for group, title in GROUPS.items():
            declared = [s for s in Settings.declared() if s.group == group and not s.hidden]
            if declared:
                self._add_group(body, group, title, declared)
        body.addStretch(1)
        self._scroll.setWidget(page)
        line = QFrame(self)
        line.setProperty("surface", "line")
        line.setFixedHeight(1)
        outer.addWidget(line)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setObjectName("settings_buttons")
        buttons.setContentsMargins(theme.space_l, theme.space_m, theme.space_l, theme.space_m)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("settings_close")
        close.setAutoDefault(False)
        outer.addWidget(buttons)

    def _add_group(
        self, body: QVBoxLayout, group: str, title: str, declared: Sequence[Setting[Any]]
    ) -> None:
        theme = tokens()
        if self._rows:
            body.addSpacing(theme.space_m)
        heading = QLabel(title)
        heading.setObjectName(f"settings_group:{group}")
        heading.setProperty("kind", "title")
        body.addWidget(heading)
        for setting in declared:
            editor = editor_for(
                setting,
                choices=self._choices.get(setting.key, ()),
                placeholder=self._usual.get(setting.key, ""),
            )
            row = _Row(setting, editor)
            editor.edited.connect(partial(self._take, setting.key))
            row.reset.clicked.connect(partial(self._reset, setting.key))
            self._rows[setting.key] = row
            body.addWidget(row)
            if setting.key == Settings.address.key:
                self._key_line = _labelled("Key", self.key_row)
                body.addWidget(self._key_line)

    def _address(self) -> str:
        return self._settings.service_address

    def _take(self, key: str, value: object) -> None:
        """Keep a value, or say under the field why not; what was typed stays."""
        row = self._rows[key]
        try:
            self._settings.set(key, value)
        except (LibraryError, OSError) as error:
            row.say(str(error))
            return
        row.say("")
        row.show_reset(self._settings.get(key) != Settings.find(key).default)

    def _reset(self, key: str) -> None:
        try:
            self._settings.reset(key)
        except (LibraryError, OSError) as error:
            self._rows[key].say(str(error))
            return
        self._show(key)

    def _show(self, key: str) -> None:
        row = self._rows[key]
        value = self._settings.get(key)
        row.editor.show_value(value)
        row.say("")
        row.show_reset(value != Settings.find(key).default)

    def _on_news(self, news: SettingChanged) -> None:
        if news.key in self._rows:
            self._show(news.key)
        if Settings.find(news.key).group == "service":
            self._offer_service_fields()
            if self._settings.service_kind != EMBEDDED and self.isVisible():
                self.key_row.refresh()
            self.service_changed.emit()

    def _offer_service_fields(self) -> None:
        """What the built-in service needs not is out of sight."""
        remote = self._settings.service_kind != EMBEDDED
        self._rows[Settings.address.key].setVisible(self._settings.service_kind == "other")
        self._key_line.setVisible(remote)
        for setting in (Settings.proxy, Settings.ca_bundle):
            self._rows[setting.key].setVisible(remote)


class _Row(QWidget):
    """Label, editor, reset, and below them what is wrong."""

    def __init__(self, setting: Setting[Any], editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self.setObjectName(f"row:{setting.key}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens().space_m)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        label = QLabel(setting.label, self)
        label.setBuddy(editor)
        label.setToolTip(setting.help)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        label.setFixedWidth(_LABEL_WIDTH)
        grid.addWidget(label, 0, 0)
        grid.addWidget(editor, 0, 1)
        self.reset = icon_button("reset", f"Reset: {setting.label}", f"reset:{setting.key}")
        kept = self.reset.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(kept)
        grid.addWidget(self.reset, 0, 2)
        self._problem = QLabel(self)
        self._problem.setObjectName(f"problem:{setting.key}")
        self._problem.setProperty("kind", "error")
        self._problem.setWordWrap(True)
        self._problem.hide()
        grid.addWidget(self._problem, 1, 1)

    def say(self, problem: str) -> None:
        """What is wrong with what was typed; empty for nothing."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def show_reset(self, differs: bool) -> None:
        """Offer to go back to the default."""
        self.reset.setVisible(differs)


def _labelled(text: str, field: QWidget) -> QWidget:
    """A line like the others for what is not a setting."""
    line = QWidget()
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens().space_m)
    grid.setColumnStretch(1, 1)
    label = QLabel(text, line)
    label.setFixedWidth(_LABEL_WIDTH)
    label.setContentsMargins(0, 5, 0, 0)
    grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(field, 0, 1)
    # The room of the other lines' reset button.
    grid.setColumnMinimumWidth(2, tokens().icon_size + 10 + tokens().space_m)
    return line
