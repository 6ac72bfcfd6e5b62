"""Running jobs: what the window asks for, as tasks; `job_run` is the way of each one."""

from __future__ import annotations

import asyncio
import secrets
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from opus_studio.api.messages import GenerationRequest, JobStatus
from opus_studio.library import job_messages as messages
from opus_studio.library.delivery import Delivery
from opus_studio.library.job_history import JobChanged, JobHistory, JobRecord, new_key
from opus_studio.library.job_run import Connect, JobRun, Sleep
from opus_studio.library.settings import EMBEDDED
from opus_studio.protocol import DRAWN_SEEDS, MAX_COUNT, following_seed

Spawn: TypeAlias = Callable[[Coroutine[Any, Any, None], str], "asyncio.Task[None]"]
"""Starts a coroutine as a task of that name, keeps it, and reports its failure."""


@dataclass(frozen=True)
class _Running:
    """A job under way and the task that brings it on."""

    run: JobRun
    task: asyncio.Task[None]


class JobRunner:
    """Runs jobs against the service in use. Lives on one event loop; knows no Qt."""

    def __init__(
        self,
        jobs: JobHistory,
        delivery: Delivery,
        *,
        connect: Connect,
        spawn: Spawn,
        service: Callable[[], str] = lambda: EMBEDDED,
        sleep: Sleep = asyncio.sleep,
        draw_seed: Callable[[], int] = lambda: secrets.randbelow(DRAWN_SEEDS),
    ) -> None:
        """Prepare; nothing runs before `submit` or `resume`.

        Args:
            jobs: The rows.
            delivery: Brings finished files into the library.
            connect: Gives a client of the service in use.
            spawn: Starts a task.
            service: Name of the service in use (`Settings.service_name`). Jobs of another service
                wait until it is chosen again and `resume` is called.
            sleep: Waits between attempts and between questions to the service.
            draw_seed: Draws a seed where the user gave none.
        """
        self._jobs = jobs
        self._delivery = delivery
        self._connect = connect
        self._spawn = spawn
        self._service = service
        self._sleep = sleep
        self._draw_seed = draw_seed
        self._running: dict[str, _Running] = {}

    def subscribe(self, callback: Callable[[JobChanged], None]) -> Callable[[], None]:
        """Call `callback` after every change of a job; returns what ends that."""
        return self._jobs.subscribe(callback)

    def submit(self, request: GenerationRequest, *, batch: str = "") -> JobRecord:
        """Write the row of a job and start it. Returns at once.

        Args:
            request: What is asked for; without a seed one is drawn before the row is written.
            batch: Shared by the jobs of one click.

        Raises:
            DatabaseError: The row could not be written; nothing was sent.
        """
        if request.seed is None:
            request = request.model_copy(update={"seed": self._draw_seed()})
        record = self._jobs.create(request, self._service(), batch)
        self._start(record.id)
        return record

    def submit_series(self, request: GenerationRequest, count: int) -> tuple[JobRecord, ...]:
        """Ask for `count` variants with consecutive seeds, in as few calls as the API allows.

        Args:
            request: What is asked for; its seed is the first, its own count does not matter.
            count: How many, at least 1.

        Returns:
            One job for every call; when there are several they share their `batch`.

        Raises:
            ValueError: `count` is below 1.
        """
        if count < 1:
            raise ValueError("a series has at least one variant")
        first = self._draw_seed() if request.seed is None else request.seed
        batch = uuid.uuid4().hex if count > MAX_COUNT else ""
        return tuple(
            self.submit(
                request.model_copy(
                    update={
                        "seed": following_seed(first, done),
                        "count": min(MAX_COUNT, count - done),
                    }
                ),
                batch=batch,
            )
            for done in range(0, count, MAX_COUNT)
        )

    def continue_series(self, job_id: str, count: int) -> tuple[JobRecord, ...]:
        """Ask for `count` more of a job's kind, with the seeds that follow its own.

        Raises:
            NotFoundError: There is no such job.
            ValueError: `count` is below 1.
        """
        job = self._jobs.get(job_id)
        first = following_seed(job.seed, job.request.count)
        return self.submit_series(job.request.model_copy(update={"seed": first}), count)

    def resume(self) -> tuple[JobRecord, ...]:
        """Take up every unfinished job of the service in use; those that run are left alone.

        Returns:
            The jobs that were taken up.
        """
        taken = []
        for job in self._jobs.unfinished():
            if job.id in self._running:
                continue
            if job.service != self._service():
                self._jobs.update(job.id, message=messages.other_service(job.service))
                continue
            self._start(job.id)
            taken.append(job)
        return tuple(taken)

    def retry(self, job_id: str) -> JobRecord:
        """Start a failed or cancelled job again, same request and same seed, in its own row.

        Where the service has not said its last word (the key was refused, the disk was full), the
        job it has is followed and fetched; any other is sent to the service in use.

        Raises:
            NotFoundError: There is no such job.
            ValueError: The job is not FAILED or CANCELLED.
        """
        job = self._jobs.get(job_id)
        if job.status not in (JobStatus.FAILED, JobStatus.CANCELLED):
            raise ValueError(f"a job that is {job.status.value} cannot be retried")
        service = self._service()
        kept = job.service == service and not job.settled
        record = self._jobs.move(
            job_id,
            JobStatus.PENDING,
            service=service,
            remote_uid=job.remote_uid if kept else "",
            idempotency_key=job.idempotency_key if kept else new_key(),
            sent=False,
            settled=False,
            progress=0.0,
            stage="",
            error="",
            message="",
            resubmits=0,
        )
        self._start(job_id)
        return record

    async def cancel(self, job_id: str) -> JobRecord:
        """Cancel a job here at once, then at the service if it has it.

        A job that has ended stays as it is. Where the service cannot be told, the job's message
        says so.

        Raises:
            NotFoundError: There is no such job.
        """
        job = self._jobs.get(job_id)
        if job.is_final:
            return job
        made = job.stage == "download"  # the service has finished it: a retry need only fetch
        record = self._jobs.move(
            job_id, JobStatus.CANCELLED, message="", error="", settled=not made
        )
        running = self._running.get(job_id)
        if running is not None and running.run.sending:
            # When the call returns with the service's identifier, the run itself sees that the
            # job is cancelled, and tells the service.
            return record
        if running is not None:
            del self._running[job_id]
            running.task.cancel()
        return await self._run_of(job_id).cancel_remote()

    async def remove(self, job_id: str) -> JobRecord:
        """Take a job off the list, cancelling it first if it runs. `JobHistory.undo_remove` undoes.

        Raises:
            NotFoundError: There is no such job.
        """
        await self.cancel(job_id)
        return self._jobs.remove(job_id)

    async def stop(self) -> None:
        """End all tasks; the jobs stay unfinished and are taken up by the next `resume`."""
        tasks = [running.task for running in self._running.values()]
        self._running.clear()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _run_of(self, job_id: str) -> JobRun:
        return JobRun(job_id, self._jobs, self._delivery, self._connect, self._service, self._sleep)

    def _start(self, job_id: str) -> None:
        if job_id in self._running:
            return
        run = self._run_of(job_id)
        task = self._spawn(run.run(), f"job {job_id[:8]}")
        self._running[job_id] = _Running(run, task)
        task.add_done_callback(partial(self._ended, job_id))

    def _ended(self, job_id: str, task: asyncio.Task[None]) -> None:
        running = self._running.get(job_id)
        if running is None or running.task is not task:
            return
        del self._running[job_id]
        if task.cancelled() or task.exception() is not None:
            return
        job = self._jobs.find(job_id)
        if job is not None and not job.is_final and job.service == self._service():
            self._start(job_id)  # it was retried in the very moment in which it ended
