"""From a scene to files: glb, gltf, obj, usd, usdz, fbx and stl, and the zip of each.

May import the scene, `materials` and `geometry`; knows nothing of models, requests or jobs. A
scene is prepared once (`prepare`), its images are made one texture set at a time (`images`), and
each format writes from those. The same scene and facts give the same bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from opus_studio.engine.export.images import ImageKey, ImageStore, TextureSource
from opus_studio.engine.export.job import ExportJob
from opus_studio.engine.export.package import opus_output, package, write_output
from opus_studio.engine.export.prepare import prepare
from opus_studio.engine.export.registry import FORMATS
from opus_studio.engine.scene import Scene

__all__ = [
    "EXTENSIONS",
    "ExportProgress",
    "Exported",
    "export",
    "opus_output",
    "package",
    "write_output",
]

EXTENSIONS: Final = tuple(FORMATS)
"""Every extension that can be exported."""

ExportProgress: TypeAlias = Callable[[str, float], None]
"""Hears the stage, `textures` or `export`, and how much of it is done, 0..1. What it raises ends
the export."""


_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Exported:
    """What an export has written.

    Attributes:
        files: The files of each extension that was written, the model file first.
        failures: Why the others were not, by extension; they left no model file.
    """

    files: Mapping[str, tuple[Path, ...]]
    failures: Mapping[str, str]


def export(
    scene: Scene,
    directory: Path,
    *,
    name: str,
    extensions: Iterable[str],
    resolution: int,
    textures: TextureSource,
    extras: Mapping[str, Any],
    progress: ExportProgress | None = None,
) -> Exported:
    """Write a scene in each of the formats. One that fails takes no other with it.

    Args:
        scene: What to write.
        directory: Where the files go; made when it is not there. Formats with textures beside
            the model share the folder `textures` in it.
        name: The model files are `<name>.<extension>`.
        extensions: Of `EXTENSIONS`.
        resolution: Pixels along the edge of each texture map.
        textures: Makes the texture sets: `engine.materials.TextureCache`.
        extras: Facts to carry in the files, JSON-able: the request, the seed, the version.
        progress: See `ExportProgress`.

    Raises:
        ValueError: An extension is not known, or the scene has no triangles.
        OSError: The disk refuses; then nothing is complete.
        Exception: What went wrong with the first format, when no format could be written.
    """
    wanted = tuple(dict.fromkeys(extensions))
    for extension in wanted:
        if extension not in FORMATS:
            raise ValueError(f"{extension!r} is not one of {', '.join(EXTENSIONS)}.")
    directory.mkdir(parents=True, exist_ok=True)
    prepared = prepare(scene)
    keys: dict[ImageKey, bool] = {}
    for extension in wanted:
        use = FORMATS[extension].textures
        for material in prepared.materials:
            for key in use.images(material):
                keys[key] = keys.get(key, False) or use.beside
    beside = {key for key, is_beside in keys.items() if is_beside}
    report = progress or _unheard
    files: dict[str, tuple[Path, ...]] = {}
    failed: dict[str, Exception] = {}
    with ImageStore(textures, resolution, directory, beside) as images:
        images.make(keys, partial(report, "textures"))
        job = ExportJob(prepared, images, directory, name, extras)
        for done, extension in enumerate(wanted):
            report("export", done / len(wanted))
            try:
                files[extension] = FORMATS[extension].write(job)
            except (OSError, MemoryError):
                raise
            except Exception as error:
                if type(error) is not ValueError:  # which is told in words
                    _log.exception("%s cannot be written as %s.", name, extension)
                job.file(extension).unlink(missing_ok=True)
                failed[extension] = error
    if failed and not files:
        raise next(iter(failed.values()))
    report("export", 1.0)
    return Exported(files, {extension: _reason(error) for extension, error in failed.items()})


def _reason(error: Exception) -> str:
    """What an exporter says in words, else that it is a fault of the program."""
    if type(error) is ValueError:
        return str(error)
    return f"an error in the program ({type(error).__name__})"


def _unheard(stage: str, fraction: float) -> None:
    """The progress of an export that nobody follows."""
