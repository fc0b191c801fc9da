"""A road between two programs: a TCP proxy of our own that can cut a connection or go silent on it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections import deque
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Trouble:
    """What befalls one request: cut at once, or after ``seconds`` of silence; before it is passed on, or after.

    "After" means that the other side gets the request and does it, and only the answer is lost.
    """

    after: bool = False
    seconds: float = 0.0


class Road:
    """Listens on ``port`` and leads to ``target``, both on loopback. Starts at once; ``close`` ends it."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = 0
        self.met = 0
        """How many requests have met with trouble."""
        self._waiting: deque[Trouble] = deque()
        self._loop = asyncio.new_event_loop()
        self._calm = asyncio.Event()
        self._lock = threading.Lock()
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        self._socket = listening
        self._open = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"road-{self.port}", daemon=True)
        self._thread.start()
        self._open.wait(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def trouble(self, trouble: Trouble, times: int = 1) -> None:
        """The next ``times`` requests meet with it."""
        with self._lock:
            self._waiting.extend([trouble] * times)

    def calm(self) -> None:
        """No trouble from now on; silences end in a cut."""
        with self._lock:
            self._waiting.clear()
        self._loop.call_soon_threadsafe(self._end_silences)

    def close(self) -> None:
        self.calm()
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _end_silences(self) -> None:
        calm, self._calm = self._calm, asyncio.Event()
        calm.set()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        self._travellers: set[asyncio.Task[None]] = set()
        self._openings: set[_Opening] = set()
        server = await asyncio.start_server(self._welcome, sock=self._socket)
        self._open.set()
        await self._stop.wait()
        server.close()
        for traveller in self._travellers:
            traveller.cancel()
        await asyncio.gather(*self._travellers, return_exceptions=True)
        await asyncio.gather(*self._openings, return_exceptions=True)

    def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = self._loop.create_task(self._travel(reader, writer))
        self._travellers.add(task)
        task.add_done_callback(self._travellers.discard)
        task.add_done_callback(lambda _: _cut(writer))  # also of one that was ended before its first step

    async def _travel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Cancelled on its way, it could leave a connection behind that nobody has in hand.
        opening: _Opening = asyncio.ensure_future(asyncio.open_connection("127.0.0.1", self.target))
        self._openings.add(opening)
        opening.add_done_callback(self._openings.discard)
        try:
            their_reader, their_writer = await asyncio.shield(opening)
        except OSError:
            return
        except asyncio.CancelledError:
            opening.add_done_callback(_cut_opened)
            raise
        lost: list[Trouble] = []

        async def there() -> None:
            while chunk := await reader.read(65536):
                trouble = self._next()
                if trouble is not None:
                    if not trouble.after:
                        await self._silence(trouble)
                        return
                    lost.append(trouble)
                their_writer.write(chunk)
                await their_writer.drain()

        async def back() -> None:
            while chunk := await their_reader.read(65536):
                if lost:
                    await self._silence(lost[0])
                    return
                writer.write(chunk)
                await writer.drain()

        ways = [asyncio.ensure_future(there()), asyncio.ensure_future(back())]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            _cut(their_writer)  # before anything is waited for: the road's end may cancel the waiting too
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    def _next(self) -> Trouble | None:
        with self._lock:
            if not self._waiting:
                return None
            self.met += 1
            return self._waiting.popleft()

    async def _silence(self, trouble: Trouble) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(trouble.seconds):
                await self._calm.wait()


_Opening: TypeAlias = "asyncio.Future[tuple[asyncio.StreamReader, asyncio.StreamWriter]]"


def _cut_opened(opening: _Opening) -> None:
    if not opening.cancelled() and opening.exception() is None:
        _cut(opening.result()[1])


def _cut(writer: asyncio.StreamWriter) -> None:
    """With a reset, not with a farewell."""
    found = writer.get_extra_info("socket")
    if found is not None:
        with contextlib.suppress(OSError):
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
