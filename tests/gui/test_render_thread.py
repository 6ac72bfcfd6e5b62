"""The thread in which the viewport draws: orders, questions, and its end."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from conftest import until
from viewport_scenes import two_boxes

from opus_studio.ui.viewport.render_thread import RenderThread


async def test_a_thread_that_is_closed_takes_no_orders() -> None:
    thread = RenderThread()
    thread.start()
    assert await asyncio.wrap_future(thread.ask(lambda renderer: renderer.pick(0.5, 0.5))) == ""
    thread.close()
    thread.close()
    thread.order(lambda renderer: renderer.clear())
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wrap_future(thread.ask(lambda renderer: renderer.pick(0.5, 0.5)))
    assert "viewport" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.expects_log_errors
async def test_an_order_that_fails_is_told_and_ends_the_renderer() -> None:
    thread = RenderThread()
    told: list[str] = []
    thread.failed.connect(told.append)
    thread.start()
    thread.order(lambda renderer: 1 / 0)
    await until(lambda: told)
    assert told[0].startswith("The viewport stopped")
    assert thread.ask(lambda renderer: renderer.pick(0.5, 0.5)).cancelled()
    thread.close()


async def test_a_question_that_fails_tells_only_who_asked() -> None:
    thread = RenderThread()
    thread.start()
    with pytest.raises(ZeroDivisionError):
        await asyncio.wrap_future(thread.ask(lambda renderer: 1 / 0))
    assert await asyncio.wrap_future(thread.ask(lambda renderer: renderer.pick(0.5, 0.5))) == ""
    thread.close()


async def test_the_window_lives_while_a_picture_is_drawn() -> None:
    thread = RenderThread()
    thread.start()
    thread.order(lambda renderer: renderer.set_size(900, 700))
    thread.order(lambda renderer: renderer.show_preview(two_boxes()))
    started = time.perf_counter()
    drawn = thread.ask(lambda renderer: renderer.take(finer=True))
    turns = 0
    while not drawn.done():
        await asyncio.sleep(0.002)
        turns += 1
    spent = time.perf_counter() - started
    thread.close()
    # A thread that kept the interpreter's lock would leave a turn or two.
    assert turns > 20 * spent
    assert turns > 10
