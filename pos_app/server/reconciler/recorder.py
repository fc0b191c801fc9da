"""What was found on Stripe's lists, handed to the one road for news where the books don't have it in that state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.gateway import (
    DisputeSnapshot,
    EventNotice,
    IntentSnapshot,
    Kind,
    Movement,
    PayoutSnapshot,
    ProcessorBusy,
    ProcessorError,
    ProcessorRefused,
    ProcessorUnknown,
    RefundSnapshot,
    Subject,
)
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.logs import describe
from pos_app.server.news import News
from pos_app.server.reconciler import lists
from pos_app.server.webhooks.inbox import Inbox

MOST_BUSY: Final = 5
"""Times that Stripe may say "not now", or have an error of its own, while a list is recorded; then it is put off."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """``news``: how many objects the books did not have so; ``stuck``: one that could not be recorded, or empty."""

    news: int
    stuck: str = ""


class Recorder:
    """A method for each list. ``wake`` tells the worker of events put into the inbox.

    Every method raises ProcessorError when Stripe can't be asked.
    """

    def __init__(self, database: Database, news: News, inbox: Inbox, clock: Clock, wake: Callable[[], None]) -> None:
        self._database = database
        self._news = news
        self._inbox = inbox
        self._clock = clock
        self._wake = wake
        self._log = structlog.get_logger("reconciler")

    def intents(self, found: Sequence[IntentSnapshot]) -> Recorded:
        with self._database.read() as session:
            unknown = lists.intents(session, found)
        # As they were paid: so what an older copy has forgotten gets the numbers back that its receipts had on paper.
        unknown.reverse()
        unknown.sort(key=lambda one: max(one.created, one.charged))
        subjects = [Subject(Kind.PAYMENT_INTENT, one.id) for one in unknown]
        together = self._hear_together(subjects)
        heard = self._hear(one for one in reversed(subjects) if one.id not in together)
        return Recorded(len(together) + heard.news, heard.stuck)

    def refunds(self, found: Sequence[RefundSnapshot]) -> Recorded:
        with self._database.read() as session:
            unknown = lists.refunds(session, found)
        return self._hear(unknown)

    def disputes(self, found: Sequence[DisputeSnapshot]) -> Recorded:
        with self._database.read() as session:
            unknown = lists.disputes(session, found)
        return self._hear(unknown)

    def payouts(self, found: Sequence[PayoutSnapshot]) -> Recorded:
        with self._database.read() as session:
            unknown = lists.payouts(session, found)
        return self._hear(unknown)

    def events(self, found: Sequence[EventNotice]) -> Recorded:
        """As if their webhooks had come: the worker does the rest, with its tries and its dead letters."""
        with self._database.read() as session:
            unknown = lists.events(session, found)
        for stored in [self._inbox.store(one) for one in unknown]:
            stored.result()
        if unknown:
            self._wake()
        return Recorded(len(unknown))

    def movements(self, found: Sequence[Movement]) -> Recorded:
        with self._database.read() as session:
            unknown = lists.movements(session, found)
        heard = self._hear(unknown)
        with self._database.read() as session:  # of what has just been heard of too
            fees = lists.fees(session, found)
        if fees:
            now = self._clock.now()
            with self._database.write() as session:
                for one, about in fees:
                    ledger.post(session, books.fee(one.id, one.fee), about, now)
        return Recorded(heard.news + len(fees), heard.stuck)

    def _hear_together(self, subjects: Sequence[Subject]) -> set[str]:
        """The ids of those that were written down; none where there are too few for it to save anything."""
        done: set[str] = set()
        if not subjects or not self._news.in_bulk(subjects[0].kind, len(subjects)):
            return done
        try:
            for ident, remark in self._news.hear_many(subjects[0].kind, [one.id for one in subjects]):
                done.add(ident)
                self._log.info("reconciled", kind=subjects[0].kind.value, about=ident, remark=remark)
        except (ProcessorError, SQLAlchemyError):
            raise
        except Exception as error:  # noqa: BLE001 - nothing is lost: each is heard alone, and tells what is wrong with it
            self._log.warning("not_heard_together", kind=subjects[0].kind.value, done=len(done), **describe(error))
        return done

    def _hear(self, subjects: Iterable[Subject]) -> Recorded:
        """The oldest first, as it happened. One that fails holds up none of the others."""
        stuck, busy, count = "", 0, 0
        for subject in reversed(list(subjects)):
            count += 1
            try:
                remark = self._news.hear(subject)
            except ProcessorRefused as error:
                remark = f"refused: {error.code}"  # listed a moment ago, and gone: test data that was deleted
            except (ProcessorBusy, ProcessorUnknown) as error:
                if isinstance(error, ProcessorUnknown) and not (error.answered or error.code == "half_answer"):
                    raise  # it is away; of one that it stumbles over the others know nothing
                busy += 1
                if busy >= MOST_BUSY:
                    raise
                stuck, remark = subject.id, error.code
            except (ProcessorError, SQLAlchemyError):
                raise
            except Exception as error:  # noqa: BLE001 - it is logged, tried again, and a person sees it in the end
                self._log.error("not_reconciled", about=subject.id, **describe(error))
                stuck, remark = subject.id, type(error).__name__
            self._log.info("reconciled", kind=subject.kind.value, about=subject.id, remark=remark)
        return Recorded(count, stuck)
