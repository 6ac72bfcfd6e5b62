"""Textures of finished files: where they lie, how large they get, what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tools import gltf_files

from opus_studio.ui.viewport.cancellation import never
from opus_studio.ui.viewport.image_maps import EncodedSet, ImageSource, decode_sets, longest_edges
from opus_studio.ui.viewport.model_file import ModelFileError, read_model


def png(pixels: np.ndarray) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


def two_tone() -> bytes:
    """Red above, blue below."""
    pixels = np.zeros((4, 4, 3), np.uint8)
    pixels[:2] = (255, 0, 0)
    pixels[2:] = (0, 0, 255)
    return png(pixels)


def textured(uri: str, **material: object) -> dict[str, object]:
    return gltf_files.square(
        images=[{"uri": uri}],
        textures=[{"source": 0}],
        materials=[{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}, **material}],
    )


@pytest.mark.parametrize("binary", [True, False])
def test_an_image_stands_upright(tmp_path: Path, binary: bool) -> None:
    write = gltf_files.write_glb if binary else gltf_files.write
    suffix = "glb" if binary else "gltf"
    path = write(tmp_path / f"a.{suffix}", textured(gltf_files.data_uri(two_tone())))
    model = read_model(path)
    (maps,) = model.textures.values()
    assert maps.base[0, 0].tolist() == [0, 0, 255]  # the lowest row lies at V = 0
    mesh = model.meshes[0]
    assert np.allclose(mesh.uvs, mesh.positions[:, :2])


def test_names_are_decoded_and_stay_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "Öl 1#.png").write_bytes(two_tone())
    (tmp_path / "out.png").write_bytes(two_tone())
    for uri, found in (
        ("%C3%96l%201%23.png", True),
        ("../out.png", False),
        (str(tmp_path / "out.png"), False),
        ("file:///etc/hostname", False),
        ("missing.png", False),
    ):
        model = read_model(gltf_files.write(folder / "a.gltf", textured(uri)))
        assert bool(model.textures) is found, uri


@pytest.mark.parametrize("uri", ["../b.bin", "https://example.org/b.bin", "b.bin"])
def test_a_buffer_that_may_not_be_opened_is_named(tmp_path: Path, uri: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "b.bin").write_bytes(bytes(200))
    document = gltf_files.square(buffers=[{"byteLength": 140, "uri": uri}])
    with pytest.raises(ModelFileError, match=r"b\.bin"):
        read_model(gltf_files.write(folder / "a.gltf", document))


def test_a_broken_image_leaves_the_model_plain(tmp_path: Path) -> None:
    path = gltf_files.write(tmp_path / "a.gltf", textured(gltf_files.data_uri(b"no image")))
    model = read_model(path)
    assert not model.textures
    assert model.surfaces[0].texture == ""


def test_compressed_files_say_so(tmp_path: Path) -> None:
    document = gltf_files.square(extensionsRequired=["KHR_draco_mesh_compression"])
    with pytest.raises(ModelFileError, match="KHR_draco_mesh_compression"):
        read_model(gltf_files.write(tmp_path / "a.gltf", document))


@pytest.mark.parametrize(
    "changes",
    [
        {"nodes": [{"children": [0]}]},
        {"nodes": [{"mesh": 7}]},
        {"nodes": [{"mesh": 0, "scale": [1, 1]}]},
        {"asset": {}},
        {"bufferViews": []},
        {"accessors": [{"componentType": 5126, "count": 10**12, "type": "VEC3"}] * 4},
    ],
    ids=str,
)
def test_odd_documents_are_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    path = gltf_files.write(tmp_path / "a.gltf", gltf_files.square(**changes))
    with pytest.raises(ModelFileError, match=r"a\.gltf"):
        read_model(path)


def test_a_mirrored_square_keeps_its_front(tmp_path: Path) -> None:
    document = gltf_files.square(nodes=[{"mesh": 0, "scale": [-1, 1, 1]}])
    (mesh,) = read_model(gltf_files.write(tmp_path / "a.gltf", document)).meshes
    a, b, c = (mesh.positions[mesh.triangles[:, i]] for i in range(3))
    assert np.allclose(mesh.normals, (0, 0, 1))
    assert (np.cross(b - a, c - a)[:, 2] > 0).all()


@pytest.mark.parametrize(
    ("mode", "channels", "lowest"), [("OPAQUE", 3, None), ("MASK", 4, 0), ("BLEND", 4, 100)]
)
def test_opacity_follows_the_alpha_mode(
    tmp_path: Path, mode: str, channels: int, lowest: int | None
) -> None:
    pixels = np.full((4, 4, 4), 200, np.uint8)
    pixels[:2, :, 3] = 100
    uri = gltf_files.data_uri(png(pixels))
    model = read_model(gltf_files.write(tmp_path / "a.gltf", textured(uri, alphaMode=mode)))
    (maps,) = model.textures.values()
    assert maps.base.shape[2] == channels
    assert np.all(maps.base[..., :3] == 200)
    if lowest is not None:
        assert maps.base[..., 3].min() == lowest


def test_maps_are_reduced_to_the_budget() -> None:
    pixels = np.full((512, 512, 3), 90, np.uint8)
    data = png(pixels)
    sets = {str(number): EncodedSet(*(_source(data) for _ in range(2))) for number in range(4)}
    whole = decode_sets(sets, never)
    assert {maps.base.shape for maps in whole.values()} == {(512, 512, 3)}
    budget = 3_000_000
    small = decode_sets(sets, never, budget)
    texels = sum(a.shape[0] * a.shape[1] for m in small.values() for a in (m.base, m.normal))
    assert texels * 16 / 3 <= budget
    assert all(np.all(maps.base == 90) for maps in small.values())
    assert small["0"].base.shape[0] >= small["0"].normal.shape[0]


def test_a_house_of_large_maps_stays_under_half_a_gigabyte() -> None:
    sets = [EncodedSet(_source(b""), _source(b"")) for _ in range(17)]
    sizes = {image: (4096, 4096) for one in sets for _, image in one.images()}
    edges = longest_edges(sets, sizes, 500_000_000)
    assert sum(edges[role] ** 2 for one in sets for role, _ in one.images()) * 16 / 3 < 5e8
    assert edges["base"] >= 1024


def _source(data: bytes) -> ImageSource:
    return ImageSource("test", lambda length: data if length < 0 else data[:length])
