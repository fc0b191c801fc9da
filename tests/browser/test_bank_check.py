"""3-D Secure: the bank's page over the merchant's, and the road by redirect."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from tests.browser.shop import BANK_CHECK, PAYS, Shop
from tests.browser.window import BANK, Window

COMPLETE, FAIL = "button[value=complete]", "button[value=fail]"


def begin(window: Window, shop: Shop) -> str:
    """A pay page in the till's view whose card the bank asks about; the intent's id."""
    intent = shop.intent()
    window.open(shop.pay_page(intent["client_secret"], view="till"))
    window.focus_card()
    window.fill_card(BANK_CHECK)
    window.wait_step("complete")
    window.page.runJavaScript("hmisPay.submit()")
    window.wait_js("document.readyState === 'complete' && document.querySelector('button') !== null", BANK)
    assert shop.read(intent["id"])["status"] == "requires_action"
    window.wait_for_keys(BANK)
    return str(intent["id"])


def test_a_completed_check_pays(window: Window, shop: Shop) -> None:
    intent = begin(window, shop)
    assert window.js("document.getElementById('amount').textContent", BANK) == "$148.00"
    window.click(COMPLETE, BANK)
    window.wait_step("handback")
    assert shop.read(intent)["status"] == "succeeded"
    assert not window.has_frame(BANK), "the bank's page is gone"


def test_the_check_can_be_answered_by_keys_alone(window: Window, shop: Shop) -> None:
    intent = begin(window, shop)
    window.press(Qt.Key.Key_Return)
    window.wait_step("handback")
    assert shop.read(intent)["status"] == "succeeded"


@pytest.mark.parametrize("way", ["fail", "close", "escape in the bank's page", "escape in ours"])
def test_a_check_that_fails_or_is_left_charges_nothing(window: Window, shop: Shop, way: str) -> None:
    intent = begin(window, shop)
    if way == "fail":
        window.click(FAIL, BANK)
    elif way == "close":
        window.click("dialog button")
    else:
        if way == "escape in ours":
            window.page.runJavaScript("document.querySelector('dialog button').focus()")
            window.wait_js("document.activeElement.tagName === 'BUTTON'")
        window.press(Qt.Key.Key_Escape)
    window.wait_step("handback")
    after = shop.read(intent)
    assert after["status"] == "requires_payment_method"
    assert after["last_payment_error"]["code"] == "payment_intent_authentication_failure"
    assert [charge for charge in shop.charges(intent) if charge["paid"]] == []


def test_another_card_pays_after_a_failed_check(window: Window, shop: Shop) -> None:
    intent = begin(window, shop)
    window.click(FAIL, BANK)
    window.wait_step("handback")
    window.page.runJavaScript("hmisPay.again()")
    window.wait_focus("number")
    window.forget_steps()
    window.fill_card(PAYS)
    window.page.runJavaScript("hmisPay.submit()")
    window.wait_step("handback")
    assert shop.read(intent)["status"] == "succeeded"


def test_only_the_banks_own_frame_can_say_that_it_is_over(window: Window, shop: Shop) -> None:
    intent = begin(window, shop)
    window.run("window.heard = 0; addEventListener('message', () => { heard += 1; })")
    window.page.runJavaScript("window.postMessage({kind: 'sandbox.3ds', outcome: 'closed'}, '*')")
    window.wait_js("heard === 1")
    assert window.has_frame(BANK)
    assert shop.read(intent)["status"] == "requires_action"


def test_a_check_that_ended_elsewhere_says_so(window: Window, shop: Shop) -> None:
    window.forgive("the server responded with a status of 404")
    intent = begin(window, shop)
    shop.post(f"/v1/payment_intents/{intent}/cancel")
    window.click(COMPLETE, BANK)
    window.wait_js("!document.getElementById('trouble').hidden", BANK)
    window.click("dialog button")
    window.wait_step("handback")
    assert shop.read(intent)["status"] == "canceled"


@pytest.mark.parametrize(("button", "status"), [(COMPLETE, "succeeded"), (FAIL, "failed")])
def test_by_redirect_the_page_leads_back(window: Window, shop: Shop, button: str, status: str) -> None:
    shop.pages.html["/back"] = "<!doctype html><title>Back</title><p>Back"
    intent = shop.intent(
        confirm="true", payment_method="pm_card_authenticationRequired", return_url=f"{shop.pages.origin}/back?order=7"
    )
    window.open(intent["next_action"]["redirect_to_url"]["url"])
    window.wait_js(f"document.querySelector({json.dumps(button)}) !== null && document.readyState === 'complete'")
    window.page.runJavaScript(f"document.querySelector({json.dumps(button)}).click()")
    window.wait_js("location.pathname === '/back'")
    query = window.js("Object.fromEntries(new URL(location.href).searchParams)")
    assert (query["order"], query["payment_intent"], query["redirect_status"]) == ("7", intent["id"], status)


def test_handle_next_action_brings_the_check_up(window: Window, shop: Shop) -> None:
    window.open(shop.merchant_page())
    window.wait_js("typeof window.Stripe === 'function' && document.readyState === 'complete'")
    intent = shop.intent(confirm="true", payment_method="pm_card_authenticationRequired", use_stripe_sdk="true")
    window.page.runJavaScript(
        f"Stripe('pk_test_sample').handleNextAction({{clientSecret: {json.dumps(intent['client_secret'])}}})"
        ".then((value) => { window.ended = value; })"
    )
    window.wait_js("document.querySelector('button') !== null", BANK)
    window.wait_for_keys(BANK)
    window.click(COMPLETE, BANK)
    assert window.wait_js("window.ended")["paymentIntent"]["status"] == "succeeded"
