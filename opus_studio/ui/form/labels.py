"""Words for people, made from names on the wire where the service gives none."""

from __future__ import annotations

import re

from opus_studio.api.messages import (
    AssetAttributes,
    ModelAttributes,
    ParameterAttributes,
    SlotAttributes,
)

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_GENERATED = re.compile(r"[_ ]gen$", re.IGNORECASE)

_ALONE = "Standalone"
_MODEL_NAMES = {"Library": "Bookcase"}


def humanise(name: str) -> str:
    """A name as a phrase: `arm_height` and `armHeight` become "Arm height"."""
    words = _HUMP.sub("_", name).replace("-", "_").split("_")
    # A word of capitals is an abbreviation and stays as it is.
    spoken = [word if word.isupper() and len(word) > 1 else word.lower() for word in words if word]
    phrase = " ".join(spoken)
    return phrase[:1].upper() + phrase[1:] if phrase else name


def choice_label(choice: str) -> str:
    """What an allowed word is called: `painted_wood/white` becomes "Painted wood, white"."""
    return humanise(choice.replace("/", ", "))


def parameter_label(parameter: ParameterAttributes) -> str:
    """What a parameter is called in the form."""
    return parameter.label or humanise(parameter.name)


def is_found(parameter: ParameterAttributes, query: str) -> bool:
    """Whether a search (case-folded) finds a parameter by label, name or description."""
    texts = (parameter_label(parameter), parameter.name, parameter.description)
    return any(query in text.casefold() for text in texts)


def slot_label(slot: SlotAttributes) -> str:
    """What a section is called, without the model's own name in front."""
    return slot.label or humanise(_without_prefix(slot.name, slot.model))


def asset_label(asset: AssetAttributes, slot: SlotAttributes) -> str:
    """What an alternative is called, without the slot's name in front."""
    if asset.label:
        return asset.label
    bare = _GENERATED.sub("", _without_prefix(asset.name, slot.name))
    return humanise(bare or asset.name)


def model_label(model: ModelAttributes) -> str:
    """What a model is called."""
    return model.label or model_name(model.name)


def model_name(name: str) -> str:
    """What a model is called where only its name on the wire is known, as in the history of jobs.

    `GarageDoorStandalone` is the "Garage door", and the piece of furniture `Library` the
    "Bookcase": the studio has a pane called Library.
    """
    return _MODEL_NAMES.get(name) or humanise(name.removesuffix(_ALONE) or name)


def _without_prefix(name: str, prefix: str) -> str:
    stem = f"{prefix}_"
    return name[len(stem) :] if prefix and name.lower().startswith(stem.lower()) else name
