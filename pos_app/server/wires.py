"""Questions to PostgreSQL from the event loop itself: no thread is changed, and nobody waits for the answer.

libpq sends a question and tells by its socket when the answer has come.  Changing threads for it would cost several
times what the database needs, and the lock of Python twice.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeAlias

import anyio.to_thread
import psycopg
from psycopg.adapt import Transformer
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus
from psycopg.pq.abc import PGresult

Row: TypeAlias = tuple[Any, ...]
BINARY: Final = 1
_SQLSTATE: Final = DiagnosticField.SQLSTATE
_PLAN_IS_OLD: Final = ("0A000", "26000")
"""The tables have changed since the question was made ready, or somebody in between has forgotten it."""
_SERVER_ENDS: Final = ("08", "57P")


class WireBroken(Exception):
    """There is no answer on this connection, and none was half read: ask in another way."""


@dataclass(frozen=True, slots=True)
class Question:
    """One statement, made ready once on each connection. ``sql`` has its parameters as ``$1``, all of them texts."""

    name: bytes
    sql: bytes


class Wire:
    """One connection, in autocommit, with one question at a time. For its event loop alone."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.broken = False
        self._connection = connection
        self._pg = connection.pgconn
        self._pg.nonblocking = 1
        self._reading = Transformer(connection)
        self._ready: set[bytes] = set()
        self._result: PGresult | None = None
        self._answer: asyncio.Future[PGresult | None] | None = None
        self._idle: Callable[[], None] | None = None
        self._loop = asyncio.get_running_loop()
        self._socket = self._pg.socket
        self._writing = False
        self._loop.add_reader(self._socket, self._readable)

    async def ask(self, question: Question, values: Sequence[bytes | None]) -> list[Row]:
        """All rows. Raises what psycopg has for an error of the server's, or ``WireBroken``."""
        if question.name not in self._ready:
            try:
                made = await self._sent(partial(self._pg.send_prepare, question.name, question.sql))
            except asyncio.CancelledError:
                self.close()  # nobody will know whether it has been made ready
                raise
            self._check(made)
            self._ready.add(question.name)
        result = await self._sent(partial(self._pg.send_query_prepared, question.name, values, result_format=BINARY))
        self._check(result)
        assert result is not None
        self._reading.set_pgresult(result)
        return self._reading.load_rows(0, result.ntuples, tuple)

    def when_idle(self, call: Callable[[], None]) -> None:
        """Once no answer is on its way: who asked may have gone away before it came."""
        if self._answer is None:
            call()
        else:
            self._idle = call

    def close(self) -> None:
        self._break(WireBroken("closed"))

    def _sent(self, send: Callable[[], None]) -> asyncio.Future[PGresult | None]:
        answer = self._answer = self._loop.create_future()
        try:
            send()
            self._flush()
        except psycopg.Error as error:
            self._break(error)
        return answer

    def _flush(self) -> None:
        """What the socket does not take at once follows when it can."""
        more = bool(self._pg.flush())
        if more and not self._writing:
            self._loop.add_writer(self._socket, self._writable)
        elif self._writing and not more:
            self._loop.remove_writer(self._socket)
        self._writing = more

    def _writable(self) -> None:
        try:
            self._flush()
        except psycopg.Error as error:
            self._break(error)

    def _readable(self) -> None:
        try:
            self._pg.consume_input()
            while not self._pg.is_busy():
                result = self._pg.get_result()
                if result is None:
                    self._all_read()
                    return
                self._result = result
        except psycopg.Error as error:
            self._break(error)

    def _all_read(self) -> None:
        if self._pg.status != ConnStatus.OK:
            self._break(WireBroken("the server has ended the connection"))
            return
        answer, self._answer = self._answer, None
        result, self._result = self._result, None
        if answer is not None and not answer.done():
            answer.set_result(result)
        self._now_idle()

    def _check(self, result: PGresult | None) -> None:
        if result is None:
            self._break(WireBroken("no answer"))
            raise WireBroken("no answer")
        if result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            return
        state = (result.error_field(_SQLSTATE) or b"").decode()
        text = result.get_error_message()
        if state in _PLAN_IS_OLD or state.startswith(_SERVER_ENDS) or not state:
            self._break(WireBroken(text))
            raise WireBroken(text)
        raise psycopg.errors.lookup(state)(text)

    def _break(self, error: Exception) -> None:
        """Nobody asks on this connection again."""
        if self.broken:
            return
        self.broken = True
        self._loop.remove_reader(self._socket)
        self._loop.remove_writer(self._socket)
        self._connection.close()
        answer, self._answer = self._answer, None
        if answer is not None and not answer.done():
            found = WireBroken(str(error))
            found.__cause__ = error
            answer.set_exception(found)
        self._now_idle()

    def _now_idle(self) -> None:
        idle, self._idle = self._idle, None
        if idle is not None:
            idle()


class Wires:
    """As many connections as are needed at once, ``most`` at most. For one event loop."""

    def __init__(self, connect: Callable[[], psycopg.Connection], most: int) -> None:
        """``connect`` is called in a thread."""
        self._connect = connect
        self._most = most
        self._free: deque[Wire] = deque()
        self._all: set[Wire] = set()
        self._opening = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._closed = False

    async def ask(self, question: Question, values: Sequence[bytes | None]) -> list[Row]:
        """See ``Wire.ask``."""
        wire = await self._take()
        try:
            return await wire.ask(question, values)
        finally:
            wire.when_idle(partial(self._give_back, wire))

    async def _take(self) -> Wire:
        while True:
            while self._free:
                wire = self._free.pop()
                if not wire.broken:
                    return wire
                self._all.discard(wire)
            if self._closed:
                raise WireBroken("closed")
            if len(self._all) + self._opening < self._most:
                return await self._open()
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._next()  # it was ours, and we go without it
                raise

    async def _open(self) -> Wire:
        self._opening += 1
        try:
            wire = Wire(await anyio.to_thread.run_sync(self._connect))
        except psycopg.Error as error:
            raise WireBroken(str(error)) from error
        finally:
            self._opening -= 1
            self._next()  # whatever came of it, there may be room now: who waits must not wait for ever
        self._all.add(wire)
        return wire

    def _give_back(self, wire: Wire) -> None:
        if self._closed:
            wire.close()
        if wire.broken:
            self._all.discard(wire)
        else:
            self._free.append(wire)
        self._next()

    def _next(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def close(self) -> None:
        """On the loop, or when it has ended."""
        self._closed = True
        for wire in tuple(self._all):
            wire.close()
        self._all.clear()
        self._free.clear()
