"""How fast the processor is asked: under its limit, and a cashier before whatever can wait.

A token bucket.  A request for the counter takes a token at once, even one that comes only later, and waits for it.
Background work owes nothing: it takes a token only where there are some to spare, so that what it does never makes a
cashier wait.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from enum import Enum
from typing import Final

from pos_app.server.gateway.errors import ProcessorBusy

SHORTEST_PAUSE: Final = 0.001


class Urgency(Enum):
    """Who asks. The value is how many seconds may be waited for a turn."""

    COUNTER = 3.0
    BACKGROUND = 15.0


class Bucket:
    """The sums alone: no clock, no lock. At most ``per_second`` requests begin within any one second.

    ``now`` is in seconds and never goes back.
    """

    def __init__(self, per_second: int, now: float) -> None:
        self._full = max(1, per_second // 5)
        # A full bucket and what drips into it within a second are together one more than may be taken in it, for the
        # token of the second's very end counts to the next one.
        self._drip = per_second - self._full + 1
        self._kept = self._full // 2
        self._tokens = float(self._full)
        self._at = now

    def _fill(self, now: float) -> None:
        self._tokens = min(self._full, self._tokens + (now - self._at) * self._drip)
        self._at = now

    def take(self, now: float, most: float) -> tuple[bool, float]:
        """For the counter: whether a turn was taken, and the seconds until it comes. None is taken beyond ``most``."""
        self._fill(now)
        pause = max(0.0, (1 - self._tokens) / self._drip)
        if pause > most:
            return False, pause
        self._tokens -= 1
        return True, pause

    def take_spare(self, now: float) -> float:
        """For background work: 0 and a turn is taken, or the seconds after which it is worth asking again."""
        self._fill(now)
        missing = 1 + self._kept - self._tokens
        if missing > 0:
            return missing / self._drip
        self._tokens -= 1
        return 0.0

    def empty(self, now: float) -> None:
        """The processor said that it was too much already."""
        self._fill(now)
        self._tokens = min(self._tokens, 0.0)


class Pace:
    """One for all who share an account, within a process. ``per_second`` None sets no limit."""

    def __init__(
        self,
        per_second: int | None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._bucket = None if per_second is None else Bucket(per_second, clock())

    def turn(self, urgency: Urgency) -> None:
        """Return when it is this caller's turn. Raises ProcessorBusy where that would take too long."""
        if self._bucket is None:
            return
        if urgency is Urgency.COUNTER:
            self._turn_of_counter(self._bucket, urgency.value)
        else:
            self._turn_of_background(self._bucket, urgency.value)

    def _turn_of_counter(self, bucket: Bucket, most: float) -> None:
        with self._lock:
            taken, pause = bucket.take(self._clock(), most)
        if not taken:
            raise _too_long(pause)
        if pause:
            self._sleep(pause)

    def _turn_of_background(self, bucket: Bucket, most: float) -> None:
        end = self._clock() + most
        while True:
            with self._lock:
                now = self._clock()
                pause = bucket.take_spare(now)
            if not pause:
                return
            if now + pause > end:
                raise _too_long(pause)
            self._sleep(max(pause, SHORTEST_PAUSE))

    def too_fast(self) -> None:
        """The processor refused a request as one too many: others share the account. Go on slowly."""
        if self._bucket is not None:
            with self._lock:
                self._bucket.empty(self._clock())


def _too_long(pause: float) -> ProcessorBusy:
    return ProcessorBusy("too_many_requests", "There are too many requests at once.", retry_after=math.ceil(pause))
