"""The form's state: what a model offers, what the user set, what the last preview made of it.

No Qt. Every change goes through `History`, so that it can be undone; listeners are told after each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from opus_studio.api.messages import GenerationRequest, ParameterValue
from opus_studio.protocol import DRAWN_SEEDS, MAX_SEED, MAX_VARIATIONS
from opus_studio.ui.form import wire
from opus_studio.ui.form.choices import Choices, Rgb, put, without
from opus_studio.ui.form.units import UnreadableError
from opus_studio.ui.form.view import SEED_FIELD, FormView
from opus_studio.ui.form.words import asset_of_words, words_allowing

SEED_ROLL = DRAWN_SEEDS
"""Rolled seeds are below this: short enough to read out and to note down."""


class FormState(FormView):
    """What the user chose for one model, and every change of it; see `FormView` for reading."""

    def choose_asset(self, slot: str, asset: str) -> None:
        """Fill a slot with an asset; empty for Auto.

        Auto gives up the values set in the slot and the words that fix an asset, since either would
        choose one.
        """
        choices = self.choices
        if asset:
            words = choices.keywords.get(slot, ())
            keep = words_allowing(self.offer.slot(slot), asset, words)
            self._do(
                replace(
                    choices,
                    assets=put(choices.assets, slot, asset),
                    keywords=put(choices.keywords, slot, keep or None),
                )
            )
            return
        keys = self.offer.keys_of_slot(slot)
        keep = words_allowing(self.offer.slot(slot), "", choices.keywords.get(slot, ()))
        self._do(
            replace(
                choices,
                assets=put(choices.assets, slot, None),
                keywords=put(choices.keywords, slot, keep or None),
                values=without(choices.values, keys),
                drafts=without(choices.drafts, keys),
            )
        )

    def toggle_keyword(self, key: str, word: str, on: bool) -> None:
        """Switch a word on or off for a slot, a nested model, or `*`.

        A template takes the place of any other of its model, wherever that was chosen.
        """
        choices = self.choices
        if on:
            choices = replace(choices, keywords=self._without_other_templates(key, word))
        words = tuple(each for each in choices.keywords.get(key, ()) if each != word)
        words = (*words, word) if on else words
        assets = choices.assets
        if on and self.offer.has_slot(key):
            # A word that only one asset has chooses it, also against what was chosen before.
            slot = self.offer.slot(key)
            meant = asset_of_words(slot, (word,))
            if meant:
                words = words_allowing(slot, meant, words)
                if self.chosen_asset(key) not in ("", meant):
                    assets = put(assets, key, meant)
        self._do(
            replace(choices, assets=assets, keywords=put(choices.keywords, key, words or None))
        )

    def choose_template(self, key: str, template: str) -> None:
        """Let one template hold for the model that `key` (a model or `*`) speaks of, or none."""
        keywords = self._without_other_templates(key, template)
        words = tuple(word for word in keywords.get(key, ()) if word != template)
        wanted = (template, *words) if template else words
        self._do(replace(self.choices, keywords=put(keywords, key, wanted or None)))

    def set_value(self, key: str, value: ParameterValue, *, moving: bool = False) -> None:
        """Set a parameter. `moving` merges the change with those before it into one undo step."""
        choices = self.choices
        slot = self.offer.slot_of_key(key)
        asset = key.rpartition("/")[0]
        assets, keywords = choices.assets, choices.keywords
        if slot in assets and assets[slot] != asset:
            assets = put(assets, slot, asset)
        if slot in keywords and self.offer.has_slot(slot):
            # The value chooses its asset, also against a word that fixes another one.
            words = words_allowing(self.offer.slot(slot), asset, keywords[slot])
            keywords = put(keywords, slot, words or None)
        self._do(
            replace(
                choices,
                assets=assets,
                keywords=keywords,
                values=put(choices.values, key, value),
                drafts=put(choices.drafts, key, None),
            ),
            merge=f"value:{key}" if moving else "",
        )

    def type_value(self, key: str, text: str, *, finished: bool = False) -> None:
        """Take over what is typed into a parameter's field.

        While typing, only unusable text is recorded (with the reason); when `finished`, a usable
        text becomes the value.
        """
        parameter = self._known(key)
        try:
            value = self._read(parameter, text)
        except UnreadableError:
            self._do(
                replace(self.choices, drafts=put(self.choices.drafts, key, text)),
                merge=f"draft:{key}",
            )
            return
        if finished:
            self.set_value(key, value)
        else:
            self._do(
                replace(self.choices, drafts=put(self.choices.drafts, key, None)),
                merge=f"draft:{key}",
            )

    def drop_draft(self, key: str) -> None:
        """Forget text that could not be used; the value stays as it was."""
        self._do(replace(self.choices, drafts=put(self.choices.drafts, key, None)))

    def reset_value(self, key: str) -> None:
        """Give a parameter back to the seed."""
        self._do(
            replace(
                self.choices,
                values=put(self.choices.values, key, None),
                drafts=put(self.choices.drafts, key, None),
            )
        )

    def set_color(self, owner: str, color: Rgb | None, *, moving: bool = False) -> None:
        """Colour a model, slot or asset; None gives it back. `moving` as in `set_value`."""
        colors = put(self.choices.colors, owner, color)
        self._do(replace(self.choices, colors=colors), merge=f"color:{owner}" if moving else "")

    def set_seed(self, seed: int) -> None:
        """Use another seed.

        Raises:
            ValueError: it is not within 0 and `MAX_SEED`.
        """
        if not 0 <= seed <= MAX_SEED:
            raise ValueError(f"a seed is 0 to {MAX_SEED}, not {seed}")
        drafts = put(self.choices.drafts, SEED_FIELD, None)
        self._do(replace(self.choices, seed=seed, drafts=drafts))

    def type_seed(self, text: str, *, finished: bool = False) -> None:
        """Take over what is typed into the seed's field."""
        cleaned = text.strip()
        usable = cleaned.isascii() and cleaned.isdecimal() and int(cleaned[:20]) <= MAX_SEED
        if not usable:
            drafts = put(self.choices.drafts, SEED_FIELD, text)
            self._do(replace(self.choices, drafts=drafts), merge="draft:seed")
        elif finished:
            self.set_seed(int(cleaned))
        else:
            drafts = put(self.choices.drafts, SEED_FIELD, None)
            self._do(replace(self.choices, drafts=drafts), merge="draft:seed")

    def lock_seed(self, locked: bool) -> None:
        """Keep the seed, or let the dice have it."""
        self._do(replace(self.choices, seed_locked=locked))

    def set_resolution(self, resolution: int) -> None:
        """Side of the texture maps, pixels."""
        self._do(replace(self.choices, resolution=resolution))

    def toggle_extension(self, extension: str, on: bool) -> None:
        """Ask for a file format, or no longer."""
        rest = tuple(each for each in self.choices.extensions if each != extension)
        self._do(replace(self.choices, extensions=(*rest, extension) if on else rest))

    def set_count(self, count: int) -> None:
        """How many variants to ask for; kept within 1 and `MAX_VARIATIONS`."""
        self._do(replace(self.choices, count=min(max(count, 1), MAX_VARIATIONS)))

    def reset_slot(self, slot: str) -> None:
        """Give a whole section back."""
        choices = self.choices
        keys = self.offer.keys_of_slot(slot)
        self._do(
            replace(
                choices,
                assets=put(choices.assets, slot, None),
                keywords=put(choices.keywords, slot, None),
                values=without(choices.values, keys),
                drafts=without(choices.drafts, keys),
                colors=without(choices.colors, self.offer.color_owners(slot)),
            )
        )

    def reset_all(self) -> None:
        """Give everything on the model back; seed and output stay."""
        kept = self.choices
        self._do(
            Choices(
                seed=kept.seed,
                seed_locked=kept.seed_locked,
                resolution=kept.resolution,
                extensions=kept.extensions,
                count=kept.count,
            )
        )

    def undo(self) -> None:
        """Take the last change back."""
        if self._history.undo():
            self._tell()

    def redo(self) -> None:
        """Make the change again that was taken back."""
        if self._history.redo():
            self._tell()

    def settle(self) -> None:
        """A movement has ended: the next change is an undo step of its own."""
        self._history.settle()

    def set_resolved(
        self,
        values: Mapping[str, tuple[ParameterValue, str]],
        assets: Mapping[str, str],
    ) -> None:
        """Show what the last preview or job used; no undo step."""
        self._resolved = dict(values)
        self._resolved_assets = dict(assets)
        self._tell()

    # The wire ----------------------------------------------------------------------------------

    def to_request(self) -> GenerationRequest:
        """What to ask the service for.

        Raises:
            ValueError: the form has problems; see `problems`.
        """
        found = self.problems()
        if found:
            raise ValueError(" ".join(found))
        return wire.request_of(self)

    def from_request(self, request: GenerationRequest) -> tuple[str, ...]:
        """Take everything over from a request, as one undo step.

        Returns:
            Sentences on what this model does not have; empty when all was taken over.
        """
        choices, notes = wire.choices_of(self, request)
        self._do(choices)
        return notes

    def _without_other_templates(self, key: str, word: str) -> Mapping[str, tuple[str, ...]]:
        """The keywords when `word` is chosen; an empty one stands for no template."""
        keywords = self.choices.keywords
        templates, keys = self.offer.templates_under(key)
        if word and word not in templates:
            return keywords
        others = templates - {word}
        kept = {
            name: tuple(w for w in words if name not in keys or w not in others)
            for name, words in keywords.items()
        }
        return {name: words for name, words in kept.items() if words}

    # Inside ------------------------------------------------------------------------------------

    def _do(self, choices: Choices, merge: str = "") -> None:
        if self._history.do(choices, merge):
            self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
