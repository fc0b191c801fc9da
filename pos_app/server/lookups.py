"""Looking things up by key, straight on the driver.

What each request asks of the database is a few rows by an index, which takes it microseconds; a session, its
transaction and its result objects take ten times as long.  So these statements are compiled once, and their rows are
read as the driver gives them, with the types of the models.  Whatever goes wrong is left to the ordinary way, which
is slower and knows what to do.

On the event loop a file is read there and then, and a server is asked without a thread (``wires``): changing threads
costs more than the answer does.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import re
from collections import deque, namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

import anyio.to_thread
import psycopg
from sqlalchemy import CompoundSelect, Engine, PoolProxiedConnection, Row, Select
from sqlalchemy.exc import DBAPIError

from pos_app.server.wires import Question, WireBroken, Wires

Statement: TypeAlias = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Patient: TypeAlias = Callable[[Statement, Mapping[str, str]], Sequence[Row[*tuple[Any, ...]]]]


_PARAMETER: Final = re.compile(r"%\((\w+)\)s|%%")
_numbers: Final = itertools.count()


class _NotNow(Exception):
    """A file that is locked, a server that has been restarted: the ordinary way may do better."""


class Lines:
    """Connections on which each statement stands alone, so that giving one back needs no clearing up.

    A file's are as many as there are threads that look something up at the same moment; a server's are as many as
    its engine may have, and ``wires`` more for an event loop.
    """

    def __init__(self, engine: Engine, wires: int = 0) -> None:
        self.engine = engine
        self._most_wires = wires
        self._wires: dict[asyncio.AbstractEventLoop, Wires] = {}
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

    @property
    def wires(self) -> Wires:
        """A server's, for the event loop that runs."""
        loop = asyncio.get_running_loop()
        found = self._wires.get(loop)
        if found is None:
            for ended in [one for one in self._wires if one.is_closed()]:
                self._wires.pop(ended).close()
            found = self._wires[loop] = Wires(self._wire, self._most_wires)
        return found

    def _wire(self) -> psycopg.Connection:
        """Of its own: the engine counts it no more. Raises psycopg.Error."""
        line = self.engine.raw_connection()
        found: Any = line.dbapi_connection
        line.detach()
        assert isinstance(found, psycopg.Connection)
        return found

    def close(self) -> None:
        for loop, wires in tuple(self._wires.items()):
            if loop.is_running():
                with contextlib.suppress(RuntimeError):  # it ends at this moment, and its sockets with it
                    loop.call_soon_threadsafe(wires.close)
            else:
                wires.close()
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
        self._question, self._asked = _question(self._sql)
        self._row: Callable[..., Any] = namedtuple("_row", [str(name) for name in columns.keys()])  # type: ignore[misc] # noqa: SIM118 - the columns are known here only
        self._readers = tuple(
            (place, reader)
            for place, column in enumerate(columns)
            if (reader := column.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
        )

    def rows(self, **values: str) -> list[Any]:
        """The rows, each with its columns as attributes. Not on the event loop. Raises what SQLAlchemy raises."""
        try:
            return self._made(self._here(values))
        except _NotNow:
            return [self._row(*row) for row in self._patient(self._statement, values)]

    async def soon(self, **values: str) -> list[Any]:
        """As ``rows``, on the event loop, which goes on meanwhile."""
        with contextlib.suppress(_NotNow, WireBroken):
            return self._made(self._here(values) if self._lines.file else await self._by_wire(values))
        return await anyio.to_thread.run_sync(partial(self.rows, **values))

    def _here(self, values: Mapping[str, str]) -> Sequence[tuple[Any, ...]]:
        given = {**self._fixed, **values}
        try:
            return self._lines.ask(self._sql, [given[name] for name in self._order] if self._lines.file else given)
        except self._lines.error as error:
            raise self._wrapped(error) from error

    async def _by_wire(self, values: Mapping[str, str]) -> Sequence[tuple[Any, ...]]:
        given = {**self._fixed, **values}
        asked = [None if given[name] is None else str(given[name]).encode() for name in self._asked]
        try:
            return await self._lines.wires.ask(self._question, asked)
        except psycopg.Error as error:
            raise self._wrapped(error) from error

    def _made(self, found: Sequence[tuple[Any, ...]]) -> list[Any]:
        return [self._read(row) for row in found] if self._readers else [self._row(*row) for row in found]

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


def _question(sql: str) -> tuple[Question, tuple[str, ...]]:
    """``sql`` as PostgreSQL itself takes it, and its parameters in the order in which they are given then."""
    names: list[str] = []

    def numbered(found: re.Match[str]) -> str:
        if found[1] is None:
            return "%"
        names.append(found[1])
        return f"${len(names)}"

    made = _PARAMETER.sub(numbered, sql)
    return Question(f"lookup_{next(_numbers)}".encode(), made.encode()), tuple(names)
