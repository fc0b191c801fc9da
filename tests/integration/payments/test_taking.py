"""Taking a payment, from the request to the receipt, and what is refused on the way."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from pos_app.server.models import Invoice
from tests.integration.payments.desk import INTENTS, Desk


def test_an_invoice_is_paid_and_has_a_receipt(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    assert attempt["state"] == "submitted"
    assert attempt["client_secret"].startswith(attempt["stripe_payment_intent_id"])
    assert attempt["pay_url"].startswith(desk.stack.url + "/pay/")

    answer = desk.confirm(attempt["id"], "pm_card_visa")
    paid = answer.json()
    assert answer.status_code == 200
    assert (paid["state"], paid["status"], paid["card"]["last4"]) == ("succeeded", "succeeded", "4242")
    assert paid["invoice_due"]["amount_minor"] == 0
    assert paid["client_secret"] is None

    receipt = desk.till.get(f"{INTENTS}/{attempt['id']}/receipt").json()
    assert receipt["number"] == paid["receipt"]["number"]
    assert receipt["test"] is True
    assert receipt["paid_now"] == invoice["due"]
    assert receipt["served_by"] == "Tomasz Z."
    detail = desk.detail(invoice)
    assert detail["state"] == "paid"
    assert [p["receipt_number"] for p in detail["payments"]] == [receipt["number"]]
    assert detail["timeline"][0]["title"].startswith("Visa ending 4242, ")
    [charge] = desk.charges(invoice)
    assert charge["amount"] == invoice["due"]["amount_minor"]


def test_the_receipt_comes_as_pdf_too(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())
    url = f"{INTENTS}/{attempt['id']}/receipt"
    early = desk.till.get(url)
    assert (early.status_code, early.json()["code"]) == (409, "receipt_not_available")
    desk.confirm(attempt["id"], "pm_card_visa").raise_for_status()
    for answer in (
        desk.till.get(url, headers={"Accept": "application/pdf"}),
        desk.till.get(url, params={"format": "pdf"}),
        desk.till.get(f"{INTENTS}/{attempt['stripe_payment_intent_id']}/receipt", params={"format": "pdf"}),
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


def test_part_of_the_amount_leaves_the_rest(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice, amount="6.00")
    desk.confirm(attempt["id"], "pm_card_visa").raise_for_status()
    detail = desk.detail(invoice)
    assert detail["state"] == "part_paid"
    assert detail["due"]["amount_minor"] == invoice["due"]["amount_minor"] - 600
    rest = desk.opened(detail)
    desk.confirm(rest["id"], "pm_card_visa").raise_for_status()
    receipt = desk.till.get(f"{INTENTS}/{rest['id']}/receipt").json()
    assert receipt["left_to_pay"]["amount_minor"] == 0
    assert receipt["paid_before"]["amount_minor"] == invoice["paid"]["amount_minor"] + 600


def test_the_same_key_and_request_give_the_same_answer(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    first = desk.create(invoice, key)
    spelled = f"{invoice['due']['amount']}0"  # the same amount in other words
    second = desk.create(invoice, key, amount=spelled)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() | {"next_check_at": None} == second.json() | {"next_check_at": None}
    assert len(desk.intents(invoice)) == 1

    other = desk.create(invoice, key, amount="1.00")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    elsewhere = desk.create(desk.invoice(), key)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "idempotency_key_reused")

    desk.confirm(key, "pm_card_visa").raise_for_status()
    after = desk.create(invoice, key)
    assert (after.status_code, after.json()["state"]) == (200, "succeeded")
    assert len(desk.charges(invoice)) == 1


def test_without_a_key_the_server_makes_one(desk: Desk) -> None:
    answer = desk.create(desk.invoice())
    assert answer.status_code == 201
    assert desk.read(answer.json()["id"])["state"] == "submitted"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"amount": "0"}, 400, "amount_invalid"),
        ({"amount": "-0"}, 400, "amount_invalid"),
        ({"amount": "-1"}, 400, "amount_invalid"),
        ({"amount": "NaN"}, 400, "amount_invalid"),
        ({"amount": "Infinity"}, 400, "amount_invalid"),
        ({"amount": "1e3"}, 400, "amount_invalid"),
        ({"amount": "0x10"}, 400, "amount_invalid"),
        ({"amount": " 1"}, 400, "amount_invalid"),
        ({"amount": "1,00"}, 400, "amount_invalid"),
        ({"amount": "0.001"}, 400, "amount_too_precise"),
        ({"amount": "100.005"}, 400, "amount_too_precise"),
        ({"amount": "9223372036854775808"}, 400, "amount_invalid"),
        ({"amount": "9007199254740993"}, 400, "amount_too_large"),
        ({"amount": True}, 422, "malformed_request"),
        ({"amount": None}, 422, "malformed_request"),
        ({"save_payment_method": "yes"}, 422, "malformed_request"),
        ({"save_payment_method": 1}, 422, "malformed_request"),
        ({"currency": "xxx"}, 400, "currency_unknown"),
        ({"currency": "\u212aWD"}, 400, "currency_unknown"),  # the Kelvin sign is no K
        ({"currency": "eur"}, 409, "currency_mismatch"),
        ({"currency": "usd\0"}, 422, "malformed_request"),
        ({"patient_id": "someone-else"}, 409, "patient_mismatch"),
        ({"invoice_id": "no-such-invoice"}, 404, "not_found"),
        ({"invoice_id": "a\0b"}, 422, "malformed_request"),
        ({"customer_email": "a\0@b"}, 422, "malformed_request"),
        ({"customer_email": "nobody"}, 422, "malformed_request"),
        ({"customer_email": "@"}, 422, "malformed_request"),
        ({"customer_email": "a@"}, 422, "malformed_request"),
        ({"customer_email": "a b@mail.example"}, 422, "malformed_request"),
        ({"customer_email": "a@b@mail.example"}, 422, "malformed_request"),
        ({"customer_email": "a@mail.example, b@mail.example"}, 422, "malformed_request"),
        ({"customer_email": "<a@mail.example>"}, 422, "malformed_request"),
        ({"status": "succeeded"}, 422, "malformed_request"),
        ({"cashier_id": "1"}, 422, "malformed_request"),
        ({"receipt_no": "R-1"}, 422, "malformed_request"),
    ],
)
def test_what_is_refused_reaches_nobody(desk: Desk, change: dict[str, Any], status: int, code: str) -> None:
    invoice = desk.invoice()
    answer = desk.create(invoice, str(uuid4()), **change)
    desk._invoices.append(invoice)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert desk.intents(invoice) == []


def test_a_currency_in_capitals_is_the_same_currency(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    first = desk.create(invoice, key, currency="USD", customer_email="zoë.o'neil+bills@mail.example")
    assert (first.status_code, first.json()["currency"]) == (201, "usd"), first.text
    assert desk.create(invoice, key, currency="usd", customer_email="zoë.o'neil+bills@mail.example").status_code == 200
    assert [i["currency"] for i in desk.intents(invoice)] == ["usd"]


@pytest.mark.parametrize(
    ("currency", "due", "amount"), [("kwd", 5125, "5.125"), ("kwd", 5125, "0.001"), ("isk", 150_050, "1500.50")]
)
def test_what_cards_cant_be_charged_is_refused_before_stripe(desk: Desk, currency: str, due: int, amount: str) -> None:
    invoice = desk.invoice()
    with desk.database.write() as session:
        row = session.get_one(Invoice, invoice["id"])
        row.currency, row.gross_minor, row.insurer_minor, row.total_minor, row.due_minor = currency, due, 0, due, due
    answer = desk.create(invoice, str(uuid4()), amount=amount, currency=currency)
    assert (answer.status_code, answer.json()["code"]) == (400, "amount_too_precise")
    assert desk.intents(invoice) == []
    assert desk.create(invoice, str(uuid4()), amount="5", currency=currency).status_code == 201


def test_one_minor_unit_above_the_balance(desk: Desk) -> None:
    invoice = desk.invoice()
    due = invoice["due"]["amount_minor"] + 1
    answer = desk.create(invoice, str(uuid4()), amount=f"{due // 100}.{due % 100:02d}")
    assert (answer.status_code, answer.json()["code"]) == (409, "amount_above_balance")
    assert desk.intents(invoice) == []


def test_what_has_been_paid_of_an_invoice_is_not_taken_again(desk: Desk) -> None:
    invoice = desk.invoice()
    first = desk.opened(invoice, amount="5.00")
    desk.confirm(first["id"], "pm_card_visa").raise_for_status()
    desk.becomes(first["id"], "succeeded")
    answer = desk.create(invoice, str(uuid4()))  # all of it once more
    assert (answer.status_code, answer.json()["code"]) == (409, "amount_above_balance")
    assert len(desk.intents(invoice)) == 1


def test_a_refused_request_leaves_the_open_attempt_alone(desk: Desk) -> None:
    invoice = desk.invoice()
    first = desk.opened(invoice)
    answer = desk.create(invoice, str(uuid4()), amount="90000.00")  # from the till that might begin anew
    assert (answer.status_code, answer.json()["code"]) == (409, "amount_above_balance")
    assert desk.read(first["id"])["state"] == "submitted"
    assert [i["status"] for i in desk.intents(invoice)] == ["requires_payment_method"]


def test_below_stripes_minimum_the_refusal_is_stripes_and_final(desk: Desk) -> None:
    invoice, key = desk.invoice(), str(uuid4())
    for _ in range(2):
        answer = desk.create(invoice, key, amount="0.10")
        assert (answer.status_code, answer.json()["code"]) == (400, "amount_too_small")
    assert desk.read(key)["state"] == "failed"
    assert desk.opened(invoice)["state"] == "submitted"  # the invoice is free again


@pytest.mark.parametrize("key", ["x", "1b4e28ba2fa141d2883f0016d3cca427", "../../etc/passwd", "1" * 200])
def test_a_key_that_is_no_uuid(desk: Desk, key: str) -> None:
    invoice = desk.invoice()
    answer = desk.create(invoice, key)
    desk._invoices.append(invoice)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")


def test_a_paid_invoice_is_not_payable(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.confirm(desk.opened(invoice)["id"], "pm_card_visa").raise_for_status()
    answer = desk.create(invoice, str(uuid4()))
    assert (answer.status_code, answer.json()["code"]) == (409, "invoice_not_payable")


def test_a_decline_leaves_the_attempt_open_for_another_card(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    for _ in range(2):
        declined = desk.confirm(attempt, "pm_card_visa_chargeDeclinedInsufficientFunds")
        assert declined.status_code == 402
        assert (declined.json()["code"], declined.json()["decline_code"]) == ("card_declined", "insufficient_funds")
    state = desk.read(attempt)
    assert state["state"] == "submitted"
    assert (state["last_error"]["decline_code"], state["last_error"]["card"]["last4"]) == ("insufficient_funds", "9995")
    assert desk.charges(invoice) == []

    paid = desk.confirm(attempt, "pm_card_mastercard").json()
    assert (paid["state"], paid["card"]["brand"], paid["last_error"]) == ("succeeded", "mastercard", None)
    assert len(desk.intents(invoice)) == 1
    assert len(desk.charges(invoice)) == 1
    kinds = [e["kind"] for e in desk.detail(invoice)["timeline"]]
    assert kinds.count("declined") == 2
    assert kinds.count("payment") == 1


def test_a_payment_method_that_is_none_is_not_found(desk: Desk) -> None:
    attempt = desk.opened(desk.invoice())["id"]
    answer = desk.confirm(attempt, "pm_no_such_card")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert desk.read(attempt)["state"] == "submitted"


@pytest.mark.parametrize(
    "body",
    [
        {"return_url": "http://["},
        {"return_url": "http://[::1"},
        {"return_url": "javascript:alert(1)"},
        {"return_url": "//somewhere"},
        {"payment_method_id": ""},
    ],
)
def test_a_confirmation_that_makes_no_sense(desk: Desk, body: dict[str, Any]) -> None:
    attempt = desk.opened(desk.invoice())["id"]
    answer = desk.till.post(f"{INTENTS}/{attempt}/confirm", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed_request"), answer.text
    assert set(answer.json()["fields"]) == set(body)


def test_cancelling_frees_the_invoice(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    for _ in range(2):
        assert desk.cancel(attempt["id"]).json()["state"] == "cancelled"
    assert [i["status"] for i in desk.intents(invoice)] == ["canceled"]
    late = desk.confirm(attempt["id"], "pm_card_visa")
    assert (late.status_code, late.json()["code"]) == (409, "payment_state_conflict")
    assert desk.opened(invoice)["state"] == "submitted"


def test_cancelling_what_has_succeeded_says_so(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    desk.webhooks(deliver=False)
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    assert desk.read(attempt["id"])["state"] == "submitted"  # nobody has told us
    assert desk.cancel(attempt["id"]).json()["state"] == "succeeded"
    assert len(desk.payments(invoice)) == 1


def test_its_own_till_may_begin_again_and_another_may_not(desk: Desk) -> None:
    invoice = desk.invoice()
    first = desk.opened(invoice)
    with closing(desk.stack.client("supervisor", till="Front desk 4")) as other:
        refused = desk.create(invoice, str(uuid4()), till=other)
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice_being_paid")
        assert "Tomasz Zieliński at Front desk 3" in refused.json()["detail"]
        begun = datetime.fromisoformat(first["created_at"]).astimezone()
        assert f"since {begun:%H:%M}" in refused.json()["detail"]
    second = desk.opened(invoice)
    assert desk.read(first["id"])["state"] == "cancelled"
    assert sorted(i["status"] for i in desk.intents(invoice)) == ["canceled", "requires_payment_method"]
    desk.confirm(second["id"], "pm_card_visa").raise_for_status()
    assert len(desk.charges(invoice)) == 1


def test_beginning_again_finds_out_that_the_first_was_paid(desk: Desk) -> None:
    invoice = desk.invoice()
    first = desk.opened(invoice)
    desk.webhooks(deliver=False)
    desk.pay_on_the_page(first["stripe_payment_intent_id"]).raise_for_status()
    again = desk.create(invoice, str(uuid4()))
    assert (again.status_code, again.json()["code"]) == (409, "invoice_not_payable")
    assert desk.read(first["id"])["state"] == "succeeded"
    assert len(desk.charges(invoice)) == 1


def test_saving_a_card_makes_one_customer(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice, save_payment_method=True)
    [intent] = desk.intents(invoice)
    assert intent["customer"]
    assert intent["setup_future_usage"] is None, "only the patient's own yes keeps a card"
    desk.cancel(attempt["id"])
    desk.opened(invoice, save_payment_method=True)
    assert {i["customer"] for i in desk.intents(invoice)} == {intent["customer"]}


def test_who_may_do_what(desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)["id"]
    url = f"{INTENTS}/{attempt}"
    with closing(desk.stack.client("cashier2")) as elsewhere:
        calls = [
            elsewhere.get(url),
            elsewhere.post(f"{url}/confirm"),
            elsewhere.post(f"{url}/cancel"),
            elsewhere.get(f"{url}/receipt"),
            elsewhere.post(INTENTS, json=desk.body(invoice)),
        ]
        missing = elsewhere.get(f"{INTENTS}/{uuid4()}")
        assert {(c.status_code, c.json()["code"]) for c in calls} == {(404, "not_found")}
        assert missing.json()["detail"] == calls[0].json()["detail"]
    with closing(desk.stack.client("auditor")) as auditor:
        assert auditor.get(url).status_code == 200
        assert auditor.get(url).json()["client_secret"] is None
        assert {auditor.post(f"{url}/{a}").status_code for a in ("confirm", "cancel")} == {403}
        assert auditor.post(INTENTS, json=desk.body(invoice)).status_code == 403
    with closing(desk.stack.client("admin")) as admin:
        assert {admin.get(url).status_code, admin.get(f"{url}/receipt").status_code} == {403}
    with closing(desk.stack.client()) as nobody:
        assert {nobody.get(url).status_code, nobody.post(f"{url}/confirm").status_code} == {401}
    assert desk.read(attempt)["state"] == "submitted"


@pytest.mark.parametrize("reference", ["x" * 4096, "%00", "..%2f..%2fetc%2fpasswd", "pi_1%00", "é"])
def test_odd_references_are_not_found(desk: Desk, reference: str) -> None:
    answer = desk.till.get(f"{INTENTS}/{reference}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
