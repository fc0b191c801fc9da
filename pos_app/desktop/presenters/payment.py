"""Taking a payment: what the person and the pay page do at the payment screen. The heart is ``pay_course``."""

from __future__ import annotations

import re

from pos_app.desktop.ports import Clock
from pos_app.desktop.presenters.amounts import Typed, typed_amount
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, Question, Screen
from pos_app.desktop.presenters.faces.lock import KeptFace
from pos_app.desktop.presenters.method_faces import CARD, NEW_CARD, PHONE
from pos_app.desktop.presenters.pay_cards import PayCards
from pos_app.desktop.presenters.pay_course import PayCourse
from pos_app.desktop.presenters.pay_phone import PayPhone
from pos_app.desktop.presenters.pay_screen import PayScreen
from pos_app.desktop.presenters.pay_state import IN_FLIGHT, Paying, Phase, Ways
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.say import mark, say, say_all
from pos_app.desktop.session import Session
from pos_app.wire.invoices import InvoiceDetail
from pos_app.wire.payments import PaymentIntentAnswer

FOLLOWED = KeptFace(
    "payment", mark("A payment is being followed"), mark("It goes on by itself while the till is locked")
)
_FRAGMENT = re.compile(r"([a-z]{1,20})-([0-9]{1,9})", re.ASCII)


class PaymentPresenter:
    """Implements PaymentActions."""

    def __init__(
        self, screen: PayScreen, course: PayCourse, cards: PayCards, phone: PayPhone, clock: Clock,
        connection: Connection, session: Session, words: Words, ways: Ways,
    ) -> None:  # fmt: skip
        self._screen = screen
        self._modal = screen.modal
        self._course = course
        self._cards = cards
        self._phone = phone
        self._clock = clock
        self._connection = connection
        self._session = session
        self._words = words
        self._ways = ways
        self._was_lost = False
        screen.outcome.next_patient = self._next
        connection.listen(self._connection_changed)
        self._modal.bind(self)

    # --- coming and going -----------------------------------------------------------------------------------------

    def begin(self, invoice: InvoiceDetail, part: bool) -> None:
        """Take the whole due amount of ``invoice``, or let part of it be chosen first."""
        if self.active:
            return
        paying = self._open(invoice)
        self._cards.load(paying)
        if part:
            self.choose_part()
        else:
            self._course.begin(paying, paying.due)

    def follow(self, invoice: InvoiceDetail) -> None:
        """Look at an attempt of this invoice whose outcome is not known."""
        live = invoice.live_attempt
        if self.active or live is None:
            return
        paying = self._open(invoice)
        paying.amount, paying.sent_at = live.amount.money, live.since
        self._course.follow(paying, live.payment_intent_id)

    def show_receipt(self, invoice: InvoiceDetail, answer: PaymentIntentAnswer) -> None:
        """The Paid face of an earlier payment, with its receipt."""
        if not self.active:
            self._course.paid(self._open(invoice), answer, count=False)

    @property
    def active(self) -> bool:
        return self._course.paying is not None

    @property
    def attempt_id(self) -> str | None:
        """The attempt this screen looks after, if any."""
        paying = self._course.paying
        return paying.attempt.id if paying and paying.attempt else None

    def leave_question(self) -> Question | None:
        """What is at stake when the person logs out or closes the window now."""
        phase = self._course.paying.phase if self._course.paying else None
        if phase in IN_FLIGHT:
            return _leave_now(
                say("A payment is under way."), say("It goes on by itself. We ask about it when someone signs in.")
            )
        if phase is Phase.PHONE:
            return _leave_now(
                say("A payment is open on the patient’s phone."), say("It is given up when you sign in here again.")
            )
        if phase in (Phase.PREPARING, Phase.CARD, Phase.DECLINED, Phase.LEAVING):
            return _leave_now(
                say("A payment was begun."), say("Nothing is charged. It is given up when you sign in here again.")
            )
        return None

    def covered(self) -> None:
        """The till is locked: all goes on but what needs somebody to look at it."""
        self._screen.outcome.hold(held=True)

    def uncovered(self) -> None:
        self._screen.outcome.hold(held=False)
        paying = self._course.paying
        if paying and paying.phase is Phase.PREPARING:
            self._course.load_card(paying)  # a web view that can't be seen does not load

    def kept(self) -> KeptFace | None:
        """What a locked till tells about it."""
        paying = self._course.paying
        if paying is None:
            return None
        if paying.phase in (*IN_FLIGHT, Phase.LEAVING, Phase.PHONE):
            return say_all(FOLLOWED)
        if paying.phase in (Phase.PAID, Phase.REFUSED):
            return KeptFace("payment", say("A payment has ended"), say("How, is shown when the till is unlocked"))
        return KeptFace("payment", say("A payment was begun"), say("Nothing has been charged"))

    def session_ended(self) -> None:
        """Keep everything as it is until the same person is back."""
        self._screen.outcome.hold(held=True)
        if self._course.paying and self._course.paying.attempt:
            self._course.paying.attempt.pause()

    def session_begun(self, person_id: str) -> bool:
        """Someone has logged in. True: the payment is still theirs, and on screen again."""
        self._screen.outcome.hold(held=False)
        paying = self._course.paying
        if paying is None:
            return False
        if person_id != paying.person_id:
            self._course.drop()
            return False
        self._ways.go(Screen.PAYMENT)
        if paying.attempt:
            paying.attempt.resume()
        return True

    def drop(self) -> None:
        """Leave at once, whatever is open; the journal has it."""
        self._course.drop()

    # --- what the person does -------------------------------------------------------------------------------------

    def choose_whole(self) -> None:
        paying = self._course.paying
        if paying and paying.part is not None and not paying.locked:
            paying.part = None
            self._course.switch_to(paying, paying.due)

    def choose_part(self) -> None:
        paying = self._course.paying
        if paying is None or paying.locked:
            return
        if paying.part is None:
            paying.part, paying.typed = "", Typed(None)
        if paying.phase is Phase.DECLINED:
            paying.phase = Phase.CARD
            self._modal.card.again()
        self._screen.card_form(paying)
        self._modal.form.focus_part()

    def part_typed(self, text: str) -> None:
        paying = self._course.paying
        if paying and paying.part is not None and not paying.locked:
            paying.part = text
            paying.typed = typed_amount(text, paying.due, self._words)
            self._screen.card_form(paying)

    def choose_method(self, key: str) -> None:
        paying = self._course.paying
        if paying is None:
            return
        if key == NEW_CARD:
            self._new_card(paying)
        elif key == PHONE:
            self._phone.begin(paying)
        elif key.startswith(CARD):
            self._cards.choose(paying, key.removeprefix(CARD))

    def act(self, key: str) -> None:
        paying = self._course.paying
        if paying is None:
            return
        if key == "charge":
            self._charge(paying)
        elif key == "use_amount" and paying.typed.money and paying.other_amount:
            self._course.switch_to(paying, paying.typed.money)
        elif key == "remove_card":
            self._cards.ask_remove(paying)
        elif key == "new_link":
            self._phone.new_link(paying)
        elif key == "counter" and paying.phase is Phase.PHONE:
            self._phone.back(paying)
        elif key == "retry_card":
            self._course.load_card(paying)
        elif key == "another_card" and paying.phase is Phase.DECLINED:
            self._another_card(paying)
        elif key == "on_phone" and paying.phase is Phase.DECLINED:
            self._another_card(paying)
            self._phone.begin(paying)
        elif key == "take_part":
            self.choose_part()
        elif key == "later" and paying.phase is Phase.DECLINED:
            self._course.leave(paying)
        elif key == "close" and paying.phase is Phase.REFUSED:
            self._course.close()
        elif key == "next":
            self._next()
        elif key == "ask_now" and paying.phase is Phase.CHECKING:
            self._connection.poll()
            self._course.reread()

    def escape(self) -> None:
        paying = self._course.paying
        if paying is None:
            return
        if paying.phase is Phase.PAID and self._screen.outcome.counting:
            self._screen.outcome.keep_open()
        elif paying.phase in (Phase.PAID, Phase.CHECKING, Phase.REFUSED):
            self._next()
        elif paying.phase in (Phase.SENT, Phase.BANK):
            self._modal.ask(_leave_sent(paying), self._leave_answered)
        elif paying.phase is Phase.PHONE:
            self._phone.back(paying)
        elif paying.phase is not Phase.LEAVING:
            self._course.leave(paying)

    def stay(self) -> None:
        self._screen.outcome.keep_open()

    # --- what the page hints at -----------------------------------------------------------------------------------

    def page_said(self, fragment: str) -> None:
        """Only ever a reason to look: anything in the page could have written it."""
        paying = self._course.paying
        found = _FRAGMENT.fullmatch(fragment[:40])
        if paying is None or not found or int(found[2]) <= paying.page_step:
            return
        paying.page_step = int(found[2])
        step = found[1]
        if step == "loaderror":
            self._course.card_failed(paying, say("Stripe’s card form could not be loaded."))
        elif step in ("ready", "incomplete", "complete") and paying.phase is Phase.PREPARING:
            paying.page_ready = True
            self._course.to_card(paying, paying.note)
        elif step == "ready" and paying.phase is Phase.PHONE:
            paying.page_ready = True
        elif step == "ready" and paying.phase is Phase.BANK and paying.by_server and not paying.page_ready:
            self._course.page_ready_for_bank(paying)
        elif step == "confirming" and paying.phase is Phase.CARD:
            self._course.sent(paying)
        elif step == "invalid" and paying.phase is Phase.SENT and not paying.handed_back:
            self._course.to_card(paying, say("The card form is not complete."))
        elif step == "handback" and (paying.phase in IN_FLIGHT or paying.phase is Phase.CARD):
            if paying.phase is Phase.CARD:
                self._course.sent(paying)
            paying.handed_back = True
            self._course.reread()

    def page_failed(self, why: str) -> None:
        if self._course.paying:
            self._course.card_failed(self._course.paying, why)

    def renderer_gone(self) -> None:
        self.page_failed(say("The card form stopped. Load it again and type the card anew."))

    # --- details --------------------------------------------------------------------------------------------------

    def _open(self, invoice: InvoiceDetail) -> Paying:
        person = self._session.person
        paying = Paying(invoice, person.id if person else "", self._clock.now(), may_use_cards=self._session.uses_cards)
        self._course.paying = paying
        self._screen.open(paying)
        self._ways.go(Screen.PAYMENT)
        return paying

    def _new_card(self, paying: Paying) -> None:
        if paying.phase is Phase.PHONE:
            self._phone.back(paying)
        elif paying.card is not None and paying.phase in (Phase.PREPARING, Phase.CARD):
            self._cards.unchoose(paying)
        elif paying.phase is Phase.CARD:
            self._modal.card.focus_card()

    def _charge(self, paying: Paying) -> None:
        if paying.card is not None:
            self._cards.ask_charge(paying)
        elif paying.phase is Phase.CARD and not paying.other_amount and not self._connection.lost:
            self._course.sent(paying)
            self._modal.card.submit()

    def _another_card(self, paying: Paying) -> None:
        paying.card = None
        if paying.page_ready:
            self._modal.card.again()
        if paying.wanted != paying.amount:
            paying.part, paying.typed = str(paying.amount), Typed(paying.amount)
        self._course.to_card(paying)

    def _leave_answered(self, key: str) -> None:
        paying = self._course.paying
        if paying is None:
            return
        if key == "leave" and paying.phase in IN_FLIGHT:
            self._course.hand_over(paying, _locked(paying))
        elif key == "cancel" and paying.phase is Phase.BANK:
            self._course.leave(paying)

    def _next(self) -> None:
        paying = self._course.paying
        if paying and paying.phase is Phase.CHECKING:
            self._course.hand_over(paying, _locked(paying))
        elif paying and paying.phase in (Phase.PAID, Phase.REFUSED):
            self._course.close(patient_done=paying.phase is Phase.PAID)

    def _connection_changed(self) -> None:
        if self._connection.lost != self._was_lost:
            self._was_lost = self._connection.lost
            if self._course.paying:
                self._screen.footer(self._course.paying)


def _locked(paying: Paying) -> str:
    return say("{number} stays locked until we know. We keep asking, and tell you.", number=paying.invoice.number)


def _leave_sent(paying: Paying) -> Question:
    stay = ActionFace("stay", say("Stay"), shortcut="Esc", primary=True)
    leave = ActionFace("leave", say("Serve the next patient"))
    cancel = (ActionFace("cancel", say("Cancel this payment")),) if paying.phase is Phase.BANK else ()
    return Question(
        say("The card is being charged. Leave?"),
        say(
            "The payment goes on by itself. {number} stays locked until we know, and you will be told.",
            number=paying.invoice.number,
        ),
        (stay, *cancel, leave),
        escape="stay",
    )


def _leave_now(title: str, detail: str) -> Question:
    stay = ActionFace("stay", say("Stay"), shortcut="Esc", primary=True)
    return Question(title, detail, (stay, ActionFace("leave", say("Leave anyway"))), escape="stay")
