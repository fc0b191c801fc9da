"""The database: one engine for reading, one for writing, and the only place that commits.

SQLite (one machine): WAL, synchronous=FULL, every write transaction BEGIN IMMEDIATE, one writer.  PostgreSQL
(many machines): ordinary transactions, with row locks taken by the services.  Money is never decided on a read
transaction: a service that checks a balance does so inside ``write()``.

What every request asks for by its key goes through ``lookup()``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, DateTime, Engine, Interval, Row, create_engine, event, func, literal
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from pos_app.server.group_writer import GroupWriter
from pos_app.server.lookups import Lines, Lookup, Statement

BUSY_TIMEOUT_MS = 10_000
CHANGES_AT_ONCE: Final = 24
"""Changes in one commit on SQLite; a cashier's own change waits for this many of other people's at most."""
KEEPALIVES: Final = MappingProxyType(
    {
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
        "tcp_user_timeout": 20_000,  # ms; the others look only where nothing was asked
    }
)
"""A PostgreSQL that is gone without a word is noticed within some 20 seconds."""

_T = TypeVar("_T")
_Item = TypeVar("_Item")
_LAST: Final = "before_commit"
Change = Callable[[Session], _T]
"""Something to do inside a write transaction. It bears being done again after a rollback."""


def before_commit(session: Session, write: Callable[[Session, Sequence[_Item]], None], item: _Item) -> None:
    """Have ``write`` called once with all its items just before the transaction of ``session`` commits.

    Changes that share a commit share the call. What it raises undoes the whole transaction.
    """
    session.info.setdefault(_LAST, {}).setdefault(write, []).append(item)


def _write_last(session: Session, changes: Sequence[Session]) -> None:
    """Call what the sessions of ``changes``, all in one transaction, have asked to be called."""
    items: dict[Callable[[Session, Sequence[Any]], None], list[Any]] = {}
    for change in changes:
        for write, found in change.info.pop(_LAST, {}).items():
            items.setdefault(write, []).extend(found)
    for write, found in items.items():
        write(session, found)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC (SQLite has no zones, so it is stored without and read back with)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a point in time needs its offset from UTC")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """On SQLite in one step, since lists are full of them."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


def _sqlite_engine(url: str, begin: str, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT_MS / 1000,  # for the one writer no longer than for the lock of the file
        hide_parameters=True,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )

    # Several rows in one statement: the driver lets go of Python's lock for each statement, and where other threads
    # compute it has to wait for it every time.
    engine.dialect.use_insertmanyvalues_wo_returning = True

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, or pysqlite would begin too late
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _under_way(connection: Connection) -> bool:
    """Whether SQLite still has the transaction; what ends it without being asked has undone all of it."""
    return bool(connection.connection.driver_connection.in_transaction)  # type: ignore[union-attr] # it is open


def _lines(url: str, pool_size: int, max_overflow: int, arguments: Mapping[str, Any], *, wires: int = 0) -> Lines:
    return Lines(
        create_engine(
            url,
            pool_size=pool_size,
            max_overflow=max_overflow,
            pool_use_lifo=True,
            pool_reset_on_return=None,
            connect_args=dict(arguments),
            hide_parameters=True,
        ),
        wires,
    )


class Database:
    """Sessions on one database URL (``sqlite:///file`` or ``postgresql+psycopg://...``)."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = make_url(url)
        if self.url.drivername in ("postgresql", "postgres"):
            self.url = self.url.set(drivername="postgresql+psycopg")
        text = self.url.render_as_string(hide_password=False)
        if self.sqlite:
            self._writer = _sqlite_engine(text, "BEGIN IMMEDIATE", pool_size=1)
            self._reader = _sqlite_engine(text, "BEGIN", pool_size=pool_size)
            at_once = {"timeout": 0, "check_same_thread": False, "isolation_level": None}
            self._lines = _lines(text, pool_size, -1, at_once)
        else:
            arguments = {
                **KEEPALIVES,
                # who waits longer than this for a lock is told to try again, as on SQLite
                "options": f"-c lock_timeout={BUSY_TIMEOUT_MS} -c idle_in_transaction_session_timeout=60000",
            }
            self._writer = self._reader = create_engine(
                text,
                pool_size=pool_size,
                max_overflow=pool_size // 2,
                pool_pre_ping=True,
                connect_args=arguments,
                hide_parameters=True,  # an error that is logged must not quote a patient's data
            )
            each = max(1, pool_size // 4)
            self._lines = _lines(text, each, 0, arguments | {"autocommit": True}, wires=each)

        self._changes: GroupWriter[Change[Any], Future[Any]] = GroupWriter(
            self._commit_together, "changes", most=CHANGES_AT_ONCE
        )

    @property
    def sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def engine(self) -> Engine:
        """For migrations and checks; services use ``read`` and ``write``."""
        return self._writer

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session whose changes are thrown away."""
        with Session(self._reader, expire_on_commit=False) as session:
            # closing rolls back; a rollback of our own would also empty the objects that were read
            yield session

    @contextmanager
    def moment(self) -> Iterator[Session]:
        """As ``read``, and all of it is of one moment, however long it asks and whoever writes meanwhile."""
        with self.read() as session:
            if not self.sqlite:
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits when the block ends and rolls back when it raises. Never call Stripe inside."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session
            if session.in_transaction():  # not where the caller has rolled it back
                session.flush()
                _write_last(session, [session])

    def lookup(self, statement: Statement) -> Lookup:
        """A statement to be asked with each request, made ready once. Its parameters are texts."""
        return Lookup(statement, self._lines, self._ask)

    def _ask(self, statement: Statement, values: Mapping[str, str]) -> Sequence[Row[*tuple[Any, ...]]]:
        with self.read() as session:
            return session.connection().execute(statement, values).all()

    def together(self, changes: Sequence[Change[_T]]) -> list[Future[_T]]:
        """Every change committed or failed, each for itself, whatever becomes of the others. Blocks until then.

        On SQLite, where there is one writer, those that wait at the same time share a commit. On PostgreSQL each has
        its own: locks on several invoices in one transaction would wait for each other.
        """
        if self.sqlite:
            return [put.result() for put in [self._changes.put(change) for change in changes]]
        return [self._alone(change) for change in changes]

    def change(self, change: Change[_T]) -> _T:
        """One change, as ``together``. What it raises is raised here, and nothing of it is kept."""
        return self.together([change])[0].result()

    def _alone(self, change: Change[_T]) -> Future[_T]:
        made: Future[_T] = Future()
        try:
            with self.write() as session:
                answer = change(session)
        except Exception as error:  # noqa: BLE001 - it is told to whoever looks at this change's result
            made.set_exception(error)
        else:
            made.set_result(answer)
        return made

    def _commit_together(self, changes: Sequence[Change[Any]]) -> Sequence[Future[Any]]:
        made: list[Future[Any]] = []
        good: list[Session] = []
        with self._writer.connect() as connection, connection.begin():
            for change in changes:
                one: Future[Any] = Future()
                try:
                    with (
                        Session(
                            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
                        ) as session,
                        session.begin(),
                    ):
                        answer = change(session)
                except Exception as error:  # as above; its savepoint has been rolled back
                    if not _under_way(connection):
                        raise  # and with it all of them: a full disk ends the transaction itself
                    one.set_exception(error)
                else:
                    one.set_result(answer)
                    good.append(session)
                made.append(one)
            if any(_LAST in session.info for session in good):
                with Session(connection, join_transaction_mode="create_savepoint") as session, session.begin():
                    _write_last(session, good)
        return made

    def at(self, now: datetime, later: timedelta = timedelta()) -> ColumnElement[datetime]:
        """The point in time ``later`` than now, for a statement.

        On PostgreSQL by the database's clock, since the servers' own may be minutes apart; on SQLite, which is on this
        machine, ``now``.
        """
        if self.sqlite:
            return literal(now + later, UtcDateTime())
        return func.clock_timestamp(type_=UtcDateTime()) + literal(later, Interval())

    def close(self) -> None:
        self._lines.close()
        self._writer.dispose()
        self._reader.dispose()
