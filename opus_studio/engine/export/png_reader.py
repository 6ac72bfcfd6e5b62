"""Reads back the PNGs that `materials.encode_png` writes, channel by channel.

A grey map is one channel of a packed one. To inflate and sum up that channel takes a quarter of
the time of painting the finish again, and needs no arrays of the other maps.
"""

from __future__ import annotations

import struct
from typing import Final

import deflate
import numpy as np
from numpy.typing import NDArray

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_CHANNELS: Final = {0: 1, 2: 3, 4: 2, 6: 4}  # by colour type
_SUB: Final = 1


class Picture:
    """An inflated PNG of 8 bits a channel whose rows all have the SUB filter.

    Args:
        data: The PNG.

    Raises:
        ValueError: It is another kind of PNG, or none.
    """

    def __init__(self, data: bytes) -> None:
        header, body = _chunks(data)
        width, height, depth, color_type, _, _, interlaced = struct.unpack(">IIBBBBB", header)
        if depth != 8 or color_type not in _CHANNELS or interlaced:
            raise ValueError("This reader takes PNGs of 8 bits a channel that are not interlaced.")
        channels = _CHANNELS[color_type]
        size = height * (1 + width * channels)
        rows = np.frombuffer(deflate.zlib_decompress(body, size), np.uint8)
        rows = rows.reshape(height, 1 + width * channels)
        if not np.all(rows[:, 0] == _SUB):
            raise ValueError("This reader takes PNGs whose rows have the SUB filter.")
        self._differences = rows[:, 1:].reshape(height, width, channels)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Height, width and channels."""
        height, width, channels = self._differences.shape
        return (height, width, channels)

    def channel(self, index: int) -> NDArray[np.uint8]:
        """`(h, w)` uint8: one channel. SUB stores differences to the left, modulo 256."""
        return np.cumsum(self._differences[..., index], axis=1, dtype=np.uint8)


def _chunks(data: bytes) -> tuple[bytes, bytes | memoryview]:
    """The header's content and the deflated picture."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("This is no PNG.")
    view = memoryview(data)
    header, bodies, place = b"", [], len(_SIGNATURE)
    while place + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        content = view[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            header = bytes(content)
        elif kind == b"IDAT":
            bodies.append(content)
        place += 12 + length
    if len(header) != 13 or not bodies:
        raise ValueError("The PNG has no header or no picture.")
    return header, bodies[0] if len(bodies) == 1 else b"".join(bodies)
