"""One address, one key: sends calls with time limits and turns all that goes wrong into errors."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import ssl
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import httpx

from opus_studio.api.answers import Answer, error_of
from opus_studio.api.errors import (
    ClientClosed,
    InvalidRequest,
    OpusError,
    ProtocolError,
    Timeout,
    Unauthorized,
    Unreachable,
)
from opus_studio.api.retry import Sleep, retrying

Clock: TypeAlias = Callable[[], datetime]
"""Tells the time, with its zone."""

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
"""Longest silence within an answer."""
WHOLE_CALL_SECONDS = 120.0
"""Longest time for one attempt at a call; downloads are bound by `READ_SECONDS` only."""
LARGEST_ANSWER = 32 * 2**20
"""Bytes of JSON; the attributes of a rich house are below one hundredth of it."""
MOST_REDIRECTS = 5

_LIMITS = httpx.Limits(max_connections=20, keepalive_expiry=3.0)
"""Idle connections go before a service closes them (usually after 5 s): a creation that is sent
into a closing connection could not be repeated."""

_HOST = re.compile(r"[A-Za-z0-9._:-]+")
"""A name (international ones are written in ASCII by then) or a number of version 4 or 6."""

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


class Connection:
    """The road to one service. `OpusClient` says what its arguments mean and what it raises."""

    def __init__(
        self,
        base_url: str,
        key: str,
        *,
        proxy: str | None,
        ca_bundle: Path | str | None,
        transport: httpx.AsyncBaseTransport | None,
        clock: Clock,
        sleep: Sleep,
    ) -> None:
        self.base = _address(base_url)
        self.sleep = sleep
        self._key = _checked_key(key)
        self._clock = clock
        self._proxy = proxy or None
        self._ca_bundle = ca_bundle
        self._transport = transport
        self._clients: dict[tuple[bool, bool], httpx.AsyncClient] = {}
        self._closed = False
        self._http(self.base)  # a bad proxy or file of certificates shows at once

    async def close(self) -> None:
        """Close all connections; nothing can be sent afterwards."""
        self._closed = True
        for client in self._clients.values():
            await client.aclose()

    def _http(self, target: httpx.URL) -> httpx.AsyncClient:
        """The connections for an address: this machine without a proxy, the rest with it.

        Certificates are loaded only for encrypted addresses, since that takes 25 ms.
        """
        if self._closed:
            raise ClientClosed("The connection to the service has been closed here.")
        local, encrypted = _is_loopback(target.host), target.scheme == "https"
        if (local, encrypted) not in self._clients:
            try:
                self._clients[local, encrypted] = httpx.AsyncClient(
                    headers={"User-Agent": "opus-studio"},
                    timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
                    verify=_trust(self._ca_bundle) if encrypted else _no_certificates(),
                    proxy=None if local else self._proxy,
                    trust_env=not local,
                    limits=_LIMITS,
                    transport=self._transport,
                    follow_redirects=False,
                )
            except (ValueError, ImportError, httpx.InvalidURL) as error:
                raise Unreachable("The address of the proxy cannot be used. Check it.") from error
        return self._clients[local, encrypted]

    async def ask(
        self,
        method: str,
        route: str,
        *,
        params: Mapping[str, str] | None = None,
        json: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool = True,
        structure: bool = False,
    ) -> Answer:
        """Send a call, as often as it may be sent, and answer what is 2xx.

        Args:
            method: `GET` or `POST`.
            route: Path below the base address, without a slash in front.
            params: The query.
            json: The body.
            headers: Further headers.
            repeatable: Whether sending the call twice does no harm.
            structure: Whether the call creates a structure; see `answers.error_of`.

        Raises:
            OpusError: Whatever the service answered other than 2xx, or that it did not.
        """

        async def once() -> Answer:
            answer = await self._send(method, route, params, json, headers or {})
            if not 200 <= answer.status < 300:
                raise self.error_of(answer, structure=structure)
            return answer

        return await retrying(self.sleep, repeatable=repeatable)(once)

    @asynccontextmanager
    async def open_link(
        self, url: str, further: Mapping[str, str] | None = None
    ) -> AsyncIterator[httpx.Response]:
        """Open a download link, following redirections; see `OpusClient.open_link`."""
        target = _joined(self.base, url)
        for _ in range(MOST_REDIRECTS + 1):
            sent = self._clock()
            headers = self._identity(target) | {"Accept-Encoding": "identity"} | dict(further or {})
            with _translated_errors(sent):
                http = self._http(target)
                request = http.build_request("GET", target, headers=headers)
                response = await http.send(request, stream=True)
            try:
                if not response.has_redirect_location:
                    with _translated_errors(sent):
                        if not response.is_success:
                            raise self.error_of(await _read(response, sent))
                        yield response
                    return
                target = _joined(target, response.headers["Location"])
            finally:
                await response.aclose()
        raise ProtocolError("The download link leads round in circles.")

    def error_of(self, answer: Answer, *, structure: bool = False) -> OpusError:
        """The error that an answer stands for, with the key struck out of it."""
        return error_of(answer, key=self._key, structure=structure)

    async def _send(
        self,
        method: str,
        route: str,
        params: Mapping[str, str] | None,
        json: Mapping[str, Any] | None,
        headers: Mapping[str, str],
    ) -> Answer:
        target = self.base.join(route)
        sent = self._clock()
        with _translated_errors(sent):
            async with (
                asyncio.timeout(WHOLE_CALL_SECONDS),
                self._http(target).stream(
                    method,
                    target,
                    params=params,
                    json=json,
                    headers=self._identity(target) | dict(headers),
                ) as response,
            ):
                return await _read(response, sent)

    def _identity(self, target: httpx.URL) -> dict[str, str]:
        """The headers that identify the user, for the service's own address only."""
        if not self._key or _origin(target) != _origin(self.base):
            return {}
        return {"X-RapidAPI-Key": self._key, "X-RapidAPI-Host": self.base.raw_host.decode("ascii")}


async def _read(response: httpx.Response, sent: datetime) -> Answer:
    """The whole answer, up to a size that no honest one reaches."""
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise ProtocolError("The service's answer is far too large.", requested_at=sent)
    return Answer(response.status_code, response.headers, bytes(body), sent)


@contextmanager
def _translated_errors(sent: datetime) -> Iterator[None]:
    """Turn the errors of the transport into ours."""
    try:
        yield
    except httpx.DecodingError as error:
        raise ProtocolError("The service's answer is damaged.", requested_at=sent) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, TimeoutError) as error:
        failure = _failure(error, sent)
        failure.never_sent = isinstance(error, _NEVER_SENT)
        raise failure from error


def _failure(error: Exception, sent: datetime) -> Unreachable:
    """What it means that no whole answer came."""
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return Timeout("The service did not answer in time.", requested_at=sent)
    if isinstance(error, httpx.ProxyError):
        words = "The proxy did not let the request through. Check it in the settings."
    elif not isinstance(error, httpx.ConnectError):
        words = "The connection to the service broke off."
    elif "certificate" in str(error).casefold():
        words = (
            "The service's certificate is not trusted. If your network uses certificates of its "
            "own, name them in the settings."
        )
    else:
        words = "The service could not be reached. Check the address and the network."
    return Unreachable(words, requested_at=sent)


def _address(text: str) -> httpx.URL:
    """A base address that ends with a slash, so that routes are joined below its path."""
    try:
        url = httpx.URL(text.strip())
        url = url.copy_with(path=url.path.rstrip("/") + "/", query=None, fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise InvalidRequest(_NO_ADDRESS, code="invalid_address", field="base_url") from error
    if not _is_of_the_web(url) or url.userinfo:
        raise InvalidRequest(_NO_ADDRESS, code="invalid_address", field="base_url")
    return url


_NO_ADDRESS = "The address of the service is not one. It should look like https://example.org/."


def _joined(base: httpx.URL, link: str) -> httpx.URL:
    """A link as an absolute address of the web."""
    try:
        url = base.join(link)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise ProtocolError("The service gave a download link that is not one.") from error
    if not _is_of_the_web(url):
        raise ProtocolError("The service gave a download link that is not one.")
    return url


def _is_of_the_web(url: httpx.URL) -> bool:
    host = url.raw_host.decode("ascii", "replace")
    return url.scheme in ("http", "https") and _HOST.fullmatch(host) is not None


def _checked_key(key: str) -> str:
    """The key without surrounding blanks; refused when a header could not carry it."""
    key = key.strip()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise Unauthorized("The key holds characters that no key has. Copy it once more.")
    return key


def _is_loopback(host: str) -> bool:
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return (url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme))


def _no_certificates() -> ssl.SSLContext:
    """For plain connections: trusts nobody, so that nothing encrypted could be accepted by it."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _trust(ca_bundle: Path | str | None) -> ssl.SSLContext | bool:
    """Certificates from the user's own file, or the usual ones."""
    if not ca_bundle:
        return True
    try:
        return ssl.create_default_context(cafile=str(ca_bundle))
    except (OSError, ValueError) as error:
        raise Unreachable(
            "The file of trusted certificates cannot be read. Check it in the settings.",
            code="invalid_ca_bundle",
        ) from error
