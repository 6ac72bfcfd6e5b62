"""The window's end of the live preview: newest request wins, textures follow geometry."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from opus_studio.ui.child_processes.client import ChildProcess, child_command
from opus_studio.ui.preview.result import PreviewFailure, PreviewResult, TextureArrays
from opus_studio.ui.preview.segments import read_segment, segment_folder

logger = logging.getLogger(__name__)

_PATIENCE = 120
"""Milliseconds that geometry waits for its textures once the painter is warm."""

_KEPT_TEXTURES = 64
"""Texture sets kept, the least recently worn go first; a set of 512 px takes 2.3 MB."""

_TRIES = 3
"""How often a request may kill the builder before it is given up."""


class RequestLike(Protocol):
    """What a preview reads of a request: a `GenerationRequest` of `api.messages` has it."""

    @property
    def name(self) -> str:
        """The model's."""
        ...

    @property
    def parameters(self) -> Mapping[str, Any]:
        """By full name."""
        ...

    @property
    def keywords(self) -> Mapping[str, Sequence[str]]:
        """By `*`, model or slot."""
        ...

    @property
    def seed(self) -> int | None:
        """Decides everything that is not set."""
        ...


@dataclass
class _Request:
    number: int
    wire: dict[str, Any]
    asked: float
    tries: int = 0


@dataclass
class _Pending:
    """Geometry whose textures are still being painted."""

    result: PreviewResult
    missing: set[str]


def preview_command(role: str, folder: Path) -> list[str]:
    """How to start the child of a role (`build`, `paint`) on a folder."""
    return child_command("opus_studio.ui.preview.worker", role, str(folder))


class Preview(QObject):
    """Builds previews in child processes.

    At most one request is being built and one waits; a newer one takes the place of the waiting
    one. The geometry comes first when its textures take long (kernels are being compiled): then
    `ready` is emitted twice, first with `plain` set.
    """

    ready = Signal(object)
    """A `PreviewResult` with every texture set that it wears, or with none while `plain` is set."""
    failed = Signal(object)
    """A `PreviewFailure`."""
    busy = Signal(bool)
    """Whether a newer preview is being made."""

    def __init__(
        self,
        models: Collection[str] | None = None,
        *,
        command: Callable[[str, Path], list[str]] = preview_command,
        parent: QObject | None = None,
    ) -> None:
        """Prepare; nothing runs before `start`.

        Args:
            models: The models that the embedded engine knows, if already known.
            command: How to start the worker of a role (`build`, `paint`) on a folder.
            parent: The owner.
        """
        super().__init__(parent)
        self._models = set(models) if models is not None else None
        self._folder = segment_folder()
        self._builder = ChildProcess(command("build", self._folder), self)
        self._painter = ChildProcess(command("paint", self._folder), self)
        self._builder.answered.connect(self._on_builder)
        self._builder.died.connect(self._on_builder_died)
        self._painter.answered.connect(self._on_painter)
        self._painter.died.connect(self._on_painter_died)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._show_plain)
        self._count = 0
        self._builder_ready = False
        self._painter_ready = self._painter_warm = False
        self._in_flight: _Request | None = None
        self._waiting: _Request | None = None
        self._pending: _Pending | None = None
        self._painting: list[str] = []
        self._textures: dict[str, TextureArrays] = {}
        self._was_busy = False
        self._open = True

    @property
    def pids(self) -> tuple[int, int]:
        """Of the builder and the painter; 0 while one does not run."""
        return (self._builder.pid, self._painter.pid)

    def start(self) -> None:
        """Start the child processes, so that they are warm when the first request comes."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._builder.start()
        self._painter.start()

    def knows(self, model: str) -> bool:
        """Whether there can be a preview of the model; True while that is not yet known."""
        return self._models is None or model in self._models

    def request(self, request: RequestLike) -> int:
        """Ask for a preview; an older request that still waits is dropped.

        Returns:
            The number of the request, as in the result.
        """
        self._count += 1
        wire = {
            "id": self._count,
            "name": request.name,
            "parameters": {key: _plain(value) for key, value in request.parameters.items()},
            "keywords": {key: list(words) for key, words in request.keywords.items()},
            "seed": request.seed or 0,
        }
        self._waiting = _Request(self._count, wire, time.perf_counter())
        self._next()
        return self._count

    def close(self) -> None:
        """End the child processes; idempotent."""
        if not self._open:
            return
        self._open = False
        self._patience.stop()
        self._waiting = self._in_flight = self._pending = None
        self._builder.stop()
        self._painter.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    # --- the builder ---------------------------------------------------------------------------

    def _next(self) -> None:
        if self._waiting is not None and self._in_flight is None and self._builder_ready:
            self._in_flight, self._waiting = self._waiting, None
            self._builder.send(self._in_flight.wire)
        self._tell_busy()

    def _on_builder(self, answer: Mapping[str, Any]) -> None:
        if not self._open:
            return
        if answer["event"] == "ready":
            self._builder_ready = True
            self._next()
            return
        if answer["event"] == "models":  # until then it is asked for any
            self._models = set(answer["models"])
            return
        request, self._in_flight = self._in_flight, None
        if request is None or request.number != answer["id"] or not self._open:
            return
        if answer["event"] == "failed":
            if self._waiting is None:
                self._pending = None
                self.failed.emit(
                    PreviewFailure(
                        request.number, answer["code"], answer["message"], answer["field"]
                    )
                )
        else:
            self._take(request, answer)
        self._next()

    def _take(self, request: _Request, answer: Mapping[str, Any]) -> None:
        """A built model: show it, or wait a moment for the textures that it lacks."""
        received = time.perf_counter()
        result: PreviewResult = _read(answer)
        seconds = {
            **result.seconds,
            "write": answer["write"],
            "read": time.perf_counter() - received,
            "until_received": received - request.asked,
        }
        result = replace(result, seconds=seconds)
        missing = _worn(result) - self._textures.keys()
        if not missing:
            self._pending = None
            self._emit(result)
            return
        self._pending = _Pending(result, missing)
        self._paint_next()
        if self._painter_warm:
            if not self._patience.isActive():
                self._patience.start()
        else:
            self._show_plain()

    def _on_builder_died(self) -> None:
        self._builder_ready = False
        request, self._in_flight = self._in_flight, None
        if request is None:
            return
        request.tries += 1
        if self._waiting is None and request.tries < _TRIES:
            self._waiting = request
        elif request.tries >= _TRIES:
            message = "The preview stopped while it built this model. Try other values."
            self.failed.emit(PreviewFailure(request.number, "preview_failed", message))
        self._tell_busy()

    # --- the painter -----------------------------------------------------------------------------

    def _paint_next(self) -> None:
        if self._pending is None or self._painting or not self._painter_ready:
            return
        missing = sorted(self._pending.missing)
        if missing:
            self._painting = missing
            self._painter.send({"names": missing})

    def _on_painter(self, answer: Mapping[str, Any]) -> None:
        if not self._open:
            return
        if answer["event"] == "ready":
            self._painter_ready = True
            self._paint_next()
            return
        asked, self._painting = self._painting, []
        painted: dict[str, TextureArrays] = _read(answer)
        self._textures.update(painted)
        self._painter_warm = True
        if self._pending is None or not self._open:
            return
        self._pending.missing -= set(asked)
        if self._pending.missing:
            self._paint_next()
            return
        pending, self._pending = self._pending, None
        self._patience.stop()
        seconds = {**pending.result.seconds, "textures": answer["seconds"]}
        self._emit(replace(pending.result, seconds=seconds))

    def _on_painter_died(self) -> None:
        self._painter_ready = self._painter_warm = False
        self._painting = []

    def _show_plain(self) -> None:
        """The textures take their time: flat colours meanwhile."""
        if self._pending is not None:
            self.ready.emit(replace(self._pending.result, plain=True))
            self._tell_busy()

    # --- both ---------------------------------------------------------------------------------

    def _emit(self, result: PreviewResult) -> None:
        """Show a model with the textures that it wears."""
        worn = {}
        for key in _worn(result):
            arrays = self._textures.pop(key, None)
            if arrays is not None:  # put back last: the most recently worn
                self._textures[key] = worn[key] = arrays
        while len(self._textures) > _KEPT_TEXTURES:
            del self._textures[next(iter(self._textures))]
        memory = sum(arrays.memory for arrays in worn.values())
        statistics = replace(result.statistics, texture_memory=memory)
        self.ready.emit(replace(result, textures=worn, statistics=statistics, plain=False))
        self._tell_busy()

    def _tell_busy(self) -> None:
        busy = self._open and any((self._in_flight, self._waiting, self._pending))
        if busy != self._was_busy:
            self._was_busy = busy
            self.busy.emit(busy)


def _worn(result: PreviewResult) -> set[str]:
    return {surface.texture for surface in result.surfaces if surface.texture}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _read(answer: Mapping[str, Any]) -> Any:
    return read_segment(Path(answer["segment"]), answer["lengths"])
