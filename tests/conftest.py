"""Every test has a home of its own, and fails on a log error that it did not expect."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
from hypothesis import settings

# On CI the same examples each time, so that a red run speaks of the change that it tests; at a
# desk new ones each time. A loaded machine is slow, which is no fault of the code.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("OPUS_STUDIO_HOME", str(home / "opus-studio"))
    return home


@pytest.fixture(autouse=True)
def _no_unexpected_log_errors(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> object:
    """A record of level ERROR fails the test unless it is marked `expects_log_errors`."""
    yield
    if request.node.get_closest_marker("expects_log_errors"):
        return
    for phase in ("setup", "call"):
        for record in caplog.get_records(phase):
            if record.levelno >= logging.ERROR:
                pytest.fail(f"Unexpected log record: {record.name}: {record.getMessage()}")
