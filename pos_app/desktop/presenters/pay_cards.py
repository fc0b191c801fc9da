"""The cards a patient keeps, at the payment screen: shown as soon as they are known, charged and removed when asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Runner
from pos_app.desktop.presenters import method_faces as faces
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import Toast, Tone
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.presenters.pay_course import PayCourse
from pos_app.desktop.presenters.pay_screen import PayScreen
from pos_app.desktop.presenters.pay_state import Paying, Phase
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.problems import advice_for
from pos_app.desktop.say import say
from pos_app.wire.customers import CustomerAnswer, SavedCard, SavedCards
from pos_app.wire.problems import Code


class CardsApi(Protocol):
    def customer_of(self, patient_id: str) -> CustomerAnswer: ...
    def saved_cards(self, customer_id: str) -> SavedCards: ...
    def forget_card(self, card_id: str) -> None: ...


class PayCards:
    def __init__(
        self, screen: PayScreen, course: PayCourse, api: CardsApi, runner: Runner, connection: Connection, words: Words,
        toast: Callable[[Toast], None],
    ) -> None:  # fmt: skip
        self._screen = screen
        self._course = course
        self._api = api
        self._runner = runner
        self._connection = connection
        self._words = words
        self._toast = toast

    def load(self, paying: Paying) -> None:
        """In the background: a new card can be taken meanwhile, and if it fails."""
        patient_id = paying.invoice.patient_id
        self._runner.run("reads", lambda: self._read(patient_id)).then(
            lambda cards: self._loaded(paying, cards), lambda error: self._not_loaded(paying, error)
        )

    def choose(self, paying: Paying, card_id: str) -> None:
        card = next((card for card in paying.cards if card.id == card_id), None)
        if card is None or card.expired or not paying.may_use_cards:
            return
        if paying.phase is Phase.PHONE:
            self._course.to_card(paying)
        if paying.phase not in (Phase.PREPARING, Phase.CARD, Phase.AMOUNT):
            return
        paying.card, paying.note = card, ""
        self._screen.methods(paying)
        self._screen.form(paying)
        self._screen.modal.show_face(PaymentFace.FORM)  # the keyboard to the charge: the form is covered

    def unchoose(self, paying: Paying) -> None:
        """The new card after all."""
        paying.card = None
        self._screen.methods(paying)
        self._screen.form(paying)
        if paying.phase is Phase.CARD and not paying.other_amount:
            self._screen.modal.card.focus_card()

    def ask_charge(self, paying: Paying) -> None:
        """Money moves without the patient typing, so it is asked once, with the amount, the card and the name."""
        card, amount = paying.card, paying.amount
        if card is None or amount is None or not paying.can_charge_card or self._connection.lost:
            return

        def answered(key: str) -> None:
            same = self._course.paying is paying and (paying.card, paying.amount) == (card, amount)
            if key == "charge_card" and same and paying.can_charge_card and not self._connection.lost:
                self._course.charge_card(paying, card)

        self._screen.modal.ask(faces.ask_charge(self._words, amount, card, paying.invoice), answered)

    def ask_remove(self, paying: Paying) -> None:
        if faces.remove_action(paying) is None or paying.phase not in (Phase.PREPARING, Phase.CARD, Phase.AMOUNT):
            return

        def answered(key: str) -> None:
            card = next((card for card in paying.cards if faces.CARD + card.id == key), None)
            if card is not None and self._course.paying is paying:
                self._remove(paying, card)

        self._screen.modal.ask(faces.ask_remove(paying), answered)

    def _read(self, patient_id: str) -> tuple[SavedCard, ...]:
        try:
            customer = self._api.customer_of(patient_id)
        except ApiProblem as problem:
            if problem.code == Code.NOT_FOUND:
                return ()  # no customer of Stripe's yet, and so no card
            raise
        return self._api.saved_cards(customer.id).items

    def _loaded(self, paying: Paying, cards: tuple[SavedCard, ...]) -> None:
        if self._course.paying is not paying:
            return
        paying.cards, paying.cards_missing = cards, False
        self._screen.methods(paying)

    def _not_loaded(self, paying: Paying, error: Exception) -> None:
        self._connection.saw(error)
        if self._course.paying is paying:
            paying.cards_missing = True
            self._screen.methods(paying)

    def _remove(self, paying: Paying, card: SavedCard) -> None:
        def done(_none: None) -> None:
            name = paying.invoice.patient.name
            self._toast(Toast(say(faces.REMOVED, card=faces.short(card), name=name), Tone.GOOD))
            if self._course.paying is not paying:
                return
            paying.cards = tuple(one for one in paying.cards if one.id != card.id)
            if paying.card is not None and paying.card.id == card.id and paying.phase in (Phase.PREPARING, Phase.CARD):
                self.unchoose(paying)
            self._screen.methods(paying)

        def failed(error: Exception) -> None:
            self._connection.saw(error)
            advice = advice_for(error)
            self._toast(Toast(f"{advice.sentence} {advice.next_step}", Tone.BAD))

        self._runner.run("money", lambda: self._api.forget_card(card.id)).then(done, failed)
