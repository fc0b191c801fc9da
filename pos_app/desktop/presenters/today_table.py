"""The table behind the sums: by till, by hour or day, by person, with its total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pos_app.desktop.presenters.days import Days
from pos_app.desktop.presenters.faces.today import ColumnFace, TableFace, TableRowFace
from pos_app.desktop.presenters.today_figures import Slot, by_tender, slots, tender_name
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.say import mark, say
from pos_app.money import Money
from pos_app.wire.reports import CurrencyTakings, TakingsGroup

TABS: Final = (
    ("till", mark("By till"), "Alt+T"),
    ("hour", mark("By hour"), "Alt+H"),
    ("person", mark("By person"), "Alt+P"),
)
FROM_HOME: Final = mark("From home")


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    sums: Slot


def table_face(words: Words, one: CurrencyTakings, days: Days, tenders: tuple[str, ...], by: str) -> TableFace:
    """``by``: a key of ``TABS``."""
    if by == "hour":
        found = sorted(slots(words, one, tenders, by_day=not days.single).items())
        names = [f"{at:%H:%M}" if days.single else words.long_day(at.date()) for at, _ in found]
        lines = [_Line(name, slot) for name, (_, slot) in zip(names, found, strict=True)]
        head = say("Hour") if days.single else say("Day")
    else:
        lines = _groups(one.tills if by == "till" else one.people, tenders)
        head = say("Till") if by == "till" else say("Person")
    shown = tenders if len(tenders) > 1 else ()
    columns = (
        ColumnFace(head, figures=False),
        ColumnFace(say("Payments")),
        *(ColumnFace(tender_name(name)) for name in shown),
        ColumnFace(say("Taken"), strong=True),
        ColumnFace(say("Refunds")),
        ColumnFace(say("Net"), strong=True),
    )
    whole = Slot(
        one.taken.amount_minor, one.given_back.amount_minor, one.payments, one.refunds, by_tender(one.tenders, tenders)
    )
    rows = tuple(_row(words, one.currency, line, shown) for line in lines)
    return TableFace(columns, rows, _row(words, one.currency, _Line(say("All", "the total of a table"), whole), shown))


def _groups(groups: Iterable[TakingsGroup], tenders: tuple[str, ...]) -> list[_Line]:
    """By name; what no till took comes last."""
    found = [
        _Line(
            group.name or say(FROM_HOME),
            Slot(
                group.taken.amount_minor, group.given_back.amount_minor, group.payments, group.refunds,
                by_tender(group.tenders, tenders),
            ),
        )
        for group in groups
    ]  # fmt: skip
    return sorted(found, key=lambda line: (line.name == say(FROM_HOME), line.name))


def _row(words: Words, currency: str, line: _Line, shown: tuple[str, ...]) -> TableRowFace:
    sums = line.sums
    amounts = (*(sums.tenders.get(name, 0) for name in shown), sums.taken, sums.back, sums.net)
    cells = (line.name, words.integer(sums.payments), *(words.money(Money(minor, currency)) for minor in amounts))
    zeros = [2 + at for at, minor in enumerate(amounts) if not minor] + ([] if sums.payments else [1])
    return TableRowFace(cells, frozenset(zeros))
