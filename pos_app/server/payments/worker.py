"""What goes on without anybody asking: events are worked on, open attempts are asked about, abandoned ones ended.

With no webhook at all and every till dead, an attempt still ends here.  What must survive a crash is in the
database; this is only the thread that looks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.gateway import Processor, ProcessorError, ProcessorRefused
from pos_app.server.logs import describe
from pos_app.server.models import StripePaymentIntent
from pos_app.server.payments import rules
from pos_app.server.payments.attempts import Attempts
from pos_app.server.webhooks.inbox import Claimed, Inbox
from pos_app.wire.payments import AttemptState

_T = TypeVar("_T")
LOOK_SECONDS: Final = 1
BATCH: Final = 16
HANDS: Final = 4
"""Questions to the processor at once."""


class Worker:
    """``start`` once, ``wake`` when there is work, ``stop`` before the process ends. Safe in several processes."""

    def __init__(
        self, database: Database, attempts: Attempts, inbox: Inbox, processor: Processor, clock: Clock
    ) -> None:
        self._database = database
        self._attempts = attempts
        self._inbox = inbox
        self._processor = processor
        self._clock = clock
        self._log = structlog.get_logger("worker")
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="payments-worker", daemon=True)
        self._hands = ThreadPoolExecutor(HANDS, thread_name_prefix="payments-hand")

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """From any thread: look now."""
        self._woken.set()

    def stop(self, seconds: float = 1.0) -> None:
        """Take no more work and wait ``seconds`` for what runs; whatever is cut off begins again at the next start."""
        self._stopping.set()
        self._woken.set()
        self._hands.shutdown(wait=False, cancel_futures=True)
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = self.work_once()
            except SQLAlchemyError as error:
                self._log.warning("database_away", **describe(error))
                busy = False
            except Exception as error:  # noqa: BLE001 - the thread must outlive any one item; it is logged and tried again
                self._log.error("worker_failed", **describe(error))
                busy = False
            if not busy:
                self._woken.wait(LOOK_SECONDS)
                self._woken.clear()

    def work_once(self) -> bool:
        """One round: events first, then attempts that are due. True if there was anything to do."""
        events = self._inbox.claim(BATCH)
        self._together(events, self._event)
        due = self._due()
        self._together(due, self._check)
        return bool(events or due)

    def _together(self, items: Sequence[_T], work: Callable[[_T], None]) -> None:
        if self._stopping.is_set():
            return
        for one in [self._hands.submit(work, item) for item in items]:
            one.result()

    def _event(self, claimed: Claimed) -> None:
        try:
            attempt_id = self._attempts.by_intent(claimed.intent_id)
            if attempt_id is not None:
                self._attempts.refresh(attempt_id)
            else:
                attempt_id = self._attempts.adopt(self._processor.read_intent(claimed.intent_id))
        except ProcessorRefused as error:
            # Signed, but the processor doesn't know the object: another account's, or deleted test data.
            self._inbox.done(claimed, f"refused: {error.code}")
        except Exception as error:  # noqa: BLE001 - whatever it is, the event is tried again, and is dead in the end
            dead = self._inbox.failed(claimed, type(error).__name__, rules.backoff(claimed.tries + 1))
            if dead:
                self._log.error("event_dead", intent=claimed.intent_id, events=claimed.event_ids, **describe(error))
        else:
            self._inbox.done(claimed, "" if attempt_id else "not an intent of ours")

    def _due(self) -> Sequence[tuple[str, AttemptState, bool, bool]]:
        """Attempts to ask about: id, state, whether their end was asked for, whether they are abandoned."""
        now = self._clock.now()
        query = (
            select(StripePaymentIntent)
            .where(StripePaymentIntent.live, StripePaymentIntent.next_check_at <= now)
            .order_by(StripePaymentIntent.next_check_at)
            .limit(BATCH)
        )
        with self._database.read() as session:
            return [
                (
                    row.id,
                    AttemptState(row.state),
                    row.cancel_asked,
                    rules.abandoned(AttemptState(row.state), row.lease_expires_at, now),
                )
                for row in session.scalars(query)
            ]

    def _check(self, due: tuple[str, AttemptState, bool, bool]) -> None:
        attempt_id, state, cancel_asked, abandoned = due
        idle = state in (AttemptState.CREATED, AttemptState.READY, AttemptState.REQUIRES_ACTION)
        try:
            if abandoned or (cancel_asked and idle):
                self._attempts.end(attempt_id)
            else:
                self._attempts.refresh(attempt_id)
        except ProcessorError as error:
            self._log.info("processor_not_asked", attempt=attempt_id, code=error.code)
        except SQLAlchemyError:
            raise  # the database's trouble, not the attempt's: the round ends here and begins again
        except Exception as error:  # noqa: BLE001 - one attempt must not hold up the others; a person sees it in the end
            self._log.error("attempt_not_checked", attempt=attempt_id, **describe(error))
            self._attempts.postpone(attempt_id)
