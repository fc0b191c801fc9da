"""How long a connection may take to say what it wants, and to take its answer: uvicorn itself waits for ever, however
many wait so."""

from __future__ import annotations

import asyncio
import sys
from typing import Any, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

if sys.platform == "linux":
    import fcntl
    import termios


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, but a connection with no whole request head for ``seconds`` is closed.

    From the connection's beginning, and again from the end of each answer. Bodies have bounds of their own. Whoever
    takes less than ``slowest`` bytes of an answer in a second is cut off: what is not taken fills the server's memory.
    """

    seconds: ClassVar[float] = 10.0
    slowest: ClassVar[int] = 1_000

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        self._waits_since = self.loop.time()
        self._not_taken = (self._waits_since, 0)
        """Since when it waits, and how many bytes of its answers were not taken at the last look."""
        self._look_again: asyncio.TimerHandle = self.loop.call_later(self.seconds, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        self._look_again.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self._waits_since = self.loop.time()
        super().on_response_complete()

    def _look(self) -> None:
        """One timer for each connection, whatever its requests: it must cost them nothing."""
        left = self.seconds
        ours = self.transport.get_write_buffer_size()
        not_taken = (self._waits_since, ours + self._in_the_system() if ours else 0)
        before, self._not_taken = self._not_taken, not_taken
        if ours:
            no_other_answer = before[0] == not_taken[0]
            if no_other_answer and 0 < before[1] < not_taken[1] + self.slowest * self.seconds:
                self.transport.abort()  # closing would wait until all of it is taken
                return
        elif self._waiting:
            left = self._waits_since + self.seconds - self.loop.time()
            if left <= 0:
                self.transport.close()
                return
        self._look_again = self.loop.call_later(left, self._look)

    def _in_the_system(self) -> int:
        """Bytes the system has taken from us and nobody from it: it asks for more only once a third is gone."""
        found = self.transport.get_extra_info("socket")
        if sys.platform != "linux" or found is None:
            return 0
        return int.from_bytes(fcntl.ioctl(found.fileno(), termios.TIOCOUTQ, bytes(4)), sys.byteorder)

    @property
    def _waiting(self) -> bool:
        cycle: Any = self.cycle  # None before the first request, whatever uvicorn's types say
        return cycle is None or cycle.response_complete
