"""Against card testing, the trying of stolen card numbers one after the other: pure rules over declines.

They count by attempt and by invoice, not by address: whoever can try a card at all has the link of one attempt, which
staff has made for one invoice, and a whole front desk may share one address.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Final

FREE: Final = 4
"""Declines of an attempt that cost no wait: a patient tries another card, and then the first one again."""
LONGEST: Final = timedelta(seconds=60)
MOST: Final = 10
"""Declines after which an attempt is ended: at Stripe too, so that its link and its secret are worth nothing."""
OF_INVOICE: Final = 20
"""Declines of an invoice's attempts within ``LATELY`` after which no further attempt is opened."""
LATELY: Final = timedelta(hours=1)


def seconds_to_wait(declines: int, last_at: datetime | None, now: datetime) -> int:
    """Until the next card may be tried: nothing for the first few, then 2, 4, 8 ... seconds after the last decline."""
    if last_at is None or declines <= FREE:
        return 0
    wait = min(timedelta(seconds=2 ** min(declines - FREE, 10)), LONGEST)
    return max(0, ceil((last_at + wait - now).total_seconds()))


def ended(declines: int) -> bool:
    return declines >= MOST
