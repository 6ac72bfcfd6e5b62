"""The two bars over the library's grid: a question, and the head of a set of variations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from opus_studio.library.assets import AssetRecord
from opus_studio.library.job_history import JobChanged, JobHistory
from opus_studio.library.job_record import JobRecord
from opus_studio.ui.form.labels import model_name
from opus_studio.ui.theme import icon, tokens


class Question(QFrame):
    """A question in the pane itself, with a button that does it and one that does not."""

    confirmed = Signal()
    """The user wants it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_question")
        self.setProperty("surface", "raised")
        layout = QHBoxLayout(self)
        theme = tokens()
        layout.setContentsMargins(theme.space_m, theme.space_s, theme.space_m, theme.space_s)
        self._text = QLabel(self)
        self._text.setObjectName("library_question_text")
        self._text.setWordWrap(True)
        layout.addWidget(self._text, 1)
        self._yes = QPushButton(self)
        self._yes.setObjectName("library_question_yes")
        self._yes.setProperty("kind", "danger")
        self._yes.clicked.connect(self._confirm)
        layout.addWidget(self._yes)
        self._no = QPushButton("Keep them", self)
        self._no.setObjectName("library_question_no")
        self._no.setAccessibleName("Keep them")
        self._no.clicked.connect(self.hide)
        layout.addWidget(self._no)
        self.hide()

    def ask(self, text: str, yes: str) -> None:
        """Ask; the keyboard goes to the harmless answer."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._yes.setText(yes)
        self._yes.setAccessibleName(f"{yes}. {text}")
        self.show()
        self._no.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _confirm(self) -> None:
        self.hide()
        self.confirmed.emit()


class VariationsBar(QFrame):
    """Whose variations they are, how many are there, and "Remove the rest"."""

    back_clicked = Signal()
    """The user wants to see every asset again."""
    rest_clicked = Signal()
    """Remove what is not starred."""
    changed = Signal()
    """More of the variations may have arrived."""

    _news = Signal(object)

    def __init__(self, jobs: JobHistory | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("variations_bar")
        self.setProperty("surface", "raised")
        self._store = jobs
        self._batch = ""
        self._jobs: tuple[JobRecord, ...] = ()
        theme = tokens()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.space_s, theme.space_xs, theme.space_m, theme.space_xs)
        layout.setSpacing(theme.space_m)
        back = QPushButton(icon("chevron-left"), "All assets", self)
        back.setObjectName("variations_back")
        back.setAccessibleName("Back to all assets")
        back.setProperty("kind", "quiet")
        back.clicked.connect(lambda _checked=False: self.back_clicked.emit())
        layout.addWidget(back)
        self._title = QLabel(self)
        self._title.setObjectName("variations_title")
        self._title.setProperty("kind", "title")
        layout.addWidget(self._title)
        self._about = QLabel(self)
        self._about.setObjectName("variations_about")
        self._about.setProperty("kind", "dim")
        layout.addWidget(self._about, 1)
        self.rest = QPushButton("Remove the rest", self)
        self.rest.setObjectName("variations_rest")
        self.rest.setAccessibleName("Remove the variations that are not starred")
        self.rest.clicked.connect(lambda _checked=False: self.rest_clicked.emit())
        layout.addWidget(self.rest)
        self._news.connect(self._on_news)
        if jobs is not None:
            unsubscribe = jobs.subscribe(self._news.emit)
            self.destroyed.connect(lambda: unsubscribe())
        self.hide()

    @property
    def active(self) -> bool:
        """Whether a set of variations is shown."""
        return bool(self._batch)

    def show_batch(self, batch: str) -> None:
        """Head the variations of this batch or single job."""
        self._batch = batch
        self._read()
        self.show()

    def leave(self) -> None:
        """Show no variations any more."""
        self._batch = ""
        self._jobs = ()
        self.hide()

    def job_ids(self) -> frozenset[str]:
        """The jobs that they come from."""
        return frozenset(job.id for job in self._jobs) | ({self._batch} if self._batch else set())

    def set_assets(self, assets: Sequence[AssetRecord]) -> None:
        """Tell which of them are there."""
        if not self.active:
            return
        model = self._jobs[0].model if self._jobs else assets[0].model if assets else ""
        self._title.setText(f"Variations of {model_name(model)}" if model else "Variations")
        parts = [_seeds(self._jobs)]
        expected = sum(job.request.count for job in self._jobs)
        if any(not job.is_final for job in self._jobs):
            parts.append(f"{len(assets)} of {expected} ready")
        starred = sum(asset.starred for asset in assets)
        if starred:
            parts.append(f"{starred} starred")
        self._about.setText("  ·  ".join(part for part in parts if part))
        self.rest.setEnabled(0 < starred < len(assets))
        self.rest.setToolTip(
            f"Deletes the {len(assets) - starred} that are not starred"
            if self.rest.isEnabled()
            else "Star what you want to keep first"
        )

    def _read(self) -> None:
        if self._store is None:
            self._jobs = ()
            return
        self._jobs = tuple(job for job in self._store.list() if self._batch in (job.id, job.batch))

    def _on_news(self, news: JobChanged) -> None:
        if self._batch and self._batch in (news.record.id, news.record.batch):
            self._read()
            self.changed.emit()


def _seeds(jobs: Sequence[JobRecord]) -> str:
    """The consecutive seeds of the jobs: `seeds 7 to 18`."""
    if not jobs:
        return ""
    first = min(job.seed for job in jobs)
    last = max(job.seed + job.request.count - 1 for job in jobs)
    return f"Seed {first}" if first == last else f"Seeds {first} to {last}"
