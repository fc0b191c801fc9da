"""What becomes of a payout: pure. Statuses are Stripe's own words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

OPEN: Final = ("pending", "in_transit")
BACK: Final = frozenset(["failed", "canceled"])
"""The money is at Stripe again."""
_RANK: Final[Mapping[str, int]] = MappingProxyType(
    {"pending": 0, "in_transit": 1, "paid": 2, "failed": 3, "canceled": 3}
)


def after(current: str, news: str) -> str:
    """The status once ``news`` is known, however late it comes; what the bank took it may still send back."""
    return news if _RANK.get(news, 0) >= _RANK.get(current, 0) else current
