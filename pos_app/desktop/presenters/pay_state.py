"""Where a payment stands, as the payment screen's parts share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from pos_app.desktop.presenters.amounts import Typed
from pos_app.desktop.presenters.attempt import Attempt, Silence
from pos_app.desktop.presenters.faces.common import Screen, Toast
from pos_app.money import Money
from pos_app.wire.customers import SavedCard
from pos_app.wire.invoices import InvoiceDetail
from pos_app.wire.payments import AttemptState, Decline


class Phase(Enum):
    AMOUNT = auto()  # part of it is being chosen, and there is no attempt yet
    PREPARING = auto()
    CARD = auto()  # nothing has been sent
    PHONE = auto()  # nothing has been sent from here; the patient may pay on their phone at any moment
    SENT = auto()  # the page may have confirmed
    BANK = auto()  # the bank asks the patient
    CHECKING = auto()
    LEAVING = auto()  # cancelled, answer not here yet
    DECLINED = auto()
    REFUSED = auto()
    PAID = auto()


IN_FLIGHT = frozenset([Phase.SENT, Phase.BANK, Phase.CHECKING])
CHOOSING = frozenset([Phase.AMOUNT, Phase.CARD, Phase.DECLINED])
"""The amount may be changed."""


@dataclass(slots=True)
class Paying:
    """One invoice at the payment screen."""

    invoice: InvoiceDetail
    person_id: str
    sent_at: datetime
    phase: Phase = Phase.AMOUNT
    attempt: Attempt | None = None
    amount: Money | None = None  # of the attempt
    next_amount: Money | None = None  # to begin with, once the present attempt is cancelled
    part: str | None = None  # what is typed; None: the whole due
    typed: Typed = field(default_factory=lambda: Typed(None))
    silence: Silence | None = None
    declined: Decline | None = None  # the last decline that was shown
    doubt_since: datetime | None = None
    asked_at: datetime | None = None
    page_step: int = 0
    page_ready: bool = False
    handed_back: bool = False
    note: str = ""
    may_use_cards: bool = False
    cards: tuple[SavedCard, ...] = ()  # that the patient keeps, as far as known
    cards_missing: bool = False  # they could not be read
    card: SavedCard | None = None  # chosen to be charged
    by_server: bool = False  # the saved card is being charged, and not by the page
    sure_at: float = 0.0  # monotonic: from then on "waits for a card" says that the saved card was not charged
    bank_shown: bool = False

    @property
    def due(self) -> Money:
        return self.invoice.due.money

    @property
    def wanted(self) -> Money | None:
        """What the person wants to take: None while a part is not (rightly) typed."""
        return self.due if self.part is None else self.typed.money

    @property
    def waits_for_card(self) -> bool:
        """The server has said that the attempt waits for a card."""
        answer = self.attempt.answer if self.attempt else None
        return answer is not None and answer.state is AttemptState.SUBMITTED

    @property
    def can_charge_card(self) -> bool:
        """A saved card can be charged; the card form need not be ready for it."""
        return self.phase in (Phase.PREPARING, Phase.CARD) and not self.other_amount and self.waits_for_card

    @property
    def locked(self) -> bool:
        return self.phase not in CHOOSING

    @property
    def other_amount(self) -> bool:
        """Another amount than the attempt's is being chosen."""
        return self.phase is Phase.AMOUNT or (self.phase is Phase.CARD and self.wanted != self.amount)


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the payment screen leads."""

    go: Callable[[Screen], None]
    toast: Callable[[Toast], None]
    ended: Callable[[bool], None]
    """The screen is left, and the list is to be read again. True: this patient is done, the next one comes."""
    hand_over: Callable[[str], None]
    """This attempt is followed in the background from now on."""
