"""Web servers of tests: what they hand out by path, what they were asked for, and certificates of every kind."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import trustme

HOST = "127.0.0.1"
KINDS = ("another authority's", "of itself alone", "expired", "not yet valid", "another host's")


@dataclass(frozen=True)
class Answer:
    body: str = "nothing"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


class Site:
    """``pages`` by path; ``asked`` is "METHOD path" of every request that arrived, whatever became of it."""

    def __init__(self, pages: Mapping[str, Answer | str], tls: ssl.SSLContext | None = None) -> None:
        self.pages = {path: Answer(page) if isinstance(page, str) else page for path, page in pages.items()}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(f"{self.command} {self.path}")
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                found = site.pages.get(urlsplit(self.path).path, Answer(status=404))
                body = found.body.encode()
                self.send_response(found.status)
                for name, value in found.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def finish_request(self, request: Any, address: Any) -> None:
                """The handshake is made in the connection's own thread, so that a client that refuses holds up none."""
                if tls is None:
                    super().finish_request(request, address)
                    return
                request.settimeout(10)
                with tls.wrap_socket(request, server_side=True) as secured:
                    super().finish_request(secured, address)

            def handle_error(self, *_args: Any) -> None:
                """A client that hangs up is what most of these tests want."""

        self._server = Server((HOST, 0), Handler)
        self.url = f"http{'s' if tls else ''}://{HOST}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


@contextmanager
def serving(pages: Mapping[str, Answer | str], tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    site = Site(pages, tls)
    try:
        yield site
    finally:
        site.close()


def certificate(authority: trustme.CA, kind: str = "") -> ssl.SSLContext:
    """A server's side of TLS: a certificate of ``authority`` for this computer, or one of ``KINDS``."""
    now = datetime.now(UTC)
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if kind == "another authority's":
        trustme.CA().issue_cert(HOST).configure_cert(found)
    elif kind == "of itself alone":  # one that is its own authority
        lone = trustme.CA()
        with lone.cert_pem.tempfile() as cert, lone.private_key_pem.tempfile() as key:
            found.load_cert_chain(cert, key)
    elif kind == "expired":
        authority.issue_cert(HOST, not_before=now - timedelta(60), not_after=now - timedelta(1)).configure_cert(found)
    elif kind == "not yet valid":
        authority.issue_cert(HOST, not_before=now + timedelta(1), not_after=now + timedelta(60)).configure_cert(found)
    elif kind == "another host's":
        authority.issue_cert("billing.larkfield.example").configure_cert(found)
    else:
        authority.issue_cert(HOST).configure_cert(found)
    return found
