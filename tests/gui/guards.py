"""What no test of a window may leave behind: an exception in a slot, a line on stderr, a thread.

- An exception in a slot or an event handler fails the test (pytest-qt's capture).
- A message of Qt of level warning or worse fails the test (`qt_log_level_fail`). A test that
  provokes one says which: `@pytest.mark.qt_log_ignore("regular expression")`.
- A line on stderr, also of a child process or of a library in C, fails the test. A test that
  provokes one says which: `@pytest.mark.expects_stderr("regular expression")`.
- A thread that outlives its test fails it.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from typing import Any, Final

import pytest

_POOLS: Final = ("asyncio_", "ThreadPoolExecutor", "QThread_", "Dummy-")
"""Names of threads that wait for work as long as the process lives."""

_SECONDS: Final = 5.0
"""How long a thread that was told to end may take."""

_CHECKED = pytest.StashKey[int]()


def _unexpected(item: pytest.Item, text: str) -> list[str]:
    expected = [
        re.compile(pattern)
        for marker in item.iter_markers("expects_stderr")
        for pattern in marker.args
    ]
    return [
        line
        for line in text.splitlines()
        if line.strip() and not any(pattern.search(line) for pattern in expected)
    ]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
    """Fail what wrote to stderr, whoever wrote it: pytest captures the file descriptor."""
    report = yield
    text = report.capstderr
    new, item.stash[_CHECKED] = text[item.stash.get(_CHECKED, 0) :], len(text)
    lines = _unexpected(item, new)
    if lines and report.passed:
        report.outcome = "failed"
        report.longrepr = "Unexpected lines on stderr:\n" + "\n".join(lines)
    return report


def _threads() -> set[threading.Thread]:
    return {t for t in threading.enumerate() if not t.name.startswith(_POOLS)}


@pytest.fixture(autouse=True)
def no_thread_leak() -> Iterator[None]:
    """A thread that a test started has ended with it."""
    before = _threads()
    yield
    deadline = time.monotonic() + _SECONDS
    for thread in _threads() - before:
        thread.join(max(deadline - time.monotonic(), 0.0))
    left = sorted(thread.name for thread in _threads() - before)
    assert not left, f"Threads left behind: {left}"
