"""How fast events come."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable


class Flow:
    """Counts what came within the last second. From any thread."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:  # in seconds
        """``steady``: seconds of a clock that nobody sets."""
        self._steady = steady
        self._lock = threading.Lock()
        self._came: deque[float] = deque()  # in seconds

    def add(self) -> None:
        with self._lock:
            self._came.append(self._steady())
            self._forget()

    def lately(self) -> int:
        with self._lock:
            self._forget()
            return len(self._came)

    def _forget(self) -> None:
        second_ago = self._steady() - 1
        while self._came and self._came[0] <= second_ago:
            self._came.popleft()
