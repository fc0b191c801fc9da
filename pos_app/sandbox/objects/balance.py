"""Balance transactions and the balance they add up to."""

from __future__ import annotations

from pos_app.sandbox import ids, lists
from pos_app.sandbox.errors import Json
from pos_app.sandbox.work import Call, Work

_DAY = 24 * 3600
_TWO_DAYS = 2 * _DAY
_FIXED_FEE = {"jpy": 0, "krw": 0}
_PERCENT_BASIS = 290
"""Stripe's published price for cards in the United States: 2.9 % and 30 cents."""


def fee(amount: int, currency: str) -> int:
    """Minor units kept by Stripe, rounded half up, in whole numbers."""
    return (amount * _PERCENT_BASIS + 5_000) // 10_000 + _FIXED_FEE.get(currency, 30)


def fee_of(charge: Json) -> int:
    """Minor units kept of a captured charge, never more than it."""
    amount: int = charge["amount_captured"]
    return min(fee(amount, charge["currency"]), amount)


def of_charge(work: Work, charge: Json, available_now: bool) -> Json:
    return make(
        work,
        charge["amount_captured"],
        charge["currency"],
        "charge",
        charge["id"],
        charge["description"],
        fee_kept=fee_of(charge),
        available_now=available_now,
    )


def make(
    work: Work,
    amount: int,
    currency: str,
    kind: str,
    source: str,
    description: str | None,
    *,
    fee_kept: int = 0,
    category: str | None = None,
    available_now: bool = False,
) -> Json:
    """``amount`` is signed: what the movement adds to the balance before the fee."""
    transaction: Json = {
        "id": ids.new("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": work.now if available_now else work.now + _TWO_DAYS,
        "balance_type": "payments",
        "created": work.now,
        "currency": currency,
        "description": description,
        "exchange_rate": None,
        "fee": fee_kept,
        "fee_details": [
            {
                "amount": fee_kept,
                "application": None,
                "currency": currency,
                "description": "Stripe processing fees",
                "type": "stripe_fee",
            }
        ]
        if fee_kept
        else [],
        "net": amount - fee_kept,
        "reporting_category": category or kind,
        "source": source,
        "status": "available" if available_now else "pending",
        "type": kind,
    }
    work.put(transaction)
    if not available_now:
        work.later(_TWO_DAYS, "funds_available", transaction=transaction["id"])
    return transaction


def become_available(work: Work, ident: str) -> None:
    """Later: two days are over."""
    transaction = work.find(ident)
    if transaction is None or transaction["status"] == "available":
        return
    transaction["status"] = "available"
    work.put(transaction)
    work.emit("balance.available", current(work))
    if not work.store.rows("SELECT 1 FROM jobs WHERE kind = 'payout'"):
        work.later(_DAY, "payout")


def current(work: Work) -> Json:
    """The balance per currency; usd is always there."""
    sums = {"available": {"usd": 0}, "pending": {"usd": 0}}
    for row in work.store.rows(
        "SELECT json_extract(body, '$.status') AS status, json_extract(body, '$.currency') AS currency, "
        "SUM(json_extract(body, '$.net')) AS net FROM objects WHERE kind = 'balance_transaction' GROUP BY 1, 2"
    ):
        sums[row["status"]][row["currency"]] = row["net"]
    return {
        "object": "balance",
        "livemode": False,
        **{
            name: [
                {"amount": amount, "currency": code, "source_types": {"card": amount}}
                for code, amount in sorted(found.items())
            ]
            for name, found in sums.items()
        },
    }


def retrieve_balance(work: Work, call: Call) -> Json:  # noqa: ARG001  # every operation takes both
    return current(work)


def retrieve(work: Work, call: Call) -> Json:
    return work.get("balance_transaction", call.id)


def list_all(work: Work, call: Call) -> Json:
    return lists.page(
        work,
        call,
        "balance_transaction",
        "/v1/balance_transactions",
        currency=call.params.get("currency"),
        source=call.params.get("source"),
        type=call.params.get("type"),
        payout=call.params.get("payout"),
    )
