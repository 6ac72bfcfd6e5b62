"""The actors of a model, kept from one preview to the next: only their arrays are exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkProperty, vtkRenderWindow
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderer

from opus_studio.ui.preview.result import PreviewResult, Surface
from opus_studio.ui.viewport import materials, shaders
from opus_studio.ui.viewport.appearance import Shading
from opus_studio.ui.viewport.materials import TextureStore
from opus_studio.ui.viewport.meshes import polydata

_PHYSICALLY_BASED = 3
"""VTK_PBR."""


@dataclass(eq=False)
class Member:
    """An actor, what it plays, its own look, and the look in which it was drawn before."""

    actor: vtkActor
    slot: str
    look: vtkProperty
    glass: bool
    known_as: vtkProperty | None = None


class ModelActors:
    """The actors of one model in one renderer."""

    def __init__(self, renderer: vtkOpenGLRenderer, store: TextureStore) -> None:
        self._renderer = renderer
        self._store = store
        self._members: dict[tuple[str, str, int], Member] = {}
        self._looks: dict[Surface, vtkProperty] = {}
        self._shading: Shading = "material"
        self._edges = False
        self._exposure = 1.0
        self._lit_slot: str | None = None

    def __iter__(self) -> Iterator[Member]:
        return iter(self._members.values())

    def __len__(self) -> int:
        return len(self._members)

    def show(self, result: PreviewResult) -> None:
        """Exchange arrays and materials; actors that play the same part again stay."""
        self._store.add(result.textures)
        data = [polydata(mesh) for mesh in result.meshes]
        left = dict(self._members)
        self._members = {}
        solid_first = sorted(result.draws, key=lambda d: result.surfaces[d.surface].opacity < 1)
        for draw in solid_first:
            surface = result.surfaces[draw.surface]
            number = 0
            while (key := (draw.slot, surface.name, number)) in self._members:
                number += 1
            member = left.pop(key, None)
            if member is None:
                member = self._engage(draw.slot)
            member.look = self._look(surface)
            if member.glass != surface.glass:
                member.glass = surface.glass
                shaders.dress(member.actor, glass=surface.glass)
            member.actor.GetMapper().SetInputData(data[draw.mesh])
            if draw.matrix is not None:
                member.actor.SetUserMatrix(_matrix(draw.matrix))
            self._members[key] = member
        for member in left.values():
            self._renderer.RemoveActor(member.actor)
        if len(self._looks) > 256:
            self._looks.clear()
        self._dress_all()

    def adopt(self, actors: Iterable[tuple[vtkActor, str]]) -> None:
        """Take over actors of an imported file, each with the name of its part."""
        self.clear()
        for number, (actor, name) in enumerate(actors):
            look = actor.GetProperty()
            _lit_properly(actor)
            glass = look.GetOpacity() < 0.999
            shaders.dress(actor, glass=glass)
            self._renderer.AddActor(actor)
            self._members[name, "", number] = Member(actor, name, look, glass)
        self._members = dict(sorted(self._members.items(), key=lambda item: item[1].glass))
        self._dress_all()

    def clear(self) -> None:
        """Dismiss every actor."""
        for member in self._members.values():
            self._renderer.RemoveActor(member.actor)
        self._members = {}

    def release(self, window: vtkRenderWindow) -> None:
        """Free the textures on the graphics card, also those that nobody wears now."""
        self._store.release(window)
        self._looks.clear()

    def newcomers(self) -> list[Member]:
        """Those that were never drawn as they look now: their first frame takes long."""
        return [member for member in self if member.known_as is not member.actor.GetProperty()]

    @contextmanager
    def alone(self, member: Member | None) -> Iterator[None]:
        """Only this member (or none) is visible, and is thereby drawn; then all are again."""
        for other in self:
            other.actor.SetVisibility(other is member)
        try:
            yield
            if member is not None:
                member.known_as = member.actor.GetProperty()
        finally:
            for other in self:
                other.actor.VisibilityOn()

    def set_shading(self, shading: Shading, *, edges: bool, on_dark: bool) -> None:
        """How surfaces are drawn, and whether edges of triangles lie on top."""
        self._shading, self._edges = shading, edges
        self._store.set_line_color(on_dark=on_dark)
        self._dress_all()

    def set_exposure(self, exposure: float) -> None:
        """Factor on linear light before tone mapping."""
        self._exposure = exposure
        for member in self:
            shaders.set_exposure(member.actor, exposure)

    def highlight(self, slot: str | None) -> None:
        """Lay the accent colour over the parts of `slot`; None takes it away."""
        self._lit_slot = slot
        for member in self:
            shaders.set_highlight(member.actor, float(slot is not None and member.slot == slot))

    def slot_of(self, actor: vtkActor | None) -> str:
        """The slot that the actor belongs to, empty when it is none of these."""
        return next((member.slot for member in self if member.actor is actor), "")

    def _engage(self, slot: str) -> Member:
        actor = vtkActor()
        actor.SetMapper(vtkPolyDataMapper())
        shaders.dress(actor, glass=False)
        self._renderer.AddActor(actor)
        return Member(actor, slot, actor.GetProperty(), glass=False)

    def _look(self, surface: Surface) -> vtkProperty:
        textured = bool(surface.texture) and self._store.get(surface.texture) is not None
        worn = surface if textured or not surface.texture else surface.without_texture()
        if worn not in self._looks:
            self._looks[worn] = materials.material_property(worn, self._store)
        return self._looks[worn]

    def _dress_all(self) -> None:
        mode = {"wireframe": shaders.UNLIT, "normals": shaders.NORMALS}.get(
            self._shading, shaders.LIT
        )
        for member in self:
            chosen = self._store.shared(self._shading) or member.look
            _draw_edges(chosen, self._edges)
            if chosen is not member.actor.GetProperty():
                member.actor.SetProperty(chosen)
                chosen.Modified()  # or the mapper keeps the shader of the look before
            shaders.set_mode(member.actor, mode)
            shaders.set_glass(member.actor, glass=member.glass and self._shading == "material")
            shaders.set_exposure(member.actor, self._exposure)
            lit = self._lit_slot is not None and member.slot == self._lit_slot
            shaders.set_highlight(member.actor, float(lit))


def _draw_edges(look: vtkProperty, on: bool) -> None:
    look.SetEdgeVisibility(on)
    look.SetEdgeColor(0.05, 0.10, 0.22)
    look.SetEdgeOpacity(0.65)
    look.SetLineWidth(1.0)


def _lit_properly(actor: vtkActor) -> None:
    """Files without physically based materials (STL, PLY) get plausible ones."""
    look = actor.GetProperty()
    if look.GetInterpolation() == _PHYSICALLY_BASED:
        return
    shininess = look.GetSpecularPower()
    look.SetInterpolationToPBR()
    look.SetRoughness(float(np.clip(np.sqrt(2.0 / (shininess + 2.0)), 0.15, 0.9)))
    look.SetMetallic(0.0)


def _matrix(values: np.ndarray) -> vtkMatrix4x4:
    matrix = vtkMatrix4x4()
    matrix.DeepCopy(values.reshape(-1).tolist())
    return matrix
