"""The reading half of the form's state: what is chosen and what the form shows of it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from opus_studio.api.messages import (
    AssetAttributes,
    Attributes,
    ModelKind,
    ParameterAttributes,
    ParameterType,
    ParameterValue,
)
from opus_studio.protocol import MAX_SEED
from opus_studio.ui.form.choices import Choices, History
from opus_studio.ui.form.labels import parameter_label
from opus_studio.ui.form.offer import Offer
from opus_studio.ui.form.units import LengthUnit, UnreadableError, read_number
from opus_studio.ui.form.words import asset_of_words

SEED_FIELD = "seed"
"""The name of the seed's field among drafts and problems."""


@dataclass(frozen=True)
class Shown:
    """What a parameter's field shows.

    Attributes:
        value: The value that is or will be used; None when nobody knows yet.
        is_set: The user set it; otherwise it is automatic.
        origin: Where an automatic value comes from: `random`, `template`, `keyword`, `default`, or
            empty when nothing is known.
        draft: Text that was typed and cannot be used, or None.
        problem: Why it cannot be used, or empty.
    """

    value: ParameterValue | None
    is_set: bool
    origin: str = ""
    draft: str | None = None
    problem: str = ""


class FormView:
    """What is chosen for one model and what follows from it; `FormState` adds the changes.

    Args:
        attributes: What the model offers.
        kind: Its category.
        start: Choices to begin with, such as formats and resolution kept from before, or a whole
            history that goes on.
    """

    def __init__(
        self,
        attributes: Attributes,
        kind: ModelKind = ModelKind.COMPONENT,
        start: Choices | History | None = None,
    ) -> None:
        self.attributes = attributes
        self.offer = Offer(attributes)
        self.kind = kind
        self.length_unit = LengthUnit.METRE
        self._history = start if isinstance(start, History) else History(start or Choices())
        self._listeners: list[Callable[[], None]] = []
        self._resolved: Mapping[str, tuple[ParameterValue, str]] = {}
        self._resolved_assets: Mapping[str, str] = {}

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        return self._history.now

    @property
    def history(self) -> History:
        """Every step so far, to be kept."""
        return self._history

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return self._history.can_redo

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every change of choices or of resolved values."""
        self._listeners.append(listener)

    def chosen_asset(self, slot: str) -> str:
        """The asset that the user's choices fix for a slot; empty for Auto.

        Picked by hand, or fixed by a value that was set, or by a word that only one asset has.
        """
        picked = self.choices.assets.get(slot, "")
        if picked:
            return picked
        for key in self.choices.values:
            if self.offer.slot_of_key(key) == slot:
                return key.rpartition("/")[0]
        if self.offer.has_slot(slot):
            words = self.choices.keywords.get(slot, ())
            return asset_of_words(self.offer.slot(slot), words)
        return ""

    def shown_asset(self, slot: str) -> AssetAttributes | None:
        """The asset whose parameters the section shows: chosen, resolved, or the only one."""
        assets = self.offer.slot(slot).assets
        name = self.chosen_asset(slot) or self._resolved_assets.get(slot, "")
        if not name and len(assets) == 1:
            return assets[0]
        return next((asset for asset in assets if asset.name == name), None)

    def shown(self, key: str) -> Shown:
        """What the field of a parameter shows.

        Raises:
            KeyError: the model has no such parameter.
        """
        parameter = self._known(key)
        draft = self.choices.drafts.get(key)
        problem = "" if draft is None else self._why_not(parameter, draft)
        if key in self.choices.values:
            return Shown(self.choices.values[key], True, "set", draft, problem)
        if key in self._resolved:
            value, origin = self._resolved[key]
            return Shown(value, draft is not None, origin, draft, problem)
        origin = "default" if parameter.default is not None else ""
        return Shown(parameter.default, draft is not None, origin, draft, problem)

    def template(self, key: str) -> str:
        """The template chosen for the model that `key` (slot, model or `*`) speaks of, or empty."""
        templates, keys = self.offer.templates_under(key)
        chosen = (
            word
            for name, words in self.choices.keywords.items()
            if name in keys
            for word in words
            if word in templates
        )
        return next(chosen, "")

    def is_active(self, key: str) -> bool:
        """Whether a parameter's asset may fill its slot: no choice of the user forbids it."""
        asset = key.rpartition("/")[0]
        return self.chosen_asset(self.offer.slot_of_asset(asset)) in ("", asset)

    def touched_count(self, slot: str) -> int:
        """How many things the user set in a section: asset, words, colour and values."""
        choices = self.choices
        keys = {
            key
            for key in {*choices.values, *choices.drafts} & self.offer.keys_of_slot(slot)
            if self.is_active(key)
        }
        words = len(choices.keywords.get(slot, ()))
        colors = sum(owner in choices.colors for owner in self.offer.color_owners(slot))
        return len(keys) + words + colors + (slot in choices.assets)

    def touched_in_model(self, name: str) -> int:
        """How many things the user set in a nested model: its own words and colour, its slots."""
        model = self.offer.attributes.model(name)
        own = len(self.choices.keywords.get(name, ())) + (name in self.choices.colors)
        return own + sum(self.touched_count(slot.name) for slot in (model.slots if model else ()))

    def is_touched(self) -> bool:
        """Whether the user set anything on the model; seed and output do not count."""
        choices = self.choices
        return any(
            (choices.assets, choices.keywords, choices.values, choices.colors, choices.drafts)
        )

    def problems(self) -> tuple[str, ...]:
        """Why Generate must wait, in sentences for the user; empty when it need not."""
        found = []
        for key in self.choices.drafts:
            parameter = self.offer.parameter(key)
            if key == SEED_FIELD:
                found.append(f"Seed: {self.seed_problem()}")
            elif parameter is not None and self.is_active(key):
                why = self._why_not(parameter, self.choices.drafts[key])
                found.append(f"{parameter_label(parameter)}: {why}")
        if not self.choices.extensions:
            found.append("Choose at least one file format.")
        return tuple(found)

    def seed_problem(self) -> str:
        """Why the text in the seed's field cannot be used, or empty."""
        draft = self.choices.drafts.get(SEED_FIELD)
        return "" if draft is None else f"Use a whole number from 0 to {MAX_SEED}."

    def _known(self, key: str) -> ParameterAttributes:
        parameter = self.offer.parameter(key)
        if parameter is None:
            raise KeyError(key)
        return parameter

    def _read(self, parameter: ParameterAttributes, text: str) -> ParameterValue:
        if parameter.type is ParameterType.STRING:
            if parameter.choices and text not in parameter.choices:
                raise UnreadableError(f"Use one of: {', '.join(parameter.choices)}.")
            if not text.strip():
                raise UnreadableError("Type a word.")
            return text
        return read_number(parameter, text, self.length_unit)

    def _why_not(self, parameter: ParameterAttributes, text: str) -> str:
        try:
            self._read(parameter, text)
        except UnreadableError as error:
            return str(error)
        return ""
