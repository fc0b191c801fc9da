"""Where the server is measured: databases of both kinds, the product's processes, and the floors beside them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx

from pos_app.server.db import Database
from tests.support.postgres import Cluster, running_cluster
from tests.support.processes import PUBLISHABLE_KEY, READY, REPO, SECRET_KEY, Program, Sandbox
from tests.support.waiting import until

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
API = "/api/v1"
SECRET = "whsec_bench"


@dataclass(frozen=True)
class Place:
    """One kind of database, and a folder for what is measured on it."""

    kind: str
    folder: Path
    cluster: Cluster | None

    def database(self) -> str:
        """The URL of a new, empty database."""
        if self.cluster is not None:
            return self.cluster.create()
        return f"sqlite:///{self.folder / uuid4().hex}.sqlite"

    def drop(self, url: str) -> None:
        if self.cluster is not None:
            self.cluster.drop(url)
            return
        for path in self.folder.glob(Path(url.removeprefix("sqlite:///")).name + "*"):
            path.unlink()

    def by_kind(self, sqlite: float, postgresql: float) -> float:
        return sqlite if self.kind == SQLITE else postgresql


@contextmanager
def places(folder: Path, kinds: Sequence[str]) -> Iterator[list[Place]]:
    with ExitStack() as stack:
        found = []
        for kind in kinds:
            own = folder / kind
            own.mkdir()
            # It commits to disk as a hospital's does: what a commit costs is part of what is measured.
            options = "-c fsync=on -c shared_buffers=256MB -c track_commit_timestamp=on"
            cluster = stack.enter_context(running_cluster(options)) if kind == POSTGRESQL else None
            found.append(Place(kind, own, cluster))
        yield found


@dataclass
class Served:
    """A server of the product, with the sample hospital."""

    program: Program
    url: str
    database_url: str

    @property
    def pid(self) -> int:
        return self.program.process.pid

    def bearer(self, username: str = "cashier", till: str = "Front desk 3") -> dict[str, str]:
        """The header of a new session."""
        body = {"username": username, "password": f"sample-{username}", "till": till}
        answer = httpx.post(f"{self.url}{API}/auth/login", json=body, timeout=30)
        answer.raise_for_status()
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}


@contextmanager
def product(place: Place, database_url: str, sandbox: Sandbox | None = None, port: int = 0) -> Iterator[Served]:
    """``sandbox``: who plays Stripe; None where nobody is asked. ``port``: 0 for any."""
    environment = {
        "DATABASE_URL": database_url,
        "STRIPE_SECRET_KEY": SECRET_KEY,
        "STRIPE_PUBLISHABLE_KEY": PUBLISHABLE_KEY,
        "STRIPE_WEBHOOK_SECRET": SECRET,
        "STRIPE_API_BASE": sandbox.url if sandbox else "http://127.0.0.1:9",
        "HOSPITAL_NAME": "Larkfield General Hospital",
    }
    program = Program(["server", "--port", str(port), "--demo"], place.folder, environment)
    try:
        yield Served(program, program.addresses("ready")["ready"], database_url)
    finally:
        program.stop()


@contextmanager
def floor(what: str, place: Place) -> Iterator[tuple[str, int]]:
    """Address and process id of the least program that does ``what``; see ``floors``."""
    out = place.folder / f"floor-{what}.out"
    with out.open("wb") as stdout:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.server.floors", what, place.database()], cwd=REPO, stdout=stdout
        )
    try:
        found = until(lambda: READY.search(out.read_bytes()), f"the floor of {what} listens", 60)
        yield found["url"].decode(), process.pid
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url, pool_size=2)
    try:
        yield database
    finally:
        database.close()
