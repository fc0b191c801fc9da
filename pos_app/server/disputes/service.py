"""Disputes: heard of by whatever way, read again at Stripe, written down; live ones are looked at by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.disputes import recording
from pos_app.server.gateway import Processor, ProcessorError
from pos_app.server.models import StripeDispute
from pos_app.server.news import Hear


class Disputes:
    """A ``Hear`` for news of disputes, and the ``Chore`` that goes on without any.

    ``hear_intent`` is asked first where the payment is not in the books yet: its news may be on the way.
    """

    name = "disputes"

    def __init__(self, database: Database, processor: Processor, clock: Clock, hear_intent: Hear) -> None:
        self._database = database
        self._processor = processor
        self._clock = clock
        self._hear_intent = hear_intent

    def hear(self, dispute_id: str) -> str:
        """See ``news.Hear``."""
        snapshot = self._processor.read_dispute(dispute_id)
        if snapshot.intent_id and not self._knows(snapshot.charge_id):
            self._hear_intent(snapshot.intent_id)
        with self._database.write() as session:
            recording.apply(session, snapshot, self._clock.now())
        return "" if self._knows(snapshot.charge_id) else "of a charge that is not in the books"

    def due(self, limit: int) -> Sequence[str]:
        """See ``chores.Chore``."""
        now = self._clock.now()
        found = select(StripeDispute.id).where(StripeDispute.next_check_at <= now)
        with self._database.read() as session:
            return session.scalars(found.order_by(StripeDispute.next_check_at).limit(limit)).all()

    def do(self, ident: str) -> None:
        """See ``chores.Chore``."""
        try:
            self.hear(ident)
        except ProcessorError:
            self.postpone(ident)
            raise

    def postpone(self, ident: str) -> None:
        """See ``chores.Chore``."""
        with self._database.write() as session:
            recording.unanswered(session, ident, self._clock.now())

    def _knows(self, charge_id: str) -> bool:
        with self._database.read() as session:
            return recording.payment_of(session, charge_id) is not None
