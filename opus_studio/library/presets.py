"""The user's own presets of a model, and getting a request back from files.

A preset keeps what was set: parameters, keywords, resolution, formats, and the seed when the user
locked it. The exported file is JSON with a version, so that a later program reads it too.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from opus_studio.api.messages import GenerationRequest
from opus_studio.library.clock import Clock, utc_now
from opus_studio.library.database import Database
from opus_studio.library.errors import NotFoundError, PresetError
from opus_studio.library.files import write_atomically
from opus_studio.library.observers import Observers
from opus_studio.library.output import parse_output, read_output

logger = logging.getLogger(__name__)

FORMAT = "opus-studio-presets"
"""What an exported file says it is."""

VERSION = 1
"""The version of the exported format that this program writes; it reads all up to it."""

_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True)
class Preset:
    """Values of a model under a name.

    Attributes:
        id: Its identifier (uuid, hex).
        name: What the user calls it; unique within a model.
        request: What it sets. A seed of None means that applying it keeps the seed in use.
        created: When it was saved (UTC).
    """

    id: str
    name: str
    request: GenerationRequest
    created: datetime

    @property
    def model(self) -> str:
        """Name of the model."""
        return self.request.name


@dataclass(frozen=True)
class PresetsChanged:
    """The presets of a model are others now."""

    model: str


class PresetStore:
    """The presets of all models."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        """Read and write the presets of a database.

        Args:
            database: The library.
            clock: Tells when a preset was saved.
        """
        self._database = database
        self._clock = clock
        self._observers: Observers[PresetsChanged] = Observers()

    def subscribe(self, callback: Callable[[PresetsChanged], None]) -> Callable[[], None]:
        """Call `callback` after every change; returns what ends that."""
        return self._observers.subscribe(callback)

    def list(self, model: str = "") -> tuple[Preset, ...]:
        """The presets of a model, or of all models, in alphabetical order."""
        rows = self._database.query(
            "SELECT * FROM presets WHERE ? IN ('', model) ORDER BY model, name COLLATE NOCASE",
            (model,),
        )
        presets = []
        for row in rows:
            try:
                presets.append(_record(row))
            except ValueError as error:  # one such row must not take the others away
                logger.warning("Preset %s cannot be shown: %s", row["name"], error)
        return tuple(presets)

    def get(self, preset_id: str) -> Preset:
        """One preset.

        Raises:
            NotFoundError: There is none of that id.
        """
        rows = self._database.query("SELECT * FROM presets WHERE id = ?", (preset_id,))
        if not rows:
            raise NotFoundError("This preset does not exist any more.")
        return _record(rows[0])

    def save(self, name: str, request: GenerationRequest, *, replace: bool = False) -> Preset:
        """Keep a request under a name.

        Args:
            name: What the user calls it.
            request: What it sets; with a seed only when the user locked it.
            replace: Overwrite the preset of that name, if there is one.

        Raises:
            PresetError: The name is empty, or taken and `replace` is not set.
        """
        name = _checked_name(name)
        preset = Preset(uuid.uuid4().hex, name, request, self._clock())
        with self._database.transaction() as connection:
            if replace:
                connection.execute(
                    "DELETE FROM presets WHERE model = ? AND name = ?", (preset.model, name)
                )
            _insert(connection, preset)
        self._observers.tell(PresetsChanged(preset.model))
        return preset

    def rename(self, preset_id: str, name: str) -> Preset:
        """Give a preset another name.

        Raises:
            PresetError: The name is empty or taken.
            NotFoundError: There is no such preset.
        """
        preset = self.get(preset_id)
        name = _checked_name(name)
        with self._database.transaction() as connection:
            _refuse_taken(connection, preset.model, name, except_id=preset_id)
            connection.execute("UPDATE presets SET name = ? WHERE id = ?", (name, preset_id))
        self._observers.tell(PresetsChanged(preset.model))
        return self.get(preset_id)

    def delete(self, preset_id: str) -> Preset:
        """Delete a preset and return it, so that `restore` can undo it.

        Raises:
            NotFoundError: There is no such preset.
        """
        preset = self.get(preset_id)
        self._database.execute("DELETE FROM presets WHERE id = ?", (preset_id,))
        self._observers.tell(PresetsChanged(preset.model))
        return preset

    def restore(self, preset: Preset) -> None:
        """Undo `delete`.

        Raises:
            PresetError: Its name has been taken meanwhile.
        """
        with self._database.transaction() as connection:
            _insert(connection, preset)
        self._observers.tell(PresetsChanged(preset.model))

    def apply(self, preset_id: str, seed: int | None = None) -> GenerationRequest:
        """What a preset sets, as a request.

        Args:
            preset_id: The preset.
            seed: The seed in use; the preset's own goes before it.

        Raises:
            NotFoundError: There is no such preset.
        """
        request = self.get(preset_id).request
        return request if request.seed is not None else request.model_copy(update={"seed": seed})

    def export_file(self, presets: Iterable[Preset], path: Path) -> None:
        """Write presets to a file that others can import.

        Raises:
            DiskFullError: No room.
            OSError: The file cannot be written.
        """
        content = {
            "format": FORMAT,
            "version": VERSION,
            "presets": [
                {"name": preset.name, "request": preset.request.model_dump(mode="json")}
                for preset in presets
            ],
        }
        write_atomically(path, json.dumps(content, indent=2, ensure_ascii=False) + "\n")

    def import_file(self, path: Path) -> tuple[Preset, ...]:
        """Add the presets of a file; one whose name is taken gets a number behind it.

        Args:
            path: A file that `export_file` wrote, or an `opus_output.json`, which becomes one
                preset named after its model and seed.

        Returns:
            What was added: everything in the file, or nothing when an error is raised.

        Raises:
            PresetError: The file is not readable, of a later version, or holds a broken preset.
        """
        now = self._clock()
        added = []
        with self._database.transaction() as connection:
            for name, request in _read_file(path):
                unique = _free_name(connection, request.name, name)
                preset = Preset(uuid.uuid4().hex, unique, request, now)
                _insert(connection, preset)
                added.append(preset)
        for model in dict.fromkeys(preset.model for preset in added):
            self._observers.tell(PresetsChanged(model))
        return tuple(added)


def request_from(place: Path) -> GenerationRequest:
    """The request behind something dropped on the window.

    Args:
        place: An `opus_output.json`, a generated asset's folder or any file in it, or a file with
            exported presets (its first one).

    Raises:
        PresetError: Nothing there tells of a request.
    """
    if place.is_file() and place.suffix.lower() == ".json":
        return _read_file(place)[0][1]
    return read_output(place).request


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise PresetError("A preset needs a name.")
    return name[:120]


def _refuse_taken(
    connection: sqlite3.Connection, model: str, name: str, except_id: str = ""
) -> None:
    taken = connection.execute(
        "SELECT 1 FROM presets WHERE model = ? AND name = ? AND id <> ?", (model, name, except_id)
    ).fetchone()
    if taken:
        raise PresetError(f"{model} already has a preset named {name!r}. Choose another name.")


def _insert(connection: sqlite3.Connection, preset: Preset) -> None:
    _refuse_taken(connection, preset.model, preset.name)
    connection.execute(
        "INSERT INTO presets (id, model, name, content, created) VALUES (?, ?, ?, ?, ?)",
        (
            preset.id,
            preset.model,
            preset.name,
            preset.request.to_text(),
            preset.created.isoformat(),
        ),
    )


def _free_name(connection: sqlite3.Connection, model: str, name: str) -> str:
    rows = connection.execute("SELECT name FROM presets WHERE model = ?", (model,)).fetchall()
    taken = {row["name"] for row in rows}
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name} ({number})"
    return candidate


def _read_file(path: Path) -> tuple[tuple[str, GenerationRequest], ...]:
    """Names and requests of a file, at least one."""
    try:
        if path.stat().st_size > _LARGEST:
            raise PresetError(f"{path.name} is too large to be a file of presets.")
        data: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PresetError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise PresetError(f"{path.name} is not readable JSON.") from error
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        request = parse_output(data, path.name).request
        return ((f"{request.name} {request.seed}", request),)
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise PresetError(f"{path.name} does not say which version of the format it has.")
    if version > VERSION:
        raise PresetError(
            f"{path.name} was written by a later version of Opus Studio (format {version}, this "
            f"one reads up to {VERSION}). Update Opus Studio to import it."
        )
    entries = data.get("presets")
    if not isinstance(entries, list) or not entries:
        raise PresetError(f"{path.name} holds no presets.")
    return tuple(_entry(entry, number, path) for number, entry in enumerate(entries, start=1))


def _entry(entry: object, number: int, path: Path) -> tuple[str, GenerationRequest]:
    try:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
            raise PresetError("it has no name")
        return _checked_name(entry["name"]), GenerationRequest.model_validate(entry.get("request"))
    except (PresetError, ValidationError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise PresetError(f"Preset {number} of {path.name} cannot be used: {reason}.") from error


def _record(row: sqlite3.Row) -> Preset:
    return Preset(
        id=row["id"],
        name=row["name"],
        request=GenerationRequest.from_text(row["content"]),
        created=datetime.fromisoformat(row["created"]),
    )
