"""The audit log as a list, for those who look after the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select, tuple_

from pos_app.server.audit import rules
from pos_app.server.db import Database
from pos_app.server.invoices.cursor import Cursor
from pos_app.server.models import AuditEntry as Row
from pos_app.server.text import plausible_id
from pos_app.wire.audit import Act, AuditEntry, AuditPage, AuditSubject, Outcome

_PLACE: Final = (Row.at, Row.id)
_SAME: Final = tuple("id chain sequence at user_id name role till address action code hash".split())
_FILTERS: Final = tuple("person till action subject outcome first end".split())


@dataclass(frozen=True, slots=True)
class Wanted:
    """``person``: a user's id. ``subject``: the id of what entries are about, or of the invoice that belongs to.

    ``first`` is the earliest moment, ``end`` the first one no more wanted.
    """

    person: str | None = None
    till: str | None = None
    action: Act | None = None
    subject: str | None = None
    outcome: Outcome | None = None
    first: datetime | None = None
    end: datetime | None = None

    @property
    def facts(self) -> rules.Facts:
        """For the entry that tells of this look."""
        asked = {name: getattr(self, name) for name in _FILTERS}
        return {name: value for name, value in asked.items() if value is not None}

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.person is not None:
            found.append(Row.user_id == self.person)
        if self.till is not None:
            found.append(Row.till == self.till)
        if self.action is not None:
            found.append(Row.action == self.action.value)
        if self.subject is not None:
            found.append(or_(Row.about_id == self.subject, Row.invoice_id == self.subject))
        if self.outcome is not None:
            found.append(Row.outcome == self.outcome.value)
        if self.first is not None:
            found.append(Row.at >= self.first)
        if self.end is not None:
            found.append(Row.at < self.end)
        return found


class AuditLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, wanted: Wanted, *, limit: int, cursor: str | None) -> AuditPage:
        """One page, newest first. Raises ``cursor_invalid``."""
        after = Cursor.parse(cursor) if cursor else None
        if not all(plausible_id(one) for one in (wanted.person, wanted.subject) if one is not None):
            return AuditPage(items=())
        query = select(Row).where(*wanted.conditions())
        if after is not None:
            query = query.where(tuple_(*_PLACE) < tuple_(after.moment, after.id))
        query = query.order_by(*(column.desc() for column in _PLACE)).limit(limit + 1)
        with self._database.read() as session:
            rows = session.scalars(query).all()
        shown = rows[:limit]
        more = str(Cursor(shown[-1].at, shown[-1].id)) if len(rows) > limit else None
        return AuditPage(items=tuple(_entry(row) for row in shown), next_cursor=more)


def _entry(row: Row) -> AuditEntry:
    same: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    return AuditEntry(
        **same,
        day=row.day.isoformat(),
        subject=AuditSubject(kind=row.about_kind, id=row.about_id) if row.about_kind else None,
        invoice_id=row.invoice_id or None,
        before=rules.read_facts(row.before),
        after=rules.read_facts(row.after),
        outcome=Outcome(row.outcome),
    )
