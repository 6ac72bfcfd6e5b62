"""Which keyword means which asset of a slot. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from opus_studio.api.messages import SlotAttributes


def asset_of_words(slot: SlotAttributes, words: Sequence[str]) -> str:
    """The asset that a word fixes because no other asset of the slot has it, or empty."""
    if len(slot.assets) < 2:
        return ""
    for word in words:
        having = [asset.name for asset in slot.assets if word in (*asset.keywords, asset.name)]
        if len(having) == 1:
            return having[0]
    return ""


def repeats_asset(slot: SlotAttributes, word: str) -> bool:
    """Whether the word only says what the choice of an asset says: `circular` of `arm_circular`."""
    return any(asset.name == f"{slot.name}_{word}" for asset in slot.assets)


def offered_for_all(slots: Sequence[SlotAttributes], word: str) -> bool:
    """Whether a word makes sense for a whole model: to some slot it says more than an asset's name.

    `modern` does; `none` or `casement` only repeat what an asset is called.
    """
    return any(word in slot.keywords and not repeats_asset(slot, word) for slot in slots)


def shared_words(slots: Sequence[SlotAttributes]) -> frozenset[str]:
    """The tags that more than one of the slots has."""
    counts = Counter(word for slot in slots for word in slot.keywords)
    return frozenset(word for word, count in counts.items() if count > 1)


def words_allowing(slot: SlotAttributes, asset: str, words: Sequence[str]) -> tuple[str, ...]:
    """Those of the words that fix no other asset than this one (or none at all, when empty)."""
    return tuple(word for word in words if asset_of_words(slot, (word,)) in ("", asset))


def word_for_asset(slot: SlotAttributes, name: str) -> str:
    """A word that means this asset of the slot and no other.

    A tag goes before a template, since a template also brings values of its own; a tag that is part
    of the asset's name says best what is meant. Where no word is its own, the asset's name is.
    """
    others = {word for asset in slot.assets if asset.name != name for word in asset.keywords}
    asset = next((asset for asset in slot.assets if asset.name == name), None)
    if asset is None:
        return name
    tags = [tag for tag in asset.tags if tag not in others]
    templates = [template for template in asset.templates if template not in others]
    telling = [tag for tag in tags if tag.lower() in name.lower()]
    return next(iter((*telling, *tags, *templates)), name)
