"""Which slot each node of a glTF file belongs to, and how many materials there are: from its JSON.

Files of ours carry `extras.slot` on their nodes; what has none belongs to the slot of the nearest
node above. Nothing but the JSON is read, which takes a millisecond.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_MAGIC = b"glTF"
_JSON_CHUNK = 0x4E4F534A  # "JSON", glTF 2.0 section 4.4.3


@dataclass(frozen=True)
class GltfFacts:
    """What VTK's importer does not tell.

    Attributes:
        slots: Slot by node name; a name that stands in several slots is left out.
        materials: How many materials the meshes wear.
    """

    slots: Mapping[str, str] = field(default_factory=dict)
    materials: int = 0


def read_facts(path: Path) -> GltfFacts:
    """Read them; a file that is not as expected has none, whether it can be shown or not."""
    try:
        document = _document(path)
        found = _walk(document.get("nodes", []))
        worn = {
            primitive.get("material")
            for mesh in document.get("meshes", [])
            for primitive in mesh["primitives"]
        }
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, struct.error):
        return GltfFacts()
    slots = {name: slots.pop() for name, slots in found.items() if len(slots) == 1}
    return GltfFacts(slots, len(worn))


def _document(path: Path) -> Mapping[str, Any]:
    with path.open("rb") as file:
        if file.read(4) != _MAGIC:
            file.seek(0)
            return dict(json.load(file))
        file.seek(12)
        length, kind = struct.unpack("<II", file.read(8))
        if kind != _JSON_CHUNK:
            raise ValueError("The first chunk is not JSON.")
        return dict(json.loads(file.read(length)))


def _walk(nodes: Sequence[Mapping[str, Any]]) -> dict[str, set[str]]:
    """Every slot in which a name stands."""
    below = {child for node in nodes for child in node.get("children", ())}
    found: dict[str, set[str]] = {}
    waiting = [(number, "") for number in range(len(nodes)) if number not in below]
    while waiting:
        number, inherited = waiting.pop()
        node = nodes[number]
        slot = str((node.get("extras") or {}).get("slot", "") or inherited)
        if slot and "name" in node:
            found.setdefault(str(node["name"]), set()).add(slot)
        waiting.extend((child, slot) for child in node.get("children", ()))
    return found
