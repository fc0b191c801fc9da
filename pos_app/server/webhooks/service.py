"""Events that wait or were given up: for those who look after the server to see, and to have tried again.

Trying again moves no money by itself: the object is read from Stripe once more, and what Stripe says is written down.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import structlog
from sqlalchemy import select

from pos_app.server.audit.rules import About as Subject
from pos_app.server.audit.writing import act, acting, actor
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import not_found
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import resolve_by_itself
from pos_app.server.models import StripeEvent
from pos_app.server.permissions import Principal
from pos_app.server.text import plausible_id
from pos_app.server.webhooks.inbox import DONE, PENDING
from pos_app.wire.audit import Act
from pos_app.wire.events import About, EventPage, EventRow, EventState, WaitingState

PAGE: Final = 100


class EventService:
    def __init__(self, database: Database, clock: Clock, wake: Callable[[], None]) -> None:
        """``wake`` tells the worker that there is something to do."""
        self._database = database
        self._clock = clock
        self._wake = wake
        self._log = structlog.get_logger("webhooks")

    def page(self, state: WaitingState) -> EventPage:
        """Those of one state, the longest waiting first."""
        query = (
            select(StripeEvent)
            .where(StripeEvent.state == state.value)
            .order_by(StripeEvent.next_try_at, StripeEvent.id)
            .limit(PAGE + 1)
        )
        with self._database.read() as session:
            found = [_row(event) for event in session.scalars(query)]
        return EventPage(items=tuple(found[:PAGE]), more=len(found) > PAGE)

    def retry(self, who: Principal, event_id: str) -> EventRow:
        """Try it at once, with all its tries before it. One that is done stays done. Raises ``not_found``."""
        if not plausible_id(event_id):
            raise not_found("event")
        query = select(StripeEvent).where(StripeEvent.id == event_id).with_for_update()
        with self._database.write() as session:
            event = session.scalars(query).one_or_none()
            if event is None:
                raise not_found("event")
            again = event.state != DONE
            if again:
                before = {"state": event.state, "tries": event.tries}
                about, after = Subject("event", event.id), {"kind": event.object_kind, "stripe_id": event.object_id}
                act(session, who, Act.RETRY_EVENT, about, self._clock.now(), before=before, after=after)
                acting(session, actor(who))
                event.state, event.tries, event.claimed_by = PENDING, 0, ""
                event.next_try_at = self._database.at(self._clock.now())
                resolve_by_itself(session, f"{Oddity.EVENT_DEAD}:{event.object_id}", self._clock.now())
                session.flush()
                session.refresh(event)
            row = _row(event)
        if again:
            self._log.info("event_retried", event_id=event_id, by=who.id)
            self._wake()
        return row


def _row(event: StripeEvent) -> EventRow:
    return EventRow(
        id=event.id,
        type=event.type,
        subject=About(kind=event.object_kind, id=event.object_id) if event.object_kind else None,
        state=EventState(event.state),
        tries=event.tries,
        error=event.error,
        received_at=event.received_at,
        next_try_at=event.next_try_at if event.state == PENDING else None,
    )
