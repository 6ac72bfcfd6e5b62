"""Download links that carry their own permission, and lose it after a time."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from opus_studio.service.errors import ServiceError

LINK_SECONDS: Final = 24 * 3600.0
"""How long a link holds, as the vendor's do. A new one can be asked for while files are kept."""

_SECRET_BYTES = 32


class LinkSigner:
    """Makes the query of a link, and checks it. Nothing of it is stored, so none can be read.

    Args:
        secret: Known to this service only; the same after a restart.
        lifetime: Seconds that a link holds.
        clock: Seconds since the epoch.
    """

    def __init__(
        self,
        secret: bytes,
        lifetime: float = LINK_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._secret = secret
        self._lifetime = lifetime
        self._clock = clock

    def query(self, uid: str, number: int, extension: str) -> str:
        """What follows the path of a link that is made now."""
        expires = str(int(self._clock() + self._lifetime))
        return f"expires={expires}&token={self._token(uid, number, extension, expires)}"

    def check(self, uid: str, number: int, extension: str, expires: str, token: str) -> None:
        """Let a link pass.

        Raises:
            ServiceError: It is not one of ours for this file (403), or it has expired (410).
        """
        good = self._token(uid, number, extension, expires)
        if not hmac.compare_digest(token.encode(errors="replace"), good.encode()):
            raise ServiceError("unauthorized", "The link is not complete.", status=403)
        if int(expires) < self._clock():
            raise ServiceError("expired_link", "The link has expired; ask for the job's result.")

    def _token(self, uid: str, number: int, extension: str, expires: str) -> str:
        text = "\n".join((uid, str(number), extension, expires))
        return hmac.new(self._secret, text.encode(errors="replace"), hashlib.sha256).hexdigest()


def link_secret(path: Path) -> bytes:
    """The secret in a file that its owner alone can read; made when it is missing or damaged."""
    try:
        known = path.read_bytes()
        if len(known) == _SECRET_BYTES:
            return known
    except FileNotFoundError:
        pass
    secret = secrets.token_bytes(_SECRET_BYTES)
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret)
    return secret
