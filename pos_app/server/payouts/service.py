"""Payouts: what Stripe sent to the hospital's bank, and what came back from there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pos_app.formats import reported
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import note
from pos_app.server.gateway import EPOCH, PayoutSnapshot, Processor
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.service import About
from pos_app.server.models import StripePayout
from pos_app.server.payouts import rules


def apply(session: Session, snapshot: PayoutSnapshot, now: datetime) -> None:
    """Write ``snapshot`` down, with its row locked.

    Stripe takes the money from our balance when it makes the payout, not when the bank has it; so it is booked then.
    Raises LedgerConflict where it contradicts what was booked before.
    """
    created = now if snapshot.created == EPOCH else snapshot.created
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    values = {
        "id": snapshot.id,
        "amount_minor": snapshot.amount,
        "currency": snapshot.currency,
        "status": snapshot.status,
        "failure_code": "",
        "created_at": created,
        "updated_at": now,
    }
    made = insert(StripePayout).values(**values).on_conflict_do_nothing().returning(StripePayout.id)
    new = session.scalar(made) is not None
    query = select(StripePayout).where(StripePayout.id == snapshot.id).execution_options(populate_existing=True)
    payout = session.scalars(query.with_for_update()).one()
    was = payout.status
    payout.status = rules.after(was, snapshot.status)
    payout.failure_code = snapshot.failure_code or payout.failure_code
    payout.arrives_at = snapshot.arrives
    about = About(snapshot.currency, created, stripe_id=snapshot.id)
    ledger.post(session, books.payout(snapshot.id, snapshot.amount), about, now)
    if payout.status in rules.BACK:
        ledger.post(session, books.payout_failed(snapshot.id, snapshot.amount), about, now)
    if new or payout.status != was:
        payout.updated_at = now
        if payout.status == "failed":
            _warn(session, payout, now)
    session.flush()


def _warn(session: Session, payout: StripePayout, now: datetime) -> None:
    why = payout.failure_code.replace("_", " ") or "no reason given"
    note(
        session,
        Oddity.PAYOUT_FAILED,
        f"{Oddity.PAYOUT_FAILED}:{payout.id}",
        f"{reported(payout.amount_minor, payout.currency)} did not reach the bank ({why}).",
        now,
        stripe_id=payout.id,
        amount_minor=payout.amount_minor,
        currency=payout.currency,
    )


class Payouts:
    """A ``Hear`` for news of payouts."""

    def __init__(self, database: Database, processor: Processor, clock: Clock) -> None:
        self._database = database
        self._processor = processor
        self._clock = clock

    def hear(self, payout_id: str) -> str:
        """See ``news.Hear``."""
        snapshot = self._processor.read_payout(payout_id)
        with self._database.write() as session:
            apply(session, snapshot, self._clock.now())
        return ""
