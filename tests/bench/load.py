"""Clients that ask as fast as they are answered, and what that costs the process which answers."""

from __future__ import annotations

import http.client
import os
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

AUTH = {"Authorization": "Bearer sk_test_bench"}
Ask = Callable[["Client", int], None]


@dataclass(frozen=True)
class Measured:
    """Milliseconds. ``cpu`` is what the process spent on each request, ``wall`` is elapsed time by their number."""

    requests: int
    clients: int
    wall: float
    cpu: float
    median: float
    p95: float

    def listed(self) -> dict[str, Any]:
        return asdict(self)


class Client:
    """One connection that stays open."""

    def __init__(self, url: str) -> None:
        found = urlsplit(url)
        self._http = http.client.HTTPConnection(str(found.hostname), found.port, timeout=60)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> bytes:
        """The body. AssertionError for any status but 200: a refusal is quick and would be measured for the work."""
        headers = {**AUTH, **({"Content-Type": "application/x-www-form-urlencoded"} if form else {})}
        self._http.request(method, path, urlencode(form) if form else None, headers)
        answer = self._http.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise AssertionError(f"{method} {path}: {answer.status} {body[:300]!r}")
        return body

    def close(self) -> None:
        self._http.close()


def cpu_of(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(url: str, pid: int, ask: Ask, requests: int, clients: int = 1) -> Measured:
    """``requests`` in all, shared out among ``clients`` at once."""
    each = requests // clients
    took: list[float] = []
    failed: list[BaseException] = []
    start = threading.Barrier(clients + 1)

    def work(number: int) -> None:
        client = Client(url)
        mine = []
        try:
            ask(client, number * each)  # connects, and is not counted
            start.wait()
            for count in range(each):
                begun = time.perf_counter()
                ask(client, number * each + count)
                mine.append(time.perf_counter() - begun)
        except (AssertionError, OSError, threading.BrokenBarrierError) as error:
            failed.append(error)
            start.abort()
        client.close()
        took.extend(mine)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    try:
        start.wait()
    except threading.BrokenBarrierError:
        for thread in threads:
            thread.join()
        raise AssertionError(str(failed[0])) from None
    cpu, begun = cpu_of(pid), time.perf_counter()
    for thread in threads:
        thread.join()
    wall = time.perf_counter() - begun
    if failed:
        raise AssertionError(str(failed[0]))
    done = len(took)
    return Measured(
        done,
        clients,
        wall / done * 1000,
        (cpu_of(pid) - cpu) / done * 1000,
        statistics.median(took) * 1000,
        statistics.quantiles(took, n=20)[-1] * 1000,
    )
