from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from library_double import ManualClock

from opus_studio.api.messages import GenerationRequest, JobStatus
from opus_studio.library.database import Database
from opus_studio.library.errors import NotFoundError
from opus_studio.library.job_history import Change, JobChanged, JobHistory, JobRecord


@pytest.fixture
def jobs(database: Database, clock: ManualClock) -> JobHistory:
    return JobHistory(database, clock)


def add(jobs: JobHistory, name: str = "Window", seed: int = 1, **fields: object) -> JobRecord:
    request = GenerationRequest.model_validate({"name": name, "seed": seed, **fields})
    return jobs.create(request, "embedded")


def test_a_job_comes_back_as_it_was_written(
    jobs: JobHistory, database: Database, clock: ManualClock
) -> None:
    job = add(
        jobs,
        parameters={"a/width": 1.25, "Sofa/color_rgb": (0.5, 0.25, 1.0), "a/panes": 6},
        keywords={"*": ["modern"], "sill": ["large"]},
        extensions=["usd", "glb"],
        kind="structure",
        count=4,
    )
    changed = jobs.update(
        job.id,
        remote_uid="r",
        thumbnail=Path("/tmp/x.png"),
        asset_ids=("a", "b"),
        starred=True,
        progress=0.5,
        message="ünï",
    )
    assert JobHistory(database, clock).get(job.id) == changed
    assert changed.request == job.request


def test_the_newest_comes_first_even_within_one_second(database: Database) -> None:
    clock = ManualClock()
    moment = clock()
    jobs = JobHistory(database, lambda: moment)
    made = [add(jobs, seed=seed) for seed in range(5)]
    assert [job.seed for job in jobs.list()] == [4, 3, 2, 1, 0]
    assert [job.seed for job in jobs.unfinished()] == [0, 1, 2, 3, 4]
    assert jobs.list(limit=2) == (made[4], made[3])


def test_filter_by_words_and_status(jobs: JobHistory) -> None:
    window = add(jobs, "Window", 48213, keywords={"*": ["modern", "large"]})
    sofa = add(jobs, "Sofa", 7, parameters={"sofa_arm/arm_height": 0.5})
    jobs.move(sofa.id, JobStatus.FAILED, message="no")
    assert [job.id for job in jobs.list("wind MODERN")] == [window.id]
    assert [job.id for job in jobs.list("48213")] == [window.id]
    assert [job.id for job in jobs.list("arm_height")] == [sofa.id]
    assert jobs.list("100%") == ()
    assert [job.id for job in jobs.list(statuses={JobStatus.FAILED})] == [sofa.id]
    assert jobs.list("modern", {JobStatus.FAILED}) == ()


def test_times_follow_the_status(jobs: JobHistory, clock: ManualClock) -> None:
    job = add(jobs)
    running = jobs.move(job.id, JobStatus.IN_PROGRESS)
    assert running.started is not None
    assert jobs.move(job.id, JobStatus.IN_PROGRESS, progress=0.5).started == running.started
    done = jobs.move(job.id, JobStatus.COMPLETED)
    assert done.ended is not None
    assert done.duration(clock.now) == done.ended - running.started
    assert running.duration(running.started + timedelta(seconds=9)) == timedelta(seconds=9)
    again = jobs.move(job.id, JobStatus.PENDING)
    assert (again.started, again.ended) == (None, None)


def test_every_change_is_announced_once_and_no_change_is_not(jobs: JobHistory) -> None:
    seen: list[JobChanged] = []
    jobs.subscribe(seen.append)
    job = add(jobs)
    jobs.star(job.id)
    jobs.star(job.id)
    jobs.remove(job.id)
    jobs.undo_remove(job.id)
    assert [event.change for event in seen] == [
        Change.ADDED,
        Change.CHANGED,
        Change.REMOVED,
        Change.RESTORED,
    ]


def test_remove_can_be_undone_until_it_is_purged(jobs: JobHistory) -> None:
    kept, job = add(jobs), add(jobs)
    jobs.remove(job.id)
    assert jobs.list() == (kept,)
    assert jobs.unfinished() == (kept,)
    assert jobs.undo_remove(job.id) == job
    assert jobs.list() == (job, kept)
    jobs.remove(job.id)
    assert jobs.purge() == 1
    assert jobs.purge() == 0
    with pytest.raises(NotFoundError):
        jobs.undo_remove(job.id)
    assert jobs.list() == (kept,)


def test_what_identifies_a_job_never_changes(jobs: JobHistory) -> None:
    job = add(jobs)
    with pytest.raises(TypeError):
        jobs.update(job.id, request=job.request)
    with pytest.raises(TypeError):
        jobs.update(job.id, nonsense=1)
    with pytest.raises(ValueError, match="seed"):
        jobs.create(GenerationRequest(name="Window"), "embedded")


def test_the_summary_says_what_was_set(jobs: JobHistory) -> None:
    job = add(jobs, parameters={"frame/frame_width": 1.2}, keywords={"*": ["large"]})
    assert job.summary == "large, frame width 1.2"


def test_the_report_tells_what_is_needed(jobs: JobHistory) -> None:
    job = add(jobs)
    failed = jobs.move(job.id, JobStatus.FAILED, error="lost", message="Gone.", remote_uid="r-1")
    report = failed.report()
    for part in ("Window", "FAILED", "lost", "Gone.", "r-1", f"{job.created:%Y-%m-%d %H:%M:%S}"):
        assert part in report


def test_one_row_that_cannot_be_read_does_not_take_the_history_away(
    jobs: JobHistory, database: Database
) -> None:
    kept, strange = add(jobs), add(jobs)
    database.execute("UPDATE jobs SET request = '{}' WHERE id = ?", (strange.id,))
    assert jobs.list() == (kept,)
