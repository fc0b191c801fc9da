"""The course of a payment: what follows from what the attempt, the page and the clock say.

    amount -> preparing -> card -> sent <-> bank -> paid
                            ^       |---> declined -> card again, on the same payment
                            |       '---> checking -> any of the others, or handed over
                            '-- nothing was sent, or nothing came of it

What has not been sent is cancelled when it is left; what has been is followed until it is certain.  At no point is
a second attempt begun while the first may still charge.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from pos_app.desktop.address import AddressRefused, pay_page
from pos_app.desktop.ports import Clock, OpenAttempt, Timers
from pos_app.desktop.presenters.attempt import Attempt, AttemptListener, Silence
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import Screen, Toast, Tone
from pos_app.desktop.presenters.pay_screen import PayScreen
from pos_app.desktop.presenters.pay_state import IN_FLIGHT, Paying, Phase, Ways
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.desktop.session import Session
from pos_app.money import Money
from pos_app.wire.payments import AttemptState, CreatePaymentIntent, Decline, PaymentIntentAnswer

SPINNER_MS = 200
FORM_MS = 20_000
CHECKING_MS = 10_000
REREAD_MS = 2000
LEAVING_MS = 4000

AttemptFactory = Callable[[AttemptListener], Attempt]


class PayCourse:
    """Holds ``paying`` while the screen is open. Implements AttemptListener."""

    def __init__(
        self, screen: PayScreen, new_attempt: AttemptFactory, timers: Timers, clock: Clock, connection: Connection,
        session: Session, ways: Ways,
    ) -> None:  # fmt: skip
        self._screen = screen
        self._modal = screen.modal
        self._new_attempt = new_attempt
        self._waiting = Waiting(timers)
        self._clock = clock
        self._connection = connection
        self._session = session
        self._ways = ways
        self.paying: Paying | None = None

    # --- preparing ------------------------------------------------------------------------------------------------

    def begin(self, paying: Paying, amount: Money) -> None:
        """A new attempt, under a new id: written down first, then sent."""
        self._waiting.stop()
        paying.phase, paying.amount, paying.next_amount = Phase.PREPARING, amount, None
        paying.page_ready = paying.handed_back = False
        paying.declined, paying.silence, paying.note = None, None, ""
        paying.attempt = self._new_attempt(self)
        invoice = paying.invoice
        entry = OpenAttempt(
            attempt_id=str(uuid4()),
            server=self._session.link.server,
            person_id=paying.person_id,
            invoice_id=invoice.id,
            invoice_number=invoice.number,
            amount_minor=amount.minor,
            currency=amount.currency,
            state="begun",
            begun_at=self._clock.now(),
        )
        wanted = CreatePaymentIntent(
            invoice_id=invoice.id, patient_id=invoice.patient_id, amount=str(amount), currency=amount.currency
        )
        self._screen.cover("Preparing the card form")
        self._waiting.after("spinner", SPINNER_MS, lambda: self._screen.cover("Preparing the card form", busy=True))
        self._screen.form(paying)
        paying.attempt.begin(entry, wanted)

    def follow(self, paying: Paying, attempt_id: str) -> None:
        """An attempt made before, whose outcome is not known."""
        paying.attempt = self._new_attempt(self)
        self.check(paying)
        paying.attempt.follow(attempt_id)

    def load_card(self, paying: Paying) -> None:
        url = paying.attempt.pay_url if paying.attempt else None
        if not url or paying.phase is not Phase.PREPARING:
            return
        try:
            page = pay_page(self._session.link.server, url)
        except AddressRefused as error:
            self.card_failed(paying, str(error))
            return
        self._waiting.stop()
        paying.page_step, paying.page_ready = 0, False
        self._screen.cover("Loading the card form", busy=True)
        slow = "It takes too long. Check the network, then load it again."
        self._waiting.after("form", FORM_MS, lambda: self.card_failed(paying, slow))
        self._modal.card.load(page)

    def card_failed(self, paying: Paying, why: str) -> None:
        """Before anything was sent: it can be loaded again. After: only Stripe knows, so it is asked."""
        if paying.phase in (Phase.PREPARING, Phase.CARD):
            self._waiting.cancel("form")
            paying.phase, paying.page_ready = Phase.PREPARING, False
            self._screen.form(paying)
            self._screen.cover_failed(why)
        elif paying.phase in IN_FLIGHT:
            paying.page_ready, paying.handed_back = False, True
            self.reread()

    def to_card(self, paying: Paying, note: str = "") -> None:
        """Nothing has been sent: the form takes a card."""
        self._waiting.stop()
        paying.note = note
        if not paying.page_ready:
            paying.phase = Phase.PREPARING
            self._screen.card_form(paying)
            self.load_card(paying)
            return
        paying.phase = Phase.CARD
        self._screen.card_form(paying)
        if not paying.other_amount:
            self._modal.card.focus_card()

    # --- charging -------------------------------------------------------------------------------------------------

    def sent(self, paying: Paying) -> None:
        """From here on the card may be charged."""
        if paying.phase is Phase.SENT:
            return
        paying.phase, paying.handed_back, paying.note = Phase.SENT, False, ""
        paying.sent_at = self._clock.now()
        self._waiting.after("checking", CHECKING_MS, lambda: self.check(paying))
        self._waiting.after("reread", REREAD_MS, self._reread_again)
        self._screen.form(paying)
        self._screen.cover(None)

    def reread(self) -> None:
        if self.paying and self.paying.attempt:
            self.paying.attempt.reread()

    def _reread_again(self) -> None:
        """The server may have no other way to learn that the bank is asking, or that all is done."""
        if self.paying and self.paying.phase in IN_FLIGHT:
            self.reread()
            self._waiting.after("reread", 2 * REREAD_MS, self._reread_again)

    def check(self, paying: Paying) -> None:
        """No certain answer in time: say so, and lock it."""
        if paying.phase is Phase.CHECKING or paying.amount is None:
            return
        self._waiting.stop()
        paying.phase, paying.doubt_since = Phase.CHECKING, self._clock.now()
        self._screen.checking(paying, paying.amount)
        self._waiting.after("reread", REREAD_MS, self._reread_again)

    # --- what the attempt says ------------------------------------------------------------------------------------

    def attempt_answered(self, answer: PaymentIntentAnswer) -> None:
        paying = self.paying
        if paying is None:
            return
        self._connection.answered()
        paying.silence, paying.asked_at = None, self._clock.now()
        self._waiting.cancel("silence")
        if answer.state is AttemptState.SUCCEEDED:
            self.paid(paying, answer)
        elif answer.state.final:
            self._ended_without_money(paying, answer)
        elif paying.phase is Phase.LEAVING:
            self._not_cancelled(paying, answer)
        elif answer.state is AttemptState.READY:
            self._ready(paying, answer)
        elif answer.state is AttemptState.REQUIRES_ACTION:
            self._bank(paying)
        elif answer.state is AttemptState.PROCESSING or paying.phase in IN_FLIGHT:
            self._working(paying, answer)
        elif paying.phase is Phase.PREPARING:
            self._waiting.cancel("spinner")
            self._screen.cover("Stripe does not answer yet. Nothing is charged.", busy=True)

    def attempt_silent(self, silence: Silence) -> None:
        paying = self.paying
        if paying is None:
            return
        paying.silence, paying.asked_at = silence, self._clock.now()
        if paying.phase is Phase.PREPARING and not paying.page_ready:
            self._waiting.cancel("spinner")
            self._show_silence()

    def attempt_refused(self, error: Exception) -> None:
        paying = self.paying
        if paying and paying.amount:
            self._waiting.stop()
            paying.phase = Phase.REFUSED
            self._screen.refused(paying, paying.amount, error)

    def attempt_void(self) -> None:
        if self.paying:
            self._given_up(self.paying)

    def _ready(self, paying: Paying, answer: PaymentIntentAnswer) -> None:
        """Stripe waits for a card: the first one, or another."""
        if paying.phase is Phase.PREPARING:
            if "form" not in self._waiting and not paying.page_ready:
                self.load_card(paying)
            return
        if paying.phase not in IN_FLIGHT:
            return
        decline = answer.last_error
        if decline is not None and decline != paying.declined:
            self._decline(paying, answer, decline)
        elif paying.handed_back or paying.phase is Phase.BANK:
            if paying.attempt and not paying.attempt.pay_url:
                self._nobody_there(paying)
            else:
                self.to_card(paying, "The card was not charged. Check the form and charge again.")
        elif paying.attempt and not paying.attempt.pay_url:
            self._nobody_there(paying)
        # else: the page has not said that it is done, and may confirm at any moment

    def _nobody_there(self, paying: Paying) -> None:
        """Followed from elsewhere, and Stripe waits for a card that nobody will give: give the invoice back."""
        if paying.attempt:
            paying.phase = Phase.LEAVING
            paying.attempt.cancel()

    def _bank(self, paying: Paying) -> None:
        """The bank asks the patient, which takes as long as it takes."""
        if paying.phase in (Phase.CHECKING, Phase.BANK) and not paying.page_ready:
            return
        self._waiting.stop()
        was_checking, news = paying.phase is Phase.CHECKING, paying.phase is not Phase.BANK
        paying.phase = Phase.BANK
        self._waiting.after("reread", 2 * REREAD_MS, self._reread_again)
        if was_checking:
            self._screen.card_form(paying)
        else:
            self._screen.form(paying)
            self._screen.cover(None)
        if news:
            self._modal.card.focus_page()  # the bank's question is answered by keys too

    def _working(self, paying: Paying, answer: PaymentIntentAnswer) -> None:
        if answer.state is AttemptState.UNKNOWN:
            self.check(paying)
        elif paying.phase is not Phase.CHECKING:
            self.sent(paying)

    def _decline(self, paying: Paying, answer: PaymentIntentAnswer, decline: Decline) -> None:
        if paying.amount is None:
            return
        self._waiting.stop()
        paying.declined, paying.phase = decline, Phase.DECLINED
        card = decline.card or answer.card
        self._screen.declined(paying, paying.amount, decline.model_copy(update={"card": card}))

    def paid(self, paying: Paying, answer: PaymentIntentAnswer, *, count: bool = True) -> None:
        after_all = paying.phase is Phase.LEAVING
        self._waiting.stop()
        paying.phase = Phase.PAID
        self._modal.card.leave()
        self._screen.paid(paying, answer, count=count and not after_all)
        if after_all:
            self._ways.toast(Toast("It was too late to cancel: the payment went through.", Tone.GOOD))

    def _ended_without_money(self, paying: Paying, answer: PaymentIntentAnswer) -> None:
        if paying.phase is Phase.LEAVING:
            self._given_up(paying)
        elif paying.amount is not None:
            self._waiting.stop()
            paying.phase = Phase.REFUSED
            self._modal.card.leave()
            self._screen.ended(paying, paying.amount, answer)

    def _show_silence(self) -> None:
        paying = self.paying
        if paying and paying.silence and paying.phase is Phase.PREPARING and not paying.page_ready:
            self._screen.cover_silent(paying)
            self._waiting.after("silence", 1000, self._show_silence)

    # --- leaving --------------------------------------------------------------------------------------------------

    def switch_to(self, paying: Paying, amount: Money) -> None:
        """Take ``amount`` instead: the present attempt ends first."""
        if self._connection.lost:
            return
        if paying.attempt is None:
            self.begin(paying, amount)
        elif paying.amount == amount:
            self.to_card(paying)
        else:
            paying.next_amount, paying.phase = amount, Phase.LEAVING
            self._waiting.stop()
            self._screen.card_form(paying)
            self._screen.cover("Changing the amount", busy=True)
            paying.attempt.cancel()

    def leave(self, paying: Paying) -> None:
        """Give up what has not been charged, and wait a moment for the truth about it."""
        if paying.attempt is None:
            self.close()
            return
        self._waiting.stop()
        paying.phase, paying.next_amount = Phase.LEAVING, None
        self._modal.card.leave()
        paying.page_ready = False
        self._screen.card_form(paying)
        self._screen.cover("Giving the invoice back", busy=True)
        self._waiting.after("leaving", LEAVING_MS, lambda: self._leave_behind(paying))
        paying.attempt.cancel()

    def hand_over(self, paying: Paying, words: str) -> None:
        """Leave the screen; the attempt is followed in the background."""
        attempt = paying.attempt
        self._ways.toast(Toast(words, Tone.CHECKING))
        self.close(patient_done=True)
        if attempt:
            self._ways.hand_over(attempt.id)

    def close(self, *, patient_done: bool = False) -> None:
        """Leave the screen for the list. The journal keeps what is open."""
        self.drop()
        self._ways.go(Screen.INVOICES)
        self._ways.ended(patient_done)

    def drop(self) -> None:
        """Forget the payment without a word: someone else is at the till, or no one."""
        if self.paying and self.paying.attempt:
            self.paying.attempt.release()
        self._waiting.stop()
        self._screen.outcome.stop()
        self._modal.card.leave()
        self.paying = None

    def _leave_behind(self, paying: Paying) -> None:
        self.hand_over(paying, f"Still giving {paying.invoice.number} back. You will be told.")

    def _not_cancelled(self, paying: Paying, answer: PaymentIntentAnswer) -> None:
        """Too late, or refused: neither cancelled nor paid."""
        paying.next_amount = None
        if answer.state is AttemptState.READY:
            self.to_card(paying, "It could not be cancelled yet. Nothing is charged.")
        else:
            self.check(paying)

    def _given_up(self, paying: Paying) -> None:
        if paying.next_amount is not None:
            self._modal.card.leave()
            self.begin(paying, paying.next_amount)
            return
        self._ways.toast(Toast(f"Nothing was charged. {paying.invoice.number} is open for every till again."))
        self.close()
