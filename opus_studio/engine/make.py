"""From a resolved request to the files of an asset: what the service and the command line call."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from opus_studio import __version__
from opus_studio.engine import catalog
from opus_studio.engine.export import opus_output
from opus_studio.engine.export.images import TextureSource
from opus_studio.engine.generate import Generated, Progress, generate
from opus_studio.engine.resolve import Resolved
from opus_studio.engine.scene import Scene


def make_asset(
    resolved: Resolved,
    directory: Path,
    *,
    textures: TextureSource,
    asked: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Generated:
    """Build, paint and write an asset in every format that its request names.

    Args:
        resolved: What to make.
        directory: Where the files go; made when it is not there.
        textures: Makes the texture sets.
        asked: The request as it came, for the record; the resolved one's when None.
        progress: Hears the stage and how much of it is done; what it raises ends the work.
    """
    request = resolved.request
    told = dict(asked) if asked is not None else request.wire()
    return generate(
        partial(catalog.build, resolved),
        directory,
        name=request.name,
        extensions=request.extensions,
        resolution=request.texture_resolution,
        textures=textures,
        extras={"request": told, "seed": request.seed, "engine_version": __version__},
        output=partial(_output, resolved, told),
        progress=progress,
    )


def _output(resolved: Resolved, told: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    return opus_output(
        model=resolved.model.name,
        kind=resolved.model.kind,
        request=told,
        seed=resolved.request.seed,
        parameters={
            value.key: {"value": value.value, "origin": value.origin}
            for value in resolved.all_values(scene.derived)
        },
        assets={slot: asset.name for slot, asset in resolved.assets.items()},
        size_m=scene.size,
        triangles=scene.triangle_count,
        materials=[material.name for material in scene.materials],
    )
