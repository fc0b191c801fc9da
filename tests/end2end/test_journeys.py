"""A cashier's journeys, by keys alone, judged by the sandbox's own ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
from tests.end2end.hands import Hands
from tests.integration.payments.desk import Desk
from tests.support.waiting import until

GOOD = "4242424242424242"
NO_FUNDS = "4000000000009995"
BANK_ASKS = "4000000000003220"


def paid_once(desk: Desk, invoice: dict, minor: int | None = None) -> None:  # type: ignore[type-arg]
    charges = desk.charges(invoice)
    assert [c["amount"] for c in charges] == [minor or invoice["due"]["amount_minor"]]
    until(lambda: len(desk.payments(invoice)) == 1, "one payment in our books")


def test_pay_and_keep_the_receipt(till: Hands, desk: Desk, tmp_path: Path) -> None:
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(GOOD)
    till.charge()
    till.outcome(PaymentFace.PAID)
    receipt = till.window.payment.success.receipt
    till.until(lambda: receipt.pdf, "the receipt")
    assert receipt.pdf is not None
    assert receipt.pdf[:5] == b"%PDF-"
    receipt.answer_where(lambda _parent, _suggested: tmp_path / "receipt.pdf")
    till.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    till.until(lambda: (tmp_path / "receipt.pdf").exists(), "the saved receipt")
    till.press(Qt.Key.Key_Return)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the next patient")
    paid_once(desk, invoice)


def test_declined_then_another_card_on_the_same_payment(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(NO_FUNDS)
    till.charge()
    till.outcome(PaymentFace.ERROR)
    assert "insufficient funds" in till.window.payment.error.accessibleName()
    till.press(Qt.Key.Key_Return)
    till.outcome(PaymentFace.FORM)
    till.card_form()
    till.type_card(GOOD)
    till.charge()
    till.outcome(PaymentFace.PAID)
    assert len(desk.intents(invoice)) == 1
    paid_once(desk, invoice)


@pytest.mark.parametrize("webhooks", [True, False])
def test_the_bank_asks_and_the_patient_agrees(till: Hands, desk: Desk, webhooks: bool) -> None:
    desk.webhooks(deliver=webhooks)
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(BANK_ASKS)
    till.charge()
    till.answer_bank(well=True)
    till.outcome(PaymentFace.PAID)
    paid_once(desk, invoice)


def test_the_bank_asks_and_the_patient_fails_then_pays_otherwise(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(BANK_ASKS)
    till.charge()
    till.answer_bank(well=False)
    till.outcome(PaymentFace.ERROR)
    assert desk.charges(invoice) == []
    till.press(Qt.Key.Key_Return)
    till.outcome(PaymentFace.FORM)
    till.card_form()
    till.type_card(GOOD)
    till.charge()
    till.outcome(PaymentFace.PAID)
    assert len(desk.intents(invoice)) == 1
    paid_once(desk, invoice)


def test_no_webhook_ever_comes(till: Hands, desk: Desk) -> None:
    desk.webhooks(deliver=False)
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(GOOD)
    till.charge()
    till.outcome(PaymentFace.PAID)
    paid_once(desk, invoice)


def test_the_server_dies_while_the_patient_types(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    desk.stack.server.kill()
    till.type_card(GOOD)
    desk.restart()
    till.charge()
    till.outcome(PaymentFace.PAID, 90)
    paid_once(desk, invoice)


def test_the_server_is_gone_after_the_card_was_charged(till: Hands, desk: Desk) -> None:
    """The page reached Stripe, nobody reaches us: that is neither paid nor declined, and nothing is charged again."""
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(GOOD)
    desk.stack.server.kill()
    till.charge()
    till.outcome(PaymentFace.CHECKING, 90)
    assert "Don’t charge again" in till.window.payment.checking.accessibleName()
    assert len(desk.charges(invoice)) == 1
    desk.restart()
    till.outcome(PaymentFace.PAID, 90)
    paid_once(desk, invoice)


def test_part_of_it(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    form = till.window.payment.form
    till.until(lambda: till.face is PaymentFace.FORM and form.part_field.edit.hasFocus(), "the field for a part")
    till.type("7.35")
    till.press(Qt.Key.Key_Return)
    till.card_form()
    till.type_card(GOOD)
    till.charge()
    till.outcome(PaymentFace.PAID)
    assert desk.detail(invoice)["due"]["amount_minor"] == invoice["due"]["amount_minor"] - 735
    paid_once(desk, invoice, 735)


def test_leaving_gives_the_invoice_back(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.press(Qt.Key.Key_Escape)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the list")
    until(lambda: [i["status"] for i in desk.intents(invoice)] == ["canceled"], "the intent is cancelled at Stripe")
    assert desk.charges(invoice) == []


def test_the_till_is_closed_in_the_middle_and_started_again(new_till: Callable[[], Hands], desk: Desk) -> None:
    invoice = desk.invoice()
    first = new_till()
    first.log_in()
    first.find(invoice["number"])
    first.take_whole()
    first.type_card(GOOD)
    desk.webhooks(deliver=False)
    first.window.payment.card.submit()  # the patient's Enter reached the page, and then the power went
    first.until(lambda: desk.charges(invoice), "the charge at Stripe")
    first.close()
    second = new_till()
    second.log_in()
    until(lambda: len(desk.payments(invoice)) == 1, "the books know", 90)
    paid_once(desk, invoice)


def test_wrong_password_is_a_sentence_and_nothing_else(new_till: Callable[[], Hands]) -> None:
    hands = new_till()
    login = hands.window.login
    hands.until(lambda: login.isVisible() and login.sign_in.isEnabled(), "the log-in screen")
    login.name.edit.setFocus()
    hands.type("cashier")
    login.password.edit.setFocus()
    hands.type("wrong")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: login.problem_said, "the refusal in words")
    assert hands.window.screen_shown is Screen.LOGIN


def test_the_pay_page_of_a_finished_payment_is_closed(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    desk.confirm(attempt["id"], "pm_card_visa").raise_for_status()
    answer = httpx.get(attempt["pay_url"])
    assert answer.status_code in (200, 410)
    assert attempt["client_secret"] not in answer.text
