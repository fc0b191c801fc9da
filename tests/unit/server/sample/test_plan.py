"""The sample hospital's books, before they are written: sums, times and the first screen."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.assets import resources
from pos_app.money import Money
from pos_app.server.sample.data import SampleHospital, load
from pos_app.server.sample.plan import INVOICES, PlannedInvoice, Planner

HOSPITAL = load(resources() / "demo")
MORNING = datetime(2026, 11, 23, 9, 33, tzinfo=timezone(timedelta(hours=1)))


def plan(now: datetime = MORNING, hospital: SampleHospital = HOSPITAL) -> list[PlannedInvoice]:
    planner = Planner(hospital, now)
    planner.patients()
    return planner.invoices()


def due(invoice: PlannedInvoice) -> int:
    refunded = sum(p.refund.amount.minor for p in invoice.payments if p.refund)
    return invoice.total.minor - sum(p.amount.minor for p in invoice.payments) + refunded


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001 - hypothesis wants the zone apart
    st.integers(-11, 13),
)
def test_whenever_it_is_seeded_sums_are_right_and_nothing_lies_in_the_future(moment: datetime, offset: int) -> None:
    now = moment.replace(tzinfo=timezone(timedelta(hours=offset)))
    invoices = plan(now)
    assert len({invoice.number for invoice in invoices}) == len(invoices) == INVOICES
    assert [i.at for i in invoices] == sorted(i.at for i in invoices), "numbers grow with time"
    for invoice in invoices:
        assert invoice.total.minor > 0
        assert invoice.gross == invoice.insurer_share + invoice.total
        assert due(invoice) >= 0
        happened = [p.at for p in invoice.payments] + [p.refund.at for p in invoice.payments if p.refund]
        happened += [one[0] for one in (invoice.declined, invoice.voided) if one]
        assert all(invoice.at <= at <= now for at in happened)
        assert invoice.agreed_at <= min([now, *(p.at for p in invoice.payments)])
        for payment in invoice.payments:
            assert payment.amount.minor > 0
            assert payment.refund is None or payment.refund.at >= payment.at
        if invoice.voided:
            assert due(invoice) == invoice.total.minor, "no money is kept for a voided invoice"
    assert any(p.at.astimezone(now.tzinfo).date() == now.date() for i in invoices for p in i.payments)


def test_the_same_moment_gives_the_same_books() -> None:
    assert plan() == plan()


def test_the_newest_open_invoice_of_the_north_wing_is_the_one_of_the_pictures() -> None:
    newest = [i for i in plan() if i.site.name == "North Wing" and due(i) and not i.voided][-1]
    patient, mrn, *_ = Planner(HOSPITAL, MORNING).patients()[newest.patient]
    assert (newest.number, patient.name, mrn, newest.service.service) == (
        20418,
        "Margaret Okafor",
        "4021 7730",
        "MRI, left knee",
    )
    assert (str(newest.gross), str(newest.insurer_share), str(newest.total)) == ("660.00", "462.00", "198.00")
    assert newest.insurer is not None
    assert (newest.insurer.name, newest.insurer.percent) == ("Northway Health", 70)
    assert [(p.method, p.amount) for p in newest.payments] == [("cash", Money(5000, "usd"))]
    assert due(newest) == 14800


def test_there_is_some_of_everything() -> None:
    invoices = plan()
    assert len(HOSPITAL.patients) >= 60
    assert {i.site.name for i in invoices} == {"North Wing", "Harbour Clinic"}
    currencies = Counter(i.total.currency for i in invoices)
    assert currencies["usd"] > 180
    assert min(currencies[c] for c in ("eur", "jpy", "kwd")) >= 2
    states = Counter(
        "void" if i.voided else "open" if not i.payments else "paid" if due(i) == 0 else "part" for i in invoices
    )
    assert min(states[s] for s in ("void", "open", "paid", "part")) >= 9
    assert any(p.refund for i in invoices for p in i.payments)
    assert any(i.insurer is None for i in invoices)
    assert len({i.service.department for i in invoices}) > 10


def test_phones_and_record_numbers_are_each_their_own() -> None:
    people = Planner(HOSPITAL, datetime(2026, 1, 1, tzinfo=UTC)).patients()
    assert len({mrn for _, mrn, _, _ in people}) == len({phone for _, _, phone, _ in people}) == len(people)
    assert all(phone.startswith("+1 202 555 01") and len(phone) == 15 for _, _, phone, _ in people)
    assert all(email.isascii() and email.endswith("@mail.example") for *_, email in people)


@pytest.mark.parametrize("script", ["ARABIC", "DEVANAGARI", "CYRILLIC", "GREEK", "WITH"])
def test_names_come_in_many_scripts(script: str) -> None:
    import unicodedata

    assert sum(any(script in unicodedata.name(c, "") for c in p.name) for p in HOSPITAL.patients) >= 2
