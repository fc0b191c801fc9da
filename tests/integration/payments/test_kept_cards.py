"""Cards that patients let the hospital keep: with a yes only, charged for their own bills, removed for good."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import httpx
import pytest

from tests.integration.payments.desk import Desk, at_once, codes
from tests.integration.payments.test_pay_page import page_data
from tests.integration.payments.wallet import CUSTOMERS, METHODS, Wallet, nobody
from tests.support.waiting import until


@pytest.fixture
def wallet(desk: Desk) -> Wallet:
    return Wallet(desk)


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def say(attempt: dict[str, str], agreed: bool, locale: str = "en", view: str = "phone") -> httpx.Response:
    return httpx.post(
        f"{attempt['pay_url']}/keeping", json={"agreed": agreed, "locale": locale, "view": view}, timeout=30
    )


def charge_on_the_page(wallet: Wallet, attempt: dict[str, str], method: str, *, keep: bool) -> httpx.Response:
    data = {"payment_method": method, **({"setup_future_usage": "on_session"} if keep else {})}
    path = f"/v1/payment_intents/{attempt['stripe_payment_intent_id']}/confirm"
    return wallet.desk.stripe.post(path, data=data)


# Keeping ---------------------------------------------------------------------------------------------------------


def test_a_card_is_kept_and_shown_with_who_agreed(wallet: Wallet) -> None:
    card = wallet.keep()
    assert (card["brand"], card["last4"], card["expired"]) == ("visa", "4242", False)
    assert card["consented_by"] == "Tomasz Zieliński"
    assert card["stripe_payment_method_id"] == wallet.at_stripe()[0]
    by_stripes_id = wallet.desk.till.get(f"{CUSTOMERS}/{wallet.customer['stripe_customer_id']}/payment-methods")
    assert by_stripes_id.json()["items"] == [card]
    [consent] = wallet.consents()
    assert "may keep it" in consent.words
    assert (consent.till, consent.locale) == ("Front desk 3", "en")


def test_without_being_asked_nothing_is_kept(wallet: Wallet) -> None:
    wallet.ensure().raise_for_status()
    attempt = wallet.open()
    wallet.desk.confirm(attempt["id"], "pm_card_visa").raise_for_status()
    assert (wallet.cards(), wallet.at_stripe(), wallet.consents()) == ([], [], [])


@pytest.mark.parametrize(("locale", "word"), [("en", "I agree"), ("es-MX", "Acepto"), ("ar", "أوافق")])
def test_the_yes_on_the_page_is_written_down_in_its_words(wallet: Wallet, locale: str, word: str) -> None:
    attempt = wallet.open(save_payment_method=True)
    shown = page_data(httpx.get(attempt["pay_url"], params={"locale": locale}).text)["keeping"]
    assert say(attempt, True, locale).status_code == 204
    charge_on_the_page(wallet, attempt, "pm_card_visa", keep=True).raise_for_status()
    wallet.desk.becomes(attempt["id"], "succeeded")
    [card] = wallet.cards()
    [consent] = wallet.consents()
    assert consent.words == f"{shown['short']} {shown['long']}"
    assert word in consent.words
    assert (consent.locale, consent.till) == (locale[:2], "Front desk 3")
    assert datetime.fromisoformat(card["consented_at"]) == consent.at


def test_a_page_where_the_box_stays_empty_keeps_nothing(wallet: Wallet) -> None:
    attempt = wallet.open(save_payment_method=True)
    assert say(attempt, False).status_code == 204
    charge_on_the_page(wallet, attempt, "pm_card_visa", keep=False).raise_for_status()
    wallet.desk.becomes(attempt["id"], "succeeded")
    assert (wallet.cards(), wallet.at_stripe(), wallet.consents()) == ([], [], [])


def test_a_yes_that_is_taken_back_after_a_decline_keeps_nothing(wallet: Wallet) -> None:
    """What the first try asked for stays with Stripe's intent, so the card is kept there, and forgotten at once."""
    attempt = wallet.open(save_payment_method=True)
    say(attempt, True).raise_for_status()
    assert charge_on_the_page(wallet, attempt, "pm_card_chargeDeclinedProcessingError", keep=True).status_code == 402
    say(attempt, False).raise_for_status()
    charge_on_the_page(wallet, attempt, "pm_card_mastercard", keep=False).raise_for_status()
    wallet.desk.becomes(attempt["id"], "succeeded")
    until(lambda: (wallet.cards(), wallet.at_stripe()) == ([], []), "the card is forgotten")


def test_the_page_asks_only_where_it_is_to_ask(wallet: Wallet) -> None:
    attempt = wallet.open()
    assert page_data(httpx.get(attempt["pay_url"]).text)["keeping"] is None
    assert told(say(attempt, True)) == (409, "payment_state_conflict")
    assert told(
        httpx.post(
            f"{wallet.desk.stack.url}/pay/{nobody()}/keeping", json={"agreed": True, "locale": "en", "view": "phone"}
        )
    ) == (404, "not_found")
    assert told(httpx.post(f"{attempt['pay_url']}/keeping", json={"agreed": 1, "locale": "en"})) == (
        422,
        "malformed_request",
    )
    asked = wallet.open(save_payment_method=True)
    wallet.desk.cancel(asked["id"]).raise_for_status()
    assert told(say(asked, True)) == (409, "payment_state_conflict")
    assert wallet.consents() == []


def test_the_page_shows_kept_cards_to_their_patient_alone(wallet: Wallet) -> None:
    first = page_data(httpx.get(wallet.open(save_payment_method=True)["pay_url"]).text)
    assert first["customerSession"] is None, "there is nothing to show yet"
    wallet.keep()
    by_a_cashier = wallet.open()
    page = page_data(httpx.get(by_a_cashier["pay_url"]).text)
    assert page["customerSession"] is None, "who opened it may not charge them"
    wallet.desk.cancel(by_a_cashier["id"]).raise_for_status()
    opened = wallet.open(till=wallet.desk.supervisor)
    at_the_till = page_data(httpx.get(opened["pay_url"], params={"view": "till"}).text)
    assert at_the_till["customerSession"] is None, "the till offers them by itself"
    shown = page_data(httpx.get(opened["pay_url"]).text)
    assert shown["customerSession"]
    query = {"key": "pk_test_sample", "customer_session_client_secret": shown["customerSession"]}
    listed = wallet.desk.stripe.get(
        "/v1/elements/sessions", params=query, headers={"Authorization": "Bearer pk_test_sample"}
    )
    customer = listed.raise_for_status().json()["customer"]
    assert [method["id"] for method in customer["payment_methods"]] == wallet.at_stripe()
    assert customer["features"]["payment_method_save"] == "disabled", "the page asks by itself, and only once"
    assert customer["features"]["payment_method_remove"] == "disabled"


def test_the_same_card_twice_is_one(wallet: Wallet) -> None:
    first = wallet.keep()
    again = wallet.keep()
    assert again["id"] == first["id"]
    assert len(wallet.cards()) == 1
    until(lambda: wallet.at_stripe() == [first["stripe_payment_method_id"]], "Stripe keeps it once")


def test_many_looks_at_once_keep_each_card_once(wallet: Wallet) -> None:
    wallet.ensure().raise_for_status()
    wallet.desk.webhooks(deliver=False)
    kept = [wallet.attach(card) for card in ("pm_card_visa", "pm_card_visa", "pm_card_mastercard", "pm_card_amex")]
    events = [
        wallet.desk.event(pm, type="payment_method.attached", data={"object": {"id": pm, "object": "payment_method"}})
        for pm in kept
    ]
    assert set(codes(at_once(lambda n: wallet.desk.deliver(events[n % len(events)]), 16))) == {200}
    until(lambda: len(wallet.at_stripe()) == 3 and len(wallet.cards()) == 3, "three cards")
    assert {card["last4"] for card in wallet.cards()} == {"4242", "4444", "0005"}


def test_keeping_that_fails_does_not_disturb_the_payment(wallet: Wallet) -> None:
    attempt = wallet.open(save_payment_method=True)
    wallet.desk.webhooks(deliver=False)
    wallet.desk.fault("GET /v1/customers/{id}/payment_methods", "error_before", times=6)
    paid = wallet.desk.confirm(attempt["id"], "pm_card_visa")
    assert (paid.status_code, paid.json()["state"]) == (200, "succeeded")
    until(lambda: [card["last4"] for card in wallet.cards()] == ["4242"], "the card, once Stripe answers")


# Paying ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["id", "stripe_payment_method_id"])
def test_a_kept_card_pays_by_either_name(wallet: Wallet, name: str) -> None:
    card = wallet.keep("pm_card_mastercard")
    attempt = wallet.open("2.00")
    paid = wallet.charge(attempt, card[name])
    assert (paid.status_code, paid.json()["state"], paid.json()["card"]["last4"]) == (200, "succeeded", "4444")
    assert [charge["amount"] for charge in wallet.desk.charges(wallet.invoice)] == [100, 200]
    assert [kept["id"] for kept in wallet.cards()] == [card["id"]]


def test_a_cashier_sees_a_kept_card_and_does_not_charge_it(wallet: Wallet) -> None:
    card = wallet.keep()
    attempt = wallet.open()
    for name in ("id", "stripe_payment_method_id"):
        assert told(wallet.desk.confirm(attempt["id"], card[name])) == (403, "not_allowed")
    assert wallet.desk.read(attempt["id"])["state"] == "submitted"
    assert len(wallet.desk.charges(wallet.invoice)) == 1
    assert wallet.charge(attempt, card["id"]).json()["state"] == "succeeded"


def test_another_patients_card_is_as_one_that_is_not_there(wallet: Wallet) -> None:
    card = wallet.keep()
    stranger = Wallet(wallet.desk)
    for with_customer in (False, True):
        if with_customer:
            stranger.ensure().raise_for_status()
        attempt = stranger.open()
        answers = [
            wallet.charge(attempt, method)
            for method in (card["id"], card["stripe_payment_method_id"], nobody(), "pm_0")
        ]
        bodies = [{k: v for k, v in a.json().items() if k != "instance"} for a in answers]
        assert told(answers[0]) == (404, "not_found")
        assert bodies == [bodies[0]] * 4
        assert wallet.desk.read(attempt["id"])["state"] == "submitted"
        wallet.desk.cancel(attempt["id"]).raise_for_status()
    assert wallet.desk.charges(stranger.invoice) == []


def test_an_expired_card_is_not_charged(wallet: Wallet) -> None:
    card = wallet.keep()
    year = str(datetime.now(UTC).year - 1)
    path = f"/v1/payment_methods/{card['stripe_payment_method_id']}"
    wallet.desk.stripe.post(path, data={"card[exp_year]": year, "card[exp_month]": "5"}).raise_for_status()
    until(lambda: wallet.cards()[0]["expired"], "the new expiry is heard of")
    assert (wallet.cards()[0]["exp_year"], wallet.cards()[0]["id"]) == (int(year), card["id"])
    attempt = wallet.open()
    assert told(wallet.charge(attempt, card["id"])) == (409, "card_expired")
    assert len(wallet.desk.charges(wallet.invoice)) == 1


def test_a_card_whose_charges_fail_is_kept_and_declined(wallet: Wallet) -> None:
    wallet.ensure().raise_for_status()
    wallet.attach("pm_card_chargeCustomerFail")
    until(lambda: len(wallet.cards()) == 1, "the card is heard of")
    [card] = wallet.cards()
    assert (card["consented_at"], card["consented_by"]) == (None, None)
    attempt = wallet.open()
    assert told(wallet.charge(attempt, card["id"])) == (402, "card_declined")
    assert wallet.desk.read(attempt["id"])["state"] == "submitted"
    assert wallet.desk.confirm(attempt["id"], "pm_card_visa").json()["state"] == "succeeded"


def test_the_bank_may_ask_about_a_kept_card(wallet: Wallet) -> None:
    wallet.ensure().raise_for_status()
    wallet.attach("pm_card_authenticationRequired")
    until(lambda: len(wallet.cards()) == 1, "the card is heard of")
    attempt = wallet.open()
    asked = wallet.charge(attempt, wallet.cards()[0]["id"])
    assert (asked.status_code, asked.json()["state"]) == (200, "requires_action")


def test_a_payment_opened_before_the_card_was_kept_does_not_take_it(wallet: Wallet) -> None:
    attempt = wallet.open()
    wallet.ensure().raise_for_status()
    wallet.attach("pm_card_visa")
    until(lambda: len(wallet.cards()) == 1, "the card is heard of")
    assert told(wallet.charge(attempt, wallet.cards()[0]["id"])) == (409, "card_not_usable")


# Removing --------------------------------------------------------------------------------------------------------


def test_a_removed_card_is_gone_here_and_at_stripe(wallet: Wallet) -> None:
    card = wallet.keep()
    attempt = wallet.open()
    with closing(wallet.desk.stack.client("supervisor")) as supervisor:
        assert [supervisor.delete(f"{METHODS}/{card['id']}").status_code for _ in range(2)] == [204, 204]
        assert supervisor.delete(f"{METHODS}/{card['stripe_payment_method_id']}").status_code == 204
    assert (wallet.cards(), wallet.at_stripe()) == ([], [])
    assert told(wallet.charge(attempt, card["id"])) == (409, "card_not_usable")
    assert len(wallet.desk.charges(wallet.invoice)) == 1


def test_who_may_not_remove_a_card(wallet: Wallet) -> None:
    card = wallet.keep()
    assert told(wallet.desk.till.delete(f"{METHODS}/{card['id']}")) == (403, "not_allowed")
    with closing(wallet.desk.stack.client("patient")) as other:
        answers = [other.delete(f"{METHODS}/{it}") for it in (card["id"], card["stripe_payment_method_id"], nobody())]
        assert {told(answer) for answer in answers} == {(404, "not_found")}
        assert len({answer.json()["detail"] for answer in answers}) == 1
    assert len(wallet.cards()) == len(wallet.at_stripe()) == 1


def test_a_removal_stripe_does_not_hear_of_is_finished_later(wallet: Wallet) -> None:
    card = wallet.keep()
    wallet.desk.fault("POST /v1/payment_methods/{id}/detach", "drop_before", times=4)
    with closing(wallet.desk.stack.client("supervisor")) as supervisor:
        assert supervisor.delete(f"{METHODS}/{card['id']}").status_code == 204
    assert wallet.cards() == [], "nobody can be charged with it from now on"
    until(lambda: wallet.at_stripe() == [], "Stripe has let go of it", 60)


def test_twenty_removals_at_once_are_one(wallet: Wallet) -> None:
    card = wallet.keep()
    with closing(wallet.desk.stack.client("supervisor")) as supervisor:
        answers = at_once(lambda _: supervisor.delete(f"{METHODS}/{card['id']}"), 20)
    assert set(codes(answers)) <= {204, 503}
    assert (wallet.cards(), wallet.at_stripe()) == ([], [])


def test_a_card_taken_away_elsewhere_goes_here_too(wallet: Wallet) -> None:
    card = wallet.keep()
    wallet.desk.stripe.post(f"/v1/payment_methods/{card['stripe_payment_method_id']}/detach").raise_for_status()
    until(lambda: wallet.cards() == [], "the removal is heard of")
