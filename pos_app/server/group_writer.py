"""What waits to be written at the same time is written together: one commit, and one wait for the disk, for all."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Final, Generic, TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")
MOST: Final = 64
"""Items in one commit: others who want to write wait no longer than this takes."""
IDLE_SECONDS: Final = 5


class _InLoop(Future[_Answer]):
    """For somebody who waits on an event loop. All that were answered together wake it once, not once each."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.get_running_loop()
        self.waiter: asyncio.Future[None] = self.loop.create_future()


class GroupWriter(Generic[_Item, _Answer]):
    """``put`` from any thread; the answer is there once it is committed, not before.

    ``write`` takes several items, commits them, and answers for each in the same order.  When it raises, each item
    is written alone, so that what is wrong with one is nobody else's trouble; it must bear being asked twice.  Only a
    database that is locked or away is everybody's trouble at once.
    """

    def __init__(
        self,
        write: Callable[[Sequence[_Item]], Sequence[_Answer]],
        name: str,
        *,
        most: int = MOST,
        gather_seconds: float = 0,
    ) -> None:
        """``gather_seconds``: to wait for more before each commit while several come at once. One alone never waits."""
        self._write = write
        self._name = name
        self._most = most
        self._gather_seconds = gather_seconds
        self._crowded = False
        self._waiting: deque[tuple[_Item, Future[_Answer]]] = deque()
        self._changed = threading.Condition()
        self._running = False

    def put(self, item: _Item) -> Future[_Answer]:
        answer: Future[_Answer] = Future()
        self._put(item, answer)
        return answer

    async def written(self, item: _Item) -> _Answer:
        """As ``put``, waited for on the event loop."""
        answer: _InLoop[_Answer] = _InLoop()
        self._put(item, answer)
        await answer.waiter
        return answer.result()

    def _put(self, item: _Item, answer: Future[_Answer]) -> None:
        with self._changed:
            self._waiting.append((item, answer))
            if self._running:
                self._changed.notify()
            else:
                self._running = True
                # a daemon: whoever waits for an answer keeps the process alive, and nobody else needs it
                threading.Thread(target=self._run, name=self._name, daemon=True).start()

    def _run(self) -> None:
        while batch := self._next():
            found = [(item, answer) for item, answer in batch if answer.set_running_or_notify_cancel()]
            try:
                answers = self._write([item for item, _ in found])
            except (OperationalError, PoolTimeout) as error:
                for _, answer in found:
                    answer.set_exception(error)
            except Exception:  # noqa: BLE001 - it is not known whose it is: each is tried alone, and told its own
                for item, answer in found:
                    self._alone(item, answer)
            else:
                for (_, answer), made in zip(found, answers, strict=True):
                    answer.set_result(made)
            _wake(answer for _, answer in found)

    def _next(self) -> Sequence[tuple[_Item, Future[_Answer]]]:
        """What waits; nothing once there was nothing for a while, and then this thread has ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting, IDLE_SECONDS)
        if self._crowded and self._gather_seconds:
            time.sleep(self._gather_seconds)  # not woken by each that comes: that would cost more than it saves
        with self._changed:
            batch = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
            self._running = bool(batch)
            self._crowded = len(batch) > 1
            return batch

    def _alone(self, item: _Item, answer: Future[_Answer]) -> None:
        try:
            (made,) = self._write([item])
        except Exception as error:  # noqa: BLE001 - it is whoever put the item that hears of it
            answer.set_exception(error)
        else:
            answer.set_result(made)


def _wake(answers: Iterable[Future[_Answer]]) -> None:
    waiters: dict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = {}
    for answer in answers:
        if isinstance(answer, _InLoop):
            waiters.setdefault(answer.loop, []).append(answer.waiter)
    for loop, these in waiters.items():
        with suppress(RuntimeError):  # a loop that has ended: so has everybody who waited there
            loop.call_soon_threadsafe(_told, these)


def _told(waiters: Sequence[asyncio.Future[None]]) -> None:
    for waiter in waiters:
        if not waiter.done():  # not where the client has gone away
            waiter.set_result(None)
