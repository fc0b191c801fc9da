"""Only Stripe can tell us about Stripe: every way a delivery can be wrong."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

import pytest

from pos_app.server.gateway import EventForged, EventMalformed, Kind, Subject
from pos_app.server.gateway.stripe_service import StripeService

SECRET = "whsec_sample"


def event(**other: Any) -> dict[str, Any]:
    return {
        "id": "evt_1",
        "object": "event",
        "type": "payment_intent.succeeded",
        "livemode": False,
        "data": {"object": {"id": "pi_1", "object": "payment_intent"}},
        **other,
    }


BODY = json.dumps(event()).encode()


def sign(body: bytes, secret: str = SECRET, at: float | None = None, scheme: str = "v1") -> str:
    stamp = int(time.time() if at is None else at)
    made = hmac.new(secret.encode(), str(stamp).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={stamp},{scheme}={made}"


def service(*secrets: str) -> StripeService:
    return StripeService("sk_test_sample", secrets or (SECRET,))


def test_a_good_delivery_names_its_object() -> None:
    found = service().verify_event(BODY, sign(BODY))
    assert (found.id, found.type, found.object_id, found.subject, found.livemode) == (
        "evt_1",
        "payment_intent.succeeded",
        "pi_1",
        Subject(Kind.PAYMENT_INTENT, "pi_1"),
        False,
    )


def test_an_event_about_a_charge_names_its_intent() -> None:
    body = json.dumps(
        event(type="charge.succeeded", data={"object": {"id": "ch_1", "object": "charge", "payment_intent": "pi_7"}})
    ).encode()
    found = service().verify_event(body, sign(body))
    assert (found.object_id, found.subject) == ("ch_1", Subject(Kind.PAYMENT_INTENT, "pi_7"))


def forged() -> dict[str, str]:
    now = time.time()
    good = sign(BODY)
    return {
        "no signature": "",
        "garbage": "hello",
        "no timestamp": good.split(",", 1)[1],
        "no signature scheme": good.split(",", 1)[0],
        "only v0": sign(BODY, scheme="v0"),
        "another secret": sign(BODY, "whsec_other"),
        "the empty secret": sign(BODY, ""),
        "another body": sign(BODY + b" "),
        "301 seconds old": sign(BODY, at=now - 302),
        "from the future": sign(BODY, at=now + 400),
        "a timestamp changed after signing": good.replace("t=", "t=1"),
        "not ASCII": good + ",v1=é",
        "a timestamp that is no number": good.replace("t=", "t=x"),
        "a very long timestamp": good.replace("t=", "t=" + "1" * 5000),
    }


@pytest.mark.parametrize("name", forged())
def test_forgeries(name: str) -> None:
    with pytest.raises(EventForged):
        service().verify_event(BODY, forged()[name])


@pytest.mark.parametrize("place", range(0, len(BODY), 7))
def test_one_byte_changed(place: int) -> None:
    signature = sign(BODY)
    changed = bytearray(BODY)
    changed[place] ^= 1
    with pytest.raises(EventForged):
        service().verify_event(bytes(changed), signature)


def test_without_a_configured_secret_nothing_is_believed() -> None:
    for secrets in [(), ("",), (" ",)]:
        with pytest.raises(EventForged):
            StripeService("sk_test_sample", secrets).verify_event(BODY, sign(BODY, ""))


def test_while_a_secret_is_replaced_either_is_good() -> None:
    both = service("whsec_new", SECRET)
    for secret in ("whsec_new", SECRET):
        assert both.verify_event(BODY, sign(BODY, secret)).id == "evt_1"
    twice = sign(BODY, "whsec_gone") + "," + sign(BODY).split(",")[1]
    assert both.verify_event(BODY, twice).id == "evt_1"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"1",
        b"{}",
        json.dumps(event(object="charge")).encode(),
        json.dumps(event(id=7)).encode(),
        json.dumps(event(id="../../x")).encode(),
        json.dumps(event(type=None)).encode(),
        json.dumps(event(data={})).encode(),
        json.dumps(event(data={"object": {"id": 5, "object": "charge"}})).encode(),
        json.dumps(event(livemode="false")).encode(),
        b"[" * 100_000,
    ],
)
def test_signed_but_no_event(body: bytes) -> None:
    with pytest.raises(EventMalformed):
        service().verify_event(body, sign(body))


def test_a_body_that_is_not_utf_8() -> None:
    with pytest.raises(EventMalformed):
        service().verify_event(b'{"id": "\xff"}', sign(b'{"id": "\xff"}'))


def test_an_intent_id_that_is_none_is_not_looked_for() -> None:
    body = json.dumps(
        event(data={"object": {"id": "ch_1", "object": "charge", "payment_intent": "../../etc/passwd"}})
    ).encode()
    assert service().verify_event(body, sign(body)).subject is None
