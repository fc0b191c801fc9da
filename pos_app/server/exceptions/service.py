"""What does not fit into the books is put before a supervisor, and stays there until somebody has seen to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select, true, tuple_
from sqlalchemy.orm import Session

from pos_app.money import Money, MoneyError
from pos_app.server.audit.rules import About
from pos_app.server.audit.writing import act
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError, not_found
from pos_app.server.exceptions.rules import Oddity, words
from pos_app.server.gateway import Subject
from pos_app.server.invoices.cursor import Cursor
from pos_app.server.models import Invoice, InvoiceEvent, MoneyException, User, new_id
from pos_app.server.permissions import Action, Principal, Scope
from pos_app.server.text import plausible_id
from pos_app.wire.audit import Act
from pos_app.wire.base import Amount
from pos_app.wire.exceptions import MoneyExceptionEntry, MoneyExceptionPage, Which
from pos_app.wire.problems import Code


def note(
    session: Session,
    kind: str,
    key: str,
    detail: str,
    now: datetime,
    *,
    intent_id: str | None = None,
    invoice_id: str | None = None,
    payment_id: str | None = None,
    refund_id: str | None = None,
    dispute_id: str | None = None,
    stripe_id: str = "",
    amount_minor: int | None = None,
    currency: str = "",
) -> None:
    """Put something that does not fit before a supervisor, inside the caller's transaction.

    The same ``key`` twice is one row, opened again: whoever hears the same news over and over says so only once.
    """
    found = session.scalars(select(MoneyException).where(MoneyException.key == key)).one_or_none()
    if found is not None:
        if found.resolved_at is not None:
            _audit(session, found, Act.EXCEPTION_RAISED, now)
        found.resolved_at, found.detail = None, detail[:1000]
        return
    session.add(
        new := MoneyException(
            id=new_id(),
            kind=kind,
            key=key,
            detail=detail[:1000],
            created_at=now,
            intent_id=intent_id,
            invoice_id=invoice_id,
            payment_id=payment_id,
            refund_id=refund_id,
            dispute_id=dispute_id,
            stripe_id=stripe_id,
            amount_minor=amount_minor,
            currency=currency,
        )
    )
    session.flush()
    _audit(session, new, Act.EXCEPTION_RAISED, now)


def noted(session: Session, keys: Sequence[str]) -> frozenset[str]:
    """Those of ``keys`` under which something is noted and not resolved."""
    found = select(MoneyException.key).where(MoneyException.key.in_(keys), MoneyException.resolved_at.is_(None))
    return frozenset(session.scalars(found))


def resolve_by_itself(session: Session, key: str, now: datetime) -> None:
    """What was noted under ``key`` is so no more; nothing happens where it was not noted."""
    found = session.scalars(
        select(MoneyException).where(MoneyException.key == key, MoneyException.resolved_at.is_(None))
    ).one_or_none()
    if found is not None:
        found.resolved_at, found.resolved_by, found.resolution = now, None, ""
        _audit(session, found, Act.EXCEPTION_ENDED, now)


def _audit(session: Session, found: MoneyException, what: Act, now: datetime, who: Principal | None = None) -> None:
    after = {
        "kind": found.kind,
        "amount_minor": found.amount_minor,
        "currency": found.currency,
        "payment_intent": found.intent_id,
        "refund": found.refund_id,
        "stripe_id": found.stripe_id,
    }
    act(session, who, what, About("exception", found.id, found.invoice_id or ""), now, after=after)


_ROWS: Select[*tuple[Any, ...]] = (
    select(MoneyException, Invoice.number, User.display_name)
    .outerjoin(Invoice, Invoice.id == MoneyException.invoice_id)
    .outerjoin(User, User.id == MoneyException.resolved_by)
)


class ExceptionService:
    """Every method raises ApiError for what it refuses."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def page(self, who: Principal, *, which: Which, limit: int, cursor: str | None) -> MoneyExceptionPage:
        """One page, newest first. Raises ``cursor_invalid``."""
        after = Cursor.parse(cursor) if cursor else None
        statement = _ROWS.where(_visible(who, Action.READ_EXCEPTIONS))
        if which is Which.OPEN:
            statement = statement.where(MoneyException.resolved_at.is_(None))
        place = (MoneyException.created_at, MoneyException.id)
        if after is not None:
            statement = statement.where(tuple_(*place) < tuple_(after.moment, after.id))
        statement = statement.order_by(*(column.desc() for column in place)).limit(limit + 1)
        with self._database.read() as session:
            rows = session.execute(statement).all()
        shown = rows[:limit]
        more = str(Cursor(shown[-1][0].created_at, shown[-1][0].id)) if len(rows) > limit else None
        return MoneyExceptionPage(items=tuple(_entry(row) for row in shown), next_cursor=more)

    def resolve(self, who: Principal, exception_id: str, text: str) -> MoneyExceptionEntry:
        """A supervisor has seen to it. The same words of the same person again change nothing.

        Raises ``not_found``, and ``exception_resolved`` where somebody else was quicker.
        """
        if not plausible_id(exception_id):
            raise not_found("exception")
        mine = _ROWS.where(MoneyException.id == exception_id, _visible(who, Action.RESOLVE_EXCEPTIONS))
        with self._database.write() as session:
            row = session.execute(_locked(mine)).one_or_none()
            if row is None:
                raise not_found("exception")
            found: MoneyException = row[0]
            if found.resolved_at is None:
                self._close(session, found, who, text)
            elif (found.resolved_by, found.resolution) != (who.id, text):
                raise ApiError(Code.EXCEPTION_RESOLVED, 409, "Somebody has seen to this already.")
            return _entry(session.execute(mine).one())

    def contradicted(self, subject: Subject, how: str) -> None:
        """Stripe says something else of ``subject`` now than what was booked (see ``news.Contradicted``)."""
        key = f"{Oddity.LEDGER_DIFFERS}:{subject.id}"
        detail = f"What Stripe says of {subject.id} contradicts the books: {how}."
        with self._database.write() as session:
            note(session, Oddity.LEDGER_DIFFERS, key, detail, self._clock.now(), stripe_id=subject.id)

    def _close(self, session: Session, found: MoneyException, who: Principal, text: str) -> None:
        now = self._clock.now()
        found.resolved_at, found.resolved_by, found.resolution = now, who.id, text
        _audit(session, found, Act.RESOLVE_EXCEPTION, now, who)
        if found.invoice_id is not None:
            # The row can be opened again; this stays.
            title = f"{words(found.kind).title}: seen to by {who.display_name}"
            event = InvoiceEvent(
                invoice_id=found.invoice_id, kind="exception_resolved", title=title[:300], detail=text[:500], at=now
            )
            session.add(event)
        session.flush()


def _visible(who: Principal, action: Action) -> ColumnElement[bool]:
    """Of the invoices of one's sites; what belongs to no invoice is for every supervisor."""
    if who.scope(action) is Scope.ALL:
        return true()
    return or_(MoneyException.invoice_id.is_(None), Invoice.site_id.in_(who.site_ids))


def _locked(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.with_for_update(of=MoneyException).execution_options(populate_existing=True)


def _entry(row: Row[*tuple[Any, ...]]) -> MoneyExceptionEntry:
    found, number, by = row
    said = words(found.kind)
    closed = found.resolved_at is not None
    return MoneyExceptionEntry(
        id=found.id,
        kind=found.kind,
        title=said.title,
        detail=found.detail,
        advice=said.advice,
        invoice_id=found.invoice_id,
        invoice_number=number,
        payment_intent_id=found.intent_id,
        payment_id=found.payment_id,
        refund_id=found.refund_id,
        dispute_id=found.dispute_id,
        stripe_id=found.stripe_id,
        amount=_amount(found),
        created_at=found.created_at,
        resolved_at=found.resolved_at,
        resolved_by=by or "" if closed else "",
        resolution=found.resolution if closed else "",
    )


def _amount(found: MoneyException) -> Amount | None:
    """None too for a currency we don't know: the detail says it in words then."""
    if found.amount_minor is None:
        return None
    try:
        return Amount.of(Money(found.amount_minor, found.currency))
    except MoneyError:
        return None
