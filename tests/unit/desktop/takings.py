"""A made-up day of payments, summed up as the server does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from pos_app.server.reports.takings import Movement, Try, by_currency, tries
from pos_app.wire.reports import Extent, TakingsReport

MONDAY = date(2026, 11, 23)
HOURS = ((8, 154300), (9, 249100), (10, 293100), (11, 271000), (12, 205000), (13, 210000), (14, 239100), (15, 137100))
TILLS = (("Front desk 1", "Amara Diallo"), ("Front desk 2", "Lucía Ferrer"), ("Front desk 3", "Tomasz Zieliński"))
REASONS = ("insufficient_funds",) * 5 + ("payment_intent_authentication_failure",) * 3 + ("expired_card",) * 2
MORE_REASONS = ("incorrect_cvc",) * 2 + ("do_not_honor",)


def moved(
    day: date, hour: int, minor: int, *, till: str = "Front desk 3", person: str = "Tomasz Zieliński",
    tender: str = "card", refund: bool = False, currency: str = "usd", minute: int = 10,
) -> Movement:  # fmt: skip
    at = datetime.combine(day, time(hour, minute), UTC)
    return Movement(at, currency, minor, refund, tender, till, person)


def busy_day(day: date = MONDAY, share: int = 100) -> list[Movement]:
    """Three tills, cash, and patients at home; ``share`` per cent of a usual day."""
    found = []
    for at, (hour, minor) in enumerate(HOURS):
        whole = minor * share // 100
        parts = (whole * 45 // 100, whole * 20 // 100, whole * 10 // 100, whole * 12 // 100)
        rest = whole - sum(parts)
        ways = (("card", 0), ("card", 1), ("card", 2), ("cash", at % 3), ("card", None))
        for part, (tender, place) in zip((*parts, rest), ways, strict=True):
            till, person = TILLS[place] if place is not None else ("", "Margaret Okafor")
            found.append(moved(day, hour, part, till=till, person=person, tender=tender))
    found.append(moved(day, 11, 14500 * share // 100, till="Front desk 1", person="Amara Diallo", refund=True))
    found.append(moved(day, 14, 35740 * share // 100, refund=True))
    return found


def some_tries(good: int = 148, reasons: Sequence[str] = REASONS + MORE_REASONS, seconds: float = 42.0) -> list[Try]:
    return [Try("succeeded", "", seconds)] * good + [Try("failed", reason, None) for reason in reasons]


def report(
    movements: Iterable[Movement],
    attempts: Sequence[Try] = (),
    *,
    first: date = MONDAY,
    last: date = MONDAY,
    until: datetime | None = None,
    extent: Extent = Extent.SITES,
) -> TakingsReport:
    """Of the movements in those days, on a server whose clock stands on UTC."""
    ends = datetime.combine(last + timedelta(1), time(), UTC)
    return TakingsReport(
        first=first,
        last=last,
        until=until or ends,
        extent=extent,
        sites=("North Wing",) if extent is Extent.SITES else (),
        currencies=by_currency(one for one in movements if first <= one.at.date() <= last),
        tries=tries(attempts),
    )
