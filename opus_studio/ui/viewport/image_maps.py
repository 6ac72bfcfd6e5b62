"""Texture sets of a model file, decoded one image at a time and reduced to a memory budget.

Decoding is Pillow's, which gives the interpreter lock back while it inflates. A PNG of 4096 pixels
takes it 0.3 s of processor time, Qt's reader with a scaled size the same.
"""

from __future__ import annotations

import io
import logging
import math
import struct
import warnings
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from opus_studio.ui.preview.result import TextureArrays, Triple
from opus_studio.ui.viewport.cancellation import Cancelled, ReadCancelled, raise_if_cancelled

logger = logging.getLogger(__name__)

BUDGET: Final = 500_000_000
"""Bytes that all maps of a model may take on the graphics card."""

EDGES: Final = (2048, 1366, 1024, 683, 512, 342, 256, 128, 64, 32, 16)
"""Longest edges of a map, pixels; the first is more than a viewport can show.

4096, the largest of ours, is a whole multiple of each, give or take a pixel.
"""

_CARD_BYTES: Final = 4 * 4 / 3
"""Bytes of a texel on the card: four channels, and a third more for the mipmaps."""

_HEAD: Final = 1 << 16
_THREADS: Final = 2  # each holds one image at full size: 64 MB and its file at 4096 pixels
_BROKEN: Final = (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError)

AlphaMode: TypeAlias = Literal["OPAQUE", "MASK", "BLEND"]
_Role: TypeAlias = Literal["base", "base with alpha", "normal", "packed"]
_REDUCED_FIRST: Final[tuple[tuple[_Role, ...], ...]] = (
    ("packed",),
    ("normal",),
    ("base", "base with alpha"),
)


@dataclass(frozen=True, eq=False)
class ImageSource:
    """An encoded image, read anew whenever it is needed; one object for each image of a file.

    Attributes:
        name: For messages.
        read: Gives its first bytes, as many as it is told; all for -1.
    """

    name: str
    read: Callable[[int], bytes]


@dataclass(frozen=True)
class Channel:
    """One channel of an image, such as the roughness in the green one."""

    image: ImageSource
    index: int


@dataclass(frozen=True)
class EncodedSet:
    """The images that one or more materials wear.

    Attributes:
        base: sRGB base colour.
        normal: Normal map, OpenGL convention.
        occlusion: Where the ambient occlusion lies.
        roughness: Where the roughness lies.
        metallic: Where the metallic lies.
        occlusion_strength: 0 ignores the occlusion, 1 takes it whole.
        opacity: Where the opacity lies when it is no part of `base`.
        alpha_mode: Whether the opacity counts (`BLEND`), counts as yes or no (`MASK`), or is
            ignored (`OPAQUE`).
        alpha_cutoff: Opacity, 0..1, from which on `MASK` is solid.
    """

    base: ImageSource | None = None
    normal: ImageSource | None = None
    occlusion: Channel | None = None
    roughness: Channel | None = None
    metallic: Channel | None = None
    occlusion_strength: float = 1.0
    opacity: Channel | None = None
    alpha_mode: AlphaMode = "OPAQUE"
    alpha_cutoff: float = 0.5

    @property
    def packed(self) -> tuple[Channel | None, ...]:
        """Occlusion, roughness and metallic, in the order of the packed map."""
        return (self.occlusion, self.roughness, self.metallic)

    @property
    def base_role(self) -> _Role:
        """An opaque surface may keep other things than opacity in the fourth channel."""
        return "base" if self.alpha_mode == "OPAQUE" else "base with alpha"

    def images(self) -> Iterable[tuple[_Role, ImageSource]]:
        """Every image of the set with what it is used for."""
        if self.base is not None:
            yield self.base_role, self.base
        if self.opacity is not None:
            yield "base", self.opacity.image
        if self.normal is not None:
            yield "normal", self.normal
        for channel in self.packed:
            if channel is not None:
                yield "packed", channel.image


_Size: TypeAlias = tuple[int, int]
_Decoded: TypeAlias = Mapping[tuple[_Role, ImageSource], NDArray[np.uint8]]


def decode_sets(
    sets: Mapping[str, EncodedSet], cancelled: Cancelled, budget: int = BUDGET
) -> dict[str, TextureArrays]:
    """Decode texture sets, each map as large as `budget` allows.

    Maps are reduced until all of them fit: the packed ones first, base colours last. An image that
    cannot be decoded is left out, with a warning in the log.

    Args:
        sets: By the key that the result shall have.
        cancelled: Asked before each image.
        budget: Bytes on the graphics card.

    Returns:
        The sets of which at least one image could be decoded.

    Raises:
        ReadCancelled: `cancelled` says so.
    """
    sizes: dict[ImageSource, _Size] = {}
    for source in dict.fromkeys(image for one in sets.values() for _, image in one.images()):
        raise_if_cancelled(cancelled)
        size = _size_of(source)
        if size is not None:
            sizes[source] = size
    edges = longest_edges(sets.values(), sizes, budget)
    jobs = dict.fromkeys(job for one in sets.values() for job in one.images() if job[1] in sizes)

    def decode(job: tuple[_Role, ImageSource]) -> NDArray[np.uint8] | None:
        raise_if_cancelled(cancelled)
        return _decode(job[1], edges[job[0]], with_alpha=job[0] == "base with alpha")

    pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="decode")
    try:
        found = list(pool.map(decode, jobs))
    finally:
        pool.shutdown(cancel_futures=True)
    decoded = {job: pixels for job, pixels in zip(jobs, found, strict=True) if pixels is not None}
    packed: dict[object, NDArray[np.uint8] | None] = {}
    result = {}
    for key, one in sets.items():
        raise_if_cancelled(cancelled)
        made = _assembled(key, one, decoded, packed)
        if made is not None:
            result[key] = made
    return result


def longest_edges(
    sets: Iterable[EncodedSet], sizes: Mapping[ImageSource, _Size], budget: int
) -> dict[_Role, int]:
    """The longest edge, pixels, that maps of each use may have so that all fit into `budget`."""
    maps: list[tuple[_Role, _Size]] = []
    for one in sets:
        largest: dict[_Role, _Size] = {}
        for role, image in one.images():
            if image in sizes:
                largest[role] = max(largest.get(role, (0, 0)), sizes[image], key=math.prod)
        maps.extend(largest.items())
    edges = {role: EDGES[0] for roles in _REDUCED_FIRST for role in roles}
    for edge, roles in product(EDGES[1:], _REDUCED_FIRST):
        texels = sum(math.prod(_reduced(size, edges[role])) for role, size in maps)
        if texels * _CARD_BYTES <= budget:
            break
        for role in roles:
            edges[role] = edge
    return edges


def mean_color(source: ImageSource) -> Triple:
    """Linear RGB of an sRGB image, averaged; black when it cannot be decoded."""
    pixels = _decode(source, 64, with_alpha=False)
    return (0.0, 0.0, 0.0) if pixels is None else mean_linear(pixels)


def mean_linear(pixels: NDArray[np.uint8]) -> Triple:
    """Linear RGB of `(h, w, 3 or more)` sRGB pixels, averaged over a grid of them."""
    height, width = pixels.shape[:2]
    some = pixels[:: max(height // 64, 1), :: max(width // 64, 1), :3].reshape(-1, 3) / 255.0
    linear = np.where(some <= 0.04045, some / 12.92, ((some + 0.055) / 1.055) ** 2.4)
    red, green, blue = linear.mean(axis=0).tolist()
    return (red, green, blue)


def _assembled(
    key: str,
    one: EncodedSet,
    decoded: _Decoded,
    packed: dict[object, NDArray[np.uint8] | None],
) -> TextureArrays | None:
    base = None if one.base is None else decoded.get((one.base_role, one.base))
    normal = None if one.normal is None else decoded.get(("normal", one.normal))
    parts = (*one.packed, one.occlusion_strength)
    if parts not in packed:  # sets that differ in their base colour share the same array
        packed[parts] = _packed(one, decoded)
    orm = packed[parts]
    if base is None and normal is None and orm is None:
        return None
    if base is None:
        base = np.full((1, 1, 3), 255, np.uint8)
    return TextureArrays(key, _with_opacity(base, one, decoded), normal, orm)


def _packed(one: EncodedSet, decoded: _Decoded) -> NDArray[np.uint8] | None:
    """Occlusion, roughness and metallic in one map; what is not given is 255."""
    found = [
        None if channel is None else _channel(decoded.get(("packed", channel.image)), channel)
        for channel in one.packed
    ]
    given = [grey for grey in found if grey is not None]
    if not given:
        return None
    first = one.roughness or one.metallic
    whole = None if first is None else decoded.get(("packed", first.image))
    as_packed = tuple(None if c is None else (c.image, c.index) for c in one.packed)
    if (
        whole is not None
        and first is not None
        and whole.shape[2] == 3
        and one.occlusion_strength == 1.0
        and as_packed == tuple((first.image, index) for index in range(3))
    ):
        return whole
    height, width = max((grey.shape for grey in given), key=math.prod)
    result = np.full((height, width, 3), 255, np.uint8)
    for index, grey in enumerate(found):
        if grey is not None:
            result[..., index] = _resized(grey, (width, height))
    if one.occlusion is not None and one.occlusion_strength != 1.0:
        shade = 255.0 - one.occlusion_strength * (255.0 - result[..., 0])
        result[..., 0] = np.clip(np.rint(shade), 0, 255).astype(np.uint8)
    return result


def _with_opacity(base: NDArray[np.uint8], one: EncodedSet, decoded: _Decoded) -> NDArray[np.uint8]:
    """The base colour with the opacity that its alpha mode asks for, or without any."""
    alpha: NDArray[np.uint8] | None = base[..., 3] if base.shape[2] == 4 else None
    if one.opacity is not None:
        grey = _channel(decoded.get(("base", one.opacity.image)), one.opacity)
        if grey is not None:
            alpha = _resized(grey, (base.shape[1], base.shape[0]))
    if alpha is not None and one.alpha_mode == "MASK":
        alpha = np.where(alpha >= one.alpha_cutoff * 255.0, np.uint8(255), np.uint8(0))
    if alpha is None or one.alpha_mode == "OPAQUE" or alpha.min() == 255:
        return base if base.shape[2] == 3 else np.ascontiguousarray(base[..., :3])
    return np.concatenate([base[..., :3], alpha[..., None]], axis=2)


def _channel(pixels: NDArray[np.uint8] | None, channel: Channel) -> NDArray[np.uint8] | None:
    return None if pixels is None else pixels[..., min(channel.index, pixels.shape[2] - 1)]


def _resized(grey: NDArray[np.uint8], size: _Size) -> NDArray[np.uint8]:
    if (grey.shape[1], grey.shape[0]) == size:
        return grey
    return np.asarray(Image.fromarray(np.ascontiguousarray(grey)).resize(size))


def _reduced(size: _Size, edge: int) -> _Size:
    """The size after a reduction by a whole number, at most `edge` long."""
    factor = -(-max(size) // edge)
    return (-(-size[0] // factor), -(-size[1] // factor))


def _size_of(source: ImageSource) -> _Size | None:
    """Width and height from the image's first bytes, where they are enough."""
    for length in (_HEAD, -1):
        try:
            with _opened(source.read(length)) as image:
                return image.size
        except _BROKEN as error:
            if length < 0:
                logger.warning("The texture %s cannot be read: %s", source.name, error)
    return None


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        # Up to 179 megapixels are decoded, which is what Pillow refuses beyond.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(data))


def _decode(source: ImageSource, edge: int, *, with_alpha: bool) -> NDArray[np.uint8] | None:
    """`(h, w, 1, 3 or 4)` pixels, bottom row first, at most `edge` long; None when it is broken."""
    try:
        with _opened(source.read(-1)) as image:
            width, height = _reduced(image.size, edge)
            image.draft(None, (width, height))  # JPEG is decoded at a half, a quarter, an eighth
            whole = _eight_bits(image, with_alpha=with_alpha)
            factor = -(-max(whole.size) // edge)
            small = whole.reduce(factor) if factor > 1 else whole
            pixels = np.asarray(small)
    except ReadCancelled:
        raise
    except _BROKEN as error:
        logger.warning("The texture %s cannot be decoded: %s", source.name, error)
        return None
    return np.ascontiguousarray(np.atleast_3d(pixels)[::-1])


def _eight_bits(image: Image.Image, *, with_alpha: bool) -> Image.Image:
    """The image as grey, RGB or RGBA of 8 bits."""
    if image.mode.startswith("I"):  # grey of 16 bits
        high = np.clip(np.asarray(image).astype(np.int64) >> 8, 0, 255)
        return _eight_bits(Image.fromarray(high.astype(np.uint8)), with_alpha=with_alpha)
    if with_alpha and image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode == "L" and not with_alpha:
        return image
    return image.convert("RGB")
