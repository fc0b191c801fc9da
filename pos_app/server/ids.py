"""Random ids, as ``uuid4`` makes them, for what is made by the thousand.

Each question to the system for random bytes gives up Python's lock, and where other threads compute it takes longer to
get back than all the rest of a small request.
"""

from __future__ import annotations

import os
import threading
from typing import Final
from uuid import UUID

_SIZE: Final = 16
_AT_ONCE: Final = 256


class Ids:
    """From any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: list[bytes] = []

    def new(self) -> UUID:
        with self._lock:
            if not self._left:
                drawn = os.urandom(_SIZE * _AT_ONCE)
                self._left = [drawn[start : start + _SIZE] for start in range(0, len(drawn), _SIZE)]
            raw = self._left.pop()
        return UUID(bytes=raw, version=4)

    def forget(self) -> None:
        """In a process that was forked off: the ids that are left are its parent's."""
        self._lock = threading.Lock()
        self._left = []


_ids: Final = Ids()
os.register_at_fork(after_in_child=_ids.forget)
new_uuid: Final = _ids.new
