"""The sample hospital in a database: written once, and true to the rules the database keeps."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from pos_app.assets import resources
from pos_app.server.auth.passwords import Passwords
from pos_app.server.db import Database
from pos_app.server.models import (
    Base,
    Counter,
    Invoice,
    InvoiceEvent,
    InvoiceLine,
    Patient,
    Payment,
    Receipt,
    Site,
    StripeRefund,
    User,
)
from pos_app.server.sample.data import load
from pos_app.server.sample.service import attach_staff_to_all_sites, is_empty, seed
from tests.support.sample import bring_up

NOW = datetime(2026, 11, 23, 9, 33, tzinfo=UTC)


def short_hash(password: str) -> str:
    return f"not a real hash of {len(password)} letters"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    bring_up(found)
    yield found
    found.close()


def content(database: Database) -> dict[str, list[Any]]:
    with database.read() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table)).all())) for table in Base.metadata.sorted_tables
        }


def test_an_empty_database_is_filled_once(database: Database) -> None:
    assert is_empty(database)
    assert seed(database, NOW, hash_password=short_hash)
    before = content(database)
    assert not is_empty(database)
    assert not seed(database, NOW + timedelta(days=2), hash_password=short_hash)
    assert content(database) == before


def test_a_database_in_use_is_left_alone(database: Database) -> None:
    with database.write() as session:
        session.add(User(username="a", display_name="A", password_hash="-", role="admin", created_at=NOW))
    before = content(database)
    assert not seed(database, NOW, hash_password=short_hash)
    assert content(database) == before


def test_money_receipts_and_timelines_agree(database: Database) -> None:
    seed(database, NOW, hash_password=short_hash)
    with database.read() as session:
        invoices = list(session.scalars(select(Invoice)))
        assert len(invoices) == 200
        for invoice in invoices:
            payments = list(
                session.scalars(select(Payment).where(Payment.invoice_id == invoice.id).order_by(Payment.at))
            )
            refunds = list(session.scalars(select(StripeRefund).join(Payment).where(Payment.invoice_id == invoice.id)))
            lines = list(session.scalars(select(InvoiceLine).where(InvoiceLine.invoice_id == invoice.id)))
            events = list(session.scalars(select(InvoiceEvent.kind).where(InvoiceEvent.invoice_id == invoice.id)))
            assert invoice.gross_minor == sum(line.amount_minor for line in lines)
            assert invoice.gross_minor == invoice.insurer_minor + invoice.total_minor
            assert invoice.paid_minor == sum(payment.amount_minor for payment in payments)
            assert invoice.refunded_minor == sum(refund.amount_minor for refund in refunds)
            assert invoice.due_minor == invoice.total_minor - invoice.paid_minor + invoice.refunded_minor
            assert (invoice.paid_at is not None) == (invoice.due_minor == 0)
            assert events.count("invoice_made") == 1
            assert events.count("payment") == len(payments)
            assert events.count("refund") == len(refunds)
            left = invoice.total_minor
            for payment in payments:
                receipt = payment.receipt
                assert receipt is not None
                assert receipt.test
                assert receipt.paid_before_minor == invoice.total_minor - left
                left -= payment.amount_minor
                assert receipt.left_minor == left
        sequences = list(session.scalars(select(Receipt.sequence).order_by(Receipt.issued_at, Receipt.sequence)))
        assert sequences == list(range(1, len(sequences) + 1))
        counter = session.get(Counter, "receipt")
        assert counter is not None
        assert counter.value == len(sequences) == session.scalar(select(func.count()).select_from(Payment))


def test_the_people_of_the_sample_can_log_in_and_stand_where_they_should(database: Database) -> None:
    seed(database, NOW)
    passwords = Passwords()
    with database.read() as session:
        users = {user.username: user for user in session.scalars(select(User))}
        for person in load(resources() / "demo").people:
            user = users.pop(person.username)
            assert passwords.matches(user.password_hash, person.password)
            assert (user.role, user.display_name) == (person.role, person.display_name)
            assert [site.name for site in user.sites] == ([person.site] if person.site else [])
            if person.role == "patient":
                still_open = select(func.count()).where(Invoice.patient_id == user.patient_id, Invoice.due_minor > 0)
                assert (session.scalar(still_open) or 0) >= 2
            else:
                assert user.patient_id is None
        assert not users


def test_staff_can_be_put_at_every_site(database: Database) -> None:
    assert attach_staff_to_all_sites(database) == 0, "no sample, no change"
    seed(database, NOW, hash_password=short_hash)
    with database.write() as session:
        session.add(Site(name="Far Clinic"))
        session.add(User(username="own", display_name="O", password_hash="-", role="cashier", created_at=NOW))
    assert attach_staff_to_all_sites(database) == 3
    assert attach_staff_to_all_sites(database) == 0
    with database.read() as session:
        sites = {user.username: len(user.sites) for user in session.scalars(select(User))}
    assert sites == {"cashier": 3, "cashier2": 3, "supervisor": 3, "auditor": 0, "admin": 0, "patient": 0, "own": 0}


GLYPHS = """
import sys
from PySide6.QtGui import QGuiApplication, QRawFont
app = QGuiApplication([])
fonts = [QRawFont(path, 16) for path in sys.argv[1:]]
assert len(fonts) > 4 and all(font.isValid() for font in fonts)
letters = set(sys.stdin.buffer.read().decode())
assert len(letters) > 200
missing = {c for c in letters if not any(font.supportsCharacter(ord(c)) for font in fonts)}
print(ascii(sorted(missing)))
"""


def test_every_letter_of_the_sample_has_a_glyph_in_the_fonts_that_ship() -> None:
    # a process of its own, because this is no test of a window and must not need a screen
    fonts = [str(path) for path in sorted((resources() / "fonts").glob("*.[ot]tf"))]
    text = "".join(path.read_text(encoding="utf-8") for path in (resources() / "demo").glob("*.json"))
    done = subprocess.run(
        [sys.executable, "-c", GLYPHS, *fonts],
        input=unicodedata.normalize("NFC", text).replace("\n", "").encode(),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().strip() == "[]"


def test_patients_can_be_found_as_people_type_them(database: Database) -> None:
    seed(database, NOW, hash_password=short_hash)
    with database.read() as session:
        found = session.scalars(select(Patient.name).where(Patient.name_key.like("%zolkiewski%"))).all()
        assert found == ["Wojciech Żółkiewski"]
        assert session.scalars(select(Patient.name).where(Patient.mrn_key == "40217730")).all() == ["Margaret Okafor"]
