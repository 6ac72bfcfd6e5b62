"""Fetching a finished asset: stream the archive, unpack it safely, ask anew for an expired link."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

import httpx

from opus_studio.api.archive import Limits, unpack, writing_errors
from opus_studio.api.client import OpusClient
from opus_studio.api.errors import (
    DownloadFailed,
    InvalidRequest,
    NotFound,
    OpusError,
    ResultExpired,
    Unauthorized,
)
from opus_studio.api.messages import JobResult
from opus_studio.api.retry import retrying
from opus_studio.protocol import OUTPUT_NAME

Progress: TypeAlias = Callable[[int, int | None], None]
"""Told of the bytes received and of the bytes in all, or None when the service does not say."""

_EXPIRED = (403, 404, 410)
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


async def download(
    client: OpusClient,
    url: str,
    target: Path,
    *,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> int:
    """Stream what a link gives into the file `target`, which appears only when it is whole.

    A connection that breaks off is tried again from the start.

    Returns:
        The number of bytes.

    Raises:
        ResultExpired: The link does not hold any longer (403, 404, 410).
        DownloadFailed: More than the limit, less than announced, or the disk refuses.
        OpusError: The service could not be reached or refused.
    """
    bounds = limits or Limits()
    partial = target.with_name(f".{target.name}-{secrets.token_hex(6)}.part")

    async def once() -> int:
        with writing_errors(target):
            with partial.open("wb", buffering=0) as file:
                received = await _stream(client, url, file, bounds.archive_bytes, progress)
            partial.replace(target)
            return received

    with writing_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        return await retrying(client.sleep, repeatable=True)(once)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


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

    A link that has expired is asked for anew, once.

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
        DownloadFailed: The disk refuses, or the answer is too large or cut off.
        OpusError: The service could not be reached or refused.
    """
    folder = Path(folder)
    archive = folder.with_name(f".{folder.name}-{secrets.token_hex(6)}.zip")
    try:
        url = _link(result, extension, variant)
        try:
            size = await download(client, url, archive, limits=limits, progress=progress)
        except ResultExpired as error:
            try:
                fresh = await client.get_result(result.uid)
                url = _link(fresh, extension, variant)
            except (NotFound, InvalidRequest):
                raise error from None
            size = await download(client, url, archive, limits=limits, progress=progress)
        files = await _unpacked(archive, folder, limits)
    finally:
        with contextlib.suppress(OSError):
            archive.unlink(missing_ok=True)
    return Package(folder, extension, files, size)


async def _stream(
    client: OpusClient, url: str, file: IO[bytes], largest: int, progress: Progress | None
) -> int:
    """Write the body to the file as it comes; answers the number of bytes."""
    received = 0
    try:
        async with client.open_link(url) as response:
            announced = _announced(response)
            if announced is not None and announced > largest:
                raise _too_large(announced)
            async for chunk in response.aiter_bytes():
                received += len(chunk)
                if received > largest:
                    raise _too_large(received)
                file.write(chunk)
                if progress is not None:
                    progress(received, announced)
    except (NotFound, Unauthorized, InvalidRequest) as error:
        if error.status not in _EXPIRED:
            raise
        raise ResultExpired(
            "The download link has expired.", status=error.status, requested_at=error.requested_at
        ) from error
    if announced is not None and received != announced:
        raise DownloadFailed("The download was cut off. Try again.", code="cut_off")
    return received


def _announced(response: httpx.Response) -> int | None:
    """The size of the body, when the service tells it and does not compress it on the way."""
    raw = response.headers.get("Content-Length", "")
    if "Content-Encoding" in response.headers or not raw.isdecimal() or len(raw) > 18:
        return None
    return int(raw)


def _too_large(size: int) -> DownloadFailed:
    return DownloadFailed(
        f"The download is larger than is allowed here ({size / 2**30:.1f} GB).", code="too_large"
    )


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
