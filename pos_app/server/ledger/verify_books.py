"""Whether our own books agree with themselves. A healthy database has an answer to none of the questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from sqlalchemy import DateTime, bindparam, text
from sqlalchemy.orm import Session

from pos_app.server.ledger.verify_questions import OPEN, RULES, Rule
from pos_app.server.ledger.verify_report import Finding

MOST_OF_A_KIND: Final = 100
"""Rows named for one broken rule; the rest is counted."""
ABANDONED: Final = timedelta(minutes=30)
"""An attempt is ended long before its lease is over for this long, if anybody looks after it."""
TRIGGERS: Final = {
    "sqlite": ("ledger_entries_no_update", "ledger_entries_no_delete"),
    "postgresql": ("ledger_entries_final", "ledger_entries_kept"),
}
"""What keeps the ledger append-only; see migrations/ledger_triggers.py."""
_TRIGGERS_OF: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_entries'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'ledger_entries'::regclass "
    "AND tgenabled IN ('O', 'A')",
}


def differences(session: Session, now: datetime) -> Iterator[Finding]:
    """Every rule of our own that is broken."""
    for rule in RULES:
        yield from _ask(session, rule, now)
    backend = session.get_bind().dialect.name
    there = set(session.scalars(text(_TRIGGERS_OF[backend])))
    for name in TRIGGERS[backend]:
        if name not in there:
            yield Finding("trigger_missing", f"The trigger {name} is gone: entries could be changed.")


def still_open(session: Session, now: datetime) -> Iterator[Finding]:
    """What waits for Stripe's word."""
    for rule in OPEN:
        yield from _ask(session, rule, now)


def _ask(session: Session, rule: Rule, now: datetime) -> Iterator[Finding]:
    statement = text(rule.sql)
    if ":abandoned" in rule.sql:
        naive = session.get_bind().dialect.name == "sqlite"
        moment = (now - ABANDONED).replace(tzinfo=None) if naive else now - ABANDONED
        statement = statement.bindparams(bindparam("abandoned", moment, DateTime(timezone=True)))
    rows = iter(session.execute(statement).mappings())
    for row in islice(rows, MOST_OF_A_KIND):
        yield Finding(rule.code, rule.sentence.format(**row))
    more = sum(1 for _ in rows)
    if more:
        yield Finding(rule.code, f"And {more} more like the one before.")
