"""Many at once: one intent, one charge, one record, whoever was quicker. The sandbox's account book is the judge."""

from __future__ import annotations

from contextlib import closing
from uuid import uuid4

import httpx

from tests.integration.payments.desk import INTENTS, Desk, at_once, codes
from tests.support.waiting import until

CROWD = 30


def test_thirty_tills_open_one_invoice_at_once(desk: Desk) -> None:
    invoice = desk.invoice()
    tills = [desk.stack.client("cashier", till=f"Front desk {n}") for n in range(CROWD)]
    try:
        answers = at_once(lambda n: desk.create(invoice, str(uuid4()), till=tills[n]), CROWD)
    finally:
        for till in tills:
            till.close()
    assert codes(answers) == [201] + [409] * (CROWD - 1)
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"invoice_being_paid"}
    assert len(desk.intents(invoice)) == 1


def test_thirty_clicks_at_one_till_leave_one_attempt_open(desk: Desk) -> None:
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


def test_twenty_confirmations_at_once_charge_once(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    at_once(lambda _: desk.confirm(attempt, "pm_card_visa"), 20)
    assert desk.becomes(attempt, "succeeded")["invoice_due"]["amount_minor"] == 0
    assert len(desk.charges(invoice)) == 1
    assert len(desk.payments(invoice)) == 1


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
    assert (found["version"], found["state"]) == (attempt["version"], "ready")
    assert desk.read(attempt["id"], wait=25, since=0)["state"] == "ready"
