"""The sandbox's Stripe.js as any merchant's page may use it: on a page of somebody else's, without the pay page."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from tests.browser.merchant import KEY, focus, mount, told
from tests.browser.shop import NO_FUNDS, PAYS, Shop
from tests.browser.window import CARD, Window


def test_it_is_the_version_the_loader_asks_for(merchant: Window) -> None:
    assert merchant.js("Stripe.version") == "endive"
    assert (
        merchant.run(f"Stripe({KEY})._registerWrapper({{name: 'stripe-js', version: '10.2.1'}}); return 'ok'") == "ok"
    )


def test_the_page_sees_nothing_of_it_but_stripe(merchant: Window) -> None:
    names = ["Stripe", "StripeSandbox", "Elements", "Frame", "Emitter", "ORIGIN", "challenge"]
    kinds = merchant.js(f"[{', '.join(f'typeof {name}' for name in names)}]")
    assert kinds == ["function", *["undefined"] * 6]


@pytest.mark.parametrize("key", ["sk_test_sample", "rk_test_sample", ""])
def test_keys_that_have_no_business_in_a_page_are_refused(merchant: Window, key: str) -> None:
    script = f"(() => {{ try {{ Stripe({json.dumps(key)}); }} catch (error) {{ return error.name; }} }})()"
    assert merchant.js(script) == "IntegrationError"


def test_an_intent_is_read_with_its_secret_only(merchant: Window, shop: Shop) -> None:
    merchant.forgive("the server responded with a status of 40")
    intent = shop.intent()
    found = merchant.run(f"return Stripe({KEY}).retrievePaymentIntent({json.dumps(intent['client_secret'])})")
    assert found["paymentIntent"]["id"] == intent["id"]
    assert found["paymentIntent"]["status"] == "requires_payment_method"
    wrong = merchant.run(f"return Stripe({KEY}).retrievePaymentIntent({json.dumps(intent['id'] + '_secret_wrong')})")
    assert wrong["error"]["type"] == "invalid_request_error"


def test_a_live_key_is_refused_by_the_sandbox(merchant: Window, shop: Shop) -> None:
    merchant.forgive("the server responded with a status of 401")
    secret = json.dumps(shop.intent()["client_secret"])
    found = merchant.run(f"return Stripe('pk_live_sample').retrievePaymentIntent({secret})")
    assert found["error"]["type"] == "invalid_request_error"


def test_an_element_tells_what_happens_in_it(merchant: Window, shop: Shop) -> None:
    mount(merchant, {"clientSecret": shop.intent()["client_secret"]})
    focus(merchant)
    merchant.fill_card(PAYS)
    merchant.wait(lambda: any(event["complete"] for event in told(merchant, "change")), "a complete form")
    states = [(event["empty"], event["complete"]) for event in told(merchant, "change")]
    assert states == [(False, False), (False, True)]
    assert told(merchant, "change")[-1] == {
        "elementType": "payment",
        "empty": False,
        "complete": True,
        "collapsed": False,
        "value": {"type": "card"},
    }
    assert [name for name, _ in merchant.js("told")][:4] == [
        "loaderstart",
        "ready",
        "availablepaymentmethodschange",
        "focus",
    ]
    assert len(told(merchant, "focus")) == 1, "moving among the fields is no new focus"
    assert merchant.js("document.getElementById('element').className").split() == [
        "StripeElement",
        "StripeElement--focus",
        "StripeElement--complete",
    ]
    merchant.press(Qt.Key.Key_Escape)
    merchant.wait(lambda: told(merchant, "escape"), "the escape event")
    merchant.page.runJavaScript("element.blur()")
    merchant.wait(lambda: told(merchant, "blur"), "the blur event")


def test_once_and_off_are_kept(merchant: Window, shop: Shop) -> None:
    mount(merchant, {"clientSecret": shop.intent()["client_secret"]})
    merchant.run(
        "window.counts = [0, 0]; const never = () => { counts[1] += 1; };"
        "element.once('focus', () => { counts[0] += 1; }); element.on('focus', never); element.off('focus', never);"
    )
    for turn in (1, 2):
        focus(merchant)
        merchant.page.runJavaScript("element.blur()")
        merchant.wait(lambda turn=turn: len(told(merchant, "blur")) == turn, "the blur event")
    assert merchant.js("counts") == [1, 0]


def test_enter_in_a_field_submits_the_merchants_form(merchant: Window, shop: Shop) -> None:
    mount(merchant, {"clientSecret": shop.intent()["client_secret"]})
    merchant.run("window.sent = 0; form.addEventListener('submit', (e) => { e.preventDefault(); sent += 1; });")
    focus(merchant)
    merchant.type(PAYS)
    merchant.press(Qt.Key.Key_Return)
    merchant.wait_js("sent === 1")


def test_the_frame_is_as_high_as_its_content(merchant: Window, shop: Shop) -> None:
    mount(merchant, {"clientSecret": shop.intent()["client_secret"]})
    same = "Math.ceil(document.body.getBoundingClientRect().height) === innerHeight && innerHeight > 200"
    merchant.wait_js(same, CARD)
    height = merchant.js("innerHeight", CARD)
    focus(merchant)
    merchant.type("4242424242424241")
    merchant.wait_js(f"innerHeight > {height}", CARD)
    merchant.wait_js(same, CARD)


def test_a_paid_intent_gives_no_form(merchant: Window, shop: Shop) -> None:
    intent = shop.intent(confirm="true", payment_method="pm_card_visa", return_url="https://shop.example/")
    assert intent["status"] == "succeeded"
    mount(merchant, {"clientSecret": intent["client_secret"]})
    assert told(merchant, "ready") == []
    assert told(merchant, "loaderror")[0]["error"]["code"] == "payment_intent_unexpected_state"


def test_the_look_follows_the_merchants(merchant: Window, shop: Shop) -> None:
    appearance = {
        "theme": "night",
        "variables": {"colorBackground": "#102030", "borderRadius": "9px", "colorText": "#ffeedd"},
        "rules": {".Input": {"border": "2px solid rgb(1, 2, 3)"}, ".Nonsense > *": {"color": "red"}},
    }
    mount(merchant, {"clientSecret": shop.intent()["client_secret"], "appearance": appearance})
    shown = "(() => { const s = getComputedStyle(document.querySelector('.input')); return [s.backgroundColor, s.color,"
    shown += " s.borderRadius, s.borderTopWidth, s.borderTopColor]; })()"
    assert merchant.js(shown, CARD) == ["rgb(16, 32, 48)", "rgb(255, 238, 221)", "9px", "2px", "rgb(1, 2, 3)"]
    assert merchant.js("getComputedStyle(document.documentElement).colorScheme", CARD) == "dark"
    assert merchant.js("getComputedStyle(document.querySelector('iframe')).colorScheme") == "dark"
    merchant.run("await elements.update({appearance: {variables: {colorBackground: '#ffffff'}}})")
    merchant.wait_js(
        "getComputedStyle(document.querySelector('.input')).backgroundColor === 'rgb(255, 255, 255)'", CARD
    )
    assert merchant.js("getComputedStyle(document.querySelector('iframe')).colorScheme") == "light"


def test_an_element_is_unmounted_mounted_again_and_destroyed(merchant: Window, shop: Shop) -> None:
    mount(merchant, {"clientSecret": shop.intent()["client_secret"]})
    merchant.run("element.unmount()")
    assert merchant.js("document.querySelectorAll('#element iframe').length") == 0
    merchant.run("told.length = 0; element.mount(document.getElementById('element'))")
    merchant.wait_js("told.some(([name]) => name === 'ready')")
    merchant.run("element.destroy()")
    assert merchant.js("[elements.getElement('payment'), document.querySelectorAll('#element iframe').length]") == [
        None,
        0,
    ]
    assert merchant.run("try { element.mount('#element') } catch (e) { return e.name }") == "IntegrationError"
    assert merchant.run("return elements.create('payment') !== element") is True


def test_an_incomplete_card_is_not_sent(merchant: Window, shop: Shop) -> None:
    intent = shop.intent()
    mount(merchant, {"clientSecret": intent["client_secret"]})
    focus(merchant)
    merchant.type("42424242")
    found = merchant.run("return stripe.confirmPayment({elements, redirect: 'if_required'})")
    assert found["error"] == {
        "type": "validation_error",
        "code": "incomplete_number",
        "message": "Your card number is incomplete.",
    }
    assert merchant.run("return elements.submit()")["error"]["code"] == "incomplete_number"
    assert len(merchant.errors()) == 4, "each field says what it lacks"
    assert shop.asked(f"/v1/payment_intents/{intent['id']}/confirm") == []


def test_a_deferred_intent_is_confirmed_after_submit(merchant: Window, shop: Shop) -> None:
    mount(merchant, {"mode": "payment", "amount": 14800, "currency": "usd"})
    focus(merchant)
    merchant.fill_card(PAYS)
    intent = shop.intent()
    confirm = f"return stripe.confirmPayment({{elements, clientSecret: {json.dumps(intent['client_secret'])},"
    confirm += " redirect: 'if_required'})"
    early = merchant.run(confirm)
    assert early["error"]["type"] == "invalid_request_error"
    assert "submit" in early["error"]["message"]
    assert merchant.run("return elements.submit()") == {"selectedPaymentMethod": "card"}
    assert merchant.run(confirm)["paymentIntent"]["status"] == "succeeded"
    assert [charge["amount"] for charge in shop.charges(intent["id"])] == [14800]


def test_the_card_reaches_the_sandbox_with_its_address(merchant: Window, shop: Shop) -> None:
    intent = shop.intent()
    mount(merchant, {"clientSecret": intent["client_secret"]})
    focus(merchant)
    merchant.fill_card(PAYS)
    merchant.run(
        "return stripe.confirmPayment({elements, redirect: 'if_required', confirmParams: {"
        "payment_method_data: {billing_details: {name: 'A. Payer'}}}})"
    )
    (charge,) = shop.charges(intent["id"])
    assert charge["billing_details"]["name"] == "A. Payer"
    assert charge["billing_details"]["address"]["country"] == "US"
    assert charge["billing_details"]["address"]["postal_code"] == "02118"
    card = charge["payment_method_details"]["card"]
    assert (card["last4"], card["exp_month"], card["exp_year"]) == ("4242", 12, 2034)


def test_a_payment_method_is_made_from_the_fields(merchant: Window) -> None:
    mount(merchant, {"mode": "setup", "currency": "usd"})
    focus(merchant)
    merchant.fill_card(PAYS)
    merchant.run("return elements.submit()")
    made = merchant.run("return stripe.createPaymentMethod({elements})")["paymentMethod"]
    assert made["id"].startswith("pm_")
    assert made["card"]["last4"] == "4242"
    assert PAYS not in json.dumps(made)


def test_a_confirmation_token_is_made_from_the_fields(merchant: Window, shop: Shop) -> None:
    mount(merchant, {"mode": "payment", "amount": 14800, "currency": "usd"})
    focus(merchant)
    merchant.fill_card(PAYS)
    merchant.run("return elements.submit()")
    token = merchant.run("return stripe.createConfirmationToken({elements})")["confirmationToken"]
    intent = shop.intent(confirm="true", confirmation_token=token["id"], return_url="https://shop.example/")
    assert intent["status"] == "succeeded"


def test_a_saved_card_is_confirmed_without_any_fields(merchant: Window, shop: Shop) -> None:
    secret = json.dumps(shop.intent()["client_secret"])
    found = merchant.run(
        f"return Stripe({KEY}).confirmPayment({{clientSecret: {secret}, redirect: 'if_required',"
        " confirmParams: {payment_method: 'pm_card_visa'}})"
    )
    assert found["paymentIntent"]["status"] == "succeeded"


def test_redirect_always_ends_at_the_return_url(merchant: Window, shop: Shop) -> None:
    shop.pages.html["/back"] = "<!doctype html><title>Back</title><p>Back"
    intent = shop.intent()
    mount(merchant, {"clientSecret": intent["client_secret"]})
    back = json.dumps(shop.pages.origin + "/back?order=7")
    assert merchant.run("return stripe.confirmPayment({elements})")["error"]["type"] == "invalid_request_error"
    focus(merchant)
    merchant.fill_card(NO_FUNDS)
    confirm = f"stripe.confirmPayment({{elements, confirmParams: {{return_url: {back}}}}})"
    assert merchant.run(f"return {confirm}")["error"]["decline_code"] == "insufficient_funds"
    merchant.page.runJavaScript("element.clear(); element.focus()")
    merchant.wait_focus("number")
    merchant.fill_card(PAYS)
    merchant.page.runJavaScript(f"void {confirm}")
    merchant.wait_js("location.pathname === '/back'")
    query = merchant.js("Object.fromEntries(new URL(location.href).searchParams)")
    assert query == {
        "order": "7",
        "payment_intent": intent["id"],
        "payment_intent_client_secret": intent["client_secret"],
        "redirect_status": "succeeded",
    }


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "half_after", "html_before"])
def test_an_answer_that_never_comes_is_no_decline(merchant: Window, shop: Shop, fault: str) -> None:
    merchant.forgive("net::ERR_")
    intent = shop.intent()
    mount(merchant, {"clientSecret": intent["client_secret"]})
    focus(merchant)
    merchant.fill_card(PAYS)
    # more than once, because Chromium itself repeats a request whose connection broke
    shop.fault("POST /v1/payment_intents/{id}/confirm", fault, times=5)
    found = merchant.run("return stripe.confirmPayment({elements, redirect: 'if_required'})")
    assert found["error"]["type"] == "api_connection_error"
    assert len(shop.charges(intent["id"])) <= 1


def test_a_request_the_browser_repeats_is_one_request(merchant: Window, shop: Shop) -> None:
    merchant.forgive("net::ERR_")
    intent = shop.intent()
    mount(merchant, {"clientSecret": intent["client_secret"]})
    focus(merchant)
    merchant.fill_card(PAYS)
    shop.fault("POST /v1/payment_intents/{id}/confirm", "drop_after")
    found = merchant.run("return stripe.confirmPayment({elements, redirect: 'if_required'})")
    assert (
        found.get("paymentIntent", {}).get("status") == "succeeded" or found["error"]["type"] == "api_connection_error"
    )
    assert len(shop.charges(intent["id"])) == 1


def test_asking_a_sandbox_that_does_not_answer_is_no_rejection(merchant: Window, shop: Shop) -> None:
    merchant.forgive("net::ERR_")
    mount(merchant, {"clientSecret": shop.intent()["client_secret"]})
    shop.fault("GET /v1/payment_intents/{id}", "drop_before", times=5)
    assert merchant.run("return elements.fetchUpdates()")["error"]["type"] == "api_connection_error"


def test_a_card_is_set_up_for_later(merchant: Window, shop: Shop) -> None:
    customer = shop.post("/v1/customers")["id"]
    intent = shop.post("/v1/setup_intents", customer=customer, usage="on_session")
    mount(merchant, {"clientSecret": intent["client_secret"]})
    focus(merchant)
    merchant.fill_card(PAYS)
    found = merchant.run("return stripe.confirmSetup({elements, redirect: 'if_required'})")
    assert found["setupIntent"]["status"] == "succeeded"
    secret = json.dumps(intent["client_secret"])
    assert merchant.run(f"return stripe.retrieveSetupIntent({secret})")["setupIntent"]["id"] == intent["id"]
