"""From a request's values to a preview, in the caller's own process."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from opus_studio.engine import catalog
from opus_studio.engine.request import read_request
from opus_studio.engine.scene import Scene
from opus_studio.engine.schema import Resolved
from opus_studio.ui.preview.flatten import Flat, flatten
from opus_studio.ui.preview.paint import RESOLUTION, paint
from opus_studio.ui.preview.result import ChosenValue, PreviewResult
from opus_studio.ui.preview.shadow import ground_shadow


def build_preview(
    name: str,
    *,
    parameters: Mapping[str, Any] | None = None,
    keywords: Mapping[str, Sequence[str]] | None = None,
    seed: int = 0,
    texture_resolution: int = RESOLUTION,
) -> PreviewResult:
    """Resolve, build and paint a model.

    Args:
        name: The model's.
        parameters: By full name, as in a request.
        keywords: By `*`, model or slot, as in a request.
        seed: Decides everything that is not set.
        texture_resolution: Edge of the maps in pixels, a power of two; 0 paints none.

    Raises:
        RequestError: The request cannot be fulfilled; the message says why.
    """
    result = build_geometry(name, parameters or {}, keywords or {}, seed)
    return with_textures(result, texture_resolution) if texture_resolution else result


def build_geometry(
    name: str,
    parameters: Mapping[str, Any],
    keywords: Mapping[str, Sequence[str]],
    seed: int,
    request_id: int = 0,
) -> PreviewResult:
    """Resolve and build a model, without textures.

    Raises:
        RequestError: The request cannot be fulfilled; the message says why.
    """
    started = time.perf_counter()
    request = read_request(
        {
            "name": name,
            "parameters": dict(parameters),
            "keywords": {key: list(words) for key, words in keywords.items()},
            "extensions": ["glb"],
        },
        seed=seed,
    )
    resolved = catalog.resolve_request(request)
    chosen = time.perf_counter()
    scene = catalog.build(resolved)
    built = time.perf_counter()
    result = preview_of(scene, resolved)
    done = time.perf_counter()
    return replace(
        result,
        request_id=request_id,
        seconds={
            "resolve": chosen - started,
            "build": built - chosen,
            **result.seconds,
            "flatten": done - built - result.seconds["shadow"],
        },
    )


def preview_of(scene: Scene, resolved: Resolved | None = None) -> PreviewResult:
    """A scene ready to be drawn, without textures; `resolved` says what it was made from."""
    flat = flatten(scene)
    started = time.perf_counter()
    shadow, shadow_bounds = ground_shadow(
        [
            (flat.meshes[draw.mesh].positions, flat.meshes[draw.mesh].triangles)
            for draw in flat.draws
            if flat.surfaces[draw.surface].opacity > 0.5
        ],
        flat.bounds,
    )
    seconds = {"shadow": time.perf_counter() - started}
    return PreviewResult(
        request_id=0,
        model=resolved.model.name if resolved else "",
        seed=resolved.request.seed if resolved else 0,
        meshes=flat.meshes,
        draws=flat.draws,
        surfaces=flat.surfaces,
        bounds=flat.bounds,
        size_bounds=flat.size_bounds,
        values=_values(resolved, scene) if resolved else (),
        assets=_assets(resolved) if resolved else {},
        statistics=flat.statistics,
        shadow=shadow,
        shadow_bounds=shadow_bounds,
        shadow_height=float(flat.bounds[0, 1]),
        plain=any(surface.texture for surface in flat.surfaces),
        seconds=seconds,
    )


def with_textures(result: PreviewResult, resolution: int = RESOLUTION) -> PreviewResult:
    """The same preview with its texture sets painted."""
    started = time.perf_counter()
    textures = paint(wanted_textures(result), resolution)
    memory = sum(arrays.memory for arrays in textures.values())
    return replace(
        result,
        textures=textures,
        plain=False,
        statistics=replace(result.statistics, texture_memory=memory),
        seconds={**result.seconds, "textures": time.perf_counter() - started},
    )


def wanted_textures(result: PreviewResult | Flat) -> list[str]:
    """The names of the texture sets that the surfaces wear."""
    return list(dict.fromkeys(s.texture for s in result.surfaces if s.texture))


def _values(resolved: Resolved, scene: Scene) -> tuple[ChosenValue, ...]:
    return tuple(
        ChosenValue(value.key, value.value, str(value.origin), value.slot, value.asset)
        for value in resolved.all_values(scene.derived)
    )


def _assets(resolved: Resolved) -> dict[str, str]:
    """Slot to asset, the slots of nested models below the model's own."""
    found: dict[str, str] = {}
    for inner in resolved.nested.values():
        found.update(_assets(inner))
    found.update({slot: asset.name for slot, asset in resolved.assets.items()})
    return found
