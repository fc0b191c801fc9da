"""Other ways to pay than a card typed at the counter: one the patient keeps, and their own phone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.views.components.overlay import QuestionOverlay
from tests.browser import chromium
from tests.end2end.hands import Hands
from tests.end2end.test_journeys import GOOD, NO_FUNDS
from tests.integration.payments.desk import Desk
from tests.integration.payments.test_pay_page import page_data
from tests.integration.payments.wallet import Wallet
from tests.support.waiting import until


@pytest.fixture
def boss(new_till: Callable[[], Hands]) -> Hands:
    """A till with a supervisor logged in."""
    hands = new_till()
    hands.log_in("supervisor")
    return hands


def alt(till: Hands, key: Qt.Key) -> None:
    till.press(key, Qt.KeyboardModifier.AltModifier)


def choose_card(till: Hands, title: str) -> None:
    """The first saved card, by its key, once it is shown."""
    methods = till.window.payment.methods
    till.until(lambda: len(methods.tiles) > 2, f"a saved card: {methods.note}")
    assert methods.tiles[2].label == title
    alt(till, Qt.Key.Key_3)
    till.until(lambda: methods.tiles[2].isChecked(), "the card is chosen")


def question(till: Hands) -> str:
    """Enter on the question over the payment; its words."""
    layers = till.window.payment.findChildren(QuestionOverlay)
    till.until(lambda: till.window.payment.findChildren(QuestionOverlay), "a question")
    layers = till.window.payment.findChildren(QuestionOverlay)
    said = layers[0].frame.accessibleName()
    till.press(Qt.Key.Key_Return)
    return said


def test_a_saved_card_pays(boss: Hands, desk: Desk) -> None:
    wallet = Wallet(desk)
    wallet.keep()
    boss.find(wallet.invoice["number"])
    boss.take_whole()
    choose_card(boss, "Visa ending 4242")
    boss.charge()
    assert question(boss).endswith(f"to Visa 4242 of {wallet.invoice['patient']['name']}?")
    boss.outcome(PaymentFace.PAID)
    due = wallet.invoice["due"]["amount_minor"]
    assert [charge["amount"] for charge in desk.charges(wallet.invoice)] == [100, due - 100]
    until(lambda: len(desk.payments(wallet.invoice)) == 2, "both are in our books")


def test_the_bank_asks_about_a_saved_card(boss: Hands, desk: Desk) -> None:
    wallet = Wallet(desk)
    wallet.ensure().raise_for_status()
    wallet.attach("pm_card_authenticationRequired")
    until(lambda: len(wallet.cards()) == 1, "the card is heard of")
    boss.find(wallet.invoice["number"])
    boss.take_whole()
    choose_card(boss, "Visa ending 3184")
    boss.charge()
    question(boss)
    boss.answer_bank(well=True)
    boss.outcome(PaymentFace.PAID)
    assert len(desk.charges(wallet.invoice)) == 1


def test_a_saved_card_is_declined_and_a_new_one_pays(boss: Hands, desk: Desk) -> None:
    wallet = Wallet(desk)
    wallet.ensure().raise_for_status()
    wallet.attach("pm_card_chargeCustomerFail")
    until(lambda: len(wallet.cards()) == 1, "the card is heard of")
    boss.find(wallet.invoice["number"])
    boss.take_whole()
    choose_card(boss, "Visa ending 0341")
    boss.charge()
    question(boss)
    boss.outcome(PaymentFace.ERROR)
    boss.press(Qt.Key.Key_Return)
    boss.outcome(PaymentFace.FORM)
    boss.card_form()
    boss.type_card(GOOD)
    boss.charge()
    boss.outcome(PaymentFace.PAID)
    assert len(desk.intents(wallet.invoice)) == 1
    assert len(desk.charges(wallet.invoice)) == 1


def test_a_saved_card_is_removed(boss: Hands, desk: Desk) -> None:
    wallet = Wallet(desk)
    wallet.keep()
    boss.find(wallet.invoice["number"])
    boss.take_whole()
    choose_card(boss, "Visa ending 4242")
    alt(boss, Qt.Key.Key_R)
    layer = boss.window.payment.findChildren(QuestionOverlay)[0]
    layer.answer(layer._question.choices[1].key)
    boss.until(lambda: len(boss.window.payment.methods.tiles) == 2, "its tile is gone")
    assert (wallet.cards(), wallet.at_stripe()) == ([], [])


def on_phone(till: Hands, number: str) -> str:
    """Open the payment on the patient's phone; the address in the code."""
    till.find(number)
    till.take_whole()
    alt(till, Qt.Key.Key_2)
    panel = till.window.payment.form.frame.phone
    till.until(lambda: panel.isVisible() and panel.code.text, f"the code; {panel.status}")
    return panel.code.text


def test_paid_on_the_patients_phone(till: Hands, desk: Desk, tmp_path: Path) -> None:
    """The phone is Debian's Chromium: a declined card first, then one that pays. The till tells of both."""
    if shutil.which("chromium") is None:
        pytest.skip("there is no Chromium here")
    invoice = desk.invoice()
    url = on_phone(till, invoice["number"])
    panel = till.window.payment.form.frame.phone
    assert panel.left.startswith("The link is good for 1")
    assert "this computer’s own" in panel.warning
    with chromium.running(tmp_path) as phone:
        phone.open(url)
        phone.wait_js("document.querySelector('#pay') && !document.querySelector('#pay').disabled")
        pay(phone, desk, NO_FUNDS)
        till.until(lambda: panel.status.startswith("Declined on the phone."), "the decline is told")
        phone.wait_js("!document.querySelector('#again').hidden && !document.querySelector('#outcome').hidden")
        phone.js("document.querySelector('#again').click()")
        pay(phone, desk, GOOD)
        till.outcome(PaymentFace.PAID)
        phone.wait_js("document.querySelector('#outcome h2').textContent === 'Paid'")
    assert httpx.get(url).status_code == 410
    assert len(desk.intents(invoice)) == 1
    until(lambda: len(desk.payments(invoice)) == 1, "one payment in our books")


def pay(phone: chromium.Chromium, desk: Desk, number: str) -> None:
    """Type a card into the form on the phone, and press its button."""
    card = phone.frame(desk.stack.sandbox.url, "/elements/card.html")

    def has_focus(name: str) -> None:
        phone.wait_js(f"document.hasFocus() && document.activeElement.name === '{name}'", card)

    def key_arrives() -> bool:
        phone.press(chromium.SHIFT)
        return phone.js("window.testKeySeen === true", card) is True

    phone.js("hmisPay.focus()")
    has_focus("number")
    phone.js("addEventListener('keydown', () => { window.testKeySeen = true; }, { once: true })", card)
    phone.wait(key_arrives, "a key to arrive")
    phone.type(number + "1234")
    has_focus("cvc")
    phone.type("567")
    for field in ("country", "postalCode"):
        phone.press(chromium.TAB)
        has_focus(field)
    phone.type("02118")
    phone.wait_js("document.querySelector('[name=postalCode]').value === '02118'", card)
    phone.js("document.querySelector('#pay').click()")


def test_back_from_the_phone_to_the_counter(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    url = on_phone(till, invoice["number"])
    assert page_data(httpx.get(url).text)["view"] == "phone"
    till.press(Qt.Key.Key_Escape)
    till.card_form()
    till.type_card(GOOD)
    till.charge()
    till.outcome(PaymentFace.PAID)
    assert len(desk.intents(invoice)) == 1
    assert "already paid" in httpx.get(url).text
    till.press(Qt.Key.Key_Return)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the list")
