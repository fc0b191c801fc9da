"""From the processor's JSON to snapshots, with no network and no SDK.

Each function takes what came, whatever it is, and raises ProcessorUnknown("half_answer") where that is not the object
it should be, with every field that is needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pos_app.server.gateway import fields
from pos_app.server.gateway.fields import Data, an
from pos_app.server.gateway.snapshots import (
    CardSnapshot,
    ChargeError,
    CustomerRef,
    DisputeSnapshot,
    FeeSnapshot,
    IntentSnapshot,
    Movement,
    PayoutSnapshot,
    RefundSnapshot,
    SavedCard,
)

OURS: Final = ("attempt_id", "invoice_id", "user_id", "till")
"""What an intent's metadata holds: opaque ids and the till's name, nothing of the patient."""


def intent(answer: object) -> IntentSnapshot:
    data = an("payment_intent", answer)
    charge = data.get("latest_charge")
    charge = charge if isinstance(charge, Mapping) else {}
    ours = fields.part(data, "metadata")
    return IntentSnapshot(
        id=fields.needed_id(data),
        status=fields.word(data, "status"),
        amount=fields.amount(data),
        amount_received=fields.amount(data, "amount_received") if "amount_received" in data else 0,
        currency=fields.currency(data),
        livemode=fields.flag(data, "livemode"),
        client_secret=fields.text(data, "client_secret"),
        latest_charge=fields.optional_id(data, "latest_charge"),
        error=_charge_error(fields.part(data, "last_payment_error")),
        card=_card(fields.part(charge, "payment_method_details")),
        customer=fields.optional_id(data, "customer"),
        created=fields.moment(data),
        payment_method=fields.optional_id(data, "payment_method"),
        attempt_id=fields.text(ours, "attempt_id"),
        invoice_id=fields.text(ours, "invoice_id"),
        user_id=fields.text(ours, "user_id"),
        till=fields.text(ours, "till"),
        fee=_fee(charge),
        charged=fields.moment(charge),
    )


def _fee(charge: Data) -> FeeSnapshot | None:
    """None until the charge has its line in the processor's account, or where that was not asked for."""
    found = charge.get("balance_transaction")
    if not isinstance(found, Mapping):
        return None
    data = an("balance_transaction", found)
    return FeeSnapshot(fields.needed_id(data), fields.amount(data, "fee"), fields.currency(data))


def _charge_error(found: Data) -> ChargeError | None:
    if not found:
        return None
    method = fields.part(found, "payment_method")
    return ChargeError(
        code=fields.text(found, "code", 64) or fields.text(found, "type", 64) or "card_error",
        message=fields.text(found, "message", 500) or "The card was declined.",
        decline_code=fields.text(found, "decline_code", 64),
        charge=fields.optional_id(found, "charge"),
        payment_method=fields.optional_id(method, "id"),
        card=_card(method),
    )


def _card(holder: Data) -> CardSnapshot | None:
    """The card of a payment method or of a charge's details: both have it under "card"."""
    card = holder.get("card")
    if not isinstance(card, Mapping) or not re.fullmatch(r"[0-9]{4}", str(card.get("last4")), re.ASCII):
        return None
    return CardSnapshot(
        brand=fields.text(card, "brand", 32) or "card",
        last4=str(card["last4"]),
        exp_month=_small(card.get("exp_month"), 12),
        exp_year=_small(card.get("exp_year"), 9999),
    )


def _small(value: object, most: int) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most else None


def refund(answer: object) -> RefundSnapshot:
    data = an("refund", answer)
    return RefundSnapshot(
        id=fields.needed_id(data),
        status=fields.word(data, "status"),
        amount=fields.amount(data),
        currency=fields.currency(data),
        charge_id=fields.optional_id(data, "charge"),
        intent_id=fields.optional_id(data, "payment_intent"),
        refund_id=fields.text(fields.part(data, "metadata"), "refund_id"),
        reason=fields.text(data, "reason", 64),
        failure_reason=fields.text(data, "failure_reason", 64),
        created=fields.moment(data),
    )


def movement(answer: object) -> Movement:
    data = an("balance_transaction", answer)
    return Movement(
        id=fields.needed_id(data),
        kind=fields.word(data, "type"),
        amount=fields.amount(data),
        fee=fields.amount(data, "fee"),
        currency=fields.currency(data),
        source=fields.optional_id(data, "source"),
        created=fields.moment(data),
    )


def dispute(answer: object) -> DisputeSnapshot:
    data = an("dispute", answer)
    return DisputeSnapshot(
        id=fields.needed_id(data),
        status=fields.word(data, "status"),
        amount=fields.amount(data),
        currency=fields.currency(data),
        charge_id=fields.needed_id(data, "charge"),
        intent_id=fields.optional_id(data, "payment_intent"),
        reason=fields.text(data, "reason", 64),
        answer_by=fields.optional_moment(fields.part(data, "evidence_details"), "due_by"),
        movements=tuple(movement(one) for one in fields.items(data, "balance_transactions")),
        created=fields.moment(data),
    )


def payout(answer: object) -> PayoutSnapshot:
    data = an("payout", answer)
    return PayoutSnapshot(
        id=fields.needed_id(data),
        status=fields.word(data, "status"),
        amount=fields.amount(data),
        currency=fields.currency(data),
        failure_code=fields.text(data, "failure_code", 64),
        arrives=fields.optional_moment(data, "arrival_date"),
        created=fields.moment(data),
    )


def saved_card(answer: object) -> SavedCard | None:
    """None for a payment method that no customer keeps, or that is no card."""
    data = an("payment_method", answer)
    ident, customer = fields.needed_id(data), fields.optional_id(data, "customer")
    if not customer or fields.word(data, "type") != "card":
        return None
    card = _card(data)
    if card is None:
        raise fields.half_answer()
    return SavedCard(
        id=ident,
        customer=customer,
        card=card,
        fingerprint=fields.text(fields.part(data, "card"), "fingerprint", 64),
        created=fields.moment(data),
    )


def customer(answer: object) -> CustomerRef:
    return CustomerRef(fields.needed_id(an("customer", answer)))


def card_session(answer: object, owner: str) -> str:
    """The secret of a customer session, which has to be ``owner``'s."""
    data = an("customer_session", answer)
    secret = fields.text(data, "client_secret", 500)
    if not secret or fields.needed_id(data, "customer") != owner:
        raise fields.half_answer()
    return secret


def page(answer: object) -> tuple[list[Any], str]:
    """The objects of one page of a list, and the id to go on after; empty where it was the last."""
    data = an("list", answer)
    found = fields.items(data, "data")
    if not fields.flag(data, "has_more"):
        return found, ""
    if not found or not isinstance(found[-1], Mapping):
        raise fields.half_answer()
    return found, fields.needed_id(found[-1])
