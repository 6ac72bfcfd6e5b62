"""A form's choices and their history as a text to be kept, and back. No Qt.

What is read back may come from another version of the program or of the service: what the model
does not have any more is left out, and what cannot be read at all counts as not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from opus_studio.protocol import EXTENSIONS, MAX_SEED, MAX_VARIATIONS, TEXTURE_RESOLUTIONS
from opus_studio.ui.form.choices import Choices, History
from opus_studio.ui.form.offer import Offer
from opus_studio.ui.form.view import SEED_FIELD
from opus_studio.ui.form.wire import unusable

STEPS_KEPT = 100
"""Undo steps that outlive the program; the newest."""

_VERSION: Final = 1


class _Kept(BaseModel):
    version: int
    at: int
    steps: list[dict[str, Any]]


_CHOICES: Final = TypeAdapter(Choices)


def history_text(history: History) -> str:
    """The history as JSON: the newest steps around the one in force."""
    steps, at = history.excerpt(STEPS_KEPT)
    return _Kept(
        version=_VERSION, at=at, steps=[_plain(choices) for choices in steps]
    ).model_dump_json()


def history_from(text: str, offer: Offer) -> History | None:
    """The history that `history_text` wrote, as far as it fits what the model offers now.

    Returns:
        The history, or None when the text cannot be read.
    """
    try:
        kept = _Kept.model_validate_json(text)
        if kept.version != _VERSION:
            return None
        steps = [_CHOICES.validate_python(step) for step in kept.steps]
    except ValidationError:
        return None
    if not 0 <= kept.at < len(steps):
        return None
    return History.of([_fitting(choices, offer) for choices in steps], kept.at)


def _plain(choices: Choices) -> dict[str, Any]:
    fields = {name: getattr(choices, name) for name in Choices.__dataclass_fields__}
    return {
        name: dict(value) if isinstance(value, Mapping) else value for name, value in fields.items()
    }


def _fitting(choices: Choices, offer: Offer) -> Choices:
    """The choices without what the model does not have; values out of range become drafts."""
    values, drafts = {}, {}
    for key, value in choices.values.items():
        parameter = offer.parameter(key)
        if parameter is not None:
            text = unusable(parameter, value)
            if text is None:
                values[key] = value
            else:
                drafts[key] = text
    drafts |= {
        key: text
        for key, text in choices.drafts.items()
        if key == SEED_FIELD or offer.parameter(key) is not None
    }
    keywords = {
        key: tuple(word for word in words if word in (offer.words_of(key) or ()))
        for key, words in choices.keywords.items()
    }
    extensions = tuple(each for each in choices.extensions if each in EXTENSIONS)
    usable = choices.resolution in TEXTURE_RESOLUTIONS
    return replace(
        choices,
        assets={
            slot: asset
            for slot, asset in choices.assets.items()
            if offer.slot_of_asset(asset) == slot
        },
        keywords={key: words for key, words in keywords.items() if words},
        values=values,
        drafts=drafts,
        colors={owner: rgb for owner, rgb in choices.colors.items() if offer.may_have_color(owner)},
        seed=min(max(choices.seed, 0), MAX_SEED),
        resolution=choices.resolution if usable else TEXTURE_RESOLUTIONS[0],
        extensions=extensions,
        count=min(max(choices.count, 1), MAX_VARIATIONS),
    )
