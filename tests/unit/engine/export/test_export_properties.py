"""Random scenes through every exporter: valid, and the same asset for every reader."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
import trimesh
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pxr import Usd, UsdGeom
from tools import gltf_validator
from tools.fbx_reader import ReaderCrashError, read_fbx
from tools.scenes import GLASS, LAMP, LINEN, OAK, PAINT, box, sphere, turn
from tools.usd_checker import findings

from opus_studio.engine.export import EXTENSIONS, export
from opus_studio.engine.materials import TextureCache
from opus_studio.engine.scene import Node, Part, Scene

TEXTURES = TextureCache(None)
MESHES = (box(1.0, 0.5, 0.2), box(0.01, 2.0, 0.01), sphere(0.3, 7, 5))
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)
LENGTHS = st.floats(-20.0, 20.0, width=32)

parts = st.builds(
    Part,
    st.sampled_from(MESHES),
    st.sampled_from([OAK, GLASS, LINEN, PAINT, LAMP]),
)
rotations = st.builds(
    turn,
    st.just(1.0),
    st.floats(-3.0, 3.0),
    st.floats(-3.0, 3.0),
    st.sampled_from([0.0, 90.0, 180.0, -90.0]) | st.floats(-360.0, 360.0),
)


def nodes(children):
    return st.builds(
        Node,
        NAMES,
        st.lists(parts, max_size=3).map(tuple),
        children,
        st.tuples(LENGTHS, LENGTHS, LENGTHS),
        rotations,
        st.sampled_from(["", "frame"]),
    )


leaves = nodes(st.just(()))
trees = st.recursive(
    leaves, lambda below: nodes(st.lists(below, max_size=3).map(tuple)), max_leaves=5
)
scenes = (
    st.builds(Scene, trees)
    .filter(lambda scene: scene.triangle_count > 0)
    .map(lambda scene: Scene(Node("Root", scene.root.parts, (scene.root, scene.root))))
)


def read_usd(path):
    """Triangles and bounds of a stage."""
    stage = Usd.Stage.Open(str(path))
    transforms = UsdGeom.XformCache()
    corners, triangles = [], 0
    for prim in Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies()):
        if prim.IsA(UsdGeom.Mesh):
            mesh = UsdGeom.Mesh(prim)
            matrix = np.array(transforms.GetLocalToWorldTransform(prim))
            points = np.array(mesh.GetPointsAttr().Get(), float)
            corners.append(points @ matrix[:3, :3] + matrix[3, :3])
            triangles += len(mesh.GetFaceVertexCountsAttr().Get())
    every = np.concatenate(corners)
    return triangles, np.stack([every.min(0), every.max(0)])


def read_with_trimesh(path):
    read = trimesh.load_scene(path)
    return read.triangles.shape[0], read.bounds


def read_with_ufbx(path):
    try:
        read = read_fbx(path)
    except ReaderCrashError:
        assume(False)
    corners = np.concatenate([node.corners for node in read.nodes.values()])
    triangles = sum(node.triangles for node in read.nodes.values())
    return triangles, np.stack([corners.min(0), corners.max(0)])


READERS = {
    "glb": read_with_trimesh,
    "gltf": read_with_trimesh,
    "obj": read_with_trimesh,
    "usd": read_usd,
    "usdz": read_usd,
    "fbx": read_with_ufbx,
}


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(scenes)
def test_every_format_holds_the_same_asset(scene):
    with tempfile.TemporaryDirectory() as folder:
        files = export(
            scene,
            Path(folder),
            name="Asset",
            extensions=EXTENSIONS,
            resolution=16,
            textures=TEXTURES,
            extras={"seed": 1},
        ).files
        for extension, read in READERS.items():
            triangles, bounds = read(files[extension][0])
            assert triangles == scene.triangle_count, extension
            np.testing.assert_allclose(bounds, scene.bounds, atol=1e-3, err_msg=extension)
        size = files["stl"][0].stat().st_size
        meshes = [placed.part.mesh for placed in scene.placed()]
        assert size == 84 + 50 * sum(len(mesh.triangles) for mesh in meshes if mesh.closed)
        for extension in ("usd", "usdz"):
            assert findings(files[extension][0]) == []
        if gltf_validator.available():
            for report in gltf_validator.validate([files["glb"][0], files["gltf"][0]]):
                assert report.clean, report.messages


def test_more_vertices_than_16_bits_can_count(tmp_path):
    large = Scene(Node("Ball", (Part(sphere(5.0, 300, 220), OAK),)))
    files = export(
        large,
        tmp_path,
        name="Asset",
        extensions=EXTENSIONS,
        resolution=16,
        textures=TEXTURES,
        extras={},
    ).files
    for extension, read in READERS.items():
        triangles, bounds = read(files[extension][0])
        assert triangles == large.triangle_count, extension
        np.testing.assert_allclose(bounds, large.bounds, atol=1e-3, err_msg=extension)


@pytest.mark.parametrize("name", ["", " ", "1st", "a/b", "Prototypes", "Materials", "Geometry"])
def test_awkward_names_do_no_harm(name, tmp_path):
    part = Part(MESHES[0], OAK)
    twice = Node(
        name, (part,), (Node("Geometry", (part,)), Node("Frame oak", (Part(MESHES[2], OAK),)))
    )
    scene = Scene(Node(name, (), (twice, twice)))
    files = export(
        scene,
        tmp_path,
        name="Asset",
        extensions=EXTENSIONS,
        resolution=16,
        textures=TEXTURES,
        extras={},
    ).files
    for extension, read in READERS.items():
        assert read(files[extension][0])[0] == scene.triangle_count, extension
    assert findings(files["usd"][0]) == []
