"""When each of Stripe's lists is gone through, and how far back: pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class List(StrEnum):
    """Stripe's own lists."""

    PAYMENT_INTENTS = "payment_intents"
    REFUNDS = "refunds"
    DISPUTES = "disputes"
    PAYOUTS = "payouts"
    EVENTS = "events"
    MOVEMENTS = "movements"


@dataclass(frozen=True, slots=True)
class Pace:
    """``every``: how long after one walk the next begins; ``overlap``: how far before its mark a walk begins."""

    every: timedelta
    overlap: timedelta


_USUAL: Final = Pace(timedelta(minutes=5), timedelta(hours=1))
PACES: Final[Mapping[List, Pace]] = MappingProxyType(
    {
        List.PAYMENT_INTENTS: _USUAL,
        List.REFUNDS: _USUAL,
        List.DISPUTES: _USUAL,
        List.PAYOUTS: _USUAL,
        # Where no webhook can come, these two are how news gets here: a question a minute at most.
        List.EVENTS: Pace(timedelta(minutes=1), timedelta(minutes=10)),
        List.MOVEMENTS: Pace(timedelta(seconds=30), timedelta(hours=1)),
    }
)
FIRST: Final = timedelta(days=30)
"""How far back the very first walk goes, or to the first attempt of these books where that is longer ago."""
CLOCKS: Final = timedelta(minutes=15)
"""By how much our clock may be behind Stripe's. A walk goes on so far beyond now: Stripe counts in whole seconds too,
and what was made a moment ago must not wait for the next walk."""
WRONG_CLOCK: Final = timedelta(hours=1)
"""What lies farther ahead than this was written by a clock that was wrong."""
EVENTS_KEPT: Final = timedelta(days=30)
"""Stripe forgets events after this."""
SET_BACK: Final = timedelta(seconds=10)
"""A clock that has lost this much against a steady one was set back; less is no matter."""
LONG_AGO: Final = timedelta(minutes=10)
"""A walk that ended before this was not followed by the next: the server was down, or the books are an older copy."""
TOLD_AFTER: Final = 5
"""Walks in a row that failed; then a supervisor is told."""
_SLOWEST: Final = timedelta(minutes=5)


REFUNDING: Final = (List.PAYMENT_INTENTS, List.REFUNDS)
"""What tells whether money can still be given back."""


def start(what: List, mark: datetime, now: datetime) -> datetime:
    """Where a walk begins: a little before the mark, for an object may be listed late, or change after it was made.

    A mark that lies ahead is of walks in which nothing can have been; how many of them there were nobody knows.
    """
    if ahead(mark, now):
        mark = now - FIRST
    # A clock that was less far ahead has left its mark ahead too; what is made until then must be in a walk.
    begin = min(mark, now) - PACES[what].overlap
    return max(begin, now - EVENTS_KEPT) if what is List.EVENTS else begin


def ahead(mark: datetime, now: datetime) -> bool:
    """Whether a mark, or a time to walk again, was written by a clock that was hours ahead."""
    return mark > now + WRONG_CLOCK


def retry(tries: int, now: datetime) -> datetime:
    """When to walk again after ``tries`` that failed: 5 seconds, 10, 20, up to five minutes."""
    return now + min(_SLOWEST, timedelta(seconds=5 * 2 ** min(max(0, tries - 1), 10)))


def behind(mark: datetime, now: datetime) -> bool:
    """Whether Stripe may know of more than a little that the books are about to learn."""
    return now - mark > LONG_AGO
