"""What events said is not kept for ever: once they are done with, their id is all that is needed of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Select, Update, select, update

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.models import StripeEvent
from pos_app.server.tidying import Tidying
from pos_app.server.webhooks.inbox import DONE

KEPT: Final = timedelta(days=30)
"""As long as Stripe itself can still be asked for an event."""
LOOK_SECONDS: Final = 600
AT_ONCE: Final = 500


class Payloads(Tidying):
    """The chore that clears them away."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__("payloads", database, every=LOOK_SECONDS, at_once=AT_ONCE)
        self._clock = clock

    def old(self) -> Select[str]:
        return select(StripeEvent.id).where(
            StripeEvent.state == DONE,
            StripeEvent.payload != "",
            StripeEvent.done_at < self._database.at(self._clock.now(), -KEPT),
        )

    def cleared(self, keys: Sequence[str]) -> Update:
        return update(StripeEvent).where(StripeEvent.id.in_(keys)).values(payload="")
