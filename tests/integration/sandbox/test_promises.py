"""What a client may rely on: keys, faults, webhooks, restarts, many at once."""

from __future__ import annotations

import concurrent.futures
import json
import socket
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
import stripe

from tests.integration.sandbox.conftest import KEY, NO_TLS, Receiver, ledger_of, receiving, sdk
from tests.support.processes import Program, Sandbox, running_sandbox
from tests.support.waiting import until

CONFIRM: dict[str, str] = {
    "amount": "14800",
    "currency": "usd",
    "confirm": "true",
    "payment_method": "pm_card_visa",
    "automatic_payment_methods[enabled]": "true",
    "automatic_payment_methods[allow_redirects]": "never",
}
AUTH = {"Authorization": f"Bearer {KEY}"}


def post(
    sandbox: Sandbox, form: dict[str, str], key: str | None = None, path: str = "payment_intents"
) -> httpx.Response:
    headers = {**AUTH, **({"Idempotency-Key": key} if key else {})}
    return httpx.post(f"{sandbox.url}/v1/{path}", data=form, headers=headers, timeout=30.0, verify=NO_TLS)


class TestKeys:
    def test_the_same_request_twice_has_one_effect_and_one_answer(self, sandbox: Sandbox) -> None:
        first, second = post(sandbox, CONFIRM, "k"), post(sandbox, CONFIRM, "k")
        assert first.status_code == second.status_code == 200
        assert first.content == second.content
        assert second.headers["Idempotent-Replayed"] == "true"
        assert "Idempotent-Replayed" not in first.headers
        assert len(ledger_of(sandbox)) == 1

    def test_a_decline_is_replayed(self, sandbox: Sandbox) -> None:
        form = {**CONFIRM, "payment_method": "pm_card_visa_chargeDeclined"}
        first, second = post(sandbox, form, "k"), post(sandbox, form, "k")
        assert first.status_code == second.status_code == 402
        assert first.content == second.content
        assert len(httpx.get(f"{sandbox.url}/v1/charges", headers=AUTH).json()["data"]) == 1

    def test_other_parameters_are_refused(self, shared: Sandbox) -> None:
        post(shared, CONFIRM, "k-other")
        other = post(shared, {**CONFIRM, "amount": "100"}, "k-other")
        assert other.status_code == 400
        assert other.json()["error"]["type"] == "idempotency_error"

    def test_what_fails_validation_is_not_kept(self, shared: Sandbox) -> None:
        assert post(shared, {**CONFIRM, "amount": "x"}, "k-invalid").status_code == 400
        assert post(shared, {**CONFIRM, "amount": "1"}, "k-invalid").json()["error"]["code"] == "amount_too_small"
        assert post(shared, CONFIRM, "k-invalid").status_code == 200

    def test_a_key_in_flight_conflicts(self, shared: Sandbox, shared_control: httpx.Client) -> None:
        shared_control.post("/faults", json={"on": "POST /v1/payment_intents", "do": "delay", "seconds": 60})
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            slow = pool.submit(post, shared, CONFIRM, "k-flight")
            until(lambda: not shared_control.get("/faults").json()["faults"], "the slow request arrived")
            quick = post(shared, CONFIRM, "k-flight")
            assert quick.status_code == 409
            assert quick.json()["error"]["code"] == "idempotency_key_in_use"
            shared_control.delete("/faults")  # lets it go on
            assert slow.result().status_code == 200
        assert post(shared, CONFIRM, "k-flight").headers["Idempotent-Replayed"] == "true"

    def test_a_key_is_forgotten_after_a_day(self, sandbox: Sandbox, control: httpx.Client) -> None:
        post(sandbox, CONFIRM, "k")
        control.post("/clock", json={"advance": 24 * 3600 + 60})
        assert "Idempotent-Replayed" not in post(sandbox, CONFIRM, "k").headers

    def test_fifty_at_once_with_one_key_charge_once(self, sandbox: Sandbox) -> None:
        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            statuses = [one.status_code for one in pool.map(lambda _: post(sandbox, CONFIRM, "k"), range(50))]
        assert set(statuses) <= {200, 409}
        assert len(ledger_of(sandbox)) == 1

    def test_fifty_refunds_at_once_give_back_no_more_than_was_taken(self, sandbox: Sandbox) -> None:
        charge = post(sandbox, {**CONFIRM, "amount": "10000"}).json()["latest_charge"]
        form = {"charge": charge, "amount": "1000"}
        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda _: post(sandbox, form, path="refunds"), range(50)))
        assert sorted(one.status_code for one in answers) == [200] * 10 + [400] * 40
        assert sum(line["amount"] for line in ledger_of(sandbox) if line["kind"] == "refund") == 10_000


class TestFaults:
    def fault(self, control: httpx.Client, do: str, **more: Any) -> None:
        body = {"on": "POST /v1/payment_intents", "do": do, **more}
        assert control.post("/faults", json=body).status_code == 200

    def test_dropped_before_nothing_happened(self, sandbox: Sandbox, control: httpx.Client) -> None:
        self.fault(control, "drop_before")
        with pytest.raises(httpx.RemoteProtocolError):
            post(sandbox, CONFIRM, "k")
        assert ledger_of(sandbox) == []
        assert post(sandbox, CONFIRM, "k").status_code == 200

    def test_dropped_after_it_happened_and_the_key_tells(self, sandbox: Sandbox, control: httpx.Client) -> None:
        self.fault(control, "drop_after")
        with pytest.raises(httpx.RemoteProtocolError):
            post(sandbox, CONFIRM, "k")
        assert len(ledger_of(sandbox)) == 1
        again = post(sandbox, CONFIRM, "k")
        assert again.status_code == 200
        assert again.headers["Idempotent-Replayed"] == "true"
        assert len(ledger_of(sandbox)) == 1

    def test_an_error_before_leaves_nothing(self, sandbox: Sandbox, control: httpx.Client) -> None:
        self.fault(control, "error_before", status=503)
        assert post(sandbox, CONFIRM, "k").status_code == 503
        assert post(sandbox, CONFIRM, "k").status_code == 200
        assert len(ledger_of(sandbox)) == 1

    def test_a_conflict_after_the_work_is_one_with_the_work_itself(
        self, sandbox: Sandbox, control: httpx.Client
    ) -> None:
        """The key is in use by the very request that does the work, and keeps what that leads to."""
        self.fault(control, "error_after", status=409)
        assert post(sandbox, CONFIRM, "k").status_code == 409
        again = post(sandbox, CONFIRM, "k")
        assert (again.status_code, again.json()["status"]) == (200, "succeeded")
        assert again.headers["Idempotent-Replayed"] == "true"
        assert len(ledger_of(sandbox)) == 1

    def test_an_error_after_is_replayed_for_its_key(self, sandbox: Sandbox, control: httpx.Client) -> None:
        self.fault(control, "error_after")
        assert post(sandbox, CONFIRM, "k").status_code == 500
        again = post(sandbox, CONFIRM, "k")
        assert again.status_code == 500
        assert again.headers["Idempotent-Replayed"] == "true"
        assert len(ledger_of(sandbox)) == 1

    def test_rate_limits_and_locks(self, shared: Sandbox, shared_control: httpx.Client) -> None:
        self.fault(shared_control, "error_before", status=429)
        with pytest.raises(stripe.RateLimitError) as limited:
            sdk(shared.url).v1.payment_intents.create({"amount": 100, "currency": "usd"})
        body: Any = limited.value.json_body  # the SDK gives this error no code of its own
        assert body["error"]["code"] == "rate_limit"
        self.fault(shared_control, "error_before", status=429, code="lock_timeout")
        assert post(shared, CONFIRM).json()["error"]["code"] == "lock_timeout"

    def test_half_an_answer_and_a_page(self, sandbox: Sandbox, control: httpx.Client) -> None:
        self.fault(control, "half_after")
        with pytest.raises(httpx.RemoteProtocolError):
            post(sandbox, CONFIRM, "k1")
        self.fault(control, "html_after")
        page = post(sandbox, CONFIRM, "k2")
        assert page.status_code == 200
        assert page.headers["Content-Type"] == "text/html"
        self.fault(control, "html_before")
        assert post(sandbox, CONFIRM, "k3").headers["Content-Type"] == "text/html"
        assert len(ledger_of(sandbox)) == 2

    def test_processing_for_hours(self, sandbox: Sandbox, control: httpx.Client) -> None:
        self.fault(control, "processing", seconds=7200)
        intent = post(sandbox, CONFIRM).json()
        assert intent["status"] == "processing"
        assert ledger_of(sandbox) == []
        assert post(sandbox, {}, path=f"payment_intents/{intent['id']}/cancel").status_code == 400
        control.post("/clock", json={"advance": 7300})
        assert sdk(sandbox.url).v1.payment_intents.retrieve(intent["id"]).status == "succeeded"
        assert len(ledger_of(sandbox)) == 1

    def test_templates_stars_counts_and_clearing(self, shared: Sandbox, shared_control: httpx.Client) -> None:
        made = post(shared, {"amount": "100", "currency": "usd"}).json()
        form = {"payment_method": "pm_card_visa", "return_url": "https://x.example.org/"}
        for on in ("POST /v1/payment_intents/{id}/confirm", "POST /v1/payment_intents/*/confirm", "*"):
            shared_control.post("/faults", json={"on": on, "do": "error_before", "times": 2})
            path = f"payment_intents/{made['id']}/confirm"
            assert post(shared, form, path=path).status_code == 500
            assert len(shared_control.get("/faults").json()["faults"]) == 1
            shared_control.delete("/faults")
        assert post(shared, form, path=f"payment_intents/{made['id']}/confirm").status_code == 200

    def test_stripe_js_slow_broken_or_blocked(self, shared: Sandbox, shared_control: httpx.Client) -> None:
        script = f"{shared.url}/endive/stripe.js"
        on = {"on": "GET /endive/stripe.js"}
        shared_control.post("/faults", json={**on, "do": "error_before", "status": 503})
        assert httpx.get(script).status_code == 503
        shared_control.post("/faults", json={**on, "do": "drop_before"})
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(script)
        shared_control.post("/faults", json={**on, "do": "delay", "seconds": 0.01})
        assert httpx.get(script).status_code == 200

    @pytest.mark.parametrize(
        "body",
        [{}, {"on": "x", "do": "y"}, {"on": 1, "do": "delay"}, {"on": "x", "do": "delay", "times": 0}, [], "x"],
    )
    def test_a_fault_that_is_none(self, shared_control: httpx.Client, body: Any) -> None:
        assert shared_control.post("/faults", json=body).status_code == 400


class TestWebhooks:
    def register(self, sandbox: Sandbox, receiver: Receiver) -> str:
        made = sdk(sandbox.url).v1.webhook_endpoints.create({"url": receiver.url, "enabled_events": ["*"]})
        return str(made.secret)

    def test_signed_and_tried_again_with_the_same_event(self, sandbox: Sandbox, receiver: Receiver) -> None:
        secret = self.register(sandbox, receiver)
        receiver.answers = [500]
        post(sandbox, {"amount": "100", "currency": "usd"})
        until(lambda: len(receiver.deliveries) == 2, "the event was sent again")
        first, second = receiver.deliveries
        assert first.event["id"] == second.event["id"]
        for one in (first, second):
            stripe.Webhook.construct_event(one.body.decode(), one.signature, secret)
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(first.body.decode(), first.signature, secret + "x")

    def test_held_back_and_let_go(self, sandbox: Sandbox, receiver: Receiver, control: httpx.Client) -> None:
        self.register(sandbox, receiver)
        control.post("/webhooks", json={"deliver": False})
        post(sandbox, CONFIRM)
        found = control.get("/webhooks").json()
        assert {one["state"] for one in found["deliveries"]} == {"pending"}
        assert receiver.deliveries == []
        control.post("/webhooks", json={"deliver": True, "duplicate": 2, "shuffle": True})
        until(lambda: receiver.types().count("payment_intent.succeeded") == 3, "three times")

    def test_a_retry_comes_at_once_when_the_clock_is_advanced(
        self, sandbox: Sandbox, receiver: Receiver, control: httpx.Client
    ) -> None:
        self.register(sandbox, receiver)
        receiver.answers = [500] * 4
        post(sandbox, {"amount": "100", "currency": "usd"})
        for tries in range(1, 5):
            until(
                lambda tries=tries: control.get("/webhooks").json()["deliveries"][0]["attempts"] == tries,  # type: ignore[misc]  # bound at once
                f"{tries} tries",
            )
            control.post("/clock", json={"advance": 600})
        until(lambda: len(receiver.deliveries) == 5, "the fifth try")

    def test_two_secrets_while_one_is_rolled(self, sandbox: Sandbox, receiver: Receiver, control: httpx.Client) -> None:
        old = self.register(sandbox, receiver)
        endpoint = sdk(sandbox.url).v1.webhook_endpoints.list().data[0].id
        new = control.post("/webhooks/roll", json={"endpoint": endpoint, "seconds": 3600}).json()["secret"]
        post(sandbox, {"amount": "100", "currency": "usd"})
        event = receiver.wait("payment_intent.created")
        first = receiver.deliveries[0]
        for secret in (old, new):
            stripe.Webhook.construct_event(first.body.decode(), first.signature, secret)
        control.post("/webhooks/roll", json={"endpoint": endpoint, "seconds": 0})
        assert control.post("/webhooks/resend", json={"event": event["id"]}).json() == {"deliveries": 1}
        until(lambda: len(receiver.deliveries) == 2, "sent once more")
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(first.body.decode(), receiver.deliveries[1].signature, old)
        assert control.post("/webhooks/roll", json={"endpoint": "we_none"}).status_code == 404

    def test_a_receiver_that_hangs_up_or_answers_nonsense(self, sandbox: Sandbox, control: httpx.Client) -> None:
        with socket.create_server(("127.0.0.1", 0)) as rude:

            def answer() -> None:
                for reply in (b"", b"hello\r\n", b"HTTP/1.1 204 No Content\r\n\r\n"):
                    connection, _ = rude.accept()
                    with connection:
                        connection.recv(65_536)
                        connection.sendall(reply)

            thread = threading.Thread(target=answer, daemon=True)
            thread.start()
            url = f"http://127.0.0.1:{rude.getsockname()[1]}/hook?x=1"
            sdk(sandbox.url).v1.webhook_endpoints.create({"url": url, "enabled_events": ["payment_intent.created"]})
            post(sandbox, {"amount": "100", "currency": "usd"})

            def delivered() -> bool:
                control.post("/clock", json={"advance": 600})
                found = control.get("/webhooks").json()["deliveries"][0]
                return bool(found["state"] == "delivered" and found["attempts"] == 3 and found["status"] == 204)

            until(delivered, "the third try is taken")
            thread.join(10)

    def test_settings_that_are_none(self, shared_control: httpx.Client) -> None:
        for body in ({"x": 1}, {"deliver": 1}, {"duplicate": -1}, {"delay": "1"}, {"shuffle": None}):
            assert shared_control.post("/webhooks", json=body).status_code == 400

    def test_pending_refund_settles_by_itself(
        self, sandbox: Sandbox, receiver: Receiver, control: httpx.Client
    ) -> None:
        self.register(sandbox, receiver)
        intent = post(sandbox, {**CONFIRM, "payment_method": "pm_card_pendingRefund"}).json()
        refund = post(sandbox, {"payment_intent": intent["id"]}, path="refunds").json()
        assert refund["status"] == "pending"
        control.post("/clock", json={"advance": 60})
        event = receiver.wait("refund.updated")
        assert event["data"]["object"]["status"] == "succeeded"
        assert event["data"]["previous_attributes"]["status"] == "pending"


class TestOptions:
    def test_a_rate_limit(self, tmp_path: Path) -> None:
        with running_sandbox(tmp_path, "--rate-limit", "3") as sandbox, httpx.Client(headers=AUTH) as http:
            answers = [http.get(f"{sandbox.url}/v1/balance") for _ in range(12)]
            assert {answer.status_code for answer in answers} == {200, 429}
            refused = next(answer for answer in answers if answer.status_code == 429)
            assert refused.json()["error"]["code"] == "rate_limit"
            until(lambda: http.get(f"{sandbox.url}/v1/balance").status_code == 200, "the second is over")

    def test_stripes_own_pace(self, tmp_path: Path, receiver: Receiver) -> None:
        with running_sandbox(tmp_path, "--pace", "stripe") as sandbox, httpx.Client(base_url=sandbox.control) as ctl:
            sdk(sandbox.url).v1.webhook_endpoints.create({"url": receiver.url, "enabled_events": ["refund.updated"]})
            intent = post(sandbox, {**CONFIRM, "payment_method": "pm_card_pendingRefund"}).json()
            post(sandbox, {"payment_intent": intent["id"]}, path="refunds")
            ctl.post("/clock", json={"advance": 1_700})
            assert ctl.get("/webhooks").json()["deliveries"] == []
            receiver.answers = [500] * 9
            ctl.post("/clock", json={"advance": 200})
            for tries, pause in enumerate((1_800, 3_600, 7_200, 0), 1):
                until(
                    lambda tries=tries: ctl.get("/webhooks").json()["deliveries"][0]["attempts"] == tries,  # type: ignore[misc]  # bound at once
                    f"{tries} tries",
                )
                assert ctl.get("/webhooks").json()["deliveries"][0]["state"] == ("pending" if pause else "failed")
                ctl.post("/clock", json={"advance": pause})
            assert len(receiver.deliveries) == 4

    def test_the_ledger_of_a_folder_summed_up(self, tmp_path: Path) -> None:
        data = str(tmp_path / "data")
        program = Program(["sandbox", "--data", data], tmp_path)
        try:
            url = program.addresses("ready", "control")["ready"]
            httpx.post(f"{url}/v1/payment_intents", data=CONFIRM, headers=AUTH).raise_for_status()
        finally:
            assert program.stop() == 0
        sums = Program(["sandbox", "ledger", "--data", data, "--json"], tmp_path, name="sums")
        assert sums.process.wait(20) == 0
        found = json.loads(sums.out.read_text())["currencies"]["usd"]
        assert found == {"charged": 14_800, "refunded": 0, "disputed": 0, "fees": 459, "net": 14_341}
        with (tmp_path / "data" / "ledger.jsonl").open("ab") as file:
            file.write(b'{"torn')
        torn = Program(["sandbox", "ledger", "--data", data], tmp_path, name="torn")
        assert torn.process.wait(20) == 1
        assert "line 2: it is torn" in torn.errors()
        assert torn.out.read_text() == ""

    def test_another_port_and_the_links_still_lead_here(self, tmp_path: Path) -> None:
        args = ("--data", str(tmp_path / "data"))
        challenge = {**CONFIRM, "payment_method": "pm_card_authenticationRequired", "return_url": "https://x.example/"}
        with running_sandbox(tmp_path, *args) as first:
            ident = post(first, challenge).json()["id"]
            paid = post(first, CONFIRM, "k")
        with running_sandbox(tmp_path, *args) as second:
            assert second.url != first.url
            found = httpx.get(f"{second.url}/v1/payment_intents/{ident}", headers=AUTH).json()
            url = found["next_action"]["redirect_to_url"]["url"]
            assert url.startswith(second.url)
            assert httpx.get(url).status_code == 200
            again = post(second, {**CONFIRM, "expand[]": "latest_charge"}).json()["latest_charge"]
            assert httpx.get(again["receipt_url"]).status_code == 200
            replayed = post(second, CONFIRM, "k")
            assert replayed.headers["Idempotent-Replayed"] == "true"
            assert replayed.json()["id"] == paid.json()["id"]
            charge = httpx.get(f"{second.url}/v1/charges/{paid.json()['latest_charge']}", headers=AUTH).json()
            assert charge["receipt_url"].startswith(second.url)


class TestProcess:
    def test_state_survives_a_power_cut(self, tmp_path: Path) -> None:
        args = ("--data", str(tmp_path / "data"))
        with receiving() as receiver:
            with running_sandbox(tmp_path, *args) as sandbox:
                httpx.post(f"{sandbox.control}/webhooks", json={"deliver": False})
                sdk(sandbox.url).v1.webhook_endpoints.create({"url": receiver.url, "enabled_events": ["*"]})
                first = post(sandbox, CONFIRM, "k")
                ident = first.json()["id"]
                sandbox.program.kill()
                assert len(ledger_of(sandbox)) == 1
            with running_sandbox(tmp_path, *args) as sandbox:
                assert sdk(sandbox.url).v1.payment_intents.retrieve(ident).status == "succeeded"
                again = post(sandbox, CONFIRM, "k")
                assert again.headers["Idempotent-Replayed"] == "true"
                assert again.content == first.content
                assert len(ledger_of(sandbox)) == 1
                receiver.wait("payment_intent.succeeded")

    def test_the_ledger_file_is_made_whole_at_the_start(self, tmp_path: Path) -> None:
        args = ("--data", str(tmp_path / "data"))
        with running_sandbox(tmp_path, *args) as sandbox:
            post(sandbox, CONFIRM)
            post(sandbox, CONFIRM)
        lines = sandbox.ledger.read_bytes().splitlines(keepends=True)
        sandbox.ledger.write_bytes(lines[0] + lines[1][:20])  # torn by a crash
        import sqlite3

        database = sqlite3.connect(tmp_path / "data" / "sandbox.sqlite3")
        with database:
            database.execute("UPDATE ledger SET written = 0")
        database.close()
        with running_sandbox(tmp_path, *args) as sandbox:
            assert sandbox.ledger.read_bytes() == b"".join(lines)

    def test_ends_on_sigterm_with_an_open_connection(self, tmp_path: Path) -> None:
        with running_sandbox(tmp_path) as sandbox, httpx.Client() as http:
            http.get(f"{sandbox.url}/v1/balance", headers=AUTH)
            assert sandbox.program.stop() == 0

    def test_ends_in_time_while_a_receiver_hangs_and_a_client_waits(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as deaf, running_sandbox(tmp_path) as sandbox:
            url = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
            sdk(sandbox.url).v1.webhook_endpoints.create({"url": url, "enabled_events": ["*"]})
            post(sandbox, CONFIRM)
            connection, _ = deaf.accept()
            with connection, socket.create_connection(("127.0.0.1", int(sandbox.url.rsplit(":", 1)[1]))) as client:
                client.sendall(b"POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
                sandbox.program.process.terminate()
                assert sandbox.program.process.wait(8) == 0

    def test_two_processes_do_not_share_a_folder(self, tmp_path: Path) -> None:
        args = ("--data", str(tmp_path / "data"))
        with running_sandbox(tmp_path, *args):
            second = Program(["sandbox", *args], tmp_path)
            assert second.process.wait(20) == 4
            assert "another sandbox" in second.errors()
            assert "Traceback" not in second.errors()

    def test_listens_on_loopback_alone(self, shared: Sandbox) -> None:
        port = int(shared.url.rsplit(":", 1)[1])
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        listening = [line[1] for line in lines if line[3] == "0A" and line[1].endswith(f":{port:04X}")]
        assert listening == [f"0100007F:{port:04X}"]

    def test_a_taken_port_is_said_in_a_sentence(self, tmp_path: Path, shared: Sandbox) -> None:
        port = shared.url.rsplit(":", 1)[1]
        program = Program(["sandbox", "--port", port, "--memory"], tmp_path)
        program.process.wait(20)
        assert program.process.returncode == 3
        assert f"Port {port}" in program.errors()
        assert "Traceback" not in program.errors()

    @pytest.mark.parametrize(
        ("header", "status"),
        [
            ({}, 401),
            ({"Authorization": "Bearer sk_live_x"}, 401),
            ({"Authorization": "Bearer rk_live_x"}, 401),
            ({"Authorization": "Bearer pk_live_x"}, 401),
            ({"Authorization": "Bearer nonsense"}, 401),
            ({"Authorization": "Basic ???"}, 401),
            ({"Authorization": "Basic c2tfdGVzdF94Og=="}, 200),
            ({"Authorization": "Bearer rk_test_x"}, 200),
        ],
    )
    def test_keys(self, shared: Sandbox, header: dict[str, str], status: int) -> None:
        answer = httpx.get(f"{shared.url}/v1/balance", headers=header)
        assert answer.status_code == status
        assert answer.headers["Request-Id"].startswith("req_")
        if status == 401:
            assert answer.json()["error"]["type"] == "invalid_request_error"
            assert "sk_live_x" not in answer.text

    def test_pages_of_other_sites_control_nothing(self, shared_control: httpx.Client) -> None:
        body = {"on": "*", "do": "error_before"}
        refused = shared_control.post("/faults", json=body, headers={"Origin": "https://evil.example"})
        assert refused.status_code == 403
        assert shared_control.get("/faults").json()["faults"] == []
        own = str(shared_control.base_url).rstrip("/")
        assert shared_control.post("/faults", json=body, headers={"Origin": own}).status_code == 200

    def test_a_reader_switched_off(self, shared: Sandbox, shared_control: httpx.Client) -> None:
        where = post(shared, {"display_name": "x", "address[country]": "US"}, path="terminal/locations").json()["id"]
        form = {"registration_code": "simulated-wpe", "location": where}
        reader = post(shared, form, path="terminal/readers").json()["id"]
        intent = post(
            shared, {"amount": "100", "currency": "usd", "allowed_payment_method_types[]": "card_present"}
        ).json()["id"]
        assert shared_control.post("/readers", json={"id": reader, "status": "offline"}).status_code == 200
        path = f"terminal/readers/{reader}/process_payment_intent"
        refused = post(shared, {"payment_intent": intent}, path=path)
        assert refused.json()["error"]["code"] == "terminal_reader_offline"
        assert shared_control.post("/readers", json={"id": "tmr_none", "status": "offline"}).status_code == 404
        assert shared_control.post("/readers", json={"id": reader, "status": "asleep"}).status_code == 400

    def test_card_numbers_are_in_no_request_log(
        self, shared: Sandbox, shared_control: httpx.Client, tmp_path: Path
    ) -> None:
        card = {"type": "card", "card[number]": "4000056655665556", "card[exp_month]": "1", "card[exp_year]": "40"}
        assert post(shared, card, path="payment_methods").status_code == 200
        live = {**card, "card[number]": "4539578763621486"}
        refused = post(shared, live, path="payment_methods").json()["error"]
        assert refused["decline_code"] == "test_mode_live_card"
        wrong = {**card, "card[exp_month]": "4000056655665556"}  # the answer quotes what is no month
        assert post(shared, wrong, path="payment_methods").status_code in (400, 402)
        shown = shared_control.get("/requests").text
        assert "4000056655665556" not in shown
        assert "4539578763621486" not in shown

    def test_a_body_too_large(self, shared: Sandbox) -> None:
        answer = httpx.post(f"{shared.url}/v1/customers", content=b"a=" + b"b" * 1_100_000, headers=AUTH)
        assert answer.status_code == 413


def test_parallel_payments_all_count(sandbox: Sandbox) -> None:
    barrier = threading.Barrier(20)

    def one(number: int) -> str:
        barrier.wait()
        return str(post(sandbox, CONFIRM, f"k{number}").json()["latest_charge"])

    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        charges = list(pool.map(one, range(20)))
    assert len(set(charges)) == 20
    assert {line["charge"] for line in ledger_of(sandbox)} == set(charges)
    assert all(line["at"] <= time.time() for line in ledger_of(sandbox))
    assert json.dumps(ledger_of(sandbox)).count('"usd"') == 20
