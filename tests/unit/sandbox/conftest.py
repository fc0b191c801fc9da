"""A sandbox inside the test's own process, asked through its web face."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from pos_app.sandbox.app import Api
from pos_app.sandbox.engine import Engine
from pos_app.sandbox.faults import Faults
from pos_app.sandbox.ledger import Ledger
from pos_app.sandbox.params import Parameters
from pos_app.sandbox.routes import table
from pos_app.sandbox.store import Store

KEY = "sk_test_sandbox"


@dataclass
class Inside:
    """``ask`` goes through keys, forms, parameters and engine as a request on a socket would."""

    api: Api
    loop: asyncio.AbstractEventLoop

    def ask(
        self, method: str, path: str, content: bytes | str = b"", *, key: str = KEY, **headers: str
    ) -> httpx.Response:
        async def one() -> httpx.Response:
            transport = httpx.ASGITransport(self.api.app())  # type: ignore[arg-type]  # Starlette is an ASGI app
            async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as http:
                sent: dict[str, str] = {"Authorization": f"Bearer {key}", **headers}
                return await http.request(method, path, content=content, headers=sent)

        return self.loop.run_until_complete(one())

    def get(self, path: str) -> dict[str, Any]:
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def post(self, path: str, form: str = "") -> dict[str, Any]:
        answer = self.ask("POST", path, form)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def refused(self, path: str, form: str = "") -> tuple[int, dict[str, Any]]:
        answer = self.ask("POST", path, form)
        assert 400 <= answer.status_code < 500, answer.text
        return answer.status_code, answer.json()["error"]

    def advance(self, seconds: float) -> None:
        self.api.engine.advance(seconds)


def build() -> Api:
    store = Store(None)
    return Api(Engine(store, Ledger(store, None), Parameters(), "http://sandbox"), table(), Faults())


@pytest.fixture
def inside() -> Iterator[Inside]:
    loop = asyncio.new_event_loop()
    api = build()
    yield Inside(api, loop)
    api.close()
    api.engine.store.close()
    loop.close()
