"""What goes on without anybody asking: events are worked on, open attempts are asked about, abandoned ones ended.

With no webhook at all and every till dead, an attempt still ends here.  What must survive a crash is in the
database; these are only the threads that look.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from functools import partial
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from pos_app.server.chores import Chore
from pos_app.server.gateway import ProcessorError
from pos_app.server.logs import describe
from pos_app.server.news import News
from pos_app.server.webhooks.inbox import Inbox
from pos_app.server.work.events import BEAT_SECONDS, Events
from pos_app.server.work.lane import Lane

LOOK_SECONDS: Final = 1
BUSY_SECONDS: Final = 0.2
"""As above while there is much to do."""
LINGER_SECONDS: Final = 0.02
"""Between two rounds, so that what comes in quick succession is claimed together."""
CROWDED_SECONDS: Final = 0.15
"""As above while more comes in than is read one by one: the more is claimed together, the less each costs."""
BATCH: Final = 16


class Worker:
    """``start`` once, ``wake`` when there is work, ``stop`` before the process ends. Safe in several processes.

    Events and every chore have hands of their own, so that none of them waits behind the others.
    """

    def __init__(self, inbox: Inbox, news: News, chores: Sequence[Chore]) -> None:
        self._log = structlog.get_logger("worker")
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._events = Events(inbox, news, self.wake)
        self._chores = tuple((chore, Lane(chore.name)) for chore in chores)
        self._next_chores = time.monotonic()
        self._threads = [
            threading.Thread(target=run, name=name, daemon=True)
            for run, name in ((self._run, "worker"), (self._live, "worker-heart"))
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """From any thread: look now."""
        self._woken.set()

    def stop(self, seconds: float = 1.0) -> None:
        """Take no more work and wait ``seconds`` for what runs; whatever is cut off begins again at the next start."""
        self._stopping.set()
        self._woken.set()
        for _, lane in self._chores:
            lane.close()
        self._events.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(seconds)

    def _run(self) -> None:
        while not self._stopping.wait(CROWDED_SECONDS if self._events.crowded else LINGER_SECONDS):
            self._woken.clear()
            pause = self._round()
            if not self._stopping.is_set():
                self._woken.wait(pause)

    def _round(self) -> float:  # seconds
        """Give every hand something to do; how long to sleep if nobody wakes us."""
        try:
            busy = self._events.feed()
            if time.monotonic() >= self._next_chores:
                full = [lane for chore, lane in self._chores if self._feed(chore, lane)]
                self._next_chores = time.monotonic() + (BUSY_SECONDS if full else LOOK_SECONDS)
            due = BUSY_SECONDS if busy else self._events.seconds_to_next()
        except SQLAlchemyError as error:
            self._log.warning("database_away", **describe(error))
        except Exception as error:  # noqa: BLE001 - the thread must outlive any one item; it is logged and tried again
            self._log.error("worker_failed", **describe(error))
        else:
            pause = min(LOOK_SECONDS, self._next_chores - time.monotonic())
            return max(LINGER_SECONDS, pause if due is None else min(pause, due))
        return LOOK_SECONDS

    def _feed(self, chore: Chore, lane: Lane) -> bool:
        """Whether there may be more than was taken."""
        held = len(lane.held)
        if held < BATCH:
            for ident in chore.due(BATCH + held):
                lane.begin(ident, partial(self._do, chore, ident))
        return len(lane.held) >= BATCH

    def _do(self, chore: Chore, ident: str) -> None:
        try:
            chore.do(ident)
        except ProcessorError as error:
            self._log.info("processor_not_asked", chore=chore.name, about=ident, code=error.code)
        except SQLAlchemyError as error:
            # the database's trouble, not the item's: it is still due
            self._log.warning("database_away", chore=chore.name, about=ident, **describe(error))
            self._stopping.wait(LOOK_SECONDS)
        except Exception as error:  # noqa: BLE001 - one item must not hold up the others; a person sees it in the end
            self._log.error("chore_failed", chore=chore.name, about=ident, **describe(error))
            self._postpone(chore, ident)

    def _postpone(self, chore: Chore, ident: str) -> None:
        try:
            chore.postpone(ident)
        except Exception as error:  # noqa: BLE001 - as above
            self._log.error("not_postponed", chore=chore.name, about=ident, **describe(error))
            self._stopping.wait(LOOK_SECONDS)  # it is due at once again, and must not fill the log

    def _live(self) -> None:
        while not self._stopping.wait(BEAT_SECONDS):
            try:
                self._events.beat()
            except SQLAlchemyError as error:
                self._log.warning("not_known_to_live", **describe(error))
            except Exception as error:  # noqa: BLE001 - the heart must not stop
                self._log.error("heart_failed", **describe(error))
