"""What becomes of a dispute: pure. Statuses are Stripe's own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

CHECK: Final = timedelta(hours=1)
"""How often a live dispute is looked at where no webhook comes."""
WON: Final = frozenset(["won", "warning_closed", "prevented"])
LOST: Final = "lost"
_RANK: Final[Mapping[str, int]] = MappingProxyType(
    {
        "warning_needs_response": 0,
        "warning_under_review": 0,
        "needs_response": 1,
        "under_review": 1,
        "warning_closed": 2,
        "prevented": 2,
        LOST: 3,
        "appeal_needs_response": 3,  # only what was lost is appealed
        "appeal_under_review": 3,
        "won": 4,
    }
)


def after(current: str, news: str) -> str:
    """The status once ``news`` is known, however late it comes: what is decided is not open again but by an appeal."""
    return news if _rank(news) >= _rank(current) else current


def _rank(status: str) -> int:
    return _RANK.get(status, 1)  # a word we don't know is no decision


def live(status: str) -> bool:
    """Whether it is still to be decided."""
    return status not in WON and status != LOST


def next_check(status: str, disputed: int, now: datetime) -> datetime | None:
    """When to look again. ``disputed``: what the bank holds of it; a won one is over when that has come back."""
    return now + CHECK if live(status) or disputed != 0 else None


def retry(tries: int, now: datetime) -> datetime:
    """After ``tries`` looks without an answer: one minute, two, four, up to the usual hour."""
    return now + min(CHECK, timedelta(minutes=2 ** min(max(0, tries - 1), 6)))
