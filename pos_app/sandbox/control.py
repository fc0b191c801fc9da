"""The control port: faults, webhooks, requests, the account book and the clock, as JSON; and a page that shows them."""

from __future__ import annotations

import json
import time
from itertools import islice
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pos_app.sandbox import fault_plan, webhooks
from pos_app.sandbox.app import Api
from pos_app.sandbox.errors import ApiError, Json
from pos_app.sandbox.faults import DOINGS

_FOREVER = 10 * 365 * 24 * 3600
_PAGE: Final = Path(__file__).with_name("control_page")
_TYPES: Final = {"index.html": "text/html", "page.css": "text/css", "page.js": "text/javascript"}
_MOST_SHOWN: Final = 500


class Control:
    """``deliveries`` may be paused and confused; ``api`` holds the rest."""

    def __init__(self, api: Api, deliveries: webhooks.Deliveries) -> None:
        self._api = api
        self._deliveries = deliveries

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._page),
                Route("/overview", self._overview),
                Route("/faults", self._faults, methods=["GET", "POST", "DELETE"]),
                Route("/webhooks", self._webhooks, methods=["GET", "POST"]),
                Route("/webhooks/roll", self._roll, methods=["POST"]),
                Route("/webhooks/resend", self._resend, methods=["POST"]),
                Route("/requests", self._requests),
                Route("/ledger", self._ledger),
                Route("/readers", self._readers, methods=["POST"]),
                Route("/clock", self._clock, methods=["GET", "POST"]),
                Route("/{name}", self._page),
            ],
            exception_handlers={ApiError: _refused, HTTPException: _not_here},
        )

    async def _faults(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._api.faults.clear()
        elif request.method == "POST":
            given = await _json(request)
            if given and set(given) <= fault_plan.PARTS:
                fault_plan.parse(given).apply(self._api.faults, self._deliveries.manner)
                self._deliveries.wake()
            else:
                self._api.faults.add(given)
        return JSONResponse({"seed": self._api.faults.seed, "faults": self._api.faults.listed()})

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

    async def _page(self, request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        if name not in _TYPES:
            raise HTTPException(404)
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'self'; img-src data:"}
        return Response((_PAGE / name).read_bytes(), 200, headers, _TYPES[name])

    async def _overview(self, request: Request) -> Response:
        """All that the page shows, newest first."""
        text = request.query_params.get("limit", "50")
        limit = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        if not 1 <= limit <= _MOST_SHOWN:
            raise ApiError(400, f"'limit' is a number from 1 to {_MOST_SHOWN}.")
        found = await self._api.do(_newest, self._api, limit)
        return JSONResponse(
            {
                "requests": list(islice(self._api.requests, limit)),
                "faults": self._api.faults.listed(),
                "doings": sorted(DOINGS),
                "manner": self._deliveries.manner.listed(),
                **found,
            }
        )


def _switch(api: Api, ident: str, status: str) -> Json | None:
    with api.engine.store.transaction():
        reader = api.engine.store.object(ident)
        if reader is None or reader["object"] != "terminal.reader":
            return None
        reader["status"] = status
        return api.engine.work().put(reader)


def _newest(api: Api, limit: int) -> Json:
    store = api.engine.store
    return {
        "objects": store.newest(limit),
        "counts": store.counts(),
        "deliveries": webhooks.log(store, limit),
        "ledger": api.engine.ledger.lines(limit)[::-1],
    }


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
