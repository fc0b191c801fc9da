"""Canaries: card numbers and keys put in wherever they fit, and looked for wherever anything is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from pos_app.server.models import StripeRefund
from tests.integration.payments.desk import REFUNDS, Desk, Json
from tests.support.processes import SECRET_KEY, running_stack

CARD = "4000056655665556"
SPACED = "4000 0566 5566 5556"
MASKED = "•••• 5556"
MARK = "Canary"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("canaries")
    with running_stack(folder, f"sqlite:///{folder / 'hmis.sqlite'}") as stack, closing(Desk(stack, folder)) as found:
        yield found


def holding(folder: Path, *canaries: str) -> list[str]:
    """Files below ``folder`` that hold one of the canaries, and which."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            found += [f"{path.relative_to(folder)}: {one}" for one in canaries if one.encode() in content]
    return found


def texts(schema: Json, document: Json) -> list[str]:
    """Names of the fields of a body that take a text."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    found = []
    for name, field in schema.get("properties", {}).items():
        kinds = [field, *field.get("anyOf", [])]
        if any(kind.get("type") == "string" for kind in kinds):
            found.append(name)
    return found


class Place:
    """One place in one route where a text may stand."""

    def __init__(self, method: str, path: str, kind: str, name: str, example: Json) -> None:
        self.method, self.path, self.kind, self.name, self.example = method, path, kind, name, example

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.kind} {self.name}"


def places(document: Json) -> Iterator[Place]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            body: Json = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            example = dict(body.get("example", {}))
            for name in texts(body.get("schema", {}), document):
                yield Place(method, path, "body", name, example)
            for parameter in operation.get("parameters", ()):
                yield Place(method, path, parameter["in"], parameter["name"], example)
            for name in re.findall(r"{(\w+)}", path):
                yield Place(method, path, "path", name, example)
            yield Place(method, path, "query", "anything", example)


def ask(http: httpx.Client, base: str, place: Place, text: str, ids: dict[str, str]) -> httpx.Response:
    """The request with ``text`` in its place and things that exist in all others."""
    filled = dict(ids)
    if place.kind == "path":
        filled[place.name] = text.replace("/", "%2F")
    path = re.sub(r"{(\w+)}", lambda found: filled.get(found[1], "none"), place.path)
    body = {name: ids.get(name, value) for name, value in place.example.items()}
    if place.kind == "body":
        body[place.name] = text
    sent: dict[str, Any] = {"json": body} if place.example else {}
    if place.kind == "query":
        sent["params"] = {place.name: text}
    if place.kind == "header":
        sent["headers"] = {place.name: text}
    if place.kind == "cookie":
        sent["headers"] = {"Cookie": f"{place.name}={text}"}
    return http.request(place.method, base + path, **sent)


@pytest.mark.parametrize("card", [CARD, SPACED, f"{MARK} {SPACED} please"])
def test_a_card_number_in_any_text_of_the_description_is_kept_nowhere(desk: Desk, card: str) -> None:
    """Row 49: every field, parameter and place of an address that takes a text, as the description lists them."""
    document = desk.till.get("/openapi.json").json()
    tried = [place for place in places(document) if not place.path.endswith("/logout")]
    assert {str(place).split(" ", 2)[2] for place in tried} >= {"body reason", "body note", "body till", "query q"}
    payment = desk.paid("60.00")
    invoice = desk.invoice()
    for place in tried:
        refund = desk.asked(payment, "1.00") if "/refunds/" in place.path else {"id": "none"}
        ids = {
            "invoice_id": invoice["id"], "patient_id": invoice["patient_id"], "payment_intent_id": payment["id"],
            "reference": refund["id"] if "/refunds/" in place.path else payment["id"], "amount": "1.00",
            "current_password": "not the one they have",
        }  # fmt: skip
        http = desk.supervisor if "/refunds/" in place.path and place.method == "post" else desk.till
        answer = ask(http, desk.stack.url, place, card, ids)
        assert answer.status_code < 500, (str(place), answer.text)
        assert CARD not in answer.text, str(place)
        assert SPACED not in answer.text, str(place)
        if refund["id"] != "none" and desk.refund(refund)["state"] == "requested":
            desk.till.post(f"{REFUNDS}/{refund['id']}/cancel").raise_for_status()
    assert holding(desk.folder, CARD, SPACED) == []
    asked = desk.control.get("/requests").text
    assert CARD not in asked
    assert SPACED not in asked


def test_what_is_kept_of_a_reason_is_its_last_four(desk: Desk) -> None:
    """The counter-check: the texts above do arrive, and are kept with their number masked."""
    refund = desk.asked(desk.paid("20.00"), "1.00", reason=f"{MARK} {SPACED} twice")
    with desk.database.read() as session:
        assert session.get_one(StripeRefund, refund["id"]).reason == f"{MARK} {MASKED} twice"
    assert holding(desk.folder, f"{MARK} {MASKED} twice")


def test_no_answer_and_no_file_of_the_server_holds_a_secret(desk: Desk) -> None:
    """Row 48: after a day with every kind of trouble."""
    secrets = (SECRET_KEY, desk.stack.env["STRIPE_WEBHOOK_SECRET"])
    desk.fault("POST /v1/payment_intents", "drop_after", times=1)
    attempt = desk.opened(desk.invoice())
    desk.confirm(attempt["id"], "pm_card_visa")
    desk.deliver(b"{}", f"t=1,v1={secrets[1]}")
    with closing(desk.stack.client()) as nobody:
        for headers in ({"Authorization": f"Bearer {SECRET_KEY}"}, {"Idempotency-Key": SECRET_KEY}, {"X": SECRET_KEY}):
            answer = nobody.get("/invoices", headers=headers, params={"q": SECRET_KEY})
            assert SECRET_KEY not in answer.text
    day = {"from": str(date.today() - timedelta(1)), "to": str(date.today() + timedelta(1))}  # noqa: DTZ011 - any day
    sheet = desk.supervisor.get("/reports/payments.csv", params=day).raise_for_status().text
    for one in secrets:
        assert one not in sheet
        assert not [line for line in holding(desk.folder, one) if "sandbox" not in line]
