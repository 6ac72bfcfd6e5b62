"""Unpacking a downloaded package so that nothing is ever written outside its folder."""

from __future__ import annotations

import lzma
import re
import secrets
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from opus_studio.api.errors import DamagedArchive, DownloadFailed, UnsafeArchive


@dataclass(frozen=True)
class Limits:
    """What a package may be at most. A house with twenty 4096 px texture sets stays far below.

    Attributes:
        archive_bytes: Size of the archive as downloaded.
        unpacked_bytes: Size of all files together.
        files: How many files and folders.
        ratio: Unpacked size over archive size, once `ratio_from` is passed.
        ratio_from: Unpacked bytes below which the ratio does not matter.
    """

    archive_bytes: int = 4 * 2**30
    unpacked_bytes: int = 8 * 2**30
    files: int = 5_000
    ratio: float = 200.0
    ratio_from: int = 64 * 2**20


_PIECE = 2**20
_LONGEST_PART = 255
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    IndexError,
    NotImplementedError,
    RuntimeError,
)
"""What the standard library raises on archives that are not well formed."""


def unpack(
    archive: Path,
    folder: Path,
    *,
    limits: Limits | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Unpack a package into `folder`, wholly or not at all.

    The files are written to a folder beside it that takes its name at the end; a folder of that
    name that was there before is replaced. Runs for as long as the disk takes: call it in a thread.

    Args:
        archive: The zip.
        folder: Where the content shall stand. Its parents are made.
        limits: What is refused.
        cancelled: Asked between pieces; when it says True the work stops and nothing remains.

    Returns:
        The paths of the files, sorted.

    Raises:
        UnsafeArchive: The archive is damaged, or names a place outside the folder, a link, a file
            twice, or more than the limits allow.
        DownloadFailed: The disk is full or the folder cannot be written, or it was cancelled.
    """
    folder = Path(folder)
    staging = folder.with_name(f".{folder.name}-{secrets.token_hex(6)}.part")
    try:
        with writing_errors(folder):
            staging.mkdir(parents=True)
            names = _extract(archive, staging, limits or Limits(), cancelled)
            _take_place(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return tuple(folder.joinpath(*name.parts) for name in sorted(names))


def _extract(
    archive: Path, staging: Path, limits: Limits, cancelled: Callable[[], bool]
) -> list[PurePosixPath]:
    try:
        with zipfile.ZipFile(archive) as package:
            entries = _checked(package, archive.stat().st_size, limits)
            room = limits.unpacked_bytes
            for entry, name in entries:
                target = staging.joinpath(*name.parts)
                if entry.is_dir():
                    target.mkdir(parents=True, exist_ok=True)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                with package.open(entry) as source, target.open("xb") as file:
                    room -= _copy(source, file, room, cancelled)
            return [name for entry, name in entries if not entry.is_dir()]
    except _DAMAGE as error:
        raise DamagedArchive(
            "The downloaded package is damaged or not a zip file. Download it again."
        ) from error


def _copy(source: IO[bytes], file: IO[bytes], room: int, cancelled: Callable[[], bool]) -> int:
    """Copy to the end and answer the number of bytes, which may not exceed `room`."""
    written = 0
    while piece := source.read(_PIECE):
        if cancelled():
            raise DownloadFailed("Unpacking was cancelled.", code="cancelled")
        written += len(piece)
        if written > room:
            raise _unsafe("holds more than it says")
        file.write(piece)
    return written


def _checked(
    package: zipfile.ZipFile, archive_bytes: int, limits: Limits
) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """Every entry with its place, after all that can be known before writing was checked."""
    infos = package.infolist()
    if len(infos) > limits.files:
        raise _unsafe(f"holds {len(infos)} files, more than {limits.files}")
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked_bytes:
        raise _unsafe(f"would take {total / 2**30:.1f} GB on the disk")
    if total > limits.ratio_from and total > limits.ratio * archive_bytes:
        raise _unsafe("would grow out of all proportion when unpacked")
    entries = []
    seen: dict[str, bool] = {}
    for info in infos:
        name = _place(info)
        _refuse_kind(info)
        key = _folded(name)
        if key in seen and not (info.is_dir() and seen[key]):
            raise _unsafe(f"holds {_shown(str(name))} twice")
        seen[key] = info.is_dir()
        entries.append((info, name))
    for _, name in entries:
        if any(seen.get(_folded(parent)) is False for parent in name.parents):
            raise _unsafe("uses one name for a file and for a folder")
    return entries


def _place(info: zipfile.ZipInfo) -> PurePosixPath:
    """The place of an entry below the folder; refused when it is anywhere else."""
    raw = info.orig_filename.replace("\\", "/")
    if raw.startswith("/"):
        raise _unsafe(f"names an absolute path, {_shown(raw)}")
    parts = [part for part in raw.rstrip("/").split("/") if part != "."]
    if not parts or not all(_is_plain(part) for part in parts):
        raise _unsafe(f"names a place that is not allowed, {_shown(raw)}")
    return PurePosixPath(*parts)


def _is_plain(part: str) -> bool:
    """Whether a part of a path is an ordinary name on Linux, macOS and Windows alike."""
    return (
        part not in ("", "..")
        and part.isprintable()
        and not set(part) & set(':*?"<>|')
        and part == part.strip(" ")
        and not part.endswith(".")
        and len(part.encode("utf-8", "replace")) <= _LONGEST_PART
        and not _RESERVED.fullmatch(part)
    )


def _refuse_kind(info: zipfile.ZipInfo) -> None:
    """Only plain files and folders, unencrypted, stored or deflated."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _unsafe(f"holds a link or a device, {_shown(info.orig_filename)}")
    if info.flag_bits & 0x1:
        raise _unsafe("is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _unsafe("is compressed in an unusual way")


def _folded(name: PurePosixPath) -> str:
    """Names that some file system takes for the same give the same text."""
    return unicodedata.normalize("NFC", str(name)).casefold()


def _shown(name: str) -> str:
    return ascii(name[:80])


def _unsafe(what: str) -> UnsafeArchive:
    return UnsafeArchive(f"The downloaded package was refused: it {what}.")


def _take_place(staging: Path, folder: Path) -> None:
    """Rename, moving what was there before out of the way first."""
    if not folder.exists():
        staging.rename(folder)
        return
    old = folder.with_name(f".{folder.name}-{secrets.token_hex(6)}.old")
    folder.rename(old)
    try:
        staging.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    if old.is_dir():
        shutil.rmtree(old, ignore_errors=True)
    else:
        with suppress(OSError):
            old.unlink()


@contextmanager
def writing_errors(place: Path) -> Iterator[None]:
    """Turn what the disk refuses into plain words."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise DownloadFailed(f"The files could not be written to {place}: {reason}.") from error
