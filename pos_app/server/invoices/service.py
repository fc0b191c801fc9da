"""The list of the counter and one invoice with all that happened to it, as far as the person asking may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
    text,
    true,
    tuple_,
    union,
)
from sqlalchemy.orm import Session, aliased

from pos_app.server.clock import Clock, midnight
from pos_app.server.db import Database, UtcDateTime
from pos_app.server.errors import ApiError, not_found
from pos_app.server.invoices import rules
from pos_app.server.invoices.cursor import Cursor
from pos_app.server.invoices.detail import DETAIL, detail_of
from pos_app.server.invoices.rows import ROW, fields_of
from pos_app.server.invoices.search import Query, among, hits, read, unindexed
from pos_app.server.models import Invoice, Patient, StripePaymentIntent
from pos_app.server.permissions import Action, Principal, Scope
from pos_app.wire.invoices import InvoiceCounts, InvoiceDetail, InvoicePage, ListFilter, ListSort
from pos_app.wire.problems import Code

WhichSites = Literal["mine", "all"]
COUNT_CAP = 1000
MANY_CAP = 50
"""Where a search has more hits than can be named, each one counted is one walked to."""
_COUNTED = (ListFilter.OPEN, ListFilter.PART_PAID, ListFilter.CHECKING, ListFilter.PAID_TODAY, ListFilter.ALL)

# Written out, not bound: the databases use a partial index only where they can read its condition in the question.
_DUE = text("invoices.due_minor > 0 AND NOT invoices.void")
_PART = text("invoices.due_minor > 0 AND invoices.paid_minor > invoices.refunded_minor AND NOT invoices.void")
_PART_BY_DUE = text("invoices.due_minor >= 1 AND invoices.paid_minor > invoices.refunded_minor AND NOT invoices.void")
_SETTLED = text("invoices.due_minor <= 0 AND NOT invoices.void")
# Under a name of its own, or it would be taken for the attempt that the list joins to each row.
_TRY = aliased(StripePaymentIntent, name="checked")
_CHECKING = and_(_TRY.live, _TRY.state.in_(rules.CHECKING))
_IS_CHECKED = select(_TRY.id).where(_TRY.invoice_id == Invoice.id, _CHECKING).exists()
_CHECKED = Invoice.id.in_(select(_TRY.invoice_id).where(_CHECKING))


def _order(sort: ListSort, *, walked: bool = True) -> tuple[Any, ...]:
    """What the list is in order of. Not ``walked`` is for SQLite, which otherwise walks the list to its end for what
    another index finds at once."""
    columns: tuple[Any, ...] = (Invoice.due_minor if sort.by_due else Invoice.service_date, Invoice.id)
    return columns if walked else tuple(unindexed(column) for column in columns)


def visible(who: Principal, sites: WhichSites = "all", site_id: Any = Invoice.site_id) -> ColumnElement[bool]:
    """The condition on Invoice for what this person may see, and wants to. ``site_id``: the column to compare."""
    match who.scope(Action.READ_INVOICES):
        case Scope.ALL:
            # "mine" of somebody who belongs to no site is every site
            chosen = who.site_ids if sites == "mine" else ()
            return _one_of(site_id, chosen) if chosen else true()
        case Scope.SITE:
            return _one_of(site_id, who.site_ids)
        case Scope.OWN:
            return Invoice.patient_id == who.patient_id if who.patient_id else false()
        case Scope.NONE:
            return false()


def _one_of(column: Any, values: Sequence[str]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column == values[0] if len(values) == 1 else column.in_(values)
    return found


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The conditions of a list, and how it is found."""

    where: tuple[ColumnElement[bool], ...]
    many: Query | None = None  # a search with more hits than can be named
    walked: bool = True  # along an index that has the order of the list


class InvoiceService:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._detail = database.lookup(DETAIL)

    def page(
        self, who: Principal, *, status: ListFilter, q: str, site: WhichSites, limit: int, cursor: str | None,
        sort: ListSort = ListSort.NEWEST,
    ) -> InvoicePage:  # fmt: skip
        """One page. Raises ``cursor_invalid``, and ``malformed_request`` for an order that these can't be had in."""
        if not sort.offered(status):
            raise ApiError(
                Code.MALFORMED, 422, "The request is not well formed.", fields={"sort": "with open and part_paid only"}
            )
        after = Cursor.parse(cursor, sort) if cursor else None
        with self._database.read() as session:
            chosen = self._choose(session, who, q, site, status)
            if chosen is None:
                return InvoicePage(items=())
            statement = ROW.where(*chosen.where, *self._status(status, by_due=sort.by_due))
            order = _order(sort, walked=chosen.walked)
            if after is not None:
                of = Invoice.due_minor.type if sort.by_due else UtcDateTime()
                place = tuple_(bindparam(None, after.value, of), bindparam(None, after.id))
                statement = statement.where(tuple_(*order) > place if sort.rising else tuple_(*order) < place)
            turned = order if sort.rising else tuple(column.desc() for column in order)
            rows = session.connection().execute(statement.order_by(*turned).limit(limit + 1)).all()
        shown = rows[:limit]
        more = str(Cursor.after(shown[-1], sort)) if len(rows) > limit else None
        return InvoicePage.model_validate({"items": [fields_of(row) for row in shown], "next_cursor": more})

    def counts(self, who: Principal, *, q: str, site: WhichSites) -> InvoiceCounts:
        """How many invoices each filter has; counting stops at ``cap``."""
        with self._database.read() as session:
            chosen = self._choose(session, who, q, site)
            if chosen is None:
                return InvoiceCounts(**dict.fromkeys(_COUNTED, 0), cap=COUNT_CAP)
            cap = COUNT_CAP if chosen.many is None else MANY_CAP
            columns = [self._count(chosen, status, cap) for status in _COUNTED]
            if chosen.many is not None:
                columns[_COUNTED.index(ListFilter.ALL)] = self._count_many(chosen.many, who, site)
            found = session.execute(select(*columns)).one()
        return InvoiceCounts(**found._asdict(), cap=cap)

    def _count(self, chosen: _Chosen, status: ListFilter, cap: int) -> ColumnElement[int]:
        found = select(Invoice.id).where(*chosen.where, *self._status(status)).limit(cap)
        if chosen.many is not None:
            found = found.join(Patient)
        return _counted(found, status)

    def _count_many(self, query: Query, who: Principal, site: WhichSites) -> ColumnElement[int]:
        """Of all invoices: from the patients that match, since a walk along the list would pass too many others.

        Each of the answers is counted up to the cap, so that together they are right up to it.
        """
        sqlite = self._database.sqlite
        mine = visible(who, site, unindexed(Invoice.site_id) if sqlite else Invoice.site_id)
        answers = [select(Invoice.id).where(mine, query.numbers(sqlite=sqlite))]
        for patients in query.patients(sqlite=sqlite):
            theirs = patients.subquery()
            answers.append(select(Invoice.id).join(theirs, theirs.c.patient_id == Invoice.patient_id).where(mine))
        found = union(*(select(answer.limit(MANY_CAP).subquery().c.id) for answer in answers))
        return _counted(select(found.subquery().c.id).limit(MANY_CAP), ListFilter.ALL)

    async def detail(self, who: Principal, invoice_id: str) -> InvoiceDetail:
        """Raises ``not_found``, for what this person may not see as for what does not exist."""
        rows = await self._detail.soon(invoice=invoice_id)
        if not rows or not who.may(Action.READ_INVOICES, site_id=rows[0].site_id, patient_id=rows[0].patient_id):
            raise not_found("invoice")
        return detail_of(rows)

    def _status(self, status: ListFilter, *, by_due: bool = False) -> Sequence[ColumnElement[bool]]:
        match status:
            case ListFilter.ALL:
                return ()
            case ListFilter.OPEN:
                return (_condition(_DUE),)
            case ListFilter.PART_PAID:
                return (_condition(_PART_BY_DUE if by_due else _PART), ~_IS_CHECKED)
            case ListFilter.CHECKING:
                return (_CHECKED,)
            case ListFilter.PAID:
                return (_condition(_SETTLED), ~_IS_CHECKED)
            case ListFilter.PAID_TODAY:
                return (_condition(_SETTLED), Invoice.paid_at >= self._midnight(), ~_IS_CHECKED)

    def _midnight(self) -> datetime:
        """When today began where the server stands."""
        return midnight(self._clock.now().astimezone().date())

    def _choose(
        self, session: Session, who: Principal, q: str, site: WhichSites, status: ListFilter | None = None
    ) -> _Chosen | None:
        """What of the invoices this person asks for; None where a search finds nothing at all.

        Few hits are named by their ids, because the list would be walked to its end for them; many hits are found
        by walking, because sorting them all would take longer than a page needs. What was paid today is little, and
        is looked up by when it was paid: along the list it stands anywhere in years.
        """
        sqlite = self._database.sqlite
        query = read(session, q, sqlite=sqlite)
        walked = not sqlite or status is not ListFilter.PAID_TODAY
        mine = visible(who, site, Invoice.site_id if walked else unindexed(Invoice.site_id))
        if query is None:
            return _Chosen((mine,), walked=walked)
        few = hits(session, query, sqlite=sqlite)
        if few is None:
            many = or_(query.numbers(sqlite=sqlite), query.patient(sqlite=sqlite))
            return _Chosen((mine, many), many=query, walked=walked)
        if not few:
            return None
        named = among(Invoice.id, few, sqlite=sqlite)
        if not sqlite:
            return _Chosen((mine, named))
        return _Chosen((visible(who, site, unindexed(Invoice.site_id)), named), walked=False)


def _counted(found: Select[str], status: ListFilter) -> ColumnElement[int]:
    return select(func.count()).select_from(found.subquery()).scalar_subquery().label(status.value)


def _condition(fragment: object) -> ColumnElement[bool]:
    return and_(fragment)  # type: ignore[arg-type] # text is no ColumnElement to the types; and_ makes one
