"""Part of the composition root: clients of the service in use, embedded or remote."""

from __future__ import annotations

import asyncio

from opus_studio.api.client import OpusClient
from opus_studio.api.errors import OpusError, Unauthorized, Unreachable
from opus_studio.library.credentials import Credentials
from opus_studio.library.paths import Paths
from opus_studio.library.settings import Settings
from opus_studio.service.host import HostError, ServiceHost, Spawn


class Connections:
    """Makes one client for each address and key, and starts the embedded service when needed.

    Attributes:
        host: The embedded service's process.
    """

    def __init__(
        self, paths: Paths, settings: Settings, credentials: Credentials, spawn: Spawn
    ) -> None:
        """Prepare; nothing runs before `start` or `client`.

        Args:
            paths: The service's data lies under its data folder.
            settings: Which service is in use, and the way to it.
            credentials: Keeps the key of a remote one.
            spawn: Starts tasks.
        """
        self._settings = settings
        self._credentials = credentials
        self.host = ServiceHost(
            paths.service,
            spawn,
            workers=settings.workers or None,
            log=paths.logs / "service.log",
        )
        self._clients: dict[tuple[str, str], OpusClient] = {}
        self._making = asyncio.Lock()

    def start(self) -> None:
        """Begin to start the embedded service, when it is the one in use."""
        if not self._settings.service_address:
            self.host.start()

    async def client(self) -> OpusClient:
        """A client of the service that the settings name.

        Raises:
            Unreachable: The embedded service could not be started.
            Unauthorized: There is no key for the remote one.
        """
        address = self._settings.service_address
        if not address:
            try:
                address, key = await self.host.endpoint()
            except HostError as error:
                raise Unreachable(str(error)) from error
        else:
            key = await asyncio.to_thread(self._credentials.key, address) or ""
            if not key and self._settings.service_kind == "rapidapi":
                raise Unauthorized(
                    "OPUS on RapidAPI needs a key: enter it under File, Settings, Service."
                )
        async with self._making:
            if (address, key) not in self._clients:
                # HTTP and its certificates take long to load: in a thread.
                self._clients[address, key] = await asyncio.to_thread(self._make, address, key)
        return self._clients[address, key]

    async def test(self, address: str, key: str) -> str:
        """Try an address and a key; a sentence for the user says how it went."""
        try:
            async with await asyncio.to_thread(self._make, address, key) as client:
                names = await client.get_model_names()
        except OpusError as error:
            return error.message
        count = len(names.components) + len(names.structures)
        return f"The service answers and offers {count} models."

    async def close(self) -> None:
        """Close every client and end the embedded service."""
        for client in self._clients.values():
            await client.close()
        self._clients.clear()
        await self.host.stop()

    def _make(self, address: str, key: str) -> OpusClient:
        settings = self._settings
        return OpusClient(
            address, key, proxy=settings.proxy or None, ca_bundle=settings.ca_bundle or None
        )
