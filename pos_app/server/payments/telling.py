"""What is told of an attempt: to the invoice's timeline, to a supervisor, to the audit log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from pos_app.formats import reported
from pos_app.server.audit.rules import About
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import note
from pos_app.server.models import InvoiceEvent, StripePaymentIntent


def tell(session: Session, attempt: StripePaymentIntent, kind: str, title: str, detail: str, now: datetime) -> None:
    """One more line of the invoice's timeline."""
    session.add(InvoiceEvent(invoice_id=attempt.invoice_id, kind=kind, title=title[:300], detail=detail[:500], at=now))


def put_before_supervisor(
    session: Session, kind: Oddity, detail: str, now: datetime, attempt: StripePaymentIntent, minor: int, currency: str
) -> None:
    """An exception about an attempt, one of a kind; ``minor`` and ``currency`` are the money it is about."""
    note(
        session,
        kind,
        f"{kind}:{attempt.id}",
        detail,
        now,
        intent_id=attempt.id,
        invoice_id=attempt.invoice_id,
        stripe_id=attempt.stripe_id or "",
        amount_minor=minor,
        currency=currency,
    )


def subject(attempt: StripePaymentIntent) -> About:
    return About("payment_intent", attempt.id, attempt.invoice_id)


def asked(attempt: StripePaymentIntent) -> str:
    """The amount the attempt is for, as it is told."""
    return reported(attempt.amount_minor, attempt.currency)
