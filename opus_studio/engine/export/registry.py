"""The formats, by extension.

A format's libraries are loaded when it is first written: USD's take a quarter of a second, which
nobody who asks for a GLB should wait for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from opus_studio.engine.export.gltf import write_glb, write_gltf
from opus_studio.engine.export.job import ExportJob, TextureUse, Writer
from opus_studio.engine.export.obj import write_obj
from opus_studio.engine.export.stl import write_stl


@dataclass(frozen=True)
class Format:
    """A file format.

    Attributes:
        write: Writes it.
        textures: Which images it takes, and where it wants them.
    """

    write: Writer
    textures: TextureUse


def _write_usd(job: ExportJob) -> tuple[Path, ...]:
    from opus_studio.engine.export.usd import write_usd

    return write_usd(job)


def _write_usdz(job: ExportJob) -> tuple[Path, ...]:
    from opus_studio.engine.export.usd import write_usdz

    return write_usdz(job)


def _write_fbx(job: ExportJob) -> tuple[Path, ...]:
    from opus_studio.engine.export.fbx import write_fbx

    return write_fbx(job)


FORMATS: Final[Mapping[str, Format]] = {
    "glb": Format(write_glb, TextureUse.PACKED_INSIDE),
    "gltf": Format(write_gltf, TextureUse.PACKED_BESIDE),
    "obj": Format(write_obj, TextureUse.SPLIT_BESIDE),
    "usd": Format(_write_usd, TextureUse.PACKED_BESIDE),
    "usdz": Format(_write_usdz, TextureUse.PACKED_INSIDE),
    "fbx": Format(_write_fbx, TextureUse.SPLIT_INSIDE),
    "stl": Format(write_stl, TextureUse.NONE),
}
"""Every format that can be exported."""
