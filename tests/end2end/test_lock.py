"""The lock and the session's end, in the real window with the real card form: all that is under way goes on."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
from tests.browser.window import CARD
from tests.end2end.hands import Hands
from tests.end2end.test_journeys import BANK_ASKS, GOOD, paid_once
from tests.integration.payments.desk import Desk

CARD_NUMBER = "document.querySelector('[name=number]').value.replace(/ /g, '')"


def words_on(window: QWidget) -> str:
    """Whatever can be read of what is visible, by eye or by a screen reader."""
    found = [window.windowTitle()]
    for one in window.findChildren(QWidget):
        if one.isVisible():
            text = getattr(one, "text", None)
            found += [one.accessibleName(), one.accessibleDescription(), one.toolTip(), text() if text else ""]
    return " ".join(map(str, found))


def nothing_of(invoice: dict, hands: Hands) -> None:  # type: ignore[type-arg] # an invoice as the API says it
    words = words_on(hands.window)
    patient = invoice["patient"]
    for secret in (*patient["name"].split(), patient["mrn"], invoice["service"]):
        assert secret not in words, secret


def test_a_search_half_typed_and_the_place_in_the_list(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    page = till.window.invoices
    till.find(invoice["number"])
    page.focus_search()
    till.press(Qt.Key.Key_Backspace)
    till.until(lambda: page.list.table.rows.rowCount() > 0, "what the shorter search finds")
    before = (page.search.edit.text(), page.detail.shown_id, QApplication.focusWidget())
    till.lock()
    nothing_of(invoice, till)
    till.type("wrong")
    till.press(Qt.Key.Key_Return)
    till.until(lambda: "not the right password" in till.window.lock.problem_said, "the refusal in words")
    assert till.locked()
    till.unlock()
    assert till.window.screen_shown is Screen.INVOICES
    assert (page.search.edit.text(), page.detail.shown_id, QApplication.focusWidget()) == before


def test_the_screen_itself_shows_the_same_lock_over_every_patient(till: Hands, desk: Desk) -> None:
    """As a camera sees it: what the computer's screen holds, not what our window believes it has drawn."""

    def seen() -> bytes:
        till.let_pass(0.3)
        screen = QGuiApplication.primaryScreen()
        corner = till.window.lock.mapToGlobal(till.window.lock.rect().topLeft())
        place = QRect(corner, till.window.lock.size())
        place.setWidth(300)  # beside the card, whose cursor blinks
        image = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage()
        return bytes(image.constBits())

    invoice = desk.invoice()
    till.lock()
    over_the_list = seen()
    till.unlock()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(GOOD)
    till.lock()
    nothing_of(invoice, till)
    assert seen() == over_the_list


def test_a_card_half_typed_is_kept_and_out_of_reach(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    QTest.keyClicks(till.page(), GOOD[:8])
    till.until(lambda: till._js(CARD, CARD_NUMBER) == GOOD[:8], "half of the number")
    till.lock()
    nothing_of(invoice, till)
    assert till.window.lock.kept_said[0] == "A payment was begun"
    card = till.window.payment.card
    assert not card.isVisible()
    card.focus_card()
    card.focus_page()
    assert till.window.lock.password.edit.hasFocus(), "whatever the payment asks for"
    till.unlock()
    assert till._js(CARD, CARD_NUMBER) == GOOD[:8]
    till._keys_reach(CARD)
    till.type_card(GOOD[8:])
    till.charge()
    till.outcome(PaymentFace.PAID)
    paid_once(desk, invoice)


def test_a_payment_comes_to_its_end_behind_the_lock(till: Hands, desk: Desk) -> None:
    desk.webhooks(deliver=False)
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(GOOD)
    till.charge()
    till.window.top_bar.lock.click()
    till.until(till.locked, "the lock")
    nothing_of(invoice, till)
    till.until(lambda: "A payment has ended" in till.window.lock.kept_said, "the end, without a word about which")
    paid_once(desk, invoice)
    till.let_pass(1)
    till.unlock()
    assert till.face is PaymentFace.PAID


def test_the_bank_waits_behind_the_lock(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(BANK_ASKS)
    till.charge()
    till.until(lambda: "bank" in till.step.casefold(), "the bank check", 30)
    till.window.top_bar.lock.click()
    till.until(till.locked, "the lock")
    assert till.window.lock.kept_said[0] == "A payment is being followed"
    till.let_pass(3)
    till.unlock()
    till.answer_bank(well=True)
    till.outcome(PaymentFace.PAID)
    paid_once(desk, invoice)


def test_the_server_is_away(till: Hands, desk: Desk) -> None:
    till.lock()
    desk.stack.server.kill()
    till.type("sample-cashier")
    till.press(Qt.Key.Key_Return)
    lock = till.window.lock
    till.until(lambda: "does not answer" in lock.problem_said, "the reason in words")
    assert "stays locked" in lock.problem_said
    assert till.locked()
    desk.restart()
    till.unlock()


def test_idle_minutes_and_the_sleep_of_the_machine(till: Hands) -> None:
    """An hour that passed without a hand on the till: whether it was awake or asleep, the same clock counts."""
    till.counter.till.lock._touched_at -= 3600
    till.until(till.locked, "the lock by itself")
    assert "by itself" in words_on(till.window)
    till.unlock()
    till.counter.till.lock._touched_at -= 3600
    QTest.keyClick(till.window.windowHandle(), Qt.Key.Key_A)  # the key that woke it
    till.until(till.locked, "the lock")
    assert till.window.invoices.search.edit.text() == ""


def test_another_person_takes_over(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.lock()
    till.press(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    till.until(lambda: "Log Tomasz Zieliński out?" in words_on(till.window), "what becomes of the work")
    nothing_of(invoice, till)
    till.press(Qt.Key.Key_Escape)
    till.until(till.window.lock.password.edit.hasFocus, "back at the lock")
    till.press(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    till.press(Qt.Key.Key_Tab)
    till.press(Qt.Key.Key_Return)
    till.until(lambda: till.window.screen_shown is Screen.LOGIN, "the log-in")
    till.log_in("supervisor")
    till.until(lambda: desk.intents(invoice)[0]["status"] == "canceled", "what was begun is given up")
    assert desk.charges(invoice) == []


@pytest.mark.parametrize("who", ["cashier", "supervisor"])
def test_the_session_ends_in_the_middle_of_a_payment(till: Hands, desk: Desk, who: str) -> None:
    """Fault 46: charged at Stripe, unknown here, and nobody is logged in any more."""
    desk.webhooks(deliver=False)
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(GOOD)
    link = till.counter.session.link
    httpx.post(
        f"{link.server}/api/v1/auth/logout", headers={"Authorization": f"Bearer {link.token}"}
    ).raise_for_status()
    till.window.payment.card.submit()
    till.until(lambda: till.window.screen_shown is Screen.LOGIN, "the log-in")
    nothing_of(invoice, till)
    till.until(lambda: len(desk.charges(invoice)) == 1, "the charge at Stripe")
    till.log_in_anew(who)
    if who == "cashier":
        till.outcome(PaymentFace.PAID, 90)
    else:
        assert till.window.screen_shown is Screen.INVOICES
        number = invoice["number"]
        till.until(lambda: f"{number}: the" in words_on(till.window), "the news of it")
    paid_once(desk, invoice)


def test_a_locked_till_closed_and_opened_again_asks_who_is_there(new_till: Callable[[], Hands]) -> None:
    first = new_till()
    first.log_in()
    first.lock()
    first.close()
    second = new_till()
    second.until(lambda: second.window.login.sign_in.isEnabled(), "the log-in screen")
    second.let_pass(1)
    assert second.window.screen_shown is Screen.LOGIN
