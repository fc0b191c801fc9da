"""Looking things up by key, straight on the driver.

What each request asks of the database is a few rows by an index, which takes it microseconds; a session, its
transaction and its result objects take ten times as long.  So these statements are compiled once, and their rows are
read as the driver gives them, with the types of the models.  Whatever goes wrong is left to the ordinary way, which
is slower and knows what to do.
"""

from __future__ import annotations

import asyncio
from collections import deque, namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import CompoundSelect, Engine, PoolProxiedConnection, Row, Select
from sqlalchemy.exc import DBAPIError

Statement: TypeAlias = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Patient: TypeAlias = Callable[[Statement, Mapping[str, str]], Sequence[Row[*tuple[Any, ...]]]]


class NotHere(Exception):
    """The database makes this lookup wait, and whoever asks may not: the call belongs into a thread."""


class _NotNow(Exception):
    """A file that is locked, a server that has been restarted: the ordinary way may do better."""


class Lines:
    """Connections on which each statement stands alone, so that giving one back needs no clearing up.

    A file's are as many as there are threads that look something up at the same moment; a server's are as many as
    its engine may have.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.file = engine.dialect.name == "sqlite"
        self.error: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._free: deque[PoolProxiedConnection] = deque()

    def ask(self, sql: str, values: Any) -> list[tuple[Any, ...]]:
        """All rows, as the driver gives them. Raises the driver's ``error``, or ``_NotNow``."""
        line = self._take()
        driver: Any = line.dbapi_connection
        try:
            cursor = driver.cursor() if self.file else driver.cursor(binary=True)
            rows: list[tuple[Any, ...]] = cursor.execute(sql, values).fetchall()
        except BaseException as error:
            gone = self.file or self.engine.dialect.is_disconnect(error, driver, None)  # type: ignore[arg-type] # any error
            line.invalidate()  # whatever it was, nobody need wonder what state it is in
            line.close()
            if gone and isinstance(error, self.error):
                if not self.file:
                    self.engine.dispose()  # what else waits in the pool is as dead
                raise _NotNow from error
            raise
        if self.file:
            self._free.append(line)
        else:
            line.close()
        return rows

    def _take(self) -> PoolProxiedConnection:
        try:
            return self._free.pop()
        except IndexError:
            pass
        try:
            return self.engine.raw_connection()
        except self.error as error:
            raise _NotNow from error

    def close(self) -> None:
        while self._free:
            self._free.pop().close()
        self.engine.dispose()


class Lookup:
    """One statement. Its parameters are texts; make it once and use it from any thread."""

    def __init__(self, statement: Statement, lines: Lines, patient: Patient) -> None:
        """``patient``: the ordinary way to ask."""
        dialect = lines.engine.dialect
        compiled = statement.compile(dialect=dialect)
        columns = statement.selected_columns
        self._statement = statement
        self._lines = lines
        self._patient = patient
        self._sql = str(compiled)
        self._order: tuple[str, ...] = tuple(getattr(compiled, "positiontup", None) or ())
        self._fixed = dict(compiled.params)
        self._row: Callable[..., Any] = namedtuple("_row", [str(name) for name in columns.keys()])  # type: ignore[misc] # noqa: SIM118 - the columns are known here only
        self._readers = tuple(
            (place, reader)
            for place, column in enumerate(columns)
            if (reader := column.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
        )

    def rows(self, **values: str) -> list[Any]:
        """The rows, each with its columns as attributes.

        Raises what SQLAlchemy raises, and ``NotHere`` on the event loop where the database is locked.
        """
        given = self._fixed | values
        try:
            found = self._lines.ask(self._sql, [given[name] for name in self._order] if self._lines.file else given)
        except self._lines.error as error:
            raise self._wrapped(error) from error
        except _NotNow as error:
            if _on_the_loop():
                raise NotHere from error
            return [self._row(*row) for row in self._patient(self._statement, values)]
        if not self._readers:
            return [self._row(*row) for row in found]
        return [self._read(row) for row in found]

    def _read(self, row: tuple[Any, ...]) -> Any:
        read = list(row)
        for place, reader in self._readers:
            read[place] = reader(read[place])
        return self._row(*read)

    def _wrapped(self, error: Exception) -> Exception:
        made: Exception = DBAPIError.instance(
            self._sql, None, error, self._lines.error, hide_parameters=True, dialect=self._lines.engine.dialect
        )
        return made


def _on_the_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
