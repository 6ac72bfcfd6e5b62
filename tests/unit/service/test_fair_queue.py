"""In which order what waits is taken."""

from __future__ import annotations

from opus_studio.service.fair_queue import FairQueue


def filled() -> FairQueue:
    queue = FairQueue()
    for key in (("a", 0), ("a", 1), ("a", 2), ("b", 0), ("b", 1), ("c", 0)):
        queue.append(key)
    return queue


def taken(queue: FairQueue) -> list[tuple[str, int]]:
    found = []
    while (key := queue.take()) is not None:
        found.append(key)
    return found


def test_jobs_take_turns():
    queue = filled()
    assert len(queue) == 6
    assert taken(queue) == [("a", 0), ("b", 0), ("c", 0), ("a", 1), ("b", 1), ("a", 2)]
    assert len(queue) == 0
    assert queue.take() is None


def test_what_is_no_longer_wanted_is_taken_out():
    queue = filled()
    assert queue.remove(("a", 1))
    assert not queue.remove(("a", 1))
    assert queue.remove(("c", 0))
    assert not queue.remove(("c", 0))
    assert not queue.remove(("d", 0))
    assert not queue.remove(("b", 7))
    assert len(queue) == 4
    assert taken(queue) == [("a", 0), ("b", 0), ("a", 2), ("b", 1)]
