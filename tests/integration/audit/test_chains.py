"""Chains in real databases: nothing changes them, what is done to them behind our back is named, and none forks."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from pos_app.server.audit import buffer, rules, writing
from pos_app.server.audit.buffer import Buffer
from pos_app.server.audit.rules import About, Actor, Draft
from pos_app.server.audit.verify import Finding, as_json, as_text, read_heads, verify
from pos_app.server.audit.writing import act
from pos_app.server.clock import SystemClock
from pos_app.server.db import Change, Database
from pos_app.server.errors import ApiError
from pos_app.server.migrations import audit_triggers
from pos_app.server.models import AuditEntry, Counter
from pos_app.server.permissions import Principal
from pos_app.wire.audit import Act
from pos_app.wire.auth import Role
from tests.support.processes import Program
from tests.support.sample import bring_up
from tests.support.waiting import until

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TILL = "Front desk 3"
WHO = Actor("user", "Tomasz", "cashier", TILL, "10.1.2.3")
CASHIER = Principal("user", "cashier", "Tomasz", Role.CASHIER, (), "session", TILL)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url, pool_size=8)
    bring_up(found)
    yield found
    found.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def untouched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """With three entries, for all that is refused: each test sees that they are as they were."""
    url = f"sqlite:///{tmp_path_factory.mktemp('untouched') / 'hmis.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("cluster").create()
    found = Database(url, pool_size=2)
    bring_up(found)
    written(found, 3)
    yield found
    found.close()


def note(session: Session, number: int = 1, who: Actor = WHO, now: datetime = NOW) -> None:
    act(session, who, Act.OPEN_PAYMENT, About("payment_intent", str(number)), now, after={"amount_minor": number})


def written(database: Database, count: int = 5) -> list[AuditEntry]:
    for number in range(count):
        with database.write() as session:
            note(session, number)
    return entries(database)


def entries(database: Database, chain: str = TILL) -> list[AuditEntry]:
    query = select(AuditEntry).where(AuditEntry.chain == chain).order_by(AuditEntry.day, AuditEntry.sequence)
    with database.read() as session:
        return list(session.scalars(query))


def behind_our_back(database: Database, *statements: str) -> None:
    """As somebody with all rights on the database does it: the triggers away, the deed, and the triggers again."""
    with database.engine.connect() as connection, connection.begin():
        if not database.sqlite:
            connection.execute(text("SET session_replication_role = replica"))
            for statement in statements:
                connection.execute(text(statement))
            connection.execute(text("SET session_replication_role = DEFAULT"))
            return
        names = audit_triggers.expected("sqlite")
        query = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
        made = [connection.scalar(query, {"name": name}) for name in names]
        for name in names:
            connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement))
        for one in made:
            connection.execute(text(one))


def bad(database: Database) -> list[tuple[str, str, int | None]]:
    return [(one.code, one.chain, one.sequence) for one in verify(database).bad]


def test_what_was_written_is_right(database: Database) -> None:
    rows = written(database)
    assert [row.sequence for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0].previous_hash == rules.genesis(TILL)
    assert all(later.previous_hash == row.hash for row, later in itertools.pairwise(rows))
    report = verify(database)
    assert (report.bad, report.entries, len(report.heads)) == ([], 5, 1)
    assert as_text(report) == "The audit log is as it was written: 5 entries in 1 chains."
    assert (rows[0].name, rows[0].address, rows[0].at, rows[0].after) == (
        "Tomasz",
        "10.1.2.3",
        NOW,
        '{"amount_minor":0}',
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET name = 'nobody' WHERE sequence = 2",
        "DELETE FROM audit_entries WHERE sequence = 2",
        "DELETE FROM audit_heads",
        "UPDATE audit_heads SET sequence = sequence - 1",
        "UPDATE audit_heads SET hash = 'another'",
        "UPDATE audit_heads SET chain = 'another', sequence = sequence + 1",
        "TRUNCATE audit_entries",
        "TRUNCATE audit_heads",
        "REPLACE INTO audit_entries SELECT * FROM audit_entries WHERE sequence = 2",
    ],
)
def test_nothing_changes_them(untouched: Database, statement: str) -> None:
    """TRUNCATE is no word of SQLite's, nor REPLACE one of PostgreSQL's: refused there too."""
    before = [(row.id, row.hash) for row in entries(untouched)]
    assert len(before) == 3
    with pytest.raises(DBAPIError), untouched.write() as session:
        session.execute(text(statement))
    assert [(row.id, row.hash) for row in entries(untouched)] == before
    assert verify(untouched).bad == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit_entries SET name = 'nobody' WHERE sequence = 2", ("changed", 2)),
        ("UPDATE audit_entries SET \"after\" = '{}' WHERE sequence = 5", ("changed", 5)),
        ("UPDATE audit_entries SET hash = previous_hash WHERE sequence = 3", ("changed", 3)),
        ("DELETE FROM audit_entries WHERE sequence = 1", ("missing", 1)),
        ("DELETE FROM audit_entries WHERE sequence = 3", ("missing", 3)),
        ("DELETE FROM audit_entries WHERE sequence >= 4", ("cut_off", 4)),
        ("DELETE FROM audit_entries", ("cut_off", 1)),
        ("DELETE FROM audit_heads", ("head_missing", 5)),
        ("UPDATE audit_heads SET sequence = 4", ("added", 5)),
        ("UPDATE audit_entries SET sequence = 9 WHERE sequence = 5", ("missing", 5)),
    ],
)
def test_what_is_done_behind_our_back_is_named(database: Database, statement: str, found: tuple[str, int]) -> None:
    written(database)
    with database.write() as session:
        note(session, who=Actor())  # another chain, which stays right
    behind_our_back(database, statement.replace(" WHERE", f" WHERE chain = '{TILL}' AND")
                    if "WHERE" in statement else f"{statement} WHERE chain = '{TILL}'")  # fmt: skip
    assert bad(database) == [(found[0], TILL, found[1])]


def test_the_row_is_named_by_its_id_and_the_command_says_so(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    row = written(database)[2]
    run = Program(["verify-audit"], tmp_path, {"DATABASE_URL": database_url})
    assert run.process.wait(60) == 0, run.errors()
    behind_our_back(database, "UPDATE audit_entries SET user_id = 'another' WHERE sequence = 3")
    program = Program(["verify-audit"], tmp_path, {"DATABASE_URL": database_url})
    assert program.process.wait(60) == 1, program.errors()
    said = program.out.read_text()
    assert f"{TILL}, {row.day}, entry 3 ({row.id}): the entry is not as it was written." in said
    asked = ["verify-audit", "--json", "--from", row.day.isoformat(), "--to", row.day.isoformat()]
    program = Program(asked, tmp_path, {"DATABASE_URL": database_url})
    assert program.process.wait(60) == 1
    told = json.loads(program.out.read_text())
    assert (told["right"], told["bad"][0]["id"], told["heads"][0]["sequence"]) == (False, row.id, 5)
    elsewhere = ["verify-audit", "--to", (row.day - timedelta(days=1)).isoformat()]
    assert Program(elsewhere, tmp_path, {"DATABASE_URL": database_url}).process.wait(60) == 0
    turned = ["verify-audit", "--from", "2026-11-24", "--to", "2026-11-23"]
    assert Program(turned, tmp_path, {"DATABASE_URL": database_url}).process.wait(60) == 1
    assert Program(["verify-audit", "--from", "soon"], tmp_path).process.wait(60) == 2
    assert Program(["verify-audit"], tmp_path, {"DATABASE_URL": "sqlite:////nowhere/x"}).process.wait(60) == 4


def test_a_trigger_that_is_gone_is_named(database: Database) -> None:
    written(database, 1)
    names = audit_triggers.expected("sqlite" if database.sqlite else "postgresql")
    for name in names:
        table = "audit_heads" if "heads" in name else "audit_entries"
        away = f"DROP TRIGGER {name}" if database.sqlite else f"ALTER TABLE {table} DISABLE TRIGGER {name}"
        with database.engine.connect() as connection, connection.begin():
            connection.execute(text(away))
    found = verify(database).bad
    assert {one.code for one in found} == {"trigger_missing"}
    assert len(found) == len(names)
    assert isinstance(found[0], Finding)


def test_a_trigger_that_does_something_else_is_named_and_one_more_too(database: Database) -> None:
    written(database, 1)
    assert verify(database).bad == []
    statements = [
        "CREATE TRIGGER quiet BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(IGNORE); END",
        "DROP TRIGGER audit_entries_no_update",
        "CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries BEGIN SELECT 1; END",
    ]
    if not database.sqlite:
        statements = [
            "CREATE OR REPLACE FUNCTION audit_log_is_final() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NULL; END $$",
            "CREATE TRIGGER quiet BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_log_is_final()",
        ]
    with database.engine.connect() as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement))
    found = [one.code for one in verify(database).bad]
    assert found == ["trigger_changed"] * (1 if database.sqlite else 5) + ["trigger_added"]


def test_what_somebody_does_who_knows_how_shows_against_kept_heads(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    """The end cut off with its head set back, a day gone with its head, and a chain written anew, hashes and all."""
    rows = written(database, 3)
    with database.write() as session:
        note(session, who=Actor())
        note(session, now=NOW + timedelta(days=1))
        note(session, who=Actor(till="Front desk 9"))
    heads = tmp_path / "heads.json"
    heads.write_text(as_json(verify(database)))
    third = "chain = 'Front desk 9'"
    forged = replace(entry_of(entries(database, "Front desk 9")[0]), name="Somebody Else")
    behind_our_back(
        database,
        f"DELETE FROM audit_entries WHERE chain = '{TILL}' AND sequence = 3",
        f"UPDATE audit_heads SET sequence = 2, hash = '{rows[1].hash}' WHERE chain = '{TILL}' AND sequence = 3",
        *(f"DELETE FROM {table} WHERE chain = 'server'" for table in ("audit_entries", "audit_heads")),
        f"UPDATE audit_entries SET name = 'Somebody Else', hash = '{rules.hash_of(forged)}' WHERE {third}",
        f"UPDATE audit_heads SET hash = '{rules.hash_of(forged)}' WHERE {third}",
    )
    assert {one.code for one in verify(database).bad} <= {"unlinked"}, "by itself the log can't know"
    found = {(one.code, one.chain, one.sequence) for one in verify(database, kept=read_heads(heads)).bad}
    assert found >= {("gone", TILL, 3), ("gone", "server", 1), ("rewritten", "Front desk 9", 1)}
    run = Program(["verify-audit", "--against", str(heads)], tmp_path, {"DATABASE_URL": database_url})
    assert run.process.wait(60) == 1
    assert "this chain was written anew" in run.out.read_text()
    heads.write_text("{}")
    wrong = Program(["verify-audit", "--against", str(heads)], tmp_path, {"DATABASE_URL": database_url})
    assert wrong.process.wait(60) == 1
    assert "holds no heads" in wrong.errors()


def entry_of(row: AuditEntry) -> rules.Entry:
    return rules.Entry(*(getattr(row, one.name) for one in fields(rules.Entry)))


def test_a_day_follows_the_day_before_it(database: Database) -> None:
    for days in range(3):
        with database.write() as session:
            note(session, now=NOW + timedelta(days=days))
            note(session, now=NOW + timedelta(days=days))
    rows = entries(database)
    assert [row.sequence for row in rows] == [1, 2, 1, 2, 1, 2]
    assert rows[2].previous_hash == rows[1].hash
    assert verify(database).bad == []
    middle = rows[2].day
    behind_our_back(
        database, f"DELETE FROM audit_entries WHERE day = '{middle}'", f"DELETE FROM audit_heads WHERE day = '{middle}'"
    )
    assert bad(database) == [("unlinked", TILL, 1)]
    assert verify(database).bad[0].day == rows[4].day.isoformat()
    assert verify(database, last=middle).bad == []
    assert [one.day for one in verify(database, date(2026, 11, 24)).heads] == [rows[4].day.isoformat()]


def test_an_entry_that_comes_late_goes_to_its_day(database: Database) -> None:
    """Two servers whose clocks differ are in two days for a moment."""
    for days in (0, 1, 0, 1):
        with database.write() as session:
            note(session, now=NOW + timedelta(days=days))
    assert verify(database).bad == []


def test_what_is_undone_leaves_none(database: Database) -> None:
    written(database, 1)

    def fails(session: Session) -> None:
        session.add(Counter(name="undone", value=1))
        note(session)
        raise LookupError

    with pytest.raises(LookupError):
        database.change(fails)
    with pytest.raises(LookupError), database.write() as session:
        fails(session)
    mixed = database.together([fails, note, fails, lambda session: note(session, 7)])
    assert [one.exception() is None for one in mixed] == [False, True, False, True]
    assert [row.about_id for row in entries(database)] == ["0", "1", "7"]
    with database.read() as session:
        assert session.scalar(select(Counter).where(Counter.name == "undone")) is None
    assert verify(database).bad == []


def test_what_can_not_be_told_is_not_done(database: Database) -> None:
    def do(session: Session) -> None:
        session.add(Counter(name="untold", value=1))
        note(session)

    with database.write() as session:
        session.execute(text("ALTER TABLE audit_heads RENAME TO gone"))
    with pytest.raises(DBAPIError):
        database.change(do)
    with pytest.raises(DBAPIError), database.write() as session:
        do(session)
    with database.read() as session:
        assert session.scalar(select(Counter).where(Counter.name == "untold")) is None


def test_fifty_at_once_keep_one_chain(database: Database, database_url: str) -> None:
    other = Database(database_url, pool_size=8)
    both = (database, other)

    def add(number: int) -> None:
        with both[number % 2].write() as session:
            note(session, number)
            note(session, number, Actor())

    try:
        with ThreadPoolExecutor(50) as pool:
            list(pool.map(add, range(50)))
    finally:
        other.close()
    assert [row.sequence for row in entries(database)] == list(range(1, 51))
    assert {row.about_id for row in entries(database, "server")} == {str(n) for n in range(50)}
    assert verify(database).bad == []


def test_one_transaction_gives_many_entries_in_order(database: Database) -> None:
    with database.write() as session:
        for number in range(40):
            note(session, number)
    assert [row.about_id for row in entries(database)] == [str(n) for n in range(40)]


# What is written after the fact ---------------------------------------------------------------------------------


def test_readings_are_written_in_groups_and_on_an_orderly_end(database: Database) -> None:
    made = Buffer(database, SystemClock())
    for number in range(1_200):
        made.read(CASHIER, Act.READ_INVOICE, About("invoice", str(number)), {"patient": "p"})
    until(lambda: len(entries(database)) >= 500, "a group is written")
    made.read(CASHIER, Act.READ_INVOICE, About("invoice", "the last"))
    made.stop()
    assert {row.about_id for row in entries(database)} == {*map(str, range(1_200)), "the last"}
    assert verify(database).bad == []


def test_the_same_reading_again_is_one_entry(database: Database) -> None:
    made = Buffer(database, SystemClock())
    for _ in range(100):
        made.read(CASHIER, Act.READ_INVOICE, About("invoice", "1"))
        made.read(replace(CASHIER, id="another"), Act.READ_INVOICE, About("invoice", "1"))
    made.stop()
    assert {row.user_id for row in entries(database)} == {"user", "another"}
    assert len(entries(database)) < 100


def test_a_full_buffer_makes_readers_wait_and_drops_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buffer, "MOST", 3)
    monkeypatch.setattr(buffer, "PATIENCE_SECONDS", 0.05)
    made, held = Buffer(database, SystemClock()), threading.Event()
    real = database.change
    monkeypatch.setattr(database, "change", lambda change: (held.wait(30), real(change))[1])
    for number in range(3):
        made.read(CASHIER, Act.READ_INVOICE, About("invoice", str(number)))
    with pytest.raises(ApiError) as refused:
        made.read(CASHIER, Act.READ_INVOICE, About("invoice", "too many"))
    assert (refused.value.code, refused.value.status) == ("database_busy", 503)
    made.refused(CASHIER, Act.APPROVE_REFUND, About(), "not_allowed", {"status": 403})
    monkeypatch.setattr(buffer, "PATIENCE_SECONDS", 30)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(made.read, CASHIER, Act.READ_INVOICE, About("invoice", "waits"))
        held.set()
        waiting.result(30)
    made.stop()
    rows = entries(database)
    assert {row.about_id for row in rows if row.outcome == "done"} == {"0", "1", "2", "waits"}
    [counted] = [row for row in rows if row.outcome == "refused"]
    assert (counted.about_kind, json.loads(counted.after)["times"]) == ("many", 1)


def test_what_comes_while_others_are_written_is_not_lost(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    made, real = Buffer(database, SystemClock()), database.change

    def change(what: Change[None]) -> None:
        if not entries(database):
            made.refused(CASHIER, Act.APPROVE_REFUND, About("refund", "second"), "not_allowed", {})
            made.read(CASHIER, Act.READ_INVOICE, About("invoice", "third"))
        real(what)

    monkeypatch.setattr(database, "change", change)
    made.refused(CASHIER, Act.APPROVE_REFUND, About("refund", "first"), "not_allowed", {})
    until(lambda: len(entries(database)) == 3, "all are written")
    made.stop()
    assert [row.about_id for row in entries(database)] == ["first", "second", "third"]


def test_a_database_that_is_away_for_a_while_loses_no_reading(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buffer, "AGAIN_SECONDS", 0.01)
    made, real, tries = Buffer(database, SystemClock()), database.change, itertools.count()

    def change(what: Change[None]) -> None:
        if next(tries) < 3:
            raise OperationalError("INSERT", None, OSError("away"))
        real(what)

    monkeypatch.setattr(database, "change", change)
    made.read(CASHIER, Act.READ_INVOICE, About("invoice", "1"))
    until(lambda: [row.about_id for row in entries(database)] == ["1"], "it is written")
    made.stop()


def test_an_entry_that_can_not_be_written_holds_up_no_other(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = writing.write

    def write(session: Session, draft: Draft) -> None:
        if draft.about.id == "2":
            raise LookupError
        real(session, draft)

    monkeypatch.setattr(writing, "write", write)
    made = Buffer(database, SystemClock())
    with structlog.testing.capture_logs() as logs:
        for number in range(5):
            made.read(CASHIER, Act.READ_INVOICE, About("invoice", str(number)))
        made.stop()
    assert {row.about_id for row in entries(database)} == {"0", "1", "3", "4"}
    assert [one["event"] for one in logs] == ["audit_entry_lost"]
