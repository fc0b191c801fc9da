"""Which receipts a person may see and is looking for, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, false, func, or_, select, true
from sqlalchemy.orm import Session

from pos_app.money import Money
from pos_app.server.errors import ApiError
from pos_app.server.invoices.search import SPARSE, Query, among, hits, read
from pos_app.server.models import Invoice, Patient, Payment, Receipt, ReceiptCopy, Site, User
from pos_app.server.permissions import Action, Principal, Scope
from pos_app.server.receipts import rules
from pos_app.wire.base import Amount
from pos_app.wire.invoices import CardRef
from pos_app.wire.problems import Code
from pos_app.wire.receipts import ReceiptRow

_COPIES: Final = (
    select(func.count())
    .where(ReceiptCopy.receipt_id == Receipt.id)
    .correlate(Receipt)
    .scalar_subquery()
    .label("copies")
)
_ROWS: Final[Select[*tuple[Any, ...]]] = (
    select(
        Receipt.sequence,
        Receipt.number,
        Receipt.issued_at,
        Invoice.number.label("invoice"),
        Patient.name.label("patient"),
        Patient.mrn,
        Site.name.label("site"),
        Payment.till,
        User.display_name.label("by"),
        Payment.amount_minor,
        Payment.currency,
        Payment.method,
        Payment.card_brand,
        Payment.card_last4,
        _COPIES,
    )
    .join(Payment, Payment.id == Receipt.payment_id)
    .join(Invoice, Invoice.id == Payment.invoice_id)
    .join(Patient, Patient.id == Invoice.patient_id)
    .join(Site, Site.id == Invoice.site_id)
    .outerjoin(User, User.id == Payment.user_id)
)


def page(
    session: Session, who: Principal, q: str, limit: int, cursor: str | None, *, sqlite: bool
) -> tuple[Sequence[ReceiptRow], str | None]:
    """One page and the cursor of the next. Raises ``cursor_invalid``."""
    after = rules.sequence(cursor) if cursor else None
    if cursor and after is None:
        raise ApiError(Code.CURSOR_INVALID, 400, "This list has no such place. Begin at its first page.")
    query = read(session, q, sqlite=sqlite)
    wanted = true() if query is None else _matching(session, query, rules.beginning(q), sqlite=sqlite)
    statement = _ROWS.where(visible(who), wanted)
    if after is not None:
        statement = statement.where(Receipt.sequence < after)
    rows = session.execute(statement.order_by(Receipt.sequence.desc()).limit(limit + 1)).all()
    shown = [_row(row) for row in rows[:limit]]
    return shown, shown[-1].number if len(rows) > limit else None


def visible(who: Principal) -> ColumnElement[bool]:
    """The condition on Invoice for whose receipts this person may read."""
    match who.scope(Action.READ_RECEIPTS):
        case Scope.ALL:
            return true()
        case Scope.SITE:
            return Invoice.site_id.in_(who.site_ids) if who.site_ids else false()
        case Scope.OWN:
            return Invoice.patient_id == who.patient_id if who.patient_id else false()
        case Scope.NONE:
            return false()


def _matching(
    session: Session, query: Query, numbers: tuple[tuple[int, int], ...], *, sqlite: bool
) -> ColumnElement[bool]:
    """Few hits are named, because the list would be walked to its end for them; many are found by walking it."""
    by_number = or_(false(), *(Receipt.sequence.between(first, last) for first, last in numbers))
    walked = or_(by_number, query.numbers(sqlite=sqlite), query.patient(sqlite=sqlite))
    invoices = hits(session, query, sqlite=sqlite)
    if invoices is None:
        return walked
    found = set(session.scalars(select(Receipt.sequence).where(by_number).limit(SPARSE + 1))) if numbers else set()
    theirs = (
        select(Receipt.sequence)
        .join(Payment, Payment.id == Receipt.payment_id)
        .where(among(Payment.invoice_id, invoices, sqlite=sqlite))
    )
    found.update(session.scalars(theirs.limit(SPARSE + 1)))
    return walked if len(found) > SPARSE else Receipt.sequence.in_(found)


def _row(row: Row[*tuple[Any, ...]]) -> ReceiptRow:
    return ReceiptRow(
        number=row.number,
        issued_at=row.issued_at,
        invoice_number=row.invoice,
        patient=row.patient,
        mrn=row.mrn,
        site=row.site,
        till=row.till,
        served_by=row.by or "",
        paid=Amount.of(Money(row.amount_minor, row.currency)),
        method=row.method,
        card=CardRef(brand=row.card_brand, last4=row.card_last4) if row.card_last4 else None,
        copies=row.copies,
    )
