"""What the gateway makes of every kind of answer, above all of those that are none."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pos_app.server.gateway import (
    CardDeclined,
    NewIntent,
    ProcessorBusy,
    ProcessorError,
    ProcessorRefused,
    ProcessorUnknown,
)
from pos_app.server.gateway.stripe_service import StripeService
from tests.support.odd_server import OddServer, Reply, odd_server

NEW = NewIntent("1b4e28ba-2fa1-41d2-883f-0016d3cca427", "inv-1", 14800, "usd")
SINCE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def intent(**other: Any) -> dict[str, Any]:
    return {
        "id": "pi_1",
        "object": "payment_intent",
        "status": "requires_payment_method",
        "amount": 14800,
        "amount_received": 0,
        "currency": "usd",
        "livemode": False,
        "client_secret": "pi_1_secret_x",
        "latest_charge": None,
        "last_payment_error": None,
        "metadata": {"attempt_id": NEW.attempt_id},
        "customer": None,
        **other,
    }


def service(server: OddServer, **other: Any) -> StripeService:
    return StripeService("sk_test_sample", (), server.url, **{"sleep": lambda _: None, **other})


def outcome(*replies: Reply, **other: Any) -> ProcessorError | object:
    with odd_server(*replies) as server:
        try:
            return service(server, **other).create_intent(NEW, "key")
        except ProcessorError as error:
            return error


HTML = Reply(200, b"<html><body>Sign in to the hospital's network</body></html>", "text/html")
UNKNOWN = {
    "a page of HTML with status 200": HTML,
    "a proxy's error page": Reply(502, b"<html>Bad gateway</html>", "text/html"),
    "a proxy's refusal, which is not Stripe's": Reply(403, b"<html>Blocked</html>", "text/html"),
    "JSON that is no object": Reply(200, b'["a"]'),
    "JSON of something else": Reply.json({"object": "customer", "id": "cus_1"}),
    "an intent without its amount": Reply.json({k: v for k, v in intent().items() if k != "amount"}),
    "an amount that is no number": Reply.json(intent(amount="148.00")),
    "an intent without its mode": Reply.json(intent(livemode=None)),
    "half an answer": Reply(200, b'{"id": "pi_1", "object": "payment_intent"}', cut=12),
    "no byte at all": Reply(silent=True),
    "Stripe's own error": Reply.error(500, type="api_error", message="Something went wrong"),
    "a 503 of Stripe": Reply.error(503, type="api_error", message="Down"),
    "not UTF-8": Reply(200, b'{"id": "\xff\xfe"}'),
    "an empty body": Reply(200, b""),
    "a refusal with no error in it": Reply(400, b"{}"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_no_answer_is_unknown(name: str) -> None:
    found = outcome(UNKNOWN[name])
    assert type(found) is ProcessorUnknown, found
    assert found.answered == name.startswith(("Stripe's", "a 503", "a proxy's error"))


def test_silence_is_unknown_within_the_time_given() -> None:
    hang = threading.Event()
    try:
        found = outcome(Reply(hang=hang), read_seconds=1)
    finally:
        hang.set()
    assert type(found) is ProcessorUnknown


def test_nobody_listening_is_unknown() -> None:
    with odd_server(Reply()) as server:
        address = server.url
    with pytest.raises(ProcessorUnknown):
        StripeService("sk_test_sample", (), address, sleep=lambda _: None).create_intent(NEW, "key")


@pytest.mark.parametrize(
    "reply",
    [
        Reply.error(429, type="invalid_request_error", code="rate_limit", message="Too many requests"),
        Reply.error(429, type="invalid_request_error", code="lock_timeout", message="Locked"),
        Reply.error(409, type="idempotency_error", code="idempotency_key_in_use", message="In use"),
    ],
)
def test_busy_is_neither_refused_nor_unknown(reply: Reply) -> None:
    assert type(outcome(reply)) is ProcessorBusy


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply.error(400, type="invalid_request_error", code="amount_too_small", message="x"), "amount_too_small"),
        (Reply.error(404, type="invalid_request_error", code="resource_missing", message="x"), "resource_missing"),
        (Reply.error(401, type="invalid_request_error", message="Invalid API Key"), "invalid_request_error"),
        (Reply.error(403, type="invalid_request_error", message="x"), "invalid_request_error"),
        (Reply.error(400, type="idempotency_error", message="Other parameters"), "idempotency_error"),
    ],
)
def test_a_refusal_keeps_stripes_code(reply: Reply, code: str) -> None:
    found = outcome(reply)
    assert type(found) is ProcessorRefused
    assert found.code == code


def test_a_decline_carries_reason_and_charge() -> None:
    found = outcome(
        Reply.error(
            402,
            type="card_error",
            code="card_declined",
            decline_code="insufficient_funds",
            message="Your card has insufficient funds.",
            charge="ch_1",
        )
    )
    assert isinstance(found, CardDeclined)
    assert (found.code, found.decline_code, found.charge) == ("card_declined", "insufficient_funds", "ch_1")


def test_a_second_try_uses_the_same_key() -> None:
    with odd_server(Reply(silent=True), Reply.json(intent())) as server:
        made = service(server).create_intent(NEW, "attempt:create")
    assert made.id == "pi_1"
    assert [asked.headers["Idempotency-Key"] for asked in server.asked] == ["attempt:create"] * 2


def test_nothing_but_opaque_ids_amount_and_currency_leaves() -> None:
    with odd_server(Reply.json(intent())) as server:
        service(server).create_intent(NEW, "key")
    sent = parse_qs(server.asked[0].body)
    assert sent == {
        "amount": ["14800"],
        "currency": ["usd"],
        "automatic_payment_methods[enabled]": ["true"],
        "automatic_payment_methods[allow_redirects]": ["never"],
        "metadata[attempt_id]": [NEW.attempt_id],
        "metadata[invoice_id]": ["inv-1"],
    }
    assert "telemetry_id" not in server.asked[0].headers["X-Stripe-Client-User-Agent"]


def test_the_card_comes_from_the_charge() -> None:
    charge = {
        "id": "ch_1",
        "object": "charge",
        "payment_method_details": {
            "type": "card",
            "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2030},
        },
    }
    with odd_server(Reply.json(intent(status="succeeded", amount_received=14800, latest_charge=charge))) as server:
        found = service(server).read_intent("pi_1")
    assert found.card is not None
    assert (found.card.brand, found.card.last4, found.card.exp_month, found.card.exp_year) == ("visa", "4242", 12, 2030)
    assert (found.status, found.amount_received, found.latest_charge) == ("succeeded", 14800, "ch_1")


def test_the_reason_of_the_last_failure_is_read() -> None:
    error = {
        "type": "card_error",
        "code": "card_declined",
        "decline_code": "lost_card",
        "message": "Your card was declined.",
        "charge": "ch_9",
        "payment_method": {"id": "pm_1", "type": "card", "card": {"brand": "visa", "last4": "9987"}},
    }
    with odd_server(Reply.json(intent(last_payment_error=error, latest_charge="ch_9"))) as server:
        found = service(server).read_intent("pi_1").error
    assert found is not None
    assert (found.code, found.decline_code, found.charge, found.key) == ("card_declined", "lost_card", "ch_9", "ch_9")
    assert found.card is not None
    assert found.card.last4 == "9987"


@pytest.mark.parametrize("bad", ["", "../charges", "pi_1/confirm", "pi_1?x", "pi 1", "é"])
def test_an_id_that_is_none_is_never_put_into_an_address(bad: str) -> None:
    with odd_server(Reply.json(intent())) as server:
        with pytest.raises(ProcessorRefused):
            service(server).read_intent(bad)
        assert server.asked == []


def test_an_intent_whose_creation_went_unanswered_is_found_by_its_attempt() -> None:
    pages = [
        Reply.json({"object": "list", "has_more": True, "data": [intent(id="pi_9", metadata={})]}),
        Reply.json({"object": "list", "has_more": False, "data": [intent()]}),
    ]
    with odd_server(*pages) as server:
        found = service(server).find_intent(NEW.attempt_id, SINCE)
    assert found is not None
    assert found.id == "pi_1"
    queries = [parse_qs(urlsplit(one.path).query) for one in server.asked]
    assert queries[1]["starting_after"] == ["pi_9"]
    assert queries[0]["created[gte]"] == [str(int(SINCE.timestamp()) - 3600)]
    assert queries[0]["created[lt]"] == [str(int(SINCE.timestamp()) + 3600)]


def test_an_intent_whose_creation_was_sent_again_much_later_is_found_too() -> None:
    nothing = Reply.json({"object": "list", "has_more": False, "data": []})
    later = Reply.json({"object": "list", "has_more": False, "data": [intent()]})
    with odd_server(nothing, later) as server:
        found = service(server).find_intent(NEW.attempt_id, SINCE)
    assert found is not None
    assert parse_qs(urlsplit(server.asked[1].path).query)["created[gte]"] == [str(int(SINCE.timestamp()) + 3600)]


def test_an_intent_that_was_never_made_is_not_found() -> None:
    with odd_server(Reply.json({"object": "list", "has_more": False, "data": [intent(metadata={})]})) as server:
        assert service(server).find_intent(NEW.attempt_id, SINCE) is None


def test_the_mode_is_the_keys() -> None:
    assert StripeService("sk_live_x").livemode
    assert StripeService("rk_live_x").livemode
    assert not StripeService("sk_test_x").livemode
