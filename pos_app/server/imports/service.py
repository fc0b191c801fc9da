"""Writes patients and invoices, in batches, each a transaction. Writing the same thing again changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pos_app.server.db import Database
from pos_app.server.imports.fhir import digest
from pos_app.server.imports.records import PatientRecord, ReadyInvoice
from pos_app.server.models import (
    Invoice,
    InvoiceEvent,
    InvoiceLine,
    Patient,
    Payment,
    Site,
    StripePaymentIntent,
    new_id,
)
from pos_app.server.payments.recording import lock_invoice
from pos_app.server.text import digits, fold, key

SOURCE: Final = "fhir"
IMPORTED: Final = "imported"
UPDATED: Final = "updated"
UNCHANGED: Final = "unchanged"
NO_PATIENT: Final = "the patient's reference leads nowhere"
PAID: Final = "has changed, but money was taken for it: left as it was"
BEING_PAID: Final = "has changed, but is being paid right now: left as it was"
VOIDED: Final = "has changed, but was voided: left as it was"
_TRIES: Final = 3
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: numbers are read out and typed
_WITHDRAWN: Final = "withdrawn: "
T = TypeVar("T")


class Importer:
    """``now``: the moment rows are stamped with. Every method returns an outcome for each row it was given:
    IMPORTED, UPDATED, UNCHANGED, or a sentence that says why the row was left out."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._now = now

    def patients(self, batch: Sequence[tuple[str, PatientRecord]]) -> list[str]:
        """Rows of (id at the source, patient)."""
        return self._write(lambda session: self._patients(session, batch))

    def invoices(self, batch: Sequence[ReadyInvoice]) -> list[str]:
        return self._write(lambda session: self._invoices(session, batch))

    def withdraw(self, batch: Sequence[tuple[str, str]]) -> list[str]:
        """Rows of (id at the source, why): invoices made of them earlier are voided, unless money was taken."""
        return self._write(lambda session: self._withdraw(session, batch))

    def _write(self, work: Callable[[Session], T]) -> T:
        """Another import may add the same site or patient at the same moment; then look again."""
        for _ in range(_TRIES - 1):
            try:
                with self._database.write() as session:
                    return work(session)
            except IntegrityError:
                continue
        with self._database.write() as session:
            return work(session)

    def _patients(self, session: Session, batch: Sequence[tuple[str, PatientRecord]]) -> list[str]:
        ids = [source_id for source_id, _ in batch]
        known = session.scalars(select(Patient).where(Patient.source == SOURCE, Patient.source_id.in_(ids)))
        existing = {row.source_id: row for row in known}
        outcomes, new = [], []
        for source_id, record in batch:
            values = self._patient_values(record)
            row = existing.get(source_id)
            if row is None:
                new.append(
                    {"id": new_id(), "source": SOURCE, "source_id": source_id, "created_at": self._now, **values}
                )
                outcomes.append(IMPORTED)
            elif row.source_hash == values["source_hash"]:
                outcomes.append(UNCHANGED)
            else:
                for name, value in values.items():
                    setattr(row, name, value)
                outcomes.append(UPDATED)
        if new:
            session.execute(insert(Patient), new)
        return outcomes

    def _patient_values(self, record: PatientRecord) -> dict[str, Any]:
        return {
            "mrn": record.mrn,
            "mrn_key": key(record.mrn)[:64],
            "name": record.name,
            "given": record.given,
            "family": record.family,
            "name_key": fold(record.name)[:400],
            "birth_date": date.fromisoformat(record.birth_date) if record.birth_date else None,
            "phone": record.phone,
            "phone_reversed": digits(record.phone)[::-1][:64],
            "email": record.email,
            "source_hash": digest(asdict(record)),
            "updated_at": self._now,
        }

    def _invoices(self, session: Session, batch: Sequence[ReadyInvoice]) -> list[str]:
        existing = self._existing(session, [ready.source_id for ready in batch])
        patients = self._patient_ids(session, {ready.patient_source_id for ready in batch})
        sites = self._sites(session, {ready.site for ready in batch if ready.patient_source_id in patients})
        numbers = _Numbers(session, [ready for ready in batch if ready.source_id not in existing])
        outcomes: list[str] = []
        rows: list[dict[str, Any]] = []
        lines: list[dict[str, Any]] = []
        events: list[dict[str, Any]] = []
        for ready in batch:
            patient_id = patients.get(ready.patient_source_id)
            if patient_id is None:
                outcomes.append(NO_PATIENT)
                continue
            values = self._invoice_values(ready, patient_id, sites[ready.site])
            known = existing.get(ready.source_id)
            if known is not None:
                outcomes.append(self._change(session, known, values, ready))
                continue
            invoice_id, number = new_id(), numbers.take(ready)
            rows.append({
                "id": invoice_id, "number": number, "number_key": key(number), "source": SOURCE,
                "source_id": ready.source_id, "created_at": self._now, **values,
            })  # fmt: skip
            lines += _line_rows(invoice_id, ready)
            events += _event_rows(invoice_id, ready)
            outcomes.append(IMPORTED)
        for table, made in ((Invoice, rows), (InvoiceLine, lines), (InvoiceEvent, events)):
            if made:
                session.execute(insert(table), made)
        return outcomes

    def _invoice_values(self, ready: ReadyInvoice, patient_id: str, site_id: str) -> dict[str, Any]:
        return {
            "patient_id": patient_id,
            "site_id": site_id,
            "service": ready.service,
            "department": ready.department,
            "service_date": ready.service_date,
            "currency": ready.currency,
            "gross_minor": ready.gross_minor,
            "insurer_minor": ready.insurer_minor,
            "insurer_name": ready.insurer_name,
            "claim": ready.claim,
            "total_minor": ready.total_minor,
            "due_minor": ready.total_minor,
            "source_hash": digest(asdict(ready)),
            "updated_at": self._now,
        }

    def _change(self, session: Session, known: Invoice, values: dict[str, Any], ready: ReadyInvoice) -> str:
        if known.source_hash == values["source_hash"]:
            return UNCHANGED
        invoice = lock_invoice(session, known.id)
        again = invoice.source_hash.startswith(_WITHDRAWN)
        obstacle = self._obstacle(session, invoice) or (VOIDED if invoice.void and not again else "")
        if obstacle:
            return obstacle
        for name, value in values.items():
            setattr(invoice, name, value)
        invoice.void = False
        session.execute(delete(InvoiceLine).where(InvoiceLine.invoice_id == invoice.id))
        session.execute(insert(InvoiceLine), _line_rows(invoice.id, ready))
        self._tell(session, invoice, "invoice_changed", "Invoice changed", "by its source")
        return UPDATED

    def _withdraw(self, session: Session, batch: Sequence[tuple[str, str]]) -> list[str]:
        existing = self._existing(session, [source_id for source_id, _ in batch])
        outcomes = []
        for source_id, why in batch:
            known = existing.get(source_id)
            if known is None:
                outcomes.append("")
            elif known.source_hash.startswith(_WITHDRAWN):
                outcomes.append(UNCHANGED)
            else:
                invoice = lock_invoice(session, known.id)
                obstacle = self._obstacle(session, invoice)
                if not obstacle:
                    invoice.void = True
                    invoice.source_hash = (_WITHDRAWN + why)[:64]
                    invoice.updated_at = self._now
                    self._tell(session, invoice, "void", "Invoice voided", f"by its source: {why}")
                outcomes.append(obstacle or UPDATED)
        return outcomes

    def _obstacle(self, session: Session, invoice: Invoice) -> str:
        """Why a (locked) invoice may not be changed; "" if it may."""
        paid = session.scalar(select(Payment.id).where(Payment.invoice_id == invoice.id).limit(1))
        if paid is not None or invoice.paid_minor:
            return PAID
        attempts = select(StripePaymentIntent.id).where(StripePaymentIntent.invoice_id == invoice.id)
        return BEING_PAID if session.scalar(attempts.where(StripePaymentIntent.live).limit(1)) is not None else ""

    def _tell(self, session: Session, invoice: Invoice, kind: str, title: str, detail: str) -> None:
        session.add(InvoiceEvent(invoice_id=invoice.id, kind=kind, title=title, detail=detail[:500], at=self._now))

    def _existing(self, session: Session, source_ids: list[str]) -> dict[str, Invoice]:
        found = select(Invoice).where(Invoice.source == SOURCE, Invoice.source_id.in_(source_ids))
        return {row.source_id: row for row in session.scalars(found)}

    def _patient_ids(self, session: Session, source_ids: set[str]) -> dict[str, str]:
        found = select(Patient.source_id, Patient.id).where(Patient.source == SOURCE, Patient.source_id.in_(source_ids))
        return dict(session.execute(found).all())

    def _sites(self, session: Session, names: set[str]) -> dict[str, str]:
        known = dict(session.execute(select(Site.name, Site.id).where(Site.name.in_(names))).all())
        new = [{"id": new_id(), "name": name} for name in sorted(names - known.keys())]
        if new:
            session.execute(insert(Site), new)
        return known | {row["name"]: row["id"] for row in new}


class _Numbers:
    """Invoice numbers nobody has yet: the source's own, else FH- and a hash of the source's id, longer if need be."""

    def __init__(self, session: Session, batch: list[ReadyInvoice]) -> None:
        wanted = {number for ready in batch for number in self._candidates(ready)}
        self._taken = (
            set(session.scalars(select(Invoice.number).where(Invoice.number.in_(wanted)))) if wanted else set()
        )

    def take(self, ready: ReadyInvoice) -> str:
        number = next(number for number in self._candidates(ready) if number not in self._taken)
        self._taken.add(number)
        return number

    def _candidates(self, ready: ReadyInvoice) -> list[str]:
        value = int.from_bytes(hashlib.sha256(ready.source_id.encode()).digest(), "big")
        text = "".join(_ALPHABET[value >> (5 * place) & 31] for place in range(32))
        own = [ready.number] if key(ready.number) else []
        return [*own, *(f"FH-{text[:length]}" for length in (8, 12, 32))]


def _line_rows(invoice_id: str, ready: ReadyInvoice) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "invoice_id": invoice_id,
            "position": position,
            "description": line.description,
            "quantity": line.quantity,
            "amount_minor": line.minor,
        }
        for position, line in enumerate(ready.lines)
    ]


def _event_rows(invoice_id: str, ready: ReadyInvoice) -> list[dict[str, Any]]:
    rows = [("invoice_made", "Invoice made", ready.department, ready.service_date)]
    if ready.insurer_minor:
        detail = f"claim {ready.claim}" if ready.claim else ""
        agreed_at = max(ready.made_at, ready.service_date + timedelta(seconds=1))  # a timeline needs an order
        rows.append(("insurer_agreed", "Insurer agreed to its share", detail, agreed_at))
    return [
        {"id": new_id(), "invoice_id": invoice_id, "kind": kind, "title": title, "detail": detail[:500], "at": at}
        for kind, title, detail, at in rows
    ]
