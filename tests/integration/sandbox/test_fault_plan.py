"""A plan of faults: given at the start or later, counted, by chance, and what it does to payments and webhooks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.sandbox.conftest import KEY, NO_TLS, Receiver, ledger_of, receiving, sdk
from tests.support.processes import Program, Sandbox, running_sandbox
from tests.support.waiting import until

AUTH = {"Authorization": f"Bearer {KEY}"}
PAID = {
    "amount": "14800",
    "currency": "usd",
    "confirm": "true",
    "payment_method": "pm_card_visa",
    "return_url": "https://hospital.example/back",
}
PLAN = {
    "seed": 7,
    "faults": [{"on": "POST /v1/customers", "do": "error_before", "status": 503, "nth": 2, "times": 2}],
    "webhooks": {"deliver": False, "duplicate": 1},
}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox that was started with PLAN."""
    folder = tmp_path_factory.mktemp("planned")
    file = folder / "plan.json"
    file.write_text(json.dumps(PLAN))
    with running_sandbox(folder, "--fault-plan", str(file)) as found:
        yield found


def post(sandbox: Sandbox, path: str, form: dict[str, str] | None = None, key: str | None = None) -> httpx.Response:
    headers = {**AUTH, **({"Idempotency-Key": key} if key else {})}
    return httpx.post(f"{sandbox.url}/v1/{path}", data=form or {}, headers=headers, timeout=30.0, verify=NO_TLS)


def retrieved(sandbox: Sandbox, path: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{sandbox.url}/v1/{path}", headers=AUTH, verify=NO_TLS).json()
    return found


@pytest.fixture
def heard(shared: Sandbox) -> Iterator[Receiver]:
    """A receiver of every event of the shared sandbox."""
    yield from hearing(shared, "*")


@pytest.fixture
def heard_of_customers(shared: Sandbox) -> Iterator[Receiver]:
    """As ``heard``, of new customers only: charges of earlier tests still tell what they cost."""
    yield from hearing(shared, "customer.created")


def hearing(shared: Sandbox, events: str) -> Iterator[Receiver]:
    with receiving() as found:
        endpoint = post(shared, "webhook_endpoints", {"url": found.url, "enabled_events[]": events}).json()["id"]
        yield found
        httpx.delete(f"{shared.url}/v1/webhook_endpoints/{endpoint}", headers=AUTH, verify=NO_TLS)


class TestAtTheStart:
    def test_the_plan_is_in_force_from_the_first_request_on(self, planned: Sandbox) -> None:
        first = httpx.get(f"{planned.control}/faults", verify=NO_TLS).json()
        assert first["seed"] == 7
        assert [(one["nth"], one["times"], one["seen"]) for one in first["faults"]] == [(2, 2, 0)]
        manner = httpx.get(f"{planned.control}/webhooks", verify=NO_TLS).json()["manner"]
        assert manner == {"deliver": False, "duplicate": 1, "shuffle": False, "delay": 0.0}
        assert [post(planned, "customers").status_code for _ in range(5)] == [200, 503, 503, 200, 200]
        assert httpx.get(f"{planned.control}/faults", verify=NO_TLS).json()["faults"] == []

    def test_stripes_own_port_knows_nothing_of_faults(self, planned: Sandbox) -> None:
        for path in ("/faults", "/v1/faults"):
            answer = httpx.post(f"{planned.url}{path}", json={"seed": 9}, headers=AUTH, verify=NO_TLS)
            assert answer.status_code == 404
        assert httpx.get(f"{planned.control}/faults", verify=NO_TLS).json()["seed"] == 7

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[{", "is not JSON"),
            ("7", "A plan is a list of faults"),
            ('[{"on": "*", "do": "explode"}]', "Fault 1 of the plan: 'do' is one of"),
            ('{"faults": [{"on": "*", "do": "delay"}, 5]}', "Fault 2 of the plan is not an object"),
            ('{"seeds": 1}', "A plan has no 'seeds'"),
            ('{"seed": -1}', "'seed' is a whole number"),
            ('{"webhooks": {"duplicate": "many"}}', "'duplicate' can't be"),
        ],
    )
    def test_a_bad_file_is_one_sentence(self, tmp_path: Path, text: str, said: str) -> None:
        file = tmp_path / "plan.json"
        file.write_text(text)
        program = Program(["sandbox", "--memory", "--fault-plan", str(file)], tmp_path)
        assert program.process.wait(20) == 5
        assert said in program.errors()
        assert len(program.errors().splitlines()) == 1
        assert program.out.read_text() == ""

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        program = Program(["sandbox", "--memory", "--fault-plan", str(tmp_path / "none.json")], tmp_path)
        assert program.process.wait(20) == 3
        assert "can't be read" in program.errors()
        assert len(program.errors().splitlines()) == 1


class TestChance:
    def run(self, sandbox: Sandbox, control: httpx.Client, seed: int) -> list[int]:
        """The statuses of forty requests, with a fault of even chance for the first thirty."""
        fault = {"on": "POST /v1/customers", "do": "error_before", "times": 30, "chance": 50}
        assert control.post("/faults", json={"seed": seed, "faults": [fault]}).json()["seed"] == seed
        statuses = [post(sandbox, "customers").status_code for _ in range(40)]
        assert control.get("/faults").json() == {"seed": seed, "faults": []}
        return statuses

    def test_the_same_seed_replays_the_run(self, shared: Sandbox, shared_control: httpx.Client) -> None:
        first = self.run(shared, shared_control, 20261028)
        assert set(first[:30]) == {200, 500}
        assert set(first[30:]) == {200}
        assert self.run(shared, shared_control, 20261028) == first
        assert self.run(shared, shared_control, 20261029) != first

    def test_a_seed_made_at_the_start_replays_it_too(
        self, shared: Sandbox, shared_control: httpx.Client, tmp_path: Path
    ) -> None:
        fault = {"on": "POST /v1/customers", "do": "error_before", "times": 30, "chance": 50}
        with running_sandbox(tmp_path) as fresh:
            seed = httpx.post(f"{fresh.control}/faults", json=fault, verify=NO_TLS).json()["seed"]
            first = [post(fresh, "customers").status_code for _ in range(40)]
        assert self.run(shared, shared_control, seed) == first

    def test_a_plan_with_a_mistake_changes_nothing(self, shared: Sandbox, shared_control: httpx.Client) -> None:
        before = shared_control.get("/faults").json()
        good = {"on": "*", "do": "delay"}
        for bad in ({"on": "*"}, {**good, "chance": 0}, {**good, "nth": 0}, "x"):
            plan = {"seed": 1, "faults": [good, bad], "webhooks": {"deliver": False}}
            assert shared_control.post("/faults", json=plan).status_code == 400
        assert shared_control.post("/faults", json={"faults": [good], "webhooks": {"x": 1}}).status_code == 400
        assert shared_control.get("/faults").json() == before
        assert shared_control.get("/webhooks").json()["manner"]["deliver"] is True


class TestDecline:
    ON = "POST /v1/payment_intents"

    def test_it_is_what_a_declined_card_is(
        self, shared: Sandbox, shared_control: httpx.Client, heard: Receiver
    ) -> None:
        lines = len(ledger_of(shared))
        shared_control.post("/faults", json={"on": self.ON, "do": "decline", "decline_code": "insufficient_funds"})
        asked = post(shared, "payment_intents", PAID, "decline-asked")
        real = post(
            shared, "payment_intents", {**PAID, "payment_method": "pm_card_visa_chargeDeclinedInsufficientFunds"}
        )
        assert asked.status_code == real.status_code == 402
        assert plain(asked.json()["error"]) == plain(real.json()["error"])
        assert asked.json()["error"]["decline_code"] == "insufficient_funds"
        errors = [one.json()["error"] for one in (asked, real)]
        charges = [retrieved(shared, f"charges/{error['charge']}") for error in errors]
        assert plain(charges[0]) == plain(charges[1])
        assert charges[0]["status"] == "failed"
        events = []
        for error in errors:
            ident = error["payment_intent"]["id"]
            heard.wait("payment_intent.payment_failed", lambda event, ident=ident: about(event) == ident)  # type: ignore[misc]  # bound at once
            until(lambda ident=ident: len(told(heard, ident)) == 3, "all three events")  # type: ignore[misc]  # bound at once
            events.append(sorted(told(heard, ident)))
        assert events[0] == events[1]
        assert len(ledger_of(shared)) == lines
        again = post(shared, "payment_intents", PAID, "decline-asked")
        assert again.content == asked.content
        ident = errors[0]["payment_intent"]["id"]
        paid = post(shared, f"payment_intents/{ident}/confirm", PAID_AGAIN)
        assert paid.json()["status"] == "succeeded"

    def test_codes_of_its_own_at_the_nth_confirmation(self, shared: Sandbox, shared_control: httpx.Client) -> None:
        on = "POST /v1/payment_intents/{id}/confirm"
        shared_control.post("/faults", json={"on": on, "do": "decline", "nth": 2, "code": "expired_card"})
        seen = []
        for _ in range(3):
            ident = post(shared, "payment_intents", {"amount": "100", "currency": "usd"}).json()["id"]
            answer = post(shared, f"payment_intents/{ident}/confirm", PAID_AGAIN).json()
            seen.append(answer["error"]["code"] if "error" in answer else answer["status"])
        assert seen == ["succeeded", "expired_card", "succeeded"]

    @pytest.mark.parametrize("outcome", ["complete", "fail"])
    def test_after_the_banks_check(self, shared: Sandbox, shared_control: httpx.Client, outcome: str) -> None:
        shared_control.post("/faults", json={"on": self.ON, "do": "decline"})
        asked = post(shared, "payment_intents", {**PAID, "payment_method": "pm_card_authenticationRequired"}).json()
        assert asked["status"] == "requires_action"
        page = asked["next_action"]["redirect_to_url"]["url"].partition("?")[0]
        answered = httpx.post(f"{page}/complete", data={"outcome": outcome}, verify=NO_TLS)
        assert answered.status_code == 303
        found = retrieved(shared, f"payment_intents/{asked['id']}")
        assert found["status"] == "requires_payment_method"
        expected = {"complete": "card_declined", "fail": "payment_intent_authentication_failure"}[outcome]
        assert found["last_payment_error"]["code"] == expected
        paid = post(shared, f"payment_intents/{asked['id']}/confirm", PAID_AGAIN)
        assert paid.json()["status"] == "succeeded"

    def test_a_card_that_is_to_be_saved(self, shared: Sandbox, shared_control: httpx.Client) -> None:
        shared_control.post("/faults", json={"on": "POST /v1/setup_intents", "do": "decline"})
        form = {name: PAID[name] for name in ("confirm", "payment_method", "return_url")}
        refused = post(shared, "setup_intents", form)
        assert refused.status_code == 402
        assert refused.json()["error"]["setup_intent"]["status"] == "requires_payment_method"
        assert post(shared, "setup_intents", form).json()["status"] == "succeeded"


class TestWebhookBeforeAnswer:
    def test_events_are_there_before_the_answer_even_if_held_back(
        self, shared: Sandbox, shared_control: httpx.Client, heard: Receiver
    ) -> None:
        held = {"on": "POST /v1/payment_intents", "do": "webhook_before_answer"}
        shared_control.post("/faults", json={"faults": [held], "webhooks": {"deliver": False, "delay": 60}})
        try:
            first = post(shared, "payment_intents", PAID).json()
            assert sorted(told(heard, first["id"])) == EVENTS
            second = post(shared, "payment_intents", PAID).json()
            assert told(heard, second["id"]) == []
            states = {one["state"] for one in shared_control.get("/webhooks").json()["deliveries"][:3]}
            assert states == {"pending"}  # those of the second
        finally:
            shared_control.post("/webhooks", json={"deliver": True, "delay": 0})
        until(lambda: len(told(heard, second["id"])) == len(EVENTS), "the second's events when they are let go")
        assert sorted(told(heard, first["id"])) == EVENTS  # once each

    def test_a_receiver_that_refuses_is_tried_once_and_again_later(
        self, shared: Sandbox, shared_control: httpx.Client, heard_of_customers: Receiver
    ) -> None:
        shared_control.post("/faults", json={"on": "POST /v1/customers", "do": "webhook_before_answer"})
        heard_of_customers.answers = [500]
        made = post(shared, "customers").json()["id"]
        delivery = shared_control.get("/webhooks").json()["deliveries"][0]
        assert (delivery["attempts"], delivery["state"], delivery["status"]) == (1, "pending", 500)
        shared_control.post("/clock", json={"advance": 600})
        until(lambda: len(told(heard_of_customers, made)) == 2, "the second try")

    def test_nobody_to_tell(self, shared: Sandbox, shared_control: httpx.Client) -> None:
        shared_control.post("/faults", json={"on": "POST /v1/customers", "do": "webhook_before_answer"})
        assert post(shared, "customers").status_code == 200
        assert sdk(shared.url).v1.customers.list().data


EVENTS = ["charge.succeeded", "payment_intent.created", "payment_intent.succeeded"]
PAID_AGAIN = {name: PAID[name] for name in ("payment_method", "return_url")}


def about(event: dict[str, Any]) -> str:
    """The object, or the payment intent behind it."""
    found = event["data"]["object"]
    return str(found.get("payment_intent") or found["id"])


def told(receiver: Receiver, ident: str) -> list[str]:
    """The types of the events about it that were delivered."""
    events = [one.event for one in list(receiver.deliveries)]
    return [event["type"] for event in events if about(event) == ident]


def plain(value: Any) -> Any:
    """Without what differs from one object to the next, and from card to card."""
    own = {"id", "created", "charge", "client_secret", "latest_charge", "payment_intent", "payment_method", "card"}
    own |= {"request_log_url", "balance_transaction", "receipt_url"}
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items() if name not in own}
    return [plain(one) for one in value] if isinstance(value, list) else value
