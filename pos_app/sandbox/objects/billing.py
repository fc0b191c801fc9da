"""Billing details and cards as payment methods and charges show them."""

from __future__ import annotations

from pos_app.sandbox.cards import CardRow
from pos_app.sandbox.errors import Json
from pos_app.sandbox.work import address, email

_DISPLAY = {"amex": "american_express"}
_NETWORKS = {"visa": "visa", "mastercard": "mastercard", "amex": "amex", "discover": "discover"}


def details(given: Json | str | None) -> Json:
    """Billing details with all fields; ``given`` holds the parameters."""
    found = given if isinstance(given, dict) else {}
    return {
        "address": address(found.get("address")) or address({"city": None}),
        "email": email(found["email"], "billing_details[email]") if found.get("email") else None,
        "name": found.get("name") or None,
        "phone": found.get("phone") or None,
        "tax_id": found.get("tax_id") or None,
    }


def checks(card: CardRow, cvc_given: bool, billing: Json) -> Json:
    """What the issuer says of CVC and address; None for what was not given."""
    where = billing["address"] or {}
    outcome = "unavailable" if card.checks == "unavailable" else "pass"
    postal = "fail" if card.checks == "postal_fail" else outcome
    line1 = "fail" if card.checks == "line1_fail" else outcome
    cvc = "fail" if card.checks == "cvc_fail" else outcome
    return {
        "address_line1_check": line1 if where.get("line1") else None,
        "address_postal_code_check": postal if where.get("postal_code") else None,
        "cvc_check": cvc if cvc_given else None,
    }


def card(row: CardRow, exp_month: int, exp_year: int, checked: Json) -> Json:
    """``payment_method.card``."""
    return {
        "brand": row.brand,
        "checks": checked,
        "country": row.country,
        "display_brand": _DISPLAY.get(row.brand, row.brand),
        "exp_month": exp_month,
        "exp_year": exp_year,
        "fingerprint": row.fingerprint,
        "funding": row.funding,
        "generated_from": None,
        "last4": row.last4,
        "networks": {"available": [row.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": row.three_d_secure != "not_supported"},
        "wallet": None,
    }


def network(row: CardRow) -> str:
    return _NETWORKS.get(row.brand, row.brand)
