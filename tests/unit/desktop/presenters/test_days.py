from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.desktop.presenters.days import Days, Period, comparison, days_of, read_days, weeks_back
from pos_app.desktop.presenters.words import Words
from tests.unit.desktop.fakes import FakeRunner, FakeTime

MONDAY = date(2026, 11, 23)
at = datetime.fromisoformat  # the till's wall clock: no offset
DAYS = st.dates(date(2001, 1, 1), date(2099, 1, 1))


def words(locale: str = "en_US") -> Words:
    return Words(FakeTime(FakeRunner()), locale)


@given(DAYS, st.integers(0, 6))
def test_a_week_begins_on_its_first_day_and_ends_today(today: date, first_weekday: int) -> None:
    week = days_of(Period.WEEK, today, first_weekday, None)
    assert week.last == today
    assert week.first.weekday() == first_weekday
    assert 1 <= week.count <= 7


@given(DAYS, st.integers(0, 30))
def test_the_same_weekdays_are_compared_and_no_day_with_itself(first: date, more: int) -> None:
    days = Days(first, first + timedelta(more))
    before = days.earlier(weeks_back(days))
    assert before.first.weekday() == days.first.weekday()
    assert before.last < days.first
    assert before.count == days.count


def test_a_day_under_way_is_compared_up_to_the_last_full_hour() -> None:
    found = comparison(words(), Period.TODAY, Days(MONDAY, MONDAY), at("2026-11-23T15:42"))
    assert found.until == at("2026-11-23T15:00")
    assert found.until_before == at("2026-11-16T15:00")
    assert (found.label, found.short) == ("last Monday", "last Mon")
    over = comparison(words(), Period.YESTERDAY, Days(MONDAY, MONDAY), at("2026-11-24T09:00"))
    assert over.until is over.until_before is None
    assert over.label == "the Monday before"


@pytest.mark.parametrize(
    ("locale", "first", "last", "days"),
    [
        ("en_US", "2026-11-20", "2026-11-22", Days(date(2026, 11, 20), date(2026, 11, 22))),
        ("en_US", " 11/20/26 ", "", Days(date(2026, 11, 20), date(2026, 11, 20))),
        ("en_GB", "20/11/2026", "22/11/2026", Days(date(2026, 11, 20), date(2026, 11, 22))),
        ("de_DE", "20.11.2026", "", Days(date(2026, 11, 20), date(2026, 11, 20))),
    ],
)
def test_days_as_they_are_typed(locale: str, first: str, last: str, days: Days) -> None:
    assert read_days(words(locale), first, last, MONDAY) == (days, "")


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        ("", "", "is not a day"),
        ("soon", "", "is not a day"),
        ("2026-02-30", "", "is not a day"),
        ("2026-11-20", "2026-11-19", "before the first"),
        ("2026-11-24", "", "still to come"),
        ("2026-10-01", "2026-11-23", "31 days at most; these are 54"),
    ],
)
def test_days_that_are_none(first: str, last: str, problem: str) -> None:
    found, said = read_days(words(), first, last, MONDAY)
    assert found is None
    assert problem in said


@given(st.text(max_size=30))
def test_anything_typed_is_a_day_or_a_sentence(text: str) -> None:
    found, said = read_days(words(), text, "", MONDAY)
    assert (found is None) == bool(said)
