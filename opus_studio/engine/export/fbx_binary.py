"""The binary container of FBX 7.4: nested records with typed properties.

There is no public specification; the layout is the one described by the Blender Foundation ("FBX
binary file format specification", 2013) and checked here by readers of other makers. Every record
is: end offset, number of properties, their length in bytes, name; the properties; the records
below, closed by an empty one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO, Final, TypeAlias

import deflate
import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.export.images import Image

VERSION: Final = 7400

_MAGIC: Final = b"Kaydara FBX Binary  \x00\x1a\x00"
_HEADER: Final = struct.Struct("<IIIB")

# Every file of a date has the same three constants, which the SDK's reader compares: they belong
# to the date below.
FILE_ID: Final = bytes.fromhex("28b32aebb624ccc2bfc8b02aa92bfcf1")
CREATION_TIME: Final = "1970-01-01 10:00:00:000"
_FOOTER_ID: Final = bytes.fromhex("fabcab09d0c8d466b176fb831cf7267e")
_FOOTER_END: Final = bytes.fromhex("f85a8c6adef5d97eece90ce3758f290b")

_ARRAY_CODES: Final = {"float64": b"d", "float32": b"f", "int32": b"i", "int64": b"l"}
_PLAIN_BYTES: Final = 128  # an array shorter than this is not worth compressing


@dataclass(frozen=True)
class Long:
    """A whole number of 64 bits; plain ones are written with 32."""

    value: int


Property: TypeAlias = "bool | int | float | str | bytes | Long | Image | NDArray[np.generic]"
"""What a record can hold; an image becomes raw bytes."""


@dataclass(eq=False)
class Record:
    """A named record with properties and records below it."""

    name: str
    properties: tuple[Property, ...] = ()
    children: list[Record] = field(default_factory=list)

    def add(self, name: str, *properties: Property) -> Record:
        """Put a record below this one, and answer it."""
        child = Record(name, properties)
        self.children.append(child)
        return child

    def write(self, stream: IO[bytes]) -> None:
        """Write this record and all below to a seekable stream."""
        start = stream.tell()
        name = self.name.encode()
        stream.write(bytes(_HEADER.size))
        stream.write(name)
        before = stream.tell()
        for value in self.properties:
            _write_property(stream, value)
        length = stream.tell() - before
        if self.children or not self.properties:
            for child in self.children:
                child.write(stream)
            stream.write(bytes(_HEADER.size))
        end = stream.tell()
        # An offset has 32 bits in this version of the format.
        if end > 0xFFFFFFFF:
            raise ValueError("An FBX file cannot be larger than 4 GB.")
        stream.seek(start)
        stream.write(_HEADER.pack(end, len(self.properties), length, len(name)))
        stream.seek(end)


def write_file(stream: IO[bytes], records: Iterable[Record]) -> None:
    """Write a whole file: magic, records, footer."""
    stream.write(_MAGIC + struct.pack("<I", VERSION))
    for record in records:
        record.write(stream)
    stream.write(bytes(_HEADER.size))
    stream.write(_FOOTER_ID + bytes(4))
    stream.write(bytes(-stream.tell() % 16 or 16))
    stream.write(struct.pack("<I", VERSION) + bytes(120) + _FOOTER_END)


def _write_property(stream: IO[bytes], value: Property) -> None:
    if isinstance(value, Image):
        stream.write(b"R" + struct.pack("<I", value.size))
        value.copy_to(stream)
    else:
        stream.write(_property(value))


def _property(value: Property) -> bytes:
    match value:
        case bool():
            return b"C" + struct.pack("<?", value)
        case Long():
            return b"L" + struct.pack("<q", value.value)
        case int():
            return b"I" + struct.pack("<i", value)
        case float():
            return b"D" + struct.pack("<d", value)
        case str():
            text = value.encode()
            return b"S" + struct.pack("<I", len(text)) + text
        case bytes():
            return b"R" + struct.pack("<I", len(value)) + value
        case np.ndarray():
            return _array(value)
        case _:
            raise TypeError(f"{type(value).__name__} is no FBX property")


def _array(array: NDArray[np.generic]) -> bytes:
    """Type, count, encoding, length and content, deflated when that is worth it."""
    code = _ARRAY_CODES[array.dtype.name]
    raw = np.ascontiguousarray(array).data.cast("B")
    if len(raw) <= _PLAIN_BYTES:
        return code + struct.pack("<III", array.size, 0, len(raw)) + raw.tobytes()
    # libdeflate, whose stream depends on the content alone: ISA-L's differs between processes.
    packed = deflate.zlib_compress(raw, 1)
    return code + struct.pack("<III", array.size, 1, len(packed)) + packed
