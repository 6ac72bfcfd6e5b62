"""The key of the service: typed blind, kept in the key store, tried with one click."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from opus_studio.library.credentials import Credentials, KeyPlace, KeyStatus
from opus_studio.ui.tasks import spawn
from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets import Spinner

TestConnection: TypeAlias = Callable[[str, str], Awaitable[str]]
"""Tries an address with a key; answers what to tell the user, raises what went wrong."""


class KeyRow(QWidget):
    """Never shows or writes the key anywhere but in the key store.

    The store may ask the user to unlock it, so it is only asked from a thread.

    Args:
        credentials: The key store.
        address: Tells the address of the moment.
        test: Tries a connection; None offers no test.
        parent: The owner.
    """

    def __init__(
        self,
        credentials: Credentials,
        address: Callable[[], str],
        test: TestConnection | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._credentials = credentials
        self._address = address
        self._try = test
        # A click on Test also ends the typing: the key is kept first, then the test begins.
        self._turn = asyncio.Lock()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(6)
        outer.addLayout(line)
        self.field = QLineEdit(self)
        self.field.setObjectName("service_key")
        self.field.setAccessibleName("Key")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText("Paste the key here")
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.field.editingFinished.connect(self._on_finished)
        line.addWidget(self.field, 1)
        self.test_button = self._button(
            "Test", "service_test", "Test the connection", self._on_test
        )
        self.test_button.setVisible(test is not None)
        line.addWidget(self.test_button)
        self.forget_button = self._button(
            "Forget", "service_key_forget", "Forget the key", self._on_forget
        )
        line.addWidget(self.forget_button)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        outer.addLayout(foot)
        self._spinner = Spinner(14, self)
        self._spinner.hide()
        foot.addWidget(self._spinner, alignment=Qt.AlignmentFlag.AlignTop)
        self._sign = QLabel(self)
        self._sign.hide()
        foot.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        self.status = QLabel(self)
        self.status.setObjectName("service_key_status")
        self.status.setProperty("kind", "small")
        self.status.setWordWrap(True)
        foot.addWidget(self.status, 1)

    def refresh(self) -> None:
        """Tell anew where the key of the address is kept."""
        self.field.clear()
        self._run(self._read_status(self._address()))

    def _button(
        self, text: str, object_name: str, accessible: str, slot: Callable[[], None]
    ) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(object_name)
        button.setAccessibleName(accessible)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _on_finished(self) -> None:
        key = self.field.text().strip()
        if key:
            self.field.clear()
            self._run(self._keep(self._address(), key))

    def _on_forget(self) -> None:
        self.field.clear()
        self._run(self._forget(self._address()))

    def _on_test(self) -> None:
        if not self._address():
            self._say("Enter the address first.", sign="warning", role="danger")
            return
        typed = self.field.text().strip()
        self.field.clear()
        self._run(self._test(self._address(), typed))

    def _run(self, coroutine: Coroutine[Any, Any, None]) -> None:
        spawn(coroutine, "settings.key", owner=self, on_error=self._on_error)

    async def _read_status(self, address: str) -> None:
        async with self._turn:
            self._show_status(await asyncio.to_thread(self._credentials.status, address))

    async def _keep(self, address: str, key: str) -> None:
        async with self._turn:
            self._show_status(await asyncio.to_thread(self._credentials.set_key, address, key))

    async def _forget(self, address: str) -> None:
        async with self._turn:
            self._show_status(await asyncio.to_thread(self._credentials.forget, address))

    async def _test(self, address: str, typed: str) -> None:
        assert self._try is not None
        self.test_button.setEnabled(False)
        try:
            async with self._turn:
                if typed:
                    kept = await asyncio.to_thread(self._credentials.set_key, address, typed)
                    self._show_status(kept)
                self._say("Trying…", busy=True)
                kept_key = await asyncio.to_thread(self._credentials.key, address)
                key = typed or kept_key or ""
                self._say(await self._try(address, key), sign="check", role="success")
        except Exception as error:  # whatever went wrong is what the user asked to know
            self._say(str(error) or type(error).__name__, sign="warning", role="danger")
        finally:
            # The dialog may have been closed, and deleted, while the service was asked.
            if isValid(self.test_button):
                self.test_button.setEnabled(True)

    def _on_error(self, error: Exception) -> None:
        self._say(f"The key store failed: {type(error).__name__}.", sign="warning", role="danger")

    def _show_status(self, status: KeyStatus) -> None:
        has_key = status.place is not KeyPlace.NONE
        self.forget_button.setEnabled(has_key)
        self.field.setPlaceholderText(
            "A key is kept: paste another to replace it" if has_key else "Paste the key here"
        )
        self._say(status.message)

    def _say(self, text: str, *, sign: str = "", role: str = "", busy: bool = False) -> None:
        self._spinner.setVisible(busy)
        self._sign.setVisible(bool(sign))
        if sign:
            self._sign.setPixmap(icon(sign, role).pixmap(14, 14))
        self.status.setText(text)
        self.status.setAccessibleName(text)
        color = getattr(tokens(), role) if role == "danger" else ""
        self.status.setStyleSheet(f"color: {color};" if color else "")
