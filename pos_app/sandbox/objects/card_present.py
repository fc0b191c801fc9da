"""Cards held to a reader: the payment method it makes, and what the charge tells of it."""

from __future__ import annotations

from pos_app.sandbox import ids
from pos_app.sandbox.cards import CardRow, network_transaction_id
from pos_app.sandbox.errors import Json
from pos_app.sandbox.ids import random_text
from pos_app.sandbox.objects import billing
from pos_app.sandbox.work import Work

_EXPIRY = (12, 2034)


def make(work: Work, row: CardRow) -> Json:
    """The payment method that a presented card leaves behind; good for one payment."""
    month, year = _EXPIRY
    method: Json = {
        "id": ids.new("pm"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": billing.details(None),
        "card_present": {
            "brand": row.brand,
            "brand_product": None,
            "cardholder_name": None,
            "country": row.country,
            "exp_month": month,
            "exp_year": year,
            "fingerprint": row.fingerprint,
            "funding": row.funding,
            "last4": row.last4,
            "networks": {"available": [row.brand], "preferred": None},
            "offline": None,
            "preferred_locales": ["en"],
            "read_method": "contactless_emv",
        },
        "created": work.now,
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": "card_present",
    }
    return work.put(method, {"row": row.method, "cvc": False})


def details(method: Json, row: CardRow, amount: int, reader: Json | None) -> Json:
    """``charge.payment_method_details`` of a presented card."""
    card = method["card_present"]
    found: Json = {
        "amount_authorized": amount,
        "brand": card["brand"],
        "brand_product": None,
        "cardholder_name": None,
        "country": card["country"],
        "emv_auth_data": random_text(20).upper(),
        "exp_month": card["exp_month"],
        "exp_year": card["exp_year"],
        "fingerprint": card["fingerprint"],
        "funding": card["funding"],
        "generated_card": None,
        "incremental_authorization_supported": True,
        "last4": card["last4"],
        "network": billing.network(row),
        "network_transaction_id": network_transaction_id(),
        "offline": {"stored_at": None, "type": None},
        "overcapture_supported": False,
        "preferred_locales": ["en"],
        "read_method": card["read_method"],
        "receipt": {
            "account_type": "credit" if row.funding == "credit" else "checking",
            "application_cryptogram": random_text(16).upper(),
            "application_preferred_name": "Stripe Credit" if row.funding == "credit" else "Stripe Debit",
            "authorization_code": random_text(6).upper(),
            "authorization_response_code": "3030",
            "cardholder_verification_method": row.cvm or "approval",
            "dedicated_file_name": "A000000003101001",
            "terminal_verification_results": "8000008000",
            "transaction_status_information": "6800",
        },
    }
    if reader is not None:
        found["reader"] = reader["id"]
        if reader["location"]:
            found["location"] = reader["location"]
    return {"card_present": found, "type": "card_present"}
