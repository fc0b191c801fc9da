"""Wakes those who wait for a payment attempt to change, within this process.

What other processes change comes by ``listening``, and by ``watching`` where that hears nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator


class Watch:
    """One waiter. Made before the state is read, so that no change falls between reading and waiting."""

    version: int | None = None
    """What the waiter has read last; None until it has."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def wake(self) -> None:
        """From any thread."""
        # the loop may have closed since: then nobody waits any more
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._event.set)

    async def wait(self, seconds: float) -> bool:
        """True if woken within ``seconds``; the watch can be waited on again."""
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True


class Notifier:
    """Publish from any thread; watch from a coroutine."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watches: dict[str, set[Watch]] = {}

    def publish(self, attempt_id: str) -> None:
        """Tell that a change of this attempt has been committed."""
        with self._lock:
            found = tuple(self._watches.get(attempt_id, ()))
        for watch in found:
            watch.wake()

    def publish_all(self) -> None:
        """Tell that any of them may have changed: news may have been missed."""
        with self._lock:
            watched = tuple(self._watches)
        for attempt_id in watched:
            self.publish(attempt_id)

    @contextlib.contextmanager
    def watch(self, attempt_id: str) -> Iterator[Watch]:
        """A registered waiter, for as long as the block lasts."""
        watch = Watch()
        with self._lock:
            self._watches.setdefault(attempt_id, set()).add(watch)
        try:
            yield watch
        finally:
            with self._lock:
                left = self._watches[attempt_id]
                left.discard(watch)
                if not left:
                    del self._watches[attempt_id]

    @property
    def watched(self) -> dict[str, int]:
        """The attempts that somebody waits for, each with the oldest version that one of those has read."""
        with self._lock:
            read = {ident: [one.version for one in found] for ident, found in self._watches.items()}
        known = {ident: [one for one in versions if one is not None] for ident, versions in read.items()}
        return {ident: min(versions) for ident, versions in known.items() if versions}

    @property
    def waiting(self) -> int:
        """How many wait now."""
        with self._lock:
            return sum(len(watches) for watches in self._watches.values())
