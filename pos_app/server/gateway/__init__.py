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

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class ProcessorError(Exception):
    """``code`` is the processor's own where it gave one; ``message`` is a sentence a cashier may read."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class ProcessorUnknown(ProcessorError):
    """Nobody can say whether it happened.

    ``answered`` is true when the processor itself gave a 5xx: it will replay that for the same key, so asking
    again with that key can't end the doubt; reading the object can.
    """

    def __init__(self, code: str, message: str, *, answered: bool = False) -> None:
        super().__init__(code, message)
        self.answered = answered


class ProcessorBusy(ProcessorError):
    """Not done now; ask again after ``retry_after`` seconds."""

    def __init__(self, code: str, message: str, *, retry_after: int = 2) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after


class ProcessorRefused(ProcessorError):
    """Certain: it was not done. ``param`` names the parameter at fault, where the processor says so."""

    def __init__(self, code: str, message: str, *, param: str = "") -> None:
        super().__init__(code, message)
        self.param = param


class CardDeclined(ProcessorRefused):
    """The card said no. The intent stays open for another card."""

    def __init__(self, code: str, message: str, *, decline_code: str = "", charge: str = "") -> None:
        super().__init__(code, message)
        self.decline_code = decline_code
        self.charge = charge


class EventRefused(Exception):
    """A webhook delivery that can't be taken as the processor's word."""


class EventForged(EventRefused):
    """No valid, recent signature."""


class EventMalformed(EventRefused):
    """No event can be read from the body."""


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
class IntentSnapshot:
    """A payment intent as the processor described it at one moment.

    ``status`` is the processor's word, kept as it is; ``amount`` was asked, ``amount_received`` has arrived.
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


@dataclass(frozen=True, slots=True)
class NewIntent:
    """What an intent is made of. ``attempt_id`` and ``invoice_id`` are opaque; nothing else of ours leaves."""

    attempt_id: str
    invoice_id: str
    amount: int
    currency: str
    customer: str = ""
    save_payment_method: bool = False


@dataclass(frozen=True, slots=True)
class CustomerRef:
    """A customer at the processor: an id, nothing of the patient."""

    id: str


@dataclass(frozen=True, slots=True)
class EventNotice:
    """A verified webhook, reduced to what may be used of it: which object to look at.

    ``intent_id`` is the payment intent concerned, empty for events about anything else.
    """

    id: str
    type: str
    livemode: bool
    object_id: str
    intent_id: str
    payload: str


class Processor(Protocol):
    """A card processor. Every method may raise any ``ProcessorError`` unless it says otherwise."""

    @property
    def livemode(self) -> bool:
        """Whether real money can move."""

    def create_intent(self, new: NewIntent, key: str) -> IntentSnapshot:
        """Make an intent that waits for a card. Moves no money."""

    def read_intent(self, intent_id: str) -> IntentSnapshot:
        """The intent as it is now, with the card of its latest charge."""

    def find_intent(self, attempt_id: str, since: datetime) -> IntentSnapshot | None:
        """The intent made for an attempt whose creation was never answered; None when there is none."""

    def confirm_intent(
        self, intent_id: str, payment_method: str, key: str, *, return_url: str | None = None
    ) -> IntentSnapshot:
        """Charge the intent with a payment method. Raises CardDeclined when the card says no."""

    def cancel_intent(self, intent_id: str, key: str) -> IntentSnapshot:
        """End an intent that has not succeeded. ProcessorRefused when it can't be cancelled any more."""

    def create_customer(self, patient_id: str, key: str) -> CustomerRef:
        """Make a customer to keep cards for; ``patient_id`` is our opaque id."""

    def verify_event(self, body: bytes, signature: str) -> EventNotice:
        """Check a webhook delivery. Raises EventForged or EventMalformed, and no ProcessorError."""
