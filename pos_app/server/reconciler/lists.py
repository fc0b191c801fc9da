"""For each of Stripe's lists: what of it the books don't have in that state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pos_app.server.exceptions.rules import Oddity
from pos_app.server.gateway import (
    DisputeSnapshot,
    EventNotice,
    IntentSnapshot,
    Kind,
    Movement,
    PayoutSnapshot,
    RefundSnapshot,
    Subject,
)
from pos_app.server.ledger.rules import Entry
from pos_app.server.ledger.service import About
from pos_app.server.ledger.verify_movements import What, what_of
from pos_app.server.models import (
    LedgerEntry,
    MoneyException,
    StripeDispute,
    StripeEvent,
    StripePaymentIntent,
    StripePayout,
    StripeRefund,
)
from pos_app.server.payments import rules
from pos_app.wire.payments import AttemptState

BATCH: Final = 500
"""Ids in one question to the database."""
_MOVED: Final = (Entry.PAYMENT, Entry.OVERPAYMENT, Entry.UNASSIGNED, Entry.REFUND_SENT, Entry.PAYOUT)
"""What the money of a charge, of a refund or of a payout is booked as."""
T = TypeVar("T")


def intents(session: Session, found: Sequence[IntentSnapshot]) -> list[IntentSnapshot]:
    """Of those that carry an attempt of ours: not here, or here in another state."""
    ours = [one for one in found if rules.attempt_id(one.attempt_id) is not None]
    rows: dict[str, StripePaymentIntent] = {}
    booked: set[str] = set()
    for part in _parts(ours):
        query = select(StripePaymentIntent).where(
            or_(
                StripePaymentIntent.stripe_id.in_([one.id for one in part]),
                StripePaymentIntent.id.in_([one.attempt_id for one in part]),
            )
        )
        for row in session.scalars(query):
            rows[row.id] = row
            rows[row.stripe_id or row.id] = row
        booked |= _booked(session, (_unassigned(one) for one in part))
    return [one for one in ours if not _known(one, rows, booked)]


def _known(one: IntentSnapshot, rows: dict[str, StripePaymentIntent], booked: set[str]) -> bool:
    state = rules.heard(one.status)
    money = state is AttemptState.SUCCEEDED and one.amount_received > 0
    row = rows.get(one.id)
    if row is not None:
        was = AttemptState(row.state)
        return rules.after(was, one) is was if was.final else row.status == one.status
    if _unassigned(one) in booked:
        return True
    other = rows.get(one.attempt_id)  # of the same attempt: a second intent matters if it has taken money
    return other is not None and other.stripe_id is not None and not money


def _unassigned(one: IntentSnapshot) -> str:
    return f"{rules.charge_of(one)}:unassigned"


def refunds(session: Session, found: Sequence[RefundSnapshot]) -> list[Subject]:
    known = _statuses(session, StripeRefund.stripe_id, StripeRefund.status, (one.id for one in found))
    news = [one for one in found if known.get(one.id) != one.status]
    told = _told(session, (one.id for one in news))
    here = _known_sources(session, [one.charge_id for one in news])
    # Of a charge in the books it is news once more: the charge may have got there after the refund was heard of.
    return [Subject(Kind.REFUND, one.id) for one in news if one.id not in told or one.charge_id in here]


def disputes(session: Session, found: Sequence[DisputeSnapshot]) -> list[Subject]:
    known = _statuses(session, StripeDispute.id, StripeDispute.status, (one.id for one in found))
    return [Subject(Kind.DISPUTE, one.id) for one in found if known.get(one.id) != one.status]


def payouts(session: Session, found: Sequence[PayoutSnapshot]) -> list[Subject]:
    known = _statuses(session, StripePayout.id, StripePayout.status, (one.id for one in found))
    return [Subject(Kind.PAYOUT, one.id) for one in found if known.get(one.id) != one.status]


def events(session: Session, found: Sequence[EventNotice]) -> list[EventNotice]:
    """Those about something of ours that no webhook has brought, the oldest first."""
    known: set[str] = set()
    for part in _parts(found):
        known |= set(session.scalars(select(StripeEvent.id).where(StripeEvent.id.in_([one.id for one in part]))))
    return [one for one in reversed(found) if one.subject is not None and one.id not in known]


def movements(session: Session, found: Sequence[Movement]) -> list[Subject]:
    """What has moved money that is not booked, or a dispute's fee: those are its own news, as its movements are."""
    keys = {one.id: _keys(one) for one in found}
    booked = _booked(session, (key for some in keys.values() for key in some))
    missing = [one for one in found if not keys[one.id] <= booked]
    told = _told(session, (one.source for one in missing))
    kinds = {What.REFUND: Kind.REFUND, What.DISPUTE: Kind.DISPUTE, What.PAYOUT: Kind.PAYOUT}
    subjects = {
        Subject(kinds[what_of(one)], one.source): None
        for one in missing
        if what_of(one) in kinds and one.source and (what_of(one) is not What.REFUND or one.source not in told)
    }
    return list(subjects)


def fees(session: Session, found: Sequence[Movement]) -> list[tuple[Movement, About]]:
    """Fees that are not booked, of charges, refunds and payouts that are; with what the entry is about."""
    kept = [one for one in found if one.fee and what_of(one) in (What.CHARGE, What.REFUND, What.PAYOUT)]
    booked = _booked(session, (f"{one.id}:fee" for one in kept))
    missing = [one for one in kept if f"{one.id}:fee" not in booked]
    known = _known_sources(session, [one.source for one in missing])
    return [
        (one, About(one.currency, one.created, payment_id=of[0], refund_id=of[1], stripe_id=one.source))
        for one in missing
        if (of := known.get(one.source)) is not None
    ]


def _keys(one: Movement) -> set[str]:
    """The keys a movement is booked by; see ledger/rules.py. A charge is its intent's; see ``fees`` for those."""
    match what_of(one):
        case What.REFUND:
            return {f"{one.source}:{'sent' if one.amount < 0 else 'returned'}"}
        case What.DISPUTE:
            return {f"{one.id}:dispute"} | ({f"{one.id}:fee"} if one.fee else set())
        case What.PAYOUT:
            return {f"{one.source}:payout" if one.kind == "payout" else f"{one.source}:payout:failed"}
        case _:
            return set()


def _booked(session: Session, keys: Iterable[str]) -> set[str]:
    return set(_each(session, select(LedgerEntry.key), LedgerEntry.key, keys))


def _known_sources(session: Session, ids: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """Charge, refund or payout in the books -> its payment and its refund; None where there is none (yet)."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for part in _parts(ids):
        query = select(LedgerEntry.stripe_id, LedgerEntry.payment_id, LedgerEntry.refund_id).where(
            LedgerEntry.stripe_id.in_(part), LedgerEntry.kind.in_(_MOVED)
        )
        for source, payment_id, refund_id in session.execute(query):
            before = found.get(source, (None, None))
            found[source] = (payment_id or before[0], refund_id or before[1])
    return found


def _told(session: Session, ids: Iterable[str]) -> set[str]:
    """Refunds of nothing in these books: telling it again at every walk would open again what was seen to."""
    unknown = select(MoneyException.stripe_id).where(MoneyException.kind == Oddity.UNKNOWN_REFUND.value)
    return set(_each(session, unknown, MoneyException.stripe_id, ids))


def _statuses(session: Session, ident: Any, status: Any, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _parts(ids):
        rows = session.execute(select(ident, status).where(ident.in_(part))).all()
        found.update((one, word) for one, word in rows)
    return found


def _each(session: Session, query: Any, column: Any, values: Iterable[str]) -> Iterator[Any]:
    for part in _parts(values):
        yield from session.scalars(query.where(column.in_(part)))


def _parts(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while part := list(islice(rest, BATCH)):
        yield part
