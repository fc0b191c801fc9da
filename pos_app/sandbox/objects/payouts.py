"""Payouts: once a day what is available leaves for the hospital's bank account."""

from __future__ import annotations

from typing import Final

from pos_app.sandbox import ids, lists
from pos_app.sandbox.errors import Json
from pos_app.sandbox.objects import balance
from pos_app.sandbox.work import Call, Work

_DAY: Final = 24 * 3600


def pay_out(work: Work) -> None:
    """Later: the daily payout, one for each currency with something available."""
    for entry in balance.current(work)["available"]:
        if entry["amount"] > 0:
            _make(work, entry["amount"], entry["currency"])


def _gather(work: Work, currency: str, payout: str) -> None:
    """Remember which transactions the payout is made of."""
    for transaction in work.all("balance_transaction", currency=currency):
        if transaction["status"] == "available" and "payout" not in work.hidden(transaction):
            work.put(transaction, {"payout": payout})


def _make(work: Work, amount: int, currency: str) -> None:
    payout: Json = {
        "id": ids.new("po"),
        "object": "payout",
        "amount": amount,
        "application_fee": None,
        "application_fee_amount": None,
        "arrival_date": work.now + 2 * _DAY,
        "automatic": True,
        "balance_transaction": None,
        "created": work.now,
        "currency": currency,
        "description": "STRIPE PAYOUT",
        "destination": f"ba_sandbox_{currency}",
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "metadata": {},
        "method": "standard",
        "original_payout": None,
        "payout_method": None,
        "reconciliation_status": "in_progress",
        "reversed_by": None,
        "source_type": "card",
        "statement_descriptor": None,
        "status": "in_transit",
        "trace_id": None,
        "type": "bank_account",
    }
    transaction = balance.make(work, -amount, currency, "payout", payout["id"], "STRIPE PAYOUT", available_now=True)
    payout["balance_transaction"] = transaction["id"]
    work.put(payout)
    _gather(work, currency, payout["id"])
    work.book("payout", amount, currency, payout=payout["id"])
    work.emit("payout.created", payout)
    work.later(2 * _DAY, "payout_arrives", payout=payout["id"])


def arrives(work: Work, ident: str) -> None:
    """Later: the bank has the money."""
    payout = work.find(ident)
    if payout is None or payout["status"] != "in_transit":
        return
    payout["status"], payout["reconciliation_status"] = "paid", "completed"
    payout["trace_id"] = {"status": "supported", "value": ids.random_text(15).upper()}
    work.put(payout)
    work.emit("payout.paid", payout)
    work.emit("payout.reconciliation_completed", payout)


def retrieve(work: Work, call: Call) -> Json:
    return work.get("payout", call.id)


def list_all(work: Work, call: Call) -> Json:
    found = lists.page(work, call, "payout", "/v1/payouts", status=call.params.get("status"))
    arrival = call.params.get("arrival_date")
    if arrival:
        low, high = lists.created_range(arrival)
        found["data"] = [one for one in found["data"] if low <= one["arrival_date"] <= high]
    if call.params.get("destination"):
        found["data"] = [one for one in found["data"] if one["destination"] == call.params["destination"]]
    return found
