"""Walks through Stripe's lists give way to what Stripe itself is telling: most of what they would find is in there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

CROWD: Final = 32
"""Events that were delivered within a second, or wait, and more than this."""
LONGEST_SECONDS: Final = 30
"""For which one walk waits altogether: what no event tells must be found all the same."""
LOOK_SECONDS: Final = 0.1
PAGE: Final = 100

T = TypeVar("T")


class Calm:
    """The patience of one walk. ``crowded``: whether events wait in numbers just now."""

    def __init__(self, crowded: Callable[[], bool], wait: Callable[[float], object] = time.sleep) -> None:  # seconds
        self._crowded = crowded
        self._wait = wait
        self._looks = round(LONGEST_SECONDS / LOOK_SECONDS)

    def come(self) -> None:
        """Return once no crowd waits, or the patience has ended."""
        while self._looks > 0 and self._crowded():
            self._looks -= 1
            self._wait(LOOK_SECONDS)

    def page_by_page(self, found: Iterable[T]) -> Iterator[T]:
        """``found``, with a wait for calm before each page of it is asked for."""
        self.come()
        for number, one in enumerate(found, 1):
            yield one
            if number % PAGE == 0:
                self.come()
