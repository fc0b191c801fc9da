"""A queue before the glass: twenty payments in a row by keys alone, with declines, bank checks and scans among them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
from tests.browser.window import CARD
from tests.end2end.hands import EMPTY, Hands
from tests.end2end.test_journeys import BANK_ASKS, GOOD, NO_FUNDS, paid_once
from tests.integration.payments.desk import Desk, Json

PATIENTS = 20
CARDS = ((GOOD,), (NO_FUNDS, GOOD), (BANK_ASKS,), (GOOD,), (NO_FUNDS, BANK_ASKS))
"""What each patient in turn pays with, one card after the other."""


def in_card_form(till: Hands) -> None:
    """The cursor gets there by itself: a cashier who takes the whole due amount presses nothing more."""
    payment = till.window.payment
    till.until(lambda: till.face is PaymentFace.FORM, "the payment screen")
    till.until(lambda: payment.form.card_usable and payment.card.browser is not None, "the card form")
    till._keys_reach(CARD)
    till.until(lambda: till._js(CARD, EMPTY) is True and till._field() == "number", "the cursor in the card number")


def pay(till: Hands, card: str) -> None:
    """Enter in the card form charges."""
    in_card_form(till)
    till.type_card(card)
    till.until(till.window.payment.form.charge.isEnabled, "the charge button")
    till.press(Qt.Key.Key_Return)
    if card == BANK_ASKS:
        till.answer_bank(well=True)


def choose(till: Hands, invoice: Json) -> None:
    """The cursor is in the search box, wherever the last patient left it. The Enter at the end, a scanner's or a
    quick cashier's, comes before the rows do."""
    detail = till.window.invoices.detail
    till.type(invoice["number"])
    till.press(Qt.Key.Key_Return)
    till.until(
        lambda: detail.shown_id == invoice["id"] and detail.action_has_focus, f"the button of {invoice['number']}"
    )


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_twenty_patients(till: Hands, desk: Desk) -> None:
    invoices = [desk.invoice() for _ in range(PATIENTS)]
    for at, invoice in enumerate(invoices):
        kind = at % len(CARDS)
        choose(till, invoice)
        till.press(Qt.Key.Key_Return)
        for card in CARDS[kind]:
            pay(till, card)
            till.outcome(PaymentFace.PAID if card != NO_FUNDS else PaymentFace.ERROR)
            till.press(Qt.Key.Key_Return)  # the next patient, or the same payment with another card
        till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the list")
        till.until(till.window.invoices.search.edit.hasFocus, "the cursor in the search box")
        assert till.window.invoices.search.edit.text() == ""
    for invoice in invoices:
        assert len(desk.intents(invoice)) == 1
        paid_once(desk, invoice)
