"""Texts that several screens need: amounts, days, names, states, in the till's locale."""

from __future__ import annotations

import datetime as dt
import unicodedata
from datetime import datetime, tzinfo
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from pos_app import formats
from pos_app.desktop.ports import Clock
from pos_app.desktop.presenters.faces.common import StateFace, Tone
from pos_app.money import Money
from pos_app.wire.auth import Role
from pos_app.wire.base import Amount
from pos_app.wire.invoices import CardRef, InvoiceState, PatientRef

BRANDS = {
    "visa": "Visa",
    "mastercard": "Mastercard",
    "amex": "American Express",
    "discover": "Discover",
    "diners": "Diners Club",
    "jcb": "JCB",
    "unionpay": "UnionPay",
}
ROLES = {
    Role.PATIENT: "Patient",
    Role.CASHIER: "Cashier",
    Role.SUPERVISOR: "Supervisor",
    Role.AUDITOR: "Auditor",
    Role.ADMIN: "Admin",
}
STATES = {
    InvoiceState.OPEN: StateFace("Open", Tone.OPEN),
    InvoiceState.PART_PAID: StateFace("Part-paid", Tone.PART),
    InvoiceState.CHECKING: StateFace("Checking", Tone.CHECKING),
    InvoiceState.PAID: StateFace("Paid", Tone.GOOD),
    InvoiceState.VOID: StateFace("Void", Tone.VOID),
}


class Words:
    """Formats for one locale and the machine's time zone."""

    def __init__(self, clock: Clock, locale: str = "en_US") -> None:
        self._clock = clock
        self.locale = locale
        self._rtl = Locale.parse(locale).text_direction == "rtl"
        self._money = lru_cache(maxsize=4096)(
            lambda minor, currency: self._apart(formats.money(Money(minor, currency), locale))
        )

    def _apart(self, text: str) -> str:
        """A figure or a date of a right-to-left locale, kept in its own order inside a sentence of another one."""
        return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if self._rtl else text

    def money(self, amount: Amount | Money) -> str:
        """As "$148.00"; kept, because Babel takes some 50 µs and lists repeat themselves."""
        minor = amount.minor if isinstance(amount, Money) else amount.amount_minor
        return self._money(minor, amount.currency)

    def currency(self, currency: str) -> str:
        return formats.currency_name(currency, self.locale)

    def clock(self, at: datetime) -> str:
        """As "09:41"."""
        return formats.clock(at, self._zone(), self.locale)

    def seconds(self, at: datetime) -> str:
        """As "09:41:07"."""
        return f"{at.astimezone(self._zone()):%H:%M:%S}"

    def day(self, at: datetime) -> str:
        """As "Today" or "22 Nov", with the year when it is not this one's."""
        now = self._clock.now()
        local = at.astimezone(now.tzinfo)
        if local.date() == now.date():
            return "Today"
        if local.year == now.year:
            return self._apart(format_date(local, "d MMM", locale=self.locale))
        return self._apart(formats.day(local, self.locale))

    def when(self, at: datetime) -> str:
        """As "Today 09:04"."""
        return f"{self.day(at)} {self.clock(at)}"

    def date(self, at: datetime) -> str:
        """As "23 Nov 2026"."""
        return self._apart(formats.day(at.astimezone(self._zone()), self.locale))

    def born(self, day: dt.date) -> str:
        return self._apart(formats.day(day, self.locale))

    def age(self, born: dt.date) -> int:
        today = self._clock.now().date()
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    def identity(self, patient: PatientRef, *, with_age: bool = False) -> str:
        """As "MRN 4021 7730 · born 14 Mar 1961 (65)"."""
        text = f"MRN {patient.mrn}"
        if patient.birth_date:
            text += f" · born {self.born(patient.birth_date)}"
            text += f" ({self.age(patient.birth_date)})" if with_age else ""
        return text

    def integer(self, value: int) -> str:
        """As "1,000"."""
        return format_decimal(value, locale=self.locale)

    def now(self) -> datetime:
        return self._clock.now()

    def decimal_symbols(self) -> tuple[str, str]:
        """The locale's decimal and grouping symbols."""
        symbols = Locale.parse(self.locale).number_symbols["latn"]
        return symbols["decimal"], symbols["group"]

    def _zone(self) -> tzinfo | None:
        return self._clock.now().tzinfo


def card_text(card: CardRef | None) -> str:
    """As "Visa ending 4242"; empty without a card."""
    return f"{BRANDS.get(card.brand, card.brand.title() or 'Card')} ending {card.last4}" if card else ""


def initials(name: str) -> str:
    """First letters of the first and the last name, for the disc: "MO"."""
    parts = [part for part in name.split() if unicodedata.category(part[0]).startswith("L")]
    letters = [parts[0][0], parts[-1][0]] if len(parts) > 1 else [part[0] for part in parts]
    return "".join(letters).upper()


def plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def joined(*parts: str) -> str:
    """With a middle dot, leaving out what is empty."""
    return " · ".join(part for part in parts if part)
