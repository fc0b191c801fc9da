"""The sample hospital, made once for a test run and copied into the databases of its tests.

To bring an empty database up and to fill it takes a second of processor; every server with ``--demo`` would do it anew.
"""

from __future__ import annotations

import atexit
import shutil
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

_made: dict[tuple[str, date], str] = {}
"""For each place of databases and day, what to copy: the sample speaks of today."""
_folders: list[str] = []


def furnish(database_url: str) -> None:
    """Put the sample hospital into this database. One that is not empty stays as it is."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        _copy_file(Path(str(url.database)))
    else:
        _copy_database(url)


def _fill(url: str) -> None:
    with closing(Database(url, pool_size=1)) as database:
        migrate.upgrade(database)
        service.seed(database, datetime.now().astimezone())


def _copy_file(target: Path) -> None:
    if target.exists():
        return
    key = ("sqlite", datetime.now().astimezone().date())
    if key not in _made:
        folder = tempfile.mkdtemp(prefix="hmis-sample-")
        if not _folders:
            atexit.register(lambda: [shutil.rmtree(one, ignore_errors=True) for one in _folders])
        _folders.append(folder)
        template = Path(folder) / "sample.sqlite"
        _fill(f"sqlite:///{template}")
        _made[key] = str(template)
    shutil.copyfile(_made[key], target)


def _copy_database(url: URL) -> None:
    where = {"host": str(url.query["host"]), "user": url.username}
    with psycopg.connect(**where, dbname=url.database) as connection:
        if connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone():
            return
    key = (where["host"] or "", datetime.now().astimezone().date())
    with psycopg.connect(**where, dbname="postgres", autocommit=True) as connection:
        if key not in _made:
            name = "sample" + uuid4().hex[:16]
            connection.execute(f'CREATE DATABASE "{name}"')
            _fill(url.set(database=name).render_as_string(hide_password=False))
            _made[key] = name
        connection.execute(f'DROP DATABASE "{url.database}"')
        connection.execute(f'CREATE DATABASE "{url.database}" TEMPLATE "{_made[key]}"')
