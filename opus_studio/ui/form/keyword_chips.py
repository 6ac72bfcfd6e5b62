"""Templates and tags as chips, for the whole model, a nested model or one slot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

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
        self.setObjectName(f"chips:{key}")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        holder, flow = flow_widget(self)
        outer.addWidget(holder)
        self._chips: dict[str, Chip] = {}
        for word in words:
            kind = "template" if word in templates else "keyword"
            chip = Chip(
                humanise(word),
                f"chip:{key}:{word}",
                accessible=f"{where}: {kind} {humanise(word)}",
                icon_name="bookmark" if word in templates else "",
                parent=holder,
            )
            chip.clicked.connect(partial(self._on_clicked, word))
            flow.addWidget(chip)
            self._chips[word] = chip
        self._more = Chip("", f"more:{key}", checkable=False, parent=holder)
        self._more.clicked.connect(self._on_more)
        flow.addWidget(self._more)
        self.refresh()

    def refresh(self) -> None:
        """Show what the state holds now."""
        keywords = self._state.choices.keywords
        own = keywords.get(self._key, ())
        # The more specific key wins over the more general one: its words replace, not add.
        general = next((keywords[each] for each in self._owners if each in keywords), ())
        offered = [word for word in self._chips if word not in self._repeating]
        few = self._open or len(offered) <= self._limit + 1
        inside = offered if few else offered[: self._limit]
        hidden = 0
        for word, chip in self._chips.items():
            chip.setChecked(word in own)
            chip.set_inherited(not own and word in general)
            chip.setVisible(word in inside or word in own)
            hidden += word in offered and not (word in inside or word in own)
        self._more.setVisible(hidden > 0 or self._open)
        text = "Fewer" if self._open else f"{hidden} more"
        if self._more.text() != text:
            self._more.setText(text)
            self._more.setAccessibleName(text)
            self._more.updateGeometry()

    def _on_clicked(self, word: str) -> None:
        self._state.toggle_keyword(self._key, word, self._chips[word].isChecked())

    def _on_more(self) -> None:
        self._open = not self._open
        self.refresh()
