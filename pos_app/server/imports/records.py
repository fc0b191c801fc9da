"""What is kept of a FHIR resource: plain records, no more of a patient than the till needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


class Unfit(Exception):
    """A resource that can't be taken. The message is one line and holds nothing of the patient."""


@dataclass(frozen=True, slots=True)
class Link:
    """A reference as it was written: ``Type/id``, a URL, ``urn:uuid:...`` or ``Type?identifier=system|value``.

    ``target`` is empty where only a display was given.
    """

    target: str
    display: str = ""


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """``birth_date`` is ISO 8601 or empty; ``mrn`` is the hospital's number, or one made from the resource's id."""

    mrn: str
    name: str
    given: str
    family: str
    birth_date: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    name: str


@dataclass(frozen=True, slots=True)
class CoverageRecord:
    payor: Link | None


@dataclass(frozen=True, slots=True)
class EncounterRecord:
    """``start`` is an ISO 8601 moment in UTC, or empty."""

    start: str
    department: str
    provider: Link | None


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    number: str
    encounter: Link | None


@dataclass(frozen=True, slots=True)
class BillLine:
    """``minor``: minor units of the bill's currency."""

    description: str
    quantity: str
    minor: int


@dataclass(frozen=True, slots=True)
class Bill:
    """What a patient owes, with its references still to be resolved. Money is in minor units of ``currency``.

    ``withdrawn`` says why there is nothing (or nothing any more) to collect; the money fields are empty then.
    """

    patient: Link | None
    providers: tuple[Link, ...] = ()
    insurers: tuple[Link, ...] = ()
    coverages: tuple[Link, ...] = ()
    claim: Link | None = None
    encounter: Link | None = None
    number: str = ""
    made_at: str = ""
    currency: str = ""
    lines: tuple[BillLine, ...] = ()
    gross_minor: int = 0
    insurer_minor: int = 0
    total_minor: int = 0
    withdrawn: str = ""


Record = PatientRecord | OrganizationRecord | CoverageRecord | EncounterRecord | ClaimRecord | Bill


@dataclass(frozen=True, slots=True)
class ReadyInvoice:
    """An invoice with every reference resolved, ready to be written."""

    source_id: str
    patient_source_id: str
    site: str
    number: str
    service: str
    department: str
    service_date: datetime
    currency: str
    lines: tuple[BillLine, ...]
    gross_minor: int
    insurer_minor: int
    insurer_name: str
    claim: str
    total_minor: int
    made_at: datetime
