"""From a finished job to assets in the library: fetch every format of every variant, record it.

A folder gets its final name only when it is whole, so a crash in the middle leaves nothing that
looks finished, and delivering again does only what is still missing.
"""

from __future__ import annotations

import logging
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from opus_studio.api.errors import DownloadFailed
from opus_studio.api.messages import JobResult
from opus_studio.library.assets import AssetRecord, AssetStore, folder_name
from opus_studio.library.errors import DiskFullError, PresetError
from opus_studio.library.files import disk_full_named, folder_size, is_disk_full
from opus_studio.library.job_history import JobRecord
from opus_studio.library.output import Output, read_output
from opus_studio.protocol import OUTPUT_NAME, following_seed

if TYPE_CHECKING:
    from opus_studio.api.client import OpusClient
    from opus_studio.api.download import Package

logger = logging.getLogger(__name__)

PARTIAL_PREFIX = ".partial-"
"""Folders of this name beside the assets are unfinished deliveries."""


class Fetch(Protocol):
    """Downloads one format of one variant and unpacks it into a folder: `api.download.fetch`."""

    async def __call__(
        self,
        client: OpusClient,
        result: JobResult,
        extension: str,
        folder: Path,
        *,
        variant: int = 0,
    ) -> Package:
        """Fetch it; the folder appears only when it is whole."""


@dataclass(frozen=True)
class Delivered:
    """What came of a finished job.

    Attributes:
        assets: Those that arrived, in the order of the variants.
        failures: What the service says of each variant that it could not make.
    """

    assets: tuple[AssetRecord, ...]
    failures: tuple[str, ...]


class Delivery:
    """Brings the files of finished jobs into the assets folder."""

    def __init__(
        self, assets: AssetStore, folder: Callable[[], Path], fetch: Fetch | None = None
    ) -> None:
        """Deliver into a folder.

        Args:
            assets: Where what arrives is recorded.
            folder: Tells the assets folder of the moment: the user may choose another.
            fetch: Downloads and unpacks; `api.download.fetch` when None.
        """
        self._assets = assets
        self._folder = folder
        self._fetch: Fetch = fetch or _fetch_from_service

    async def deliver(
        self,
        client: OpusClient,
        job: JobRecord,
        result: JobResult,
        on_asset: Callable[[AssetRecord, float], None],
    ) -> Delivered:
        """Fetch and record every variant that has files and is not in the library yet.

        Args:
            client: Speaks to the service that made them.
            job: The job.
            result: Its final result.
            on_asset: Told of each asset that has arrived, and of the part that is done, 0..1.

        Raises:
            DiskFullError: No room in the assets folder; what had arrived stays recorded.
            OSError: The assets folder cannot be written.
            OpusError: A download failed; what had arrived stays recorded.
        """
        assets, failures = [], []
        for index, variant in enumerate(result.results):
            if not variant.urls:
                told = variant.error.message if variant.error else ""
                failures.append(told or "The service gave no files and no reason.")
                continue
            asset_id = uuid.uuid5(uuid.UUID(job.id), str(index)).hex
            known = self._assets.find(asset_id)
            if known is None:
                known = await self._deliver_variant(client, job, result, index, asset_id)
            assets.append(known)
            on_asset(known, (index + 1) / len(result.results))
        return Delivered(tuple(assets), tuple(failures))

    async def _deliver_variant(
        self, client: OpusClient, job: JobRecord, result: JobResult, index: int, asset_id: str
    ) -> AssetRecord:
        root = self._folder()
        partial = root / f"{PARTIAL_PREFIX}{asset_id}"
        try:
            with disk_full_named(root):
                shutil.rmtree(partial, ignore_errors=True)
                partial.mkdir(parents=True)
                found = await self._fetch_formats(client, result, index, partial)
                output = _output(partial)
                seed = _seed(job, result, index, output)
                folder = root / folder_name(job.model, seed, asset_id)
                if folder.exists():  # whole, but the program died before its row was written
                    shutil.rmtree(folder)
                partial.rename(folder)
        except DownloadFailed as error:
            if error.__cause__ is not None and is_disk_full(error.__cause__):
                raise DiskFullError(root) from error
            raise
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        return self._assets.record(
            asset_id,
            job_id=job.id,
            model=job.model,
            seed=seed,
            folder=folder,
            files={extension: folder / path for extension, path in found.items()},
            size_on_disk=folder_size(folder),
            triangles=output.triangles if output else None,
            size_m=output.size_m if output else None,
            words=job.summary,
        )

    async def _fetch_formats(
        self, client: OpusClient, result: JobResult, index: int, partial: Path
    ) -> dict[str, Path]:
        """Every format into a folder of its own; answers each model file, relative to `partial`."""
        found = {}
        for extension in result.results[index].urls:
            package = await self._fetch(
                client, result, extension, partial / _folder_of(extension), variant=index
            )
            if package.model_file is None:
                logger.warning("The package for %s holds no such file", extension)
                continue
            found[extension] = package.model_file.relative_to(partial)
            if package.output_file is not None and not (partial / OUTPUT_NAME).exists():
                shutil.copyfile(package.output_file, partial / OUTPUT_NAME)
        if not found:
            raise DownloadFailed("The service's packages hold no model file.", code="no_such_file")
        return found


async def _fetch_from_service(
    client: OpusClient, result: JobResult, extension: str, folder: Path, *, variant: int = 0
) -> Package:
    # Here, not above: HTTP takes long to load, and the window is painted before it is needed.
    from opus_studio.api.download import fetch

    return await fetch(client, result, extension, folder, variant=variant)


def _folder_of(extension: str) -> str:
    """A folder for a format whatever the service calls it."""
    return "".join(letter for letter in extension if letter.isalnum()) or "files"


def _output(folder: Path) -> Output | None:
    """What the package says of itself; an asset without its paper is an asset all the same."""
    try:
        return read_output(folder)
    except PresetError as error:
        logger.info("%s: %s", folder.name, error)
        return None


def _seed(job: JobRecord, result: JobResult, index: int, output: Output | None) -> int:
    """The seed that made a variant: as the service says, as the package says, else by counting."""
    told = result.results[index].seed
    if told is None and output is not None:
        told = output.request.seed
    return following_seed(job.seed, index) if told is None else told


def tidy(folder: Path) -> None:
    """Delete what unfinished deliveries of an earlier run left in the assets folder."""
    for partial in folder.glob(f"{PARTIAL_PREFIX}*"):
        shutil.rmtree(partial, ignore_errors=True)
