"""One server process with the sample hospital for each kind of database, shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from pos_app.server.db import Database
from tests.support.processes import Program
from tests.support.sample import furnish

ENVIRONMENT = {
    "STRIPE_SECRET_KEY": "sk_test_sample",
    "STRIPE_PUBLISHABLE_KEY": "pk_test_sample",
    "STRIPE_WEBHOOK_SECRET": "whsec_sample",
    "STRIPE_API_BASE": "http://127.0.0.1:9",  # nothing here speaks to Stripe
    "HOSPITAL_NAME": "Larkfield General Hospital",
}


@dataclass
class Hospital:
    """A running server and the database behind it."""

    program: Program
    url: str
    database: Database

    def client(self, username: str | None = None, **login: str) -> httpx.Client:
        http = httpx.Client(base_url=f"{self.url}/api/v1", timeout=30.0)
        if username:
            body = {"username": username, "password": f"sample-{username}", **login}
            answer = httpx.post(f"{self.url}/api/v1/auth/login", json=body)
            assert answer.status_code == 200, answer.text
            http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return http


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def hospital(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hospital]:
    folder: Path = tmp_path_factory.mktemp("server")
    url = f"sqlite:///{folder / 'hmis.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("cluster").create()
    furnish(url)
    program = Program(["server", "--port", "0", "--demo"], folder, {**ENVIRONMENT, "DATABASE_URL": url})
    try:
        address = program.addresses("ready")["ready"]
        database = Database(url, pool_size=2)
        yield Hospital(program, address, database)
        database.close()
    finally:
        assert program.stop() == 0
    if request.param == "postgresql":
        request.getfixturevalue("cluster").drop(url)


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, object]:
    """The problem in an answer, which must be one and the one expected."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    found: dict[str, object] = answer.json()
    assert found["code"] == code
    assert found["status"] == status
    assert found["instance"] == answer.headers["x-request-id"]
    assert "Traceback" not in answer.text
    return found
