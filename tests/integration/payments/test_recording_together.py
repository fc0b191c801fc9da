"""News of many attempts written with the same statements: the same rows as one by one, and no attempt's trouble is
another's."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from pos_app.server.clock import SystemClock
from pos_app.server.db import Database
from pos_app.server.gateway import ChargeError, FeeSnapshot, IntentSnapshot, ProcessorBusy
from pos_app.server.ledger.service import LedgerConflict
from pos_app.server.models import (
    AuditEntry,
    Invoice,
    InvoiceEvent,
    LedgerEntry,
    MoneyException,
    Payment,
    Receipt,
    StripePaymentIntent,
)
from pos_app.server.payments import in_bulk, recording
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.in_bulk import CLOCKS, WRITTEN_AT_ONCE, ManyAttempts
from pos_app.server.payments.notifier import Notifier
from tests.integration.payments.test_recording import (
    NOW,
    VISA,
    attempt,
    bill,
    count,
    database,
    invoice,
    kinds,
    snapshot,
)
from tests.support.length import examples

__all__ = ["database"]
DECLINED = ChargeError("card_declined", "Your card was declined.", "lost_card", "ch_no", "pm", VISA)
NEWS = {
    "paid": snapshot(),
    "with a fee": snapshot(fee=FeeSnapshot("txn", 459, "usd")),
    "declined": snapshot("requires_payment_method", error=DECLINED),
    "on its way": snapshot("processing"),
    "too much": snapshot(received=20000),
    "too little": snapshot(received=700),
    "other money": snapshot(currency="eur"),
    "nothing": snapshot(received=0),
    "cancelled": snapshot("canceled"),
}


def attempts(database: Database) -> Attempts:
    return Attempts(database, None, None, SystemClock(), Notifier())  # type: ignore[arg-type]  # nobody is asked


def of(attempt_id: str, news: IntentSnapshot) -> IntentSnapshot:
    """``news`` as Stripe would say it of this attempt's intent."""
    charge = f"ch_{attempt_id}" if news.latest_charge else ""
    fee = replace(news.fee, transaction=f"txn_{attempt_id}") if news.fee else None
    return replace(news, id=f"pi_{attempt_id}", latest_charge=charge, fee=fee)


def heard(database: Database, news: list[tuple[str, IntentSnapshot]], version: int = 1) -> dict[str, bool]:
    return dict(attempts(database).learn_many([(ident, of(ident, one), version) for ident, one in news]))


def told(database: Database, invoice_id: str) -> list[tuple[Any, ...]]:
    """Everything on record about an invoice, but for ids, numbers and moments."""
    with database.read() as session:
        found: list[tuple[Any, ...]] = []
        for what in (
            select(Invoice.paid_minor, Invoice.due_minor, Invoice.refunded_minor).where(Invoice.id == invoice_id),
            select(Payment.amount_minor, Payment.currency, Payment.card_last4, Payment.user_id, Payment.till).where(
                Payment.invoice_id == invoice_id
            ),
            select(Receipt.paid_before_minor, Receipt.left_minor, Receipt.test)
            .join(Payment)
            .where(Payment.invoice_id == invoice_id),
            select(LedgerEntry.kind, LedgerEntry.debit, LedgerEntry.credit, LedgerEntry.amount_minor).where(
                LedgerEntry.invoice_id == invoice_id
            ),
            select(LedgerEntry.kind, LedgerEntry.amount_minor)
            .join(Payment, Payment.id == LedgerEntry.payment_id)
            .where(Payment.invoice_id == invoice_id, LedgerEntry.invoice_id.is_(None)),
            select(InvoiceEvent.kind, InvoiceEvent.title).where(InvoiceEvent.invoice_id == invoice_id),
            select(MoneyException.kind, MoneyException.amount_minor, MoneyException.detail).where(
                MoneyException.invoice_id == invoice_id, MoneyException.kind != "overpaid"
            ),
            select(AuditEntry.action, AuditEntry.before).where(AuditEntry.invoice_id == invoice_id),
            select(
                StripePaymentIntent.state,
                StripePaymentIntent.status,
                StripePaymentIntent.live,
                StripePaymentIntent.version,
                StripePaymentIntent.amount_received_minor,
                StripePaymentIntent.declines,
            ).where(StripePaymentIntent.invoice_id == invoice_id),
        ):
            found += sorted(map(tuple, session.execute(what)))
    return found


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(sorted(NEWS)), min_size=1, max_size=3), min_size=1, max_size=5))
def test_together_they_leave_what_they_leave_one_by_one(database: Database, plan: list[list[str]]) -> None:
    """``plan``: for each invoice, the news of each of its attempts, all but the last of which were given up."""

    def made() -> tuple[list[str], list[tuple[str, IntentSnapshot]]]:
        invoices, news = [], []
        for names in plan:
            invoices.append(mine := invoice(database))
            for place, name in enumerate(names, 1):
                live = place == len(names)
                other = {} if live else {"state": "cancelled", "live": False}
                news.append((attempt(database, mine, **other), NEWS[name]))
        return invoices, news

    alone, one_by_one = made()
    for ident, one in one_by_one:
        with database.write() as session:
            recording.apply(session, *recording.lock(session, ident), of(ident, one), NOW)
    together, all_news = made()
    assert all(heard(database, all_news).values())
    assert [told(database, one) for one in together] == [told(database, one) for one in alone]
    with database.read() as session:
        numbers = sorted(session.scalars(select(Receipt.sequence)))
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_contradicts_the_books_keeps_nobody_else_from_being_paid(database: Database) -> None:
    """The charge of one is booked already, of another payment and with another amount: that one raises, alone."""
    good, bad, late = (attempt(database, invoice(database)) for _ in range(3))
    with database.write() as session:
        session.add(
            LedgerEntry(
                key=f"ch_{bad}:payment", kind="payment", debit="stripe", credit="receivable", amount_minor=1,
                currency="usd", happened_at=NOW, at=NOW,
            )
        )  # fmt: skip
    written = attempts(database).learn_many([(one, of(one, snapshot()), 1) for one in (good, bad, late)])
    assert next(written) == (good, True)
    with pytest.raises(LedgerConflict, match="is known with 1 usd"):
        next(written)
    with database.read() as session:
        assert set(session.scalars(select(Payment.intent_id))) == {good, late}
        assert sorted(session.scalars(select(Receipt.sequence))) == [1, 2]
        assert session.get_one(StripePaymentIntent, bad).state == "submitted"


def test_what_is_older_than_what_is_known_is_not_written(database: Database) -> None:
    old, new = attempt(database, invoice(database)), attempt(database, invoice(database))
    assert heard(database, [(old, snapshot("processing")), (new, snapshot())], version=0) == {old: False, new: True}
    with database.read() as session:
        assert session.get_one(StripePaymentIntent, old).state == "submitted"


def test_the_same_many_heard_at_once_by_several_are_booked_once(database: Database) -> None:
    bills = [invoice(database) for _ in range(24)]
    many = [(attempt(database, one), snapshot()) for one in bills]
    orders = [many, many[::-1], many[12:] + many[:12], many[::2] + many[1::2]]
    with ThreadPoolExecutor(4) as pool:
        for made in pool.map(lambda order: heard(database, order), orders):
            assert all(made.values())
    assert count(database, Payment) == count(database, Receipt) == len(many)
    assert all(bill(database, one).due_minor == 0 for one in bills)
    with database.read() as session:
        assert session.scalar(select(func.max(Receipt.sequence))) == len(many)


def test_two_payments_of_one_invoice_heard_together(database: Database) -> None:
    """The second one finds what the first one left to pay."""
    mine = invoice(database)
    first = attempt(database, mine, 7400, state="cancelled", live=False)
    second, third = attempt(database, mine, 7400), attempt(database, mine, 7400, state="cancelled", live=False)
    half = snapshot(received=7400, amount=7400)
    heard(database, [(first, half), (second, half), (third, half)])
    assert (bill(database, mine).paid_minor, bill(database, mine).due_minor) == (22200, -7400)
    assert kinds(database, mine) == ["overpaid"]
    with database.read() as session:
        rows = session.execute(select(Receipt.paid_before_minor, Receipt.left_minor).order_by(Receipt.sequence)).all()
        held = session.scalars(select(LedgerEntry.kind).order_by(LedgerEntry.seq)).all()
    assert [tuple(row) for row in rows] == [(0, 7400), (7400, 0), (14800, -7400)]
    assert held == ["payment", "payment", "overpayment"]


def test_a_success_that_was_in_doubt_ends_the_doubt(database: Database) -> None:
    mine = invoice(database)
    one = attempt(database, mine, state="unknown")
    with database.write() as session:
        session.add(
            MoneyException(kind="outcome_unknown", key=f"outcome_unknown:{one}", detail="?", created_at=NOW,
                           intent_id=one, invoice_id=mine)
        )  # fmt: skip
    heard(database, [(one, snapshot())])
    with database.read() as session:
        assert session.scalars(select(MoneyException)).one().resolved_at is not None


@dataclass
class Listing:
    """Stripe's list of intents, newest first; ``ends`` after so many of them in trouble."""

    snapshots: list[IntentSnapshot]
    ends: int = 1000
    asked: list[tuple[datetime, datetime]] = field(default_factory=list)
    read: int = 0

    def intents(self, since: datetime, until: datetime, *, expected: int) -> Iterator[IntentSnapshot]:
        self.asked.append((since, until))
        for place, one in enumerate(self.snapshots):
            if place == self.ends:
                raise ProcessorBusy("rate_limit", "Too many requests.")
            self.read += 1
            yield one


def listed(database: Database, number: int) -> list[IntentSnapshot]:
    """Successes of so many attempts, a minute apart."""
    made = [NOW + timedelta(minutes=minute) for minute in range(number)]
    return [of(attempt(database, invoice(database), created_at=at), snapshot()) for at in reversed(made)]


def test_what_was_read_is_written_before_more_is_read(database: Database) -> None:
    newest_first = listed(database, 60)
    listing = Listing([of("not-ours", snapshot()), *newest_first])
    many = ManyAttempts(database, listing, attempts(database))  # type: ignore[arg-type]  # only its list is asked for
    wanted = [one.id for one in newest_first]
    hearing = many.hear([*wanted, "pi_unknown"])
    assert next(hearing)[0] == wanted[0]
    assert count(database, Payment) == listing.read - 1 == WRITTEN_AT_ONCE
    assert [ident for ident, _ in hearing] == wanted[1:]
    ((since, until),) = listing.asked
    assert (since, until) == (NOW - CLOCKS, NOW + timedelta(minutes=59) + CLOCKS)
    assert {ident for ident, _ in many.hear(wanted)} == set(wanted), "they are settled: nobody is asked"
    assert len(listing.asked) == 1


def test_what_was_read_before_the_list_broke_off_is_written(database: Database) -> None:
    newest_first = listed(database, 6)
    many = ManyAttempts(database, Listing(newest_first, ends=4), attempts(database))  # type: ignore[arg-type]  # as above
    written = many.hear([one.id for one in newest_first])
    assert [next(written)[0] for _ in range(4)] == [one.id for one in newest_first[:4]]
    with pytest.raises(ProcessorBusy):
        next(written)
    assert count(database, Payment) == 4


def test_what_stands_beside_it_in_the_list_and_has_ended_is_not_asked_for_again(database: Database) -> None:
    """Its own event says when it is written. What has not ended may be older than what is known by then."""
    *beside, wanted = listed(database, 4)
    moving, cancelled = listed(database, 2)
    listing = Listing([*beside, replace(moving, status="processing"), replace(cancelled, status="canceled"), wanted])
    many = ManyAttempts(database, listing, attempts(database))  # type: ignore[arg-type]  # as above
    assert [ident for ident, _ in many.hear([wanted.id])] == [wanted.id]
    assert count(database, Payment) == 1
    told_of = [one.id for one in (*beside, cancelled)]
    assert {ident for ident, _ in many.hear(told_of)} == set(told_of)
    assert (count(database, Payment), len(listing.asked)) == (4, 1)
    listing.snapshots = [replace(moving, status="succeeded")]
    assert [ident for ident, _ in many.hear([moving.id])] == [moving.id]
    assert (count(database, Payment), len(listing.asked)) == (5, 2)


def test_no_more_is_kept_than_there_is_room_for(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_bulk, "KEPT", 2)
    *beside, wanted = listed(database, 4)
    listing = Listing([*beside, wanted])
    many = ManyAttempts(database, listing, attempts(database))  # type: ignore[arg-type]  # as above
    assert list(many.hear([wanted.id]))
    assert {ident for ident, _ in many.hear([one.id for one in beside[1:]])} == {one.id for one in beside[1:]}
    assert len(listing.asked) == 1
    assert list(many.hear([beside[0].id]))
    assert len(listing.asked) == 2


def test_where_reading_on_has_paid_the_rest_of_a_burst_is_found_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that stands deep in the list is looked for as far as all that are asked for are worth together."""
    monkeypatch.setattr(in_bulk, "WORTH", 3)
    *beside, deep = listed(database, 8)
    listing = Listing([*beside, deep])
    many = ManyAttempts(database, listing, attempts(database))  # type: ignore[arg-type]  # as above
    assert len(list(many.hear([one.id for one in beside[4:6]]))) == 2  # and what stands before them is kept
    burst = [one.id for one in (*beside[:4], deep)]
    assert {ident for ident, _ in many.hear(burst)} == set(burst)


def test_a_little_more_is_read_than_was_looked_for_and_only_once_that_is_written(database: Database) -> None:
    """Where a burst is in disorder, its next ones stand right below."""
    *beside, wanted, next_one, last = listed(database, 11)
    listing = Listing([*beside, wanted, next_one, last])
    many = ManyAttempts(database, listing, attempts(database))  # type: ignore[arg-type]  # as above
    hearing = many.hear([wanted.id])
    assert next(hearing) == (wanted.id, "")
    assert (count(database, Payment), listing.read) == (1, 9)
    assert list(hearing) == []
    assert listing.read == 11
    assert {ident for ident, _ in many.hear([next_one.id, last.id])} == {next_one.id, last.id}
    assert len(listing.asked) == 1
