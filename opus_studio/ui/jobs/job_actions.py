"""What can be done with a job, and where that is offered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from opus_studio.library.job_record import JobRecord
from opus_studio.protocol import EXTENSIONS, JobStatus


class JobAction(Enum):
    """One thing that the user can do with a job."""

    SHOW = "show"
    COMPARE = "compare"
    FOLDER = "folder"
    REUSE = "reuse"
    VARIATIONS = "variations"
    RETRY = "retry"
    CANCEL = "cancel"
    COPY_REPORT = "copy_report"
    REMOVE = "remove"
    MORE = "more"
    CONFIRM = "confirm"
    KEEP = "keep"


@dataclass(frozen=True)
class ActionLook:
    """How an action is offered: its icon and its words."""

    icon: str
    text: str


LOOKS = {
    JobAction.SHOW: ActionLook("eye", "Show in the viewport"),
    JobAction.COMPARE: ActionLook("compare", "Compare with what is shown"),
    JobAction.FOLDER: ActionLook("folder", "Open the folder"),
    JobAction.REUSE: ActionLook("reset", "Use these parameters again"),
    JobAction.VARIATIONS: ActionLook("variations", "Generate variations"),
    JobAction.RETRY: ActionLook("retry", "Retry"),
    JobAction.CANCEL: ActionLook("cancel", "Cancel"),
    JobAction.COPY_REPORT: ActionLook("copy", "Copy report"),
    JobAction.REMOVE: ActionLook("trash", "Remove from the list"),
    JobAction.MORE: ActionLook("menu", "More actions"),
}

_BUTTONS = {
    JobStatus.PENDING: (JobAction.CANCEL,),
    JobStatus.IN_PROGRESS: (JobAction.CANCEL,),
    JobStatus.COMPLETED: (
        JobAction.SHOW,
        JobAction.FOLDER,
        JobAction.VARIATIONS,
        JobAction.REMOVE,
    ),
    JobStatus.FAILED: (JobAction.RETRY, JobAction.COPY_REPORT, JobAction.REMOVE),
    JobStatus.CANCELLED: (JobAction.RETRY, JobAction.REMOVE),
}


def buttons_for(job: JobRecord) -> tuple[JobAction, ...]:
    """The actions that stand as buttons in a job's row, the menu last."""
    return (*_BUTTONS[job.status], JobAction.MORE)


def actions_for(job: JobRecord) -> tuple[JobAction, ...]:
    """Everything that can be done with a job as it stands, in the menu's order."""
    has_files = bool(job.asset_ids)
    possible = {
        JobAction.SHOW: has_files,
        JobAction.COMPARE: has_files,
        JobAction.FOLDER: has_files,
        JobAction.REUSE: True,
        JobAction.VARIATIONS: job.status is JobStatus.COMPLETED,
        JobAction.RETRY: job.status in (JobStatus.FAILED, JobStatus.CANCELLED),
        JobAction.CANCEL: not job.is_final,
        JobAction.COPY_REPORT: job.status is JobStatus.FAILED,
        JobAction.REMOVE: True,
    }
    return tuple(action for action, is_possible in possible.items() if is_possible)


def export_choices(job: JobRecord, present: Collection[str]) -> tuple[str, ...]:
    """The formats that a finished job does not have yet.

    Args:
        job: The job.
        present: The formats that it has.
    """
    if job.status is not JobStatus.COMPLETED:
        return ()
    return tuple(extension for extension in EXTENSIONS if extension not in present)
