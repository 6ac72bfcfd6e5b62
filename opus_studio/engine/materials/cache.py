"""Encoded texture sets, kept on disk by content: limited in size, shared by processes.

A file holds one set. Its name is a digest of the finish, the fingerprint of the code that painted
it, and the resolution; its first bytes are a digest of the rest, so that a damaged file is noticed
and made again. Files are written under a temporary name and moved into place, and their time of
modification is their last use.
"""

from __future__ import annotations

import hashlib
import logging
import os
import struct
import tempfile
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from opus_studio import __version__
from opus_studio.engine.materials.appearance import TextureKey
from opus_studio.engine.materials.encode import encode_png
from opus_studio.engine.materials.synth import TextureSet, texture_set

logger = logging.getLogger(__name__)

SUFFIX = ".maps"
_DIGEST = 32
_LENGTHS = struct.Struct("<3Q")
_MEMORY_BYTES = 256 << 20


@dataclass(frozen=True)
class EncodedSet:
    """The maps of a finish as PNG files."""

    base_color: bytes
    normal: bytes
    orm: bytes

    @property
    def size(self) -> int:
        """Bytes of the three together."""
        return len(self.base_color) + len(self.normal) + len(self.orm)


@cache
def fingerprint() -> str:
    """A digest of the code of this room: it changes when any map might.

    Where the sources are not at hand (a frozen build) the program's version stands for them.
    """
    digest = hashlib.sha256(__version__.encode())
    room = Path(__file__).parent
    for source in sorted(room.rglob("*.py")):
        digest.update(source.relative_to(room).as_posix().encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()


class TextureCache:
    """Makes texture sets, and remembers them.

    Safe for several threads and several processes on one directory. Two that miss the same set at
    once both make it, and the files are the same.
    """

    def __init__(
        self, directory: Path | None, limit_bytes: int = 2 << 30, *, threads: int = 2
    ) -> None:
        """Keep sets in `directory` (None: in memory only) up to `limit_bytes`, oldest use out."""
        self._directory = directory
        self._limit = limit_bytes
        self._threads = threads
        self._memory: OrderedDict[str, EncodedSet] = OrderedDict()
        self._memory_bytes = 0
        self._arrays: OrderedDict[tuple[TextureKey, int], TextureSet] = OrderedDict()
        self._arrays_bytes = 0
        self._lock = Lock()
        if directory is not None:
            try:
                directory.mkdir(parents=True, exist_ok=True)
            except OSError as error:  # as with a set that cannot be kept: made again, no more
                logger.warning("texture sets are not kept: %s", error)
                self._directory = None

    def encoded(self, key: TextureKey, resolution: int) -> EncodedSet:
        """The maps as PNG files.

        Raises:
            UnknownFinishError: There is no such finish.
            ValueError: The finish has no maps, or the resolution is not allowed.
        """
        name = self._name(key, resolution)
        found = self._recall(name)
        if found is None:
            found = self._read(name)
        if found is None:
            maps = texture_set(key.finish, resolution, neutral=key.neutral, threads=self._threads)
            with ThreadPoolExecutor(self._threads, thread_name_prefix="png") as pool:
                found = EncodedSet(*pool.map(encode_png, (maps.base_color, maps.normal, maps.orm)))
            self._write(name, found)
        self._remember(name, found)
        return found

    def arrays(self, key: TextureKey, resolution: int) -> TextureSet:
        """The maps as arrays, for previews; kept in memory only. Treat them as read-only."""
        place = (key, resolution)
        with self._lock:
            if place in self._arrays:
                self._arrays.move_to_end(place)
                return self._arrays[place]
        maps = texture_set(key.finish, resolution, neutral=key.neutral, threads=self._threads)
        for array in (maps.base_color, maps.normal, maps.orm):
            array.setflags(write=False)
        with self._lock:
            if place not in self._arrays:
                self._arrays[place] = maps
                self._arrays_bytes += _nbytes(maps)
            while self._arrays_bytes > min(self._limit, _MEMORY_BYTES) and len(self._arrays) > 1:
                self._arrays_bytes -= _nbytes(self._arrays.popitem(last=False)[1])
        return maps

    def _name(self, key: TextureKey, resolution: int) -> str:
        text = f"{fingerprint()} {key.finish} {key.neutral} {resolution}"
        return hashlib.sha256(text.encode()).hexdigest()[:40]

    def _recall(self, name: str) -> EncodedSet | None:
        """From memory."""
        with self._lock:
            found = self._memory.get(name)
            if found is not None:
                self._memory.move_to_end(name)
            return found

    def _remember(self, name: str, found: EncodedSet) -> None:
        """Keep in memory: everything up to the limit without a directory, little with one."""
        limit = self._limit if self._directory is None else min(self._limit, _MEMORY_BYTES)
        with self._lock:
            if name not in self._memory:
                self._memory[name] = found
                self._memory_bytes += found.size
            while self._memory_bytes > limit and self._memory:
                self._memory_bytes -= self._memory.popitem(last=False)[1].size

    def _read(self, name: str) -> EncodedSet | None:
        """From disk; a damaged file is removed."""
        if self._directory is None:
            return None
        path = self._directory / (name + SUFFIX)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        found = _unpack(data)
        if found is None:
            logger.warning("damaged texture set in the cache, made again: %s", path.name)
            path.unlink(missing_ok=True)
            return None
        try:
            os.utime(path)
        except OSError:
            logger.debug("the time of %s cannot be set", path.name)
        return found

    def _write(self, name: str, found: EncodedSet) -> None:
        """To disk; a full or read-only disk is not an error, the set is only made again."""
        if self._directory is None or found.size > self._limit:
            return
        try:
            with tempfile.NamedTemporaryFile(
                dir=self._directory, prefix=name, suffix=".tmp", delete=False
            ) as file:
                temporary = Path(file.name)
                try:
                    file.write(_pack(found))
                except OSError:
                    temporary.unlink(missing_ok=True)
                    raise
            os.replace(temporary, self._directory / (name + SUFFIX))
            self._trim(self._directory)
        except OSError as error:
            logger.warning("a texture set could not be kept: %s", error)

    def _trim(self, directory: Path) -> None:
        """Remove the sets that were not used for the longest time until the limit holds."""
        files: list[tuple[int, int, Path]] = []
        for path in directory.glob("*" + SUFFIX):
            try:
                state = path.stat()
            except OSError:  # another process removed it meanwhile
                continue
            files.append((state.st_mtime_ns, state.st_size, path))
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self._limit:
                return
            path.unlink(missing_ok=True)
            total -= size


def _nbytes(maps: TextureSet) -> int:
    return maps.base_color.nbytes + maps.normal.nbytes + maps.orm.nbytes


def _pack(found: EncodedSet) -> bytes:
    """The file of a set: digest, three lengths, three pictures."""
    lengths = _LENGTHS.pack(len(found.base_color), len(found.normal), len(found.orm))
    body = b"".join((lengths, found.base_color, found.normal, found.orm))
    return hashlib.sha256(body).digest() + body


def _unpack(data: bytes) -> EncodedSet | None:
    """The set in a file, or None if a byte of it is wrong."""
    body = memoryview(data)[_DIGEST:]
    if len(body) < _LENGTHS.size or hashlib.sha256(body).digest() != data[:_DIGEST]:
        return None
    base, normal, orm = _LENGTHS.unpack_from(body)
    start = _LENGTHS.size
    return EncodedSet(
        bytes(body[start : start + base]),
        bytes(body[start + base : start + base + normal]),
        bytes(body[start + base + normal : start + base + normal + orm]),
    )
