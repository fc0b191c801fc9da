"""Money: exact, in Stripe's exponents, and never read by guessing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.money import MAX_MINOR, THREE_DECIMAL, TWO_DECIMAL, ZERO_DECIMAL, Money, MoneyError, card_step, exponent

CURRENCIES = st.sampled_from(sorted(ZERO_DECIMAL | TWO_DECIMAL | THREE_DECIMAL))
MINOR = st.integers(min_value=-MAX_MINOR, max_value=MAX_MINOR)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("148.00", "usd", 14800),
        ("148", "usd", 14800),
        (148, "usd", 14800),
        (Decimal("148.5"), "usd", 14850),
        ("0.01", "usd", 1),
        ("-3.20", "eur", -320),
        ("500", "jpy", 500),
        ("5.124", "kwd", 5124),
        ("5", "isk", 500),
        ("5", "ugx", 500),
        ("100.000", "usd", 10000),
    ],
)
def test_reads_plain_decimals(text: str | int | Decimal, currency: str, minor: int) -> None:
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency", "code"),
    [
        ("100.005", "usd", "amount_too_precise"),
        ("0.001", "usd", "amount_too_precise"),
        ("1.5", "jpy", "amount_too_precise"),
        ("0." + "1" * 12, "usd", "amount_too_precise"),
        ("1." + "0" * 30, "usd", "amount_invalid"),
        ("NaN", "usd", "amount_invalid"),
        ("Infinity", "usd", "amount_invalid"),
        ("1e3", "usd", "amount_invalid"),
        ("0x10", "usd", "amount_invalid"),
        ("1,000.00", "usd", "amount_invalid"),
        ("+1", "usd", "amount_invalid"),
        (" 1", "usd", "amount_invalid"),
        ("1\n", "usd", "amount_invalid"),
        ("٣", "usd", "amount_invalid"),
        ("", "usd", "amount_invalid"),
        ("00.10", "usd", "amount_invalid"),
        (True, "usd", "amount_invalid"),
        (1.5, "usd", "amount_invalid"),
        (Decimal("NaN"), "usd", "amount_invalid"),
        (Decimal("1E+999999999"), "usd", "amount_invalid"),
        (Decimal("1E-999999999"), "usd", "amount_invalid"),
        (2**63, "usd", "amount_invalid"),
        (2**53 + 1, "usd", "amount_too_large"),
        ("1", "xxx", "currency_unknown"),
        ("1", "USD", "currency_unknown"),
        ("1", "usd\0", "currency_unknown"),
    ],
)
def test_refuses_what_it_would_have_to_guess(text: object, currency: str, code: str) -> None:
    with pytest.raises(MoneyError) as caught:
        Money.parse(text, currency)  # type: ignore[arg-type]
    assert caught.value.code == code


@given(MINOR, CURRENCIES)
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    amount = Money(minor, currency)
    assert Money.parse(str(amount), currency) == amount
    assert amount.decimal * 10 ** exponent(currency) == minor


@given(st.lists(st.integers(min_value=-(10**9), max_value=10**9)), CURRENCIES)
def test_sums_are_exact(parts: list[int], currency: str) -> None:
    total = Money(0, currency)
    for part in parts:
        total += Money(part, currency)
    assert total.minor == sum(parts)
    assert (total - total).minor == 0
    assert (-total).minor == -total.minor


def test_currencies_do_not_mix() -> None:
    for combine in (Money.__add__, Money.__sub__, Money.__lt__, Money.__ge__):
        with pytest.raises(MoneyError, match="two currencies"):
            combine(Money(1, "usd"), Money(1, "eur"))


def test_a_float_is_no_amount() -> None:
    with pytest.raises(MoneyError):
        Money(1.0, "usd")  # type: ignore[arg-type]


def test_no_currency_has_two_exponents() -> None:
    assert not ZERO_DECIMAL & TWO_DECIMAL
    assert not THREE_DECIMAL & TWO_DECIMAL
    assert not THREE_DECIMAL & ZERO_DECIMAL


@pytest.mark.parametrize(
    ("currency", "step"), [("usd", 1), ("jpy", 1), ("kwd", 10), ("tnd", 10), ("isk", 100), ("ugx", 100)]
)
def test_cards_are_charged_in_steps(currency: str, step: int) -> None:
    assert card_step(currency) == step
