"""Worker threads meet the Qt event loop here and nowhere else."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from pos_app.desktop.ports import Job, Lane, Timer

T = TypeVar("T")
log = logging.getLogger(__name__)

ENDING_SECONDS = 0.3
THREADS: dict[Lane, int] = {"reads": 4, "money": 1, "held": 3, "journal": 1, "keyring": 1, "printer": 1}


class QtJob(Generic[T]):
    """One piece of work on its way through a lane and back."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._success: Callable[[T], None] | None = None
        self._failure: Callable[[Exception], None] | None = None
        self._dropped = False
        self._deliver: Callable[[], None] = _nothing

    def then(
        self, success: Callable[[T], None] | None = None, failure: Callable[[Exception], None] | None = None
    ) -> Job[T]:
        self._success = success
        self._failure = failure
        return self

    def drop(self) -> None:
        self._dropped = True
        self._success = self._failure = None

    def work(self) -> None:
        """In the worker thread."""
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the window's thread decides what it means
            failed = error
            self._deliver = lambda: self._fail(failed)
        else:
            self._deliver = lambda: self._succeed(result)

    def finish(self) -> None:
        """In the window's thread."""
        if not self._dropped:
            self._deliver()

    def _succeed(self, result: T) -> None:
        if self._success:
            self._success(result)

    def _fail(self, error: Exception) -> None:
        if self._failure:
            self._failure(error)
        else:
            log.error("work in the background failed: %s", type(error).__name__, exc_info=error)


def _nothing() -> None:
    """Until the work is done there is nothing to deliver."""


class QtRunner(QObject):
    """Lanes of daemon threads. One queued signal brings every result back into the window's thread.

    Daemon threads, because a hanging keyring or spooler must not keep the program from ending; what must not be
    lost (the journal) is on the disk before anything goes on.
    """

    _done = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lanes: dict[Lane, queue.SimpleQueue[QtJob[Any] | None]] = {}
        self._threads: list[threading.Thread] = []
        self._stopped = False
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def run(self, lane: Lane, work: Callable[[], T]) -> Job[T]:
        job = QtJob(work)
        if not self._stopped:
            self._queue(lane).put(job)
        return job

    def stop(self) -> None:
        """Take no more work and deliver no more results. Threads end after the work they are in.

        They get a moment for that: a connection that is just being opened while its client is closed would be nobody's.
        """
        self._stopped = True
        for lane, waiting in self._lanes.items():
            for _ in range(THREADS[lane]):
                waiting.put(None)
        deadline = time.monotonic() + ENDING_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _queue(self, lane: Lane) -> queue.SimpleQueue[QtJob[Any] | None]:
        if lane not in self._lanes:
            waiting: queue.SimpleQueue[QtJob[Any] | None] = queue.SimpleQueue()
            self._lanes[lane] = waiting
            for number in range(THREADS[lane]):
                thread = threading.Thread(target=self._loop, args=(waiting,), name=f"{lane}-{number}", daemon=True)
                self._threads.append(thread)
                thread.start()
        return self._lanes[lane]

    def _loop(self, waiting: queue.SimpleQueue[QtJob[Any] | None]) -> None:
        while (job := waiting.get()) is not None:
            job.work()
            if self._stopped:
                return
            try:
                self._done.emit(job)
            except RuntimeError:
                return  # the window's side is gone: the program is ending
            del job  # while this thread waits for the next, nobody holds on to the answer

    @Slot(object)
    def _finish(self, job: QtJob[Any]) -> None:
        if not self._stopped:
            job.finish()


class QtTimers:
    """Single-shot timers of the window's thread."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent

    def after(self, ms: int, callback: Callable[[], None]) -> Timer:
        timer = QTimer(self._parent)
        timer.setSingleShot(True)
        handle = _QtTimer(timer)

        def fire() -> None:
            handle.cancel()
            callback()

        timer.timeout.connect(fire)
        timer.start(ms)
        return handle


class _QtTimer:
    def __init__(self, timer: QTimer) -> None:
        self._timer: QTimer | None = timer

    def cancel(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None


def _awake_or_asleep() -> Callable[[], float]:
    """Linux's usual monotonic clock stands still while the machine sleeps; but a till that slept an hour was idle an
    hour, and what it shows is an hour old."""
    clock: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic if clock is None else partial(time.clock_gettime, clock)


_monotonic = _awake_or_asleep()


class SystemClock:
    def now(self) -> datetime:
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        return _monotonic()
