"""What this till has begun and not yet seen the end of, in a SQLite file of its own.

Each attempt and each wish for a refund is written, and has reached the disk, before the first byte of it leaves for
the server, so that a power cut at any moment leaves a trace to follow.  No patient data: ids, the invoice's number,
the amount, and never the words of a reason.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    select,
    text,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from pos_app.desktop.ports import JournalBroken, OpenAttempt, OpenRefund
from pos_app.desktop.say import say

T = TypeVar("T", OpenAttempt, OpenRefund)
VERSION = 1

metadata = MetaData()
attempts = Table(
    "attempts",
    metadata,
    Column("attempt_id", String(64), primary_key=True),
    Column("server", String(300), nullable=False),
    Column("person_id", String(64), nullable=False),
    Column("invoice_id", String(64), nullable=False),
    Column("invoice_number", String(64), nullable=False),
    Column("amount_minor", Integer, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(32), nullable=False),
    Column("begun_at", String(40), nullable=False),
    Column("leaving", Boolean, nullable=False, default=False),
    Column("ended_at", String(40), nullable=True),
)
refunds = Table(  # a journal of an older till gets it when it is opened; an older till passes it over
    "refunds",
    metadata,
    Column("refund_id", String(64), primary_key=True),
    Column("server", String(300), nullable=False),
    Column("person_id", String(64), nullable=False),
    Column("invoice_number", String(64), nullable=False),
    Column("amount_minor", Integer, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(32), nullable=False),
    Column("begun_at", String(40), nullable=False),
    Column("ended_at", String(40), nullable=True),
)


class SqliteJournal:
    """The journal on ``path``. One connection, and a lock around its use: any thread may call."""

    def __init__(self, path: Path) -> None:
        """Open or make it. Raises JournalBroken when the file can't be used or is of a newer version."""
        self._engine = create_engine(
            f"sqlite:///{path}", poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": 5}
        )
        self._lock = threading.Lock()
        event.listen(self._engine, "connect", _set_up)
        with self._work() as connection:
            found = int(connection.execute(text("PRAGMA user_version")).scalar_one())
            if found > VERSION:
                raise JournalBroken(say("The till's journal was written by a newer version of this program."))
            metadata.create_all(connection)
            connection.execute(text(f"PRAGMA user_version = {VERSION}"))

    def close(self) -> None:
        with self._lock:
            self._engine.dispose()

    def begin(self, attempt: OpenAttempt) -> None:
        self._begin(attempts, attempts.c.attempt_id == attempt.attempt_id, attempt)

    def note(self, attempt_id: str, state: str, *, leaving: bool | None = None) -> None:
        values: dict[str, Any] = {"state": state}
        if leaving is not None:
            values["leaving"] = leaving
        self._update(attempts, attempts.c.attempt_id == attempt_id, values)

    def end(self, attempt_id: str, state: str) -> None:
        self._update(attempts, attempts.c.attempt_id == attempt_id, {"state": state, "ended_at": _now()})

    def open_attempts(self, server: str) -> list[OpenAttempt]:
        return self._open(attempts, server, OpenAttempt)

    def begin_refund(self, refund: OpenRefund) -> None:
        self._begin(refunds, refunds.c.refund_id == refund.refund_id, refund)

    def note_refund(self, refund_id: str, state: str) -> None:
        self._update(refunds, refunds.c.refund_id == refund_id, {"state": state})

    def end_refund(self, refund_id: str, state: str) -> None:
        self._update(refunds, refunds.c.refund_id == refund_id, {"state": state, "ended_at": _now()})

    def open_refunds(self, server: str) -> list[OpenRefund]:
        return self._open(refunds, server, OpenRefund)

    def _begin(self, table: Table, this: ColumnElement[bool], begun: OpenAttempt | OpenRefund) -> None:
        values = {name: getattr(begun, name) for name in begun.__slots__}
        values["begun_at"] = begun.begun_at.astimezone(UTC).isoformat()
        with self._work() as connection:
            connection.execute(insert(table).values(**values).on_conflict_do_nothing())
            kept = connection.execute(select(table).where(this, table.c.ended_at.is_(None))).mappings().one_or_none()
            # Begun again it is still one; under its id there may be nothing else.
            if kept is None or any(kept[name] != value for name, value in values.items()):
                raise JournalBroken(say("The till's journal knows another payment or refund under this one's number."))

    def _open(self, table: Table, server: str, kind: type[T]) -> list[T]:
        wanted = select(table).where(table.c.server == server, table.c.ended_at.is_(None))
        with self._work() as connection:
            rows = connection.execute(wanted.order_by(table.c.begun_at)).mappings().all()
        found = []
        for row in rows:
            fields = {name: row[name] for name in kind.__slots__}
            fields["begun_at"] = datetime.fromisoformat(row["begun_at"])
            found.append(kind(**fields))
        return found

    def _update(self, table: Table, this: ColumnElement[bool], values: dict[str, Any]) -> None:
        with self._work() as connection:
            connection.execute(update(table).where(this).values(**values))

    @contextmanager
    def _work(self) -> Iterator[Connection]:
        try:
            with self._lock, self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise JournalBroken(say("The till's journal can't be written or read on this computer.")) from error


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _set_up(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
    finally:
        cursor.close()
