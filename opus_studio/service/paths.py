"""The folders of the service's data directory; its owner alone can read them."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from opus_studio.service.channel import read_progress

_log = logging.getLogger(__name__)

Key: TypeAlias = tuple[str, int]
"""A variant: the job's identifier and the place within the job."""


@dataclass(frozen=True)
class ServicePaths:
    """Where the service keeps files.

    Attributes:
        results: Finished zips: `<uid>/<number>/<extension>.zip`.
        work: Folders of running variants, emptied at start.
        cache: What the workers share.
    """

    results: Path
    work: Path
    cache: Path

    @classmethod
    def under(cls, data: Path) -> ServicePaths:
        """The usual folders of a data directory, made when missing, closed to others."""
        paths = cls(data / "results", data / "work", data / "cache")
        data.mkdir(parents=True, exist_ok=True)
        for path in (data, paths.results, paths.work, paths.cache):
            if path.is_file():  # nothing that belongs there; nothing is lost
                path.replace(path.with_name(f"{path.name}.damaged"))
            path.mkdir(exist_ok=True)
            path.chmod(0o700)
        return paths

    def result(self, uid: str, number: int) -> Path:
        """Folder of a finished variant's zips."""
        return self.results / uid / str(number)

    def scratch(self, key: Key) -> Path:
        """Folder of a running variant."""
        return self.work / f"{key[0]}-{key[1]}"

    def clear_work(self) -> Mapping[Key, float]:
        """Delete what an earlier process was at work on; first thing at a start.

        Returns:
            How far each variant had come that a worker had begun, 0..1.
        """
        reached: dict[Key, float] = {}
        for folder in self.work.iterdir():
            uid, _, number = folder.name.rpartition("-")
            progress = read_progress(folder)
            if progress is not None and number.isdecimal():
                reached[uid, int(number)] = progress.fraction
            if folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
            else:
                folder.unlink(missing_ok=True)
        return reached
