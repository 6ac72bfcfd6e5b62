"""The zip of each format, and `opus_output.json`: how to make the same asset again."""

from __future__ import annotations

import json
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from opus_studio import __version__
from opus_studio.engine.export.job import plain
from opus_studio.protocol import OUTPUT_NAME

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every entry, the first that a zip can hold: the same files give the same bytes."""

_STORED: Final = frozenset({".png", ".glb", ".usdz", ".fbx"})
"""Files that are mostly compressed images already: deflating 59 MB of them takes a second and
saves 8 %."""


def opus_output(
    *,
    model: str,
    kind: str = "component",
    request: Mapping[str, Any],
    seed: int,
    parameters: Mapping[str, Mapping[str, Any]],
    assets: Mapping[str, str],
    size_m: Iterable[float],
    nominal_size_m: Iterable[float],
    triangles: int,
    materials: Iterable[str] = (),
) -> dict[str, Any]:
    """The content of `opus_output.json`.

    Args:
        model: The model's name.
        kind: `component` or `structure`.
        request: The request as it came.
        seed: The seed that was used, given or drawn.
        parameters: By full name `<asset>/<parameter>`: `{"value": ..., "origin": "set" |
            "template" | "keyword" | "random"}`.
        assets: The asset chosen for each slot.
        size_m: Width, height and depth of everything, metres.
        nominal_size_m: The same of what the model's parameters name: a window's frame without
            sill and shutters.
        triangles: As drawn, instances counted each time.
        materials: Names of the materials.
    """
    return {
        "model": model,
        "kind": kind,
        "seed": int(seed),
        "engine_version": __version__,
        "request": dict(request),
        "assets": {slot: assets[slot] for slot in sorted(assets)},
        "parameters": {name: dict(parameters[name]) for name in sorted(parameters)},
        "size_m": [round(float(value), 6) for value in size_m],
        "nominal_size_m": [round(float(value), 6) for value in nominal_size_m],
        "triangles": int(triangles),
        "materials": list(materials),
    }


def write_output(directory: Path, document: Mapping[str, Any]) -> Path:
    """Write `opus_output.json` into a folder."""
    path = directory / OUTPUT_NAME
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False, default=plain)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path


def package(
    files: Mapping[str, Iterable[Path]],
    directory: Path,
    destination: Path,
    *,
    name: str,
) -> dict[str, Path]:
    """Zip each format's files: `<destination>/<name>_<extension>.zip`.

    Args:
        files: What `export` answered: the files of each extension.
        directory: The folder of the export; names in the zip are relative to it. Its
            `opus_output.json`, when there is one, goes into every zip.
        destination: Where the zips go.
        name: The model's name.

    Returns:
        The zip of each extension.
    """
    destination.mkdir(parents=True, exist_ok=True)
    output = directory / OUTPUT_NAME
    zips = {}
    for extension, members in files.items():
        path = destination / f"{name}_{extension}.zip"
        wanted = list(dict.fromkeys(members))
        if output.is_file() and output not in wanted:
            wanted.append(output)
        _write_zip(path, wanted, directory)
        zips[extension] = path
    return zips


def _write_zip(path: Path, members: list[Path], directory: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            entry = zipfile.ZipInfo(member.relative_to(directory).as_posix(), _EPOCH)
            entry.create_system = 3  # Unix, on every system, so that the bytes are the same
            entry.external_attr = 0o100644 << 16
            entry.file_size = member.stat().st_size
            entry.compress_type = (
                zipfile.ZIP_STORED if member.suffix in _STORED else zipfile.ZIP_DEFLATED
            )
            # Level 1: geometry hardly gets smaller with more, and takes three times as long.
            entry._compresslevel = zlib.Z_BEST_SPEED  # type: ignore[attr-defined]
            with member.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)
