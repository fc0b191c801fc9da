"""A burst of webhooks while cashiers work: everything is recorded once, and nobody at the counter waits for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from pos_app.server.models import StripeEvent
from tests.integration.payments.desk import Desk
from tests.support.waiting import until

EVENTS = 1000


def waiting(desk: Desk) -> int:
    with desk.database.read() as session:
        return int(
            session.scalar(select(func.count()).select_from(StripeEvent).where(StripeEvent.state != "done")) or 0
        )


@pytest.mark.slow
def test_a_burst_of_webhooks_while_cashiers_work(desk: Desk) -> None:
    invoices = [desk.invoice() for _ in range(10)]
    desk.webhooks(deliver=False)
    attempts = [desk.opened(invoice) for invoice in invoices]
    for attempt in attempts:
        desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    events = [desk.event(attempts[n % len(attempts)]["stripe_payment_intent_id"]) for n in range(EVENTS)]
    with ThreadPoolExecutor(20) as pool:
        deliveries = [pool.submit(desk.deliver, event) for event in events]
        at_the_counter = desk.invoice()
        desk.confirm(desk.opened(at_the_counter)["id"], "pm_card_visa").raise_for_status()
        assert {delivery.result().status_code for delivery in deliveries} == {200}
    until(lambda: waiting(desk) == 0, "every event is done", 90)
    for invoice in (*invoices, at_the_counter):
        assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1
    numbers = desk.receipt_numbers()
    assert numbers == list(range(1, len(numbers) + 1))
