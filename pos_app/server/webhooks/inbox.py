"""The inbox of webhooks: stored by the event's id, answered at once, worked on afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.gateway import EventNotice
from pos_app.server.models import StripeEvent

PENDING, DONE, DEAD = "pending", "done", "dead"
CLAIM: Final = timedelta(seconds=90)
"""Longer than an event takes with every retry; a worker that died holding one loses it after this."""
MAX_TRIES: Final = 12
"""Some five minutes of back-off; then a person can see it as dead. The attempt is asked about anyway."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """All waiting events about one payment intent: one read from Stripe answers them all."""

    intent_id: str
    event_ids: tuple[str, ...]
    tries: int


class Inbox:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def store(self, notice: EventNotice) -> bool:
        """Keep a verified event; False if it was kept before."""
        now = self._clock.now()
        insert = sqlite.insert if self._database.sqlite else postgresql.insert
        values = {
            "id": notice.id,
            "type": notice.type,
            # Events about nothing of ours are kept, and done with at once.
            "object_id": notice.intent_id or notice.object_id,
            "state": PENDING if notice.intent_id else DONE,
            "payload": notice.payload,
            "tries": 0,
            "error": "",
            "next_try_at": now,
            "received_at": now,
            "done_at": None if notice.intent_id else now,
        }
        with self._database.write() as session:
            made = insert(StripeEvent).values(**values).on_conflict_do_nothing().returning(StripeEvent.id)
            return session.scalar(made) is not None

    def claim(self, limit: int) -> Sequence[Claimed]:
        """Take up to ``limit`` intents whose events are due. Two workers never get the same event."""
        now = self._clock.now()
        due = (
            select(StripeEvent)
            .where(StripeEvent.state == PENDING, StripeEvent.next_try_at <= now)
            .order_by(StripeEvent.next_try_at)
            .limit(limit * 4)
            .with_for_update(skip_locked=True)
        )
        groups: dict[str, list[StripeEvent]] = {}
        with self._database.write() as session:
            for event in session.scalars(due):
                if event.object_id in groups or len(groups) < limit:
                    groups.setdefault(event.object_id, []).append(event)
                    event.next_try_at = now + CLAIM
            return [
                Claimed(intent, tuple(e.id for e in events), max(e.tries for e in events))
                for intent, events in groups.items()
            ]

    def done(self, claimed: Claimed, note: str = "") -> None:
        """Their news is written down."""
        with self._database.write() as session:
            session.execute(
                update(StripeEvent)
                .where(StripeEvent.id.in_(claimed.event_ids))
                .values(state=DONE, done_at=self._clock.now(), error=note)
            )

    def failed(self, claimed: Claimed, why: str, wait: timedelta) -> bool:
        """Try again after ``wait``; True when the tries are used up and the events are dead."""
        dead = claimed.tries + 1 >= MAX_TRIES
        with self._database.write() as session:
            session.execute(
                update(StripeEvent)
                .where(StripeEvent.id.in_(claimed.event_ids))
                .values(
                    tries=StripeEvent.tries + 1,
                    error=why[:500],
                    state=DEAD if dead else PENDING,
                    next_try_at=self._clock.now() + wait,
                )
            )
        return dead

    def next_due(self) -> datetime | None:
        """When the next waiting event is due."""
        query = select(StripeEvent.next_try_at).where(StripeEvent.state == PENDING)
        with self._database.read() as session:
            return session.scalar(query.order_by(StripeEvent.next_try_at).limit(1))
