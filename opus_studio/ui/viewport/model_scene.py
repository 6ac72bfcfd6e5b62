"""The stage: a renderer with light, ground, scale figure and the actors of one model.

Shared by the window's viewport and by pictures without a display, so that both look the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkLogger
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkCellPicker,
    vtkPolyDataMapper,
    vtkRenderWindow,
    vtkTexture,
)
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderer

from opus_studio.ui.preview.result import PreviewResult, Triple
from opus_studio.ui.viewport import ground, lights
from opus_studio.ui.viewport.appearance import Look
from opus_studio.ui.viewport.camera import Orbit
from opus_studio.ui.viewport.displayed_model import (
    DisplayedModel,
    displayed_model_of,
    place_of_person,
)
from opus_studio.ui.viewport.materials import TextureStore
from opus_studio.ui.viewport.meshes import polydata
from opus_studio.ui.viewport.model_actors import ModelActors

# What VTK has to say goes to stderr past `logging`; its warnings are about extensions of files that
# it passes over.
vtkLogger.SetStderrVerbosity(vtkLogger.VERBOSITY_ERROR)

Rectangle: TypeAlias = tuple[int, int, int, int]
"""Left, bottom, width and height in pixels."""


@dataclass(frozen=True, eq=False)
class Imported:
    """A model file as actors, each with its slot, and what is needed to stand it on the stage."""

    actors: tuple[tuple[vtkActor, str], ...]
    displayed: DisplayedModel
    shadow: NDArray[np.uint8] | None
    shadow_bounds: tuple[float, float, float, float] = field(default=(0.0, 0.0, 0.0, 0.0))


class ModelScene:
    """One model in one renderer."""

    def __init__(
        self,
        renderer: vtkOpenGLRenderer,
        store: TextureStore | None = None,
        *,
        kindled: bool = True,
    ) -> None:
        """An empty stage.

        Args:
            renderer: It draws nothing else.
            store: Textures shared with other stages of the same window.
            kindled: Without this, the light of the surroundings, which takes a tenth of a second to
                prepare, waits until `kindle` is called.
        """
        self.renderer = renderer
        self._kindled = kindled
        self.cast = ModelActors(renderer, store or TextureStore())
        self.displayed = DisplayedModel()
        self.look = Look()
        self._environments: dict[str, vtkTexture] = {}
        self._lit = ""
        self._shadow = ground.GroundShadow()
        self._has_shadow = False
        self._grid: vtkActor | None = None
        self._grid_key: tuple[object, ...] = ()
        self._person: vtkActor | None = None
        lights.prepare(renderer)
        renderer.SetUseImageBasedLighting(kindled)
        renderer.SetUseOIT(False)
        renderer.GetCullers().RemoveAllItems()  # they would drop the gate, which has no size
        self._clip: Rectangle | None = None
        self._gate = _gate_actor()
        self._gate.GetMapper().AddObserver("StartEvent", self._on_gate)
        renderer.AddActor(self._gate)
        renderer.AddActor(self._shadow.actor)
        self.set_look(self.look)

    def show_preview(self, result: PreviewResult) -> None:
        """Put a built model on the stage; costs the exchange of arrays only."""
        self.cast.show(result)
        self.cast.set_exposure(self._exposure)
        self._stand(displayed_model_of(result))
        self._show_shadow(result.shadow, result.shadow_bounds, result.shadow_height)

    def show_imported(self, imported: Imported) -> None:
        """Put an imported file on the stage."""
        self.cast.adopt(imported.actors)
        self.cast.set_exposure(self._exposure)
        self._stand(imported.displayed)
        ground_level = float(imported.displayed.bounds[0, 1])
        self._show_shadow(imported.shadow, imported.shadow_bounds, ground_level)

    def clear(self) -> None:
        """An empty stage."""
        self.cast.clear()
        self._has_shadow = False
        self._stand(DisplayedModel())

    def set_look(self, look: Look) -> None:
        """Shading, light, background, and what stands around."""
        self.look = look
        if self._lit != look.light:
            if look.light not in self._environments:
                self._environments[look.light] = lights.environment_texture(look.light)
            lights.light(self.renderer, look.light, self._environments[look.light])
            self._lit = look.light
        lights.paint_background(self.renderer, look.background)
        self.cast.set_shading(look.shading, edges=look.edges, on_dark=look.is_on_dark)
        self.cast.set_exposure(self._exposure)
        self._dress_surroundings()

    @property
    def reach(self) -> NDArray[np.float64]:
        """`(2, 3)` box of everything on the stage, so that the camera cuts nothing off."""
        low, high = self.displayed.bounds
        grown = max(float(np.max(high - low)), 2.0 if self.look.grid or self.look.person else 0.2)
        return np.stack([low - grown, high + grown])

    @property
    def subject(self) -> NDArray[np.float64]:
        """`(2, 3)` box of what shall be in the picture."""
        return self.displayed.subject(person=self.look.person)

    def release(self, window: vtkRenderWindow) -> None:
        """Free everything on the graphics card, while its context is current."""
        self.cast.clear()
        self.cast.release(window)
        self.renderer.RemoveAllViewProps()
        self.renderer.SetEnvironmentTexture(None)
        for texture in self._environments.values():
            texture.ReleaseGraphicsResources(window)
        self._environments.clear()
        self.renderer.ReleaseGraphicsResources(window)

    def set_transparent(self, on: bool) -> None:
        """No background; the picture's colours are then multiplied by its opacity."""
        lights.paint_background(self.renderer, self.look.background)
        self.renderer.SetBackgroundAlpha(0.0 if on else 1.0)
        if on:
            self.renderer.SetGradientBackground(False)
            self.renderer.SetBackground(0.0, 0.0, 0.0)

    def apply_camera(self, orbit: Orbit) -> None:
        """Put the camera where `orbit` says."""
        orbit.apply(self.renderer, self.reach)

    def kindle(self) -> bool:
        """Switch the light of the surroundings on; whether it was not, and must be prepared."""
        was_dark, self._kindled = not self._kindled, True
        self.renderer.UseImageBasedLightingOn()
        return was_dark

    def clip(self, rectangle: Rectangle | None) -> None:
        """Draw only there from now on (the background is drawn everywhere); None is everywhere."""
        self._clip = rectangle

    def _on_gate(self, *_: object) -> None:
        """The first actor is being drawn: what follows is drawn inside the clip only."""
        if self._clip is None:
            return
        left, bottom, width, height = self._clip
        window = self.renderer.GetRenderWindow()
        low, _, high, _ = self.renderer.GetViewport()
        across = window.GetSize()[0]
        first, last = max(left, round(low * across)), min(left + width, round(high * across))
        window.GetState().vtkglScissor(first, bottom, max(last - first, 0), height)

    def pick(self, x: float, y: float) -> tuple[str, Triple] | None:
        """Slot and point of the model at a place in display coordinates (from the bottom left)."""
        picker = vtkCellPicker()
        picker.SetTolerance(0.0)
        picker.Pick(x, y, 0.0, self.renderer)
        actor = picker.GetActor()
        if actor is None or not any(member.actor is actor for member in self.cast):
            return None
        x, y, z = picker.GetPickPosition()
        return self.cast.slot_of(actor), (x, y, z)

    @property
    def _exposure(self) -> float:
        return lights.exposure(self.look.light, self.look.brightness)

    def _stand(self, displayed: DisplayedModel) -> None:
        self.displayed = displayed
        self._dress_surroundings()

    @property
    def has_newcomers(self) -> bool:
        """Whether something was never drawn as it looks now."""
        return bool(len(self.cast) and not self._kindled) or bool(self.cast.newcomers())

    def _show_shadow(
        self,
        darkness: NDArray[np.uint8] | None,
        bounds: tuple[float, float, float, float],
        height: float,
    ) -> None:
        self._has_shadow = darkness is not None
        self._shadow.show(darkness, bounds, height)
        self._shadow.actor.SetVisibility(self._has_shadow and self.look.shadow)

    def _dress_surroundings(self) -> None:
        self._shadow.actor.SetVisibility(self._has_shadow and self.look.shadow)
        self._dress_grid()
        self._dress_person()

    def _dress_grid(self) -> None:
        dark = self.look.is_on_dark
        place = np.round(self.displayed.bounds, 2).reshape(-1).tolist()
        key = (dark, *place) if self.look.grid else ()
        if key == self._grid_key:
            return
        self._grid_key = key
        if self._grid is not None:
            self.renderer.RemoveActor(self._grid)
            self._grid = None
        if self.look.grid:
            self._grid = ground.grid_actor(self.displayed.bounds, dark=dark)
            self.renderer.AddActor(self._grid)

    def _dress_person(self) -> None:
        if self.look.person and self._person is None:
            self._person = _person_actor()
            self.renderer.AddActor(self._person)
        if self._person is not None:
            self._person.SetVisibility(self.look.person)
            self._person.SetPosition(*place_of_person(self.displayed.bounds))


def _gate_actor() -> vtkActor:
    """An actor without any geometry; that it is drawn is heard before all others are."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(vtkPolyData())
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.PickableOff()
    actor.UseBoundsOff()
    return actor


def _person_actor() -> vtkActor:
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(polydata(ground.person_mesh()))
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.PickableOff()
    look = actor.GetProperty()
    look.LightingOff()  # a silhouette, as architects draw it, not a mannequin
    look.SetColor(0.52, 0.56, 0.62)
    return actor
