"""Fetching a finished asset: stream the archive, unpack it safely, ask anew for an expired link."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path

from opus_studio.api.archive import Limits, unpack
from opus_studio.api.client import OpusClient
from opus_studio.api.errors import (
    DamagedArchive,
    InvalidRequest,
    NotFound,
    OpusError,
    ResultExpired,
)
from opus_studio.api.messages import JobResult
from opus_studio.api.transfer import Progress, download
from opus_studio.protocol import OUTPUT_NAME

__all__ = ["Package", "download", "fetch"]

_MODEL_SUFFIXES = {"usd": (".usd", ".usdc", ".usda", ".usdz")}


@dataclass(frozen=True)
class Package:
    """An unpacked asset.

    Attributes:
        folder: Where it stands.
        extension: The format that was asked for.
        files: Every file in it, sorted.
        archive_bytes: Size of the archive that it came in.
    """

    folder: Path
    extension: str
    files: tuple[Path, ...]
    archive_bytes: int

    @property
    def model_file(self) -> Path | None:
        """The model itself: the file of that format nearest to the top; None if there is none."""
        suffixes = _MODEL_SUFFIXES.get(self.extension, (f".{self.extension}",))
        found = (file for file in self.files if file.suffix.lower() in suffixes)
        return min(found, key=lambda file: (len(file.parts), file), default=None)

    @property
    def output_file(self) -> Path | None:
        """`opus_output.json`, which tells request, seed and every value; None if it is missing."""
        return next((file for file in self.files if file.name == OUTPUT_NAME), None)


async def fetch(
    client: OpusClient,
    result: JobResult,
    extension: str,
    folder: Path,
    *,
    variant: int = 0,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Package:
    """Download one format of one variant and unpack it into `folder`, replacing what was there.

    A link that has expired is asked for anew, once; so is one that gives a damaged archive.

    Args:
        client: Speaks to the service that has the job.
        result: A completed result of it.
        extension: `glb`, `usd`, ...
        folder: Where the package shall stand; it appears only when it is whole.
        variant: Which of `result.results`.
        limits: What is refused.
        progress: Told how far the download is.

    Raises:
        ResultExpired: The second link does not hold either.
        InvalidRequest: The result has no such variant or format.
        UnsafeArchive: The package is damaged or not what it should be.
        DownloadFailed: The disk refuses, or the answer is too large, cut off, damaged or too slow.
        OpusError: The service could not be reached or refused.
    """
    folder = Path(folder)
    archive = folder.with_name(f".{folder.name}-{secrets.token_hex(6)}.zip")

    async def once(url: str) -> Package:
        size = await download(client, url, archive, limits=limits, progress=progress)
        files = await _unpacked(archive, folder, limits)
        return Package(folder, extension, files, size)

    url = _link(result, extension, variant)
    try:
        try:
            return await once(url)
        except DamagedArchive:
            return await once(url)
        except ResultExpired as error:
            try:
                fresh = await client.get_result(result.uid)
                url = _link(fresh, extension, variant)
            except (NotFound, InvalidRequest):
                raise error from None
            return await once(url)
    finally:
        with contextlib.suppress(OSError):
            archive.unlink(missing_ok=True)


def _link(result: JobResult, extension: str, variant: int) -> str:
    urls = result.results[variant].urls if 0 <= variant < len(result.results) else {}
    if extension not in urls:
        raise InvalidRequest(
            f"The job has no file in the format {extension}.", code="no_such_file", field="urls"
        )
    return urls[extension]


async def _unpacked(archive: Path, folder: Path, limits: Limits | None) -> tuple[Path, ...]:
    """Unpack in a thread; when cancelled, wait until the thread has cleared up after itself."""
    stop = threading.Event()
    work = asyncio.get_running_loop().run_in_executor(
        None, lambda: unpack(archive, folder, limits=limits, cancelled=stop.is_set)
    )
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        stop.set()
        with contextlib.suppress(OpusError):
            await work
        raise
