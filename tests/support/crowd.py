"""Many clients in several processes: each connects, all wait for one signal, then all send at once.

Threads of one process would stand in line before its interpreter; a race needs more than one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import httpx

PROCESSES = 5


@dataclass(frozen=True)
class Ask:
    """One request. It is sent again while the answer's code is one of ``again``."""

    method: str
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    again: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any

    @property
    def code(self) -> str:
        return str(self.body.get("code", ""))


def crowd(base_url: str, clients: Sequence[Sequence[Ask]]) -> list[list[Answer]]:
    """What each client was answered: its requests one after the other, up to the first that is refused."""
    shares = [clients[n::PROCESSES] for n in range(PROCESSES)]
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "tests.support.crowd", base_url]
    running = [
        subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in shares
    ]
    try:
        for one, share in zip(running, shares, strict=True):
            assert one.stdin
            one.stdin.write(json.dumps([[asdict(ask) for ask in client] for client in share]) + "\n")
            one.stdin.flush()
        for one in running:
            assert one.stdout
            assert one.stdout.readline() == "ready\n"
        for one in running:
            assert one.stdin
            one.stdin.write("go\n")
            one.stdin.flush()
        told = [json.loads(one.communicate(timeout=180)[0]) for one in running]
    finally:
        for one in running:
            if one.poll() is None:
                one.kill()
                one.communicate()
    found: list[list[Answer]] = [[] for _ in clients]
    for n, share in enumerate(told):
        found[n::PROCESSES] = [[Answer(status, body) for status, body in client] for client in share]
    return found


def _client(http: httpx.Client, asks: list[dict[str, Any]]) -> list[tuple[int, Any]]:
    pause, told = threading.Event(), []
    for ask in asks:
        while True:
            answer = http.request(ask["method"], ask["path"], json=ask["body"], headers=ask["headers"])
            body = answer.json()
            if answer.is_success or body.get("code") not in ask["again"]:
                break
            pause.wait(0.05)
        told.append((answer.status_code, body))
        if not answer.is_success:
            break
    return told


def _main(base_url: str) -> None:
    clients = json.loads(sys.stdin.readline())
    together = threading.Barrier(len(clients) + 1)

    def run(asks: list[dict[str, Any]]) -> list[tuple[int, Any]]:
        with httpx.Client(base_url=base_url, timeout=120) as http:
            http.get("/info")  # connected, so that nothing but the request itself is left to do
            together.wait()
            together.wait()
            return _client(http, asks)

    with ThreadPoolExecutor(len(clients)) as pool:
        running = [pool.submit(run, client) for client in clients]
        together.wait()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        together.wait()
        sys.stdout.write(json.dumps([one.result() for one in running]))


if __name__ == "__main__":
    _main(sys.argv[1])
