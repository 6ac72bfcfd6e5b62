"""The panes of the window, and how they are laid out beside each other."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from opus_studio.ui.catalogue import CataloguePane
from opus_studio.ui.form.form_pane import FormPane
from opus_studio.ui.jobs.jobs_pane import JobsPane
from opus_studio.ui.jobs.library_pane import LibraryPane
from opus_studio.ui.services import Services
from opus_studio.ui.theme import icon
from opus_studio.ui.viewport.pane import ViewportPane

PaneT = TypeVar("PaneT", bound=QWidget)


@dataclass(frozen=True)
class Panes:
    """The five panes.

    Attributes:
        catalogue: The models.
        viewport: The model in 3D.
        form: The parameters.
        jobs: What is and was generated.
        library: The finished assets.
    """

    catalogue: CataloguePane
    viewport: ViewportPane
    form: FormPane
    jobs: JobsPane
    library: LibraryPane


async def make_panes(services: Services, parent: QWidget) -> Panes:
    """Make the panes one a turn of the event loop, so that a window in sight stays alive."""
    viewport = await _styled(ViewportPane(parent))
    catalogue = await _styled(CataloguePane(parent))
    form = await _styled(FormPane(parent))
    jobs = await _styled(JobsPane(services.jobs, services.assets, parent=parent))
    library = await _styled(LibraryPane(services.assets, services.jobs, parent))
    return Panes(catalogue, viewport, form, jobs, library)


async def _styled(pane: PaneT) -> PaneT:
    pane.ensurePolished()  # now, one by one, instead of all when they are shown
    await asyncio.sleep(0)
    return pane


class PaneLayout(QWidget):
    """Catalogue, viewport and, below them, jobs and library at the left; the form at the right.

    Attributes:
        tabs: Jobs and library.
    """

    def __init__(self, panes: Panes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        upper = _splitter("upper_splitter", Qt.Orientation.Horizontal)
        upper.addWidget(panes.catalogue)
        upper.addWidget(panes.viewport)
        upper.setStretchFactor(1, 1)
        upper.setSizes([280, 760])
        upper.setChildrenCollapsible(False)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("bottom_tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(panes.jobs, icon("play"), "Jobs")
        self.tabs.addTab(panes.library, icon("folder"), "Library")
        left = _splitter("left_splitter", Qt.Orientation.Vertical)
        left.addWidget(upper)
        left.addWidget(self.tabs)
        left.setStretchFactor(0, 1)
        left.setSizes([660, 220])
        self._body = _splitter("body_splitter", Qt.Orientation.Horizontal)
        self._body.addWidget(left)
        self._body.addWidget(panes.form)
        self._body.setStretchFactor(0, 1)
        self._body.setSizes([1080, 380])
        self._body.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._body)

    def show_jobs(self) -> None:
        """Bring the jobs to the front and the keyboard there."""
        self.tabs.setCurrentWidget(self._panes.jobs)
        self._panes.jobs.setFocus()

    def show_library(self) -> None:
        """Bring the library to the front and the keyboard there."""
        self.tabs.setCurrentWidget(self._panes.library)
        self._panes.library.setFocus()

    def save(self) -> bytes:
        """The sizes of the panes, for `restore`."""
        return bytes(self._body.saveState().data())

    def restore(self, saved: bytes) -> None:
        """Give the panes the sizes that they had; what cannot be read is left as it is."""
        self._body.restoreState(QByteArray(saved))


def _splitter(name: str, orientation: Qt.Orientation) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setObjectName(name)
    return splitter
