"""Who asks, as a dependency of routes.

A route takes ``who: CurrentPerson`` for any logged-in person, or ``Annotated[Principal, Depends(allowed(action))]``
for those whose role has the action at all; whether it covers the thing asked for is the service's question.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from pos_app.server.auth.service import AuthService
from pos_app.server.errors import not_allowed, not_authenticated
from pos_app.server.permissions import Action, Principal, Scope

BEARER = HTTPBearer(auto_error=False, description="The access_token of POST /auth/login")
MAX_TOKEN = 256


def current_person(request: Request, _scheme: Annotated[object, Security(BEARER)]) -> Principal:
    """Raises ``not_authenticated``. The factory put the AuthService at ``app.state.auth``."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token or len(token) > MAX_TOKEN:
        raise not_authenticated()
    auth: AuthService = request.app.state.auth
    return auth.person(token)


CurrentPerson = Annotated[Principal, Depends(current_person)]


def allowed(action: Action) -> Callable[[Principal], Awaitable[Principal]]:
    """A dependency that lets pass those whose role has ``action``; the others get ``not_allowed``."""

    async def check(who: CurrentPerson) -> Principal:
        if who.scope(action) is Scope.NONE:
            raise not_allowed()
        return who

    return check
