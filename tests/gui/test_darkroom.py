"""The thread in which the viewport draws: orders, questions, and its end."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from conftest import until
from viewport_scenes import two_boxes

from opus_studio.ui.viewport.darkroom import Darkroom


async def test_a_darkroom_that_is_closed_takes_no_orders() -> None:
    darkroom = Darkroom()
    darkroom.start()
    assert await asyncio.wrap_future(darkroom.ask(lambda drawing: drawing.pick(0.5, 0.5))) == ""
    darkroom.close()
    darkroom.close()
    darkroom.order(lambda drawing: drawing.clear())
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wrap_future(darkroom.ask(lambda drawing: drawing.pick(0.5, 0.5)))
    assert "viewport" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.expects_log_errors
async def test_an_order_that_fails_is_told_and_ends_the_drawing() -> None:
    darkroom = Darkroom()
    told: list[str] = []
    darkroom.failed.connect(told.append)
    darkroom.start()
    darkroom.order(lambda drawing: 1 / 0)
    await until(lambda: told)
    assert told[0].startswith("The viewport stopped")
    assert darkroom.ask(lambda drawing: drawing.pick(0.5, 0.5)).cancelled()
    darkroom.close()


async def test_a_question_that_fails_tells_only_who_asked() -> None:
    darkroom = Darkroom()
    darkroom.start()
    with pytest.raises(ZeroDivisionError):
        await asyncio.wrap_future(darkroom.ask(lambda drawing: 1 / 0))
    assert await asyncio.wrap_future(darkroom.ask(lambda drawing: drawing.pick(0.5, 0.5))) == ""
    darkroom.close()


async def test_the_window_lives_while_a_picture_is_drawn() -> None:
    darkroom = Darkroom()
    darkroom.start()
    darkroom.order(lambda drawing: drawing.set_size(900, 700))
    darkroom.order(lambda drawing: drawing.show_preview(two_boxes()))
    started = time.perf_counter()
    drawn = darkroom.ask(lambda drawing: drawing.take(finer=True))
    turns = 0
    while not drawn.done():
        await asyncio.sleep(0.002)
        turns += 1
    spent = time.perf_counter() - started
    darkroom.close()
    # A thread that kept the interpreter's lock would leave a turn or two.
    assert turns > 20 * spent
    assert turns > 10
