"""Payments and refunds summed up by currency, tender, till, person and hour: pure. Amounts are minor units."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Final, TypeVar

from pos_app.money import Money
from pos_app.wire.base import Amount
from pos_app.wire.payments import AttemptState
from pos_app.wire.reports import CurrencyTakings, Decline, Takings, TakingsGroup, TakingsOfHour, TakingsPart, Tries

HOME: Final = "home"
"""The part of payments that no till took."""
_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class Movement:
    """Money taken, or given back. ``at`` in the zone in which hours are told."""

    at: datetime
    currency: str
    minor: int
    refund: bool
    tender: str
    till: str
    person: str


@dataclass(frozen=True, slots=True)
class Try:
    """One payment attempt. ``declined``: the bank's last reason, empty if it never said no."""

    state: str
    declined: str
    seconds: float | None


def by_currency(movements: Iterable[Movement]) -> tuple[CurrencyTakings, ...]:
    """Each currency by itself, the one with the most movements first: sums of different money mean nothing."""
    found: dict[str, list[Movement]] = defaultdict(list)
    for one in movements:
        found[one.currency].append(one)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(_currency(currency, rows) for currency, rows in ordered)


def tries(attempts: Sequence[Try]) -> Tries:
    """How the attempts went. One that is still under way and was never declined counts as neither."""
    succeeded = [one for one in attempts if one.state == AttemptState.SUCCEEDED]
    failed = [
        one
        for one in attempts
        if one.state == AttemptState.FAILED or (one.state != AttemptState.SUCCEEDED and one.declined)
    ]
    reasons = Counter(one.declined for one in attempts if one.declined)
    seconds = [one.seconds for one in succeeded if one.seconds is not None]
    return Tries(
        succeeded=len(succeeded),
        failed=len(failed),
        declines=tuple(
            Decline(code=code, tries=count) for code, count in sorted(reasons.items(), key=lambda it: (-it[1], it[0]))
        ),
        median_seconds=round(median(seconds), 1) if seconds else None,
    )


def _currency(currency: str, rows: Sequence[Movement]) -> CurrencyTakings:
    hours = _grouped(rows, lambda one: one.at.replace(minute=0, second=0, microsecond=0))
    return CurrencyTakings(
        currency=currency,
        tenders=_tenders(currency, rows),
        tills=_groups(currency, rows, lambda one: one.till),
        people=_groups(currency, rows, lambda one: one.person),
        hours=tuple(
            TakingsOfHour(begins=hour, tenders=_tenders(currency, found), **_fields(_sum(currency, found)))
            for hour, found in sorted(hours.items())
        ),
        **_fields(_sum(currency, rows)),
    )


def _tenders(currency: str, rows: Sequence[Movement]) -> tuple[TakingsPart, ...]:
    parts = _grouped(rows, lambda one: f"{one.tender} {HOME}" if not one.till else one.tender)
    return tuple(TakingsPart(name=name, **_fields(_sum(currency, found))) for name, found in sorted(parts.items()))


def _groups(currency: str, rows: Sequence[Movement], name: Callable[[Movement], str]) -> tuple[TakingsGroup, ...]:
    return tuple(
        TakingsGroup(name=key, tenders=_tenders(currency, found), **_fields(_sum(currency, found)))
        for key, found in sorted(_grouped(rows, name).items())
    )


def _grouped(rows: Sequence[Movement], key: Callable[[Movement], _K]) -> dict[_K, list[Movement]]:
    found: dict[_K, list[Movement]] = defaultdict(list)
    for one in rows:
        found[key(one)].append(one)
    return found


def _sum(currency: str, rows: Sequence[Movement]) -> Takings:
    taken = sum(one.minor for one in rows if not one.refund)
    back = sum(one.minor for one in rows if one.refund)

    def amount(minor: int) -> Amount:
        return Amount.of(Money(minor, currency))

    return Takings(
        payments=sum(not one.refund for one in rows),
        taken=amount(taken),
        refunds=sum(one.refund for one in rows),
        given_back=amount(back),
        net=amount(taken - back),
    )


def _fields(sums: Takings) -> dict[str, Amount | int]:
    return {name: getattr(sums, name) for name in Takings.model_fields}
