"""Texts that several screens need: amounts, days, names, states, in the till's locale."""

from __future__ import annotations

import datetime as dt
from datetime import datetime, tzinfo
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, parse_date
from babel.numbers import format_decimal

from pos_app import formats
from pos_app.desktop.ports import Clock
from pos_app.desktop.presenters.faces.common import StateFace, Tone
from pos_app.desktop.say import apart, mark, say, say_many, whole
from pos_app.money import Money
from pos_app.wire.auth import Role
from pos_app.wire.base import Amount
from pos_app.wire.invoices import CardRef, InvoiceState, PatientRef
from pos_app.wire.refunds import ReasonCode, RefundState

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
    Role.PATIENT: mark("Patient"),
    Role.CASHIER: mark("Cashier"),
    Role.SUPERVISOR: mark("Supervisor"),
    Role.AUDITOR: mark("Auditor"),
    Role.ADMIN: mark("Admin"),
}
STATES = {
    InvoiceState.OPEN: StateFace(mark("Open"), Tone.OPEN),
    InvoiceState.PART_PAID: StateFace(mark("Part-paid"), Tone.PART),
    InvoiceState.CHECKING: StateFace(mark("Checking"), Tone.CHECKING),
    InvoiceState.PAID: StateFace(mark("Paid"), Tone.GOOD),
    InvoiceState.VOID: StateFace(mark("Void"), Tone.VOID),
}

REFUND_STATES = {
    RefundState.REQUESTED: StateFace(mark("Waits for a supervisor"), Tone.REFUND),
    RefundState.APPROVED: StateFace(mark("Approved"), Tone.REFUND),
    RefundState.SUBMITTED: StateFace(mark("Not known yet"), Tone.CHECKING),
    RefundState.PENDING: StateFace(mark("At the bank"), Tone.REFUND),
    RefundState.REQUIRES_ACTION: StateFace(mark("Waits for the patient"), Tone.REFUND),
    RefundState.SUCCEEDED: StateFace(mark("Done"), Tone.GOOD),
    RefundState.FAILED: StateFace(mark("Failed"), Tone.BAD),
    RefundState.CANCELLED: StateFace(mark("Withdrawn"), Tone.VOID),
    RefundState.REFUSED: StateFace(mark("Refused"), Tone.VOID),
}
REASONS = {
    ReasonCode.DUPLICATE: mark("Charged twice"),
    ReasonCode.WRONG_AMOUNT: mark("Wrong amount"),
    ReasonCode.SERVICE_NOT_RENDERED: mark("Service not given"),
    ReasonCode.INSURER_PAID: mark("Insurer paid"),
    ReasonCode.REQUESTED_BY_CUSTOMER: mark("Patient asked for it"),
    ReasonCode.FRAUDULENT: mark("Card misused"),
    ReasonCode.OTHER: mark("Something else"),
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
        if not self._rtl:
            return text
        # Without the mark the sign of "US$" would stand before its letters.
        text = text.replace("$", "$\N{LEFT-TO-RIGHT MARK}")
        return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"

    def money(self, amount: Amount | Money) -> str:
        """As "$148.00"; kept, because Babel takes some 50 µs and lists repeat themselves."""
        minor = amount.minor if isinstance(amount, Money) else amount.amount_minor
        return self._money(minor, amount.currency)

    def whole_money(self, minor: int, currency: str) -> str:
        """As "$148": for the scale of a chart."""
        return self._apart(formats.whole_money(Money(minor, currency), self.locale))

    def plain(self, amount: Money) -> str:
        """As "148.00": an example of what to type."""
        return formats.plain(amount, self.locale)

    def whole_figure(self, minor: int, currency: str) -> str:
        """As "148": where the scale beside it says the currency."""
        return self._apart(formats.whole_figure(Money(minor, currency), self.locale))

    def currency(self, currency: str) -> str:
        return formats.currency_name(currency, self.locale)

    def clock(self, at: datetime) -> str:
        """As "09:41"."""
        return formats.clock(at, self._zone(), self.locale)

    def waited(self, since: datetime) -> str:
        """As "just now", "12 min", "3 h" or "2 days": how long something has waited by now."""
        minutes = max(0, int((self._clock.now() - since).total_seconds() // 60))
        if not minutes:
            return say("just now")
        if minutes < 60:
            return say("{minutes} min", minutes=minutes)
        if minutes < 48 * 60:
            return say("{hours} h", hours=minutes // 60)
        return say_many("{count} day", "{count} days", minutes // (24 * 60))

    def seconds(self, at: datetime) -> str:
        """As "09:41:07"."""
        return f"{at.astimezone(self._zone()):%H:%M:%S}"

    def day(self, at: datetime) -> str:
        """As "Today" or "22 Nov", with the year when it is not this one's."""
        now = self._clock.now()
        local = at.astimezone(now.tzinfo)
        if self.today(at):
            return say("Today")
        if local.year == now.year:
            return self._apart(format_date(local, "d MMM", locale=self.locale))
        return self._apart(formats.day(local, self.locale))

    def when(self, at: datetime) -> str:
        """As "Today 09:04"."""
        return f"{self.day(at)} {self.clock(at)}"

    def lately(self, at: datetime) -> str:
        """As "09:04" today, else with its day."""
        return self.clock(at) if self.today(at) else self.when(at)

    def date(self, at: datetime) -> str:
        """As "23 Nov 2026"."""
        return self._apart(formats.day(at.astimezone(self._zone()), self.locale))

    def long_day(self, day: dt.date) -> str:
        """As "Monday 23 November"."""
        return self._apart(format_date(day, "EEEE d MMMM", locale=self.locale))

    def weekday(self, day: dt.date, *, short: bool = False) -> str:
        """As "Monday" or "Mon"."""
        return self._apart(format_date(day, "EEE" if short else "EEEE", locale=self.locale))

    def short_day(self, day: dt.date) -> str:
        """As "Mon 23": below the bar of a chart."""
        return self._apart(format_date(day, "EEE d", locale=self.locale))

    def plain_date(self, day: dt.date) -> str:
        """As "23 Nov 2026"."""
        return self._apart(formats.day(day, self.locale))

    def first_weekday(self) -> int:
        """The day a week begins with here; Monday is 0."""
        return Locale.parse(self.locale).first_week_day

    def parse_day(self, text: str) -> dt.date:
        """A day as "2026-11-23", or in the locale's short way. Raises ValueError for anything else."""
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return parse_date(text, locale=self.locale)

    def born(self, day: dt.date) -> str:
        return self._apart(formats.day(day, self.locale))

    def age(self, born: dt.date) -> int:
        today = self._clock.now().date()
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    def identity(self, patient: PatientRef, *, with_age: bool = False) -> str:
        """As "MRN 4021 7730 · born 14 Mar 1961 (65)"."""
        text = say("MRN {mrn}", mrn=patient.mrn)
        if patient.birth_date:
            born = say("born {day}", day=self.born(patient.birth_date))
            born += f" ({self.integer(self.age(patient.birth_date))})" if with_age else ""
            text = joined(*map(unbroken, (text, born)))
        return text

    def integer(self, value: int) -> str:
        """As "1,000"."""
        return format_decimal(value, locale=self.locale)

    def percent(self, share: float) -> str:
        """As "91.9 %" of 0.919."""
        return f"{self._apart(self.tenths(share * 100))}\N{NO-BREAK SPACE}%"

    def tenths(self, value: float) -> str:
        """As "1,234.5"."""
        return format_decimal(value, "#,##0.0", locale=self.locale)

    def local(self, at: datetime) -> datetime:
        """On the till's wall clock, without its offset: for hours and days as people count them."""
        return at.astimezone(self._zone()).replace(tzinfo=None)

    def now(self) -> datetime:
        return self._clock.now()

    def parse_money(self, text: str, currency: str) -> Money:
        """What was typed, in the till's locale. Raises MoneyError; see ``formats.parse_money``."""
        return formats.parse_money(text, currency, self.locale)

    def today(self, at: datetime) -> bool:
        """Whether it is of the day it is now."""
        now = self._clock.now()
        return at.astimezone(now.tzinfo).date() == now.date()

    def _zone(self) -> tzinfo | None:
        return self._clock.now().tzinfo


def card_text(card: CardRef | None) -> str:
    """As "Visa ending 4242"; empty without a card."""
    return card_named(brand_name(card), card.last4) if card else ""


def card_named(brand: str, last4: str) -> str:
    """As ``card_text``, of a brand as people write it."""
    return say("{brand} ending {last4}", brand=brand, last4=last4)


def short_card(card: CardRef | None) -> str:
    """As "Visa 4242", for a row of a list; empty without a card."""
    return f"{brand_name(card)} {card.last4}" if card else ""


def brand_name(card: CardRef) -> str:
    return BRANDS.get(card.brand) or card.brand.title() or say("Card")


def lasting(seconds: float) -> str:
    """As "42 s" or "1 m 20 s"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    told = [say("{hours} h", hours=hours)] if hours else []
    told += [say("{minutes} m", minutes=minutes)] if minutes else []
    told += [say("{seconds} s", seconds=rest)] if (rest and not hours) or not told else []
    return " ".join(told)


def unbroken(text: str) -> str:
    """In one line wherever a paragraph is broken: what belongs together stays together."""
    for sign in "…/":
        text = text.replace(sign, f"{sign}\N{WORD JOINER}")
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def joined(*parts: str) -> str:
    """With a middle dot, leaving out what is empty."""
    return whole(" · ".join(apart(part) for part in parts if part))
