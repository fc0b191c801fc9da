"""What every request passes: an id, a known host, headers that keep browsers honest, one line in the log."""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pos_app.server.errors import ApiError
from pos_app.server.ids import new_uuid
from pos_app.server.logs import describe
from pos_app.server.problems_http import REQUEST_ID, answer, route_of
from pos_app.wire.problems import Code

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    # A page of ours that needs more sets its own policy; these are for all that does not.
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    ("X-Frame-Options", "DENY"),
    ("Cache-Control", "no-store"),
)
_HOST: Final = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^:@/\[\]]+))(?::\d{1,5})?", re.ASCII)
_ONCE: Final = frozenset((b"authorization", b"content-type", b"host", b"idempotency-key"))
"""Headers of which a second one is an attempt to have a proxy read one and us the other."""
ONLY_HTTPS = (b"strict-transport-security", b"max-age=31536000")
"""A browser that has been here over https once never comes over http again."""
_RAW = tuple((name.lower().encode(), value.encode()) for name, value in HEADERS)


class Outermost:
    """ASGI middleware around everything.

    Sets ``X-Request-Id`` and the headers above where the answer has none of its own, refuses hosts that are not
    ours, turns an unexpected exception into a 500 without a word of what it was, and logs the outcome.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] = ("*",), https: bool = False) -> None:
        """``hosts``: the names the Host header may carry, without port; "*" is any. ``https``: so it is reached from
        outside, whatever stands in between."""
        self.app = app
        self.https = https
        self.hosts = frozenset(hosts)
        self.log = structlog.get_logger("http")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = new_uuid().hex
        scope[REQUEST_ID] = request_id
        began, status = time.perf_counter(), 0
        chunked = any(name == b"transfer-encoding" for name, _ in scope["headers"])

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = message["headers"] = list(message.get("headers", ()))
                own = {name.lower() for name, _ in headers}
                headers.append((b"x-request-id", request_id.encode()))
                headers.extend(pair for pair in _RAW if pair[0] not in own)
                if chunked and b"connection" not in own:
                    # It may have named another length too, which h11 passes over: to a proxy that believes that one,
                    # what comes next on this connection would be somebody else's request.
                    headers.append((b"connection", b"close"))
                if self.https or scope["scheme"] == "https":
                    headers.append(ONLY_HTTPS)
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request_id):
            try:
                refused = self._refusal(scope)
                if refused is not None:
                    await answer(refused, scope)(scope, receive, dressed)
                else:
                    await self.app(scope, receive, dressed)
            except Exception as error:  # the last line: whatever it was, the client gets an answer and IT a log line
                self.log.error("unexpected", **describe(error))
                if status:
                    raise  # the answer has begun: only breaking the connection tells the client it is not whole
                broken = ApiError(Code.INTERNAL, 500, "Something went wrong on the server. Nothing more is known here.")
                await answer(broken, scope)(scope, receive, dressed)
            self.log.info(
                "request",
                method=scope["method"],
                route=route_of(scope),
                status=status,
                ms=round((time.perf_counter() - began) * 1000, 1),
            )

    def _refusal(self, scope: Scope) -> ApiError | None:
        """What no route should have to think of."""
        if not self._known(scope):
            return ApiError(Code.MALFORMED, 400, "This server does not answer to that host name.")
        named = [name for name, _ in scope["headers"] if name in _ONCE]
        if len(named) != len(set(named)):
            twice = next(name for name in named if named.count(name) > 1).decode()
            return ApiError(Code.MALFORMED, 400, f"The header {twice} stands there more than once.")
        # PostgreSQL can't store or compare NUL, SQLite can. An encoded slash is a slash to us and a letter to many a
        # proxy, which would let in by its rules what leads elsewhere by ours.
        if "\0" in scope["path"] or b"%2f" in scope.get("raw_path", b"").lower():
            return ApiError(Code.NOT_FOUND, 404, "There is nothing at this address.")
        if b"%00" in scope["query_string"]:
            return ApiError(Code.MALFORMED, 422, "The request is not well formed.", fields={"query": "it holds NUL"})
        return None

    def _known(self, scope: Scope) -> bool:
        if "*" in self.hosts:
            return True
        values = [value for name, value in scope["headers"] if name == b"host"]
        if len(values) != 1:
            return False
        host = _HOST.fullmatch(values[0].decode("latin-1").lower())
        return host is not None and (host["six"] or host["name"]) in self.hosts
