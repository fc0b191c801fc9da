"""Finding a refund: by its invoice, its patient, the receipt of its payment, or who asked for it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, false, or_, select
from sqlalchemy.orm import Session

from pos_app.server.invoices.search import Query, among, hits, read
from pos_app.server.models import Invoice, Patient, Receipt, StripeRefund, User
from pos_app.server.receipts import rules as receipts
from pos_app.server.text import fold


def matching(session: Session, typed: str, *, sqlite: bool) -> ColumnElement[bool] | None:
    """The condition on ``rows.refunds()``; None for a search of nothing, which is for all."""
    query = read(session, typed, sqlite=sqlite)
    if query is None:
        return None
    return or_(
        _of_invoice(session, query, sqlite=sqlite),
        _of_receipt(receipts.beginning(typed)),
        StripeRefund.user_id.in_(_called(session, typed)),
    )


def _of_invoice(session: Session, query: Query, *, sqlite: bool) -> ColumnElement[bool]:
    invoices = hits(session, query, sqlite=sqlite)
    if invoices is not None:
        return among(Invoice.id, invoices, sqlite=sqlite)
    its_patient = exists(select(Patient.id).where(Patient.id == Invoice.patient_id, query.patient(sqlite=sqlite)))
    return or_(query.numbers(sqlite=sqlite), its_patient)


def _of_receipt(numbers: tuple[tuple[int, int], ...]) -> ColumnElement[bool]:
    if not numbers:
        return false()
    found = select(Receipt.payment_id).where(or_(*(Receipt.sequence.between(first, last) for first, last in numbers)))
    return StripeRefund.payment_id.in_(found)


def _called(session: Session, typed: str) -> list[str]:
    """People of the desk whose name holds every word; they are few, so that each can be looked at."""
    words = fold(typed).split()
    people = session.execute(select(User.id, User.display_name)).all()
    return [ident for ident, name in people if words and all(word in fold(name) for word in words)]
