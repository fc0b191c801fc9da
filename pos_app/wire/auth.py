"""Logging in and out, and who is at the till."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pos_app.wire.base import Answer, FreeText, Instant, Name, Request


def _a_till(value: str) -> str:
    if value.strip().casefold() == "server":
        raise ValueError("is what the server calls itself in the audit log")
    return value


TillName = Annotated[
    Name, AfterValidator(_a_till), Field(max_length=64, examples=["Front desk 3"], description="The till's name")
]


class Role(StrEnum):
    PATIENT = "patient"
    CASHIER = "cashier"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMIN = "admin"


class LoginRequest(Request):
    username: FreeText = Field(min_length=1, max_length=128, examples=["cashier"])
    password: str = Field(min_length=1, max_length=1024, examples=["sample-cashier"])
    till: TillName | None = None


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
    must_change_password: bool = Field(
        default=False, description="The password was for one time: nothing else is allowed until it is changed"
    )


class RefreshRequest(Request):
    """POST /auth/refresh. With header ``Idempotency-Key``: the same again if the answer is lost."""

    refresh_token: str = Field(min_length=1, max_length=256)


class PasswordRequest(Request):
    """POST /auth/password"""

    current_password: str = Field(min_length=1, max_length=1024)
    new_password: str = Field(min_length=1, max_length=1024)


class UnlockRequest(Request):
    """POST /auth/unlock"""

    password: str = Field(min_length=1, max_length=1024, examples=["sample-cashier"])


class LoginAnswer(Answer):
    access_token: str = Field(description="Opaque; send as 'Authorization: Bearer ...'", repr=False)
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - a scheme's name, not a secret
    expires_at: Instant = Field(description="The access token does, by the server's clock")
    expires_in: int = Field(examples=[900], description="The same in seconds from now, for who has another clock")
    refresh_token: str = Field(description="For POST /auth/refresh, once: the answer brings the next", repr=False)
    session_ends_at: Instant = Field(description="When to log in again, whatever is refreshed")
    user: Person
