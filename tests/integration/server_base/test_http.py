"""What every request meets: headers, hosts, bodies, errors, the description of the API."""

from __future__ import annotations

import json
import re
import socket

import httpx
import pytest
from sqlalchemy import text

from tests.integration.server_base.conftest import Hospital, problem


def post(hospital: Hospital, body: bytes | str, path: str = "/auth/login", **headers: str) -> httpx.Response:
    with hospital.client() as http:
        return http.post(path, content=body, headers={"content-type": "application/json", **headers})


def test_info_and_health_need_no_log_in(hospital: Hospital) -> None:
    with hospital.client() as http:
        info, health = http.get("/info").json(), http.get("/health").json()
    assert (info["product"], info["hospital"], info["mode"]) == ("hmis-pos", "Larkfield General Hospital", "test")
    assert (health["status"], health["database"]) == ("ok", "ok")


@pytest.mark.parametrize("path", ["/info", "/invoices", "/nowhere", "/auth/login"])
def test_every_answer_has_its_id_and_its_headers(hospital: Hospital, path: str) -> None:
    with hospital.client() as http:
        one, two = http.get(path, headers={"Origin": "https://evil.example"}), http.get(path)
    assert one.headers["x-request-id"] != two.headers["x-request-id"]
    assert one.headers["x-content-type-options"] == "nosniff"
    assert one.headers["referrer-policy"] == "no-referrer"
    assert one.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in one.headers["content-security-policy"]
    assert "default-src 'none'" in one.headers["content-security-policy"]
    assert not [name for name in one.headers if name.startswith("access-control-")]
    assert "server" not in one.headers


def test_an_id_from_outside_is_not_ours(hospital: Hospital) -> None:
    with hospital.client() as http:
        assert http.get("/info", headers={"X-Request-Id": "forged"}).headers["x-request-id"] != "forged"


def test_nothing_there(hospital: Hospital) -> None:
    with hospital.client() as http:
        for path in ("/nowhere", "/info/", "/INFO", "/invoices/../../etc/passwd", "/auth"):
            answer = http.get(path)
            problem(answer, 404, "not_found")
            assert "location" not in answer.headers


def test_another_method(hospital: Hospital) -> None:
    with hospital.client() as http:
        problem(http.delete("/info"), 405, "method_not_allowed")
        problem(http.options("/invoices"), 405, "method_not_allowed")
        assert http.head("/info").status_code == 405


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"username": "cashier", "password": "x", "role": "admin"}',
        b'{"username": "cashier", "username": "admin", "password": "x"}',
        b'{"username": "cashier"}',
        b'{"username": "", "password": "x"}',
        b'{"username": NaN, "password": "x"}',
        b'{"username": 5, "password": "x"}',
        b"[" * 30_000,
        json.dumps({"username": "x" * 200, "password": "x"}).encode(),
    ],
)
def test_a_malformed_request(hospital: Hospital, body: bytes) -> None:
    found = problem(post(hospital, body), 422, "malformed_request")
    assert found["fields"]


def test_what_was_wrong_is_named_but_not_repeated(hospital: Hospital) -> None:
    body = json.dumps({"username": "cashier", "password": "x", "till": ["4242424242424242"]})
    answer = post(hospital, body)
    assert list(problem(answer, 422, "malformed_request")["fields"]) == ["till"]  # type: ignore[call-overload] # json
    assert "4242" not in answer.text


def test_a_body_that_is_no_json(hospital: Hospital) -> None:
    problem(post(hospital, "username=cashier", **{"content-type": "text/plain"}), 422, "malformed_request")


def test_a_body_that_is_too_large(hospital: Hospital) -> None:
    problem(post(hospital, b" " * 70_000), 413, "request_too_large")
    with hospital.client() as http:
        pieces = (b" " * 1000 for _ in range(100))
        problem(http.post("/auth/login", content=pieces), 413, "request_too_large")


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", None])
def test_json_that_is_not_said_to_be_json(hospital: Hospital, kind: str | None) -> None:
    headers = {"Content-Type": kind} if kind else {}
    with hospital.client() as http:
        answer = http.post("/auth/login", content=b'{"username": "cashier", "password": "x"}', headers=headers)
    assert (answer.status_code, answer.json()["fields"]) == (422, {"Content-Type": "must be application/json"})


def test_a_route_without_a_body_takes_no_large_one_either(hospital: Hospital) -> None:
    with hospital.client() as http:
        problem(http.request("GET", "/info", content=b"x" * 70_000), 413, "request_too_large")


def raw(hospital: Hospital, request: bytes) -> bytes:
    host, port = hospital.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


@pytest.mark.parametrize(
    "host",
    [
        b"evil.example", b"127.0.0.1.evil.example", b"evil.example:80", b"", b"127.0.0.1:80@evil.example",
        b"127.0.0.1:evil.example", b"127.0.0.1:80:80", b"[127.0.0.1]evil.example",
    ],
)  # fmt: skip
def test_a_forged_host(hospital: Hospital, host: bytes) -> None:
    answer = raw(hospital, b"GET /api/v1/info HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in answer
    assert b"evil" not in answer


@pytest.mark.parametrize("host", [b"127.0.0.1", b"localhost", b"LOCALHOST:1", b"[::1]:80"])
def test_our_own_host(hospital: Hospital, host: bytes) -> None:
    answer = raw(hospital, b"GET /api/v1/info HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200")


def test_two_lengths_for_one_body(hospital: Hospital) -> None:
    """Behind a proxy that believes the one and not the other, what follows would be a request of somebody else's."""
    head = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    smuggled = b"0\r\n\r\nGET /api/v1/info HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    for first, second in (
        (b"Content-Length: 4", b"Transfer-Encoding: chunked"),
        (b"Content-Length: 4", b"Content-Length: 5"),
    ):
        answer = raw(hospital, head + first + b"\r\n" + second + b"\r\n\r\n" + smuggled)
        assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 422"))
        assert answer.count(b"HTTP/1.1") == 1, "nothing of the rest is answered"


def test_half_a_letter_is_no_text(hospital: Hospital) -> None:
    body = rb'{"username": "cashier", "password": "sample-cashier", "till": "\ud800x"}'
    problem(post(hospital, body), 422, "malformed_request")


@pytest.mark.parametrize("till", ["Front\ndesk", "Desk \u202e3", "\u200b", "Desk\u00ad 3", " ", "SERVER", "server "])
def test_a_till_is_called_by_what_can_be_read(hospital: Hospital, till: str) -> None:
    """Its name stands in the audit log, in a chain of its own: no second line, no other order, no other till's."""
    body = {"username": "cashier", "password": "sample-cashier", "till": till}
    with hospital.client() as http:
        problem(http.post("/auth/login", json=body), 422, "malformed_request")
        problem(http.post("/auth/sso/start", json={"till": till}), 422, "malformed_request")


def test_the_description_of_the_api(hospital: Hospital) -> None:
    with hospital.client() as http:
        found = http.get("/openapi.json").json()
        docs = http.get("/docs")
    assert docs.status_code == 200
    assert "frame-ancestors 'none'" in docs.headers["content-security-policy"]
    for path in ("/auth/login", "/auth/logout", "/auth/me", "/info", "/health", "/invoices", "/invoices/counts"):
        assert f"/api/v1{path}" in found["paths"]
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            assert "application/problem+json" in operation["responses"]["default"]["content"], (path, method)
            assert operation.get("summary"), (path, method)
    assert "HTTPValidationError" not in json.dumps(found)
    names = [o["operationId"] for operations in found["paths"].values() for o in operations.values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) and "api" not in name for name in names), names
    assert {tag for ops in found["paths"].values() for o in ops.values() for tag in o["tags"]} == {
        tag["name"] for tag in found["tags"] if tag["description"]
    }
    assert "Problem" in found["components"]["schemas"]
    assert found["components"]["schemas"]["LoginRequest"]["properties"]["username"]["examples"]


def test_requests_answers_and_errors_come_with_examples(hospital: Hospital) -> None:
    with hospital.client() as http:
        found = http.get("/openapi.json").json()
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            described = {"request": operation["requestBody"]} if "requestBody" in operation else {}
            described |= operation["responses"]
            for where, part in described.items():
                for kind, content in part.get("content", {}).items():
                    if "pdf" not in kind:
                        assert "example" in content, (method, path, where, kind)
                    if where.isdigit() and int(where) >= 400 and kind == "application/problem+json":
                        assert str(content["example"]["status"]) == where, (method, path, where)
            if "security" in operation:
                assert "401" in operation["responses"], (method, path)
    paying = found["paths"]["/api/v1/payments/stripe/payment-intents"]["post"]["responses"]
    assert {"200", "201", "400", "401", "403", "404", "409", "422", "502", "503", "504"} <= set(paying)
    confirming = found["paths"]["/api/v1/payments/stripe/payment-intents/{reference}/confirm"]["post"]["responses"]
    assert "card_declined" in json.dumps(confirming["402"])
    events = found["paths"]["/api/v1/payments/stripe/webhooks"]["post"]
    assert "Stripe-Signature" in [p["name"] for p in events["parameters"]]


def test_an_unexpected_error_tells_nothing_but_its_number(hospital: Hospital) -> None:
    with hospital.client("auditor") as http:
        invoice = http.get("/invoices", params={"status": "all"}).json()["items"][-1]["id"]
        with hospital.database.read() as session:
            currency = session.scalar(text("SELECT currency FROM invoices WHERE id = :id"), {"id": invoice})
        try:
            _set(hospital, invoice, "zzz")  # no currency we know: reading it must fail, loudly in the log only
            answer = http.get(f"/invoices/{invoice}")
        finally:
            _set(hospital, invoice, str(currency))
        assert http.get(f"/invoices/{invoice}").status_code == 200
    found = problem(answer, 500, "internal_error")
    lines = [json.loads(line) for line in hospital.program.errors().splitlines() if line.startswith("{")]
    logged = [line for line in lines if line.get("request") == found["instance"]]
    assert [line["event"] for line in logged] == ["unexpected", "request"]
    assert "MoneyError" in logged[0]["error"]


def _set(hospital: Hospital, invoice: str, currency: str) -> None:
    with hospital.database.write() as session:
        session.execute(text("UPDATE invoices SET currency = :c WHERE id = :id"), {"c": currency, "id": invoice})


def test_the_log_has_no_names_and_no_searches(hospital: Hospital) -> None:
    with hospital.client("cashier") as http:
        http.get("/invoices", params={"q": "okafor 4242424242424242"})
        http.get("/invoices/4242424242424242").read()
        http.get("/4242424242424242")
    said = hospital.program.errors()
    for word in ("okafor", "Okafor", "4242424242", "sample-cashier", "Bearer"):
        assert word not in said


def test_a_database_that_is_busy_says_try_again(hospital: Hospital) -> None:
    """A backup or another program holds what the server needs for longer than it waits."""
    with hospital.database.write() as session:
        # on SQLite any statement of a write session holds the whole file
        lock = "SELECT 1" if hospital.database.sqlite else "LOCK TABLE auth_sessions IN ACCESS EXCLUSIVE MODE"
        session.execute(text(lock))
        with hospital.client() as http:
            answer = http.post("/auth/login", json={"username": "auditor", "password": "sample-auditor"})
    found = problem(answer, 503, "database_busy")
    assert found["retry_after"] == int(answer.headers["retry-after"])
    with hospital.client("auditor") as http:
        assert http.get("/auth/me").status_code == 200
