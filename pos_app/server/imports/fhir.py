"""FHIR R4 as it is written: validation, and the data types that several resources share."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final

from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from pos_app.masking import mask_cards
from pos_app.money import Money, MoneyError
from pos_app.server.imports.records import Link, Unfit

USED: Final = ("Patient", "Organization", "Coverage", "Encounter", "Claim", "ExplanationOfBenefit", "Invoice")
"""What is read; every other type is passed over and counted."""
_SAYS: Final = {"missing": "is missing", "model_field_validation.missing": "is missing",
                "extra_forbidden": "is not a field of FHIR R4"}  # fmt: skip
_FIELD: Final = re.compile(r"[A-Za-z0-9_]{1,64}", re.ASCII)
_ID: Final = re.compile(r"[A-Za-z0-9.-]{1,64}", re.ASCII)
_SNOMED: Final = "http://snomed.info/sct"
_TAG: Final = re.compile(r" \([a-z][a-z /]+\)$")
_UNREADABLE: Final = 40  # decimal places or digits past which a number is no amount of money


def resource_id(resource: dict[str, Any], full_url: str) -> str:
    """The id, or the UUID of the entry's fullUrl where the server has yet to give one. Raises Unfit."""
    found = resource.get("id")
    if found is None and full_url.startswith("urn:uuid:"):
        found = full_url.removeprefix("urn:uuid:")
    if not isinstance(found, str) or not _ID.fullmatch(found):
        raise Unfit("has no id that FHIR allows")
    return found


def validate(resource: dict[str, Any]) -> None:
    """Check one resource by the R4B models, which are R4's for all the types used. Raises Unfit.

    Left out of the check, because nothing of it is read: the narrative, and contained resources of other types.
    """
    checked = {name: value for name, value in resource.items() if name != "text"}
    contained = checked.get("contained")
    if isinstance(contained, list):
        checked["contained"] = [c for c in contained if not isinstance(c, dict) or c.get("resourceType") in USED]
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(checked)
    except ValidationError as error:
        raise Unfit(_first(error)) from None  # the original would carry the patient's data along
    except (ValueError, TypeError, ArithmeticError, RecursionError):
        raise Unfit("is not valid FHIR R4") from None


def _first(error: ValidationError) -> str:
    """The first complaint, by place and kind alone: values may be a patient's."""
    complaints = error.errors(include_input=False, include_context=False, include_url=False)
    place = ".".join(str(p) if isinstance(p, int) or _FIELD.fullmatch(p) else "?" for p in complaints[0]["loc"])
    more = f" (and {len(complaints) - 1} more)" if len(complaints) > 1 else ""
    return f"{place or 'resource'} {_SAYS.get(complaints[0]['type'], 'is not valid')}{more}"


def digest(value: Any) -> str:
    """A hash of a JSON value's content, whatever the order of its fields."""
    text = json.dumps(value, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def clean(value: Any, limit: int) -> str:
    """A text for one line: no control characters, no lone surrogates, single spaces, at most ``limit`` long."""
    if not isinstance(value, str):
        return ""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in value[: limit * 4])
    return " ".join(kept.split())[:limit].strip()


def prose(value: Any, limit: int) -> str:
    """As ``clean``, of what a person wrote: a card number in it is masked before anything is kept."""
    return clean(mask_cards(value[: limit * 4]), limit) if isinstance(value, str) else ""


def first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def objects(value: Any) -> list[dict[str, Any]]:
    """A repeating element as a list of objects; nulls (which stand for extensions alone) are left out."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def node(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def concept_text(value: Any, limit: int) -> str:
    """What a CodeableConcept (or Coding) is called: its text, else a display, else a code.

    SNOMED's displays end in a tag for terminologists, "(procedure)", which is left out.
    """
    concept = node(value)
    named = prose(concept.get("text"), limit)
    if named:
        return named
    codings = objects(concept.get("coding")) or [concept]
    for coding in codings:
        display = prose(coding.get("display"), limit)
        if display:
            return _TAG.sub("", display) if coding.get("system") == _SNOMED else display
    return first(clean(coding.get("code"), limit) for coding in codings)


def codes(value: Any) -> set[str]:
    """A concept's codes, and its text, folded: the last part of a URL, letters, digits and "_" only, lower case."""
    concept = node(value)
    found = [coding.get("code") for coding in objects(concept.get("coding"))] + [concept.get("text")]
    return {re.sub(r"\W", "", one.rsplit("/", 1)[-1]).lower() for one in found if isinstance(one, str)}


def link(value: Any) -> Link | None:
    """A Reference; a logical one (an identifier) becomes a conditional one. None if it says nothing."""
    reference = node(value)
    display = prose(reference.get("display"), 200)
    target = reference.get("reference")
    if isinstance(target, str) and target:
        return Link(target[:500], display)
    identifier = node(reference.get("identifier"))
    if isinstance(identifier.get("value"), str):
        return Link(f"?identifier={identifier.get('system') or ''}|{identifier['value']}"[:500], display)
    return Link("", display) if display else None


def money(value: Any, where: str) -> Money:
    """A FHIR Money without loss. Raises Unfit where it is not exact: no currency, too many decimals, no number."""
    amount = node(value)
    number, currency = amount.get("value"), amount.get("currency")
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise Unfit(f"{where}: there is no amount")
    if not isinstance(currency, str) or not currency:
        raise Unfit(f"{where}: the amount has no currency")
    if isinstance(number, Decimal) and (not number.is_finite() or _absurd(number)):
        raise Unfit(f"{where}: the amount can't be read")
    try:
        return Money.parse(number, currency.lower())
    except MoneyError as error:
        raise Unfit(f"{where}: {_sentence(error)}") from None


def _absurd(number: Decimal) -> bool:
    """1E+999999999 is one short line of JSON and a gigabyte of digits."""
    places = number.as_tuple().exponent
    return not isinstance(places, int) or abs(places) > _UNREADABLE or abs(number.adjusted()) > _UNREADABLE


def _sentence(error: MoneyError) -> str:
    said = str(error).rstrip(".")
    return said[0].lower() + said[1:]


def moment(value: Any) -> str:
    """A FHIR dateTime as an ISO 8601 moment in UTC; a date alone as its noon (a midnight would be the day before,
    to the west). Empty where there is none, or only a month or year."""
    if not isinstance(value, str):
        return ""
    try:
        if len(value) == len("2026-11-23"):
            return datetime.combine(date.fromisoformat(value), time(12), UTC).isoformat()
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC).isoformat() if found.tzinfo else ""
    except (ValueError, OverflowError):
        return ""


def day(value: Any) -> str:
    """A full date, ISO 8601; empty where only a month or year is known."""
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) and len(value) == 10 else ""
    except ValueError:
        return ""
