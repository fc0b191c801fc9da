"""Attempts that are due: asked about, or ended where nobody looks after them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.models import StripePaymentIntent
from pos_app.server.news import MANY, HearMany
from pos_app.server.payments import rules
from pos_app.server.payments.attempts import Attempts
from pos_app.wire.payments import AttemptState

ROUND: Final = "round"
ROUND_PAUSE_SECONDS: Final = 10
"""Between the end of one round and the next: whom it has not reached is asked about alone."""
MOST: Final = 2_000
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


class WaitingAttempts:
    """See ``chores.Chore``. All attempts that wait for a card, asked about together shortly before they are due: one by
    one, those of some hundred tills would take most of the questions that Stripe allows.

    Its one item is a round through Stripe's list. What that leaves out is due at ``OpenAttempts``.
    """

    name = "waiting"

    def __init__(
        self,
        database: Database,
        hear: HearMany,
        clock: Clock,
        early: timedelta | None = None,
        steady: Callable[[], float] = time.monotonic,  # in seconds
    ) -> None:
        """``early``: how long before the first is due; by default each process has its own, so that after the round of
        one nothing is due for another. ``steady``: seconds of a clock that nobody sets."""
        self._database = database
        self._hear = hear
        self._clock = clock
        self._early = early or timedelta(milliseconds=2_000 + secrets.randbelow(6_000))
        self._steady = steady
        self._rests_until = steady()

    def due(self, _limit: int) -> Sequence[str]:
        if self._steady() < self._rests_until:
            return ()
        now = self._clock.now()
        row = StripePaymentIntent
        query = select(func.count(), func.min(row.next_check_at)).where(self._waits())
        with self._database.read() as session:
            count, first = session.execute(query).one()
        return (ROUND,) if count >= MANY and first is not None and first <= now + self._early else ()

    def do(self, _ident: str) -> None:
        row = StripePaymentIntent
        with self._database.read() as session:
            waiting = session.scalars(
                select(row.stripe_id).where(self._waits()).order_by(row.next_check_at).limit(MOST)
            ).all()
        try:
            for _ in self._hear([stripe_id for stripe_id in waiting if stripe_id is not None]):
                pass
        finally:
            self._rests_until = self._steady() + ROUND_PAUSE_SECONDS

    def postpone(self, _ident: str) -> None:
        """Nothing to write down: each of them is due by itself."""

    def _waits(self) -> ColumnElement[bool]:
        row = StripePaymentIntent
        return and_(
            row.live,
            row.state == AttemptState.SUBMITTED.value,
            row.stripe_id.is_not(None),
            row.tries == 0,
            row.cancel_asked.is_(False),
            row.lease_expires_at > self._clock.now(),
        )
