from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.desktop.presenters.amounts import typed_amount, typed_refund
from pos_app.desktop.presenters.words import Words
from pos_app.money import Money, card_step
from tests.unit.desktop.fakes import FakeRunner, FakeTime

DUE = Money(124800, "usd")


def words(locale: str = "en_US") -> Words:
    return Words(FakeTime(FakeRunner()), locale)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("50", 5000), ("50.00", 5000), ("50.5", 5050), (" 50 ", 5000), ("$50", 5000), ("USD 50", 5000),
        ("1,248.00", 124800), ("1248", 124800), ("0.01", 1), ("٥٠", 5000), ("५०.२५", 5025), ("050", 5000),
    ],
)  # fmt: skip
def test_amounts_as_people_type_them(text: str, minor: int) -> None:
    assert typed_amount(text, DUE, words()).money == Money(minor, "usd")


@pytest.mark.parametrize(
    "text", ["-1", "1e3", "0x10", "NaN", "Infinity", "fifty", "1.2.3", "12,34", "50,5", "--", "+1"]
)
def test_what_is_no_amount_says_so(text: str) -> None:
    typed = typed_amount(text, DUE, words())
    assert typed.money is None
    assert typed.problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ""),
        ("   ", ""),
        ("0", "The amount has to be more than zero."),
        ("0.00", "The amount has to be more than zero."),
        ("1248.01", "Only $1,248.00 is due."),
        ("1.005", "US dollars have fewer decimals than this."),
        ("9" * 15, "This is too much."),
        ("$", ""),
        ("€50", "The invoice is in US dollars."),
        ("50.000", "This can be read in two ways. Leave out the marks between thousands."),
        ("12,50", "This can be read in two ways. Leave out the marks between thousands."),
        ("5 0", "Type figures only, as in 50.00."),
    ],
)
def test_why_an_amount_is_refused(text: str, problem: str) -> None:
    typed = typed_amount(text, DUE, words())
    assert (typed.money, typed.problem) == (None, problem)


def test_the_decimal_mark_is_the_locales() -> None:
    assert typed_amount("50,25", Money(124800, "eur"), words("de_DE")).money == Money(5025, "eur")
    assert typed_amount("1.248,00", Money(124800, "eur"), words("de_DE")).money == Money(124800, "eur")
    assert typed_amount("50.25", Money(124800, "eur"), words("de_DE")).money is None


def test_the_example_is_one_that_would_be_taken() -> None:
    said = typed_amount("5 0", Money(124800, "eur"), words("es_ES")).problem
    assert "50,00" in said
    assert typed_amount("50,00", Money(124800, "eur"), words("es_ES")).money == Money(5000, "eur")
    assert "50." not in typed_amount("5 0", Money(124800, "jpy"), words()).problem


def test_a_currency_without_decimals_takes_none() -> None:
    assert typed_amount("500", Money(1000, "jpy"), words()).money == Money(500, "jpy")
    assert typed_amount("500.5", Money(1000, "jpy"), words()).money is None


@given(
    st.integers(1, 10**9),
    st.one_of(st.integers(-100, 2 * 10**9), st.text(max_size=12)),
    st.sampled_from(["usd", "jpy", "kwd"]),
)
def test_what_may_go_back_is_never_more_than_is_left(left: int, typed: int | str, currency: str) -> None:
    """Whatever is typed: an amount is above zero, at most what is left, and one the card can take; else it says why."""
    most = Money(left, currency)
    text = str(Money(typed, currency)) if isinstance(typed, int) else typed
    found = typed_refund(text, most, words())
    if found.money is None:
        seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")  # what can be seen of it
        assert found.problem or not seen.strip()
        return
    assert 0 < found.money.minor <= left
    assert found.money.currency == currency
    assert found.money.minor % card_step(currency) == 0
    assert found.problem == ""
