"""What a cashier types or scans, as conditions on invoices: number, MRN, phone, birth date, name."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Select,
    String,
    Text,
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
from sqlalchemy.dialects import postgresql
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
PAIR = 2
FEW_PIECES = 32
"""What stands in more pieces than this stands in so many names that going from one to the next soon fills a page."""
_NAMES = table("patient_names", column("rowid", Integer()), column("name_key", String()))
_NUMBERS = table("patient_numbers", column("number", Integer()), column("patient_id", String()))
_PIECES = table("patient_name_pieces", column("piece", String()))
"""Made by the migrations for SQLite; the models don't know them."""
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
    words: tuple[tuple[str, ...], ...]
    """What the name must hold: of each, the word itself or one of the pieces it stands in. No piece: nobody has it."""

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
        words = tuple((word,) for word in dict.fromkeys(folded.split()))[:MAX_WORDS]
        return cls(key(typed)[:64], dialled.lstrip("0") if is_phone else "", birth_dates(typed), words)

    def patients(self, *, sqlite: bool) -> Sequence[Select[str]]:
        """Questions for the ids of the patients that match, each answered by an index as the rows are taken.

        One patient may be in several answers.
        """
        marks = self._marks(sqlite=sqlite)
        found: list[Select[str]] = []
        if marks:
            found.append(select(Patient.id.label("patient_id")).where(or_(*marks)))
        if self.words and all(self.words):
            found.append(self._pieces() if sqlite else select(Patient.id.label("patient_id")).where(*self._pairs()))
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
        return and_(*(_holds(Patient.name_key, word) for word in self.words))

    def _pairs(self) -> list[ColumnElement[bool]]:
        """As ``_name``, by PostgreSQL's indexes of pieces and of pairs."""
        return [
            func.name_pairs(Patient.name_key, type_=postgresql.ARRAY(Text())).contains([word])
            if len(word) == PAIR
            else _holds(Patient.name_key, (word,))
            for (word,) in self.words
        ]

    def _pieces(self) -> Select[str]:
        """As ``_name``, by SQLite's table of three-letter pieces; words too short for it are looked for as they are."""
        long = [word for word in self.words if min(map(len, word)) >= PIECE]
        if not long:
            return select(Patient.id.label("patient_id")).where(self._name())
        match = " AND ".join(f"({' OR '.join(_quoted(piece) for piece in word)})" for word in long)
        short = [_holds(_NAMES.c.name_key, word) for word in self.words if word not in long]
        return (
            select(_NUMBERS.c.patient_id)
            .select_from(_NAMES)
            .join(_NUMBERS, _NUMBERS.c.number == _NAMES.c.rowid)
            .where(_NAMES.c.name_key.op("MATCH", is_comparison=True)(match), *short)
        )

    def numbers(self, *, sqlite: bool) -> ColumnElement[bool]:
        """The condition on an invoice's number: its beginning, with or without its letters ("INV-204", "204")."""
        if not self.number:
            return false()
        whole = beginning(Invoice.number_key, self.number, sqlite=sqlite)
        if not self.number[0].isdigit():
            return whole
        return or_(whole, beginning(NUMBER_DIGITS, self.number, sqlite=sqlite))


def _holds(name: Any, word: Collection[str]) -> ColumnElement[bool]:
    return or_(false(), *(name.contains(piece, autoescape=True) for piece in word))


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'


def read(session: Session, typed: str, *, sqlite: bool) -> Query | None:
    """As ``Query.read``; on SQLite a word shorter than a piece is looked for by the few pieces it stands in."""
    query = Query.read(typed)
    if query is None or not sqlite:
        return query
    return replace(
        query, words=tuple(_in_pieces(session, word) if len(word) < PIECE else (word,) for (word,) in query.words)
    )


def _in_pieces(session: Session, word: str) -> tuple[str, ...]:
    found = session.scalars(
        select(_PIECES.c.piece).where(_PIECES.c.piece.contains(word, autoescape=True)).limit(FEW_PIECES + 1)
    ).all()
    # a piece may be shorter than others, and is a whole name then: the table of pieces has none of those
    return (word,) if len(found) > FEW_PIECES or any(len(piece) < PIECE for piece in found) else tuple(found)


def hits(session: Session, query: Query, *, sqlite: bool) -> set[str] | None:
    """The ids of all invoices that match, of whomever; None if they are many."""
    found = _few(session, select(Invoice.id).where(query.numbers(sqlite=sqlite)))
    if found is None:
        return None
    patients: set[str] = set()
    for question in query.patients(sqlite=sqlite):
        those = _few(session, question)
        if those is None or len(patients := patients | those) > SPARSE:
            return None
    theirs = _few(session, select(Invoice.id).where(among(Invoice.patient_id, patients, sqlite=sqlite)))
    return None if theirs is None else found | theirs


def _few(session: Session, question: Select[str]) -> set[str] | None:
    """The answers; None if they are many, and then they are not fetched: that takes longer than to pass over them."""
    if session.scalar(question.offset(SPARSE).limit(1)) is not None:
        return None
    found = set(session.scalars(question.limit(SPARSE + 1)))
    return None if len(found) > SPARSE else found  # some may have come meanwhile
