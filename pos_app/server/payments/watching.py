"""The safety net under held answers: one statement a second for all that tills wait for, however many they are.

It finds what no notice came of: another process on SQLite, or a PostgreSQL that could not tell.  See ``chores.Chore``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from pos_app.server.db import Database
from pos_app.server.models import StripePaymentIntent
from pos_app.server.payments.notifier import Notifier

AT_ONCE: Final = 500


class WatchedAttempts:
    """Due is what somebody waits for and what has another version than the one they know."""

    name = "watched"

    def __init__(self, database: Database, notifier: Notifier) -> None:
        self._database = database
        self._notifier = notifier

    def due(self, _limit: int) -> Sequence[str]:
        """All that has changed is due at once: telling takes no time."""
        known = self._notifier.watched
        watched, changed = tuple(known), []
        for start in range(0, len(watched), AT_ONCE):
            query = select(StripePaymentIntent.id, StripePaymentIntent.version).where(
                StripePaymentIntent.id.in_(watched[start : start + AT_ONCE])
            )
            with self._database.read() as session:
                changed += [ident for ident, version in session.execute(query) if known[ident] != version]
        return changed

    def do(self, ident: str) -> None:
        self._notifier.publish(ident)

    def postpone(self, ident: str) -> None:
        """Never: publishing does not fail."""
