"""What the user asked for and got: the table of jobs, the library of assets, variations.

The panes show the library's stores and emit what the user wants; they start no jobs and end none.
"""

from opus_studio.ui.jobs.job_filter import JobFilter, StatusGroup
from opus_studio.ui.jobs.job_table import JobColumn, JobRole, JobTableModel
from opus_studio.ui.jobs.jobs_pane import JobsPane
from opus_studio.ui.jobs.library_model import AssetRole, LibraryModel
from opus_studio.ui.jobs.library_pane import LibraryPane

__all__ = [
    "AssetRole",
    "JobColumn",
    "JobFilter",
    "JobRole",
    "JobTableModel",
    "JobsPane",
    "LibraryModel",
    "LibraryPane",
    "StatusGroup",
]
