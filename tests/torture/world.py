"""The processes of a run: a sandbox that keeps its data, a server or two, the database, the roads between them."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import insert, select, update

from pos_app.server.auth.tokens import hashed
from pos_app.server.db import Database
from pos_app.server.models import AuthSession, Invoice, Patient, Site
from tests.support.postgres import Cluster, running_cluster
from tests.support.processes import PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_PATH, Program, free_port
from tests.support.road import Road
from tests.support.waiting import until
from tests.torture.plan import Plan

SITE = "North Wing"
CURRENCY = "usd"


class World:
    """All of it. ``database`` is sqlite (one server) or postgresql (two servers, a cluster of its own)."""

    def __init__(self, folder: Path, database: str, stack: ExitStack) -> None:
        self.folder = folder
        self.kind = database
        self.cluster: Cluster | None = None
        if database == "postgresql":
            self.cluster = stack.enter_context(running_cluster())
            self.database_url = self.cluster.create()
        else:
            self.database_url = f"sqlite:///{folder / 'hmis.sqlite'}"
        self.ledger = folder / "ledger.jsonl"
        self._sandbox_ports = (free_port(), free_port())
        self.sandbox_url, self.control_url = (f"http://127.0.0.1:{port}" for port in self._sandbox_ports)
        self.sandbox = self._new_sandbox()
        stack.callback(lambda: self.sandbox.stop())
        self.stripe_road = Road(self._sandbox_ports[0])
        stack.callback(self.stripe_road.close)
        self._ports = [free_port() for _ in range(2 if self.cluster else 1)]
        self._env = self._settings()
        self.servers = [self._new_server(0)]
        stack.callback(lambda: [server.stop() for server in self.servers])
        self.servers[0].addresses("ready")
        self.servers += [self._new_server(n) for n in range(1, len(self._ports))]
        self.till_roads = [Road(port) for port in self._ports]
        for road in self.till_roads:
            stack.callback(road.close)
        for server in self.servers:
            server.addresses("ready")
        self.database = Database(self.database_url)
        stack.callback(self.database.close)
        self._locks = {name: threading.Lock() for name in ("sandbox", "database", "server0", "server1")}

    def _settings(self) -> dict[str, str]:
        answer = httpx.post(
            f"{self.sandbox_url}/v1/webhook_endpoints",
            data={"url": f"http://127.0.0.1:{self._ports[-1]}{WEBHOOK_PATH}", "enabled_events[]": "*"},
            headers={"Authorization": f"Bearer {SECRET_KEY}"},
        )
        return {
            "DATABASE_URL": self.database_url,
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_PUBLISHABLE_KEY": PUBLISHABLE_KEY,
            "STRIPE_WEBHOOK_SECRET": answer.raise_for_status().json()["secret"],
            "STRIPE_API_BASE": self.stripe_road.url,
            "STRIPE_JS_URL": f"{self.sandbox_url}/endive/stripe.js",
            "HOSPITAL_NAME": "Larkfield General Hospital",
        }

    def _new_sandbox(self) -> Program:
        api, control = self._sandbox_ports
        args = ["sandbox", "--port", str(api), "--control-port", str(control), "--ledger", str(self.ledger)]
        program = Program([*args, "--data", str(self.folder / "sandbox")], self.folder)
        program.addresses("ready", "control")
        return program

    def _new_server(self, which: int) -> Program:
        args = ["server", "--host", "127.0.0.1", "--port", str(self._ports[which]), "--demo"]
        return Program(args, self.folder, self._env, f"server{which}")

    # --- what can be done to it -------------------------------------------------------------------------------------

    def kill_server(self, which: int) -> None:
        """As a power cut, and up again."""
        which %= len(self.servers)
        with self._locks[f"server{which}"]:
            self.servers[which].kill()
            self._start_server(which)

    def _start_server(self, which: int) -> None:
        def started() -> bool:
            try:
                self.servers[which] = self._new_server(which)
                self.servers[which].addresses("ready")
            except AssertionError:  # the database may be away in this very moment, and a server refuses to start then
                return False
            return True

        until(started, f"server {which} is up again", 60)

    def kill_sandbox(self) -> None:
        with self._locks["sandbox"]:
            self.sandbox.kill()
            self.sandbox = self._new_sandbox()

    def crash_database(self) -> None:
        if self.cluster is not None:
            with self._locks["database"]:
                self.cluster.crash()

    def stop_for(self, name: str, which: int, seconds: float) -> None:
        """SIGSTOP, silence, SIGCONT: the machine is suspended, or so busy that it might as well be."""
        which %= len(self.servers)
        with self._locks["sandbox" if name == "sandbox" else f"server{which}"]:
            pid = (self.sandbox if name == "sandbox" else self.servers[which]).process.pid
            os.kill(pid, signal.SIGSTOP)
            try:
                threading.Event().wait(seconds)
            finally:
                os.kill(pid, signal.SIGCONT)

    def control(self, method: str, path: str, body: dict[str, Any] | None = None) -> None:
        """Tell the sandbox. One that is away at the moment does not hear it, which is as good as another fault."""
        with contextlib.suppress(httpx.TransportError):
            httpx.request(method, self.control_url + path, json=body, timeout=10)

    def calm(self) -> None:
        """Everything up and every road free."""
        for lock in self._locks.values():
            lock.acquire()  # whatever is being done to a program is waited for
            lock.release()
        for road in (self.stripe_road, *self.till_roads):
            road.calm()
        calm = {"deliver": True, "duplicate": 0, "shuffle": False, "delay": 0}
        httpx.delete(f"{self.control_url}/faults", timeout=30).raise_for_status()
        httpx.post(f"{self.control_url}/webhooks", json=calm, timeout=30).raise_for_status()

    # --- what it is filled with -------------------------------------------------------------------------------------

    def add_invoices(self, plan: Plan) -> str:
        """The plan's invoices, of one patient at the cashiers' own site; the patient's id."""
        now = datetime.now(UTC)
        with self.database.write() as session:
            site = session.scalars(select(Site.id).where(Site.name == SITE)).one()
            patient = session.scalars(select(Patient.id).order_by(Patient.id)).first()
            assert patient is not None
            rows = [
                {
                    "id": plan.invoice_id(n), "number": f"T-{plan.seed}-{n}", "number_key": f"T{plan.seed}{n}",
                    "patient_id": patient, "site_id": site, "service": "Proof by force", "service_date": now,
                    "currency": CURRENCY, "gross_minor": minor, "total_minor": minor, "due_minor": minor,
                    "source": "torture", "source_id": plan.invoice_id(n), "created_at": now, "updated_at": now,
                }
                for n, minor in enumerate(plan.invoices)
            ]  # fmt: skip
            session.execute(insert(Invoice), rows)
        return patient

    @property
    def environment(self) -> dict[str, str]:
        """The server's settings, for commands beside it."""
        return {**os.environ, **self._env}

    def token(self, username: str, till: str) -> str:
        body = {"username": username, "password": f"sample-{username}", "till": till}
        answer = httpx.post(f"http://127.0.0.1:{self._ports[0]}/api/v1/auth/login", json=body, timeout=30)
        token = str(answer.raise_for_status().json()["access_token"])
        with self.database.write() as session:  # a run may take longer than a token lives, and renews none
            mine = AuthSession.token_hash == hashed(token)
            session.execute(update(AuthSession).where(mine).values(expires_at=AuthSession.ends_at))
        return token


@contextmanager
def running_world(folder: Path, database: str) -> Iterator[World]:
    with ExitStack() as stack:
        yield World(folder, database, stack)
