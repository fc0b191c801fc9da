"""Logging in and out, and who is at the till."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from pos_app.wire.base import Answer, Instant, Request


class Role(StrEnum):
    PATIENT = "patient"
    CASHIER = "cashier"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMIN = "admin"


class LoginRequest(Request):
    username: str = Field(min_length=1, max_length=128, examples=["cashier"])
    password: str = Field(min_length=1, max_length=1024, examples=["sample-cashier"])
    till: str | None = Field(default=None, max_length=64, examples=["Front desk 3"], description="The till's name")


class SiteRef(Answer):
    id: str
    name: str = Field(examples=["North Wing"])


class Person(Answer):
    id: str
    username: str
    display_name: str = Field(examples=["Tomasz Zieliński"])
    role: Role
    sites: tuple[SiteRef, ...] = ()
    till: str | None = None


class LoginAnswer(Answer):
    access_token: str = Field(description="Opaque; send as 'Authorization: Bearer ...'")
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - a scheme's name, not a secret
    expires_at: Instant
    user: Person
