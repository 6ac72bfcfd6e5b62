from __future__ import annotations

from library_double import ManualClock

from opus_studio.library.database import Database
from opus_studio.library.marks import MarksChanged, ModelMarks


def test_favourites_are_marked_and_unmarked(database: Database, clock: ManualClock) -> None:
    marks = ModelMarks(database, clock)
    seen: list[MarksChanged] = []
    marks.subscribe(seen.append)
    marks.set_favourite("Window", True)
    marks.set_favourite("Window", True)
    marks.set_favourite("Door", True)
    assert marks.favourites() == ("Door", "Window")
    marks.set_favourite("Window", False)
    assert not marks.is_favourite("Window")
    assert seen[-1].favourites == ("Door",)


def test_recents_hold_each_model_once_latest_first_and_not_too_many(
    database: Database, clock: ManualClock
) -> None:
    marks = ModelMarks(database, clock, keep=3)
    for model in ("Window", "Door", "Sofa", "Window", "Chair"):
        marks.used(model)
    assert marks.recents() == ("Chair", "Window", "Sofa")
