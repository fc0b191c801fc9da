"""How many people a refund takes, by its amount and by the age of its payment: pure. Amounts are minor units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from pos_app.money import MAX_MINOR, exponent
from pos_app.wire.refunds import ApprovalsWhy

TWO: Final = 2
"""Supervisors that a limit asks for."""
_NONE: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Policy:
    """How refunds are approved.

    ``approvals``: how many supervisors must say yes to any refund; 0 asks nobody. ``two_over``: by currency, what may
    go back of one payment before it takes two; a currency that is not named has no such limit. ``two_after`` and
    ``refused_after``: the age of the payment from which it takes two, and from which the till gives nothing back.
    """

    approvals: int = 1
    two_over: Mapping[str, int] = field(default_factory=lambda: _NONE)
    two_after: timedelta | None = None
    refused_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a limit looks at. ``minor``: this refund; ``before``: what has been sent back of its payment already."""

    minor: int
    before: int
    currency: str
    age: timedelta


def why_two(asked: Asked, policy: Policy) -> ApprovalsWhy | None:
    """The limit that this refund is beyond; None: beyond none of them."""
    over = policy.two_over.get(asked.currency)
    if over is not None and asked.before + asked.minor > over:
        return ApprovalsWhy.AMOUNT
    if policy.two_after is not None and asked.age > policy.two_after:
        return ApprovalsWhy.AGE
    return None


def approvals_needed(asked: Asked, policy: Policy) -> int:
    """How many different supervisors must say yes."""
    return policy.approvals if why_two(asked, policy) is None else max(TWO, policy.approvals)


def too_old(age: timedelta, policy: Policy) -> bool:
    """Whether a payment was taken too long ago for anything to go back over the till."""
    return policy.refused_after is not None and age > policy.refused_after


def read_amounts(text: str) -> Mapping[str, int]:
    """``usd:50000,eur:50000`` as minor units by currency. Raises ValueError."""
    found: dict[str, int] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        currency, _, figure = part.partition(":")
        currency, figure = currency.strip().lower(), figure.strip()
        exponent(currency)
        if currency in found or not (figure.isascii() and figure.isdigit()) or int(figure) > MAX_MINOR:
            raise ValueError(part)
        found[currency] = int(figure)
    return MappingProxyType(found)
