"""Money, dates and names as people of a locale read and write them (Babel), for till, receipts and pay page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, format_decimal, get_currency_name, get_currency_symbol

from pos_app.money import THREE_DECIMAL, TWO_DECIMAL, ZERO_DECIMAL, Money, MoneyError, exponent

_LETTER_BY_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def money(amount: Money, locale: str = "en_US") -> str:
    """As "$148.00": symbol, grouping and order of the locale, decimals of Stripe's exponent."""
    return _money(amount, locale, exponent(amount.currency))


def whole_money(amount: Money, locale: str = "en_US") -> str:
    """As "$148", rounded to whole units: for the scale of a chart, never for what is charged."""
    return _money(amount, locale, 0)


def plain(amount: Money, locale: str = "en_US") -> str:
    """As "148.00", the way it may be typed."""
    digits = exponent(amount.currency)
    return format_decimal(amount.decimal, format="0." + "0" * digits if digits else "0", locale=Locale.parse(locale))


def whole_figure(amount: Money, locale: str = "en_US") -> str:
    """As "148", without its currency: only beside a scale that says which it is."""
    return format_decimal(amount.decimal, format="#,##0", locale=Locale.parse(locale))


def _money(amount: Money, locale: str, digits: int) -> str:
    found, pattern = _pattern(locale, digits)
    text = format_currency(amount.decimal, amount.currency.upper(), pattern, locale=found, currency_digits=False)
    # CLDR asks for a space between a code of letters and the digits; Babel leaves it out.
    return _LETTER_BY_DIGIT.sub("\N{NO-BREAK SPACE}", text)


@lru_cache
def _pattern(locale: str, digits: int) -> tuple[Locale, str]:
    """CLDR's patterns are written with two decimals; the currency's own count takes their place."""
    found = Locale.parse(locale)
    decimals = "." + "0" * digits if digits else ""
    return found, found.currency_formats["standard"].pattern.replace(".00", decimals)


def reported(minor: int, currency: str) -> str:
    """As ``money``, of news from outside: it may name a currency we don't know, and must be recorded all the same."""
    try:
        return money(Money(minor, currency))
    except MoneyError:
        return f"{minor} {currency.upper()} (minor units)"


_ARABIC_DECIMAL, _ARABIC_GROUP = "\u066b", "\u066c"
_SAME: Final = {"\u2019": "'", "\uff0e": ".", "\uff0c": ",", "\u2212": "-", "\uff0d": "-"}
"""Other spellings of a mark: a typographic apostrophe, full-width points, a real minus."""
_POINTS: Final = ".,"
_ONLY_GROUPS: Final = frozenset([" ", "'", _ARABIC_GROUP])
_MARKS: Final = frozenset(_POINTS) | _ONLY_GROUPS | {_ARABIC_DECIMAL}
_LONGEST: Final = 64
_ABOUT_1_OR_1000: Final = 3
"""So many digits behind a mark may be thousands, or decimals."""


def parse_money(text: str, currency: str, locale: str = "en_US") -> Money:
    """What a person typed or pasted, in the locale's way of writing: "50", "$1,248.00", "1 248,00 €", "٥٠".

    Digits of any script, grouped or not, with the currency's code or sign on one side.  Never guesses: raises
    MoneyError ``amount_ambiguous`` where it can be read in two ways ("50.000", or "12,50" where commas mark
    thousands), ``amount_missing`` where nothing is typed yet, ``currency_mismatch`` for the sign of another currency,
    and what ``Money.parse`` raises.
    """
    exponent(currency)
    letters = _plain_letters(text)
    at = [place for place, letter in enumerate(letters) if letter.isdecimal()]
    if letters.strip() in ("", *_names(currency, locale)):
        raise MoneyError("amount_missing", "There is no amount yet.")
    if not at or len(letters) > _LONGEST:
        raise _no_amount()
    before, core, after = letters[: at[0]], letters[at[0] : at[-1] + 1], letters[at[-1] + 1 :]
    before, negative = before.replace("-", "", 1), "-" if "-" in before else ""
    decimal, group = decimal_marks(locale)
    before, after = before.strip(), after.strip()
    if before not in ("", *_names(currency, locale)) and before[-1] in (decimal, _ARABIC_DECIMAL):
        core, before = f"0{before[-1]}{core}", before[:-1].strip()  # ".50"
    if after in (decimal, _ARABIC_DECIMAL):
        after = ""  # "50.", before the rest is typed
    _check_currency(before, after, currency, locale)
    whole, part = _figures(_ascii(core), decimal, group, exponent(currency), indian=_groups_by_two(locale))
    if len(whole) > 16:
        raise MoneyError("amount_too_large", "This amount is too large.")
    if len(part.rstrip("0")) > exponent(currency):
        raise MoneyError("amount_too_precise", "The amount has more decimals than its currency.")
    return Money.parse(f"{negative}{whole}.{part[:12] or '0'}", currency)


@lru_cache(maxsize=64)
def decimal_marks(locale: str) -> tuple[str, str]:
    """The locale's decimal and grouping marks; any kind of space as " "."""
    symbols = Locale.parse(locale).number_symbols["latn"]
    return _plain_letters(symbols["decimal"]), _plain_letters(symbols["group"]) or " "


def _plain_letters(text: str) -> str:
    """Every kind of space as one, other spellings of marks as the usual ones, and no marks of direction."""
    kept = []
    for letter in text:
        kind = unicodedata.category(letter)
        if kind != "Cf":
            kept.append(" " if kind == "Zs" else _SAME.get(letter, letter))
    found = "".join(kept)
    return found if found.isspace() else found.strip()


def _ascii(core: str) -> str:
    """Digits of one script as 0-9. Digits of two scripts in one amount are a slip, or a trick."""
    zeros = {ord(letter) - unicodedata.decimal(letter) for letter in core if letter.isdecimal()}
    if len(zeros) != 1:
        raise _no_amount()
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in core)


def _figures(core: str, decimal: str, group: str, digits: int, *, indian: bool) -> tuple[str, str]:
    """The whole units and the decimals of figures such as "1,248.00"."""
    groups, marks = re.findall("[0-9]+", core), re.findall("[^0-9]+", core)
    if not all(mark in _MARKS for mark in marks):
        raise _no_amount()
    if not marks:
        return _whole(groups, indian=indian), ""
    last = marks[-1]
    if len(set(marks)) == 1 and not _is_decimal(marks, groups, decimal, group, digits):
        return _whole(groups, indian=indian), ""
    if last in _ONLY_GROUPS or last in marks[:-1] or len(set(marks[:-1])) > 1 or _ARABIC_DECIMAL in marks[:-1]:
        raise _no_amount()
    if len(groups[-1]) == _ABOUT_1_OR_1000 != digits and not groups[-1].strip("0") and last != _ARABIC_DECIMAL:
        raise _two_ways()
    return _whole(groups[:-1], indian=indian), groups[-1]


def _is_decimal(marks: Sequence[str], groups: Sequence[str], decimal: str, group: str, digits: int) -> bool:
    """Whether the only kind of mark in an amount stands before its decimals, and not between its thousands."""
    mark = marks[0]
    if mark == _ARABIC_DECIMAL:
        return True
    if mark in _ONLY_GROUPS or len(marks) > 1:
        return False
    if mark == decimal:
        return True
    thousands = len(groups[1]) == _ABOUT_1_OR_1000
    if thousands != (mark == group) or (thousands and digits == _ABOUT_1_OR_1000):
        raise _two_ways()
    return not thousands


def _whole(groups: Sequence[str], *, indian: bool) -> str:
    """Groups of thousands as one number; of hundreds too where people count in lakhs."""
    sizes = [len(one) for one in groups]
    if len(groups) > 1:
        by_three = sizes[0] <= 3 and set(sizes[1:]) == {3}
        by_two = indian and sizes[0] <= 2 and sizes[-1] == 3 and set(sizes[1:-1]) <= {2}
        if not (by_three or by_two) or groups[0].startswith("0"):
            raise _two_ways() if min(sizes[1:]) > 1 else _no_amount()
    return "".join(groups).lstrip("0") or "0"


def _groups_by_two(locale: str) -> bool:
    return bool(Locale.parse(locale).decimal_formats[None].grouping[1] == 2)


def _check_currency(before: str, after: str, currency: str, locale: str) -> None:
    for said in (before, after):
        if said and said not in _names(currency, locale):
            if _is_currency(said):
                raise MoneyError("currency_mismatch", "The amount is in another currency.")
            raise _no_amount()
    if before and after:
        raise _no_amount()


@lru_cache(maxsize=256)
def _names(currency: str, locale: str) -> frozenset[str]:
    """What may stand beside an amount: "USD", "usd", "US$", and "$" as people on the spot write it."""
    symbols = {_plain_letters(get_currency_symbol(currency.upper(), locale=one)) for one in (locale, "en_US", "en_GB")}
    signs = {letter for symbol in symbols for letter in symbol if unicodedata.category(letter) == "Sc"}
    return frozenset(symbols | signs | {currency, currency.upper()})


def _is_currency(said: str) -> bool:
    known = said.lower() in ZERO_DECIMAL | TWO_DECIMAL | THREE_DECIMAL
    return known or any(unicodedata.category(letter) == "Sc" for letter in said)


def _no_amount() -> MoneyError:
    return MoneyError("amount_invalid", "This is not an amount.")


def _two_ways() -> MoneyError:
    return MoneyError("amount_ambiguous", "This can be read in two ways.")


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
