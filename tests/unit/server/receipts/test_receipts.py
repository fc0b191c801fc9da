"""What stands on a receipt, and that a patient's text is never read as markup."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.money import Money
from pos_app.server.receipts import rules
from pos_app.server.receipts.pdf import ReceiptPrinter, layout
from pos_app.wire.base import Amount
from pos_app.wire.invoices import CardRef
from pos_app.wire.receipts import Receipt


def amount(minor: int, currency: str = "usd") -> Amount:
    return Amount.of(Money(minor, currency))


def receipt(**other: object) -> Receipt:
    values: dict[str, object] = {
        "number": "R-10457",
        "test": True,
        "hospital": "Larkfield General Hospital",
        "site": "North Wing",
        "till": "Front desk 3",
        "issued_at": datetime(2026, 11, 23, 9, 41, tzinfo=UTC),
        "invoice_number": "INV-20418",
        "patient": "M. Okafor",
        "served_by": "Tomasz Z.",
        "patient_share": amount(19800),
        "paid_before": amount(5000),
        "paid_now": amount(14800),
        "left_to_pay": amount(0),
        "card": CardRef(brand="visa", last4="4242"),
    }
    return Receipt.model_validate(values | other)


def words(pdf: bytes, folder: Path) -> str:
    assert shutil.which("pdftotext"), "poppler's pdftotext is not installed"
    path = folder / "receipt.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True).stdout.decode()


def test_what_the_picture_of_a_receipt_shows_is_on_the_paper(tmp_path: Path) -> None:
    text = words(ReceiptPrinter(UTC).pdf(receipt()), tmp_path)
    for part in (
        "Larkfield General Hospital",
        "North Wing · Front desk 3",
        "TEST, NOT A RECEIPT",
        "R-10457",
        "23 Nov 2026",
        "09:41",
        "INV-20418",
        "M. Okafor",
        "$198.00",
        "$50.00",
        "$148.00",
        "$0.00",
        "4242",
        "Tomasz Z.",
    ):
        assert part in text, part


def test_only_a_test_says_test() -> None:
    assert layout(receipt())["test"] == "TEST, NOT A RECEIPT"
    assert layout(receipt(test=False))["test"] == ""


@pytest.mark.parametrize(
    "name",
    [
        '#panic("x")',
        "#strong[x]",
        "$ sum_1^2 $",
        "<script>alert(1)</script>",
        '"); #read("/etc/passwd")',
        '#image("http://127.0.0.1:9/x.png")',
        "\\ * _ ` = - + / @x",
    ],
)
def test_text_is_text(name: str, tmp_path: Path) -> None:
    text = words(ReceiptPrinter(UTC).pdf(receipt(patient=name, hospital=name)), tmp_path)
    for part in name.split():
        assert part in text


def test_names_in_other_scripts_use_fonts_that_have_them(tmp_path: Path) -> None:
    made = ReceiptPrinter(UTC).pdf(receipt(patient="ف. المنصوري", served_by="अमारा द."))
    path = tmp_path / "receipt.pdf"
    path.write_bytes(made)
    fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True).stdout.decode()
    assert "NotoSansArabic" in fonts
    assert "NotoSansDevanagari" in fonts


def test_the_clock_on_the_paper_is_the_hospitals() -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    assert layout(receipt(), zone)["groups"][0][1] == {
        "label": "23 Nov 2026",
        "value": "15:11",
        "strong": False,
        "large": False,
    }


def test_amounts_have_the_decimals_of_their_currency() -> None:
    yen = receipt(
        patient_share=amount(5000, "jpy"),
        paid_before=amount(0, "jpy"),
        paid_now=amount(5000, "jpy"),
        left_to_pay=amount(0, "jpy"),
    )
    assert layout(yen)["groups"][1][2]["value"] == "¥5,000"


def test_what_was_paid_too_much_is_said_without_a_minus() -> None:
    paper = layout(receipt(paid_now=amount(20000), left_to_pay=amount(-5200)))["groups"][1][3]
    assert (paper["label"], paper["value"]) == ("Paid too much", "$52.00")


def test_names_are_shortened_where_they_can_be() -> None:
    assert rules.short_patient("Margaret", "Okafor", "Margaret Okafor") == "M. Okafor"
    assert rules.short_patient("", "", "Sukarno") == "Sukarno"
    assert rules.short_server("Tomasz Zieliński") == "Tomasz Z."
    assert rules.short_server("Amara") == "Amara"


def test_cards_are_called_what_people_call_them() -> None:
    assert rules.card_name("visa", "4242") == "Visa ending 4242"
    assert rules.card_name("amex", "0005") == "American Express ending 0005"
    assert rules.card_name("", "") == "Card"


def test_a_copy_says_so_on_the_paper(tmp_path: Path) -> None:
    assert layout(receipt())["copy"] == ""
    assert "COPY 2" in words(ReceiptPrinter(UTC).pdf(receipt(copy_number=2)), tmp_path)
    assert "COPY" not in words(ReceiptPrinter(UTC).pdf(receipt()), tmp_path)


@given(st.integers(1, 10**9))
def test_a_number_is_read_back(sequence: int) -> None:
    assert rules.sequence(rules.number(sequence)) == sequence


@pytest.mark.parametrize(
    "text", ["", "R-", "10457", "r-10457", "R-10000", "R-1", "R-٣", "R-10457 ", "INV-10457", "R--10457"]
)
def test_what_is_no_receipts_number(text: str) -> None:
    assert rules.sequence(text) is None


@given(st.integers(1, 300_000), st.integers(1, 6), st.sampled_from(["", "R", "R-", "r-", " "]))
def test_the_beginning_of_a_number_finds_it_and_no_other(sequence: int, length: int, lead: str) -> None:
    digits = rules.number(sequence).removeprefix("R-")[:length]
    found = rules.beginning(lead + digits)
    assert any(first <= sequence <= last for first, last in found)
    for first, last in found:
        assert rules.number(first).startswith("R-" + digits) or first == 1
        assert rules.number(last).startswith("R-" + digits)


@pytest.mark.parametrize("text", ["", "INV-10457", "okafor", "0", "-", "1" * 13, "R"])
def test_what_no_receipts_number_begins_with(text: str) -> None:
    assert rules.beginning(text) == ()


def test_numbers_follow_the_sequence() -> None:
    assert [rules.number(n) for n in (1, 457)] == ["R-10001", "R-10457"]
