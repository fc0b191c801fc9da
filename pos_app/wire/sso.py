"""Logging in at the hospital's identity provider, in a browser, on behalf of a till that opens no port."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pos_app.wire.auth import LoginAnswer, TillName
from pos_app.wire.base import Answer, Instant, Request

LONGEST_WAIT = 10
"""Seconds that POST /auth/sso/finish may be held."""


ClaimSecret = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[A-Za-z0-9_-]+$", repr=False)]


class SsoMethod(Answer):
    name: str = Field(examples=["Larkfield Account"], description="What people call it, for a button")


class LoginMethods(Answer):
    """GET /auth/methods: how people may log in here."""

    sso: SsoMethod | None = Field(default=None, description="Single sign-on, where this server has it")


class StartSso(Request):
    """POST /auth/sso/start"""

    till: TillName | None = None


class SsoStarted(Answer):
    """One log-in that has begun. It goes on in a browser, and comes back by ``claim_secret`` alone."""

    claim_secret: str = Field(description="For POST /auth/sso/finish; never shown to anybody", repr=False)
    open_url: str = Field(
        description="To be opened in a browser", examples=["https://login.larkfield.example/authorize?..."]
    )
    code: str = Field(description="To be shown: the browser shows the same and asks for it", examples=["K7M-4QX"])
    expires_at: Instant
    expires_in: int = Field(examples=[300], description="The same in seconds from now, for who has another clock")


class ClaimSso(Request):
    """POST /auth/sso/finish and /auth/sso/unlock"""

    claim_secret: ClaimSecret
    wait: int = Field(default=0, ge=0, le=LONGEST_WAIT, description="Seconds to hold the answer until it changes")


class SsoStep(StrEnum):
    WAITING = "waiting"  # nobody has come back from the provider yet
    CONFIRMING = "confirming"  # somebody has, and is being asked whether the codes are the same
    DONE = "done"


class SsoProgress(Answer):
    step: SsoStep
    login: LoginAnswer | None = Field(
        default=None, description="The session, once, when the step is `done`; never of a sign-in for one act"
    )
