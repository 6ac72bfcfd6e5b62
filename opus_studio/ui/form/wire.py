"""Between the form's choices and the request on the wire. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opus_studio.api.messages import (
    GenerationRequest,
    ParameterAttributes,
    ParameterType,
    ParameterValue,
)
from opus_studio.protocol import COLOR, MAX_COUNT
from opus_studio.ui.form.choices import Choices, Rgb
from opus_studio.ui.form.labels import humanise
from opus_studio.ui.form.words import asset_of_words, word_for_asset

if TYPE_CHECKING:
    from opus_studio.ui.form.view import FormView


def request_of(state: FormView, extensions: Sequence[str] = ()) -> GenerationRequest:
    """The request that says what the state holds.

    Args:
        state: What is chosen.
        extensions: In place of the chosen file formats.

    Returns:
        The request; its count stops at the protocol's limit.
    """
    choices = state.choices
    values: dict[str, ParameterValue] = {
        key: value for key, value in choices.values.items() if state.is_active(key)
    }
    fixed = {key.rpartition("/")[0] for key in values}
    keywords = dict(choices.keywords)
    for slot_name, asset in choices.assets.items():
        slot = state.offer.slot(slot_name)
        words = keywords.get(slot_name, ())
        if len(slot.assets) > 1 and asset not in fixed and not asset_of_words(slot, words):
            keywords[slot_name] = (*words, word_for_asset(slot, asset))
    for owner, color in choices.colors.items():
        values[f"{owner}/{COLOR}"] = color
    return GenerationRequest.model_validate(
        {
            "name": state.attributes.main.name,
            "kind": state.kind,
            "texture_resolution": choices.resolution,
            "extensions": tuple(extensions) or choices.extensions,
            "parameters": values,
            "keywords": keywords,
            "seed": choices.seed,
            "count": min(choices.count, MAX_COUNT),
        }
    )


def choices_of(state: FormView, request: GenerationRequest) -> tuple[Choices, tuple[str, ...]]:
    """The choices that say what the request holds, and what the model does not have of it."""
    notes: list[str] = []
    assets, keywords = _words(state, request, notes)
    values: dict[str, ParameterValue] = {}
    drafts: dict[str, str] = {}
    colors: dict[str, Rgb] = {}
    for key, value in request.parameters.items():
        owner, _, last = key.rpartition("/")
        parameter = state.offer.parameter(key)
        if parameter is not None:
            text = unusable(parameter, value)
            if text is None:
                values[key] = _typed(parameter, value)
            else:
                drafts[key] = text
        elif last == COLOR and isinstance(value, tuple) and state.offer.may_have_color(owner):
            colors[owner] = _rgb(value)
        else:
            notes.append(f"“{humanise(last)}” ({key}) is unknown here and was left out.")
    now = state.choices
    choices = Choices(
        assets=assets,
        keywords=keywords,
        values=values,
        colors=colors,
        drafts=drafts,
        seed=now.seed if request.seed is None else request.seed,
        seed_locked=now.seed_locked,
        resolution=request.texture_resolution,
        extensions=tuple(request.extensions),
        count=request.count,
    )
    return choices, tuple(notes)


def unusable(parameter: ParameterAttributes, value: ParameterValue) -> str | None:
    """None when the value fits the parameter; else the value as text, to be shown as wrong."""
    if parameter.type is ParameterType.STRING:
        fits = isinstance(value, str) and (not parameter.choices or value in parameter.choices)
        return None if fits else str(value)
    if isinstance(value, str | tuple):
        return str(value)
    low, high = parameter.limits or (value, value)
    whole = parameter.type is not ParameterType.INT or float(value).is_integer()
    return None if whole and low <= value <= high else repr(value)


def _typed(parameter: ParameterAttributes, value: ParameterValue) -> ParameterValue:
    if parameter.type is ParameterType.INT and isinstance(value, int | float):
        return int(value)
    return float(value) if parameter.type is ParameterType.FLOAT else value  # type: ignore[arg-type]


def _words(
    state: FormView, request: GenerationRequest, notes: list[str]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Assets named outright, and the words that the model knows, by slot, nested model or `*`."""
    assets: dict[str, str] = {}
    keywords: dict[str, tuple[str, ...]] = {}
    for key, words in request.keywords.items():
        known = state.offer.words_of(key)
        if known is None:
            notes.append(
                f"“{humanise(key)}” is not a part of this model; its keywords were left out."
            )
            continue
        kept = []
        for word in words:
            if word in known:
                kept.append(word)
            elif state.offer.slot_of_asset(word) == key:
                assets[key] = word
            else:
                notes.append(f"The keyword “{word}” is unknown here and was left out.")
        if kept:
            keywords[key] = tuple(dict.fromkeys(kept))
    return assets, keywords


def _rgb(value: tuple[float, ...]) -> Rgb:
    """0..1 floats, or 0..255 when any value is above 1."""
    scale = 255.0 if max(value) > 1 else 1.0
    red, green, blue = (min(max(part / scale, 0.0), 1.0) for part in value)
    return (red, green, blue)


def preview_of(state: FormView) -> GenerationRequest:
    """The request of a preview: what cannot be used counts as not typed."""
    choices = state.choices
    plain = request_of(state, choices.extensions or ("glb",))
    return plain.model_copy(update={"count": 1})
