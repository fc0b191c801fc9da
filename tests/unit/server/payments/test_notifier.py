"""Waiters are woken by changes, from any thread, and leave nothing behind."""

from __future__ import annotations

import asyncio
import threading

from pos_app.server.payments.notifier import Notifier


def test_a_change_wakes_those_who_wait_for_it_and_nobody_else() -> None:
    notifier = Notifier()

    async def run() -> tuple[bool, bool]:
        with notifier.watch("a") as mine, notifier.watch("b") as other:
            thread = threading.Thread(target=notifier.publish, args=("a",))
            thread.start()
            woken = await mine.wait(30)
            thread.join()
            return woken, await other.wait(0)

    assert asyncio.run(run()) == (True, False)
    assert notifier.waiting == 0


def test_a_change_between_registering_and_waiting_is_not_missed() -> None:
    notifier = Notifier()

    async def run() -> tuple[bool, bool]:
        with notifier.watch("a") as mine:
            notifier.publish("a")
            await asyncio.sleep(0)
            return await mine.wait(30), await mine.wait(0)

    assert asyncio.run(run()) == (True, False)


def test_publishing_to_a_loop_that_has_ended_harms_nobody() -> None:
    notifier = Notifier()
    left: list[object] = []

    async def run() -> None:
        watching = notifier.watch("a")
        watching.__enter__()
        left.append(watching)

    asyncio.run(run())
    notifier.publish("a")
    assert notifier.waiting == 1


def test_a_waiter_that_is_cancelled_is_forgotten() -> None:
    notifier = Notifier()

    async def wait() -> None:
        with notifier.watch("a") as mine:
            await mine.wait(30)

    async def run() -> None:
        task = asyncio.create_task(wait())
        await asyncio.sleep(0)
        assert notifier.waiting == 1
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    assert notifier.waiting == 0
