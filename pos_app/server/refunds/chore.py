"""What becomes of refunds without anybody asking: approved ones are made, open ones asked about, made ones watched."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.models import StripeRefund
from pos_app.server.refunds.conversation import Refunds


class RefundChore:
    """A ``Chore`` of the background worker."""

    name = "refunds"

    def __init__(self, database: Database, refunds: Refunds, clock: Clock) -> None:
        self._database = database
        self._refunds = refunds
        self._clock = clock

    def due(self, limit: int) -> Sequence[str]:
        query = (
            select(StripeRefund.id)
            .where(StripeRefund.next_check_at <= self._clock.now())
            .order_by(StripeRefund.next_check_at)
            .limit(limit)
        )
        with self._database.read() as session:
            return session.scalars(query).all()

    def do(self, ident: str) -> None:
        self._refunds.refresh(ident)

    def postpone(self, ident: str) -> None:
        self._refunds.postpone(ident)
