"""Templates and tags as chips, for the whole model, a nested model or one slot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QVBoxLayout, QWidget

from opus_studio.ui.form.labels import humanise
from opus_studio.ui.form.state import FormState
from opus_studio.ui.widgets import Chip
from opus_studio.ui.widgets.flow_layout import flow_widget


class KeywordChips(QWidget):
    """The words that can be switched on under one key.

    Args:
        state: The form's state.
        key: Slot, nested model or `*`.
        words: What can be chosen, the most wanted first.
        templates: Which of the words are templates; they carry a sign.
        owners: More general keys whose words count here as well.
        where: The place in words, for screen readers, such as "Frame".
        repeating: Words that another control says better; in sight only when they are chosen.
        limit: How many are in sight before "more" is pressed; chosen ones always are.
        parent: The owner.
    """

    def __init__(
        self,
        state: FormState,
        key: str,
        words: Sequence[str],
        templates: frozenset[str],
        owners: Sequence[str],
        where: str,
        *,
        repeating: frozenset[str] = frozenset(),
        limit: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._key = key
        self._owners = tuple(owners)
        self._limit = limit
        self._repeating = repeating
        self._open = False
        self._query = ""
        self._only_set = False
        self.setObjectName(f"chips:{key}")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._holder, self._flow = flow_widget(self)
        outer.addWidget(self._holder)
        self._words = tuple(words)
        self._templates = templates
        self._where = where
        self._chips: dict[str, Chip] = {}
        self._more: Chip | None = None
        self.refresh()

    def refresh(self) -> None:
        """Show what the state holds now."""
        keywords = self._state.choices.keywords
        own = keywords.get(self._key, ())
        # The more specific key wins over the more general one: its words replace, not add.
        general = next((keywords[each] for each in self._owners if each in keywords), ())
        offered = [word for word in self._words if word not in self._repeating]
        few = self._open or len(offered) <= self._limit + (self._limit > 0)
        inside = offered if few else offered[: self._limit]
        shown = {word for word in self._words if word in inside or word in own}
        if self._query or self._only_set:
            shown = {word for word in self._words if self._fits(word, own)}
        self._make(shown)
        for word, chip in self._chips.items():
            chip.setChecked(word in own)
            chip.set_inherited(not own and word in general)
            chip.setVisible(word in shown)
        filtering = bool(self._query) or self._only_set
        hidden = 0 if filtering else sum(word not in shown for word in offered)
        self._show_more(hidden, is_alone=not shown)

    def apply_filter(self, query: str, only_set: bool) -> bool:
        """Show the words that a search finds and, if wanted, only those that are chosen.

        Returns:
            Whether any word is left; the chips hide themselves otherwise.
        """
        self._query, self._only_set = query, only_set
        own = self._state.choices.keywords.get(self._key, ())
        found = any(self._fits(word, own) for word in self._words)
        self.setVisible(found or not (query or only_set))
        self.refresh()
        return found

    def _fits(self, word: str, own: Sequence[str]) -> bool:
        chosen = word in own
        is_offered = chosen or word not in self._repeating
        found = self._query in humanise(word).casefold()
        return found and is_offered and (chosen or not self._only_set)

    def _show_more(self, hidden: int, *, is_alone: bool) -> None:
        if self._more is None:
            if not hidden:
                return
            self._more = Chip("", f"more:{self._key}", checkable=False, parent=self._holder)
            self._more.clicked.connect(self._on_more)
            self._flow.addWidget(self._more)
        filtering = bool(self._query) or self._only_set
        self._more.setVisible((hidden > 0 or self._open) and not filtering)
        text = "Fewer" if self._open else "Keywords\u2026" if is_alone else f"{hidden} more"
        if self._more.text() != text:
            self._more.setText(text)
            self._more.setAccessibleName(text)
            self._more.updateGeometry()

    def _make(self, wanted: set[str]) -> None:
        """Make the chips that are wanted and not there: of a structure's hundred few are seen."""
        missing = [word for word in self._words if word in wanted and word not in self._chips]
        if not missing:
            return
        old = next(iter(self._chips.values()), None)
        before = old.previousInFocusChain() if old else None
        self._chips |= {word: self._chip(word) for word in missing}
        self._chips = {word: self._chips[word] for word in self._words if word in self._chips}
        while self._flow.takeAt(0):
            pass
        order = [*self._chips.values(), *([self._more] if self._more else [])]
        for chip in order:
            self._flow.addWidget(chip)
        for chip, following in pairwise([before, *order] if before else order):
            QWidget.setTabOrder(chip, following)

    def _chip(self, word: str) -> Chip:
        is_template = word in self._templates
        chip = Chip(
            humanise(word),
            f"chip:{self._key}:{word}",
            accessible=f"{'Template' if is_template else 'Keyword'} {humanise(word)}, "
            f"{self._where}",
            icon_name="bookmark" if is_template else "",
            parent=self._holder,
        )
        chip.clicked.connect(partial(self._on_clicked, word))
        return chip

    def _on_clicked(self, word: str) -> None:
        self._state.toggle_keyword(self._key, word, self._chips[word].isChecked())

    def _on_more(self) -> None:
        self._open = not self._open
        self.refresh()
