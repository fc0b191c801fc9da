"""Paying on the patient's own phone: one link to one payment, for whoever has it, for a while."""

from __future__ import annotations

import html
from contextlib import closing
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import select, update

from pos_app.portal.phone import DEAD
from pos_app.server.models import PayLink
from tests.integration.payments.desk import INTENTS, Desk, Json, at_once
from tests.integration.payments.test_kept_cards import told
from tests.integration.payments.test_pay_page import page_data
from tests.integration.payments.wallet import Wallet, nobody


def opens(url: str, **headers: str) -> httpx.Response:
    return httpx.get(url, headers=headers, timeout=30)


def is_dead(answer: httpx.Response) -> bool:
    return answer.status_code == 410 and html.escape(DEAD) in answer.text


def kept(desk: Desk, attempt: Json) -> PayLink:
    with desk.database.read() as session:
        return session.scalars(select(PayLink).where(PayLink.intent_id == attempt["id"])).one()


def test_a_link_opens_the_card_form_of_its_payment(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice, save_payment_method=True)
    made = desk.till.post(f"{INTENTS}/{attempt['id']}/pay-link").raise_for_status().json()
    assert made["url"].startswith(f"{desk.stack.url}/p/")
    assert len(made["url"].rpartition("/")[2]) == 43, "256 bits"
    assert 890 <= made["expires_in"] <= 900
    answer = opens(made["url"], **{"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"})
    assert answer.status_code == 200
    data = page_data(answer.text)
    assert data["clientSecret"] == attempt["client_secret"]
    assert (data["view"], data["locale"], data["invoiceNumber"]) == ("phone", "es", invoice["number"])
    assert answer.headers["content-security-policy"] == opens(attempt["pay_url"]).headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_what_the_page_tells(desk: Desk) -> None:
    """No name, nothing of the illness, no card that is kept, no question to keep one: nobody knows who has the link."""
    wallet = Wallet(desk)
    wallet.keep()
    for till in (desk.till, desk.supervisor):
        attempt = wallet.open(till=till, save_payment_method=True)
        text = opens(desk.link(attempt["id"], till)).text
        data = page_data(text)
        assert (data["customerSession"], data["keeping"]) == (None, None)
        patient = wallet.invoice["patient"]
        for secret in (patient["name"], patient["name"].split()[-1], patient["mrn"], wallet.patient, attempt["id"]):
            assert html.escape(secret) not in text
        for clinical in (wallet.invoice["service"], wallet.invoice["department"]):
            assert html.escape(clinical) not in text
        desk.cancel(attempt["id"])


def test_paid_on_the_phone(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    url = desk.link(attempt["id"])
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    desk.becomes(attempt["id"], "succeeded")
    answer = opens(url)
    assert answer.status_code == 410
    assert "already paid" in answer.text
    assert "_secret_" not in answer.text
    assert told(desk.till.post(f"{INTENTS}/{attempt['id']}/pay-link")) == (409, "payment_state_conflict")


def test_a_payment_that_was_called_off_has_no_form(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    url = desk.link(attempt["id"])
    desk.cancel(attempt["id"]).raise_for_status()
    answer = opens(url)
    assert (answer.status_code, "cancelled" in answer.text, "_secret_" in answer.text) == (410, True, False)


def test_another_link_takes_the_place_of_the_one_before(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    first, second = desk.link(attempt["id"]), desk.link(attempt["id"])
    assert is_dead(opens(first))
    assert opens(second).status_code == 200


def test_of_many_made_at_once_one_opens(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    links = at_once(lambda _: desk.till.post(f"{INTENTS}/{attempt['id']}/pay-link"), 5)
    urls = [answer.json()["url"] for answer in links if answer.status_code == 201]
    assert [opens(url).status_code for url in urls].count(200) == 1


def test_after_a_quarter_of_an_hour_it_is_over(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    url = desk.link(attempt["id"])
    with desk.database.write() as session:
        past = datetime.now(UTC) - timedelta(seconds=1)
        session.execute(update(PayLink).where(PayLink.intent_id == attempt["id"]).values(expires_at=past))
    assert is_dead(opens(url))
    assert opens(desk.link(attempt["id"])).status_code == 200


def test_old_guessed_and_foreign_links_look_the_same(desk: Desk) -> None:
    attempt, other = desk.opened(desk.invoice()), desk.opened(desk.invoice())
    old, new = desk.link(attempt["id"]), desk.link(attempt["id"])
    pay_token = other["pay_url"].rpartition("/")[2]
    wrong = [
        old,
        *(f"{desk.stack.url}/p/{token}" for token in ("A" * 43, new[-43:-1], pay_token, nobody(), "x" * 4000)),
    ]
    answers = [opens(url) for url in wrong]
    assert all(is_dead(answer) for answer in answers)
    assert len({answer.text for answer in answers}) == 1
    told_in = [{name for name in answer.headers if name != "date"} for answer in answers]
    assert told_in == told_in[:1] * len(told_in)
    assert opens(f"{desk.stack.url}/pay/{new[-43:]}").status_code == 404, "it is no key to the till's own page"
    assert httpx.post(f"{new}/keeping", json={"agreed": True, "locale": "en", "view": "phone"}).status_code in (
        404,
        405,
    )


def test_the_token_is_kept_as_a_hash_only(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    url = desk.link(attempt["id"])
    token = url.rpartition("/")[2]
    assert opens(url).status_code == 200
    row = kept(desk, attempt)
    assert token not in " ".join(str(value) for value in row.__dict__.values())
    assert row.till == "Front desk 3"
    server = desk.stack.server
    assert token not in server.out.read_text() + server.err.read_text()


def test_who_may_not_make_one(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    path = f"{INTENTS}/{attempt['id']}/pay-link"
    assert httpx.post(f"{desk.stack.url}/api/v1{path}").status_code == 401
    for role, refused in (("auditor", 403), ("admin", 403), ("patient", 404)):
        with closing(desk.stack.client(role)) as client:
            assert client.post(path).status_code == refused, role
            assert client.post(f"{INTENTS}/{nobody()}/pay-link").status_code == refused, role
    with desk.database.read() as session:
        assert session.scalars(select(PayLink).where(PayLink.intent_id == attempt["id"])).all() == []


def test_when_stripe_is_away_the_page_says_try_again(desk: Desk) -> None:
    url = desk.link(desk.opened(desk.invoice())["id"])
    desk.fault("GET /v1/payment_intents/*", "error_before", times=1000, status=500)
    answer = opens(url)
    assert (answer.status_code, "try again" in answer.text) == (503, True)
    desk.calm()
    assert opens(url).status_code == 200


@pytest.mark.parametrize("said", ["", ";;;,", "<b>", "x" * 400])
def test_any_language_opens_it(desk: Desk, said: str) -> None:
    answer = opens(desk.link(desk.opened(desk.invoice())["id"]), **{"Accept-Language": said})
    assert (answer.status_code, answer.text.count("<b>")) == (200, 0)


def test_who_guesses_has_to_wait(desk: Desk) -> None:
    """The last test here: the address of the tests is held up by it."""
    url = desk.link(desk.opened(desk.invoice())["id"])
    guessed = [opens(f"{desk.stack.url}/p/{nobody()}").status_code for _ in range(25)]
    assert set(guessed) == {410, 429}
    assert opens(url).status_code == 429
