"""From a surface's numbers and texture set to VTK properties, one for each shading mode."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from vtkmodules.vtkRenderingCore import vtkProperty, vtkRenderWindow, vtkTexture

from opus_studio.ui.preview.result import Surface, TextureArrays
from opus_studio.ui.viewport.appearance import Shading
from opus_studio.ui.viewport.meshes import texture


class TextureStore:
    """What one graphics context holds: texture sets by key, and the looks shared by all parts.

    The set that was not worn for the longest time goes first.
    """

    def __init__(self, limit: int = 64) -> None:
        self._limit = limit
        self._sets: dict[str, tuple[vtkTexture, vtkTexture | None, vtkTexture | None]] = {}
        self.white = texture(np.full((2, 2, 3), 255, np.uint8), srgb=True)
        self._checker = texture(_checker(), srgb=True)
        clay = clay_property()
        self._shared: dict[str, vtkProperty] = {
            "clay": clay,
            "normals": clay,
            "wireframe": wireframe_property(),
            "uv": checker_property(self._checker),
        }

    def shared(self, shading: Shading) -> vtkProperty | None:
        """The look of every part under a shading; None for `material`, where each has its own."""
        return self._shared.get(shading)

    def set_line_color(self, *, on_dark: bool) -> None:
        """Wireframes are dark on a light background and light on a dark one."""
        color = (0.62, 0.70, 0.82) if on_dark else (0.015, 0.03, 0.06)
        self._shared["wireframe"].SetColor(*color)

    def release(self, window: vtkRenderWindow) -> None:
        """Free the graphics card's memory, while its context is current."""
        worn = (item for maps in self._sets.values() for item in maps if item is not None)
        for item in (*worn, self.white, self._checker):
            item.ReleaseGraphicsResources(window)
        self._sets.clear()

    def add(self, sets: Mapping[str, TextureArrays]) -> None:
        """Take in the sets that are new; uploading happens at the next render."""
        for key, arrays in sets.items():
            if key in self._sets:
                continue
            self._sets[key] = (
                texture(arrays.base, srgb=True),
                None if arrays.normal is None else texture(arrays.normal, srgb=False),
                None if arrays.orm is None else texture(arrays.orm, srgb=False),
            )
        while len(self._sets) > self._limit:
            del self._sets[next(iter(self._sets))]

    def get(self, key: str) -> tuple[vtkTexture, vtkTexture | None, vtkTexture | None] | None:
        """Base colour, normal and packed map, or None for a key never sent."""
        found = self._sets.pop(key, None)
        if found is not None:
            self._sets[key] = found
        return found


def material_property(surface: Surface, store: TextureStore) -> vtkProperty:
    """The surface as it is."""
    look = vtkProperty()
    look.SetInterpolationToPBR()
    look.SetColor(*surface.color)
    look.SetMetallic(surface.metallic)
    look.SetRoughness(max(surface.roughness, 0.03))
    look.SetBaseIOR(surface.ior)
    look.SetOpacity(surface.opacity)
    look.SetEmissiveFactor(*surface.emission)
    look.SetBackfaceCulling(not surface.double_sided)
    if any(surface.emission):
        look.SetEmissiveTexture(store.white)
    if surface.coat > 0:
        look.SetCoatStrength(surface.coat)
        look.SetCoatRoughness(0.12)
    worn = store.get(surface.texture) if surface.texture else None
    if worn is not None:
        base, normal, orm = worn
        look.SetBaseColorTexture(base)
        if normal is not None:
            look.SetNormalTexture(normal)
            look.SetNormalScale(surface.normal_scale)
        if orm is not None:
            look.SetORMTexture(orm)
            look.SetOcclusionStrength(1.0)
    return look


def clay_property() -> vtkProperty:
    """One light, matt grey for everything: shape without material."""
    look = vtkProperty()
    look.SetInterpolationToPBR()
    look.SetColor(0.60, 0.585, 0.57)
    look.SetRoughness(0.78)
    return look


def wireframe_property() -> vtkProperty:
    """Edges of triangles only."""
    look = vtkProperty()
    look.SetInterpolationToPBR()
    look.SetRepresentationToWireframe()
    look.SetLineWidth(1.0)
    return look


def checker_property(squares: vtkTexture) -> vtkProperty:
    """Squares with a different tint for each tile quadrant, to judge density and stretch."""
    look = vtkProperty()
    look.SetInterpolationToPBR()
    look.SetColor(1.0, 1.0, 1.0)
    look.SetRoughness(0.8)
    look.SetBaseColorTexture(squares)
    return look


def _checker(size: int = 256, squares: int = 8) -> np.ndarray:
    cell = np.arange(size) * squares // size
    dark = (cell[:, None] + cell[None, :]) % 2 == 0
    u = np.broadcast_to(cell[None, :] / (squares - 1), (size, size))
    v = np.broadcast_to(cell[:, None] / (squares - 1), (size, size))
    light = np.stack([0.95 - 0.30 * v, 0.82 - 0.12 * u, 0.62 + 0.33 * u], axis=-1)
    shade = np.where(dark[..., None], light * 0.42, light)
    return (shade * 255).astype(np.uint8)
