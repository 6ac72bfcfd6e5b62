"""A picture of the finishes: a lit sphere and three lit planes for each, for looking at.

Software shading in numpy: GGX specular (Walter et al. 2007, Smith visibility in Hammon's
approximation) under three lamps, and a simple studio as environment whose blur grows with the
roughness.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from opus_studio.engine.color import color as named_color
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.registry import families, finish
from opus_studio.engine.materials.synth import (
    TextureSet,
    linear_to_srgb,
    srgb_to_linear,
    texture_set,
)

Image3: TypeAlias = NDArray[np.floating[Any]]
"""`(h, w, 3)` linear light, directions, or planes of a material."""

BALL_METRES = 0.30
"""Diameter of the sphere, against the scale of the finish."""

LAMPS = (
    (np.array([-0.55, 0.65, 0.62]), 2.6),
    (np.array([0.75, 0.15, 0.55]), 0.9),
    (np.array([0.1, 0.9, -0.25]), 0.8),
)
"""Directions towards the lamps and their strengths."""

PLANES = (0.25, 1.0, 4.0)
"""Widths in metres of the planes: close up, as furniture is seen, and tiled as a wall is."""

_LABEL = 22

_LINEAR = srgb_to_linear(np.arange(256) / 255.0).astype(np.float32)


def render_sheet(path: Path, *, size: int = 160, resolution: int = 1024, columns: int = 3) -> None:
    """Write a PNG with a labelled cell for each finish, family by family.

    A cell shows a sphere of 0.30 m and planes of 0.25, 1 and 4 m.
    """
    ordered = [one for members in families().values() for one in members]
    cell_width, cell_height = size * (len(PLANES) + 1) + 16, size + _LABEL + 12
    rows = -(-len(ordered) // columns)
    sheet = Image.new("RGB", (columns * cell_width + 16, rows * cell_height + 16), (246, 246, 244))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(15)
    for k, described in enumerate(ordered):
        x = 16 + k % columns * cell_width
        y = 8 + k // columns * cell_height
        label = f"{described.label}  ({described.family}: {described.name})"
        draw.text((x, y), label, fill=(30, 30, 30), font=font)
        row = render_row(described.name, size, resolution)
        sheet.paste(Image.fromarray(row), (x, y + _LABEL))
    sheet.save(path)


def render_row(name: str, size: int, resolution: int = 1024) -> NDArray[np.uint8]:
    """`(size, 4 size, 3)` uint8 sRGB: the sphere, and planes of 0.25, 1 and 4 m."""
    described = finish(name)
    maps = texture_set(name, resolution) if described.textured else _flat(described)
    views = [_ball(described, maps, size)]
    views += [_plane(described, maps, size, metres) for metres in PLANES]
    picture = np.concatenate(views, axis=1)
    return (linear_to_srgb(np.clip(_tone(picture), 0.0, 1.0)) * 255.0 + 0.5).astype(np.uint8)


def render_ball(name: str, size: int, resolution: int = 512) -> NDArray[np.uint8]:
    """A finish, or `finish/color`, as a lit sphere.

    Args:
        name: As in a request, such as `painted_wood/sage`.
        size: Edge of the picture, pixels.
        resolution: Edge of the maps, pixels.

    Returns:
        `(size, size, 4)` uint8 sRGB with opacity: the sphere on nothing.

    Raises:
        UnknownFinishError: There is no such finish.
        KeyError: There is no colour of that name.
    """
    base, _, shade = name.partition("/")
    described = finish(base)
    tint = named_color(shade) if shade else None
    if described.textured:
        maps = texture_set(base, resolution, neutral=tint is not None)
    else:
        maps = _flat(described if tint is None else replace(described, color=tint))
    if tint is not None and described.textured:
        factor = np.array(tint) / described.neutral_mean
        lit = _LINEAR[maps.base_color[..., :3]] * factor
        srgb = (linear_to_srgb(np.clip(lit, 0.0, 1.0)) * 255.0 + 0.5).astype(np.uint8)
        base_color = np.concatenate([srgb, maps.base_color[..., 3:]], axis=-1)
        maps = TextureSet(base_color, maps.normal, maps.orm)
    picture = np.clip(_tone(_ball(described, maps, size)), 0.0, 1.0)
    at = (np.arange(size) + 0.5) / size * 2.2 - 1.1
    distance = np.hypot(at[None, :], at[:, None])
    opacity = np.clip((1.0 - distance) / (2.2 / size) + 0.5, 0.0, 1.0)
    rgba = np.concatenate([linear_to_srgb(picture), opacity[..., None]], axis=-1)
    return (rgba * 255.0 + 0.5).astype(np.uint8)


def _flat(described: Finish) -> TextureSet:
    """Maps of one pixel for a finish without any."""
    color = (linear_to_srgb(np.array(described.color)) * 255.0).astype(np.uint8)
    normal = np.array([128, 128, 255], np.uint8)
    orm = np.array([255, described.roughness * 255, described.metallic * 255], np.uint8)
    return TextureSet(color[None, None], normal[None, None], orm[None, None])


def _ball(described: Finish, maps: TextureSet, size: int) -> Image3:
    """A sphere; the texture laid on by longitude and latitude at its physical size."""
    fine = size * 2
    at = (np.arange(fine) + 0.5) / fine * 2.2 - 1.1
    x, y = np.meshgrid(at, -at)
    r2 = x * x + y * y
    inside = r2 < 1.0
    z = np.sqrt(np.maximum(1.0 - r2, 0.0))
    normal = np.stack([x, y, z], axis=-1)
    radius = BALL_METRES / 2
    u = np.arctan2(x, np.maximum(z, 1e-6)) * radius
    v = np.arcsin(np.clip(y, -1.0, 1.0)) * radius
    tangent = np.stack([z, np.zeros_like(z), -x], axis=-1)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=-1, keepdims=True), 1e-6)
    bitangent = np.cross(normal, tangent)
    lit, alpha = _shade(described, _sample(described, maps, u, v), normal, tangent, bitangent)
    backdrop = _backdrop(x, y)
    alpha = alpha * inside[..., None]
    return _halve(lit * alpha + backdrop * (1.0 - alpha))


def _plane(described: Finish, maps: TextureSet, size: int, metres: float) -> Image3:
    """A plane seen from in front, `metres` across."""
    fine = size * 2
    while len(maps.normal) > 1 and len(maps.normal) * metres / described.tile > fine * 1.5:
        maps = _coarser(maps)
    at = (np.arange(fine) + 0.5) / fine
    u, v = np.meshgrid(at * metres, -at * metres)
    normal = np.zeros((fine, fine, 3))
    normal[..., 2] = 1.0
    tangent, bitangent = np.zeros_like(normal), np.zeros_like(normal)
    tangent[..., 0], bitangent[..., 1] = 1.0, 1.0
    view = np.stack([(0.5 - at)[None, :] + 0 * u, (at - 0.5)[:, None] + 0 * u, 2.0 + 0 * u], -1)
    sample = _sample(described, maps, u, v)
    lit, alpha = _shade(described, sample, normal, tangent, bitangent, view)
    lit = lit * alpha + _backdrop(u / metres * 8, v / metres * 8) * (1.0 - alpha)
    return _halve(lit)


def _coarser(maps: TextureSet) -> TextureSet:
    """The maps at half the resolution, as a renderer's mipmaps would show them from afar."""
    base, normal, orm = (
        (_quads(array.astype(np.uint16)) // 4).astype(np.uint8)
        for array in (maps.base_color, maps.normal, maps.orm)
    )
    return TextureSet(base, normal, orm)


def _sample(
    described: Finish, maps: TextureSet, u: NDArray[np.float64], v: NDArray[np.float64]
) -> tuple[Image3, Image3, Image3]:
    """Linear RGBA, normal, and ORM at places in metres (nearest pixel; reduced afterwards)."""
    n = len(maps.normal)
    column = np.floor(u / described.tile * n).astype(np.int64) % n
    row = np.floor(-v / described.tile * n).astype(np.int64) % n
    pixels = maps.base_color[row, column]
    color, opacity = _LINEAR[pixels[..., :3]], np.ones((*row.shape, 1), np.float32)
    if pixels.shape[-1] == 4:
        opacity = pixels[..., 3:] / np.float32(255.0)
    return (
        np.concatenate([color, opacity], axis=-1),
        maps.normal[row, column] / np.float32(127.5) - np.float32(1.0),
        maps.orm[row, column] / np.float32(255.0),
    )


def _shade(
    described: Finish,
    sample: tuple[Image3, Image3, Image3],
    normal: Image3,
    tangent: Image3,
    bitangent: Image3,
    view: Image3 | None = None,
) -> tuple[Image3, Image3]:
    """Linear colour and opacity `(h, w, 3)`, `(h, w, 1)`."""
    base, bend, orm = sample
    color, alpha = base[..., :3], base[..., 3:]
    normal, tangent, bitangent = (axis.astype(np.float32) for axis in (normal, tangent, bitangent))
    bent = normal * bend[..., 2:] + tangent * bend[..., :1] + bitangent * bend[..., 1:2]
    bent /= np.linalg.norm(bent, axis=-1, keepdims=True)
    eye = (np.array([0.0, 0.0, 1.0]) if view is None else view).astype(np.float32)
    eye = eye / np.linalg.norm(eye, axis=-1, keepdims=True)
    occlusion, rough, metal = orm[..., :1], orm[..., 1:2], orm[..., 2:]
    f0 = (1 - metal) * ((described.ior - 1) / (described.ior + 1)) ** 2 + metal * color
    diffuse = color * (1.0 - metal)
    n_v = np.clip((bent * eye).sum(-1, keepdims=True), 1e-3, 1.0)
    a2 = np.maximum(rough, 0.05) ** 4
    lit = np.zeros_like(color)
    for direction, strength in LAMPS:
        lamp = (direction / np.linalg.norm(direction)).astype(np.float32)
        half = lamp + eye
        half = half / np.linalg.norm(half, axis=-1, keepdims=True)
        n_l = np.clip((bent * lamp).sum(-1, keepdims=True), 0.0, 1.0)
        n_h = np.clip((bent * half).sum(-1, keepdims=True), 0.0, 1.0)
        v_h = np.clip((half * eye).sum(-1, keepdims=True), 0.0, 1.0)
        spread = a2 / np.maximum(np.pi * (n_h * n_h * (a2 - 1.0) + 1.0) ** 2, 1e-6)
        a = np.sqrt(a2)
        visible = 0.5 / np.maximum((1 - a) * 2 * n_l * n_v + a * (n_l + n_v), 1e-4)
        fresnel = f0 + (1.0 - f0) * (1.0 - v_h) ** 5
        shine = np.minimum(spread * visible * fresnel, 8.0)
        lit += strength * n_l * (diffuse * (1.0 - fresnel) / np.pi * 1.6 + shine * 0.6)
    mirror = 2.0 * (bent * eye).sum(-1, keepdims=True) * bent - eye
    fresnel = f0 + (np.maximum(1.0 - rough, f0) - f0) * (1.0 - n_v) ** 5
    lit += occlusion * (diffuse * (0.28 + 0.20 * bent[..., 1:2]) + fresnel * _studio(mirror, rough))
    if described.transmission and described.alpha < 1.0:
        shine = fresnel.mean(-1, keepdims=True) * 2.0
        alpha = np.clip(alpha * described.alpha + shine, 0.0, 1.0)
    return lit, alpha


def _studio(direction: Image3, rough: Image3) -> Image3:
    """Light from the surroundings: floor, walls, a soft box above left, a window at the right."""
    x, y = direction[..., :1], direction[..., 1:2]
    blur = 0.06 + rough
    level = 0.46 + 0.26 * np.tanh(y / blur)
    level = level + 0.6 * (1.0 - np.tanh((np.hypot(x + 0.45, y - 0.5) - 0.38) * 3.0 / blur))
    level = level + 0.3 * (1.0 - np.tanh((0.8 - x) * 3.0 / blur))
    return np.repeat(level, 3, axis=-1)


def _backdrop(x: NDArray[np.float64], y: NDArray[np.float64]) -> Image3:
    """A grey chequer, so that what is clear shows as clear."""
    chequer = (np.floor(x * 2.5) + np.floor(y * 2.5)) % 2
    return np.repeat((0.62 + 0.12 * chequer)[..., None], 3, axis=-1)


def _halve(picture: Image3) -> Image3:
    """Half the size, by the mean of four pixels."""
    return _quads(picture) * 0.25


def _quads(picture: NDArray[Any]) -> NDArray[Any]:
    """The sum of each two by two pixels."""
    above, below = picture[0::2], picture[1::2]
    total: NDArray[Any] = above[:, 0::2] + above[:, 1::2] + below[:, 0::2] + below[:, 1::2]
    return total


def _tone(picture: Image3) -> Image3:
    """Exposure, and a shoulder so that highlights keep their colour."""
    x = np.maximum(picture, 0.0)
    return x * (1.0 + x / 16.0) / (1.0 + 0.28 * x)
