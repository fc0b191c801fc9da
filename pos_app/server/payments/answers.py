"""Rows of attempts as answers of the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, or_, select

from pos_app.money import Money
from pos_app.server.db import Database
from pos_app.server.errors import not_found
from pos_app.server.models import Invoice, Payment, Receipt, StripePaymentIntent
from pos_app.server.permissions import Action, Principal
from pos_app.server.text import plausible_id
from pos_app.wire.base import Amount
from pos_app.wire.invoices import CardRef
from pos_app.wire.payments import AttemptState, Decline, PaymentIntentAnswer, ReceiptRef

_A: Final = StripePaymentIntent
_ATTEMPT: Final = (
    select(
        _A.id, _A.stripe_id, _A.invoice_id, _A.user_id, _A.till, _A.amount_minor, _A.currency, _A.state, _A.status,
        _A.live, _A.version, _A.error_code, _A.decline_code, _A.error_message, _A.error_at, _A.card_brand,
        _A.card_last4, _A.card_exp_month, _A.card_exp_year, _A.tries, _A.next_check_at, _A.lease_expires_at,
        _A.created_at, _A.updated_at, Invoice.number, Invoice.patient_id, Invoice.site_id, Invoice.due_minor,
        Invoice.currency.label("invoice_currency"), Receipt.number.label("receipt"), Receipt.issued_at,
    )
    .join(Invoice, Invoice.id == _A.invoice_id)
    .outerjoin(Payment, Payment.intent_id == _A.id)
    .outerjoin(Receipt, Receipt.payment_id == Payment.id)
    .where(or_(_A.id == bindparam("ours"), _A.stripe_id == bindparam("theirs")))
)  # fmt: skip
"""One attempt with what its answer tells: hundreds of tills may ask for theirs in the same second."""


class Answers:
    """Rows of attempts by our id or the processor's, each with ``_ATTEMPT``'s columns as attributes.

    Raises ``not_found`` for what is not there and what is not theirs.
    """

    def __init__(self, database: Database) -> None:
        self._lookup = database.lookup(_ATTEMPT)

    def find(self, who: Principal, reference: str, action: Action) -> Any:
        """Not on the event loop."""
        return _theirs(self._lookup.rows(**_named(reference)), who, action)

    async def soon(self, who: Principal, reference: str, action: Action) -> Any:
        """As ``find``, on the event loop."""
        return _theirs(await self._lookup.soon(**_named(reference)), who, action)


def _named(reference: str) -> dict[str, str]:
    if not plausible_id(reference):
        raise not_found("payment")
    return {"ours": reference.lower(), "theirs": reference}


def _theirs(rows: Sequence[Any], who: Principal, action: Action) -> Any:
    if not rows or not who.may(action, site_id=rows[0].site_id, patient_id=rows[0].patient_id):
        raise not_found("payment")
    return rows[0]


def answer(
    row: Any,
    *,
    client_secret: str | None = None,
    publishable_key: str | None = None,
    pay_url: str | None = None,
) -> PaymentIntentAnswer:
    """What a client may know of an attempt; the last three only for whoever has just opened it to pay."""
    state = AttemptState(row.state)
    money = Money(row.amount_minor, row.currency)
    payable = not state.final
    return PaymentIntentAnswer(
        id=row.id,
        stripe_payment_intent_id=row.stripe_id,
        invoice_id=row.invoice_id,
        invoice_number=row.number,
        patient_id=row.patient_id,
        amount=str(money),
        amount_minor=money.minor,
        currency=money.currency,
        state=state,
        status=row.status,
        version=row.version,
        client_secret=client_secret or None if payable else None,
        publishable_key=publishable_key if payable else None,
        pay_url=pay_url if payable else None,
        last_error=_last_error(row),
        card=_card(row),
        receipt=ReceiptRef(number=row.receipt, issued_at=row.issued_at) if row.receipt else None,
        invoice_due=Amount.of(Money(row.due_minor, row.invoice_currency)),
        tries=row.tries,
        next_check_at=row.next_check_at,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _card(row: Any) -> CardRef | None:
    if not row.card_last4:
        return None
    return CardRef(
        brand=row.card_brand,
        last4=row.card_last4,
        exp_month=row.card_exp_month,
        exp_year=row.card_exp_year,
    )


def _last_error(row: Any) -> Decline | None:
    if not row.error_code:
        return None
    return Decline(
        code=row.error_code,
        decline_code=row.decline_code or None,
        message=row.error_message,
        at=row.error_at,
        card=_card(row),
    )
