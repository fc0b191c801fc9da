"""What tests of the books do: make money move at Stripe with and without us, go back to an older copy, and verify."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.server.db import Database
from pos_app.server.ledger.verify import from_file, verify
from pos_app.server.ledger.verify_movements import Span
from pos_app.server.ledger.verify_report import Report
from pos_app.server.models import MoneyException, Payment, Receipt, StripeDispute, StripePaymentIntent, StripePayout
from tests.integration.payments.desk import Desk, Json
from tests.support.postgres import Cluster, binaries
from tests.support.processes import Stack, done
from tests.support.waiting import until


class Office(Desk):
    def __init__(self, stack: Stack, folder: Path, cluster: Cluster | None) -> None:
        super().__init__(stack, folder)
        self._cluster = cluster

    def paid(self, invoice: Json, method: str = "pm_card_visa", **other: object) -> Json:
        attempt = self.opened(invoice, **other)
        answer = self.confirm(attempt["id"], method)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def charge(self, attempt: Json) -> str:
        found = self.stripe.get(f"/v1/payment_intents/{attempt['stripe_payment_intent_id']}").json()
        return str(found["latest_charge"])

    def gives_back(self, attempt: Json, amount: int, refund_id: str = "") -> None:
        """A refund made at Stripe: in its dashboard, or by a server whose database was lost since."""
        form = {"charge": self.charge(attempt), "amount": str(amount)}
        if refund_id:
            form["metadata[refund_id]"] = refund_id
        self.stripe.post("/v1/refunds", data=form).raise_for_status()

    def advance(self, **span: int) -> None:
        """Let time pass at Stripe."""
        seconds = timedelta(**span).total_seconds()
        self.control.post("/clock", json={"advance": seconds}).raise_for_status()

    def copy(self, change: Callable[[Session], object] | None = None) -> str:
        """Where a copy of the database as it is now stands; the server is stopped for it, and started again.

        ``change``: what is made otherwise before it is copied.
        """
        self.stack.server.stop()
        if change is not None:
            with self.database.write() as session:
                change(session)
        self.database.close()
        found = self._copied()
        self.open()
        return found

    def _copied(self) -> str:
        if self._cluster is not None:
            with self._cluster._connect() as connection:  # the suite's own cluster
                connection.execute(f'CREATE DATABASE "{self._name}_old" TEMPLATE "{self._name}"')
            return self._cluster.url(f"{self._name}_old")
        old = self.folder / "old.sqlite"
        with sqlite3.connect(self.folder / "hmis.sqlite") as source, sqlite3.connect(old) as target:
            source.backup(target)
        return f"sqlite:///{old}"

    def dumped(self) -> Path:
        """A file of PostgreSQL's with all that is there now, made beside the server that runs."""
        self._program("pg_dump", "--format=custom", f"--file={self.folder / 'dump'}", self._name)
        return self.folder / "dump"

    def put_back(self, dump: Path, how: str) -> None:
        """Restore ``dump`` under the server that runs: "at once", or as "another database"."""
        assert self._cluster is not None
        if how == "another database":
            self._program("createdb", f"{self._name}_new")
            self._program("pg_restore", f"--dbname={self._name}_new", str(dump))
            with self._cluster._connect() as connection:
                connection.execute(f'ALTER DATABASE "{self._name}" ALLOW_CONNECTIONS false')
                ended = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
                connection.execute(ended, (self._name,))
                connection.execute(f'ALTER DATABASE "{self._name}" RENAME TO "{self._name}_lost"')
                connection.execute(f'ALTER DATABASE "{self._name}_new" RENAME TO "{self._name}"')
        else:
            self._program("pg_restore", "--clean", "--single-transaction", f"--dbname={self._name}", str(dump))

    @property
    def _name(self) -> str:
        return self.stack.database_url.split("@/", 1)[1].split("?", 1)[0]

    def _program(self, name: str, *arguments: str) -> None:
        assert self._cluster is not None
        where = ["--host", str(self._cluster.folder), "--username", self._cluster.user]
        subprocess.run([binaries() / name, *where, *arguments], check=True, capture_output=True, text=True)

    def lose(self, url: str) -> None:
        """The server is gone, and comes back with the older copy at ``url``."""
        self.stack.server.kill()
        self.database.close()
        self.stack.database_url = self.stack.env["DATABASE_URL"] = url
        self.open()

    def open(self) -> None:
        self.restart()
        self.database = Database(self.stack.database_url)
        self.till.close()
        self.till = self.stack.client("cashier", till="Front desk 3")

    def check(self) -> Report:
        """Our books and the sandbox's own account book, compared."""
        later = datetime.now(UTC) + timedelta(minutes=15)  # nothing counts as being on its way
        return verify(self.database, from_file(self.stack.sandbox.ledger), Span(), later)

    def right(self, seconds: float = 60) -> Report:
        """Waits until nothing differs and nothing is on its way."""

        def look() -> Report | None:
            report = self.check()
            return report if report.right() and not _waiting(report) else None

        def said() -> str:
            report = self.check()
            return "\n".join(one.text for one in (*report.differences, *report.still_open))

        try:
            found = until(look, "the books are right", seconds, 0.2)
        except AssertionError as error:
            raise AssertionError(f"{said()}\n{self.stack.server.errors()}") from error
        assert found is not None
        return found

    def run(self, *args: str) -> tuple[int, str]:
        """``pos-app verify-ledger``, its exit code and what it said."""
        told = done("verify-ledger", *args, env=self.stack.env)
        return told.returncode, told.stdout + told.stderr

    def attempts(self, invoice: Json) -> list[StripePaymentIntent]:
        with self.database.read() as session:
            query = select(StripePaymentIntent).where(StripePaymentIntent.invoice_id == invoice["id"])
            return list(session.scalars(query.order_by(StripePaymentIntent.created_at)))

    def disputes(self) -> list[StripeDispute]:
        with self.database.read() as session:
            return list(session.scalars(select(StripeDispute)))

    def payouts(self) -> list[StripePayout]:
        with self.database.read() as session:
            return list(session.scalars(select(StripePayout)))

    def receipts(self, invoice: Json) -> list[str]:
        """The numbers of the receipts of an invoice's payments."""
        with self.database.read() as session:
            query = select(Receipt.number).join(Payment, Payment.id == Receipt.payment_id)
            return list(session.scalars(query.where(Payment.invoice_id == invoice["id"])))

    def told(self, kind: str) -> list[MoneyException]:
        with self.database.read() as session:
            query = select(MoneyException).where(MoneyException.kind == kind, MoneyException.resolved_at.is_(None))
            return list(session.scalars(query))

    def api(self, role: str) -> httpx.Client:
        return self.stack.client(role)


def _waiting(report: Report) -> bool:
    """Fees and movements that are not booked yet; an attempt that waits for a card is no such thing."""
    return any(one.code in ("differs", "not_booked", "not_at_stripe") for one in report.still_open)


__all__ = ["Json", "Office", "json"]
