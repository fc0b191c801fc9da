"""A customer's saved cards in the Payment Element: shown, paid with, taken away, and new ones saved."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.browser.merchant import focus, mount, told
from tests.browser.shop import PAYS, Shop
from tests.browser.window import CARD, Window

CONFIRM = "return stripe.confirmPayment({elements, redirect: 'if_required'})"
ROWS = (
    "[...document.querySelectorAll('.choice')].map((row) => [...row.querySelectorAll('.digits, .until')]"
    ".map((part) => part.textContent))"
)


class Customer:
    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.id: str = shop.post("/v1/customers")["id"]

    def saves(self, card: str = "pm_card_visa", redisplay: str = "always") -> str:
        method = self.shop.post(f"/v1/payment_methods/{card}/attach", customer=self.id)["id"]
        return str(self.shop.post(f"/v1/payment_methods/{method}", allow_redisplay=redisplay)["id"])

    def cards(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.shop.api.get(f"/v1/customers/{self.id}/payment_methods").json()["data"]
        return found

    def session(self, **features: str) -> str:
        wanted = {"payment_method_redisplay": "enabled", **features}
        data = {f"components[payment_element][features][{name}]": value for name, value in wanted.items()}
        session = self.shop.post(
            "/v1/customer_sessions", customer=self.id, **{"components[payment_element][enabled]": "true"}, **data
        )
        return str(session["client_secret"])

    def intent(self, **more: str) -> dict[str, Any]:
        return self.shop.intent(customer=self.id, **more)


@pytest.fixture
def customer(shop: Shop) -> Customer:
    return Customer(shop)


def shown(window: Window) -> list[list[str]]:
    found: list[list[str]] = window.js(ROWS, CARD)
    return found


def offer(window: Window, customer: Customer, intent: dict[str, Any] | None = None, **features: str) -> dict[str, Any]:
    """Mount an Element for an intent of the customer's; the intent."""
    intent = intent or customer.intent()
    session = customer.session(**features)
    mount(window, {"clientSecret": intent["client_secret"], "customerSessionClientSecret": session})
    return intent


def focus_list(window: Window) -> None:
    window.page.runJavaScript("element.focus()")
    window.wait_focus("saved")
    window.wait_for_keys()


def test_a_saved_card_pays_and_no_card_is_typed(merchant: Window, shop: Shop, customer: Customer) -> None:
    saved = customer.saves("pm_card_mastercard")
    intent = offer(merchant, customer)
    (method,) = customer.cards()
    until = f"{method['card']['exp_month']:02} / {method['card']['exp_year'] % 100:02}"
    assert shown(merchant) == [["•••• 4444", until], ["New card"]]
    assert merchant.js("document.querySelector('#card').hidden", CARD) is True
    assert merchant.js("document.querySelector('.choice.chosen .brand').dataset.brand", CARD) == "mastercard"
    (change,) = told(merchant, "change")
    assert (change["complete"], change["empty"]) == (True, False)
    empty = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
    assert change["value"] == {
        "type": "card",
        "payment_method": {
            "id": saved,
            "type": "card",
            "billing_details": {"address": empty, "name": None, "email": None, "phone": None},
        },
    }
    paid = merchant.run(CONFIRM)["paymentIntent"]
    assert (paid["status"], paid["payment_method"]) == ("succeeded", saved)
    assert [charge["payment_method"] for charge in shop.charges(intent["id"])] == [saved]


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({}, ["4242"]),
        ({"payment_method_allow_redisplay_filters][0": "limited"}, ["4444"]),
        ({"payment_method_redisplay_limit": "1"}, ["4242"]),
        ({"payment_method_redisplay": "disabled"}, []),
    ],
)
def test_only_cards_the_session_lets_us_show_are_shown(
    merchant: Window, customer: Customer, filters: dict[str, str], wanted: list[str]
) -> None:
    customer.saves("pm_card_mastercard", "limited")
    customer.saves("pm_card_amex", "unspecified")
    customer.saves("pm_card_visa")
    offer(merchant, customer, **filters)
    assert [row[0][-4:] for row in shown(merchant)[:-1]] == wanted
    assert merchant.js("document.querySelector('#card').hidden", CARD) is bool(wanted)


def test_the_arrow_keys_choose_and_a_new_card_is_typed(merchant: Window, shop: Shop, customer: Customer) -> None:
    older, newer = customer.saves("pm_card_mastercard"), customer.saves("pm_card_visa")
    intent = offer(merchant, customer)
    focus_list(merchant)
    merchant.press(Qt.Key.Key_Down)
    merchant.wait_js(f"document.activeElement.value === {json.dumps(older)}", CARD)
    merchant.press(Qt.Key.Key_Down)
    merchant.wait_js("document.activeElement.value === 'new'", CARD)
    chosen = [change["value"].get("payment_method", {}).get("id") for change in told(merchant, "change")]
    assert chosen == [newer, older, None]
    assert told(merchant, "change")[-1]["complete"] is False
    merchant.press(Qt.Key.Key_Tab)
    merchant.wait_focus("number")
    merchant.fill_card(PAYS)
    paid = merchant.run(CONFIRM)["paymentIntent"]
    assert paid["status"] == "succeeded"
    assert paid["payment_method"] not in (older, newer)
    assert len(shop.charges(intent["id"])) == 1


def test_a_saved_card_is_chosen_with_the_mouse_and_enter_pays(merchant: Window, customer: Customer) -> None:
    older = customer.saves("pm_card_mastercard")
    customer.saves("pm_card_visa")
    offer(merchant, customer)
    merchant.run("window.sent = 0; form.addEventListener('submit', (e) => { e.preventDefault(); sent += 1; });")
    merchant.click(f"label:has([value={older}])", CARD)
    merchant.wait(lambda: told(merchant, "change")[-1]["value"]["payment_method"]["id"] == older, "the choice")
    focus_list(merchant)
    merchant.press(Qt.Key.Key_Return)
    merchant.wait_js("sent === 1")


def test_the_bank_may_ask_about_a_saved_card(merchant: Window, shop: Shop, customer: Customer) -> None:
    customer.saves("pm_card_authenticationRequired")
    intent = offer(merchant, customer)
    merchant.page.runJavaScript(f"(async () => {{ window.paid = await (async () => {{ {CONFIRM} }})(); }})()")
    merchant.wait_js("document.readyState === 'complete'", "/3ds/")
    merchant.wait_for_keys("/3ds/")
    merchant.click("button[value=complete]", "/3ds/")
    merchant.wait_js("window.paid?.paymentIntent?.status === 'succeeded'")
    assert len(shop.charges(intent["id"])) == 1


@pytest.mark.parametrize("ticked", [True, False])
def test_a_new_card_is_saved_when_the_payer_says_so(merchant: Window, customer: Customer, ticked: bool) -> None:
    offer(merchant, customer, payment_method_save="enabled", payment_method_save_usage="on_session")
    focus(merchant)
    merchant.fill_card(PAYS)
    merchant.press(Qt.Key.Key_Tab)
    merchant.wait_focus("save")
    if ticked:
        merchant.press(Qt.Key.Key_Space)
        merchant.wait_js("document.activeElement.checked", CARD)
    merchant.wait(lambda: told(merchant, "change")[-1]["complete"], "a complete form")
    assert told(merchant, "change")[-1]["value"] == {"type": "card", "savePaymentMethod": ticked}
    paid = merchant.run(CONFIRM)["paymentIntent"]
    assert paid["setup_future_usage"] == ("on_session" if ticked else None)
    assert [card["allow_redisplay"] for card in customer.cards()] == (["always"] if ticked else [])


def test_a_card_kept_anyway_is_shown_again_only_if_wanted(merchant: Window, customer: Customer) -> None:
    intent = customer.intent(setup_future_usage="off_session")
    offer(merchant, customer, intent, payment_method_save="enabled", payment_method_save_usage="on_session")
    focus(merchant)
    merchant.fill_card(PAYS)
    assert merchant.run(CONFIRM)["paymentIntent"]["setup_future_usage"] == "off_session"
    assert [card["allow_redisplay"] for card in customer.cards()] == ["limited"]


def test_a_saved_card_is_taken_away_after_asking(merchant: Window, customer: Customer) -> None:
    older, newer = customer.saves("pm_card_mastercard"), customer.saves("pm_card_visa")
    offer(merchant, customer, payment_method_remove="enabled")
    focus_list(merchant)
    merchant.press(Qt.Key.Key_Tab)
    merchant.wait_js(f"document.activeElement.value === 'remove-{newer}'", CARD)
    merchant.press(Qt.Key.Key_Return)
    merchant.wait_js("document.activeElement.value === 'keep'", CARD)
    merchant.press(Qt.Key.Key_Return)
    merchant.wait_js(f"document.activeElement.value === 'remove-{newer}'", CARD)
    assert len(customer.cards()) == 2, "keeping it keeps it"
    merchant.click(f"[value=remove-{newer}]", CARD)
    merchant.click("[value=remove]", CARD)
    merchant.wait(lambda: told(merchant, "savedpaymentmethodremove"), "word of the removal")
    (event,) = told(merchant, "savedpaymentmethodremove")
    assert (event["success"], event["payment_method"]["id"]) == (True, newer)
    assert [card["id"] for card in customer.cards()] == [older]
    merchant.wait(lambda: told(merchant, "change")[-1]["value"]["payment_method"]["id"] == older, "the next card")
    assert [row[0][-4:] for row in shown(merchant)] == ["4444", "card"]


def test_a_card_that_can_not_be_removed_stays(merchant: Window, shop: Shop, customer: Customer) -> None:
    merchant.forgive("the server responded with a status of 500")
    saved = customer.saves()
    offer(merchant, customer, payment_method_remove="enabled")
    shop.fault("POST /v1/elements/payment_methods/{id}/detach", "error_before")
    merchant.click(f"[value=remove-{saved}]", CARD)
    merchant.click("[value=remove]", CARD)
    merchant.wait(lambda: told(merchant, "savedpaymentmethodremove"), "word of the failure")
    (event,) = told(merchant, "savedpaymentmethodremove")
    assert (event["success"], event["payment_method"]["id"], bool(event["error"])) == (False, saved, True)
    assert merchant.errors() == ["The card could not be removed."]
    assert len(shown(merchant)) == 2
    assert len(customer.cards()) == 1


def test_cards_are_not_removable_where_the_session_does_not_say_so(merchant: Window, customer: Customer) -> None:
    customer.saves()
    offer(merchant, customer)
    assert merchant.js("document.querySelectorAll('.remove').length", CARD) == 0


def test_a_form_that_is_read_only_keeps_its_choice(merchant: Window, customer: Customer) -> None:
    older, newer = customer.saves("pm_card_mastercard"), customer.saves("pm_card_visa")
    session = customer.session(payment_method_remove="enabled")
    secret = customer.intent()["client_secret"]
    mount(merchant, {"clientSecret": secret, "customerSessionClientSecret": session}, {"readOnly": True})
    merchant.click(f"label:has([value={older}])", CARD)
    merchant.click(f"[value=remove-{newer}]", CARD)
    assert merchant.js("document.querySelector('.choice input:checked').value", CARD) == newer
    assert merchant.js("document.querySelector('.question')", CARD) is None


def test_a_session_that_is_not_ours_opens_no_form(merchant: Window, customer: Customer) -> None:
    merchant.forgive("the server responded with a status of 400")
    secret = customer.intent()["client_secret"]
    mount(merchant, {"clientSecret": secret, "customerSessionClientSecret": customer.session() + "x"})
    (event,) = told(merchant, "loaderror")
    assert event["error"]["type"] == "invalid_request_error"


def test_a_confirmation_token_holds_the_saved_card(merchant: Window, customer: Customer) -> None:
    saved = customer.saves()
    offer(merchant, customer)
    token = merchant.run("return stripe.createConfirmationToken({elements})")["confirmationToken"]
    paid = customer.intent(confirm="true", confirmation_token=token["id"], return_url="https://shop.example/")
    assert (paid["status"], paid["payment_method"]) == ("succeeded", saved)
    assert merchant.run("return stripe.createPaymentMethod({elements})")["error"]["type"] == "invalid_request_error"


def test_card_details_are_told_as_they_become_known(merchant: Window, customer: Customer) -> None:
    customer.saves("pm_card_visa_debit")
    offer(merchant, customer)
    assert told(merchant, "availablepaymentmethodschange") == [
        {"elementType": "payment", "paymentMethods": {"card": {"available": True}}}
    ]
    focus_list(merchant)
    merchant.press(Qt.Key.Key_Down)
    merchant.press(Qt.Key.Key_Tab)
    merchant.wait_focus("number")
    merchant.type("55555")
    merchant.wait_js("document.activeElement.value === '5555 5'", CARD)
    before = len(told(merchant, "carddetailschange"))
    merchant.type("5")
    merchant.wait(lambda: len(told(merchant, "carddetailschange")) > before, "the brand")
    assert told(merchant, "carddetailschange") == [
        {"elementType": "payment", "loading": False, "details": {"brands": brands, "funding": funding}}
        for brands, funding in [(["visa"], "debit"), (None, None), (["mastercard"], None)]
    ]


@pytest.mark.parametrize("locale", ["es", "ar"])
def test_the_list_speaks_the_pages_language(merchant: Window, customer: Customer, locale: str) -> None:
    customer.saves()
    secret = customer.intent()["client_secret"]
    session = customer.session(payment_method_remove="enabled")
    mount(merchant, {"clientSecret": secret, "customerSessionClientSecret": session, "locale": locale})
    assert shown(merchant)[-1] == [{"es": "Tarjeta nueva", "ar": "بطاقة جديدة"}[locale]]
    name = merchant.js("document.querySelector('.choice input').ariaLabel", CARD)
    assert "Visa" in name
    assert "4242" in name
