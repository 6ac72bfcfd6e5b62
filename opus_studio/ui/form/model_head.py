"""What concerns the whole model: seed, templates, keywords, colour; and heads of nested models."""

from __future__ import annotations

import random
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from opus_studio.api.messages import ModelAttributes, SlotAttributes
from opus_studio.protocol import EVERYTHING
from opus_studio.ui.form.color_row import ColorRow
from opus_studio.ui.form.fields import TypedField
from opus_studio.ui.form.keyword_chips import KeywordChips
from opus_studio.ui.form.labels import model_label
from opus_studio.ui.form.parameter_row import RESET_WIDTH
from opus_studio.ui.form.pictures import FormPictures
from opus_studio.ui.form.section_header import SectionHeader
from opus_studio.ui.form.state import SEED_ROLL, FormState
from opus_studio.ui.form.template_cards import TemplateCards
from opus_studio.ui.form.view import SEED_FIELD
from opus_studio.ui.form.words import offered_for_all
from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets import icon_button


class SeedRow(QWidget):
    """The seed in use, dice for another one, a lock to keep it."""

    def __init__(self, state: FormState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(6)
        outer.addLayout(line)
        label = QLabel("Seed", self)
        label.setProperty("kind", "dim")
        line.addWidget(label, 1)
        self._field = TypedField("seed", "Seed", self)
        self._field.setToolTip("The seed decides everything that you do not set.")
        self._field.setFixedWidth(120)
        label.setBuddy(self._field)
        self._field.typed.connect(self._on_typed)
        self._field.finished.connect(self._on_finished)
        self._field.abandoned.connect(self._on_abandoned)
        self._field.stepped.connect(self._on_stepped)
        line.addWidget(self._field)
        self._dice = icon_button("dice", "Roll another seed", "seed_dice", role="text", size=18)
        self._dice.clicked.connect(self.roll)
        line.addWidget(self._dice)
        self._lock = icon_button("unlock", "Keep this seed", "seed_lock", checkable=True, size=18)
        self._lock.clicked.connect(self._on_lock)
        line.addWidget(self._lock)
        self._problem = QLabel(self)
        self._problem.setObjectName("problem:seed")
        self._problem.setProperty("kind", "error")
        self._problem.setWordWrap(True)
        outer.addWidget(self._problem)
        self.refresh()

    def roll(self) -> None:
        """Take another seed."""
        self._state.set_seed(random_seed(self._state.choices.seed))

    def refresh(self) -> None:
        """Show what the state holds now."""
        choices = self._state.choices
        problem = self._state.seed_problem()
        text = choices.drafts.get(SEED_FIELD, str(choices.seed))
        self._field.show_value(text, "", "wrong" if problem else "set")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        locked = choices.seed_locked
        if self._lock.isChecked() != locked or not self._lock.property("said"):
            self._lock.setProperty("said", True)
            self._lock.setChecked(locked)
            self._lock.setIcon(icon("lock" if locked else "unlock", "text_dim"))
            words = "Seed kept: press to release it" if locked else "Keep this seed"
            self._lock.setToolTip(words)
            self._lock.setAccessibleName(words)
        self._dice.setEnabled(not locked)

    def _on_typed(self, text: str) -> None:
        self._state.type_seed(text)

    def _on_finished(self, text: str) -> None:
        self._state.type_seed(text, finished=True)

    def _on_abandoned(self) -> None:
        self._state.drop_draft(SEED_FIELD)

    def _on_stepped(self, steps: float) -> None:
        self._state.set_seed(max(0, self._state.choices.seed + round(steps)))

    def _on_lock(self, locked: bool) -> None:
        self._state.lock_seed(locked)


class ModelHead(QWidget):
    """Templates, keywords and colour of the whole model, or of a model nested in a structure.

    Args:
        state: The form's state.
        model: Which model.
        is_main: The model that was asked for; its words go under `*` and it has the seed.
        pictures: Of templates.
        parent: The owner.
    """

    folded = Signal(str)
    """A nested model was folded out or away: its name."""

    def __init__(
        self,
        state: FormState,
        model: ModelAttributes,
        *,
        is_main: bool,
        pictures: FormPictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self.model_name = model.name
        self.setObjectName(f"model:{model.name}")
        theme = tokens()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._content = QWidget(self)
        self._content.setVisible(is_main)
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(theme.space_l, theme.space_s, theme.space_s, theme.space_s)
        layout.setSpacing(theme.space_xs)
        self._seed = SeedRow(state, self) if is_main else None
        self._cards: TemplateCards | None = None
        self._chips: KeywordChips | None = None
        self._captions: dict[QWidget, QLabel] = {}
        self._fold: SectionHeader | None = None
        if not is_main:
            self._fold = SectionHeader(model_label(model), f"fold:{model.name}", self)
            self._fold.setToolTip(model.description)
            self._fold.toggled.connect(self._on_fold)
            outer.addWidget(self._fold)
        outer.addWidget(self._content)
        if self._seed is not None:
            layout.addWidget(self._seed)
        key = EVERYTHING if is_main else model.name
        where = model_label(model)
        # Those of nested models stand at their own heads.
        templates, words = _words_of(model, state.attributes.slots if is_main else model.slots)
        if templates:
            self._cards = TemplateCards(state, key, model.name, where, templates, pictures, self)
            self._add_captioned("Template", self._cards)
        if words:
            owners = () if is_main else (EVERYTHING,)
            self._chips = KeywordChips(state, key, words, frozenset(), owners, where, parent=self)
            self._chips.setObjectName(f"chips:{key}:keywords")
            self._chips.setContentsMargins(0, 0, RESET_WIDTH // 2, 0)
            self._add_captioned("Keywords", self._chips)
        self._color = ColorRow(state, model.name, model_label(model), self._content)
        layout.addWidget(self._color)

    def _add_captioned(self, text: str, widget: QWidget) -> None:
        layout = self._content.layout()
        assert layout is not None
        caption = QLabel(text, self)
        caption.setProperty("kind", "dim")
        caption.setContentsMargins(0, tokens().space_xs, 0, 0)
        layout.addWidget(caption)
        layout.addWidget(widget)
        self._captions[widget] = caption

    def apply_filter(self, query: str, only_set: bool) -> bool:
        """Show what a search finds and, if wanted, only the template, words and colour in use.

        Returns:
            Whether anything is left; the head hides itself otherwise.
        """
        filtering = bool(query) or only_set
        found = []
        for part in (self._cards, self._chips):
            if part is not None:
                found.append(part.apply_filter(query, only_set))
                self._captions[part].setVisible(found[-1] or not filtering)
        is_colored = self.model_name in self._state.choices.colors
        colour = ("colour".startswith(query) or not query) and (is_colored or not only_set)
        found.append(filtering and colour)
        self._color.setVisible(colour or not filtering)
        if self._seed is not None:
            self._seed.setVisible(not filtering)
        self._content.setVisible(filtering or self.is_open)
        self.setVisible(any(found) or not filtering)
        return any(found)

    @property
    def is_open(self) -> bool:
        """Whether what belongs to the model is in sight; that of the main one always is."""
        return self._fold is None or self._fold.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Fold a nested model out or away."""
        if self._fold is not None:
            self._fold.setChecked(is_open)

    def _on_fold(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self.folded.emit(self.model_name)

    def refresh(self) -> None:
        """Show what the state holds now."""
        if self._fold is not None:
            self._fold.set_state(
                "",
                is_chosen=False,
                count=self._state.touched_in_model(self.model_name),
                color=None,
                room_right=0,
            )
        for part in (self._seed, self._cards, self._chips, self._color):
            if part is not None:
                part.refresh()

    def controls(self) -> list[QWidget]:
        """What Tab stops at, in the order of sight."""
        stops = Qt.FocusPolicy.TabFocus
        return [each for each in self.findChildren(QWidget) if each.focusPolicy() & stops]

    def roll_seed(self) -> None:
        """Take another seed."""
        if self._seed is not None:
            self._seed.roll()


def _words_of(
    model: ModelAttributes, slots: Sequence[SlotAttributes]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The model's own templates, and the tags that say something to any of the slots."""
    own = (asset for slot in model.slots for asset in slot.assets)
    templates = tuple(dict.fromkeys(word for asset in own for word in asset.templates))
    assets = [asset for slot in slots for asset in slot.assets]
    foreign = {word for asset in assets for word in asset.templates}
    tags = dict.fromkeys(word for asset in assets for word in asset.tags)
    words = (w for w in tags if w not in foreign and offered_for_all(slots, w))
    return templates, tuple(words)


def random_seed(other_than: int = -1) -> int:
    """A seed that was not in use just now, short enough to note down."""
    seed = random.randrange(SEED_ROLL)  # noqa: S311 - a seed for shapes, no secret
    return seed if seed != other_than else (seed + 1) % SEED_ROLL
