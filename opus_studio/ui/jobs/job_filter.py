"""Which jobs are in sight: by status and by words."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

from opus_studio.api.messages import JobStatus
from opus_studio.library.job_record import JobRecord
from opus_studio.ui.form.labels import model_name
from opus_studio.ui.jobs.job_table import JobRole
from opus_studio.ui.widgets.row_filter import RowFilter


class StatusGroup(StrEnum):
    """What the filter by status offers."""

    ALL = "all"
    ACTIVE = "active"
    DONE = "done"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """What the user reads."""
        return self.value.capitalize()

    @property
    def statuses(self) -> frozenset[JobStatus]:
        """The statuses that it lets through."""
        return _STATUSES[self]


_STATUSES = {
    StatusGroup.ALL: frozenset(JobStatus),
    StatusGroup.ACTIVE: frozenset({JobStatus.PENDING, JobStatus.IN_PROGRESS}),
    StatusGroup.DONE: frozenset({JobStatus.COMPLETED}),
    StatusGroup.FAILED: frozenset({JobStatus.FAILED, JobStatus.CANCELLED}),
}


class JobFilter(RowFilter):
    """Lets through what has one of the statuses and every word typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._group = StatusGroup.ALL
        self._words: tuple[str, ...] = ()

    def set_group(self, group: StatusGroup) -> None:
        """Let only these statuses through."""
        with self.changing():
            self._group = group

    def set_text(self, text: str) -> None:
        """Let only through what holds every word of the text."""
        with self.changing():
            self._words = tuple(text.casefold().split())

    def filterAcceptsRow(
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        """Qt: whether a row is shown."""
        index = self.sourceModel().index(source_row, 0, source_parent)
        job = index.data(JobRole.RECORD)
        if not isinstance(job, JobRecord) or job.status not in self._group.statuses:
            return False
        return not self._words or all(word in _haystack(job) for word in self._words)


def _haystack(job: JobRecord) -> str:
    request = job.request
    parts = (
        job.model,
        model_name(job.model),
        str(job.seed),
        job.summary,
        job.status.value,
        job.message,
        *request.parameters,
        *request.keywords,
        *request.extensions,
    )
    text = " ".join(parts)
    return f"{text} {text.replace('_', ' ')}".casefold()
