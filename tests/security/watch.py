"""What a refusal may leave behind: a problem for whoever asked, one line in the log, and nothing else anywhere."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import httpx
from sqlalchemy import select

from pos_app.server.db import Database
from pos_app.server.models import AuditEntry, Base, StripeEvent
from tests.integration.payments.desk import Desk, Json
from tests.support.waiting import until

NOT_MONEY: Final = frozenset(["auth_sessions", "sweeps", "workers", "audit_entries", "audit_heads", "login_tries"])
"""Logging in, what the audit log tells, walks through Stripe's lists and workers that live make rows here. All other
tables must be the same afterwards, also those that come to be one day."""
BY_THE_CLOCK: Final = frozenset(["next_check_at", "lease_expires_at", "pay_token_expires_at"])
"""Columns that the background work moves on by itself."""
LOGGED: Final = frozenset(
    ["event", "level", "timestamp", "request", "code", "status", "method", "route", "user", "why"],
)
SECRET: Final = re.compile(
    r"sk_(?:test|live)_|whsec_|_secret_|Bearer |sample-[a-z]+|Traceback|File \"|\.py\b|sqlalchemy|psycopg"
)


@dataclass(frozen=True)
class Told:
    """A refusal that was provoked: its request, its code, the id of who asked (empty: nobody), and where it is due."""

    request: str
    code: str
    user: str
    audited: bool


Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Books:
    """All rows of the database, and what Stripe was asked to do and did."""

    tables: Rows
    asked: list[tuple[str, str, str]]
    ledger: bytes

    def beside(self, other: Books) -> list[str]:
        """Where the two differ, in words."""
        found = []
        for name, rows in self.tables.items():
            if rows is other.tables[name]:
                continue  # read once: nothing was committed in between
            # A moment after a charge Stripe tells what it cost, of its own accord.
            own_accord = {"charge.updated", "fee"}
            changed = {row for row in set(rows) ^ set(other.tables[name]) if own_accord.isdisjoint(row)}
            found += [f"{name}: {row}"[:500] for row in sorted(changed, key=str)]
        found += [f"asked Stripe: {one}" for one in self.asked if one not in other.asked]
        return found if self.ledger == other.ledger else [*found, "Stripe's ledger"]


class Commits:
    """Whether anything at all was committed since: far cheaper to ask than to read every row again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # SQLite counts what other connections committed, so it must be the same connection each time.
        self._own = sqlite3.connect(str(database.url.database)) if database.sqlite else None

    def mark(self) -> object:
        """Equal marks: nothing was committed between them. Different ones: something may have been."""
        if self._own is not None:
            return self._own.execute("PRAGMA data_version").fetchone()
        with self._database.read() as session:  # every change of a row is in PostgreSQL's log before it is seen
            return session.connection().exec_driver_sql("SELECT pg_current_wal_insert_lsn()").scalar()

    def close(self) -> None:
        if self._own is not None:
            self._own.close()


class Watch:
    """Of one desk. Keep it as long as the desk: what it has read is read again only when something was committed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._commits = Commits(desk.database)
        self._read: tuple[object, Rows] = (None, {})
        self._told: list[Told] = []

    def close(self) -> None:
        self._commits.close()

    def books(self) -> Books:
        until(self._quiet, "all webhooks have arrived and are worked on")
        asked = [
            (one["id"], one["method"], one["path"])
            for one in self.desk.control.get("/requests").json()["requests"]
            if one["method"] != "GET"
        ]
        return Books(self._rows(), asked, self.desk.stack.sandbox.ledger.read_bytes())

    def _rows(self) -> Rows:
        """Every row there is. The mark is taken first, so that what comes in meanwhile counts as new."""
        mark = self._commits.mark()
        if mark != self._read[0]:
            self._read = (mark, self._read_all())
        return self._read[1]

    def _read_all(self) -> Rows:
        tables = {}
        with self.desk.database.read() as session:
            for table in Base.metadata.sorted_tables:
                if table.name not in NOT_MONEY:
                    columns = [column for column in table.columns if column.name not in BY_THE_CLOCK]
                    rows = session.execute(select(*columns).order_by(*table.primary_key.columns))
                    tables[table.name] = [tuple(row) for row in rows]
        return tables

    def _quiet(self) -> bool:
        """What was done before is written down."""
        waiting = [one for one in self.desk.control.get("/webhooks").json()["deliveries"] if one["state"] == "pending"]
        with self.desk.database.read() as session:
            return not waiting and session.scalar(select(StripeEvent.id).where(StripeEvent.state == "pending")) is None

    def log(self, since: int = 0) -> list[Json]:
        """Lines of the server's log after ``since`` bytes of it."""
        with self.desk.stack.server.err.open("rb") as file:
            file.seek(since)
            whole = file.read().rpartition(b"\n")[0]  # of what is being written just now, not the last line
            return [json.loads(line) for line in whole.splitlines() if line.startswith(b"{")]

    def logged(self) -> int:
        return self.desk.stack.server.err.stat().st_size

    def refused(
        self,
        send: Callable[[], httpx.Response],
        status: int | tuple[int, ...],
        code: str | tuple[str, ...],
        *,
        never: tuple[str, ...] = (),
        user: str | None = None,
        audited: bool = True,
    ) -> Json:
        """``send`` is refused as said, and leaves nothing but its line in the log, and its trace in the audit log. The
        problem.

        ``never``: texts that must not stand in the answer or the line; ``user``: the id the line must name;
        ``audited``: False for what is merely ill-formed. ``settle`` looks for the traces in the audit log.
        """
        before, since = self.books(), self.logged()
        answer = send()
        assert answer.status_code in (status if isinstance(status, tuple) else (status,)), answer.text[:500]
        assert answer.headers["content-type"] == "application/problem+json"
        problem: Json = answer.json()
        assert problem["code"] in (code if isinstance(code, tuple) else (code,)), problem
        assert (problem["status"], problem["instance"]) == (answer.status_code, answer.headers["x-request-id"])
        assert not SECRET.search(answer.text), answer.text
        by = self._one_line(problem, since, never, user)
        self._told.append(Told(problem["instance"], problem["code"], by, audited))
        for text in never:
            assert text not in answer.text
        differ = self.books().beside(before)
        assert differ == [], differ
        return problem

    def _one_line(self, problem: Json, since: int, never: tuple[str, ...], user: str | None) -> str:
        mine = [line for line in self.log(since) if line.get("request") == problem["instance"]]
        lines = [line for line in mine if line["event"] == "request_refused"]
        assert len(lines) == 1, mine
        assert {line["event"] for line in mine} <= {"request_refused", "request"}, mine
        [line] = lines
        assert set(line) <= LOGGED, line
        assert (line["code"], line["status"]) == (problem["code"], problem["status"])
        if user is not None:
            assert line["user"] == user
        written = json.dumps(line, ensure_ascii=False)
        assert not SECRET.search(written), written
        for text in never:
            assert text not in written
        return str(line.get("user", ""))

    def settle(self) -> None:
        """Every refusal has its trace in the audit log: an entry of its own, or a place in the count of its minute.

        Ends the server, in order, which writes down what is still counted.
        """
        assert self.desk.stack.server.stop() == 0
        query = select(AuditEntry.user_id, AuditEntry.code, AuditEntry.about_kind, AuditEntry.after)
        with self.desk.database.read() as session:
            entries = session.execute(query.where(AuditEntry.outcome == "refused")).all()
        own: dict[str, tuple[str, str]] = {}
        counted: Counter[tuple[str, str]] = Counter()
        for entry in entries:
            said = json.loads(entry.after)
            if entry.about_kind == "many":
                counted[entry.user_id, entry.code] += said["times"]
            else:
                own[said["request"]] = (entry.user_id, entry.code)
        for one in self._told:
            if not one.audited:
                assert one.request not in own, f"{one} is merely ill-formed"
            elif one.request in own:
                assert own[one.request] == (one.user, one.code)
            else:
                counted[one.user, one.code] -= 1
        assert min(counted.values(), default=0) >= 0, f"refusals that nobody counted: {-counted}"
