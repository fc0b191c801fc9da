"""Small FHIR R4 resources of our own making."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

Resource = dict[str, Any]
V2 = "http://terminology.hl7.org/CodeSystem/v2-0203"
ADJUDICATION = "http://terminology.hl7.org/CodeSystem/adjudication"


def identifier(kind: str, value: str, system: str = "urn:oid:1.2.3") -> Resource:
    return {"type": {"coding": [{"system": V2, "code": kind}]}, "system": system, "value": value}


def patient(own_id: str = "p1", **more: Any) -> Resource:
    return {
        "resourceType": "Patient",
        "id": own_id,
        "identifier": [identifier("MR", "7001")],
        "name": [{"use": "official", "family": "Ferreira", "given": ["Ana", "Rita"]}],
        "telecom": [{"system": "phone", "value": "202 555 0190"}, {"system": "email", "value": "ana@mail.example"}],
        "birthDate": "1970-02-03",
        **more,
    }


def organization(own_id: str = "o1", name: str = "Quay Clinic") -> Resource:
    return {"resourceType": "Organization", "id": own_id, "name": name}


def encounter(own_id: str = "e1", start: str = "2026-05-04T08:30:00+02:00", **more: Any) -> Resource:
    return {
        "resourceType": "Encounter",
        "id": own_id,
        "status": "finished",
        "class": {"code": "EMER", "display": "emergency"},
        "period": {"start": start},
        **more,
    }


def claim(own_id: str = "c1", encounter_id: str = "e1") -> Resource:
    return {
        "resourceType": "Claim",
        "id": own_id,
        "status": "active",
        "type": {"text": "institutional"},
        "use": "claim",
        "patient": ref("Patient/p1"),
        "created": "2026-05-04",
        "provider": ref("Organization/o1"),
        "priority": {"text": "normal"},
        "insurance": [{"sequence": 1, "focal": True, "coverage": ref("Coverage/v1")}],
        "identifier": [{"value": "CL-77"}],
        "item": [
            {
                "sequence": 1,
                "productOrService": {"text": "Visit"},
                "encounter": [ref(f"Encounter/{encounter_id}")],
            }
        ],
    }


def coverage(own_id: str = "v1") -> Resource:
    return {
        "resourceType": "Coverage",
        "id": own_id,
        "status": "active",
        "beneficiary": ref("Patient/p1"),
        "payor": [{"display": "Meadow Insurance"}],
    }


def ref(target: str) -> Resource:
    return {"reference": target}


def part(category: str, value: str, currency: str | None = "USD") -> Resource:
    amount: Resource = {"value": Decimal(value)}
    if currency is not None:
        amount["currency"] = currency
    return {"category": {"coding": [{"system": ADJUDICATION, "code": category}]}, "amount": amount}


def item(*parts: Resource, text: str = "Wound closure", **more: Any) -> Resource:
    return {"sequence": 1, "productOrService": {"text": text}, "adjudication": list(parts), **more}


def eob(own_id: str = "b1", *items: Resource, **more: Any) -> Resource:
    """125.00 charged, 75.00 paid by the insurer, 50.00 left to the patient, unless ``items`` say otherwise."""
    usual = item(part("submitted", "125.00"), part("benefit", "75.00"), part("copay", "50.00"))
    return {
        "resourceType": "ExplanationOfBenefit",
        "id": own_id,
        "status": "active",
        "type": {"text": "institutional"},
        "use": "claim",
        "outcome": "complete",
        "created": "2026-05-06T10:00:00Z",
        "patient": ref("Patient/p1"),
        "insurer": {"display": "Meadow Insurance"},
        "provider": ref("Organization/o1"),
        "claim": ref("Claim/c1"),
        "insurance": [{"focal": True, "coverage": ref("Coverage/v1")}],
        "item": list(items) or [usual],
        **more,
    }


def invoice(own_id: str = "i1", status: str = "issued", **more: Any) -> Resource:
    return {
        "resourceType": "Invoice",
        "id": own_id,
        "status": status,
        "identifier": [{"value": "A-2026/7"}],
        "subject": ref("Patient/p1"),
        "issuer": ref("Organization/o1"),
        "date": "2026-06-01",
        "lineItem": [
            {
                "chargeItemCodeableConcept": {"text": "Dental filling"},
                "priceComponent": [
                    {"type": "base", "amount": {"value": Decimal("80.00"), "currency": "EUR"}},
                    {"type": "discount", "amount": {"value": Decimal("10.00"), "currency": "EUR"}},
                ],
            }
        ],
        "totalGross": {"value": Decimal("70.00"), "currency": "EUR"},
        **more,
    }


def hospital(*more: Resource) -> list[Resource]:
    """What the resources above refer to, and ``more``."""
    return [organization(), patient(), coverage(), encounter(), claim(), *more]


def text(value: Any) -> str:
    """JSON with Decimals as they are, digit for digit."""
    marks: dict[str, str] = {}

    def mark(number: Decimal) -> str:
        marks[f'"\u0001{len(marks)}"'] = str(number)
        return f"\u0001{len(marks) - 1}"

    written = json.dumps(value, default=mark, ensure_ascii=False).replace("\\u0001", "\u0001")
    for placeholder, number in marks.items():
        written = written.replace(placeholder, number)
    return written


def bundle(*resources: Resource, kind: str = "collection") -> str:
    return text({"resourceType": "Bundle", "type": kind, "entry": [{"resource": one} for one in resources]})


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path
