"""The server is cut off, held up, or doubled in the middle of things."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

import httpx
import pytest

from pos_app.server.models import StripeEvent
from tests.integration.payments.desk import INTENTS, Desk
from tests.support.waiting import until

READ = "GET /v1/payment_intents/*"
CONFIRM = "POST /v1/payment_intents/*/confirm"


def taken(desk: Desk) -> bool:
    """Whether the one fault given has hit its request, which is now being held."""
    left = desk.control.get("/faults").json()["faults"]
    return not left or left[0]["times"] == 0


def event_state(desk: Desk, event_id: str) -> str:
    with desk.database.read() as session:
        return session.get_one(StripeEvent, event_id).state


def paid_on_the_page(desk: Desk) -> tuple[dict[str, object], bytes, str]:
    """An invoice paid with nobody told, and the event about it: its invoice, body and id."""
    invoice = desk.invoice()
    desk.webhooks(deliver=False)  # from the first event on: that of the opening would find it paid
    attempt = desk.opened(invoice)
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    event = desk.event(attempt["stripe_payment_intent_id"])
    return invoice, event, json.loads(event)["id"]


def test_an_event_is_done_only_with_its_effect(desk: Desk) -> None:
    invoice, event, event_id = paid_on_the_page(desk)
    desk.fault(READ, "delay", seconds=600, times=1)
    assert desk.deliver(event).status_code == 200
    until(lambda: taken(desk), "the worker is asking Stripe about it")
    assert (event_state(desk, event_id), desk.payments(invoice)) == ("pending", [])
    desk.control.delete("/faults").raise_for_status()  # which ends the delay
    until(lambda: event_state(desk, event_id) == "done", "the event is done")
    assert len(desk.payments(invoice)) == 1


@pytest.mark.slow
def test_the_handler_dies_half_way_and_stripe_delivers_again(desk: Desk) -> None:
    invoice, event, event_id = paid_on_the_page(desk)
    desk.fault(READ, "delay", seconds=600, times=1)
    assert desk.deliver(event).status_code == 200
    until(lambda: taken(desk), "the worker is asking Stripe about it")
    desk.stack.server.kill()
    desk.calm()
    desk.restart()
    assert event_state(desk, event_id) == "pending"  # the intention outlived the process
    assert desk.deliver(event).status_code == 200
    until(lambda: desk.payments(invoice), "the payment is recorded", 60)
    assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1


def test_the_till_hangs_up_while_stripe_is_still_charging(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    desk.webhooks(deliver=False)
    desk.fault(CONFIRM, "delay_after", seconds=600)
    url, body = f"{desk.stack.url}/api/v1{INTENTS}/{attempt}/confirm", {"payment_method_id": "pm_card_visa"}
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(url, json=body, headers=dict(desk.till.headers), timeout=httpx.Timeout(10, read=0.5))
    until(lambda: desk.charges(invoice), "Stripe has charged")
    desk.control.delete("/faults").raise_for_status()

    def certain() -> httpx.Response | None:
        """While the first question still holds the key, the answer is that nobody knows yet."""
        again = desk.confirm(attempt, "pm_card_visa")
        assert again.status_code in (200, 503, 504), again.text
        return again if again.status_code == 200 else None

    again = until(certain, "an answer to the second question")
    assert again is not None
    assert again.json()["state"] == "succeeded"
    assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1


def test_a_key_that_stripe_knows_with_other_figures_fails_and_charges_nothing(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    other = {"amount": "99999", "currency": "usd"}
    desk.stripe.post("/v1/payment_intents", data=other, headers={"Idempotency-Key": f"{key}:create"}).raise_for_status()
    answer = desk.create(invoice, key)
    assert (answer.status_code, answer.json()["code"]) == (502, "processor_refused")
    assert desk.read(key)["state"] == "failed"
    assert desk.charges(invoice) == []
    assert desk.opened(invoice)["state"] == "submitted"  # with a key of its own


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_the_server_stands_still_in_mid_request(desk: Desk) -> None:
    """Stripe charges while the server is stopped, and the answer waits for it in vain; then it goes on."""
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    desk.webhooks(deliver=False)
    desk.fault(CONFIRM, "delay_after", seconds=600)
    with ThreadPoolExecutor(1) as pool:
        confirming = pool.submit(desk.confirm, attempt, "pm_card_visa")
        until(lambda: desk.charges(invoice), "Stripe has charged")
        with stopped(desk.stack.server.process.pid):
            desk.control.delete("/faults").raise_for_status()  # now Stripe answers, and nobody listens
            assert not confirming.done()
        assert confirming.result().json()["state"] == "succeeded"
    assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1
