"""What the sample hospital's books hold at a moment: pure, and the same for the same moment.

Times are relative to ``now`` and stand in its zone, so that the demo always looks like a working day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from itertools import pairwise
from random import Random

from pos_app.money import Money, exponent
from pos_app.server.sample.data import (
    FeaturedInvoice,
    SampleHospital,
    SampleInsurer,
    SamplePatient,
    SampleService,
    SampleSite,
)

INVOICES = 200
NEWEST_NUMBER = 20418
OLDEST_MINUTES = 57_600  # forty days
QUIET_ABOVE = 20386  # above this number, what is open at the first site is written by hand
SEED = 1961
CARDS = (("visa", "4242"), ("mastercard", "4444"), ("visa", "5556"), ("amex", "0005"), ("mastercard", "3222"))
CHILDRENS = ("Paediatrics", "Emergency", "Laboratory", "Dentistry")
FOREIGN = ("eur", "eur", "eur", "jpy", "jpy", "jpy", "kwd", "kwd")


class Fate(Enum):
    """What became of an invoice."""

    OPEN = auto()
    PART_PAID = auto()
    PAID = auto()
    PAID_TODAY = auto()
    VOID = auto()
    VOID_REFUNDED = auto()
    REFUNDED = auto()


FATES = (
    [Fate.OPEN] * 80
    + [Fate.PART_PAID] * 15
    + [Fate.PAID] * 57
    + [Fate.PAID_TODAY] * 22
    + [Fate.VOID] * 6
    + [Fate.VOID_REFUNDED] * 3
    + [Fate.REFUNDED] * 4
)
SETTLED = (Fate.PAID, Fate.PAID_TODAY, Fate.VOID, Fate.VOID_REFUNDED)


@dataclass(slots=True)
class PlannedRefund:
    amount: Money
    at: datetime
    reason: str


@dataclass(slots=True)
class PlannedPayment:
    method: str
    amount: Money
    at: datetime
    brand: str = ""
    last4: str = ""
    refund: PlannedRefund | None = None


@dataclass(slots=True)
class PlannedInvoice:
    """``patient`` is an index into the hospital's patients; money is in the invoice's currency."""

    number: int
    patient: int
    site: SampleSite
    service: SampleService
    at: datetime
    lines: tuple[Money, ...]
    insurer: SampleInsurer | None
    insurer_share: Money
    claim: str
    payments: list[PlannedPayment] = field(default_factory=list)
    declined: tuple[datetime, str] | None = None
    voided: tuple[datetime, str] | None = None

    @property
    def gross(self) -> Money:
        return sum(self.lines[1:], self.lines[0])

    @property
    def total(self) -> Money:
        """The patient's share."""
        return self.gross - self.insurer_share

    @property
    def agreed_at(self) -> datetime:
        """When the insurer said what it pays; the front desk asks for money after that."""
        return self.at + timedelta(minutes=4)


def _share(gross: Money, insurer: SampleInsurer | None) -> Money:
    """The insurer's part of ``gross``. Three-decimal currencies are settled in tens of minor units, as cards are."""
    if insurer is None:
        return Money(0, gross.currency)
    unit = 10 if exponent(gross.currency) == 3 else 1
    part = (Decimal(gross.minor * insurer.percent) / (100 * unit)).to_integral_value(ROUND_HALF_UP)
    return Money(int(part) * unit, gross.currency)


class Planner:
    """Plans the books of ``hospital`` as they stand at ``now`` (an aware datetime)."""

    def __init__(self, hospital: SampleHospital, now: datetime) -> None:
        self._hospital = hospital
        self._now = now.replace(second=0, microsecond=0)
        self._midnight = self._now.replace(hour=0, minute=0)
        self._random = Random(SEED)  # noqa: S311 - sample data wants the same numbers each time, not secrets

    def patients(self) -> list[tuple[SamplePatient, str, str, str]]:
        """Each patient with record number, phone and e-mail address (numbers and domains reserved for fiction)."""
        taken = {patient.mrn for patient in self._hospital.patients if patient.mrn}
        rows = []
        for index, patient in enumerate(self._hospital.patients):
            mrn = patient.mrn
            while mrn is None or (mrn in taken and patient.mrn is None):
                mrn = f"{self._random.randint(2900, 4999)} {self._random.randint(0, 9999):04}"
            taken.add(mrn)
            address = f"{patient.given}.{patient.family}".lower()
            if not (address.isascii() and address.replace(".", "").isalpha()):
                address = "patient" + mrn.replace(" ", "")
            rows.append((patient, mrn, f"+1 202 555 01{index:02}", f"{address}@mail.example"))
        return rows

    def invoices(self) -> list[PlannedInvoice]:
        """All invoices, oldest first."""
        featured = {row.number: row for row in self._hospital.featured}
        minutes = self._minutes(featured)
        others = [number for number in minutes if number not in featured]
        fates = self._fates(others)
        currencies = self._currencies(others, fates)
        planned = []
        for number in sorted(minutes):
            at = self._daytime(minutes[number])
            if number in featured:
                planned.append(self._featured(featured[number], at))
            else:
                planned.append(self._other(number, at, fates[number], currencies.get(number, "usd")))
        return planned

    def _minutes(self, featured: dict[int, FeaturedInvoice]) -> dict[int, int]:
        """Minutes ago for every number: the hand-written ones are fixed, the others lie between them."""
        fixed = sorted((number, row.minutes_ago) for number, row in featured.items())
        oldest = NEWEST_NUMBER - INVOICES + 1
        result = {oldest: OLDEST_MINUTES}
        for (number, ago), (next_number, next_ago) in pairwise([(oldest, OLDEST_MINUTES), *fixed]):
            for step in range(1, next_number - number):
                part = (step + self._random.uniform(-0.3, 0.3)) / (next_number - number)
                result[number + step] = ago - round((ago - next_ago) * part)
            result[next_number] = next_ago
        return result

    def _daytime(self, minutes_ago: int) -> datetime:
        """The moment; moved, in order, into the hours from 7 to 19, but for the last two hours."""
        moment = self._now - timedelta(minutes=minutes_ago)
        recent, opening = self._now - timedelta(hours=2), self._midnight + timedelta(hours=7)
        if moment >= recent or (moment >= self._midnight and recent <= opening):
            return moment
        if moment >= self._midnight:
            return recent - (recent - moment) * ((recent - opening) / (recent - self._midnight))
        day = moment.replace(hour=0, minute=0)
        return day + timedelta(hours=7) + (moment - day) / 2

    def _fates(self, numbers: list[int]) -> dict[int, Fate]:
        fates = list(FATES)
        self._random.shuffle(fates)
        return dict(zip(numbers, fates, strict=True))

    def _currencies(self, numbers: list[int], fates: dict[int, Fate]) -> dict[int, str]:
        plain = [number for number in numbers if fates[number] in (Fate.OPEN, Fate.PAID) and number > 20300]
        return dict(zip(self._random.sample(plain, len(FOREIGN)), FOREIGN, strict=True))

    def _money(self, dollars: Decimal, currency: str) -> Money:
        if currency == "usd":
            return Money.parse(dollars, currency)
        price = self._hospital.prices[currency]
        steps = (dollars * price.per_usd / price.step).to_integral_value(ROUND_HALF_UP)
        return Money.parse(max(steps, Decimal(1)) * price.step, currency)

    def _between(self, first: datetime, last: datetime) -> datetime:
        if last <= first:
            return first
        return first + timedelta(seconds=self._random.randrange(int((last - first).total_seconds()) + 1))

    def _featured(self, row: FeaturedInvoice, at: datetime) -> PlannedInvoice:
        insurer = next((i for i in self._hospital.insurers if i.name == row.insurer), None)
        lines = tuple(self._money(line.price, "usd") for line in row.service.lines)
        patient = next(i for i, p in enumerate(self._hospital.patients) if p.mrn == row.mrn)
        invoice = PlannedInvoice(
            row.number, patient, self._hospital.sites[0], row.service, at, lines, insurer,
            _share(sum(lines[1:], lines[0]), insurer), row.claim,
        )  # fmt: skip
        for tender in row.payments:
            paid_at = at + timedelta(minutes=row.minutes_ago - tender.minutes_ago)
            amount = Money.parse(tender.amount or 0, "usd")
            invoice.payments.append(PlannedPayment(tender.method, amount, paid_at, tender.brand, tender.last4))
        if row.declined:
            when = at + timedelta(minutes=row.minutes_ago - row.declined.minutes_ago)
            card = f"{row.declined.brand.capitalize()} ending {row.declined.last4}"
            invoice.declined = (when, f"{card}, {row.declined.why}")
        return invoice

    def _other(self, number: int, at: datetime, fate: Fate, currency: str) -> PlannedInvoice:
        first, second = self._hospital.sites
        site = first if self._random.random() < 0.6 else second
        if number > QUIET_ABOVE and fate not in SETTLED:
            site = second
        patient = self._random.randrange(1, len(self._hospital.patients))  # the first is in the written ones only
        service = self._random.choice(self._fitting(self._hospital.patients[patient]))
        insurer = self._random.choice([*self._hospital.insurers, None])
        lines = tuple(self._money(line.price, currency) for line in service.lines)
        share = _share(sum(lines[1:], lines[0]), insurer)
        claim = f"{insurer.prefix}-{70000 + (number - 20000) * 17}" if insurer else ""
        invoice = PlannedInvoice(number, patient, site, service, at, lines, insurer, share, claim)
        self._pay(invoice, fate)
        if fate in (Fate.VOID, Fate.VOID_REFUNDED):
            last = max([p.refund.at for p in invoice.payments if p.refund], default=at + timedelta(minutes=10))
            invoice.voided = (min(last, self._now), self._random.choice(self._hospital.void_reasons))
        return invoice

    def _fitting(self, patient: SamplePatient) -> list[SampleService]:
        """Services that a patient of this age and sex may well have had."""
        age = (self._now.date() - patient.born).days // 365
        if age < 18:
            return [row for row in self._hospital.services if row.department in CHILDRENS]
        never = {"Paediatrics"} if patient.sex == "female" and age < 48 else {"Paediatrics", "Maternity"}
        return [row for row in self._hospital.services if row.department not in never]

    def _pay(self, invoice: PlannedInvoice, fate: Fate) -> None:
        if fate in (Fate.OPEN, Fate.VOID):
            return
        total = invoice.total
        if fate is Fate.PART_PAID:
            amount = Money(max(total.minor // 2 // 100 * 100, total.minor // 4 // 10 * 10), total.currency)
        else:
            amount = total
        today = fate is Fate.PAID_TODAY
        soon = min(invoice.at + timedelta(hours=self._random.choice((1, 3, 50))), self._now)
        first = max(invoice.agreed_at, self._midnight) if today else invoice.agreed_at
        at = self._between(first, self._now if today else soon)
        payment = self._tender(amount, at)
        invoice.payments.append(payment)
        if fate in (Fate.REFUNDED, Fate.VOID_REFUNDED):
            reason = self._random.choice(self._hospital.refund_reasons)
            later = self._between(at, min(at + timedelta(hours=30), self._now))
            payment.refund = PlannedRefund(amount, later, reason)

    def _tender(self, amount: Money, at: datetime) -> PlannedPayment:
        if self._random.random() < 0.35:
            return PlannedPayment("cash", amount, at)
        brand, last4 = self._random.choice(CARDS)
        return PlannedPayment("card", amount, at, brand, last4)
