"""Every act with money has a name: what each leaves in the audit log, read as an auditor reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, text

from pos_app.server.audit.verify import verify
from pos_app.server.models import AuditEntry, MoneyException, Patient, StripeEvent, StripePaymentIntent
from pos_app.server.payments import recording, rules
from pos_app.wire.audit import Act
from tests.integration.payments.desk import INTENTS, REFUNDS, Desk, Json, at_once, codes
from tests.integration.payments.test_kept_cards import say
from tests.integration.payments.test_reports import EXPORT, span
from tests.integration.payments.wallet import METHODS, Wallet
from tests.support.processes import WEBHOOK_PATH, Program, free_port
from tests.support.waiting import until

CASHIER, SUPERVISOR, SERVER, PAGE = "Tomasz Zieliński", "Amara Diallo", "server", "pay_page"
Left = tuple[str, str]
"""An action, and the name of who did it; the role where there is no name."""


@pytest.fixture
def auditor(desk: Desk) -> Iterator[httpx.Client]:
    with closing(desk.stack.client("auditor")) as client:
        yield client


def log(auditor: httpx.Client, **filters: object) -> list[Json]:
    """All entries, oldest first, page by page."""
    found: list[Json] = []
    cursor: str | None = None
    while True:
        query = {**filters, "limit": 50, **({"cursor": cursor} if cursor else {})}
        page = auditor.get("/audit", params=query).raise_for_status().json()  # type: ignore[arg-type] # plain values
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found[::-1]


def left(auditor: httpx.Client, subject: str) -> set[Left]:
    return {(one["action"], one["name"] or one["role"]) for one in log(auditor, subject=subject)}


# Each does something and gives the id of what it was about, which the log is asked for.


def opens(desk: Desk) -> str:
    return str(desk.opened(desk.invoice())["invoice_id"])


def pays(desk: Desk) -> str:
    desk.webhooks(deliver=False)  # or Stripe's word might come first
    return str(desk.paid("10.00")["id"])


def makes_a_link(desk: Desk) -> str:
    attempt = desk.opened(desk.invoice())
    desk.link(attempt["id"])
    return str(attempt["id"])


def pays_on_the_page(desk: Desk) -> str:
    attempt = desk.opened(desk.invoice())
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    desk.becomes(attempt["id"], "succeeded")
    return str(attempt["id"])


def cancels(desk: Desk) -> str:
    desk.webhooks(deliver=False)  # or Stripe's word might come first
    attempt = desk.opened(desk.invoice())
    desk.cancel(attempt["id"]).raise_for_status()
    return str(attempt["id"])


def is_declined(desk: Desk) -> str:
    desk.webhooks(deliver=False)  # or Stripe's word might come first
    attempt = desk.opened(desk.invoice())
    assert desk.confirm(attempt["id"], "pm_card_visa_chargeDeclined").status_code == 402
    return str(attempt["id"])


def is_refused_by_stripe(desk: Desk) -> str:
    key = str(uuid4())
    assert desk.create(desk.invoice(), key, amount="0.10").status_code == 400
    return key


def is_given_up(desk: Desk) -> str:
    desk.webhooks(deliver=False)
    attempt = desk.opened(desk.invoice())
    desk.given_up(attempt["id"])  # a till that asks would keep it
    return str(attempt["id"])


def is_unknown(desk: Desk) -> str:
    attempt = desk.opened(desk.invoice())
    with desk.database.write() as session:
        mine, _ = recording.lock(session, attempt["id"])
        mine.tries, mine.next_check_at = rules.MAX_TRIES - 1, None
        recording.unanswered(session, mine, datetime.now(UTC))
    return str(attempt["id"])


def differs(desk: Desk) -> str:
    """Other than asked was received; a supervisor looks at it."""
    attempt = desk.opened(desk.invoice())
    with desk.database.write() as session:
        session.get_one(StripePaymentIntent, attempt["id"]).amount_minor -= 1
    desk.pay_on_the_page(attempt["stripe_payment_intent_id"]).raise_for_status()
    desk.becomes(attempt["id"], "succeeded")
    with desk.database.read() as session:
        found = session.scalars(select(MoneyException).where(MoneyException.intent_id == attempt["id"])).one()
    desk.supervisor.post(f"/exceptions/{found.id}/resolve", json={"note": "Seen"}).raise_for_status()
    return found.id


def gives_back(desk: Desk) -> str:
    desk.webhooks(deliver=False)  # or Stripe's word might come first
    return str(desk.refunded(desk.paid("20.00"))["id"])


def refuses_a_refund(desk: Desk) -> str:
    asked = desk.asked(desk.paid("20.00"))
    desk.supervisor.post(f"{REFUNDS}/{asked['id']}/refuse", json={"note": "No"}).raise_for_status()
    return str(asked["id"])


def withdraws_a_refund(desk: Desk) -> str:
    asked = desk.asked(desk.paid("20.00"))
    desk.till.post(f"{REFUNDS}/{asked['id']}/cancel").raise_for_status()
    return str(asked["id"])


def a_refund_fails(desk: Desk) -> str:
    refund = desk.refunded(desk.paid("20.00", "pm_card_refundFail"))
    desk.refund_becomes(refund, "failed")
    return str(refund["id"])


def a_refund_is_made_in_the_dashboard(desk: Desk) -> str:
    payment = desk.paid("20.00")
    form = {"payment_intent": payment["stripe_payment_intent_id"], "amount": "300"}
    desk.stripe.post("/v1/refunds", data=form).raise_for_status()
    until(lambda: desk.of(payment)["refunds"], "the refund is on record")
    return str(desk.of(payment)["refunds"][0]["id"])


def keeps_a_card(desk: Desk) -> str:
    wallet = Wallet(desk)
    wallet.keep()
    return wallet.consents()[0].id


def keeps_one_and_thinks_better_of_it(desk: Desk) -> str:
    wallet = Wallet(desk)
    attempt = wallet.open(save_payment_method=True)
    for agreed in (True, False, False):
        say(attempt, agreed).raise_for_status()
    return wallet.consents()[0].id


def removes_a_card(desk: Desk) -> str:
    card = Wallet(desk).keep()
    for _ in range(2):
        desk.supervisor.delete(f"{METHODS}/{card['id']}").raise_for_status()
    return str(card["id"])


def retries_an_event(desk: Desk) -> str:
    now, ident = datetime.now(UTC), f"evt_{uuid4().hex}"
    with desk.database.write() as session:
        session.add(
            StripeEvent(
                id=ident, type="payment_intent.succeeded", object_kind="payment_intent", object_id="pi_of_nobody",
                payload="{}", state="dead", tries=12, next_try_at=now, received_at=now,
            )
        )  # fmt: skip
    desk.supervisor.post(f"/webhooks/events/{ident}/retry").raise_for_status()
    return ident


def exports(desk: Desk) -> str:
    desk.supervisor.get(EXPORT, params=span()).raise_for_status()
    return "payments.csv"


def prints_a_receipt_again(desk: Desk) -> str:
    desk.webhooks(deliver=False)  # or Stripe's word might come first
    number = str(desk.paid("10.00")["receipt"]["number"])
    key = {"Idempotency-Key": str(uuid4())}
    for _ in range(2):  # one copy
        desk.till.post(f"/receipts/{number}/reprints", headers=key).raise_for_status()
    return number


def reads_an_invoice(desk: Desk) -> str:
    invoice = desk.invoice()
    desk.detail(invoice)
    desk._invoices.append(invoice)
    return str(invoice["id"])


BY_CASHIER: set[Left] = {("open_payment", CASHIER)}
ACTS: list[tuple[Callable[[Desk], str], set[Left]]] = [
    (opens, BY_CASHIER),
    (pays, BY_CASHIER | {("confirm_payment", CASHIER), ("payment_recorded", CASHIER)}),
    (makes_a_link, BY_CASHIER | {("make_pay_link", CASHIER)}),
    (pays_on_the_page, BY_CASHIER | {("payment_recorded", SERVER)}),
    (cancels, BY_CASHIER | {("cancel_payment", CASHIER), ("payment_cancelled", CASHIER)}),
    (is_declined, BY_CASHIER | {("confirm_payment", CASHIER), ("card_declined", CASHIER)}),
    (is_refused_by_stripe, BY_CASHIER | {("payment_failed", CASHIER)}),
    (is_given_up, BY_CASHIER | {("cancel_payment", SERVER), ("payment_cancelled", SERVER)}),
    (is_unknown, BY_CASHIER | {("payment_unknown", SERVER)}),
    (differs, {("exception_raised", SERVER), ("resolve_exception", SUPERVISOR)}),
    (
        gives_back,
        {
            ("ask_refund", CASHIER),
            ("approve_refund", SUPERVISOR),
            ("refund_submitted", SUPERVISOR),
            ("refund_succeeded", SUPERVISOR),
        },
    ),
    (refuses_a_refund, {("ask_refund", CASHIER), ("refuse_refund", SUPERVISOR)}),
    (withdraws_a_refund, {("ask_refund", CASHIER), ("withdraw_refund", CASHIER)}),
    (
        a_refund_fails,
        {
            ("ask_refund", CASHIER),
            ("approve_refund", SUPERVISOR),
            ("refund_submitted", SUPERVISOR),
            ("refund_failed", SERVER),
        },
    ),
    (a_refund_is_made_in_the_dashboard, {("refund_found", SERVER), ("refund_succeeded", SERVER)}),
    (keeps_a_card, {("keep_card", CASHIER)}),
    (keeps_one_and_thinks_better_of_it, {("keep_card", PAGE), ("take_back_consent", PAGE)}),
    (removes_a_card, {("remove_card", SUPERVISOR)}),
    (retries_an_event, {("retry_event", SUPERVISOR)}),
    (prints_a_receipt_again, {("reprint_receipt", CASHIER)}),
    (exports, {("export_report", SUPERVISOR)}),
    (reads_an_invoice, {("read_invoice", CASHIER)}),
]


@pytest.mark.parametrize(("does", "wanted"), ACTS, ids=[does.__name__ for does, _ in ACTS])
def test_each_act_leaves_its_entries(
    desk: Desk, auditor: httpx.Client, does: Callable[[Desk], str], wanted: set[Left]
) -> None:
    about = does(desk)
    until(lambda: wanted <= left(auditor, about), "the entries are there")
    done = [one for one in log(auditor, subject=about) if one["outcome"] == "done"]
    mine = [(one["action"], one["name"] or one["role"]) for one in done if one["action"] != "read_invoice"]
    for one in wanted - {("read_invoice", CASHIER), ("export_report", SUPERVISOR)}:
        assert mine.count(one) == 1, mine


def test_an_entry_says_who_where_from_what_and_to_what(desk: Desk, auditor: httpx.Client) -> None:
    payment = desk.paid("10.00")
    by_action = {one["action"]: one for one in log(auditor, subject=payment["id"])}
    opened, recorded = by_action["open_payment"], by_action["payment_recorded"]
    assert (opened["name"], opened["role"], opened["till"]) == (CASHIER, "cashier", "Front desk 3")
    assert (opened["address"], opened["chain"], opened["outcome"]) == ("127.0.0.1", "Front desk 3", "done")
    assert opened["subject"] == {"kind": "payment_intent", "id": payment["id"]}
    assert opened["invoice_id"] == payment["invoice_id"]
    assert opened["after"] == {"amount_minor": 1000, "currency": "usd", "state": "created"}
    assert (recorded["before"]["state"], recorded["after"]["state"]) == ("submitted", "succeeded")
    assert recorded["before"]["due_minor"] - recorded["after"]["due_minor"] == recorded["after"]["amount_minor"] == 1000
    assert recorded["after"]["receipt"] == payment["receipt"]["number"]
    assert recorded["after"]["taken_by"] == opened["user_id"]
    assert recorded["user_id"] in (opened["user_id"], ""), "whoever hears of it first: the till's request or an event"


def test_a_copy_is_written_down_with_its_number(desk: Desk, auditor: httpx.Client) -> None:
    payment = desk.paid("10.00")
    number = payment["receipt"]["number"]
    for _ in range(2):
        desk.till.post(f"/receipts/{number}/reprints").raise_for_status()
    first, second = log(auditor, subject=number, action="reprint_receipt")
    assert [first["after"], second["after"]] == [{"copy": 1}, {"copy": 2}]
    assert (first["subject"], first["till"]) == ({"kind": "receipt", "id": number}, "Front desk 3")
    assert first["invoice_id"] == payment["invoice_id"]


def test_looking_through_receipts_leaves_which_came_up_and_not_what_was_typed(
    desk: Desk, auditor: httpx.Client
) -> None:
    number = desk.paid("10.00")["receipt"]["number"]
    desk.till.get("/receipts", params={"q": number}).raise_for_status()

    def read() -> list[Json]:
        return [one for one in log(auditor, action="read_receipts") if one["after"]["receipts"] == [number]]

    until(read, "the reading is there")
    [one] = read()
    assert one["name"] == CASHIER
    assert one["after"] == {"searched": True, "shown": 1, "receipts": [number], "more": False}


def test_what_others_took_is_not_read_unseen(desk: Desk, auditor: httpx.Client) -> None:
    day = {"from": "2026-01-05", "to": "2026-01-06"}
    for client in (desk.till, desk.supervisor, auditor):
        client.get("/reports/takings", params=day).raise_for_status()

    def read() -> set[str]:
        span = {"first": "2026-01-05", "last": "2026-01-06"}
        return {one["role"] for one in log(auditor, action="read_report") if one["after"] == span}

    until(lambda: read() == {"supervisor", "auditor"}, "both readings are there, and not the cashier's of their own")


def test_logging_in_and_out_and_failing_to(desk: Desk, auditor: httpx.Client) -> None:
    with closing(desk.stack.logging_in("cashier", till="Back office")) as client:
        client.post("/auth/unlock", json={"password": "sample-cashier"}).raise_for_status()
        assert client.post("/auth/unlock", json={"password": "guess"}).status_code == 403
        client.post("/auth/logout").raise_for_status()
    until(lambda: log(auditor, till="Back office", outcome="refused"), "the refusal is written")
    (slip,) = log(auditor, till="Back office", outcome="refused")
    assert (slip["action"], slip["code"], slip["subject"]["kind"]) == ("unlock", "password_wrong", "user")
    mine = log(auditor, till="Back office", outcome="done")
    assert [(one["action"], one["name"], one["subject"]["kind"]) for one in mine] == [
        ("log_in", CASHIER, "session"),
        ("unlock", CASHIER, "session"),
        ("log_out", CASHIER, "session"),
    ]
    nobody = f"hunter2-{uuid4().hex}"
    with closing(desk.stack.client()) as client:
        for name in ("admin", nobody):
            answer = client.post("/auth/login", json={"username": name, "password": "guess"})
            assert answer.status_code == 401
        for _ in range(6):
            answer = client.post("/auth/login", json={"username": nobody, "password": "guess"})
    assert answer.status_code == 429

    def refused() -> list[Json]:
        return log(auditor, action="log_in", outcome="refused")

    def kinds() -> set[Left]:
        return {(one["code"], one["subject"]["kind"]) for one in refused()}

    wanted = {("login_failed", "user"), ("login_failed", "name"), ("too_many_tries", "name")}
    until(lambda: wanted <= kinds(), "they are written down")
    assert nobody not in json.dumps(refused())
    assert {one["address"] for one in refused()} == {"127.0.0.1"}


def test_what_is_refused_is_written_down_with_its_code(desk: Desk, auditor: httpx.Client) -> None:
    """Of a person who is known; then of nobody."""
    invoice, key = desk.invoice(), str(uuid4())
    assert desk.create(invoice, key, amount="90000.00").status_code == 409
    asked = desk.asked(desk.paid("20.00"))
    mine = desk.till.post(f"{REFUNDS}/{asked['id']}/approve", json={"amount": asked["amount"]})
    assert mine.status_code == 403

    def refusals(subject: str) -> list[Left]:
        found = log(auditor, subject=subject, outcome="refused")
        return [(f"{one['action']} {one['code']}", one["name"]) for one in found]

    until(lambda: refusals(key) == [("open_payment amount_above_balance", CASHIER)], "the wrong amount is written down")
    until(lambda: refusals(asked["id"]) == [("approve_refund not_allowed", CASHIER)], "the lack of rights is too")
    [entry] = log(auditor, subject=asked["id"], outcome="refused")
    assert entry["subject"]["kind"] == "refund"
    assert entry["after"]["status"] == 403
    assert entry["after"]["request"] == mine.headers["x-request-id"]
    assert entry["after"]["route"].endswith("/payments/stripe/refunds/{reference}/approve")


def test_forged_events_are_written_down_and_a_flood_is_summed_up(desk: Desk, auditor: httpx.Client) -> None:
    with httpx.Client() as nobody:
        for _ in range(120):
            answer = nobody.post(desk.stack.url + WEBHOOK_PATH, content=b"{}", headers={"Stripe-Signature": "t=1,v1=0"})
            assert answer.status_code == 400

    def forged() -> list[Json]:
        return log(auditor, action="receive_event", outcome="refused")

    until(forged, "the first is written down")
    assert len(forged()) <= 40, "two minutes' worth at most"
    assert {(one["code"], one["role"], one["user_id"]) for one in forged()} == {("webhook_signature_invalid", "", "")}


def test_a_search_says_which_patients_came_up_and_never_what_was_typed(desk: Desk, auditor: httpx.Client) -> None:
    invoice = desk.invoice()
    desk._invoices.append(invoice)
    name = str(invoice["patient"]["name"])
    assert desk.till.get("/invoices", params={"q": name}).raise_for_status().json()["items"]

    def found() -> list[Json]:
        return [
            one for one in log(auditor, action="search_patients") if invoice["patient_id"] in one["after"]["patients"]
        ]

    until(found, "the search is written down")
    assert (found()[0]["name"], found()[0]["till"]) == (CASHIER, "Front desk 3")


def test_the_list_is_for_those_who_look_after_the_others(desk: Desk, auditor: httpx.Client) -> None:
    assert desk.supervisor.get("/audit").status_code == 403
    payment = desk.paid("10.00")
    [opened] = log(auditor, subject=payment["id"], action="open_payment")
    at = datetime.fromisoformat(opened["at"])
    near: Json = {"from": at.isoformat(), "to": (at + timedelta(microseconds=1)).isoformat()}
    assert opened in log(auditor, **near)
    assert opened not in log(auditor, **{**near, "from": near["to"], "to": None} | {"to": "2100-01-01T00:00:00Z"})
    mine = log(auditor, person=opened["user_id"], till="Front desk 3", outcome="done")
    assert opened in mine
    assert {(one["user_id"], one["till"], one["outcome"]) for one in mine} == {
        (opened["user_id"], "Front desk 3", "done")
    }
    whole = log(auditor)
    assert len({one["id"] for one in whole}) == len(whole) >= len(mine)
    assert [one["at"] for one in whole] == sorted(one["at"] for one in whole)
    assert auditor.get("/audit", params={"cursor": "x"}).json()["code"] == "cursor_invalid"
    beyond = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")  # in UTC there are no such years
    for moment in ("2026-11-23T09:00:00", *beyond):
        assert auditor.get("/audit", params={"from": moment}).status_code == 422
    assert auditor.get("/audit", params={"subject": "é"}).json() == {"items": [], "next_cursor": None}
    until(lambda: log(auditor, action="read_audit"), "looking into it is written down too")


def test_two_servers_and_fifty_at_once_keep_one_chain(desk: Desk, auditor: httpx.Client) -> None:
    port, payment = str(free_port()), desk.paid("60.00")
    server = Program(["server", "--host", "127.0.0.1", "--port", port, "--demo"], desk.folder, desk.stack.env, "second")
    try:
        url = server.addresses("ready")["ready"]
        with httpx.Client(base_url=f"{url}/api/v1", headers=dict(desk.till.headers), timeout=60) as other:
            tills = (desk.till, other)

            def ask(number: int) -> httpx.Response:
                key, answer = str(uuid4()), None
                while answer is None or answer.status_code == 503:  # SQLite may say that it is busy
                    answer = desk.ask(payment, "1.00", key, till=tills[number % 2])
                return answer

            assert set(codes(at_once(ask, 50))) == {201}
    finally:
        assert server.stop() == 0
    mine = log(auditor, action="ask_refund", outcome="done", subject=payment["invoice_id"])
    assert len(mine) == 50
    assert {one["chain"] for one in mine} == {"Front desk 3"}
    assert verify(desk.database).bad == []


def test_readings_reach_the_log_when_the_server_is_told_to_end(desk: Desk) -> None:
    invoice = desk.invoice()
    before = _readings(desk, invoice)
    desk.detail(invoice)
    assert desk.stack.server.stop() == 0
    assert _readings(desk, invoice) == before + 1
    desk.restart()


def _readings(desk: Desk, invoice: Json) -> int:
    query = select(AuditEntry.id).where(AuditEntry.about_id == invoice["id"], AuditEntry.action == Act.READ_INVOICE)
    with desk.database.read() as session:
        return len(session.scalars(query).all())


def test_no_patient_and_no_card_is_anywhere_in_it(desk: Desk) -> None:
    """Last: over all that the tests before have left, and what strays in here."""
    canary, card = "Quillfeather", "4000056655665556"
    invoice = desk.invoice()
    with desk.database.write() as session:
        patient = session.get_one(Patient, invoice["patient_id"])
        patient.name, patient.name_key = f"Zebedee {canary}", f"zebedee {canary.lower()}"
    for typed in (canary, card, f"{card} {canary}"):
        desk.till.get("/invoices", params={"q": typed}).raise_for_status()
        desk.till.get(f"/invoices/{typed}")
        desk.till.get(f"{INTENTS}/{typed}")
        desk.till.get(f"/{typed}")
        desk.create(invoice, typed)
        desk.create(invoice, str(uuid4()), customer_email=f"{canary}@mail.example", invoice_id=typed)
        with closing(desk.stack.client()) as nobody:
            nobody.post("/auth/login", json={"username": typed, "password": typed, "till": card})
            nobody.get("/auth/me", headers={"Authorization": f"Bearer {typed}"})
    asked = desk.asked(desk.paid("20.00"), reason=f"{canary} paid twice with {card}")
    desk.approve(asked, note=f"{canary} {card}").raise_for_status()
    with closing(desk.stack.client("patient")) as person:
        person.get("/invoices").raise_for_status()
    desk.detail(invoice)
    until(lambda: _readings(desk, invoice) > 0, "what was before it is written down")
    with desk.database.read() as session:
        rows = [str(tuple(row)) for row in session.execute(text("SELECT * FROM audit_entries"))]
        names = set(session.scalars(select(Patient.name)))
    for word in (canary.lower(), card, "mail.example", "sample-"):
        assert not [row for row in rows if word in row.lower()]
    assert not [row for row in rows if any(name in row for name in names)]
    assert verify(desk.database).bad == []
