"""The list of receipts, and receipts printed again: found, counted, marked, and only by who may."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from pos_app.server.models import Receipt, ReceiptCopy
from tests.integration.payments.desk import Desk, Json, at_once, codes

RECEIPTS = "/receipts"


@pytest.fixture
def paid(desk: Desk) -> Json:
    """A payment, with its receipt's number and its invoice."""
    payment = desk.paid()
    number = desk.till.get(f"/payments/stripe/payment-intents/{payment['id']}/receipt").json()["number"]
    return {"payment": payment, "number": number, "invoice": desk.of(payment)}


@pytest.fixture
def elsewhere(desk: Desk) -> Iterator[httpx.Client]:
    with closing(desk.colleague("visitor", "cashier", "South Wing")) as client:
        yield client


def found(client: httpx.Client, **query: object) -> list[Json]:
    answer = client.get(RECEIPTS, params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


def reprint(client: httpx.Client, number: str, key: str | None = None) -> httpx.Response:
    return client.post(f"{RECEIPTS}/{number}/reprints", headers={"Idempotency-Key": key} if key else {})


def test_a_receipt_is_found_by_whatever_is_known_of_it(desk: Desk, paid: Json) -> None:
    number, invoice = paid["number"], paid["invoice"]
    family = invoice["patient"]["name"].split()[-1]
    for known in (
        number,
        number.removeprefix("R-"),
        number.lower(),
        invoice["number"],
        invoice["patient"]["mrn"],
        family,
    ):
        assert number in [row["number"] for row in found(desk.till, q=known, limit=200)], known
    [row] = found(desk.till, q=number)
    assert (row["invoice_number"], row["patient"]) == (invoice["number"], invoice["patient"]["name"])
    assert (row["paid"]["amount"], row["till"], row["served_by"]) == ("100.00", "Front desk 3", "Tomasz Zieliński")
    assert (row["card"]["last4"], row["copies"]) == ("4242", 0)
    for unknown in ("R-99999", "nobody of this name", "R-0", "\u0301", "%", "_", "' OR 1=1 --"):
        assert found(desk.till, q=unknown) == [], unknown


def test_pages_hold_every_receipt_once_the_newest_first(desk: Desk, paid: Json) -> None:
    numbers: list[str] = []
    cursor = None
    while True:
        answer = desk.till.get(RECEIPTS, params={"limit": 7} | ({"cursor": cursor} if cursor else {})).json()
        numbers += [row["number"] for row in answer["items"]]
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    assert numbers[0] == paid["number"]
    assert numbers == sorted(set(numbers), key=lambda number: -int(number[2:]))
    with desk.database.read() as session:
        everything = set(session.scalars(select(Receipt.number)))
    assert set(numbers) < everything  # other sites have theirs
    with closing(desk.stack.client("auditor")) as auditor:
        assert len(found(auditor, limit=200)) == min(200, len(everything))


@pytest.mark.parametrize("cursor", ["R-", "x", "R-1", "10457", "R-10457%", "a" * 64])
def test_a_cursor_that_is_none(desk: Desk, cursor: str) -> None:
    answer = desk.till.get(RECEIPTS, params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "cursor_invalid")


def test_a_patient_sees_their_own(desk: Desk) -> None:
    with closing(desk.stack.client("patient")) as patient:
        mine = found(patient, limit=200)
        own = {
            row["number"] for row in patient.get("/invoices", params={"status": "all", "limit": 200}).json()["items"]
        }
        assert {row["invoice_number"] for row in mine} <= own
        assert found(patient, q="R-1", limit=200) == mine


def test_another_sites_receipt_looks_like_none(desk: Desk, paid: Json, elsewhere: httpx.Client) -> None:
    number = paid["number"]
    assert found(elsewhere, q=number) == []
    there, nowhere = elsewhere.get(f"{RECEIPTS}/{number}"), elsewhere.get(f"{RECEIPTS}/R-99999")
    assert codes([there, nowhere, reprint(elsewhere, number)]) == [404, 404, 404]
    assert there.json()["detail"] == nowhere.json()["detail"]
    assert found(desk.till, q=number)[0]["copies"] == 0


def test_copies_are_counted_with_who_and_where(desk: Desk, paid: Json) -> None:
    number = paid["number"]
    first, second = reprint(desk.till, number), reprint(desk.supervisor, number)
    assert codes([first, second]) == [201, 201]
    assert [one.json()["copy_number"] for one in (first, second)] == [1, 2]
    assert (first.json()["made_by"], first.json()["till"]) == ("Tomasz Zieliński", "Front desk 3")
    assert second.json()["till"] == "Office"
    assert found(desk.till, q=number)[0]["copies"] == 2
    with desk.database.read() as session:
        assert len(session.scalars(select(ReceiptCopy).join(Receipt).where(Receipt.number == number)).all()) == 2


def test_the_same_key_is_the_same_copy(desk: Desk, paid: Json) -> None:
    key, number = str(uuid4()), paid["number"]
    made, again = reprint(desk.till, number, key), reprint(desk.till, number, key)
    assert [made.status_code, again.status_code] == [201, 200]
    assert made.json() == again.json()
    other = found(desk.till, limit=200)[-1]["number"]
    for answer in (reprint(desk.till, other, key), reprint(desk.supervisor, number, key)):
        assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")
    refused = reprint(desk.till, number, "not-a-uuid")
    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_invalid")


def test_many_at_once_have_a_number_each(desk: Desk, paid: Json) -> None:
    made = at_once(lambda _: reprint(desk.till, paid["number"]), 12)
    assert sorted(answer.json()["copy_number"] for answer in made) == list(range(1, 13))


def test_a_copys_pdf_exists_once_it_is_counted(desk: Desk, paid: Json) -> None:
    path, pdf = f"{RECEIPTS}/{paid['number']}", {"Accept": "application/pdf"}
    assert desk.till.get(path, params={"copy": 1}, headers=pdf).status_code == 404
    reprint(desk.till, paid["number"]).raise_for_status()
    answer = desk.till.get(path, params={"copy": 1}, headers=pdf)
    assert answer.content.startswith(b"%PDF-")
    assert f"{paid['number']}-copy-1.pdf" in answer.headers["content-disposition"]
    assert desk.till.get(path, params={"copy": 1}).json()["copy_number"] == 1
    assert desk.till.get(path).json()["copy_number"] == 0
    assert desk.till.get(path, params={"copy": -1}).status_code == 422
