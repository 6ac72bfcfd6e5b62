"""The JSON file behind the settings; it knows nothing of which settings there are.

It lies in the config folder, is written in one step, and holds only what the user changed, so a
better default reaches everybody else. Keys of a later version, or of another program's making, are
preserved. A file that cannot be read is kept under another name.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from opus_studio.library.files import set_aside, write_atomically

logger = logging.getLogger(__name__)


class SettingsFile:
    """Keys and values in one JSON object that several windows may write.

    Attributes:
        path: The file. It is written at the first change.
        values: What it held when it was last read or written.
        set_aside: Where a file that could not be read was kept, else None.
    """

    def __init__(self, path: Path) -> None:
        """Read the file; a missing one is not an error."""
        self.path = path
        self.set_aside: Path | None = None
        self._changed: set[str] = set()
        self.values: Mapping[str, Any] = self._read()

    def save(self, values: Mapping[str, Any], drop: Collection[str] = ()) -> None:
        """Write the file: what another window saved meanwhile, with our own changes on top.

        Args:
            values: Keys and their new values.
            drop: Keys to leave out.

        Raises:
            DiskFullError: No room; file and `values` stay as they were.
            OSError: The file cannot be written; file and `values` stay as they were.
        """
        changed = self._changed | set(values) | set(drop)
        own = {key: value for key, value in {**self.values, **values}.items() if key not in drop}
        try:
            on_disk = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            on_disk = None
        if isinstance(on_disk, dict):
            content = {key: value for key, value in on_disk.items() if key not in changed}
            content |= {key: own[key] for key in changed if key in own}
        else:
            content = own
        write_atomically(self.path, json.dumps(content, indent=2, sort_keys=True) + os.linesep)
        self._changed = changed
        self.values = content

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            if not isinstance(content, dict):
                raise ValueError("it does not hold an object")
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except ValueError as error:
            self.set_aside = set_aside(self.path)
            logger.warning("The settings %s are broken: %s", self.path, error)
            return {}
        return content
