"""Finished files come back as the arrays of the preview that they were made from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from tools.scenes import sample

from opus_studio.engine.export import export
from opus_studio.engine.export.registry import FORMATS
from opus_studio.engine.materials import TextureCache
from opus_studio.ui.preview.build import preview_of, with_textures
from opus_studio.ui.preview.result import Draw, MeshArrays, PreviewResult, Surface
from opus_studio.ui.viewport.model_file import (
    ModelFile,
    ModelFileError,
    ReadCancelled,
    read_model,
)

RESOLUTION = 16


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample scene, written by the engine in every format that can be shown."""
    made = tmp_path_factory.mktemp("asset")
    extensions = [name for name in ("glb", "gltf", "obj", "stl") if name in FORMATS]
    export(
        sample(),
        made,
        name="Window",
        extensions=extensions,
        resolution=RESOLUTION,
        textures=TextureCache(None),
        extras={},
    )
    return made


@pytest.fixture(scope="module")
def preview() -> PreviewResult:
    """The same scene as it is previewed."""
    return with_textures(preview_of(sample()), RESOLUTION)


def by_part(
    model: ModelFile | PreviewResult,
) -> dict[tuple[str, str], tuple[MeshArrays, Surface, Draw]]:
    """Mesh, surface and draw by slot and name of the material."""
    return {
        (draw.slot, model.surfaces[draw.surface].name): (
            model.meshes[draw.mesh],
            model.surfaces[draw.surface],
            draw,
        )
        for draw in model.draws
    }


def same_triangles(first: MeshArrays, second: MeshArrays, *, with_uvs: bool) -> bool:
    """Every triangle of one, with its UVs, is one of the other's, in whatever order."""

    def rows(mesh: MeshArrays) -> np.ndarray:
        parts = [mesh.positions, mesh.normals] + ([mesh.uvs] if with_uvs else [])
        return np.concatenate([part[mesh.triangles] for part in parts], axis=2).reshape(
            len(mesh.triangles), -1
        )

    distance = np.abs(rows(first)[:, None] - rows(second)[None]).max(axis=2)
    return bool(max(distance.min(axis=0).max(), distance.min(axis=1).max()) < 1e-3)


def facing(mesh: MeshArrays) -> float:
    """Share of the triangles that wind around their normals."""
    a, b, c = (mesh.positions[mesh.triangles[:, i]] for i in range(3))
    across = np.cross(b - a, c - a)
    told = mesh.normals[mesh.triangles].sum(axis=1)
    solid = np.linalg.norm(across, axis=1) > 1e-9
    return float((np.einsum("ij,ij->i", across, told)[solid] > 0).mean())


@pytest.mark.parametrize("extension", ["glb", "gltf"])
def test_gltf_is_read_as_the_preview_it_was_made_from(
    folder: Path, preview: PreviewResult, extension: str
) -> None:
    model = read_model(folder / f"Window.{extension}")
    found, expected = by_part(model), by_part(preview)
    assert found.keys() == expected.keys()
    for key, (mesh, surface, draw) in found.items():
        wanted, look, _ = expected[key]
        assert draw.matrix is None
        assert same_triangles(mesh, wanted, with_uvs=bool(look.texture))
        assert facing(mesh) == 1.0
        assert np.allclose(surface.color, look.color, atol=1e-5)
        assert surface.roughness == pytest.approx(look.roughness)
        assert surface.metallic == pytest.approx(look.metallic)
        assert surface.opacity == pytest.approx(look.opacity)
        assert (surface.glass, surface.double_sided) == (look.glass, look.double_sided)
        assert surface.ior == pytest.approx(look.ior)
        assert bool(surface.texture) == bool(look.texture)
        assert (mesh.tangents is not None) == bool(look.texture)
    assert np.allclose(model.displayed.bounds, preview.bounds, atol=1e-3)
    assert model.displayed.statistics.triangles == preview.statistics.triangles
    assert model.displayed.statistics.materials == preview.statistics.materials
    assert model.displayed.statistics.size == pytest.approx(preview.statistics.size, abs=1e-3)
    assert model.shadow is not None
    assert model.shadow_bounds == pytest.approx(preview.shadow_bounds, abs=1e-3)


@pytest.mark.parametrize("extension", ["glb", "gltf", "obj"])
def test_textures_lie_as_in_the_preview(
    folder: Path, preview: PreviewResult, extension: str
) -> None:
    model = read_model(folder / f"Window.{extension}")
    expected = {s.name: preview.textures[s.texture] for s in preview.surfaces if s.texture}
    worn = [surface for surface in model.surfaces if surface.texture]
    assert len(worn) == len(expected)
    for surface in worn:
        maps = model.textures[surface.texture]
        wanted = expected.get(surface.name) or expected[surface.name.replace("_", " ")]
        if extension != "obj":  # which has the colour multiplied in
            assert np.array_equal(maps.base, wanted.base)
        assert np.array_equal(maps.normal, wanted.normal)
        assert maps.orm is not None
        assert np.array_equal(maps.orm[..., 1:], wanted.orm[..., 1:])


@pytest.mark.parametrize("extension", ["glb", "gltf", "obj"])
def test_a_lamp_glows_and_a_pane_is_glass(folder: Path, extension: str) -> None:
    model = read_model(folder / f"Window.{extension}")
    surfaces = {surface.name: surface for surface in model.surfaces}
    assert surfaces["Lamp"].emission == pytest.approx((6.0, 5.1, 3.6), rel=1e-3)
    assert surfaces["Glass"].glass
    assert surfaces["Glass"].opacity < 0.5
    assert sum(any(surface.emission) for surface in model.surfaces) == 1


def test_the_same_model_comes_from_obj(folder: Path, preview: PreviewResult) -> None:
    model = read_model(folder / "Window.obj")
    assert np.allclose(model.displayed.bounds, preview.bounds, atol=1e-3)
    assert model.displayed.statistics.triangles == preview.statistics.triangles
    assert all(facing(mesh) == 1.0 for mesh in model.meshes)
    assert {s.name.replace("_", " ") for s in model.surfaces} == {s.name for s in preview.surfaces}


def test_stl_comes_back_in_metres_and_upright(folder: Path, preview: PreviewResult) -> None:
    if not (folder / "Window.stl").exists():
        pytest.skip("this engine writes no STL")
    model = read_model(folder / "Window.stl")
    assert np.allclose(model.displayed.bounds, preview.bounds, atol=1e-3)
    assert model.displayed.statistics.triangles == preview.statistics.triangles
    assert facing(model.meshes[0]) == 1.0


def test_ply_is_shown_in_its_mean_colour_with_sharp_edges(tmp_path: Path) -> None:
    header = [
        "ply", "format ascii 1.0", "element vertex 8",
        *(f"property float {axis}" for axis in "xyz"),
        *(f"property uchar {color}" for color in ("red", "green", "blue")),
        "element face 6", "property list uchar int vertex_indices", "end_header",
    ]  # fmt: skip
    points = [f"{x} {y} {z} 200 0 0" for z in (0, 1) for y in (0, 1) for x in (0, 1)]
    faces = ["0 2 3 1", "4 5 7 6", "0 1 5 4", "2 6 7 3", "0 4 6 2", "1 3 7 5"]
    path = tmp_path / "box.ply"
    path.write_text("\n".join([*header, *points, *(f"4 {face}" for face in faces)]) + "\n")
    model = read_model(path)
    (mesh,) = model.meshes
    assert model.displayed.bounds.tolist() == [[0, 0, 0], [1, 1, 1]]
    assert len(mesh.triangles) == 12
    assert np.allclose(np.abs(mesh.normals).max(axis=1), 1.0)  # each along an axis
    assert facing(mesh) == 1.0
    assert model.surfaces[0].color == pytest.approx((0.578, 0.0, 0.0), abs=1e-3)


@pytest.mark.parametrize("key", ["size_m", "nominal_size_m"])
def test_the_size_is_that_of_the_part_which_the_record_names(
    folder: Path, tmp_path: Path, key: str
) -> None:
    path = Path(shutil.copy(folder / "Window.glb", tmp_path))
    whole = read_model(path).displayed
    pane = (whole.bounds[1] - whole.bounds[0]) * 0.5
    record = {"model": "Window", "size_m": whole.statistics.size, key: pane.tolist()}
    (tmp_path / "opus_output.json").write_text(json.dumps(record))
    told = read_model(path).displayed
    assert told.statistics.size == pytest.approx(tuple(pane), abs=1e-3)
    assert np.allclose(told.size_bounds[1] - told.size_bounds[0], pane)
    assert np.array_equal(told.bounds, whole.bounds)


@pytest.mark.parametrize("extension", ["glb", "gltf", "obj", "stl"])
@pytest.mark.parametrize(
    "name", ["a b", "50% #1?", "[x]", "Fenster Öl é", "back\\slash", "data:x", "%20"]
)
def test_any_name_of_folder_and_file_opens(
    folder: Path, tmp_path: Path, extension: str, name: str
) -> None:
    source = folder / f"Window.{extension}"
    if not source.exists():
        pytest.skip("this engine does not write it")
    place = tmp_path / name
    shutil.copytree(folder, place)
    path = (place / source.name).rename(place / f"{name}.{extension}")
    model = read_model(path)
    assert model.displayed.statistics.triangles == sample().triangle_count
    assert bool(model.textures) == (extension != "stl")


def test_two_readings_share_no_texture_key(folder: Path) -> None:
    first, second = (read_model(folder / "Window.glb") for _ in range(2))
    assert first.textures
    assert not first.textures.keys() & second.textures.keys()


@pytest.mark.parametrize("extension", ["glb", "obj"])
def test_a_reading_can_be_cancelled_at_every_step(folder: Path, extension: str) -> None:
    path = folder / f"Window.{extension}"
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    read_model(path, count)
    steps = asked
    assert steps > 12
    for last in (0, 1, steps // 2, steps - 2):
        asked = 0

        def stop(last: int = last) -> bool:
            nonlocal asked
            asked += 1
            return asked > last

        with pytest.raises(ReadCancelled):
            read_model(path, stop)


@pytest.mark.parametrize("name", ["missing.glb", "text.docx", "folder.glb"])
def test_what_is_no_model_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.docx").write_text("text")
    (tmp_path / "folder.glb").mkdir()
    with pytest.raises(ModelFileError, match=name.replace(".", r"\.")):
        read_model(tmp_path / name)


@pytest.mark.parametrize("extension", ["glb", "gltf", "obj", "stl", "ply"])
@pytest.mark.parametrize(
    "content", [b"", b"\0" * 100, b"nonsense\n" * 30, b"glTF", b"[]", b"{}"], ids=range(6)
)
def test_damaged_files_are_refused_with_a_sentence(
    tmp_path: Path, extension: str, content: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"broken.{extension}"
    path.write_bytes(content)
    with pytest.raises(ModelFileError, match=r"^broken\.\w+ .*\.$"):
        read_model(path)
    assert capfd.readouterr().err == ""


def test_a_file_cut_short_is_refused(folder: Path, tmp_path: Path) -> None:
    data = (folder / "Window.glb").read_bytes()
    for share in (0.05, 0.3, 0.6):
        path = tmp_path / "cut.glb"
        path.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(ModelFileError, match=r"cut\.glb is damaged"):
            read_model(path)


def test_obj_of_other_programs_is_read(tmp_path: Path) -> None:
    """UVs indexed apart, negative indices, quads, a continued line, tabs, no normals, blanks."""
    (tmp_path / "my materials.mtl").write_text("newmtl Red one\nKd 0.8\nNs 6\nKe 1 0.5 0\n")
    path = tmp_path / "square.obj"
    path.write_text(
        "# made elsewhere\r\nmtllib my materials.mtl\r\n"
        "v 0 0 0 1.0\r\nv\t1 0 0 1.0\r\nv 1 1 0\r\nv 0 1 0\r\n"
        "vt 0 0\r\nvt 1 1 0\r\nusemtl Red one\r\ns 1\r\n"
        "f 1/1 2/2 \\\r\n3/1 -1/-1\r\nf 1 2 3\r\n"
    )
    model = read_model(path)
    (mesh,), (surface,) = model.meshes, model.surfaces
    assert len(mesh.triangles) == 3
    assert np.allclose(mesh.normals, (0, 0, 1))
    assert np.unique(mesh.uvs, axis=0).tolist() == [[0, 0], [1, 1]]
    assert surface.color == (0.8, 0.8, 0.8)
    assert surface.emission == (1.0, 0.5, 0.0)
    assert surface.roughness == pytest.approx((2 / 8) ** 0.25)


@pytest.mark.parametrize(
    "faces", ["f 1 2 9", "f 0 1 2", "f 1 2 -9", "f a b c", "f 1/7 2/7 3/7", "f 1 2"]
)
def test_obj_faces_that_name_nothing_are_refused(tmp_path: Path, faces: str) -> None:
    path = tmp_path / "odd.obj"
    path.write_text(f"v 0 0 0\nv 1 0 0\nv 0 1 0\n{faces}\n")
    with pytest.raises(ModelFileError, match=r"odd\.obj"):
        read_model(path)
