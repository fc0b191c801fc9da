"""What is checked is what is written: nothing can come between, on a file with several writers or with old news."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import cast

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from pos_app.server import db
from pos_app.server.clock import SystemClock
from pos_app.server.customers.keeping import KeptCards
from pos_app.server.customers.making import Customers
from pos_app.server.db import Change, Database
from pos_app.server.errors import ApiError
from pos_app.server.gateway import CardSnapshot, IntentSnapshot, Processor, SavedCard
from pos_app.server.gateway.stripe_service import StripeService
from pos_app.server.models import (
    Invoice,
    Patient,
    Site,
    StripeCustomer,
    StripeEvent,
    StripePaymentIntent,
    StripePaymentMethod,
    User,
)
from pos_app.server.payments import recording, rules
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.notifier import Notifier
from pos_app.server.payments.service import PaymentService
from pos_app.server.payments.tokens import PayTokens
from pos_app.server.permissions import Principal
from pos_app.wire.auth import Role, SiteRef
from pos_app.wire.payments import CreatePaymentIntent
from tests.support.processes import SECRET_KEY
from tests.support.sample import bring_up

CLOCK = SystemClock()
NOW = CLOCK.now()
ATTEMPT = "5c0b2f7e-6f0e-4f07-9a52-0d3c1f6a2b10"
WHO = Principal("user", "c", "C", Role.CASHIER, (SiteRef(id="site", name="North Wing"),), "session")


class Watched(Database):
    """Says when somebody is about to write."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.about_to_write = Event()

    @contextmanager
    def write(self) -> Iterator[Session]:
        self.about_to_write.set()
        with super().write() as session:
            yield session


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Watched]:
    """A file with an open invoice over 148.00."""
    found = Watched(f"sqlite:///{tmp_path / 'hmis.sqlite'}")
    bring_up(found)
    now = CLOCK.now()
    with found.write() as session:
        session.add(Site(id="site", name="North Wing"))
        session.add(User(id="user", username="c", display_name="C", password_hash="-", role="cashier", created_at=now))
        stamps = {"created_at": now, "updated_at": now}
        session.add(Patient(id="patient", source_id="1", mrn="1", mrn_key="1", name="M", name_key="m", **stamps))
        session.flush()
        money = {"currency": "usd", "gross_minor": 14800, "total_minor": 14800, "due_minor": 14800}
        session.add(
            Invoice(
                id="invoice", number="INV-1", number_key="INV1", patient_id="patient", site_id="site", service="MRI",
                service_date=now, source_id="1", **money, **stamps,
            )
        )  # fmt: skip
    found.about_to_write.clear()
    with closing(found):
        yield found


def unreachable() -> StripeService:
    return StripeService(SECRET_KEY, api_base="http://127.0.0.1:9")


def attempts(database: Database, stripe: StripeService) -> Attempts:
    return Attempts(database, stripe, Customers(database, stripe, CLOCK), CLOCK, Notifier())


def test_the_balance_is_checked_where_the_attempt_is_stored(database: Watched) -> None:
    """Somebody else pays the invoice in the very moment in which it is opened here."""
    stripe = unreachable()
    kept = KeptCards(database, stripe, Customers(database, stripe, CLOCK), CLOCK)
    payments = PaymentService(
        database, attempts(database, stripe), kept, PayTokens("s"), CLOCK, "pk_test_sample", "Larkfield", lambda: None
    )
    request = CreatePaymentIntent(invoice_id="invoice", patient_id="patient", amount="148.00", currency="usd")
    other = Database(database.url.render_as_string(hide_password=False))
    with closing(other), ThreadPoolExecutor(1) as pool:
        with other.write() as session:
            session.execute(update(Invoice).values(paid_minor=14800, due_minor=0))
            opening = pool.submit(payments.create, WHO, request, ATTEMPT, CLOCK.now(), str)
            assert database.about_to_write.wait(30)
        error = opening.exception()
    assert isinstance(error, ApiError)
    assert error.code == "invoice_not_payable"
    with database.read() as session:
        assert session.scalars(select(StripePaymentIntent)).all() == []


def test_whoever_may_write_has_the_database_from_the_first_look_on(
    database: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or a second process could look at the same balance, and both would find it good."""
    monkeypatch.setattr(db, "BUSY_TIMEOUT_MS", 100)
    other = Database(database.url.render_as_string(hide_password=False))
    with closing(other), database.write() as session:
        session.scalar(select(Invoice.due_minor))
        with pytest.raises(OperationalError, match="locked"), other.write() as second:
            second.scalar(select(Invoice.due_minor))
    with closing(other), other.write() as second:
        assert second.scalar(select(Invoice.due_minor)) == 14800


class Lagging(StripeService):
    """Answers with what was so when it was asked; meanwhile somebody else hears of the bank's question."""

    def __init__(self, database: Database) -> None:
        super().__init__(SECRET_KEY, api_base="http://127.0.0.1:9")
        self.database = database
        self.reads = 0

    def read_intent(self, intent_id: str) -> IntentSnapshot:
        self.reads += 1
        if self.reads > 1:
            return said(intent_id, "requires_action")
        with self.database.write() as session:
            row, invoice = recording.lock(session, ATTEMPT)
            recording.apply(session, row, invoice, said(intent_id, "requires_action"), CLOCK.now())
        return said(intent_id, "requires_payment_method")


def said(intent_id: str, status: str) -> IntentSnapshot:
    return IntentSnapshot(
        id=intent_id, status=status, amount=14800, amount_received=0, currency="usd", livemode=False, client_secret="s",
        latest_charge="", attempt_id=ATTEMPT, invoice_id="invoice", error=None, card=None, customer="",
    )  # fmt: skip


def test_an_answer_older_than_what_is_known_is_read_again(database: Watched) -> None:
    now = CLOCK.now()
    with database.write() as session:
        session.add(
            StripePaymentIntent(
                id=ATTEMPT, request_hash="-", invoice_id="invoice", user_id="user", amount_minor=14800, currency="usd",
                state="submitted", stripe_id="pi_1", lease_expires_at=now + rules.LEASE, created_at=now, updated_at=now,
            )
        )  # fmt: skip
    stripe = Lagging(database)
    attempts(database, stripe).refresh(ATTEMPT)
    with database.read() as session:
        assert session.get_one(StripePaymentIntent, ATTEMPT).state == "requires_action"
    assert stripe.reads == 2


def test_a_list_of_cards_older_than_what_is_known_is_read_again(database: Watched) -> None:
    """A card that was kept after the list was read is not in it, and is not gone for that."""
    with database.write() as session:
        patient = session.scalars(select(Patient.id)).one()
        session.add(StripeCustomer(id="customer", patient_id=patient, stripe_id="cus_1", created_at=NOW))
    card = SavedCard("pm_1", "cus_1", CardSnapshot("visa", "4242", 12, 2099), "fingerprint", NOW)
    asked: list[str] = []

    class Lists:
        def saved_cards(self, customer: str) -> Iterator[SavedCard]:
            asked.append(customer)
            if len(asked) > 1:
                return iter([card])
            kept.look("customer")  # another server, which is quicker
            return iter([])

    lists = cast(Processor, Lists())
    kept = KeptCards(database, lists, Customers(database, lists, CLOCK), CLOCK)
    kept.look("customer")
    with database.read() as session:
        row = session.scalars(select(StripePaymentMethod)).one()
    assert (row.detached_at, row.gone_at) == (None, None)
    assert len(asked) == 3


def test_what_a_full_disk_undoes_with_another_change_is_not_said_to_be_kept(database: Watched) -> None:
    """SQLite undoes the whole transaction then, and each change after it would be kept alone, without its audit."""
    with database.engine.connect() as connection:  # the one writer's
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 5}")

    def keeps(name: str, size: int) -> Change[str]:
        def change(session: Session) -> str:
            session.add(StripeEvent(id=name, type="x", payload="x" * size, next_try_at=NOW, received_at=NOW))
            session.flush()
            return name

        return change

    with pytest.raises(OperationalError):  # all at once, as they are where many wait
        database._commit_together([keeps("first", 5), keeps("too large", 500_000), keeps("last", 5)])
    with database.read() as session:
        assert list(session.scalars(select(StripeEvent.id))) == []
    assert database.change(keeps("later", 5)) == "later"
