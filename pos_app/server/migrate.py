"""``pos-app migrate``: brings the database to this version's schema, in one transaction.

Alembic takes a tenth of a server's start and is needed only where a schema changes, so it is loaded there (``steps``).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from pos_app.exits import DATABASE, OK, Stop
from pos_app.server.db import Database
from pos_app.server.settings import DatabaseSettings, load

LOCK = 7_240_177_306
"""PostgreSQL's advisory lock that keeps two migrations from running at once; SQLite has one writer anyway."""


HEAD: Final = "0011"
"""The revision this version of the program works with."""


def current(database: Database) -> str | None:
    """The revision the database is at; None for an empty one. Raises Stop(DATABASE) if it does not answer."""
    try:
        with database.read() as session:
            return _revision(session.connection())
    except SQLAlchemyError as error:
        raise unusable(error) from error


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def unusable(error: SQLAlchemyError) -> Stop:
    """In words: why the database can't be worked with (without its address, which may hold a password)."""
    said = str(getattr(error, "orig", None) or type(error).__name__).lower()
    if "not a database" in said or "malformed" in said:
        return Stop("The database file is damaged or not a database.", "Restore it from a backup.", DATABASE)
    if "unable to open" in said or "readonly" in said:
        return Stop(
            "The database file can't be opened for writing.", "Check that its folder exists and is yours.", DATABASE
        )
    if "no password" in said or "authentication failed" in said:
        return Stop("The database refused the log-in.", "Check user and password in DATABASE_URL.", DATABASE)
    if "locked" in said:
        return Stop("The database is locked by another program.", "Close it, or wait, and try again.", DATABASE)
    return Stop("The database does not answer.", "Check that it runs, and DATABASE_URL.", DATABASE)


def check(database: Database) -> None:
    """Raises Stop(DATABASE) unless the schema is this version's."""
    found = current(database)
    if found == HEAD:
        return
    if found is not None and not _steps().known(found):
        raise _newer()
    state = "is empty" if found is None else "has the schema of an older version"
    raise Stop(f"The database {state}.", "Run 'pos-app migrate' first (after a backup).", DATABASE)


def sound(database: Database) -> None:
    """Raises Stop(DATABASE) where a file that was not closed is damaged.

    What SQLite had not taken into the file when the power went lies beside it, and it takes that into whatever file
    stands there by then: into an older copy too, which has other pages. Files that were closed are not looked at, since
    a look at all of a large one takes its time.
    """
    path = Path(database.url.database or "") if database.sqlite else None
    beside = path.with_name(f"{path.name}-wal") if path and path.name else None
    if path is None or beside is None or not beside.exists() or not beside.stat().st_size:
        return
    try:
        with database.read() as session:
            found = session.scalar(text("PRAGMA quick_check(1)"))
    except SQLAlchemyError as error:
        raise unusable(error) from error
    if found != "ok":
        raise Stop(
            "The database file is damaged.",
            f"Restore it from a backup, and remove {beside.name} and {path.name}-shm before you do: they belong to the "
            "file of before.",
            DATABASE,
        )


def upgrade(database: Database) -> tuple[str | None, str]:
    """Bring the schema to ``HEAD``. The revisions before and after. Raises Stop(DATABASE)."""
    try:
        with database.write() as session:
            connection = session.connection()
            if not database.sqlite:
                connection.execute(text("SET LOCAL lock_timeout = 0"))  # another migration may take its time
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            before = _revision(connection)
            if before != HEAD:
                steps = _steps()
                if before is not None and not steps.known(before):
                    raise _newer()
                steps.take(connection)
    except SQLAlchemyError as error:
        raise unusable(error) from error
    return before, HEAD


def _steps() -> ModuleType:
    from pos_app.server.migrations import steps  # noqa: PLC0415 - see above

    return steps


def _newer() -> Stop:
    return Stop(
        "The database was made by a newer version of HMIS POS.", "Install that version, or restore a backup.", DATABASE
    )


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="pos-app migrate",
        description="Bring the database at DATABASE_URL to this version's schema. Running it again changes nothing.",
        epilog="example:\n  DATABASE_URL=sqlite:////var/lib/hmis/hmis.sqlite pos-app migrate",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(argv)
    settings = load(DatabaseSettings)
    database = Database(settings.database_url.get_secret_value())
    try:
        before, after = upgrade(database)
    finally:
        database.close()
    if before == after:
        sys.stdout.write(f"The schema is up to date ({after}).\n")
    else:
        sys.stdout.write(f"The schema went from {before or 'nothing'} to {after}.\n")
    return OK
