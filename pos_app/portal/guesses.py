"""Holds up whoever tries links that open nothing, one after another."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pos_app.server.auth.waits import network
from pos_app.server.clock import Clock

FREE: Final = 20
"""Misses within a window before an address has to wait: a hospital's patients may share one."""
WINDOW: Final = timedelta(minutes=1)
MAX_KEYS: Final = 10_000


@dataclass(slots=True)
class _Misses:
    since: datetime
    count: int


class Guesses:
    """Counts misses by address, in memory: each server process for itself. 256 bits are not guessed anyway; this keeps
    the trying from costing us anything."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._misses: OrderedDict[str, _Misses] = OrderedDict()
        self._lock = threading.Lock()

    def held_up(self, address: str) -> bool:
        """Whether this address has to wait; what it asks for is not even looked up then."""
        with self._lock:
            found = self._misses.get(network(address))
            return found is not None and found.count >= FREE and self._clock.now() - found.since < WINDOW

    def missed(self, address: str) -> bool:
        """A link that opened nothing. True for the one after which the address has to wait."""
        now, key = self._clock.now(), network(address)
        with self._lock:
            found = self._misses.get(key)
            if found is None or now - found.since >= WINDOW:
                found = self._misses[key] = _Misses(now, 0)
            found.count += 1
            self._misses.move_to_end(key)
            while len(self._misses) > MAX_KEYS:
                self._misses.popitem(last=False)
            return found.count == FREE
