"""What the application hands to the window."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from opus_studio import __version__
from opus_studio.api.client import OpusClient
from opus_studio.library.assets import AssetStore
from opus_studio.library.credentials import Credentials
from opus_studio.library.favorites import Favorites
from opus_studio.library.form_states import FormStates
from opus_studio.library.job_history import JobHistory
from opus_studio.library.paths import Paths
from opus_studio.library.presets import PresetStore
from opus_studio.library.runner import JobRunner
from opus_studio.library.settings import Settings
from opus_studio.ui.preview.client import Preview
from opus_studio.ui.thumbnails.client import ThumbnailRenderer

Connect: TypeAlias = Callable[[], Awaitable[OpusClient]]
"""Answers a client of the service in use; waits while an embedded one starts."""


@dataclass(frozen=True)
class Services:
    """Everything below the window, built by the composition root.

    Attributes:
        paths: Where things lie.
        settings: The user's settings.
        credentials: The API key's keeper.
        jobs: The job history.
        assets: The finished assets.
        favorites: Favourite and recently used models.
        presets: The user's presets.
        form_states: What was set in each model's form.
        runner: Runs jobs.
        preview: The engine's door.
        thumbnails: Renders the thumbnails of models and assets.
        connect: See `Connect`.
        test_connection: Tries an address and a key; answers a sentence for the user.
    """

    paths: Paths
    settings: Settings
    credentials: Credentials
    jobs: JobHistory
    assets: AssetStore
    favorites: Favorites
    presets: PresetStore
    form_states: FormStates
    runner: JobRunner
    preview: Preview
    thumbnails: ThumbnailRenderer
    connect: Connect
    test_connection: Callable[[str, str], Awaitable[str]]

    @property
    def model_thumbnails(self) -> Path:
        """Folder of the catalogue's pictures; a new version draws its models anew."""
        return self.paths.thumbnails / "models" / __version__

    @property
    def asset_thumbnails(self) -> Path:
        """Folder of the pictures of finished assets."""
        return self.paths.thumbnails / "assets"
