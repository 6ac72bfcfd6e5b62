"""The thread in which the viewport draws, so that the window never waits for a picture.

Without a graphics card a frame takes tens of milliseconds and a shader that was never used before
more than a hundred; with one, a driver still compiles and a large texture is still sent. VTK gives
the interpreter lock back while it renders, so all of it happens here, beside the window's thread:
the window sends orders and gets pictures. Everything of VTK's belongs to this thread, its import
too, for what OpenGL made in one thread can only be freed there.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from opus_studio.ui.viewport.view_renderer import ViewRenderer

logger = logging.getLogger(__name__)

T = TypeVar("T")
Order: TypeAlias = "Callable[[ViewRenderer], object]"

_PATIENCE = 10.0
"""Seconds that closing waits for the thread."""


class RenderThread(QObject):
    """Takes orders from the window's thread, and sends pictures to it."""

    frame_ready = Signal(object)
    """A picture, a `QImage`: better, or of something newer, than the one before."""
    settled = Signal(int)
    """The best picture was sent of everything up to the order with this number."""
    failed = Signal(str)
    """There will be no pictures; a sentence for the user."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._orders: queue.SimpleQueue[tuple[int, Order] | None] = queue.SimpleQueue()
        self._count = 0
        self._thread = threading.Thread(target=self._run, name="viewport", daemon=True)
        self._open = True

    def start(self) -> None:
        """Start the thread; orders may be given before."""
        self._thread.start()

    def order(self, order: Order) -> int:
        """Have something done with the drawing, in the order of asking.

        Returns:
            The order's number, see `settled`.
        """
        self._count += 1
        if self._open:
            self._orders.put((self._count, order))
        return self._count

    def ask(self, question: Callable[[ViewRenderer], T]) -> Future[T]:
        """Have something found out; awaited with `asyncio.wrap_future`."""
        answer: Future[T] = Future()

        def find_out(drawing: ViewRenderer) -> None:
            if not answer.set_running_or_notify_cancel():
                return
            try:
                answer.set_result(question(drawing))
            except BaseException as error:  # whoever asked shall hear of it
                answer.set_exception(error)

        if self._open:
            self._orders.put((self._count, find_out))
        else:
            answer.cancel()
        return answer

    def close(self) -> None:
        """Give the graphics card's memory back and end the thread; idempotent."""
        if self._open:
            self._open = False
            self._orders.put(None)
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        try:
            from opus_studio.ui.viewport.view_renderer import ViewRenderer

            drawing = ViewRenderer(self.frame_ready.emit)
        except Exception:
            logger.exception("The viewport cannot draw.")
            self._open = False
            self.failed.emit("The model cannot be drawn on this machine: OpenGL does not start.")
            return
        try:
            self._serve(drawing)
        except Exception:
            logger.exception("The viewport stopped drawing.")
            self._open = False
            self.failed.emit("The viewport stopped drawing. Start Opus Studio again.")
        finally:
            drawing.release()

    def _serve(self, drawing: ViewRenderer) -> None:
        """Draw a slice, look whether there are orders, and so on until the end."""
        done = told = 0
        while True:
            waiting = self._waiting_orders(drawing.patience)
            for item in waiting:
                if item is None:
                    return
                done, order = item
                order(drawing)
            if not waiting:
                drawing.step()
            if told != done and drawing.is_settled:
                told = done
                self.settled.emit(done)

    def _waiting_orders(self, patience: float | None) -> list[tuple[int, Order] | None]:
        """All that wait; when there are none, the first that comes within so many seconds."""
        orders: list[tuple[int, Order] | None] = []
        try:
            orders.append(self._orders.get(block=patience != 0.0, timeout=patience))
            while True:
                orders.append(self._orders.get_nowait())
        except queue.Empty:
            return orders
