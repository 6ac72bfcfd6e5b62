"""Models that the user marked or used: favourites and recents.

They live in the database rather than in the settings, so that two windows share them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from opus_studio.library.clock import Clock, utc_now
from opus_studio.library.database import Database
from opus_studio.library.observers import Observers


@dataclass(frozen=True)
class FavoritesChanged:
    """The favourites or the recents are others now."""

    favorites: tuple[str, ...]
    recents: tuple[str, ...]


class Favorites:
    """Favourite and recently used models, by model name."""

    def __init__(self, database: Database, clock: Clock = utc_now, keep: int = 12) -> None:
        """Read and write the favourites and recents of a database.

        Args:
            database: The library.
            clock: Tells when a model was marked or used.
            keep: How many recents are remembered.
        """
        self._database = database
        self._clock = clock
        self._keep = keep
        self._observers: Observers[FavoritesChanged] = Observers()

    def subscribe(self, callback: Callable[[FavoritesChanged], None]) -> Callable[[], None]:
        """Call `callback` after every change; returns what ends that."""
        return self._observers.subscribe(callback)

    def favorites(self) -> tuple[str, ...]:
        """Favourite models in alphabetical order."""
        rows = self._database.query("SELECT model FROM favourites ORDER BY model COLLATE NOCASE")
        return tuple(row["model"] for row in rows)

    def is_favorite(self, model: str) -> bool:
        """Whether a model is marked."""
        return bool(self._database.query("SELECT 1 FROM favourites WHERE model = ?", (model,)))

    def set_favorite(self, model: str, favorite: bool) -> None:
        """Mark or unmark a model."""
        if favorite:
            self._database.execute(
                "INSERT OR IGNORE INTO favourites (model, added) VALUES (?, ?)",
                (model, _text(self._clock())),
            )
        else:
            self._database.execute("DELETE FROM favourites WHERE model = ?", (model,))
        self._tell()

    def recents(self) -> tuple[str, ...]:
        """Recently used models, the latest first."""
        rows = self._database.query(
            "SELECT model FROM recents ORDER BY number DESC LIMIT ?", (self._keep,)
        )
        return tuple(row["model"] for row in rows)

    def used(self, model: str) -> None:
        """Put a model at the head of the recents."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO recents (model, used, number) "
                "VALUES (?, ?, (SELECT COALESCE(MAX(number), 0) + 1 FROM recents))",
                (model, _text(self._clock())),
            )
            connection.execute(
                "DELETE FROM recents WHERE model NOT IN "
                "(SELECT model FROM recents ORDER BY number DESC LIMIT ?)",
                (self._keep,),
            )
        self._tell()

    def _tell(self) -> None:
        self._observers.tell(FavoritesChanged(self.favorites(), self.recents()))


def _text(time: datetime) -> str:
    return time.isoformat()
