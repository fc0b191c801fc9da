"""Single sign-on: which accounts may use it, and the log-ins under way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.server.models.base import ID, Base, new_id


class SsoAccount(Base):
    """An account that an admin has marked. Until its person comes for the first time, it has no subject."""

    __tablename__ = "sso_accounts"
    __table_args__ = (UniqueConstraint("issuer", "subject", name="uq_sso_accounts_issuer_subject"),)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    issuer: Mapped[str | None] = mapped_column(String(500))
    subject: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime]
    linked_at: Mapped[datetime | None]


class SsoAttempt(Base):
    """One log-in at the provider. Of its secrets only the SHA-256 is kept; any server process may go on with it."""

    __tablename__ = "sso_attempts"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    state_hash: Mapped[str] = mapped_column(String(64), unique=True)
    claim_hash: Mapped[str] = mapped_column(String(64), unique=True)
    confirm_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    code: Mapped[str] = mapped_column(String(16))  # both screens show it
    till: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))  # of the till
    state: Mapped[str] = mapped_column(String(16))
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    # for one act alone, beside a session that stays as it is: then no session ever comes of it
    act_on: Mapped[str | None] = mapped_column(ID)  # the refund
    act_beside: Mapped[str | None] = mapped_column(ID)  # the session at whose till it was begun
    act_told: Mapped[str | None] = mapped_column(String(200))  # as the browser says it
