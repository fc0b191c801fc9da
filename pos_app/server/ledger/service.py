"""Entries of the ledger, written inside the caller's transaction; and what an account holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import Table, case, func, insert, select
from sqlalchemy.orm import Session

from pos_app.server.ledger.rules import Account, Entry, Posting
from pos_app.server.models import LedgerEntry

_ENTRIES: Final = cast(Table, LedgerEntry.__table__)


class LedgerConflict(Exception):
    """The same movement was written down before with other figures. Nothing has been written now."""


@dataclass(frozen=True, slots=True)
class About:
    """What entries are about: our ids where we have them, Stripe's id, when it happened there, in which currency."""

    currency: str
    happened_at: datetime
    invoice_id: str | None = None
    payment_id: str | None = None
    refund_id: str | None = None
    dispute_id: str | None = None
    stripe_id: str = ""


Movement = tuple[Sequence[Posting], About]
"""Postings, and what they are about."""
_COLUMNS: Final = tuple("invoice_id payment_id refund_id dispute_id stripe_id happened_at currency".split())


def post(session: Session, postings: Sequence[Posting], about: About, now: datetime) -> int:
    """As ``post_all`` for one movement."""
    return post_all(session, [(postings, about)], now)


def post_all(session: Session, movements: Sequence[Movement], now: datetime) -> int:
    """Write down what is not written yet; how many entries were new.

    The caller holds the locks that order news of these objects.  Raises LedgerConflict when a key is known with other
    figures or of another payment: money is never booked over.
    """
    wanted: dict[str, tuple[Posting, About]] = {}
    for postings, about in movements:
        for posting in postings:
            if wanted.setdefault(posting.key, (posting, about)) != (posting, about):
                raise LedgerConflict(f"{posting.key} is to be booked twice")
    if not wanted:
        return 0
    for known in session.scalars(select(LedgerEntry).where(LedgerEntry.key.in_(wanted))):
        new, about = wanted.pop(known.key)
        before = (known.debit, known.credit, known.amount_minor, known.currency, known.payment_id)
        if before != (new.debit, new.credit, new.minor, about.currency, about.payment_id):
            raise LedgerConflict(f"{known.key} is known with {known.amount_minor} {known.currency}")
    if wanted:
        session.flush()  # what they refer to may not be written yet
        session.connection().execute(insert(_ENTRIES), [_row(*one, now) for one in wanted.values()])
    return len(wanted)


def _row(posting: Posting, about: About, now: datetime) -> dict[str, Any]:
    return {
        "key": posting.key,
        "kind": posting.kind.value,
        "debit": posting.debit.value,
        "credit": posting.credit.value,
        "amount_minor": posting.minor,
        "at": now,
        **{name: getattr(about, name) for name in _COLUMNS},
    }


def known(session: Session, keys: Iterable[str]) -> tuple[Posting, ...]:
    """The entries of these keys that are written down, as they were posted."""
    found = session.scalars(select(LedgerEntry).where(LedgerEntry.key.in_(list(keys))).order_by(LedgerEntry.seq))
    return tuple(
        Posting(row.key, Entry(row.kind), Account(row.debit), Account(row.credit), row.amount_minor) for row in found
    )


def held(session: Session, account: Account, currency: str, *, invoice_id: str | None = None) -> int:
    """What an account holds (debits less credits, minor units), of one invoice or in all."""
    signed = case((LedgerEntry.debit == account.value, LedgerEntry.amount_minor), else_=-LedgerEntry.amount_minor)
    query = select(func.coalesce(func.sum(signed), 0)).where(
        (LedgerEntry.debit == account.value) | (LedgerEntry.credit == account.value),
        LedgerEntry.currency == currency,
    )
    if invoice_id is not None:
        query = query.where(LedgerEntry.invoice_id == invoice_id)
    return int(session.scalar(query) or 0)
