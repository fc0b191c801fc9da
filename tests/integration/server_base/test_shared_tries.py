"""Two servers on one PostgreSQL: an attacker who asks both of them guesses no faster than at one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

import httpx
import pytest
from sqlalchemy import select, update

from pos_app.server.auth.waits import ADDRESS, PAIR
from pos_app.server.db import Database
from pos_app.server.models import LoginTries
from tests.integration.server_base.conftest import ENVIRONMENT
from tests.support.postgres import Cluster
from tests.support.processes import Program

FEW = 4
"""Tries that the waits of some seconds let through while a test goes on."""


@dataclass
class Two:
    servers: tuple[httpx.Client, ...]
    database: Database

    def __post_init__(self) -> None:
        self._turns = count()

    def log_in(self, name: str, password: str, address: str, server: int | None = None) -> httpx.Response:
        """At the servers in turn, unless told at which, from any address."""
        at = next(self._turns) % 2 if server is None else server
        body = {"username": name, "password": password}
        return self.servers[at].post("/auth/login", json=body, headers={"X-Forwarded-For": address})

    def failed(self, names: list[str], address: str) -> int:
        """How many of these guesses, eight at a time, were looked at."""
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda name: self.log_in(name, "guess", address), names))
        codes = [answer.json()["code"] for answer in answers]
        assert set(codes) <= {"login_failed", "too_many_tries"}
        return codes.count("login_failed")

    def wait_anew(self) -> None:
        """As if all of them had just been tried, and some more: on a slow machine a wait of seconds may be over."""
        with self.database.write() as session:
            session.execute(update(LoginTries).values(last_at=datetime.now(UTC), tries=LoginTries.tries + FEW))


@pytest.fixture(scope="module")
def two(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    folder, url = tmp_path_factory.mktemp("two"), cluster.create()
    env = {**ENVIRONMENT, "DATABASE_URL": url, "TRUSTED_PROXIES": "127.0.0.1"}
    first = Program(["server", "--port", "0", "--demo"], folder, env)
    first.addresses("ready")
    second = Program(["server", "--port", "0"], folder, env, "second")
    try:
        urls = [f"{one.addresses('ready')['ready']}/api/v1" for one in (first, second)]
        with (
            httpx.Client(base_url=urls[0], timeout=30) as one,
            httpx.Client(base_url=urls[1], timeout=30) as other,
            closing(Database(url, pool_size=2)) as database,
        ):
            yield Two((one, other), database)
    finally:
        first.stop()
        second.stop()
    cluster.drop(url)


@pytest.mark.parametrize("name", ["cashier2", "there is no such person"])
def test_one_name_is_guessed_as_slowly_as_at_one_server_be_it_somebodys_or_not(two: Two, name: str) -> None:
    assert PAIR.free <= two.failed([name] * 40, "10.0.0.1") <= PAIR.free + FEW
    two.wait_anew()
    for server in (0, 1):
        slow = two.log_in(name, "sample-cashier2", "10.0.0.1", server)
        assert (slow.status_code, slow.json()["code"]) == (429, "too_many_tries")
        assert slow.json()["retry_after"] >= 1


def test_many_names_from_one_address_are_slowed_down_too(two: Two) -> None:
    names = [f"name{n}" for n in range(ADDRESS.free + 30)]
    assert ADDRESS.free <= two.failed(names, "10.0.0.2") <= ADDRESS.free + FEW


def test_a_front_desk_is_not_locked_out_by_what_is_tried_from_its_address(two: Two) -> None:
    desk = ["cashier", "supervisor", "auditor"]
    for name in desk:
        assert two.log_in(name, f"sample-{name}", "10.0.0.3", 0).status_code == 200
    two.failed([f"other{n}" for n in range(ADDRESS.free + 10)], "10.0.0.3")
    assert two.log_in("one more", "guess", "10.0.0.3").status_code == 429
    for name in desk:
        assert [two.log_in(name, f"sample-{name}", "10.0.0.3", at).status_code for at in (0, 1)] == [200, 200]


def test_guessing_at_a_locked_till_counts_for_the_log_in_at_the_other_server(two: Two) -> None:
    token = two.log_in("supervisor", "sample-supervisor", "10.0.0.4", 0).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}", "X-Forwarded-For": "10.0.0.4"}
    tries = [two.servers[n % 2].post("/auth/unlock", json={"password": "guess"}, headers=headers) for n in range(6)]
    assert [one.status_code for one in tries] == [403] * PAIR.free + [429]
    assert two.log_in("supervisor", "sample-supervisor", "10.0.0.4", 1).status_code == 429


def test_whoever_has_logged_in_before_waits_for_no_row_that_others_use(two: Two) -> None:
    assert two.log_in("auditor", "sample-auditor", "10.0.0.5", 0).status_code == 200
    with two.database.write() as session:
        shared = select(LoginTries).where(LoginTries.key.not_like("pair:%")).with_for_update()
        assert "address:10.0.0.5" in [row.key for row in session.scalars(shared)]
        assert two.log_in("auditor", "sample-auditor", "10.0.0.5", 1).status_code == 200
