"""What the user set in the form of each model, kept over restarts.

The form writes and reads the content; here it is a text that belongs to a service and a model.
"""

from __future__ import annotations

from opus_studio.library.clock import Clock, utc_now
from opus_studio.library.database import Database


class FormStates:
    """The newest state of each model's form, by service and model name."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        """Read and write the form states of a database.

        Args:
            database: The library.
            clock: Tells when a state was kept.
        """
        self._database = database
        self._clock = clock

    def load(self, service: str, model: str) -> str | None:
        """The content kept last, or None.

        Raises:
            DatabaseError: The library cannot be read.
        """
        rows = self._database.query(
            "SELECT content FROM form_states WHERE service = ? AND model = ?", (service, model)
        )
        return str(rows[0]["content"]) if rows else None

    def save(self, service: str, model: str, content: str) -> None:
        """Keep a model's form state in place of the one before.

        Raises:
            DatabaseError: The library cannot be written.
        """
        self._database.execute(
            "INSERT INTO form_states (service, model, content, changed) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (service, model) DO UPDATE SET content = excluded.content, "
            "changed = excluded.changed",
            (service, model, content, self._clock().isoformat()),
        )
