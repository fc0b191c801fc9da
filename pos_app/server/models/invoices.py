"""Patients and what they are to pay."""

from __future__ import annotations

from datetime import date, datetime
from string import ascii_uppercase

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pos_app.server.models.base import ID, Base, new_id, prefix_index
from pos_app.server.models.people import Site


class Patient(Base):
    __tablename__ = "patients"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    source: Mapped[str] = mapped_column(String(200), default="")
    source_id: Mapped[str] = mapped_column(String(200))
    mrn: Mapped[str] = mapped_column(String(64))
    mrn_key: Mapped[str] = mapped_column(String(64))  # letters and digits only, for search
    name: Mapped[str] = mapped_column(String(300))
    given: Mapped[str] = mapped_column(String(200), default="")
    family: Mapped[str] = mapped_column(String(200), default="")
    name_key: Mapped[str] = mapped_column(String(400))  # see server/text.py: folded, no accents
    birth_date: Mapped[date | None]
    phone: Mapped[str] = mapped_column(String(64), default="")
    phone_reversed: Mapped[str] = mapped_column(String(64), default="")  # a suffix becomes a prefix
    email: Mapped[str] = mapped_column(String(254), default="")
    source_hash: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        prefix_index("ix_patients_mrn_key", "mrn_key"),
        prefix_index("ix_patients_phone_reversed", "phone_reversed"),
        Index("ix_patients_birth_date", "birth_date"),
    )


class Invoice(Base):
    """What a patient is to pay. ``due = total - paid + refunded`` is kept true by the database itself."""

    __tablename__ = "invoices"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(64), unique=True)
    number_key: Mapped[str] = mapped_column(String(64))  # upper case, letters and digits only
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id"), index=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    service: Mapped[str] = mapped_column(String(300))
    department: Mapped[str] = mapped_column(String(200), default="")
    service_date: Mapped[datetime]
    currency: Mapped[str] = mapped_column(String(3))
    gross_minor: Mapped[int]
    insurer_minor: Mapped[int] = mapped_column(default=0)
    insurer_name: Mapped[str] = mapped_column(String(200), default="")
    claim: Mapped[str] = mapped_column(String(200), default="")
    total_minor: Mapped[int]  # the patient's share
    paid_minor: Mapped[int] = mapped_column(default=0)
    refunded_minor: Mapped[int] = mapped_column(default=0)
    due_minor: Mapped[int]
    void: Mapped[bool] = mapped_column(Boolean, default=False)
    paid_at: Mapped[datetime | None]  # when due last reached zero
    source: Mapped[str] = mapped_column(String(200), default="")
    source_id: Mapped[str] = mapped_column(String(200))
    source_hash: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    patient: Mapped[Patient] = relationship()
    site: Mapped[Site] = relationship()
    lines: Mapped[list[InvoiceLine]] = relationship(order_by="InvoiceLine.position")
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        CheckConstraint("due_minor = total_minor - paid_minor + refunded_minor", name="due"),
        CheckConstraint("total_minor >= 0 AND paid_minor >= 0 AND refunded_minor >= 0", name="signs"),
        CheckConstraint("refunded_minor <= paid_minor", name="refunds"),
        prefix_index("ix_invoices_number_key", "number_key"),
        # "20418" finds INV-20418
        Index(
            "ix_invoices_number_digits",
            literal_column(f"ltrim(number_key, '{ascii_uppercase}')").label("digits"),
            postgresql_ops={"digits": "text_pattern_ops"},
        ),
        Index(
            "ix_invoices_part_paid",
            "site_id",
            "service_date",
            "id",
            sqlite_where=text("due_minor > 0 AND paid_minor > refunded_minor AND NOT void"),
            postgresql_where=text("due_minor > 0 AND paid_minor > refunded_minor AND NOT void"),
        ),
        Index("ix_invoices_list", "service_date", "id"),
        Index(
            "ix_invoices_open",
            "site_id",
            "service_date",
            "id",
            sqlite_where=text("due_minor > 0 AND NOT void"),
            postgresql_where=text("due_minor > 0 AND NOT void"),
        ),
        Index(  # for those who see every site
            "ix_invoices_open_anywhere",
            "service_date",
            "id",
            sqlite_where=text("due_minor > 0 AND NOT void"),
            postgresql_where=text("due_minor > 0 AND NOT void"),
        ),
        *(
            Index(name, *columns, sqlite_where=text(which), postgresql_where=text(which))
            for name, columns, which in (
                ("ix_invoices_due", ("site_id", "due_minor", "id"), "due_minor > 0 AND NOT void"),
                ("ix_invoices_due_anywhere", ("due_minor", "id"), "due_minor > 0 AND NOT void"),
                # said in other words than the two above, which SQLite would take instead and walk past all the rest
                (
                    "ix_invoices_part_paid_due",
                    ("due_minor", "id"),
                    "due_minor >= 1 AND paid_minor > refunded_minor AND NOT void",
                ),
            )
        ),
        Index("ix_invoices_paid_at", "paid_at"),
    )


class InvoiceLine(Base):
    __tablename__ = "invoice_lines"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    invoice_id: Mapped[str] = mapped_column(ForeignKey("invoices.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    description: Mapped[str] = mapped_column(String(500))
    quantity: Mapped[str] = mapped_column(String(32), default="1")
    amount_minor: Mapped[int]


class InvoiceEvent(Base):
    """The timeline of an invoice: what a person at the counter would tell."""

    __tablename__ = "invoice_events"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    invoice_id: Mapped[str] = mapped_column(ForeignKey("invoices.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(300))
    detail: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime]
