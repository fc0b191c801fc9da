"""Only Stripe can tell us about Stripe: forged, stale, replayed and other-mode deliveries change nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import select

from pos_app.server.models import StripeEvent
from tests.integration.payments.desk import Desk, at_once, codes
from tests.support.processes import WEBHOOK_PATH
from tests.support.waiting import until


def stored(desk: Desk, body: bytes) -> StripeEvent | None:
    event_id = body.decode().split('"id": "', 1)[1].split('"', 1)[0]
    with desk.database.read() as session:
        return session.scalars(select(StripeEvent).where(StripeEvent.id == event_id)).one_or_none()


def test_what_an_event_claims_is_not_believed(desk: Desk) -> None:
    """Well signed, says "succeeded", and Stripe says otherwise."""
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    body = desk.event(attempt["stripe_payment_intent_id"])
    assert desk.deliver(body).status_code == 200
    until(lambda: (found := stored(desk, body)) and found.state == "done", "the event is worked on")
    assert desk.read(attempt["id"])["state"] == "submitted"
    assert desk.payments(invoice) == []


@pytest.mark.parametrize("how", ["none", "garbage", "other secret", "empty secret", "old", "future", "other body"])
def test_forgeries_change_nothing(desk: Desk, how: str) -> None:
    body = desk.event("pi_of_nobody")
    now = time.time()
    signatures = {
        "none": "",
        "garbage": "t=1,v1=x",
        "other secret": desk.sign(body, "whsec_other"),
        "empty secret": desk.sign(body, ""),
        "old": desk.sign(body, at=now - 302),
        "future": desk.sign(body, at=now + 400),
        "other body": desk.sign(body + b" "),
    }
    answer = desk.deliver(body, signatures[how])
    assert (answer.status_code, answer.json()["code"]) == (400, "webhook_signature_invalid")
    assert stored(desk, body) is None


def test_signed_nonsense_is_malformed(desk: Desk) -> None:
    for body in (b"[]", b"not json", b"\xff\xfe"):
        answer = desk.deliver(body)
        assert (answer.status_code, answer.json()["code"]) == (400, "webhook_malformed")


def test_a_large_body_is_refused_unread(desk: Desk) -> None:
    body = b" " * (256 * 1024) + desk.event("pi_1")
    answer = desk.deliver(body)
    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


def test_a_body_without_end_is_cut_off(desk: Desk) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(400):
            yield b" " * 65536

    try:
        answer = httpx.post(desk.stack.url + WEBHOOK_PATH, content=endless(), timeout=30)
    except httpx.TransportError:
        return  # the connection was cut while we were still sending
    assert answer.status_code == 413


def test_another_modes_event_is_passed_over(desk: Desk) -> None:
    body = desk.event("pi_live", livemode=True)
    assert desk.deliver(body).status_code == 200
    assert stored(desk, body) is None


def test_an_event_about_nothing_of_ours_is_done_with(desk: Desk) -> None:
    made = desk.stripe.post("/v1/payment_intents", data={"amount": 500, "currency": "usd"}).json()
    for body in (desk.event(made["id"]), desk.event("pi_that_stripe_does_not_know")):
        assert desk.deliver(body).status_code == 200
        until(lambda b=body: (found := stored(desk, b)) and found.state == "done", "the event is worked on")  # type: ignore[misc]
    balance = desk.event("", type="balance.available", data={"object": {"object": "balance"}})
    assert desk.deliver(balance).status_code == 200
    found = stored(desk, balance)
    assert found is not None
    assert found.state == "done"


def test_a_valid_event_replayed_many_times_is_one_row_and_one_payment(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    desk.confirm(attempt["id"], "pm_card_visa").raise_for_status()
    version = desk.read(attempt["id"])["version"]
    body = desk.event(attempt["stripe_payment_intent_id"])
    assert set(codes(at_once(lambda _: desk.deliver(body), 50))) == {200}
    until(lambda: (found := stored(desk, body)) and found.state == "done", "the event is worked on")
    assert desk.read(attempt["id"])["version"] == version
    assert len(desk.payments(invoice)) == 1


def test_events_wait_while_stripe_cant_be_asked(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    desk.webhooks(deliver=False)
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    desk.fault("GET /v1/payment_intents/*", "error_before", times=6, status=500)
    body = desk.event(attempt["stripe_payment_intent_id"])
    desk.deliver(body).raise_for_status()
    desk.becomes(attempt["id"], "succeeded")
    until(lambda: (found := stored(desk, body)) and found.state == "done", "the event is worked on")
    assert len(desk.payments(invoice)) == 1
