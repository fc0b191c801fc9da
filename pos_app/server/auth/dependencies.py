"""Who asks, as a dependency of routes.

A route takes ``who: CurrentPerson`` for any logged-in person, even one who has to change the password first, or
``Annotated[Principal, Depends(allowed(action))]`` for those whose role has the action at all; whether it covers the
thing asked for is the service's question.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase

from pos_app.server.auth.service import AuthService
from pos_app.server.errors import must_change_password, not_allowed, not_authenticated
from pos_app.server.permissions import Action, Principal, Scope
from pos_app.server.problems_http import PERSON, USER_ID, address_of

MAX_TOKEN = 256


class _Asked(SecurityBase):
    """Says in the API's document that a token is needed. Each kind is one dependency: a chain of them costs more."""

    def __init__(self, action: Action | None = None, *, at_first: bool = False) -> None:
        """``at_first``: also for a person who has to change the password before anything else."""
        self.model = HTTPBearer(description="The access_token of POST /auth/login or /auth/refresh")
        self.scheme_name = "HTTPBearer"
        self._action = action
        self._at_first = at_first

    async def __call__(self, request: Request) -> Principal:
        """Raises ``not_authenticated``. The factory put the AuthService at ``app.state.auth``."""
        auth: AuthService = request.app.state.auth
        return self._checked(request, await auth.asking(_token(request)))

    def _checked(self, request: Request, who: Principal) -> Principal:
        who = replace(who, address=address_of(request.scope))
        request.scope[USER_ID], request.scope[PERSON] = who.id, who  # should it be refused, the logs say to whom
        if who.must_change_password and not self._at_first:
            raise must_change_password()
        if self._action is not None and who.scope(self._action) is Scope.NONE:
            raise not_allowed()
        return who


def _token(request: Request) -> str:
    """Raises ``not_authenticated`` where there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token or len(token) > MAX_TOKEN:
        raise not_authenticated()
    return token


CurrentPerson = Annotated[Principal, Depends(_Asked(at_first=True))]


def allowed(action: Action) -> _Asked:
    """A dependency that lets pass those whose role has ``action``; the others get ``not_allowed``."""
    return _Asked(action)
