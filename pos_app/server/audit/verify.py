"""``pos-app verify-audit``: is the audit log as it was written? Changes nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Table, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from pos_app.exits import FAILED, OK, Stop
from pos_app.server import migrate
from pos_app.server.audit import rules
from pos_app.server.audit.rules import Entry, Head
from pos_app.server.db import Database
from pos_app.server.migrations import audit_triggers
from pos_app.server.models import AuditEntry, AuditHead
from pos_app.server.settings import DatabaseSettings, load

_E: Final = cast(Table, AuditEntry.__table__)
_H: Final = cast(Table, AuditHead.__table__)
_COLUMNS: Final = tuple(_E.c[one.name] for one in fields(Entry))
_AT_ONCE: Final = 1000


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


def verify(
    database: Database, first: date | None = None, last: date | None = None, kept: Sequence[Kept] = ()
) -> Report:
    """Every chain of the days from ``first`` to ``last``, at one moment, and all that was ``kept`` of its heads.

    Raises SQLAlchemyError.
    """
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
        report.bad += _against(session, kept)
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
    """A trigger of that name that does something else is as good as none, and one more can do anything at all."""
    there, expected = audit_triggers.there(session.connection()), audit_triggers.expected(_backend(session))
    for name, does in expected.items():
        if name not in there:
            yield Finding("trigger_missing", f"The trigger {name} is gone: entries could be changed")
        elif there[name] != does:
            yield Finding("trigger_changed", f"The trigger {name} is another than it was: entries could be changed")
    for name in sorted(set(there) - set(expected)):
        yield Finding("trigger_added", f"The trigger {name} is none of ours: it could keep entries out")


def _backend(session: Session) -> str:
    return session.get_bind().dialect.name


def _against(session: Session, kept: Sequence[Kept]) -> Iterator[Finding]:
    """What was the end of a chain once must still be in it: else the chain is gone, or was written anew."""
    for one in kept:
        if one.sequence == 0:
            continue
        there = select(_E.c.hash).where(
            _E.c.chain == one.chain, _E.c.day == date.fromisoformat(one.day), _E.c.sequence == one.sequence
        )
        found = session.scalar(there)
        if found is None:
            yield Finding(
                "gone", "it was there when the heads were kept, and is gone", one.chain, one.day, one.sequence
            )
        elif found != one.hash:
            text_ = "it is another than when the heads were kept: this chain was written anew"
            yield Finding("rewritten", text_, one.chain, one.day, one.sequence)


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


def read_heads(path: Path) -> list[Kept]:
    """The heads of an earlier ``--json``. Raises Stop(FAILED)."""
    try:
        told = json.loads(path.read_bytes())["heads"]
        heads = [Kept(str(one["chain"]), str(one["day"]), int(one["sequence"]), str(one["hash"])) for one in told]
        for one in heads:
            date.fromisoformat(one.day)
    except OSError as error:
        raise Stop(f"{path} can't be read ({error.strerror}).", "Check --against.", FAILED) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Stop(f"{path} holds no heads.", "Give a file that --json has printed.", FAILED) from error
    return heads


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
    kept = read_heads(options.against) if options.against else []
    database = Database(load(DatabaseSettings).database_url.get_secret_value())
    try:
        migrate.check(database)
        report = verify(database, options.first, options.last, kept)
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
        "Keep the heads that --json prints where the database's administrator can't write, and give them back with\n"
        "--against: only they tell whether the end of the log was cut off, or all of it written anew, by somebody who\n"
        "knew how.\n\n"
        "examples:\n  pos-app verify-audit\n"
        "  pos-app verify-audit --from 2026-11-01 --to 2026-11-30 --json\n"
        "  pos-app verify-audit --json >/media/stick/heads.json\n"
        "  pos-app verify-audit --against /media/stick/heads.json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--from", dest="first", type=_day, metavar="DAY", help="first day to check")
    parser.add_argument("--to", dest="last", type=_day, metavar="DAY", help="last day to check")
    parser.add_argument(
        "--against", type=Path, metavar="FILE", help="heads kept from an earlier --json: they must be there still"
    )
    parser.add_argument("--json", action="store_true", help="for a program to read")
    return parser
