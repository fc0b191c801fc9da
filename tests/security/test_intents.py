"""Tampered clients: the server decides what is paid, by whom and how much, and asks Stripe whether it is."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import Any
from uuid import uuid4

import httpx
import pytest

from pos_app.server.models import Invoice, StripePaymentIntent
from tests.integration.payments.desk import INTENTS, Desk, Json
from tests.security.watch import Watch


def cheap_and_dear(desk: Desk) -> tuple[Json, Json]:
    cheap, dear = sorted((desk.invoice(), desk.invoice()), key=lambda one: one["due"]["amount_minor"])
    return cheap, dear


def test_the_intent_of_a_cheap_invoice_pays_no_dear_one(desk: Desk, watch: Watch) -> None:
    """Row 9: an intent of a cheap invoice for a dear one, by its key and by its id at Stripe."""
    cheap, dear = cheap_and_dear(desk)
    key = str(uuid4())
    opened = desk.create(cheap, key, amount="5.00").json()
    watch.refused(lambda: desk.create(dear, key), 409, "idempotency_key_reused")
    watch.refused(lambda: desk.create(dear, key, amount="5.00"), 409, "idempotency_key_reused")
    other = desk.opened(dear)
    pi = opened["stripe_payment_intent_id"]
    answer = desk.confirm(other["id"], pi)  # no card of anybody's
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    desk.confirm(pi, "pm_card_visa").raise_for_status()
    assert [payment.amount_minor for payment in desk.payments(cheap)] == [500]
    assert desk.payments(dear) == []
    assert desk.detail(dear)["due"] == dear["due"]


def test_which_invoice_is_paid_stands_in_our_books_and_not_at_stripe(desk: Desk) -> None:
    """Row 9: somebody with Stripe's dashboard writes another invoice on the intent."""
    cheap, dear = cheap_and_dear(desk)
    attempt = desk.opened(cheap, amount="5.00")
    pi = attempt["stripe_payment_intent_id"]
    changed = {"metadata[invoice_id]": dear["id"], "metadata[attempt_id]": str(uuid4())}
    desk.stripe.post(f"/v1/payment_intents/{pi}", data=changed).raise_for_status()
    desk.pay_on_the_page(pi).raise_for_status()
    desk.becomes(attempt["id"], "succeeded")
    assert [payment.amount_minor for payment in desk.payments(cheap)] == [500]
    assert desk.payments(dear) == []


def test_a_client_that_claims_success_is_asked_to_wait(desk: Desk, watch: Watch) -> None:
    """Row 10: "it is paid": by hand-back, by a field, by the address the bank sends back to, by a receipt."""
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    before = watch.books()
    for _ in range(3):
        assert desk.confirm(attempt["id"]).json()["state"] == "submitted"
    pages = httpx.get(attempt["pay_url"], params={"redirect_status": "succeeded", "payment_intent": "pi_paid"})
    assert pages.status_code == 200
    assert watch.books().beside(before) == []
    url = f"{INTENTS}/{attempt['id']}"
    for claim in ({"status": "succeeded"}, {"state": "succeeded", "paid": True}, {"amount_received": 1}):
        watch.refused(lambda claim=claim: desk.till.post(f"{url}/confirm", json=claim), 422, "malformed_request")
    watch.refused(lambda: desk.till.get(f"{url}/receipt"), 409, "receipt_not_available")
    for method in ("PUT", "PATCH", "DELETE"):
        watch.refused(
            lambda method=method: desk.till.request(method, url, json={"state": "succeeded"}),
            (404, 405),
            ("not_found", "method_not_allowed"),
            audited=False,
        )
    assert desk.detail(invoice)["due"] == invoice["due"]


def change_total(desk: Desk, invoice: Json, by: int) -> None:
    with desk.database.write() as session:
        row = session.get_one(Invoice, invoice["id"])
        row.total_minor, row.due_minor = row.total_minor + by, row.due_minor + by
        row.gross_minor += by


def test_an_intent_reused_after_the_total_rose_pays_its_own_amount_and_no_more(desk: Desk, watch: Watch) -> None:
    """Row 11: the invoice grew while its intent was open."""
    invoice, key = desk.invoice(), str(uuid4())
    desk.create(invoice, key).raise_for_status()
    change_total(desk, invoice, 1000)
    dearer = desk.detail(invoice)
    watch.refused(lambda: desk.create(dearer, key), 409, "idempotency_key_reused")
    assert desk.confirm(key, "pm_card_visa").json()["amount_minor"] == invoice["due"]["amount_minor"]
    detail = desk.detail(invoice)
    assert (detail["state"], detail["due"]["amount_minor"]) == ("part_paid", 1000)


def test_an_intent_is_not_charged_after_the_total_fell(desk: Desk, watch: Watch) -> None:
    """Row 11, the other way round: it would be more than is owed."""
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    change_total(desk, invoice, -1)
    watch.refused(lambda: desk.confirm(attempt["id"], "pm_card_visa"), 409, "amount_above_balance")
    assert no_form(desk, attempt)
    desk.cancel(attempt["id"]).raise_for_status()


def test_an_intent_is_not_charged_after_the_invoice_was_voided(desk: Desk, watch: Watch) -> None:
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    link = desk.link(attempt["id"])
    assert not no_form(desk, attempt)
    with desk.database.write() as session:
        session.get_one(Invoice, invoice["id"]).void = True
    watch.refused(lambda: desk.confirm(attempt["id"], "pm_card_visa"), 409, "invoice_not_payable")
    assert no_form(desk, attempt)
    assert no_form(desk, {"pay_url": link})
    desk.cancel(attempt["id"]).raise_for_status()
    assert desk.charges(invoice) == []


def no_form(desk: Desk, attempt: Json) -> bool:
    """Whether the pay page takes no card. It has no part of Stripe's secret then."""
    page = desk.till.get(attempt["pay_url"])
    assert page.status_code in (200, 410)
    assert ("_secret_" in page.text) is (page.status_code == 200)
    return page.status_code == 410


SLIPPED_IN = {
    "status": "succeeded",
    "state": "succeeded",
    "role": "supervisor",
    "user_id": "somebody",
    "cashier_id": "somebody",
    "receipt_no": "R-1",
    "paid": True,
    "due": "0.00",
    "amount_minor": 1,
    "amount_received": 14800,
    "livemode": True,
    "site_id": "elsewhere",
    "created_at": "2020-01-01T00:00:00Z",
    "__proto__": {"role": "admin"},
    "status ": "succeeded",
}


@pytest.mark.parametrize("name", sorted(SLIPPED_IN))
def test_what_only_the_server_may_say_is_refused_in_every_body(
    desk: Desk, watch: Watch, untouched: Json, name: str
) -> None:
    """Row 32: status, role, cashier_id, receipt_no in the body, of every route that takes one."""
    attempt = str(uuid4())
    bodies: dict[str, Json] = {
        "/auth/login": {"username": "cashier", "password": "sample-cashier"},
        INTENTS: desk.body(untouched),
        f"{INTENTS}/{attempt}/confirm": {"payment_method_id": "pm_card_visa"},
        "/payments/stripe/refunds": {"payment_intent_id": attempt, "reason": "Twice"},
        f"/payments/stripe/refunds/{attempt}/approve": {"amount": "1.00"},
        f"/payments/stripe/refunds/{attempt}/approve-here": {"amount": "1.00", "claim_secret": "secret"},
        f"/payments/stripe/refunds/{attempt}/refuse": {"note": "No"},
        "/payments/stripe/customers": {"patient_id": untouched["patient_id"]},
        f"/exceptions/{attempt}/resolve": {"note": "Seen to"},
        "/auth/refresh": {"refresh_token": "family.secret"},
        "/auth/unlock": {"password": "sample-supervisor"},
        "/auth/sso/start": {},
        "/auth/sso/finish": {"claim_secret": "secret"},
        "/auth/sso/unlock": {"claim_secret": "secret"},
        "/auth/password": {"current_password": "sample-cashier", "new_password": "tulip grey 47 wagon"},
        "/users": {"username": "x", "display_name": "X", "role": "cashier"},
        f"/users/{attempt}": {"display_name": "X"},
    }
    assert {shape(path) for path in bodies} == taking_json(desk)
    with closing(desk.stack.client("supervisor")) as supervisor, closing(desk.stack.client("admin")) as admin:
        for path, body in bodies.items():
            of_admins = path.startswith("/users")  # nobody else gets as far as the body there
            if of_admins and name == "role":
                continue  # theirs to say
            extra = {**body, name: SLIPPED_IN[name]}
            who, method = (admin if of_admins else supervisor), ("PATCH" if path.startswith("/users/") else "POST")
            found = watch.refused(
                lambda path=path, extra=extra, who=who, method=method: who.request(method, path, json=extra),
                422,
                "malformed_request",
            )
            assert found["fields"] == {name: "Extra inputs are not permitted"}


def shape(path: str) -> str:
    return "/".join("{}" if len(part) == 36 else part for part in path.split("/"))


def taking_json(desk: Desk) -> set[str]:
    """Every route that takes a body of ours, so that a new one can't be forgotten here."""
    paths = desk.till.get("/openapi.json").json()["paths"]
    found = set()
    for path, operations in paths.items():
        for operation in operations.values():
            if "requestBody" in operation and operation["operationId"] != "receive_event":
                found.add(re.sub(r"{\w+}", "{}", path.removeprefix("/api/v1")))
    return found


@pytest.mark.parametrize("where", ["query", "header", "form"])
def test_what_is_said_outside_the_body_is_not_heard(desk: Desk, watch: Watch, where: str) -> None:
    """Row 32: the same by other ways in."""
    invoice = desk.invoice()
    said: dict[str, Any] = {"user_id": "somebody", "till": "Front desk 9", "state": "succeeded", "amount": "1.00"}
    if where == "form":
        watch.refused(lambda: desk.till.post(INTENTS, data=desk.body(invoice) | said), 422, "malformed_request")
        return
    sent: dict[str, Any] = {"params": said} if where == "query" else {"headers": {f"X-{k}": v for k, v in said.items()}}
    answer = desk.till.post(INTENTS, json=desk.body(invoice), **sent)
    assert answer.status_code == 201
    found = answer.json()
    assert (found["state"], found["amount"]) == ("submitted", invoice["due"]["amount"])
    with desk.database.read() as session:
        row = session.get_one(StripePaymentIntent, found["id"])
        assert (row.user.username, row.till) == ("cashier", "Front desk 3")


def test_another_persons_token_and_half_of_one(desk: Desk, watch: Watch) -> None:
    token = desk.till.headers["Authorization"].removeprefix("Bearer ")
    tampered = [
        "",
        token[:-1],
        token + "A",
        token.swapcase(),
        token[::-1],
        "null",
        "undefined",
        "A" * 5000,
        f"{token} {token}",
    ]
    with closing(desk.stack.client()) as http:
        for one in tampered:
            headers = {"Authorization": f"Bearer {one}".strip()}
            watch.refused(
                lambda headers=headers: http.get("/invoices", headers=headers), 401, "not_authenticated", never=(token,)
            )


@pytest.mark.parametrize("name", ["Idempotency-Key", "Authorization", "Content-Type"])
def test_a_header_that_counts_stands_once(desk: Desk, watch: Watch, name: str) -> None:
    """A proxy may read the first of two, and we the second."""
    invoice = desk.invoice()
    values = {
        "Authorization": desk.till.headers["Authorization"],
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
    }
    other = str(uuid4()) if name == "Idempotency-Key" else values[name]
    url = f"{desk.stack.url}/api/v1{INTENTS}"
    body = json.dumps(desk.body(invoice)).encode()
    headers = [*values.items(), (name, other)]
    watch.refused(lambda: httpx.post(url, content=body, headers=headers), 400, "malformed_request")
    desk.opened(invoice)
