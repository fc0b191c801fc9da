"""Patients, organizations, coverages, encounters and claims: FHIR in, records out. Pure."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from pos_app.server.imports.fhir import clean, concept_text, day, first, link, moment, node, objects, prose
from pos_app.server.imports.records import (
    ClaimRecord,
    CoverageRecord,
    EncounterRecord,
    OrganizationRecord,
    PatientRecord,
    Unfit,
)

DEPARTMENTS: Final = {
    "AMB": "Outpatients",
    "EMER": "Emergency",
    "IMP": "Inpatients",
    "ACUTE": "Inpatients",
    "NONAC": "Inpatients",
    "OBSENC": "Observation",
    "PRENC": "Pre-admission",
    "SS": "Day cases",
    "HH": "Home care",
    "VR": "Virtual care",
    "FLD": "Field visits",
}
"""HL7's encounter classes (v3-ActCode), as a hospital calls them."""
_NATIONAL: Final = ("us-ssn", "us-npi", "2.16.840.1.113883.4.1", "2.16.840.1.113883.4.3", "passport", "national", "tax")
"""Parts of identifier systems under which no hospital numbers its patients."""


def patient(resource: dict[str, Any], own_id: str) -> PatientRecord:
    """National numbers, addresses, languages, marital status and the like stay behind."""
    name = _name(objects(resource.get("name")))
    given = prose(" ".join(g for g in name.get("given") or [] if isinstance(g, str)), 200)
    family = prose(name.get("family"), 200)
    full = clean(f"{given} {family}", 300) or prose(name.get("text"), 300)
    return PatientRecord(
        mrn=_record_number(objects(resource.get("identifier"))) or made_up_number(own_id),
        name=full or "Name not known",
        given=given,
        family=family,
        birth_date=day(resource.get("birthDate")),
        phone=_contact(resource, "phone", 64),
        email=_contact(resource, "email", 254),
    )


def made_up_number(own_id: str) -> str:
    """A record number for a patient who came without one: always the same for the same resource."""
    return "FH" + hashlib.sha256(own_id.encode()).hexdigest()[:8].upper()


def _name(names: list[dict[str, Any]]) -> dict[str, Any]:
    order = {"official": 0, "usual": 1, None: 2}
    ranked = sorted(names, key=lambda name: order.get(name.get("use"), 3 if name.get("use") != "old" else 4))
    return ranked[0] if ranked else {}


def _record_number(identifiers: list[dict[str, Any]]) -> str:
    """The value of the identifier typed MR, unless its system is a state's."""
    for identifier in identifiers:
        kinds = {coding.get("code") for coding in objects(node(identifier.get("type")).get("coding"))}
        system = str(identifier.get("system") or "").lower()
        if kinds == {"MR"} and identifier.get("use") != "old" and not any(part in system for part in _NATIONAL):
            value = clean(identifier.get("value"), 64)
            if value:
                return value
    return ""


def _contact(resource: dict[str, Any], system: str, limit: int) -> str:
    points = [p for p in objects(resource.get("telecom")) if p.get("system") == system and p.get("use") != "old"]
    return first(clean(point.get("value"), limit) for point in points)


def organization(resource: dict[str, Any]) -> OrganizationRecord:
    name = prose(resource.get("name"), 200)
    if not name:
        raise Unfit("name is missing")
    return OrganizationRecord(name)


def identifiers(resource: dict[str, Any]) -> list[str]:
    """``system|value`` of an organization's identifiers, by which references may name it."""
    return [
        f"{one.get('system') or ''}|{one['value']}"
        for one in objects(resource.get("identifier"))
        if isinstance(one.get("value"), str)
    ]


def coverage(resource: dict[str, Any]) -> CoverageRecord:
    return CoverageRecord(next((found for payor in objects(resource.get("payor")) if (found := link(payor))), None))


def encounter(resource: dict[str, Any]) -> EncounterRecord:
    kind = node(resource.get("class"))
    department = concept_text(resource.get("serviceType"), 200)
    return EncounterRecord(
        start=moment(node(resource.get("period")).get("start")),
        department=department or DEPARTMENTS.get(str(kind.get("code"))) or prose(kind.get("display"), 200),
        provider=link(resource.get("serviceProvider")),
    )


def claim(resource: dict[str, Any]) -> ClaimRecord:
    encounters = [link(one) for item in objects(resource.get("item")) for one in objects(item.get("encounter"))]
    numbers = (clean(one.get("value"), 200) for one in objects(resource.get("identifier")))
    return ClaimRecord(first(numbers), next((one for one in encounters if one), None))
