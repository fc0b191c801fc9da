"""Errors as answers: every way a request can fail ends in one ``application/problem+json``."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final, cast

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.types import Scope

from pos_app.server.audit.buffer import Buffer
from pos_app.server.audit.refusals import belongs
from pos_app.server.audit.rules import About, Actor, act_of_route
from pos_app.server.errors import ApiError
from pos_app.wire.problems import MEDIA_TYPE, Code

REQUEST_ID = "hmis_request_id"
"""Where the request's id is kept in the ASGI scope."""
USER_ID = "hmis_user_id"
"""Where the id of who asks is kept there, once it is known."""
PERSON = "hmis_person"
"""Where the person is kept there, for the audit log."""
MAX_FIELDS = 20


_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]{2,6}_[A-Za-z0-9]{8,64}", re.ASCII)
"""Ours or Stripe's."""
_KINDS: Final = MappingProxyType({"payment-intents": "payment_intent", "refunds": "refund", "payment-methods": "card"})


def answer(error: ApiError, scope: Scope) -> Response:
    """The response for ``error``, with the request's id as ``instance``. The one place that logs refusals."""
    if 400 <= error.status < 500:
        _log_refusal(error, scope)
        _audit_refusal(error, scope)
    headers = dict(error.headers)
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    body = error.problem(scope.get(REQUEST_ID)).model_dump_json(exclude_none=True)
    return Response(body, error.status, headers, MEDIA_TYPE)


def _log_refusal(error: ApiError, scope: Scope) -> None:
    """One line: what was refused, where, and to whom. No value of the request: it may be anything at all."""
    parts = {
        "code": error.code.value,
        "status": error.status,
        "method": scope["method"],
        "route": route_of(scope),
        "request": scope.get(REQUEST_ID),
        "user": scope.get(USER_ID),
        "why": error.why,
    }
    structlog.get_logger("http").info("request_refused", **{name: part for name, part in parts.items() if part})


def _audit_refusal(error: ApiError, scope: Scope) -> None:
    audit: Buffer | None = getattr(scope["app"].state, "audit", None) if "app" in scope else None
    if audit is None or not belongs(error.code, scope["method"], routed=route_of(scope) is not None):
        return
    act = act_of_route(getattr(scope.get("route"), "operation_id", None))
    facts = {
        "status": error.status,
        "method": scope["method"][:16],
        "route": route_of(scope),
        "request": scope.get(REQUEST_ID),
    }
    who = scope.get(PERSON) or Actor(address=address_of(scope))
    audit.refused(who, act, error.about or _subject(scope), error.code.value, facts)


def _subject(scope: Scope) -> About:
    """What the request named, where that looks like an id: anything at all may stand in its place."""
    for name, value in scope.get("path_params", {}).items():
        if _ID.fullmatch(str(value)):
            kind = _KINDS.get(str(route_of(scope)).split("/{", 1)[0].rpartition("/")[2], name.removesuffix("_id"))
            return About(kind, str(value))
    keys = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"idempotency-key"]
    return About("idempotency_key", keys[0]) if len(keys) == 1 and _ID.fullmatch(keys[0]) else About()


def address_of(scope: Scope) -> str:
    """Where a request comes from: a proxy's word for it, if that is trusted."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def route_of(scope: Scope) -> str | None:
    """The route's template, not the address: an address may hold whatever somebody pasted there."""
    found = getattr(scope.get("route"), "path", None)
    return str(found) if found is not None else None


def install(app: FastAPI) -> None:
    """Set the handlers for all that a route or its dependencies may raise, but for the unexpected."""
    app.add_exception_handler(ApiError, lambda r, e: answer(cast(ApiError, e), r.scope))
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DBAPIError, lambda r, e: of_database(e, r.scope))
    app.add_exception_handler(PoolTimeout, lambda r, e: of_database(e, r.scope))


def _malformed(request: Request, error: Exception) -> Response:
    """Says which field and what is wrong, never the value: it may be a card number typed in the wrong place."""
    fields: dict[str, str] = {}
    for one in cast(RequestValidationError, error).errors()[:MAX_FIELDS]:
        place = ".".join(str(part)[:64] for part in one["loc"] if part not in ("body", "query", "path", "header"))
        reason = one.get("ctx", {}).get("error") if one["type"] == "json_invalid" else one["msg"]
        fields.setdefault(place or "body", str(reason)[:200])
    if fields.keys() == {"body"} and not _says_json(request):  # as curl sends it, if not told otherwise
        fields = {"Content-Type": "must be application/json"}
    return answer(ApiError(Code.MALFORMED, 422, "The request is not well formed.", fields=fields), request.scope)


def _says_json(request: Request) -> bool:
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def _http(request: Request, error: Exception) -> Response:
    refused = cast(HTTPException, error)
    headers = dict(refused.headers or {})
    if refused.status_code == 404:
        found = ApiError(Code.NOT_FOUND, 404, "There is nothing at this address.", headers=headers)
    elif refused.status_code == 405:
        found = ApiError(Code.METHOD_NOT_ALLOWED, 405, "This address does not take that method.", headers=headers)
    elif refused.status_code == 413:
        found = ApiError(Code.TOO_LARGE, 413, "The request is too large.", headers=headers)
    elif refused.status_code < 500:
        found = ApiError(Code.MALFORMED, refused.status_code, "The request could not be read.", headers=headers)
    else:
        raise refused
    return answer(found, request.scope)


def of_database(error: Exception, scope: Scope) -> Response:
    """The answer where the database can't do it now. Raises ``error`` where it is another trouble."""
    if is_full(error):
        full = ApiError(Code.DATABASE_FULL, 507, "The server has no room left to write this down.", retry_after=30)
        return answer(full, scope)
    if not is_busy(error):
        raise error
    busy = ApiError(Code.DATABASE_BUSY, 503, "The database is busy. Ask again in a moment.", retry_after=2)
    return answer(busy, scope)


def is_full(error: Exception) -> bool:
    """True where there is no room on the database's disk. What could not be written was not asked of Stripe either."""
    original = error.orig if isinstance(error, DBAPIError) else None
    state, name = getattr(original, "sqlstate", None), getattr(original, "sqlite_errorname", None)
    return state == "53100" or name == "SQLITE_FULL"


BUSY_STATES = frozenset(
    [
        "40001",  # serialization failure
        "40P01",  # deadlock
        "42P01",  # no such table: a copy is being put in its place, for what a server needs is there when it starts
        "55P03",  # lock not available
        "57014",  # cancelled by a statement or lock timeout
        "53300",  # too many connections
        "57P01",  # the server is being restarted
        "57P02",
        "57P03",
        "08000",  # the connection was lost
        "08003",
        "08006",
    ]
)


def is_busy(error: Exception) -> bool:
    """True where the same request may succeed in a moment: locks, restarts, no free connection."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state in BUSY_STATES
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        return str(name).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    # psycopg's failures to connect at all carry no state
    return type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout")
