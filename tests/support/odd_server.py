"""An HTTP server that answers each request with the next of a list of answers, good or broken."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal


@dataclass(frozen=True)
class Reply:
    """``cut`` sends that many bytes of the body and closes; ``silent`` closes without a byte.

    With ``hang`` nothing comes until it is set; with ``drip`` too, bytes come one by one until then: of the body, or
    of the head.
    """

    status: int = 200
    body: bytes = b"{}"
    content_type: str = "application/json"
    cut: int | None = None
    silent: bool = False
    hang: threading.Event | None = None
    drip: Literal["body", "head"] | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def json(cls, data: Any, status: int = 200) -> Reply:
        return cls(status, json.dumps(data).encode())

    @classmethod
    def error(cls, status: int, **error: Any) -> Reply:
        return cls.json({"error": error}, status)


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: str


@dataclass
class OddServer:
    url: str
    replies: list[Reply]
    asked: list[Asked] = field(default_factory=list)


def _handler(owner: Callable[[], OddServer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def _answer(self) -> None:
            server = owner()
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            server.asked.append(Asked(self.command, self.path, dict(self.headers), body))
            reply = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
            self.close_connection = True
            if reply.drip is not None:
                self._drip(reply)
                return
            if reply.hang is not None:
                reply.hang.wait(30)
            if reply.silent:
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
            self.send_header("Connection", "close")
            for name, value in reply.headers:
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # whoever refuses an odd answer may hang up in its middle
                self.wfile.write(reply.body if reply.cut is None else reply.body[: reply.cut])

        def _drip(self, reply: Reply) -> None:
            assert reply.hang is not None
            start = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            start += b"Content-Length: 10000\r\n\r\n{" if reply.drip == "body" else b"X-Slow: "
            with contextlib.suppress(ConnectionError):
                self.wfile.write(start)
                while not reply.hang.wait(0.05):
                    self.wfile.write(b" ")

        do_GET = do_POST = _answer

    return Handler


@contextmanager
def odd_server(*replies: Reply) -> Iterator[OddServer]:
    """Serve ``replies`` in turn, the last one for ever."""
    made: list[OddServer] = []
    listening = ThreadingHTTPServer(("127.0.0.1", 0), _handler(lambda: made[0]))
    made.append(OddServer(f"http://127.0.0.1:{listening.server_address[1]}", list(replies)))
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield made[0]
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join(5)
