"""What Stripe says of a dispute, written down: each movement of money once, in whatever order it is heard.

Runs inside one write transaction with the invoice's and the dispute's rows locked, in that order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pos_app.formats import day, reported
from pos_app.server.disputes import rules
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import note, resolve_by_itself
from pos_app.server.gateway import EPOCH, DisputeSnapshot
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.rules import Account, Entry
from pos_app.server.ledger.service import About
from pos_app.server.models import InvoiceEvent, LedgerEntry, Payment, StripeDispute
from pos_app.server.payments.recording import lock_invoice


@dataclass(frozen=True, slots=True)
class _Held:
    """What accounts hold of one dispute, minor units."""

    disputed: int
    lost: int
    settled: int


def payment_of(session: Session, charge_id: str) -> Payment | None:
    """The payment that a charge has made."""
    of_charge = select(LedgerEntry.payment_id).where(
        LedgerEntry.stripe_id == charge_id, LedgerEntry.payment_id.is_not(None)
    )
    found = session.scalar(of_charge.limit(1))
    return session.get(Payment, found) if found else None


def apply(session: Session, snapshot: DisputeSnapshot, now: datetime) -> None:
    """Write ``snapshot`` down. Raises LedgerConflict where it contradicts what was booked before."""
    payment = payment_of(session, snapshot.charge_id)
    if payment is not None:
        lock_invoice(session, payment.invoice_id)
    dispute, new = _row(session, snapshot, now)
    was = dispute.status
    dispute.status = snapshot.status if new else rules.after(was, snapshot.status)
    dispute.live = rules.live(dispute.status)
    dispute.payment_id = dispute.payment_id or (payment.id if payment else None)
    dispute.amount_minor, dispute.reason = snapshot.amount, snapshot.reason
    dispute.answer_by = snapshot.answer_by
    dispute.tries = 0
    held = _book(session, dispute, snapshot, now)
    dispute.next_check_at = rules.next_check(dispute.status, held.disputed, now)
    if new or dispute.status != was:
        dispute.updated_at = now
        _tell(session, dispute, payment, now, new=new)
    session.flush()


def unanswered(session: Session, dispute_id: str, now: datetime) -> None:
    """Write down that Stripe could not be asked about it."""
    found = session.get(StripeDispute, dispute_id)
    if found is not None:
        found.tries += 1
        found.next_check_at = rules.retry(found.tries, now)


def _row(session: Session, snapshot: DisputeSnapshot, now: datetime) -> tuple[StripeDispute, bool]:
    """The dispute's row, locked; and whether it is new."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    values = {
        "id": snapshot.id,
        "charge_id": snapshot.charge_id,
        "amount_minor": snapshot.amount,
        "currency": snapshot.currency,
        "reason": snapshot.reason,
        "status": snapshot.status,
        "live": True,
        "tries": 0,
        "created_at": now if snapshot.created == EPOCH else snapshot.created,
        "updated_at": now,
    }
    made = insert(StripeDispute).values(**values).on_conflict_do_nothing().returning(StripeDispute.id)
    new = session.scalar(made) is not None
    query = select(StripeDispute).where(StripeDispute.id == snapshot.id).execution_options(populate_existing=True)
    return session.scalars(query.with_for_update()).one(), new


def _book(session: Session, dispute: StripeDispute, snapshot: DisputeSnapshot, now: datetime) -> _Held:
    for one in snapshot.movements:
        at = now if one.created == EPOCH else one.created
        about = About(one.currency, at, dispute_id=dispute.id, stripe_id=dispute.id)
        ledger.post(session, books.dispute_moved(one.id, one.amount), about, now)
        ledger.post(session, books.fee(one.id, one.fee), about, now)
    held = _held(session, dispute)
    settled = books.dispute_settled(
        dispute.id, held.settled, held.disputed, held.lost, is_lost=dispute.status == rules.LOST
    )
    about = About(_currency(snapshot), now, dispute_id=dispute.id, stripe_id=dispute.id)
    if ledger.post(session, settled, about, now):
        held = _held(session, dispute)
    return held


def _currency(snapshot: DisputeSnapshot) -> str:
    """That of its movements, which Stripe may settle in another one than the card was charged in."""
    return snapshot.movements[0].currency if snapshot.movements else snapshot.currency


def _held(session: Session, dispute: StripeDispute) -> _Held:
    def sum_of(account: Account) -> object:
        signed = case(
            (LedgerEntry.debit == account.value, LedgerEntry.amount_minor),
            (LedgerEntry.credit == account.value, -LedgerEntry.amount_minor),
            else_=0,
        )
        return func.coalesce(func.sum(signed), 0)

    settled = func.coalesce(func.sum(case((LedgerEntry.kind == Entry.DISPUTE_LOST.value, 1), else_=0)), 0)
    found = session.execute(
        select(sum_of(Account.DISPUTED), sum_of(Account.LOST), settled).where(LedgerEntry.dispute_id == dispute.id)  # type: ignore[call-overload] # an expression
    ).one()
    return _Held(*(int(value) for value in found))


def _tell(session: Session, dispute: StripeDispute, payment: Payment | None, now: datetime, *, new: bool) -> None:
    """Say once what is new about it: to a supervisor, and on the invoice."""
    sum_ = reported(dispute.amount_minor, dispute.currency)
    ids = {
        "payment_id": payment.id if payment else None,
        "invoice_id": payment.invoice_id if payment else None,
        "intent_id": payment.intent_id if payment else None,
        "dispute_id": dispute.id,
        "stripe_id": dispute.id,
        "amount_minor": dispute.amount_minor,
        "currency": dispute.currency,
    }
    if payment is None and new:
        detail = f"A dispute of {sum_} is about the charge {dispute.charge_id}, which is not in these books."
        note(session, Oddity.UNKNOWN_CHARGE, f"unknown_charge:{dispute.id}", detail, now, **ids)  # type: ignore[arg-type] # one dict for all
    opened = f"{Oddity.DISPUTE_OPENED}:{dispute.id}"
    until = f", answer by {day(dispute.answer_by)}" if dispute.answer_by else ""
    reason = dispute.reason.replace("_", " ") or "no reason given"
    if dispute.live:
        detail = f"{sum_}, {reason}{until}."
        note(session, Oddity.DISPUTE_OPENED, opened, detail, now, **ids)  # type: ignore[arg-type] # as above
        title, more = f"Disputed by the cardholder's bank, {sum_}", f"{reason}{until}"
    else:
        resolve_by_itself(session, opened, now)
        title, more = f"Dispute {_decided(dispute.status)}, {sum_}", reason
    if dispute.status == rules.LOST:
        detail = f"The cardholder's bank keeps {sum_} ({reason})."
        note(session, Oddity.DISPUTE_LOST, f"{Oddity.DISPUTE_LOST}:{dispute.id}", detail, now, **ids)  # type: ignore[arg-type] # as above
    else:
        resolve_by_itself(session, f"{Oddity.DISPUTE_LOST}:{dispute.id}", now)
    if payment is not None:
        session.add(InvoiceEvent(invoice_id=payment.invoice_id, kind="dispute", title=title, detail=more, at=now))


def _decided(status: str) -> str:
    return {"won": "won", rules.LOST: "lost"}.get(status, "closed")
