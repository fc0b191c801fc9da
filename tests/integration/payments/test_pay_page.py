"""The page a patient pays on: for whoever has the link, for one payment, and for nothing else."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from pos_app.server.models import StripePaymentIntent
from tests.integration.payments.desk import Desk


def page_data(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="pay-data">(.*?)</script>', text, re.S)
    assert found, text
    return dict(json.loads(found[1]))


def test_the_page_has_what_stripe_needs_and_no_name(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    answer = httpx.get(attempt["pay_url"], params={"view": "till", "theme": "dark", "locale": "en"})
    assert answer.status_code == 200
    data = page_data(answer.text)
    assert data["clientSecret"] == attempt["client_secret"]
    assert data["publishableKey"] == "pk_test_sample"
    assert data["test"] is True
    assert (data["view"], data["theme"], data["locale"]) == ("till", "dark", "en")
    assert f'src="{desk.stack.sandbox.url}/endive/stripe.js"' in answer.text
    assert html.escape(invoice["patient"]["name"]) not in answer.text
    assert invoice["patient"]["mrn"] not in answer.text


def test_a_page_that_waits_knows_of_no_payment(desk: Desk) -> None:
    desk.opened(desk.invoice())
    answer = httpx.get(f"{desk.stack.url}/pay/waiting", params={"view": "till", "theme": "dark", "locale": "es"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    data = page_data(answer.text)
    assert data.pop("build")
    assert data == {
        "publishableKey": "pk_test_sample", "hospital": "Larkfield General Hospital", "test": True, "locale": "es",
        "theme": "dark", "view": "till", "declines": {}, "waiting": True,
    }  # fmt: skip
    assert "_secret_" not in answer.text


@pytest.mark.parametrize("view", ["till", "phone"])
def test_a_page_that_waits_is_told_what_the_payments_own_page_says(desk: Desk, view: str) -> None:
    attempt = desk.opened(desk.invoice())
    query = {"view": view, "theme": "light", "locale": "es"}
    page = httpx.get(attempt["pay_url"], params=query)
    told = httpx.get(f"{attempt['pay_url']}/form", params=query)
    assert told.status_code == 200
    assert told.headers["cache-control"] == "no-store"
    assert told.json() == page_data(page.text)
    assert told.json()["clientSecret"] == attempt["client_secret"]
    assert told.json()["build"] == page_data(httpx.get(f"{desk.stack.url}/pay/waiting").text)["build"]


def test_what_has_no_form_is_not_told_to_a_page_that_waits(desk: Desk) -> None:
    paid, cancelled, ended = (desk.opened(desk.invoice()) for _ in range(3))
    desk.confirm(paid["id"], "pm_card_visa").raise_for_status()
    desk.cancel(cancelled["id"]).raise_for_status()
    with desk.database.write() as session:
        past = datetime.now(UTC) - timedelta(seconds=1)
        session.execute(
            update(StripePaymentIntent).where(StripePaymentIntent.id == ended["id"]).values(pay_token_expires_at=past)
        )
    unknown = f"{desk.stack.url}/pay/{'A' * 43}"
    for url in (paid["pay_url"], cancelled["pay_url"], ended["pay_url"], unknown, f"{desk.stack.url}/pay/{'A' * 5000}"):
        answer = httpx.get(f"{url}/form")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), url
        assert "_secret_" not in answer.text


def test_the_policy_lets_in_stripe_and_nobody_else(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    headers = httpx.get(attempt["pay_url"]).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    origin = desk.stack.sandbox.url
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == f"'self' {origin}"
    assert policy["frame-src"] == origin
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "strict-origin"


def test_everything_the_page_loads_is_there(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    text = httpx.get(attempt["pay_url"]).text
    own = re.findall(r'(?:src|href)="(/[^"]+)"', text)
    assert own
    for path in [*own, "/pay-static/fonts/Inter-Regular.otf"]:
        assert httpx.get(desk.stack.url + path).status_code == 200, path
    assert httpx.get(f"{desk.stack.url}/pay-static/%2e%2e/routes.py").status_code == 404
    assert httpx.get(f"{desk.stack.url}/pay-static/..%2ftemplates%2fpay.html").status_code == 404


def test_arabic_is_written_from_the_right(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    answer = httpx.get(attempt["pay_url"], params={"locale": "ar"})
    assert '<html lang="ar" dir="rtl"' in answer.text
    assert httpx.get(attempt["pay_url"], params={"locale": "<b>"}).text.count("<b>") == 0


@pytest.mark.parametrize("token", ["x", "A" * 43, "A" * 5000, "%00", "..%2f", "é"])
def test_no_such_token(desk: Desk, token: str) -> None:
    answer = httpx.get(f"{desk.stack.url}/pay/{token}")
    assert answer.status_code == 404
    assert "front desk" in answer.text or answer.headers["content-type"] == "application/problem+json"
    assert "pay-data" not in answer.text


def test_what_is_over_is_said_to_be_over(desk: Desk) -> None:
    paid, cancelled = desk.opened(desk.invoice()), desk.opened(desk.invoice())
    desk.confirm(paid["id"], "pm_card_visa").raise_for_status()
    desk.cancel(cancelled["id"]).raise_for_status()
    for attempt, word in ((paid, "already paid"), (cancelled, "cancelled")):
        answer = httpx.get(attempt["pay_url"])
        assert answer.status_code == 410
        assert word in answer.text
        assert "_secret_" not in answer.text


def test_a_link_ends(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    with desk.database.write() as session:
        past = datetime.now(UTC) - timedelta(seconds=1)
        session.execute(
            update(StripePaymentIntent).where(StripePaymentIntent.id == attempt["id"]).values(pay_token_expires_at=past)
        )
    answer = httpx.get(attempt["pay_url"])
    assert answer.status_code == 410
    assert "_secret_" not in answer.text


def test_when_stripe_is_away_the_page_says_try_again(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    desk.fault("GET /v1/payment_intents/*", "error_before", times=1000, status=500)
    answer = httpx.get(attempt["pay_url"], timeout=30)
    assert answer.status_code == 503
    assert "try again" in answer.text
    desk.calm()
    assert httpx.get(attempt["pay_url"]).status_code == 200


def test_the_token_is_kept_as_a_hash_only(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    token = attempt["pay_url"].rsplit("/", 1)[1]
    with desk.database.read() as session:
        row = session.get_one(StripePaymentIntent, attempt["id"])
        kept = " ".join(str(value) for value in row.__dict__.values())
    assert token not in kept
    assert attempt["client_secret"] not in kept


def test_why_a_card_was_refused_is_told_in_the_patients_language_and_kindly(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    told = {locale: page_data(httpx.get(attempt["pay_url"], params={"locale": locale}).text) for locale in ("es", "de")}
    assert told["es"]["declines"]["insufficient_funds"][0] == "Su tarjeta no tiene fondos suficientes."
    assert told["de"]["declines"]["insufficient_funds"][0] == "Your card has insufficient funds."
    for data in told.values():
        assert data["declines"]["stolen_card"] == data["declines"]["generic_decline"]
    at_the_till = page_data(httpx.get(attempt["pay_url"], params={"view": "till"}).text)
    assert at_the_till["declines"] == {}
