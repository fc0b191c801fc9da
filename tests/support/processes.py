"""The product's programs as processes on loopback ports, started and ended by tests."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import select, update

from pos_app.server.auth import sessions
from pos_app.server.auth.tokens import hashed
from pos_app.server.clock import SystemClock
from pos_app.server.db import Database
from pos_app.server.models import AuthSession, User
from tests.support import nursery
from tests.support.sample import furnish

REPO = Path(__file__).resolve().parents[2]
READY = re.compile(rb"^(?P<what>ready|control) on (?P<url>http://\S+)", re.M)
SECRET_KEY = "sk_test_sample"
PUBLISHABLE_KEY = "pk_test_sample"
WEBHOOK_PATH = "/api/v1/payments/stripe/webhooks"


# Programs that the nursery has loaded. The others begin anew each time, as do all of them for the benchmarks.
_WARM = frozenset({"server", "sandbox", "migrate", "users", "verify-audit", "verify-ledger", "import"})
_nursery: nursery.Nursery | None = None


@contextlib.contextmanager
def warm_starts() -> Iterator[None]:
    """Within, programs start from a process that has loaded them already, where the system can do that."""
    global _nursery
    if not nursery.POSSIBLE:
        yield
        return
    _nursery = nursery.Nursery()
    try:
        yield
    finally:
        _nursery.close()
        _nursery = None


@contextlib.contextmanager
def cold_starts() -> Iterator[None]:
    """Within, every program begins as a person would begin it: for what watches or tampers with its process."""
    global _nursery
    kept, _nursery = _nursery, None
    try:
        yield
    finally:
        _nursery = kept


class Program:
    """One ``pos-app`` process. stdout and stderr go to files, so that a full pipe can't stop it."""

    def __init__(
        self,
        args: list[str],
        folder: Path,
        env: Mapping[str, str] | None = None,
        name: str = "",
        module: str = "pos_app",
        *,
        cold: bool = False,
        typed: Path | None = None,
    ) -> None:
        """``cold``: begun as a person would begin it, whatever ``warm_starts`` says. ``typed``: what it reads."""
        self.name = name or args[0]
        self.args = args
        self.env = env
        handle, out = tempfile.mkstemp(prefix=f"{self.name}-", suffix=".out", dir=folder)
        os.close(handle)
        self.out = Path(out)
        self.err = self.out.with_suffix(".err")
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONFAULTHANDLER": "1", **(env or {})}
        self.process: subprocess.Popen[bytes] | nursery.Forked
        if _nursery is not None and module == "pos_app" and args[0] in _WARM and not cold:
            self.process = _nursery.start(args, REPO, environment, self.out, self.err, typed)
            return
        with (
            Path(typed or os.devnull).open("rb") as stdin,
            self.out.open("wb") as stdout,
            self.err.open("wb") as stderr,
        ):
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, *args],
                cwd=REPO,
                env=environment,
                stdout=stdout,
                stderr=stderr,
                stdin=stdin,
                start_new_session=True,
            )

    def addresses(self, *wanted: str, seconds: float = 60.0) -> dict[str, str]:
        """The addresses it said it listens on; AssertionError with its stderr if it ends or stays silent."""
        deadline = time.monotonic() + seconds
        while True:
            found = {m["what"].decode(): m["url"].decode() for m in READY.finditer(self.out.read_bytes())}
            if all(what in found for what in wanted):
                return found
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(
                    f"{self.name} did not say {wanted}; exit {self.process.poll()}; stderr:\n{self.errors()}"
                )
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.02)

    def errors(self) -> str:
        return self.err.read_text(errors="replace")[-8000:]

    def kill(self) -> None:
        """As a power cut: no chance to clean up."""
        self._signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        """Ask it to end, as a service manager does. Its exit code."""
        if self.process.poll() is None:
            self._signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self._signal(signal.SIGABRT)  # Python writes down where each of its threads stands
                self.process.wait(10)
                raise AssertionError(f"{self.name} did not end on SIGTERM:\n{self.errors()}") from None
        return int(self.process.returncode)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def done(
    *args: str, env: Mapping[str, str] | None = None, typed: str = "", cold: bool = False, seconds: float = 120
) -> subprocess.CompletedProcess[str]:
    """``pos-app`` with these arguments, once it has ended: what ``subprocess.run`` tells of it.

    ``env``: besides this process's own. Ends it, and raises TimeoutExpired, after so many seconds.
    """
    with tempfile.TemporaryDirectory(prefix="hmis-done-") as name:
        folder = Path(name)
        told = folder / "typed"
        told.write_text(typed)
        program = Program(list(args), folder, env, cold=cold, typed=told)
        try:
            code = program.process.wait(seconds)
        except subprocess.TimeoutExpired:
            program.kill()
            raise
        return subprocess.CompletedProcess(list(args), code, program.out.read_text(), program.err.read_text())


@dataclass
class Sandbox:
    """The sandbox that plays Stripe, with its control port and its ledger file."""

    program: Program
    url: str
    control: str
    ledger: Path

    def webhook_endpoint(self, server_url: str) -> str:
        """Register the server's webhook address; the signing secret."""
        answer = httpx.post(
            f"{self.url}/v1/webhook_endpoints",
            data={"url": server_url + WEBHOOK_PATH, "enabled_events[]": "*"},
            headers={"Authorization": f"Bearer {SECRET_KEY}"},
        )
        answer.raise_for_status()
        return str(answer.json()["secret"])


@dataclass
class Stack:
    """Sandbox and server, with the sample hospital."""

    sandbox: Sandbox
    server: Program
    url: str
    database_url: str
    env: dict[str, str]

    def client(self, username: str | None = None, till: str = "") -> httpx.Client:
        """An API client; logged in as a sample person when a username is given, for as long as the tests go on."""
        http = httpx.Client(base_url=self.url + "/api/v1", timeout=30.0)
        if username:
            http.headers["Authorization"] = f"Bearer {logged_in(self.database_url, username, till)}"
        return http

    def logging_in(self, username: str, **more: str) -> httpx.Client:
        """As ``client``, by name and password, for what the server makes of what it is told there."""
        http = self.client()
        answer = http.post("/auth/login", json={"username": username, "password": f"sample-{username}", **more})
        http.headers["Authorization"] = f"Bearer {answer.raise_for_status().json()['access_token']}"
        return http


def logged_in(database_url: str, username: str, till: str) -> str:
    """The access token of a session such as the server opens for who gave the right name and password.

    Tests log in hundreds of times, and a password is slow to check on purpose; those of logging in do check one. The
    token lives as long as its session: tests may go on for longer than it does, and renew none.
    """
    with contextlib.closing(Database(database_url, pool_size=1)) as database, database.write() as session:
        user = session.scalars(select(User).where(User.username == username)).one()
        answer = sessions.open_session(session, user, till, SystemClock().now(), "127.0.0.1")
        mine = AuthSession.token_hash == hashed(answer.access_token)
        session.execute(update(AuthSession).where(mine).values(expires_at=AuthSession.ends_at))
        return answer.access_token


def free_port() -> int:
    """A port nobody listens on now. The caller binds it at once and copes if someone else was quicker."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_sandbox(folder: Path, *extra: str) -> Iterator[Sandbox]:
    ledger = folder / "ledger.jsonl"
    storage = () if "--data" in extra else ("--memory",)
    args = ["sandbox", "--port", "0", "--control-port", "0", "--ledger", str(ledger), *storage, *extra]
    program = Program(args, folder)
    try:
        found = program.addresses("ready", "control")
        yield Sandbox(program, found["ready"], found["control"], ledger)
    finally:
        program.stop()


@contextlib.contextmanager
def running_stack(
    folder: Path, database_url: str, *, webhooks: bool = True, env: Mapping[str, str] | None = None,
    port: int | None = None,
) -> Iterator[Stack]:  # fmt: skip
    """A sandbox and a server with the sample hospital on ``database_url``. ``port``: where ``env`` has to know it."""
    furnish(database_url)
    with running_sandbox(folder) as sandbox:
        port = port or free_port()
        url = f"http://127.0.0.1:{port}"
        secret = sandbox.webhook_endpoint(url) if webhooks else "whsec_sample"
        environment = {
            "DATABASE_URL": database_url,
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_PUBLISHABLE_KEY": PUBLISHABLE_KEY,
            "STRIPE_WEBHOOK_SECRET": secret,
            "STRIPE_API_BASE": sandbox.url,
            "STRIPE_JS_URL": f"{sandbox.url}/endive/stripe.js",
            "HOSPITAL_NAME": "Larkfield General Hospital",
            **(env or {}),
        }
        server = Program(["server", "--host", "127.0.0.1", "--port", str(port), "--demo"], folder, environment)
        try:
            server.addresses("ready")
            yield Stack(sandbox, server, url, database_url, environment)
        finally:
            server.stop()
