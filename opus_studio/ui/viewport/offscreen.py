"""Pictures without a display: a file, a preview, or a sheet of many, with the viewport's look."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import vtkmodules.vtkRenderingFreeType  # noqa: F401  registers the text renderer
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkIOImage import vtkPNGWriter
from vtkmodules.vtkRenderingCore import vtkRenderWindow, vtkTextActor, vtkWindowToImageFilter
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderer

from opus_studio.ui.preview.result import PreviewResult
from opus_studio.ui.viewport.appearance import Look
from opus_studio.ui.viewport.camera import Orbit, ViewName
from opus_studio.ui.viewport.file_reader import import_model
from opus_studio.ui.viewport.materials import TextureStore
from opus_studio.ui.viewport.model_scene import ModelScene
from opus_studio.ui.viewport.plotter import hidden_window

logger = logging.getLogger(__name__)

Picture: TypeAlias = NDArray[np.uint8]
Subject: TypeAlias = PreviewResult | Path | str

_FINER = 2
"""Pictures are drawn this much larger and averaged: it smooths edges and highlights alike."""


class OffscreenRenderer:
    """One graphics context that takes pictures of one subject after another."""

    def __init__(self, size: tuple[int, int] = (960, 720), look: Look | None = None) -> None:
        self._window = hidden_window((size[0] * _FINER, size[1] * _FINER))
        renderer = vtkOpenGLRenderer()
        self._window.AddRenderer(renderer)
        self._stage = ModelScene(renderer, TextureStore())
        self._stage.set_look(look or Look())
        self._label = _label()
        renderer.AddViewProp(self._label)
        self._size = size

    def close(self) -> None:
        """Give the graphics context back."""
        self._stage.release(self._window)
        self._window.Finalize()

    def __enter__(self) -> OffscreenRenderer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def set_look(self, look: Look) -> None:
        """Light, shading, background."""
        self._stage.set_look(look)

    def place(self, subject: Subject) -> None:
        """Put a preview or a model file on the stage."""
        if isinstance(subject, PreviewResult):
            self._stage.show_preview(subject)
        else:
            self._stage.show_imported(import_model(Path(subject)))

    def describe(self, subject: Subject) -> str:
        """A label: the seed or the file's name, and the size of what stands on the stage."""
        named = f"seed {subject.seed}" if isinstance(subject, PreviewResult) else Path(subject).name
        figures = self._stage.displayed.statistics
        size = " x ".join(f"{edge:.2f}" for edge in figures.size)
        return f"{named}   {size} m   {figures.triangles} tris"

    def take(
        self,
        view: ViewName = "iso",
        label: str = "",
        *,
        zoom: float = 1.0,
        transparent: bool = False,
    ) -> Picture:
        """`(h, w, 3)` uint8, top row first; `(h, w, 4)` when transparent.

        Args:
            view: The side.
            label: Written at the lower left.
            zoom: Above 1 looks closer than the whole subject.
            transparent: No background.
        """
        width, height = self._size
        orbit = Orbit(parallel=False).looking(view)
        orbit = orbit.fitted(self._stage.subject, width / height, 1.10).zoomed(zoom)
        self._stage.apply_camera(orbit)
        self._label.SetInput(label)
        self._label.SetVisibility(bool(label))
        shade = 0.92 if self._stage.look.is_on_dark else 0.16
        self._label.GetTextProperty().SetColor(shade, shade, shade)
        self._stage.set_transparent(transparent)
        picture = grab(self._window, transparent=transparent)
        return _halved(picture)


def render_file(
    path: Path | str,
    out: Path | str,
    size: tuple[int, int] = (1280, 960),
    view: ViewName = "iso",
    *,
    look: Look | None = None,
    transparent: bool = False,
) -> None:
    """A picture of a glb, gltf, obj, stl or ply file.

    Raises:
        ModelFileError: The file cannot be read.
    """
    with OffscreenRenderer(size, look) as renderer:
        renderer.place(path)
        write_png(renderer.take(view, transparent=transparent), out)


def render_scene(
    result: PreviewResult,
    out: Path | str,
    size: tuple[int, int] = (1280, 960),
    view: ViewName = "iso",
    *,
    look: Look | None = None,
    transparent: bool = False,
    zoom: float = 1.0,
) -> None:
    """A picture of a built model."""
    with OffscreenRenderer(size, look) as renderer:
        renderer.place(result)
        write_png(renderer.take(view, transparent=transparent, zoom=zoom), out)


def render_sheet(
    subjects: Sequence[Subject],
    out: Path | str,
    columns: int = 4,
    views: Sequence[ViewName] = ("iso",),
    *,
    labels: Sequence[str] | None = None,
    tile: tuple[int, int] = (480, 400),
    look: Look | None = None,
    zoom: float = 1.0,
) -> None:
    """Many subjects side by side in one picture, each from every view, with labels.

    Args:
        subjects: Previews or model files.
        out: The PNG to write.
        columns: Subjects in a row; each takes as many tiles as there are views.
        views: The sides shown of each subject.
        labels: A line for each subject; by default its seed or file name, and its size.
        tile: Width and height of one picture, pixels.
        look: Light, shading, background.
        zoom: Above 1 looks closer.
    """
    tiles: list[Picture] = []
    with OffscreenRenderer(tile, look) as renderer:
        for number, subject in enumerate(subjects):
            renderer.place(subject)
            label = labels[number] if labels else renderer.describe(subject)
            tiles += [
                renderer.take(view, label if view == views[0] else view, zoom=zoom)
                for view in views
            ]
    write_png(mosaic(tiles, columns * len(views)), out)


def mosaic(tiles: Sequence[Picture], columns: int, gap: int = 4) -> Picture:
    """Pictures of one size in rows of `columns`."""
    height, width = tiles[0].shape[:2]
    columns = min(columns, len(tiles))
    rows = -(-len(tiles) // columns)
    sheet = np.full((rows * (height + gap) + gap, columns * (width + gap) + gap, 3), 255, np.uint8)
    for number, picture in enumerate(tiles):
        y = (number // columns) * (height + gap) + gap
        x = (number % columns) * (width + gap) + gap
        sheet[y : y + height, x : x + width] = picture[..., :3]
    return sheet


def grab(window: vtkRenderWindow, *, transparent: bool = False) -> Picture:
    """Render the window and read it back, top row first."""
    window.SetAlphaBitPlanes(int(transparent))
    capture = vtkWindowToImageFilter()
    capture.SetInput(window)
    capture.SetInputBufferType(4 if transparent else 3)
    capture.ReadFrontBufferOff()
    capture.Update()
    image = capture.GetOutput()
    width, height, _ = image.GetDimensions()
    pixels = vtk_to_numpy(image.GetPointData().GetScalars()).reshape(height, width, -1)
    return np.ascontiguousarray(pixels[::-1])


def _halved(picture: Picture) -> Picture:
    """Each pixel the mean of `_FINER` squared; opacity is taken out of the colours."""
    height, width, channels = picture.shape
    blocks = picture.reshape(height // _FINER, _FINER, width // _FINER, _FINER, channels)
    mean = blocks.mean(axis=(1, 3), dtype=np.float32)
    if channels == 4:
        mean[..., :3] *= 255 / np.maximum(mean[..., 3:], 1)
    return np.clip(mean + 0.5, 0, 255).astype(np.uint8)


def write_png(picture: Picture, out: Path | str) -> None:
    """Write `(h, w, 3 or 4)` uint8, top row first."""
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    height, width, channels = picture.shape
    image = vtkImageData()
    image.SetDimensions(width, height, 1)
    flipped = np.ascontiguousarray(picture[::-1]).reshape(-1, channels)
    image.GetPointData().SetScalars(numpy_to_vtk(flipped))
    writer = vtkPNGWriter()
    writer.SetFileName(str(out))
    writer.SetCompressionLevel(4)
    writer.SetInputData(image)
    writer.Write()


def _label() -> vtkTextActor:
    label = vtkTextActor()
    label.SetPosition(10 * _FINER, 8 * _FINER)
    text = label.GetTextProperty()
    text.SetFontFamilyToArial()
    text.SetFontSize(14 * _FINER)
    return label
