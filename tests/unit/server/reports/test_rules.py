from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from pos_app.server.reports import rules
from tests.support.zones import in_zone


@pytest.fixture
def new_york() -> Iterator[None]:
    with in_zone("America/New_York"):
        yield


@pytest.mark.parametrize(
    ("first", "last", "word"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), ""),
        (date(2026, 1, 1), date(2026, 12, 31), ""),
        (date(2028, 1, 1), date(2028, 12, 31), ""),  # a leap year
        (date(2026, 1, 1), date(2027, 1, 2), "366"),
        (date(2026, 11, 23), date(2026, 11, 22), "before"),
        (date.min, date.min, "first year"),
        (date(1, 1, 2), date(1, 1, 2), "first year"),
        (date(9999, 12, 20), date.max, "last"),
        (date(9999, 12, 20), date(9999, 12, 29), ""),
    ],
)
def test_spans(first: date, last: date, word: str) -> None:
    assert (word in rules.trouble(first, last)) if word else rules.trouble(first, last) == ""


def test_a_day_with_daylight_saving_is_a_whole_day(new_york: None) -> None:
    for day, hours in ((date(2026, 11, 1), 25), (date(2026, 3, 8), 23), (date(2026, 6, 1), 24)):
        begins, ends = rules.span(day, day)
        assert ends.astimezone(begins.tzinfo) - begins == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [(14800, "usd", "148.00"), (-2000, "usd", "-20.00"), (-500, "jpy", "-500"), (5120, "kwd", "5.120"),
     (7, "zzz", "7 minor units")],
)  # fmt: skip
def test_amounts(minor: int, currency: str, text: str) -> None:
    assert rules.amount(minor, currency) == text
