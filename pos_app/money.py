"""Money as whole minor units of a currency, with the exponents Stripe uses.

An amount is an ``int`` of minor units (cents, fils, yen) and a lowercase three-letter currency code; no
``float`` ever holds one.  Exponents come from Stripe's currency page, not from ISO 4217: Stripe takes ISK and
UGX with two decimals although ISO gives them none (docs.stripe.com/currencies).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

ZERO_DECIMAL: Final = frozenset(
    ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"],
)
THREE_DECIMAL: Final = frozenset(["bhd", "jod", "kwd", "omr", "tnd"])
TWO_DECIMAL: Final = frozenset(
    # ISK and UGX among them: Stripe wants them with two decimals
    (
        "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf "
        "cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils "
        "inr isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn "
        "nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd "
        "std szl thb tjs top try ttd twd tzs uah ugx usd uyu uzs wst xcd yer zar zmw "
    ).split(),
)
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,12})?", re.ASCII)
MAX_MINOR: Final = 10**14
"""No invoice of a hospital reaches this; a value above it is a slip or an attack, and still fits 64 bits."""


class MoneyError(ValueError):
    """An amount or a currency that can't be read without guessing. ``code`` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def exponent(currency: str) -> int:
    """Decimals of ``currency`` as Stripe counts them. Raises MoneyError ``currency_unknown``."""
    if currency in TWO_DECIMAL:
        return 2
    if currency in ZERO_DECIMAL:
        return 0
    if currency in THREE_DECIMAL:
        return 3
    raise MoneyError("currency_unknown", "This currency is not known.")


def card_step(currency: str) -> int:
    """Minor units that a card charge is a multiple of: card networks take no thousandths, and no parts of ISK and UGX.

    Raises MoneyError ``currency_unknown``.
    """
    if currency in ("isk", "ugx"):
        return 100
    return 10 if exponent(currency) == 3 else 1


def plain(value: Decimal) -> str:
    """The digits of ``value`` without an exponent; its own spelling where that would be absurdly long, or no number.

    1E+999999999 is short to send and endless to write out.
    """
    exponent_10 = value.as_tuple().exponent
    if isinstance(exponent_10, str) or exponent_10 < -20 or value.adjusted() > 20:
        return str(value)
    return format(value, "f")


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """``minor`` units of ``currency``; sums and differences stay within one currency."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if isinstance(self.minor, bool) or not isinstance(self.minor, int):
            raise MoneyError("amount_invalid", "An amount is a whole number of minor units.")
        if abs(self.minor) > MAX_MINOR:
            raise MoneyError("amount_too_large", "This amount is too large.")
        exponent(self.currency)

    @classmethod
    def parse(cls, text: str | int | Decimal, currency: str) -> Money:
        """Read a decimal amount of major units ("148.00", 148, Decimal("148")) without loss.

        Refuses exponents, NaN, infinity, signs other than "-", and more decimals than the currency has, unless
        the extra ones are zeros.  Raises MoneyError ``amount_invalid``, ``amount_too_precise``,
        ``amount_too_large`` or ``currency_unknown``.
        """
        digits = exponent(currency)
        if isinstance(text, bool) or not isinstance(text, str | int | Decimal):
            raise MoneyError("amount_invalid", "The amount is not a decimal number.")
        if isinstance(text, Decimal):
            text = plain(text)
        text = str(text)
        if not _DECIMAL.fullmatch(text):
            raise MoneyError("amount_invalid", "The amount is not a plain decimal number.")
        try:
            value = Decimal(text)
        except InvalidOperation as error:  # unreachable after the pattern; never guess if it changes
            raise MoneyError("amount_invalid", "The amount is not a decimal number.") from error
        scaled = value.scaleb(digits)
        if scaled != scaled.to_integral_value():
            raise MoneyError("amount_too_precise", "The amount has more decimals than its currency.")
        return cls(int(scaled), currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __str__(self) -> str:
        """The decimal amount alone, with all the decimals of its currency: "148.00"."""
        digits = exponent(self.currency)
        if digits == 0:
            return str(self.minor)
        whole, part = divmod(abs(self.minor), 10**digits)
        return f"{'-' if self.minor < 0 else ''}{whole}.{part:0{digits}}"

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MoneyError("currency_mismatch", "Amounts of two currencies can't be combined.")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __gt__(self, other: Money) -> bool:
        return other < self

    def __ge__(self, other: Money) -> bool:
        return other <= self
