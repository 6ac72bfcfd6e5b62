"""Each finish can be written in each format."""

from __future__ import annotations

import pytest
from tools.scenes import sample

from opus_studio.engine.export import EXTENSIONS
from opus_studio.engine.materials import FINISHES
from opus_studio.engine.scene import Material, Node, Part, Scene


@pytest.mark.parametrize("finish", sorted(FINISHES))
def test_a_finish_is_written_in_every_format(exported, finish):
    mesh = next(sample().placed()).part.mesh
    material = Material("Surface", finish)
    files = exported(*EXTENSIONS, of=Scene(Node("Sample", (Part(mesh, material),))))
    assert set(files) == set(EXTENSIONS)
    assert all(path.stat().st_size for paths in files.values() for path in paths)
