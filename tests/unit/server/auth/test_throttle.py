from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from pos_app.server.audit.hidden import HiddenNames
from pos_app.server.auth.throttle import OldTries, Throttle
from pos_app.server.auth.waits import ADDRESS, NAME, PAIR, network
from pos_app.server.db import Database
from pos_app.server.models import LoginTries
from tests.support.sample import bring_up


class HandClock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """SQLite, where a clock in hand is believed; ``test_shared_tries`` is about PostgreSQL."""
    with closing(Database(f"sqlite:///{tmp_path / 'hmis.sqlite'}", pool_size=4)) as found:
        bring_up(found)
        yield found


@pytest.fixture
def throttle(database: Database, clock: HandClock) -> Throttle:
    return Throttle(database, clock, HiddenNames("secret"))


def kept(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(LoginTries.key).order_by(LoginTries.key)))


def clear(database: Database, clock: HandClock) -> None:
    chore = OldTries(database, clock)
    for ident in chore.due(10):
        chore.do(ident)


def test_the_first_tries_are_free_and_then_each_waits_longer(throttle: Throttle, clock: HandClock) -> None:
    assert [throttle.begin("cashier", "10.0.0.1") for _ in range(PAIR.free)] == [0] * PAIR.free
    waits = []
    for _ in range(5):
        waits.append(throttle.begin("cashier", "10.0.0.1"))
        clock.advance(waits[-1])
        assert throttle.begin("cashier", "10.0.0.1") == 0
    assert waits == [1, 2, 4, 8, 16]


def test_the_wait_has_an_end(throttle: Throttle, clock: HandClock) -> None:
    for _ in range(40):
        clock.advance(throttle.begin("cashier", "10.0.0.1"))
    assert throttle.begin("cashier", "10.0.0.1") <= PAIR.longest


def test_a_good_password_forgives(throttle: Throttle, clock: HandClock) -> None:
    for _ in range(PAIR.free):
        throttle.begin("cashier", "10.0.0.1")
    throttle.succeeded("cashier", "10.0.0.1")
    assert throttle.begin("cashier", "10.0.0.1") == 0


def test_guessing_one_name_does_not_lock_it_out_elsewhere(throttle: Throttle, clock: HandClock) -> None:
    for _ in range(PAIR.free + 1):
        throttle.begin("cashier", "10.9.9.9")
    assert throttle.begin("cashier", "10.9.9.9") > 0
    assert throttle.begin("cashier", "10.0.0.1") == 0


def test_a_name_in_other_letters_is_the_same_name(throttle: Throttle, clock: HandClock) -> None:
    for spelling in ("cashier", "CASHIER", "Cashier", "cAshier", "casHier"):
        assert throttle.begin(spelling, "10.0.0.1") == 0
    assert throttle.begin("CASHIEr", "10.0.0.1") > 0


def test_many_names_from_one_address_are_slowed_down(throttle: Throttle, clock: HandClock) -> None:
    assert not any(throttle.begin(f"name{n}", "10.0.0.1") for n in range(ADDRESS.free))
    assert throttle.begin("another", "10.0.0.1") > 0


def test_one_name_from_many_addresses_is_slowed_down(throttle: Throttle, clock: HandClock) -> None:
    assert not any(throttle.begin("cashier", f"10.0.{n}.1") for n in range(NAME.free))
    assert 0 < throttle.begin("cashier", "10.1.0.1") <= NAME.longest


def test_a_hundred_guesses_at_once_gain_nothing(throttle: Throttle, clock: HandClock) -> None:
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(lambda _: throttle.begin("cashier", "10.0.0.1"), range(100)))
    assert waits.count(0) == PAIR.free


def test_it_is_forgotten_after_a_quarter_of_an_hour(throttle: Throttle, clock: HandClock) -> None:
    for _ in range(20):
        throttle.begin("cashier", "10.0.0.1")
    clock.advance(16 * 60)
    assert [throttle.begin("cashier", "10.0.0.1") for _ in range(PAIR.free)] == [0] * PAIR.free


def test_what_does_not_count_any_more_is_cleared_away(throttle: Throttle, clock: HandClock, database: Database) -> None:
    throttle.begin("cashier", "10.0.0.1")
    throttle.succeeded("cashier", "10.0.0.1")
    for n in range(20):
        throttle.begin(f"name{n}", f"10.1.0.{n}")
    clear(database, clock)
    assert len(kept(database)) == 3 + 20 * 3
    clock.advance(16 * 60)
    clear(database, clock)
    assert [key.partition(":")[0] for key in kept(database)] == ["pair"]
    clock.advance(31 * 24 * 3600)
    clear(database, clock)
    assert kept(database) == []


def test_no_name_is_kept_as_it_was_typed(throttle: Throttle, database: Database) -> None:
    throttle.begin("hunter2, my password", "10.0.0.1")
    assert "hunter2" not in " ".join(kept(database))


def test_an_attack_from_the_desks_own_address_does_not_keep_the_desk_out(throttle: Throttle, clock: HandClock) -> None:
    """Many tills behind one address, one of them guessing: whoever has logged in from there before is let in."""
    staff = [f"cashier{n}" for n in range(20)]
    for name in staff:
        assert throttle.begin(name, "10.0.0.1") == 0
        throttle.succeeded(name, "10.0.0.1")
    for n in range(500):
        throttle.begin(f"name{n}", "10.0.0.1")
    assert throttle.begin("another", "10.0.0.1") > 0
    for name in staff:
        assert throttle.begin(name, "10.0.0.1") == 0
        throttle.succeeded(name, "10.0.0.1")
    # who is new at this address waits seconds, not minutes
    assert throttle.begin("newcomer", "10.0.0.1") <= ADDRESS.longest


def test_an_attack_on_a_name_from_everywhere_does_not_keep_its_owner_out(throttle: Throttle, clock: HandClock) -> None:
    throttle.begin("cashier", "10.0.0.1")
    throttle.succeeded("cashier", "10.0.0.1")
    for n in range(200):
        throttle.begin("cashier", f"10.9.{n}.1")
    assert throttle.begin("cashier", "10.9.250.1") > 0
    assert throttle.begin("cashier", "10.0.0.1") == 0


def test_a_known_pair_is_still_slowed_down_itself(throttle: Throttle, clock: HandClock) -> None:
    throttle.begin("cashier", "10.0.0.1")
    throttle.succeeded("cashier", "10.0.0.1")
    waits = [throttle.begin("cashier", "10.0.0.1") for _ in range(30)]
    assert waits.count(0) == PAIR.free


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("testclient", "testclient", True),
        ("", "", True),
    ],
)
def test_what_one_attacker_can_have_many_of_is_one_address(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same
