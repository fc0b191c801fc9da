"""Money given back, on both databases, with the sandbox's own account book as the judge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from pos_app.server.models import LedgerEntry, MoneyException, StripeRefund
from tests.integration.payments.desk import Desk, Json
from tests.support.waiting import until

REFUNDS = "/payments/stripe/refunds"
CREATE = "POST /v1/refunds"


@pytest.fixture(scope="module")
def boss(shared_desk: Desk) -> Iterator[httpx.Client]:
    with closing(shared_desk.stack.client("supervisor", till="Office")) as found:
        yield found


def paid(desk: Desk, method: str = "pm_card_visa", amount: str | None = None) -> tuple[Json, str]:
    """An invoice of which ``amount`` was taken, and the attempt that took it."""
    invoice = desk.invoice()
    attempt = desk.opened(invoice, **({"amount": amount} if amount else {}))["id"]
    desk.confirm(attempt, method).raise_for_status()
    return invoice, attempt


def ask(desk: Desk, attempt: str, key: str | None = None, **other: Any) -> httpx.Response:
    headers = {"Idempotency-Key": key or str(uuid4())}
    body = {"payment_intent_id": attempt, "reason": "The insurer paid after all", **other}
    return desk.till.post(REFUNDS, json=body, headers=headers)


def approve(boss: httpx.Client, refund: Json) -> httpx.Response:
    return boss.post(f"{REFUNDS}/{refund['id']}/approve", json={"amount": refund["amount"]})


def becomes(desk: Desk, refund: Json, *states: str, seconds: float = 30) -> Json:
    def look() -> Json | None:
        found: Json = desk.till.get(f"{REFUNDS}/{refund['id']}").json()
        return found if found["state"] in states else None

    found = until(look, f"the refund is {states}", seconds)
    assert found is not None
    return found


def given_back(desk: Desk, invoice: Json) -> int:
    """Minor units, by the sandbox's account book: what was refunded of an invoice and did not come back."""
    lines = [json.loads(line) for line in desk.stack.sandbox.ledger.read_text().splitlines()]
    charges = {line["charge"] for line in desk.charges(invoice)}
    signs = {"refund": 1, "refund_failed": -1}
    return sum(signs.get(line["kind"], 0) * line["amount"] for line in lines if line.get("charge") in charges)


def rows(desk: Desk, attempt_or_refund: str) -> list[LedgerEntry]:
    with desk.database.read() as session:
        return list(session.scalars(select(LedgerEntry).where(LedgerEntry.refund_id == attempt_or_refund)))


@pytest.mark.parametrize("do", ["drop_after", "error_after", "html_after", "half_after", "drop_before", "error_before"])
def test_an_answer_that_is_lost_gives_back_once(desk: Desk, boss: httpx.Client, do: str) -> None:
    invoice, attempt = paid(desk)
    asked = ask(desk, attempt, amount="2.00").json()
    desk.webhooks(deliver=False)
    # an error "before" would be remembered for the key for a day
    desk.fault(CREATE, do, times=2, **({"remembered": False} if do == "error_before" else {}))
    said = approve(boss, asked)
    assert (said.status_code, said.json()["state"]) in [(200, "submitted"), (200, "succeeded")], said.text
    becomes(desk, asked, "succeeded", seconds=45)
    assert given_back(desk, invoice) == 200
    assert desk.detail(invoice)["due"]["amount_minor"] == 200


def test_a_refund_on_its_way_is_not_shown_as_done(desk: Desk, boss: httpx.Client) -> None:
    invoice, attempt = paid(desk, "pm_card_pendingRefund")
    asked = ask(desk, attempt, amount="2.00").json()
    desk.webhooks(deliver=False)  # until it was seen on its way
    assert approve(boss, asked).json()["state"] == "pending"
    assert given_back(desk, invoice) == 200  # gone from Stripe's balance, not yet with the patient
    assert desk.detail(invoice)["due"]["amount_minor"] == 0
    desk.webhooks(deliver=True)
    becomes(desk, asked, "succeeded", seconds=45)
    assert desk.detail(invoice)["due"]["amount_minor"] == 200


def test_a_success_that_fails_later_is_taken_back_and_shown(desk: Desk, boss: httpx.Client) -> None:
    invoice, attempt = paid(desk, "pm_card_refundFail")
    asked = ask(desk, attempt, amount="2.00").json()
    approve(boss, asked).raise_for_status()
    becomes(desk, asked, "failed", seconds=45)
    assert given_back(desk, invoice) == 0
    assert desk.detail(invoice)["due"]["amount_minor"] == 0
    with desk.database.read() as session:
        kinds = session.scalars(select(MoneyException.kind).where(MoneyException.refund_id == asked["id"])).all()
    assert kinds == ["refund_failed"]
    assert ask(desk, attempt, amount="2.00").status_code == 201  # it can be asked for again


def test_one_made_in_the_dashboard_is_on_record_and_before_a_supervisor(desk: Desk) -> None:
    invoice, attempt = paid(desk)
    intent = desk.read(attempt)["stripe_payment_intent_id"]
    desk.stripe.post("/v1/refunds", data={"payment_intent": intent, "amount": "300"}).raise_for_status()
    until(lambda: desk.detail(invoice)["refunds"], "the refund is on record")
    found = desk.detail(invoice)
    assert (found["due"]["amount_minor"], found["refunds"][0]["origin"]) == (300, "stripe")
    [exception] = desk.exceptions(invoice)
    assert exception.kind == "refund_elsewhere"


def test_the_server_is_killed_while_stripe_gives_back(desk: Desk, boss: httpx.Client) -> None:
    invoice, attempt = paid(desk)
    asked = ask(desk, attempt, amount="2.00").json()
    desk.webhooks(deliver=False)
    desk.fault(CREATE, "delay_after", seconds=4)
    with ThreadPoolExecutor(1) as pool:
        approving = pool.submit(approve, boss, asked)
        until(lambda: given_back(desk, invoice), "Stripe has given it back")
        desk.stack.server.kill()
        assert approving.exception() is not None
    desk.restart()
    becomes(desk, asked, "succeeded", seconds=45)
    assert given_back(desk, invoice) == 200
    with desk.database.read() as session:
        assert len(session.scalars(select(StripeRefund).where(StripeRefund.id == asked["id"])).all()) == 1
