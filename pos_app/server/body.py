"""Request bodies: bounded in size and time, and JSON read without losing a digit.

``BodyLimit`` is the outermost gate: it holds the whole body before any code of ours sees it, so that nothing is
hashed or parsed of a body that is too large or never ends.  ``StrictRoute`` reads JSON numbers as ``int`` or
``Decimal`` and refuses what JSON leaves open (NaN, duplicate keys).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, NoReturn

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pos_app.server.errors import ApiError
from pos_app.server.problems_http import answer
from pos_app.wire.problems import Code

MAX_DEPTH = 20
MAX_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a body may be, and how long all of it may take. A client that trickles is cut off, however lively."""

    size: int
    seconds: float


OURS = Bounds(64 * 1024, 15.0)
"""A till on a hospital's worst line sends its few hundred bytes in a fraction of this."""


def _constant(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is not a number", "", 0)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise json.JSONDecodeError("a key stands twice in one object", "", 0)
    return found


def _number(text: str) -> Decimal:
    if len(text) > MAX_DIGITS:
        raise json.JSONDecodeError("a number is too long", "", 0)
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond all bounds
        raise json.JSONDecodeError("a number is too long", "", 0) from None


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise json.JSONDecodeError("a number is too long", "", 0)
    return int(text)


def _check_depth(text: str) -> None:
    """Count brackets before parsing, since the parser itself recurses. Brackets in strings are passed over."""
    depth, inside, escaped = 0, False, False
    for c in text:
        if inside:
            if escaped:
                escaped = False
            elif c == "\\":
                escaped = True
            elif c == '"':
                inside = False
        elif c == '"':
            inside = True
        elif c in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise json.JSONDecodeError("nested too deep", "", 0)
        elif c in "]}":
            depth -= 1


def parse(raw: bytes) -> Any:
    """JSON from UTF-8 bytes; numbers with a point or an exponent are Decimal. Raises json.JSONDecodeError."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise json.JSONDecodeError("not UTF-8", "", 0) from None
    if "\\u0000" in text:  # PostgreSQL has no such character, and nothing a person types holds it
        raise json.JSONDecodeError("a text holds NUL", "", 0)
    _check_depth(text)
    found = json.loads(
        text, parse_float=_number, parse_int=_integer, parse_constant=_constant, object_pairs_hook=_pairs
    )
    if "\\ud" in text.lower():
        _check_letters(found)
    return found


def _check_letters(value: Any) -> None:
    """JSON can write half a letter of two UTF-16 units, which no database and no log can keep."""
    match value:
        case str():
            if any("\ud800" <= c <= "\udfff" for c in value):
                raise json.JSONDecodeError("a text holds half a letter", "", 0)
        case dict():
            for name, one in value.items():
                _check_letters(name)
                _check_letters(one)
        case list():
            for one in value:
                _check_letters(one)


class JsonAnswer(Response):
    """A wire model as the answer, written by pydantic at once instead of being validated a second time."""

    media_type = "application/json"

    def __init__(self, model: BaseModel, status: int = 200) -> None:
        super().__init__(model.model_dump_json(), status)


class StrictRequest(Request):
    async def json(self) -> Any:
        return parse(await self.body())


class StrictRoute(APIRoute):
    """Give it as ``route_class`` to every router that takes JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await handle(StrictRequest(request.scope, request.receive))

        return strict


class BodyLimit:
    """ASGI middleware: the whole body within its bounds, or 413 ``request_too_large`` and 408 ``request_too_slow``."""

    def __init__(
        self, app: ASGIApp, *, bounds: Bounds = OURS, of_paths: Mapping[str, Bounds] = MappingProxyType({})
    ) -> None:
        """``of_paths``: paths with bounds of their own."""
        self.app = app
        self.bounds = bounds
        self.of_paths = of_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope):
            await self.app(scope, receive, send)
            return
        try:
            body = await self._read(scope, receive)
        except ApiError as error:
            await answer(error, scope)(scope, receive, send)
            return
        if body is None:
            return  # the client went away
        handed = False

        async def replay() -> Message:
            nonlocal handed
            if handed:
                return await receive()
            handed = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        bounds = self.of_paths.get(scope["path"], self.bounds)
        too_large = ApiError(
            Code.TOO_LARGE, 413, f"The request is larger than {bounds.size} bytes.", headers={"Connection": "close"}
        )
        declared = _header(scope, b"content-length")
        if declared is not None and declared.isdigit() and int(declared) > bounds.size:
            raise too_large
        parts, size = [], 0
        try:
            async with asyncio.timeout(bounds.seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    if size > bounds.size:
                        raise too_large
                    if not message.get("more_body", False):
                        return b"".join(parts)
        except TimeoutError:
            raise ApiError(
                Code.TOO_SLOW, 408, "The request did not arrive in time.", headers={"Connection": "close"}
            ) from None


def _has_body(scope: Scope) -> bool:
    length = _header(scope, b"content-length")
    return _header(scope, b"transfer-encoding") is not None or (length is not None and length != b"0")


def _header(scope: Scope, name: bytes) -> bytes | None:
    for key, value in scope["headers"]:
        if key == name:
            found: bytes = value
            return found
    return None
