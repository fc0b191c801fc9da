"""One route past the layers of the framework that all others go through: they would take as long as its own work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import Request, Response
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.types import ASGIApp, Receive, Scope, Send

from pos_app.server.errors import ApiError
from pos_app.server.problems_http import answer, of_database


@dataclass(frozen=True, slots=True)
class Route:
    """What the logs want to know of a route; named as FastAPI names it."""

    path: str
    operation_id: str


class Endpoint:
    """ASGI: ``call`` and nothing else, but that what it refuses is answered as everywhere."""

    def __init__(self, call: Callable[[Request], Awaitable[Response]], route: Route) -> None:
        self._call = call
        self._route = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["route"] = self._route
        try:
            response = await self._call(Request(scope, receive))
        except ApiError as error:
            response = answer(error, scope)
        except (DBAPIError, PoolTimeout) as error:
            response = of_database(error, scope)
        await response(scope, receive, send)


class Shortcut:
    """ASGI: POST requests to ``path`` go to ``short``, all others to ``app``."""

    def __init__(self, app: ASGIApp, path: str, short: ASGIApp) -> None:
        self.app = app
        self._path = path
        self._short = short

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == self._path and scope["method"] == "POST":
            await self._short(scope, receive, send)
        else:
            await self.app(scope, receive, send)
