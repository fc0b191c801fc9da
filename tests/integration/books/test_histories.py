"""Long random histories, heard late, twice and in any order: the books agree with what happened. And if somebody
changes a row behind our back, that is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from pos_app.server import migrate
from pos_app.server.clock import SystemClock
from pos_app.server.db import Database
from pos_app.server.gateway import Kind
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.rules import Account
from pos_app.server.ledger.verify import verify
from pos_app.server.ledger.verify_movements import Span
from pos_app.server.ledger.verify_report import Report, as_json, as_text
from pos_app.server.news import News
from pos_app.server.reconciler.recorder import Recorder
from pos_app.server.webhooks.inbox import Inbox
from tests.integration.books.world import LATER, World, people
from tests.support.length import examples

AMOUNT = st.integers(1, 20_000)
INVOICE = st.integers(0, 3)
ACT = st.one_of(
    st.tuples(st.just("pays"), INVOICE, AMOUNT, st.booleans()),
    st.tuples(st.just("pays other"), INVOICE, AMOUNT, AMOUNT),
    st.tuples(st.just("pays in euros"), INVOICE, AMOUNT),
    st.tuples(st.just("pays twice"), INVOICE, AMOUNT),
    st.tuples(st.just("pays for nothing"), AMOUNT),
    st.tuples(
        st.just("disputes"), INVOICE, st.integers(1, 3), st.sampled_from("open won lost appealed inquiry".split())
    ),
    st.tuples(
        st.just("refunds"), INVOICE, st.integers(1, 3), st.sampled_from("succeeded pending failed canceled".split())
    ),
    st.tuples(
        st.just("pays out"), AMOUNT | st.integers(-500, -1), st.sampled_from("in_transit paid failed canceled".split())
    ),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with a cashier and a patient; each history begins with a copy of it."""
    path = tmp_path_factory.mktemp("template") / "hmis.sqlite"
    database = Database(f"sqlite:///{path}")
    migrate.upgrade(database)
    people(database)
    flush(database)
    database.close()
    return path


def flush(database: Database) -> None:
    """All of it into the one file, so that it can be copied."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")


@contextmanager
def world_from(template: Path, path: Path | None = None) -> Iterator[World]:
    path = path or template.with_name("now.sqlite")
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(template, path)
    database = Database(f"sqlite:///{path}")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA synchronous = OFF")  # the one connection that writes; no power is cut here
        connection.exec_driver_sql("BEGIN")
    try:
        yield World(database)
    finally:
        database.close()


def live_through(world: World, acts: list[tuple[object, ...]], chance: Random) -> None:
    invoices = [world.invoice(10_000), world.invoice(14_800), world.invoice(500), world.invoice(9_900, void=True)]
    for act in acts:
        match act:
            case ("pays", int(which), int(amount), bool(known)):
                world.pays(invoices[which], amount, amount, fee_known=known)
            case ("pays other", int(which), int(asked), int(received)):
                world.pays(invoices[which], asked, received)
            case ("pays in euros", int(which), int(amount)):
                world.pays(invoices[which], amount, amount, "eur")
            case ("pays twice", int(which), int(amount)):
                world.charges_again(invoices[which], amount)
            case ("pays for nothing", int(amount)):
                world.pays_for_nothing(amount)
            case ("disputes", int(which), int(part), str(end)):
                world.disputes(which, part, end)
            case ("refunds", int(which), int(part), str(end)):
                world.refunds(which, part, end)
            case ("pays out", int(amount), str(end)):
                world.pays_out(amount, end)
            case _:
                raise AssertionError(act)
    news = world.news + chance.choices(world.news, k=len(world.news)) if world.news else []
    chance.shuffle(news)
    for hear in news:
        hear()
    # in the end somebody hears the last word of everything, and of what Stripe kept
    for hear in world.news:
        hear()
    settle(world)


def settle(world: World) -> None:
    """What the reconciler makes of Stripe's own list: only fees may be left to it."""
    asked: list[str] = []
    roads = {kind: (lambda ident: asked.append(ident) or "") for kind in Kind}  # type: ignore[func-returns-value] # a remark
    clock = SystemClock()
    recorder = Recorder(world.database, News(roads), Inbox(world.database, clock), clock, lambda: None)
    recorder.movements(world.moved)
    assert asked == []


def check(world: World) -> Report:
    return verify(world.database, world.other(), Span(), LATER)


def held(world: World, account: Account, currency: str) -> int:
    with world.database.read() as session:
        return ledger.held(session, account, currency)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACT, max_size=20), seed=st.integers(0, 2**32))
def test_the_books_say_what_happened(template: Path, acts: list[tuple[object, ...]], seed: int) -> None:
    with world_from(template) as world:
        live_through(world, acts, Random(seed))
        report = check(world)
        assert report.right(), as_text(report)
        pending = {said.id for said in world.said.values() if said.status == "pending"}
        # what Stripe itself has not ended may be open, and nothing else
        still = {word.strip("()") for found in report.still_open for word in found.text.split() if "re_" in word}
        assert still <= pending
        assert len(still) == len(report.still_open)
        for currency in ("usd", "eur"):
            assert sum(held(world, account, currency) for account in Account) == 0
            assert held(world, Account.STRIPE, currency) == world.balance(currency)
            on_its_way = [one.amount for one in world.said.values() if one.id in pending and one.currency == currency]
            assert held(world, Account.REFUNDING, currency) == sum(on_its_way)
        assert '"right": true' in as_json(report)


BUSY = [
    ("pays", 0, 6_000, True),
    ("pays", 0, 6_000, False),
    ("pays other", 1, 5_000, 4_000),
    ("pays in euros", 1, 700),
    ("pays twice", 2, 500),
    ("pays for nothing", 900),
    ("disputes", 0, 1, "won"),
    ("disputes", 1, 1, "lost"),
    ("disputes", 2, 1, "open"),
    ("pays", 3, 2_000, True),
    ("refunds", 6, 2, "succeeded"),
    ("refunds", 1, 3, "failed"),
    ("refunds", 5, 1, "succeeded"),
    ("pays out", 3_000, "paid"),
    ("pays out", 1_000, "failed"),
    ("pays out", 700, "canceled"),
]
ENTRY = "(SELECT MIN(seq) FROM ledger_entries WHERE kind = '{}')"
PLANTED = {
    "an amount": f"UPDATE ledger_entries SET amount_minor = amount_minor + 1 WHERE seq = {ENTRY.format('payment')}",
    "an account": f"UPDATE ledger_entries SET debit = 'bank' WHERE seq = {ENTRY.format('payment')}",
    "a kind": f"UPDATE ledger_entries SET kind = 'gift' WHERE seq = {ENTRY.format('fee')}",
    "a currency": f"UPDATE ledger_entries SET currency = 'eur' WHERE seq = {ENTRY.format('payment')}",
    "an unknown currency": f"UPDATE ledger_entries SET currency = 'zzz' WHERE seq = {ENTRY.format('payout')}",
    "an entry's invoice": "UPDATE ledger_entries SET invoice_id = (SELECT id FROM invoices WHERE paid_minor = 0) "
    f"WHERE seq = {ENTRY.format('payment')}",
    "an entry is gone": f"DELETE FROM ledger_entries WHERE seq = {ENTRY.format('payment')}",
    "a fee is gone": f"DELETE FROM ledger_entries WHERE seq = {ENTRY.format('fee')}",
    "a fee is another": f"UPDATE ledger_entries SET amount_minor = 7 WHERE seq = {ENTRY.format('fee')}",
    "a dispute is gone": f"DELETE FROM ledger_entries WHERE seq = {ENTRY.format('dispute')}",
    "what was lost is gone": f"DELETE FROM ledger_entries WHERE seq = {ENTRY.format('dispute_lost')}",
    "a refund is gone": f"DELETE FROM ledger_entries WHERE seq = {ENTRY.format('refund_sent')}",
    "a refund of nobody's money arrived twice": "INSERT INTO ledger_entries (key, kind, debit, credit, amount_minor, "
    "currency, stripe_id, happened_at, at) SELECT 'again-' || key, kind, debit, credit, amount_minor, currency, "
    "stripe_id, happened_at, at FROM ledger_entries WHERE kind = 'refund_done' AND refund_id IS NULL LIMIT 1",
    "a refund's state": "UPDATE stripe_refunds SET status = 'failed' WHERE status = 'succeeded'",
    "a payout is gone": f"DELETE FROM ledger_entries WHERE seq = {ENTRY.format('payout')}",
    "money for nothing is gone": f"DELETE FROM ledger_entries WHERE seq = {ENTRY.format('unassigned')}",
    "one invented": "INSERT INTO ledger_entries (key, kind, debit, credit, amount_minor, currency, invoice_id, "
    "stripe_id, happened_at, at) SELECT 'ch_none:payment', 'payment', 'stripe', 'receivable', 5, 'usd', id, 'ch_none', "
    "'2026-11-23 09:41:00', '2026-11-23 09:41:00' FROM invoices LIMIT 1",
    "an invoice says paid": "UPDATE invoices SET paid_minor = paid_minor + 1, due_minor = due_minor - 1",
    "an invoice says given back": "UPDATE invoices SET refunded_minor = 1, due_minor = due_minor + 1 "
    "WHERE paid_minor > 0",
    "an invoice has no day": "UPDATE invoices SET paid_at = NULL",
    "a payment's amount": "UPDATE payments SET amount_minor = amount_minor - 1 WHERE currency = 'usd'",
    "a payment's charge": "UPDATE payments SET charge_id = 'ch_other' WHERE currency = 'eur'",
    "an attempt's state": "UPDATE stripe_payment_intents SET state = 'cancelled' WHERE state = 'succeeded'",
    "an attempt is live": "UPDATE stripe_payment_intents SET live = 1 WHERE id = "
    "(SELECT MIN(id) FROM stripe_payment_intents WHERE currency = 'usd' AND amount_minor = 6000)",
    "a receipt is gone": "DELETE FROM receipts WHERE sequence = 2",
    "a receipt's number": "UPDATE receipts SET sequence = 900 WHERE sequence = 4",
    "the counter": "UPDATE counters SET value = value + 1",
    "a dispute's state": "UPDATE stripe_disputes SET status = 'won', live = 0 WHERE status = 'lost'",
    "a payout's state": "UPDATE stripe_payouts SET status = 'failed' WHERE status = 'paid'",
    "nobody was told": "DELETE FROM money_exceptions WHERE kind = 'unknown_charge'",
    "no trigger": "DROP TRIGGER ledger_entries_no_delete",
}


@pytest.fixture(scope="module")
def busy(template: Path) -> World:
    """A history in which everything happened, with the books of it; each test copies them."""
    with world_from(template, template.with_name("busy.sqlite")) as world:
        live_through(world, list(BUSY), Random(1))
        assert check(world).right(strict=True), as_text(check(world))
        flush(world.database)
    return world


@pytest.mark.parametrize("what", list(PLANTED))
def test_what_is_changed_behind_our_back_is_found(busy: World, what: str) -> None:
    with world_from(Path(busy.database.url.database or "")) as copy:
        world = replace(busy, database=copy.database)
        tamper(world.database, PLANTED[what])
        report = check(world)
        # with nobody to compare with, all but what only Stripe can know
        assert [one for one in report.differences if one.code != "trigger_missing"] or what == "no trigger"
        assert not report.right()


def tamper(database: Database, statement: str) -> None:
    made: Callable[[str], object]
    with database.engine.connect() as connection:
        made = lambda sql: connection.execute(text(sql))  # noqa: E731
        made("PRAGMA ignore_check_constraints = ON")
        if not statement.startswith("DROP"):
            for trigger in ("ledger_entries_no_update", "ledger_entries_no_delete"):
                made(f"DROP TRIGGER {trigger}")
        made(statement)
        made("COMMIT")
        made("BEGIN")
        made("PRAGMA ignore_check_constraints = OFF")
    database.engine.dispose()
