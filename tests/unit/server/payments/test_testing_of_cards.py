"""Trying card after card gets slower, and ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.payments import testing

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


def test_the_first_few_are_free_and_then_each_waits_longer() -> None:
    waits = [testing.seconds_to_wait(declines, NOW, NOW) for declines in range(testing.MOST + 3)]
    assert waits == [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]
    assert testing.seconds_to_wait(9, None, NOW) == 0


@given(st.integers(0, 10_000), st.integers(0, 3_600))
def test_the_wait_is_over_in_time(declines: int, later: int) -> None:
    wait = testing.seconds_to_wait(declines, NOW, NOW)
    left = testing.seconds_to_wait(declines, NOW, NOW + timedelta(seconds=later))
    assert left == max(0, wait - later) <= testing.LONGEST.total_seconds()


def test_an_attempt_ends() -> None:
    assert [n for n in range(20) if testing.ended(n)] == list(range(testing.MOST, 20))
