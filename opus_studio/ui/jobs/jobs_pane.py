"""The pane of the jobs: filters, the table, and the bar that undoes a removal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from opus_studio.library.assets import AssetStore
from opus_studio.library.clock import Clock, utc_now
from opus_studio.library.job_history import JobHistory
from opus_studio.ui.form.labels import model_name
from opus_studio.ui.jobs import wording
from opus_studio.ui.jobs.job_actions import JobAction
from opus_studio.ui.jobs.job_filter import JobFilter, StatusGroup
from opus_studio.ui.jobs.job_table import JobTableModel
from opus_studio.ui.jobs.job_view import JobView
from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets import SearchField, SegmentedControl
from opus_studio.ui.widgets.toast import Toast

_TICK_MS = 1000
_HEADINGS_FROM = 200


class JobsPane(QWidget):
    """Every job with its live status. It starts and ends none: whoever made it hears its signals.

    Args:
        jobs: The history; only read.
        assets: The assets, for pictures and files; only read.
        clock: Tells the time for durations.
        parent: The owner.
    """

    show_requested = Signal(str)
    """Show the asset of this job in the viewport."""
    compare_requested = Signal(str)
    """Show the asset of this job beside what is shown."""
    folder_requested = Signal(str)
    """Open the folder of this job's asset."""
    export_requested = Signal(str, str)
    """Make this job's asset in this format, too."""
    reuse_requested = Signal(str)
    """Put this job's parameters into the form."""
    variations_requested = Signal(str)
    """Generate variations of this job."""
    retry_requested = Signal(str)
    """Start this failed or cancelled job again."""
    cancel_requested = Signal(str)
    """Cancel this job."""
    remove_requested = Signal(str)
    """Take this job off the list; the user has confirmed it."""
    undo_remove_requested = Signal(str)
    """Bring this removed job back."""
    notice = Signal(str)
    """A sentence for the user."""

    def __init__(
        self,
        jobs: JobHistory,
        assets: AssetStore | None = None,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("jobs_pane")
        self.setAccessibleName("Jobs")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(120)
        self.model = JobTableModel(jobs, assets, clock, self)
        self.filter = JobFilter(self)
        self.filter.setSourceModel(self.model)
        self._signals = {
            JobAction.SHOW: self.show_requested,
            JobAction.COMPARE: self.compare_requested,
            JobAction.FOLDER: self.folder_requested,
            JobAction.REUSE: self.reuse_requested,
            JobAction.VARIATIONS: self.variations_requested,
            JobAction.RETRY: self.retry_requested,
            JobAction.CANCEL: self.cancel_requested,
        }
        self._timer = QTimer(self)
        self._timer.setObjectName("jobs_clock")
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.model.tick)
        self._build()
        self.toast = Toast(self, "jobs_toast")
        for signal in (
            self.model.rowsInserted,
            self.model.rowsRemoved,
            self.model.dataChanged,
            self.filter.rowsInserted,
            self.filter.rowsRemoved,
        ):
            signal.connect(self._refresh)
        self._refresh()

    def select(self, job_id: str) -> None:
        """Put the keyboard's row on a job and bring it into sight."""
        row = self.model.row_of(job_id)
        index = self.filter.mapFromSource(self.model.index(row, 0))
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the room has changed; in a low dock a third job is worth more than the headings."""
        super().resizeEvent(event)
        self.table.horizontalHeader().setVisible(self.height() >= _HEADINGS_FROM)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it comes into sight."""
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: it goes out of sight."""
        super().hideEvent(event)
        self._timer.stop()

    def _build(self) -> None:
        theme = tokens()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.space_m, theme.space_s, theme.space_m, theme.space_xs + 2)
        head.setSpacing(theme.space_m)
        outer.addLayout(head)
        choices = [(group, group.label) for group in StatusGroup]
        self.groups = SegmentedControl(choices, "jobs_status", "Jobs shown", self)
        self.groups.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.groups.value_changed.connect(self._on_group)
        head.addWidget(self.groups)
        self.search = SearchField("Search jobs", "jobs_search", self)
        self.search.setMaximumWidth(260)
        self.search.textChanged.connect(self._on_text)
        head.addWidget(self.search, 1)
        head.addStretch(1)
        self._count = QLabel(self)
        self._count.setObjectName("jobs_count")
        self._count.setProperty("kind", "small")
        head.addWidget(self._count)
        body = QWidget(self)
        outer.addWidget(body, 1)
        self._stack = QStackedLayout(body)
        self.table = JobView(self.filter, body)
        self.table.action_chosen.connect(self._on_action)
        self.table.export_chosen.connect(self.export_requested)
        self._stack.addWidget(self.table)
        self.setFocusProxy(self.table)
        self._note = _Note(self._show_all, body)
        self._stack.addWidget(self._note)

    def _on_action(self, job_id: str, action: JobAction) -> None:
        if action is JobAction.REMOVE:
            self._remove(job_id)
        elif action is JobAction.COPY_REPORT:
            self._copy_report(job_id)
        else:
            self._signals[action].emit(job_id)

    def _remove(self, job_id: str) -> None:
        job = self.model.record(job_id)
        if job is None:
            return
        self.remove_requested.emit(job_id)
        what = f"{model_name(job.model)} {job.seed}"
        self.toast.show_message(
            f"{what} removed from the list." if job.is_final else f"{what} cancelled and removed.",
            action="Undo",
            callback=lambda: self.undo_remove_requested.emit(job_id),
        )

    def _copy_report(self, job_id: str) -> None:
        job = self.model.record(job_id)
        if job is not None:
            QGuiApplication.clipboard().setText(job.report())
            self.notice.emit("Report copied. Nothing secret is in it.")

    def _on_group(self, group: StatusGroup) -> None:
        self.filter.set_group(group)
        self._refresh()

    def _on_text(self, text: str) -> None:
        self.filter.set_text(text)
        self._refresh()

    def _show_all(self) -> None:
        self.groups.set_value(StatusGroup.ALL)
        self.filter.set_group(StatusGroup.ALL)
        self.search.clear()
        self._refresh()

    def _refresh(self, *_: object) -> None:
        """Show the table or why it is empty; let the clock run while it matters."""
        shown, total = self.filter.rowCount(), self.model.rowCount()
        if shown:
            self._stack.setCurrentWidget(self.table)
        else:
            self._note.say(has_jobs=total > 0)
            self._stack.setCurrentWidget(self._note)
        words = wording.counted(total, "job", "jobs")
        self._count.setText(f"{shown} of {words}" if shown != total else words if total else "")
        unfinished = self.model.has_unfinished()
        if unfinished and self.isVisible() and not self._timer.isActive():
            self._timer.start()
        elif not unfinished:
            self._timer.stop()


class _Note(QWidget):
    """What stands in place of an empty table, in the height of a low dock."""

    def __init__(self, show_all: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("jobs_empty")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens().space_l, 0, tokens().space_l, tokens().space_m)
        layout.setSpacing(tokens().space_xs)
        layout.addStretch(1)
        self._title = QLabel(self)
        self._title.setProperty("kind", "title")
        self._text = QLabel(self)
        self._text.setProperty("kind", "dim")
        self._text.setWordWrap(True)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        self._button = QPushButton("Show all jobs", self)
        self._button.setObjectName("jobs_show_all")
        self._button.setAccessibleName("Show all jobs")
        self._button.clicked.connect(lambda _checked=False: show_all())
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def say(self, *, has_jobs: bool) -> None:
        """Why there is nothing: no jobs at all, or none that the filter lets through."""
        if has_jobs:
            title, text = "No job matches", ""
        else:
            title = "No jobs yet"
            text = "Choose a model and press Generate: its progress and its result appear here."
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setVisible(has_jobs)
        self.setAccessibleName(f"{title}. {text}".strip())
