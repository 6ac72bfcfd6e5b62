"""Messages between processes whose big arrays travel through shared memory.

A message is pickled with its arrays left out of the stream (pickle protocol 5, PEP 574); stream and
arrays lie one behind the other in a file of a memory-backed folder, which the reader maps. Nothing
big is copied by the reader: its arrays are views of the mapping, which lives as long as they do.

Plain mapped files are used instead of `multiprocessing.shared_memory` because the latter's tracker
process unlinks and warns on its own account when the writer ends before the reader.
"""

from __future__ import annotations

import contextlib
import mmap
import pickle
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_ALIGNMENT = 64


def segment_folder() -> Path:
    """A name for a private folder, in memory where the system has such a place; not made yet."""
    memory = Path("/dev/shm")  # noqa: S108  memory-backed on Linux; the folder made is private
    parent = memory if memory.is_dir() else Path(tempfile.gettempdir())
    return parent / f"opus-preview-{uuid.uuid4().hex}"


def write_segment(message: object, path: Path) -> list[int]:
    """Write a message; returns the length of the stream and of each array, for `read_segment`."""
    buffers: list[pickle.PickleBuffer] = []
    stream = pickle.dumps(message, protocol=5, buffer_callback=buffers.append)
    pieces: list[bytes | memoryview] = [stream, *(buffer.raw() for buffer in buffers)]
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
            file.write(bytes(-len(piece) % _ALIGNMENT))
    return [len(piece) for piece in pieces]


def read_segment(path: Path, lengths: Sequence[int]) -> Any:
    """Map a message written by a process of our own, and remove the file's name.

    Raises:
        OSError: The file is gone.
    """
    with path.open("r+b") as file:
        # A private mapping: the arrays may be handed on as writable, the file never changes.
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
    with contextlib.suppress(OSError):  # Windows removes no mapped file; the folder goes later
        path.unlink()
    pieces, start = [], 0
    for length in lengths:
        pieces.append(mapped[start : start + length])
        start += length + (-length % _ALIGNMENT)
    return pickle.loads(pieces[0], buffers=pieces[1:])  # noqa: S301  written by our own child
