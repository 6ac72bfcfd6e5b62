"""What stands in front of every route: the key check, and the handler of last resort."""

from __future__ import annotations

import hmac
import logging
import re
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from opus_studio.service.errors import INTERNAL, ServiceError

_log = logging.getLogger(__name__)

_OPEN: Final = re.compile(r"/health|/results/.*")
"""Paths without a key: a results link carries its own permission, as the vendor's links do."""

_HOST = re.compile(rb"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


class AuthMiddleware:
    """ASGI application around another: nobody comes in without the right `X-RapidAPI-Key`.

    A refused call's body is not read: the connection ends with the answer.

    Args:
        app: The routes.
        key: What a caller must send.
    """

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._key = key.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection event as ASGI describes it."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        if refusal is None:
            await self._app(scope, receive, send)
            return
        response = JSONResponse(refusal.body(), refusal.status, headers={"Connection": "close"})
        await response(scope, receive, send)

    def _refusal(self, scope: Scope) -> ServiceError | None:
        if _OPEN.fullmatch(scope["path"]):
            return None
        given = _header(scope, b"x-rapidapi-key")
        if given is None:
            return ServiceError("unauthorized", "The header X-RapidAPI-Key is missing.")
        if not hmac.compare_digest(given, self._key):
            return ServiceError("unauthorized", "The key is not valid here.", status=403)
        return None


class ErrorMiddleware:
    """ASGI application around another: answers when the inner one fails, and writes it to the log.

    Args:
        app: The inner one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection event as ASGI describes it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            _log.debug("The caller of %s went away.", scope["path"])
        except Exception:
            _log.exception("Error while serving %s %s", scope["method"], scope["path"])
            if not started:
                error = ServiceError(INTERNAL, "The service made an error; its log says more.")
                await JSONResponse(error.body(), error.status)(scope, receive, send)


def address(scope: Scope) -> str:
    """The address that the caller used, such as `http://127.0.0.1:8000`, for links back to here."""
    host = _header(scope, b"host") or b""
    if _HOST.fullmatch(host):
        name = host.decode("ascii")
    else:
        server, port = scope.get("server") or ("127.0.0.1", None)
        name = server if port is None else f"{server}:{port}"
    return f"{scope['scheme']}://{name}{scope.get('root_path', '')}"


def _header(scope: Scope, name: bytes) -> bytes | None:
    return next((value for key, value in scope["headers"] if key == name), None)
