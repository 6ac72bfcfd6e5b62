"""USD and usdz as USD's own libraries and validators read them."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest
from pxr import Sdf, Usd, UsdGeom, UsdShade
from tools.scenes import sphere
from tools.usd_checker import findings

from opus_studio.engine.materials import FINISHES
from opus_studio.engine.scene import Material, Node, Part, Scene

FORMATS = ("usd", "usdz")


@pytest.fixture(params=FORMATS)
def stage(request, exported):
    return Usd.Stage.Open(str(exported(request.param)[request.param][0]))


def meshes(stage):
    """Every drawn mesh, instances counted each time."""
    every = Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies())
    return [UsdGeom.Mesh(prim) for prim in every if prim.IsA(UsdGeom.Mesh)]


@pytest.mark.parametrize("extension", FORMATS)
def test_the_validators_find_nothing(exported, extension):
    assert findings(exported(extension)[extension][0]) == []


def test_it_is_in_metres_with_y_up_and_one_default_prim(stage):
    assert UsdGeom.GetStageMetersPerUnit(stage) == 1.0
    assert UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.y
    assert stage.GetDefaultPrim().GetPath() == "/Window"
    assert '"seed":42' in stage.GetDefaultPrim().GetCustomDataByKey("opusStudio")


def test_size_and_triangles_are_the_scenes(stage, scene):
    cache = UsdGeom.BBoxCache(Usd.TimeCode.Default(), [UsdGeom.Tokens.default_])
    box = cache.ComputeWorldBound(stage.GetDefaultPrim()).ComputeAlignedRange()
    # The extents of rotated parts are boxes too: never smaller than the asset, and near it.
    assert np.all(np.array(box.GetMin()) <= scene.bounds[0] + 1e-4)
    assert np.all(np.array(box.GetMax()) >= scene.bounds[1] - 1e-4)
    corners = []
    transforms = UsdGeom.XformCache()
    for mesh in meshes(stage):
        matrix = np.array(transforms.GetLocalToWorldTransform(mesh.GetPrim()))
        points = np.array(mesh.GetPointsAttr().Get(), float)
        corners.append(points @ matrix[:3, :3] + matrix[3, :3])
    every = np.concatenate(corners)
    np.testing.assert_allclose([every.min(0), every.max(0)], scene.bounds, atol=1e-4)
    assert sum(len(m.GetFaceVertexCountsAttr().Get()) for m in meshes(stage)) == (
        scene.triangle_count
    )


def test_repeated_parts_are_instances_of_one_prototype(stage):
    first, second = (stage.GetPrimAtPath(f"/Window/{name}/Geometry") for name in ("Sash", "Sash_2"))
    assert first.IsInstance()
    assert first.GetPrototype() == second.GetPrototype()
    drawn = [str(mesh.GetPath()) for mesh in meshes(stage)]
    assert not any(path.startswith("/Window/Prototypes") for path in drawn)


def test_names_are_kept_as_display_names(stage):
    assert stage.GetPrimAtPath("/Window/Sash_2").GetDisplayName() == "Sash 2"
    assert stage.GetPrimAtPath("/Window/Materials/K_fer_paint").GetDisplayName() == "Käfer paint"
    assert stage.GetPrimAtPath("/Window/Sash/Handle").GetTypeName() == "Xform"


def test_every_mesh_is_bound_to_a_material_whose_maps_are_there(stage):
    for mesh in meshes(stage):
        material, _ = UsdShade.MaterialBindingAPI(mesh.GetPrim()).ComputeBoundMaterial()
        surface, _, _ = material.ComputeSurfaceSource()
        assert surface.GetIdAttr().Get() == "UsdPreviewSurface"
        normal = surface.GetInput("normal")
        textured = bool(normal) and normal.HasConnectedSource()
        assert textured == bool(UsdGeom.PrimvarsAPI(mesh).GetPrimvar("st").HasValue())
    files = [
        prim.GetAttribute("inputs:file").Get()
        for prim in stage.Traverse()
        if prim.GetAttribute("inputs:file")
    ]
    assert files
    assert all(asset.resolvedPath for asset in files)


def test_a_tint_is_a_factor_on_the_neutral_map(stage):
    paint = stage.GetPrimAtPath("/Window/Materials/Seat_linen/BaseColor")
    assert "linen_neutral" in paint.GetAttribute("inputs:file").Get().path
    scale = paint.GetAttribute("inputs:scale").Get()
    assert scale[0] > 3 * scale[1]


def test_a_usdz_holds_stored_files_aligned_to_64_bytes(exported):
    with zipfile.ZipFile(exported("usdz")["usdz"][0]) as package:
        entries = package.infolist()
        assert entries[0].filename == "Window.usdc"
        for entry in entries:
            assert entry.compress_type == zipfile.ZIP_STORED
            package.fp.seek(entry.header_offset + 26)
            name, extra = np.frombuffer(package.fp.read(4), "<u2")
            assert (entry.header_offset + 30 + int(name) + int(extra)) % 64 == 0


def test_the_layer_is_binary(exported):
    path = exported("usd")["usd"][0]
    assert path.read_bytes().startswith(b"PXR-USDC")
    assert Sdf.Layer.FindOrOpen(str(path)).GetFileFormat().formatId in ("usd", "usdc")


def surface_of(exported, finish, color=None):
    """The one `UsdPreviewSurface` of a ball of that finish, and where each input comes from."""
    material = Material("Surface", finish, color)
    scene = Scene(Node("Ball", (Part(sphere(0.1, 12, 6), material),)))
    stage = Usd.Stage.Open(str(exported("usd", of=scene, into=finish)["usd"][0]))
    shaders = [UsdShade.Shader(p) for p in stage.Traverse() if p.IsA(UsdShade.Shader)]
    (surface,) = (s for s in shaders if s.GetIdAttr().Get() == "UsdPreviewSurface")
    sources = {}
    for entry in surface.GetInputs():
        if entry.HasConnectedSource():
            source, channel, _ = entry.GetConnectedSource()
            sources[entry.GetBaseName()] = (UsdShade.Shader(source.GetPrim()), channel)
    return stage, surface, sources


@pytest.mark.parametrize("finish", ["oak", "brass", "chain_link", "leaded_glass", "linen"])
def test_each_input_reads_its_own_map_and_channel(exported, finish):
    _stage, _, sources = surface_of(exported, finish)
    read = {name: (shader.GetPrim().GetName(), out) for name, (shader, out) in sources.items()}
    expected = {
        "diffuseColor": ("BaseColor", "rgb"),
        "normal": ("Normal", "rgb"),
        "occlusion": ("OcclusionRoughnessMetallic", "r"),
        "roughness": ("OcclusionRoughnessMetallic", "g"),
        "metallic": ("OcclusionRoughnessMetallic", "b"),
    }
    if FINISHES[finish].opacity_map:
        expected["opacity"] = ("BaseColor", "a")
    assert read == expected
    spaces = {
        shader.GetPrim().GetName(): shader.GetInput("sourceColorSpace").Get()
        for shader, _ in sources.values()
    }
    assert spaces == {"BaseColor": "sRGB", "Normal": "raw", "OcclusionRoughnessMetallic": "raw"}


def test_what_is_cut_out_has_a_threshold_and_what_blends_has_none(exported):
    _stage, mesh, _ = surface_of(exported, "chain_link")
    assert FINISHES["chain_link"].alpha_mode == "MASK"
    assert mesh.GetInput("opacityThreshold").Get() == pytest.approx(0.5)
    for finish in ("leaded_glass", "clear_glass", "oak"):
        _stage, surface, _ = surface_of(exported, finish)
        assert not surface.GetInput("opacityThreshold")


def test_glass_without_maps_is_as_clear_as_the_finish(exported):
    described = FINISHES["clear_glass"]
    _stage, surface, sources = surface_of(exported, "clear_glass")
    assert "opacity" not in sources
    assert surface.GetInput("opacity").Get() == pytest.approx(described.alpha)
    assert surface.GetInput("ior").Get() == pytest.approx(described.ior)
    assert surface.GetInput("roughness").Get() == pytest.approx(described.roughness)
    assert surface.GetInput("metallic").Get() == pytest.approx(described.metallic)


def test_a_colour_comes_out_in_its_own_channels(exported):
    _stage, surface, _ = surface_of(exported, "clear_glass", (0.1, 0.2, 0.7))
    assert tuple(surface.GetInput("diffuseColor").Get()) == pytest.approx((0.1, 0.2, 0.7))
