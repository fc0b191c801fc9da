"""Texts of strangers: shown as they are, run by nobody, fetched by nobody; and no card number in any of them."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, text, update

from pos_app.server.models import AuthSession, Base, Invoice, Patient, Payment, StripeRefund, User
from tests.integration.payments.desk import INTENTS, Desk, Json
from tests.security.watch import Watch
from tests.support import fhir as make
from tests.support.processes import done, running_stack

CARDS = ("4000056655665556", "4000 0566 5566 5556", "4000-0566-5566-5556", "٤٠٠٠٠٥٦٦٥٥٦٦٥٥٥٦", "378282246310005")


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """A server that the hostile texts point to. Whoever fetches from it is found in its queue."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        found.listen(50)
        found.setblocking(False)
        yield found


def address(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def nobody_came(listener: socket.socket) -> bool:
    try:
        listener.accept()
    except BlockingIOError:
        return True
    return False


@pytest.fixture(scope="module")
def hostile(listener: socket.socket) -> dict[str, str]:
    url = address(listener)
    return {
        "script": f"<script src={url}/a.js></script>",
        "image": f'"><img src={url}/a.png onerror=alert(1)>',
        "end": "</script><svg onload=alert(1)>",
        "typst": f'#image("{url}/b.png")',
        "reads": '#read("/etc/passwd")',
        "template": "{{7*7}}{% raw %}${7*7}",
        "entity": "&lt;b&gt;&amp;",
    }


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, hostile: dict[str, str]
) -> Iterator[Desk]:
    """A hospital whose very name is hostile."""
    folder: Path = tmp_path_factory.mktemp("desk")
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{folder / 'hmis.sqlite'}" if sqlite else request.getfixturevalue("cluster").create()
    name = f"St. {hostile['image']} {hostile['end']}"
    with running_stack(folder, url, env={"HOSPITAL_NAME": name}) as stack, closing(Desk(stack, folder)) as desk:
        yield desk


@pytest.fixture(scope="module")
def arrivals(shared_desk: Desk, hostile: dict[str, str]) -> dict[str, Json]:
    """Patients with an invoice each, as the hospital's other system sends them: rows of the list, by kind or card."""
    people = {**hostile, **{card: f"Okafor {card}" for card in CARDS}}
    marks = {kind: f"{number:08}" for number, kind in enumerate(people, start=55_000_001)}
    sent = []
    for kind, family in people.items():
        name = [{"use": "official", "family": family, "given": ["Zoe"]}]
        mark = marks[kind]
        line = make.item(make.part("copay", "50.00"), text=family)
        sent += [
            make.patient(f"p{mark}", name=name, identifier=[make.identifier("MR", mark)]),
            make.eob(f"b{mark}", line, patient=make.ref(f"Patient/p{mark}")),
        ]
    path = make.write(shared_desk.folder, "arrivals.json", make.bundle(*make.hospital(*sent)))
    told = done("import", str(path), "--site", "North Wing", env={"DATABASE_URL": shared_desk.stack.database_url})
    assert told.returncode == 0, told.stdout + told.stderr
    for card in CARDS:
        assert card not in told.stdout + told.stderr
    search = {kind: {"q": mark, "status": "all"} for kind, mark in marks.items()}
    return {kind: shared_desk.till.get("/invoices", params=query).json()["items"][0] for kind, query in search.items()}


def words(pdf: bytes, folder: Path) -> str:
    path = folder / "receipt.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True).stdout.decode()


def squeezed(said: str) -> str:
    """Without spaces: a narrow paper breaks lines where it likes."""
    return re.sub(r"\s+", "", said)


@pytest.mark.parametrize("kind", ["script", "image", "end", "typst", "reads", "template", "entity"])
def test_names_are_text_on_receipt_paper_and_page(
    desk: Desk, listener: socket.socket, hostile: dict[str, str], arrivals: dict[str, Json], tmp_path: Path, kind: str
) -> None:
    """Row 35: HTML and script in the names of a patient, of who serves, of the hospital."""
    name, invoice = hostile[kind], arrivals[kind]
    assert invoice["patient"]["name"] == f"Zoe {name}"
    with desk.database.write() as session:
        session.execute(update(User).where(User.username == "cashier").values(display_name=name))
    with closing(desk.stack.logging_in("cashier", till=name[:64])) as till:
        attempt = desk.create(invoice, till=till).json()
        page = httpx.get(attempt["pay_url"], params={"view": "phone"})
        desk.confirm(attempt["id"], "pm_card_visa", till=till).raise_for_status()
        url = f"{INTENTS}/{attempt['id']}/receipt"
        receipt = till.get(url)
        pdf = till.get(url, params={"format": "pdf"})
        detail = till.get(f"/invoices/{invoice['id']}")
    hospital = desk.stack.env["HOSPITAL_NAME"]
    for answer in (receipt, detail):
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
    found = receipt.json()
    assert (found["patient"], found["till"], found["hospital"]) == (f"Z. {name}", name[:64], hospital)
    assert detail.json()["lines"][0]["description"] == name
    paper = squeezed(words(pdf.content, tmp_path))
    for part in (f"Z. {name}", hospital, name[:64]):
        assert squeezed(part) in paper, words(pdf.content, tmp_path)
    assert "root:" not in paper
    assert pdf.content.count(b"/URI") == pdf.content.count(b"/JavaScript") == 0
    assert_page_is_inert(page, hospital, listener)
    assert name not in page.text  # the page names nobody
    assert nobody_came(listener)


def assert_page_is_inert(page: httpx.Response, hospital: str, listener: socket.socket) -> None:
    """The hospital's name stands in the page's data and nowhere in its markup."""
    assert page.status_code == 200
    before, _, rest = page.text.partition('<script type="application/json" id="pay-data">')
    data, _, after = rest.partition("</script>")
    assert json.loads(data)["hospital"] == hospital
    assert not set("<>&") & set(data)
    for markup in (before, after):
        assert "onerror" not in markup
        assert "onload" not in markup
        assert address(listener) not in markup


def test_the_page_with_one_sentence_is_inert_too(desk: Desk, listener: socket.socket) -> None:
    """Row 35: the page that says a link has ended has no script, and the name on it is text."""
    page = httpx.get(f"{desk.stack.url}/pay/none")
    assert page.status_code == 404
    name = desk.stack.env["HOSPITAL_NAME"]
    assert html.escape(name, quote=False) in html.escape(html.unescape(page.text), quote=False)
    assert "<img" not in page.text
    assert "<svg" not in page.text
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert nobody_came(listener)


FORMULAS = [
    '=HYPERLINK("http://evil.example")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    ' =cmd|"/C calc"!A0',
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_an_export_is_text_and_a_refund_is_a_number(desk: Desk, formula: str) -> None:
    """Row 36."""
    invoice = desk.invoice()
    with desk.database.write() as session:
        session.execute(update(User).where(User.username == "cashier").values(display_name=formula))
        session.execute(update(Invoice).where(Invoice.id == invoice["id"]).values(number=formula + invoice["number"]))
    with closing(desk.stack.client("cashier", till="Desk")) as till:
        attempt = desk.create(invoice, till=till, amount="10.00").json()
        desk.confirm(attempt["id"], "pm_card_visa", till=till).raise_for_status()
    [payment] = desk.payments(invoice)
    now = datetime.now(UTC)
    with desk.database.write() as session:
        # no till is called so any more, but one may have been
        session.execute(update(Payment).where(Payment.id == payment.id).values(till=formula))
        session.add(
            StripeRefund(payment_id=payment.id, amount_minor=250, currency="usd", state="succeeded",
                         status="succeeded", live=False, user_id=payment.user_id, created_at=now, updated_at=now)
        )  # fmt: skip
    today = datetime.now().astimezone().date()
    span = {"from": str(today - timedelta(1)), "to": str(today + timedelta(1))}
    with closing(desk.stack.client("supervisor")) as supervisor:
        answer = supervisor.get("/reports/payments.csv", params=span)
    answer.raise_for_status()
    sheet = answer.content.decode("utf-8-sig")
    mine = [row for row in csv.DictReader(io.StringIO(sheet, newline="")) if row["invoice"].endswith(invoice["number"])]
    assert {row["kind"]: row["amount"] for row in mine} == {"payment": "10.00", "refund": "-2.50"}
    assert sum(Decimal(row["amount"]) for row in mine) == Decimal("7.50")
    assert ",-2.50," in sheet  # bare: in quotes some spreadsheets take it for text
    for row in mine:
        for name in ("invoice", "served_by", *(["till"] if row["kind"] == "payment" else [])):
            assert row[name].startswith("'"), row
            assert row[name][1:].split() == (formula + invoice["number"] if name == "invoice" else formula).split()


def digits(card: str) -> str:
    return "".join(str(int(letter)) for letter in card if letter.isdecimal())


@pytest.mark.parametrize("card", CARDS)
def test_a_card_number_pasted_anywhere_is_kept_nowhere(
    desk: Desk, watch: Watch, arrivals: dict[str, Json], card: str
) -> None:
    """Row 49: in a search, a name, an address, an id, a till's name: masked or refused before it is kept."""
    since, plain, invoice = watch.logged(), digits(card), arrivals[card]
    assert invoice["patient"]["name"] == f"Zoe Okafor •••• {plain[-4:]}"
    desk.till.get("/invoices", params={"q": card}).raise_for_status()
    desk.till.get("/invoices/counts", params={"q": f"card {card} please"}).raise_for_status()
    desk.till.get(f"/invoices/{card}")
    desk.till.get(f"{INTENTS}/{card}")
    desk.till.get(f"/{card}")
    httpx.get(f"{desk.stack.url}/pay/{card}")
    with closing(desk.stack.logging_in("cashier", till=f"Desk {card}")) as till:
        with desk.database.read() as session:
            tills = session.scalars(select(AuthSession.till)).all()
        assert f"Desk •••• {plain[-4:]}" in tills
        body = desk.body(invoice)
        for name in ("customer_email", "invoice_id", "patient_id"):
            value = f"{card}@mail.example" if name == "customer_email" else card
            watch.refused(lambda name=name, value=value: till.post(INTENTS, json={**body, name: value}), 422,
                          "malformed_request", never=(card, plain))  # fmt: skip
        wrong_key = {"Idempotency-Key": plain}
        watch.refused(lambda: till.post(INTENTS, json=body, headers=wrong_key), 400, "idempotency_key_invalid")
        attempt = desk.create(invoice, till=till).json()
        url = f"{INTENTS}/{attempt['id']}/confirm"
        for confirm in ({"payment_method_id": card}, {"return_url": f"https://a.example/?card={card}"}):
            watch.refused(lambda confirm=confirm: till.post(url, json=confirm), 422, "malformed_request", never=(card,))
        watch.refused(lambda: till.post("/auth/login", json={"username": card, "password": card}), 401, "login_failed")
        watch.refused(lambda: till.post(INTENTS, json={**body, card: card}), 422, "malformed_request")
        desk.cancel(attempt["id"]).raise_for_status()
    assert_nowhere(desk, watch, since, (card, plain))


def assert_nowhere(desk: Desk, watch: Watch, since: int, never: tuple[str, ...]) -> None:
    """Neither in a table, nor in the log, nor at Stripe."""
    kept = []
    with desk.database.read() as session:
        for table in Base.metadata.sorted_tables:
            kept += [str(tuple(row)) for row in session.execute(select(table))]
        if desk.database.sqlite:
            kept += [str(tuple(row)) for row in session.execute(text("SELECT * FROM patient_names"))]
    log = json.dumps(watch.log(since), ensure_ascii=False)
    asked = json.dumps(desk.control.get("/requests").json(), ensure_ascii=False)
    for number in never:
        assert not [row for row in kept if number in row]
        assert number not in log
        assert number not in asked
    with desk.database.read() as session:
        assert not session.scalars(select(Patient.id).where(Patient.name_key.contains(never[0]))).all()
