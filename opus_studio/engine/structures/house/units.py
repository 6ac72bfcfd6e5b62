"""The windows and the door of a house: each distinct one is built once and stands many times."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, Protocol

import numpy as np
import shapely

from opus_studio.engine.components import door, garage_door, window
from opus_studio.engine.components.door.assets import FRAME as DOOR_FRAME
from opus_studio.engine.components.garage_door.assets import FRAME as GARAGE_FRAME
from opus_studio.engine.components.window.assets import (
    FRAME,
    HARDWARE,
    SHUTTERS,
    SILL,
    TRIM,
    NoShutters,
    NoSill,
    NoTrim,
)
from opus_studio.engine.geometry.build import Floats, cross
from opus_studio.engine.scene import Material, Node, Scene
from opus_studio.engine.schema import Model, Options, Resolved, Slot
from opus_studio.engine.structures.house.garage_assets import GARAGE, AttachedGarage
from opus_studio.engine.values import Origin, Value

WINDOW, DOOR, GARAGE_DOOR = window.MODEL, door.MODEL, garage_door.MODEL

REVEAL = 0.09
"""How far windows without casing stand back in masonry, metres."""

_MATCHING: Final = {
    "painted_wood/cream": "painted_wood/ivory",
    "painted_wood/chocolate": "walnut",
    "painted_wood/forest": "painted_wood/sage",
    "painted_metal/grey": "painted_metal/anthracite",
}
"""Frames that go with a house's trim where there is no such frame."""

_FRAMES: Final[dict[str, Slot[Any]]] = {
    WINDOW.name: FRAME, DOOR.name: DOOR_FRAME, GARAGE_DOOR.name: GARAGE_FRAME,
}  # fmt: skip

_LAP = 0.004
"""How far boards reach under a casing, metres."""

_NARROWEST, _LOWEST = 0.45, 0.45
"""Metres. What a derived window has at least."""


@dataclass(frozen=True, eq=False)
class Unit:
    """A window or a door that can stand in many places.

    Attributes:
        name: `Window` or `Door`.
        children: What stands at its node; shared by all its places.
        bare: The same without fittings.
        width: Of its frame, metres.
        height: Of its frame, metres.
        bounds: `(2, 3)` everything with casing, sill and shutters, metres.
        back: How far its frame stands back from the wall's face, metres.
        triangles: As drawn once.
    """

    name: str
    children: tuple[Node, ...]
    bare: tuple[Node, ...]
    width: float
    height: float
    bounds: Floats
    back: float
    triangles: int

    @property
    def need(self) -> float:
        """Width that it takes on the wall, metres."""
        return 2.0 * float(max(-self.bounds[0, 0], self.bounds[1, 0], self.width / 2.0))

    @cached_property
    def front(self) -> shapely.Geometry:
        """Where boards leave room for frame, casing and sill, seen from the front, metres."""
        around = [child for child in self.children if child.name in ("Trim", "Casing")]
        sills = [child for child in self.children if child.name == "Sill"]
        frame = shapely.box(-self.width / 2.0, 0.0, self.width / 2.0, self.height)
        # Boards reach under a casing and stop at a bare frame and at a sill.
        lapped = [_seen(node).buffer(-_LAP, join_style="mitre") for node in around]
        stops = [_seen(node).buffer(0.002, join_style="mitre") for node in sills]
        return shapely.union_all([frame.buffer(0.001, join_style="mitre"), *lapped, *stops])


class Fit(Protocol):
    """Gives a nested model values that the house derives, and notes them for the record."""

    def __call__(self, nested: Resolved, slot: Slot[Any], **values: Value) -> Resolved:
        """See `Resolved.fitted`."""


@dataclass(frozen=True)
class Units:
    """Makes windows of the sizes that a house needs, each once.

    Attributes:
        resolved: The house as resolved.
        fit: See `Fit`.
        trim_finish: Of the boards of the house, which its frames match.
        boarded: Boards cover the walls.
        window: The window as resolved.
        door: The door as resolved.
        main_size: Width and height of the windows of the ground floor, metres.
        door_size: Of the door's frame, metres.
    """

    resolved: Resolved
    fit: Fit
    trim_finish: str
    boarded: bool
    window: Resolved
    door: Resolved
    main_size: tuple[float, float]
    door_size: tuple[float, float]
    _made: dict[tuple[float, float], Unit] = field(default_factory=dict)
    _doors: list[Unit] = field(default_factory=list)

    @classmethod
    def of(
        cls, resolved: Resolved, fit: Fit, *, trim_finish: str, boarded: bool, longest_wall: float
    ) -> Units:
        """The units of a house; the other arguments are attributes.

        Args:
            resolved: The house as resolved.
            fit: See `Fit`.
            trim_finish: Of the boards of the house, which its frames match.
            boarded: Boards cover the walls.
            longest_wall: Of the plan, metres: a window takes a part of it only.
        """
        nested = resolved.nested
        inside, entrance = nested[(WINDOW.name, "")], nested[(DOOR.name, "")]
        frame, leaf = inside[FRAME], entrance[DOOR_FRAME]
        width, height = frame.frame_width, frame.frame_height
        # What nobody asked for keeps to the proportions of houses.
        if origin(inside, FRAME, "frame_width") is Origin.RANDOM:
            width = min(max(width, 0.85), 1.9)
        if origin(inside, FRAME, "frame_height") is Origin.RANDOM:
            height = min(max(height, 1.15), 1.7)
        if origin(inside, FRAME, "frame_height") is not Origin.SET:
            height = min(height, 2.2)
        if origin(inside, FRAME, "frame_width") is not Origin.SET:
            width = min(width, 0.6 * longest_wall)
        door_size = (leaf.frame_width, leaf.frame_height)
        return cls(
            resolved, fit, trim_finish, boarded, inside, entrance, (width, height), door_size
        )

    def main(self) -> Unit:
        """The window of the ground floor."""
        return self.sized(*self.main_size)

    def sized(self, width: float, height: float) -> Unit:
        """A window of about this size; what the user set stays as it was set."""
        w = round(max(width, _NARROWEST), 3)
        h = round(max(height, _LOWEST), 3)
        if origin(self.window, FRAME, "frame_width") is Origin.SET:
            w = self.window[FRAME].frame_width
        if origin(self.window, FRAME, "frame_height") is Origin.SET:
            h = self.window[FRAME].frame_height
        if (w, h) not in self._made:
            self._made[(w, h)] = self._window(w, h)
        return self._made[(w, h)]

    def entrance(self) -> Unit:
        """The door."""
        if not self._doors:
            matched = self.fit(self.door, DOOR_FRAME, **self._finish(self.door, DOOR))
            chosen = replace(matched, detail=1)
            scene = door.build(chosen)
            w, h = self.door_size
            self._doors.append(_unit("Door", scene, w, h, 0.0))
        return self._doors[0]

    def garage(self) -> Unit:
        """The garage door, no wider than its wing has room for."""
        inside = self.resolved.nested[(GARAGE_DOOR.name, "")]
        asset = self.resolved[GARAGE]
        assert isinstance(asset, AttachedGarage)
        frame = inside[GARAGE_FRAME]
        width = min(frame.frame_width, round(asset.garage_width - 0.9, 2))
        height = min(frame.frame_height, 2.25)
        chosen = self.fit(
            inside, GARAGE_FRAME, frame_width=max(width, 2.1), frame_height=height,
            **self._finish(inside, GARAGE_DOOR),
        )  # fmt: skip
        scene = garage_door.build(replace(chosen, detail=1))
        made = chosen[GARAGE_FRAME]
        return _unit("Garage door", scene, made.frame_width, made.frame_height, 0.0)

    def matched(self) -> Resolved:
        """The window as resolved, its frame's finish that of the house's other windows."""
        return self.window.fitted(FRAME, **self._finish(self.window, WINDOW))

    def _window(self, width: float, height: float) -> Unit:
        back = self._back()
        chosen = self.fit(
            self.window,
            FRAME,
            frame_width=width,
            frame_height=height,
            **self._finish(self.window, WINDOW),
        )
        if back and not isinstance(chosen[SILL], NoSill):
            projection = float(getattr(chosen[SILL], "projection", 0.06))
            chosen = self.fit(chosen, SILL, projection=projection + back)
        scene = window.build(replace(chosen, detail=1))
        return _unit("Window", scene, width, height, back)

    def _finish(self, nested: Resolved, model: Model) -> dict[str, Value]:
        """The frames' finish that suits the house, where the request says nothing of them."""
        owners = {model.name, *(slot.name for slot in model.slots)}
        if owners & set(self.resolved.request.keywords):
            return {}
        finish = _MATCHING.get(self.trim_finish, self.trim_finish)
        known = model.parameters[f"{nested[_FRAMES[model.name]].name}/finish"]
        kind = known.kind
        return {"finish": finish} if isinstance(kind, Options) and finish in kind.options else {}

    def _back(self) -> float:
        """How far windows stand back: bare ones in masonry only."""
        bare = isinstance(self.window[TRIM], NoTrim) and isinstance(
            self.window[SHUTTERS], NoShutters
        )
        fixed = origin(self.window, SILL, "projection") is Origin.SET
        return REVEAL if bare and not fixed and not self.boarded else 0.0


def origin(resolved: Resolved, slot: Slot[Any], name: str) -> Origin:
    """Where a parameter's value comes from; `RANDOM` when the asset has no such parameter."""
    key = f"{resolved.assets[slot.name].name}/{name}"
    return next((v.origin for v in resolved.values if v.key == key), Origin.RANDOM)


def _unit(name: str, scene: Scene, width: float, height: float, back: float) -> Unit:
    seen: dict[Material, Material] = {}
    children = tuple(renamed(child, name, seen) for child in scene.root.children)
    return Unit(
        name, children, _stripped(children), width, height, scene.bounds, back,
        scene.triangle_count,
    )  # fmt: skip


def _seen(node: Node) -> shapely.Geometry:
    """What a branch covers seen from the front, its joints closed."""
    shapes = []
    for placed in Scene(Node("", children=(node,))).placed():
        corners = placed.points[placed.part.mesh.triangles]
        normal = cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        # Flat faces are enough: bevels are closed below.
        ahead = normal[:, 2] > 0.8 * np.linalg.norm(normal, axis=1)
        shapes.append(shapely.polygons(corners[ahead, :, :2]))
    whole = shapely.union_all(np.concatenate(shapes))
    closed = whole.buffer(0.014, join_style="mitre").buffer(-0.011, join_style="mitre")
    return shapely.simplify(shapely.transform(closed, _squared).buffer(0.0), 1e-4)


def _squared(points: Floats) -> Floats:
    """Corners that differ by a bevel in height (or sideways) moved to one height.

    Boards then end in one line above a casing and leave no slivers.
    """
    moved = points.copy()
    for axis in (0, 1):
        order = np.argsort(points[:, axis])
        step = np.diff(points[order, axis], prepend=points[order[0], axis])
        group = np.cumsum(step > 0.003)
        highest = np.zeros(group[-1] + 1)
        np.maximum.at(highest, group, points[order, axis] + 100.0)
        moved[order, axis] = highest[group] - 100.0
    return moved


def renamed(node: Node, owner: str, seen: dict[Material, Material]) -> Node:
    """A branch with its materials named after the model that they belong to."""
    parts = tuple(
        replace(part, material=seen.setdefault(part.material, _named(part.material, owner)))
        for part in node.parts
    )
    return replace(
        node, parts=parts, children=tuple(renamed(child, owner, seen) for child in node.children)
    )


def _stripped(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The branches without hinges, handles and stays."""
    return tuple(
        replace(node, children=_stripped(node.children))
        for node in nodes
        if node.slot != HARDWARE.name
    )


def _named(material: Material, owner: str) -> Material:
    name = material.name
    return replace(material, name=f"{owner} {name[:1].lower()}{name[1:]}")


__all__ = ["DOOR", "GARAGE_DOOR", "WINDOW", "Unit", "Units", "origin", "renamed"]
