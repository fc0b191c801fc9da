"""Draws the payment screen from where the payment stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pos_app.desktop.ports import Clock
from pos_app.desktop.presenters import method_faces
from pos_app.desktop.presenters import pay_faces as faces
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.payment import (
    CheckingFace,
    CoverFace,
    FooterFace,
    PaymentFace,
    PaymentModalView,
    PhoneFace,
)
from pos_app.desktop.presenters.outcome import OutcomePresenter
from pos_app.desktop.presenters.pay_state import IN_FLIGHT, Paying, Phase
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.say import mark, say
from pos_app.money import Money
from pos_app.wire.payments import Decline, PaymentIntentAnswer

STEP = {Phase.AMOUNT: 1, Phase.PREPARING: 1, Phase.BANK: 3, Phase.SENT: 4, Phase.CHECKING: 4, Phase.PAID: 6}
LOST = mark("The server does not answer. You can look, not charge.")


class PayScreen:
    def __init__(
        self, modal: PaymentModalView, outcome: OutcomePresenter, connection: Connection, clock: Clock, words: Words
    ) -> None:
        self.modal = modal
        self.outcome = outcome
        self._connection = connection
        self._clock = clock
        self._words = words
        self._under: CoverFace | None = None
        self._over: CoverFace | PhoneFace | None = None

    def open(self, paying: Paying) -> None:
        info = self._connection.info
        self.modal.show_header(faces.header(self._words, paying.invoice))
        self._under = self._over = None
        self.modal.form.show_phone(None)
        self.methods(paying)
        self.modal.form.show_test_note(faces.test_cards() if info and info.mode == "test" else "")
        self.steps(paying)
        self.modal.show_face(PaymentFace.FORM)

    def steps(self, paying: Paying) -> None:
        self.modal.show_steps(faces.steps(STEP.get(paying.phase, 2)))

    def methods(self, paying: Paying) -> None:
        self.modal.methods.show_methods(method_faces.methods(self._words, paying))
        self.modal.methods.show_note(method_faces.cards_note(paying), method_faces.remove_action(paying))

    def phone(self, face: PhoneFace) -> None:
        """In place of the card form, whatever that is doing below."""
        self._over = face
        self.modal.form.show_phone(face)

    def form(self, paying: Paying) -> None:
        """Everything of the form but the cover."""
        amount = paying.amount if paying.locked else paying.wanted
        self.modal.form.show_amount(
            faces.amount_face(self._words, paying.invoice, amount, paying.part, paying.typed, locked=paying.locked)
        )
        self.steps(paying)
        self.footer(paying)
        if paying.phase is not Phase.PHONE:
            self._cover_form(method_faces.saved_cover(self._words, paying))

    def card_form(self, paying: Paying) -> None:
        """The form with the card, or with a word over it while another amount is being chosen."""
        self.modal.show_face(PaymentFace.FORM)
        self.form(paying)
        self.cover(say("The card form comes with the amount.") if paying.other_amount else None)

    def cover(self, title: str | None, *, busy: bool = False) -> None:
        self._lay(CoverFace(title, busy=busy) if title else None)

    def cover_failed(self, why: str) -> None:
        self._lay(faces.cover_failed(why))

    def cover_bank_failed(self) -> None:
        self._lay(CoverFace(say(method_faces.BANK_FAILED), say(method_faces.BANK_FAILED_DETAIL)))

    def cover_silent(self, paying: Paying) -> None:
        silence = paying.silence
        if silence:
            seconds = max(0, round(silence.next_at - self._clock.monotonic()))
            self._lay(faces.cover_silent(silence.tries, seconds))

    def _lay(self, face: CoverFace | None) -> None:
        """The card form's own cover; it is seen where nothing stands in place of the form."""
        self._under = face
        if self._over is None:
            self.modal.form.show_cover(face)

    def _cover_form(self, face: CoverFace | None) -> None:
        """What stands in place of the card form, because of the way to pay that is chosen."""
        if face == self._over:
            return
        if isinstance(self._over, PhoneFace):
            self.modal.form.show_phone(None)
        self._over = face
        self.modal.form.show_cover(self._under if face is None else face)

    def footer(self, paying: Paying) -> None:
        face = self._footer(paying)
        if face:
            self.modal.form.show_footer(face)

    def _footer(self, paying: Paying) -> FooterFace | None:
        lost = self._connection.lost
        if paying.other_amount:
            face = faces.footer_amount(self._words, paying.wanted, paying.typed.problem)
            return replace(face, action=replace(face.action, enabled=False, why=say(LOST))) if lost else face
        if paying.amount is None:
            return None
        if paying.phase is Phase.LEAVING:
            return faces.footer_leaving(self._words, paying.amount)
        if paying.phase is Phase.PHONE:
            return method_faces.footer_phone(self._words, paying.amount)
        if paying.card is not None and paying.phase in (Phase.PREPARING, Phase.CARD):
            why = say(LOST) if lost else "" if paying.can_charge_card else say("The payment is being prepared.")
            return method_faces.footer_saved(self._words, paying.amount, paying.card, why=why, note=paying.note)
        if paying.phase in IN_FLIGHT:
            return faces.footer_busy(self._words, paying.amount, bank=paying.phase is Phase.BANK)
        why = say(LOST) if lost else "" if paying.phase is Phase.CARD else say("The card form is not ready yet.")
        return faces.footer_charge(
            self._words, paying.amount, paying.invoice, enabled=not why, why=why, note=paying.note
        )

    # --- outcomes -------------------------------------------------------------------------------------------------

    def paid(self, paying: Paying, answer: PaymentIntentAnswer, *, count: bool) -> None:
        self.steps(paying)
        self.outcome.paid(faces.paid_face(self._words, paying.invoice, answer), answer.id, count=count)

    def declined(self, paying: Paying, amount: Money, decline: Decline) -> None:
        self.steps(paying)
        self.outcome.error(faces.declined_face(self._words, paying.invoice, amount, decline))

    def refused(self, paying: Paying, amount: Money, error: Exception) -> None:
        self.outcome.error(faces.refused_face(self._words, paying.invoice, amount, error))

    def ended(self, paying: Paying, amount: Money, answer: PaymentIntentAnswer) -> None:
        self.outcome.error(faces.ended_face(self._words, paying.invoice, amount, answer))

    def checking(self, paying: Paying, amount: Money) -> None:
        self.steps(paying)
        self.outcome.checking(self._checking_face(paying, amount))

    def _checking_face(self, paying: Paying, amount: Money) -> Callable[[], CheckingFace]:
        def make() -> CheckingFace:
            silence, answer = paying.silence, paying.attempt.answer if paying.attempt else None
            next_in: int | None = None
            if silence:
                next_in = max(0, round(silence.next_at - self._clock.monotonic()))
            elif answer and answer.next_check_at:
                next_in = max(0, round((answer.next_check_at - self._clock.now()).total_seconds()))
            doubt = faces.Doubt(
                amount=amount,
                sent_at=paying.sent_at,
                since=paying.doubt_since or paying.sent_at,
                answer=answer,
                asked_at=paying.asked_at or paying.sent_at,
                tries=silence.tries if silence else 0,
                next_in=next_in,
            )
            return faces.checking_face(self._words, paying.invoice, doubt)

        return make
