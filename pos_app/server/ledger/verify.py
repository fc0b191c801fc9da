"""``pos-app verify-ledger``: do the books agree with themselves, and with Stripe? Changes nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from pos_app.exits import ENVIRONMENT, FAILED, OK, Stop
from pos_app.formats import reported
from pos_app.server import migrate
from pos_app.server.clock import midnight
from pos_app.server.db import Database
from pos_app.server.gateway import ProcessorError
from pos_app.server.gateway.stripe_service import StripeService
from pos_app.server.ledger import verify_books, verify_file
from pos_app.server.ledger.verify_movements import Difference, Key, Span, Tallies, What, compare, ours, sums
from pos_app.server.ledger.verify_report import Finding, Report, Sums, as_json, as_text
from pos_app.server.ledger.verify_stripe import REACH, Stripe
from pos_app.server.settings import DatabaseSettings, Settings, load

DAYS: Final = 30
RECENT: Final = timedelta(minutes=1)
"""What is younger may still be on its way into the books."""
FEE_RECENT: Final = timedelta(minutes=10)
"""Stripe says what it kept of a charge a while after the charge."""


@dataclass(frozen=True, slots=True)
class Other:
    """The other side of the comparison. The two questions are about what only one side knows."""

    name: str
    whose: str
    tallies: Tallies
    is_ours: Callable[[Difference, frozenset[str]], bool]
    confirms: Callable[[Session, Difference], bool]


def verify(database: Database, other: Other | None, span: Span, now: datetime) -> Report:
    """Everything at one moment of the database. Raises SQLAlchemyError and ProcessorError."""
    report = Report()
    with database.moment() as session:
        report.differences += verify_books.differences(session, now)
        report.still_open += verify_books.still_open(session, now)
        mine = ours(session, span.start - REACH if span.start else None)
        _add(report, "our books", sums(mine, span))
        if other is not None:
            report.compared_with = other.name
            _add(report, other.whose, sums(_both_sides(other.tallies, mine), span))
            booked = frozenset(key.source for key in mine if key.what is What.CHARGE)
            for found in compare(mine, other.tallies, span):
                _judge(report, found, other, session, booked, now)
            report.not_ours += _stripes_own(other.tallies, span)
    return report


def _add(report: Report, whose: str, found: dict[str, Sums]) -> None:
    for currency, figures in found.items():
        report.sums.setdefault(currency, {})[whose] = figures


def _both_sides(other: Tallies, mine: Tallies) -> Tallies:
    """Theirs, dated as ours where both know of it, so that a movement at the edge counts on both sides or on none."""
    found = dict(other)
    for key, tally in other.items():
        same = mine.get(key)
        if same is not None and same.first is not None:
            found[key] = type(tally)(tally.came, tally.went, tally.fee, same.first, same.last)
    return found


def _judge(
    report: Report, found: Difference, other: Other, session: Session, booked: frozenset[str], now: datetime
) -> None:
    mine, theirs_ = found.mine, found.other
    latest = max(t.last for t in (mine, theirs_) if t is not None and t.last is not None)
    what = f"the {found.key.what} {found.key.source}"
    currency = found.key.currency
    if mine is not None and theirs_ is not None:
        fee_only = (mine.came, mine.went) == (theirs_.came, theirs_.went)
        text = (
            f"Of {what} {other.whose} says: {theirs_.said(currency)}. Our books say: {mine.said(currency)}."
            if not fee_only
            else f"Of {what} {other.whose} kept {reported(theirs_.fee, currency)}; "
            f"our books say {reported(mine.fee, currency)}."
        )
        waits = fee_only and mine.fee == 0 and latest > now - FEE_RECENT
        (report.still_open if waits or latest > now - RECENT else report.differences).append(Finding("differs", text))
    elif theirs_ is not None:
        text = f"{other.whose} says of {what}: {theirs_.said(currency)}. Our books have nothing of it."
        if latest > now - RECENT:
            report.still_open.append(Finding("not_booked", text))
        elif other.is_ours(found, booked):
            report.differences.append(Finding("not_booked", text))
        else:
            report.not_ours.append(Finding("not_ours", f"{what[0].upper()}{what[1:]}: {theirs_.said(currency)}."))
    elif mine is not None:
        text = f"Our books say of {what}: {mine.said(currency)}. {other.whose} knows nothing of it."
        if latest > now - RECENT:
            report.still_open.append(Finding("not_at_stripe", text))
        elif not other.confirms(session, found):
            report.differences.append(Finding("not_at_stripe", text))


def _stripes_own(tallies: Tallies, span: Span) -> Iterator[Finding]:
    for key, tally in tallies.items():
        if key.what is What.OTHER and span.holds(tally.first):
            yield Finding("not_ours", f"Stripe's own business {key.source}: {tally.said(key.currency)}.")


def main(argv: list[str]) -> int:
    options = _parser().parse_args(argv)
    now = datetime.now(UTC)
    span = _span(options, now)
    settings = load(DatabaseSettings if options.offline or options.ledger else Settings)
    database = Database(settings.database_url.get_secret_value())
    try:
        migrate.check(database)
        report = verify(database, _other(options, settings, span, now), span, now)
    except SQLAlchemyError as error:
        raise migrate.unusable(error) from error
    except ProcessorError as error:
        raise Stop(
            f"Stripe could not be asked: {error.message}",
            "Check STRIPE_SECRET_KEY and the connection, or check the books alone with --offline.",
            ENVIRONMENT,
        ) from error
    finally:
        database.close()
    sys.stdout.write((as_json if options.json else as_text)(report, strict=options.strict) + "\n")
    return OK if report.right(strict=options.strict) else FAILED


def _other(options: argparse.Namespace, settings: DatabaseSettings, span: Span, now: datetime) -> Other | None:
    if options.offline:
        return None
    if options.ledger is not None:
        return from_file(options.ledger)
    assert isinstance(settings, Settings)
    service = StripeService(settings.stripe_secret_key.get_secret_value(), (), settings.stripe_api_base)
    found = Stripe(service, span.start or now - timedelta(days=DAYS), span.end or now)
    return Other("Stripe", "Stripe", found.tallies(), found.is_ours, found.confirms)


def from_file(path: Path) -> Other:
    """The sandbox's account book; see ``verify_file``."""
    told = verify_file.read(path)

    def is_ours(difference: Difference, booked: frozenset[str]) -> bool:
        key: Key = difference.key
        if key.what is What.PAYOUT:
            return True
        if key.what is What.CHARGE:
            return key.source in told.ours
        return told.charge_of.get(key.source) in booked

    return Other(f"the account book {path.name}", "the sandbox", told.tallies, is_ours, lambda _session, _found: False)


def _span(options: argparse.Namespace, now: datetime) -> Span:
    """Days are the hospital's, from midnight where this program runs."""
    if options.start is None and options.end is None:
        return (
            Span()
            if options.ledger is not None and options.days is None
            else Span(now - timedelta(days=options.days or DAYS))
        )
    start = midnight(options.start) if options.start else now - timedelta(days=DAYS)
    end = midnight(options.end + timedelta(days=1)) if options.end else None
    if end is not None and end <= start:
        raise Stop("The first day lies after the last.", "Give --from a day before that of --to.", FAILED)
    return Span(start, end)


def _day(text: str) -> object:
    return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone


def _days(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 3650:
        raise ValueError
    return value


_day.__name__, _days.__name__ = "day (as 2026-11-23)", "number of days"  # argparse names them so in its complaints


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pos-app verify-ledger",
        description="Check that the books agree with themselves and with Stripe. Says what differs; changes nothing. "
        "Our own rules are checked over everything, the comparison with Stripe over the span.",
        epilog="exit codes:\n"
        "  0 all is right, 1 something differs, 3 Stripe can't be asked, 4 the database, 5 a setting\n\n"
        "examples:\n  pos-app verify-ledger --days 2\n"
        "  pos-app verify-ledger --from 2026-11-01 --to 2026-11-30 --json\n"
        "  pos-app verify-ledger --ledger sandbox/ledger.jsonl",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--from", dest="start", type=_day, metavar="DATE", help="first day to compare")
    parser.add_argument("--to", dest="end", type=_day, metavar="DATE", help="last day to compare")
    parser.add_argument("--days", type=_days, metavar="N", help=f"compare the last N days (default: {DAYS})")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    parser.add_argument("--strict", action="store_true", help="what is still open counts as a difference")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--offline", action="store_true", help="our own rules only; ask nobody")
    where.add_argument("--ledger", type=Path, metavar="FILE", help="compare with a sandbox's account book instead")
    return parser
