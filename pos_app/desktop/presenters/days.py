"""Which days a report is asked for, and which they are compared with: pure, on the till's wall clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from pos_app.desktop.presenters.words import Words
from pos_app.desktop.say import say

MOST = 31
"""Days that the server sums up at once."""


class Period(StrEnum):
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    PICKED = "days"


@dataclass(frozen=True, slots=True)
class Days:
    """From ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def single(self) -> bool:
        return self.first == self.last

    def earlier(self, days: int) -> Days:
        return Days(self.first - timedelta(days), self.last - timedelta(days))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def days_of(period: Period, today: date, first_weekday: int, picked: Days | None) -> Days:
    """``picked`` counts only for PICKED, and is today's day until somebody has picked."""
    if period is Period.YESTERDAY:
        return Days(today, today).earlier(1)
    if period is Period.WEEK:
        return Days(today - timedelta((today.weekday() - first_weekday) % 7), today)
    if period is Period.PICKED and picked is not None:
        return picked
    return Days(today, today)


def weeks_back(days: Days) -> int:
    """How many days earlier the same weekdays stand, so that a Monday is compared with a Monday."""
    return 7 * ((days.count + 6) // 7)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared with: ``days`` are the same weekdays before, named for a sentence and for a narrow place.

    ``until`` and ``until_before`` bound what is summed, on both sides alike; None: the days are over, take them whole.
    """

    days: Days
    shift: int
    label: str
    short: str
    until: datetime | None

    @property
    def until_before(self) -> datetime | None:
        return self.until - timedelta(self.shift) if self.until else None


def comparison(words: Words, period: Period, days: Days, now: datetime) -> Comparison:
    """``now`` on the wall clock."""
    shift = weeks_back(days)
    if period is Period.TODAY:
        label, short = (
            say("last {weekday}", weekday=words.weekday(days.first)),
            say("last {weekday}", "in a narrow place", weekday=words.weekday(days.first, short=True)),
        )
    elif period is Period.WEEK:
        label = short = say("last week")
    elif days.single:
        label, short = (
            say("the {weekday} before", weekday=words.weekday(days.first)),
            say("{weekday} before", weekday=words.weekday(days.first, short=True)),
        )
    else:
        label, short = say("the days before"), say("before")
    hour = datetime.combine(now.date(), time(now.hour))
    return Comparison(days.earlier(shift), shift, label, short, hour if now.date() in days else None)


def read_days(words: Words, first: str, last: str, today: date) -> tuple[Days | None, str]:
    """Two days as typed, and what is wrong with them."""
    found = []
    for text in (first, last or first):
        try:
            found.append(words.parse_day(text.strip()))
        except (ValueError, IndexError):
            return None, say("“{text}” is not a day. Type it as {day}.", text=text.strip(), day=today.isoformat())
    days = Days(found[0], found[1])
    if days.last < days.first:
        return None, say("The last day comes before the first.")
    if days.first > today:
        return None, say("That day is still to come.")
    if days.count > MOST:
        return None, say("{most} days at most; these are {count}.", most=MOST, count=days.count)
    return days, ""
