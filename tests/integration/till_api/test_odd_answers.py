"""Whatever answers in the server's place, the till gets a clear error, and a send stays unknown."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import httpx
import pytest

from pos_app.desktop.api import ApiProblem, HmisApi, OddAnswer, OutcomeUnknown, ServerUnreachable, may_retry
from pos_app.desktop.session import Link, Session
from pos_app.wire.invoices import ListFilter
from pos_app.wire.payments import CreatePaymentIntent
from tests.support.odd_server import OddServer, Reply, odd_server

WANTED = CreatePaymentIntent(invoice_id="i", patient_id="p", amount="148.00", currency="usd")
ROUTES: dict[str, Callable[[HmisApi], object]] = {
    "health": lambda api: api.health(),
    "info": lambda api: api.info(),
    "login": lambda api: api.login("cashier", "secret"),
    "me": lambda api: api.me(),
    "invoices": lambda api: api.invoices(status=ListFilter.OPEN),
    "counts": lambda api: api.invoice_counts(),
    "invoice": lambda api: api.invoice("i-1"),
    "create": lambda api: api.create_intent(str(uuid4()), WANTED),
    "intent": lambda api: api.intent("a-1"),
    "confirm": lambda api: api.confirm_intent("a-1"),
    "cancel": lambda api: api.cancel_intent("a-1"),
    "receipt": lambda api: api.receipt("a-1"),
    "receipt_pdf": lambda api: api.receipt_pdf("a-1"),
}
ODD = {
    "a log-in page of the network": Reply(200, b"<html>Welcome to the Wi-Fi</html>", "text/html"),
    "html said to be json": Reply(200, b"<html></html>"),
    "an empty object": Reply(200, b"{}"),
    "a list": Reply(200, b"[1, 2]"),
    "nothing": Reply(200, b""),
    "half of it": Reply(200, b'{"status": "ok", "datab'),
    "not UTF-8": Reply(200, b'{"status": "\xff\xfe"}'),
    "very deep": Reply(200, b"[" * 100_000),
    "a number with a million digits": Reply(200, b'{"version": ' + b"9" * 1_000_000 + b"}"),
    "wrong types": Reply.json({"id": 7, "items": "no", "status": [], "version": "x", "access_token": {}}),
    "a redirect": Reply(302, b"", "text/html"),
    "a bare 500": Reply(500, b"Internal Server Error", "text/plain"),
    "a bare 404": Reply(404, b"{}"),
    "a problem that is none": Reply(409, b"[]", "application/problem+json"),
    "cut off": Reply(200, b'{"status": "ok"}', cut=5),
    "no byte": Reply(silent=True),
}


@contextmanager
def client(server: OddServer | str, token: str = "") -> Iterator[HmisApi]:
    session = Session(server if isinstance(server, str) else server.url, "Front desk 3")
    session.link = Link(session.link.server, token)
    with httpx.Client(trust_env=False) as http:
        yield HmisApi(http, session)


@pytest.mark.parametrize("odd", list(ODD))
def test_every_route_calls_it_unknown(odd: str) -> None:
    with odd_server(ODD[odd]) as server, client(server) as api:
        for name, call in ROUTES.items():
            with pytest.raises(OutcomeUnknown) as caught:
                call(api)
            assert may_retry(caught.value), name


def test_too_much_is_cut_short() -> None:
    with (
        odd_server(Reply(200, b"[" + b" " * (5 * 1024 * 1024) + b"]")) as server,
        client(server) as api,
        pytest.raises(OddAnswer, match="too large"),
    ):
        api.invoices(status=ListFilter.OPEN)


def test_a_receipt_that_is_no_pdf() -> None:
    with (
        odd_server(Reply(200, b"MZ\x90", "application/pdf")) as server,
        client(server) as api,
        pytest.raises(OddAnswer),
    ):
        api.receipt_pdf("a-1")


def test_a_problem_is_certain_and_keeps_its_code() -> None:
    body = {"title": "Busy", "status": 503, "code": "database_busy", "detail": "Later.", "instance": "req-1"}
    problem = Reply(503, json.dumps(body).encode(), "application/problem+json")
    with odd_server(problem) as server, client(server) as api, pytest.raises(ApiProblem) as caught:
        api.me()
    error = caught.value
    assert (error.code, error.sentence, error.status, error.request_id) == ("database_busy", "Later.", 503, "req-1")
    assert may_retry(error)


def test_ids_that_could_leave_their_place_are_never_sent() -> None:
    with odd_server(Reply()) as server, client(server) as api:
        for odd in ("../admin", "a/b", "a?b", "", ".", "..", "a b", "x" * 300, "a\n", "%2e"):
            with pytest.raises(OddAnswer):
                api.invoice(odd)
        assert server.asked == []


def test_what_is_sent() -> None:
    with odd_server(Reply.json({"status": "ok"})) as server, client(server, "the-token") as api:
        with pytest.raises(OddAnswer):
            api.create_intent("a-1", WANTED)
        with pytest.raises(OddAnswer):
            api.invoices(status=ListFilter.ALL, q="ö & 1?", cursor="c=1")
    first, second = server.asked
    assert (first.method, first.path) == ("POST", "/api/v1/payments/stripe/payment-intents")
    assert first.headers["Idempotency-Key"] == "a-1"
    assert first.headers["Authorization"] == "Bearer the-token"
    assert json.loads(first.body)["amount"] == "148.00"
    assert second.path == "/api/v1/invoices?status=all&q=%C3%B6+%26+1%3F&site=mine&limit=50&cursor=c%3D1"


def test_no_error_holds_the_answers_text_or_the_token() -> None:
    secret = "Margaret Okafor 4021 7730"
    reply = Reply.json({"id": secret, "items": [{"patient": secret}], "access_token": [secret]})
    with odd_server(reply) as server, client(server, "the-token") as api:
        for name, call in ROUTES.items():
            with pytest.raises(OutcomeUnknown) as caught:
                call(api)
            text = repr(caught.value) + str(caught.value) + repr(caught.value.__cause__)
            assert secret not in text, name
            assert "the-token" not in text, name


def test_a_server_that_drips_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte at a time never runs into the socket's own time limit, so the whole answer has one too."""
    stop = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
            while not stop.wait(0.01):
                try:
                    connection.sendall(b" ")
                except OSError:
                    return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    monkeypatch.setattr("pos_app.desktop.api.SLOW_SECONDS", -4.5)  # of 5 seconds, half a second is left
    try:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with client(url) as api, pytest.raises(ServerUnreachable, match="too slowly"):
            api.health()
    finally:
        stop.set()
        thread.join(5)
        listening.close()


def test_a_card_number_pasted_into_the_search_is_in_no_address() -> None:
    """Addresses are written down by whatever stands between till and server."""
    counts = dict.fromkeys(("open", "part_paid", "checking", "paid_today", "all"), 0)
    with odd_server(Reply.json({"items": []}), Reply.json(counts)) as server, client(server) as api:
        for typed in ("4242 4242 4242 4242", "okafor 4242424242424242"):
            api.invoices(status=ListFilter.OPEN, q=typed)
            server.replies[:] = [Reply.json(counts)]
            api.invoice_counts(q=typed)
            server.replies[:] = [Reply.json({"items": []})]
    assert len(server.asked) == 4
    for asked in server.asked:
        shown = str(httpx.URL(f"http://till.example{asked.path}").params["q"])
        assert shown.endswith("•••• 4242")
        assert shown.count("4242") == 1
