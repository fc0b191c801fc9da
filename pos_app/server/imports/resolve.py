"""Follows a bill's references to what was read, and makes an invoice of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final, TypeVar

from pos_app.server.imports.records import (
    Bill,
    ClaimRecord,
    CoverageRecord,
    EncounterRecord,
    Link,
    OrganizationRecord,
    ReadyInvoice,
    Unfit,
)
from pos_app.server.imports.staging import Staging

T = TypeVar("T")
_NO_INSURER: Final = ("no_insurance", "no insurance", "none")


class Resolver:
    """``site``: the name of the site that gets every invoice, instead of the provider's."""

    def __init__(self, staging: Staging, site: str | None) -> None:
        self._staging = staging
        self._site = site

    def resolve(self, kind: str, own_id: str, bill: Bill) -> tuple[ReadyInvoice, list[str]]:
        """The invoice, and what it had to do without (references that lead nowhere, but are not needed).

        Raises Unfit where a reference that is needed leads nowhere.
        """
        notes: list[str] = []
        patient = self._patient(bill.patient)
        claim = self._find(bill.claim, "Claim", ClaimRecord, notes)
        encounter = self._find(
            bill.encounter or (claim.encounter if claim else None), "Encounter", EncounterRecord, notes
        )
        when = (encounter.start if encounter else "") or bill.made_at
        if not when:
            raise Unfit("there is no date, neither of the encounter nor of the bill")
        service_date = datetime.fromisoformat(when)
        invoice = ReadyInvoice(
            source_id=f"{kind}/{own_id}",
            patient_source_id=patient,
            site=self._site or self._provider(bill, encounter),
            number=bill.number,
            service=bill.lines[0].description[:300],
            department=encounter.department if encounter else "",
            service_date=service_date,
            currency=bill.currency,
            lines=bill.lines,
            gross_minor=bill.gross_minor,
            insurer_minor=bill.insurer_minor,
            insurer_name=self._insurer(bill, patient, notes),
            claim=(claim.number if claim else "") or _tail(bill.claim),
            total_minor=bill.total_minor,
            made_at=datetime.fromisoformat(bill.made_at) if bill.made_at else service_date,
        )
        return invoice, notes

    def _patient(self, link: Link | None) -> str:
        if link is None or not link.target:
            raise Unfit("there is no reference to a patient")
        found = self._staging.id_of(link, "Patient")
        if not found:
            raise Unfit("the patient's reference leads nowhere, or not to a Patient")
        return found

    def _find(self, link: Link | None, kind: str, of: type[T], notes: list[str]) -> T | None:
        if link is None or not link.target:
            return None
        found = self._staging.find(link, kind)
        if found is None or not isinstance(found[1], of):
            notes.append(f"the reference to the {kind} leads nowhere")
            return None
        return found[1]

    def _organization(self, link: Link) -> str:
        found = self._staging.find(link, "Organization") if link.target else None
        return found[1].name if found and isinstance(found[1], OrganizationRecord) else ""

    def _provider(self, bill: Bill, encounter: EncounterRecord | None) -> str:
        """The first provider that is an organization we know; then one that is at least called something."""
        links = [*bill.providers, *([encounter.provider] if encounter and encounter.provider else [])]
        for link in links:
            name = self._organization(link)
            if name:
                return name
        for link in links:
            if link.display and not link.target.startswith("Practitioner"):
                return link.display
        if links:
            raise Unfit("the provider's reference leads to no Organization (--site NAME puts it at a site)")
        raise Unfit("there is no provider (--site NAME puts it at a site)")

    def _insurer(self, bill: Bill, patient: str, notes: list[str]) -> str:
        """The name of who pays the rest; empty where the patients themselves (or their relatives) are named."""
        links = list(bill.insurers)
        for link in bill.coverages:
            coverage = self._find(link, "Coverage", CoverageRecord, notes)
            if coverage and coverage.payor:
                links.append(coverage.payor)
        links = [link for link in links if not self._themselves(link, patient)]
        names = [name for link in links if (name := self._organization(link) or link.display)]
        if not names and any(link.target for link in links):
            notes.append("the reference to the insurer leads nowhere")
        name = names[0] if names else ""
        return "" if name.lower() in _NO_INSURER else name

    def _themselves(self, link: Link, patient: str) -> bool:
        return self._staging.id_of(link, "Patient") == patient or "RelatedPerson/" in link.target


def _tail(link: Link | None) -> str:
    """A claim we have not seen is still known by its id."""
    if link is None:
        return ""
    return (link.target.rsplit("/", 1)[-1].removeprefix("urn:uuid:") or link.display)[:200]
