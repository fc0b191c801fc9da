"""Two accounts of the same money side by side: ours, and Stripe's own.

Both are brought into one form, what each charge, refund, dispute or payout did to Stripe's balance.  Whatever is on
only one side, or has other figures there, differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from pos_app.formats import reported
from pos_app.server.gateway import Movement
from pos_app.server.ledger.rules import Account, Entry
from pos_app.server.ledger.verify_report import Sums
from pos_app.server.models import LedgerEntry


class What(StrEnum):
    CHARGE = "charge"
    REFUND = "refund"
    DISPUTE = "dispute"
    PAYOUT = "payout"
    OTHER = "other"
    """Stripe's own business: a fee of its account, a reserve."""


@dataclass(frozen=True, slots=True)
class Key:
    """``source`` is Stripe's id of what moved money."""

    what: What
    source: str
    currency: str


@dataclass(slots=True)
class Tally:
    """What one source did to Stripe's balance, minor units: what came, what went, and the fee for it."""

    came: int = 0
    went: int = 0
    fee: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def add(self, amount: int, fee: int, at: datetime) -> None:
        if amount > 0:
            self.came += amount
        else:
            self.went -= amount
        self.fee += fee
        self.first = at if self.first is None else min(self.first, at)
        self.last = at if self.last is None else max(self.last, at)

    @property
    def figures(self) -> tuple[int, int, int]:
        return self.came, self.went, self.fee

    def said(self, currency: str) -> str:
        """As "$148.00 came, $50.00 went, $4.59 fee"."""
        parts = [
            f"{reported(minor, currency)} {word}"
            for minor, word in ((self.came, "came"), (self.went, "went"), (self.fee, "fee"))
            if minor
        ]
        return ", ".join(parts) or "nothing moved"


Tallies = dict[Key, Tally]
_KINDS = {
    "charge": What.CHARGE,
    "payment": What.CHARGE,
    "refund": What.REFUND,
    "payment_refund": What.REFUND,
    "refund_failure": What.REFUND,
    "payment_failure_refund": What.REFUND,
    "payout": What.PAYOUT,
    "payout_failure": What.PAYOUT,
    "payout_cancel": What.PAYOUT,
}
_ENTRIES = {
    What.CHARGE: (Entry.PAYMENT, Entry.OVERPAYMENT, Entry.UNASSIGNED),
    What.REFUND: (Entry.REFUND_SENT, Entry.REFUND_RETURNED),
    What.DISPUTE: (Entry.DISPUTE, Entry.DISPUTE_REINSTATED),
    What.PAYOUT: (Entry.PAYOUT, Entry.PAYOUT_FAILED),
}


def what_of(movement: Movement) -> What:
    """Disputes come as adjustments, as other things do too."""
    if movement.kind == "adjustment" and movement.source.startswith(("du_", "dp_")):
        return What.DISPUTE
    return _KINDS.get(movement.kind, What.OTHER)


def theirs(movements: Iterable[Movement]) -> Tallies:
    found: Tallies = {}
    for one in movements:
        key = Key(what_of(one), one.source or one.id, one.currency)
        found.setdefault(key, Tally()).add(one.amount, one.fee, one.created)
    return found


def ours(session: Session, since: datetime | None) -> Tallies:
    """From our entries, summed up by the database: of every source with an entry since then."""
    entry = LedgerEntry
    into, out = entry.debit == Account.STRIPE.value, entry.credit == Account.STRIPE.value
    fee = entry.kind == Entry.FEE.value
    what = case(*((entry.kind.in_([k.value for k in kinds]), w.value) for w, kinds in _ENTRIES.items()), else_="fee")

    def sum_of(condition: object) -> object:
        return func.coalesce(func.sum(case((condition, entry.amount_minor), else_=0)), 0)  # type: ignore[arg-type] # an expression

    query = (
        select(
            what.label("what"),
            entry.stripe_id,
            entry.currency,
            sum_of(into & ~fee),  # type: ignore[call-overload] # an expression
            sum_of(out & ~fee),
            sum_of(out & fee),
            sum_of(into & fee),
            func.min(entry.happened_at),
            func.max(entry.happened_at),
        )
        .where(or_(into, out))
        .group_by(what, entry.stripe_id, entry.currency)
    )
    if since is not None:
        query = query.having(func.max(entry.happened_at) >= since)
    found: Tallies = {}
    fees: dict[tuple[str, str], Tally] = {}
    for what_, source, currency, came, went, kept, given_back, first, last in session.execute(query):
        if what_ == "fee":
            fees[source, currency] = Tally(fee=int(kept) - int(given_back), first=first, last=last)
        else:
            found[Key(What(what_), source, currency)] = Tally(int(came), int(went), 0, first, last)
    for key, tally in found.items():
        kept_of_it = fees.pop((key.source, key.currency), None)
        if kept_of_it is not None:
            tally.fee = kept_of_it.fee
    for (source, currency), tally in fees.items():
        # of a charge that was settled in another currency, or of nothing we know
        found[Key(_by_name(source), source, currency)] = tally
    return found


def _by_name(source: str) -> What:
    for beginning, what in (("re_", What.REFUND), ("du_", What.DISPUTE), ("dp_", What.DISPUTE), ("po_", What.PAYOUT)):
        if source.startswith(beginning):
            return what
    return What.CHARGE


@dataclass(frozen=True, slots=True)
class Difference:
    """``mine`` or ``other`` is None where one side knows nothing of it."""

    key: Key
    mine: Tally | None
    other: Tally | None


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` to just before ``end``; None is for ever."""

    start: datetime | None = None
    end: datetime | None = None

    def holds(self, at: datetime | None) -> bool:
        return at is not None and (self.start is None or at >= self.start) and (self.end is None or at < self.end)


@dataclass(slots=True)
class _Source:
    """One source over all its currencies: Stripe may settle in another one than the card was charged in."""

    mine: dict[str, Tally] = field(default_factory=dict)
    other: dict[str, Tally] = field(default_factory=dict)


def compare(mine: Mapping[Key, Tally], other: Mapping[Key, Tally], span: Span) -> Iterator[Difference]:
    """What differs, of what began or went on within ``span``; both sides should reach a little beyond it."""
    sources: dict[tuple[What, str], _Source] = {}
    for key, tally in mine.items():
        sources.setdefault((key.what, key.source), _Source()).mine[key.currency] = tally
    for key, tally in other.items():
        sources.setdefault((key.what, key.source), _Source()).other[key.currency] = tally
    for (what, source), found in sources.items():
        if what is What.OTHER:
            continue
        if found.mine and found.other and set(found.mine) != set(found.other):
            continue  # settled in another currency: there is no figure to compare, but both sides know of it
        for currency in sorted({*found.mine, *found.other}):
            left, right = found.mine.get(currency), found.other.get(currency)
            within = span.holds(left.first if left else None) or span.holds(right.first if right else None)
            if within and not _agree(left, right, span):
                yield Difference(Key(what, source, currency), left, right)


def _agree(left: Tally | None, right: Tally | None, span: Span) -> bool:
    if left is None or right is None:
        # What went and came back moved nothing: Stripe does not list a refund that was cancelled before it went.
        one = left or right
        return one is None or (one.came == one.went and one.fee == 0)
    if span.start is not None and left.first is not None and left.first < span.start:
        # It began before we asked: what Stripe lists of it is the rest, and has to be in the books.
        return all(theirs_ <= mine for mine, theirs_ in zip(left.figures, right.figures, strict=True))
    return left.figures == right.figures


def sums(tallies: Mapping[Key, Tally], span: Span) -> dict[str, Sums]:
    """By currency, of what began within ``span``."""
    totals: dict[str, dict[str, int]] = {}
    names = {What.CHARGE: "charged", What.REFUND: "refunded", What.DISPUTE: "disputed", What.PAYOUT: "paid_out"}
    for key, tally in tallies.items():
        if key.what is What.OTHER or not span.holds(tally.first):
            continue
        figures = totals.setdefault(key.currency, dict.fromkeys((*names.values(), "fees"), 0))
        sign = 1 if key.what is What.CHARGE else -1
        figures[names[key.what]] += sign * (tally.came - tally.went)
        figures["fees"] += tally.fee
    return {currency: Sums(**figures) for currency, figures in totals.items()}
