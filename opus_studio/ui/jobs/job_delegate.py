"""How the cells of a job's row are painted, and where its buttons are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from opus_studio.api.messages import JobStatus, ModelKind
from opus_studio.library.job_record import JobRecord
from opus_studio.ui.jobs import wording
from opus_studio.ui.jobs.job_actions import LOOKS, JobAction, buttons_for
from opus_studio.ui.jobs.job_table import Index, JobColumn, JobRole
from opus_studio.ui.theme import Tokens, icon, tokens
from opus_studio.ui.widgets.painting import fill_rounded
from opus_studio.ui.widgets.pictures import draw_picture, scaled_picture
from opus_studio.ui.widgets.silhouettes import draw_silhouette, silhouette_for

ROW_HEIGHT = 46
_PICTURE = QSize(48, 36)
_BUTTON = 28
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_PILLS = {
    JobStatus.PENDING: "text_dim",
    JobStatus.IN_PROGRESS: "accent",
    JobStatus.COMPLETED: "success",
    JobStatus.FAILED: "danger",
    JobStatus.CANCELLED: "text_dim",
}


@dataclass
class RowState:
    """What the view tells the delegate about the moment.

    Attributes:
        hovered: Id of the job under the pointer, or empty.
        button: The button under the pointer, or None.
        armed: Id of the job whose removal is being asked about, or empty.
        focused: Id of the job that the keyboard is on while the view has it, or empty.
    """

    hovered: str = ""
    button: JobAction | None = None
    armed: str = ""
    focused: str = ""


def button_rects(cell: QRect, job: JobRecord, *, armed: bool) -> dict[JobAction, QRect]:
    """Where in the cell of the actions each button is."""
    middle = cell.center().y()
    if armed:
        height = 26
        top = middle - height // 2
        right = cell.right() - 6
        keep = QRect(right - 54, top, 54, height)
        confirm = QRect(keep.left() - 6 - 76, top, 76, height)
        return {JobAction.CONFIRM: confirm, JobAction.KEEP: keep}
    actions = buttons_for(job)
    left = cell.right() - 6 - _BUTTON * len(actions)
    top = middle - _BUTTON // 2
    return {
        action: QRect(left + place * _BUTTON, top, _BUTTON, _BUTTON)
        for place, action in enumerate(actions)
    }


class JobDelegate(QStyledItemDelegate):
    """Paints in the theme in force.

    Attributes:
        state: What the view tells it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = RowState()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: the size of a cell."""
        return QSize(80, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw a cell."""
        job = index.data(JobRole.RECORD)
        if not isinstance(job, JobRecord):
            return
        theme = tokens()
        column = JobColumn(index.column())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, job, column, theme)
        rect = option.rect.adjusted(8, 0, -8, 0)
        match column:
            case JobColumn.MODEL:
                _paint_model(painter, option, index, job, theme)
            case JobColumn.SUMMARY:
                _paint_summary(painter, option.font, rect, job, str(index.data()), theme)
            case JobColumn.STATUS:
                _paint_status(painter, option.font, rect, job, theme)
            case JobColumn.STARTED | JobColumn.DURATION:
                _write(painter, option.font, rect, str(index.data()), theme.text_dim)
            case JobColumn.ACTIONS:
                self._paint_actions(painter, option, job, theme)
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        job: JobRecord,
        column: JobColumn,
        theme: Tokens,
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.accent_soft))
        elif job.id == self.state.hovered:
            painter.fillRect(option.rect, QColor(theme.hover))
        painter.setPen(QColor(theme.border))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if job.id == self.state.focused and column == JobColumn.MODEL:
            # A bar at the row's head: a ring around each cell would cut the row to pieces.
            bar = QRectF(option.rect.left(), option.rect.top() + 1, 3, option.rect.height() - 2)
            fill_rounded(painter, bar, 1.5, theme.focus)

    def _paint_actions(
        self, painter: QPainter, option: QStyleOptionViewItem, job: JobRecord, theme: Tokens
    ) -> None:
        armed = job.id == self.state.armed
        alive = job.id == self.state.hovered or bool(option.state & QStyle.StateFlag.State_Selected)
        for action, rect in button_rects(option.rect, job, armed=armed).items():
            over = job.id == self.state.hovered and self.state.button is action
            if armed:
                _paint_answer(painter, option.font, rect, action, theme, over=over)
                continue
            if over:
                fill_rounded(painter, QRectF(rect), theme.radius, theme.pressed)
            danger = over and action in (JobAction.REMOVE, JobAction.CANCEL)
            role = "danger" if danger else "text" if alive else "text_dim"
            place = QRect(QPoint(0, 0), QSize(theme.icon_size, theme.icon_size))
            place.moveCenter(rect.center())
            icon(LOOKS[action].icon, role).paint(painter, place)


def _paint_answer(
    painter: QPainter,
    font: QFont,
    rect: QRect,
    action: JobAction,
    theme: Tokens,
    *,
    over: bool,
) -> None:
    """One of the two answers to "Remove?", the dangerous one outlined in its colour."""
    confirm = action is JobAction.CONFIRM
    ground = theme.danger_soft if confirm else theme.raised
    if over:
        ground = theme.pressed
    outline = theme.danger if confirm else theme.border_strong
    fill_rounded(painter, QRectF(rect), theme.radius, ground, outline)
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold if confirm else QFont.Weight.Normal)
    painter.setFont(strong)
    painter.setPen(QColor(theme.danger if confirm else theme.text))
    text = "Remove" if confirm else "Keep"
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _write(
    painter: QPainter,
    font: QFont,
    rect: QRect,
    text: str,
    color: str,
    *,
    pixels: int = 0,
    strong: bool = False,
) -> None:
    """One line, shortened to its room."""
    face = QFont(font)
    if pixels:
        face.setPixelSize(pixels)
    face.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    painter.setFont(face)
    painter.setPen(QColor(color))
    shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _LEFT, shown)


def _halves(rect: QRect) -> tuple[QRect, QRect]:
    """Room for two lines in a row."""
    upper = QRect(rect.left(), rect.top() + 5, rect.width(), 18)
    return upper, upper.translated(0, 18)


def _paint_model(
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: Index,
    job: JobRecord,
    theme: Tokens,
) -> None:
    cell = option.rect
    place = QRect(QPoint(cell.left() + 10, 0), _PICTURE)
    place.moveTop(cell.center().y() - _PICTURE.height() // 2)
    ratio = painter.device().devicePixelRatio()
    picture = scaled_picture(index.data(JobRole.PICTURE), _PICTURE, ratio)
    if picture.isNull():
        fill_rounded(painter, QRectF(place), 4, theme.raised, theme.border)
        is_structure = job.request.kind is ModelKind.STRUCTURE
        drawing = silhouette_for(job.model, "", structure=is_structure)
        draw_silhouette(painter, QRectF(place).adjusted(3, 3, -3, -3), drawing)
    else:
        draw_picture(painter, place, picture, 4)
    if job.request.count > 1:
        _paint_badge(painter, option.font, place, f"×{job.request.count}", theme)
    room = QRect(place.right() + 11, cell.top(), cell.right() - place.right() - 16, cell.height())
    upper, lower = _halves(room)
    _write(painter, option.font, upper, str(index.data()), theme.text, strong=True)
    _write(
        painter,
        option.font,
        lower,
        wording.details(job),
        theme.text_dim,
        pixels=theme.font_small,
    )


def _paint_badge(painter: QPainter, font: QFont, picture: QRect, text: str, theme: Tokens) -> None:
    face = QFont(font)
    face.setPixelSize(theme.font_small - 1)
    face.setWeight(QFont.Weight.DemiBold)
    width = QFontMetrics(face).horizontalAdvance(text) + 8
    badge = QRect(picture.right() - width + 1, picture.bottom() - 13, width, 14)
    fill_rounded(painter, QRectF(badge), 4, theme.panel, theme.border_strong)
    painter.setFont(face)
    painter.setPen(QColor(theme.text))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


def _paint_summary(
    painter: QPainter, font: QFont, rect: QRect, job: JobRecord, summary: str, theme: Tokens
) -> None:
    color = theme.text if job.summary else theme.text_dim
    if not job.message:
        _write(painter, font, rect, summary, color)
        return
    failed = job.status is JobStatus.FAILED
    upper, lower = _halves(rect)
    _write(painter, font, upper, summary, color)
    message = job.message
    if failed:
        message = f"{job.created.astimezone():%H:%M:%S}  {message}"
    _write(
        painter,
        font,
        lower,
        message,
        theme.danger if failed else theme.text_dim,
        pixels=theme.font_small,
    )


def _paint_status(
    painter: QPainter, font: QFont, rect: QRect, job: JobRecord, theme: Tokens
) -> None:
    color = str(getattr(theme, _PILLS[job.status]))
    text = wording.STATUS_WORDS[job.status]
    face = QFont(font)
    face.setPixelSize(theme.font_small)
    face.setWeight(QFont.Weight.DemiBold)
    width = QFontMetrics(face).horizontalAdvance(text) + 18
    running = job.status is JobStatus.IN_PROGRESS
    pill = QRect(rect.left(), 0, width, 20)
    pill.moveTop(rect.top() + 8 if running else rect.center().y() - 9)
    ground = QColor(color)
    ground.setAlpha(34 if theme.is_dark else 26)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(pill), 10, 10)
    painter.setFont(face)
    painter.setPen(QColor(color))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    if not running:
        return
    beside = QRect(pill.right() + 8, pill.top(), rect.right() - pill.right() - 8, pill.height())
    _write(painter, font, beside, wording.stage_words(job), theme.text_dim, pixels=theme.font_small)
    track = QRectF(rect.left(), rect.bottom() - 11, rect.width(), 4)
    fill_rounded(painter, track, 2, theme.pressed)
    done = max(4.0, track.width() * min(1.0, max(0.0, job.progress)))
    fill_rounded(painter, QRectF(track.left(), track.top(), done, 4), 2, theme.accent)
