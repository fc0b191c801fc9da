"""The tables of the sample hospital, read from ``resources/demo``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Someone who logs in. ``site`` is a site's name; a patient has ``patient_mrn`` instead."""

    username: str
    password: str
    display_name: str
    role: str
    site: str | None
    patient_mrn: str | None


@dataclass(frozen=True, slots=True)
class SampleSite:
    name: str
    till: str
    cashier: str


@dataclass(frozen=True, slots=True)
class SampleInsurer:
    """``percent`` is the part of every invoice that it pays."""

    name: str
    prefix: str
    percent: int


@dataclass(frozen=True, slots=True)
class SamplePrice:
    """How prices in US dollars become prices in another currency: times ``per_usd``, to the nearest ``step``."""

    per_usd: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class SamplePatient:
    given: str
    family: str
    name: str
    mrn: str | None
    born: date
    sex: str
    language: str


@dataclass(frozen=True, slots=True)
class SampleLine:
    """``price`` in major units, US dollars."""

    description: str
    price: Decimal
    quantity: str


@dataclass(frozen=True, slots=True)
class SampleService:
    department: str
    service: str
    lines: tuple[SampleLine, ...]


@dataclass(frozen=True, slots=True)
class SampleTender:
    """A payment, or a card that was declined (``amount`` is None then)."""

    method: str
    amount: Decimal | None
    minutes_ago: int
    brand: str
    last4: str
    why: str


@dataclass(frozen=True, slots=True)
class FeaturedInvoice:
    """An invoice written by hand, so that the first screen tells a story."""

    number: int
    mrn: str
    service: SampleService
    minutes_ago: int
    insurer: str | None
    claim: str
    payments: tuple[SampleTender, ...]
    declined: SampleTender | None


@dataclass(frozen=True, slots=True)
class SampleHospital:
    name: str
    sites: tuple[SampleSite, ...]
    insurers: tuple[SampleInsurer, ...]
    prices: dict[str, SamplePrice]
    refund_reasons: tuple[str, ...]
    void_reasons: tuple[str, ...]
    people: tuple[SamplePerson, ...]
    patients: tuple[SamplePatient, ...]
    services: tuple[SampleService, ...]
    featured: tuple[FeaturedInvoice, ...]


def _lines(rows: list[list[str]]) -> tuple[SampleLine, ...]:
    return tuple(SampleLine(row[0], Decimal(row[1]), row[2] if len(row) > 2 else "1") for row in rows)


def _tender(row: dict[str, Any]) -> SampleTender:
    amount = Decimal(row["amount"]) if "amount" in row else None
    return SampleTender(
        method=row.get("method", "card"),
        amount=amount,
        minutes_ago=row["minutes_ago"],
        brand=row.get("brand", ""),
        last4=row.get("last4", ""),
        why=row.get("why", ""),
    )


def _featured(row: dict[str, Any]) -> FeaturedInvoice:
    return FeaturedInvoice(
        number=row["number"],
        mrn=row["mrn"],
        service=SampleService(row["department"], row["service"], _lines(row["lines"])),
        minutes_ago=row["minutes_ago"],
        insurer=row.get("insurer"),
        claim=row.get("claim", ""),
        payments=tuple(_tender(payment) for payment in row.get("payments", [])),
        declined=_tender(row["declined"]) if "declined" in row else None,
    )


def _patient(row: dict[str, Any]) -> SamplePatient:
    return SamplePatient(
        given=row["given"],
        family=row["family"],
        name=row.get("name", f"{row['given']} {row['family']}"),
        mrn=row.get("mrn"),
        born=date.fromisoformat(row["born"]),
        sex=row["sex"],
        language=row["language"],
    )


def load(folder: Path) -> SampleHospital:
    """Read the tables in ``folder``. Raises OSError, ValueError or KeyError where the copy is damaged."""

    def table(name: str) -> Any:
        return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))

    hospital = table("hospital")
    return SampleHospital(
        name=hospital["name"],
        sites=tuple(SampleSite(**row) for row in hospital["sites"]),
        insurers=tuple(SampleInsurer(**row) for row in hospital["insurers"]),
        prices={
            currency: SamplePrice(Decimal(row["per_usd"]), Decimal(row["step"]))
            for currency, row in hospital["currencies"].items()
        },
        refund_reasons=tuple(hospital["refund_reasons"]),
        void_reasons=tuple(hospital["void_reasons"]),
        people=tuple(
            SamplePerson(
                username=row["username"],
                password=row["password"],
                display_name=row["display_name"],
                role=row["role"],
                site=row.get("site"),
                patient_mrn=row.get("patient_mrn"),
            )
            for row in table("people")
        ),
        patients=tuple(_patient(row) for row in table("patients")),
        services=tuple(
            SampleService(row["department"], row["service"], _lines(row["lines"])) for row in table("services")
        ),
        featured=tuple(_featured(row) for row in table("featured")),
    )
