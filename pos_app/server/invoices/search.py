"""What a cashier types or scans, as conditions on invoices: number, MRN, phone, birth date, name."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    any_,
    bindparam,
    column,
    false,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from pos_app.server.invoices.dates import birth_dates
from pos_app.server.models import Invoice, Patient
from pos_app.server.text import digits, fold, key

SPARSE = 2000
"""Up to so many hits are fetched and sorted; for more, the list is walked until a page is full."""
MIN_PHONE = 3
MAX_WORDS = 8
NUMBER_DIGITS: ColumnElement[str] = literal_column(f"ltrim(invoices.number_key, '{ascii_uppercase}')", String())
"""The number without its letters; written out, so that the index on the same expression answers."""
LAST = "\U0010ffff"
"""No text of ours holds it, so ``prefix + LAST`` ends the range of all that begins with ``prefix``."""
PIECE = 3
_NAMES = table("patient_names", column("rowid", Integer()), column("name_key", String()))
_NUMBERS = table("patient_numbers", column("number", Integer()), column("patient_id", String()))
"""Made by the migration for SQLite; the models don't know them."""
PHONE_MARKS = frozenset(" +-./()")


def unindexed(column: Any) -> ColumnElement[Any]:
    """``column`` for SQLite, which won't look for an index for it then: it would walk the list by that index's
    order instead of taking the few rows we name.
    """
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


def among(column: Any, ids: Collection[str], *, sqlite: bool) -> ColumnElement[bool]:
    """``column`` is one of ``ids``, however many, with a single parameter."""
    if sqlite:
        value = bindparam(None, json.dumps(sorted(ids)), String())
        return column.in_(select(func.json_each(value).table_valued("value").c.value))  # type: ignore[no-any-return] # Any
    return column == any_(bindparam(None, sorted(ids), ARRAY(String())))  # type: ignore[no-any-return] # column is Any


def beginning(column: Any, prefix: str, *, sqlite: bool) -> ColumnElement[bool]:
    """``column`` begins with ``prefix``, as a range that an index answers on both databases, with no wildcards."""
    if sqlite:
        return and_(column >= prefix, column < prefix + LAST)
    # text_pattern_ops compares bytes: the operators with tildes use it whatever the locale
    return and_(column.op("~>=~", is_comparison=True)(prefix), column.op("~<~", is_comparison=True)(prefix + LAST))


@dataclass(frozen=True, slots=True)
class Query:
    """One search, read once."""

    number: str
    phone: str
    births: tuple[date, ...]
    words: tuple[str, ...]

    @classmethod
    def read(cls, typed: str) -> Query | None:
        """None for a search of nothing (all invoices)."""
        typed = typed.replace("\0", " ").strip()
        if not typed:
            return None
        folded = fold(typed)
        dialled = digits(typed)
        is_phone = len(dialled) >= MIN_PHONE and all(c.isdigit() or c in PHONE_MARKS for c in typed)
        # an accent or a mark alone folds to nothing and then matches nothing, not everything
        words = tuple(dict.fromkeys(folded.split()))[:MAX_WORDS]
        return cls(key(typed)[:64], dialled.lstrip("0") if is_phone else "", birth_dates(typed), words)

    def patients(self, *, sqlite: bool) -> Sequence[Select[str]]:
        """Questions for the ids of the patients that match, each answered by an index as the rows are taken.

        One patient may be in several answers.
        """
        marks = self._marks(sqlite=sqlite)
        found: list[Select[str]] = []
        if marks:
            found.append(select(Patient.id.label("patient_id")).where(or_(*marks)))
        if self.words:
            found.append(self._pieces() if sqlite else select(Patient.id.label("patient_id")).where(self._name()))
        return found

    def patient(self, *, sqlite: bool) -> ColumnElement[bool]:
        """The same as a condition, for looking at one patient at a time."""
        return or_(false(), *self._marks(sqlite=sqlite), self._name())

    def _marks(self, *, sqlite: bool) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.number:
            found.append(beginning(Patient.mrn_key, self.number, sqlite=sqlite))
        if self.phone:
            found.append(beginning(Patient.phone_reversed, self.phone[::-1], sqlite=sqlite))
        if self.births:
            found.append(Patient.birth_date.in_(self.births))
        return found

    def _name(self) -> ColumnElement[bool]:
        if not self.words:
            return false()
        return and_(*(Patient.name_key.contains(word, autoescape=True) for word in self.words))

    def _pieces(self) -> Select[str]:
        """As ``_name``, by SQLite's table of three-letter pieces; words too short for it are looked for as they are."""
        long = [word for word in self.words if len(word) >= PIECE]
        if not long:
            return select(Patient.id.label("patient_id")).where(self._name())
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in long)
        short = [_NAMES.c.name_key.contains(word, autoescape=True) for word in self.words if len(word) < PIECE]
        return (
            select(_NUMBERS.c.patient_id)
            .select_from(_NAMES)
            .join(_NUMBERS, _NUMBERS.c.number == _NAMES.c.rowid)
            .where(_NAMES.c.name_key.op("MATCH", is_comparison=True)(quoted), *short)
        )

    def numbers(self, *, sqlite: bool) -> ColumnElement[bool]:
        """The condition on an invoice's number: its beginning, with or without its letters ("INV-204", "204")."""
        if not self.number:
            return false()
        whole = beginning(Invoice.number_key, self.number, sqlite=sqlite)
        if not self.number[0].isdigit():
            return whole
        return or_(whole, beginning(NUMBER_DIGITS, self.number, sqlite=sqlite))


def hits(session: Session, query: Query, *, sqlite: bool) -> set[str] | None:
    """The ids of all invoices that match, of whomever; None if they are many."""
    found = set(session.scalars(select(Invoice.id).where(query.numbers(sqlite=sqlite)).limit(SPARSE + 1)))
    if len(found) > SPARSE:
        return None
    patients: set[str] = set()
    for question in query.patients(sqlite=sqlite):
        patients.update(session.scalars(question.limit(SPARSE + 1)))
        if len(patients) > SPARSE:
            return None
    theirs = select(Invoice.id).where(among(Invoice.patient_id, patients, sqlite=sqlite)).limit(SPARSE + 1)
    ids = session.scalars(theirs).all()
    return None if len(ids) > SPARSE else found.union(ids)
