"""The client of an OPUS service, embedded or remote: the same calls, the same answers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from opus_studio.api import reading
from opus_studio.api.answers import read_error_body
from opus_studio.api.connection import Clock, Connection, utc_now
from opus_studio.api.errors import (
    CancelUnsupported,
    InvalidRequest,
    NotFound,
    ProtocolError,
    Unauthorized,
)
from opus_studio.api.messages import (
    Attributes,
    GenerationRequest,
    JobResult,
    JobTicket,
    ModelKind,
    ModelNames,
)
from opus_studio.api.retry import Sleep
from opus_studio.protocol import Endpoint, create_endpoint

VENDOR_ADDRESS = "https://opus5.p.rapidapi.com/"
"""The vendor's own service."""


class OpusClient:
    """Speaks to one service with one key. Use it as an asynchronous context manager.

    Every call has a time limit. Calls that change nothing are repeated when the connection or the
    service fails for a moment; a creation is repeated only when the service cannot have taken it.
    Every method raises `OpusError` and nothing else.

    Args:
        base_url: Address of the service, with or without a path.
        key: Sent as `X-RapidAPI-Key` to this address only. Empty: none is sent.
        proxy: Address of a proxy. Without it the system's proxy settings hold; a service on this
            machine is always reached directly.
        ca_bundle: File with the certificates to trust, instead of the usual ones.
        transport: In place of the network, for tests and for services in the same process.
        clock: Tells the time of a request, for reports.
        sleep: Waits between attempts.

    Raises:
        InvalidRequest: The address is not one of the web.
        Unauthorized: The key holds characters that no key has.
        Unreachable: The file of certificates or the proxy's address cannot be used.
    """

    def __init__(
        self,
        base_url: str,
        key: str = "",
        *,
        proxy: str | None = None,
        ca_bundle: Path | str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Clock = utc_now,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._connection = Connection(
            base_url,
            key,
            proxy=proxy,
            ca_bundle=ca_bundle,
            transport=transport,
            clock=clock,
            sleep=sleep,
        )
        self._idempotent: bool | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections; the client is of no use afterwards."""
        await self._connection.close()

    @property
    def base_url(self) -> str:
        """The address of the service, ending with a slash."""
        return str(self._connection.base)

    @property
    def sleep(self) -> Sleep:
        """How this client waits."""
        return self._connection.sleep

    async def get_model_names(self) -> ModelNames:
        """The models on offer; also the cheapest way to test address and key."""
        answer = await self._connection.ask("GET", Endpoint.MODEL_NAMES)
        return ModelNames.read(answer.json())

    async def get_attributes(self, name: str) -> Attributes:
        """What can be set on a model, with texts and units where the service has them.

        Raises:
            NotFound: The service has no such model.
        """
        answer = await self._connection.ask(
            "GET", Endpoint.ATTRIBUTES, params={"name": name, "details": "true"}
        )
        return Attributes.read(answer.json(), name)

    async def supports_idempotency(self) -> bool:
        """Whether a creation may be sent again under the same key without making a second job.

        Raises:
            OpusError: The service could not be asked.
        """
        if self._idempotent is None:
            try:
                answer = await self._connection.ask("GET", Endpoint.HEALTH)
                self._idempotent = reading.mapping(answer.json()).get("idempotency") is True
            except (NotFound, InvalidRequest, Unauthorized, ProtocolError):
                self._idempotent = False  # another service, which knows nothing of it
        return self._idempotent

    async def create(self, request: GenerationRequest, *, idempotency_key: str = "") -> JobTicket:
        """Ask for a model to be generated; the route follows from its kind and count.

        Args:
            request: What is asked for.
            idempotency_key: Names the call, so that a service that `supports_idempotency` answers
                the same job when the call is sent again.

        Raises:
            InvalidRequest: The service refuses a value; `field` and `code` say which and why.
            StructureDisabled: The service does not create structures at the moment.
            Unreachable: No answer. Unless `never_sent` is true, the job may have been taken.
        """
        return await self._create(
            create_endpoint(request.kind, request.count),
            request.body(),
            idempotency_key=idempotency_key,
            structure=request.kind is ModelKind.STRUCTURE,
        )

    async def variate(self, uid: str, count: int) -> JobTicket:
        """Ask for `count` variations near the result of an earlier job.

        Raises:
            NotFound: The service has no such job.
        """
        return await self._create(Endpoint.VARIATE, {"base_job_uid": uid, "count": count})

    async def get_result(self, uid: str) -> JobResult:
        """How far a job is, and its links when it is finished.

        Raises:
            NotFound: The service has no such job.
        """
        answer = await self._connection.ask("GET", Endpoint.JOB_RESULT, params={"result_uid": uid})
        return JobResult.read(answer.json(), uid, retry_after=answer.retry_after())

    async def cancel(self, uid: str) -> JobResult:
        """Ask for a job to be cancelled; answers how it stands now.

        Raises:
            CancelUnsupported: The service cannot cancel; the job may go on, unfollowed.
            NotFound: The service can cancel, but has no such job.
        """
        try:
            answer = await self._connection.ask("POST", Endpoint.CANCEL, json={"result_uid": uid})
        except (NotFound, InvalidRequest) as error:
            if error.status not in (404, 405) or error.code == "unknown_job":
                raise
            raise CancelUnsupported(
                "This service cannot cancel a job. It is no longer followed here, but may go on "
                "there and count against the quota.",
                status=error.status,
                requested_at=error.requested_at,
            ) from error
        return JobResult.read(answer.json(), uid, retry_after=answer.retry_after())

    def open_link(
        self, url: str, headers: Mapping[str, str] | None = None
    ) -> AbstractAsyncContextManager[httpx.Response]:
        """Open a download link, following redirections; the body is not read yet.

        The key goes along only to the service's own address. A relative link starts there.

        Args:
            url: The link.
            headers: Further headers, such as `Range`.

        Raises:
            OpusError: No connection, an answer other than 2xx, or a link that is not one. Errors
                of the connection while the body is read inside the context count among them.
        """
        return self._connection.open_link(url, headers)

    async def _create(
        self,
        route: str,
        body: Mapping[str, Any],
        *,
        idempotency_key: str = "",
        structure: bool = False,
    ) -> JobTicket:
        """Send a creation once, and again only when it cannot have been taken."""
        answer = await self._connection.ask(
            "POST",
            route,
            json=body,
            headers={"Idempotency-Key": idempotency_key} if idempotency_key else None,
            repeatable=False,
            structure=structure,
        )
        data = answer.json()
        try:
            return JobTicket.read(data, retry_after=answer.retry_after())
        except ProtocolError as error:
            said = read_error_body(data).message
            if structure and "disabled" in said.casefold():
                raise self._connection.error_of(answer, structure=True) from error
            raise ProtocolError(
                f"{error.message} It says: {said}" if said else error.message,
                status=answer.status,
                requested_at=answer.requested_at,
            ) from error
