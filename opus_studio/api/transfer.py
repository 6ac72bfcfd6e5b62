"""One file over the wire: gone on with where it broke off, checked, and there only when whole."""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import httpx

from opus_studio.api.archive import Limits, writing_errors
from opus_studio.api.client import OpusClient
from opus_studio.api.errors import (
    DownloadFailed,
    InvalidRequest,
    NotFound,
    ResultExpired,
    Unauthorized,
)
from opus_studio.api.retry import retrying

Progress: TypeAlias = Callable[[int, int | None], None]
"""Told of the bytes received and of the bytes in all, or None when the service does not say."""

RESUMES = 5
"""How often a download that broke off is gone on with."""

WINDOW_SECONDS = 30.0
LEAST_BYTES = 30 * 1024
"""A download that brings less than this in a window is broken off and gone on with."""

_EXPIRED = (403, 404, 410)
_STRONG_TAG = re.compile(r'"[^"]*"')
_RANGE = re.compile(r"bytes (\d{1,18})-")
_DIGEST = re.compile(r"sha-256=:?([A-Za-z0-9+/=]+):?", re.IGNORECASE)


@dataclass
class _State:
    """What is known of a download between two attempts.

    Attributes:
        partial: The file that takes the bytes.
        received: How many it has.
        tag: The strong entity tag of what is being fetched; empty: it cannot be gone on with.
        digest: The SHA-256 that the whole must have, or None.
        hash: That of what has been received.
    """

    partial: Path
    received: int = 0
    tag: str = ""
    digest: bytes | None = None
    hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    def restart(self) -> None:
        """Forget what was received."""
        self.received = 0
        self.hash = hashlib.sha256()


async def download(
    client: OpusClient,
    url: str,
    target: Path,
    *,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> int:
    """Stream what a link gives into the file `target`, which appears only when it is whole.

    A connection that breaks off is gone on with where it did, as long as the service says that the
    file is the same one (`ETag`, `If-Range`), else from the start. Where the service tells a
    SHA-256 (`Repr-Digest` or `Digest`), the file has it.

    Returns:
        The number of bytes.

    Raises:
        ResultExpired: The link does not hold any longer (403, 404, 410).
        DownloadFailed: More than the limit, less than announced, other than the digest says, too
            slow, or the disk refuses.
        OpusError: The service could not be reached or refused.
    """
    bounds = limits or Limits()
    state = _State(target.with_name(f".{target.name}-{secrets.token_hex(6)}.part"))

    async def once() -> int:
        with writing_errors(target):
            await _stream(client, url, state, bounds.archive_bytes, progress)
            _check_digest(state)
            state.partial.replace(target)
            return state.received

    with writing_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        return await retrying(client.sleep, repeatable=True, attempts=RESUMES + 1)(once)
    finally:
        with contextlib.suppress(OSError):
            state.partial.unlink(missing_ok=True)


async def _stream(
    client: OpusClient, url: str, state: _State, largest: int, progress: Progress | None
) -> None:
    """Write the body, or what is missing of it, to the file as it comes, and on to the disk."""
    if not state.tag:
        state.restart()
    headers = (
        {"Range": f"bytes={state.received}-", "If-Range": state.tag} if state.received else None
    )
    try:
        async with client.open_link(url, headers) as response:
            if _begins_at(response) != state.received:
                state.restart()
            _read_headers(response, state)
            total = _announced(response, state.received)
            _check_room(state, total, largest)
            with state.partial.open("ab" if state.received else "wb", buffering=0) as file:
                await _copy(response, file.write, state, largest, total, progress)
                os.fsync(file.fileno())
    except (NotFound, Unauthorized, InvalidRequest) as error:
        if error.status == 416:
            state.tag = ""
            raise DownloadFailed("The download was cut off. Try again.", code="cut_off") from error
        if error.status not in _EXPIRED:
            raise
        raise ResultExpired(
            "The download link has expired.", status=error.status, requested_at=error.requested_at
        ) from error
    if total is not None and state.received != total:
        raise DownloadFailed("The download was cut off. Try again.", code="cut_off")


async def _copy(
    response: httpx.Response,
    write: Callable[[bytes], object],
    state: _State,
    largest: int,
    total: int | None,
    progress: Progress | None,
) -> None:
    clock = asyncio.get_running_loop().time
    began, before = clock(), state.received
    async for chunk in response.aiter_bytes():
        if state.received + len(chunk) > largest:
            raise _too_large(state.received + len(chunk))
        write(chunk)
        state.hash.update(chunk)
        state.received += len(chunk)
        if progress is not None:
            progress(state.received, total)
        if clock() - began > WINDOW_SECONDS:
            if state.received - before < LEAST_BYTES:
                raise DownloadFailed("The download has become too slow.", code="too_slow")
            began, before = clock(), state.received


def _begins_at(response: httpx.Response) -> int:
    """The byte at which the body begins: 0 unless the service answers a part."""
    found = _RANGE.match(response.headers.get("Content-Range", ""))
    return int(found.group(1)) if response.status_code == 206 and found else 0


def _read_headers(response: httpx.Response, state: _State) -> None:
    tag = response.headers.get("ETag", "")
    state.tag = tag if _STRONG_TAG.fullmatch(tag) else ""
    for name in ("Repr-Digest", "Digest"):
        found = _DIGEST.search(response.headers.get(name, ""))
        with contextlib.suppress(binascii.Error, ValueError):
            if found and len(digest := base64.b64decode(found.group(1), validate=True)) == 32:
                state.digest = digest
                return


def _announced(response: httpx.Response, begin: int) -> int | None:
    """The size of the whole, when the service tells it and does not compress it on the way."""
    raw = response.headers.get("Content-Length", "")
    if "Content-Encoding" in response.headers or not raw.isdecimal() or len(raw) > 18:
        return None
    return begin + int(raw)


def _check_room(state: _State, total: int | None, largest: int) -> None:
    """Refuse at once what would be refused in the end."""
    if total is None:
        return
    if total > largest:
        raise _too_large(total)
    if shutil.disk_usage(state.partial.parent).free < total - state.received:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _check_digest(state: _State) -> None:
    if state.digest is not None and state.hash.digest() != state.digest:
        state.tag = ""  # what is wrong with it is not known: from the start
        raise DownloadFailed("The download was damaged on the way. Try again.", code="damaged")


def _too_large(size: int) -> DownloadFailed:
    return DownloadFailed(
        f"The download is larger than is allowed here ({size / 2**30:.1f} GB).", code="too_large"
    )
