"""An amount as a person types it, checked as it is typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import NumberFormatError, parse_decimal

from pos_app.desktop.presenters.words import Words
from pos_app.money import Money, MoneyError


@dataclass(frozen=True, slots=True)
class Typed:
    """``money`` is set when the text is an amount that may be taken; else ``problem`` says why not (or is empty while
    there is nothing to complain about yet)."""

    money: Money | None
    problem: str = ""


def typed_amount(text: str, due: Money, words: Words) -> Typed:
    """Read ``text`` in the locale's way of writing, without guessing: "50", "50.00", "$1,248.00"."""
    figures = _plain(text, due.currency)
    if not figures:
        return Typed(None)
    decimal, group = words.decimal_symbols()
    if not re.fullmatch(rf"[0-9{re.escape(group)}]*(?:{re.escape(decimal)}[0-9]*)?", figures):
        return Typed(None, f"Type figures only, as in {Money(min(due.minor, 5000), due.currency)}.")
    try:
        value = parse_decimal(figures, locale=words.locale, strict=True)
        money = Money.parse(Decimal(value), due.currency)
    except NumberFormatError:
        return Typed(None, "This can be read in two ways. Leave out the marks between thousands.")
    except MoneyError as error:
        return Typed(None, _sentence(error, words, due.currency))
    if money.minor <= 0:
        return Typed(None, "The amount has to be more than zero.")
    if money > due:
        return Typed(None, f"Only {words.money(due)} is due.")
    return Typed(money)


def _plain(text: str, currency: str) -> str:
    """Figures of any script as 0-9, without spaces, the currency's code and currency signs."""
    found = []
    for letter in text.strip()[:40]:
        digit = unicodedata.decimal(letter, None)
        if digit is not None:
            found.append(str(digit))
        elif unicodedata.category(letter) not in ("Zs", "Sc"):
            found.append(letter)
    figures = "".join(found)
    code = currency.upper()
    return figures.removeprefix(code).removesuffix(code) if figures.upper() != code else figures


def _sentence(error: MoneyError, words: Words, currency: str) -> str:
    if error.code == "amount_too_precise":
        return f"{words.currency(currency)} have fewer decimals than this."
    if error.code == "amount_too_large":
        return "This is too much."
    return "This is not an amount."
