"""How long a try waits, and what counts as one place: pure."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final


@dataclass(frozen=True, slots=True)
class Tries:
    """What is counted under one key. ``good_at``: when a log-in under it was last good, for a name at an address."""

    count: int
    last_at: datetime
    good_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """``free`` tries at once; then each waits twice as long as the one before, up to ``longest`` seconds."""

    free: int
    longest: int = 300

    def wait(self, count: int) -> timedelta:
        if count < self.free:
            return timedelta(0)
        return timedelta(seconds=min(2 ** min(count - self.free, 16), self.longest))

    def left(self, found: Tries | None, now: datetime) -> int:
        """Seconds until the next try; 0: it may go on."""
        if found is None or over(found, now):
            return 0
        return max(0, ceil((found.last_at + self.wait(found.count) - now).total_seconds()))


# A hospital's tills may share one address, so an address alone has a wide limit; so has a name alone, because
# otherwise anybody could lock a cashier out. Neither holds up whoever has logged in from there before.
PAIR: Final = Rule(free=5)
ADDRESS: Final = Rule(free=100, longest=10)
NAME: Final = Rule(free=50, longest=30)
FORGET: Final = timedelta(minutes=15)
KNOWN: Final = timedelta(days=30)
"""So long a name is known at an address it has logged in from."""


def over(found: Tries, now: datetime) -> bool:
    """Whether the tries are so long ago that they don't count any more."""
    return now - found.last_at > FORGET


def known(found: Tries | None, now: datetime) -> bool:
    return found is not None and found.good_at is not None and now - found.good_at < KNOWN


def network(address: str) -> str:
    """What one attacker has: an IPv4 address, or the 64 bits of an IPv6 network."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:45]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((found.packed[:8] + bytes(8), 64)).network_address)
    return str(found)
