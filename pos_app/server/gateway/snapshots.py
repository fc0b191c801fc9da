"""What the processor says, and what it is asked for, reduced to what we use of it.

Amounts are minor units, currencies three lowercase letters, points in time UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

EPOCH: Final = datetime.fromtimestamp(0, UTC)
"""Where the processor gave no time."""


@dataclass(frozen=True, slots=True)
class CardSnapshot:
    """All of a card that is ever kept."""

    brand: str
    last4: str
    exp_month: int | None = None
    exp_year: int | None = None


@dataclass(frozen=True, slots=True)
class ChargeError:
    """Why the last try on an intent failed. ``charge`` is empty when no charge was tried (a failed bank check)."""

    code: str
    message: str
    decline_code: str = ""
    charge: str = ""
    payment_method: str = ""
    card: CardSnapshot | None = None

    @property
    def key(self) -> str:
        """The same failure heard twice has the same key."""
        return self.charge or f"{self.code}/{self.payment_method}"


@dataclass(frozen=True, slots=True)
class FeeSnapshot:
    """What the processor kept of a charge. ``transaction`` is its balance transaction."""

    transaction: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class IntentSnapshot:
    """A payment intent as the processor described it at one moment.

    ``status`` is the processor's word, kept as it is; ``amount`` was asked, ``amount_received`` has arrived.
    ``attempt_id``, ``invoice_id``, ``user_id`` and ``till`` are ours, as we sent them; ``fee`` is known some time
    after the charge; ``charged`` is when its latest charge was made.
    """

    id: str
    status: str
    amount: int
    amount_received: int
    currency: str
    livemode: bool
    client_secret: str = ""
    latest_charge: str = ""
    error: ChargeError | None = None
    card: CardSnapshot | None = None
    attempt_id: str = ""
    customer: str = ""
    created: datetime = EPOCH
    payment_method: str = ""
    invoice_id: str = ""
    user_id: str = ""
    till: str = ""
    fee: FeeSnapshot | None = None
    charged: datetime = EPOCH


@dataclass(frozen=True, slots=True)
class NewIntent:
    """What an intent is made of.

    Of ours, only opaque ids and the till's name leave; with them an attempt can be put back into books that were
    restored from an older copy.
    """

    attempt_id: str
    invoice_id: str
    amount: int
    currency: str
    customer: str = ""
    user_id: str = ""
    till: str = ""


@dataclass(frozen=True, slots=True)
class CustomerRef:
    """A customer at the processor: an id, nothing of the patient."""

    id: str


@dataclass(frozen=True, slots=True)
class NewRefund:
    """``refund_id`` is ours and opaque; ``reason`` is the processor's own enum, or empty. ``amount``: minor units."""

    refund_id: str
    charge_id: str
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RefundSnapshot:
    """A refund as the processor described it at one moment. ``refund_id`` is ours; empty when made elsewhere."""

    id: str
    status: str
    amount: int
    currency: str
    charge_id: str
    intent_id: str = ""
    refund_id: str = ""
    reason: str = ""
    failure_reason: str = ""
    created: datetime = EPOCH


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of the processor's own account of our money.

    ``amount`` is signed, what it added to our balance before the ``fee``; both in minor units of ``currency``.
    ``source`` is the charge, refund, dispute or payout it came from.
    """

    id: str
    kind: str
    amount: int
    fee: int
    currency: str
    source: str
    created: datetime = EPOCH


@dataclass(frozen=True, slots=True)
class DisputeSnapshot:
    """A dispute at one moment, with every movement of money it has caused."""

    id: str
    status: str
    amount: int
    currency: str
    charge_id: str
    intent_id: str = ""
    reason: str = ""
    answer_by: datetime | None = None
    movements: tuple[Movement, ...] = ()
    created: datetime = EPOCH


@dataclass(frozen=True, slots=True)
class PayoutSnapshot:
    """Money on its way to the hospital's bank; ``amount`` is negative where it is taken from there."""

    id: str
    status: str
    amount: int
    currency: str
    failure_code: str = ""
    arrives: datetime | None = None
    created: datetime = EPOCH


@dataclass(frozen=True, slots=True)
class SavedCard:
    """A payment method that a customer keeps. ``fingerprint`` is the same for the same card."""

    id: str
    customer: str
    card: CardSnapshot
    fingerprint: str = ""
    created: datetime = EPOCH


class Kind(StrEnum):
    """What news can be about."""

    PAYMENT_INTENT = "payment_intent"
    CHARGE = "charge"  # something was given back from it, perhaps elsewhere
    REFUND = "refund"
    DISPUTE = "dispute"
    PAYOUT = "payout"
    PAYMENT_METHOD = "payment_method"


@dataclass(frozen=True, slots=True)
class Subject:
    """An object at the processor that is to be read again."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class EventNotice:
    """A verified event, reduced to what may be used of it: which object to look at.

    ``subject`` is None for events about nothing of ours.
    """

    id: str
    type: str
    livemode: bool
    object_id: str
    subject: Subject | None
    payload: str
    created: datetime = EPOCH
