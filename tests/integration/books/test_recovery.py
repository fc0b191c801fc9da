"""Attempts that the books have lost, on both databases, with a Stripe that says what the test wants."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import cast
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from pos_app.server.customers.service import Customers
from pos_app.server.db import Database
from pos_app.server.gateway import (
    CardSnapshot,
    IntentSnapshot,
    Processor,
    ProcessorBusy,
    ProcessorRefused,
    ProcessorUnknown,
)
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger import verify_books
from pos_app.server.ledger.rules import Account
from pos_app.server.models import (
    Invoice,
    MoneyException,
    Payment,
    Receipt,
    StripeCustomer,
    StripePaymentIntent,
    User,
    new_id,
)
from pos_app.server.payments import rules
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.in_bulk import ManyAttempts
from pos_app.server.payments.notifier import Notifier
from pos_app.server.payments.recovery import SYSTEM, Recovery
from pos_app.server.payments.tokens import PayTokens
from tests.integration.books.world import NOW, World, people
from tests.support.sample import bring_up


@dataclass
class Stripe:
    """``stubborn``: intents that can't be cancelled, because they are being charged."""

    intents: dict[str, IntentSnapshot] = field(default_factory=dict)
    cancelled: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    """Keys to which the answer is an error of Stripe's own, as often as they come; the first one is put there."""
    fails_once: bool = False
    stubborn: set[str] = field(default_factory=set)
    time = NOW

    def now(self) -> datetime:
        """As a clock does."""
        return self.time

    def read_intent(self, intent_id: str) -> IntentSnapshot:
        return self.intents[intent_id]

    def cancel_intent(self, intent_id: str, key: str) -> IntentSnapshot:
        if self.fails_once:
            self.fails_once = False
            self.errors.append(key)
        if key in self.errors:
            raise ProcessorUnknown("http_500", "Stripe had an error of its own.", answered=True)
        if intent_id in self.stubborn:
            raise ProcessorRefused("payment_intent_unexpected_state", key)
        self.cancelled.append(intent_id)
        self.intents[intent_id] = replace(self.intents[intent_id], status="canceled")
        return self.intents[intent_id]

    def has(self, invoice: str, status: str = "succeeded", minutes: int = 0, **other: object) -> IntentSnapshot:
        """An intent of ours, made some minutes ago."""
        paid = status == "succeeded"
        made = IntentSnapshot(
            id=f"pi_{uuid4().hex}",
            status=status,
            amount=5_000,
            amount_received=5_000 if paid else 0,
            currency="usd",
            livemode=False,
            latest_charge=f"ch_{uuid4().hex}" if paid else "",
            card=CardSnapshot("visa", "4242") if paid else None,
            attempt_id=str(uuid4()),
            invoice_id=invoice,
            user_id="user",
            till="Front desk 3",
            created=NOW - timedelta(minutes=minutes),
            charged=NOW - timedelta(minutes=minutes),
        )
        made = replace(made, **other)  # type: ignore[arg-type] # fields by name
        self.intents[made.id] = made
        return made


@dataclass
class Listing:
    """The same Stripe's list."""

    stripe: Stripe

    def intents(self, _since: datetime, _until: datetime, *, expected: int) -> Iterator[IntentSnapshot]:
        return iter(list(self.stripe.intents.values())[:expected])


@dataclass
class Books:
    database: Database
    stripe: Stripe
    recovery: Recovery
    world: World
    many: ManyAttempts

    def hear(self, intent: IntentSnapshot) -> str:
        return self.recovery.hear(intent.id)

    def attempt(self, intent: IntentSnapshot) -> StripePaymentIntent | None:
        with self.database.read() as session:
            return session.get(StripePaymentIntent, intent.attempt_id)

    def count(self, what: type) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(what)) or 0

    def customer(self) -> StripeCustomer:
        """The patient's, of whom there is one."""
        with self.database.read() as session:
            return session.scalars(select(StripeCustomer)).one()

    def live(self, invoice: str) -> list[str]:
        with self.database.read() as session:
            query = select(StripePaymentIntent.id).where(
                StripePaymentIntent.invoice_id == invoice, StripePaymentIntent.live
            )
            return list(session.scalars(query))


@pytest.fixture
def books(database_url: str) -> Iterator[Books]:
    database = Database(database_url)
    bring_up(database)
    people(database)
    stripe = Stripe()
    processor = cast(Processor, stripe)
    attempts = Attempts(database, processor, Customers(database, processor, stripe), stripe, Notifier())
    yield Books(
        database,
        stripe,
        Recovery(database, processor, attempts, PayTokens("sk_test_x"), stripe),
        World(database),
        ManyAttempts(database, cast(Processor, Listing(stripe)), attempts),
    )
    database.close()


def test_money_is_put_back_where_it_was_once(books: Books) -> None:
    invoice = books.world.invoice(5_000)
    intent = books.stripe.has(invoice, minutes=90)
    assert books.hear(intent) == "put back"
    assert books.hear(intent) == books.hear(intent) == ""
    found = books.attempt(intent)
    assert found is not None
    assert (found.state, found.user_id, found.till, found.live) == ("succeeded", "user", "Front desk 3", False)
    with books.database.read() as session:
        payment = session.scalars(select(Payment)).one()
        bill = session.get_one(Invoice, invoice)
    assert (payment.amount_minor, payment.at) == (5_000, intent.charged)
    assert (bill.due_minor, bill.paid_at) == (0, intent.charged)
    assert books.count(Receipt) == 1


def test_twenty_hear_of_it_at_once(books: Books) -> None:
    intent = books.stripe.has(books.world.invoice(5_000))
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: books.hear(intent), range(20)))
    assert (books.count(Payment), books.count(Receipt), books.count(StripePaymentIntent)) == (1, 1, 1)


def test_who_is_not_known_here_is_the_system_which_can_not_log_in(books: Books) -> None:
    for _ in range(2):
        books.hear(books.stripe.has(books.world.invoice(5_000), user_id="somebody new"))
    with books.database.read() as session:
        found = session.get_one(User, SYSTEM)
        assert set(session.scalars(select(Payment.user_id))) == {SYSTEM}
    assert (found.disabled, found.password_hash, found.display_name) == (True, "!", "Recovered from Stripe")


def test_a_person_may_be_called_system(books: Books) -> None:
    with books.database.write() as session:
        session.get_one(User, "user").username = SYSTEM
    books.hear(books.stripe.has(books.world.invoice(5_000), user_id="somebody new"))
    with books.database.read() as session:
        assert session.get_one(User, SYSTEM).username != SYSTEM


def test_one_that_waits_is_live_again_and_ends_as_any_other(books: Books) -> None:
    invoice = books.world.invoice(5_000)
    intent = books.stripe.has(invoice, "requires_payment_method", minutes=3)
    assert books.hear(intent) == "put back"
    found = books.attempt(intent)
    assert found is not None
    assert (found.state, found.live) == ("submitted", True)
    assert found.lease_expires_at == intent.created + rules.LEASE
    assert found.next_check_at is not None


def test_of_two_live_ones_the_older_one_is_ended(books: Books) -> None:
    invoice = books.world.invoice(5_000)
    newer = books.stripe.has(invoice, "requires_payment_method", minutes=1)
    older = books.stripe.has(invoice, "requires_payment_method", minutes=9)
    books.hear(newer)
    assert books.hear(older) == "put back"
    assert books.live(invoice) == [newer.attempt_id]
    found = books.attempt(older)
    assert found is not None
    assert (found.state, books.stripe.cancelled) == ("cancelled", [older.id])


def test_of_two_live_ones_the_older_one_may_be_ours(books: Books) -> None:
    invoice = books.world.invoice(5_000)
    older = books.stripe.has(invoice, "requires_payment_method", minutes=9)
    newer = books.stripe.has(invoice, "requires_payment_method", minutes=1)
    books.hear(older)
    assert books.hear(newer) == "put back"
    assert books.live(invoice) == [newer.attempt_id]
    assert books.stripe.cancelled == [older.id]


def test_of_two_live_ones_the_older_one_may_have_been_paid_meanwhile(books: Books) -> None:
    invoice = books.world.invoice(5_000)
    older = books.stripe.has(invoice, "requires_payment_method", minutes=9)
    books.hear(older)
    paid = replace(older, status="succeeded", amount_received=5_000, latest_charge="ch_older", charged=NOW)
    books.stripe.intents[older.id] = paid
    newer = books.stripe.has(invoice, "requires_payment_method", minutes=1)
    assert books.hear(newer) == "put back"
    assert (books.count(Payment), books.live(invoice)) == (1, [newer.attempt_id])


def test_while_one_is_being_charged_the_other_waits(books: Books) -> None:
    invoice = books.world.invoice(5_000)
    newer = books.stripe.has(invoice, "requires_payment_method", minutes=1)
    books.hear(newer)
    charging = books.stripe.has(invoice, "processing", minutes=9)
    books.stripe.stubborn.add(charging.id)
    with pytest.raises(ProcessorBusy):
        books.hear(charging)
    assert books.live(invoice) == [newer.attempt_id]
    books.stripe.intents[charging.id] = replace(
        charging, status="succeeded", amount_received=5_000, latest_charge="ch_x", charged=NOW
    )
    assert books.hear(charging) == "put back"
    assert books.count(Payment) == 1


def test_money_for_an_invoice_that_is_not_here_is_nobodys_and_told_once(books: Books) -> None:
    intent = books.stripe.has("gone")
    for _ in range(3):
        books.hear(intent)
    with books.database.read() as session:
        told = session.scalars(select(MoneyException)).one()
        assert ledger.held(session, Account.SUSPENSE, "usd") == -5_000
        assert ledger.held(session, Account.STRIPE, "usd") == 5_000
    assert (told.kind, told.stripe_id, told.amount_minor) == ("unknown_charge", intent.latest_charge, 5_000)
    assert books.count(Payment) == books.count(StripePaymentIntent) == 0


def test_it_is_not_booked_again_when_the_invoice_comes_back(books: Books) -> None:
    invoice = str(uuid4())
    intent = books.stripe.has(invoice)
    books.hear(intent)
    back = replace(intent, invoice_id=books.world.invoice(5_000))
    books.stripe.intents[intent.id] = back
    books.hear(back)
    assert books.count(Payment) == 0


def test_one_without_an_invoice_that_nobody_looks_after_is_ended(books: Books) -> None:
    young = books.stripe.has("gone", "requires_payment_method", minutes=1)
    old = books.stripe.has("gone", "requires_payment_method", minutes=60)
    books.hear(young)
    books.hear(old)
    assert books.stripe.cancelled == [old.id]


def test_what_a_second_intent_of_one_attempt_takes_is_nobodys_and_told_once(books: Books) -> None:
    first = books.stripe.has(books.world.invoice(5_000))
    second = books.stripe.has(first.invoice_id, attempt_id=first.attempt_id)
    unpaid = books.stripe.has(first.invoice_id, "requires_payment_method", attempt_id=first.attempt_id)
    for one in (first, second, unpaid, second):
        books.hear(one)
    with books.database.read() as session:
        told = session.scalars(select(MoneyException)).one()
        assert ledger.held(session, Account.SUSPENSE, "usd") == -5_000
        assert ledger.held(session, Account.STRIPE, "usd") == 10_000
    assert (told.kind, told.stripe_id, told.amount_minor) == ("second_intent", second.latest_charge, 5_000)
    assert books.count(Payment) == 1


@pytest.mark.parametrize("attempt_id", ["", "order-7", "7E0C53A1-94D2-4B8F-B1C6-0A9F5E3D2C4"])
def test_what_is_not_ours_is_left_alone(books: Books, attempt_id: str) -> None:
    intent = books.stripe.has(books.world.invoice(5_000), attempt_id=attempt_id)
    assert books.hear(intent) == "not an intent of ours"
    assert books.count(Payment) == books.count(MoneyException) == 0


@pytest.mark.parametrize("intended", [False, True])
def test_the_patients_customer_is_put_back_with_the_payment(books: Books, intended: bool) -> None:
    """Its kept cards would be the patient's no more, and nobody could remove them; a second customer would be made."""
    invoice = books.world.invoice(5_000)
    if intended:  # the copy knows that one was wanted
        with books.database.write() as session:
            session.add(StripeCustomer(id=new_id(), patient_id="patient", created_at=NOW))
    intent = books.stripe.has(invoice, customer="cus_lost")
    assert books.hear(intent) == "put back"
    found, customer = books.attempt(intent), books.customer()
    assert found is not None
    assert (customer.patient_id, customer.stripe_id, customer.look_at) == ("patient", "cus_lost", NOW)
    assert found.customer_id == customer.id


@pytest.mark.parametrize("makes", [0, 1])
def test_a_customer_the_patient_has_by_now_stays(books: Books, makes: int) -> None:
    """``makes`` 1: the one they had was deleted at Stripe, so that another is to be made."""
    with books.database.write() as session:
        now_theirs = None if makes else "cus_new"
        session.add(
            StripeCustomer(id=new_id(), patient_id="patient", stripe_id=now_theirs, makes=makes, created_at=NOW)
        )
    intent = books.stripe.has(books.world.invoice(5_000), customer="cus_lost")
    assert books.hear(intent) == "put back"
    found = books.attempt(intent)
    assert found is not None
    assert (found.customer_id, books.customer().stripe_id) == (None, now_theirs)


def test_a_cancellation_that_stripe_had_an_error_with_is_asked_for_anew(books: Books) -> None:
    """Stripe repeats its error for the same key, for a day; until then nothing newer would be put back."""
    lost = books.stripe.has("gone", "requires_payment_method", minutes=60)
    books.stripe.fails_once = True
    with pytest.raises(ProcessorUnknown):
        books.hear(lost)
    books.hear(lost)
    assert books.stripe.cancelled == [lost.id]


def given_up(books: Books, intent: IntentSnapshot) -> None:
    """An attempt that Stripe has refused, as it said; and has made an intent of all the same."""
    with books.database.write() as session:
        session.add(
            StripePaymentIntent(
                id=intent.attempt_id, request_hash="-", invoice_id=intent.invoice_id, user_id="user", till="1",
                amount_minor=intent.amount, currency="usd", state="failed", live=False, lease_expires_at=NOW,
                created_at=NOW, updated_at=NOW,
            )
        )  # fmt: skip


def test_the_intent_of_an_attempt_that_was_given_up_is_cancelled(books: Books) -> None:
    intent = books.stripe.has(books.world.invoice(5_000), "requires_payment_method")
    given_up(books, intent)
    books.hear(intent)
    found = books.attempt(intent)
    assert found is not None
    assert (found.state, found.stripe_id, books.stripe.cancelled) == ("failed", intent.id, [intent.id])


@pytest.mark.parametrize("together", [False, True])
def test_what_the_intent_of_an_attempt_that_was_given_up_takes_is_recorded(books: Books, together: bool) -> None:
    invoice = books.world.invoice(5_000)
    intent = books.stripe.has(invoice, "processing")
    given_up(books, intent)
    books.stripe.stubborn.add(intent.id)
    books.hear(intent)
    books.stripe.intents[intent.id] = replace(
        intent, status="succeeded", amount_received=5_000, latest_charge="ch_late", charged=NOW
    )
    if together:
        assert [ident for ident, _ in books.many.hear([intent.id])] == [intent.id]
    else:
        books.hear(intent)
    found = books.attempt(intent)
    assert found is not None
    assert (found.state, books.count(Payment), books.count(Receipt)) == ("succeeded", 1, 1)
    with books.database.read() as session:
        assert session.get_one(Invoice, invoice).due_minor == 0


def test_what_is_put_back_in_another_currency_than_its_invoice_is_shown_to_a_supervisor(books: Books) -> None:
    invoice = books.world.invoice(5_000)
    books.hear(books.stripe.has(invoice, currency="eur"))
    with books.database.read() as session:
        assert ledger.held(session, Account.SUSPENSE, "eur") == -5_000
        assert session.get_one(Invoice, invoice).due_minor == 5_000
        told = session.scalars(select(MoneyException)).one()
        assert (told.kind, told.invoice_id) == ("amount_differs", invoice)
        assert "€50.00 was received" in told.detail
        assert "is in USD" in told.detail
        assert list(verify_books.differences(session, NOW)) == []
    with books.database.write() as session:
        session.delete(session.get_one(MoneyException, told.id))
    with books.database.read() as session:
        assert [one.code for one in verify_books.differences(session, NOW)] == ["unassigned_untold"]
