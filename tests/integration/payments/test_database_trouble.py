"""The database gives out between Stripe's charge and our record of it, on both databases, with the real sandbox."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta

import pytest
from sqlalchemy import select

from pos_app.server import db
from pos_app.server.clock import SystemClock
from pos_app.server.customers.keeping import KeptCards
from pos_app.server.customers.making import Customers
from pos_app.server.db import Database
from pos_app.server.gateway import IntentSnapshot, NewIntent, ProcessorUnknown
from pos_app.server.gateway.stripe_service import StripeService
from pos_app.server.models import Invoice, Patient, Payment, Site, StripePaymentIntent, User
from pos_app.server.payments import rules
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.notifier import Notifier
from pos_app.server.payments.problems import problem
from pos_app.server.payments.service import PaymentService
from pos_app.server.payments.tokens import PayTokens
from pos_app.server.permissions import Principal
from pos_app.wire.auth import Role, SiteRef
from tests.support.processes import SECRET_KEY, Sandbox
from tests.support.sample import bring_up

ATTEMPT = "0b1e3f7a-1d1e-4a53-9d0e-0d3c1f6a2b10"


class Charging(StripeService):
    """Stripe, with something of ours that happens just after it has charged."""

    def __init__(self, api_base: str) -> None:
        super().__init__(SECRET_KEY, api_base=api_base)
        self.then: Callable[[], None] = lambda: None

    def confirm_intent(
        self, intent_id: str, payment_method: str, key: str, *, return_url: str | None = None, keep: bool = False
    ) -> IntentSnapshot:
        made = super().confirm_intent(intent_id, payment_method, key, return_url=return_url, keep=keep)
        self.then()
        return made


@pytest.fixture
def database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr(db, "BUSY_TIMEOUT_MS", 200)
    found = Database(database_url)
    bring_up(found)
    yield found
    found.close()


def opened(database: Database, stripe: Charging) -> None:
    """An open invoice and an attempt on it that waits for a card."""
    now = SystemClock().now()
    common = {"created_at": now, "updated_at": now}
    made = stripe.create_intent(NewIntent(ATTEMPT, "invoice", 14800, "usd"), f"{ATTEMPT}:create")
    with database.write() as session:
        session.add(Site(id="site", name="North Wing"))
        session.add(User(id="user", username="c", display_name="C", password_hash="-", role="cashier", created_at=now))
        session.add(Patient(id="patient", source_id="1", mrn="1", mrn_key="1", name="M", name_key="m", **common))
        session.flush()
        money = {"currency": "usd", "gross_minor": 14800, "total_minor": 14800, "due_minor": 14800}
        session.add(
            Invoice(
                id="invoice", number="INV-1", number_key="INV1", patient_id="patient", site_id="site", service="MRI",
                service_date=now, source_id="1", **money, **common,
            )
        )  # fmt: skip
        session.flush()
        session.add(
            StripePaymentIntent(
                id=ATTEMPT, request_hash="-", invoice_id="invoice", user_id="user", amount_minor=14800, currency="usd",
                state="submitted", stripe_id=made.id, lease_expires_at=now + rules.LEASE, **common,
            )
        )  # fmt: skip


def test_a_charge_that_cant_be_written_down_is_unknown_and_not_undone(database: Database, sandbox: Sandbox) -> None:
    stripe, clock = Charging(sandbox.url), SystemClock()
    opened(database, stripe)
    attempts = Attempts(database, stripe, Customers(database, stripe, clock), clock, Notifier())
    other = Database(database.url.render_as_string(hide_password=False))
    with ExitStack() as held:
        held.callback(other.close)

        def lock() -> None:
            session = held.enter_context(other.write())
            session.scalars(select(Invoice).with_for_update()).all()

        stripe.then = lock
        with pytest.raises(ProcessorUnknown) as error:
            attempts.confirm(ATTEMPT, "pm_card_visa", None)
    told = problem(error.value)
    assert (told.status, told.code) == (504, "outcome_unknown")
    assert "charge again" in told.detail

    attempts.refresh(ATTEMPT)
    with database.read() as session:
        assert session.get_one(StripePaymentIntent, ATTEMPT).state == "succeeded"
        assert len(session.scalars(select(Payment)).all()) == 1


def test_a_till_still_hears_how_it_stands_while_its_lease_cant_be_renewed(database: Database, sandbox: Sandbox) -> None:
    stripe, clock = Charging(sandbox.url), SystemClock()
    opened(database, stripe)
    customers = Customers(database, stripe, clock)
    attempts = Attempts(database, stripe, customers, clock, Notifier())
    kept = KeptCards(database, stripe, customers, clock)
    payments = PaymentService(
        database, attempts, kept, PayTokens("secret"), clock, "pk_test_sample", "Sample Hospital", lambda: None
    )
    who = Principal("user", "c", "C", Role.CASHIER, (SiteRef(id="site", name="North Wing"),), "session")
    lease = clock.now() + timedelta(minutes=1)
    with database.write() as session:
        session.get_one(StripePaymentIntent, ATTEMPT).lease_expires_at = lease
    other = Database(database.url.render_as_string(hide_password=False))
    with closing(other), other.write() as session:
        session.scalars(select(Invoice).with_for_update()).all()
        assert asyncio.run(payments.read_for_till(who, ATTEMPT)).state == "submitted"
    asyncio.run(payments.read_for_till(who, ATTEMPT))
    with database.read() as session:
        assert session.get_one(StripePaymentIntent, ATTEMPT).lease_expires_at > lease + timedelta(minutes=10)
