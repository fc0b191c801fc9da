"""A sandbox process with everything around it that watches: the contract's proxy, a webhook receiver, the SDK."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
import stripe

from tests.support.processes import REPO, Sandbox, running_sandbox
from tests.support.waiting import until

CONTRACT = REPO.parent / "shared" / "stripe" / "stripe_contract.py"
KEY = "sk_test_sandbox"
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For clients of plain HTTP: without it each of them reads all certificates of the world, 40 ms of processor."""
stripe.enable_telemetry = False  # else the SDK writes an id into the home folder


@dataclass
class Delivery:
    body: bytes
    signature: str

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Receiver:
    """A webhook receiver; ``answers`` are the statuses it gives next, 200 when there are none."""

    url: str
    deliveries: list[Delivery] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def types(self) -> list[str]:
        return [delivery.event["type"] for delivery in self.deliveries]

    def wait(self, kind: str, matches: Callable[[dict[str, Any]], bool] = lambda _: True) -> dict[str, Any]:
        """The first delivered event of that type which matches."""

        def found() -> dict[str, Any] | None:
            events = [delivery.event for delivery in list(self.deliveries)]
            return next((event for event in events if event["type"] == kind and matches(event)), None)

        event = until(found, f"{kind} delivered")
        assert event is not None
        return event


@contextlib.contextmanager
def receiving() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.deliveries.append(Delivery(body, self.headers["Stripe-Signature"]))
            self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    with serving(Handler) as url:
        receiver = Receiver(url)
        yield receiver


@contextlib.contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    # head and body of an answer leave in two writes: held together by Nagle's algorithm, each would cost 40 ms
    quick = type(handler.__name__, (handler,), {"disable_nagle_algorithm": True})
    server = ThreadingHTTPServer(("127.0.0.1", 0), quick)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sdk(url: str, key: str = KEY, retries: int = 0) -> stripe.StripeClient:
    return stripe.StripeClient(key, base_addresses={"api": url}, max_network_retries=retries)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One process for tests that leave nothing behind which another could see."""
    with running_sandbox(tmp_path_factory.mktemp("shared")) as found:
        yield found


@pytest.fixture
def shared_control(shared: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=shared.control, timeout=30.0, verify=NO_TLS) as found:
        yield found
        found.delete("/faults")


@pytest.fixture
def client(sandbox: Sandbox) -> stripe.StripeClient:
    """The official SDK on a fresh sandbox."""
    return sdk(sandbox.url)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def control(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.control, timeout=30.0, verify=NO_TLS) as found:
        yield found


def ledger_of(sandbox: Sandbox) -> list[dict[str, Any]]:
    """The lines of the ledger file."""
    return [json.loads(line) for line in sandbox.ledger.read_text().splitlines()]


@pytest.fixture(scope="session")
def contract() -> ModuleType:
    """The checker of Stripe's published shapes."""
    if not CONTRACT.is_file():
        pytest.skip(f"the checker of Stripe's published shapes is not at {CONTRACT}")
    spec = importlib.util.spec_from_file_location("stripe_contract", CONTRACT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Watched:
    """A sandbox behind the contract's proxy: every request and answer is checked and remembered."""

    sandbox: Sandbox
    url: str
    client: stripe.StripeClient
    receiver: Receiver
    secret: str
    recorder: Any
    http: httpx.Client

    def raw(self, method: str, path: str, form: dict[str, Any] | None = None, key: str = KEY) -> httpx.Response:
        kind = "params" if method == "GET" else "data"
        return self.http.request(method, path, headers={"Authorization": f"Bearer {key}"}, **{kind: form})  # type: ignore[arg-type]  # one of two keywords

    def advance(self, seconds: float) -> None:
        answer = httpx.post(f"{self.sandbox.control}/clock", json={"advance": seconds}, verify=NO_TLS)
        assert answer.status_code == 200, answer.text

    def found(self, level: str) -> list[str]:
        """Complaints at this level and the graver ones, about answers and events."""
        levels = ("spec", "sdk", "exact")
        graver = levels[: levels.index(level) + 1]
        return [
            f"{record['op']} {record['status']}: {issue['level']} {issue['code']} {issue['where']}: {issue['message']}"
            for record in self.recorder.exchanges
            for issue in record["issues"]
            if issue["side"] != "request"
            and issue["level"] in graver
            # a browser's card is no published parameter: the checker takes it for a leniency
            and not (record.get("publishable") and issue["code"] == "too_lenient")
            # the checker's document names the issuer's warning among the events and has no shape for it
            and not (issue["code"] == "unknown_event" and "early_fraud_warning" in issue["message"])
        ]


@pytest.fixture
def watched(contract: ModuleType, tmp_path: Path) -> Iterator[Watched]:
    recorder = contract.Recorder(contract.Contract())
    with running_sandbox(tmp_path) as sandbox, receiving() as receiver:
        handler = contract.make_handler(recorder, sandbox.url)
        with serving(handler) as url, httpx.Client(base_url=url, timeout=30.0, verify=NO_TLS) as http:
            client = sdk(url)
            endpoint = client.v1.webhook_endpoints.create({"url": receiver.url, "enabled_events": ["*"]})
            yield Watched(sandbox, url, client, receiver, str(endpoint.secret), recorder, http)
