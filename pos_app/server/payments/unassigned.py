"""Money of ours that fits nowhere yet: booked as nobody's, with a note to a supervisor, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from pos_app.formats import reported
from pos_app.server.audit.rules import About as Subject
from pos_app.server.audit.writing import act
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import note
from pos_app.server.gateway import IntentSnapshot
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.service import About
from pos_app.server.models import StripePaymentIntent
from pos_app.server.payments import rules
from pos_app.wire.audit import Act


def of_no_invoice(session: Session, snapshot: IntentSnapshot, now: datetime) -> bool:
    """Write down money for an invoice that is not here: never dropped, never forced. False: it was written before."""
    charge = rules.charge_of(snapshot)
    about = About(snapshot.currency, rules.moved_at(snapshot, now), stripe_id=charge)
    if not ledger.post(session, books.unassigned(charge, snapshot.amount_received), about, now):
        return False
    _audit(session, snapshot, "", now)
    detail = (
        f"{reported(snapshot.amount_received, snapshot.currency)} was received for the invoice "
        f"{snapshot.invoice_id or '(none named)'}, which is not here (charge {charge})."
    )
    note(
        session,
        Oddity.UNKNOWN_CHARGE,
        f"{Oddity.UNKNOWN_CHARGE}:{charge}",
        detail,
        now,
        stripe_id=charge,
        amount_minor=snapshot.amount_received,
        currency=snapshot.currency,
    )
    return True


def second_intent(session: Session, attempt: StripePaymentIntent, snapshot: IntentSnapshot, now: datetime) -> None:
    """Write down money that a second intent of one attempt has taken: it is nobody's until a supervisor says whose."""
    at = rules.moved_at(snapshot, now)
    about = About(snapshot.currency, at, invoice_id=attempt.invoice_id, stripe_id=rules.charge_of(snapshot))
    if not ledger.post(session, books.unassigned(rules.charge_of(snapshot), snapshot.amount_received), about, now):
        return
    _audit(session, snapshot, attempt.invoice_id, now)
    taken = reported(snapshot.amount_received, snapshot.currency)
    detail = f"A second intent ({snapshot.id}) of one payment has taken {taken}."
    note(
        session,
        Oddity.SECOND_INTENT,
        f"second:{snapshot.id}",
        detail,
        now,
        intent_id=attempt.id,
        invoice_id=attempt.invoice_id,
        stripe_id=rules.charge_of(snapshot),
        amount_minor=snapshot.amount_received,
        currency=snapshot.currency,
    )


def _audit(session: Session, snapshot: IntentSnapshot, invoice_id: str, now: datetime) -> None:
    after = {"amount_minor": snapshot.amount_received, "currency": snapshot.currency}
    about = Subject("charge", rules.charge_of(snapshot), invoice_id)
    act(session, None, Act.MONEY_UNASSIGNED, about, now, after=after)
