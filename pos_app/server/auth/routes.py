"""Logging in and out, and staying logged in."""

from __future__ import annotations

from typing import Annotated, Final

import anyio
import anyio.to_thread
from fastapi import APIRouter, Header, Request, status

from pos_app.server.auth.dependencies import CurrentPerson
from pos_app.server.auth.service import AuthService
from pos_app.server.body import StrictRoute
from pos_app.wire.auth import LoginAnswer, LoginRequest, PasswordRequest, Person, RefreshRequest, UnlockRequest

HASHING_AT_ONCE: Final = 4
"""Threads of their own for passwords: each takes 19 MiB and a core for some 20 ms. Whoever sends names by the thousand,
with no right at all, must take neither the memory nor the threads of those who work."""
Key = Annotated[
    str | None,
    Header(min_length=16, max_length=64, description="Made by the client for this exchange, at random (a UUID)"),
]


def build_router(auth: AuthService) -> APIRouter:
    router = APIRouter(prefix="/auth", tags=["auth"], route_class=StrictRoute)

    lane = anyio.CapacityLimiter(HASHING_AT_ONCE)

    @router.post("/login", operation_id="log_in", summary="Log in")
    async def login(body: LoginRequest, request: Request) -> LoginAnswer:
        """Open a session: an access token for 15 minutes, and a refresh token for more of them, for 12 hours in all.

        `login_failed` (401) never says which of name and password was wrong.
        """
        return await anyio.to_thread.run_sync(auth.login, body, _address(request), limiter=lane)

    @router.post("/refresh", operation_id="refresh_session", summary="Renew the tokens")
    def refresh(body: RefreshRequest, idempotency_key: Key = None) -> LoginAnswer:
        """Exchange a refresh token, once, for the next pair. The pair before is worth nothing from now on.

        The same token with the same `Idempotency-Key` is the same exchange, for a client whose answer was lost. Any
        other token that was exchanged before ends the session (401), since two hold it and one of them stole it.
        """
        return auth.refresh(body.refresh_token, idempotency_key)

    @router.post("/logout", operation_id="log_out", summary="Log out", status_code=status.HTTP_204_NO_CONTENT)
    def logout(who: CurrentPerson) -> None:
        """End this session; its token is worth nothing from now on."""
        auth.logout(who)

    @router.post("/unlock", operation_id="unlock", summary="Unlock a till", status_code=status.HTTP_204_NO_CONTENT)
    async def unlock(who: CurrentPerson, body: UnlockRequest, request: Request) -> None:
        """Is the person of this session back at a till that locked itself? The session stays the one it was.

        `password_wrong` (403) counts as a log-in that failed: after a few of them comes `too_many_tries` (429).
        """
        await anyio.to_thread.run_sync(auth.unlock, who, body, _address(request), limiter=lane)

    @router.get("/me", operation_id="who_am_i", summary="Who is logged in")
    def me(who: CurrentPerson) -> Person:
        """The person of this session, with role and sites."""
        return who.wire()

    @router.post("/password", operation_id="change_password", summary="Change one's own password")
    async def password(who: CurrentPerson, body: PasswordRequest, request: Request) -> LoginAnswer:
        """Choose a password: 12 characters or more (admins: 15), whatever they are, but nothing that is guessed soon.

        Ends all sessions of the person, this one too, and answers with a new one.
        """
        return await anyio.to_thread.run_sync(auth.change_password, who, body, _address(request), limiter=lane)

    return router


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
