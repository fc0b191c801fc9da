"""Draws the payment screen from where the payment stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pos_app.desktop.ports import Clock
from pos_app.desktop.presenters import pay_faces as faces
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.payment import (
    CheckingFace,
    CoverFace,
    FooterFace,
    PaymentFace,
    PaymentModalView,
)
from pos_app.desktop.presenters.outcome import OutcomePresenter
from pos_app.desktop.presenters.pay_state import IN_FLIGHT, Paying, Phase
from pos_app.desktop.presenters.words import Words
from pos_app.money import Money
from pos_app.wire.payments import Decline, PaymentIntentAnswer

STEP = {Phase.AMOUNT: 1, Phase.PREPARING: 1, Phase.BANK: 3, Phase.SENT: 4, Phase.CHECKING: 4, Phase.PAID: 6}
LOST = "The server does not answer. You can look, not charge."


class PayScreen:
    def __init__(
        self, modal: PaymentModalView, outcome: OutcomePresenter, connection: Connection, clock: Clock, words: Words
    ) -> None:
        self.modal = modal
        self.outcome = outcome
        self._connection = connection
        self._clock = clock
        self._words = words

    def open(self, paying: Paying) -> None:
        info = self._connection.info
        self.modal.show_header(faces.header(self._words, paying.invoice))
        self.modal.methods.show_methods(faces.methods())
        self.modal.form.show_test_note(faces.TEST_CARDS if info and info.mode == "test" else "")
        self.steps(paying)
        self.modal.show_face(PaymentFace.FORM)

    def steps(self, paying: Paying) -> None:
        self.modal.show_steps(faces.steps(STEP.get(paying.phase, 2)))

    def form(self, paying: Paying) -> None:
        """Everything of the form but the cover."""
        amount = paying.amount if paying.locked else paying.wanted
        self.modal.form.show_amount(
            faces.amount_face(self._words, paying.invoice, amount, paying.part, paying.typed, locked=paying.locked)
        )
        self.steps(paying)
        self.footer(paying)

    def card_form(self, paying: Paying) -> None:
        """The form with the card, or with a word over it while another amount is being chosen."""
        self.modal.show_face(PaymentFace.FORM)
        self.form(paying)
        self.cover("The card form comes with the amount." if paying.other_amount else None)

    def cover(self, title: str | None, *, busy: bool = False) -> None:
        self.modal.form.show_cover(CoverFace(title, busy=busy) if title else None)

    def cover_failed(self, why: str) -> None:
        self.modal.form.show_cover(faces.cover_failed(why))

    def cover_silent(self, paying: Paying) -> None:
        silence = paying.silence
        if silence:
            seconds = max(0, round(silence.next_at - self._clock.monotonic()))
            self.modal.form.show_cover(faces.cover_silent(silence.tries, seconds))

    def footer(self, paying: Paying) -> None:
        face = self._footer(paying)
        if face:
            self.modal.form.show_footer(face)

    def _footer(self, paying: Paying) -> FooterFace | None:
        lost = self._connection.lost
        if paying.other_amount:
            face = faces.footer_amount(self._words, paying.wanted, paying.typed.problem)
            return replace(face, action=replace(face.action, enabled=False, why=LOST)) if lost else face
        if paying.amount is None:
            return None
        if paying.phase is Phase.LEAVING:
            return faces.footer_leaving(self._words, paying.amount)
        if paying.phase in IN_FLIGHT:
            return faces.footer_busy(self._words, paying.amount, bank=paying.phase is Phase.BANK)
        why = LOST if lost else "" if paying.phase is Phase.CARD else "The card form is not ready yet."
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
