"""Unpacking: what a package may hold, what is refused, and that nothing leaves the folder."""

from __future__ import annotations

import errno
import io
import stat
import struct
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.api.archive import Limits, unpack
from opus_studio.api.errors import DownloadFailed, UnsafeArchive


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], deflate: bool = False) -> bytes:
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("placeholder")
    info.filename = name
    info.external_attr = mode << 16
    return info


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "package.zip"
    path.write_bytes(content)
    return path


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_a_package_is_unpacked_whole(tmp_path: Path):
    archive = saved(
        tmp_path,
        zipped(("Sofa.gltf", b"model"), ("textures/", b""), ("textures/été ä.png", b"picture")),
    )
    files = unpack(archive, tmp_path / "deep" / "sofa")
    assert [path.name for path in files] == ["Sofa.gltf", "été ä.png"]
    assert [path.read_bytes() for path in files] == [b"model", b"picture"]
    assert tree(tmp_path / "deep") == {
        "sofa",
        "sofa/Sofa.gltf",
        "sofa/textures",
        "sofa/textures/été ä.png",
    }


def test_a_dot_in_front_is_no_harm(tmp_path: Path):
    archive = saved(tmp_path, zipped((entry("./Sofa.obj"), b"model")))
    assert unpack(archive, tmp_path / "sofa") == (tmp_path / "sofa" / "Sofa.obj",)


def test_what_stood_there_before_is_replaced(tmp_path: Path):
    target = tmp_path / "sofa"
    target.mkdir()
    (target / "old.txt").write_text("old")
    unpack(saved(tmp_path, zipped(("new.txt", b"new"))), target)
    assert tree(tmp_path) == {"package.zip", "sofa", "sofa/new.txt"}


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "a/../../evil",
        "a/../evil",
        "/evil",
        "//host/evil",
        "C:/evil",
        "C:evil",
        "..\\evil",
        "\\evil",
        "a\\..\\..\\evil",
        "./../evil",
        "./",
        "a//evil",
        "evil:stream",
        "evil\n",
        "evil.",
        "evil ",
        "..",
        "/",
        "aux",
        "a/NUL.txt",
        "x" * 300,
        "evil\u202egpj.exe",
    ],
)
def test_a_place_outside_or_in_disguise_is_refused(name: str, tmp_path: Path):
    archive = saved(tmp_path, zipped(("fine.txt", b"fine"), (entry(name), b"evil")))
    before = tree(tmp_path)
    with pytest.raises(UnsafeArchive):
        unpack(archive, tmp_path / "out")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK])
def test_links_and_devices_are_refused(kind: int, tmp_path: Path):
    archive = saved(tmp_path, zipped((entry("link", kind | 0o777), b"/etc/passwd")))
    with pytest.raises(UnsafeArchive, match="link"):
        unpack(archive, tmp_path / "out")
    assert tree(tmp_path) == {"package.zip"}


@pytest.mark.parametrize(
    "names",
    [("a.txt", "A.TXT"), ("caf\u00e9", "cafe\u0301"), ("a", "a/b"), ("a/b", "a"), ("A/b", "a")],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_are_one_on_some_disk_are_refused(names: tuple[str, str], tmp_path: Path):
    archive = saved(tmp_path, zipped(*((entry(name), b"x") for name in names)))
    with pytest.raises(UnsafeArchive):
        unpack(archive, tmp_path / "out")
    assert tree(tmp_path) == {"package.zip"}


@pytest.mark.parametrize(
    "limits",
    [Limits(files=1), Limits(unpacked_bytes=1_000_000), Limits(ratio=50, ratio_from=1_000)],
)
def test_more_than_the_limits_is_refused_before_writing(limits: Limits, tmp_path: Path):
    archive = saved(tmp_path, zipped(("a", bytes(10**6)), ("b", bytes(10**6)), deflate=True))
    with pytest.raises(UnsafeArchive):
        unpack(archive, tmp_path / "out", limits=limits)
    unpack(archive, tmp_path / "out")
    assert tree(tmp_path) == {"package.zip", "out", "out/a", "out/b"}


def test_an_entry_that_holds_more_than_it_says_is_refused(tmp_path: Path):
    content = bytearray(zipped(("a", bytes(10**6)), deflate=True))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 10)
    with pytest.raises(UnsafeArchive, match="damaged"):
        unpack(saved(tmp_path, bytes(content)), tmp_path / "out")
    assert tree(tmp_path) == {"package.zip"}


@pytest.mark.parametrize("content", [b"", b"PK", b"<html>no</html>", bytes(1000)])
def test_what_is_no_zip_is_refused(content: bytes, tmp_path: Path):
    with pytest.raises(UnsafeArchive, match="not a zip"):
        unpack(saved(tmp_path, content), tmp_path / "out")


def test_cancelled_work_leaves_nothing(tmp_path: Path):
    archive = saved(tmp_path, zipped(("a", b"1"), ("b", b"2")))
    answers = iter([False, True])
    with pytest.raises(DownloadFailed, match="cancelled"):
        unpack(archive, tmp_path / "out", cancelled=lambda: next(answers))
    assert tree(tmp_path) == {"package.zip"}


def test_when_the_new_folder_cannot_take_its_place_the_earlier_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "sofa"
    unpack(saved(tmp_path, zipped(("old", b"old"))), folder)
    real = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise OSError(errno.EACCES, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(DownloadFailed, match="Permission denied"):
        unpack(saved(tmp_path, zipped(("new", b"new"))), folder)
    assert tree(folder) == {"old"}
    assert (folder / "old").read_bytes() == b"old"
    assert tree(tmp_path) == {"sofa", "sofa/old", "package.zip"}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    archive = saved(tmp_path, zipped(("a", b"1")))
    with pytest.raises(DownloadFailed, match="could not be written"):
        unpack(archive, tmp_path / "file" / "out")


PIECES = st.sampled_from(
    ["a", "b", "A", "..", ".", "/", "\\", "C:", "~", "é", " ", "\0", "nul", "x.png", "\ud800", "*"]
)
NAMES = st.lists(PIECES, max_size=6).map("".join)
MODES = st.sampled_from([0, 0, 0, stat.S_IFREG | 0o644, stat.S_IFDIR | 0o755, stat.S_IFLNK | 0o777])


def unpacks_or_refuses(content: bytes) -> None:
    """Unpack in a room of its own and look around: only the folder may have appeared."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        archive = saved(room, content)
        target = room / "deep" / "er" / "out"
        target.parent.mkdir(parents=True)
        before = tree(room)
        try:
            files = unpack(archive, target, limits=Limits(unpacked_bytes=2**20))
        except (UnsafeArchive, DownloadFailed):
            assert tree(room) == before
            return
        assert all(path.resolve().is_relative_to(target.resolve()) for path in files)
        assert not any(path.is_symlink() for path in room.rglob("*"))
        assert {path for path in target.rglob("*") if path.is_file()} == set(files)
        inside = {found for found in tree(room) if found.startswith(str(target.relative_to(room)))}
        assert tree(room) - inside == before


@given(st.lists(st.tuples(NAMES, MODES, st.binary(max_size=8)), max_size=5))
@settings(max_examples=200, deadline=None)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_whatever_the_names_nothing_leaves_the_folder(
    entries: list[tuple[str, int, bytes]],
):
    writable = [
        (entry(name.encode("utf-8", "replace").decode(), mode), content)
        for name, mode, content in entries
    ]
    unpacks_or_refuses(zipped(*writable))


VALID = zipped(("Sofa.glb", b"model" * 40), ("textures/a.png", b"picture" * 40), deflate=True)


@given(st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.integers(0, 255)), max_size=6))
@settings(max_examples=300, deadline=None)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_whatever_is_damaged_nothing_leaves_the_folder(changes: list[tuple[int, int]]):
    content = bytearray(VALID)
    for place, value in changes:
        content[place] = value
    unpacks_or_refuses(bytes(content))
