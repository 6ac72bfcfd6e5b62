"""The scrolling part of the form: the model's head and a section for each slot."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from opus_studio.api.attributes import SlotAttributes
from opus_studio.api.messages import ModelAttributes
from opus_studio.ui.form.model_head import ModelHead
from opus_studio.ui.form.pictures import FormPictures
from opus_studio.ui.form.section import SlotSection
from opus_studio.ui.form.state import FormState
from opus_studio.ui.theme import tokens

OPEN_AT_FIRST = 2
"""Sections that are open when a form appears."""

AT_ONCE = 2
"""Sections whose heads are made before the form is seen: those in sight."""

OPEN_BELOW = 24
"""A form with no more parameters than this shows all its sections open."""


class FormBody(QScrollArea):
    """The heads in sight are made at once, the others one by one.

    Bodies are made when they are opened; several at a time one by one.

    Args:
        state: The form's state.
        pictures: Of templates and finishes.
        parent: The owner.
    """

    slot_hovered = Signal(str)

    def __init__(
        self, state: FormState, pictures: FormPictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._pictures = pictures
        self._query = ""
        self._only_set = False
        self.setObjectName("form_body")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._content = content = QWidget(self)
        self._layout = QVBoxLayout(content)
        self._layout.setContentsMargins(0, 0, 0, tokens().space_m)
        self._layout.setSpacing(0)
        self._heads: list[ModelHead] = []
        self._tail: SlotSection | ModelHead | None = None
        self._sections: list[SlotSection] = []
        self._lines: list[QFrame] = []
        self._line_of: dict[SlotSection, QFrame] = {}
        self._nothing = QLabel("Nothing found.", content)
        self._nothing.setObjectName("form_nothing")
        self._nothing.setProperty("kind", "dim")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nothing.setContentsMargins(16, 24, 16, 24)
        self._nothing.hide()
        self._layout.addWidget(self._nothing)
        self._layout.addStretch(1)
        self.setWidget(content)
        # One head or body in each turn of the event loop: the window never stands still long.
        self._waiting = deque(
            step
            for model in state.attributes.models
            for step in (
                partial(self._add_head, model),
                *(partial(self._add_section, slot) for slot in model.slots),
            )
        )
        for _ in range(min(1 + AT_ONCE, len(self._waiting))):
            self._waiting.popleft()()
        self._queue: deque[tuple[SlotSection, bool]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)
        few = sum(1 for model in state.attributes.models for _ in model.parameters) <= OPEN_BELOW
        if few:
            self._complete()
        self._enqueue(self._sections if few else self._sections[:OPEN_AT_FIRST], True)

    def has_section(self, slot: str) -> bool:
        """Whether there is a section of that slot."""
        return self.section(slot) is not None

    def section(self, slot: str) -> SlotSection | None:
        """The section of a slot, or None."""
        self._complete()
        return next((each for each in self._sections if each.slot.name == slot), None)

    def refresh(self) -> None:
        """Show what the state holds now."""
        for head in self._heads:
            head.refresh()
        for section in self._sections:
            section.refresh()
        if self._only_set:
            self.apply_filter(self._query, self._only_set)

    def set_all_open(self, is_open: bool) -> None:
        """Open or close every section."""
        self._complete()
        for head in self._heads:
            head.set_open(is_open)
        self._enqueue(self._sections, is_open)

    def open_section(self, slot: str) -> None:
        """Open a section, scroll to it and light it up."""
        section = self.section(slot)
        if section is None:
            return
        for head in self._heads:
            if head.model_name == section.slot.model:
                head.set_open(True)
        section.set_open(True)
        # The layout places what was just made only in the next turn of the event loop.
        self._layout.activate()
        self._content.adjustSize()
        top = section.mapTo(self._content, QPoint(0, 0)).y()
        self.verticalScrollBar().setValue(max(0, top - tokens().space_s))
        section.header.flash()

    def apply_filter(self, query: str, only_set: bool) -> None:
        """Show only what a search finds and, if wanted, what the user set."""
        self._complete()
        self._query, self._only_set = query, only_set
        needle = query.strip().casefold()
        filtering = bool(needle) or only_set
        found = [section.apply_filter(needle, only_set) for section in self._sections]
        found += [head.apply_filter(needle, only_set) for head in self._heads]
        for line in self._lines:
            line.setVisible(not filtering)
        if not filtering:
            for head in self._heads:
                self._on_folded(head.model_name)
        self._nothing.setText(
            "Nothing is set yet: everything follows the seed."
            if only_set and not needle
            else "Nothing found."
        )
        self._nothing.setVisible(filtering and not any(found))

    def _is_unfolded(self, section: SlotSection) -> bool:
        heads = (head for head in self._heads if head.model_name == section.slot.model)
        return all(head.is_open for head in heads)

    def _on_folded(self, model: str) -> None:
        """Show or hide the sections of a model; a search shows what it finds all the same."""
        if self._query.strip() or self._only_set:
            return
        for section in self._sections:
            if section.slot.model == model:
                is_shown = self._is_unfolded(section)
                section.setVisible(is_shown)
                self._line_of[section].setVisible(is_shown)

    def _add_head(self, model: ModelAttributes) -> None:
        is_main = not self._heads
        head = ModelHead(
            self._state, model, is_main=is_main, pictures=self._pictures, parent=self._content
        )
        self._heads.append(head)
        head.folded.connect(self._on_folded)
        if not is_main:
            self._add_line()
            self._walk_on(head.controls())
            self._tail = head
        self._add(head)

    def _add_section(self, slot: SlotAttributes) -> None:
        self._add_line()
        section = SlotSection(self._state, slot, self._pictures, self._content)
        section.hovered.connect(self.slot_hovered)
        if self._tail is not None:
            self._walk_on(section.controls())
        self._add(section)
        self._sections.append(section)
        section.setVisible(self._is_unfolded(section))
        self._lines[-1].setVisible(self._is_unfolded(section))
        self._line_of[section] = self._lines[-1]
        self._tail = section

    def _walk_on(self, controls: Sequence[QWidget]) -> None:
        """Tab comes to what is made late after what stands above it, and before the output."""
        assert self._tail is not None
        before = self._tail.controls()[-1]
        for widget in controls:
            QWidget.setTabOrder(before, widget)
            before = widget

    def _complete(self) -> None:
        """Make the heads that still wait, at once."""
        while self._waiting:
            self._grow()

    def _grow(self) -> None:
        self._waiting.popleft()()

    def _add(self, widget: QWidget) -> None:
        """Above what is always last: the word for nothing, and room."""
        self._layout.insertWidget(self._layout.count() - 2, widget)
        widget.show()

    def _add_line(self) -> None:
        line = QFrame(self._content)
        line.setProperty("surface", "line")
        line.setFixedHeight(1)
        self._lines.append(line)
        self._add(line)

    def _enqueue(self, sections: list[SlotSection], is_open: bool) -> None:
        self._queue = deque((section, is_open) for section in sections)
        self._timer.start()

    def _next(self) -> None:
        if self._queue:
            section, is_open = self._queue.popleft()
            section.set_open(is_open)
        elif self._waiting:
            self._grow()
        else:
            self._timer.stop()
