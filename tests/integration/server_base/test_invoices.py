"""The list, its searches and one invoice, over real sockets and on both databases."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from sqlalchemy import delete, select

from pos_app.server.invoices.search import SPARSE
from pos_app.server.invoices.service import MANY_CAP
from pos_app.server.models import (
    Invoice,
    InvoiceEvent,
    InvoiceLine,
    Patient,
    Payment,
    Receipt,
    Site,
    StripePaymentIntent,
    StripeRefund,
    User,
    new_id,
)
from pos_app.server.text import digits, fold, key
from pos_app.wire.invoices import InvoiceDetail, InvoicePage, InvoiceRow
from tests.integration.server_base.conftest import Hospital, problem

NOW = datetime.now(UTC)


class Books:
    """Writes patients and invoices of one test into the hospital, and takes them out again."""

    def __init__(self, hospital: Hospital) -> None:
        self.hospital = hospital
        self.patients: list[str] = []
        self.invoices: list[str] = []
        with hospital.database.read() as session:
            self.sites = {site.name: site.id for site in session.scalars(select(Site))}
            self.users = {user.username: user.id for user in session.scalars(select(User))}

    def patient(self, name: str, mrn: str = "", born: date | None = None, phone: str = "", email: str = "") -> str:
        row = Patient(
            id=new_id(), source="test", source_id=new_id(), mrn=mrn, mrn_key=key(mrn), name=name, name_key=fold(name),
            birth_date=born, phone=phone, phone_reversed=digits(phone)[::-1], email=email,
            created_at=NOW, updated_at=NOW,
        )  # fmt: skip
        with self.hospital.database.write() as session:
            session.add(row)
        self.patients.append(row.id)
        return row.id

    def invoice(self, patient: str, number: str = "", *, total: int = 10_000, paid: int = 0, refunded: int = 0,
                site: str = "North Wing", at: datetime = NOW, void: bool = False, currency: str = "usd",
                insurer: int = 0, paid_at: datetime | None = None) -> str:  # fmt: skip
        number = number or f"T{new_id()[:8]}"
        due = total - paid + refunded
        row = Invoice(
            id=new_id(), number=number, number_key=key(number), patient_id=patient, site_id=self.sites[site],
            service="Test of a service", department="Tests", service_date=at, currency=currency,
            gross_minor=total + insurer, insurer_minor=insurer, insurer_name="Northway" if insurer else "",
            total_minor=total, paid_minor=paid, refunded_minor=refunded, due_minor=due, void=void,
            paid_at=paid_at or (NOW if due <= 0 else None), source="test", source_id=new_id(),
            created_at=NOW, updated_at=NOW,
        )  # fmt: skip
        with self.hospital.database.write() as session:
            session.add(row)
        self.invoices.append(row.id)
        return row.id

    def attempt(self, invoice: str, state: str, *, live: bool = True) -> str:
        row = StripePaymentIntent(
            id=new_id(), request_hash="x", invoice_id=invoice, user_id=self.users["cashier"], till="Front desk 3",
            amount_minor=5_000, currency="usd", state=state, live=live, lease_expires_at=NOW + timedelta(days=1),
            created_at=NOW, updated_at=NOW,
        )  # fmt: skip
        with self.hospital.database.write() as session:
            session.add(row)
        return row.id

    def add(self, *rows: object) -> None:
        with self.hospital.database.write() as session:
            for row in rows:
                session.add(row)
                session.flush()

    def close(self) -> None:
        ids = self.invoices
        with self.hospital.database.write() as session:
            payments = select(Payment.id).where(Payment.invoice_id.in_(ids))
            session.execute(delete(StripeRefund).where(StripeRefund.payment_id.in_(payments)))
            session.execute(delete(Receipt).where(Receipt.payment_id.in_(payments)))
            for table in (Payment, StripePaymentIntent, InvoiceLine, InvoiceEvent):
                session.execute(delete(table).where(table.invoice_id.in_(ids)))
            session.execute(delete(Invoice).where(Invoice.id.in_(ids)))
            session.execute(delete(Patient).where(Patient.id.in_(self.patients)))


@pytest.fixture
def books(hospital: Hospital) -> Iterator[Books]:
    found = Books(hospital)
    yield found
    found.close()


@pytest.fixture(scope="module")
def http(hospital: Hospital) -> Iterator[httpx.Client]:
    """A cashier of North Wing."""
    with hospital.client("cashier") as client:
        yield client


def listed(client: httpx.Client, **params: str | int) -> list[str]:
    """Ids of one page."""
    answer = client.get("/invoices", params=params)
    assert answer.status_code == 200, answer.text
    return [row.id for row in InvoicePage.model_validate_json(answer.content).items]


def counts(client: httpx.Client, **params: str) -> dict[str, int]:
    answer = client.get("/invoices/counts", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, int] = answer.json()
    return found


# -- the list ---------------------------------------------------------------------------------------------------


def test_the_first_page_is_what_is_open_newest_first(http: httpx.Client) -> None:
    page = InvoicePage.model_validate_json(http.get("/invoices").content)
    assert page.items[0].number == "INV-20418"
    assert page.items[0].patient.name == "Margaret Okafor"
    assert (page.items[0].total.amount, page.items[0].due.amount) == ("198.00", "148.00")
    dates = [row.service_date for row in page.items]
    assert dates == sorted(dates, reverse=True)
    assert all(row.due.amount_minor > 0 for row in page.items)


@pytest.mark.parametrize("limit", [1, 7, 200])
def test_pages_follow_each_other_without_gap_or_repeat(http: httpx.Client, limit: int) -> None:
    whole = listed(http, status="all", limit=200)
    assert len(whole) > 20
    found: list[str] = []
    cursor = ""
    while True:
        answer = http.get(
            "/invoices", params={"status": "all", "limit": limit, **({"cursor": cursor} if cursor else {})}
        )
        page = InvoicePage.model_validate_json(answer.content)
        found += [row.id for row in page.items]
        if page.next_cursor is None:
            break
        assert len(page.items) == limit
        cursor = page.next_cursor
    assert found == whole


def test_invoices_of_the_same_moment_are_all_paged_through(http: httpx.Client, books: Books) -> None:
    patient = books.patient("Samemoment Tester")
    made = {books.invoice(patient) for _ in range(7)}
    first = http.get("/invoices", params={"q": "samemoment", "limit": 3}).json()
    second = http.get("/invoices", params={"q": "samemoment", "limit": 3, "cursor": first["next_cursor"]}).json()
    third = http.get("/invoices", params={"q": "samemoment", "limit": 3, "cursor": second["next_cursor"]}).json()
    found = [row["id"] for page in (first, second, third) for row in page["items"]]
    assert sorted(found) == sorted(made)
    assert third["next_cursor"] is None


@pytest.mark.parametrize("q", ["", "orderly"])
@pytest.mark.parametrize("status", ["open", "part_paid"])
@pytest.mark.parametrize("limit", [2, 200])
def test_the_list_comes_in_the_order_it_is_asked_for(
    http: httpx.Client, books: Books, status: str, q: str, limit: int
) -> None:
    """Whole, at any size of page, with equals among them."""
    patient = books.patient("Orderly Tester")
    for total, paid in ((9_000, 4_000), (9_000, 4_000), (7_000, 0), (5_000, 1_000), (5_000, 0), (8_000, 8_000)):
        books.invoice(patient, total=total, paid=paid)
    orders = {
        "newest": lambda row: (row.service_date, row.id), "oldest": lambda row: (row.service_date, row.id),
        "most_due": lambda row: (row.due.amount_minor, row.id), "least_due": lambda row: (row.due.amount_minor, row.id),
    }  # fmt: skip
    found: dict[str, list[str]] = {}
    for sort, place in orders.items():
        rows: list[InvoiceRow] = []
        cursor: str | None = ""
        while cursor is not None:
            asked = {"status": status, "q": q, "sort": sort, "limit": limit} | ({"cursor": cursor} if cursor else {})
            answer = http.get("/invoices", params=asked)
            page = InvoicePage.model_validate_json(answer.raise_for_status().content)
            rows += page.items
            cursor = page.next_cursor
        assert rows == sorted(rows, key=place, reverse=sort in ("newest", "most_due")), sort
        found[sort] = [row.id for row in rows]
    assert found["oldest"] == found["newest"][::-1]
    assert found["least_due"] == found["most_due"][::-1]
    assert sorted(found["most_due"]) == sorted(found["newest"])
    assert len(found["newest"]) >= (5 if status == "open" else 3)


@pytest.mark.parametrize("status", ["all", "paid", "paid_today", "checking"])
def test_nothing_is_in_order_of_a_due_that_most_do_not_have(http: httpx.Client, status: str) -> None:
    asked = {"status": status, "sort": "most_due"}
    assert problem(http.get("/invoices", params=asked), 422, "malformed_request")["fields"] == {
        "sort": "with open and part_paid only"
    }
    assert http.get("/invoices", params=asked | {"sort": "oldest"}).is_success


def test_a_place_in_another_order_is_none(http: httpx.Client) -> None:
    page = http.get("/invoices", params={"limit": 1, "sort": "most_due"}).json()
    for sort in ("newest", "oldest", "least_due"):
        problem(http.get("/invoices", params={"sort": sort, "cursor": page["next_cursor"]}), 400, "cursor_invalid")


@pytest.mark.parametrize("cursor", ["x", "MXwyMDI2", "....", "%00", "'; DROP TABLE invoices; --"])
def test_a_place_that_is_none(http: httpx.Client, cursor: str) -> None:
    problem(http.get("/invoices", params={"cursor": cursor}), 400, "cursor_invalid")


@pytest.mark.parametrize(
    "params",
    [
        {"limit": "0"}, {"limit": "201"}, {"limit": "1000000"}, {"limit": "-1"}, {"limit": "x"}, {"limit": "1.5"},
        {"status": "gone"}, {"sort": "due"}, {"site": "other"}, {"q": "x" * 201}, {"cursor": "x" * 300},
    ],
)  # fmt: skip
def test_what_can_not_be_asked(http: httpx.Client, params: dict[str, str]) -> None:
    found = problem(http.get("/invoices", params=params), 422, "malformed_request")
    assert list(found["fields"]) == list(params)  # type: ignore[call-overload] # json


# -- states and filters -----------------------------------------------------------------------------------------


def test_each_filter_has_its_states(http: httpx.Client, books: Books) -> None:
    patient = books.patient("Filterable Tester")
    paid_at = datetime.now(UTC) + timedelta(days=1)  # still of today when midnight passes before the list is asked
    made = {
        "open": books.invoice(patient),
        "part": books.invoice(patient, paid=4_000),
        "refunded": books.invoice(patient, paid=10_000, refunded=10_000),
        "paid": books.invoice(patient, paid=10_000, paid_at=paid_at),
        "paid long ago": books.invoice(patient, paid=10_000, paid_at=NOW - timedelta(days=3)),
        "overpaid": books.invoice(patient, paid=12_000, paid_at=paid_at),
        "void": books.invoice(patient, void=True),
        "processing": books.invoice(patient),
        "asking the bank": books.invoice(patient, paid=4_000),
        "unknown": books.invoice(patient, paid=10_000),
        "card form open": books.invoice(patient),
        "unknown once": books.invoice(patient),
    }
    books.attempt(made["processing"], "processing")
    books.attempt(made["asking the bank"], "requires_action")
    books.attempt(made["unknown"], "unknown")
    books.attempt(made["card form open"], "submitted")
    books.attempt(made["unknown once"], "cancelled", live=False)

    def names(status: str) -> set[str]:
        found = set(listed(http, status=status, q="filterable"))
        return {name for name, one in made.items() if one in found}

    checking = {"processing", "asking the bank", "unknown"}
    plain = {"open", "refunded", "card form open", "unknown once"}
    assert names("open") == plain | {"part", "processing", "asking the bank"}
    assert names("part_paid") == {"part"}
    assert names("checking") == checking
    assert names("paid") == {"paid", "paid long ago", "overpaid"}
    assert names("paid_today") == {"paid", "overpaid"}
    assert names("all") == set(made)
    found = counts(http, q="filterable")
    assert found == {"open": 7, "part_paid": 1, "checking": 3, "paid_today": 2, "all": 12, "cap": 1000}

    rows = http.get("/invoices", params={"status": "all", "q": "filterable"}).json()["items"]
    states = {row["id"]: row["state"] for row in rows}
    assert {name for name, one in made.items() if states[one] == "checking"} == checking
    assert states[made["part"]] == "part_paid"
    assert states[made["void"]] == "void"
    assert states[made["overpaid"]] == "paid"
    assert {states[made[name]] for name in plain} == {"open"}


def test_amounts_have_the_decimals_of_their_currency(http: httpx.Client, books: Books) -> None:
    patient = books.patient("Currencies Tester")
    wanted = {"jpy": "12345", "kwd": "12.345", "usd": "123.45", "isk": "123.45"}
    made = {books.invoice(patient, total=12_345, currency=currency): currency for currency in wanted}
    rows = http.get("/invoices", params={"q": "currencies"}).json()["items"]
    assert {made[row["id"]]: row["due"]["amount"] for row in rows} == wanted
    assert {row["due"]["amount_minor"] for row in rows} == {12_345}


# -- search -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "q",
    [
        "QX-77012345",
        "qx77012345",
        "QX-770",
        "7701234",
        "9988 7766",
        "99887766",
        "9988",
        "Zażółć",
        "zazolc gesla",
        "jazn",
        "GĘŚLĄ zażółć",
        "ges zaz",
        "+48 600 700 811",
        "700811",
        "811",
        "0811",
        "1937-05-06",
        "06.05.1937",
        "6 May 1937",
        "05/06/1937",
        "  jazn  ",
    ],
)
def test_an_invoice_is_found_by(http: httpx.Client, books: Books, q: str) -> None:
    patient = books.patient("Zażółć Gęślą Jaźń", "9988 7766", date(1937, 5, 6), "+48 600 700 811")
    invoice = books.invoice(patient, "QX-77012345")
    books.invoice(books.patient("Somebody Else", "1234 5678", date(1950, 1, 1), "+48 600 700 999"), "QY-1")
    assert invoice in listed(http, q=q)
    assert counts(http, q=q)["all"] >= 1


@pytest.mark.parametrize(
    "q",
    [
        "77012346",
        "X-770",
        "012345",
        "887766",
        "zazolc nobody",
        "600700",
        "1937-05-07",
        "%",
        "_azolc",
        "zaz%",
        "zaz_olc",
        "\\",
        "' OR '1'='1",
        "'; DROP TABLE invoices; --",
        "*",
        "\u0301",
        "😀",
    ],
)
def test_an_invoice_is_not_found_by(http: httpx.Client, books: Books, q: str) -> None:
    patient = books.patient("Zażółć Gęślą Jaźń", "9988 7766", date(1937, 5, 6), "+48 600 700 811")
    invoice = books.invoice(patient, "QX-77012345")
    assert invoice not in listed(http, q=q, limit=200)


def test_a_search_no_database_could_do(http: httpx.Client) -> None:
    problem(http.get("/invoices", params={"q": "Z\0ażółć"}), 422, "malformed_request")


@pytest.mark.parametrize("q", ["", "   "])
def test_no_search_is_no_filter(http: httpx.Client, q: str) -> None:
    assert listed(http, q=q) == listed(http)


def test_names_in_other_scripts(http: httpx.Client, books: Books) -> None:
    for name, q in (
        ("محمد الأحمد", "الأحمد"),
        ("अनन्या त्रिपाठी", "त्रिपाठी"),
        ("陳偉霖", "偉霖"),
        ("Đặng Thị Hương", "dang huong"),
    ):
        invoice = books.invoice(books.patient(name))
        assert listed(http, q=q) == [invoice], name


def test_one_or_two_letters_find_whose_name_holds_them(http: httpx.Client, books: Books, hospital: Hospital) -> None:
    """Few names or many, short or long, and after a name has changed."""
    chance = random.Random(2)
    named = ["".join(chance.choices("qxzv\u0435 ", k=chance.randrange(1, 7))) for _ in range(40)] + ["wq", "陳", "ýw"]
    invoices = {books.invoice(books.patient(name)): fold(name) for name in named}
    married = books.patient("wwx")
    invoices[books.invoice(married)] = "zzw"
    with hospital.database.write() as session:
        session.get_one(Patient, married).name_key = "zzw"
    letters = "qxzvw\u0435陳"
    for q in [*letters, *("".join(pair) for pair in itertools.product(letters, repeat=2)), "xw", "yw qx", "q zz"]:
        found = set(listed(http, q=q, limit=200, status="all")) & invoices.keys()
        assert found == {one for one, name in invoices.items() if all(word in name for word in q.split())}, q


def test_a_search_with_more_hits_than_are_sorted_at_once_is_whole_all_the_same(
    http: httpx.Client, books: Books, hospital: Hospital
) -> None:
    patient = books.patient("Manyfold Tester")
    rows = [
        Invoice(
            id=new_id(), number=f"MF-{n}", number_key=f"MF{n}", patient_id=patient, site_id=books.sites["North Wing"],
            service="s", service_date=NOW - timedelta(minutes=n), currency="usd", gross_minor=1, total_minor=1,
            due_minor=1, source="test", source_id=f"mf-{n}", created_at=NOW, updated_at=NOW,
        )
        for n in range(SPARSE + 100)
    ]  # fmt: skip
    books.invoices += [row.id for row in rows]
    with hospital.database.write() as session:
        session.add_all(rows)
    assert listed(http, q="manyfold", limit=200) == [row.id for row in rows[:200]]
    assert listed(http, q="MF-", limit=200) == [row.id for row in rows[:200]]
    assert listed(http, q=f"MF-{SPARSE + 99}") == [rows[-1].id]
    for q in ("manyfold", "MF-"):
        assert counts(http, q=q) == {
            "open": MANY_CAP,
            "part_paid": 0,
            "checking": 0,
            "paid_today": 0,
            "all": MANY_CAP,
            "cap": MANY_CAP,
        }
    with hospital.client("cashier2") as elsewhere:
        assert counts(elsewhere, q="manyfold")["all"] == 0


# -- whose ------------------------------------------------------------------------------------------------------


def test_a_cashier_sees_their_own_site_only(hospital: Hospital, books: Books, http: httpx.Client) -> None:
    patient = books.patient("Elsewhere Tester")
    north, harbour = books.invoice(patient), books.invoice(patient, site="Harbour Clinic")
    with hospital.client("cashier2") as other, hospital.client("auditor") as auditor:
        for site in ("mine", "all"):
            assert listed(http, q="elsewhere", site=site) == [north]
            assert listed(other, q="elsewhere", site=site) == [harbour]
            assert set(listed(auditor, q="elsewhere", site=site)) == {north, harbour}
        assert counts(http, q="elsewhere")["all"] == 1
        assert http.get(f"/invoices/{north}").status_code == 200
        foreign, nothing = http.get(f"/invoices/{harbour}"), http.get(f"/invoices/{new_id()}")
        assert auditor.get(f"/invoices/{harbour}").status_code == 200
    one, two = problem(foreign, 404, "not_found"), problem(nothing, 404, "not_found")
    assert {**one, "instance": ""} == {**two, "instance": ""}


def test_a_patient_sees_their_own_only(hospital: Hospital, books: Books) -> None:
    foreign = books.invoice(books.patient("Foreign Tester"))
    with hospital.client("patient") as patient:
        mine = patient.get("/invoices", params={"status": "all"}).json()["items"]
        assert mine
        assert len({row["patient_id"] for row in mine}) == 1
        assert listed(patient, q="foreign", status="all", site="all") == []
        assert patient.get(f"/invoices/{mine[0]['id']}").status_code == 200
        problem(patient.get(f"/invoices/{foreign}"), 404, "not_found")


@pytest.mark.parametrize("path", ["/invoices", "/invoices/counts", "/invoices/x"])
def test_an_admin_reads_no_invoices(hospital: Hospital, path: str) -> None:
    with hospital.client("admin") as admin, hospital.client() as nobody:
        problem(admin.get(path), 403, "not_allowed")
        problem(nobody.get(path), 401, "not_authenticated")


@pytest.mark.parametrize("ident", ["x", "x" * 64, "..%2f..%2fetc%2fpasswd", "%00", "' OR 1=1", "🙂"])
def test_ids_that_are_none(http: httpx.Client, ident: str) -> None:
    problem(http.get(f"/invoices/{ident}"), 404, "not_found")


def test_an_id_of_four_kilobytes(http: httpx.Client) -> None:
    problem(http.get("/invoices/" + "x" * 4096), 422, "malformed_request")


# -- one invoice ------------------------------------------------------------------------------------------------


def test_one_invoice_with_all_that_happened(http: httpx.Client, books: Books) -> None:
    patient = books.patient("Detailed Tester", "7", date(1990, 2, 3), email="detailed@mail.example")
    invoice = books.invoice(patient, "DT-1", total=10_000, paid=8_000, refunded=1_000, insurer=5_000)
    attempt = books.attempt(invoice, "processing")
    taken = Payment(
        id=new_id(), invoice_id=invoice, method="card", amount_minor=6_000, currency="usd", card_brand="visa",
        card_last4="4242", at=NOW - timedelta(hours=2), user_id=books.users["cashier"], till="Front desk 3",
    )  # fmt: skip
    cash = Payment(
        id=new_id(), invoice_id=invoice, method="cash", amount_minor=2_000, currency="usd", at=NOW - timedelta(hours=1)
    )
    books.add(
        InvoiceLine(invoice_id=invoice, position=2, description="Second", amount_minor=5_000),
        InvoiceLine(invoice_id=invoice, position=1, description="First", quantity="2", amount_minor=10_000),
        taken,
        cash,
        Receipt(
            id=new_id(), sequence=900_001, number="R-900001", payment_id=taken.id, test=True, paid_before_minor=0,
            left_minor=4_000, issued_at=NOW,
        ),
        StripeRefund(
            id=new_id(), payment_id=taken.id, amount_minor=1_000, currency="usd", state="pending", status="pending",
            reason="Twice", user_id=books.users["supervisor"], created_at=NOW, updated_at=NOW,
        ),
        InvoiceEvent(invoice_id=invoice, kind="invoice_made", title="Invoice made", at=NOW - timedelta(hours=3)),
        InvoiceEvent(invoice_id=invoice, kind="payment", title="Card, $60.00", at=NOW - timedelta(hours=2)),
    )  # fmt: skip
    found = InvoiceDetail.model_validate_json(http.get(f"/invoices/{invoice}").content)
    assert (found.number, found.patient.birth_date, found.state) == ("DT-1", date(1990, 2, 3), "checking")
    assert [a.amount for a in (found.gross, found.total, found.paid, found.due)] == [
        "150.00",
        "100.00",
        "80.00",
        "30.00",
    ]
    assert [(line.description, line.quantity, line.amount.amount) for line in found.lines] == [
        ("First", "2", "100.00"),
        ("Second", "1", "50.00"),
    ]
    assert found.insurer is not None
    assert (found.insurer.name, found.insurer.amount.amount, found.insurer.claim) == ("Northway", "50.00", None)
    card, notes = found.payments
    assert card.card is not None
    assert (card.card.brand, card.card.last4, card.by, card.receipt_number) == (
        "visa",
        "4242",
        "Tomasz Zieliński",
        "R-900001",
    )
    assert (notes.method, notes.card, notes.by, notes.receipt_number) == ("cash", None, "", None)
    refund = found.refunds[0]
    assert (refund.payment_id, refund.status, refund.reason, refund.by) == (
        taken.id,
        "pending",
        "Twice",
        "Amara Diallo",
    )
    assert found.live_attempt is not None
    assert (found.live_attempt.payment_intent_id, found.live_attempt.state) == (attempt, "processing")
    assert (found.live_attempt.by, found.live_attempt.till) == ("Tomasz Zieliński", "Front desk 3")
    assert [event.kind for event in found.timeline] == ["payment", "invoice_made"]
    assert found.customer_email == "d•••@mail.example"
    assert "detailed@" not in http.get(f"/invoices/{invoice}").text


def test_an_invoice_nothing_happened_to(http: httpx.Client, books: Books) -> None:
    found = InvoiceDetail.model_validate_json(http.get(f"/invoices/{books.invoice(books.patient('Plain'))}").content)
    assert (found.lines, found.payments, found.refunds, found.timeline) == ((), (), (), ())
    assert (found.insurer, found.live_attempt, found.customer_email) == (None, None, None)
    assert found.state == "open"
