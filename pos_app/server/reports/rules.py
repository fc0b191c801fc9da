"""What a report of money holds, and for which days: pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from pos_app.money import Money, MoneyError
from pos_app.wire.refunds import RefundState

MAX_DAYS: Final = 366
"""A whole leap year: what an accountant asks for at once."""
MAX_SUMMED: Final = 31
"""Days of a report that is summed up while somebody waits for it."""
MOVED: Final = frozenset([RefundState.PENDING, RefundState.REQUIRES_ACTION, RefundState.SUCCEEDED])
"""States of refunds that took money: done, or on its way to the bank. The others took none, or gave it back."""
COLUMNS: Final = (
    "time",
    "kind",
    "status",
    "receipt",
    "invoice",
    "tender",
    "amount",
    "currency",
    "card_brand",
    "card_last4",
    "served_by",
    "till",
    "site",
)


_EDGE: Final = timedelta(2)
"""Days that are left at both ends of all time, for offsets and the midnight after the last day."""


def trouble(first: date, last: date, most: int = MAX_DAYS) -> str:
    """What is wrong with a span of days, both included; empty if nothing is."""
    if last < first:
        return "ends before it begins"
    if (last - first).days >= most:
        return f"has more than {most} days"
    if first - date.min < _EDGE or date.max - last < _EDGE:
        return "begins before the first year that is counted, or ends after the last"
    return ""


def span(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first midnight to the one after the last day, on the clock of where the server stands."""
    return datetime.combine(first, time()).astimezone(), datetime.combine(last + timedelta(1), time()).astimezone()


def amount(minor: int, currency: str) -> str:
    """The decimal amount, negative for money given back."""
    try:
        return str(Money(minor, currency))
    except MoneyError:  # recorded as it came from outside; the report must not fail for it, nor guess
        return f"{minor} minor units"
