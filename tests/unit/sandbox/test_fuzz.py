"""Random histories of random requests: the sandbox answers each with Stripe's shapes and never fails itself."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import re
from collections import Counter
from typing import Any
from urllib.parse import quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.sandbox.cards import TABLE
from pos_app.sandbox.params import PATH
from tests.support.processes import REPO
from tests.unit.sandbox.conftest import Inside, build

SHAPES: dict[str, Any] = json.loads(PATH.read_text())
CONTRACT = REPO.parent / "shared" / "stripe" / "stripe_contract.py"
_METHODS = [card.method for card in TABLE]
_WORDS = st.sampled_from(["", "usd", "card", "null", "a@b.example", "https://x.example/", "7"])
_JUNK = _WORDS | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_INTEGERS = st.sampled_from(["0", "1", "50", "99999999", "100000000", "-1", "2027", "12", str(2**63)])
_SENSIBLE: dict[str, list[str]] = {
    "currency": ["usd", "usd", "eur", "jpy", "kwd"],
    "amount": ["100", "5000", "14800"],
    "amount_to_capture": ["100", "5000"],
    "limit": ["1", "3", "100"],
    "email": ["a@b.example"],
    "receipt_email": ["a@b.example"],
    "return_url": ["https://x.example/?a=1"],
    "url": ["http://127.0.0.1:9/x"],
    "number": [card.number for card in TABLE],
    "cvc": ["123"],
    "exp_month": ["12"],
    "exp_year": ["2040"],
    "country": ["US"],
    "query": ["status:'succeeded'", "amount>100 OR currency:'usd'", "-metadata['a']:null"],
    "token": ["tok_visa", "tok_amex"],
    "uncategorized_text": ["winning_evidence", "losing_evidence"],
    "confirm": ["true"],
    "enabled": ["true"],
    "type": ["card"],
    "api_version": [SHAPES["version"]],
}
_EXPANDED = (
    "latest_charge latest_charge.balance_transaction latest_charge.refunds customer payment_method "
    "data.customer charge balance_transaction payment_intent data.latest_charge.balance_transaction data.source "
    "location invoice_settings.default_payment_method payment_method.customer refunds data"
).split()


def _resolve(kind: Any) -> Any:
    while isinstance(kind, dict) and "is" in kind:
        kind = SHAPES["types"][kind["is"]]
    return kind


@st.composite
def _fill(draw: st.DrawFn, kind: Any, at: str, depth: int) -> list[tuple[str, str]]:
    """Pairs for one parameter: mostly of the type it wants."""
    kind = _resolve(kind)
    name = re.split(r"[\[\]]+", at.rstrip("]"))[-1]
    if depth > 5 or draw(st.integers(0, 60)) == 0:
        return [(at, draw(_JUNK))]
    if at.startswith("expand["):
        return [(at, draw(st.sampled_from(_EXPANDED)))]
    if name in _SENSIBLE and "hash" not in kind and draw(st.integers(0, 9)):
        return [(at, draw(st.sampled_from(_SENSIBLE[name])))]
    if isinstance(kind, str):
        return [(at, draw({"integer": _INTEGERS, "boolean": st.sampled_from(["true", "false"])}.get(kind, _JUNK)))]
    if "any" in kind:
        return draw(_fill(draw(st.sampled_from(kind["any"])), at, depth))
    if "one" in kind:
        return [(at, draw(st.sampled_from(kind["one"])))]
    if "max" in kind:
        return [(at, draw(_JUNK))]
    if "list" in kind:
        return [
            pair
            for number in range(draw(st.integers(0, 2)))
            for pair in draw(_fill(kind["list"], f"{at}[{number}]", depth + 1))
        ]
    if "map" in kind:
        return [
            pair
            for name in draw(st.lists(_WORDS, max_size=2))
            for pair in draw(_fill(kind["map"], f"{at}[{name}]", depth + 1))
        ]
    return draw(_hash(kind, at, depth + 1))


@st.composite
def _hash(draw: st.DrawFn, kind: Any, at: str, depth: int) -> list[tuple[str, str]]:
    names = list(kind.get("hash", {}))
    chosen = {name for name in kind.get("required", []) if draw(st.integers(0, 40))}
    if names:
        chosen |= set(draw(st.lists(st.sampled_from(names), max_size=2)))
    if draw(st.integers(0, 60)) == 0:
        chosen.add("nonsense")
    pairs = []
    for name in sorted(chosen):
        where = f"{at}[{name}]" if at else name
        pairs += draw(_fill(kind.get("hash", {}).get(name, "string"), where, depth))
    return pairs


@st.composite
def _history(draw: st.DrawFn) -> list[tuple[str, list[tuple[str, str]], int]]:
    """Operations with their parameters; the number picks ids of objects made so far."""
    busy = [name for name in SHAPES["operations"] if "intents" in name or "refund" in name or "reader" in name]
    steps = []
    for _ in range(draw(st.integers(1, 14))):
        operation = draw(st.sampled_from(busy) | st.sampled_from(sorted(SHAPES["operations"])))
        kind = SHAPES["operations"][operation]
        steps.append((operation, draw(_hash(kind, "", 0)), draw(st.integers(0, 2**32))))
    return steps


_IDS = {
    "payment_intent": "payment_intent",
    "charge": "charge",
    "customer": "customer",
    "payment_method": "payment_method",
    "setup_intent": "setup_intent",
    "location": "terminal.location",
    "confirmation_token": "confirmation_token",
    "default_payment_method": "payment_method",
    "registration_code": "",
}
_COLLECTIONS = {
    "payment_intents": "payment_intent",
    "charges": "charge",
    "customers": "customer",
    "payment_methods": "payment_method",
    "refunds": "refund",
    "setup_intents": "setup_intent",
    "disputes": "dispute",
    "events": "event",
    "webhook_endpoints": "webhook_endpoint",
    "locations": "terminal.location",
    "readers": "terminal.reader",
    "payouts": "payout",
    "balance_transactions": "balance_transaction",
    "confirmation_tokens": "confirmation_token",
}


class _World:
    """The ids there are, and the sums that must hold."""

    def __init__(self, inside: Inside) -> None:
        self.inside = inside

    def pick(self, kind: str, number: int) -> str:
        rows = self.inside.api.engine.store.rows("SELECT id FROM objects WHERE kind = ? ORDER BY seq", (kind,))
        return str(rows[number % len(rows)]["id"]) if rows else "none"

    def begin(self) -> None:
        """A world with something of everything, so that random requests meet objects in every state."""
        inside = self.inside
        customer = inside.post("/v1/customers", "email=a@b.example")["id"]
        plain = "amount=5000&currency=usd&automatic_payment_methods[enabled]=true"
        pay = plain + "&automatic_payment_methods[allow_redirects]=never&confirm=true&payment_method="
        for card in ("visa", "pendingRefund", "createDispute", "authenticationRequired"):
            inside.post("/v1/payment_intents", pay + "pm_card_" + card)
        inside.post("/v1/payment_intents", pay + f"pm_card_visa&customer={customer}&setup_future_usage=off_session")
        inside.post("/v1/payment_intents", pay + "pm_card_refundFail&capture_method=manual")
        paid = inside.post("/v1/payment_intents", pay + "pm_card_refundFail")["id"]
        inside.post("/v1/payment_intents", plain)
        reader_only = plain.replace("automatic_payment_methods[enabled]=true", "")
        inside.post("/v1/payment_intents", reader_only + "allowed_payment_method_types[]=card_present")
        inside.post("/v1/refunds", f"payment_intent={paid}&amount=1000")
        inside.post("/v1/setup_intents", f"customer={customer}")
        where = inside.post("/v1/terminal/locations", "display_name=x&address[country]=US")["id"]
        inside.post("/v1/terminal/readers", f"registration_code=simulated-wpe&location={where}")
        inside.post("/v1/test_helpers/confirmation_tokens", "payment_method=pm_card_visa")
        inside.post("/v1/webhook_endpoints", "url=http://127.0.0.1:9/x&enabled_events[]=*")
        inside.advance(60)

    def parameters(self, pairs: list[tuple[str, str]], number: int) -> str:
        return "&".join(f"{quote_plus(name)}={quote_plus(self._value(name, value, number))}" for name, value in pairs)

    def _value(self, name: str, value: str, number: int) -> str:
        last = re.split(r"[\[\]]+", name.rstrip("]"))[-1]
        if number % 7 == 0 or last not in _IDS:
            return value
        if last == "registration_code":
            return "simulated-wpe"
        if last == "payment_method" and number % 3:
            return _METHODS[number % len(_METHODS)]
        return self.pick(_IDS[last], number)

    def path(self, template: str, number: int) -> str:
        parts = template.split("/")
        for place, part in enumerate(parts):
            if part.startswith("{"):
                parts[place] = self.pick(_COLLECTIONS.get(parts[place - 1], ""), number)
        return "/".join(parts)

    def check_sums(self) -> None:
        """Money out is never more than money in, charge by charge, and the objects agree with the account book."""
        store = self.inside.api.engine.store
        booked: Counter[tuple[str, str]] = Counter()
        for line in self.inside.api.engine.ledger.lines():
            assert line["amount"] > 0
            if line.get("charge"):
                booked[line["charge"], line["kind"]] += line["amount"]
        for row in store.rows("SELECT body FROM objects WHERE kind = 'charge'"):
            charge = json.loads(row["body"])
            taken = booked[charge["id"], "charge"]
            back = booked[charge["id"], "refund"] - booked[charge["id"], "refund_failed"]
            assert taken == charge["amount_captured"]
            assert 0 <= back <= taken
            if charge["captured"]:
                assert back == charge["amount_refunded"]


@pytest.fixture(scope="module")
def checker() -> Any:
    if not CONTRACT.is_file():
        pytest.skip(f"the checker of Stripe's published shapes is not at {CONTRACT}")
    spec = importlib.util.spec_from_file_location("stripe_contract", CONTRACT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Contract()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(history=_history())
def test_random_histories(checker: Any, history: list[tuple[str, list[tuple[str, str]], int]]) -> None:
    loop = asyncio.new_event_loop()
    inside = Inside(build(), loop)
    world = _World(inside)
    try:
        world.begin()
        for operation, pairs, number in history:
            method, template = operation.split(" ")
            path, form = world.path(template, number), world.parameters(pairs, number)
            if method == "POST":
                answer = inside.ask(method, path, form, **{"Idempotency-Key": f"k{number % 50}"})
            else:
                answer = inside.ask(method, f"{path}?{form}")
            assert answer.status_code < 500, (operation, form, answer.text)
            found = checker.check_response(
                method, path, answer.status_code, answer.content, dict(answer.headers), _expands(pairs)
            )
            assert found == [], (operation, form, answer.text)
            if number % 5 == 0:
                inside.advance(number % 1_000_000)
        inside.advance(30 * 24 * 3600)
        world.check_sums()
        for row in inside.api.engine.store.rows("SELECT body FROM objects WHERE kind = 'event'"):
            assert checker.check_event(json.loads(row["body"])) == []
    finally:
        inside.api.close()
        inside.api.engine.store.close()
        loop.close()


def _expands(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    return {"expand": [value for name, value in pairs if name.startswith("expand[")]}


@settings(max_examples=60, deadline=None)
@given(
    method=st.sampled_from(["GET", "POST", "DELETE", "PUT", "PATCH", "OPTIONS"]),
    path=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="?#\\"), max_size=30),
    body=st.binary(max_size=100),
    key=st.sampled_from(["sk_test_x", "pk_test_x", "sk_live_x", "x", ""]),
)
def test_junk_is_refused(method: str, path: str, body: bytes, key: str) -> None:
    loop = asyncio.new_event_loop()
    inside = Inside(build(), loop)
    try:
        answer = inside.ask(method, "/v1/" + quote_plus(path), body, key=key)
        assert answer.status_code < 500
    finally:
        inside.api.close()
        inside.api.engine.store.close()
        loop.close()
