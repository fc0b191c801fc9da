"""Requests that never end, and answers that are never taken: given up after a set time."""

from __future__ import annotations

import contextlib
import json
import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
import structlog
import uvicorn
from structlog.typing import EventDict

from pos_app.server.app import BODIES, create_app
from pos_app.server.body import OURS, Bounds
from pos_app.server.clock import SystemClock
from pos_app.server.db import Database
from pos_app.server.gateway import EventNotice
from pos_app.server.gateway.stripe_service import StripeService
from pos_app.server.heads import PatientProtocol
from pos_app.server.main import bind
from pos_app.server.services import build_services
from pos_app.server.settings import Settings
from tests.security.test_webhooks import parsed
from tests.support.processes import PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_PATH
from tests.support.sample import bring_up
from tests.support.waiting import until

LOGIN = "/api/v1/auth/login"
SOON = 0.3


class Hashing(StripeService):
    """Counts the bodies it was given to verify."""

    seen = 0

    def verify_event(self, body: bytes, signature: str) -> EventNotice:
        self.seen += 1
        return super().verify_event(body, signature)


class Hasty(PatientProtocol):
    seconds = 1.0


@dataclass
class Server:
    address: tuple[str, int]
    processor: Hashing
    running: uvicorn.Server
    lines: list[EventDict] = field(default_factory=list)

    @property
    def connections(self) -> int:
        return len(self.running.server_state.connections)

    def trickle(self, path: str, *, announced: bool) -> httpx.Response:
        """POST a byte at a time, a few milliseconds apart, for as long as the server listens."""
        length = "Content-Length: 60000" if announced else "Transfer-Encoding: chunked"
        byte = b"{" if announced else b"1\r\n{\r\n"
        with closing(socket.create_connection(self.address, timeout=30)) as wire:
            wire.sendall(f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{length}\r\n\r\n".encode())
            for _ in range(50_000):
                wire.sendall(byte)
                if select.select([wire], [], [], 0.005)[0]:
                    return parsed(wire)
        raise AssertionError("the server listens for ever")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The application in this process, with less patience than it has for customers."""
    url = f"sqlite:///{tmp_path / 'hmis.sqlite'}"
    settings = Settings(database_url=url, stripe_secret_key=SECRET_KEY, stripe_publishable_key=PUBLISHABLE_KEY)  # type: ignore[arg-type] # read as from the environment
    processor = Hashing(SECRET_KEY, ["whsec_sample"], "http://127.0.0.1:9")
    with closing(Database(url)) as database, closing(bind("127.0.0.1", 0)) as listening:
        bring_up(database)
        services = build_services(settings, database, SystemClock(), processor)
        app = create_app(services, bodies={path: Bounds(1_000_000, SOON) for path in (WEBHOOK_PATH, LOGIN)})
        config = uvicorn.Config(app, http=Hasty, log_config=None, access_log=False, lifespan="off")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, args=([listening],))
        with structlog.testing.capture_logs() as lines:
            thread.start()
            until(lambda: running.started, "it listens")
            try:
                yield Server(listening.getsockname(), processor, running, lines)
            finally:
                running.should_exit = True
                thread.join(20)
    assert not thread.is_alive()


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize("path", [WEBHOOK_PATH, LOGIN])
def test_a_body_that_trickles_is_refused_before_it_is_hashed(server: Server, path: str, announced: bool) -> None:
    """Row 23: a slow body."""
    answer = server.trickle(path, announced=announced)
    assert (answer.status_code, answer.headers["content-type"]) == (408, "application/problem+json")
    problem = json.loads(answer.content)
    assert (problem["code"], problem["instance"]) == ("request_too_slow", answer.headers["x-request-id"])
    assert answer.headers["connection"] == "close"
    assert server.processor.seen == 0
    until(lambda: any(line["event"] == "request" for line in server.lines), "the request has ended")
    refusals = [line for line in server.lines if line["event"] == "request_refused"]
    assert [(line["code"], line["status"], line["method"]) for line in refusals] == [("request_too_slow", 408, "POST")]


def test_a_body_within_its_time_is_read(server: Server) -> None:
    host, port = server.address
    answer = httpx.post(f"http://{host}:{port}{WEBHOOK_PATH}", content=b"{}", headers={"Stripe-Signature": "t=1"})
    assert (answer.status_code, answer.json()["code"]) == (400, "webhook_signature_invalid")
    assert server.processor.seen == 1


@pytest.mark.parametrize("byte", [b"", b"x", b"X: a\r\n"])
@pytest.mark.parametrize("before", [b"", b"GET /api/v1/info HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"])
def test_a_head_that_never_ends_is_not_waited_for(server: Server, before: bytes, byte: bytes) -> None:
    """Nothing at all, a letter at a time, a header at a time; on a new connection, and on one that was answered."""
    with closing(socket.create_connection(server.address, timeout=30)) as wire:
        if before:
            wire.sendall(before)
            assert parsed(wire).status_code == 200
        if byte:
            wire.sendall(b"GET /api/v1/info HTTP/1.1\r\n" + (b"X: " if byte == b"x" else b""))
        for _ in range(50_000):
            if byte:
                with contextlib.suppress(ConnectionError):  # it has been closed, which the read below sees
                    wire.sendall(byte)
            if select.select([wire], [], [], 0.01)[0]:
                with contextlib.suppress(ConnectionError):
                    assert wire.recv(1) == b""
                return
    raise AssertionError("the server listens for ever")


LARGE = b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
MANY = 60
"""Answers of some hundred kilobytes each: together more than both ends' sockets hold."""


def asking_much(address: tuple[str, int]) -> socket.socket:
    wire = socket.socket()
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    wire.settimeout(30)
    wire.connect(address)
    wire.sendall(LARGE * MANY)
    return wire


def test_who_takes_nothing_of_its_answer_is_cut_off(server: Server) -> None:
    with closing(asking_much(server.address)):
        until(lambda: server.connections, "it is asked")
        until(lambda: not server.connections, "it has given up")


def test_who_takes_it_slowly_gets_all_of_it(server: Server) -> None:
    with closing(asking_much(server.address)) as wire:
        begun, got = time.monotonic(), bytearray()
        while time.monotonic() < begun + 4 * Hasty.seconds:
            got += wire.recv(2048)
            select.select([], [], [], 0.05)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        wire.shutdown(socket.SHUT_WR)
        while more := wire.recv(1 << 20):
            got += more
        assert got.count(b"HTTP/1.1 200 OK") == MANY
        assert got.endswith(b"}")


def test_how_patient_the_product_is() -> None:
    assert PatientProtocol.seconds == 10
    assert PatientProtocol.slowest == 1000
    assert BODIES[WEBHOOK_PATH].seconds == 10
    assert OURS.seconds == 15
