"""Webhooks of anybody but Stripe: refused before they are read, and a thousand of the same are one."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import func, select

from pos_app.exits import CONFIGURATION
from pos_app.server.models import Receipt, StripeEvent
from tests.integration.payments.desk import Desk, at_once
from tests.security.watch import Watch
from tests.support.processes import WEBHOOK_PATH, Program
from tests.support.waiting import until

FORGED = "webhook_signature_invalid"


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "garbage",
        "t=1,v1=x",
        "t=,v1=",
        "v1=" + "0" * 64,
        "t=" + "9" * 400 + ",v1=" + "0" * 64,
        "t=-1,v1=" + "0" * 64,
        "=,=,=",
        "," * 1000,
        "é=1",
        "t=1795443218,v1=" + "0" * 64 + "," + ",".join(["v1=" + "1" * 64] * 100),
    ],
    ids=lambda text: text[:20] or "none",
)
def test_no_signature_or_garbage(desk: Desk, watch: Watch, signature: str) -> None:
    """Row 17: no signature, garbage."""
    body = desk.event("pi_of_nobody")
    headers = [(b"Stripe-Signature", signature.encode())]
    watch.refused(lambda: httpx.post(desk.stack.url + WEBHOOK_PATH, content=body, headers=headers), 400, FORGED)


def test_no_signature_header_at_all_and_two_of_them(desk: Desk, watch: Watch) -> None:
    """Row 17: none, and one that hides behind another."""
    body = desk.event("pi_of_nobody")
    url = desk.stack.url + WEBHOOK_PATH
    watch.refused(lambda: httpx.post(url, content=body), 400, FORGED)
    two = [("Stripe-Signature", "t=1,v1=x"), ("Stripe-Signature", "t=1,v1=y")]
    watch.refused(lambda: httpx.post(url, content=body, headers=two), 400, FORGED)


def test_only_the_old_scheme(desk: Desk, watch: Watch) -> None:
    """Row 17: only v0=, which anybody could be made to accept."""
    body = desk.event("pi_of_nobody")
    signature = desk.sign(body).replace("v1=", "v0=")
    watch.refused(lambda: desk.deliver(body, signature), 400, FORGED)


@pytest.mark.parametrize("secret", ["whsec_other", "", "none", "sk_test_sample", "whsec_"])
def test_signed_with_another_secret_or_the_empty_one(desk: Desk, watch: Watch, secret: str) -> None:
    """Row 18."""
    body = desk.event("pi_of_nobody")
    watch.refused(lambda: desk.deliver(body, desk.sign(body, secret)), 400, FORGED)


@pytest.mark.parametrize("secret", ["", " ", ",", " , "])
def test_live_keys_without_a_webhook_secret_dont_start(tmp_path: Path, secret: str) -> None:
    """Row 18: no secret configured in live mode."""
    live = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'hmis.sqlite'}",
        "STRIPE_SECRET_KEY": "sk_live_sample",
        "STRIPE_PUBLISHABLE_KEY": "pk_live_sample",
        "STRIPE_WEBHOOK_SECRET": secret,
    }
    program = Program(["server", "--port", "0"], tmp_path, live)
    assert program.process.wait(60) == CONFIGURATION
    said = program.errors()
    assert "STRIPE_WEBHOOK_SECRET is not set, but the keys are live keys." in said
    assert "Traceback" not in said
    assert "sk_live_sample" not in said
    assert program.out.read_text() == ""
    assert not (tmp_path / "hmis.sqlite").exists()


def test_one_byte_changed(desk: Desk, watch: Watch) -> None:
    """Row 19: in the body, in the signature, in its time."""
    body = desk.event("cus_of_nobody", type="customer.created", data={"object": {"id": "cus_1", "object": "customer"}})
    good = desk.sign(body)
    stamp, mark = good.split(",")
    changed = [
        (body.replace(b"created", b"createD", 1), good),
        (body + b" ", good),
        (body[:-1], good),
        (body.replace(b": ", b":", 1), good),
        (b"\xef\xbb\xbf" + body, good),
        (body, f"{stamp},{mark[:-1]}{'0' if mark[-1] != '0' else '1'}"),
        (body, f"{stamp[:-1]}{(int(stamp[-1]) + 1) % 10},{mark}"),
        (body, f"{stamp},{mark[:-1]}"),
    ]
    for text, signature in changed:
        watch.refused(lambda text=text, signature=signature: desk.deliver(text, signature), 400, FORGED)
    assert desk.deliver(body, good).status_code == 200  # it was good until it was touched


@pytest.mark.parametrize("age", [301, 3600, 10**9, -3600])
def test_too_old_or_not_yet(desk: Desk, watch: Watch, age: int) -> None:
    """Row 20: 301 seconds old, and from the future."""
    body = desk.event("pi_of_nobody")
    signature = desk.sign(body, at=time.time() - age)
    watch.refused(lambda: desk.deliver(body, signature), 400, FORGED)


def test_a_valid_event_replayed_a_thousand_times_is_one(desk: Desk) -> None:
    """Row 22."""
    invoice = desk.invoice()
    attempt = desk.opened(invoice)
    desk.webhooks(deliver=False)
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    body = desk.event(attempt["stripe_payment_intent_id"])
    headers = {"Stripe-Signature": desk.sign(body)}
    with httpx.Client(timeout=60) as http:

        def replay(_: int) -> int:
            return sum(http.post(desk.stack.url + WEBHOOK_PATH, content=body, headers=headers).status_code == 200
                       for _ in range(125))  # fmt: skip

        assert sum(at_once(replay, 8)) == 1000
    desk.becomes(attempt["id"], "succeeded")
    event_id = body.decode().split('"id": "', 1)[1].split('"', 1)[0]

    def worked_on() -> bool:
        with desk.database.read() as session:
            return [row.state for row in session.scalars(select(StripeEvent).where(StripeEvent.id == event_id))] == [
                "done"
            ]

    until(worked_on, "the one event is done with")
    [payment] = desk.payments(invoice)
    with desk.database.read() as session:
        receipts = session.scalar(select(func.count()).select_from(Receipt).where(Receipt.payment_id == payment.id))
    assert receipts == 1
    assert len(desk.charges(invoice)) == 1
    assert desk.exceptions(invoice) == []


def test_a_huge_body_is_refused_before_it_is_hashed(desk: Desk, watch: Watch) -> None:
    """Row 23: 25 MB, announced and unannounced; well signed, so only its size can be the reason."""
    body = desk.event("pi_of_nobody", padding="x" * 25_000_000)
    watch.refused(lambda: desk.deliver(body), 413, "request_too_large")
    headers = {"Stripe-Signature": desk.sign(body)}

    def unannounced() -> httpx.Response:
        """In chunks; the server answers and hangs up in the middle, which not every client likes to hear."""
        return raw_answer(desk.stack.url, headers, body)

    watch.refused(unannounced, 413, "request_too_large")


def raw_answer(url: str, headers: dict[str, str], body: bytes) -> httpx.Response:
    """POST ``body`` chunk by chunk until the server has said something."""
    host, port = str(urlsplit(url).hostname), int(urlsplit(url).port or 80)
    lines = [f"POST {WEBHOOK_PATH} HTTP/1.1", f"Host: {host}", "Transfer-Encoding: chunked",
             *(f"{name}: {value}" for name, value in headers.items())]  # fmt: skip
    with socket.create_connection((host, port), timeout=30) as wire:
        wire.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
        try:
            for at in range(0, len(body), 65_536):
                part = body[at : at + 65_536]
                wire.sendall(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough
        return parsed(wire)


def parsed(wire: socket.socket) -> httpx.Response:
    """The answer on ``wire``, to its end."""
    received = b""
    while b"\r\n\r\n" not in received or not received.rstrip().endswith(b"}"):
        piece = wire.recv(65_536)
        if not piece:
            break
        received += piece
    head, _, content = received.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    return httpx.Response(
        int(status.split()[1]), headers=[tuple(line.split(": ", 1)) for line in lines], content=content
    )


def test_a_body_that_is_not_utf8(desk: Desk, watch: Watch) -> None:
    """Row 24: signed or not, it is no event."""
    for body in (b"\xff\xfe\x00", b'{"id": "\xff"}', desk.event("pi_x").decode().encode("utf-16"), b"\x80" * 1000):
        watch.refused(lambda body=body: desk.deliver(body), 400, "webhook_malformed")
        watch.refused(lambda body=body: desk.deliver(body, "t=1,v1=x"), 400, ("webhook_malformed", FORGED))


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"1", b'"evt"', b"{}", b'{"id": null}', b"[" * 50_000, b'{"a":' * 20_000, b'{"id": NaN}'],
    ids=lambda body: body[:12].decode() or "nothing",
)
def test_signed_nonsense(desk: Desk, watch: Watch, body: bytes) -> None:
    """Row 24: whoever has the secret can still send nonsense."""
    watch.refused(lambda: desk.deliver(body), 400, "webhook_malformed")
