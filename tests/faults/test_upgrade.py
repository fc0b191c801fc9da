"""An upgrade while a payment is under way: a database of the first version goes on with it in this one."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import Connection, MetaData, select
from sqlalchemy.types import Boolean, DateTime, Numeric, String

from pos_app.server.db import Database
from pos_app.server.migrations import steps
from pos_app.server.models import LedgerEntry, Payment, StripePaymentIntent
from tests.support.processes import PUBLISHABLE_KEY, SECRET_KEY, Program, Sandbox, done
from tests.support.waiting import until

NOW = datetime.now(UTC)
STRIPE = {"Authorization": f"Bearer {SECRET_KEY}"}


def insert(connection: Connection, tables: MetaData, table: str, /, **values: Any) -> None:
    """A row with what the old schema demands; what is not given is empty."""
    row: dict[str, Any] = {}
    for column in tables.tables[table].columns:
        if column.name in values:
            row[column.name] = values[column.name]
        elif not column.nullable:
            match column.type:
                case DateTime():
                    row[column.name] = NOW
                case Boolean():
                    row[column.name] = False
                case Numeric():
                    row[column.name] = 0
                case String():
                    row[column.name] = ""
                case _:
                    row[column.name] = 0
    connection.execute(tables.tables[table].insert().values(**row))


def old_database(database: Database) -> None:
    with database.write() as session:
        steps.take(session.connection(), "0001")


def fill(database: Database, stripe_id: str) -> None:
    """A hospital with a payment of yesterday, an attempt at Stripe, and one that Stripe has not heard of yet."""
    tables = MetaData()
    with warnings.catch_warnings():  # indexes on expressions can't be read back from SQLite, and are not needed here
        warnings.filterwarnings("ignore", message=".*expression-based index.*")
        tables.reflect(database.engine)
    money = {"currency": "usd", "gross_minor": 14800, "total_minor": 14800}
    with database.write() as session:
        connection = session.connection()

        def add(table: str, /, **values: Any) -> None:
            insert(connection, tables, table, **values)

        add("sites", id="site", name="North Wing")
        add("users", id="user", username="c", display_name="C", password_hash="-", role="cashier")
        add("patients", id="patient", source_id="1", mrn="1", mrn_key="1", name="M", name_key="m")
        for number, paid in (("1", 14800), ("2", 0), ("3", 0)):
            sums = {"paid_minor": paid, "refunded_minor": 0, "due_minor": 14800 - paid}
            add(
                "invoices", id=f"invoice{number}", number=f"INV-{number}", number_key=f"INV{number}", source_id=number,
                patient_id="patient", site_id="site", service="MRI", **money, **sums,
            )  # fmt: skip
        common = {"request_hash": "-", "user_id": "user", "amount_minor": 14800, "currency": "usd", "version": 1}
        # from now, and not from when the tests were collected, which may be longer ago than a lease lasts
        lease = {"lease_expires_at": datetime.now(UTC) + timedelta(minutes=15), "next_check_at": NOW}
        add("stripe_payment_intents", id="paid", invoice_id="invoice1", stripe_id="pi_old", state="succeeded",
            charge_id="ch_old", amount_received_minor=14800, **common, **lease)  # fmt: skip
        add("payments", id="payment", invoice_id="invoice1", intent_id="paid", method="card", amount_minor=14800,
            currency="usd", charge_id="ch_old")  # fmt: skip
        add("counters", name="receipt", value=1)
        add("receipts", id="receipt", sequence=1, number="R-1", payment_id="payment", test=True)
        add("stripe_payment_intents", id="open", invoice_id="invoice2", stripe_id=stripe_id, state="ready", live=True,
            status="requires_payment_method", **common, **lease)  # fmt: skip
        add(
            "stripe_payment_intents", id="unheard", invoice_id="invoice3", state="created", live=True, **common, **lease
        )


def row(database: Database, attempt: str) -> StripePaymentIntent:
    with database.read() as session:
        return session.get_one(StripePaymentIntent, attempt)


def test_what_was_open_is_finished_after_the_upgrade(database_url: str, sandbox: Sandbox, tmp_path: Any) -> None:
    body = {"amount": "14800", "currency": "usd", "automatic_payment_methods[enabled]": "true",
            "automatic_payment_methods[allow_redirects]": "never", "metadata[attempt_id]": "open"}  # fmt: skip
    made = httpx.post(f"{sandbox.url}/v1/payment_intents", data=body, headers=STRIPE).raise_for_status().json()["id"]
    database = Database(database_url)
    old_database(database)
    fill(database, made)
    # while the server is down for the upgrade, the patient pays
    confirm = f"{sandbox.url}/v1/payment_intents/{made}/confirm"
    httpx.post(confirm, data={"payment_method": "pm_card_visa"}, headers=STRIPE).raise_for_status()

    settings = {
        "DATABASE_URL": database_url,
        "STRIPE_SECRET_KEY": SECRET_KEY,
        "STRIPE_PUBLISHABLE_KEY": PUBLISHABLE_KEY,
        "STRIPE_WEBHOOK_SECRET": "none",
        "STRIPE_API_BASE": sandbox.url,
    }
    told = done("migrate", env=settings)
    assert (told.returncode, told.stderr) == (0, "")
    server = Program(["server", "--port", "0"], tmp_path, settings)
    try:
        server.addresses("ready")
        until(lambda: row(database, "open").state == "succeeded", "the open attempt is recorded", 60)
        until(lambda: row(database, "unheard").state == "submitted", "the other one is made at Stripe", 60)
    finally:
        server.stop()
    with database.read() as session:
        booked = session.execute(select(LedgerEntry.kind, LedgerEntry.payment_id, LedgerEntry.amount_minor)).all()
        payments = {payment.intent_id: payment for payment in session.scalars(select(Payment))}
    assert {*payments} == {"paid", "open"}
    assert sorted(amount for kind, _, amount in booked if kind == "payment") == [14800, 14800]
    assert {about for kind, about, _ in booked if kind == "payment"} == {one.id for one in payments.values()}
    database.close()
