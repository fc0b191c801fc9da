"""Two servers on one database and the provider they trust, shared by the tests of a module, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from pos_app.server.db import Database
from tests.integration.server_base.conftest import ENVIRONMENT
from tests.support.processes import Program, free_port
from tests.support.sample import furnish
from tests.support.sso import Provider, running_provider


@dataclass
class House:
    provider: Provider
    url: str
    second_url: str
    database: Database
    admin: httpx.Client

    def post(self, path: str, url: str = "", token: str = "", **body: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.post(f"{url or self.url}/api/v1{path}", json=body, headers=headers, timeout=30)

    def start(self, till: str = "Front desk 3") -> dict[str, Any]:
        answer = self.post("/auth/sso/start", till=till)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def finish(self, begun: dict[str, Any], wait: int = 0, url: str = "") -> httpx.Response:
        return self.post("/auth/sso/finish", url, claim_secret=begun["claim_secret"], wait=wait)

    def person(self, username: str, sso: str = "on", role: str = "cashier") -> dict[str, Any]:
        """A new account, marked as ``sso`` says; at the provider it has the same name."""
        body = {"username": username, "display_name": username.title(), "role": role, "site_ids": []}
        made = self.admin.post("/users", json=body).raise_for_status().json()
        self.mark(made["user"]["id"], sso)
        self.provider.user(username)
        return {**made["user"], "password": made["one_time_password"]}

    def mark(self, user_id: str, sso: str) -> dict[str, Any]:
        found: dict[str, Any] = self.admin.patch(f"/users/{user_id}", json={"sso": sso}).raise_for_status().json()
        return found

    def audit(self, user_id: str = "", **query: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.admin.get("/audit", params={"limit": "200", **query}).json()["items"]
        return [one for one in items if not user_id or (one["subject"] or {}).get("id") == user_id]


def _server(folder: Path, port: int, environment: dict[str, str], *extra: str) -> Program:
    program = Program(["server", "--port", str(port), *extra], folder, environment)
    program.addresses("ready")
    return program


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("house")
    database_url = f"sqlite:///{folder / 'hmis.sqlite'}"
    if request.param == "postgresql":
        database_url = request.getfixturevalue("cluster").create()
    one, two = free_port(), free_port()
    url = f"http://127.0.0.1:{one}"
    furnish(database_url)
    with running_provider(folder) as provider:
        environment = {**ENVIRONMENT, "DATABASE_URL": database_url, **provider.environment(url)}
        first = _server(folder, one, environment, "--demo")
        second = _server(folder, two, environment)
        body = {"username": "admin", "password": "sample-admin"}
        token = httpx.post(f"{url}/api/v1/auth/login", json=body).raise_for_status().json()["access_token"]
        admin = httpx.Client(base_url=f"{url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=30)
        database = Database(database_url, pool_size=2)
        yield House(provider, url, f"http://127.0.0.1:{two}", database, admin)
        database.close()
        admin.close()
        assert (first.stop(), second.stop()) == (0, 0)
    if request.param == "postgresql":
        request.getfixturevalue("cluster").drop(database_url)


@pytest.fixture
def house(opened: House) -> Iterator[House]:
    yield opened
    opened.provider.calm()
