"""The database is held by somebody else, goes away under load, or is late with the news."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import update

from pos_app.server.models import Invoice
from tests.integration.payments.desk import Desk
from tests.support.postgres import Cluster
from tests.support.waiting import until


@pytest.mark.parametrize("shared_desk", ["sqlite"], indirect=True)
def test_a_backup_that_locks_the_file_holds_a_payment_up_and_loses_nothing(desk: Desk) -> None:
    invoice, other = desk.invoice(), desk.invoice()
    attempt = desk.opened(invoice)["id"]
    path = desk.stack.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as backup, ThreadPoolExecutor(2) as pool:
        backup.execute("BEGIN IMMEDIATE")
        charging = pool.submit(desk.confirm, attempt, "pm_card_visa")
        opening = pool.submit(desk.create, other, str(uuid4()))
        assert desk.detail(invoice)["live_attempt"]["payment_intent_id"] == attempt  # looking goes on
        assert not charging.done()
        assert not opening.done()
        assert desk.charges(invoice) == []
        backup.execute("COMMIT")
        assert charging.result().json()["state"] == "succeeded"
        assert opening.result().status_code == 201
    assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1


def answered(desk: Desk, what: str, *arguments: Any) -> httpx.Response:
    """Asked again and again, as a till does, until the answer is a certain one."""

    def ask() -> httpx.Response | None:
        answer: httpx.Response = getattr(desk, what)(*arguments)
        assert answer.status_code != 500, answer.text
        return answer if answer.status_code not in (503, 504) else None

    found = until(ask, f"{what} is answered", 60, step=0.1)
    assert found is not None
    return found


@pytest.mark.parametrize("shared_desk", ["postgresql"], indirect=True)
def test_postgresql_is_restarted_under_load(desk: Desk, cluster: Cluster) -> None:
    invoices = [desk.invoice() for _ in range(12)]

    def pay(number: int) -> str:
        key = str(uuid4())
        assert answered(desk, "create", invoices[number], key).is_success
        if number == 3:
            cluster.crash()
        return str(answered(desk, "confirm", key, "pm_card_visa").json()["state"])

    with ThreadPoolExecutor(6) as pool:
        assert {*pool.map(pay, range(len(invoices)))} == {"succeeded"}
    for invoice in invoices:
        assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1
    numbers = desk.receipt_numbers()
    assert numbers == list(range(1, len(numbers) + 1))


def test_news_that_comes_late_finds_the_invoice_paid_by_other_means(desk: Desk) -> None:
    """Nobody heard of the card for days, and the rest was taken otherwise: both are on record, and a person is told."""
    invoice = desk.invoice()
    desk.webhooks(deliver=False)  # from the first event on: that of the opening would find it paid
    attempt = desk.opened(invoice)
    with desk.database.write() as session:
        paid = {"paid_minor": Invoice.total_minor - Invoice.refunded_minor, "due_minor": 0}
        session.execute(update(Invoice).where(Invoice.id == invoice["id"]).values(**paid))
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    event = desk.event(attempt["stripe_payment_intent_id"], created=1_700_000_000)
    assert desk.deliver(event).status_code == 200  # signed anew, as Stripe does on each try
    desk.becomes(attempt["id"], "succeeded")
    assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1
    assert [one.kind for one in desk.exceptions(invoice)] == ["overpaid"]


@pytest.mark.parametrize("minutes", [-10, 10])
def test_clocks_that_are_apart_cost_webhooks_but_no_payment(desk: Desk, minutes: int) -> None:
    """Deliveries look stale, or from the future, and are refused; the payment is found by asking."""
    invoice = desk.invoice()
    desk.webhooks(deliver=False)  # from the first event on: that of the opening would find it paid
    attempt = desk.opened(invoice)
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    event = desk.event(attempt["stripe_payment_intent_id"])
    refused = desk.deliver(event, desk.sign(event, at=time.time() + 60 * minutes))
    assert (refused.status_code, refused.json()["code"]) == (400, "webhook_signature_invalid")
    assert desk.payments(invoice) == []
    assert desk.confirm(attempt["id"]).json()["state"] == "succeeded"
    assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1
