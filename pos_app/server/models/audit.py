"""The audit log: append-only, and a chain of hashes for each till and day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.server.models.base import ID, Base


class AuditEntry(Base):
    """Who did what, where, when and to what. Triggers refuse every change.

    Refers to no other table: it must stay as it is, whatever becomes of what it tells of.  ``before`` and ``after``
    are JSON in the spelling that was hashed.  Encoding and hash: server/audit/rules.py.
    """

    __tablename__ = "audit_entries"
    chain: Mapped[str] = mapped_column(ID, primary_key=True)  # the till, or "server"
    day: Mapped[date] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(ID, unique=True)
    at: Mapped[datetime]
    user_id: Mapped[str] = mapped_column(ID)
    name: Mapped[str] = mapped_column(String(200))  # at that time
    role: Mapped[str] = mapped_column(String(16))
    till: Mapped[str] = mapped_column(ID)
    address: Mapped[str] = mapped_column(ID)
    action: Mapped[str] = mapped_column(String(32))
    about_kind: Mapped[str] = mapped_column(String(32))
    about_id: Mapped[str] = mapped_column(String(255))
    invoice_id: Mapped[str] = mapped_column(ID)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(16))
    code: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    __table_args__ = (
        Index("ix_audit_entries_list", "at", "id"),
        Index("ix_audit_entries_user", "user_id", "at", "id"),
        Index("ix_audit_entries_about", "about_id", "at", "id"),
        Index("ix_audit_entries_invoice", "invoice_id", "at", "id"),
    )


class AuditHead(Base):
    """The last entry of each chain: locked by whoever adds to it, and what shows that its end was cut off."""

    __tablename__ = "audit_heads"
    chain: Mapped[str] = mapped_column(ID, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
