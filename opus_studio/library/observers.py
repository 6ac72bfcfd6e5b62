"""Plain callbacks for whoever wants to follow a store, without Qt."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

logger = logging.getLogger(__name__)

Event = TypeVar("Event")


class Observers(Generic[Event]):
    """A list of callbacks that are told about events, in the order in which they came."""

    def __init__(self) -> None:
        self._callbacks: dict[object, Callable[[Event], None]] = {}

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback` at every event from now on.

        Returns:
            A function that ends the subscription; calling it twice does no harm.
        """
        token = object()
        self._callbacks[token] = callback

        def unsubscribe() -> None:
            self._callbacks.pop(token, None)

        return unsubscribe

    def tell(self, event: Event) -> None:
        """Hand the event to every subscriber.

        A subscriber that fails is logged and does not keep the others, or the work that the event
        speaks of, from going on.
        """
        for callback in tuple(self._callbacks.values()):
            try:
                callback(event)
            except Exception:
                logger.exception("A subscriber failed on %s", type(event).__name__)
