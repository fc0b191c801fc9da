"""The card fields under a real hand: grouping, moving on, mistakes, keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.browser.shop import PAYS, Shop
from tests.browser.window import CARD, Window

TAB, BACKSPACE, LEFT = Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_Left


@pytest.fixture
def form(window: Window, shop: Shop) -> Window:
    """The till's card form, with the caret in the card number."""
    window.open(shop.pay_page(shop.intent()["client_secret"], view="till"))
    window.focus_card()
    return window


@pytest.mark.parametrize(
    ("digits", "shown", "brand"),
    [
        (PAYS, "4242 4242 4242 4242", "visa"),
        ("5555555555554444", "5555 5555 5555 4444", "mastercard"),
        ("2223003122003222", "2223 0031 2200 3222", "mastercard"),
        ("378282246310005", "3782 822463 10005", "amex"),
        ("6011111111111117", "6011 1111 1111 1117", "discover"),
        ("3056930009020004", "3056 930009 0200 04", "diners"),
        ("3566002020360505", "3566 0020 2036 0505", "jcb"),
        ("6200000000000005", "6200 0000 0000 0005", "unionpay"),
    ],
)
def test_a_number_is_grouped_and_its_brand_shown(form: Window, digits: str, shown: str, brand: str) -> None:
    form.type(digits)
    form.wait(lambda: form.fields()["number"] == shown, "the field to show what was typed")
    assert form.js("[...document.querySelectorAll('.brand')].map((b) => b.dataset.brand)", CARD) == [brand]
    assert form.errors() == []


def test_a_complete_field_hands_the_focus_on(form: Window) -> None:
    form.fill_card(PAYS)
    wanted = {
        "number": "4242 4242 4242 4242",
        "expiry": "12 / 34",
        "cvc": "567",
        "country": "US",
        "postalCode": "02118",
    }
    form.wait(lambda: form.fields() == wanted, "the fields to show what was typed")
    form.wait_step("complete")


def test_tab_out_of_habit_skips_no_field(form: Window) -> None:
    form.type(PAYS)
    form.press(TAB)
    form.type("1234")
    form.press(TAB)
    form.type("567")
    form.wait(
        lambda: (
            {k: v for k, v in form.fields().items() if k in ("expiry", "cvc")} == {"expiry": "12 / 34", "cvc": "567"}
        ),
        "the fields to show what was typed",
    )


def test_a_second_tab_leaves_a_field_empty_on_purpose(form: Window) -> None:
    form.type(PAYS)
    form.press(TAB)
    form.press(TAB)
    form.wait_focus("cvc")


def test_backspace_takes_digits_across_the_gaps(form: Window) -> None:
    form.type("42424")
    form.wait(lambda: form.fields()["number"] == "4242 4", "the field to show what was typed")
    form.press(BACKSPACE)
    form.wait(lambda: form.fields()["number"] == "4242", "the field to show what was typed")
    form.press(BACKSPACE)
    form.wait(lambda: form.fields()["number"] == "424", "the field to show what was typed")
    form.type("29")
    form.wait(lambda: form.fields()["number"] == "4242 9", "the field to show what was typed")


def test_a_digit_put_in_the_middle_leaves_the_caret_there(form: Window) -> None:
    form.type("42422")
    for _ in range(3):
        form.press(LEFT)
    form.type("99")
    form.wait(lambda: form.fields()["number"] == "4249 922", "the field to show what was typed")
    assert form.js("document.activeElement.selectionStart", CARD) == len("4249 9")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("5", "05 / "),
        ("13", "01 / 3"),
        ("0830", "08 / 30"),
        ("1/27", "01 / 27"),
        ("00", "0"),
        ("12 / 30", "12 / 30"),
    ],
)
def test_an_expiry_date_is_mended_as_it_was_meant(form: Window, typed: str, shown: str) -> None:
    form.press(TAB)
    form.wait_focus("expiry")
    form.type(typed)
    form.wait(lambda: form.fields()["expiry"] == shown, "the field to show what was typed")


def test_backspace_takes_the_month_back_through_the_slash(form: Window) -> None:
    form.press(TAB)
    form.type("12")
    form.press(BACKSPACE)
    form.wait(lambda: form.fields()["expiry"] == "1", "the field to show what was typed")


@pytest.mark.parametrize("pasted", ["4242-4242-4242-4242", " 4242 4242 4242 4242 ", "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢"])
def test_a_number_is_taken_however_it_was_written(form: Window, pasted: str) -> None:
    QGuiApplication.clipboard().setText(pasted)
    form.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    form.wait(lambda: form.fields()["number"] == "4242 4242 4242 4242", "the pasted number")


def test_what_cannot_become_right_is_said_at_once(form: Window) -> None:
    form.type("4242424242424241")
    assert form.errors() == ["Your card number is invalid."]
    form.press(BACKSPACE)
    assert form.errors() == []


def test_what_is_only_unfinished_is_said_when_it_is_left(form: Window) -> None:
    form.type("4242")
    assert form.errors() == []
    form.press(TAB)
    form.wait(lambda: form.errors() == ["Your card number is incomplete."], "the sentence about the number")
    assert form.js("document.querySelector('[name=number]').getAttribute('aria-invalid')", CARD) == "true"


@pytest.mark.parametrize(
    ("expiry", "sentence"),
    [
        ("0124", "Your card’s expiration year is in the past."),
        ("0199", "Your card’s expiration year is invalid."),
    ],
)
def test_an_expiry_that_cannot_be_is_refused(form: Window, expiry: str, sentence: str) -> None:
    form.press(TAB)
    form.type(expiry)
    assert form.errors() == [sentence]


def test_last_month_is_over_and_this_month_is_not(form: Window) -> None:
    today = date.today()  # noqa: DTZ011  the browser judges by its own local calendar too
    form.press(TAB)
    form.type(f"{today:%m%y}")
    assert form.errors() == []
    if today.month > 1:
        form.press(TAB, Qt.KeyboardModifier.ShiftModifier)
        form.wait_focus("expiry")
        form.type(f"{today.month - 1:02}{today:%y}")
        assert form.errors() == ["Your card’s expiration date is in the past."]


def test_amex_wants_four_digits_behind(form: Window) -> None:
    form.type("378282246310005" + "1234" + "567")
    form.press(TAB)
    form.wait(lambda: form.errors() == ["Your card’s security code is incomplete."], "the sentence about the code")
    form.press(TAB, Qt.KeyboardModifier.ShiftModifier)
    form.type("5678")
    form.wait(lambda: form.fields()["cvc"] == "5678", "the field to show what was typed")
    assert form.errors() == []


def test_only_some_countries_are_asked_for_a_postal_code(form: Window) -> None:
    form.fill_card(PAYS, postal="")
    form.press(TAB, Qt.KeyboardModifier.ShiftModifier)
    form.wait_focus("country")
    form.forget_steps()
    form.type("Germ")
    form.wait(lambda: form.fields()["country"] == "DE", "Germany")
    assert form.js("document.getElementById('Field-postalCode').hidden", CARD) is True
    form.wait_step("complete")


def test_tab_goes_through_the_form_and_out_at_both_ends(window: Window, shop: Shop) -> None:
    secret = shop.intent()["client_secret"]
    window.open(shop.pay_page(secret, ask=True))
    window.focus_card()
    for name in ("expiry", "cvc", "country", "postalCode"):
        window.press(TAB)
        window.wait_focus(name)
    window.press(TAB)
    window.wait_js("document.activeElement.id === 'save-card'")
    window.press(TAB, Qt.KeyboardModifier.ShiftModifier)
    window.wait_focus("postalCode")
    for _ in range(5):
        window.press(TAB, Qt.KeyboardModifier.ShiftModifier)
    window.wait_js("document.activeElement.tagName !== 'IFRAME'")


@pytest.mark.parametrize(
    ("locale", "label", "sentence", "direction"),
    [
        ("es", "Número de tarjeta", "El número de tarjeta no es válido.", "ltr"),
        ("ar", "رقم البطاقة", "رقم بطاقتك غير صالح.", "rtl"),
        ("sw", "Card number", "Your card number is invalid.", "ltr"),
    ],
)
def test_the_fields_speak_the_readers_language(
    window: Window, shop: Shop, locale: str, label: str, sentence: str, direction: str
) -> None:
    window.open(shop.pay_page(shop.intent()["client_secret"], view="till", locale=locale))
    window.focus_card()
    window.type("4242424242424241")
    window.wait(lambda: window.errors() == [sentence], "the sentence in the reader's language")
    assert window.js("document.querySelector('label').textContent", CARD) == label
    assert window.js("document.documentElement.dir", CARD) == direction
    # figures are read from left to right everywhere
    assert window.js("getComputedStyle(document.querySelector('[name=number]')).direction", CARD) == "ltr"


def test_the_merchants_page_never_holds_a_digit(form: Window) -> None:
    form.page.runJavaScript("window.heard = []; addEventListener('message', (e) => heard.push(JSON.stringify(e.data)))")
    form.fill_card(PAYS)
    form.wait_step("complete")
    assert form.js("document.querySelector('#payment-element iframe').contentDocument === null") is True
    assert form.js("document.documentElement.outerHTML.includes('4242') || heard.join().includes('4242')") is False
