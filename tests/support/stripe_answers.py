"""One whole answer of Stripe's for each object that the gateway reads."""

from __future__ import annotations

from typing import Any

CARD = {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2030, "fingerprint": "fp_1"}
LINE = {
    "id": "txn_1",
    "object": "balance_transaction",
    "type": "adjustment",
    "amount": -14800,
    "fee": 1500,
    "currency": "usd",
    "source": "du_1",
    "created": 1_795_000_000,
}
ANSWERS: dict[str, dict[str, Any]] = {
    "intent": {
        "id": "pi_1",
        "object": "payment_intent",
        "status": "succeeded",
        "amount": 14800,
        "amount_received": 14800,
        "currency": "usd",
        "livemode": False,
        "client_secret": "pi_1_secret_x",
        "latest_charge": {
            "id": "ch_1",
            "object": "charge",
            "payment_method_details": {"type": "card", "card": CARD},
            "balance_transaction": {**LINE, "type": "charge", "amount": 14800, "fee": 459, "source": "ch_1"},
        },
        "last_payment_error": {
            "type": "card_error",
            "code": "card_declined",
            "decline_code": "lost_card",
            "message": "Your card was declined.",
            "charge": "ch_0",
            "payment_method": {"id": "pm_0", "type": "card", "card": CARD},
        },
        "payment_method": "pm_1",
        "customer": "cus_1",
        "created": 1_795_000_000,
        "metadata": {"attempt_id": "a-1", "invoice_id": "i-1", "user_id": "u-1", "till": "Desk 2"},
    },
    "refund": {
        "id": "re_1",
        "object": "refund",
        "status": "failed",
        "amount": 500,
        "currency": "usd",
        "charge": "ch_1",
        "payment_intent": "pi_1",
        "reason": "duplicate",
        "failure_reason": "declined",
        "metadata": {"refund_id": "r-1"},
        "created": 1_795_000_000,
    },
    "movement": LINE,
    "dispute": {
        "id": "du_1",
        "object": "dispute",
        "status": "needs_response",
        "amount": 14800,
        "currency": "usd",
        "charge": "ch_1",
        "payment_intent": "pi_1",
        "reason": "fraudulent",
        "evidence_details": {"due_by": 1_796_000_000},
        "balance_transactions": [LINE],
        "created": 1_795_000_000,
    },
    "payout": {
        "id": "po_1",
        "object": "payout",
        "status": "failed",
        "amount": -700,
        "currency": "usd",
        "failure_code": "account_closed",
        "arrival_date": 1_795_100_000,
        "created": 1_795_000_000,
    },
    "saved_card": {
        "id": "pm_1",
        "object": "payment_method",
        "type": "card",
        "customer": "cus_1",
        "card": CARD,
        "created": 1_795_000_000,
    },
    "customer": {"id": "cus_1", "object": "customer"},
    "card_session": {"object": "customer_session", "customer": "cus_1", "client_secret": "cuss_1_secret_x"},
    "page": {"object": "list", "has_more": True, "data": [{"id": "re_1"}, {"id": "re_2"}]},
}
EVENT = {
    "id": "evt_1",
    "object": "event",
    "type": "refund.updated",
    "livemode": False,
    "created": 1_795_000_000,
    "data": {"object": ANSWERS["refund"]},
}
