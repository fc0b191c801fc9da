"""Who works with the hospital's money, and where."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pos_app.server.models.base import ID, Base, new_id


class Site(Base):
    __tablename__ = "sites"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(200), unique=True)


class User(Base):
    __tablename__ = "users"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    username: Mapped[str] = mapped_column(String(128), unique=True)
    display_name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(16))
    disabled: Mapped[bool] = mapped_column(Boolean, default=False)
    patient_id: Mapped[str | None] = mapped_column(ForeignKey("patients.id"))
    created_at: Mapped[datetime]
    one_time_until: Mapped[datetime | None]  # the password is for one time, and good until then; else the person's own
    sites: Mapped[list[Site]] = relationship(secondary="user_sites", lazy="selectin", order_by="Site.name")


class UserSite(Base):
    __tablename__ = "user_sites"
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)


class AuthSession(Base):
    """One log-in, and the family of all tokens that came of it. Only their SHA-256 is kept."""

    __tablename__ = "auth_sessions"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    till: Mapped[str] = mapped_column(String(64), default="")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the one access token that counts
    expires_at: Mapped[datetime]  # the access token does
    family_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of what all its refresh tokens begin with
    refresh_hash: Mapped[str] = mapped_column(String(64))  # of the one refresh token that counts
    previous_hash: Mapped[str] = mapped_column(String(64), default="")  # of the one it was given for
    rotated_at: Mapped[datetime]
    ends_at: Mapped[datetime]  # whatever is refreshed
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
