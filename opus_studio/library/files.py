"""Writing and moving files so that a crash in the middle loses nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from opus_studio.library.errors import DiskFullError

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def is_disk_full(error: BaseException) -> bool:
    """Whether an error says that the disk or the user's quota is full."""
    return isinstance(error, OSError) and error.errno in _FULL


@contextlib.contextmanager
def disk_full_named(place: Path) -> Iterator[None]:
    """Turn the system's "no space left" into `DiskFullError` that names the place."""
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise DiskFullError(place) from error
        raise


def write_atomically(path: Path, text: str) -> None:
    """Replace a file's text in one step: a reader sees the old or the new, never a half.

    Raises:
        DiskFullError: No room; the old file is untouched.
        OSError: The folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    temporary = Path(name)
    try:
        with disk_full_named(path.parent):
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def set_aside(path: Path, *companions: str) -> Path:
    """Rename a damaged file so that nothing is lost, and return its new name.

    Args:
        path: The file.
        companions: Suffixes of files that belong to it (`-wal`) and move along when they exist.

    Raises:
        OSError: The file cannot be renamed.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    path.replace(target)
    for suffix in companions:
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.replace(target.with_name(target.name + suffix))
    return target


def folder_size(folder: Path) -> int:
    """Bytes of all files below a folder; 0 when it is not there."""
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += (Path(root) / name).lstat().st_size
    return total
