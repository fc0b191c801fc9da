"""``pos-app verify-audit``: is the audit log as it was written? Changes nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any, Final, cast

from sqlalchemy import Table, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from pos_app.exits import FAILED, OK, Stop
from pos_app.server import migrate
from pos_app.server.audit import rules
from pos_app.server.audit.rules import Entry, Head
from pos_app.server.db import Database
from pos_app.server.models import AuditEntry, AuditHead
from pos_app.server.settings import DatabaseSettings, load

_E: Final = cast(Table, AuditEntry.__table__)
_H: Final = cast(Table, AuditHead.__table__)
_COLUMNS: Final = tuple(_E.c[one.name] for one in fields(Entry))
_AT_ONCE: Final = 1000
TRIGGERS: Final = {
    "sqlite": (
        "audit_entries_no_update",
        "audit_entries_no_delete",
        "audit_entries_no_replace",
        "audit_heads_forward",
        "audit_heads_no_delete",
        "audit_heads_no_replace",
    ),
    "postgresql": (
        "audit_entries_final",
        "audit_entries_kept",
        "audit_heads_forward",
        "audit_heads_final",
        "audit_heads_kept",
    ),
}
"""What keeps the log append-only; see migrations/audit_triggers.py."""
_TRIGGERS_OF: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit_entries', 'audit_heads')",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid IN ('audit_entries'::regclass, 'audit_heads'::regclass) "
    "AND tgenabled IN ('O', 'A')",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """The first bad row of a chain, or a trigger that is gone (with no chain). ``code`` is stable."""

    code: str
    text: str
    chain: str = ""
    day: str = ""
    sequence: int | None = None
    id: str = ""

    @property
    def sentence(self) -> str:
        where = f"{self.chain}, {self.day}, entry {self.sequence}" if self.chain else ""
        return f"{where}{f' ({self.id})' if self.id else ''}{': ' if where else ''}{self.text}."


@dataclass(frozen=True, slots=True)
class Kept:
    """The end of a chain. Written down elsewhere, it shows one day whether the whole log was written anew."""

    chain: str
    day: str
    sequence: int
    hash: str


@dataclass(slots=True)
class Report:
    bad: list[Finding] = field(default_factory=list)
    heads: list[Kept] = field(default_factory=list)
    entries: int = 0


def verify(database: Database, first: date | None = None, last: date | None = None) -> Report:
    """Every chain of the days from ``first`` to ``last``, at one moment. Raises SQLAlchemyError."""
    report = Report()
    with database.moment() as session:
        report.bad += _triggers(session)
        heads = {(row.chain, row.day): Head(row.sequence, row.hash) for row in session.execute(select(_H))}
        chains = {*heads, *((chain, day) for chain, day in session.execute(select(_E.c.chain, _E.c.day).distinct()))}
        for chain, day in sorted(chains, key=lambda one: (one[1], one[0])):
            if (first is None or day >= first) and (last is None or day <= last):
                head = heads.get((chain, day))
                report.bad += _chain(session, chain, day, head)
                if head is not None:
                    report.entries += head.sequence
                    report.heads.append(Kept(chain, day.isoformat(), head.sequence, head.hash))
    return report


def _chain(session: Session, chain: str, day: date, head: Head | None) -> Iterator[Finding]:
    bad = rules.first_bad(_entries(session, chain, day), head, _links(session, chain, day))
    if bad is not None:
        yield Finding(bad.wrong.value, bad.text, chain, day.isoformat(), bad.sequence, bad.id)


def _entries(session: Session, chain: str, day: date) -> Iterator[Entry]:
    """In pieces, so that a chain of any length takes no room; whoever has seen enough just stops."""
    query = select(*_COLUMNS).where(_E.c.chain == chain, _E.c.day == day).order_by(_E.c.sequence).limit(_AT_ONCE)
    rows = session.execute(query).all()
    while rows:
        for row in rows:
            yield Entry(*row)
        rows = session.execute(query.where(_E.c.sequence > rows[-1].sequence)).all()


def _links(session: Session, chain: str, day: date) -> frozenset[str]:
    """What the first entry of a day may follow: nothing, or any entry of the chain's earlier days.

    Not only the last one of the day before: two servers whose clocks differ are in two days for a moment.
    """
    follows = select(_E.c.previous_hash).where(_E.c.chain == chain, _E.c.day == day, _E.c.sequence == 1)
    earlier = (_E.c.chain == chain, _E.c.day < day)
    nearest = select(func.max(_E.c.day)).where(*earlier).scalar_subquery()
    for where in ((_E.c.chain == chain, _E.c.day == nearest), earlier):  # looking through all of them takes long
        known = session.scalar(select(_E.c.hash).where(*where, _E.c.hash == follows.scalar_subquery()).limit(1))
        if known is not None:
            return frozenset([known])
    return frozenset([rules.genesis(chain)])


def _triggers(session: Session) -> Iterator[Finding]:
    backend = session.get_bind().dialect.name
    there = set(session.scalars(text(_TRIGGERS_OF[backend])))
    for name in TRIGGERS[backend]:
        if name not in there:
            yield Finding("trigger_missing", f"The trigger {name} is gone: entries could be changed")


def as_json(report: Report) -> str:
    return json.dumps(
        {
            "right": not report.bad,
            "entries": report.entries,
            "chains": len(report.heads),
            "bad": [asdict(one) for one in report.bad],
            "heads": [asdict(one) for one in report.heads],
        },
        indent=2,
    )


def as_text(report: Report) -> str:
    extent = f"{report.entries} entries in {len(report.heads)} chains"
    if not report.bad:
        return f"The audit log is as it was written: {extent}."
    lines = ["What is not as it was written, with the first entry of each chain:"]
    lines += [f"  {one.sentence}" for one in report.bad]
    return "\n".join([*lines, "", f"{len(report.bad)} found in {extent}. Nothing was changed."])


def main(argv: list[str]) -> int:
    options = _parser().parse_args(argv)
    if options.first and options.last and options.last < options.first:
        raise Stop("The first day lies after the last.", "Give --from a day before that of --to.", FAILED)
    database = Database(load(DatabaseSettings).database_url.get_secret_value())
    try:
        migrate.check(database)
        report = verify(database, options.first, options.last)
    except SQLAlchemyError as error:
        raise migrate.unusable(error) from error
    finally:
        database.close()
    sys.stdout.write((as_json if options.json else as_text)(report) + "\n")
    return FAILED if report.bad else OK


def _day(typed: str) -> Any:
    return datetime.strptime(typed, "%Y-%m-%d").replace(tzinfo=UTC).date()


_day.__name__ = "day (as 2026-11-23)"  # argparse names it so in its complaints


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pos-app verify-audit",
        description="Check that no entry of the audit log was changed, dropped, moved or added since it was written. "
        "Names the first bad entry of each chain (a till's day); changes nothing.",
        epilog="exit codes:\n"
        "  0 all is as it was written, 1 something is not, 4 the database, 5 a setting\n\n"
        "Keep the heads that --json prints where the database's administrator can't write: only they tell one day\n"
        "whether the whole log was written anew.\n\n"
        "examples:\n  pos-app verify-audit\n"
        "  pos-app verify-audit --from 2026-11-01 --to 2026-11-30 --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--from", dest="first", type=_day, metavar="DAY", help="first day to check")
    parser.add_argument("--to", dest="last", type=_day, metavar="DAY", help="last day to check")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    return parser
