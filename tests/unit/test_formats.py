"""Amounts and dates as people read them."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app import formats
from pos_app.money import MAX_MINOR, THREE_DECIMAL, TWO_DECIMAL, ZERO_DECIMAL, Money, MoneyError, exponent

CURRENCIES = sorted(ZERO_DECIMAL | TWO_DECIMAL | THREE_DECIMAL)
LOCALES = ["en_US", "en_IN", "es", "ar", "ar_EG", "fa", "he", "de_DE", "de_CH", "fr", "sv", "pl", "pt_PT", "pt_BR",
           "hi", "bn", "my", "ja", "zh_Hans"]  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "locale", "text"),
    [
        (Money(14800, "usd"), "en_US", "$148.00"),
        (Money(124800, "usd"), "en_US", "$1,248.00"),
        (Money(500, "jpy"), "en_US", "¥500"),
        (Money(5120, "kwd"), "en_US", "KWD\xa05.120"),
        (Money(500, "isk"), "en_US", "ISK\xa05.00"),
        (Money(123456, "eur"), "de_DE", "1.234,56\xa0€"),
        (Money(-320, "usd"), "en_US", "-$3.20"),
    ],
)
def test_money(amount: Money, locale: str, text: str) -> None:
    assert formats.money(amount, locale) == text


@given(
    st.integers(min_value=0, max_value=10**12),
    st.sampled_from(sorted(ZERO_DECIMAL | TWO_DECIMAL | THREE_DECIMAL)),
    st.sampled_from(["en_US", "es", "ar", "de_DE", "hi", "fr"]),
)
def test_no_digit_is_lost_in_any_locale(minor: int, currency: str, locale: str) -> None:
    shown = formats.money(Money(minor, currency), locale)
    digits = "".join(str(unicodedata.digit(c)) for c in shown if c.isdigit())
    assert digits.lstrip("0") == (str(minor).lstrip("0"))
    assert len(digits) >= exponent(currency) + 1


def test_dates_and_times() -> None:
    at = datetime(2026, 11, 23, 7, 41, tzinfo=UTC)
    plus2 = timezone(timedelta(hours=2))
    assert formats.day(date(1961, 3, 14)) == "14 Mar 1961"
    assert formats.clock(at, plus2) == "09:41"
    assert formats.moment(at, plus2) == "23 Nov 2026, 09:41"


def test_currency_names() -> None:
    assert formats.currency_name("usd") == "US dollars"
    assert formats.currency_name("kwd", "es") == "dinares kuwaitíes"


# Read back ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_shown_is_read_back_in_every_currency(locale: str) -> None:
    for currency in CURRENCIES:
        for minor in (0, 1, 5, 99, 100, 999, 1000, 99999, 123456789, MAX_MINOR, -123456):
            amount = Money(minor, currency)
            assert formats.parse_money(formats.money(amount, locale), currency, locale) == amount


@given(st.integers(-MAX_MINOR, MAX_MINOR), st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_what_is_shown_is_read_back(minor: int, currency: str, locale: str) -> None:
    amount = Money(minor, currency)
    shown = formats.money(amount, locale)
    isolated = f"\N{FIRST STRONG ISOLATE}{shown}\N{POP DIRECTIONAL ISOLATE}"
    for text in (shown, f"  {shown} ", isolated, shown.replace("\u00a0", " ")):
        assert formats.parse_money(text, currency, locale) == amount


@given(st.integers(0, MAX_MINOR), st.sampled_from(CURRENCIES), st.sampled_from(LOCALES), st.sampled_from("٠۰०০၀０"))
def test_digits_of_every_script_are_digits(minor: int, currency: str, locale: str, zero: str) -> None:
    amount = Money(minor, currency)
    shown = formats.money(amount, locale)
    theirs = "".join(chr(ord(zero) + int(c)) if c.isascii() and c.isdigit() else c for c in shown)
    assert formats.parse_money(theirs, currency, locale) == amount


@given(st.text(st.sampled_from("0123456789.,' -$€٫٬٣"), max_size=14), st.sampled_from(["usd", "jpy", "kwd"]))
def test_no_two_locales_read_one_text_as_two_amounts_of_decimals_and_thousands(text: str, currency: str) -> None:
    """One mark with three digits behind it is the locale's; everything else is the same everywhere or refused."""
    read = {
        value for locale in ("en_US", "de_DE", "fr", "de_CH") if (value := tried(text, currency, locale)) is not None
    }
    if len(read) > 1:
        small, large = sorted(read, key=lambda money: money.minor)
        assert large.minor == small.minor * 1000
        assert currency != "kwd" or "." in text


def tried(text: str, currency: str, locale: str) -> Money | None:
    try:
        return formats.parse_money(text, currency, locale)
    except MoneyError:
        return None


@given(st.text(max_size=30), st.sampled_from(LOCALES))
def test_anything_at_all_is_an_amount_or_a_reason(text: str, locale: str) -> None:
    assert tried(text, "usd", locale) is None or any(letter.isdecimal() for letter in text)


@pytest.mark.parametrize(
    ("text", "currency", "locale", "minor"),
    [
        ("50", "usd", "en_US", 5000), ("50.", "usd", "en_US", 5000), (".50", "usd", "en_US", 50),
        ("$50", "usd", "en_US", 5000), ("50 $", "usd", "fr", 5000), ("US$ 50", "usd", "en_US", 5000),
        ("usd 50", "usd", "en_US", 5000), ("50 USD", "usd", "de_DE", 5000), ("$50", "cad", "en_US", 5000),
        ("1,248", "usd", "en_US", 124800), ("1.248", "eur", "de_DE", 124800), ("1 248", "eur", "fr", 124800),
        ("1 248.50", "usd", "en_US", 124850), ("1'248.50", "chf", "de_CH", 124850),
        ("1’248.50", "chf", "en_US", 124850),
        ("1.248,50", "usd", "en_US", 124850),  # two kinds of marks: one reading only
        ("1,248.50", "eur", "de_DE", 124850), ("50.25", "eur", "fr", 5025),
        ("1.248.000", "usd", "en_US", 124800000), ("1,24,800.00", "inr", "en_IN", 12480000),
        ("1,248,00,000", "inr", "en_IN", None), ("124,800", "inr", "en_IN", 12480000),
        ("١٬٢٤٨٫٥٠", "egp", "ar_EG", 124850), ("٥٠٫٢٥ US$", "usd", "ar", 5025),
        ("１，２４８．５０", "usd", "en_US", 124850),
        ("1.248", "kwd", "en_US", 1248), ("1,248", "kwd", "de_DE", 1248), ("5", "isk", "en_US", 500),
        ("5", "ugx", "en_US", 500), ("1,248", "jpy", "en_US", 1248), ("500.00", "jpy", "en_US", 500),
        ("\u221250", "usd", "sv", -5000), ("-$50", "usd", "en_US", -5000), ("$-50", "usd", "en_US", -5000),
    ],
)  # fmt: skip
def test_as_people_write_it(text: str, currency: str, locale: str, minor: int | None) -> None:
    assert tried(text, currency, locale) == (None if minor is None else Money(minor, currency))


@pytest.mark.parametrize(
    ("text", "currency", "locale", "code"),
    [
        ("50.000", "usd", "en_US", "amount_ambiguous"),
        ("50,000", "eur", "de_DE", "amount_ambiguous"),
        ("1.000", "jpy", "en_US", "amount_ambiguous"),
        ("1,248", "kwd", "en_US", "amount_ambiguous"),
        ("1.248", "kwd", "de_DE", "amount_ambiguous"),
        ("1.248", "eur", "fr", "amount_ambiguous"),
        ("50,25", "usd", "en_US", "amount_ambiguous"),
        ("50.25", "eur", "de_DE", "amount_ambiguous"),
        ("12,34,567", "usd", "en_US", "amount_ambiguous"),
        ("1 50", "usd", "en_US", "amount_ambiguous"),
        ("0,500", "usd", "en_US", "amount_ambiguous"),
        ("1.248,000", "usd", "en_US", "amount_ambiguous"),
        ("5 0", "usd", "en_US", "amount_invalid"),
        ("1.2.3", "usd", "en_US", "amount_invalid"),
        ("1,2.3,4", "usd", "en_US", "amount_invalid"),
        ("٥0", "usd", "en_US", "amount_invalid"),  # two scripts
        ("5²", "usd", "en_US", "amount_invalid"),
        ("½", "usd", "en_US", "amount_invalid"),
        ("1e3", "usd", "en_US", "amount_invalid"),
        ("0x10", "usd", "en_US", "amount_invalid"),
        ("+50", "usd", "en_US", "amount_invalid"),
        ("(50)", "usd", "en_US", "amount_invalid"),
        ("50%", "usd", "en_US", "amount_invalid"),
        ("$50 USD", "usd", "en_US", "amount_invalid"),
        ("50 dollars and 3", "usd", "en_US", "amount_invalid"),
        ("9" * 65, "usd", "en_US", "amount_invalid"),
        ("9" * 20, "usd", "en_US", "amount_too_large"),
        ("1.005", "usd", "en_US", "amount_too_precise"),
        ("1.5", "jpy", "en_US", "amount_too_precise"),
        ("0." + "0" * 20 + "1", "usd", "en_US", "amount_too_precise"),
        ("€50", "usd", "en_US", "currency_mismatch"),
        ("50 EUR", "usd", "en_US", "currency_mismatch"),
        ("$50", "eur", "en_US", "currency_mismatch"),
        ("£50", "usd", "de_DE", "currency_mismatch"),
        ("", "usd", "en_US", "amount_missing"),
        (" $ ", "usd", "en_US", "amount_missing"),
        ("50", "xxx", "en_US", "currency_unknown"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused(text: str, currency: str, locale: str, code: str) -> None:
    with pytest.raises(MoneyError) as caught:
        formats.parse_money(text, currency, locale)
    assert caught.value.code == code
