"""Many at once: one intent, one charge, one record, whoever was quicker. The sandbox's account book is the judge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.integration.payments.desk import INTENTS, Desk, Json, at_once, codes
from tests.support.crowd import Ask, crowd
from tests.support.waiting import until

CROWD = 50
"""As many as the server has connections to its database in these tests (see conftest)."""
BUSY = ("database_busy", "processor_busy", "outcome_unknown")


def opening(desk: Desk, invoice: Json, till: httpx.Client, *again: str, **other: Any) -> Ask:
    headers = {"Authorization": till.headers["Authorization"], "Idempotency-Key": str(uuid4())}
    return Ask("POST", f"/api/v1{INTENTS}", desk.body(invoice, **other), headers, again)


def confirming(till: httpx.Client, attempt: str, *again: str) -> Ask:
    body, headers = {"payment_method_id": "pm_card_visa"}, {"Authorization": till.headers["Authorization"]}
    return Ask("POST", f"/api/v1{INTENTS}/{attempt}/confirm", body, headers, again)


@pytest.fixture(scope="module")
def tills(shared_desk: Desk) -> Iterator[list[httpx.Client]]:
    made = [shared_desk.stack.client("cashier", till=f"Front desk {n}") for n in range(CROWD)]
    yield made
    for till in made:
        till.close()


def test_fifty_tills_open_one_invoice_at_once(desk: Desk, tills: list[httpx.Client]) -> None:
    invoice = desk.invoice()
    answers = [told[-1] for told in crowd(desk.stack.url, [[opening(desk, invoice, till, *BUSY)] for till in tills])]
    assert sorted(answer.status for answer in answers) == [201] + [409] * (CROWD - 1)
    assert {answer.code for answer in answers if answer.status == 409} == {"invoice_being_paid"}
    assert len(desk.intents(invoice)) == 1


def test_fifty_confirmations_at_once_charge_once(desk: Desk, tills: list[httpx.Client]) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    told = crowd(desk.stack.url, [[confirming(till, attempt, *BUSY)] for till in tills])
    assert {answer.status for client in told for answer in client} <= {200, 409}
    assert desk.becomes(attempt, "succeeded")["invoice_due"]["amount_minor"] == 0
    assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1


def test_fifty_parts_of_one_invoice_never_exceed_it(desk: Desk, tills: list[httpx.Client]) -> None:
    """Ten parts fit; whoever comes later is told so, however many try at once."""
    invoice = desk.invoice()
    total = invoice["due"]["amount_minor"]
    part = total // 10
    amount = f"{part // 100}.{part % 100:02}"
    clients = []
    for till in tills:
        begin = opening(desk, invoice, till, "invoice_being_paid", *BUSY, amount=amount)
        clients.append([begin, confirming(till, begin.headers["Idempotency-Key"], *BUSY)])
    told = crowd(desk.stack.url, clients)
    paid = [client for client in told if client[-1].status == 200 and client[-1].body["state"] == "succeeded"]
    refused = {client[-1].code for client in told if client not in paid}
    assert refused <= {"amount_above_balance", "invoice_not_payable"}
    assert len(paid) == len(desk.charges(invoice)) == len(desk.payments(invoice)) == total // part
    assert sum(charge["amount"] for charge in desk.charges(invoice)) <= total
    assert desk.exceptions(invoice) == []
    numbers = desk.receipt_numbers()
    assert numbers == list(range(1, len(numbers) + 1))


def test_fifty_clicks_at_one_till_leave_one_attempt_open(desk: Desk) -> None:
    invoice = desk.invoice()
    answers = at_once(lambda _: desk.create(invoice, str(uuid4())), CROWD)
    assert set(codes(answers)) <= {201, 409}
    live = [i for i in desk.intents(invoice) if i["status"] != "canceled"]
    assert len(live) == 1
    attempt = desk.detail(invoice)["live_attempt"]["payment_intent_id"]
    desk.confirm(attempt, "pm_card_visa").raise_for_status()
    assert len(desk.charges(invoice)) == 1


def test_the_same_key_twenty_times_at_once(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    answers = at_once(lambda _: desk.create(invoice, key), 20)
    assert set(codes(answers)) <= {200, 201, 503}
    assert codes(answers).count(201) == 1
    good = [a.json() for a in answers if a.status_code < 300]
    assert {a["id"] for a in good} == {key}
    assert len({a["pay_url"] for a in good}) == 1
    assert len(desk.intents(invoice)) == 1


def test_everybody_hears_of_the_success_at_once(desk: Desk) -> None:
    """Webhooks, the page's hand-back, a cancelling cashier and polls, in one moment."""
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    stripe_id = attempt["stripe_payment_intent_id"]
    desk.webhooks(deliver=False)
    desk.pay_on_the_page(stripe_id).raise_for_status()
    event = desk.event(stripe_id)

    def news(n: int) -> httpx.Response:
        if n % 4 == 0:
            return desk.deliver(event)
        if n % 4 == 1:
            return desk.deliver(desk.event(stripe_id))
        return desk.confirm(attempt["id"]) if n % 4 == 2 else desk.cancel(attempt["id"])

    answers = at_once(news, 24)
    assert codes(answers) == [200] * 24
    found = desk.becomes(attempt["id"], "succeeded")
    assert found["invoice_due"]["amount_minor"] == 0
    [payment] = desk.payments(invoice)
    [charge] = desk.charges(invoice)
    assert (payment.amount_minor, payment.charge_id) == (charge["amount"], charge["charge"])
    assert desk.exceptions(invoice) == []


def test_twenty_identical_webhooks_at_once_are_one_payment(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    desk.webhooks(deliver=False)
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    event = desk.event(attempt["stripe_payment_intent_id"])
    assert codes(at_once(lambda _: desk.deliver(event), 20)) == [200] * 20
    desk.becomes(attempt["id"], "succeeded")
    assert len(desk.payments(invoice)) == 1


def test_cancelling_races_with_the_card(desk: Desk) -> None:
    """Whoever wins, the record says what the account book says."""
    for _ in range(8):
        invoice = desk.invoice()
        attempt = desk.opened(invoice)

        def act(
            n: int, stripe_id: str = attempt["stripe_payment_intent_id"], mine: str = attempt["id"]
        ) -> httpx.Response:
            return desk.cancel(mine) if n else desk.pay_on_the_page(stripe_id)

        at_once(act, 2)
        desk.confirm(attempt["id"])
        state = desk.becomes(attempt["id"], "succeeded", "cancelled")["state"]
        assert (state == "succeeded") == (len(desk.charges(invoice)) == 1)
        assert len(desk.payments(invoice)) == len(desk.charges(invoice))


def test_receipt_numbers_have_no_gap_when_many_pay_at_once(desk: Desk) -> None:
    before = desk.receipt_numbers()
    invoices = [desk.invoice() for _ in range(12)]
    attempts = [desk.opened(i)["id"] for i in invoices]
    answers = at_once(lambda n: desk.confirm(attempts[n], "pm_card_visa"), len(attempts))
    assert codes(answers) == [200] * len(attempts)
    after = desk.receipt_numbers()
    assert after == list(range(1, len(before) + len(attempts) + 1))


def test_a_held_answer_comes_with_the_change(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    url = f"{INTENTS}/{attempt['id']}"
    with closing(desk.stack.client("cashier", till="Front desk 3")) as waiting:

        def both(n: int) -> httpx.Response:
            if n == 0:
                return waiting.get(url, params={"wait": 25, "since": attempt["version"]})
            until(lambda: "cashier" in str(desk.till.get("/auth/me").json()), "the other is on its way")
            return desk.pay_on_the_page(attempt["stripe_payment_intent_id"])

        held, _ = at_once(both, 2)
    found = held.json()
    assert found["version"] > attempt["version"]
    assert desk.becomes(attempt["id"], "succeeded")


def test_nothing_new_is_answered_after_the_wait(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    found = desk.read(attempt["id"], wait=1, since=attempt["version"])
    assert (found["version"], found["state"]) == (attempt["version"], "submitted")
    assert desk.read(attempt["id"], wait=25, since=0)["state"] == "submitted"
