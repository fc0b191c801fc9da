"""How long a connection may take to say what it wants: uvicorn itself waits for ever, however many wait so."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, but a connection with no whole request head for ``seconds`` is closed.

    From the connection's beginning, and again from the end of each answer. Bodies have bounds of their own.
    """

    seconds: ClassVar[float] = 10.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        self._waits_since = self.loop.time()
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
        if self._waiting:
            left = self._waits_since + self.seconds - self.loop.time()
            if left <= 0:
                self.transport.close()
                return
        self._look_again = self.loop.call_later(left, self._look)

    @property
    def _waiting(self) -> bool:
        cycle: Any = self.cycle  # None before the first request, whatever uvicorn's types say
        return cycle is None or cycle.response_complete
