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
from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Clock, OpenAttempt, Timers
from pos_app.desktop.presenters.attempt import Attempt, AttemptListener, Silence
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import Screen, Toast, Tone
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.presenters.pay_screen import PayScreen
from pos_app.desktop.presenters.pay_state import IN_FLIGHT, Paying, Phase, Ways
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.desktop.problems import advice_for
from pos_app.desktop.say import mark, say
from pos_app.desktop.session import Session
from pos_app.money import Money
from pos_app.wire.customers import SavedCard
from pos_app.wire.payments import AttemptState, CreatePaymentIntent, Decline, PaymentIntentAnswer
from pos_app.wire.problems import Code

SPINNER_MS = 200
FORM_MS = 20_000
CHECKING_MS = 10_000
REREAD_MS = 2000
LEAVING_MS = 4000
SURE_SECONDS = 60
"""A charge of a saved card that was sent and not answered has come to its end at the server by then."""

NOT_CHARGED = {
    False: mark("The card was not charged. Check the form and charge again."),
    True: mark("The card was not charged."),
}
"""By whether it is a saved card."""

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
        self.on_phone: Callable[[Paying, PaymentIntentAnswer], None] = lambda _paying, _answer: None

    # --- preparing ------------------------------------------------------------------------------------------------

    def begin(self, paying: Paying, amount: Money) -> None:
        """A new attempt, under a new id: written down first, then sent."""
        self._waiting.stop()
        paying.phase, paying.amount, paying.next_amount = Phase.PREPARING, amount, None
        paying.page_ready = paying.handed_back = False
        paying.declined, paying.silence, paying.note = None, None, ""
        paying.by_server = paying.bank_shown = False
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
            invoice_id=invoice.id, patient_id=invoice.patient_id, amount=str(amount), currency=amount.currency,
            save_payment_method=True,  # the patient is asked, and only their own yes keeps it
        )  # fmt: skip
        self._screen.cover(say("Preparing the card form"))
        self._waiting.after(
            "spinner", SPINNER_MS, lambda: self._screen.cover(say("Preparing the card form"), busy=True)
        )
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
        self._open_page(paying, page)

    def _open_page(self, paying: Paying, page: str) -> None:
        paying.page_step, paying.page_ready = 0, False
        self._screen.cover(say("Loading the card form"), busy=True)
        slow = say("It takes too long. Check the network, then load it again.")
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
            if paying.by_server and paying.phase is Phase.BANK:
                self._screen.cover_bank_failed()
            self.reread()

    def to_card(self, paying: Paying, note: str = "") -> None:
        """Nothing has been sent: the form takes a card."""
        self._waiting.stop()
        paying.note, paying.by_server, paying.bank_shown = note, False, False
        if not paying.page_ready:
            paying.phase = Phase.PREPARING
            self._screen.methods(paying)
            self._screen.card_form(paying)
            self.load_card(paying)
            return
        paying.phase = Phase.CARD
        self._screen.methods(paying)
        self._screen.card_form(paying)
        if not paying.other_amount and paying.card is None:
            self._modal.card.focus_card()

    def to_phone(self, paying: Paying) -> None:
        """Nothing is sent from here; what the patient does there is asked for now and then."""
        self._waiting.stop()
        paying.phase, paying.note = Phase.PHONE, ""
        self._screen.methods(paying)
        self._screen.form(paying)
        self._modal.show_face(PaymentFace.FORM)  # the keyboard leaves the form, which is covered
        self._waiting.after("reread", 2 * REREAD_MS, self._reread_again)

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

    def charge_card(self, paying: Paying, card: SavedCard) -> None:
        """The server charges a card that the patient keeps. The person has been asked."""
        if paying.attempt is None or not paying.can_charge_card:
            return
        self.sent(paying)
        paying.by_server, paying.bank_shown = True, False
        paying.sure_at = self._clock.monotonic() + SURE_SECONDS
        paying.attempt.charge(card.id)

    def page_ready_for_bank(self, paying: Paying) -> None:
        """The page was loaded only for the bank's question."""
        self._waiting.cancel("form")
        paying.page_ready = True
        self._screen.cover(None)
        self._modal.card.check_bank()
        self._modal.card.focus_page()

    def reread(self) -> None:
        if self.paying and self.paying.attempt:
            self.paying.attempt.reread()

    def _reread_again(self) -> None:
        """The server may have no other way to learn that the bank is asking, or that all is done."""
        if self.paying and self.paying.phase in (*IN_FLIGHT, Phase.PHONE):
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
        elif paying.phase is Phase.PHONE and answer.state in (AttemptState.SUBMITTED, AttemptState.REQUIRES_ACTION):
            self.on_phone(paying, answer)
        elif answer.state is AttemptState.SUBMITTED:
            self._ready(paying, answer)
        elif answer.state is AttemptState.REQUIRES_ACTION:
            self._bank(paying)
        elif answer.state is AttemptState.PROCESSING or paying.phase in IN_FLIGHT:
            self._working(paying, answer)
        elif paying.phase is Phase.PREPARING:
            self._waiting.cancel("spinner")
            self._screen.cover(say("Stripe does not answer yet. Nothing is charged."), busy=True)

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

    def attempt_not_charged(self, error: Exception, *, certain: bool) -> None:
        paying = self.paying
        if paying is None or not paying.by_server or paying.phase not in IN_FLIGHT:
            return
        if not certain:
            self.check(paying)
            return
        paying.handed_back = True
        if isinstance(error, ApiProblem) and error.code != Code.CARD_DECLINED:
            advice = advice_for(error)
            paying.note = f"{advice.sentence} {advice.next_step}"
        self.reread()

    def attempt_void(self) -> None:
        if self.paying:
            self._given_up(self.paying)

    def _ready(self, paying: Paying, answer: PaymentIntentAnswer) -> None:
        """Stripe waits for a card: the first one, or another."""
        if paying.phase is Phase.PREPARING:
            if "form" not in self._waiting and not paying.page_ready:
                self.load_card(paying)
            self._screen.footer(paying)  # a saved card can be charged from now on
            return
        if paying.phase not in IN_FLIGHT:
            return
        if paying.by_server and self._clock.monotonic() >= paying.sure_at:
            paying.handed_back = True
        decline = answer.last_error
        if decline is not None and decline != paying.declined:
            self._decline(paying, answer, decline)
        elif paying.handed_back or paying.phase is Phase.BANK:
            if paying.attempt and not paying.attempt.pay_url:
                self._nobody_there(paying)
            else:
                self.to_card(paying, paying.note or say(NOT_CHARGED[paying.by_server]))
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
        if paying.by_server and not paying.bank_shown:
            self._bank_asks_here(paying)
            return
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

    def _bank_asks_here(self, paying: Paying) -> None:
        """The server has charged a saved card, and the bank asks: its question is shown in the card form's place."""
        url = paying.attempt.pay_url if paying.attempt else None
        if not paying.page_ready and not url:
            return
        self._waiting.stop()
        paying.bank_shown, paying.phase = True, Phase.BANK
        self._waiting.after("reread", 2 * REREAD_MS, self._reread_again)
        self._screen.card_form(paying)
        if paying.page_ready:
            self._modal.card.check_bank()
            self._modal.card.focus_page()
            return
        try:
            self._open_page(paying, pay_page(self._session.link.server, url or ""))
        except AddressRefused:
            self._screen.cover_bank_failed()

    def _working(self, paying: Paying, answer: PaymentIntentAnswer) -> None:
        if answer.state is AttemptState.UNKNOWN:
            self.check(paying)
        elif paying.phase is not Phase.CHECKING:
            self.sent(paying)

    def _decline(self, paying: Paying, answer: PaymentIntentAnswer, decline: Decline) -> None:
        if paying.amount is None:
            return
        self._waiting.stop()
        paying.declined, paying.phase, paying.by_server = decline, Phase.DECLINED, False
        card = decline.card or answer.card
        self._screen.declined(paying, paying.amount, decline.model_copy(update={"card": card}))

    def paid(self, paying: Paying, answer: PaymentIntentAnswer, *, count: bool = True) -> None:
        after_all = paying.phase is Phase.LEAVING
        self._waiting.stop()
        paying.phase = Phase.PAID
        self._modal.card.leave()
        self._screen.paid(paying, answer, count=count and not after_all)
        if after_all:
            self._ways.toast(Toast(say("It was too late to cancel: the payment went through."), Tone.GOOD))

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
            self._screen.cover(say("Changing the amount"), busy=True)
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
        self._screen.cover(say("Giving the invoice back"), busy=True)
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
        self._modal.forget()
        self.paying = None

    def _leave_behind(self, paying: Paying) -> None:
        self.hand_over(paying, say("Still giving {number} back. You will be told.", number=paying.invoice.number))

    def _not_cancelled(self, paying: Paying, answer: PaymentIntentAnswer) -> None:
        """Too late, or refused: neither cancelled nor paid."""
        paying.next_amount = None
        if answer.state is AttemptState.SUBMITTED:
            self.to_card(paying, say("It could not be cancelled yet. Nothing is charged."))
        else:
            self.check(paying)

    def _given_up(self, paying: Paying) -> None:
        if paying.next_amount is not None:
            self._modal.card.leave()
            self.begin(paying, paying.next_amount)
            return
        self._ways.toast(
            Toast(say("Nothing was charged. {number} is open for every till again.", number=paying.invoice.number))
        )
        self.close()
