"""Whoever floods the log-in takes some threads of their own and no more: every hash costs 19 MiB and a core."""

from __future__ import annotations

import threading
from typing import cast

import anyio
import httpx
from fastapi import FastAPI

from pos_app.server.auth.routes import HASHING_AT_ONCE, build_router
from pos_app.server.auth.service import AuthService
from pos_app.server.errors import ApiError
from pos_app.server.problems_http import install
from pos_app.wire.auth import LoginAnswer, LoginRequest
from pos_app.wire.problems import Code


class Slow:
    """Knows nobody, and says so only once it is told to. ``most``: of how many it was asked at once."""

    def __init__(self) -> None:
        self.going, self.now, self.most, self.lock = threading.Event(), 0, 0, threading.Lock()
        self.full = threading.Event()

    def login(self, _request: LoginRequest, _address: str) -> LoginAnswer:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        if self.now >= HASHING_AT_ONCE:
            self.full.set()
        assert self.going.wait(30)
        with self.lock:
            self.now -= 1
        raise ApiError(Code.LOGIN_FAILED, 401, "No.")


def test_a_flood_hashes_a_few_at_a_time_and_holds_up_nobody_else() -> None:
    anyio.run(flood)


async def flood() -> None:
    slow, app = Slow(), FastAPI()
    install(app)
    app.include_router(build_router(cast(AuthService, slow)))

    @app.get("/work")
    def work() -> str:
        return "done"

    codes = []
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as http:

        async def ask(number: int) -> None:
            body = {"username": f"name-{number}", "password": "guess"}
            codes.append((await http.post("/auth/login", json=body)).status_code)

        async with anyio.create_task_group() as group:
            for number in range(60):
                group.start_soon(ask, number)
            assert await anyio.to_thread.run_sync(slow.full.wait, 30)
            assert (await http.get("/work")).json() == "done"
            slow.going.set()
    assert (slow.most, codes) == (HASHING_AT_ONCE, [401] * 60)
