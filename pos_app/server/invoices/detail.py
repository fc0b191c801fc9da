"""One invoice with its lines, payments, refunds and timeline, all of them from one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    String,
    Table,
    bindparam,
    literal_column,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy import cast as cast_to
from sqlalchemy.types import TypeEngine

from pos_app.server.db import UtcDateTime
from pos_app.server.invoices import rules
from pos_app.server.invoices.rows import FULL, INVOICES, amount, fields_of
from pos_app.server.models import InvoiceEvent, InvoiceLine, Payment, Receipt, RefundDecision, StripeRefund, User
from pos_app.wire.invoices import InvoiceDetail

TIMELINE = 200
"""Entries of the timeline that are told, the newest."""

_L, _E, _P = (cast(Table, one.__table__) for one in (InvoiceLine, InvoiceEvent, Payment))
_F, _D, _R, _U = (cast(Table, one.__table__) for one in (StripeRefund, RefundDecision, Receipt, User))
_INVOICE: BindParameter[str] = bindparam("invoice", type_=String())
LINE, EVENT, PAYMENT, REFUND, APPROVAL = "line", "event", "payment", "refund", "approval"
_COLUMNS: Mapping[str, TypeEngine[Any]] = MappingProxyType(
    {
        "part_id": String(),
        "kind": String(),
        "title": String(),
        "detail": String(),
        "minor": BigInteger(),
        "money": String(),
        "at": UtcDateTime(),
        "position": Integer(),
        "by": String(),
        "till": String(),
        "receipt": String(),
        "belongs_to": String(),
        "card_brand": String(),
        "card_last4": String(),
        "intent_id": String(),
        "stripe_id": String(),
        "state": String(),
        "origin": String(),
        "reason_code": String(),
    }
)
"""What the parts of an invoice are told in; each kind of part leaves some of them empty."""


def _part(part: str, **columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    named = [columns.get(name, cast_to(null(), kind)).label(name) for name, kind in _COLUMNS.items()]
    return select(literal_column(f"'{part}'", String()).label("part"), *named)


_NEWEST = (
    select(_E.c.id, _E.c.kind, _E.c.title, _E.c.detail, _E.c.at)
    .where(_E.c.invoice_id == _INVOICE)
    .order_by(_E.c.at.desc(), _E.c.id)
    .limit(TIMELINE)
    .subquery()
)
_PARTS = union_all(
    _part(LINE, title=_L.c.description, detail=_L.c.quantity, minor=_L.c.amount_minor, position=_L.c.position).where(
        _L.c.invoice_id == _INVOICE
    ),
    _part(EVENT, part_id=_NEWEST.c.id, kind=_NEWEST.c.kind, title=_NEWEST.c.title, detail=_NEWEST.c.detail,
          at=_NEWEST.c.at),
    _part(PAYMENT, part_id=_P.c.id, kind=_P.c.method, minor=_P.c.amount_minor, money=_P.c.currency, at=_P.c.at,
          by=_U.c.display_name, till=_P.c.till, receipt=_R.c.number, belongs_to=_P.c.intent_id,
          card_brand=_P.c.card_brand, card_last4=_P.c.card_last4)
    .select_from(_P)
    .outerjoin(_U, _U.c.id == _P.c.user_id)
    .outerjoin(_R, _R.c.payment_id == _P.c.id)
    .where(_P.c.invoice_id == _INVOICE),
    _part(REFUND, part_id=_F.c.id, kind=_F.c.status, detail=_F.c.reason, minor=_F.c.amount_minor,
          money=_F.c.currency, at=_F.c.created_at, by=_U.c.display_name, belongs_to=_F.c.payment_id,
          intent_id=_P.c.intent_id, stripe_id=_F.c.stripe_id, state=_F.c.state, origin=_F.c.origin,
          reason_code=_F.c.reason_code)
    .select_from(_F)
    .join(_P, _P.c.id == _F.c.payment_id)
    .outerjoin(_U, _U.c.id == _F.c.user_id)
    .where(_P.c.invoice_id == _INVOICE),
    _part(APPROVAL, part_id=_D.c.id, at=_D.c.at, by=_U.c.display_name, belongs_to=_D.c.refund_id)
    .select_from(_D)
    .join(_F, _F.c.id == _D.c.refund_id)
    .join(_P, _P.c.id == _F.c.payment_id)
    .join(_U, _U.c.id == _D.c.user_id)
    .where(_P.c.invoice_id == _INVOICE, _D.c.decision == "approved"),
).subquery("parts")  # fmt: skip

_ONE = FULL.where(INVOICES.c.id == _INVOICE).subquery("one")
DETAIL: Select[*tuple[Any, ...]] = select(_ONE, _PARTS).select_from(_ONE).outerjoin(_PARTS, true())
"""A row for each part of the invoice, each with the invoice itself; one row without a part where it has none.

One statement, so that all of it is of the same moment, and PostgreSQL is asked once.
"""


def detail_of(rows: Sequence[Any]) -> InvoiceDetail:
    """``rows``: those of ``DETAIL``, one at least."""
    row = rows[0]
    parts: dict[str | None, list[Any]] = {LINE: [], EVENT: [], PAYMENT: [], REFUND: [], APPROVAL: [], None: []}
    for part in rows:
        parts[part.part].append(part)
    timeline = sorted(sorted(parts[EVENT], key=_id), key=_at, reverse=True)
    return InvoiceDetail.model_validate(
        {
            **fields_of(row),
            "gross": amount(row.gross_minor, row.currency),
            "lines": [
                {"description": one.title, "quantity": one.detail, "amount": amount(one.minor, row.currency)}
                for one in sorted(parts[LINE], key=_position)
            ],
            "insurer": _insurer(row),
            "payments": [_payment(one) for one in sorted(parts[PAYMENT], key=_when)],
            "refunds": [_refund(one, parts[APPROVAL]) for one in sorted(parts[REFUND], key=_when)],
            "live_attempt": _attempt(row),
            "timeline": [
                {"kind": one.kind, "title": one.title, "detail": one.detail, "at": one.at} for one in timeline
            ],
            "customer_email": rules.masked(row.email),
        }
    )


def _position(part: Any) -> int:
    found: int = part.position
    return found


def _id(part: Any) -> str:
    return str(part.part_id)


def _at(part: Any) -> datetime:
    found: datetime = part.at
    return found


def _when(part: Any) -> tuple[datetime, str]:
    return part.at, part.part_id


def _insurer(row: Any) -> dict[str, Any] | None:
    if not row.insurer_name and not row.insurer_minor:
        return None
    return {
        "name": row.insurer_name or "Insurer",
        "amount": amount(row.insurer_minor, row.currency),
        "claim": row.claim or None,
    }


def _attempt(row: Any) -> dict[str, Any] | None:
    if row.attempt_id is None:
        return None
    return {
        "payment_intent_id": row.attempt_id,
        "state": row.attempt_state,
        "amount": amount(row.attempt_minor, row.attempt_currency),
        "by": row.attempt_by or "",
        "till": row.attempt_till,
        "since": row.attempt_at,
    }


def _payment(part: Any) -> dict[str, Any]:
    return {
        "id": part.part_id,
        "payment_intent_id": part.belongs_to,
        "method": part.kind,
        "amount": amount(part.minor, part.money),
        "card": {"brand": part.card_brand, "last4": part.card_last4} if part.card_last4 else None,
        "at": part.at,
        "by": part.by or "",
        "till": part.till,
        "receipt_number": part.receipt,
    }


def _refund(part: Any, approvals: Sequence[Any]) -> dict[str, Any]:
    return {
        "id": part.part_id,
        "payment_id": part.belongs_to,
        "payment_intent_id": part.intent_id,
        "stripe_refund_id": part.stripe_id,
        "amount": amount(part.minor, part.money),
        "state": part.state,
        "status": part.kind,
        "origin": part.origin,
        "reason": part.detail,
        "reason_code": part.reason_code,
        "at": part.at,
        "by": part.by or "",
        "approved_by": [one.by for one in sorted(approvals, key=_when) if one.belongs_to == part.part_id],
    }
