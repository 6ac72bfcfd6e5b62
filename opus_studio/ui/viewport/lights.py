"""The three lights under which a model is shown, and the painting of what is behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkRenderingCore import vtkLight, vtkRenderer, vtkTexture
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderer

from opus_studio.ui.viewport.appearance import BACKGROUNDS, BackgroundName, LightName, Rgb
from opus_studio.ui.viewport.environments import panorama


@dataclass(frozen=True)
class Lamp:
    """A distant lamp: where it stands (direction from the model), its colour and strength."""

    towards: Rgb
    color: Rgb
    intensity: float


@dataclass(frozen=True)
class Rig:
    """Lamps that stand in the world, and the exposure of the picture."""

    lamps: tuple[Lamp, ...]
    exposure: float


_RIGS: Final[Mapping[str, Rig]] = {
    "studio": Rig(
        (
            # The key stands high at the left: a top, a front and a side get a tone each, which
            # is all that tells the shape of something white.
            Lamp((-1.0, 1.25, 0.6), (1.0, 0.975, 0.94), 2.8),
            Lamp((0.9, 0.5, 0.6), (0.93, 0.96, 1.0), 0.4),
            Lamp((0.5, 0.8, -1.0), (0.96, 0.98, 1.0), 1.3),
        ),
        0.55,
    ),
    "day": Rig(
        (
            Lamp((-0.6, 0.9, 0.7), (1.0, 0.95, 0.86), 3.2),
            Lamp((0.7, 0.5, -0.8), (0.75, 0.86, 1.0), 0.6),
        ),
        0.72,
    ),
    "evening": Rig(
        (
            Lamp((-0.95, 0.42, 0.6), (1.0, 0.66, 0.36), 3.2),
            Lamp((0.8, 0.7, -0.5), (0.45, 0.58, 1.0), 0.9),
        ),
        0.85,
    ),
}


def exposure(name: LightName, brightness: float) -> float:
    """Factor on the linear picture before tone mapping."""
    return _RIGS[name].exposure * brightness


def environment_texture(name: LightName) -> vtkTexture:
    """A new texture of the environment called `name`."""
    pixels = panorama(name)
    image = vtkImageData()
    image.SetDimensions(pixels.shape[1], pixels.shape[0], 1)
    image.GetPointData().SetScalars(
        numpy_to_vtk(np.ascontiguousarray(pixels.reshape(-1, 3)), deep=True)
    )
    texture = vtkTexture()
    texture.SetInputDataObject(image)
    texture.SetColorModeToDirectScalars()
    texture.MipmapOn()
    texture.InterpolateOn()
    return texture


def prepare(renderer: vtkOpenGLRenderer) -> None:
    """Set up image-based light so that preparing an environment takes milliseconds."""
    renderer.SetAutomaticLightCreation(False)
    renderer.UseImageBasedLightingOn()
    renderer.UseSphericalHarmonicsOn()
    table = renderer.GetEnvMapLookupTable()
    table.SetLUTSize(64)
    table.SetLUTSamples(64)
    prefiltered = renderer.GetEnvMapPrefiltered()
    prefiltered.SetPrefilterLevels(5)
    prefiltered.SetPrefilterMaxSamples(64)
    prefiltered.SetHalfPrecision(True)


def light(renderer: vtkOpenGLRenderer, name: LightName, environment: vtkTexture) -> None:
    """Put the lamps and the environment called `name` into the renderer."""
    renderer.RemoveAllLights()
    for lamp in _RIGS[name].lamps:
        source = vtkLight()
        source.SetLightTypeToSceneLight()
        source.SetPositional(False)
        source.SetPosition(*lamp.towards)
        source.SetFocalPoint(0.0, 0.0, 0.0)
        source.SetColor(*lamp.color)
        source.SetIntensity(lamp.intensity)
        renderer.AddLight(source)
    # VTK prepares an environment anew only when it is younger than what was prepared last.
    environment.GetInput().Modified()
    environment.Modified()
    renderer.SetEnvironmentTexture(environment, False)


def paint_background(renderer: vtkRenderer, name: BackgroundName) -> None:
    """Fill behind the model: brightest behind its middle."""
    centre, rim = BACKGROUNDS[name]
    renderer.SetBackground(*centre)
    renderer.SetBackground2(*rim)
    renderer.SetGradientBackground(centre != rim)
    renderer.SetGradientMode(vtkRenderer.GradientModes.VTK_GRADIENT_RADIAL_VIEWPORT_FARTHEST_CORNER)
