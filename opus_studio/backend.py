"""Part of the composition root: everything below the window.

Knows no Qt, so a thread may import it while the window is painted.
"""

from __future__ import annotations

import asyncio

from opus_studio.connections import Connections
from opus_studio.library.assets import AssetStore
from opus_studio.library.credentials import Credentials
from opus_studio.library.database import Database
from opus_studio.library.delivery import Delivery, tidy
from opus_studio.library.favorites import Favorites
from opus_studio.library.form_states import FormStates
from opus_studio.library.job_history import JobHistory
from opus_studio.library.paths import Paths
from opus_studio.library.presets import PresetStore
from opus_studio.library.runner import JobRunner
from opus_studio.library.settings import Settings
from opus_studio.service.host import Spawn


class Backend:
    """What the user owns, and the way to the service.

    Args:
        paths: Where the user's things lie.
        settings: Read while the application runs, not only once.
        spawn: Starts tasks.

    Attributes:
        paths, settings: As given.
        credentials, jobs, assets, favorites, presets, form_states: The stores.
        connections: Clients of the service in use.
        runner: Runs jobs.
    """

    def __init__(self, paths: Paths, settings: Settings, spawn: Spawn) -> None:
        self.paths = paths
        self.settings = settings
        self._database = Database(paths.database)
        self.credentials = Credentials()
        self.connections = Connections(paths, settings, self.credentials, spawn)
        self.assets = AssetStore(self._database)
        self.jobs = JobHistory(self._database)
        self.favorites = Favorites(self._database)
        self.presets = PresetStore(self._database)
        self.form_states = FormStates(self._database)
        self.runner = JobRunner(
            self.jobs,
            Delivery(self.assets, lambda: settings.assets_in(paths.assets)),
            connect=self.connections.client,
            spawn=spawn,
            service=lambda: settings.service_name,
        )

    async def remove_leftovers(self) -> None:
        """Remove what earlier runs left half done among the assets."""
        await asyncio.to_thread(tidy, self.settings.assets_in(self.paths.assets))

    async def close(self) -> None:
        """End the service and the connections, then close the database."""
        await self.connections.close()
        self._database.close()
