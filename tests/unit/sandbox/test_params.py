"""Parameters: types, unknown and missing ones, limits; each complaint names the parameter as Stripe does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pos_app.sandbox.errors import ApiError
from pos_app.sandbox.forms import decode
from pos_app.sandbox.params import Parameters
from pos_app.sandbox.routes import table
from tests.support.processes import REPO

PARAMETERS = Parameters()
CREATE = "POST /v1/payment_intents"
GOOD = "amount=100&currency=usd"


def check(operation: str, raw: str, publishable: bool = False) -> dict[str, Any]:
    return PARAMETERS.check(operation, decode(raw.encode()), publishable)


def complaint(operation: str, raw: str, publishable: bool = False) -> tuple[str | None, str | None]:
    with pytest.raises(ApiError) as refused:
        check(operation, raw, publishable)
    assert refused.value.status == 400
    assert refused.value.remembered is False
    return refused.value.error.get("code"), refused.value.error.get("param")


def test_every_published_operation_is_played() -> None:
    assert set(PARAMETERS.operations()) <= {route.name for route in table().routes}
    assert len(PARAMETERS.operations()) == 82


def test_types() -> None:
    found = check(
        CREATE,
        GOOD + "&confirm=true&metadata[0]=a&expand[]=customer&off_session=one_off&shipping[name]=N"
        "&shipping[address][line1]=x",
    )
    assert found == {
        "amount": 100,
        "currency": "usd",
        "confirm": True,
        "metadata": {"0": "a"},
        "expand": ["customer"],
        "off_session": "one_off",
        "shipping": {"name": "N", "address": {"line1": "x"}},
    }
    assert check(CREATE, GOOD + "&off_session=true")["off_session"] is True
    assert check("POST /v1/payment_intents/{id}", "metadata=&receipt_email=") == {"metadata": "", "receipt_email": ""}
    assert check("GET /v1/payment_intents", "created[gte]=5&limit=3") == {"created": {"gte": 5}, "limit": 3}
    assert check("GET /v1/payment_intents", "created=5") == {"created": 5}


@pytest.mark.parametrize(
    ("raw", "code", "param"),
    [
        ("currency=usd", "parameter_missing", "amount"),
        ("amount=100", "parameter_missing", "currency"),
        (GOOD + "&invoice=7", "parameter_unknown", "invoice"),
        (GOOD + "&payment_method_types[]=card", "parameter_unknown", "payment_method_types"),
        (GOOD + "&automatic_payment_methods[x]=1", "parameter_unknown", "automatic_payment_methods[x]"),
        (GOOD + "&shipping[name]=N&shipping[address][x]=1", "parameter_unknown", "shipping[address][x]"),
        (GOOD + "&shipping[phone]=1", "parameter_missing", "shipping[address]"),
        ("amount=1.5&currency=usd", "parameter_invalid_integer", "amount"),
        ("amount=1e3&currency=usd", "parameter_invalid_integer", "amount"),
        ("amount=0x10&currency=usd", "parameter_invalid_integer", "amount"),
        ("amount=&currency=usd", "parameter_invalid_empty", "amount"),
        ("amount[a]=1&currency=usd", None, "amount"),
        ("amount=100&currency=", "parameter_invalid_empty", "currency"),
        (GOOD + "&confirm=yes", None, "confirm"),
        (GOOD + "&capture_method=later", None, "capture_method"),
        (GOOD + "&expand=customer", None, "expand"),
        (GOOD + "&expand[a]=customer", None, "expand"),
        (GOOD + "&metadata=x", None, "metadata"),
        (GOOD + "&metadata[a][b]=x", None, "metadata[a]"),
        (GOOD + "&description=" + "x" * 1001, None, "description"),
        (GOOD + "&client_secret=x", "parameter_unknown", "client_secret"),
        (GOOD + "&payment_method_data[type]=card", None, "payment_method_data[type]"),
    ],
)
def test_refused(raw: str, code: str | None, param: str) -> None:
    assert complaint(CREATE, raw) == (code, param)


def test_a_hash_is_unset_only_where_stripe_says_so() -> None:
    assert check("POST /v1/payment_intents/{id}", "shipping=") == {"shipping": ""}
    assert complaint(CREATE, GOOD + "&shipping=") == (None, "shipping")
    inputs = "POST /v1/terminal/readers/{id}/collect_inputs"
    assert complaint(inputs, "inputs[0]=") == (None, "inputs[0]")
    assert complaint(inputs, "inputs[0][type]=email&inputs[0][custom_text]=") == (None, "inputs[0][custom_text]")


def test_limits_of_metadata() -> None:
    fifty = "&".join(f"metadata[k{number}]=v" for number in range(50))
    assert len(check(CREATE, f"{GOOD}&{fifty}")["metadata"]) == 50
    assert complaint(CREATE, f"{GOOD}&{fifty}&metadata[more]=v") == (None, "metadata")
    assert check(CREATE, f"{GOOD}&metadata[{'k' * 40}]={'v' * 500}")
    assert complaint(CREATE, f"{GOOD}&metadata[{'k' * 41}]=v") == (None, "metadata")
    assert complaint(CREATE, f"{GOOD}&metadata[k]={'v' * 501}") == (None, "metadata[k]")


def test_a_browser_may_send_the_card() -> None:
    confirm = "POST /v1/payment_intents/{id}/confirm"
    raw = "client_secret=x&payment_method_data[type]=card&payment_method_data[card][number]=42&key=pk_test_x"
    found = check(confirm, raw, publishable=True)
    assert found["payment_method_data"] == {"type": "card", "card": {"number": "42"}}
    assert complaint(confirm, raw + "&payment_method_data[card][pin]=1", publishable=True) == (
        "parameter_unknown",
        "payment_method_data[card][pin]",
    )


def test_the_table_is_what_stripe_publishes() -> None:
    document = REPO.parent / "shared" / "stripe" / "stripe-openapi-trimmed.json"
    if not document.is_file():
        pytest.skip(f"Stripe's published shapes are not at {document}")
    spec = json.loads(document.read_text())
    assert spec["info"]["version"] == PARAMETERS.version
    published = {f"{method.upper()} {path}" for path, item in spec["paths"].items() for method in item}
    assert set(PARAMETERS.operations()) == published
