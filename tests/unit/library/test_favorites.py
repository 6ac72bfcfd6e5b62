from __future__ import annotations

from library_double import ManualClock

from opus_studio.library.database import Database
from opus_studio.library.favorites import Favorites, FavoritesChanged


def test_favourites_are_marked_and_unmarked(database: Database, clock: ManualClock) -> None:
    favorites = Favorites(database, clock)
    seen: list[FavoritesChanged] = []
    favorites.subscribe(seen.append)
    favorites.set_favorite("Window", True)
    favorites.set_favorite("Window", True)
    favorites.set_favorite("Door", True)
    assert favorites.favorites() == ("Door", "Window")
    favorites.set_favorite("Window", False)
    assert not favorites.is_favorite("Window")
    assert seen[-1].favorites == ("Door",)


def test_recents_hold_each_model_once_latest_first_and_not_too_many(
    database: Database, clock: ManualClock
) -> None:
    favorites = Favorites(database, clock, keep=3)
    for model in ("Window", "Door", "Sofa", "Window", "Chair"):
        favorites.used(model)
    assert favorites.recents() == ("Chair", "Window", "Sofa")
