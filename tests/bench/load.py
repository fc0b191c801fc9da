"""Clients that ask as fast as they are answered, and what that costs the process which answers.

Requests are bytes made beforehand and many connections share one thread, so that asking costs little of the machine
that is measured.
"""

from __future__ import annotations

import asyncio
import http.client
import os
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode, urlsplit

AUTH = MappingProxyType({"Authorization": "Bearer sk_test_bench"})
"""For the sandbox."""
FORM = "application/x-www-form-urlencoded"
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Measured:
    """Milliseconds. ``cpu`` is what the process spent on each request, ``wall`` is elapsed time by their number."""

    requests: int
    clients: int
    wall: float
    cpu: float
    median: float
    p95: float
    p99: float

    def listed(self) -> dict[str, Any]:
        return asdict(self)


class Client:
    """One connection that stays open, for what is asked before anything is measured."""

    def __init__(self, url: str, headers: Mapping[str, str] = AUTH) -> None:
        found = urlsplit(url)
        self._headers = headers
        self._http = http.client.HTTPConnection(str(found.hostname), found.port, timeout=60)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> bytes:
        """The body. AssertionError for any status but 200."""
        headers = {**self._headers, **({"Content-Type": FORM} if form else {})}
        self._http.request(method, path, urlencode(form) if form else None, headers)
        answer = self._http.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise AssertionError(f"{method} {path}: {answer.status} {body[:300]!r}")
        return body

    def close(self) -> None:
        self._http.close()


def get(path: str, headers: Mapping[str, str] = NONE) -> bytes:
    return _request("GET", path, headers, b"")


def post(path: str, body: bytes, kind: str, headers: Mapping[str, str] = NONE) -> bytes:
    """``kind``: the media type of the body."""
    return _request("POST", path, {**headers, "Content-Type": kind, "Content-Length": str(len(body))}, body)


def _request(method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Line(asyncio.Protocol):
    """One connection that stays open and has one request under way at most."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._got = b""
        self._body = -1  # where the body begins; -1: not known yet
        self._end = 0

    @classmethod
    async def open(cls, url: str) -> Line:
        found = urlsplit(url)
        _, line = await asyncio.get_running_loop().create_connection(cls, found.hostname, found.port)
        return line

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status and body. ConnectionError when the other side hangs up."""
        assert self._transport is not None
        if self._transport.is_closing():
            raise ConnectionResetError("the connection is closed")
        self._got, self._body = b"", -1
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def data_received(self, data: bytes) -> None:
        self._got += data
        if self._body < 0:
            head = self._got.find(b"\r\n\r\n")
            if head < 0:
                return
            self._body = head + 4
            self._end = self._body + _length(self._got[:head].lower())
        if len(self._got) >= self._end and self._answer is not None and not self._answer.done():
            self._answer.set_result((int(self._got[9:12]), self._got[self._body : self._end]))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError("the connection was closed"))

    def close(self) -> None:
        assert self._transport is not None
        self._transport.close()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return int(value)
    return 0


def cpu_of(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(url: str, pid: int, requests: Sequence[bytes], clients: int = 1, holding: bytes = b"") -> Measured:
    """All of ``requests``, shared out among ``clients`` at once.

    AssertionError for any status but 200 and for a body without ``holding``: a refusal is quick and would be taken
    for the work.
    """
    return asyncio.run(_measure(url, pid, requests, clients, holding))


def ask_all(url: str, requests: Sequence[bytes], clients: int) -> list[bytes]:
    """The bodies of the answers, in the order of ``requests``. AssertionError for any status but 200."""
    return [body for body, _ in asyncio.run(_ask_all(url, requests, clients, b""))]


async def _ask_all(url: str, requests: Sequence[bytes], clients: int, holding: bytes) -> list[tuple[bytes, float]]:
    """Bodies, and the seconds each took."""
    lines = [await Line.open(url) for _ in range(clients)]
    found: dict[int, tuple[bytes, float]] = {}

    async def work(line: Line, first: int) -> None:
        for number in range(first, len(requests), clients):
            begun = time.perf_counter()
            status, body = await line.ask(requests[number])
            found[number] = body, time.perf_counter() - begun
            if status != 200 or holding not in body:
                raise AssertionError(f"{requests[number][:200]!r}: {status} {body[:300]!r}")

    try:
        await asyncio.gather(*(work(line, first) for first, line in enumerate(lines)))
    finally:
        for line in lines:
            line.close()
    return [found[number] for number in range(len(requests))]


async def _measure(url: str, pid: int, requests: Sequence[bytes], clients: int, holding: bytes) -> Measured:
    cpu, begun = cpu_of(pid), time.perf_counter()
    took = [seconds for _, seconds in await _ask_all(url, requests, clients, holding)]
    wall, cpu = time.perf_counter() - begun, cpu_of(pid) - cpu
    done = len(took)
    return Measured(
        done,
        clients,
        wall / done * 1000,
        cpu / done * 1000,
        statistics.median(took) * 1000,
        quantile(took, 95) * 1000,
        quantile(took, 99) * 1000,
    )


def quantile(values: Sequence[float], percent: int) -> float:
    """The value that ``percent`` of ``values`` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
