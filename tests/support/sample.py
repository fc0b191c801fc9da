"""The sample hospital, made once for a test run and copied into the databases of its tests.

To bring an empty database up and to fill it takes a second of processor; every server with ``--demo`` would do it anew.
"""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import URL, make_url

from pos_app.server import migrate
from pos_app.server.db import Database
from pos_app.server.sample import service
from tests.support.postgres import binaries

_made: dict[tuple[bool, str, date], str] = {}
"""With or without the sample, place of databases and day: what to copy. The sample speaks of today."""
_folders: list[str] = []


def furnish(database_url: str) -> None:
    """Put the sample hospital into this database. One that is not empty stays as it is."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        _copy_file(Path(str(url.database)), sample=True)
    else:
        _copy_database(url)


def bring_up(database: Database) -> None:
    """Do to an empty database that nobody is connected to what ``migrate.upgrade`` would, sooner."""
    if database.sqlite:
        _copy_file(Path(str(database.url.database)), sample=False)
    else:
        _run_dump(database)


def _fill(url: str, sample: bool) -> None:
    with closing(Database(url, pool_size=1)) as database:
        migrate.upgrade(database)
        if sample:
            service.seed(database, datetime.now().astimezone())


def _copy_file(target: Path, sample: bool) -> None:
    if target.exists():
        return
    key = (sample, "sqlite", datetime.now().astimezone().date())
    if key not in _made:
        folder = tempfile.mkdtemp(prefix="hmis-sample-")
        if not _folders:
            atexit.register(lambda: [shutil.rmtree(one, ignore_errors=True) for one in _folders])
        _folders.append(folder)
        template = Path(folder) / "sample.sqlite"
        _fill(f"sqlite:///{template}", sample)
        _made[key] = str(template)
    shutil.copyfile(_made[key], target)


def _copy_database(url: URL) -> None:
    host = str(url.query["host"])
    with psycopg.connect(host=host, user=url.username, dbname=url.database) as connection:
        if connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone():
            return
    key = (True, host, datetime.now().astimezone().date())
    with psycopg.connect(host=host, user=url.username, dbname="postgres", autocommit=True) as connection:
        if key not in _made:
            name = "sample" + uuid4().hex[:16]
            connection.execute(f'CREATE DATABASE "{name}"')
            _fill(url.set(database=name).render_as_string(hide_password=False), sample=True)
            _made[key] = name
        connection.execute(f'DROP DATABASE "{url.database}"')
        connection.execute(f'CREATE DATABASE "{url.database}" TEMPLATE "{_made[key]}"')


def _run_dump(database: Database) -> None:
    """Copying a database costs PostgreSQL more than making its tables, and the migrations cost Python the most."""
    key = (False, "postgresql", date.min)
    url = database.url
    if key not in _made:
        migrate.upgrade(database)
        where = ["--host", str(url.query["host"]), "--username", str(url.username), "--dbname", str(url.database)]
        done = subprocess.run(
            [binaries() / "pg_dump", "--inserts", "--no-owner", *where], check=True, capture_output=True, text=True
        )
        # newer ones write commands of psql around it
        _made[key] = "\n".join(line for line in done.stdout.splitlines() if not line.startswith("\\"))
        return
    with psycopg.connect(host=str(url.query["host"]), user=url.username, dbname=url.database) as connection:
        connection.execute(_made[key].encode())
