"""The pay page and kept cards: the one question whether to keep a card, and the cards that are kept already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.browser.shop import NO_FUNDS, PAYS, Shop
from tests.browser.test_pay_page import outcome, submit, visible
from tests.browser.test_saved_cards import Customer, shown
from tests.browser.window import CARD, Window


@pytest.fixture
def phone(open_window: Callable[..., Window]) -> Window:
    return open_window(390, 844)


@pytest.fixture
def customer(shop: Shop) -> Customer:
    return Customer(shop)


def page(shop: Shop, customer: Customer, intent: dict[str, Any], *, kept: bool = False, **query: str) -> str:
    """As the server hands it out: with the question, and with a session where the patient keeps cards."""
    session = customer.session(payment_method_save="disabled") if kept else None
    return shop.pay_page(intent["client_secret"], ask=True, session=session, **query)


def tick(window: Window) -> None:
    window.js("(document.getElementById('save-card').click(), 1)")


def said(shop: Shop) -> list[bool]:
    return [answer["agreed"] for answer in shop.pages.answers]


@pytest.mark.parametrize(("ticked", "kept"), [(True, "on_session"), (False, None)])
def test_a_card_is_kept_only_with_consent(
    phone: Window, shop: Shop, customer: Customer, ticked: bool, kept: str | None
) -> None:
    intent = customer.intent()
    phone.open(page(shop, customer, intent))
    phone.focus_card()
    phone.fill_card(PAYS)
    if ticked:
        phone.press(Qt.Key.Key_Tab)
        phone.wait_js("document.activeElement.id === 'save-card'")
        phone.press(Qt.Key.Key_Space)
        phone.wait_js("document.getElementById('save-card').checked")
    submit(phone)
    assert outcome(phone) == "paid"
    assert shop.read(intent["id"])["setup_future_usage"] == kept
    told = [{name: answer[name] for name in ("agreed", "locale", "view")} for answer in shop.pages.answers]
    assert told == [{"agreed": ticked, "locale": "en", "view": "phone"}]
    assert len(customer.cards()) == int(ticked)


@pytest.mark.parametrize(("view", "words"), [("phone", "I agree that"), ("till", "The patient agrees that")])
def test_the_question_is_asked_once_and_its_box_is_empty(
    window: Window, shop: Shop, customer: Customer, view: str, words: str
) -> None:
    customer.saves()
    window.open(page(shop, customer, customer.intent(), kept=True, view=view))
    window.wait_form()
    window.click("label:has([value=new])", CARD)
    window.wait(lambda: visible(window, "#consent"), "the question")
    assert window.js("document.getElementById('save-card').checked") is False
    assert words in window.js("document.getElementById('consent').textContent")
    assert window.js("document.getElementById('save').checkVisibility()", CARD) is False, "Stripe does not ask as well"


def test_a_kept_card_pays_and_nothing_is_asked(phone: Window, shop: Shop, customer: Customer) -> None:
    kept = customer.saves("pm_card_mastercard")
    intent = customer.intent()
    phone.open(page(shop, customer, intent, kept=True))
    phone.wait_form()
    assert shown(phone)[0][0] == "•••• 4444"
    phone.wait(lambda: not visible(phone, "#consent"), "no question")
    submit(phone)
    assert outcome(phone) == "paid"
    assert (shop.read(intent["id"])["payment_method"], shop.pages.answers) == (kept, [])


def test_a_yes_that_could_not_be_written_down_keeps_nothing(phone: Window, shop: Shop, customer: Customer) -> None:
    phone.forgive("the server responded with a status of 503")
    shop.pages.keeping_works = False
    intent = customer.intent()
    phone.open(page(shop, customer, intent))
    phone.focus_card()
    phone.fill_card(PAYS)
    tick(phone)
    submit(phone)
    assert outcome(phone) == "paid", "the payment goes on"
    assert shop.read(intent["id"])["setup_future_usage"] is None
    assert customer.cards() == []


def test_the_yes_is_written_down_before_the_card_is_sent_and_a_no_after_it_too(
    phone: Window, shop: Shop, customer: Customer
) -> None:
    intent = customer.intent()
    phone.open(page(shop, customer, intent))
    phone.focus_card()
    phone.fill_card(NO_FUNDS)
    tick(phone)
    submit(phone)
    assert outcome(phone) == "declined"
    phone.press(Qt.Key.Key_Return)  # "Try another card" has the focus
    phone.wait_focus("number")
    tick(phone)
    phone.fill_card(PAYS)
    submit(phone)
    phone.wait_js("document.getElementById('outcome').dataset.kind === 'paid'")
    assert said(shop) == [True, False]
    assert shop.pages.answers[0]["path"].endswith("/keeping")


@pytest.mark.parametrize(("locale", "words"), [("es", "Guardar esta tarjeta"), ("ar", "احفظ هذه البطاقة")])
def test_it_is_asked_in_the_pages_language(
    phone: Window, shop: Shop, customer: Customer, locale: str, words: str
) -> None:
    phone.open(page(shop, customer, customer.intent(), locale=locale))
    phone.focus_card()
    phone.fill_card(PAYS)
    assert words in phone.js("document.getElementById('consent').textContent")
    tick(phone)
    submit(phone)
    assert outcome(phone) == "paid"
    assert shop.pages.answers == [
        {"path": shop.pages.answers[0]["path"], "agreed": True, "locale": locale, "view": "phone"}
    ]
