"""Thumbnails of models and of finished assets, rendered in a process of their own.

A model is built for its picture, and both would hold the window up, so a child does it; it is
started when there is something to do and ends after a while without work.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from opus_studio.ui.child_processes.client import ChildProcess, child_command

IDLE_SECONDS = 20
"""How long the child is kept without work."""


@dataclass(frozen=True)
class _Order:
    out: Path
    wire: Mapping[str, Any]


class ThumbnailRenderer(QObject):
    """Renders one thumbnail after the other; the newest order first."""

    made = Signal(Path)
    """The picture stands there."""
    failed = Signal(Path, str)
    """It could not be made, and why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._orders: deque[_Order] = deque()
        self._current: _Order | None = None
        self._child = ChildProcess(child_command("opus_studio.ui.thumbnails.worker"), self)
        self._child.answered.connect(self._on_answer)
        self._child.died.connect(self._on_death)
        self._ready = False
        self._hold: Callable[[], bool] = _never
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_SECONDS * 1000)
        self._idle.timeout.connect(self._rest)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        return self._current is None and not self._orders

    def hold_while(self, busy: Callable[[], bool]) -> None:
        """Begin no picture while this answers True; call `resume` when it no longer does."""
        self._hold = busy

    def resume(self) -> None:
        """Go on when something waits."""
        self._next()

    def of_model(self, name: str, out: Path) -> None:
        """A picture of a model as the catalogue shows it."""
        self._order(_Order(out, {"model": name, "out": str(out)}))

    def of_template(self, model: str, template: str, out: Path) -> None:
        """A picture of a model as one of its templates makes it."""
        self._order(_Order(out, {"model": model, "template": template, "out": str(out)}))

    def of_finish(self, finish: str, out: Path) -> None:
        """A sphere of a finish, or of `finish/color`."""
        self._order(_Order(out, {"finish": finish, "out": str(out)}))

    def of_file(self, file: Path, out: Path) -> None:
        """A picture of a finished asset's file."""
        self._order(_Order(out, {"file": str(file), "out": str(out)}))

    def close(self) -> None:
        """End the child; what waits is dropped."""
        self._orders.clear()
        self._rest()
        self._child.stop()

    def _order(self, order: _Order) -> None:
        waiting = {known.out for known in self._orders}
        if order.out in waiting or (self._current is not None and self._current.out == order.out):
            return
        self._orders.append(order)
        self._next()

    def _next(self) -> None:
        if self._current is not None or not self._orders or self._hold():
            return
        self._idle.stop()
        self._current = self._orders.pop()
        if self._ready:
            self._child.send(self._current.wire)
        else:
            self._child.start()

    def _on_answer(self, answer: Mapping[str, Any]) -> None:
        if answer.get("event") == "ready":
            self._ready = True
            if self._current is not None:
                self._child.send(self._current.wire)
            return
        order, self._current = self._current, None
        if order is not None:
            if "error" in answer:
                self.failed.emit(order.out, str(answer["error"]))
            else:
                self.made.emit(order.out)
        self._idle.start()
        self._next()

    def _on_death(self) -> None:
        """The child is started again by itself; the order that killed it is given up."""
        self._ready = False
        order, self._current = self._current, None
        if order is not None:
            self.failed.emit(order.out, "The picture could not be rendered.")
        if self._orders:
            self._current = self._orders.pop()
        else:
            self._rest()

    def _rest(self) -> None:
        self._idle.stop()
        self._ready = False
        self._current = None
        self._child.rest()


def _never() -> bool:
    return False
