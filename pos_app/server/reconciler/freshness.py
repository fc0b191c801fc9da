"""Whether the books have caught up: until then an invoice that looks open may have been paid."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Integer, String, column, func, literal, select, table, update
from sqlalchemy.orm import Session

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.gateway import ProcessorBusy
from pos_app.server.models import Sweep
from pos_app.server.reconciler import rules
from pos_app.server.reconciler.rules import List

_LOOKS: Final = 50
_HURRY: Final = 20
"""Looks after which whoever has begun a walk may be dead."""
_LOOK_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True)
class _Start:
    """What was found at a start: which ``books``, and when the last walk through each list had begun."""

    books: str
    walks: Mapping[str, datetime | None]
    first: dict[List, datetime] = field(default_factory=dict)
    """When a walk began that was none of those, as far as one was seen. Its end is waited for, not that of a later one:
    where several processes walk there may always be a later one under way."""

    def walked(self, what: List, run_at: datetime | None, mark: datetime) -> bool:
        """``run_at``: when the last walk began; ``mark``: how far the list has been gone through."""
        if run_at is not None and run_at != self.walks.get(what.value):
            self.first.setdefault(what, run_at)
        return what in self.first and mark >= self.first[what]


def _files() -> ColumnElement[str]:
    """What changes with all that puts a copy in the place of tables that PostgreSQL is using: another server, or the
    same one started again with other files; another database; tables that are made anew, or emptied and filled.

    SQLite's file is not replaced under a server that runs.
    """
    databases = table("pg_database", column("oid", Integer), column("datname", String))
    mine = select(databases.c.oid).where(databases.c.datname == func.current_database()).scalar_subquery()
    sweeps = func.pg_relation_filenode(Sweep.__tablename__)
    return func.concat_ws(" ", func.pg_postmaster_start_time(), mine, sweeps)


class Freshness:
    """A copy made a minute ago looks like the books of a server that was stopped for a minute. So after each start, and
    whenever other tables have come in the place of those in use, nobody opens anything before the first walk is over.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._start: _Start | None = None
        self._lock = threading.Lock()
        self._waiting = 0
        self._books = select(literal("") if database.sqlite else _files())
        mark = select(Sweep.swept_until, Sweep.tries, Sweep.run_at, self._books.scalar_subquery())
        self._marks = {what: mark.where(Sweep.name == what.value) for what in List}

    def begin(self, session: Session) -> None:
        """These are the books, and their lists are about to be walked; in the transaction that makes them due."""
        walks = session.execute(select(Sweep.name, Sweep.run_at)).all()
        self._start = _Start(session.execute(self._books).scalar_one(), {row.name: row.run_at for row in walks})

    def replaced(self) -> bool:
        """Whether the books are others than those of the last ``begin``."""
        with self._database.read() as session:
            return self._start is not None and session.execute(self._books).scalar_one() != self._start.books

    def behind(self, what: List) -> bool:
        """Whether Stripe may have on this list what the books are about to learn."""
        with self._database.read() as session:
            row = session.execute(self._marks[what]).one_or_none()
        if row is None:
            return False  # no server has ever run on these books
        swept_until, tries, run_at, books = row
        start = self._start
        if start is None or start.books != books:
            return True
        if tries:
            return False  # nobody waits for a walk that fails
        return not start.walked(what, run_at, swept_until) or rules.behind(swept_until, self._clock.now())

    def wait(self, *lists: List) -> None:
        """Return once none of them is behind, which is soon. Raises ProcessorBusy where it takes long."""
        for what in lists:
            if self.behind(what):
                self._wait(what)

    def _wait(self, what: List) -> None:
        with self._awaited():
            for look in range(_LOOKS):
                time.sleep(_LOOK_SECONDS)
                if not self.behind(what):
                    return
                if look == _HURRY:
                    self._hurry(what)
        raise ProcessorBusy("catching_up", "The books are catching up with Stripe.")

    def _hurry(self, what: List) -> None:
        """Have it walked by whoever is there; that it is walked by two at once does no harm."""
        with self._database.write() as session:
            session.execute(update(Sweep).where(Sweep.name == what.value).values(next_run_at=self._clock.now()))

    @property
    def awaited(self) -> bool:
        """Whether somebody waits at this moment, in this process."""
        return self._waiting > 0

    @contextmanager
    def _awaited(self) -> Iterator[None]:
        with self._lock:
            self._waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1
