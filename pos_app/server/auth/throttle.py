"""Slows down guessing: each failure makes the next try from there wait longer."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from pos_app.server.clock import Clock


@dataclass(slots=True)
class _Tries:
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """``free`` tries at once; then each waits twice as long as the one before, up to ``longest`` seconds."""

    free: int
    longest: int = 300

    def wait(self, count: int) -> timedelta:
        if count < self.free:
            return timedelta(0)
        return timedelta(seconds=min(2 ** min(count - self.free, 16), self.longest))


# A hospital's tills may share one address, so an address alone has a wide limit; so has a name alone, because
# otherwise anybody could lock a cashier out.
PAIR, ADDRESS, NAME = Rule(free=5), Rule(free=100), Rule(free=50, longest=30)
FORGET = timedelta(minutes=15)
MAX_KEYS = 20_000


class Throttle:
    """Counts tries per name and address, in memory: a restart forgives, a second process counts for itself."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tries: OrderedDict[tuple[str, str], _Tries] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, name: str, address: str) -> int:
        """Count a try. 0: it may go on; else the seconds to wait, and the try was not counted.

        It counts before the password is checked, so that a hundred guesses at once gain nothing.
        """
        now = self._clock.now()
        with self._lock:
            longest = timedelta(0)
            for key, rule in self._keys(name, address):
                found = self._tries.get(key)
                if found is None or now - found.last > FORGET:
                    continue
                longest = max(longest, found.last + rule.wait(found.count) - now)
            if longest > timedelta(0):
                return ceil(longest.total_seconds())
            for key, _ in self._keys(name, address):
                found = self._tries.get(key)
                if found is None or now - found.last > FORGET:
                    self._tries[key] = _Tries(1, now)
                else:
                    found.count, found.last = found.count + 1, now
                self._tries.move_to_end(key)
            while len(self._tries) > MAX_KEYS:
                self._tries.popitem(last=False)
            return 0

    def succeeded(self, name: str, address: str) -> None:
        """The try was good: this pair starts afresh, and the address and the name get their try back."""
        with self._lock:
            for key, rule in self._keys(name, address):
                found = self._tries.get(key)
                if found is not None:
                    found.count = 0 if rule is PAIR else max(0, found.count - 1)

    @staticmethod
    def _keys(name: str, address: str) -> tuple[tuple[tuple[str, str], Rule], ...]:
        folded = name.casefold()[:128]
        return (((folded, address), PAIR), (("", address), ADDRESS), ((folded, ""), NAME))
