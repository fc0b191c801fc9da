"""What the server needs from a card processor, in words of its own.

Services speak to a ``Processor``; ``stripe_service.py`` is the one that speaks to Stripe.  Amounts are minor units,
currencies three lowercase letters, points in time UTC.

Every call that changes something takes the idempotency key it is sent with.  What can go wrong::

    ProcessorError
    |-- ProcessorUnknown    no answer, half an answer, a 5xx, a page of HTML: it may have happened or not
    |-- ProcessorBusy       429, a lock, the same key still at work: nothing happened now, ask again later
    `-- ProcessorRefused    a 4xx with the processor's own code: certain, it did not happen
        `-- CardDeclined    402: the card was asked and said no

    EventRefused            a webhook that is not the processor's word
    |-- EventForged         the signature is missing, wrong, too old or from the future
    `-- EventMalformed      signed, or not even text: no event can be read from it

Only ``ProcessorRefused`` may ever be shown as "did not happen".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from pos_app.server.gateway.errors import (
    CardDeclined,
    EventForged,
    EventMalformed,
    EventRefused,
    ProcessorBusy,
    ProcessorError,
    ProcessorRefused,
    ProcessorUnknown,
)
from pos_app.server.gateway.snapshots import (
    EPOCH,
    CardSnapshot,
    ChargeError,
    CustomerRef,
    DisputeSnapshot,
    EventNotice,
    FeeSnapshot,
    IntentSnapshot,
    Kind,
    Movement,
    NewIntent,
    NewRefund,
    PayoutSnapshot,
    RefundSnapshot,
    SavedCard,
    Subject,
)

__all__ = [
    "EPOCH",
    "CardDeclined",
    "CardSnapshot",
    "ChargeError",
    "CustomerRef",
    "DisputeSnapshot",
    "EventForged",
    "EventMalformed",
    "EventNotice",
    "EventRefused",
    "FeeSnapshot",
    "IntentSnapshot",
    "Kind",
    "Movement",
    "NewIntent",
    "NewRefund",
    "PayoutSnapshot",
    "Processor",
    "ProcessorBusy",
    "ProcessorError",
    "ProcessorRefused",
    "ProcessorUnknown",
    "RefundSnapshot",
    "SavedCard",
    "Subject",
]


class Processor(Protocol):
    """A card processor. Every method may raise any ``ProcessorError`` unless it says otherwise."""

    @property
    def livemode(self) -> bool:
        """Whether real money can move."""

    def background(self) -> Processor:
        """The same processor for work that nobody waits for: its requests give way to those of the counter."""

    def create_intent(self, new: NewIntent, key: str) -> IntentSnapshot:
        """Make an intent that waits for a card. Moves no money."""

    def read_intent(self, intent_id: str) -> IntentSnapshot:
        """The intent as it is now, with the card of its latest charge."""

    def find_intent(self, attempt_id: str, since: datetime) -> IntentSnapshot | None:
        """The intent made for an attempt whose creation was never answered; None when there is none."""

    def confirm_intent(
        self, intent_id: str, payment_method: str, key: str, *, return_url: str | None = None, keep: bool = False
    ) -> IntentSnapshot:
        """Charge the intent with a payment method; ``keep`` it for the intent's customer if that goes through.

        Raises CardDeclined when the card says no.
        """

    def cancel_intent(self, intent_id: str, key: str) -> IntentSnapshot:
        """End an intent that has not succeeded. ProcessorRefused when it can't be cancelled any more."""

    def intents(
        self, since: datetime, until: datetime | None = None, *, expected: int | None = None
    ) -> Iterator[IntentSnapshot]:
        """Every intent made since then and before ``until``, newest first. Asked page by page while it is read.

        ``expected``: how many the caller thinks it will read, so that no page need be longer.

        Raises ProcessorUnknown ``list_too_long`` where a span holds more than can be looked through: ask for less.
        """

    def create_refund(self, new: NewRefund, key: str) -> RefundSnapshot:
        """Give money back. ProcessorRefused when it can't be given back any more."""

    def read_refund(self, refund_id: str) -> RefundSnapshot:
        """The refund as it is now, by the processor's id."""

    def refunds_of(self, charge_id: str) -> Iterator[RefundSnapshot]:
        """Every refund of a charge, ours and those made elsewhere."""

    def refunds(self, since: datetime, until: datetime | None = None) -> Iterator[RefundSnapshot]:
        """Every refund of that span, newest first."""

    def cancel_refund(self, refund_id: str, key: str) -> RefundSnapshot:
        """End a refund that waits for the customer. ProcessorRefused for any other."""

    def read_dispute(self, dispute_id: str) -> DisputeSnapshot:
        """The dispute as it is now."""

    def disputes(self, since: datetime, until: datetime | None = None) -> Iterator[DisputeSnapshot]:
        """Every dispute opened in that span, newest first."""

    def read_payout(self, payout_id: str) -> PayoutSnapshot:
        """The payout as it is now."""

    def payouts(self, since: datetime, until: datetime | None = None) -> Iterator[PayoutSnapshot]:
        """Every payout of that span, newest first."""

    def movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        """Every line of the processor's account of our money in that span, newest first."""

    def events(self, since: datetime, until: datetime | None = None) -> Iterator[EventNotice]:
        """Every event of that span, newest first; the processor keeps them for 30 days."""

    def saved_cards(self, customer: str) -> Iterator[SavedCard]:
        """The cards that a customer keeps."""

    def read_saved_card(self, payment_method: str) -> SavedCard | None:
        """One of them; None when no customer keeps it (any more)."""

    def forget_card(self, payment_method: str) -> None:
        """Let go of a kept card. Nothing happens to one that is gone already."""

    def card_session(self, customer: str) -> str:
        """A secret with which the pay page may show a customer's kept cards, and nothing else."""

    def create_customer(self, patient_id: str, key: str) -> CustomerRef:
        """Make a customer to keep cards for; ``patient_id`` is our opaque id."""

    def verify_event(self, body: bytes, signature: str) -> EventNotice:
        """Check a webhook delivery. Raises EventForged or EventMalformed, and no ProcessorError."""
