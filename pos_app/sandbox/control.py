"""The control port: faults, webhooks, requests, the account book and the clock, as JSON; and a page that shows them."""

from __future__ import annotations

import html
import json
import time
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from pos_app.sandbox import webhooks
from pos_app.sandbox.app import Api
from pos_app.sandbox.errors import ApiError, Json

_FOREVER = 10 * 365 * 24 * 3600
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sandbox of Stripe</title>
<meta http-equiv="refresh" content="2"><style>
body{{font:14px/1.5 system-ui,sans-serif;margin:2rem;color:#1b2430;background:#fff}}
h1{{font-size:20px}} h2{{font-size:16px;margin-top:2rem}}
table{{border-collapse:collapse;width:100%}} td,th{{text-align:left;padding:4px 10px;border-bottom:1px solid #dde3ea}}
code{{font-size:12px}} .test{{background:#fff3cd;padding:4px 10px;border-radius:4px}}
@media (prefers-color-scheme: dark){{body{{background:#12161c;color:#dde3ea}}td,th{{border-color:#2c3540}}
.test{{background:#5a4a12}}}}
</style></head><body><h1>Sandbox of Stripe</h1><p><span class="test">TEST: no money moves here</span></p>
{tables}</body></html>"""


class Control:
    """``deliveries`` may be paused and confused; ``api`` holds the rest."""

    def __init__(self, api: Api, deliveries: webhooks.Deliveries) -> None:
        self._api = api
        self._deliveries = deliveries

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._page),
                Route("/faults", self._faults, methods=["GET", "POST", "DELETE"]),
                Route("/webhooks", self._webhooks, methods=["GET", "POST"]),
                Route("/webhooks/roll", self._roll, methods=["POST"]),
                Route("/webhooks/resend", self._resend, methods=["POST"]),
                Route("/requests", self._requests),
                Route("/ledger", self._ledger),
                Route("/readers", self._readers, methods=["POST"]),
                Route("/clock", self._clock, methods=["GET", "POST"]),
            ],
            exception_handlers={ApiError: _refused, HTTPException: _not_here},
        )

    async def _faults(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._api.faults.clear()
        elif request.method == "POST":
            self._api.faults.add(await _json(request))
        return JSONResponse({"faults": self._api.faults.listed()})

    async def _webhooks(self, request: Request) -> Response:
        if request.method == "POST":
            self._deliveries.manner.change(await _json(request))
            self._deliveries.wake()
        found = await self._api.do(webhooks.log, self._api.engine.store)
        return JSONResponse({"manner": self._deliveries.manner.listed(), "deliveries": found})

    async def _roll(self, request: Request) -> Response:
        """A new signing secret; the old one lives on for ``seconds``."""
        given = await _json(request)
        seconds = given.get("seconds", 24 * 3600)
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= _FOREVER:
            raise ApiError(400, "'seconds' is how long the old secret lives.")
        secret = await self._api.do(webhooks.roll, self._api.engine.store, str(given.get("endpoint")), seconds)
        if secret is None:
            raise ApiError(404, "There is no such endpoint.")
        return JSONResponse({"secret": secret})

    async def _resend(self, request: Request) -> Response:
        given = await _json(request)
        sent = await self._api.do(webhooks.resend, self._api.engine.store, str(given.get("event")))
        self._deliveries.wake()
        return JSONResponse({"deliveries": sent})

    async def _requests(self, request: Request) -> Response:  # noqa: ARG002  # Starlette hands it over
        return JSONResponse({"requests": list(self._api.requests)})

    async def _ledger(self, request: Request) -> Response:  # noqa: ARG002  # Starlette hands it over
        return JSONResponse({"ledger": await self._api.do(self._api.engine.ledger.lines)})

    async def _clock(self, request: Request) -> Response:
        done = 0
        if request.method == "POST":
            given = await _json(request)
            seconds = given.get("advance")
            if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= _FOREVER:
                raise ApiError(400, "'advance' is a number of seconds, at most ten years.")
            done = await self._api.do(self._api.engine.advance, float(seconds))
            self._api.changed()
        return JSONResponse({"now": time.time(), "done": done})

    async def _readers(self, request: Request) -> Response:
        """Switch a reader off or on."""
        given = await _json(request)
        if given.get("status") not in ("online", "offline") or not isinstance(given.get("id"), str):
            raise ApiError(400, "'id' is a reader's and 'status' is 'online' or 'offline'.")
        reader = await self._api.do(_switch, self._api, given["id"], given["status"])
        if reader is None:
            raise ApiError(404, "There is no such reader.")
        return JSONResponse(reader)

    async def _page(self, request: Request) -> Response:  # noqa: ARG002  # Starlette hands it over
        ledger = await self._api.do(self._api.engine.ledger.lines)
        sent = await self._api.do(webhooks.log, self._api.engine.store, 50)
        tables = [
            _table("Money", ["at", "kind", "amount", "currency", "payment_intent", "charge"], ledger[-50:][::-1]),
            _table("Requests", ["at", "method", "path", "status", "id"], list(self._api.requests)[:50]),
            _table("Webhooks", ["at", "type", "url", "state", "attempts", "status", "error"], sent),
            _table("Faults", ["on", "do", "times", "status", "seconds"], self._api.faults.listed()),
        ]
        return HTMLResponse(_PAGE.format(tables="".join(tables)))


def _switch(api: Api, ident: str, status: str) -> Json | None:
    with api.engine.store.transaction():
        reader = api.engine.store.object(ident)
        if reader is None or reader["object"] != "terminal.reader":
            return None
        reader["status"] = status
        return api.engine.work().put(reader)


def _table(title: str, columns: list[str], rows: list[dict[str, Any]]) -> str:
    head = "".join(f"<th>{name}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(name, row.get(name))}</td>" for name in columns) + "</tr>" for row in rows
    )
    return f"<h2>{title}</h2><table><tr>{head}</tr>{body or '<tr><td>nothing yet</td></tr>'}</table>"


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "at":
        return datetime.fromtimestamp(value, UTC).strftime("%H:%M:%S")
    return html.escape(str(value))


async def _json(request: Request) -> Json:
    origin = request.headers.get("origin")
    if origin is not None and origin != f"{request.url.scheme}://{request.headers.get('host', '')}":
        # a page somewhere on the web, open in the developer's browser
        raise ApiError(403, "Other sites' pages may not control the sandbox.")
    try:
        given = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError) as error:
        raise ApiError(400, "The body is not JSON.") from error
    if not isinstance(given, dict):
        raise ApiError(400, "The body is not a JSON object.")
    return given


async def _refused(request: Request, error: Exception) -> Response:  # noqa: ARG001  # Starlette hands it over
    if not isinstance(error, ApiError):
        raise error
    return JSONResponse({"error": str(error)}, error.status)


async def _not_here(request: Request, error: Exception) -> Response:  # noqa: ARG001  # Starlette hands it over
    status = error.status_code if isinstance(error, HTTPException) else 500
    return JSONResponse({"error": str(error)}, status)
