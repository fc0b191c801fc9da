"""Refunds of money that belongs to no payment here, made in Stripe's dashboard: the way out of suspense."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.server.audit.rules import About as Subject
from pos_app.server.audit.writing import act
from pos_app.server.gateway import EPOCH, RefundSnapshot
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.service import About
from pos_app.server.models import LedgerEntry
from pos_app.server.refunds import rules
from pos_app.wire.audit import Act
from pos_app.wire.refunds import RefundState


def apply(session: Session, snapshot: RefundSnapshot, now: datetime) -> bool:
    """Write ``snapshot`` down. False where the money of its charge is not unassigned, or not in the books at all.

    There is no row to lock: two who write the same at once are told apart by the keys of the entries.
    """
    charge = select(LedgerEntry.seq).where(LedgerEntry.key == f"{snapshot.charge_id}:unassigned")
    if session.scalar(charge.where(LedgerEntry.payment_id.is_(None))) is None:
        return False
    name, minor = snapshot.id, snapshot.amount
    about = About(snapshot.currency, now if snapshot.created == EPOCH else snapshot.created, stripe_id=name)
    sent, back = books.refund_sent(name, minor), books.refund_returned(name, minor)
    done = books.refund_done(name, minor, 0, suspended=True)
    if ledger.post(session, sent, about, now):
        after = {"amount_minor": minor, "currency": snapshot.currency, "charge": snapshot.charge_id}
        act(session, None, Act.REFUND_FOUND, Subject("refund", name), now, after=after)
    if ledger.known(session, [p.key for p in back]):
        return True  # it is over, whatever is heard late
    state = rules.heard(snapshot.status)
    if state is RefundState.SUCCEEDED:
        ledger.post(session, done, about, now)
    elif state in (RefundState.FAILED, RefundState.CANCELLED):
        known = ledger.known(session, [p.key for p in done])
        ledger.post(session, books.refund_undone(known), about, now)
        ledger.post(session, back, about, now)
    return True
