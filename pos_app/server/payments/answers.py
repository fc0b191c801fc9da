"""Rows of attempts as answers of the API."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pos_app.money import Money
from pos_app.server.errors import not_found
from pos_app.server.models import Invoice, Payment, Receipt, StripePaymentIntent
from pos_app.server.permissions import Action, Principal
from pos_app.server.text import plausible_id
from pos_app.wire.base import Amount
from pos_app.wire.invoices import CardRef
from pos_app.wire.payments import AttemptState, Decline, PaymentIntentAnswer, ReceiptRef


def find(session: Session, reference: str, who: Principal, action: Action) -> tuple[StripePaymentIntent, Invoice]:
    """The attempt with our id or the processor's. ``not_found`` for what is not there and what is not theirs."""
    if not plausible_id(reference):
        raise not_found("payment")
    row = session.execute(
        select(StripePaymentIntent, Invoice)
        .join(Invoice, Invoice.id == StripePaymentIntent.invoice_id)
        .where(or_(StripePaymentIntent.id == reference.lower(), StripePaymentIntent.stripe_id == reference))
    ).first()
    if row is None or not who.may(action, site_id=row[1].site_id, patient_id=row[1].patient_id):
        raise not_found("payment")
    return row[0], row[1]


def answer(
    session: Session,
    attempt: StripePaymentIntent,
    invoice: Invoice,
    *,
    client_secret: str | None = None,
    publishable_key: str | None = None,
    pay_url: str | None = None,
) -> PaymentIntentAnswer:
    """What a client may know of an attempt; the last three only for whoever has just opened it to pay."""
    state = AttemptState(attempt.state)
    money = Money(attempt.amount_minor, attempt.currency)
    payable = not state.final
    return PaymentIntentAnswer(
        id=attempt.id,
        stripe_payment_intent_id=attempt.stripe_id,
        invoice_id=invoice.id,
        invoice_number=invoice.number,
        patient_id=invoice.patient_id,
        amount=str(money),
        amount_minor=money.minor,
        currency=money.currency,
        state=state,
        status=attempt.status,
        version=attempt.version,
        client_secret=client_secret or None if payable else None,
        publishable_key=publishable_key if payable else None,
        pay_url=pay_url if payable else None,
        last_error=_last_error(attempt),
        card=_card(attempt),
        receipt=_receipt(session, attempt) if state is AttemptState.SUCCEEDED else None,
        invoice_due=Amount.of(Money(invoice.due_minor, invoice.currency)),
        tries=attempt.tries,
        next_check_at=attempt.next_check_at,
        created_at=attempt.created_at,
        updated_at=attempt.updated_at,
    )


def _card(attempt: StripePaymentIntent) -> CardRef | None:
    if not attempt.card_last4:
        return None
    return CardRef(
        brand=attempt.card_brand,
        last4=attempt.card_last4,
        exp_month=attempt.card_exp_month,
        exp_year=attempt.card_exp_year,
    )


def _last_error(attempt: StripePaymentIntent) -> Decline | None:
    if not attempt.error_code:
        return None
    return Decline(
        code=attempt.error_code,
        decline_code=attempt.decline_code or None,
        message=attempt.error_message,
        at=attempt.error_at,
        card=_card(attempt),
    )


def _receipt(session: Session, attempt: StripePaymentIntent) -> ReceiptRef | None:
    row = session.execute(
        select(Receipt.number, Receipt.issued_at)
        .join(Payment, Payment.id == Receipt.payment_id)
        .where(Payment.intent_id == attempt.id)
    ).first()
    return ReceiptRef(number=row[0], issued_at=row[1]) if row else None
