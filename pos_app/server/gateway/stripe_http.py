"""The SDK's way over HTTP, with an end: a connection that is still at work at a call's deadline is cut.

Timeouts for connecting and for each read are the HTTP library's; against an answer that comes drop by drop they are
of no use.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any, Final

import requests
import stripe
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

CONNECT_SECONDS: Final = 5
READ_SECONDS: Final = 20


class Line:
    """One thread's connection to Stripe, and until when it may be used."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._over = False
        self.deadline = time.monotonic()

    def seconds_left(self) -> float:
        """Until the deadline of the call under way."""
        return self.deadline - time.monotonic()

    def connected(self, made: socket.socket) -> None:
        with self._lock:
            self._socket = made
            if self._over:
                _cut(made)

    def begin(self) -> None:
        with self._lock:
            self._over = False

    def end(self) -> None:
        """As if Stripe had hung up, even if it is only being called."""
        with self._lock:
            self._over = True
            if self._socket is not None:
                _cut(self._socket)


class Watch:
    """Ends the lines that are in use beyond their deadlines. Its thread lives while there is something to watch."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._lines: set[Line] = set()
        self._looks_at: float | None = None  # seconds of the monotonic clock

    @contextlib.contextmanager
    def over(self, line: Line) -> Iterator[None]:
        """What is done with the line within has an end. None comes upon what is done with it later."""
        line.begin()
        with self._changed:
            self._lines.add(line)
            if self._looks_at is None:
                self._looks_at = line.deadline
                threading.Thread(target=self._run, name="stripe-deadlines", daemon=True).start()
            elif line.deadline < self._looks_at:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._lines.discard(line)

    def _run(self) -> None:
        with self._changed:
            while self._lines:
                for line in [one for one in self._lines if one.seconds_left() <= 0]:
                    self._lines.discard(line)
                    line.end()
                if self._lines:
                    # Others come and go unnoticed until then: most calls take a moment, and are given half a minute.
                    self._looks_at = min(line.deadline for line in self._lines)
                    self._changed.wait(max(0.0, self._looks_at - time.monotonic()))
            self._looks_at = None


def _cut(made: socket.socket) -> None:
    with contextlib.suppress(OSError):  # closed already
        # not TLS's own way, which would wait for the other side
        socket.socket.shutdown(made, socket.SHUT_RDWR)


class Http(stripe.RequestsClient):
    """``line`` is the calling thread's; its deadline is set before the SDK is asked."""

    def __init__(self, read_seconds: int) -> None:
        super().__init__(timeout=(CONNECT_SECONDS, read_seconds))
        self._lines = threading.local()
        self._watch = Watch()

    def line(self) -> Line:
        found = getattr(self._lines, "line", None)
        if not isinstance(found, Line):
            found = self._lines.line = Line()
            session = requests.Session()
            for scheme in ("https://", "http://"):
                session.mount(scheme, _Adapter(found))
            self._thread_local.session = session
        return found

    def request(  # type: ignore[override]  # as the SDK's own class for requests has it
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        with self._watch.over(self.line()):
            return super().request(method, url, headers, post_data)


class _Adapter(HTTPAdapter):
    """Tells the line of each connection that is made."""

    def __init__(self, line: Line) -> None:
        self._pools = _pools(line)
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(line: Line) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            line.connected(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            line.connected(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
