"""One invoice with its lines, payments, refunds and timeline: five statements, whatever their number."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Connection, Row, Table, bindparam, select

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

_L, _E, _P = (cast(Table, one.__table__) for one in (InvoiceLine, InvoiceEvent, Payment))
_F, _R, _U = (cast(Table, one.__table__) for one in (StripeRefund, Receipt, User))

_LINES = (
    select(_L.c.description, _L.c.quantity, _L.c.amount_minor)
    .where(_L.c.invoice_id == bindparam("invoice"))
    .order_by(_L.c.position)
)
_EVENTS = (
    select(_E.c.kind, _E.c.title, _E.c.detail, _E.c.at)
    .where(_E.c.invoice_id == bindparam("invoice"))
    .order_by(_E.c.at.desc(), _E.c.id)
    .limit(TIMELINE)
)
_PAYMENTS = (
    select(
        _P.c.id,
        _P.c.intent_id,
        _P.c.method,
        _P.c.amount_minor,
        _P.c.currency,
        _P.c.card_brand,
        _P.c.card_last4,
        _P.c.at,
        _P.c.till,
        _U.c.display_name.label("by"),
        _R.c.number.label("receipt"),
    )
    .outerjoin(_U, _U.c.id == _P.c.user_id)
    .outerjoin(_R, _R.c.payment_id == _P.c.id)
    .where(_P.c.invoice_id == bindparam("invoice"))
    .order_by(_P.c.at, _P.c.id)
)
_REFUNDS = (
    select(
        _F.c.id,
        _F.c.payment_id,
        _F.c.amount_minor,
        _F.c.currency,
        _F.c.status,
        _F.c.reason,
        _F.c.created_at,
        _U.c.display_name.label("by"),
    )
    .join(_P, _P.c.id == _F.c.payment_id)
    .outerjoin(_U, _U.c.id == _F.c.user_id)
    .where(_P.c.invoice_id == bindparam("invoice"))
    .order_by(_F.c.created_at, _F.c.id)
)


def detail_of(connection: Connection, row: Row[*tuple[Any, ...]]) -> InvoiceDetail:
    """``row``: one of ``rows.FULL``."""
    key = {"invoice": row.id}
    payments = connection.execute(_PAYMENTS, key).all()
    # nothing is refunded that was not paid
    refunds = connection.execute(_REFUNDS, key).all() if payments else []
    return InvoiceDetail(
        **fields_of(row),
        gross=Amount.of(Money(row.gross_minor, row.currency)),
        lines=tuple(
            Line(
                description=line.description,
                quantity=line.quantity,
                amount=Amount.of(Money(line.amount_minor, row.currency)),
            )
            for line in connection.execute(_LINES, key)
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
            TimelineEvent(kind=e.kind, title=e.title, detail=e.detail, at=e.at)
            for e in connection.execute(_EVENTS, key)
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
