"""When the way to Stripe and back breaks: nothing is charged twice, nothing is lost, and what is unknown says so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any
from uuid import uuid4

import pytest

from tests.integration.payments.desk import INTENTS, Desk
from tests.support.waiting import until

CREATE = "POST /v1/payment_intents"
READ = "GET /v1/payment_intents/*"
LIST = "GET /v1/payment_intents"
CONFIRM = "POST /v1/payment_intents/*/confirm"
CANCEL = "POST /v1/payment_intents/*/cancel"


def settled(desk: Desk, invoice: dict[str, Any], key: str) -> dict[str, Any]:
    """The same request again and again, as a till does, until it is answered."""

    def ask() -> dict[str, Any] | None:
        answer = desk.create(invoice, key)
        if answer.status_code in (503, 504):
            assert answer.json()["code"] in ("outcome_unknown", "processor_busy")
            assert answer.json()["retry_after"] > 0
            return None
        answer.raise_for_status()
        return dict(answer.json())

    found = until(ask, "the payment is opened", 40, step=0.2)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "fault",
    [
        {"do": "drop_before", "times": 2},
        {"do": "drop_after", "times": 1},
        {"do": "drop_after", "times": 3},
        {"do": "half_after", "times": 2},
        {"do": "html_after", "times": 1},
        {"do": "html_before", "times": 1},
        {"do": "error_before", "times": 2},
        {"do": "error_after", "times": 1},
        {"do": "error_before", "times": 2, "status": 429},
        {"do": "error_before", "times": 1, "status": 429, "code": "lock_timeout"},
        {"do": "error_before", "times": 1, "status": 409},
        {"do": "error_before", "times": 2, "status": 409},
    ],
    ids=lambda f: "-".join(str(v) for v in f.values()),
)
def test_opening_survives(desk: Desk, fault: dict[str, Any]) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    desk.fault(CREATE, **fault)
    opened = settled(desk, invoice, key)
    assert (opened["id"], opened["state"]) == (key, "submitted")
    assert opened["client_secret"]
    assert len(desk.intents(invoice)) == 1
    desk.confirm(key, "pm_card_visa").raise_for_status()
    assert len(desk.charges(invoice)) == 1


def test_an_opening_that_stripe_puts_off_is_not_an_opening(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    desk.fault(CREATE, "error_before", times=1000, status=409)
    answer = desk.create(invoice, key)
    assert (answer.status_code, answer.json()["code"]) == (503, "processor_busy")
    assert desk.read(key)["state"] == "created"
    assert desk.intents(invoice) == []
    desk.calm()
    assert settled(desk, invoice, key)["state"] == "submitted"


def test_an_unknown_opening_blocks_the_invoice_and_the_worker_ends_the_doubt(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    desk.webhooks(deliver=False)  # else the event of the creation would tell us its id
    desk.fault(CREATE, "drop_after", times=3)
    answer = desk.create(invoice, key)
    assert (answer.status_code, answer.json()["code"]) == (504, "outcome_unknown")
    found = desk.read(key)
    assert (found["state"], found["status"], found["tries"]) == ("created", "unknown", 1)
    desk.becomes(key, "submitted")  # nobody asks; the worker repeats with the same key
    assert len(desk.intents(invoice)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"do": "drop_after", "times": 2},
        {"do": "error_after", "times": 1},
        {"do": "half_after", "times": 2},
        {"do": "html_after", "times": 2},
    ],
    ids=lambda f: "-".join(str(v) for v in f.values()),
)
@pytest.mark.parametrize("webhooks", [True, False])
def test_a_charge_whose_answer_is_lost_is_unknown_and_then_recorded_once(
    desk: Desk, fault: dict[str, Any], webhooks: bool
) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    desk.webhooks(deliver=webhooks)
    desk.fault(CONFIRM, **fault)
    answer = desk.confirm(attempt, "pm_card_visa")
    if answer.status_code != 200:  # the library's own retry may have been answered
        assert (answer.status_code, answer.json()["code"]) == (504, "outcome_unknown")
    found = desk.becomes(attempt, "succeeded")
    assert found["invoice_due"]["amount_minor"] == 0
    assert len(desk.charges(invoice)) == 1
    assert len(desk.payments(invoice)) == 1


@pytest.mark.parametrize("method", ["pm_card_visa", "pm_card_mastercard"])
def test_asking_again_after_a_lost_answer_says_that_it_is_paid(desk: Desk, method: str) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    desk.webhooks(deliver=False)
    desk.fault(CONFIRM, "drop_after", times=2)
    assert desk.confirm(attempt, "pm_card_visa").status_code == 504
    desk.calm()
    again = desk.confirm(attempt, method)
    assert (again.status_code, again.json()["state"]) == (200, "succeeded"), again.text
    assert again.json()["card"]["brand"] == "visa"
    assert len(desk.charges(invoice)) == 1


def test_an_opening_whose_answers_are_lost_goes_on_when_its_event_comes(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    desk.fault(CREATE, "drop_after", times=1000)
    desk.create(invoice, key)
    desk.becomes(key, "submitted")
    assert settled(desk, invoice, key)["client_secret"]
    assert len(desk.intents(invoice)) == 1


def test_a_webhook_that_overtakes_our_own_commit_is_understood(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    desk.fault(CREATE, "delay_after", seconds=3)
    with ThreadPoolExecutor(1) as pool:
        creating = pool.submit(desk.create, invoice, key)
        # the event of the creation arrives while its answer is still held back
        found = until(lambda: desk.intents(invoice), "the sandbox has the intent")
        until(lambda: _known(desk, key), "the event alone told us the intent's id", 20)
        answer = creating.result()
    assert answer.status_code == 201
    assert answer.json()["stripe_payment_intent_id"] == found[0]["id"]
    assert len(desk.intents(invoice)) == 1


def _known(desk: Desk, key: str) -> bool:
    answer = desk.till.get(f"{INTENTS}/{key}")
    return answer.status_code == 200 and answer.json()["stripe_payment_intent_id"] is not None


def test_paid_on_the_page_and_told_by_webhook_alone(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    desk.webhooks(deliver=True, duplicate=3, shuffle=True)
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    desk.becomes(attempt["id"], "succeeded")
    assert len(desk.payments(invoice)) == 1
    assert len(desk.detail(invoice)["payments"]) == 1


@pytest.mark.slow
def test_no_webhook_ever_comes_and_the_till_is_dead(desk: Desk) -> None:
    """Nobody asks us for the attempt: the worker alone finds out, within a minute."""
    invoice = desk.invoice()
    desk.webhooks(deliver=False)
    attempt = desk.opened(invoice)
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    until(lambda: desk.detail(invoice)["state"] == "paid", "the invoice is paid", 60, step=0.5)
    assert len(desk.payments(invoice)) == 1


@pytest.mark.parametrize("do", ["drop_after", "error_after", "html_after"])
def test_a_cancellation_whose_answer_is_lost_is_carried_through(desk: Desk, do: str) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    desk.fault(CANCEL, do, times=2)
    desk.cancel(attempt)
    desk.becomes(attempt, "cancelled")
    assert [i["status"] for i in desk.intents(invoice)] == ["canceled"]
    assert desk.opened(invoice)["state"] == "submitted"


def test_an_opening_nobody_answered_can_be_cancelled_while_stripe_is_away(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    desk.fault(CREATE, "drop_before", times=50)
    assert desk.create(invoice, key).status_code == 504
    assert desk.cancel(key).json()["state"] == "cancelled"
    desk.calm()
    assert desk.opened(invoice)["state"] == "submitted"


def test_when_stripe_cant_be_asked_the_hand_back_is_unknown_and_tries_are_counted(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.webhooks(deliver=False)  # before the opening: its own event, heard late, would have the worker ask at length
    attempt = desk.opened(invoice)
    desk.fault(LIST, "drop_before", times=1000)  # what can't be read alone may be read in Stripe's list
    desk.fault(READ, "drop_before", times=1000)
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    answer = desk.confirm(attempt["id"])
    assert (answer.status_code, answer.json()["code"]) == (504, "outcome_unknown")
    until(lambda: desk.read(attempt["id"])["tries"] >= 2, "the worker asks on", 90)  # each try is several questions
    found = desk.read(attempt["id"])
    assert found["state"] in ("submitted", "unknown")  # never failed, never cancelled
    assert found["next_check_at"] is not None
    assert desk.create(invoice, str(uuid4())).status_code in (409, 504)  # and no second charge
    desk.calm()
    assert desk.becomes(attempt["id"], "succeeded", seconds=45)["tries"] == 0
    assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1


@pytest.mark.parametrize("webhooks", [True, False])
def test_the_server_is_killed_while_stripe_charges(desk: Desk, webhooks: bool) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    desk.webhooks(deliver=webhooks, delay=0)
    desk.fault(CONFIRM, "delay_after", seconds=4)
    with ThreadPoolExecutor(1) as pool:
        confirming = pool.submit(desk.confirm, attempt, "pm_card_visa")
        until(lambda: desk.charges(invoice), "Stripe has charged")
        desk.stack.server.kill()
        assert confirming.exception() is not None
    desk.restart()
    found = desk.becomes(attempt, "succeeded", seconds=45)
    assert found["receipt"]["number"]
    assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1


def test_the_server_is_killed_before_stripe_answers_an_opening(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    desk.webhooks(deliver=False)
    desk.fault(CREATE, "delay_after", seconds=4)
    with ThreadPoolExecutor(1) as pool:
        creating = pool.submit(desk.create, invoice, key)
        until(lambda: desk.intents(invoice), "Stripe has the intent")
        desk.stack.server.kill()
        assert creating.exception() is not None
    desk.restart()
    assert settled(desk, invoice, key)["state"] == "submitted"
    assert len(desk.intents(invoice)) == 1


def test_no_lock_is_held_while_stripe_is_asked(desk: Desk) -> None:
    slow, quick = desk.invoice(), desk.invoice()
    desk.fault(CREATE, "delay", seconds=5)
    with ThreadPoolExecutor(1) as pool:
        creating = pool.submit(desk.create, slow, str(uuid4()))
        until(lambda: desk.detail(slow)["live_attempt"], "the intention is stored before Stripe has heard of it")
        paid = desk.opened(quick)["id"]
        desk.confirm(paid, "pm_card_visa").raise_for_status()
        assert not creating.done()
        assert creating.result().status_code == 201
    assert len(desk.payments(quick)) == 1


def test_a_slow_stripe_holds_up_nobody_who_only_looks(desk: Desk) -> None:
    """More requests wait for Stripe than the server has threads for everything else."""
    attempt = desk.opened(desk.invoice())["id"]
    desk.fault(READ, "delay", seconds=4, times=1000)
    with ThreadPoolExecutor(45) as pool:
        asking = [pool.submit(desk.confirm, attempt) for _ in range(45)]
        until(lambda: _held(desk) >= 20, "many questions are with Stripe")
        for _ in range(10):
            desk.till.get("/invoices").raise_for_status()
        with closing(desk.stack.client("supervisor")) as someone:
            someone.get("/auth/me").raise_for_status()
        assert not any(one.done() for one in asking)
        desk.control.delete("/faults").raise_for_status()
        assert {one.result().status_code for one in asking} == {200}


def _held(desk: Desk) -> int:
    """How many faults have been handed out: each is a question that is being held."""
    [fault] = desk.control.get("/faults").json()["faults"]
    return 1000 - int(fault["times"])
