"""The people who work here, for those who look after their accounts."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from pos_app.wire.auth import Role, SiteRef
from pos_app.wire.base import Answer, FreeText, Instant, Name, Request, YesOrNo


def _works_here(value: Role) -> Role:
    if value is Role.PATIENT:
        raise ValueError("patients don't work here")
    return value


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return value


StaffRole = Annotated[Role, AfterValidator(_works_here), Field(examples=[Role.CASHIER])]
PersonName = Annotated[Name, AfterValidator(_said), Field(min_length=1, max_length=200, examples=["Leila Haddad"])]
SiteIds = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=64)], ...], Field(max_length=200)]


class SsoUse(StrEnum):
    """Whether an account may be logged into at the identity provider."""

    OFF = "off"
    ON = "on"  # besides name and password
    ONLY = "only"  # no password works


class PersonRow(Answer):
    """One account. Nothing of the password."""

    id: str
    username: str = Field(examples=["leila.haddad"])
    display_name: str = Field(examples=["Leila Haddad"])
    role: Role
    sites: tuple[SiteRef, ...] = ()
    disabled: bool
    must_change_password: bool = Field(description="The password is one for one time")
    sso: SsoUse = Field(default=SsoUse.OFF, description="Single sign-on")
    sso_linked: bool = Field(default=False, description="The person has come that way, and is known by it since")
    created_at: Instant


class PersonPage(Answer):
    items: tuple[PersonRow, ...]
    next_cursor: str | None = Field(default=None, description="Pass as cursor= for the next page; null on the last")


class CreatePerson(Request):
    """POST /users"""

    username: FreeText = Field(min_length=1, max_length=128, examples=["leila.haddad"])
    display_name: PersonName
    role: StaffRole
    site_ids: SiteIds = ()


class ChangePerson(Request):
    """PATCH /users/{id}: what is absent stays as it is."""

    display_name: PersonName | None = None
    role: StaffRole | None = None
    site_ids: SiteIds | None = None
    disabled: YesOrNo | None = None
    sso: SsoUse | None = Field(
        default=None, description="`only` ends the password; resetting it is the way back. `off` forgets the link"
    )


class OneTimePassword(Answer):
    """Shown this once. Its owner has to change it before anything else."""

    user: PersonRow
    one_time_password: str = Field(examples=["k3vm-97tq-xw2a-pd8c"], repr=False)
    good_until: Instant


class SiteList(Answer):
    items: tuple[SiteRef, ...]
