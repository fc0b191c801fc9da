from __future__ import annotations

import json
from decimal import Decimal

import anyio
import pytest
from starlette.types import Message, Receive, Scope, Send

from pos_app.server.body import MAX_DEPTH, BodyLimit, Bounds, parse


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b'{"amount": 148.10}', {"amount": Decimal("148.10")}),
        (b'{"amount": 148}', {"amount": 148}),
        (
            b'{"amount": 0.1000000000000000055511151231257827}',
            {"amount": Decimal("0.1000000000000000055511151231257827")},
        ),
        (b'{"amount": 1e3}', {"amount": Decimal("1e3")}),
        (b'"[[[[[[[[[[[[[[[[[[[[[[[[[[ \\" ["', '[[[[[[[[[[[[[[[[[[[[[[[[[[ " ['),
    ],
)
def test_numbers_lose_nothing(raw: bytes, value: object) -> None:
    found = parse(raw)
    assert found == value
    assert not isinstance(found, float)
    if isinstance(found, dict):
        assert not isinstance(found["amount"], float)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"amount": NaN}',
        b'{"amount": Infinity}',
        b'{"amount": -Infinity}',
        b'{"amount": 0x10}',
        b'{"amount": 1, "amount": 2}',
        b'{"a": {"b": 1, "b": 1}}',
        rb'{"till": "\ud800x"}',
        rb'{"a": [{"\UDC00": 1}, "\uDC00"]}',
        b'{"amount": "\xff"}',
        b"\xff\xfe{\x00}\x00",
        b"",
        b"{",
        b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
        b"[" * 100_000,
        b"1" * 5000,
        b"0." + b"1" * 5000,
        b'{"amount": 1e9999999999999999999}',
        b'{"amount": 1e-9999999999999999999}',
    ],
)
def test_what_is_not_plain_json_is_refused(raw: bytes) -> None:
    with pytest.raises(json.JSONDecodeError):
        parse(raw)


class Client:
    """Sends messages to the middleware, one by one, and keeps what comes back."""

    def __init__(self, *messages: Message) -> None:
        self.messages = list(messages)
        self.sent: list[Message] = []
        self.seen = b""

    async def receive(self) -> Message:
        if not self.messages:
            await anyio.sleep_forever()
        return self.messages.pop(0)

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    async def app(self, _scope: Scope, receive: Receive, send: Send) -> None:
        message = await receive()
        assert not message["more_body"]
        self.seen = message["body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})

    def run(self, headers: list[tuple[bytes, bytes]], path: str = "/x", seconds: float = 30.0) -> int:
        scope = {"type": "http", "path": path, "headers": headers, "method": "POST"}
        limit = BodyLimit(self.app, bounds=Bounds(10, seconds), of_paths={"/large": Bounds(20, seconds)})
        anyio.run(limit, scope, self.receive, self.send)
        return int(self.sent[0]["status"]) if self.sent else 0


def part(body: bytes, more: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


CHUNKED = [(b"transfer-encoding", b"chunked")]


def test_a_body_within_its_limit_arrives_whole() -> None:
    client = Client(part(b"12345", more=True), part(b"67890"))
    assert client.run(CHUNKED) == 200
    assert client.seen == b"1234567890"


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    client = Client(part(b"12345678901"))
    assert client.run([(b"content-length", b"11")]) == 413
    assert len(client.messages) == 1


def test_a_body_that_grows_too_large_is_left() -> None:
    client = Client(part(b"123456", more=True), part(b"123456", more=True), part(b"never read"))
    assert client.run(CHUNKED) == 413
    assert len(client.messages) == 1
    assert client.seen == b""


def test_a_path_may_take_more() -> None:
    assert Client(part(b"x" * 20)).run(CHUNKED, "/large") == 200
    assert Client(part(b"x" * 21)).run(CHUNKED, "/large") == 413


def test_a_body_that_never_ends_is_given_up() -> None:
    client = Client(part(b"1", more=True))
    assert client.run(CHUNKED, seconds=0.01) == 408
    assert json.loads(client.sent[1]["body"])["code"] == "request_too_slow"
    assert client.seen == b""


def test_a_client_that_leaves_gets_no_answer() -> None:
    client = Client(part(b"1", more=True), {"type": "http.disconnect"})
    assert client.run(CHUNKED) == 0
    assert client.seen == b""
