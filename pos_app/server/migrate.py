"""``pos-app migrate``: brings the database to this version's schema, in one transaction."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from pos_app.exits import DATABASE, OK, Stop
from pos_app.server.db import Database
from pos_app.server.settings import DatabaseSettings, load

LOCK = 7_240_177_306
"""PostgreSQL's advisory lock that keeps two migrations from running at once; SQLite has one writer anyway."""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    return config


def head() -> str:
    """The revision this version of the program works with."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    if found is None:
        raise Stop("This copy of HMIS POS has no migrations.", "Install it again.", DATABASE)
    return found


def current(database: Database) -> str | None:
    """The revision the database is at; None for an empty one. Raises Stop(DATABASE) if it does not answer."""
    try:
        with database.read() as session:
            return MigrationContext.configure(session.connection()).get_current_revision()
    except SQLAlchemyError as error:
        raise unusable(error) from error


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
    found, wanted = current(database), head()
    if found == wanted:
        return
    if found is not None and not _known(found):
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
    """Bring the schema to ``head``. The revisions before and after. Raises Stop(DATABASE)."""
    wanted = head()
    try:
        with database.write() as session:
            connection = session.connection()
            if not database.sqlite:
                connection.execute(text("SET LOCAL lock_timeout = 0"))  # another migration may take its time
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            before = MigrationContext.configure(connection).get_current_revision()
            if before is not None and not _known(before):
                raise _newer()
            if before != wanted:
                config = _config()
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
    except SQLAlchemyError as error:
        raise unusable(error) from error
    return before, wanted


def _known(revision: str) -> bool:
    return revision in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


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
