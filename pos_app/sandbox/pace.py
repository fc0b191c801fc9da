"""How long things take that happen by themselves: quick for trying, or in the order of magnitude of Stripe's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Pace:
    """All in seconds. What Stripe counts in days (payouts, authorizations) takes days at either pace."""

    charge_settles: float
    """Until a charge captured the asynchronous way has its balance transaction."""
    refund: float
    """Until a pending refund succeeds, or one that is to fail does."""
    dispute: float
    """Until the cardholder disputes, or the issuer warns."""
    evidence: float
    """Until the network has read the evidence."""
    retries: tuple[float, ...]
    """Before each further try of a webhook; after the last one the delivery has failed."""


PACES: Final[dict[str, Pace]] = {
    "fast": Pace(1.0, 3.0, 2.0, 2.0, (1, 2, 4, 8, 15, 30, 60, 120, 300, 600)),
    # test mode of Stripe's own: three more tries within a few hours
    "stripe": Pace(5.0, 1800.0, 60.0, 60.0, (1800, 3600, 7200)),
}
