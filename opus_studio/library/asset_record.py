"""What the user knows of an asset, and the news of its changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from opus_studio.library.job_record import Change


@dataclass(frozen=True)
class AssetRecord:
    """A finished asset on this machine.

    Attributes:
        id: Its identifier (uuid, hex).
        job_id: The job that it came of; the job's row may be gone.
        model: Name of the model.
        name: What the user calls it; at first `<Model> <seed>`.
        seed: The seed that made it.
        folder: Where its files are.
        files: Extension to the file that opens it.
        size_on_disk: Bytes of everything in the folder.
        created: When it arrived (UTC).
        thumbnail: Its picture, or None.
        starred: The user wants to keep it.
        triangles: As drawn, or None when unknown.
        size_m: Width, height, depth in metres, or None when unknown.
        trashed: When it was deleted (UTC), or None.
    """

    id: str
    job_id: str
    model: str
    name: str
    seed: int
    folder: Path
    files: Mapping[str, Path]
    size_on_disk: int
    created: datetime
    thumbnail: Path | None = None
    starred: bool = False
    triangles: int | None = None
    size_m: tuple[float, float, float] | None = None
    trashed: datetime | None = None

    @property
    def exists(self) -> bool:
        """Whether its folder is still there: the user may have moved it away by hand."""
        return self.folder.is_dir()

    def best_file(self, *wanted: str) -> Path | None:
        """The file of the first of the wanted extensions that it has, else any, else None."""
        for extension in wanted:
            if extension in self.files:
                return self.files[extension]
        return next(iter(self.files.values()), None)


@dataclass(frozen=True)
class AssetChanged:
    """An asset is new, other than before, or gone from the library.

    Attributes:
        record: The asset as it is now.
        change: What happened.
    """

    record: AssetRecord
    change: Change


@dataclass(frozen=True)
class Space:
    """How many assets, and how many bytes on disk."""

    count: int
    size: int


def folder_name(model: str, seed: int, asset_id: str) -> str:
    """The name of an asset's folder, safe on every platform whatever the model is called."""
    safe = re.sub(r"[^\w\- ]+", "_", model, flags=re.ASCII).strip(" _")[:60] or "Model"
    return f"{safe}-{seed}-{asset_id[:8]}"
