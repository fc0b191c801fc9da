"""Money, dates and names as people of a locale read them (Babel), for the till, the receipts and the pay page."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, get_currency_name

from pos_app.money import Money, exponent

_LETTER_BY_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def money(amount: Money, locale: str = "en_US") -> str:
    """As "$148.00": symbol, grouping and order of the locale, decimals of Stripe's exponent."""
    digits = exponent(amount.currency)
    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    # CLDR patterns are written with two decimals; the currency's own count takes their place.
    decimals = "." + "0" * digits if digits else ""
    pattern = pattern.replace(".00", decimals)
    text = format_currency(amount.decimal, amount.currency.upper(), pattern, locale=locale, currency_digits=False)
    # CLDR asks for a space between a code of letters and the digits; Babel leaves it out.
    return _LETTER_BY_DIGIT.sub("\N{NO-BREAK SPACE}", text)


def currency_name(currency: str, locale: str = "en_US") -> str:
    """As "US dollars": the plural name of a currency."""
    return get_currency_name(currency.upper(), count=2, locale=locale)


def day(value: date | datetime, locale: str = "en_US") -> str:
    """As "14 Mar 1961", in the order of the locale, medium length, without the time."""
    return format_date(value, "d MMM y" if locale.startswith("en") else "medium", locale=locale)


def clock(value: datetime, zone: tzinfo | None = None, locale: str = "en_US") -> str:
    """As "09:41", 24 hours, in ``zone`` (the machine's own when None)."""
    return format_time(value.astimezone(zone), "HH:mm", locale=locale)


def moment(value: datetime, zone: tzinfo | None = None, locale: str = "en_US") -> str:
    """As "23 Nov 2026, 09:41"."""
    local = value.astimezone(zone)
    return f"{day(local, locale)}, {format_datetime(local, 'HH:mm', locale=locale)}"
