"""The way of one job: send it, follow it, fetch what came of it, through everything that may fail.

Every step is written to the job's row before the next is begun, so that a job outlives the window,
a crash, the service's restart on another port, and a night without a network.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from opus_studio.api.errors import (
    CancelUnsupported,
    NotFound,
    OpusError,
    ProtocolError,
    QuotaExceeded,
    ResultExpired,
    ServiceUnavailable,
    Unreachable,
)
from opus_studio.api.messages import JobResult, JobStatus, JobTicket
from opus_studio.library import job_messages as messages
from opus_studio.library.assets import AssetRecord
from opus_studio.library.backoff import LONGEST_PAUSE, Backoff, was_not_taken
from opus_studio.library.delivery import Delivery
from opus_studio.library.errors import (
    DatabaseError,
    DiskFullError,
    LibraryError,
    NotFoundError,
)
from opus_studio.library.job_history import JobHistory, JobRecord, new_key

if TYPE_CHECKING:
    from opus_studio.api.client import OpusClient

logger = logging.getLogger(__name__)

Connect: TypeAlias = "Callable[[], Awaitable[OpusClient]]"
"""Gives a client of the service in use, or raises `api.errors.Unreachable`. It is asked again after
every failure to reach the service, so that it can hand out a new address; it keeps and closes the
clients."""

Sleep: TypeAlias = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""

_FETCH_SHARE = 0.1
"""The part of the progress bar that is left for the download."""


class _LostError(Exception):
    """The service does not have the job, or its files; the text is for the user if that lasts."""


class _UnansweredError(Exception):
    """The service may have taken the job, but nobody can tell under which name."""


class JobRun:
    """One job under way.

    Attributes:
        sending: The call that creates the job is on its way; it must not be broken off, or the
            service would have a job that nobody knows.
    """

    def __init__(
        self,
        job_id: str,
        jobs: JobHistory,
        delivery: Delivery,
        connect: Connect,
        service: Callable[[], str],
        sleep: Sleep,
    ) -> None:
        """Prepare; `run` does it. The arguments are those of `JobRunner`."""
        self._id = job_id
        self._jobs = jobs
        self._delivery = delivery
        self._connect = connect
        self._service = service
        self._sleep = sleep
        self._backoff = Backoff()
        self.sending = False

    async def run(self) -> None:
        """Bring the job to its end. Nothing but cancellation gets out of here."""
        while True:
            try:
                await self._run_once()
                return
            except NotFoundError:
                logger.info("Job %s was purged while it ran", self._id)
                return
            except LibraryError as error:
                # Not even how it stands could be written. The job goes on once the row can be.
                logger.warning("Job %s waits for the library: %s", self._id, error)
                await self._sleep(LONGEST_PAUSE)

    async def _run_once(self) -> None:
        try:
            await self._persist()
        except LibraryError:
            raise
        except Exception as error:  # a bug must not leave a row that turns for ever
            logger.exception("Job %s failed unexpectedly", self._id)
            self._fail("internal", messages.unexpected(error))

    async def cancel_remote(self) -> JobRecord:
        """Tell the service that a cancelled job is not wanted, and the user how that went."""
        job = self._jobs.get(self._id)
        if not job.remote_uid:
            return job
        if job.service != self._service():
            return self._jobs.update(self._id, message=messages.cancel_elsewhere(job.service))
        try:
            client = await self._connect()
            result = await client.cancel(job.remote_uid)
        except CancelUnsupported as error:
            message = error.message
        except NotFound:
            message = ""
        except OpusError as error:
            message = messages.cancel_failed(error.message)
        else:
            message = messages.cancel_answer(result.status)
        return self._jobs.update(self._id, message=message)

    async def _persist(self) -> None:
        """Try again and again, as long as what goes wrong may pass."""
        job_id, backoff = self._id, self._backoff
        while True:
            job = self._jobs.get(job_id)
            if job.is_final:
                return
            if job.service != self._service():
                self._jobs.update(job_id, message=messages.other_service(job.service))
                return
            try:
                await self._advance(job)
                return
            except _UnansweredError:
                self._fail("unanswered", messages.no_answer())
                return
            except _LostError as error:
                if job.resubmits:
                    self._fail("lost", str(error), settled=True)
                    return
                self._send_again()
            except (Unreachable, ServiceUnavailable, QuotaExceeded, ProtocolError) as error:
                accepted = bool(self._jobs.get(job_id).remote_uid)
                pause = backoff.pause_after(error, accepted=accepted)
                if isinstance(error, ProtocolError) and not accepted:
                    pause = None  # it may have taken the job, under a name that cannot be read
                wait = error.retry_after
                if pause is None:
                    self._fail(error.code, messages.refused_for_long(error.message, wait))
                    return
                logger.info("Job %s waits %.1f s: %s", job_id, pause, error.message)
                told = messages.waiting(error.message, wait, accepted=accepted)
                self._jobs.update(job_id, message=told)
                await self._sleep(pause)
            except OpusError as error:
                self._fail(error.code, error.message)
                return
            except (LibraryError, OSError) as error:
                self._fail("library", messages.local(error))
                return

    async def _advance(self, job: JobRecord) -> None:
        """Send the job if need be, follow it, and bring home what came of it."""
        client = await self._connect()
        if job.remote_uid:
            ticket = JobTicket(uid=job.remote_uid, retry_after=0.0)
            note = ""
        else:
            ticket = await self._create(client, job)
            note = " ".join(ticket.warnings)
            job = self._jobs.get(job.id)
            if job.is_final:
                await self.cancel_remote()
                return
            self._jobs.update(job.id, message=note)
            self._backoff.succeeded()
        result = await self._follow(client, job, ticket, note)
        await self._finish(client, job, result, note)

    async def _create(self, client: OpusClient, job: JobRecord) -> JobTicket:
        """Send the job; the service's identifier is in the row before anything else is done.

        What may have been taken is sent again only to a service that can tell repetitions.
        """
        if job.sent and not await client.supports_idempotency():
            raise _UnansweredError
        key = job.idempotency_key or new_key()  # rows of an earlier version have none
        self._jobs.update(job.id, sent=True, idempotency_key=key)
        self.sending = True
        try:
            ticket = await client.create(job.request, idempotency_key=key)
        except OpusError as error:
            if was_not_taken(error):
                self._jobs.update(job.id, sent=False)
            raise
        finally:
            self.sending = False
        self._jobs.update(job.id, remote_uid=ticket.uid, sent=False)
        return ticket

    async def _follow(
        self,
        client: OpusClient,
        job: JobRecord,
        ticket: JobTicket,
        note: str,
    ) -> JobResult:
        """Write every answer to the row; returns the final one."""
        # Here, not above: HTTP takes long to load, and the window is painted before it is needed.
        from opus_studio.api.polling import follow

        last: JobResult | None = None
        # No patience in here: a failure ends it, and the next attempt asks for a new client.
        answers = follow(client, ticket, job.request.kind, sleep=self._sleep, most_failures=0)
        try:
            async for last in answers:
                self._backoff.succeeded()
                if not last.status.is_final:
                    self._show(last, note)
        except NotFound as error:
            raise _LostError(messages.lost_twice(error.message)) from error
        finally:
            await answers.aclose()
        assert last is not None  # follow ends with a final answer or an error
        return last

    def _show(self, result: JobResult, note: str) -> None:
        changes: dict[str, Any] = {"stage": result.stage, "message": note}
        if result.progress is not None:
            changes["progress"] = result.progress * (1 - _FETCH_SHARE)
        if self._jobs.get(self._id).is_final:
            return
        try:
            self._jobs.move(self._id, result.status, **changes)
        except (DatabaseError, DiskFullError) as error:
            logger.info("How far job %s is was not written: %s", self._id, error)

    async def _finish(
        self, client: OpusClient, job: JobRecord, result: JobResult, note: str
    ) -> None:
        """Deliver what a final result has, and give the row its final status."""
        if result.status is JobStatus.CANCELLED:
            message = messages.cancelled_there()
            self._jobs.move(job.id, JobStatus.CANCELLED, message=message, settled=True)
            return
        if not any(variant.urls for variant in result.results):
            told = result.error
            if result.status is JobStatus.COMPLETED and told and told.code == "expired":
                raise _LostError(messages.lost_twice(told.message))
            code, message = messages.failure(result, job.service)
            self._fail(code, message, stage=result.stage, settled=True)
            return
        start = 1 - _FETCH_SHARE
        self._jobs.move(
            job.id, JobStatus.IN_PROGRESS, stage="download", progress=start, message=note
        )

        def on_asset(asset: AssetRecord, part: float) -> None:
            arrived = dict.fromkeys((*self._jobs.get(job.id).asset_ids, asset.id))
            self._jobs.update(
                job.id, asset_ids=tuple(arrived), progress=start + _FETCH_SHARE * part
            )

        try:
            delivered = await self._delivery.deliver(client, job, result, on_asset)
        except ResultExpired as error:
            raise _LostError(messages.lost_twice(error.message)) from error
        self._jobs.move(
            job.id,
            JobStatus.COMPLETED,
            asset_ids=tuple(asset.id for asset in delivered.assets),
            message=messages.completed(
                note,
                delivered.failures,
                len(result.results),
                [v.error.message for v in result.results if v.urls and v.error is not None],
            ),
        )

    def _send_again(self) -> None:
        logger.info("Job %s is sent again", self._id)
        self._jobs.move(
            self._id,
            JobStatus.PENDING,
            remote_uid="",
            idempotency_key=new_key(),
            sent=False,
            progress=0.0,
            stage="",
            message=messages.sent_again(),
            resubmits=self._jobs.get(self._id).resubmits + 1,
        )

    def _fail(self, code: str, message: str, **changes: Any) -> None:
        job = self._jobs.find(self._id)
        if job is not None and not job.is_final:
            self._jobs.move(self._id, JobStatus.FAILED, error=code, message=message, **changes)
