"""Everything the sandbox says, held against Stripe's own published shapes."""

from __future__ import annotations

import json
import re
from types import ModuleType
from typing import Any

import httpx
import pytest
import stripe

from pos_app.sandbox.cards import TABLE
from tests.integration.sandbox.conftest import Watched
from tests.support.waiting import until

NO_REDIRECTS: Any = {"enabled": True, "allow_redirects": "never"}


def pay(watched: Watched, method: str = "pm_card_visa", amount: int = 14_800, **more: Any) -> stripe.PaymentIntent:
    params: Any = {
        "amount": amount,
        "currency": "usd",
        "payment_method": method,
        "confirm": True,
        "automatic_payment_methods": NO_REDIRECTS,
        **more,
    }
    return watched.client.v1.payment_intents.create(params)


def test_payment_intents(watched: Watched) -> None:
    api = watched.client.v1
    customer = api.customers.create({"email": "a@example.org", "metadata": {"ref": "1"}})
    intent = api.payment_intents.create(
        {
            "amount": 14_800,
            "currency": "usd",
            "customer": customer.id,
            "metadata": {"attempt": "a1"},
            "setup_future_usage": "off_session",
            "receipt_email": "a@example.org",
            "description": "Visit",
            "shipping": {"name": "N", "address": {"line1": "1 Road"}},
            "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        }
    )
    api.payment_intents.update(intent.id, {"metadata": {"attempt": "", "more": "2"}, "amount": 15_000})
    done = api.payment_intents.confirm(
        intent.id,
        {
            "payment_method": "pm_card_visa",
            "return_url": "https://pay.example.org/",
            "expand": ["latest_charge.balance_transaction", "payment_method.customer", "customer"],
        },
    )
    assert done.status == "succeeded"
    assert done.amount_received == 15_000
    api.payment_intents.list({"limit": 3, "customer": customer.id, "expand": ["data.latest_charge"]})
    api.payment_intents.search({"query": "metadata['more']:'2' AND status:'succeeded'"})
    held = pay(watched, capture_method="manual")
    assert held.status == "requires_capture"
    api.payment_intents.capture(held.id, {"amount_to_capture": 10_000, "expand": ["latest_charge"]})
    api.payment_intents.cancel(pay(watched, capture_method="manual").id)
    api.payment_intents.cancel(
        api.payment_intents.create({"amount": 100, "currency": "usd"}).id, {"cancellation_reason": "abandoned"}
    )
    with pytest.raises(stripe.InvalidRequestError):
        api.payment_intents.increment_authorization(pay(watched, capture_method="manual").id, {"amount": 20_000})
    until(lambda: "charge.updated" in watched.receiver.types(), "the charge settled")
    api.payment_intents.retrieve(done.id, {"expand": ["latest_charge.refunds", "latest_charge.balance_transaction"]})
    check(watched)


@pytest.mark.parametrize("chunk", range(3))
def test_every_test_card_pays_declines_and_challenges(watched: Watched, chunk: int) -> None:
    for card in TABLE[chunk::3]:
        if not card.method.startswith("pm_card_"):
            continue
        try:
            intent = pay(watched, card.method, return_url="https://pay.example.org/?a=1")
        except stripe.CardError as error:
            assert card.decline, card
            body: Any = error.json_body
            shown = body["error"]["payment_intent"]
            assert shown["status"] == "requires_payment_method"
            assert shown["latest_charge"] == shown["last_payment_error"]["charge"] == body["error"]["charge"]
            continue
        if intent.status == "requires_action":
            assert intent.next_action is not None
            assert intent.next_action.redirect_to_url is not None
            url = str(intent.next_action.redirect_to_url.url)
            answer = httpx.post(url.split("?")[0] + "/complete", data={"outcome": "complete"})
            assert answer.status_code == 303
            intent = watched.client.v1.payment_intents.retrieve(intent.id)
        assert intent.status == ("requires_payment_method" if card.decline else "succeeded"), card
    watched.advance(60)
    check(watched)


def test_customers_methods_and_setup(watched: Watched) -> None:
    api = watched.client.v1
    customer = api.customers.create({"name": "Ana", "address": {"line1": "1 Road", "country": "US"}, "phone": "1"})
    api.customers.update(customer.id, {"name": "Bo", "metadata": {"a": "b"}, "preferred_locales": ["pl"]})
    method = api.payment_methods.create(
        {"type": "card", "card": {"token": "tok_visa"}, "billing_details": {"name": "Ana", "email": "a@example.org"}}
    )
    api.payment_methods.attach(method.id, {"customer": customer.id})
    api.payment_methods.update(
        method.id, {"metadata": {"x": "y"}, "card": {"exp_month": 11}, "billing_details": {"phone": "2"}}
    )
    api.customers.update(customer.id, {"invoice_settings": {"default_payment_method": method.id}})
    api.customers.retrieve(customer.id, {"expand": ["invoice_settings.default_payment_method", "sources"]})
    api.payment_methods.retrieve(method.id, {"expand": ["customer"]})
    api.payment_methods.list({"customer": customer.id, "type": "card"})
    api.customers.payment_methods.list(customer.id, {"limit": 1})
    api.customers.payment_methods.retrieve(customer.id, method.id)
    api.payment_methods.detach(method.id)
    for card in ("pm_card_visa", "pm_card_authenticationRequiredOnSetup"):
        setup = api.setup_intents.create({"customer": customer.id, "metadata": {"k": "v"}, "usage": "off_session"})
        api.setup_intents.update(setup.id, {"description": "d"})
        setup = api.setup_intents.confirm(setup.id, {"payment_method": card, "return_url": "https://x.example.org/"})
        if setup.status == "requires_action":
            assert setup.next_action is not None
            assert setup.next_action.redirect_to_url is not None
            url = str(setup.next_action.redirect_to_url.url).split("?")[0]
            assert httpx.post(url + "/complete", data={"outcome": "complete"}).status_code == 303
        assert api.setup_intents.retrieve(setup.id, {"expand": ["payment_method"]}).status == "succeeded"
    refused = api.setup_intents.create({})
    with pytest.raises(stripe.CardError):
        api.setup_intents.confirm(
            refused.id, {"payment_method": "pm_card_visa_chargeDeclined", "return_url": "https://x.example.org/"}
        )
    api.setup_intents.cancel(refused.id, {"cancellation_reason": "abandoned"})
    api.setup_intents.list({"customer": customer.id})
    with pytest.raises(stripe.CardError):
        api.payment_methods.attach("pm_card_visa_chargeDeclinedLostCard", {"customer": customer.id})
    api.customer_sessions.create(
        {
            "customer": customer.id,
            "components": {"payment_element": {"enabled": True, "features": {"payment_method_save": "enabled"}}},
            "expand": ["customer"],
        }
    )
    key = api.ephemeral_keys.create({"customer": customer.id}, {"stripe_version": stripe.api_version})
    api.ephemeral_keys.delete(key.id)
    token = api.test_helpers.confirmation_tokens.create(
        {"payment_method": "pm_card_visa", "return_url": "https://x.example.org/", "setup_future_usage": "on_session"}
    )
    api.confirmation_tokens.retrieve(token.id)
    intent = api.payment_intents.create({"amount": 5_000, "currency": "eur", "customer": customer.id})
    assert api.payment_intents.confirm(intent.id, {"confirmation_token": token.id}).status == "succeeded"
    assert api.confirmation_tokens.retrieve(token.id).payment_intent == intent.id
    api.customers.list({"email": "a@example.org"})
    api.customers.search({"query": "name:'Bo'"})
    api.customers.delete(customer.id)
    assert api.customers.retrieve(customer.id).to_dict()["deleted"] is True
    check(watched)


def test_refunds_disputes_payouts_and_balance(watched: Watched) -> None:
    api = watched.client.v1
    intent = pay(watched)
    refund = api.refunds.create(
        {
            "payment_intent": intent.id,
            "amount": 4_800,
            "reason": "requested_by_customer",
            "metadata": {"asked_by": "u1"},
            "expand": ["charge", "balance_transaction", "payment_intent"],
        }
    )
    api.refunds.update(refund.id, {"metadata": {"asked_by": "u2"}})
    api.refunds.create({"charge": str(intent.latest_charge)})
    with pytest.raises(stripe.InvalidRequestError) as full:
        api.refunds.create({"payment_intent": intent.id})
    assert full.value.code == "charge_already_refunded"
    with pytest.raises(stripe.InvalidRequestError):
        api.refunds.cancel(refund.id)
    with pytest.raises(stripe.InvalidRequestError):
        api.test_helpers.refunds.expire(refund.id)
    for finish in (api.refunds.cancel, api.test_helpers.refunds.expire):
        asked = {"on": "POST /v1/refunds", "do": "refund_requires_action"}
        assert httpx.post(f"{watched.sandbox.control}/faults", json=asked).status_code == 200
        waits = api.refunds.create({"payment_intent": pay(watched).id, "instructions_email": "a@example.org"})
        assert waits.status == "requires_action"
        assert finish(waits.id).status in ("canceled", "failed")
    for card in ("pm_card_pendingRefund", "pm_card_refundFail"):
        api.refunds.create({"payment_intent": pay(watched, card).id})
    api.refunds.retrieve(refund.id, {"expand": ["payment_method", "customer"]})
    api.refunds.list({"payment_intent": intent.id, "expand": ["data.charge"]})
    charge = api.charges.update(str(intent.latest_charge), {"description": "x", "metadata": {"a": "b"}})
    api.charges.retrieve(charge.id, {"expand": ["refunds", "payment_intent", "balance_transaction.source"]})
    api.charges.list({"payment_intent": intent.id})
    api.charges.search({"query": "amount>100 AND currency:'usd'"})
    disputed = [pay(watched, card) for card in ("pm_card_createDispute", "pm_card_createDisputeInquiry")]
    won = pay(watched, "pm_card_createDisputeProductNotReceived")
    watched.advance(60)
    for paid in disputed:
        found = api.disputes.list({"payment_intent": paid.id}).data[0]
        api.disputes.retrieve(found.id, {"expand": ["charge"]})
        api.disputes.update(found.id, {"metadata": {"a": "b"}, "submit": False})
        api.disputes.close(found.id)
    found = api.disputes.list({"charge": str(won.latest_charge)}).data[0]
    api.disputes.update(found.id, {"evidence": {"uncategorized_text": "winning_evidence"}})
    watched.advance(60)
    assert api.disputes.retrieve(found.id).status == "won"
    pay(watched, "pm_card_bypassPending", capture_method="automatic")
    watched.advance(10 * 24 * 3600)
    payouts = api.payouts.list({"limit": 5, "expand": ["data.balance_transaction"]})
    assert payouts.data
    api.payouts.retrieve(payouts.data[0].id)
    api.balance.retrieve()
    transactions = api.balance_transactions.list({"limit": 100, "expand": ["data.source"]})
    assert {one.type for one in transactions.data} >= {"charge", "refund", "refund_failure", "adjustment", "payout"}
    api.balance_transactions.retrieve(transactions.data[0].id)
    check(watched)


def test_events_and_webhook_endpoints(watched: Watched) -> None:
    api = watched.client.v1
    pay(watched)
    events = api.events.list({"limit": 5, "type": "payment_intent.succeeded"})
    assert [event.type for event in events.data] == ["payment_intent.succeeded"]
    api.events.list({"types": ["charge.*", "payment_intent.created"]})
    api.events.retrieve(events.data[0].id)
    endpoint = api.webhook_endpoints.create(
        {
            "url": "http://127.0.0.1:9/x",
            "enabled_events": ["charge.succeeded"],
            "description": "d",
            "metadata": {"a": "b"},
        }
    )
    assert endpoint.secret
    api.webhook_endpoints.update(endpoint.id, {"disabled": True, "enabled_events": ["*"]})
    assert api.webhook_endpoints.retrieve(endpoint.id).to_dict().get("secret") is None
    api.webhook_endpoints.list()
    api.webhook_endpoints.delete(endpoint.id)
    check(watched)


def test_a_browser_with_a_publishable_key(watched: Watched) -> None:
    intent = watched.client.v1.payment_intents.create({"amount": 14_800, "currency": "usd"})
    secret = str(intent.client_secret)
    path = f"/v1/payment_intents/{intent.id}"
    seen = watched.raw("GET", path, {"client_secret": secret}, "pk_test_x").json()
    assert "metadata" not in seen
    assert "customer" not in seen
    card = {
        "payment_method_data[type]": "card",
        "payment_method_data[card][number]": "4000002760003184",
        "payment_method_data[card][exp_month]": "12",
        "payment_method_data[card][exp_year]": "40",
        "payment_method_data[card][cvc]": "123",
        "client_secret": secret,
        "use_stripe_sdk": "true",
    }
    asked = watched.raw("POST", path + "/confirm", card, "pk_test_x").json()
    assert asked["next_action"]["type"] == "use_stripe_sdk"
    page = asked["next_action"]["use_stripe_sdk"]["stripe_js"]
    assert httpx.get(page).status_code == 200
    answer = httpx.post(page + "/complete", data={"outcome": "fail"})
    assert answer.json()["status"] == "requires_payment_method"
    failed = watched.raw("GET", path, {"client_secret": secret}, "pk_test_x").json()
    assert failed["last_payment_error"]["code"] == "payment_intent_authentication_failure"
    assert httpx.post(page + "/complete", data={"outcome": "complete"}).status_code == 404
    declined = {**card, "payment_method_data[card][number]": "4000000000009995"}
    body = watched.raw("POST", path + "/confirm", declined, "pk_test_x")
    assert body.status_code == 402
    assert body.json()["error"]["decline_code"] == "insufficient_funds"
    method = watched.raw(
        "POST",
        "/v1/payment_methods",
        {"type": "card", "card[number]": "4242 4242 4242 4242", "card[exp_month]": "1", "card[exp_year]": "40"},
        "pk_test_x",
    ).json()
    paid = {"payment_method": method["id"], "client_secret": secret, "use_stripe_sdk": "true"}
    assert watched.raw("POST", path + "/confirm", paid, "pk_test_x").json()["status"] == "succeeded"
    wrong = watched.raw("GET", path, {"client_secret": secret + "x"}, "pk_test_x")
    assert wrong.status_code == 400
    for method_, url in (("GET", "/v1/customers"), ("POST", "/v1/refunds"), ("POST", "/v1/payment_intents")):
        assert watched.raw(method_, url, {}, "pk_test_x").status_code == 403
    check(watched)


def test_readers(watched: Watched) -> None:
    api = watched.client.v1
    terminal, simulated = api.terminal, api.test_helpers.terminal.readers
    where = terminal.locations.create(
        {"display_name": "North Wing", "address": {"line1": "1 Road", "country": "US", "city": "X"}}
    )
    terminal.locations.update(where.id, {"display_name": "North", "metadata": {"a": "b"}})
    terminal.locations.retrieve(where.id)
    terminal.locations.list()
    terminal.connection_tokens.create({"location": where.id})
    reader = terminal.readers.create(
        {"registration_code": "simulated-wpe", "location": where.id, "label": "Desk 1", "expand": ["location"]}
    )
    terminal.readers.update(reader.id, {"metadata": {"a": "b"}})
    terminal.readers.list({"location": where.id, "status": "online"})
    with pytest.raises(stripe.InvalidRequestError):
        terminal.readers.create({"registration_code": "puppies", "location": where.id})

    def intent(**more: Any) -> stripe.PaymentIntent:
        params: Any = {"amount": 5_000, "currency": "usd", "allowed_payment_method_types": ["card_present"], **more}
        return api.payment_intents.create(params)

    first = intent(capture_method="manual")
    busy = terminal.readers.process_payment_intent(reader.id, {"payment_intent": first.id})
    assert busy.action is not None
    assert busy.action.status == "in_progress"
    with pytest.raises(stripe.InvalidRequestError) as refused:
        terminal.readers.process_payment_intent(reader.id, {"payment_intent": first.id})
    assert refused.value.code == "terminal_reader_busy"
    simulated.present_payment_method(reader.id, {"amount_tip": 500})
    found = api.payment_intents.retrieve(first.id, {"expand": ["latest_charge", "payment_method"]})
    assert found.status == "requires_capture"
    assert found.amount == 5_500
    api.payment_intents.increment_authorization(first.id, {"amount": 6_000})
    api.payment_intents.capture(first.id)
    declined = intent()
    terminal.readers.process_payment_intent(reader.id, {"payment_intent": declined.id})
    failed = simulated.present_payment_method(
        reader.id, {"type": "card_present", "card_present": {"number": "4000000000009995"}}
    )
    assert failed.action is not None
    assert (failed.action.status, failed.action.failure_code) == ("failed", "card_declined")
    collected = intent()
    terminal.readers.collect_payment_method(reader.id, {"payment_intent": collected.id})
    simulated.present_payment_method(reader.id)
    terminal.readers.confirm_payment_intent(reader.id, {"payment_intent": collected.id})
    watched.receiver.wait("payment_intent.succeeded", lambda event: event["data"]["object"]["id"] == collected.id)
    terminal.readers.refund_payment(reader.id, {"payment_intent": collected.id, "amount": 1_000})
    simulated.present_payment_method(reader.id)
    setup = api.setup_intents.create({"customer": api.customers.create({}).id})
    terminal.readers.process_setup_intent(reader.id, {"setup_intent": setup.id, "allow_redisplay": "always"})
    simulated.present_payment_method(reader.id)
    assert api.setup_intents.retrieve(setup.id).status == "succeeded"
    item: Any = {"description": "Visit", "amount": 5_000, "quantity": 1}
    terminal.readers.set_reader_display(
        reader.id, {"type": "cart", "cart": {"currency": "usd", "total": 5_000, "line_items": [item]}}
    )
    watched.receiver.wait(
        "terminal.reader.action_succeeded",
        lambda event: event["data"]["object"]["action"]["type"] == "set_reader_display",
    )
    inputs: Any = [
        {"type": "email", "custom_text": {"title": "Mail"}, "required": True, "toggles": [{"title": "News"}]},
        {
            "type": "selection",
            "custom_text": {"title": "Which"},
            "selection": {"choices": [{"id": "a", "text": "A"}]},
        },
    ]
    terminal.readers.collect_inputs(reader.id, {"inputs": inputs})
    simulated.succeed_input_collection(reader.id, {"skip_non_required_inputs": "all"})
    terminal.readers.collect_inputs(reader.id, {"inputs": inputs})
    simulated.timeout_input_collection(reader.id)
    late = intent()
    terminal.readers.process_payment_intent(reader.id, {"payment_intent": late.id})
    watched.advance(300)
    gone = terminal.readers.retrieve(reader.id, {"expand": ["location"]})
    assert gone.action is not None
    assert gone.action.failure_code == "terminal_reader_timeout"
    terminal.readers.process_payment_intent(reader.id, {"payment_intent": late.id})
    assert terminal.readers.cancel_action(reader.id).action is None
    terminal.readers.delete(reader.id)
    terminal.locations.delete(where.id)
    check(watched)


def test_every_operation_refuses_in_the_published_shape(watched: Watched) -> None:
    """With an id of nothing and a parameter that nobody knows; there is no operation without an answer."""
    for method, path, *_ in watched.recorder.c.ops:
        for form in ({}, {"nonsense": "1"}, {"expand[]": "nonsense"}):
            answer = watched.raw(method, re.sub(r"\{\w+\}", "none", path), form if method != "DELETE" else None)
            assert answer.status_code in (200, 400, 404), (method, path, answer.text)
            assert "Unrecognized request URL" not in answer.text, (method, path)
    check(watched)


def check(watched: Watched) -> None:
    """Answers, events and signatures are what Stripe publishes, to the last field."""
    events = watched.client.v1.events.list({"limit": 100})
    until(
        lambda: {event.id for event in events.data} <= {one.event["id"] for one in watched.receiver.deliveries},
        "every event was delivered",
    )
    for one in watched.receiver.deliveries:
        watched.recorder.event(one.body, {"Stripe-Signature": one.signature}, watched.secret)
        stripe.Webhook.construct_event(one.body.decode(), one.signature, watched.secret)
    assert watched.found("exact") == []
    # the SDK sends no request of which Stripe would say that it does not know it
    unknown = [
        record
        for record in watched.recorder.exchanges
        if any(issue["code"] in ("unknown_path", "unknown_method") for issue in record["issues"])
    ]
    assert unknown == []


def test_the_checker_would_complain(contract: ModuleType) -> None:
    """A field too few is noticed; else the tests above could not fail."""
    checker = contract.Contract()
    body = json.dumps({"id": "pi_1", "object": "payment_intent", "amount": "12"})
    issues = checker.check_response("GET", "/v1/payment_intents/pi_1", 200, body, {})
    assert {issue["level"] for issue in issues} == {"spec", "sdk", "exact"}
