"""The table view of the jobs: buttons in the rows, the menu, keys, dragging files out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QToolTip, QWidget

from opus_studio.library.job_record import JobRecord
from opus_studio.ui.jobs.file_drag import drag_files
from opus_studio.ui.jobs.job_actions import LOOKS, JobAction, actions_for, export_choices
from opus_studio.ui.jobs.job_delegate import ROW_HEIGHT, JobDelegate, button_rects
from opus_studio.ui.jobs.job_filter import JobFilter
from opus_studio.ui.jobs.job_table import JobColumn, JobRole
from opus_studio.ui.theme import icon

_WIDTHS = {
    JobColumn.MODEL: 268,
    JobColumn.STATUS: 190,
    JobColumn.STARTED: 128,
    JobColumn.DURATION: 92,
    JobColumn.ACTIONS: 158,
}
_HIDDEN_BELOW = {JobColumn.STARTED: 820, JobColumn.DURATION: 700, JobColumn.SUMMARY: 600}
_SHORTCUTS = {JobAction.SHOW: "Return", JobAction.REMOVE: "Delete"}


class JobView(QTableView):
    """Rows with buttons; a removal is asked about in the row itself."""

    action_chosen = Signal(str, object)
    """The user wants a `JobAction` for a job; removals have been confirmed."""
    export_chosen = Signal(str, str)
    """The user wants a job's assets in another format."""

    def __init__(self, model: JobFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobs_table")
        self.setAccessibleName("Jobs")
        self.cells = JobDelegate(self)
        self.setItemDelegate(self.cells)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self._pressed: tuple[str, JobAction] | None = None
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setSectionsClickable(False)
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(JobColumn.SUMMARY, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            heads.resizeSection(column, width)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def current_job(self) -> JobRecord | None:
        """The job that the keyboard is on, or None."""
        job = self.currentIndex().data(JobRole.RECORD)
        return job if isinstance(job, JobRecord) else None

    @property
    def armed(self) -> str:
        """Id of the job whose removal is being asked about, or empty."""
        return self.cells.state.armed

    def choose(self, job: JobRecord, action: JobAction) -> None:
        """Do what a button, a key or the menu stands for."""
        match action:
            case JobAction.REMOVE if self.armed != job.id:
                self._arm(job.id)
            case JobAction.REMOVE | JobAction.CONFIRM:
                self._arm("")
                self.action_chosen.emit(job.id, JobAction.REMOVE)
            case JobAction.KEEP:
                self._arm("")
            case JobAction.MORE:
                row = self._row_of(job.id)
                cell = self.visualRect(self.model().index(row, JobColumn.ACTIONS))
                self.popup_menu(job, self.viewport().mapToGlobal(cell.bottomLeft()))
            case _:
                self.action_chosen.emit(job.id, action)

    def menu_for(self, job: JobRecord) -> QMenu:
        """Everything that can be done with a job."""
        menu = QMenu(self)
        menu.setObjectName("job_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in actions_for(job):
            if action is JobAction.REMOVE:
                menu.addSeparator()
            look = LOOKS[action]
            text = look.text
            if action in _SHORTCUTS:
                text = f"{text}\t{_SHORTCUTS[action]}"
            entry = menu.addAction(icon(look.icon), text)
            entry.setObjectName(f"job_{action.value}")
            entry.triggered.connect(lambda _checked=False, action=action: self.choose(job, action))
            if action is JobAction.FOLDER:
                self._add_exports(menu, job)
        return menu

    def popup_menu(self, job: JobRecord, place: QPoint) -> None:
        """Open the menu of a job at a place on the screen."""
        self.menu_for(job).popup(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer goes down."""
        self._pressed = None
        index, action = self._button_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and action is not None:
            self._pressed = (index.data(JobRole.ID), action)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCurrentIndex(index)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer goes up."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
            return
        index, action = self._button_at(event.position().toPoint())
        job = index.data(JobRole.RECORD)
        if isinstance(job, JobRecord) and (job.id, action) == pressed:
            self.choose(job, pressed[1])
            self._hover(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: a second click."""
        index, action = self._button_at(event.position().toPoint())
        job = index.data(JobRole.RECORD)
        if action is not None:
            self.mousePressEvent(event)
        elif isinstance(job, JobRecord) and job.asset_ids:
            self.choose(job, JobAction.SHOW)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer moves."""
        self._hover(event.position().toPoint())
        if self._pressed is None:
            super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: anything happens in the viewport."""
        if event.type() == QEvent.Type.Leave:
            self._set_hover("", None)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            _, action = self._button_at(event.pos())
            if action in LOOKS:
                QToolTip.showText(event.globalPos(), LOOKS[action].text, self.viewport())
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down."""
        job = self.current_job()
        key = event.key()
        if job is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.armed == job.id:
                self.choose(job, JobAction.CONFIRM)
            elif job.asset_ids:
                self.choose(job, JobAction.SHOW)
            return
        if job is not None and key == Qt.Key.Key_Delete:
            self.choose(job, JobAction.REMOVE)
            return
        if key == Qt.Key.Key_Escape and self.armed:
            self._arm("")
            return
        super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Qt: a row is being dragged away."""
        index = self.currentIndex()
        if index.isValid():
            drag_files(self, self.model().mimeData([index]), index.data(JobRole.PICTURE))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu is wanted."""
        index = self.currentIndex()
        place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            place = event.globalPos()
        job = index.data(JobRole.RECORD)
        if isinstance(job, JobRecord):
            self.popup_menu(job, place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard comes."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self._on_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes."""
        super().focusOutEvent(event)
        self.cells.state.focused = ""
        if event.reason() not in (Qt.FocusReason.PopupFocusReason,):
            self._arm("")
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the room has changed; what matters least goes first."""
        for column, least in _HIDDEN_BELOW.items():
            self.setColumnHidden(column, self.width() < least)
        narrow = self.width() < _HIDDEN_BELOW[JobColumn.SUMMARY]
        mode = QHeaderView.ResizeMode.Stretch if narrow else QHeaderView.ResizeMode.Fixed
        heads = self.horizontalHeader()
        if heads.sectionResizeMode(JobColumn.MODEL) != mode:
            heads.setSectionResizeMode(JobColumn.MODEL, mode)
            heads.resizeSection(JobColumn.MODEL, _WIDTHS[JobColumn.MODEL])
        super().resizeEvent(event)

    def _add_exports(self, menu: QMenu, job: JobRecord) -> None:
        present = self.model().index(self._row_of(job.id), 0).data(JobRole.FORMATS)
        formats = export_choices(job, present or job.request.extensions)
        if not formats:
            return
        exports = menu.addMenu(icon("export"), "Export in another format")
        exports.setObjectName("job_export")
        for extension in formats:
            entry = exports.addAction(extension.upper())
            entry.setObjectName(f"job_export_{extension}")
            entry.triggered.connect(
                lambda _checked=False, wanted=extension: self.export_chosen.emit(job.id, wanted)
            )

    def _button_at(self, place: QPoint) -> tuple[QModelIndex, JobAction | None]:
        index = self.indexAt(place)
        job = index.data(JobRole.RECORD)
        if not isinstance(job, JobRecord) or index.column() != JobColumn.ACTIONS:
            return index, None
        rects = button_rects(self.visualRect(index), job, armed=self.armed == job.id)
        found = (action for action, rect in rects.items() if rect.contains(place))
        return index, next(found, None)

    def _row_of(self, job_id: str) -> int:
        rows = range(self.model().rowCount())
        found = (row for row in rows if self.model().index(row, 0).data(JobRole.ID) == job_id)
        return next(found, -1)

    def _hover(self, place: QPoint) -> None:
        index, action = self._button_at(place)
        self._set_hover(str(index.data(JobRole.ID) or ""), action)

    def _set_hover(self, job_id: str, action: JobAction | None) -> None:
        state = self.cells.state
        if (state.hovered, state.button) != (job_id, action):
            state.hovered, state.button = job_id, action
            self.viewport().update()

    def _arm(self, job_id: str) -> None:
        if self.cells.state.armed != job_id:
            self.cells.state.armed = job_id
            self.viewport().update()

    def _on_current(self, *_: object) -> None:
        job = self.current_job()
        self.cells.state.focused = job.id if job is not None and self.hasFocus() else ""
        if job is not None and self.armed not in ("", job.id):
            self._arm("")
        self.viewport().update()
