"""The pipeline from what is to be built to the files of an asset."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from opus_studio.engine.export import export, write_output
from opus_studio.engine.export.images import TextureSource
from opus_studio.engine.scene import Scene, Vector

Progress: TypeAlias = Callable[[str, float], None]
"""Hears the stage (`geometry`, `textures`, `export`) and how much of it is done, 0..1. What it
raises ends the generation: that is how one is cancelled."""


@dataclass(frozen=True)
class Generated:
    """An asset on the disk.

    Attributes:
        directory: Holds everything below, and nothing else was written.
        files: The files of each extension, the model file first.
        output: `opus_output.json`.
        size_m: Width, height and depth, metres.
        triangles: As drawn, instances counted each time.
        seconds: How long each stage took, and `total`.
    """

    directory: Path
    files: Mapping[str, tuple[Path, ...]]
    output: Path
    size_m: Vector
    triangles: int
    seconds: Mapping[str, float]


def generate(
    build: Callable[[], Scene],
    directory: Path,
    *,
    name: str,
    extensions: Iterable[str],
    resolution: int,
    textures: TextureSource,
    extras: Mapping[str, Any],
    output: Callable[[Scene], Mapping[str, Any]],
    progress: Progress | None = None,
) -> Generated:
    """Build a scene and write its files and `opus_output.json`.

    Args:
        build: Makes the scene.
        directory: Where the files go; made when it is not there.
        name: The model's name, stem of the model files.
        extensions: The formats, of `export.EXTENSIONS`.
        resolution: Pixels along the edge of each texture map.
        textures: Makes the texture sets: `materials.TextureCache`.
        extras: Facts that each file carries: the request, the seed, the version.
        output: The content of `opus_output.json` (`export.opus_output`) for the built scene.
        progress: See `Progress`.

    Raises:
        ValueError: An extension is not known, or the scene has no triangles.
    """
    watch = _Watch(progress)
    watch("geometry", 0.0)
    scene = build()
    watch("geometry", 1.0)
    files = export(
        scene,
        directory,
        name=name,
        extensions=extensions,
        resolution=resolution,
        textures=textures,
        extras=extras,
        progress=watch,
    )
    written = write_output(directory, output(scene))
    return Generated(
        directory=directory,
        files=files,
        output=written,
        size_m=scene.size,
        triangles=scene.triangle_count,
        seconds=watch.seconds(),
    )


class _Watch:
    """Passes progress on and times the stages by it."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._start = time.perf_counter()
        self._stages: dict[str, float] = {}
        self._stage = ""
        self._since = self._start

    def __call__(self, stage: str, fraction: float) -> None:
        now = time.perf_counter()
        if self._stage:
            self._stages[self._stage] = self._stages.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now
        if self._progress is not None:
            self._progress(stage, fraction)

    def seconds(self) -> dict[str, float]:
        """The stages, the present one ended now, and the total."""
        now = time.perf_counter()
        stages = dict(self._stages)
        if self._stage:
            stages[self._stage] = stages.get(self._stage, 0.0) + now - self._since
        return {**stages, "total": now - self._start}
