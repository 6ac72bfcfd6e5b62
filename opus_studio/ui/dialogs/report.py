"""A report to read and to copy: of a failed job, or of a fault of the program."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from opus_studio.ui.theme import tokens


class ReportDialog(QDialog):
    """Says what happened in a sentence, shows the report, copies it.

    Args:
        title: What happened.
        text: What it means and what to do.
        report: The lines to copy; whoever makes them keeps secrets out.
        parent: The window.
    """

    def __init__(self, title: str, text: str, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_dialog")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(560, 380)
        theme = tokens()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space_xl, theme.space_l, theme.space_xl, theme.space_l)
        layout.setSpacing(theme.space_m)
        heading = QLabel(title, self)
        heading.setProperty("kind", "title")
        heading.setWordWrap(True)
        layout.addWidget(heading)
        about = QLabel(text, self)
        about.setProperty("kind", "dim")
        about.setWordWrap(True)
        layout.addWidget(about)
        self._report = QPlainTextEdit(report, self)
        self._report.setObjectName("report_text")
        self._report.setAccessibleName("Report")
        self._report.setReadOnly(True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setTabChangesFocus(True)
        layout.addWidget(self._report, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self._copy = buttons.addButton("Copy report", QDialogButtonBox.ButtonRole.ActionRole)
        self._copy.setObjectName("report_copy")
        self._copy.setAccessibleName("Copy report")
        self._copy.clicked.connect(self._on_copy)
        layout.addWidget(buttons)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
        self._copy.setText("Copied")
        self._copy.setAccessibleName("Copied")
