"""Whether the books have caught up: until then an invoice that looks open may have been paid."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.models import Sweep
from pos_app.server.reconciler import rules
from pos_app.server.reconciler.rules import List

_MARK: Final = select(Sweep.swept_until, Sweep.tries).where(Sweep.name == List.PAYMENT_INTENTS.value)


class Freshness:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def behind(self) -> bool:
        """After a long stop, or with an older copy in the books' place, for as long as the first walk takes."""
        with self._database.read() as session:
            row = session.execute(_MARK).one_or_none()
        return row is not None and rules.behind(row.swept_until, row.tries, self._clock.now())
