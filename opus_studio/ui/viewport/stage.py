"""The stage: a renderer with light, ground, scale figure and the actors of one model.

Shared by the window's viewport and by pictures without a display, so that both look the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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

from opus_studio.ui.preview.result import PreviewResult, Statistics
from opus_studio.ui.preview.shadow import ground_shadow
from opus_studio.ui.viewport import ground, lighting
from opus_studio.ui.viewport.arrays import polydata
from opus_studio.ui.viewport.camera import Orbit
from opus_studio.ui.viewport.cast import Cast
from opus_studio.ui.viewport.environment import LightName
from opus_studio.ui.viewport.lighting import BackgroundName
from opus_studio.ui.viewport.looks import Shading, TextureStore

# What VTK has to say goes to stderr past `logging`; its warnings are about extensions of files that
# it passes over.
vtkLogger.SetStderrVerbosity(vtkLogger.VERBOSITY_ERROR)

Rectangle: TypeAlias = tuple[int, int, int, int]
"""Left, bottom, width and height in pixels."""

_EMPTY_BOUNDS = np.array([[-0.5, 0.0, -0.5], [0.5, 1.0, 0.5]])


@dataclass(frozen=True)
class Look:
    """Everything that the user chose about how a model is shown."""

    shading: Shading = "material"
    edges: bool = False
    light: LightName = "studio"
    brightness: float = 1.0
    background: BackgroundName = "soft"
    shadow: bool = True
    grid: bool = False
    person: bool = False
    dimensions: bool = False


@dataclass(frozen=True, eq=False)
class Imported:
    """A model file as actors, each with its slot, and what is needed to stand it on the stage."""

    actors: tuple[tuple[vtkActor, str], ...]
    bounds: NDArray[np.float64]
    statistics: Statistics
    shadow: NDArray[np.uint8] | None
    shadow_bounds: tuple[float, float, float, float] = field(default=(0.0, 0.0, 0.0, 0.0))


class Stage:
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
            kindled: Without this, the light of the surroundings waits until `kindle` is called.
        """
        self.renderer = renderer
        self._kindled = kindled
        self.cast = Cast(renderer, store or TextureStore())
        self.bounds = _EMPTY_BOUNDS
        self.size_bounds = _EMPTY_BOUNDS
        self.statistics = Statistics()
        self.look = Look()
        self._environments: dict[str, vtkTexture] = {}
        self._lit = ""
        self._shadow = ground.GroundShadow()
        self._has_shadow = False
        self._grid: vtkActor | None = None
        self._grid_key: tuple[object, ...] = ()
        self._person: vtkActor | None = None
        lighting.prepare(renderer)
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
        self._stand(result.bounds, result.statistics, result.size_bounds)
        self._show_shadow(result.shadow, result.shadow_bounds, result.shadow_height)

    def show_imported(self, imported: Imported) -> None:
        """Put an imported file on the stage."""
        self.cast.adopt(imported.actors)
        self.cast.set_exposure(self._exposure)
        self._stand(imported.bounds, imported.statistics)
        self._show_shadow(imported.shadow, imported.shadow_bounds, float(imported.bounds[0, 1]))

    def clear(self) -> None:
        """An empty stage."""
        self.cast.clear()
        self._has_shadow = False
        self._stand(_EMPTY_BOUNDS, Statistics())

    def set_look(self, look: Look) -> None:
        """Shading, light, background, and what stands around."""
        self.look = look
        if self._lit != look.light:
            if look.light not in self._environments:
                self._environments[look.light] = lighting.environment_texture(look.light)
            lighting.light(self.renderer, look.light, self._environments[look.light])
            self._lit = look.light
        lighting.paint_background(self.renderer, look.background)
        dark = look.background in lighting.DARK_BACKGROUNDS
        self.cast.set_shading(look.shading, edges=look.edges, on_dark=dark)
        self.cast.set_exposure(self._exposure)
        self._dress_surroundings()

    @property
    def reach(self) -> NDArray[np.float64]:
        """`(2, 3)` box of everything on the stage, so that the camera cuts nothing off."""
        low, high = self.bounds
        grown = max(float(np.max(high - low)), 2.0 if self.look.grid or self.look.person else 0.2)
        return np.stack([low - grown, high + grown])

    @property
    def subject(self) -> NDArray[np.float64]:
        """`(2, 3)` box of what shall be in the picture: the model, and the person beside it."""
        if self._person is None or not self.look.person:
            return self.bounds
        box = np.array(self._person.GetBounds()).reshape(3, 2).T
        return np.stack([np.minimum(self.bounds[0], box[0]), np.maximum(self.bounds[1], box[1])])

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
        lighting.paint_background(self.renderer, self.look.background)
        self.renderer.SetBackgroundAlpha(0.0 if on else 1.0)
        if on:
            self.renderer.SetGradientBackground(False)
            self.renderer.SetBackground(0.0, 0.0, 0.0)

    def apply_camera(self, orbit: Orbit) -> None:
        """Put the camera where `orbit` says."""
        orbit.apply(self.renderer, self.reach)

    def kindle(self) -> Iterator[None]:
        """Prepare the light of the surroundings, a part with each step, while its window draws."""
        if self._kindled:
            return
        yield from lighting.kindle(self.renderer)
        self._kindled = True

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

    def pick(self, x: float, y: float) -> str | None:
        """The slot under a place in display coordinates (from the bottom left); None is nothing."""
        picker = vtkCellPicker()
        picker.SetTolerance(0.0)
        picker.Pick(x, y, 0.0, self.renderer)
        actor = picker.GetActor()
        return None if actor is None else self.cast.slot_of(actor)

    @property
    def _exposure(self) -> float:
        return lighting.exposure(self.look.light, self.look.brightness)

    def _stand(
        self,
        bounds: NDArray[np.float64],
        statistics: Statistics,
        size_bounds: NDArray[np.float64] | None = None,
    ) -> None:
        self.bounds = bounds
        self.size_bounds = bounds if size_bounds is None else size_bounds
        self.statistics = statistics
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
        dark = self.look.background in lighting.DARK_BACKGROUNDS
        key = (dark, *np.round(self.bounds, 2).reshape(-1).tolist()) if self.look.grid else ()
        if key == self._grid_key:
            return
        self._grid_key = key
        if self._grid is not None:
            self.renderer.RemoveActor(self._grid)
            self._grid = None
        if self.look.grid:
            self._grid = ground.grid_actor(self.bounds, dark=dark)
            self.renderer.AddActor(self._grid)

    def _dress_person(self) -> None:
        if self.look.person and self._person is None:
            self._person = _person_actor()
            self.renderer.AddActor(self._person)
        if self._person is not None:
            self._person.SetVisibility(self.look.person)
            low, high = self.bounds
            gap = 0.40 + 0.04 * float(high[0] - low[0])
            depth = float(low[2] + high[2]) / 2
            self._person.SetPosition(float(high[0]) + gap, float(low[1]), depth)


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


def imported(actors: Iterable[tuple[vtkActor, str]]) -> Imported:
    """Measure actors of a file: bounds, statistics, ground shadow. Touches no graphics card."""
    chosen = [(actor, name) for actor, name in actors if actor.GetMapper() is not None]
    parts, lows, highs = [], [], []
    vertices = memory = 0
    seen_looks: set[int] = set()
    seen_textures: set[int] = set()
    for actor, _ in chosen:
        positions, triangles = _world_triangles(actor)
        if not len(positions):
            continue
        vertices += len(positions)
        lows.append(positions.min(0))
        highs.append(positions.max(0))
        look = actor.GetProperty()
        seen_looks.add(id(look))
        if look.GetOpacity() > 0.5:
            parts.append((positions, triangles))
        memory += sum(
            _texture_bytes(t, seen_textures)
            for t in (look.GetTexture(n) for n in ("albedoTex", "normalTex", "materialTex"))
            if t is not None
        )
    if not lows:
        return Imported((), _EMPTY_BOUNDS, Statistics(), None)
    bounds = np.stack([np.min(lows, axis=0), np.max(highs, axis=0)]).astype(np.float64)
    shadow, shadow_bounds = ground_shadow(parts, bounds)
    count = sum(actor.GetMapper().GetInput().GetNumberOfPolys() for actor, _ in chosen)
    width, height, depth = (bounds[1] - bounds[0]).tolist()
    statistics = Statistics(count, vertices, len(seen_looks), memory, (width, height, depth))
    return Imported(tuple(chosen), bounds, statistics, shadow, shadow_bounds)


def _world_triangles(actor: vtkActor) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    from vtkmodules.util.numpy_support import vtk_to_numpy

    data = actor.GetMapper().GetInput()
    if data is None or not data.GetNumberOfPoints() or not data.GetNumberOfPolys():
        return np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)
    matrix = np.array([actor.GetMatrix().GetElement(i, j) for i in range(4) for j in range(4)])
    matrix = matrix.reshape(4, 4)
    points = vtk_to_numpy(data.GetPoints().GetData())
    world = (points @ matrix[:3, :3].T + matrix[:3, 3]).astype(np.float32)
    cells = data.GetPolys()
    connectivity = vtk_to_numpy(cells.GetConnectivityArray())
    offsets = vtk_to_numpy(cells.GetOffsetsArray())
    if len(connectivity) == 3 * (len(offsets) - 1):
        return world, connectivity.reshape(-1, 3).astype(np.int32)
    first = offsets[:-1]
    return world, np.stack([connectivity[first + k] for k in range(3)], axis=1).astype(np.int32)


def _texture_bytes(texture: vtkTexture, seen: set[int]) -> int:
    image = texture.GetInput()
    if image is None or id(image) in seen:
        return 0
    seen.add(id(image))
    return int(image.GetPointData().GetScalars().GetDataSize())
