"""Amounts and dates as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app import formats
from pos_app.money import THREE_DECIMAL, TWO_DECIMAL, ZERO_DECIMAL, Money, exponent


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
    import unicodedata

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
