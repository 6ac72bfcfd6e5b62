"""The words that select assets and bend what is drawn: sizes, styles, tags, templates."""

from __future__ import annotations

from opus_studio.engine.schema.asset import Asset, Slot
from opus_studio.engine.schema.model import Model

SIZES = ("small", "medium", "large")
"""The size keywords: at most one of them holds for a part."""

STYLES = ("simple", "modern", "classic", "rustic", "industrial", "craftsman", "scandinavian")
"""The style keywords: at most one of them holds for a part."""


def words_of_model(model: Model) -> set[str]:
    """Every keyword that says something to one of the model's own slots."""
    words = {w for slot in model.slots for w in words_of_slot(slot, model)}
    return words | {template.name for template in model.templates}


def words_of_slot(slot: Slot[Asset], model: Model) -> set[str]:
    """Every keyword that says something to one of the slot's assets."""
    return {word for asset in slot.assets for word in words_of_asset(asset, slot, model)}


def words_of_asset(asset: type[Asset], slot: Slot[Asset], model: Model) -> set[str]:
    """Every keyword that selects the asset in its slot: tags, templates, and its own name."""
    return {*slot.tags(asset), *model.template_names(asset), asset.name}
