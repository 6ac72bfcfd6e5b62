"""The pane of the form: it shows one model's form, or says why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from opus_studio.api.messages import Attributes, GenerationRequest, ModelKind, ParameterValue
from opus_studio.ui.form import wire
from opus_studio.ui.form.choices import Choices
from opus_studio.ui.form.fields import TypedField
from opus_studio.ui.form.form_body import FormBody
from opus_studio.ui.form.kept import history_from, history_text
from opus_studio.ui.form.labels import model_label
from opus_studio.ui.form.model_head import random_seed
from opus_studio.ui.form.offer import Offer
from opus_studio.ui.form.output_bar import OutputBar
from opus_studio.ui.form.pictures import FormPictures
from opus_studio.ui.form.state import FormState
from opus_studio.ui.form.toolbar import FormToolbar
from opus_studio.ui.form.units import LengthUnit
from opus_studio.ui.theme import icon
from opus_studio.ui.widgets import EmptyState, LoadingState


class FormPane(QWidget):
    """The whole form. It fetches nothing: the main window loads it and hears its signals."""

    changed = Signal()
    """What would be generated has changed, by hand, undo or `load`. Not throttled."""
    edited = Signal()
    """Something worth keeping has changed: also a draft, the lock, or a step of undo."""
    generate_requested = Signal(object)
    """The user wants the asset: a `GenerationRequest`."""
    slot_hovered = Signal(str)
    """The pointer is over a slot's section; an empty string when it left."""
    notice = Signal(str)
    """A sentence for the user, such as what a loaded request has that the model has not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = FormPictures(self)
        self.setObjectName("form_pane")
        self.setAccessibleName("Parameters")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(320)
        self.state: FormState | None = None
        self._body: FormBody | None = None
        self._output: OutputBar | None = None
        self._pending: GenerationRequest | None = None
        self._start = Choices(seed=random_seed())
        self._length_unit = LengthUnit.METRE
        self._reported: Choices | None = None
        self._kept: Choices | None = None
        self.undo_action = self._action("undo", "Undo", QKeySequence.StandardKey.Undo, self._undo)
        self.redo_action = self._action("redo", "Redo", QKeySequence.StandardKey.Redo, self._redo)
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.generate_action = self._action(
            "play", "Generate", QKeySequence("Ctrl+Return"), self.generate
        )
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._form = QWidget(self)
        self._form_layout = QVBoxLayout(self._form)
        self._form_layout.setContentsMargins(0, 0, 0, 0)
        self._form_layout.setSpacing(0)
        self.toolbar = FormToolbar(self.undo_action, self.redo_action, self._form)
        self.presets = self.toolbar.presets
        self.toolbar.filter_changed.connect(self._on_filter)
        self.toolbar.expand_requested.connect(self._on_expand)
        self.toolbar.reset_requested.connect(self._on_reset_all)
        self._form_layout.addWidget(self.toolbar)
        self._stack.addWidget(self._form)
        self._message: QWidget | None = None
        self._say(
            EmptyState(
                "settings",
                "No model chosen",
                "Pick a model in the catalogue: everything that can be set on it appears here.",
                "form_empty",
            )
        )

    # What the main window does -------------------------------------------------------------------

    def set_pictures(self, pictures: FormPictures) -> None:
        """Where the pictures of templates and finishes come from, for forms loaded from now on."""
        self._pictures = pictures

    def load(
        self, attributes: Attributes, kind: ModelKind = ModelKind.COMPONENT, kept: str | None = None
    ) -> None:
        """Show the form of a model.

        A model that was set up before goes on where it stood, undo history included; another one
        starts with a seed of its own and the formats, resolution and count in use. A locked seed
        stays in either case.

        Args:
            attributes: What the model offers.
            kind: Its category.
            kept: What `kept_text` answered when the model was shown last.
        """
        before = None if self.state is None else self.state.choices
        if before is not None:
            self._start = Choices(
                seed=before.seed if before.seed_locked else random_seed(before.seed),
                seed_locked=before.seed_locked,
                resolution=before.resolution,
                extensions=before.extensions or ("glb",),
                count=before.count,
            )
        history = None if kept is None else history_from(kept, Offer(attributes))
        state = FormState(attributes, kind, self._start if history is None else history)
        if before is not None and before.seed_locked and state.choices.seed != before.seed:
            state.set_seed(before.seed)
        state.length_unit = self._length_unit
        self.state = state
        self._reported = None
        self._kept = state.choices
        self._show_form(state)
        state.subscribe(self._refresh)
        pending, self._pending = self._pending, None
        if pending is not None and pending.name == attributes.main.name:
            self._take(pending)
        else:
            self._refresh()

    def kept_text(self) -> str | None:
        """Everything set on the model shown, with its history, to be handed to `load` again."""
        return None if self.state is None else history_text(self.state.history)

    def load_request(self, request: GenerationRequest) -> None:
        """Take all choices over from a request.

        When another model is shown, they wait until the model of the request is loaded.
        """
        if self.state is not None and self.state.attributes.main.name == request.name:
            self._take(request)
        else:
            self._pending = request

    def show_loading(self) -> None:
        """Say that the form is on its way."""
        self._say(LoadingState("Reading what can be set…", "form_loading"))

    def show_error(self, text: str, retry: Callable[[], object]) -> None:
        """Say why there is no form, with a button to try again."""
        self._say(
            EmptyState(
                "warning",
                "This model's parameters could not be read",
                text,
                "form_error",
                action="Retry",
                callback=retry,
                role="warning",
            )
        )

    def set_resolved(
        self,
        values: Mapping[str, tuple[ParameterValue, str]],
        assets: Mapping[str, str],
        seed: int | None = None,
    ) -> None:
        """Show what the last preview used where the user set nothing.

        Args:
            values: Parameter key to value and origin (`random`, `template`, `keyword`, `set`).
            assets: Slot to the asset that fills it.
            seed: The seed of that preview; a result for a seed that is no longer shown is ignored.
        """
        if self.state is None or seed not in (None, self.state.choices.seed):
            return
        self.state.set_resolved(values, assets)

    def set_length_unit(self, unit: LengthUnit) -> None:
        """Show lengths in another unit."""
        self._length_unit = unit
        if self.state is not None:
            self.state.length_unit = unit
            self._refresh()

    def set_presets(self, names: Sequence[str]) -> None:
        """Offer these presets in the menu."""
        self.presets.set_names(names)

    def request(self) -> GenerationRequest | None:
        """What Generate would ask for; None without a model or while something is wrong."""
        if self.state is None or self.state.problems():
            return None
        return self.state.to_request()

    @property
    def count(self) -> int:
        """How many variants the user wants, 1 to 50; a request's own count stops at `MAX_COUNT`."""
        return 1 if self.state is None else self.state.choices.count

    def preview_request(self) -> GenerationRequest | None:
        """What a preview shall show; a field that is wrong counts as not typed."""
        return None if self.state is None else wire.preview_of(self.state)

    def generate(self) -> None:
        """Ask for the asset, if nothing is wrong."""
        focused = self.focusWidget()
        if isinstance(focused, TypedField):
            focused.commit()
        request = self.request()
        if request is not None:
            self.generate_requested.emit(request)
        elif self.state is not None:
            self.notice.emit(" ".join(self.state.problems()))

    def open_section(self, slot: str) -> None:
        """Open a slot's section, scroll to it and light it up."""
        if self._body is not None and self._body.has_section(slot):
            self.toolbar.clear_filter()
            self._body.open_section(slot)

    # Inside ------------------------------------------------------------------------------------

    def _action(
        self,
        icon_name: str,
        text: str,
        shortcut: QKeySequence | QKeySequence.StandardKey,
        slot: Callable[[], None],
    ) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setObjectName(f"form_{icon_name}")
        action.setShortcut(shortcut)
        action.setEnabled(False)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _show_form(self, state: FormState) -> None:
        for old in (self._body, self._output):
            if old is not None:
                self._form_layout.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.toolbar.clear_filter()
        model = state.attributes.main
        self.toolbar.set_title(model_label(model), model.description)
        self._body = FormBody(state, self._pictures, self._form)
        self._body.slot_hovered.connect(self.slot_hovered)
        self._output = OutputBar(state, self._form)
        self._output.generate_clicked.connect(self.generate)
        self._form_layout.addWidget(self._body, 1)
        self._form_layout.addWidget(self._output)
        self._stack.setCurrentWidget(self._form)
        self._drop_message()

    def _take(self, request: GenerationRequest) -> None:
        assert self.state is not None
        notes = self.state.from_request(request)
        self._refresh()
        if notes:
            self.notice.emit(" ".join(notes))

    def _refresh(self) -> None:
        state = self.state
        if state is None or self._body is None or self._output is None:
            return
        self._body.refresh()
        self._output.refresh()
        self.undo_action.setEnabled(state.can_undo)
        self.redo_action.setEnabled(state.can_redo)
        self.generate_action.setEnabled(True)
        if state.choices != self._kept:
            self._kept = state.choices
            self.edited.emit()
        # Drafts and the lock make no difference to what is generated.
        counting = replace(state.choices, drafts={}, seed_locked=False)
        if counting != self._reported:
            self._reported = counting
            self.changed.emit()

    def _undo(self) -> None:
        if self.state is not None:
            self.state.undo()

    def _redo(self) -> None:
        if self.state is not None:
            self.state.redo()

    def _on_filter(self, query: str, only_set: bool) -> None:
        if self._body is not None:
            self._body.apply_filter(query, only_set)

    def _on_expand(self, is_open: bool) -> None:
        if self._body is not None:
            self._body.set_all_open(is_open)

    def _on_reset_all(self) -> None:
        if self.state is not None:
            self.state.reset_all()

    def _say(self, message: QWidget) -> None:
        self._drop_message()
        self._message = message
        self._stack.addWidget(message)
        self._stack.setCurrentWidget(message)

    def _drop_message(self) -> None:
        if self._message is not None:
            self._stack.removeWidget(self._message)
            self._message.hide()
            self._message.deleteLater()
            self._message = None
