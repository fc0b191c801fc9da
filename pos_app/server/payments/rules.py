"""What becomes of a payment attempt: pure rules, no clock, no database, no network.

The state is a function of what happened, not of the order in which it was heard: a success wins over everything,
a final state ends everything else, and among the others the processor's latest word counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from pos_app.server.gateway import EPOCH, IntentSnapshot
from pos_app.wire.payments import AttemptState

LEASE: Final = timedelta(minutes=15)
"""How long an attempt belongs to its till after the till was last heard of."""
LEASE_RENEW_BELOW: Final = timedelta(minutes=12)
"""A till that polls renews its lease at most every three minutes, not at every poll."""
MAX_TRIES: Final = 8
"""Questions to the processor in a row without an answer; then a person is told."""
CHECK_SECONDS: Final[Mapping[AttemptState, int]] = MappingProxyType(
    {
        AttemptState.SUBMITTED: 30,
        AttemptState.REQUIRES_ACTION: 10,
        AttemptState.PROCESSING: 20,
        AttemptState.UNKNOWN: 30,
    }
)
"""How long after an answer the processor is asked again: the answer to a webhook that never comes.

Every live state has one, so a charge is on record within a minute of connectivity though everyone else died.
"""
CONFIRM_CHECK: Final = timedelta(seconds=10)
"""How soon the processor is asked about a charge whose answer was never written down."""
CREATION_GIVEN_UP: Final = timedelta(minutes=2)
"""An intent the processor keeps answering for with errors, and does not list: nobody has its secret, so nobody can
pay it, and after this long the attempt ends as failed."""

_FROM_PROCESSOR: Final[Mapping[str, AttemptState]] = MappingProxyType(
    {
        "requires_payment_method": AttemptState.SUBMITTED,
        "requires_confirmation": AttemptState.SUBMITTED,
        "requires_action": AttemptState.REQUIRES_ACTION,
        "processing": AttemptState.PROCESSING,
        "requires_capture": AttemptState.PROCESSING,  # held on the card, not yet ours
        "succeeded": AttemptState.SUCCEEDED,
        "canceled": AttemptState.CANCELLED,
    }
)


def heard(status: str) -> AttemptState:
    """Our state for the processor's status; one we don't know is nothing to build on."""
    return _FROM_PROCESSOR.get(status, AttemptState.UNKNOWN)


def after(current: AttemptState, snapshot: IntentSnapshot) -> AttemptState:
    """The state once ``snapshot`` is known."""
    news = heard(snapshot.status)
    if AttemptState.SUCCEEDED in (current, news):
        return AttemptState.SUCCEEDED
    return current if current.final else news


def outdated(read_at_version: int, version: int, snapshot: IntentSnapshot) -> bool:
    """Whether ``snapshot`` must be thrown away and read again.

    It was asked for when the attempt stood at ``read_at_version``; if something newer was recorded meanwhile, an
    unfinished state may be older than what we know.  A final one is never old news.
    """
    return read_at_version != version and not heard(snapshot.status).final


def backoff(tries: int) -> timedelta:
    """How long to wait after ``tries`` unanswered questions: 2, 4, 8, 16, then 30 seconds."""
    return timedelta(seconds=min(30, 2 ** max(1, min(tries, 10))))


def next_check(state: AttemptState, tries: int, now: datetime) -> datetime | None:
    """When the processor is to be asked (again) about an attempt; None when there is nothing more to learn."""
    if state.final:
        return None
    if tries or state is AttemptState.CREATED:
        return now + backoff(tries)
    return now + timedelta(seconds=CHECK_SECONDS[state])


def without_answer(state: AttemptState, tries: int) -> AttemptState:
    """The state after ``tries`` questions in a row had no answer."""
    return AttemptState.UNKNOWN if tries >= MAX_TRIES and not state.final else state


def charge_of(snapshot: IntentSnapshot) -> str:
    """What the money of an intent is booked by: its charge, or the intent itself where it names none."""
    return snapshot.latest_charge or snapshot.id


def moved_at(snapshot: IntentSnapshot, now: datetime) -> datetime:
    """When the money of an intent moved: it may be days later that we hear of it."""
    return now if snapshot.charged == EPOCH else snapshot.charged


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an attempt, or asks for one."""

    user_id: str
    till: str


def may_take_over(
    state: AttemptState, holder: Holder, lease_ends: datetime, begun: datetime, asker: Holder, asked: datetime
) -> bool:
    """Whether ``asker`` may end a live attempt and begin another one on the same invoice.

    Its own till may, and anyone once the lease has ended; nobody while the processor may be charging, while an
    outcome is unknown, or when the attempt began after the asker's request came in (two requests at once are no
    abandonment).
    """
    if state not in (AttemptState.CREATED, AttemptState.SUBMITTED, AttemptState.REQUIRES_ACTION) or begun >= asked:
        return False
    return asker == holder or lease_ends <= asked


def abandoned(state: AttemptState, lease_ends: datetime, now: datetime) -> bool:
    """Whether an attempt nobody looks after is to be cancelled, so that the invoice is free again."""
    idle = (AttemptState.CREATED, AttemptState.SUBMITTED, AttemptState.REQUIRES_ACTION)
    return state in idle and lease_ends <= now


def renewed(lease_ends: datetime, now: datetime) -> datetime | None:
    """The new end of a lease whose till was just heard of; None when the old one is good enough."""
    return now + LEASE if lease_ends - now < LEASE_RENEW_BELOW else None


def attempt_id(key: str) -> str | None:
    """The canonical form of an Idempotency-Key, or None when it is not a UUID in its usual spelling."""
    try:
        canonical = str(UUID(key))
    except ValueError:
        return None
    return canonical if canonical == key.lower() else None
