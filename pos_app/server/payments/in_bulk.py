"""News of many intents at once: read a hundred at a time from Stripe's list instead of one by one.

A burst of events is mostly about payments of the last minutes, which stand at the top of that list; and Stripe lets
us ask some dozens of questions a second only. What else stands there and has ended is kept for a while: its event,
which may be on its way, need not ask for it again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
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
FURTHER: Final = 4
"""Read on by one in so many of those that were read until all were found."""
WRITTEN_AT_ONCE: Final = 24
KEPT: Final = 4_000
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
        """Nothing that is heard of it changes it; one that was given up may have succeeded after all."""
        return self.state is AttemptState.SUCCEEDED


class _Ended:
    """Intents that were read on the way and have ended: what Stripe says of those is never old news."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, IntentSnapshot] = {}

    def keep(self, snapshot: IntentSnapshot) -> None:
        """The one kept longest goes where there are too many."""
        with self._lock:
            self._kept[snapshot.id] = snapshot
            if len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]

    def take(self, stripe_id: str) -> IntentSnapshot | None:
        with self._lock:
            return self._kept.pop(stripe_id, None)


class ManyAttempts:
    def __init__(self, database: Database, processor: Processor, attempts: Attempts) -> None:
        self._database = database
        self._processor = processor
        self._attempts = attempts
        self._ended = _Ended()

    def hear(self, stripe_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """See ``news.HearMany``. What we don't know by its id is not given back."""
        known = self._known(stripe_ids)
        for stripe_id in [stripe_id for stripe_id, one in known.items() if one.settled]:
            del known[stripe_id]
            yield stripe_id, ""
        read: list[tuple[_Known, IntentSnapshot]] = []
        trouble: ProcessorError | None = None
        try:
            for snapshot in self._read(known):
                read.append((known.pop(snapshot.id), snapshot))
                if len(read) >= WRITTEN_AT_ONCE or not known:
                    yield from self._write(read)
                    read = []
        except ProcessorError as error:  # what came before it is news all the same
            trouble = error
        if read:
            yield from self._write(read)
        if trouble is not None:
            raise trouble

    def _read(self, wanted: Mapping[str, _Known]) -> Iterator[IntentSnapshot]:
        """What Stripe says of those in ``wanted``, until nothing is left there; and then a little further.

        Of a burst in disorder the next ones stand above, and are kept, or not far below. Raises ProcessorError.
        """
        # Those kept from before count too: where reading on has paid, it pays for the rest of the burst as well.
        most = WORTH * len(wanted)
        for stripe_id in tuple(wanted):
            if (kept := self._ended.take(stripe_id)) is not None:
                yield kept
        if not wanted:
            return
        made = [one.created_at for one in wanted.values()]
        since, until = min(made) - CLOCKS, max(made) + CLOCKS
        end = most
        for number, snapshot in enumerate(islice(self._processor.intents(since, until, expected=most), most), 1):
            if snapshot.id in wanted:
                yield snapshot
            elif rules.heard(snapshot.status).final:
                self._ended.keep(snapshot)
            if not wanted:
                end = min(end, number + number // FURTHER)
            if number >= end:
                return

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
