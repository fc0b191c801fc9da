"""Charges: what an attempt to take money leaves behind, whether it succeeded or not."""

from __future__ import annotations

from pos_app.sandbox import ids, lists, searching
from pos_app.sandbox.cards import CardRow, Decline, network_transaction_id
from pos_app.sandbox.errors import Json
from pos_app.sandbox.ids import random_text
from pos_app.sandbox.objects import balance, billing, card_present
from pos_app.sandbox.work import Call, Work, email, merge_metadata, shipping

DESCRIPTOR = "HMIS SANDBOX"


def make(
    work: Work,
    intent: Json,
    method: Json,
    row: CardRow,
    decline: Decline | None,
    *,
    authenticated: bool,
    reader: Json | None,
) -> Json:
    """A charge for all of the intent, written and announced; ``decline`` None lets it succeed."""
    manual = intent["capture_method"] == "manual"
    ok = decline is None
    captured = ok and not manual
    amount = intent["amount"]
    charge: Json = {
        "id": ids.new("ch"),
        "object": "charge",
        "amount": amount,
        "amount_captured": amount if captured else 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": _descriptor(intent),
        "captured": captured,
        "created": work.now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": decline.code if decline else None,
        "failure_message": decline.message if decline else None,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": None,
        "outcome": outcome(row, decline),
        "paid": ok,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": card_present.details(method, row, amount, reader)
        if method["type"] == "card_present"
        else details(work, method, row, intent, authenticated),
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": intent["shipping"],
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "succeeded" if ok else "failed",
        "transfer_data": None,
        "transfer_group": intent["transfer_group"],
    }
    if ok:
        charge["receipt_url"] = f"{work.base_url}/receipts/{charge['id']}"
    work.put(charge, {"row": row.method})
    if not ok:
        work.emit("charge.failed", charge)
        return charge
    if captured:
        take(work, charge, amount, intent)
    else:
        work.book("authorization", amount, intent["currency"], payment_intent=intent["id"], charge=charge["id"])
    work.emit("charge.succeeded", charge)
    return charge


def take(work: Work, charge: Json, amount: int, intent: Json) -> None:
    """Money moves: the account book, and the balance now or a moment later."""
    work.book(
        "charge",
        amount,
        charge["currency"],
        payment_intent=charge["payment_intent"],
        charge=charge["id"],
        fee=balance.fee_of(charge),
        metadata=charge["metadata"],
    )
    if intent["capture_method"] == "automatic_async":
        work.later(work.pace.charge_settles, "settle_charge", charge=charge["id"])
    else:
        charge["balance_transaction"] = balance.of_charge(work, charge, _bypasses(work, charge))["id"]
    work.put(charge)


def _bypasses(work: Work, charge: Json) -> bool:
    row = work.cards.named(work.hidden(charge)["row"])
    return bool(row and row.bypass_pending)


def settle(work: Work, ident: str) -> None:
    """Later: the balance transaction of a charge that was captured asynchronously."""
    charge = work.find(ident)
    if charge is None or charge["balance_transaction"]:
        return
    charge["balance_transaction"] = balance.of_charge(work, charge, _bypasses(work, charge))["id"]
    work.put(charge)
    work.changed("charge.updated", charge, balance_transaction=None)


def details(work: Work, method: Json, row: CardRow, intent: Json, authenticated: bool) -> Json:
    """``payment_method_details`` of a card that was typed."""
    card = method["card"]
    checks = billing.checks(row, bool(work.hidden(method).get("cvc")), method["billing_details"])
    return {
        "card": {
            "amount_authorized": intent["amount"],
            "authorization_code": random_text(6).upper(),
            "brand": card["brand"],
            "checks": checks,
            "country": card["country"],
            "electronic_commerce_indicator": "05" if authenticated else None,
            "exp_month": card["exp_month"],
            "exp_year": card["exp_year"],
            "extended_authorization": {"status": "disabled"},
            "fingerprint": card["fingerprint"],
            "funding": card["funding"],
            "incremental_authorization": {"status": "unavailable"},
            "installments": None,
            "last4": card["last4"],
            "mandate": None,
            "multicapture": {"status": "unavailable"},
            "network": billing.network(row),
            "network_token": {"used": False},
            "network_transaction_id": network_transaction_id(),
            "overcapture": {"maximum_amount_capturable": intent["amount"], "status": "unavailable"},
            "regulated_status": "unregulated",
            "three_d_secure": _three_d_secure() if authenticated else None,
            "transaction_link_id": None,
            "wallet": None,
        },
        "type": "card",
    }


def _three_d_secure() -> Json:
    return {
        "authentication_flow": "challenge",
        "electronic_commerce_indicator": "05",
        "exemption_indicator": None,
        "result": "authenticated",
        "result_reason": None,
        "transaction_id": random_text(36),
        "version": "2.2.0",
    }


def outcome(row: CardRow, decline: Decline | None) -> Json:
    score = {"normal": 24, "elevated": 67, "highest": 92}[row.risk]
    base: Json = {
        "advice_code": decline.advice if decline else None,
        "network_advice_code": None,
        "network_decline_code": None,
        "risk_level": row.risk,
        "risk_score": score,
    }
    if decline is None:
        return {
            **base,
            "network_status": "approved_by_network",
            "reason": "elevated_risk_level" if row.risk == "elevated" else None,
            "seller_message": "Payment complete.",
            "type": "authorized",
        }
    if row.risk == "highest":
        return {
            **base,
            "network_status": "not_sent_to_network",
            "reason": "highest_risk_level",
            "seller_message": "Stripe blocked this payment as too risky.",
            "type": "blocked",
        }
    return {
        **base,
        "network_status": "declined_by_network",
        "reason": decline.decline_code or decline.code,
        "seller_message": "The bank did not return any further details with this decline.",
        "type": "issuer_declined",
    }


def _descriptor(intent: Json) -> str:
    suffix = intent["statement_descriptor_suffix"]
    return f"{DESCRIPTOR}* {suffix}"[:22] if suffix else DESCRIPTOR


def retrieve(work: Work, call: Call) -> Json:
    return work.get("charge", call.id)


def list_all(work: Work, call: Call) -> Json:
    return lists.page(
        work,
        call,
        "charge",
        "/v1/charges",
        customer=call.params.get("customer"),
        payment_intent=call.params.get("payment_intent"),
    )


def search(work: Work, call: Call) -> Json:
    return searching.search(work, call, "charge", "/v1/charges/search")


def update(work: Work, call: Call) -> Json:
    charge, params = work.get("charge", call.id), call.params
    before = {name: charge[name] for name in ("description", "fraud_details", "metadata", "receipt_email", "shipping")}
    for name in ("description", "transfer_group"):
        if name in params:
            charge[name] = params[name] or None
    if "receipt_email" in params:
        charge["receipt_email"] = email(params["receipt_email"], "receipt_email")
    if "metadata" in params:
        charge["metadata"] = merge_metadata(charge["metadata"], params["metadata"])
    if params.get("shipping"):
        charge["shipping"] = shipping(params["shipping"])
    if params.get("customer"):
        work.get("customer", params["customer"], "customer")
        charge["customer"] = params["customer"]
    report = params.get("fraud_details")
    if isinstance(report, dict) and report.get("user_report"):
        charge["fraud_details"] = {**charge["fraud_details"], "user_report": report["user_report"]}
    work.put(charge)
    changes = {name: value for name, value in before.items() if value != charge[name]}
    if changes:
        work.changed("charge.updated", charge, **changes)
    return charge
