"""The schema: migrations make what the models say, on both databases, once."""

from __future__ import annotations

import shutil
import sqlite3
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, insert, inspect, select, text

from pos_app.exits import DATABASE, Stop
from pos_app.server import migrate
from pos_app.server.db import Database
from pos_app.server.migrations import steps
from pos_app.server.migrations.names import unknown_to_models
from pos_app.server.models import Base, Counter
from tests.support.processes import Program


@pytest.fixture
def database(database_url: str) -> Database:
    return Database(database_url, pool_size=2)


def test_the_program_knows_its_newest_step() -> None:
    assert steps.newest() == migrate.HEAD


def test_migrations_make_what_the_models_say(database: Database) -> None:
    assert migrate.upgrade(database) == (None, migrate.HEAD)
    with database.engine.connect() as connection, warnings.catch_warnings():
        # SQLAlchemy can't read indexes on expressions back from SQLite; the next test looks for them by name
        warnings.filterwarnings("ignore", message=".*expression-based index.*")
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, _kind, _parents: not unknown_to_models(name),
            },
        )
        differences = compare_metadata(context, Base.metadata)
    database.close()
    assert differences == []


def test_every_index_and_rule_of_the_models_is_there(database: Database) -> None:
    migrate.upgrade(database)
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'index'" if database.sqlite else "SELECT indexname FROM pg_indexes"
    )
    with database.read() as session:
        found = set(session.scalars(text(query)))
        rules = {
            (table, check["name"])
            for table in Base.metadata.tables
            for check in inspect(session.connection()).get_check_constraints(table)
        }
    database.close()
    wanted = {index.name for table in Base.metadata.tables.values() for index in table.indexes}
    assert wanted <= found
    assert ("invoices", "ck_invoices_due") in rules
    assert ("invoices", "ck_invoices_refunds") in rules
    assert ("payments", "ck_payments_positive") in rules


def test_twice_is_once(database: Database) -> None:
    migrate.upgrade(database)
    assert migrate.upgrade(database) == (migrate.HEAD, migrate.HEAD)
    migrate.check(database)
    database.close()


def test_many_at_once_is_once(database_url: str) -> None:
    def upgrade(_: int) -> tuple[str | None, str]:
        one = Database(database_url, pool_size=1)
        try:
            return migrate.upgrade(one)
        finally:
            one.close()

    # processes would do the same; alembic keeps its context in a module, so only one of these threads runs it at all
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(upgrade, range(4)))
    assert sorted(before or "" for before, _ in done) == ["", *[migrate.HEAD] * 3]


def test_an_empty_database_is_not_served(database: Database) -> None:
    with pytest.raises(Stop, match="pos-app migrate") as stopped:
        migrate.check(database)
    assert stopped.value.code == DATABASE
    database.close()


def test_a_newer_database_is_left_alone(database: Database) -> None:
    migrate.upgrade(database)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for act in (migrate.check, migrate.upgrade):
        with pytest.raises(Stop, match="newer version") as stopped:
            act(database)
        assert stopped.value.code == DATABASE
    with database.read() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    database.close()


def test_the_command_says_what_it_did(database_url: str, tmp_path: Path) -> None:
    env = {"DATABASE_URL": database_url}
    said = []
    for _ in range(2):
        program = Program(["migrate"], tmp_path, env)
        assert program.process.wait(60) == 0, program.errors()
        said.append(program.out.read_text())
    assert said == [
        f"The schema went from nothing to {migrate.HEAD}.\n",
        f"The schema is up to date ({migrate.HEAD}).\n",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"this is no database, it only lies where one should be\n" * 40, "damaged"), (None, "can't be opened")],
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / ("x.sqlite" if content else "no-such-folder/x.sqlite")
    if content:
        path.write_bytes(content)
    database = Database(f"sqlite:///{path}", pool_size=1)
    with pytest.raises(Stop, match=words) as stopped:
        migrate.check(database)
    assert stopped.value.code == DATABASE
    database.close()


def crashed(tmp_path: Path, name: str) -> tuple[Path, Path]:
    """A file as a power cut leaves it, its newest pages beside it; and a good copy of an hour before."""
    source, target = tmp_path / "source.sqlite", tmp_path / name
    database = Database(f"sqlite:///{source}", pool_size=1)
    migrate.upgrade(database)
    old = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(old)) as there:
        here.backup(there)
    for half in range(2):
        with database.write() as session:
            rows = [{"name": f"{n * 7919 % 3000:04} {half}", "value": n} for n in range(3000)]
            session.execute(insert(Counter), rows)
        if half == 0:
            with closing(sqlite3.connect(source)) as here:
                here.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # SQLite does so by itself now and then
    for end in ("", "-wal", "-shm"):
        shutil.copy(f"{source}{end}", f"{target}{end}")
    database.close()
    return target, old


def test_an_old_copy_beside_the_new_pages_of_another_is_damaged(tmp_path: Path) -> None:
    """Put in place of a file after a power cut, while what that had not taken in yet still lies beside it."""
    path, old = crashed(tmp_path, "hmis.sqlite")
    shutil.copy(old, path)
    database = Database(f"sqlite:///{path}", pool_size=1)
    with pytest.raises(Stop, match="damaged") as stopped:
        migrate.sound(database)
    assert stopped.value.code == DATABASE
    assert "hmis.sqlite-wal" in str(stopped.value)
    database.close()


def test_what_a_power_cut_leaves_is_sound(tmp_path: Path) -> None:
    path, _old = crashed(tmp_path, "hmis.sqlite")
    database = Database(f"sqlite:///{path}", pool_size=1)
    migrate.sound(database)
    migrate.check(database)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Counter)) == 6000
    database.close()


def test_a_file_that_does_not_exist_yet_is_sound(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite'}", pool_size=1)
    migrate.sound(database)
    database.close()
    assert not (tmp_path / "new.sqlite").exists()


def test_a_database_that_does_not_answer_keeps_its_password_to_itself(tmp_path: Path) -> None:
    program = Program(["migrate"], tmp_path, {"DATABASE_URL": "postgresql://till:hush@127.0.0.1:9/hmis"})
    assert program.process.wait(60) == DATABASE
    assert "does not answer" in program.errors()
    assert "hush" not in program.errors()
    assert "Traceback" not in program.errors()
