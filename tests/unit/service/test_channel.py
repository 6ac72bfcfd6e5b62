"""Progress, heartbeat and cancellation through files."""

from __future__ import annotations

import time

import pytest

from opus_studio.service.channel import (
    Cancelled,
    Reporter,
    read_heartbeat,
    read_progress,
    request_cancel,
)


def test_progress_is_seen_on_the_other_side(tmp_path):
    assert read_progress(tmp_path) is None
    report = Reporter(tmp_path)
    for fraction, stage in ((0.0, "geometry"), (0.5, "textures"), (2.0, "export")):
        report(fraction, stage)
        progress = read_progress(tmp_path)
        assert progress is not None
        assert (progress.fraction, progress.stage) == (min(fraction, 1.0), stage)
    request_cancel(tmp_path)
    with pytest.raises(Cancelled):
        report(0.9, "export")
    report.close()


def test_cancelling_what_has_no_folder_any_more_is_no_error(tmp_path):
    request_cancel(tmp_path / "gone")
    assert not (tmp_path / "gone").exists()


def test_a_worker_that_is_busy_shows_that_it_lives(tmp_path):
    assert read_heartbeat(tmp_path) is None
    report = Reporter(tmp_path, interval=0.005)
    report(0.5, "textures")
    seen = {read_heartbeat(tmp_path)}
    until = time.monotonic() + 10
    while len(seen) < 4 and time.monotonic() < until:
        seen.add(read_heartbeat(tmp_path))
    report.close()
    assert len(seen) >= 4
    progress = read_progress(tmp_path)
    assert progress is not None
    assert progress.fraction == 0.5
