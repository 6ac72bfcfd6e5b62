"""Where the user's things lie on this machine.

The platform's own places (platformdirs) unless the environment variable `OPUS_STUDIO_HOME` names
one folder for everything: that makes the program portable, and gives each test a home of its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "OPUS_STUDIO_HOME"
"""Environment variable that overrides the root of every folder below."""

_FOLDER = "opus-studio"


@dataclass(frozen=True)
class Paths:
    """The folders of one user.

    Attributes:
        data: What must not be lost: the database.
        config: The settings file.
        cache: What can be made again: thumbnails, textures. May be deleted at any time.
        logs: Log files.
        assets: Where finished assets go unless the settings name another folder.
    """

    data: Path
    config: Path
    cache: Path
    logs: Path
    assets: Path

    @classmethod
    def under(cls, root: Path) -> Paths:
        """Everything in one folder."""
        return cls(
            data=root / "data",
            config=root / "config",
            cache=root / "cache",
            logs=root / "logs",
            assets=root / "assets",
        )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Paths:
        """The folders that `OPUS_STUDIO_HOME` names, else the platform's.

        Args:
            environ: The environment to read; the process's own when None.
        """
        environ = os.environ if environ is None else environ
        root = environ.get(HOME_VARIABLE, "").strip()
        if root:
            return cls.under(Path(root).expanduser().absolute())
        return cls(
            data=platformdirs.user_data_path(_FOLDER, appauthor=False),
            config=platformdirs.user_config_path(_FOLDER, appauthor=False),
            cache=platformdirs.user_cache_path(_FOLDER, appauthor=False),
            logs=platformdirs.user_log_path(_FOLDER, appauthor=False),
            assets=platformdirs.user_documents_path() / "Opus Studio",
        )

    @property
    def database(self) -> Path:
        """The library's database file."""
        return self.data / "library.db"

    @property
    def service(self) -> Path:
        """The folder of the embedded service: its queue and its results."""
        return self.data / "service"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    @property
    def textures(self) -> Path:
        """Texture sets that were painted before."""
        return self.cache / "textures"

    @property
    def thumbnails(self) -> Path:
        """Pictures of models and assets, made by the application."""
        return self.cache / "thumbnails"

    def make(self) -> None:
        """Create the folders that are missing, except `assets`, which waits for its first asset.

        Raises:
            OSError: A folder cannot be made.
        """
        for folder in (self.data, self.config, self.cache, self.logs):
            folder.mkdir(parents=True, exist_ok=True)


def service_directory() -> Path:
    """The folder of the embedded service for this user and environment; see `Paths.service`."""
    return Paths.from_environment().service
