"""One resource at a time: what is kept of it, and what is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.imports import fhir
from pos_app.server.imports.main import convert
from pos_app.server.imports.records import Bill, EncounterRecord, PatientRecord, Unfit
from tests.support import fhir as make


def read(resource: make.Resource) -> Any:
    """As it would come out of a file: validated, numbers exact."""
    loaded = json.loads(make.text(resource), parse_float=Decimal)
    fhir.validate(loaded)
    return convert(loaded, loaded["id"])


def bill(resource: make.Resource) -> Bill:
    found = read(resource)
    assert isinstance(found, Bill)
    return found


def test_the_copay_is_what_the_patient_owes() -> None:
    found = bill(make.eob())
    assert (found.currency, found.gross_minor, found.insurer_minor, found.total_minor) == ("usd", 12500, 7500, 5000)
    assert [(line.description, line.quantity, line.minor) for line in found.lines] == [("Wound closure", "1", 12500)]


def test_copays_of_several_items_add_up() -> None:
    items = [
        make.item(make.part("submitted", "30.10"), make.part("copay", "10.05"), text="Blood count"),
        make.item(make.part("submitted", "9.90"), make.part("copay", "0.95"), quantity={"value": 2}),
    ]
    found = bill(make.eob("b1", *items))
    assert (found.gross_minor, found.total_minor, found.insurer_minor) == (4000, 1100, 0)
    assert [line.quantity for line in found.lines] == ["1", "2"]


@pytest.mark.parametrize(
    ("parts", "owed"),
    [
        ([("memberliability", "40"), ("deductible", "25")], 4000),
        ([("deductible", "25"), ("coinsurance", "12.50"), ("noncovered", "2.50")], 4000),
        ([("copay", "0"), ("coinsurance", "12.50")], 1250),
        ([("copay", "20"), ("deductible", "25")], 2000),
        ([("copay", "20"), ("paidbypatient", "5")], 1500),
        ([("https://bluebutton.cms.gov/resources/variables/line_coinsrnc_amt", "20")], 2000),
    ],
)
def test_other_spellings_of_the_patients_share(parts: list[tuple[str, str]], owed: int) -> None:
    parts = [("submitted", "100"), ("benefit", "60"), *parts]
    assert bill(make.eob("b1", make.item(*(make.part(*one) for one in parts)))).total_minor == owed


def test_a_share_that_stands_in_the_totals_alone_counts_too() -> None:
    found = bill(make.eob("b1", make.item(make.part("submitted", "80")), total=[make.part("copay", "15")]))
    assert (found.gross_minor, found.total_minor) == (8000, 1500)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"item": [make.item(make.part("submitted", "80"), make.part("copay", "0.00"))]}, "nothing to pay"),
        ({"item": [make.item(make.part("copay", "20"), make.part("paidbypatient", "20"))]}, "nothing to pay"),
        ({"item": [make.item(make.part("submitted", "80"))]}, "the patient's share is not stated"),
        ({"status": "cancelled"}, "cancelled by its source"),
        ({"status": "entered-in-error"}, "entered in error"),
        ({"status": "draft"}, "a draft"),
        ({"use": "preauthorization"}, "not a claim (a preauthorization or an estimate)"),
        ({"outcome": "queued"}, "not settled by the insurer yet"),
    ],
)
def test_benefits_that_leave_nothing_to_collect(change: dict[str, Any], why: str) -> None:
    assert bill(make.eob(**change)).withdrawn == why


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"item": [make.item(make.part("copay", "10.005"))]}, "more decimals than its currency"),
        ({"item": [make.item(make.part("copay", "10.5", "JPY"))]}, "more decimals than its currency"),
        ({"item": [make.item(make.part("copay", "10", None))]}, "no currency"),
        ({"item": [make.item(make.part("copay", "10", "XXX"))]}, "currency is not known"),
        ({"item": [make.item(make.part("copay", "-10"))]}, "negative"),
        ({"item": [make.item(make.part("copay", "1E+400"))]}, "can't be read"),
        ({"item": [make.item(make.part("copay", "1E+999999"))]}, "can't be read"),
        ({"item": [make.item(make.part("copay", "99999999999999"))]}, "too large"),
        ({"item": [make.item(make.part("submitted", "10"), make.part("copay", "11"))]}, "more than was charged"),
        ({"item": [make.item(make.part("submitted", "10", "EUR"), make.part("copay", "9"))]}, "more than one currency"),
        ({"total": [make.part("copay", "49")]}, "don't agree"),
        ({"status": "paid"}, "status is none of FHIR's"),
    ],
)
def test_benefits_that_would_have_to_be_guessed_at_are_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(Unfit, match=why):
        read(make.eob(**change))


def test_zeros_behind_the_decimals_are_no_loss() -> None:
    assert bill(make.eob("b1", make.item(make.part("copay", "10.5000")))).total_minor == 1050
    assert bill(make.eob("b1", make.item(make.part("copay", "1500.0", "JPY")))).total_minor == 1500
    assert bill(make.eob("b1", make.item(make.part("copay", "1.250", "KWD")))).total_minor == 1250


def test_an_amount_that_is_text_or_true_is_no_amount() -> None:
    for value in ("50.00", True):
        resource = make.eob()
        resource["item"][0]["adjudication"][2]["amount"]["value"] = value
        with pytest.raises(Unfit):
            read(resource)


@given(st.integers(1, 10**14))
def test_amounts_survive_to_the_last_cent(minor: int) -> None:
    value = str(Decimal(minor).scaleb(-2))
    assert bill(make.eob("b1", make.item(make.part("copay", value)))).total_minor == minor


def test_an_issued_invoice_comes_as_it_is() -> None:
    found = bill(make.invoice())
    assert (found.currency, found.total_minor, found.number) == ("eur", 7000, "A-2026/7")
    assert [(line.description, line.minor) for line in found.lines] == [("Dental filling", 7000)]


def test_the_lines_of_an_invoice_always_make_its_total() -> None:
    found = bill(make.invoice(totalGross={"value": Decimal("83.30"), "currency": "EUR"}))
    assert sum(line.minor for line in found.lines) == found.total_minor == found.gross_minor == 8330


@pytest.mark.parametrize("status", ["draft", "balanced", "cancelled", "entered-in-error"])
def test_only_issued_invoices_are_to_be_paid(status: str) -> None:
    assert bill(make.invoice(status=status)).withdrawn


def test_a_patient_is_a_name_a_number_and_how_to_reach_them() -> None:
    found = read(make.patient(identifier=[make.identifier("SS", "111"), make.identifier("MR", "7001")]))
    assert found == PatientRecord(
        "7001", "Ana Rita Ferreira", "Ana Rita", "Ferreira", "1970-02-03", "202 555 0190", "ana@mail.example"
    )


@pytest.mark.parametrize(
    "only",
    [
        make.identifier("SS", "999-11-2222", "http://hl7.org/fhir/sid/us-ssn"),
        make.identifier("MR", "999-11-2222", "http://hl7.org/fhir/sid/us-ssn"),
        make.identifier("DL", "D-1"),
        make.identifier("PPN", "X-1"),
        make.identifier("NI", "N-1"),
        {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-11-2222"},
    ],
)
def test_a_national_number_is_never_the_record_number(only: make.Resource) -> None:
    found, again = read(make.patient(identifier=[only])), read(make.patient(identifier=[]))
    assert only["value"] not in repr(found)
    assert found.mrn == again.mrn
    assert found.mrn.startswith("FH")


def test_odd_patients_are_still_people() -> None:
    assert read(make.patient(name=[])).name == "Name not known"
    assert read(make.patient(name=[{"text": "Sukarno"}])).name == "Sukarno"
    assert read(make.patient(birthDate="1970-02")).birth_date == ""
    assert read(make.patient(name=[{"family": "A\u0000B\u0007", "given": ["x\ny"]}])).name == "x y A B"
    ranked = [{"use": "old", "family": "Was"}, {"use": "nickname", "family": "Nick"}, {"use": "usual", "family": "Is"}]
    assert read(make.patient(name=ranked)).name == "Is"


@pytest.mark.parametrize(
    ("start", "kept"),
    [
        ("2026-05-04T08:30:00+02:00", "2026-05-04T06:30:00+00:00"),
        ("2026-05-04T08:30:00.123Z", "2026-05-04T08:30:00.123000+00:00"),
        ("2026-05-04", "2026-05-04T12:00:00+00:00"),
        ("2026-05", ""),
        ("0001-01-01T00:00:00+14:00", ""),
    ],
)
def test_dates_are_moments_in_utc(start: str, kept: str) -> None:
    found = read(make.encounter(start=start))
    assert isinstance(found, EncounterRecord)
    assert (found.start, found.department) == (kept, "Emergency")


def test_snomeds_tags_are_left_to_terminologists() -> None:
    coding = {"system": "http://snomed.info/sct", "code": "1", "display": "Removal of suture (procedure)"}
    assert fhir.concept_text({"coding": [coding]}, 100) == "Removal of suture"
    assert fhir.concept_text({"coding": [{"display": "Visit (long)", "system": "urn:x"}]}, 100) == "Visit (long)"


@pytest.mark.parametrize(
    ("resource", "why"),
    [
        (make.patient(birthDate="03.02.1970"), "birthDate is not valid"),
        (make.patient(ssn="999-11-2222"), "ssn is not a field of FHIR R4"),
        ({"resourceType": "Encounter", "id": "e", "status": "finished"}, "class is missing"),
        (make.patient(**{"999-11-2222 Ana": 1}), r"^\? is not a field"),
    ],
)
def test_what_is_not_fhir_is_said_without_a_word_of_the_patient(resource: make.Resource, why: str) -> None:
    with pytest.raises(Unfit, match=why) as caught:
        fhir.validate(resource)
    assert not any(word in str(caught.value) for word in ("1970", "999-11-2222", "Ferreira", "\n"))


def test_fields_that_are_rare_but_right_are_accepted() -> None:
    odd = make.patient(
        text={"status": "generated", "div": "<div>anything"},
        _birthDate={"extension": [{"url": "urn:x", "valueDateTime": "1970-02-03T01:00:00Z"}]},
        extension=[{"url": "urn:x", "extension": [{"url": "y", "valueDecimal": Decimal("0.04619207711087214")}]}],
        contained=[{"resourceType": "Practitioner", "id": "g", "unheard": "of"}],
        deceasedDateTime="2020-01-01",
        name=[{"family": "Ferreira", "given": ["Ana", None], "_given": [None, {"id": "z"}]}],
    )
    assert read(odd).name == "Ana Ferreira"


def test_a_card_number_in_a_text_is_masked_before_it_is_kept() -> None:
    found = bill(make.eob("b1", make.item(make.part("copay", "5"), text="Call: 4242 4242 4242 4242")))
    assert [line.description for line in found.lines] == ["Call: •••• 4242"]
    person = read(make.patient("p1", name=[{"family": "Okafor 4000056655665556"}]))
    assert person.family == person.name == "Okafor •••• 5556"
