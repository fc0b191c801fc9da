"""One invoice with its lines, payments, refunds and timeline: five statements, whatever their number."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from pos_app.money import Money
from pos_app.server.invoices import rules
from pos_app.server.invoices.rows import fields_of
from pos_app.server.models import InvoiceEvent, InvoiceLine, Payment, Receipt, StripeRefund, User
from pos_app.wire.base import Amount
from pos_app.wire.invoices import (
    CardRef,
    Insurer,
    InvoiceDetail,
    Line,
    LiveAttempt,
    PaymentEntry,
    RefundEntry,
    TimelineEvent,
)

TIMELINE = 200
"""Entries of the timeline that are told, the newest."""

_LINES = (
    select(InvoiceLine.description, InvoiceLine.quantity, InvoiceLine.amount_minor)
    .where(InvoiceLine.invoice_id == bindparam("invoice"))
    .order_by(InvoiceLine.position)
)
_EVENTS = (
    select(InvoiceEvent.kind, InvoiceEvent.title, InvoiceEvent.detail, InvoiceEvent.at)
    .where(InvoiceEvent.invoice_id == bindparam("invoice"))
    .order_by(InvoiceEvent.at.desc(), InvoiceEvent.id)
    .limit(TIMELINE)
)
_PAYMENTS = (
    select(
        Payment.id,
        Payment.intent_id,
        Payment.method,
        Payment.amount_minor,
        Payment.currency,
        Payment.card_brand,
        Payment.card_last4,
        Payment.at,
        Payment.till,
        User.display_name.label("by"),
        Receipt.number.label("receipt"),
    )
    .outerjoin(User, User.id == Payment.user_id)
    .outerjoin(Receipt, Receipt.payment_id == Payment.id)
    .where(Payment.invoice_id == bindparam("invoice"))
    .order_by(Payment.at, Payment.id)
)
_REFUNDS = (
    select(
        StripeRefund.id,
        StripeRefund.payment_id,
        StripeRefund.amount_minor,
        StripeRefund.currency,
        StripeRefund.status,
        StripeRefund.reason,
        StripeRefund.created_at,
        User.display_name.label("by"),
    )
    .join(Payment, Payment.id == StripeRefund.payment_id)
    .outerjoin(User, User.id == StripeRefund.user_id)
    .where(Payment.invoice_id == bindparam("invoice"))
    .order_by(StripeRefund.created_at, StripeRefund.id)
)


def detail_of(session: Session, row: Row[*tuple[Any, ...]]) -> InvoiceDetail:
    """``row``: one of ``rows.FULL``."""
    key = {"invoice": row.id}
    payments = session.execute(_PAYMENTS, key).all()
    # nothing is refunded that was not paid
    refunds = session.execute(_REFUNDS, key).all() if payments else []
    return InvoiceDetail(
        **fields_of(row),
        gross=Amount.of(Money(row.gross_minor, row.currency)),
        lines=tuple(
            Line(
                description=line.description,
                quantity=line.quantity,
                amount=Amount.of(Money(line.amount_minor, row.currency)),
            )
            for line in session.execute(_LINES, key)
        ),
        insurer=_insurer(row),
        payments=tuple(_payment(p) for p in payments),
        refunds=tuple(
            RefundEntry(
                id=r.id,
                payment_id=r.payment_id,
                amount=Amount.of(Money(r.amount_minor, r.currency)),
                status=r.status,
                reason=r.reason,
                at=r.created_at,
                by=r.by or "",
            )
            for r in refunds
        ),
        live_attempt=_attempt(row),
        timeline=tuple(
            TimelineEvent(kind=e.kind, title=e.title, detail=e.detail, at=e.at) for e in session.execute(_EVENTS, key)
        ),
        customer_email=rules.masked(row.email),
    )


def _insurer(row: Row[*tuple[Any, ...]]) -> Insurer | None:
    if not row.insurer_name and not row.insurer_minor:
        return None
    amount = Amount.of(Money(row.insurer_minor, row.currency))
    return Insurer(name=row.insurer_name or "Insurer", amount=amount, claim=row.claim or None)


def _attempt(row: Row[*tuple[Any, ...]]) -> LiveAttempt | None:
    if row.attempt_id is None:
        return None
    return LiveAttempt(
        payment_intent_id=row.attempt_id,
        state=row.attempt_state,
        amount=Amount.of(Money(row.attempt_minor, row.attempt_currency)),
        by=row.attempt_by or "",
        till=row.attempt_till,
        since=row.attempt_at,
    )


def _payment(row: Row[*tuple[Any, ...]]) -> PaymentEntry:
    return PaymentEntry(
        id=row.id,
        payment_intent_id=row.intent_id,
        method=row.method,
        amount=Amount.of(Money(row.amount_minor, row.currency)),
        card=CardRef(brand=row.card_brand, last4=row.card_last4) if row.card_last4 else None,
        at=row.at,
        by=row.by or "",
        till=row.till,
        receipt_number=row.receipt,
    )
