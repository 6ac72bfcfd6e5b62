"""The one road from a resolved request to the files of an asset: build, paint, write, record."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from opus_studio import __version__
from opus_studio.engine.export import export, opus_output, write_output
from opus_studio.engine.export.images import TextureSource
from opus_studio.engine.scene import Scene, Vector
from opus_studio.engine.schema import Resolved

Progress: TypeAlias = Callable[[str, float], None]
"""Hears the stage (`geometry`, `textures`, `export`) and how much of it is done, 0..1. What it
raises ends the generation: that is how one is cancelled."""


@dataclass(frozen=True)
class Generated:
    """An asset on the disk.

    Attributes:
        directory: Holds everything below, and nothing else was written.
        files: The files of each extension, the model file first.
        failures: Why a format that was asked for is not among them, by extension.
        output: `opus_output.json`.
        size_m: Width, height and depth of everything, metres.
        nominal_size_m: The same of what the model's parameters name: a window's frame.
        triangles: As drawn, instances counted each time.
        seconds: How long each stage took, and `total`.
    """

    directory: Path
    files: Mapping[str, tuple[Path, ...]]
    failures: Mapping[str, str]
    output: Path
    size_m: Vector
    nominal_size_m: Vector
    triangles: int
    seconds: Mapping[str, float]


def generate(
    resolved: Resolved,
    directory: Path,
    *,
    textures: TextureSource,
    received: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Generated:
    """Build, paint and write an asset in every format that its request names.

    Args:
        resolved: What to make.
        directory: Where the files go; made when it is not there.
        textures: Makes the texture sets: `materials.TextureCache`.
        received: The request as it came, for the record; the resolved one's when None.
        progress: See `Progress`.

    Raises:
        ValueError: An extension is not known, or the scene has no triangles.
    """
    request = resolved.request
    recorded = dict(received) if received is not None else request.to_json()
    watch = _StageTimer(progress)
    watch("geometry", 0.0)
    scene = resolved.model.build(resolved)
    watch("geometry", 1.0)
    exported = export(
        scene,
        directory,
        name=request.name,
        extensions=request.extensions,
        resolution=request.texture_resolution,
        textures=textures,
        extras={"request": recorded, "seed": request.seed, "engine_version": __version__},
        progress=watch,
    )
    written = write_output(directory, _output(resolved, recorded, scene))
    return Generated(
        directory=directory,
        files=exported.files,
        failures=exported.failures,
        output=written,
        size_m=scene.overall_size,
        nominal_size_m=scene.size,
        triangles=scene.triangle_count,
        seconds=watch.seconds(),
    )


def _output(resolved: Resolved, recorded: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """The content of `opus_output.json`."""
    return opus_output(
        model=resolved.model.name,
        kind=resolved.model.kind,
        request=recorded,
        seed=resolved.request.seed,
        parameters={
            value.key: {"value": value.value, "origin": value.origin}
            for value in resolved.all_values(scene.derived)
        },
        assets={slot: asset.name for slot, asset in resolved.assets.items()},
        size_m=scene.overall_size,
        nominal_size_m=scene.size,
        triangles=scene.triangle_count,
        materials=[material.name for material in scene.materials],
    )


class _StageTimer:
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
