"""Lookups straight on the driver answer as the ordinary way does, and leave to it what goes wrong."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import anyio
import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import DBAPIError

from pos_app.server import db
from pos_app.server.db import Database
from pos_app.server.lookups import NotHere
from pos_app.server.models import Patient
from pos_app.server.problems_http import is_busy
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


def test_a_server_that_ended_every_connection_is_asked_again(database: Database) -> None:
    if database.sqlite:
        pytest.skip("a file ends no connections")
    lookup = database.lookup(ONE)
    assert lookup.rows(patient="p1")
    with database.write() as session:
        session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
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
        pytest.skip("only a file is asked on the event loop")
    database.close()  # a file in use can't be had alone
    lookup = database.lookup(ONE)
    other = locked(database)

    async def ask() -> str:
        with pytest.raises(NotHere):
            lookup.rows(patient="p1")
        threads: list[str] = []

        def call() -> str:
            threads.append(threading.current_thread().name)
            return str(lookup.rows(patient="p1")[0].name)

        with pytest.raises(DBAPIError) as caught:
            await database.near(call)
        assert is_busy(caught.value)
        assert len(set(threads)) == 2  # tried here, then where waiting harms nobody
        other.close()
        return await database.near(call)

    assert anyio.run(ask) == "Ana"
