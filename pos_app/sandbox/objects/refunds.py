"""Refunds: whole or in parts, at once, after a while, or failing later, as the card's row says."""

from __future__ import annotations

from typing import Final

from pos_app.sandbox import amounts, ids, lists
from pos_app.sandbox.errors import ApiError, Json, invalid, wrong_state
from pos_app.sandbox.objects import balance
from pos_app.sandbox.work import Call, Work, merge_metadata

_ANSWER_DAYS: Final = 45
"""How long the customer may take to say where the money shall go."""


def create(work: Work, call: Call) -> Json:
    params = call.params
    if params.get("origin") or (params.get("customer") and not (params.get("charge") or params.get("payment_intent"))):
        raise invalid("Refunds of a customer's cash balance are not part of this account.", param="customer")
    charge = refundable(work, params)
    amount = amount_of(charge, params.get("amount"))
    metadata = merge_metadata(None, params.get("metadata"))
    return make(work, charge, amount, params.get("reason"), metadata, params.get("instructions_email"))


def make(work: Work, charge: Json, amount: int, reason: str | None, metadata: Json, email: str | None = None) -> Json:
    """Give back ``amount`` minor units of a charge that has them; ``email`` is for a customer who has to be asked."""
    row = work.cards.named(work.hidden(charge)["row"])
    outcome = "requires_action" if work.refund_requires_action else row.refund if row else "succeeds"
    refund: Json = {
        "id": ids.new("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": work.now,
        "currency": charge["currency"],
        "customer": charge["customer"],
        "customer_account": None,
        "destination_details": {
            "card": {"reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund"},
            "type": "card",
        },
        "metadata": metadata,
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": {"pending": "pending", "requires_action": "requires_action"}.get(outcome, "succeeded"),
        "transfer_reversal": None,
    }
    if outcome == "pending":
        refund["pending_reason"] = "processing"
    transaction = balance.make(work, -amount, charge["currency"], "refund", refund["id"], "REFUND FOR CHARGE")
    refund["balance_transaction"] = transaction["id"]
    work.put(refund)
    before = {name: charge[name] for name in ("amount_refunded", "refunded")}
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] >= charge["amount_captured"]
    if reason == "fraudulent":
        charge["fraud_details"] = {**(charge["fraud_details"] or {}), "user_report": "fraudulent"}
    work.put(charge)
    _book(work, "refund", refund)
    if outcome == "requires_action":
        _ask_customer(work, refund, email or charge["receipt_email"])
    work.emit("refund.created", refund)
    work.changed("charge.refunded", charge, **{name: old for name, old in before.items() if charge[name] != old})
    if outcome == "pending":
        work.later(work.pace.refund, "refund_succeeds", refund=refund["id"])
    elif outcome == "fails":
        work.later(work.pace.refund, "refund_fails", refund=refund["id"])
    return refund


def _ask_customer(work: Work, refund: Json, email: str | None) -> None:
    """Where the money can't go back the way it came, a mail asks the customer for an account."""
    expires_at = work.now + _ANSWER_DAYS * 24 * 3600
    sent = {"email_sent_at": work.now, "email_sent_to": email or "customer@sandbox.invalid"}
    refund["next_action"] = {
        "type": "display_details",
        "display_details": {"email_sent": sent, "expires_at": expires_at},
    }
    if email:
        refund["instructions_email"] = email
    work.put(refund)
    work.later(_ANSWER_DAYS * 24 * 3600, "refund_expires", refund=refund["id"])


def _book(work: Work, kind: str, refund: Json) -> None:
    work.book(
        kind,
        refund["amount"],
        refund["currency"],
        payment_intent=refund["payment_intent"],
        charge=refund["charge"],
        refund=refund["id"],
        metadata=refund["metadata"],
    )


def refundable(work: Work, params: Json) -> Json:
    """The charge to give back from. Raises ApiError where there is none, or it may not."""
    if params.get("payment_intent") and params.get("charge"):
        raise invalid(
            "You may only specify one of these parameters: charge, payment_intent.", "charge", "parameters_exclusive"
        )
    if params.get("payment_intent"):
        intent = work.get("payment_intent", params["payment_intent"], "payment_intent")
        charge = work.find(intent["latest_charge"])
        if charge is None or charge["status"] != "succeeded" or not charge["captured"]:
            raise wrong_state(
                f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
                "payment_intent_unexpected_state",
                param="payment_intent",
            )
    elif params.get("charge"):
        charge = work.get("charge", params["charge"], "charge")
    else:
        raise invalid("One of the following params should be provided for this request: payment_intent or charge.")
    if charge["status"] != "succeeded" or not charge["captured"]:
        raise wrong_state(f"Charge {charge['id']} can't be refunded.", "charge_not_refundable")
    if charge["disputed"]:
        raise wrong_state(f"Charge {charge['id']} has been charged back; cannot issue a refund.", "charge_disputed")
    if charge["refunded"]:
        raise wrong_state(f"Charge {charge['id']} has already been refunded.", "charge_already_refunded")
    return charge


def amount_of(charge: Json, asked: int | None) -> int:
    """Minor units to give back: what was asked for, or all that is left. Raises ApiError 400."""
    left: int = charge["amount_captured"] - charge["amount_refunded"]
    if asked is None:
        return left
    if asked < 1:
        raise invalid("Invalid positive integer", "amount", "parameter_invalid_integer")
    amounts.three_decimals(asked, charge["currency"])
    if asked > left:
        raise ApiError(
            400,
            f"Refund amount ({asked}) is greater than unrefunded amount on charge ({left}), in minor units of "
            f"{charge['currency']}.",
            param="amount",
        )
    return asked


def succeeds(work: Work, ident: str) -> None:
    """Later: the bank took a pending refund."""
    refund = work.find(ident)
    if refund is None or refund["status"] != "pending":
        return
    refund["status"] = "succeeded"
    refund.pop("pending_reason", None)
    work.put(refund)
    work.changed("refund.updated", refund, status="pending", pending_reason="processing")
    work.changed("charge.refund.updated", refund, status="pending", pending_reason="processing")


def fails(work: Work, ident: str) -> None:
    """Later: the bank sent the money back; the charge has it again."""
    refund = work.find(ident)
    if refund is None or refund["status"] != "succeeded":
        return
    _undo(work, refund, "failed", "expired_or_canceled_card")


def expires(work: Work, ident: str) -> None:
    """Later: the customer never said where the money shall go."""
    refund = work.find(ident)
    if refund is not None and refund["status"] == "requires_action":
        _undo(work, refund, "failed", "unknown")


def _undo(work: Work, refund: Json, status: str, reason: str | None) -> Json:
    """The charge has the money again."""
    before = refund["status"]
    transaction = balance.make(
        work, refund["amount"], refund["currency"], "refund_failure", refund["id"], "REFUND FAILURE"
    )
    refund["status"] = status
    refund.pop("next_action", None)
    if reason:
        refund["failure_reason"] = reason
    refund["failure_balance_transaction"] = transaction["id"]
    work.put(refund)
    charge = work.get("charge", refund["charge"])
    charge["amount_refunded"] -= refund["amount"]
    charge["refunded"] = False
    work.put(charge)
    _book(work, "refund_failed", refund)
    if status == "failed":
        work.emit("refund.failed", refund)
    work.changed("refund.updated", refund, status=before)
    work.changed("charge.refund.updated", refund, status=before)
    return refund


def retrieve(work: Work, call: Call) -> Json:
    return work.get("refund", call.id)


def update(work: Work, call: Call) -> Json:
    refund = work.get("refund", call.id)
    if "metadata" in call.params:
        before = refund["metadata"]
        refund["metadata"] = merge_metadata(before, call.params["metadata"])
        work.put(refund)
        if before != refund["metadata"]:
            work.changed("refund.updated", refund, metadata=before)
    return refund


def list_all(work: Work, call: Call) -> Json:
    return lists.page(
        work,
        call,
        "refund",
        "/v1/refunds",
        charge=call.params.get("charge"),
        payment_intent=call.params.get("payment_intent"),
    )


def cancel(work: Work, call: Call) -> Json:
    """Only a refund that waits for the customer can be taken back."""
    return _undo(work, _waiting(work, call, "canceled"), "canceled", None)


def expire(work: Work, call: Call) -> Json:
    """The customer's time is over, now."""
    return _undo(work, _waiting(work, call, "expired"), "failed", "unknown")


def _waiting(work: Work, call: Call, done: str) -> Json:
    refund = work.get("refund", call.id)
    if refund["status"] != "requires_action":
        raise invalid(f"Refund {refund['id']} cannot be {done}: its status is {refund['status']}.", param="id")
    return refund
