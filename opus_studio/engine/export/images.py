"""The texture files of an export: which are needed, made one set at a time, kept as PNG bytes.

At 4096 pixels one texture set is 150 MB of arrays but only some tens of megabytes of PNG, so only
PNGs are kept, and those beyond a limit wait on the disk.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.color import srgb
from opus_studio.engine.export.png_reader import Picture
from opus_studio.engine.export.prepare import PreparedMaterial
from opus_studio.engine.materials import EncodedSet, TextureKey, encode_png

TEXTURE_FOLDER: Final = "textures"
"""Where the formats with textures beside the model look for them."""

MEMORY_LIMIT: Final = 192 * 2**20
"""Bytes of PNG held in memory before further ones wait on the disk."""


class MapKind(StrEnum):
    """What an image says of a surface."""

    BASE_COLOR = "base_color"
    NORMAL = "normal"
    ORM = "orm"
    """Occlusion, roughness and metallic in red, green and blue."""
    ROUGHNESS = "roughness"
    METALLIC = "metallic"
    OPACITY = "opacity"


@dataclass(frozen=True)
class ImageKey:
    """One image of an export.

    Attributes:
        texture: The texture set that it comes from.
        kind: Which map.
        tint: sRGB 0..255 that the base colour is multiplied by (in linear light), for formats
            that cannot multiply; None for none.
    """

    texture: TextureKey
    kind: MapKind
    tint: tuple[int, int, int] | None = None

    @property
    def file_name(self) -> str:
        """Such as `oak_base_color.png`."""
        words = [self.texture.finish]
        if self.texture.neutral:
            words.append("neutral")
        if self.tint is not None:
            words.append("".join(f"{value:02x}" for value in self.tint))
        return "_".join([*words, self.kind]) + ".png"


@dataclass(frozen=True)
class PackedMaps:
    """The images of a material for formats with factors and packed maps: glTF and USD."""

    base_color: ImageKey
    normal: ImageKey
    orm: ImageKey


@dataclass(frozen=True)
class SplitMaps:
    """The images of a material for formats with grey maps and no factors: OBJ and FBX."""

    base_color: ImageKey
    normal: ImageKey
    roughness: ImageKey
    metallic: ImageKey
    opacity: ImageKey | None


def packed_maps(material: PreparedMaterial) -> PackedMaps | None:
    """The packed images of a material; None when it is untextured."""
    key = material.look.texture_key
    if key is None:
        return None
    return PackedMaps(
        ImageKey(key, MapKind.BASE_COLOR),
        ImageKey(key, MapKind.NORMAL),
        ImageKey(key, MapKind.ORM),
    )


def split_maps(material: PreparedMaterial) -> SplitMaps | None:
    """The grey and tinted images of a material; None when it is untextured."""
    key = material.look.texture_key
    if key is None:
        return None
    r, g, b = (round(255 * value) for value in srgb(material.look.base_color_factor[:3]))
    tint = None if (r, g, b) == (255, 255, 255) else (r, g, b)
    return SplitMaps(
        ImageKey(key, MapKind.BASE_COLOR, tint),
        ImageKey(key, MapKind.NORMAL),
        ImageKey(key, MapKind.ROUGHNESS),
        ImageKey(key, MapKind.METALLIC),
        ImageKey(key, MapKind.OPACITY) if material.look.opacity_map else None,
    )


class TextureSource(Protocol):
    """Where texture sets come from: `engine.materials.TextureCache`."""

    def encoded(self, key: TextureKey, resolution: int) -> EncodedSet:
        """The set as PNGs."""


@dataclass(frozen=True)
class Image:
    """A PNG, in memory or in a file.

    Attributes:
        name: The file's name.
        size: Bytes.
        data: The PNG, or None when it is in the file.
        path: The file, or None when it is in memory.
    """

    name: str
    size: int
    data: bytes | None = None
    path: Path | None = None

    def content(self) -> bytes:
        """The PNG."""
        return self.path.read_bytes() if self.path is not None else self.data or b""

    def copy_to(self, stream: IO[bytes]) -> None:
        """Write the PNG to a stream, a piece at a time when it is in a file."""
        if self.data is not None:
            stream.write(self.data)
        elif self.path is not None:
            with self.path.open("rb") as file:
                shutil.copyfileobj(file, stream, 1 << 20)


class ImageStore:
    """The images of one export; a context manager that clears up after itself.

    Args:
        source: Makes the texture sets.
        resolution: Pixels along the edge of each map.
        directory: Images in `beside` are written to its texture folder, and stay.
        beside: The images that formats want as files of their own.
        memory_limit: Bytes of the others to hold before they go to temporary files.
    """

    def __init__(
        self,
        source: TextureSource,
        resolution: int,
        directory: Path,
        beside: Collection[ImageKey] = (),
        memory_limit: int = MEMORY_LIMIT,
    ) -> None:
        self._source = source
        self._resolution = resolution
        self._folder = directory / TEXTURE_FOLDER
        self._beside = frozenset(beside)
        self._room = memory_limit
        self._images: dict[ImageKey, Image] = {}
        self._failed: dict[ImageKey, Exception] = {}
        self._spill: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let the images in memory and in temporary files go."""
        self._images.clear()
        if self._spill is not None:
            self._spill.cleanup()

    def __getitem__(self, key: ImageKey) -> Image:
        """An image that has been made.

        Raises:
            Exception: What went wrong when it was made.
        """
        if key in self._failed:
            raise self._failed[key]
        return self._images[key]

    def path(self, key: ImageKey) -> Path:
        """The file of an image that was named in `beside`; raises as `[]` does."""
        if key in self._failed:
            raise self._failed[key]
        return self._folder / key.file_name

    def make(
        self, keys: Iterable[ImageKey], progress: Callable[[float], None] | None = None
    ) -> None:
        """Make the images, one texture set at a time; `progress` hears the share that is done.

        An image that cannot be made fails those formats alone that ask for it.

        Raises:
            OSError: The disk refuses.
        """
        sets: dict[TextureKey, list[ImageKey]] = {}
        for key in dict.fromkeys(keys):
            sets.setdefault(key.texture, []).append(key)
        for done, (texture, wanted) in enumerate(sets.items()):
            if progress is not None:
                progress(done / len(sets))
            try:
                encoded = self._source.encoded(texture, self._resolution)
            except (OSError, MemoryError):
                raise
            except Exception as error:
                self._failed.update(dict.fromkeys(wanted, error))
            else:
                self._make_set(encoded, wanted)

    def _make_set(self, encoded: EncodedSet, wanted: list[ImageKey]) -> None:
        pictures: dict[MapKind, Picture] = {}  # inflated once, though several maps come from it
        for key in sorted(wanted, key=_source_map):
            source = _source_map(key)
            data = _png(encoded, source)
            if source is not key.kind or key.tint is not None:
                try:
                    if source not in pictures:
                        pictures.clear()
                        pictures[source] = Picture(data)
                    data = encode_png(_derived(key, pictures[source]))
                except (ValueError, IndexError) as error:
                    self._failed[key] = error
                    continue
            self._keep(key, data)

    def _keep(self, key: ImageKey, data: bytes) -> None:
        if key in self._beside:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._images[key] = self._written(self.path(key), data)
        elif len(data) <= self._room:
            self._room -= len(data)
            self._images[key] = Image(key.file_name, len(data), data=data)
        else:
            if self._spill is None:
                self._spill = tempfile.TemporaryDirectory(prefix="opus-studio-")
            self._images[key] = self._written(Path(self._spill.name) / key.file_name, data)

    @staticmethod
    def _written(path: Path, data: bytes) -> Image:
        path.write_bytes(data)
        return Image(path.name, len(data), path=path)


_SOURCES: Final = {
    MapKind.ROUGHNESS: (MapKind.ORM, 1),
    MapKind.METALLIC: (MapKind.ORM, 2),
    MapKind.OPACITY: (MapKind.BASE_COLOR, 3),
}
"""The map and the channel of it that a grey map is."""


def _source_map(key: ImageKey) -> MapKind:
    """The map of the set that an image is, or is made of."""
    return _SOURCES[key.kind][0] if key.kind in _SOURCES else key.kind


def _png(encoded: EncodedSet, kind: MapKind) -> bytes:
    if kind is MapKind.BASE_COLOR:
        return encoded.base_color
    return encoded.normal if kind is MapKind.NORMAL else encoded.orm


def _derived(key: ImageKey, picture: Picture) -> NDArray[np.uint8]:
    """An image that the set does not hold as such: a grey channel or a tinted base colour."""
    if key.kind in _SOURCES:
        return picture.channel(_SOURCES[key.kind][1])
    return tinted(picture, key.tint or (255, 255, 255))


def tinted(picture: Picture, tint: tuple[int, int, int]) -> NDArray[np.uint8]:
    """An sRGB picture multiplied by an sRGB colour in linear light; alpha is kept.

    Args:
        picture: Of 3 or 4 channels.
        tint: 0..255 each.
    """
    levels = _to_linear(np.arange(256) / 255.0)
    result = np.empty(picture.shape, np.uint8)
    for index in range(picture.shape[2]):
        channel = picture.channel(index)
        if index < len(tint):
            factor = levels[tint[index]]
            table = np.rint(255.0 * _to_srgb(levels * factor)).astype(np.uint8)
            channel = table[channel]
        result[..., index] = channel
    return result


def _to_linear(value: NDArray[np.float64]) -> NDArray[np.float64]:
    """IEC 61966-2-1."""
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def _to_srgb(value: NDArray[np.float64]) -> NDArray[np.float64]:
    """IEC 61966-2-1."""
    return np.where(value <= 0.0031308, value * 12.92, 1.055 * value ** (1 / 2.4) - 0.055)
