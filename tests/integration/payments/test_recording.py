"""News written down, on both databases: what fits, what doesn't, and the same news twice."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from pos_app.server.db import Database
from pos_app.server.gateway import CardSnapshot, ChargeError, IntentSnapshot
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.rules import Account
from pos_app.server.models import (
    Invoice,
    InvoiceEvent,
    MoneyException,
    Patient,
    Payment,
    Receipt,
    Site,
    StripePaymentIntent,
    User,
)
from pos_app.server.payments import recording, rules
from pos_app.wire.payments import AttemptState
from tests.support.length import examples
from tests.support.sample import bring_up
from tests.support.waiting import until

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
VISA = CardSnapshot("visa", "4242", 12, 2030)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    bring_up(found)
    with found.write() as session:
        session.add(Site(id="site", name="North Wing"))
        session.add(
            User(
                id="user",
                username="cashier",
                display_name="Tomasz Zieliński",
                password_hash="-",
                role="cashier",
                created_at=NOW,
            )
        )
        session.add(
            Patient(
                id="patient",
                source_id="1",
                mrn="1",
                mrn_key="1",
                name="Margaret Okafor",
                name_key="margaret okafor",
                created_at=NOW,
                updated_at=NOW,
            )
        )
    yield found
    found.close()


def invoice(database: Database, total: int = 14800, **other: object) -> str:
    made = str(uuid4())
    values = {
        "id": made,
        "number": f"INV-{made}",
        "number_key": made,
        "patient_id": "patient",
        "site_id": "site",
        "service": "MRI",
        "service_date": NOW,
        "currency": "usd",
        "gross_minor": total,
        "total_minor": total,
        "due_minor": total,
        "source_id": made,
        "created_at": NOW,
        "updated_at": NOW,
    }
    with database.write() as session:
        session.add(Invoice(**values | other))
    return made


def attempt(database: Database, invoice_id: str, amount: int = 14800, **other: object) -> str:
    made = str(uuid4())
    values = {
        "id": made,
        "request_hash": "-",
        "invoice_id": invoice_id,
        "user_id": "user",
        "till": "Front desk 3",
        "amount_minor": amount,
        "currency": "usd",
        "state": "submitted",
        "stripe_id": f"pi_{made}",
        "live": True,
        "lease_expires_at": NOW + rules.LEASE,
        "created_at": NOW,
        "updated_at": NOW,
    }
    with database.write() as session:
        session.add(StripePaymentIntent(**values | other))
    return made


def snapshot(
    status: str = "succeeded", received: int = 14800, currency: str = "usd", **other: object
) -> IntentSnapshot:
    values: dict[str, object] = {
        "id": "pi",
        "status": status,
        "amount": 14800,
        "amount_received": received if status == "succeeded" else 0,
        "currency": currency,
        "livemode": False,
        "latest_charge": "ch_1" if status == "succeeded" else "",
        "card": VISA,
    }
    return IntentSnapshot(**values | other)  # type: ignore[arg-type]  # built from a dict


def tell(database: Database, attempt_id: str, *news: IntentSnapshot) -> StripePaymentIntent:
    for one in news:
        heard = replace(one, latest_charge=f"ch_{attempt_id}") if one.latest_charge else one
        with database.write() as session:
            row, bill = recording.lock(session, attempt_id)
            recording.apply(session, row, bill, heard, NOW)
    with database.read() as session:
        return session.get_one(StripePaymentIntent, attempt_id)


def bill(database: Database, invoice_id: str) -> Invoice:
    with database.read() as session:
        return session.get_one(Invoice, invoice_id)


def kinds(database: Database, invoice_id: str) -> list[str]:
    with database.read() as session:
        query = select(MoneyException.kind).where(MoneyException.invoice_id == invoice_id)
        return sorted(session.scalars(query))


def count(database: Database, what: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(what)) or 0


def test_money_that_fits_is_recorded_once(database: Database) -> None:
    mine = invoice(database)
    one = attempt(database, mine)
    row = tell(database, one, snapshot(), snapshot(), snapshot("processing"), snapshot("canceled"))
    assert (row.state, row.live, row.next_check_at) == ("succeeded", False, None)
    assert (row.card_brand, row.card_last4) == ("visa", "4242")
    paid = bill(database, mine)
    assert (paid.paid_minor, paid.due_minor, paid.paid_at) == (14800, 0, NOW)
    assert count(database, Payment) == count(database, Receipt) == count(database, InvoiceEvent) == 1
    assert kinds(database, mine) == []
    with database.read() as session:
        receipt = session.scalars(select(Receipt)).one()
    assert (receipt.number, receipt.test, receipt.left_minor) == ("R-10001", True, 0)


@pytest.mark.parametrize(
    ("news", "expected", "due"),
    [
        (snapshot(received=14000), ["amount_differs"], 800),
        (snapshot(received=15000), ["amount_differs", "overpaid"], -200),
        (snapshot(currency="eur"), ["amount_differs"], 14800),
    ],
)
def test_money_that_differs_is_recorded_as_it_is(
    database: Database, news: IntentSnapshot, expected: list[str], due: int
) -> None:
    mine = invoice(database)
    tell(database, attempt(database, mine), news, news)
    assert kinds(database, mine) == expected
    assert bill(database, mine).due_minor == due
    with database.read() as session:
        payment = session.scalars(select(Payment)).one()
    assert (payment.amount_minor, payment.currency) == (news.amount_received, news.currency)
    assert count(database, Receipt) == 1


def test_money_for_an_invoice_paid_meanwhile_is_kept_and_shown_to_a_supervisor(database: Database) -> None:
    mine = invoice(database)
    one = attempt(database, mine)
    with database.write() as session:
        row = session.get_one(Invoice, mine)
        row.paid_minor, row.due_minor, row.paid_at = 14800, 0, NOW
    tell(database, one, snapshot())
    assert bill(database, mine).due_minor == -14800
    assert kinds(database, mine) == ["overpaid"]


def test_money_for_a_void_invoice(database: Database) -> None:
    mine = invoice(database)
    one = attempt(database, mine)
    with database.write() as session:
        session.get_one(Invoice, mine).void = True
    tell(database, one, snapshot())
    assert kinds(database, mine) == ["paid_void"]
    with database.read() as session:  # nothing of it was owed, so all of it is the patient's
        held = {one: ledger.held(session, one, "usd", invoice_id=mine) for one in (Account.CREDIT, Account.RECEIVABLE)}
    assert held == {Account.CREDIT: -14800, Account.RECEIVABLE: 0}
    assert count(database, Receipt) == 1


def test_the_receipt_says_what_had_been_paid_and_kept_before(database: Database) -> None:
    mine = invoice(database, paid_minor=5_000, refunded_minor=2_000, due_minor=11_800)
    tell(database, attempt(database, mine, 1_000), snapshot(received=1_000))
    with database.read() as session:
        receipt = session.scalars(select(Receipt)).one()
    assert (receipt.paid_before_minor, receipt.left_minor) == (3_000, 10_800)


def test_success_with_nothing_received_is_no_receipt(database: Database) -> None:
    mine = invoice(database)
    row = tell(database, attempt(database, mine), snapshot(received=0))
    assert row.state == "succeeded"
    assert count(database, Payment) == count(database, Receipt) == 0
    assert kinds(database, mine) == ["amount_differs"]


def test_a_decline_is_told_once_for_each_charge(database: Database) -> None:
    mine = invoice(database)
    one = attempt(database, mine)

    def declined(charge: str) -> IntentSnapshot:
        error = ChargeError(
            "card_declined", "Your card was declined.", "lost_card", charge, "pm", CardSnapshot("visa", "9987")
        )
        return snapshot("requires_payment_method", error=error)

    row = tell(database, one, declined("ch_1"), declined("ch_1"), declined("ch_2"), declined("ch_2"))
    assert (row.state, row.error_code, row.decline_code, row.card_last4) == (
        "submitted",
        "card_declined",
        "lost_card",
        "9987",
    )
    with database.read() as session:
        events = session.scalars(select(InvoiceEvent)).all()
    assert [(e.kind, e.detail) for e in events] == [("declined", "Visa ending 9987, lost card")] * 2
    assert tell(database, one, snapshot()).error_code == ""


def test_tries_are_bounded_then_a_person_is_told_and_news_ends_the_doubt(database: Database) -> None:
    mine = invoice(database)
    one = attempt(database, mine)
    now = NOW
    for tried in range(1, rules.MAX_TRIES + 3):
        for _ in range(3):  # polls in between use up no tries
            with database.write() as session:
                row, _bill = recording.lock(session, one)
                recording.unanswered(session, row, now)
        with database.read() as session:
            row = session.get_one(StripePaymentIntent, one)
        assert row.tries == tried
        assert (row.state == "unknown") == (tried >= rules.MAX_TRIES)
        assert row.live
        assert row.next_check_at is not None
        assert row.next_check_at - now <= timedelta(seconds=30)
        now = row.next_check_at
    assert kinds(database, mine) == ["outcome_unknown"]
    row = tell(database, one, snapshot())
    assert (row.state, row.tries) == ("succeeded", 0)
    with database.read() as session:
        assert session.scalars(select(MoneyException)).one().resolved_at is not None


def test_an_attempt_stripe_knows_never_fails_by_refusal(database: Database) -> None:
    mine = invoice(database)
    one = attempt(database, mine)
    with database.write() as session:
        row, _bill = recording.lock(session, one)
        recording.refused(session, row, "idempotency_error", "x", NOW)
    with database.read() as session:
        assert session.get_one(StripePaymentIntent, one).state == "submitted"


def test_success_after_the_attempt_was_given_up_is_recorded(database: Database) -> None:
    mine = invoice(database)
    one = attempt(database, mine, state="cancelled", live=False)
    assert tell(database, one, snapshot()).state == "succeeded"
    assert bill(database, mine).due_minor == 0


def test_fifty_at_once_leave_no_gap_in_the_numbers(database: Database) -> None:
    attempts = [attempt(database, invoice(database)) for _ in range(50)]
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda one: tell(database, one, snapshot()), attempts))
    with database.read() as session:
        assert sorted(session.scalars(select(Receipt.sequence))) == list(range(1, 51))


def test_a_record_that_is_rolled_back_leaves_no_gap(database: Database) -> None:
    one = attempt(database, invoice(database))
    with database.write() as session:
        row, its_invoice = recording.lock(session, one)
        recording.apply(session, row, its_invoice, snapshot(), NOW)
        session.flush()
        session.rollback()  # whatever went wrong before the commit
    tell(database, one, snapshot())
    with database.read() as session:
        assert list(session.scalars(select(Receipt.sequence))) == [1]


def test_two_who_hear_the_same_success_take_turns(database: Database) -> None:
    one = attempt(database, invoice(database))
    with ThreadPoolExecutor(1) as pool:
        with database.write() as session:
            row, its_invoice = recording.lock(session, one)
            recording.apply(session, row, its_invoice, snapshot(latest_charge=f"ch_{one}"), NOW)
            session.flush()
            second = pool.submit(tell, database, one, snapshot())
            until(lambda: second.done() or database.sqlite or waiting(database), "the second waits for the first")
        assert second.result().state == "succeeded"
    assert count(database, Payment) == count(database, Receipt) == 1


def test_two_payments_of_one_invoice_heard_at_once_both_count(database: Database) -> None:
    """One of them of an attempt that was given up, as the live one of an invoice is one at most."""
    mine = invoice(database)
    first = attempt(database, mine, 7400, state="cancelled", live=False)
    second = attempt(database, mine, 7400)
    with ThreadPoolExecutor(1) as pool:
        with database.write() as session:
            row, its_invoice = recording.lock(session, first)
            recording.apply(
                session, row, its_invoice, snapshot(received=7400, amount=7400, latest_charge=f"ch_{first}"), NOW
            )
            session.flush()
            other = pool.submit(tell, database, second, snapshot(received=7400, amount=7400))
            until(lambda: other.done() or database.sqlite or waiting(database), "the second waits for the first")
        assert other.result().state == "succeeded"
    assert (bill(database, mine).paid_minor, bill(database, mine).due_minor) == (14800, 0)
    with database.read() as session:
        before = session.scalars(select(Receipt.paid_before_minor).order_by(Receipt.sequence)).all()
    assert before == [0, 7400]


def waiting(database: Database) -> bool:
    """Whether a connection waits for another one's lock."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with database.read() as session:
        return bool(session.scalar(text(query)))


def test_ten_at_once_hear_the_same_success(database: Database) -> None:
    mine = invoice(database)
    one = attempt(database, mine)
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: tell(database, one, snapshot()), range(10)))
    assert count(database, Payment) == count(database, Receipt) == 1
    assert bill(database, mine).paid_minor == 14800


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(news=st.permutations(["requires_payment_method", "requires_action", "processing", "succeeded", "succeeded"]))
def test_every_order_of_the_news_leaves_the_same_rows(database: Database, news: list[str]) -> None:
    mine = invoice(database)
    row = tell(database, attempt(database, mine), *(snapshot(status) for status in news))
    paid = bill(database, mine)
    assert (row.state, row.status, row.live) == (AttemptState.SUCCEEDED, "succeeded", False)
    assert (paid.paid_minor, paid.due_minor) == (14800, 0)
    with database.read() as session:
        assert len(session.scalars(select(Payment).where(Payment.invoice_id == mine)).all()) == 1
