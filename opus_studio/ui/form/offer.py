"""What a model offers, ready to be looked up by name. No Qt."""

from __future__ import annotations

from opus_studio.api.messages import Attributes, ParameterAttributes, SlotAttributes
from opus_studio.protocol import EVERYTHING


class Offer:
    """Slots, assets, parameters and words of a model and of the models nested in it.

    A slot is known by its name alone, as on the wire: nested models that share a slot's name share
    what is chosen for it.
    """

    def __init__(self, attributes: Attributes) -> None:
        self.attributes = attributes
        self._slots: dict[str, SlotAttributes] = {}
        self._parameters: dict[str, ParameterAttributes] = {}
        self._slot_of_asset: dict[str, str] = {}
        self._keys: dict[str, frozenset[str]] = {}
        for slot in attributes.slots:
            self._slots.setdefault(slot.name, slot)
            for asset in slot.assets:
                self._slot_of_asset.setdefault(asset.name, slot.name)
                for parameter in asset.parameters:
                    self._parameters.setdefault(parameter.key, parameter)

    def slot(self, name: str) -> SlotAttributes:
        """A slot by its name.

        Raises:
            KeyError: the model has no such slot.
        """
        return self._slots[name]

    def has_slot(self, name: str) -> bool:
        """Whether there is a slot of that name."""
        return name in self._slots

    def parameter(self, key: str) -> ParameterAttributes | None:
        """A parameter by its key, or None."""
        return self._parameters.get(key)

    def slot_of_asset(self, asset: str) -> str:
        """The slot that an asset belongs to, or empty."""
        return self._slot_of_asset.get(asset, "")

    def slot_of_key(self, key: str) -> str:
        """The slot that a parameter belongs to, or empty."""
        return self.slot_of_asset(key.rpartition("/")[0])

    def words_of(self, key: str) -> frozenset[str] | None:
        """Words that `key` (a slot, a nested model or `*`) may take; None when it is unknown."""
        if key == EVERYTHING:
            slots = self.attributes.slots
        elif key in self._slots:
            slots = (self._slots[key],)
        else:
            model = self.attributes.model(key)
            if model is None:
                return None
            slots = model.slots
        return frozenset(word for slot in slots for word in slot.keywords)

    def templates_under(self, key: str) -> tuple[frozenset[str], frozenset[str]]:
        """The templates of the model that `key` (slot, model or `*`) speaks of, and all its keys.

        One template of a model holds at a time: they are whole designs.

        Returns:
            Names of templates, and the keys of `keywords` under which they may stand.
        """
        models = self.attributes.models
        if key == EVERYTHING:
            model = self.attributes.main
        elif key in self._slots:
            owner = self._slots[key].model
            model = self.attributes.model(owner) or self.attributes.main
        else:
            model = self.attributes.model(key) or self.attributes.main
        names = frozenset(
            word for slot in model.slots for asset in slot.assets for word in asset.templates
        )
        keys = {model.name, *(slot.name for slot in model.slots)}
        return names, frozenset(keys | {EVERYTHING} if model is models[0] else keys)

    def keys_of_slot(self, slot: str) -> frozenset[str]:
        """The keys of all parameters of a slot's assets."""
        if slot not in self._keys:
            found = self._slots.get(slot)
            assets = found.assets if found else ()
            self._keys[slot] = frozenset(
                parameter.key for asset in assets for parameter in asset.parameters
            )
        return self._keys[slot]

    def color_owners(self, slot: str) -> frozenset[str]:
        """Who may have a colour within a slot: itself and its assets."""
        found = self._slots.get(slot)
        assets = found.assets if found else ()
        return frozenset((slot, *(asset.name for asset in assets)))

    def may_have_color(self, owner: str) -> bool:
        """Whether it is a model, a slot or an asset."""
        models = {model.name for model in self.attributes.models}
        return owner in models or owner in self._slots or owner in self._slot_of_asset
