"""News of many intents at once: read a hundred at a time from Stripe's list instead of one by one.

A burst of events is mostly about payments of the last minutes, which stand at the top of that list; and Stripe lets
us ask some dozens of questions a second only. What else stands there and has ended is news as well: its event, which
may be on its way, finds it settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from sqlalchemy import select

from pos_app.server.db import Database
from pos_app.server.gateway import IntentSnapshot, Processor, ProcessorError
from pos_app.server.models import StripePaymentIntent
from pos_app.server.payments import rules
from pos_app.server.payments.attempts import Attempts
from pos_app.wire.payments import AttemptState

WORTH: Final = 50
"""Read so many intents of the list for each one that is looked for: one page instead of two questions."""
WRITTEN_AT_ONCE: Final = 24
CLOCKS: Final = timedelta(minutes=15)
"""By how much our clocks and Stripe's may differ."""
LOOKED_UP_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class _Known:
    attempt_id: str
    version: int
    state: AttemptState
    created_at: datetime

    @property
    def settled(self) -> bool:
        """Nothing that is heard of it changes it; a cancelled one may have succeeded after all."""
        return self.state in (AttemptState.SUCCEEDED, AttemptState.FAILED)

    def changed_by(self, snapshot: IntentSnapshot) -> bool:
        return not self.settled and rules.after(self.state, snapshot) is not self.state


class ManyAttempts:
    def __init__(self, database: Database, processor: Processor, attempts: Attempts) -> None:
        self._database = database
        self._processor = processor
        self._attempts = attempts

    def hear(self, stripe_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """See ``news.HearMany``. What we don't know by its id is not given back."""
        known = self._known(stripe_ids)
        for stripe_id, one in tuple(known.items()):
            if one.settled:
                del known[stripe_id]
                yield stripe_id, ""
        if not known:
            return
        made = [one.created_at for one in known.values()]
        since, until = min(made) - CLOCKS, max(made) + CLOCKS
        read: list[tuple[_Known, IntentSnapshot]] = []
        others: dict[str, IntentSnapshot] = {}
        trouble: ProcessorError | None = None
        try:
            most = WORTH * len(known)
            for snapshot in islice(self._processor.intents(since, until, expected=most), most):
                if snapshot.id in known:
                    read.append((known.pop(snapshot.id), snapshot))
                elif rules.heard(snapshot.status).final:
                    others[snapshot.id] = snapshot
                if not known:
                    break
        except ProcessorError as error:  # what came before it is news all the same
            trouble = error
        wanted = {snapshot.id for _, snapshot in read}
        # A state that is final is never old news, so it may have been read before we looked what we know.
        beside = [(one, others[ident]) for ident, one in self._known(tuple(others)).items()]
        read += [(one, snapshot) for one, snapshot in beside if one.changed_by(snapshot)]
        read.sort(
            key=lambda news: news[0].created_at
        )  # the list begins with the newest; the oldest have waited longest
        for start in range(0, len(read), WRITTEN_AT_ONCE):
            yield from (one for one in self._write(read[start : start + WRITTEN_AT_ONCE]) if one[0] in wanted)
        if trouble is not None:
            raise trouble

    def _write(self, read: Sequence[tuple[_Known, IntentSnapshot]]) -> Iterator[tuple[str, str]]:
        stripe_ids = {one.attempt_id: snapshot.id for one, snapshot in read}
        news = [(one.attempt_id, snapshot, one.version) for one, snapshot in read]
        for attempt_id, written in self._attempts.learn_many(news):
            if written:
                yield stripe_ids[attempt_id], ""

    def _known(self, stripe_ids: Sequence[str]) -> dict[str, _Known]:
        row = StripePaymentIntent
        found: dict[str, _Known] = {}
        with self._database.read() as session:
            for start in range(0, len(stripe_ids), LOOKED_UP_AT_ONCE):
                query = select(row.stripe_id, row.id, row.version, row.state, row.created_at).where(
                    row.stripe_id.in_(stripe_ids[start : start + LOOKED_UP_AT_ONCE])
                )
                for stripe_id, ident, version, state, created_at in session.execute(query):
                    found[str(stripe_id)] = _Known(ident, version, AttemptState(state), created_at)
        return found
