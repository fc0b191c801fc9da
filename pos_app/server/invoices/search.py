"""What a cashier types or scans, as conditions on invoices: number, MRN, phone, birth date, name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from typing import Any

from sqlalchemy import ColumnElement, String, and_, false, literal_column, or_

from pos_app.server.invoices.dates import birth_dates
from pos_app.server.models import Invoice, Patient
from pos_app.server.text import digits, fold, key

MIN_PHONE = 3
MAX_WORDS = 8
NUMBER_DIGITS: ColumnElement[str] = literal_column(f"ltrim(invoices.number_key, '{ascii_uppercase}')", String())
"""The number without its letters; written out, so that the index on the same expression answers."""
LAST = "\U0010ffff"
"""No text of ours holds it, so ``prefix + LAST`` ends the range of all that begins with ``prefix``."""
PHONE_MARKS = frozenset(" +-./()")


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
    def read(cls, text: str) -> Query | None:
        """None for a search of nothing (all invoices)."""
        text = text.replace("\0", " ").strip()
        if not text:
            return None
        folded = fold(text)
        dialled = digits(text)
        is_phone = len(dialled) >= MIN_PHONE and all(c.isdigit() or c in PHONE_MARKS for c in text)
        # an accent or a mark alone folds to nothing and then matches nothing, not everything
        words = tuple(dict.fromkeys(folded.split()))[:MAX_WORDS]
        return cls(key(text)[:64], dialled.lstrip("0") if is_phone else "", birth_dates(text), words)

    def patients(self, *, sqlite: bool) -> ColumnElement[bool]:
        """The condition on Patient."""
        found: list[ColumnElement[bool]] = []
        if self.number:
            found.append(beginning(Patient.mrn_key, self.number, sqlite=sqlite))
        if self.phone:
            found.append(beginning(Patient.phone_reversed, self.phone[::-1], sqlite=sqlite))
        if self.births:
            found.append(Patient.birth_date.in_(self.births))
        if self.words:
            found.append(and_(*(Patient.name_key.contains(word, autoescape=True) for word in self.words)))
        return or_(*found) if found else false()

    def numbers(self, *, sqlite: bool) -> ColumnElement[bool]:
        """The condition on an invoice's number: its beginning, with or without its letters ("INV-204", "204")."""
        if not self.number:
            return false()
        whole = beginning(Invoice.number_key, self.number, sqlite=sqlite)
        if not self.number[0].isdigit():
            return whole
        return or_(whole, beginning(NUMBER_DIGITS, self.number, sqlite=sqlite))
