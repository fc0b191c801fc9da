"""A PostgreSQL cluster of the suite's own, on a unix socket in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg


def binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if not found:
        raise AssertionError("PostgreSQL's server is not installed; 'make test' installs it")
    return found[-1]


def _as_server_user() -> list[str]:
    """PostgreSQL refuses to run as root, so root hands the cluster to the package's own user."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


class Cluster:
    def __init__(self, folder: Path, more: str = "") -> None:
        """``more``: further options of the server, as on its command line."""
        self.folder = folder
        self._more = more
        self.data = folder / "data"
        self.user = "postgres" if os.geteuid() == 0 else os.environ.get("USER", "postgres")

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{self.user}@/{database}?host={self.folder}"

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), dbname="postgres", user=self.user, autocommit=True)

    def create(self) -> str:
        """The URL of a new, empty database."""
        name = "t" + uuid4().hex[:16]
        with self._connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=300 -c fsync=off -c shared_buffers=64MB"
        options = f"{options} {self._more}"
        self._control("-w", "-t", "60", "-l", str(self.folder / "log"), "-o", options, "start")

    def crash(self) -> None:
        """As a power cut, with the database back afterwards: nobody is asked, connections break where they are."""
        self._control("-m", "immediate", "stop")
        self.start()

    def _control(self, *arguments: str) -> None:
        command = [*_as_server_user(), binaries() / "pg_ctl", "-D", self.data, *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)

    def drop(self, url: str) -> None:
        name = url.split("@/", 1)[1].split("?", 1)[0]
        with self._connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def running_cluster(more: str = "") -> Iterator[Cluster]:
    """``more``: further options of the server, as on its command line."""
    # not pytest's tmp_path: a unix socket's path may have about 100 characters only
    folder = Path(tempfile.mkdtemp(prefix="hmis-pg-"))
    prefix, programs = _as_server_user(), binaries()
    if prefix:
        shutil.chown(folder, "postgres", "postgres")
    cluster = Cluster(folder, more)
    data = cluster.data
    try:
        subprocess.run(
            [*prefix, programs / "initdb", "-D", data, "-U", cluster.user, "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync"],
            check=True, capture_output=True, cwd=folder,
        )  # fmt: skip
        cluster.start()
        yield cluster
    finally:
        subprocess.run(
            [*prefix, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"],
            check=False, capture_output=True, cwd=folder,
        )  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)
