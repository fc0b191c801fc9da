"""The ends of a payment intent beside success at once: capture, cancel, an authorization that runs out."""

from __future__ import annotations

from typing import Final

from pos_app.sandbox.errors import ApiError, Json, invalid, wrong_state
from pos_app.sandbox.objects import charges
from pos_app.sandbox.work import Work

_CANCELABLE: Final = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action")


def _unexpected(intent: Json, message: str) -> ApiError:
    return wrong_state(message, "payment_intent_unexpected_state", payment_intent=intent)


def capture(work: Work, intent: Json, amount: int | None) -> Json:
    """Take what was authorized, or less; what is left is released."""
    if intent["status"] != "requires_capture":
        raise _unexpected(
            intent,
            f"This PaymentIntent could not be captured because it has a status of {intent['status']}. Only a "
            "PaymentIntent with one of the following statuses may be captured: requires_capture.",
        )
    capturable = intent["amount_capturable"]
    taken = capturable if amount is None else amount
    if taken < 1:
        raise invalid(
            "This value must be greater than or equal to 1.", "amount_to_capture", "parameter_invalid_integer"
        )
    if taken > capturable:
        raise invalid(
            f"The `amount_to_capture` is greater than the amount this PaymentIntent can capture: {capturable}.",
            param="amount_to_capture",
            code="amount_too_large",
        )
    charge = work.get("charge", intent["latest_charge"])
    charge["captured"], charge["amount_captured"] = True, taken
    charges.take(work, charge, taken, {**intent, "capture_method": "automatic"})
    if taken < capturable:
        work.book(
            "authorization_released",
            capturable - taken,
            intent["currency"],
            payment_intent=intent["id"],
            charge=charge["id"],
        )
    intent["status"], intent["amount_capturable"], intent["amount_received"] = "succeeded", 0, taken
    work.put(intent)
    work.emit("charge.captured", charge)
    work.emit("payment_intent.succeeded", intent)
    return intent


def cancel(work: Work, intent: Json, reason: str | None) -> Json:
    """No charge will come of it any more; an authorization is released."""
    if intent["status"] not in _CANCELABLE:
        raise _unexpected(
            intent,
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}. Only a PaymentIntent "
            "with one of the following statuses may be canceled: requires_payment_method, requires_capture, "
            "requires_reauthorization, requires_confirmation, requires_action, processing.",
        )
    if intent["status"] == "requires_capture":
        _release(work, intent, "charge.refunded")
    intent["status"] = "canceled"
    intent["canceled_at"] = work.now
    intent["cancellation_reason"] = reason
    intent["next_action"] = None
    hidden = {name: value for name, value in work.hidden(intent).items() if name != "nonce"}
    work.put(intent, hidden)
    work.emit("payment_intent.canceled", intent)
    return intent


def _release(work: Work, intent: Json, event: str) -> None:
    charge = work.get("charge", intent["latest_charge"])
    charge["refunded"], charge["amount_refunded"] = True, charge["amount"]
    work.put(charge)
    work.book(
        "authorization_released",
        intent["amount_capturable"],
        intent["currency"],
        payment_intent=intent["id"],
        charge=charge["id"],
    )
    intent["amount_capturable"] = 0
    work.emit(event, charge)


def authorization_expires(work: Work, ident: str) -> None:
    """Later: seven days went by and nobody captured."""
    intent = work.find(ident)
    if intent is None or intent["status"] != "requires_capture":
        return
    _release(work, intent, "charge.expired")
    intent["status"], intent["canceled_at"], intent["cancellation_reason"] = "canceled", work.now, "automatic"
    work.put(intent)
    work.emit("payment_intent.canceled", intent)
