"""Lookups straight on the driver answer as the ordinary way does, and leave to it what goes wrong."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pos_app.server import db
from pos_app.server.db import Database
from pos_app.server.models import Patient
from pos_app.server.problems_http import is_busy
from pos_app.server.wires import Question, Wires
from tests.support.sample import bring_up

NOW = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
ONE = select(Patient.id, Patient.name, Patient.birth_date, Patient.created_at).where(Patient.id == bindparam("patient"))


@pytest.fixture
def database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr(db, "BUSY_TIMEOUT_MS", 400)
    found = Database(database_url)
    bring_up(found)
    with found.write() as session:
        session.add(
            Patient(
                id="p1", source_id="1", mrn="1", mrn_key="1", name="Ana", name_key="ana", created_at=NOW, updated_at=NOW
            )
        )
    yield found
    found.close()


def the_same(database: Database) -> None:
    with database.read() as session:
        ordinary = session.execute(ONE, {"patient": "p1"}).all()
    assert [tuple(row) for row in database.lookup(ONE).rows(patient="p1")] == [tuple(row) for row in ordinary]


def test_rows_are_those_of_the_ordinary_way(database: Database) -> None:
    the_same(database)
    lookup = database.lookup(ONE)
    row = lookup.rows(patient="p1")[0]
    assert (row.name, row.birth_date, row.created_at) == ("Ana", None, NOW)
    assert lookup.rows(patient="nobody") == []


def test_what_was_committed_is_seen_at_once(database: Database) -> None:
    lookup = database.lookup(ONE)
    for name in ("Bea", "Cem"):
        with database.write() as session:
            session.execute(text("UPDATE patients SET name = :name"), {"name": name})
        assert lookup.rows(patient="p1")[0].name == name


def test_a_parameter_is_no_sql(database: Database) -> None:
    assert database.lookup(ONE).rows(patient="p1' OR '1'='1") == []


def test_many_threads_at_once(database: Database) -> None:
    lookup = database.lookup(ONE)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(lookup.rows(patient="p1")[0].name)) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Ana"] * 40


def end_all_but_own(database: Database) -> None:
    with database.write() as session:
        session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def test_a_server_that_ended_every_connection_is_asked_again(database: Database) -> None:
    if database.sqlite:
        pytest.skip("a file ends no connections")
    lookup = database.lookup(ONE)
    assert lookup.rows(patient="p1")
    end_all_but_own(database)
    assert lookup.rows(patient="p1")[0].name == "Ana"
    the_same(database)


def test_a_table_that_is_locked_is_busy_and_the_error_quotes_nobody(database: Database) -> None:
    if database.sqlite:
        pytest.skip("SQLite locks the file; see below")
    with database.write() as session:
        session.execute(text("LOCK TABLE patients IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(DBAPIError) as caught:
            database.lookup(ONE).rows(patient="p1")
    assert is_busy(caught.value)
    assert "p1" not in str(caught.value).replace(str(caught.value.orig), "")
    the_same(database)


def locked(database: Database) -> sqlite3.Connection:
    """Somebody has the whole file, which shuts even readers out."""
    connection = sqlite3.connect(str(database.url.database), isolation_level=None)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("UPDATE patients SET name = name")
    connection.execute("COMMIT")
    return connection


def test_the_event_loop_does_not_wait_for_a_locked_file(database: Database) -> None:
    if not database.sqlite:
        pytest.skip("a server is waited for by its socket; see below")
    database.close()  # a file in use can't be had alone
    lookup = database.lookup(ONE)
    other = locked(database)

    async def ask() -> str:
        beats = 0

        async def beat() -> None:
            nonlocal beats
            while True:
                await asyncio.sleep(0)
                beats += 1

        beating = asyncio.create_task(beat())
        with pytest.raises(DBAPIError) as caught:
            await lookup.soon(patient="p1")
        assert is_busy(caught.value)
        assert beats > 100  # it went on all the time
        beating.cancel()
        other.close()
        return str((await lookup.soon(patient="p1"))[0].name)

    assert asyncio.run(ask()) == "Ana"


def test_on_the_event_loop_rows_are_the_same(database: Database) -> None:
    lookup = database.lookup(ONE)
    ordinary = lookup.rows(patient="p1")

    async def ask() -> None:
        assert await lookup.soon(patient="p1") == ordinary
        assert await lookup.soon(patient="p1' OR '1'='1") == []
        answers = await asyncio.gather(*(lookup.soon(patient=f"p{number % 3}") for number in range(60)))
        assert [len(rows) for rows in answers] == [int(number % 3 == 1) for number in range(60)]

    asyncio.run(ask())
    asyncio.run(ask())  # another loop has lines of its own


def test_who_goes_away_before_the_answer_leaves_nothing_to_the_next(database: Database) -> None:
    lookup = database.lookup(ONE)

    async def ask() -> None:
        for number in range(40):
            left = asyncio.create_task(lookup.soon(patient="p1"))
            for _ in range(number % 8):  # at any point of it
                await asyncio.sleep(0)
            left.cancel()
            assert await lookup.soon(patient="nobody") == []
            assert [row.name for row in await lookup.soon(patient="p1")] == ["Ana"]

    asyncio.run(ask())


def test_who_goes_away_while_a_question_is_made_ready_keeps_nobody_from_asking_it(database: Database) -> None:
    async def ask() -> None:
        for number in range(40):
            lookup = database.lookup(ONE)
            left = asyncio.create_task(lookup.soon(patient="p1"))
            for _ in range(number % 8):
                await asyncio.sleep(0)
            left.cancel()
            answers = await asyncio.gather(*(lookup.soon(patient="p1") for _ in range(12)))  # on every line there is
            assert [rows[0].name for rows in answers] == ["Ana"] * 12

    asyncio.run(ask())


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_that_ended_every_line_of_the_loop_is_asked_again(database: Database) -> None:
    lookup = database.lookup(ONE)

    async def ask() -> None:
        assert await lookup.soon(patient="p1")
        await asyncio.to_thread(end_all_but_own, database)
        names = [(await lookup.soon(patient="p1"))[0].name for _ in range(3)]
        names += [rows[0].name for rows in await asyncio.gather(*(lookup.soon(patient="p1") for _ in range(9)))]
        assert names == ["Ana"] * 12

    asyncio.run(ask())


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_table_that_has_changed_meanwhile_is_read_as_it_is(database: Database) -> None:
    lookup = database.lookup(ONE)

    async def ask() -> None:
        assert await lookup.soon(patient="p1")
        with database.write() as session:
            session.execute(text("ALTER TABLE patients ALTER COLUMN name TYPE varchar(999)"))
        assert (await lookup.soon(patient="p1"))[0].name == "Ana"

    asyncio.run(ask())


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_on_the_event_loop_a_locked_table_is_waited_for_and_busy_in_the_end(database: Database) -> None:
    lookup = database.lookup(ONE)

    async def ask() -> None:
        assert await lookup.soon(patient="p1")
        with database.write() as session:
            session.execute(text("LOCK TABLE patients IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(DBAPIError) as caught:
                await lookup.soon(patient="p1")
        assert is_busy(caught.value)
        assert (await lookup.soon(patient="p1"))[0].name == "Ana"

    asyncio.run(ask())


def test_who_waits_for_a_line_that_never_comes_is_told() -> None:
    """Whatever it was: the error goes to who opened it, and the next tries for itself."""

    def connect() -> psycopg.Connection:
        raise PoolTimeout("no room")

    async def ask() -> None:
        wires = Wires(connect, 1)
        asked = [asyncio.create_task(wires.ask(Question(b"one", b"SELECT 1"), ())) for _ in range(3)]
        done, waiting = await asyncio.wait(asked, timeout=10)
        assert not waiting
        assert {type(one.exception()) for one in done} == {PoolTimeout}

    asyncio.run(ask())
