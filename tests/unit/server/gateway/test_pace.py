"""Never faster than allowed, and never a cashier behind what can wait. Time here is a number that the test moves."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.server.gateway import ProcessorBusy
from pos_app.server.gateway.pace import Bucket, Pace, Urgency

EDGE = 1e-6
"""Sums of fractions of a second are off by less than this."""


@dataclass
class Time:
    now: float = 100.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def most_in_a_second(begun: list[float]) -> int:
    begun = sorted(begun)
    return max(sum(1 for other in begun if one <= other < one + 1 - EDGE) for one in begun)


asks = st.lists(st.tuples(st.floats(0, 0.6), st.booleans()), min_size=1, max_size=150)


@settings(deadline=None)
@given(rate=st.integers(1, 40), asked=asks)
def test_no_second_has_more_than_allowed_whoever_asks(rate: int, asked: list[tuple[float, bool]]) -> None:
    bucket, now, begun = Bucket(rate, 0.0), 0.0, []
    for pause, counter in asked:
        now += pause
        if counter:
            taken, wait = bucket.take(now, 1e9)
            assert taken
            begun.append(now + wait)
        elif bucket.take_spare(now) == 0:
            begun.append(now)
    assert not begun or most_in_a_second(begun) <= rate


@settings(deadline=None)
@given(rate=st.integers(1, 40), asked=asks)
def test_what_is_too_long_for_the_counter_takes_nothing(rate: int, asked: list[tuple[float, bool]]) -> None:
    bucket, now = Bucket(rate, 0.0), 0.0
    for pause, _ in asked:
        now += pause
        taken, wait = bucket.take(now, 0.5)
        assert taken == (wait <= 0.5)
        if not taken:
            assert bucket.take(now, 0.5) == (False, pytest.approx(wait))


@settings(deadline=None)
@given(rate=st.integers(10, 100), hammering=st.integers(1, 400))
def test_the_counter_never_waits_for_background_work(rate: int, hammering: int) -> None:
    bucket = Bucket(rate, 0.0)
    for moment in range(hammering):
        bucket.take_spare(moment / 50)
    assert bucket.take(hammering / 50, 0.0) == (True, 0.0)


@settings(deadline=None)
@given(rate=st.integers(1, 100), owed=st.integers(0, 60))
def test_background_work_gets_its_turn_once_the_counter_is_quiet(rate: int, owed: int) -> None:
    time = Time()
    bucket = Bucket(rate, time.now)
    for _ in range(owed):
        bucket.take(time.now, 1e9)
    for _ in range(1000):
        wait = bucket.take_spare(time.now)
        if wait == 0:
            break
        time.now += max(wait, 0.001)
    assert wait == 0
    assert time.now - 100 <= (owed + 10) / rate * 2 + 1


def test_the_counter_waits_its_turn_and_hears_when_that_is_too_far() -> None:
    slept: list[float] = []
    pace = Pace(10, lambda: 100.0, slept.append)
    for _ in range(2 + 3 * 9):  # the burst, and what comes within the three seconds
        pace.turn(Urgency.COUNTER)
    with pytest.raises(ProcessorBusy) as busy:
        pace.turn(Urgency.COUNTER)
    assert slept == sorted(slept)
    assert max(slept) <= Urgency.COUNTER.value
    assert busy.value.retry_after == 4


def test_background_work_goes_on_at_the_pace() -> None:
    time = Time()
    pace = Pace(20, time.clock, time.sleep)
    for _ in range(200):
        pace.turn(Urgency.BACKGROUND)
    assert 200 / 20 - 1 <= time.now - 100 <= 200 / 17 + 1


def test_background_work_that_never_finds_a_spare_turn_is_told_so() -> None:
    time = Time()

    def sleep(seconds: float) -> None:
        time.now += seconds
        if not counter_sleeps:
            counter_sleeps.append(True)
            pace.turn(Urgency.COUNTER)  # whenever the background wakes, the counter has just taken what there was
            counter_sleeps.clear()

    counter_sleeps: list[bool] = []
    pace = Pace(1, time.clock, sleep)
    pace.turn(Urgency.COUNTER)
    with pytest.raises(ProcessorBusy):
        pace.turn(Urgency.BACKGROUND)
    assert 100 + Urgency.BACKGROUND.value - 2 <= time.now <= 100 + Urgency.BACKGROUND.value + 1


def test_one_too_many_slows_everybody_down() -> None:
    time = Time()
    pace = Pace(20, time.clock, time.sleep)
    pace.too_fast()
    pace.turn(Urgency.COUNTER)
    assert sum(time.slept) == pytest.approx(1 / 17)


def test_without_a_limit_nobody_waits() -> None:
    pace = Pace(None, sleep=lambda _: pytest.fail("waited"))
    for urgency in Urgency:
        for _ in range(1000):
            pace.turn(urgency)
    pace.too_fast()


def test_many_threads_share_one_pace() -> None:
    time, lock, begun = Time(), threading.Lock(), []

    def wait(seconds: float) -> None:
        with lock:
            begun.append(time.now + seconds)

    pace = Pace(20, time.clock, wait)

    def run() -> None:
        for _ in range(6):
            pace.turn(Urgency.COUNTER)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(begun) == 6 * 8 - 4
    assert most_in_a_second([time.now] * 4 + begun) <= 20
