"""What can go wrong in the library, in words that a person can act on.

Every error's text is one or two plain sentences: what happened, and what to do.
"""

from __future__ import annotations

from pathlib import Path


class LibraryError(Exception):
    """Anything that the library refuses or cannot do. Its text is fit to be shown."""


class DatabaseError(LibraryError):
    """The library's database cannot be used."""


class DatabaseBusyError(DatabaseError):
    """Another process held the database longer than the patience that was set."""


class DatabaseNewerError(DatabaseError):
    """The database was written by a later version of the program. It was left untouched."""


class DatabaseDamagedError(DatabaseError):
    """The database file became unreadable while it was open."""


class DiskFullError(LibraryError):
    """There is no room left where the library writes."""

    def __init__(self, place: Path | str) -> None:
        super().__init__(
            f"The disk that holds {place} is full. Free some space there, or choose another "
            "folder for assets in the settings, then retry."
        )


class NotFoundError(LibraryError):
    """The job, asset or preset that was named does not exist (any more)."""


class SettingError(LibraryError):
    """A value that a setting cannot take."""


class PresetError(LibraryError):
    """A preset, or a file that should hold one, cannot be used."""


class AssetError(LibraryError):
    """An asset's files cannot be used or moved."""
