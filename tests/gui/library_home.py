"""A library with a clock that the test sets, for windows that show jobs and assets."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from opus_studio.api.messages import GenerationRequest, JobStatus
from opus_studio.library.assets import AssetRecord, AssetStore
from opus_studio.library.database import Database
from opus_studio.library.job_history import JobHistory, JobRecord

START = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


@dataclass
class Home:
    """The stores of one user, in one folder."""

    root: Path
    now: datetime = START
    database: Database = field(init=False)
    jobs: JobHistory = field(init=False)
    assets: AssetStore = field(init=False)

    def __post_init__(self) -> None:
        self.database = Database(self.root / "library.db")
        self.jobs = JobHistory(self.database, self.clock)
        self.assets = AssetStore(self.database, self.clock)

    def clock(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def pending(self, name: str, seed: int = 1, **request: Any) -> JobRecord:
        self.wait(1)
        return self.jobs.create(GenerationRequest(name=name, seed=seed, **request), "embedded")

    def running(self, name: str, seed: int = 1, **request: Any) -> JobRecord:
        job = self.pending(name, seed, **request)
        return self.jobs.move(job.id, JobStatus.IN_PROGRESS, stage="textures", progress=0.4)

    def failed(self, name: str, seed: int = 1, message: str = "It broke.") -> JobRecord:
        job = self.running(name, seed)
        return self.jobs.move(job.id, JobStatus.FAILED, error="broken", message=message)

    def completed(self, name: str, seed: int = 1, **request: Any) -> JobRecord:
        job = self.running(name, seed, **request)
        self.wait(3)
        made = [self.asset(job, number) for number in range(job.request.count)]
        ids = tuple(asset.id for asset in made)
        return self.jobs.move(job.id, JobStatus.COMPLETED, asset_ids=ids)

    def asset(self, job: JobRecord, number: int = 0) -> AssetRecord:
        seed = job.seed + number
        folder = self.root / "assets" / f"{job.model}-{seed}-{uuid.uuid4().hex[:6]}"
        folder.mkdir(parents=True)
        file = folder / f"{job.model}.glb"
        file.write_bytes(b"glTF")
        return self.assets.record(
            uuid.uuid4().hex,
            job_id=job.id,
            model=job.model,
            seed=seed,
            folder=folder,
            files={"glb": file},
            size_on_disk=12_400_000,
        )
