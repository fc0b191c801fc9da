"""The pay page against the sandbox, as the till and as a patient's phone open it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.browser.shop import HOSPITAL, NO_FUNDS, PAYS, Shop
from tests.browser.window import CARD, Window


@pytest.fixture
def phone(open_window: Callable[..., Window]) -> Window:
    return open_window(390, 844)


def submit(window: Window) -> None:
    window.page.runJavaScript("hmisPay.submit()")


def outcome(window: Window) -> str:
    """What the phone shows for an end, once it shows one."""
    window.wait_js("document.getElementById('outcome')?.hidden === false")
    return str(window.js("document.getElementById('outcome').dataset.kind"))


def visible(window: Window, selector: str) -> bool:
    return bool(window.js(f"document.querySelector({selector!r})?.checkVisibility() ?? false"))


# In the till ---------------------------------------------------------------------------------------------------------


def test_in_the_till_a_card_pays(window: Window, shop: Shop) -> None:
    intent = shop.intent()
    window.open(shop.pay_page(intent["client_secret"], view="till"))
    window.focus_card()
    window.fill_card(PAYS)
    window.wait_step("complete")
    submit(window)
    window.wait_step("handback")
    assert shop.read(intent["id"])["status"] == "succeeded"
    assert window.steps == ["loading", "ready", "incomplete", "complete", "confirming", "handback"]
    assert window.numbers == sorted(set(window.numbers)), "each step has a number of its own, and they grow"


def test_in_the_till_there_is_the_form_and_nothing_else(window: Window, shop: Shop) -> None:
    window.open(shop.pay_page(shop.intent()["client_secret"], view="till"))
    window.wait_step("ready")
    assert window.js("document.querySelectorAll('header, #pay, #outcome, .amount').length") == 0
    assert window.js("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not visible(window, "#consent")
    assert not visible(window, "#skeleton")


def test_after_a_decline_another_card_pays_the_same_intent(window: Window, shop: Shop) -> None:
    intent = shop.intent()
    window.open(shop.pay_page(intent["client_secret"], view="till"))
    window.focus_card()
    window.fill_card(NO_FUNDS)
    submit(window)
    window.wait_step("handback")
    declined = shop.read(intent["id"])
    assert declined["last_payment_error"]["decline_code"] == "insufficient_funds"
    window.forget_steps()
    window.page.runJavaScript("hmisPay.again()")
    window.wait_step("ready")
    window.wait_focus("number")
    assert [value for name, value in window.fields().items() if name != "country"] == ["", "", "", ""]
    assert window.errors() == []
    window.fill_card(PAYS)
    submit(window)
    window.wait_step("handback")
    assert shop.read(intent["id"])["status"] == "succeeded"
    assert [charge["paid"] for charge in shop.charges(intent["id"])] == [True, False]


@pytest.mark.parametrize("locale", ["en", "es", "ar"])
def test_the_consent_can_be_read_in_the_smallest_window_of_the_till(
    open_window: Callable[..., Window], shop: Shop, locale: str
) -> None:
    """All of it is on the screen: who asks for a signature below the fold has not asked."""
    window = open_window(400, 377)
    window.open(shop.pay_page(shop.intent()["client_secret"], view="till", ask=True, locale=locale))
    window.wait_form()
    window.wait_js("document.documentElement.scrollHeight <= innerHeight")
    assert visible(window, "#consent")


def test_enter_in_the_last_field_charges(window: Window, shop: Shop) -> None:
    intent = shop.intent()
    window.open(shop.pay_page(intent["client_secret"], view="till"))
    window.focus_card()
    window.fill_card(PAYS)
    window.press(Qt.Key.Key_Return)
    window.wait_step("handback")
    assert shop.read(intent["id"])["status"] == "succeeded"


def test_an_incomplete_card_is_never_sent(window: Window, shop: Shop) -> None:
    intent = shop.intent()
    window.open(shop.pay_page(intent["client_secret"], view="till"))
    window.focus_card()
    window.type("4242")
    window.wait_for_keys()  # a digit that comes after the question would take its answer away
    submit(window)
    window.wait_step("invalid")
    window.wait_focus("number")
    window.wait(lambda: "Your card number is incomplete." in window.errors(), "the sentence under the field")
    assert shop.asked(f"/v1/payment_intents/{intent['id']}/confirm") == []


def test_asking_twice_sends_once(window: Window, shop: Shop) -> None:
    intent = shop.intent()
    window.open(shop.pay_page(intent["client_secret"], view="till"))
    window.focus_card()
    window.fill_card(PAYS)
    window.page.runJavaScript("for (let i = 0; i < 5; i += 1) hmisPay.submit()")
    window.wait_step("handback")
    assert len(shop.asked(f"/v1/payment_intents/{intent['id']}/confirm")) == 1


def test_numbers_go_on_over_a_reload(window: Window, shop: Shop) -> None:
    window.open(shop.pay_page(shop.intent()["client_secret"], view="till"))
    window.wait_step("ready")
    last = window.numbers[-1]
    window.forget_steps()
    window.page.runJavaScript("location.reload()")
    window.wait(lambda: window.numbers[-1] > last and window.steps[-1:] == ["ready"], "ready again")


def test_a_paid_intent_is_handed_back_and_not_an_error(window: Window, shop: Shop) -> None:
    intent = shop.intent(confirm="true", payment_method="pm_card_visa", return_url="https://shop.example/")
    window.open(shop.pay_page(intent["client_secret"], view="till"))
    window.wait_step("handback")
    assert "loaderror" not in window.steps
    assert not visible(window, "#trouble")


@pytest.mark.parametrize("script", ["/endive/none.js", "unreachable"])
def test_a_blocked_stripe_js_is_said_in_a_sentence(window: Window, shop: Shop, script: str) -> None:
    window.forgive("Failed to load resource", "net::ERR_", "Content Security Policy")
    shop.pages.stripe_js = shop.pages.stripe_origin + script if script[0] == "/" else "http://127.0.0.1:9/stripe.js"
    window.open(shop.pay_page(shop.intent()["client_secret"], view="till"))
    window.wait_step("loaderror")
    assert window.js("document.querySelector('#trouble .sentence').textContent") == "The card form could not be loaded."
    submit(window)
    window.wait_step("invalid")


def test_a_form_that_stripe_refuses_is_said_too(window: Window, shop: Shop) -> None:
    window.forgive("the server responded with a status of 404")
    window.open(shop.pay_page("pi_none_secret_none", view="till"))
    window.wait_step("loaderror")
    assert visible(window, "#trouble")
    window.js("(document.getElementById('reload').click(), 1)")
    window.wait(lambda: window.steps.count("loading") == 2, "a second try")


@pytest.mark.parametrize(("theme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(30, 28, 26)")])
def test_the_card_form_wears_the_tills_colours(window: Window, shop: Shop, theme: str, ground: str) -> None:
    window.open(shop.pay_page(shop.intent()["client_secret"], view="till", theme=theme))
    window.wait_step("ready")
    assert window.js("getComputedStyle(document.body).backgroundColor") == ground
    assert window.js("getComputedStyle(document.querySelector('.input')).backgroundColor", CARD) == ground
    assert "Inter" in window.js("getComputedStyle(document.querySelector('.input')).fontFamily", CARD)


# On a phone ----------------------------------------------------------------------------------------------------------


def test_on_a_phone_a_patient_pays(phone: Window, shop: Shop) -> None:
    intent = shop.intent()
    phone.open(shop.pay_page(intent["client_secret"]))
    phone.focus_card()
    assert "$148.00" in phone.js("document.querySelector('.amount .figure').textContent")
    assert visible(phone, ".badge.test-only")
    phone.fill_card(PAYS)
    phone.js("(document.getElementById('pay').scrollIntoView(), 1)")
    phone.click("#pay")
    assert outcome(phone) == "paid"
    assert HOSPITAL in phone.js("document.querySelector('#outcome .sentence').textContent")
    assert not visible(phone, "#pay-form")
    assert shop.read(intent["id"])["status"] == "succeeded"


def test_on_a_phone_a_decline_has_a_reason_and_a_way_on(phone: Window, shop: Shop) -> None:
    intent = shop.intent()
    phone.open(shop.pay_page(intent["client_secret"]))
    phone.focus_card()
    phone.fill_card(NO_FUNDS)
    phone.press(Qt.Key.Key_Return)
    assert outcome(phone) == "declined"
    assert phone.js("document.querySelector('#outcome .sentence').textContent") == "Your card has insufficient funds."
    advice = phone.js("document.querySelector('#outcome .advice').textContent")
    assert advice == "No money has moved. You can try another card, or ask to pay a part."
    phone.press(Qt.Key.Key_Return)  # "Try another card" has the focus
    phone.wait_focus("number")
    assert not visible(phone, "#outcome")
    phone.fill_card(PAYS)
    phone.press(Qt.Key.Key_Return)
    phone.wait_js("document.getElementById('outcome').dataset.kind === 'paid'")
    assert shop.read(intent["id"])["status"] == "succeeded"


def test_on_a_phone_an_unknown_end_is_checking_until_it_is_known(phone: Window, shop: Shop) -> None:
    phone.forgive("net::ERR_")
    intent = shop.intent()
    phone.open(shop.pay_page(intent["client_secret"]))
    phone.focus_card()
    phone.fill_card(PAYS)
    shop.fault("POST /v1/payment_intents/{id}/confirm", "half_after")
    shop.fault("GET /v1/payment_intents/{id}", "drop_before", times=2)
    phone.press(Qt.Key.Key_Return)
    assert outcome(phone) == "checking"
    assert "Don’t pay again" in phone.js("document.querySelector('#outcome .sentence').textContent")
    assert not visible(phone, "#again")
    phone.wait_js("document.getElementById('outcome').dataset.kind === 'paid'", seconds=40)
    assert len(shop.charges(intent["id"])) == 1


@pytest.mark.parametrize(("end", "kind"), [("paid", "paid"), ("cancelled", "over")])
def test_on_a_phone_what_has_ended_is_not_offered_again(phone: Window, shop: Shop, end: str, kind: str) -> None:
    intent = shop.intent()
    if end == "paid":
        shop.post(
            f"/v1/payment_intents/{intent['id']}/confirm", payment_method="pm_card_visa", return_url="https://a.example"
        )
    else:
        shop.post(f"/v1/payment_intents/{intent['id']}/cancel")
    phone.open(shop.pay_page(intent["client_secret"]))
    assert outcome(phone) == kind
    assert not visible(phone, "#pay")


def test_in_arabic_the_page_is_mirrored_and_amounts_are_not(phone: Window, shop: Shop) -> None:
    phone.open(shop.pay_page(shop.intent()["client_secret"], locale="ar"))
    phone.wait_step("ready")
    assert phone.js("getComputedStyle(document.body).direction") == "rtl"
    # set apart by isolating marks, so that the sign stays before the figure
    assert phone.js("document.getElementById('pay-label').textContent") == "ادفع \u2068$148.00\u2069"
    assert phone.js("document.querySelector('.badge').getBoundingClientRect().x") < 100


def test_names_are_text_and_never_markup(phone: Window, shop: Shop) -> None:
    address = shop.pay_page(shop.intent()["client_secret"])
    hostile = "</script><script>window.owned = 1</script><img src=x onerror='window.owned = 1'>"
    for data in shop.pages.data.values():
        data["hospital"] = hostile
    phone.open(address)
    phone.wait_step("ready")
    assert hostile in phone.js("document.querySelector('[data-fill=hospital]').textContent")
    assert phone.js("window.owned ?? 0") == 0
