"""The receipt of a payment: it exists exactly if money moved, because it is made where the money is recorded."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from pos_app.money import Money
from pos_app.server.db import Database
from pos_app.server.errors import ApiError, not_found
from pos_app.server.models import Invoice, Payment, StripePaymentIntent
from pos_app.server.models import Receipt as ReceiptRow
from pos_app.server.permissions import Action, Principal
from pos_app.server.receipts import rules
from pos_app.server.text import plausible_id
from pos_app.wire.base import Amount
from pos_app.wire.invoices import CardRef
from pos_app.wire.problems import Code
from pos_app.wire.receipts import Receipt


class ReceiptService:
    def __init__(self, database: Database, hospital: str) -> None:
        self._database = database
        self._hospital = hospital

    def of_payment(self, who: Principal, reference: str) -> Receipt:
        """The receipt of an attempt (our id or Stripe's) or of a payment (its id), as it was when it was made.

        Raises ``not_found``, or ``receipt_not_available`` (409) while no money has moved.
        """
        with self._database.read() as session:
            attempt, payment = _find(session, reference)
            invoice_id = payment.invoice_id if payment else attempt.invoice_id if attempt else None
            invoice = session.get(Invoice, invoice_id) if invoice_id else None
            if invoice is None or not who.may(
                Action.READ_RECEIPTS, site_id=invoice.site_id, patient_id=invoice.patient_id
            ):
                raise not_found("payment")
            if payment is None or payment.receipt is None:
                raise ApiError(Code.RECEIPT_NOT_AVAILABLE, 409, "No money has moved, so there is no receipt.")
            return self._receipt(payment, payment.receipt, invoice)

    def _receipt(self, payment: Payment, row: ReceiptRow, invoice: Invoice) -> Receipt:
        patient = invoice.patient
        return Receipt(
            number=row.number,
            test=row.test,
            hospital=self._hospital,
            site=invoice.site.name,
            till=payment.till,
            issued_at=row.issued_at,
            invoice_number=invoice.number,
            patient=rules.short_patient(patient.given, patient.family, patient.name),
            served_by=rules.short_server(payment.user.display_name) if payment.user else "",
            patient_share=_amount(invoice.total_minor, invoice.currency),
            paid_before=_amount(row.paid_before_minor, invoice.currency),
            paid_now=_amount(payment.amount_minor, payment.currency),
            left_to_pay=_amount(row.left_minor, invoice.currency),
            method=payment.method,
            card=CardRef(brand=payment.card_brand, last4=payment.card_last4) if payment.card_last4 else None,
        )


def _find(session: Session, reference: str) -> tuple[StripePaymentIntent | None, Payment | None]:
    if not plausible_id(reference):
        raise not_found("payment")
    attempt = session.scalars(
        select(StripePaymentIntent).where(
            or_(StripePaymentIntent.id == reference.lower(), StripePaymentIntent.stripe_id == reference)
        )
    ).first()
    mine = Payment.intent_id == attempt.id if attempt else Payment.id == reference.lower()
    payment = session.scalars(select(Payment).where(mine).options(joinedload(Payment.receipt))).first()
    return attempt, payment


def _amount(minor: int, currency: str) -> Amount:
    return Amount.of(Money(minor, currency))
