"""Logging in and out."""

from __future__ import annotations

from fastapi import APIRouter, Request, status

from pos_app.server.auth.dependencies import CurrentPerson
from pos_app.server.auth.service import AuthService
from pos_app.server.body import StrictRoute
from pos_app.wire.auth import LoginAnswer, LoginRequest, Person


def build_router(auth: AuthService) -> APIRouter:
    router = APIRouter(prefix="/auth", tags=["auth"], route_class=StrictRoute)

    @router.post("/login", operation_id="log_in", summary="Log in")
    def login(body: LoginRequest, request: Request) -> LoginAnswer:
        """Open a session of 12 hours. `login_failed` (401) never says which of name and password was wrong."""
        return auth.login(body, request.client.host if request.client else "")

    @router.post("/logout", operation_id="log_out", summary="Log out", status_code=status.HTTP_204_NO_CONTENT)
    def logout(who: CurrentPerson) -> None:
        """End this session; its token is worth nothing from now on."""
        auth.logout(who)

    @router.get("/me", operation_id="who_am_i", summary="Who is logged in")
    def me(who: CurrentPerson) -> Person:
        """The person of this session, with role and sites."""
        return who.wire()

    return router
