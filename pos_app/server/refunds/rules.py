"""What becomes of a refund: pure rules, no clock, no database, no network. Amounts are minor units.

The state is a function of what happened, not of the order in which it was heard: Stripe's refund only ever moves
from waiting to success to failure, so the farthest word heard is the truth.  A success that fails later is the one
final state that another one follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from pos_app.wire.refunds import ReasonCode, RefundState

MAX_TRIES: Final = 8
"""Questions to Stripe in a row without an answer; then a person is told, and it is asked less often."""
SUBMIT_CHECK: Final = timedelta(seconds=10)
"""How soon Stripe is asked about a refund whose answer was never written down."""
HANDED_OVER: Final = timedelta(seconds=5)
"""How long the request that brings the last approval has to ask Stripe itself; then the background worker does."""
KEY_KEPT: Final = timedelta(hours=23)
"""For so long Stripe makes nothing twice for one key; it keeps them for a day at least."""
FIRST_CHECK: Final = timedelta(seconds=30)
LONGEST_CHECK: Final = timedelta(hours=1)
UNKNOWN_CHECK: Final = timedelta(minutes=5)
WATCHED: Final = timedelta(days=30)
"""For so long a success is looked at once a day: a bank may still send the money back, and no webhook may come."""
WATCH_CHECK: Final = timedelta(days=1)

RESERVING: Final = frozenset(
    [
        RefundState.REQUESTED,
        RefundState.APPROVED,
        RefundState.SUBMITTED,
        RefundState.PENDING,
        RefundState.REQUIRES_ACTION,
        RefundState.SUCCEEDED,
    ]
)
"""States in which a refund's amount can't be asked for once more."""
AT_STRIPE: Final = frozenset([RefundState.SUBMITTED, RefundState.PENDING, RefundState.REQUIRES_ACTION])
"""States in which Stripe, or the bank behind it, has the next word."""
DECIDED: Final = AT_STRIPE | {RefundState.APPROVED, RefundState.SUCCEEDED}
"""States in which an amount has gone back, or is on its way."""

_FROM_STRIPE: Final[Mapping[str, RefundState]] = MappingProxyType(
    {
        "pending": RefundState.PENDING,
        "requires_action": RefundState.REQUIRES_ACTION,
        "succeeded": RefundState.SUCCEEDED,
        "failed": RefundState.FAILED,
        "canceled": RefundState.CANCELLED,
    }
)
_STAGE: Final[Mapping[RefundState, int]] = MappingProxyType(
    {
        RefundState.SUBMITTED: 0,
        RefundState.PENDING: 1,
        RefundState.REQUIRES_ACTION: 1,
        RefundState.SUCCEEDED: 2,
        RefundState.CANCELLED: 3,
        RefundState.FAILED: 4,
    }
)
_REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        ReasonCode.DUPLICATE: "duplicate",
        ReasonCode.FRAUDULENT: "fraudulent",
        ReasonCode.REQUESTED_BY_CUSTOMER: "requested_by_customer",
        ReasonCode.SERVICE_NOT_RENDERED: "requested_by_customer",
    }
)
_SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "charge_already_refunded": "Stripe says that this payment has been given back in full already.",
        "charge_disputed": "The cardholder's bank disputes this payment, so it can't be refunded.",
        "refund_disputed_payment": "The cardholder's bank disputes this payment, so it can't be refunded.",
        "charge_not_refundable": "Stripe says that this payment can't be refunded.",
        "insufficient_funds": "The balance at Stripe was too low for this refund.",
        "balance_insufficient": "The balance at Stripe is too low for this refund.",
        "expired_or_canceled_card": "The card has expired or was cancelled, so the bank sent the money back.",
        "lost_or_stolen_card": "The card can't take money any more, so the bank sent it back.",
        "charge_for_pending_refund_disputed": "The cardholder's bank disputed the payment before the refund arrived.",
        "declined": "The cardholder's bank did not take the money.",
        "merchant_request": "The refund was stopped at the hospital's request.",
        "resource_missing": "Stripe does not know this payment.",
    }
)


def left(captured: int, reserved: int, disputed: int) -> int:
    """What of a payment may still be asked for. Never below zero, though more was given back elsewhere."""
    return max(0, captured - reserved - disputed)


def may_be_made(state: RefundState) -> bool:
    """Whether Stripe may have a refund that it has not been heard to have made.

    What waits for a supervisor too: books that were restored from an older copy have forgotten the approval.
    """
    return state in (RefundState.REQUESTED, RefundState.APPROVED, RefundState.SUBMITTED, RefundState.FAILED)


def heard(status: str) -> RefundState:
    """Our state for Stripe's status; with a word we don't know, Stripe has it and it has not ended."""
    return _FROM_STRIPE.get(status, RefundState.PENDING)


def after(current: RefundState, status: str) -> RefundState:
    """The state once Stripe's ``status`` is known. ``current``: one that Stripe may have heard of."""
    news = heard(status)
    if _STAGE[news] == _STAGE[current]:
        return news
    return max(current, news, key=_STAGE.__getitem__)


def outdated(read_at_version: int, version: int, status: str) -> bool:
    """Whether what was read must be thrown away and read again.

    It was asked for when the refund stood at ``read_at_version``; if something newer was recorded meanwhile, a state
    that is not final may be older than what we know.
    """
    return read_at_version != version and not heard(status).final


def backoff(tries: int) -> timedelta:
    """How long to wait after ``tries`` unanswered questions: 2, 4, 8, 16, then 30 seconds, in the end five minutes."""
    if tries >= MAX_TRIES:
        return UNKNOWN_CHECK
    return timedelta(seconds=min(30, 2 ** max(1, tries)))


def next_check(state: RefundState, tries: int, begun: datetime, now: datetime) -> datetime | None:
    """When Stripe is to be asked (again); None when there is nothing more to learn. ``begun``: the refund's age."""
    match state:
        case RefundState.SUCCEEDED:
            return now + WATCH_CHECK if now - begun < WATCHED else None
        case RefundState.SUBMITTED | RefundState.PENDING | RefundState.REQUIRES_ACTION:
            if tries:
                return now + backoff(tries)
            # What has waited for days need not be asked about every minute.
            return now + min(LONGEST_CHECK, max(FIRST_CHECK, (now - begun) // 10))
        case RefundState.APPROVED:
            return now + HANDED_OVER
        case _:
            return None


def stripe_reason(code: str) -> str:
    """Stripe's own word for a reason of ours; empty where it has none. What a person wrote never leaves."""
    return _REASONS.get(code, "")


def sentence(code: str, said: str = "") -> str:
    """Why a refund failed, for a person. ``said``: Stripe's own sentence, for what we have no better one for."""
    plain = f"Stripe could not make this refund ({code})." if code else "Stripe gave no reason."
    return _SENTENCES.get(code, said or plain)
