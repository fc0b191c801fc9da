"""The books come to the truth by themselves: each of Stripe's own lists is gone through, and what is not recorded in
that state goes the one road for news.

With this a crash, a backup that was restored or a week without webhooks needs nobody: how far each list has been gone
through is a row of the same database, and every start begins with a walk.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from sqlalchemy import case, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import note, resolve_by_itself
from pos_app.server.gateway import Processor, ProcessorError
from pos_app.server.gateway.spans import walk
from pos_app.server.models import StripePaymentIntent, Sweep
from pos_app.server.reconciler import rules
from pos_app.server.reconciler.calm import Calm
from pos_app.server.reconciler.clocks import bring_back
from pos_app.server.reconciler.freshness import Freshness
from pos_app.server.reconciler.recorder import Recorded, Recorder
from pos_app.server.reconciler.rules import List

T = TypeVar("T")


class _OlderCopy(Exception):
    """The books have another mark than this walk has left there: they were put back under the running server."""


class Reconciler:
    """A ``Chore`` (see ``chores.Chore``) whose items are Stripe's lists."""

    name = "reconciler"

    def __init__(
        self,
        database: Database,
        processor: Processor,
        recorder: Recorder,
        clock: Clock,
        crowded: Callable[[], bool],
        freshness: Freshness,
        steady: Callable[[], float] = time.monotonic,  # in seconds
    ) -> None:
        """``crowded``: see ``Calm``. ``freshness``: told of each start. ``steady``: of a clock that nobody sets."""
        self._database = database
        self._processor = processor
        self._recorder = recorder
        self._clock = clock
        self._crowded = crowded
        self._freshness = freshness
        self._steady = steady
        self._looked: tuple[datetime, float] | None = None  # the moment, and the seconds of the steady clock
        self._log = structlog.get_logger("reconciler")
        self._starting = threading.Lock()
        self._started = False

    def due(self, limit: int) -> Sequence[str]:
        """See ``chores.Chore``. The first question of a process makes every list due. So does one after its clock was
        set back, for what is due in minutes by the clock of before would be due in hours; and one that finds a copy in
        the place of the books."""
        now = self._clock.now()
        with self._starting:
            if self._set_back(now):
                self._started = False
                self._log.warning("clock_set_back")
            if self._started and self._freshness.replaced():
                self._started = False
                self._log.warning("books_replaced")
            if not self._started:
                self._begin()
                self._started = True
        due = or_(Sweep.next_run_at <= now, Sweep.next_run_at > now + rules.WRONG_CLOCK)
        # While these are behind no payment is opened, and no refund (see ``Freshness``).
        first = case((Sweep.name == List.PAYMENT_INTENTS.value, 0), (Sweep.name == List.REFUNDS.value, 1), else_=2)
        found = select(Sweep.name).where(due).order_by(first, Sweep.next_run_at)
        if self._freshness.behind(List.PAYMENT_INTENTS):
            # The others tell of the same payments in no order, and of what was done with those that are not back yet.
            found = found.where(Sweep.name == List.PAYMENT_INTENTS.value)
        with self._database.read() as session:
            return session.scalars(found.limit(limit)).all()

    def do(self, ident: str) -> None:
        """See ``chores.Chore``."""
        what = List(ident)
        mark = self._claim(what)
        if mark is None:
            return  # another process was quicker
        now = self._clock.now()
        if what is List.MOVEMENTS and (late := bring_back(self._database, now)):  # the walk that is made most often
            self._log.warning("clock_was_ahead", put_off=late)
        # What is far behind gives way to nothing, nor does anything while somebody waits for it.
        far = rules.behind(mark, now)
        calm = Calm(lambda: not (far or self._freshness.awaited) and self._crowded())
        try:
            stuck = self._walk(what, mark, now, calm)
        except _OlderCopy:
            self._log.warning("older_copy", list=what.value)
            return  # and the walk from its own mark is due
        except ProcessorError as error:
            self._failed(what, f"{error.code}: {error.message}")
            raise
        if stuck:
            self._failed(what, f"not all could be recorded: {stuck}")
        else:
            self._done(what, min(mark, now))

    def postpone(self, ident: str) -> None:
        """See ``chores.Chore``."""
        self._failed(List(ident), "it failed in a way nobody expected; the log has it")

    def _set_back(self, now: datetime) -> bool:
        """Whether the clock was set back since the last look."""
        before, self._looked = self._looked, (now, self._steady())
        if before is None:
            return False
        return now - before[0] < timedelta(seconds=self._looked[1] - before[1]) - rules.SET_BACK

    def _begin(self) -> None:
        now = self._clock.now()
        with self._database.write() as session:
            oldest = session.scalar(select(func.min(StripePaymentIntent.created_at)))
            mark = min(now - rules.FIRST, oldest) if oldest is not None else now - rules.FIRST
            insert = sqlite.insert if self._database.sqlite else postgresql.insert
            for what in List:
                values = {
                    "name": what.value,
                    "swept_until": mark,
                    "next_run_at": now,
                    "tries": 0,
                    "error": "",
                    "found": 0,
                }
                session.execute(insert(Sweep).values(**values).on_conflict_do_nothing())
            # Failures of before say nothing of the walk that is to be waited for.
            session.execute(update(Sweep).values(tries=0))
            session.execute(update(Sweep).where(Sweep.next_run_at > now).values(next_run_at=now))
            self._freshness.begin(session)

    def _claim(self, what: List) -> datetime | None:
        """The mark of a list that is due, and is not for others while this process is at it."""
        now = self._clock.now()
        with self._database.write() as session:
            row = _locked(session, what)
            if row.next_run_at > now and not rules.ahead(row.next_run_at, now):
                return None
            row.next_run_at = now + rules.PACES[what].every
            row.run_at = now
            return row.swept_until

    def _walk(self, what: List, mark: datetime, end: datetime, calm: Calm) -> str:
        """What of the list could not be recorded. Raises ``_OlderCopy``."""
        ask, record = self._processor, self._recorder
        match what:
            case List.PAYMENT_INTENTS:
                return self._go(what, ask.intents, record.intents, mark, end, calm)
            case List.REFUNDS:
                return self._go(what, ask.refunds, record.refunds, mark, end, calm)
            case List.DISPUTES:
                return self._go(what, ask.disputes, record.disputes, mark, end, calm)
            case List.PAYOUTS:
                return self._go(what, ask.payouts, record.payouts, mark, end, calm)
            case List.EVENTS:
                return self._go(what, ask.events, record.events, mark, end, calm)
            case List.MOVEMENTS:
                return self._go(what, ask.movements, record.movements, mark, end, calm)

    def _go(
        self,
        what: List,
        ask: Callable[[datetime, datetime], Iterable[T]],
        record: Callable[[Sequence[T]], Recorded],
        mark: datetime,
        end: datetime,
        calm: Calm,
    ) -> str:
        """Go through a list span by span; the mark follows, no further than ``end``, while everything was recorded."""
        stuck, start = "", rules.start(what, mark, end)

        def patiently(since: datetime, until: datetime) -> Iterable[T]:
            return calm.page_by_page(ask(since, until))

        for until, found in walk(patiently, start, end + rules.CLOCKS):
            calm.come()
            recorded = record(found)
            stuck = stuck or recorded.stuck
            with self._database.write() as session:
                row = _locked(session, what)
                replaced = row.swept_until < mark
                if replaced:  # this walk began too late for it: what lies between must not be passed over
                    row.next_run_at = self._clock.now()
                else:
                    row.found += recorded.news
                if not stuck and not replaced:
                    reached = min(until, end)
                    row.swept_until = reached if rules.ahead(row.swept_until, end) else max(row.swept_until, reached)
                    mark = row.swept_until
            if replaced:
                raise _OlderCopy
        return stuck

    def _done(self, what: List, mark: datetime) -> None:
        """``mark``: where the list's own is at least, if these are still the books that the walk was made for."""
        now = self._clock.now()
        with self._database.write() as session:
            row = _locked(session, what)
            if row.swept_until < mark:
                row.next_run_at = now
                return
            row.tries, row.error = 0, ""
            row.next_run_at = now + rules.PACES[what].every
            resolve_by_itself(session, f"{Oddity.SWEEP_FAILING}:{what}", now)

    def _failed(self, what: List, why: str) -> None:
        now = self._clock.now()
        with self._database.write() as session:
            row = _locked(session, what)
            row.tries += 1
            row.error = why[:500]
            row.next_run_at = rules.retry(row.tries, now)
            if row.tries >= rules.TOLD_AFTER:
                detail = f"Stripe's list of {what.replace('_', ' ')} was not gone through {row.tries} times: {why}."
                note(session, Oddity.SWEEP_FAILING, f"{Oddity.SWEEP_FAILING}:{what}", detail, now)
        self._log.warning("sweep_failed", list=what.value, why=why)


def _locked(session: Session, what: List) -> Sweep:
    query = select(Sweep).where(Sweep.name == what.value).execution_options(populate_existing=True)
    return session.scalars(query.with_for_update()).one()
