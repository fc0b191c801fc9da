from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from pos_app.server.auth.throttle import ADDRESS, MAX_KEYS, NAME, PAIR, Throttle


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


def test_the_first_tries_are_free_and_then_each_waits_longer(clock: HandClock) -> None:
    throttle = Throttle(clock)
    assert [throttle.begin("cashier", "10.0.0.1") for _ in range(PAIR.free)] == [0] * PAIR.free
    waits = []
    for _ in range(5):
        waits.append(throttle.begin("cashier", "10.0.0.1"))
        clock.advance(waits[-1])
        assert throttle.begin("cashier", "10.0.0.1") == 0
    assert waits == [1, 2, 4, 8, 16]


def test_the_wait_has_an_end(clock: HandClock) -> None:
    throttle = Throttle(clock)
    for _ in range(40):
        clock.advance(throttle.begin("cashier", "10.0.0.1"))
    assert throttle.begin("cashier", "10.0.0.1") <= PAIR.longest


def test_a_good_password_forgives(clock: HandClock) -> None:
    throttle = Throttle(clock)
    for _ in range(PAIR.free):
        throttle.begin("cashier", "10.0.0.1")
    throttle.succeeded("cashier", "10.0.0.1")
    assert throttle.begin("cashier", "10.0.0.1") == 0


def test_guessing_one_name_does_not_lock_it_out_elsewhere(clock: HandClock) -> None:
    throttle = Throttle(clock)
    for _ in range(PAIR.free + 1):
        throttle.begin("cashier", "10.9.9.9")
    assert throttle.begin("cashier", "10.9.9.9") > 0
    assert throttle.begin("cashier", "10.0.0.1") == 0


def test_a_name_in_other_letters_is_the_same_name(clock: HandClock) -> None:
    throttle = Throttle(clock)
    for spelling in ("cashier", "CASHIER", "Cashier", "cAshier", "casHier"):
        assert throttle.begin(spelling, "10.0.0.1") == 0
    assert throttle.begin("CASHIEr", "10.0.0.1") > 0


def test_many_names_from_one_address_are_slowed_down(clock: HandClock) -> None:
    throttle = Throttle(clock)
    assert not any(throttle.begin(f"name{n}", "10.0.0.1") for n in range(ADDRESS.free))
    assert throttle.begin("another", "10.0.0.1") > 0


def test_one_name_from_many_addresses_is_slowed_down(clock: HandClock) -> None:
    throttle = Throttle(clock)
    assert not any(throttle.begin("cashier", f"10.0.{n}.1") for n in range(NAME.free))
    assert 0 < throttle.begin("cashier", "10.1.0.1") <= NAME.longest


def test_a_hundred_guesses_at_once_gain_nothing(clock: HandClock) -> None:
    throttle = Throttle(clock)
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(lambda _: throttle.begin("cashier", "10.0.0.1"), range(100)))
    assert waits.count(0) == PAIR.free


def test_it_is_forgotten_after_a_quarter_of_an_hour(clock: HandClock) -> None:
    throttle = Throttle(clock)
    for _ in range(20):
        throttle.begin("cashier", "10.0.0.1")
    clock.advance(16 * 60)
    assert [throttle.begin("cashier", "10.0.0.1") for _ in range(PAIR.free)] == [0] * PAIR.free


def test_memory_is_bounded(clock: HandClock) -> None:
    throttle = Throttle(clock)
    for n in range(MAX_KEYS):
        throttle.begin(f"name{n}", f"10.{n >> 16}.{(n >> 8) & 255}.{n & 255}")
    assert len(throttle._tries) <= MAX_KEYS
