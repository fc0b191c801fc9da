"""Hands for one kind of work. What is in hand is not taken up twice, and no item waits for another one's end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Final

HANDS: Final = 4
"""Items of one kind worked on at once: most of the time they wait for the processor."""


class Lane:
    """Runs jobs, under a key each."""

    def __init__(self, name: str, hands: int = HANDS) -> None:
        self._hands = ThreadPoolExecutor(hands, thread_name_prefix=name)
        self._lock = threading.Lock()
        self._held: set[str] = set()

    def begin(self, key: str, job: Callable[[], None]) -> bool:
        """False if there is a job of this key already. ``job`` raises nothing that it has not logged."""
        with self._lock:
            if key in self._held:
                return False
            self._held.add(key)
        try:
            self._hands.submit(self._work, key, job)
        except RuntimeError:  # it is being closed
            self._let_go(key)
            return False
        return True

    def _work(self, key: str, job: Callable[[], None]) -> None:
        try:
            job()
        finally:
            self._let_go(key)

    def _let_go(self, key: str) -> None:
        with self._lock:
            self._held.discard(key)

    @property
    def held(self) -> Collection[str]:
        """The keys that are worked on now, or wait for a hand."""
        with self._lock:
            return frozenset(self._held)

    def close(self) -> None:
        """Take no more. What runs goes on; what waits is left, and whatever is left begins again at the next start."""
        self._hands.shutdown(wait=False, cancel_futures=True)
