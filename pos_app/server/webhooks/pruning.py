"""What events said is not kept for ever: once they are done with, their id is all that is needed of them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Select, select, update

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.models import StripeEvent
from pos_app.server.webhooks.inbox import DONE

KEPT: Final = timedelta(days=30)
"""As long as Stripe itself can still be asked for an event."""
LOOK_SECONDS: Final = 600
AT_ONCE: Final = 500
ALL: Final = "old payloads"


class Payloads:
    """See ``chores.Chore``. There is one thing to do, and seldom."""

    name = "payloads"

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._next_look = time.monotonic()

    def due(self, _limit: int) -> Sequence[str]:
        if time.monotonic() < self._next_look:
            return ()
        self._next_look = time.monotonic() + LOOK_SECONDS
        with self._database.read() as session:
            return (ALL,) if session.scalar(self._old().limit(1)) is not None else ()

    def do(self, _ident: str) -> None:
        """Some hundreds with each commit, so that nobody waits long."""
        found = 1
        while found:
            with self._database.write() as session:
                old = session.scalars(self._old().limit(AT_ONCE)).all()
                session.execute(update(StripeEvent).where(StripeEvent.id.in_(old)).values(payload=""))
            found = len(old)

    def postpone(self, _ident: str) -> None:
        """It is looked at again after a while in any case."""

    def _old(self) -> Select[str]:
        return select(StripeEvent.id).where(
            StripeEvent.state == DONE,
            StripeEvent.payload != "",
            StripeEvent.done_at < self._database.at(self._clock.now(), -KEPT),
        )
