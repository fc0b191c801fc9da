"""Entries of the ledger, on both databases: the same movement is booked once, and never with other figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from pos_app.server.db import Database
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.rules import Posting
from pos_app.server.ledger.service import About, LedgerConflict
from pos_app.server.models import LedgerEntry
from tests.integration.books.world import NOW
from tests.support.sample import bring_up

USD = About("usd", NOW, stripe_id="ch_1")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    bring_up(found)
    yield found
    found.close()


def booked(database: Database) -> list[tuple[str, int, str]]:
    with database.read() as session:
        query = select(LedgerEntry.key, LedgerEntry.amount_minor, LedgerEntry.currency).order_by(LedgerEntry.seq)
        return [(key, minor, currency) for key, minor, currency in session.execute(query)]


def test_the_same_movement_is_one_entry(database: Database) -> None:
    for new in (1, 0):
        with database.write() as session:
            assert ledger.post(session, books.unassigned("ch_1", 100), USD, NOW) == new
    assert booked(database) == [("ch_1:unassigned", 100, "usd")]


@pytest.mark.parametrize(
    ("postings", "about"),
    [
        (books.unassigned("ch_1", 101), USD),
        (books.unassigned("ch_1", 100), About("eur", NOW, stripe_id="ch_1")),
        (books.unassigned("ch_1", 100), About("usd", NOW, payment_id="another", stripe_id="ch_1")),
        ([Posting("ch_1:unassigned", books.Entry.PAYMENT, books.Account.STRIPE, books.Account.RECEIVABLE, 100)], USD),
        ([Posting("ch_1:unassigned", books.Entry.UNASSIGNED, books.Account.CASH, books.Account.SUSPENSE, 100)], USD),
    ],
    ids=["amount", "currency", "payment", "credit", "debit"],
)
def test_other_figures_are_never_booked_over(database: Database, postings: tuple[Posting, ...], about: About) -> None:
    with database.write() as session:
        ledger.post(session, books.unassigned("ch_1", 100), USD, NOW)
    with pytest.raises(LedgerConflict), database.write() as session:
        ledger.post(session, [*books.unassigned("ch_2", 5), *postings], about, NOW)
    assert booked(database) == [("ch_1:unassigned", 100, "usd")]
