"""The folders of the service's data directory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

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
        """The usual folders of a data directory, made when missing."""
        paths = cls(data / "results", data / "work", data / "cache")
        for path in (paths.results, paths.work, paths.cache):
            path.mkdir(parents=True, exist_ok=True)
        return paths

    def result(self, uid: str, number: int) -> Path:
        """Folder of a finished variant's zips."""
        return self.results / uid / str(number)

    def scratch(self, key: Key) -> Path:
        """Folder of a running variant."""
        return self.work / f"{key[0]}-{key[1]}"
