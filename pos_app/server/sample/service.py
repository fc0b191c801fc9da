"""Puts the sample hospital into an empty database, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pos_app.assets import resources
from pos_app.formats import money as money_text
from pos_app.server.auth.passwords import Passwords
from pos_app.server.db import Database
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.service import About
from pos_app.server.models import (
    Counter,
    Invoice,
    InvoiceEvent,
    InvoiceLine,
    Meta,
    Patient,
    Payment,
    Receipt,
    Site,
    StripeRefund,
    User,
)
from pos_app.server.receipts import rules as receipts
from pos_app.server.sample.data import SampleHospital, load
from pos_app.server.sample.plan import PlannedInvoice, PlannedPayment, Planner
from pos_app.server.text import digits, fold, key
from pos_app.wire.auth import Role

SOURCE: Final = "sample"
MARK: Final = "sample"
"""The Meta row that says: this database holds the sample hospital."""
STAFF: Final = (Role.CASHIER, Role.SUPERVISOR)
_NAMESPACE: Final = uuid5(NAMESPACE_URL, "hmis-pos/sample-hospital")


def _id(*parts: object) -> str:
    return str(uuid5(_NAMESPACE, "/".join(str(part) for part in parts)))


def is_empty(database: Database) -> bool:
    """Whether nobody works in this database yet: no people, no invoices, no sample."""
    with database.read() as session:
        used = session.get(Meta, MARK) is not None
        return not used and not any(session.scalar(select(func.count()).select_from(t)) for t in (User, Invoice))


def seed(database: Database, now: datetime, *, hash_password: Callable[[str], str] | None = None) -> bool:
    """Fill an empty, migrated database with the sample hospital as it stands at ``now`` (aware; its zone counts
    as the hospital's).  Returns False, and changes nothing, where there already are people or invoices.
    """
    if not is_empty(database):
        return False
    hospital = load(resources() / "demo")
    hasher = hash_password or Passwords().hash
    # hashed before the transaction: it takes a while on purpose, and a write transaction should not
    hashes = {person.username: hasher(person.password) for person in hospital.people}
    try:
        with database.write() as session:
            session.add(Meta(key=MARK, value=hospital.name))
            session.flush()  # the mark first: of two servers that start at once, one waits here and then fails
            _Seeder(session, hospital, now).run(hashes)
    except IntegrityError:
        if is_empty(database):
            raise
        return False
    return True


def attach_staff_to_all_sites(database: Database) -> int:
    """Make the sample's cashiers and supervisors work at every site, so that the demo shows imported invoices.

    Returns how many people were changed. Does nothing in a database without the sample hospital.
    """
    changed = 0
    with database.write() as session:
        if session.get(Meta, MARK) is None:
            return 0
        sites = list(session.scalars(select(Site).order_by(Site.name)))
        ids = {_id("user", person.username) for person in load(resources() / "demo").people if person.role in STAFF}
        for user in session.scalars(select(User).where(User.id.in_(ids))):
            if {site.id for site in user.sites} != {site.id for site in sites}:
                user.sites = list(sites)
                changed += 1
    return changed


class _Seeder:
    """Writes one plan in one transaction. Ids come from names, so that two seedings are alike."""

    def __init__(self, session: Session, hospital: SampleHospital, now: datetime) -> None:
        self._session = session
        self._hospital = hospital
        self._now = now
        self._planner = Planner(hospital, now)

    def run(self, hashes: dict[str, str]) -> None:
        sites = {site.name: Site(id=_id("site", site.name), name=site.name) for site in self._hospital.sites}
        self._session.add_all(sites.values())
        patients = self._patients()
        self._users(hashes, sites, {patient.mrn: patient for patient in patients})
        planned = self._planner.invoices()
        for plan in planned:
            self._invoice(plan, patients[plan.patient], sites[plan.site.name])
        self._session.flush()
        self._payments(planned)

    def _patients(self) -> list[Patient]:
        rows = []
        for patient, mrn, phone, email in self._planner.patients():
            rows.append(
                Patient(
                    id=_id("patient", mrn),
                    source=SOURCE,
                    source_id=mrn,
                    mrn=mrn,
                    mrn_key=key(mrn),
                    name=patient.name,
                    given=patient.given,
                    family=patient.family,
                    name_key=fold(patient.name),
                    birth_date=patient.born,
                    phone=phone,
                    phone_reversed=digits(phone)[::-1],
                    email=email,
                    created_at=self._now,
                    updated_at=self._now,
                )
            )
        self._session.add_all(rows)
        self._session.flush()
        return rows

    def _users(self, hashes: dict[str, str], sites: dict[str, Site], patients: dict[str, Patient]) -> None:
        for person in self._hospital.people:
            self._session.add(
                User(
                    id=_id("user", person.username),
                    username=person.username,
                    display_name=person.display_name,
                    password_hash=hashes[person.username],
                    role=person.role,
                    patient_id=patients[person.patient_mrn].id if person.patient_mrn else None,
                    created_at=self._now,
                    sites=[sites[person.site]] if person.site else [],
                )
            )
        self._session.flush()

    def _invoice(self, plan: PlannedInvoice, patient: Patient, site: Site) -> None:
        total = plan.total.minor
        paid = sum(payment.amount.minor for payment in plan.payments)
        refunded = sum(payment.refund.amount.minor for payment in plan.payments if payment.refund)
        settled = total - paid + refunded == 0
        number = f"INV-{plan.number}"
        self._session.add(
            Invoice(
                id=_id("invoice", number),
                number=number,
                number_key=key(number),
                patient_id=patient.id,
                site_id=site.id,
                service=plan.service.service,
                department=plan.service.department,
                service_date=plan.at,
                currency=plan.total.currency,
                gross_minor=plan.gross.minor,
                insurer_minor=plan.insurer_share.minor,
                insurer_name=plan.insurer.name if plan.insurer else "",
                claim=plan.claim,
                total_minor=total,
                paid_minor=paid,
                refunded_minor=refunded,
                due_minor=total - paid + refunded,
                void=plan.voided is not None,
                paid_at=max(payment.at for payment in plan.payments) if settled else None,
                source=SOURCE,
                source_id=number,
                created_at=plan.at,
                updated_at=self._now,
            )
        )
        self._session.flush()
        for position, (line, amount) in enumerate(zip(plan.service.lines, plan.lines, strict=True)):
            self._session.add(
                InvoiceLine(
                    id=_id("line", number, position),
                    invoice_id=_id("invoice", number),
                    position=position,
                    description=line.description,
                    quantity=line.quantity,
                    amount_minor=amount.minor,
                )
            )
        self._event(plan, "invoice_made", "Invoice made", plan.service.department, plan.at)
        if plan.insurer:
            self._event(plan, "insurer_agreed", "Insurer agreed to its share", f"claim {plan.claim}", plan.agreed_at)
        if plan.declined:
            self._event(plan, "declined", "Card declined", plan.declined[1], plan.declined[0])
        if plan.voided:
            self._event(plan, "void", "Invoice voided", plan.voided[1], plan.voided[0])

    def _event(self, plan: PlannedInvoice, kind: str, title: str, detail: str, at: datetime) -> None:
        number = f"INV-{plan.number}"
        self._session.add(
            InvoiceEvent(
                id=_id("event", number, kind, title, at.isoformat()),
                invoice_id=_id("invoice", number),
                kind=kind,
                title=title,
                detail=detail,
                at=at,
            )
        )

    def _payments(self, planned: list[PlannedInvoice]) -> None:
        """Payments in the order they were taken, so that receipt numbers grow with time and have no gap."""
        taken = [(payment.at, plan.number, plan, payment) for plan in planned for payment in plan.payments]
        before: dict[int, int] = {}
        sequence = 0
        for sequence, (_, number, plan, payment) in enumerate(sorted(taken, key=lambda row: row[:2]), start=1):
            self._payment(plan, payment, sequence, before.get(number, 0))
            before[number] = before.get(number, 0) + payment.amount.minor
        self._session.add(Counter(name=receipts.COUNTER, value=sequence))

    def _payment(self, plan: PlannedInvoice, payment: PlannedPayment, sequence: int, before: int) -> None:
        number = f"INV-{plan.number}"
        payment_id = _id("payment", number, sequence)
        self._session.add(
            Payment(
                id=payment_id,
                invoice_id=_id("invoice", number),
                method=payment.method,
                amount_minor=payment.amount.minor,
                currency=payment.amount.currency,
                card_brand=payment.brand,
                card_last4=payment.last4,
                at=payment.at,
                user_id=_id("user", plan.site.cashier),
                till=plan.site.till,
            )
        )
        self._session.flush()
        about = About(payment.amount.currency, payment.at, invoice_id=_id("invoice", number), payment_id=payment_id)
        # Nothing of the sample's past was ever at Stripe.
        ledger.post(self._session, books.brought_forward(payment_id, payment.amount.minor), about, self._now)
        receipt = receipts.number(sequence)
        self._session.add(
            Receipt(
                id=_id("receipt", sequence),
                sequence=sequence,
                number=receipt,
                payment_id=payment_id,
                test=True,
                paid_before_minor=before,
                left_minor=plan.total.minor - before - payment.amount.minor,
                issued_at=payment.at,
            )
        )
        title = f"{_tender_name(payment)}, {money_text(payment.amount)}"
        self._event(plan, "payment", title, f"receipt {receipt}", payment.at)
        if payment.refund:
            self._session.add(
                StripeRefund(
                    id=_id("refund", payment_id),
                    payment_id=payment_id,
                    amount_minor=payment.refund.amount.minor,
                    currency=payment.refund.amount.currency,
                    state="succeeded",
                    status="succeeded",
                    live=False,
                    reason=payment.refund.reason,
                    user_id=_id("user", "supervisor"),
                    created_at=payment.refund.at,
                    updated_at=payment.refund.at,
                )
            )
            self._session.flush()
            refund_id = _id("refund", payment_id)
            given_back = replace(about, happened_at=payment.refund.at, refund_id=refund_id)
            postings = books.refund_brought_forward(refund_id, payment.refund.amount.minor)
            ledger.post(self._session, postings, given_back, self._now)
            self._event(plan, "refund", f"Refunded {money_text(payment.refund.amount)}", payment.refund.reason,
                        payment.refund.at)  # fmt: skip


def _tender_name(payment: PlannedPayment) -> str:
    return receipts.card_name(payment.brand, payment.last4) if payment.method == "card" else "Cash"
