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


async def _token(request: Request, _scheme: Annotated[object, Security(BEARER)]) -> str:
    """Raises ``not_authenticated`` where there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token or len(token) > MAX_TOKEN:
        raise not_authenticated()
    return token


def current_person(request: Request, token: Annotated[str, Depends(_token)]) -> Principal:
    """Raises ``not_authenticated``. The factory put the AuthService at ``app.state.auth``."""
    auth: AuthService = request.app.state.auth
    return auth.person(token)


CurrentPerson = Annotated[Principal, Depends(current_person)]


def allowed(action: Action) -> Callable[[Principal], Awaitable[Principal]]:
    """A dependency that lets pass those whose role has ``action``; the others get ``not_allowed``."""

    async def check(who: CurrentPerson) -> Principal:
        return _checked(who, action)

    return check


def asking(action: Action) -> Callable[[Request, str], Awaitable[Callable[[], Principal]]]:
    """As ``allowed``, but the route gets a function to call for the person, in the thread it runs in anyway.

    For the routes that tills call all the time: changing threads once more costs as much as reading the session.
    """

    async def later(request: Request, token: Annotated[str, Depends(_token)]) -> Callable[[], Principal]:
        auth: AuthService = request.app.state.auth
        return lambda: _checked(auth.person(token), action)

    return later


def _checked(who: Principal, action: Action) -> Principal:
    if who.scope(action) is Scope.NONE:
        raise not_allowed()
    return who
