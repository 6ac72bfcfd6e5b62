"""What the tests of the exporters share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tools.scenes import sample

from opus_studio.engine.export import export
from opus_studio.engine.materials import TextureCache
from opus_studio.engine.scene import Scene

RESOLUTION = 16
EXTRAS = {"seed": 42, "request": {"name": "Window", "keywords": {"*": ["café"]}}, "version": "1"}

Exported = Callable[..., Mapping[str, tuple[Path, ...]]]


@pytest.fixture(scope="session")
def textures() -> TextureCache:
    """Texture sets in memory: small, and made once."""
    return TextureCache(None)


@pytest.fixture
def scene() -> Scene:
    """See `tools.scenes.sample`."""
    return sample()


@pytest.fixture
def exported(tmp_path: Path, textures: TextureCache, scene: Scene) -> Exported:
    """Exports a scene, the sample by default, in the formats named."""

    def run(
        *extensions: str, of: Scene | None = None, into: str = "asset", name: str = "Window"
    ) -> Mapping[str, tuple[Path, ...]]:
        return export(
            of or scene,
            tmp_path / into,
            name=name,
            extensions=extensions,
            resolution=RESOLUTION,
            textures=textures,
            extras=EXTRAS,
        ).files

    return run
