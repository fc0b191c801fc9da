"""The export of payments: every row that moved money, and only those that the person asking may see."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from pos_app.server.models import Payment, StripeRefund
from pos_app.wire.refunds import RefundState
from tests.integration.payments.desk import Desk

EXPORT = "/reports/payments.csv"


def span(days: int = 1) -> dict[str, str]:
    today = datetime.now().astimezone().date()
    return {"from": str(today - timedelta(days)), "to": str(today + timedelta(days))}


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def exported(desk: Desk, username: str, **query: Any) -> list[dict[str, str]]:
    with closing(desk.stack.client(username)) as person:
        return rows(person.get(EXPORT, params=query or span()))


def test_payments_and_refunds_are_there_to_the_cent(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    desk.confirm(attempt["id"], "pm_card_visa").raise_for_status()
    [payment] = desk.payments(invoice)
    now = datetime.now(UTC)
    with desk.database.write() as session:
        for state in RefundState:
            session.add(
                StripeRefund(
                    payment_id=payment.id, amount_minor=125, currency="usd", state=state, live=False, till="Office",
                    user_id=payment.user_id, created_at=now, updated_at=now,
                )
            )  # fmt: skip
    mine = [row for row in exported(desk, "supervisor") if row["invoice"] == invoice["number"]]
    assert [(row["kind"], row["status"]) for row in mine] == [
        ("payment", "succeeded"),
        *sorted([("refund", "pending"), ("refund", "requires_action"), ("refund", "succeeded")], key=mine_order(mine)),
    ]
    receipt = desk.till.get(f"/payments/stripe/payment-intents/{attempt['id']}/receipt").json()
    paid = mine[0]
    assert (paid["receipt"], paid["tender"], paid["currency"]) == (receipt["number"], "card", "USD")
    assert (paid["card_brand"], paid["card_last4"]) == ("visa", "4242")
    assert (paid["served_by"], paid["till"], paid["site"]) == ("Tomasz Zieliński", "Front desk 3", "North Wing")
    assert datetime.fromisoformat(paid["time"]) <= datetime.now(UTC)
    assert Decimal(paid["amount"]) == Decimal(invoice["due"]["amount"])
    assert [(row["amount"], row["till"]) for row in mine[1:]] == [("-1.25", "Office")] * 3


def mine_order(found: list[dict[str, str]]) -> Any:
    """Refunds of the same moment come in the order of their ids, whichever that is."""
    order = [row["status"] for row in found[1:]]
    return lambda pair: order.index(pair[1])


def test_everyone_sees_their_own_part(desk: Desk) -> None:
    desk.confirm(desk.opened(desk.invoice())["id"], "pm_card_visa").raise_for_status()
    with closing(desk.stack.client("supervisor")) as supervisor:
        taken = desk.create(desk.invoice(), till=supervisor).json()["id"]
        desk.confirm(taken, "pm_card_visa", till=supervisor).raise_for_status()
    year = span(180)
    everything = exported(desk, "auditor", **year)
    assert len({row["site"] for row in everything}) > 1
    assert {row["served_by"] for row in exported(desk, "cashier", **year)} == {"Tomasz Zieliński"}
    site = exported(desk, "supervisor", **year)
    assert {row["site"] for row in site} == {"North Wing"}
    assert len({row["served_by"] for row in site}) > 1
    assert len(everything) == count(desk)
    for username in ("patient", "admin"):
        with closing(desk.stack.client(username)) as person:
            assert person.get(EXPORT, params=year).status_code == 403


def count(desk: Desk) -> int:
    with desk.database.read() as session:
        moved = StripeRefund.state.in_(["succeeded", "requires_action", "pending"])
        refunds = session.scalar(select(func.count()).select_from(StripeRefund).where(moved))
        return (session.scalar(select(func.count()).select_from(Payment)) or 0) + (refunds or 0)


def test_days_are_whole_days_and_the_oldest_comes_first(desk: Desk) -> None:
    found = exported(desk, "auditor", **span(180))
    assert [row["time"] for row in found] == sorted(row["time"] for row in found)
    last = found[-1]["time"][:10]
    assert {row["time"][:10] for row in exported(desk, "auditor", **{"from": last, "to": last})} == {last}
    assert exported(desk, "auditor", **{"from": "2001-01-01", "to": "2001-12-31"}) == []


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"from": "2026-01-01"},
        {"from": "2026-01-01", "to": "2027-01-02"},
        {"from": "2026-11-23", "to": "2026-11-22"},
        {"from": "1999-12-31", "to": "2000-01-01"},
        {"from": "0001-01-01", "to": "9999-12-31"},
        {"from": "23/11/2026", "to": "23/11/2026"},
        {"from": "1795443218", "to": "1795443218"},
        {"from": "2026-11-23T00:00:00", "to": "2026-11-23"},
        {"from": "2026-02-30", "to": "2026-03-01"},
        {"from": "٢٠٢٦-١١-٢٣", "to": "2026-11-23"},
        {"from": "2026-11-23' OR 1=1", "to": "2026-11-23"},
    ],
)
def test_a_span_that_is_none(desk: Desk, query: dict[str, str]) -> None:
    with closing(desk.stack.client("auditor")) as auditor:
        answer = auditor.get(EXPORT, params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed_request")
    assert set(answer.json()["fields"]) <= {"from", "to"}


TAKINGS = "/reports/takings"


def takings(desk: Desk, username: str, days: dict[str, str]) -> dict[str, Any]:
    with closing(desk.stack.client(username)) as person:
        answer = person.get(TAKINGS, params=days)
        return dict(answer.raise_for_status().json())


def test_the_sums_are_those_of_the_export(desk: Desk) -> None:
    began = datetime.now().astimezone().date()  # midnight may pass while the money moves
    desk.confirm(desk.opened(desk.invoice())["id"], "pm_card_visa").raise_for_status()
    declined = desk.opened(desk.invoice())["id"]
    assert desk.confirm(declined, "pm_card_visa_chargeDeclinedInsufficientFunds").status_code == 402
    refund = desk.asked(desk.paid())
    desk.supervisor.post(f"/payments/stripe/refunds/{refund['id']}/approve", json={"amount": "10.00"})
    days = {"from": str(began), "to": str(datetime.now().astimezone().date())}
    for username, extent in (("cashier", "own"), ("supervisor", "sites"), ("auditor", "all")):
        found = takings(desk, username, days)
        lines = exported(desk, username, **days)
        assert found["extent"] == extent
        assert {one["currency"].upper() for one in found["currencies"]} == {line["currency"] for line in lines}
        for one in found["currencies"]:
            amounts = [Decimal(line["amount"]) for line in lines if line["currency"] == one["currency"].upper()]
            assert Decimal(one["net"]["amount"]) == sum(amounts)
            assert Decimal(one["given_back"]["amount"]) == -sum(amount for amount in amounts if amount < 0)
            assert (one["payments"], one["refunds"]) == (
                sum(amount > 0 for amount in amounts), sum(amount < 0 for amount in amounts),
            )  # fmt: skip
    tries = takings(desk, "cashier", days)["tries"]
    assert tries["failed"] >= 1
    assert "insufficient_funds" in {one["code"] for one in tries["declines"]}
    assert tries["median_seconds"] >= 0


def test_sums_of_more_than_a_month_are_refused(desk: Desk) -> None:
    with closing(desk.stack.client("supervisor")) as person:
        answer = person.get(TAKINGS, params={"from": "2026-10-01", "to": "2026-11-01"})
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed_request")
