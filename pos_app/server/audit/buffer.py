"""What is written after the fact: readings, and refusals. One thread writes them in groups.

An act that moves something stands in the transaction that moves it (``writing``); this is for what changes nothing,
and must not cost the till the time of a commit.  A process that is killed loses what it has not written yet: half a
second of readings and refusals, and the counts of one minute.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import anyio.to_thread
import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from pos_app.server.audit import rules, writing
from pos_app.server.audit.refusals import Refusal, Refusals
from pos_app.server.audit.rules import About, Actor, Draft
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError
from pos_app.server.logs import describe
from pos_app.server.permissions import Principal
from pos_app.wire.audit import Act
from pos_app.wire.problems import Code

MOST: Final = 5_000
"""Entries that may wait; beyond that, readers wait too."""
AT_ONCE: Final = 500
GATHER_SECONDS: Final = 0.3
"""For how long entries are gathered before they are written."""
AGAIN_SECONDS: Final = 1
PATIENCE_SECONDS: Final = 5
"""How long a reader waits for room before it is told that the database is busy."""


@dataclass(frozen=True, slots=True)
class _Reading:
    actor: Actor
    act: Act
    about: About
    after: str


class Buffer:
    """Any thread may put something in; the event loop must use ``read_soon``. Its thread begins with the first."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._log = structlog.get_logger("audit")
        self._changed = threading.Condition()
        self._readings: OrderedDict[_Reading, Draft] = OrderedDict()
        self._refused: list[Draft] = []
        self._refusals = Refusals()
        self._thread: threading.Thread | None = None
        self._stopping = False

    def read(self, who: Principal, what: Act, about: About, after: rules.Facts | None = None) -> None:
        """Note that somebody reads. Waits for room; raises ``database_busy`` if there is none for too long.

        The same reading by the same person again before it is written is one entry.
        """
        made = self._reading(who, what, about, after)
        with self._changed:
            if not self._changed.wait_for(lambda: self._room, PATIENCE_SECONDS):
                raise ApiError(Code.DATABASE_BUSY, 503, "The database is busy. Ask again in a moment.", retry_after=2)
            self._put(made)

    async def read_soon(self, who: Principal, what: Act, about: About, after: rules.Facts | None = None) -> None:
        """As ``read``, on the event loop: it takes a thread only to wait."""
        with self._changed:
            if self._room:
                self._put(self._reading(who, what, about, after))
                return
        await anyio.to_thread.run_sync(self.read, who, what, about, after)

    def refused(self, who: Principal | Actor, what: Act, about: About, code: str, facts: rules.Facts) -> None:
        """Note a refusal. Never waits: where there is no room it is counted."""
        actor = writing.actor(who) if isinstance(who, Principal) else who
        refusal = Refusal(self._clock.now(), actor, what, about, code, facts)
        with self._changed:
            made = self._refusals.take(refusal, room=self._room)
            if made is not None:
                self._refused.append(made)
            self._begin()

    def stop(self, seconds: float = 5.0) -> None:
        """Write what waits, and end. What the database does not take within ``seconds`` is told to the log."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(seconds)
        with self._changed:
            left = self._waiting
        if left:
            self._log.error("audit_entries_lost", entries=left)

    @property
    def _waiting(self) -> int:
        return len(self._readings) + len(self._refused)

    @property
    def _room(self) -> bool:
        return self._waiting < MOST

    def _reading(self, who: Principal, what: Act, about: About, after: rules.Facts | None) -> _Reading:
        return _Reading(writing.actor(who), what, about, rules.facts(after))

    def _put(self, one: _Reading) -> None:
        if one not in self._readings:
            self._readings[one] = Draft(self._clock.now(), one.actor, one.act, one.about, after=one.after)
            self._begin()

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="audit", daemon=True)
            self._thread.start()
        if self._waiting <= 1 or self._waiting >= AT_ONCE:  # what comes between is gathered: nobody need wake for it
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopping or self._readings or self._refused, AGAIN_SECONDS)
                self._changed.wait_for(lambda: self._stopping or self._waiting >= AT_ONCE, GATHER_SECONDS)
                stopping = self._stopping
                self._refused += self._refusals.due(self._clock.now(), at_once=stopping)
                refused, keys = self._refused[:AT_ONCE], list(self._readings)[:AT_ONCE]
                drafts = [*refused, *(self._readings[key] for key in keys)]
            done = self._write(drafts) if drafts else True
            with self._changed:
                if done:
                    del self._refused[: len(refused)]  # more may have come meanwhile
                    for key in keys:
                        self._readings.pop(key)
                    self._changed.notify_all()
                if stopping and (not done or not (self._readings or self._refused)):
                    return
                if not done:
                    self._changed.wait_for(lambda: self._stopping, AGAIN_SECONDS)

    def _write(self, drafts: Sequence[Draft]) -> bool:
        """Whether they are dealt with: written, or told to the log where they can't be."""

        def change(session: Session) -> None:
            for draft in drafts:
                writing.write(session, draft)

        try:
            self._database.change(change)
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            # The database's trouble: nothing is dropped, and who reads waits once there is no more room.
            self._log.warning("database_away", waiting=len(drafts), **describe(error))
            return False
        except Exception as error:  # noqa: BLE001 - the thread must outlive an entry that can't be written; it is named
            if len(drafts) > 1:
                return min(map(self._write, [[draft] for draft in drafts]))  # every one, whatever came of the others
            self._log.error("audit_entry_lost", act=drafts[0].act, by=drafts[0].actor.user_id, **describe(error))
            return True
        return True
