"""One key asked for a payment and for a refund in the same moment: Stripe is asked for one of them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from pos_app.money import Money
from pos_app.server.db import Database
from pos_app.server.errors import ApiError
from pos_app.server.models import Invoice
from pos_app.server.payments import opening
from pos_app.server.refunds import asking
from pos_app.server.refunds.limits import Policy
from pos_app.wire.payments import CreatePaymentIntent
from pos_app.wire.refunds import CreateRefund
from tests.integration.payments.test_refund_recording import ASKER, NOW, Paid, database
from tests.support.waiting import until

__all__ = ["database"]
KEY: Final = str(uuid4())
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database "
               "WHERE datname = current_database())")  # fmt: skip


def pays(invoice: str) -> Callable[[Session], object]:
    request = CreatePaymentIntent(invoice_id=invoice, patient_id="patient", amount="5.00", currency="usd")
    wanted = opening.Wanted(KEY, request, Money(500, "usd"), datetime.now(UTC), "token")
    return lambda session: opening.open_attempt(session, ASKER, wanted, NOW)


def gives_back(payment: str) -> Callable[[Session], object]:
    request = CreateRefund(payment_intent_id=payment, amount="40.00", reason="Paid twice")
    return lambda session: asking.ask(session, ASKER, asking.Wanted(KEY, request), Policy(1), NOW)


@pytest.mark.parametrize("refund_first", [True, False])
def test_whoever_stores_it_first_has_it(database: Database, refund_first: bool) -> None:
    paid, open_ = Paid(database), Paid(database)
    with database.write() as session:
        invoice = session.get_one(Invoice, open_.id)
        invoice.paid_minor, invoice.due_minor, invoice.paid_at = invoice.total_minor - 500, 500, None
    first, second = gives_back(paid.id), pays(open_.id)
    if not refund_first:
        first, second = second, first

    def store_second() -> object:
        with database.write() as session:
            return second(session)

    def waits(asked: Future[object]) -> bool:
        with database.read() as session:
            return asked.done() or bool(session.scalar(WAITING))

    with ThreadPoolExecutor(1) as pool:
        with database.write() as session:
            first(session)
            session.flush()
            asked = pool.submit(store_second)
            if not database.sqlite:  # there it waits for the one writer
                until(lambda: waits(asked), "the second one waits or is through")
        error = asked.exception()
    assert isinstance(error, ApiError), error
    assert error.code == "idempotency_key_reused"
