"""Currencies and the amounts Stripe takes in them (docs.stripe.com/currencies)."""

from __future__ import annotations

from typing import Final

from pos_app.money import MoneyError, exponent
from pos_app.sandbox.errors import ApiError, invalid

MINIMUM: Final[dict[str, int]] = {
    **dict.fromkeys("usd aud brl cad chf eur nzd sgd inr ils php cop ars idr rub zar".split(), 50),
    "gbp": 30,
    "aed": 200,
    "myr": 200,
    "pln": 200,
    "ron": 200,
    "czk": 1500,
    "dkk": 250,
    "nok": 300,
    "sek": 300,
    "hkd": 400,
    "huf": 17500,
    "jpy": 50,
    "krw": 50,
    "mxn": 1000,
    "thb": 1000,
}
"""Smallest charge in minor units; a currency not listed takes anything above zero."""
MAXIMUM: Final = 99_999_999


def currency(given: str) -> str:
    """Lowercase. Raises ApiError for what Stripe does not take."""
    code = given.lower()
    try:
        exponent(code)
    except MoneyError as error:
        raise invalid(f"Invalid currency: {given[:20]}.", param="currency") from error
    return code


def charge_amount(amount: int, code: str) -> int:
    """An amount that can be charged. Raises ApiError ``amount_too_small`` or ``amount_too_large``."""
    if amount < 1:
        raise invalid("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer")
    if amount < MINIMUM.get(code, 1):
        raise _refused(
            "amount_too_small",
            f"Amount must be at least {_major(MINIMUM[code], code)} {code}",
        )
    if amount > MAXIMUM:
        raise _refused("amount_too_large", f"Amount must be no more than {_major(MAXIMUM, code)} {code}")
    three_decimals(amount, code)
    return amount


def three_decimals(amount: int, code: str) -> None:
    """Dinars and rials have thousandths, and card networks take hundredths: the last digit is 0."""
    if exponent(code) == 3 and amount % 10:
        raise invalid(f"Invalid amount: in {code} the last digit must be 0.", param="amount")


def _refused(code: str, message: str) -> ApiError:
    return invalid(message, param="amount", code=code)


def _major(amount: int, code: str) -> str:
    digits = exponent(code)
    whole, rest = divmod(amount, 10**digits)
    return f"{whole}.{rest:0{digits}d}" if digits else str(whole)
