"""One line of the list: the columns it needs in one statement, and what the wire's model is made of."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Select, Table, and_, select

from pos_app.money import Money
from pos_app.server.invoices import rules
from pos_app.server.models import Invoice, Patient, Site, StripePaymentIntent, User

# Tables, not classes: nothing here needs the ORM's bookkeeping, which costs more than the database does.
INVOICES, PATIENTS, SITES, USERS = (cast(Table, one.__table__) for one in (Invoice, Patient, Site, User))
ATTEMPTS = cast(Table, StripePaymentIntent.__table__)

LIVE = and_(ATTEMPTS.c.invoice_id == INVOICES.c.id, ATTEMPTS.c.live)

ROW: Select[*tuple[Any, ...]] = (
    select(
        INVOICES.c.id,
        INVOICES.c.number,
        INVOICES.c.service,
        INVOICES.c.department,
        INVOICES.c.service_date,
        INVOICES.c.currency,
        INVOICES.c.total_minor,
        INVOICES.c.paid_minor,
        INVOICES.c.refunded_minor,
        INVOICES.c.due_minor,
        INVOICES.c.void,
        PATIENTS.c.id.label("patient_id"),
        PATIENTS.c.name.label("patient_name"),
        PATIENTS.c.mrn,
        PATIENTS.c.birth_date,
        SITES.c.id.label("site_id"),
        SITES.c.name.label("site_name"),
        ATTEMPTS.c.state.label("attempt_state"),
    )
    .select_from(INVOICES)
    .join(PATIENTS, PATIENTS.c.id == INVOICES.c.patient_id)
    .join(SITES, SITES.c.id == INVOICES.c.site_id)
    .outerjoin(ATTEMPTS, LIVE)
)
"""One row for an invoice: at most one attempt of it is live."""

FULL: Select[*tuple[Any, ...]] = ROW.outerjoin(USERS, USERS.c.id == ATTEMPTS.c.user_id).add_columns(
    INVOICES.c.gross_minor,
    INVOICES.c.insurer_minor,
    INVOICES.c.insurer_name,
    INVOICES.c.claim,
    PATIENTS.c.email,
    ATTEMPTS.c.id.label("attempt_id"),
    ATTEMPTS.c.amount_minor.label("attempt_minor"),
    ATTEMPTS.c.currency.label("attempt_currency"),
    ATTEMPTS.c.till.label("attempt_till"),
    ATTEMPTS.c.created_at.label("attempt_at"),
    USERS.c.display_name.label("attempt_by"),
)


def fields_of(row: Any) -> dict[str, Any]:
    """What the list and the detail share, for the wire's models to be made of. ``row``: with the columns of ``ROW``.

    Plain values, because a page holds hundreds of parts and checking them all at once takes a fifth of the time.
    """
    money = row.currency
    return {
        "id": row.id,
        "number": row.number,
        "patient_id": row.patient_id,
        "patient": {"id": row.patient_id, "name": row.patient_name, "mrn": row.mrn, "birth_date": row.birth_date},
        "service": row.service,
        "department": row.department,
        "site": {"id": row.site_id, "name": row.site_name},
        "service_date": row.service_date,
        "currency": money,
        "total": amount(row.total_minor, money),
        "paid": amount(row.paid_minor, money),
        "due": amount(row.due_minor, money),
        "state": rules.state(
            due_minor=row.due_minor,
            paid_minor=row.paid_minor,
            refunded_minor=row.refunded_minor,
            void=row.void,
            attempt=row.attempt_state,
        ),
    }


def amount(minor: int, currency: str) -> dict[str, Any]:
    return {"amount": str(Money(minor, currency)), "amount_minor": minor, "currency": currency}
