"""Errors as answers: every way a request can fail ends in one ``application/problem+json``."""

from __future__ import annotations

from typing import cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.types import Scope

from pos_app.server.errors import ApiError
from pos_app.wire.problems import MEDIA_TYPE, Code

REQUEST_ID = "hmis_request_id"
"""Where the request's id is kept in the ASGI scope."""
MAX_FIELDS = 20


def answer(error: ApiError, scope: Scope) -> Response:
    """The response for ``error``, with the request's id as ``instance``."""
    headers = dict(error.headers)
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    body = error.problem(scope.get(REQUEST_ID)).model_dump_json(exclude_none=True)
    return Response(body, error.status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Set the handlers for all that a route or its dependencies may raise, but for the unexpected."""
    app.add_exception_handler(ApiError, lambda r, e: answer(cast(ApiError, e), r.scope))
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(PoolTimeout, _database)


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


def _database(request: Request, error: Exception) -> Response:
    if not is_busy(error):
        raise error
    busy = ApiError(Code.DATABASE_BUSY, 503, "The database is busy. Ask again in a moment.", retry_after=2)
    return answer(busy, request.scope)


BUSY_STATES = frozenset(
    [
        "40001",  # serialization failure
        "40P01",  # deadlock
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
