"""Exports of payments and refunds, as far as the person asking may see them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any, Final

import structlog
from sqlalchemy import ColumnElement, Row, Select, false, literal, select, true, union_all
from sqlalchemy.orm import Session

from pos_app.server.audit.rules import About
from pos_app.server.audit.writing import act
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError
from pos_app.server.models import Invoice, Payment, Receipt, Site, StripePaymentIntent, StripeRefund, User
from pos_app.server.permissions import Action, Principal, Scope
from pos_app.server.reports import rules, sheet, takings
from pos_app.server.reports.takings import Movement, Try
from pos_app.wire.audit import Act
from pos_app.wire.problems import Code
from pos_app.wire.reports import Extent, TakingsReport

_AT_ONCE: Final = 1000
"""Rows fetched from the database at a time."""
_IN_MEMORY: Final = 4 * 1024 * 1024
_PIECE: Final = 64 * 1024
_SHARED: Final = (
    Receipt.number.label("receipt"),
    Invoice.number.label("invoice"),
    Payment.method.label("tender"),
    Payment.card_brand.label("brand"),
    Payment.card_last4.label("last4"),
    User.display_name.label("by"),
    Site.name.label("site"),
)
Rows = Select[*tuple[Any, ...]]


class ReportService:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._log = structlog.get_logger("reports")

    def payments(self, who: Principal, first: date, last: date) -> Iterator[bytes]:
        """Payments and refunds of the days from ``first`` to ``last`` as CSV, oldest first, in pieces.

        All of it is read before the first piece is given: whoever saves it has the whole or an error, never a part
        that looks whole, and a slow reader holds no connection to the database.  Raises ``malformed_request`` for a
        span that is no span or too long.
        """
        _check(rules.trouble(first, last))
        made: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by _pieces
        try:
            with self._database.read() as session:
                count = _write(made, session, who, *rules.span(first, last))
            made.seek(0)
            after = {"first": first.isoformat(), "last": last.isoformat(), "rows": count}
            with self._database.write() as session:
                about = About("report", "payments.csv")
                act(session, who, Act.EXPORT_REPORT, about, self._clock.now(), after=after)
        except BaseException:
            made.close()
            raise
        self._log.info("payments_exported", user=who.id, first=first.isoformat(), last=last.isoformat(), rows=count)
        return _pieces(made)

    def takings(self, who: Principal, first: date, last: date) -> TakingsReport:
        """What was taken and given back in the days from ``first`` to ``last``, summed up.

        Raises ``malformed_request`` for a span that is no span or too long.
        """
        _check(rules.trouble(first, last, rules.MAX_SUMMED))
        begins, ends = rules.span(first, last)
        with self._database.read() as session:
            both = (_payments(who, begins, ends), _refunds(who, begins, ends))
            movements = [_movement(row) for query in both for row in session.execute(query)]
            attempts = [_tried(row) for row in session.execute(_attempts(who, begins, ends))]
        extent = _EXTENTS[who.scope(Action.READ_REPORTS)]
        return TakingsReport(
            first=first,
            last=last,
            until=min(self._clock.now(), ends),
            extent=extent,
            sites=tuple(site.name for site in who.sites) if extent is Extent.SITES else (),
            currencies=takings.by_currency(movements),
            tries=takings.tries(attempts),
        )


_EXTENTS: Final = {Scope.OWN: Extent.OWN, Scope.SITE: Extent.SITES, Scope.ALL: Extent.ALL}


def _check(trouble: str) -> None:
    if trouble:
        raise ApiError(Code.MALFORMED, 422, "The request is not well formed.", fields={"to": f"the span {trouble}"})


def _movement(row: Row[*tuple[Any, ...]]) -> Movement:
    return Movement(
        at=row.at.astimezone(),
        currency=row.currency,
        minor=abs(row.minor),
        refund=row.kind == "refund",
        tender=row.tender,
        till=row.till,
        person=row.by or "",
    )


def _tried(row: Row[*tuple[Any, ...]]) -> Try:
    seconds = None
    if row.paid_at is not None:  # Stripe's clock, in whole seconds
        seconds = max(0.0, (row.paid_at - row.created_at).total_seconds())
    return Try(row.state, row.declined or row.error, seconds)


def _write(made: IO[bytes], session: Session, who: Principal, begins: datetime, ends: datetime) -> int:
    made.write((sheet.BOM + sheet.row(rules.COLUMNS)).encode())
    both = union_all(_payments(who, begins, ends), _refunds(who, begins, ends)).subquery()
    found = select(both).order_by(both.c.at, both.c.id).execution_options(yield_per=_AT_ONCE)
    count = 0
    for one in session.execute(found):
        made.write(sheet.row(_cells(one)).encode())
        count += 1
    return count


def _pieces(made: IO[bytes]) -> Iterator[bytes]:
    with made:
        while piece := made.read(_PIECE):
            yield piece


def _payments(who: Principal, begins: datetime, ends: datetime) -> Rows:
    own = (Payment.at, Payment.id, literal("payment"), literal("succeeded"), Payment.amount_minor, Payment.currency)
    return (
        select(*_named(*own), Payment.till.label("till"), *_SHARED)
        .join(Invoice, Invoice.id == Payment.invoice_id)
        .join(Site, Site.id == Invoice.site_id)
        .outerjoin(User, User.id == Payment.user_id)
        .outerjoin(Receipt, Receipt.payment_id == Payment.id)
        .where(Payment.at >= begins, Payment.at < ends, _visible(who, Payment.user_id))
    )


def _refunds(who: Principal, begins: datetime, ends: datetime) -> Rows:
    at, state = StripeRefund.created_at, StripeRefund.state
    own = (at, StripeRefund.id, literal("refund"), state, -StripeRefund.amount_minor, StripeRefund.currency)
    return (
        select(*_named(*own), StripeRefund.till.label("till"), *_SHARED)
        .join(Payment, Payment.id == StripeRefund.payment_id)
        .join(Invoice, Invoice.id == Payment.invoice_id)
        .join(Site, Site.id == Invoice.site_id)
        .outerjoin(User, User.id == StripeRefund.user_id)
        .outerjoin(Receipt, Receipt.payment_id == Payment.id)
        .where(at >= begins, at < ends, state.in_(sorted(rules.MOVED)), _visible(who, StripeRefund.user_id))
    )


def _attempts(who: Principal, begins: datetime, ends: datetime) -> Rows:
    one = StripePaymentIntent
    return (
        select(
            one.state,
            one.created_at,
            one.decline_code.label("declined"),
            one.error_code.label("error"),
            Payment.at.label("paid_at"),
        )
        .join(Invoice, Invoice.id == one.invoice_id)
        .outerjoin(Payment, Payment.intent_id == one.id)
        .where(one.created_at >= begins, one.created_at < ends, _visible(who, one.user_id))
    )


def _named(*columns: Any) -> list[Any]:
    """What payments and refunds have of their own, under the same names."""
    names = ("at", "id", "kind", "status", "minor", "currency")
    return [column.label(name) for name, column in zip(names, columns, strict=True)]


def _visible(who: Principal, user_id: Any) -> ColumnElement[bool]:
    """Own rows, those of one's sites, or all. ``user_id``: the column that says who took or gave back the money."""
    match who.scope(Action.READ_REPORTS):
        case Scope.ALL:
            return true()
        case Scope.SITE:
            return Invoice.site_id.in_(who.site_ids) if who.site_ids else false()
        case Scope.OWN:
            mine: ColumnElement[bool] = user_id == who.id
            return mine
        case Scope.NONE:
            return false()


def _cells(one: Row[*tuple[Any, ...]]) -> tuple[str, ...]:
    return (
        one.at.astimezone().isoformat(timespec="seconds"),
        one.kind,
        one.status,
        one.receipt or "",
        one.invoice,
        one.tender,
        rules.amount(one.minor, one.currency),
        one.currency.upper(),
        one.brand,
        one.last4,
        one.by or "",
        one.till,
        one.site,
    )
