"""Held answers: a till asks for an attempt and is answered when something changes.

Hundreds wait at once, so waiting takes no thread and no database connection; only reading does, and only a few
questions to the processor run at a time, however slowly it answers.
"""

from __future__ import annotations

import asyncio
import threading
import time
from functools import partial
from typing import Final

import anyio
import anyio.to_thread

from pos_app.server.payments import rules
from pos_app.server.payments.notifier import Notifier, Watch
from pos_app.server.payments.service import PaymentService
from pos_app.server.permissions import Principal
from pos_app.wire.payments import AttemptState, PaymentIntentAnswer

MAX_WAIT_SECONDS: Final = 25
ASKING_AT_ONCE: Final = 16
FIRST_ASK_SECONDS: Final = 1
SLOWEST_ASK_SECONDS: Final = 8
LOOK_SECONDS: Final = 10
"""How often a waiter looks into the database itself; ``watching`` looks for all of them each second."""
HANDBACK_SECONDS: Final = 30
"""For how long after "the page says it is done" a waiting till makes us ask the processor."""


class Handbacks:
    """Which attempts' pages have said lately that they are done. A hint only: losing it costs seconds, not truth."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: dict[str, float] = {}  # seconds of the monotonic clock

    def note(self, attempt_id: str) -> None:
        now = time.monotonic()
        with self._lock:
            self._until = {a: until for a, until in self._until.items() if until > now}
            self._until[attempt_id] = now + HANDBACK_SECONDS

    def recent(self, attempt_id: str) -> bool:
        with self._lock:
            return self._until.get(attempt_id, 0) > time.monotonic()


class HeldAnswers:
    def __init__(self, payments: PaymentService, notifier: Notifier, handbacks: Handbacks) -> None:
        self._payments = payments
        self._notifier = notifier
        self._handbacks = handbacks
        self._asking = anyio.CapacityLimiter(ASKING_AT_ONCE)

    async def get(self, who: Principal, reference: str, wait: int, since: int) -> PaymentIntentAnswer:
        """The attempt, once its version is above ``since`` or its state final, or after ``wait`` seconds."""
        if wait <= 0:
            return await self._payments.read_for_till(who, reference)
        ends = time.monotonic() + min(wait, MAX_WAIT_SECONDS)
        attempt_id = rules.attempt_id(reference)
        if attempt_id is None:  # Stripe's id, or nothing at all
            attempt_id = (await self._payments.read_soon(who, reference)).id
        with self._notifier.watch(attempt_id) as watch:  # before it is read: no change falls in between
            answer = await self._payments.read_for_till(who, attempt_id)
            return await self._hold(who, answer, since, ends, watch)

    async def _hold(
        self,
        who: Principal,
        answer: PaymentIntentAnswer,
        since: int,
        ends: float,  # in seconds of the monotonic clock
        watch: Watch,
    ) -> PaymentIntentAnswer:
        """What changes in the last moment is told to the till's next question."""
        pause = FIRST_ASK_SECONDS
        while (left := ends - time.monotonic()) > 0 and not _settled(answer, since):
            watch.version = answer.version
            asking = self._worth_asking(answer)
            told = await watch.wait(min(left, pause if asking else LOOK_SECONDS))
            if time.monotonic() >= ends and not told:
                return answer
            if asking and not told:
                pause = min(pause * 2, SLOWEST_ASK_SECONDS)
                await self._ask(who, answer.id, ends)
            if told or await self._payments.version(answer.id) != answer.version:
                answer = await self._payments.read_soon(who, answer.id)
        return answer

    def _worth_asking(self, answer: PaymentIntentAnswer) -> bool:
        moving = answer.state in (AttemptState.REQUIRES_ACTION, AttemptState.PROCESSING)
        return moving or self._handbacks.recent(answer.id)

    async def _ask(self, who: Principal, attempt_id: str, ends: float) -> None:  # in seconds of the monotonic clock
        """Ask the processor, but answer the till in time: the question goes on in its thread without us."""
        ask = asyncio.ensure_future(
            anyio.to_thread.run_sync(partial(self._payments.refresh_quietly, who, attempt_id), limiter=self._asking)
        )
        await asyncio.wait([ask], timeout=max(0, ends - time.monotonic()))
        if ask.done():
            ask.result()
        else:
            ask.add_done_callback(_look_at)


def _settled(answer: PaymentIntentAnswer, since: int) -> bool:
    return answer.version > since or answer.state.final


def _look_at(ask: asyncio.Future[bool]) -> None:
    """Nobody waits for this answer any more; a failure is logged by the loop when it goes unread."""
    if not ask.cancelled() and ask.exception() is not None:
        asyncio.get_running_loop().call_exception_handler(
            {"message": "asking the processor failed", "exception": ask.exception()}
        )
