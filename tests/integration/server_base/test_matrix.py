"""Every route with every role. The routes come from the API's own description: a new one fails until it has a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.integration.server_base.conftest import Hospital

ROLES = ("nobody", "patient", "cashier", "supervisor", "auditor", "admin")
READERS = {"patient", "cashier", "supervisor", "auditor"}
PAYERS = {"patient", "cashier", "supervisor"}
EVERYONE = set(ROLES)
PERSONS = EVERYONE - {"nobody"}
ASKERS = {"cashier", "supervisor"}
STRIPE = "/api/v1/payments/stripe"
REFUNDS = f"{STRIPE}/refunds"
INTENTS = f"{STRIPE}/payment-intents"
ALLOWED: dict[tuple[str, str], set[str]] = {
    ("post", "/api/v1/auth/login"): EVERYONE,
    ("post", "/api/v1/auth/logout"): PERSONS,
    ("get", "/api/v1/auth/me"): PERSONS,
    ("post", "/api/v1/auth/refresh"): EVERYONE,  # by the refresh token
    ("post", "/api/v1/auth/password"): PERSONS,
    ("post", "/api/v1/auth/unlock"): PERSONS,
    ("get", "/api/v1/auth/methods"): EVERYONE,
    ("post", "/api/v1/auth/sso/start"): EVERYONE,
    ("post", "/api/v1/auth/sso/finish"): EVERYONE,  # by the claim secret
    ("post", "/api/v1/auth/sso/unlock"): PERSONS,
    ("get", "/api/v1/info"): EVERYONE,
    ("get", "/api/v1/health"): EVERYONE,
    ("get", "/api/v1/invoices"): READERS,
    ("get", "/api/v1/invoices/counts"): READERS,
    ("get", "/api/v1/invoices/{invoice_id}"): READERS,
    ("post", INTENTS): PAYERS,
    ("get", f"{INTENTS}/{{reference}}"): READERS,
    ("post", f"{INTENTS}/{{reference}}/confirm"): PAYERS,
    ("post", f"{INTENTS}/{{reference}}/cancel"): PAYERS,
    ("post", f"{INTENTS}/{{reference}}/pay-link"): PAYERS,
    ("get", f"{INTENTS}/{{reference}}/receipt"): READERS,
    ("get", "/api/v1/receipts"): READERS,
    ("get", "/api/v1/receipts/{number}"): READERS,
    ("post", "/api/v1/receipts/{number}/reprints"): READERS,
    ("get", "/api/v1/reports/payments.csv"): {"cashier", "supervisor", "auditor"},
    ("get", "/api/v1/reports/takings"): {"cashier", "supervisor", "auditor"},
    ("get", "/api/v1/audit"): {"auditor", "admin"},
    ("get", "/api/v1/exceptions"): {"supervisor", "auditor"},
    ("post", "/api/v1/exceptions/{exception_id}/resolve"): {"supervisor"},
    ("post", REFUNDS): ASKERS,
    ("get", REFUNDS): ASKERS | {"auditor"},
    ("get", f"{REFUNDS}/{{reference}}"): ASKERS | {"auditor"},
    ("post", f"{REFUNDS}/{{reference}}/approve"): {"supervisor"},
    ("post", f"{REFUNDS}/{{reference}}/approve-here/start"): ASKERS,
    ("post", f"{REFUNDS}/{{reference}}/approve-here"): ASKERS,  # by the claim secret of a supervisor
    ("post", f"{REFUNDS}/{{reference}}/refuse"): {"supervisor"},
    ("post", f"{REFUNDS}/{{reference}}/cancel"): ASKERS,
    ("post", f"{STRIPE}/customers"): PAYERS,
    ("get", f"{STRIPE}/customers/patient/{{patient_id}}"): PAYERS,
    ("get", f"{STRIPE}/customers/{{customer_id}}/payment-methods"): PAYERS,
    ("delete", f"{STRIPE}/payment-methods/{{card_id}}"): {"patient", "supervisor"},
    ("post", "/api/v1/payments/stripe/webhooks"): EVERYONE,  # by signature
    ("get", "/api/v1/users"): {"admin"},
    ("post", "/api/v1/users"): {"admin"},
    ("get", "/api/v1/users/{user_id}"): {"admin"},
    ("patch", "/api/v1/users/{user_id}"): {"admin"},
    ("post", "/api/v1/users/{user_id}/reset-password"): {"admin"},
    ("post", "/api/v1/users/{user_id}/end-sessions"): {"admin"},
    ("get", "/api/v1/sites"): {"admin"},
    ("get", "/api/v1/webhooks/events"): {"supervisor", "auditor", "admin"},
    ("post", "/api/v1/webhooks/events/{event_id}/retry"): {"supervisor", "admin"},
}
BODY = {"invoice_id": "none", "patient_id": "none", "amount": "1.00", "currency": "usd"}


def filled(path: str) -> str:
    """With ids of nothing."""
    return re.sub(r"\{\w+\}", "none", path)


@pytest.fixture(scope="module")
def clients(hospital: Hospital) -> Iterator[dict[str, httpx.Client]]:
    found = {role: hospital.client(None if role == "nobody" else role) for role in ROLES}
    yield found
    for client in found.values():
        client.close()


def test_every_route_has_its_row(clients: dict[str, httpx.Client]) -> None:
    paths = clients["nobody"].get("/openapi.json").json()["paths"]
    assert {(method, path) for path, operations in paths.items() for method in operations} == set(ALLOWED)


@pytest.mark.parametrize(("method", "path"), list(ALLOWED), ids=lambda value: value.removeprefix("/api/v1"))
@pytest.mark.parametrize("role", ROLES)
def test_only_who_may(hospital: Hospital, clients: dict[str, httpx.Client], role: str, method: str, path: str) -> None:
    if path.endswith("/logout"):
        with hospital.client(None if role == "nobody" else role) as own:
            status = own.post("/auth/logout").status_code
    else:
        address = hospital.url + filled(path)
        body = {"json": BODY} if path == INTENTS else {}
        status = clients[role].request(method, address, **body).status_code  # type: ignore[arg-type] # a JSON body
    if role in ALLOWED[method, path]:
        # what is asked for does not exist, or no body was sent: past the gate all the same
        assert status in (200, 204, 400, 404, 422)
    else:
        assert status == (401 if role == "nobody" else 403)


@pytest.mark.parametrize("path", sorted({path for _, path in ALLOWED}), ids=lambda path: path.removeprefix("/api/v1"))
def test_other_methods_and_spellings_open_nothing(
    clients: dict[str, httpx.Client], hospital: Hospital, path: str
) -> None:
    address = hospital.url + filled(path)
    known = {method for method, one in ALLOWED if one == path}
    for method in {"get", "post", "put", "patch", "delete", "head", "options", "trace"} - known:
        assert clients["supervisor"].request(method, address).status_code in (404, 405), method
    for other in (address + "/", address.upper().replace("HTTP", "http"), address.replace("/api/", "/api//")):
        assert clients["supervisor"].get(other).status_code in (404, 405), other
