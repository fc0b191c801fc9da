"""Attempts that are due: asked about, or ended where nobody looks after them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.models import StripePaymentIntent
from pos_app.server.payments import rules
from pos_app.server.payments.attempts import Attempts
from pos_app.wire.payments import AttemptState

_IDLE = (AttemptState.CREATED, AttemptState.SUBMITTED, AttemptState.REQUIRES_ACTION)


class OpenAttempts:
    """See ``chores.Chore``."""

    name = "attempts"

    def __init__(self, database: Database, attempts: Attempts, clock: Clock) -> None:
        self._database = database
        self._attempts = attempts
        self._clock = clock

    def due(self, limit: int) -> Sequence[str]:
        query = (
            select(StripePaymentIntent.id)
            .where(StripePaymentIntent.live, StripePaymentIntent.next_check_at <= self._clock.now())
            .order_by(StripePaymentIntent.next_check_at)
            .limit(limit)
        )
        with self._database.read() as session:
            return session.scalars(query).all()

    def do(self, ident: str) -> None:
        with self._database.read() as session:
            row = session.get_one(StripePaymentIntent, ident)
        state = AttemptState(row.state)
        abandoned = rules.abandoned(state, row.lease_expires_at, self._clock.now())
        if abandoned or (row.cancel_asked and state in _IDLE):
            self._attempts.end(ident)
        else:
            self._attempts.refresh(ident)

    def postpone(self, ident: str) -> None:
        self._attempts.postpone(ident)
