"""A report of takings as the till counts it: by hour or day of its wall clock, up to a moment. Pure.

Amounts are minor units of the report's currency; only amounts of one currency are ever added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final

from pos_app.desktop.presenters.days import Days
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.say import mark, say
from pos_app.wire.reports import CurrencyTakings, TakingsPart, TakingsReport

ORDER: Final = ("card", "terminal", "cash")
HOME: Final = " home"
MOST_TENDERS: Final = 4
REST: Final = "rest"
"""Tenders beyond those that have a fill of their own, taken together."""
NAMES: Final = {
    "card": mark("Card at the till"),
    "card home": mark("Card from home"),
    "terminal": mark("Card reader"),
    "cash": mark("Cash"),
    "cash home": mark("Cash, no till"),
    REST: mark("Other ways"),
}
LEAST_BARS: Final = 8
STEPS: Final = (1, 2, 5)
MOST_TICKS: Final = 4


@dataclass(slots=True)
class Slot:
    """An hour or a day."""

    taken: int = 0
    back: int = 0
    payments: int = 0
    refunds: int = 0
    tenders: dict[str, int] = field(default_factory=dict)

    @property
    def net(self) -> int:
        return self.taken - self.back


def tender_name(tender: str) -> str:
    if tender in NAMES:
        return say(NAMES[tender])
    home = tender.endswith(HOME)
    plain = tender.removesuffix(HOME).replace("_", " ")
    return say("{tender} from home", tender=plain.capitalize()) if home else plain.capitalize()


def tenders_of(currencies: Iterable[CurrencyTakings]) -> tuple[str, ...]:
    """All tenders, in an order that does not change with the day; those from home last."""
    names = {part.name for one in currencies for part in one.tenders}

    def place(name: str) -> tuple[bool, int, str]:
        known = ORDER.index(name) if name in ORDER else len(ORDER)
        return name.endswith(HOME), known, name

    ordered = sorted(names, key=place)
    return tuple(ordered) if len(ordered) <= MOST_TENDERS else (*ordered[: MOST_TENDERS - 1], REST)


def by_tender(parts: Iterable[TakingsPart], tenders: tuple[str, ...]) -> dict[str, int]:
    """What was taken by each of ``tenders``; what has none of their names is the rest."""
    found = dict.fromkeys(tenders, 0)
    for part in parts:
        name = part.name if part.name in found else REST
        found[name] = found.get(name, 0) + part.taken.amount_minor
    return found


def currency_of(report: TakingsReport | None, currency: str) -> CurrencyTakings | None:
    return next((one for one in report.currencies if one.currency == currency), None) if report else None


def slots(
    words: Words, takings: CurrencyTakings | None, tenders: tuple[str, ...], *, by_day: bool
) -> dict[datetime, Slot]:
    """By hour, or by day, of the till's clock. An hour told twice in autumn is one."""
    found: dict[datetime, Slot] = {}
    for hour in takings.hours if takings else ():
        at = words.local(hour.begins).replace(minute=0, second=0, microsecond=0)
        slot = found.setdefault(at.replace(hour=0) if by_day else at, Slot())
        slot.taken += hour.taken.amount_minor
        slot.back += hour.given_back.amount_minor
        slot.payments += hour.payments
        slot.refunds += hour.refunds
        for name, minor in by_tender(hour.tenders, tenders).items():
            slot.tenders[name] = slot.tenders.get(name, 0) + minor
    return found


def up_to(words: Words, takings: CurrencyTakings | None, until: datetime | None) -> Slot:
    """The sum of all hours that begin before ``until``."""
    whole = Slot()
    for at, slot in slots(words, takings, (), by_day=False).items():
        if until is None or at < until:
            whole.taken += slot.taken
            whole.back += slot.back
            whole.payments += slot.payments
    return whole


def axis_slots(days: Days, *known: Mapping[datetime, Slot]) -> list[datetime]:
    """The hours of a day, from the first in which money moved to the last; or each of the days."""
    start = datetime.combine(days.first, time())
    if not days.single:
        return [start + timedelta(n) for n in range(days.count)]
    hours = {at.hour for one in known for at in one}
    first, last = min(hours, default=8), max(hours, default=15)
    while last - first + 1 < LEAST_BARS:
        first, last = (first, last + 1) if last < 23 else (first - 1, last)
    return [start + timedelta(hours=hour) for hour in range(first, last + 1)]


def tick_step(most: int) -> int:
    """Minor units between the lines of the axis: 1, 2 or 5 times a power of ten, four lines at most."""
    power = 1
    while True:
        for step in STEPS:
            if most <= step * power * MOST_TICKS:
                return step * power
        power *= 10
