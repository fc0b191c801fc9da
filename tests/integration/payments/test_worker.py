"""What ends without anybody asking."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import update

from pos_app.server.models import StripePaymentIntent
from tests.integration.payments.desk import INTENTS, Desk


def change(desk: Desk, attempt: str, **values: Any) -> None:
    with desk.database.write() as session:
        session.execute(update(StripePaymentIntent).where(StripePaymentIntent.id == attempt).values(**values))


def row(desk: Desk, attempt: str) -> StripePaymentIntent:
    with desk.database.read() as session:
        return session.get_one(StripePaymentIntent, attempt)


def test_an_abandoned_attempt_is_cancelled_at_stripe_too(desk: Desk) -> None:
    desk.webhooks(deliver=False)  # their news would put off the worker's own look
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    desk.given_up(attempt)
    assert [i["status"] for i in desk.intents(invoice)] == ["canceled"]
    assert desk.detail(invoice)["live_attempt"] is None


def test_an_abandoned_bank_check_is_cancelled(desk: Desk) -> None:
    desk.webhooks(deliver=False)
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    asked = desk.confirm(attempt, "pm_card_authenticationRequired")
    assert (asked.status_code, asked.json()["state"]) == (200, "requires_action")
    desk.given_up(attempt)


def test_an_attempt_paid_just_before_it_was_given_up_is_paid(desk: Desk) -> None:
    desk.webhooks(deliver=False)
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    desk.given_up(attempt["id"], "succeeded")
    assert len(desk.payments(invoice)) == 1


def test_once_the_lease_has_ended_another_till_may_take_over(desk: Desk) -> None:
    invoice = desk.invoice()
    first = desk.opened(invoice)["id"]
    later = datetime.now(UTC) + timedelta(hours=1)
    change(desk, first, lease_expires_at=datetime.now(UTC) - timedelta(seconds=1), next_check_at=later)
    with closing(desk.stack.client("supervisor", till="Front desk 4")) as other:
        second = desk.create(invoice, str(uuid4()), till=other)
        assert second.status_code == 201, second.text
    assert row(desk, first).state == "cancelled"
    assert sorted(i["status"] for i in desk.intents(invoice)) == ["canceled", "requires_payment_method"]


def test_a_till_that_asks_keeps_its_attempt(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())["id"]
    short = datetime.now(UTC) + timedelta(minutes=1)
    change(desk, attempt, lease_expires_at=short)
    with closing(desk.stack.client("supervisor", till="Front desk 4")) as other:
        other.get(f"{INTENTS}/{attempt}").raise_for_status()
    assert row(desk, attempt).lease_expires_at == short  # somebody else's look renews nothing
    desk.read(attempt)
    assert row(desk, attempt).lease_expires_at > short + timedelta(minutes=10)


def test_processing_for_long_is_neither_lost_nor_blocked_for_ever(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    desk.webhooks(deliver=False)
    desk.fault("POST /v1/payment_intents/*/confirm", "processing", seconds=3600)
    desk.confirm(attempt, "pm_card_visa").raise_for_status()
    assert desk.read(attempt)["state"] == "processing"
    second = desk.create(invoice, str(uuid4()))
    assert (second.status_code, second.json()["code"]) == (409, "invoice_being_paid")
    assert desk.cancel(attempt).json()["state"] in ("processing", "cancelled")
    desk.control.post("/clock", json={"advance": 3700}).raise_for_status()
    change(desk, attempt, next_check_at=datetime.now(UTC))
    found = desk.becomes(attempt, "succeeded", "cancelled")
    assert (found["state"] == "succeeded") == (len(desk.charges(invoice)) == 1)
