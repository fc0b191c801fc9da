"""Everything the sandbox remembers, in one SQLite file or in memory.

One connection, used by one thread at a time (the caller's lock): SQLite has one writer anyway, and serialised
operations are what makes the answers of parallel requests agree with each other.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from pos_app.exits import DATABASE, Stop
from pos_app.sandbox.errors import Json

VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, created INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0, customer TEXT, payment_intent TEXT, charge TEXT,
    body TEXT NOT NULL, hidden TEXT NOT NULL);
CREATE INDEX objects_kind ON objects (kind, seq);
CREATE INDEX objects_customer ON objects (customer, kind) WHERE customer IS NOT NULL;
CREATE INDEX objects_intent ON objects (payment_intent, kind) WHERE payment_intent IS NOT NULL;
CREATE INDEX objects_charge ON objects (charge, kind) WHERE charge IS NOT NULL;
CREATE TABLE keys (key TEXT PRIMARY KEY, at REAL NOT NULL, fingerprint TEXT NOT NULL, status INTEGER, body TEXT);
CREATE INDEX keys_at ON keys (at);
CREATE TABLE jobs (seq INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX jobs_due ON jobs (due);
CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, type TEXT NOT NULL, endpoint TEXT NOT NULL,
    due REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'pending',
    status INTEGER, error TEXT, at REAL);
CREATE INDEX deliveries_due ON deliveries (due) WHERE state = 'pending';
CREATE TABLE ledger (seq INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL, written INTEGER NOT NULL DEFAULT 0);
"""
REFERENCES: Final = ("customer", "payment_intent", "charge")
_FIELD: Final = frozenset(
    [
        "type",
        "status",
        "email",
        "currency",
        "source",
        "location",
        "device_type",
        "serial_number",
        "url",
        "allow_redisplay",
    ],
)
"""Fields of objects that lists may be narrowed by, beside the columns."""


class Store:
    """Tables and the transaction around them; what the rows mean is for others."""

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None, timeout=1.0)
        self._db.row_factory = sqlite3.Row
        try:
            self._open(path)
        except sqlite3.OperationalError as error:
            raise Stop(
                f"The sandbox's data {path} can't be used: {error}.",
                "If another sandbox uses the folder, end it or give another --data folder.",
                DATABASE,
            ) from error
        except sqlite3.DatabaseError as error:
            raise Stop(
                f"The sandbox's data {path} can't be read: {error}.", "Give another --data folder.", DATABASE
            ) from error

    def _open(self, path: Path | None) -> None:
        if path is not None:
            # one process at a time: two would promise different things to the same clients
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
        found = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if found == 0:
            with self.transaction():
                for statement in _SCHEMA.split(";"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {VERSION}")
        elif found != VERSION:
            raise Stop(
                f"The sandbox's data {path} is of version {found}, this program's is {VERSION}.",
                "Give another --data folder.",
                DATABASE,
            )
        # asked after every request; without it each would read all that was ever booked
        self._db.execute("CREATE INDEX IF NOT EXISTS ledger_unwritten ON ledger (seq) WHERE written = 0")

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; waits for the one before."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # objects

    def object(self, ident: str) -> Json | None:
        """With ``deleted`` ones left out."""
        row = self._one("SELECT body FROM objects WHERE id = ? AND deleted = 0", (ident,))
        return json.loads(row["body"]) if row else None

    def hidden(self, ident: str) -> Json:
        """What the sandbox knows of an object and never shows."""
        row = self._one("SELECT hidden FROM objects WHERE id = ?", (ident,))
        return json.loads(row["hidden"]) if row else {}

    def kind(self, ident: str) -> str | None:
        row = self._one("SELECT kind FROM objects WHERE id = ?", (ident,))
        return str(row["kind"]) if row else None

    def is_deleted(self, ident: str) -> bool:
        return self._one("SELECT 1 FROM objects WHERE id = ? AND deleted = 1", (ident,)) is not None

    def put(self, ident: str, body: Json, hidden: Json | None) -> None:
        refs = [body.get(name) if isinstance(body.get(name), str) else None for name in REFERENCES]
        self._db.execute(
            "INSERT INTO objects (id, kind, created, customer, payment_intent, charge, body, hidden) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, "
            "payment_intent = excluded.payment_intent, charge = excluded.charge, body = excluded.body, "
            "hidden = CASE WHEN ? THEN excluded.hidden ELSE hidden END",
            (
                ident,
                body["object"],
                body.get("created", int(time.time())),
                *refs,
                json.dumps(body),
                json.dumps(hidden or {}),
                hidden is not None,
            ),
        )

    def delete(self, ident: str) -> None:
        self._db.execute("UPDATE objects SET deleted = 1 WHERE id = ?", (ident,))

    def page(
        self,
        kind: str,
        filters: Mapping[str, Any],
        created: tuple[int, int],
        after: int | None,
        before: int | None,
        limit: int,
    ) -> list[Json]:
        """Newest first, ``limit`` rows at most; ``created`` is a closed range of seconds."""
        where, values = ["kind = ?", "deleted = 0", "created BETWEEN ? AND ?"], [kind, *created]
        for name, value in filters.items():
            if name in REFERENCES:
                where.append(f"{name} = ?")
            elif name == "payout":  # known to the sandbox, not a field of the transaction
                where.append("json_extract(hidden, '$.payout') = ?")
            elif name in _FIELD:
                where.append(f"json_extract(body, '$.{name}') = ?")
            else:
                raise KeyError(name)
            values.append(value)
        if after is not None:
            where.append("seq < ?")
            values.append(after)
        if before is not None:
            where.append("seq > ?")
            values.append(before)
        order = "ASC" if before is not None else "DESC"
        rows = self._db.execute(
            f"SELECT body FROM objects WHERE {' AND '.join(where)} ORDER BY seq {order} LIMIT ?",  # noqa: S608  # names from the lists above
            (*values, limit),
        ).fetchall()
        if before is not None:
            rows.reverse()
        return [json.loads(row["body"]) for row in rows]

    def place(self, ident: str, kind: str) -> int | None:
        """Where an object stands in the order of making."""
        row = self._one("SELECT seq FROM objects WHERE id = ? AND kind = ?", (ident, kind))
        return int(row["seq"]) if row else None

    def newest(self, limit: int) -> list[Json]:
        """What a person would look for of each object but events and movements, newest first."""
        rows = self.rows(
            "SELECT id, kind AS object, created, json_extract(body, '$.status') AS status, "
            "json_extract(body, '$.amount') AS amount, json_extract(body, '$.currency') AS currency "
            "FROM objects WHERE deleted = 0 "
            "AND kind NOT IN ('event', 'balance_transaction') ORDER BY seq DESC LIMIT ?",
            (limit,),
        )
        return [dict(row) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many objects were ever made of each kind: answered from the index alone, however many there are."""
        rows = self.rows("SELECT kind, COUNT(*) AS count FROM objects GROUP BY kind")
        return {row["kind"]: row["count"] for row in rows}

    # other tables, by plain statements from the modules that own them

    def run(self, statement: str, values: tuple[Any, ...] = ()) -> int:
        """Execute and give the id of the new row, or 0."""
        with self._lock:
            return self._db.execute(statement, values).lastrowid or 0

    def rows(self, statement: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        with self._lock:
            return self._db.execute(statement, values).fetchall()

    def _one(self, statement: str, values: tuple[Any, ...]) -> sqlite3.Row | None:
        with self._lock:
            row: sqlite3.Row | None = self._db.execute(statement, values).fetchone()
            return row
