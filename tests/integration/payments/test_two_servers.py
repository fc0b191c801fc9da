"""Two servers on one database, each with its worker: still one record, and a till at one hears of news at the other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.integration.payments.desk import INTENTS, Desk, at_once, codes
from tests.support.processes import Program, free_port


@pytest.fixture
def other(desk: Desk) -> Iterator[httpx.Client]:
    """A till at a second server."""
    port = str(free_port())
    server = Program(["server", "--host", "127.0.0.1", "--port", port, "--demo"], desk.folder, desk.stack.env, "second")
    try:
        url = server.addresses("ready")["ready"]
        with httpx.Client(base_url=f"{url}/api/v1", headers=dict(desk.till.headers), timeout=30) as client:
            yield client
    finally:
        server.stop()


def test_both_servers_hear_and_one_records(desk: Desk, other: httpx.Client) -> None:
    invoices = [desk.invoice() for _ in range(6)]
    attempts = [desk.opened(invoice) for invoice in invoices]
    for attempt in attempts:
        desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    tills = (desk.till, other)
    answers = at_once(lambda n: desk.confirm(attempts[n // 4]["id"], till=tills[n % 2]), 24)
    assert set(codes(answers)) <= {200, 503}  # SQLite may say that it is busy
    for invoice, attempt in zip(invoices, attempts, strict=True):
        desk.becomes(attempt["id"], "succeeded")
        assert len(desk.payments(invoice)) == len(desk.charges(invoice)) == 1
    numbers = desk.receipt_numbers()
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_till_waiting_at_one_server_hears_of_news_at_the_other(desk: Desk, other: httpx.Client) -> None:
    attempt = desk.opened(desk.invoice())
    query = {"wait": 25, "since": attempt["version"]}
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(other.get, f"{INTENTS}/{attempt['id']}", params=query)
        desk.confirm(attempt["id"], "pm_card_visa").raise_for_status()
        assert held.result().json()["state"] == "succeeded"


def test_one_invoice_at_two_servers_is_opened_once(desk: Desk, other: httpx.Client) -> None:
    invoice = desk.invoice()
    tills = (desk.till, other)
    at_once(lambda n: desk.create(invoice, till=tills[n % 2]), 12)
    assert len([i for i in desk.intents(invoice) if i["status"] != "canceled"]) == 1
