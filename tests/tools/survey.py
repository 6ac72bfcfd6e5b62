"""Many seeds of a model, each built, looked over, written and validated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from opus_studio.engine import catalog
from opus_studio.engine.export import export
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.materials import TextureCache
from opus_studio.engine.schema import Request
from tests.tools.gltf_validator import validate

SMALL = 64
"""Pixels of the maps: what is looked over here does not depend on them."""

BUDGETS = {"component": 60_000, "structure": 400_000}
"""Triangles at most, from what a good asset is."""


@dataclass(frozen=True)
class Finding:
    """Something wrong with one seed of a model."""

    model: str
    seed: int
    text: str


def survey(name: str, seeds: Iterable[int], folder: Path) -> list[Finding]:
    """Everything that is wrong with these seeds; empty when they are all good."""
    textures = TextureCache(None)
    found, files = [], []
    model = catalog.model(name)
    for seed in seeds:
        resolved = catalog.resolve_request(Request(name, seed=seed))
        scene = catalog.build(resolved)
        found += [Finding(name, seed, problem) for problem in check_scene(scene).problems]
        if scene.triangle_count > BUDGETS[model.kind]:
            found.append(Finding(name, seed, f"{scene.triangle_count} triangles"))
        written = export(
            scene,
            folder / f"{name}-{seed}",
            name=name,
            extensions=("glb",),
            resolution=SMALL,
            textures=textures,
            extras={"seed": seed},
        ).files
        files.append((seed, written["glb"][0]))
    for (seed, _), report in zip(files, validate([path for _, path in files]), strict=True):
        if report.errors or report.warnings:
            found.append(Finding(name, seed, f"the glTF validator says: {report}"))
    return found
