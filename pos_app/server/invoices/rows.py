"""One line of the list: the columns it needs in one statement, and the wire's model made of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, and_, select

from pos_app.money import Money
from pos_app.server.invoices import rules
from pos_app.server.models import Invoice, Patient, Site, StripePaymentIntent, User
from pos_app.wire.auth import SiteRef
from pos_app.wire.base import Amount
from pos_app.wire.invoices import InvoiceRow, PatientRef

LIVE = and_(StripePaymentIntent.invoice_id == Invoice.id, StripePaymentIntent.live)

ROW: Select[*tuple[Any, ...]] = (
    select(
        Invoice.id,
        Invoice.number,
        Invoice.service,
        Invoice.department,
        Invoice.service_date,
        Invoice.currency,
        Invoice.total_minor,
        Invoice.paid_minor,
        Invoice.refunded_minor,
        Invoice.due_minor,
        Invoice.void,
        Patient.id.label("patient_id"),
        Patient.name.label("patient_name"),
        Patient.mrn,
        Patient.birth_date,
        Site.id.label("site_id"),
        Site.name.label("site_name"),
        StripePaymentIntent.state.label("attempt_state"),
    )
    .select_from(Invoice)
    .join(Patient, Patient.id == Invoice.patient_id)
    .join(Site, Site.id == Invoice.site_id)
    .outerjoin(StripePaymentIntent, LIVE)
)
"""One row for an invoice: at most one attempt of it is live."""

FULL: Select[*tuple[Any, ...]] = ROW.outerjoin(User, User.id == StripePaymentIntent.user_id).add_columns(
    Invoice.gross_minor,
    Invoice.insurer_minor,
    Invoice.insurer_name,
    Invoice.claim,
    Patient.email,
    StripePaymentIntent.id.label("attempt_id"),
    StripePaymentIntent.amount_minor.label("attempt_minor"),
    StripePaymentIntent.currency.label("attempt_currency"),
    StripePaymentIntent.till.label("attempt_till"),
    StripePaymentIntent.created_at.label("attempt_at"),
    User.display_name.label("attempt_by"),
)


def fields_of(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """What the list and the detail share."""
    money = row.currency
    return {
        "id": row.id,
        "number": row.number,
        "patient_id": row.patient_id,
        "patient": PatientRef(id=row.patient_id, name=row.patient_name, mrn=row.mrn, birth_date=row.birth_date),
        "service": row.service,
        "department": row.department,
        "site": SiteRef(id=row.site_id, name=row.site_name),
        "service_date": row.service_date,
        "currency": money,
        "total": Amount.of(Money(row.total_minor, money)),
        "paid": Amount.of(Money(row.paid_minor, money)),
        "due": Amount.of(Money(row.due_minor, money)),
        "state": rules.state(
            due_minor=row.due_minor,
            paid_minor=row.paid_minor,
            refunded_minor=row.refunded_minor,
            void=row.void,
            attempt=row.attempt_state,
        ),
    }


def row_of(row: Row[*tuple[Any, ...]]) -> InvoiceRow:
    return InvoiceRow(**fields_of(row))
