"""What the API's own description says is so: any request that it allows or forbids, as everybody who may ask.

Schemathesis reads the description and makes the requests; nothing here knows a route by name but to fill in ids of
things that exist, so that more than a "not found" is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.integration.payments.desk import REFUNDS, Desk
from tests.security.watch import SECRET
from tests.support.processes import free_port, running_stack
from tests.support.sso import in_browser, running_provider

ROLES = ("nobody", "patient", "cashier", "supervisor", "auditor", "admin")
CONFORMS = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
ENDS_THE_SESSION = "/api/v1/auth/logout"
FEW, MANY = 4, 60


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A hospital of this module's own: some of what is asked for is done. It has single sign-on.

    Without it the same routes say ``not_found``: ``test_pages`` tries that.
    """
    folder: Path = tmp_path_factory.mktemp("document")
    port, url = free_port(), f"sqlite:///{folder / 'hmis.sqlite'}"
    with (
        running_provider(folder) as provider,
        running_stack(folder, url, env=provider.environment(f"http://127.0.0.1:{port}"), port=port) as stack,
        closing(Desk(stack, folder)) as found,
    ):
        yield found


@pytest.fixture(scope="module")
def schema(desk: Desk) -> Any:
    return schemathesis.openapi.from_dict(httpx.get(f"{desk.stack.url}/api/v1/openapi.json").json())


@pytest.fixture(scope="module")
def known(desk: Desk) -> dict[str, list[str]]:
    """Ids of what exists, by the name of their place in an address or a body."""
    paid = desk.paid("30.00")
    refund = desk.asked(paid, "5.00")
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    body = {"patient_id": invoice["patient_id"]}
    own = desk.till.get("/auth/me").json()["id"]
    with closing(desk.stack.client("admin")) as admin:
        admin.patch(f"/users/{own}", json={"sso": "on"}).raise_for_status()
    customer = desk.till.post("/payments/stripe/customers", json=body).raise_for_status().json()["id"]
    return {
        "reference": [paid["id"], refund["id"], attempt["id"], attempt["stripe_payment_intent_id"]],
        "invoice_id": [invoice["id"]],
        "patient_id": [invoice["patient_id"]],
        "payment_intent_id": [paid["id"]],
        "customer_id": [customer],
        "Idempotency-Key": [attempt["id"], refund["id"]],
        "claim_secret": [signed_in(desk, "yes"), signed_in(desk, "no"), signed_in(desk, "yes", refund["id"])],
    }


def signed_in(desk: Desk, answer: str, refund: str = "") -> str:
    """The claim secret of a sign-in that is through, or that its person has denied; for a refund or for a session."""
    path = f"{REFUNDS}/{refund}/approve-here/start" if refund else "/auth/sso/start"
    begun = desk.till.post(path, json=None if refund else {}).raise_for_status().json()
    in_browser(begun["open_url"], answer)
    return str(begun["claim_secret"])


def told(answer: Any) -> None:
    """A refusal is a problem with a code, says nothing of what is behind it, and is never ours to blame."""
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == ["application/problem+json"], answer.text
        problem = answer.json()
        assert problem["code"]
        assert (problem["status"], [problem["instance"]]) == (answer.status_code, answer.headers["x-request-id"])
        assert not SECRET.search(answer.text), answer.text


def operations(schema: Any) -> Iterator[Any]:
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.path != ENDS_THE_SESSION:
            yield operation


def cases(operation: Any, mode: GenerationMode, known: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """Requests for an operation; in some of them the ids are of things that exist."""

    @st.composite
    def made(draw: st.DrawFn) -> Any:
        case = draw(operation.as_strategy(generation_mode=mode))
        if case.headers:
            case.headers.pop("Authorization", None)  # whoever asks has a token of their own, or none
        for place in (case.query, case.body):
            if isinstance(place, MutableMapping) and place.get("wait") in range(2, 60):
                place["wait"] = 1  # held answers are tried elsewhere, and hold up this test alone
        for place in (case.path_parameters, case.headers, case.body):
            if isinstance(place, MutableMapping):
                for name in sorted(set(place) & set(known)):
                    if draw(st.booleans()):
                        place[name] = draw(st.sampled_from(known[name]))
        return case

    return made()


HELD_SECONDS = 40
"""An answer may be held for 25 seconds."""


def ask_all(
    desk: Desk, everybody: dict[str, httpx.Client], schema: Any, known: dict[str, list[str]], count: int
) -> None:
    for operation in operations(schema):
        parts = (operation.path_parameters, operation.query, operation.headers, operation.body)
        for mode in MODES if any(parts) else MODES[:1]:  # where nothing is asked for, nothing can be wrong
            one = cases(operation, mode, known)

            # Where a change is judged, the same questions each time; chance is for whoever looks for trouble.
            same = count == FEW or settings().derandomize

            @settings(max_examples=count, derandomize=same, deadline=None, database=None,
                      phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
            @given(case=one)
            def run(case: Any) -> None:
                for role, http in everybody.items():
                    note(role)
                    token = {name: http.headers[name] for name in ("Authorization",) if name in http.headers}
                    answer = case.call(base_url=desk.stack.url, headers=token, timeout=HELD_SECONDS)
                    told(answer)
                    case.validate_response(answer, checks=CONFORMS)

            run()


@pytest.fixture(scope="module")
def everybody(desk: Desk) -> Iterator[dict[str, httpx.Client]]:
    with ExitStack() as stack:
        found = {role: desk.stack.client(None if role == "nobody" else role) for role in ROLES}
        for client in found.values():
            stack.enter_context(closing(client))
        yield found


def test_every_answer_is_as_described(
    desk: Desk, everybody: dict[str, httpx.Client], schema: Any, known: dict[str, list[str]]
) -> None:
    ask_all(desk, everybody, schema, known, FEW)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_every_answer_is_as_described_at_length(
    desk: Desk, everybody: dict[str, httpx.Client], schema: Any, known: dict[str, list[str]]
) -> None:
    ask_all(desk, everybody, schema, known, MANY)
