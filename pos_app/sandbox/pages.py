"""What a browser loads from the sandbox: Stripe.js, the card fields, the bank's page, a receipt."""

from __future__ import annotations

import html
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from pos_app.sandbox import three_d_secure
from pos_app.sandbox.connection import cut
from pos_app.sandbox.engine import Engine
from pos_app.sandbox.errors import Json
from pos_app.sandbox.faults import Faults
from pos_app.sandbox.objects import paying, setup_intents

T = TypeVar("T")

SCRIPTS: Final = Path(__file__).with_name("stripe_js")
_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".otf": "font/otf",
    ".json": "application/json",
}
_PLAIN_CHALLENGE: Final = (
    "<!doctype html><meta charset='utf-8'><title>Bank check (test)</title><h1>Bank check (test)</h1>"
    "<p>$amount</p><form method='post' action='$complete_url'>"
    "<button name='outcome' value='complete'>Complete</button> <button name='outcome' value='fail'>Fail</button></form>"
)
"""Stands in where the folder of pages is missing."""


class Api(Protocol):
    """What the pages need of the sandbox."""

    engine: Engine
    faults: Faults
    changed: Callable[[], None]

    async def do(self, function: Callable[..., T], *args: Any) -> T:
        """Run on the thread that owns the engine."""


def routes(api: Api) -> list[Route]:
    views = _Pages(api)
    return [
        Route("/endive/{name:path}", views.script),
        Route("/elements/{name:path}", views.script),
        Route("/3ds/{intent}/{nonce}", views.challenge, methods=["GET"]),
        Route("/3ds/{intent}/{nonce}/complete", views.complete, methods=["POST"]),
        Route("/receipts/{charge}", views.receipt, methods=["GET"]),
    ]


class _Pages:
    def __init__(self, api: Api) -> None:
        self._api = api

    async def script(self, request: Request) -> Response:
        """A file of the folder, by its plain name alone."""
        trouble = await self._trouble(request)
        if trouble is not None:
            return trouble
        name = request.path_params["name"]
        headers = {"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
        if name == "stripe.js":
            return Response(_stripe_js(), 200, headers, _TYPES[".js"])
        known = {path.name: path for path in SCRIPTS.iterdir() if path.is_file()} if SCRIPTS.is_dir() else {}
        path = known.get(name)
        if path is None or path.suffix not in _TYPES:
            return Response("Not found", 404)
        return Response(path.read_bytes(), 200, headers, _TYPES[path.suffix])

    async def _trouble(self, request: Request) -> Response | None:
        """What a fault does to a page, where one was asked for: drop, delay or an error."""
        path = request.url.path
        fault = self._api.faults.take(request.method, path, path, page=True)
        if fault is None:
            return None
        if fault.do.startswith("delay"):
            await self._api.faults.wait(fault.seconds)
            return None
        if fault.do.startswith("drop"):
            await cut(request)
            return Response(status_code=204)
        return Response("A fault was asked for.", fault.status)

    async def challenge(self, request: Request) -> Response:
        trouble = await self._trouble(request)
        if trouble is not None:
            return trouble
        found = await self._api.do(
            _open_challenge, self._api.engine, request.path_params["intent"], request.path_params["nonce"]
        )
        if found is None:
            return HTMLResponse("<!doctype html><title>Bank check</title><p>This bank check is over.</p>", 404)
        page = SCRIPTS / "three_d_secure.html"
        template = page.read_text("utf-8") if page.is_file() else _PLAIN_CHALLENGE
        values = {
            "amount": found["amount"],
            "currency": found["currency"],
            "intent": request.path_params["intent"],
            "complete_url": f"{request.url.path}/complete",
        }
        escaped = {name: html.escape(value, quote=True) for name, value in values.items()}
        return HTMLResponse(string.Template(template).safe_substitute(escaped))

    async def complete(self, request: Request) -> Response:
        """The cardholder's answer: back to ``return_url`` when the page was opened by a redirect, else JSON."""
        trouble = await self._trouble(request)
        if trouble is not None:
            return trouble
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        outcome = form.get("outcome")
        if outcome not in ("complete", "fail"):
            return JSONResponse({"error": "outcome is 'complete' or 'fail'"}, 400)
        done = await self._api.do(
            _finish_challenge,
            self._api.engine,
            request.path_params["intent"],
            request.path_params["nonce"],
            outcome == "complete",
        )
        self._api.changed()
        if done is None:
            return JSONResponse({"error": "This bank check is over."}, 404)
        intent, return_url = done
        if return_url and "application/json" not in request.headers.get("accept", ""):
            return RedirectResponse(three_d_secure.way_back(return_url, intent), 303)
        return JSONResponse({"id": intent["id"], "status": intent["status"]})

    async def receipt(self, request: Request) -> Response:
        charge = await self._api.do(self._api.engine.store.object, request.path_params["charge"])
        if charge is None or charge["object"] != "charge":
            return Response("Not found", 404)
        text = f"TEST receipt: {charge['amount_captured']} (minor units) {charge['currency']}, charge {charge['id']}"
        return HTMLResponse(f"<!doctype html><title>Test receipt</title><p>{html.escape(text)}</p>")


def _stripe_js() -> str:
    """One classic script, as Stripe's is: its parts see each other, the page sees ``Stripe`` alone."""
    parts = [path.read_text("utf-8") for path in sorted((SCRIPTS / "merchant").glob("*.js"))]
    return "(() => {\n'use strict';\n\n" + "\n".join(parts) + "})();\n"


def _challenged(engine: Engine, ident: str, nonce: str) -> Json | None:
    """The intent that waits for this very challenge."""
    intent = engine.store.object(ident)
    if intent is None or intent.get("status") != "requires_action":
        return None
    return intent if engine.store.hidden(ident).get("nonce") == nonce else None


def _open_challenge(engine: Engine, ident: str, nonce: str) -> dict[str, str] | None:
    intent = _challenged(engine, ident, nonce)
    if intent is None:
        return None
    amount = str(intent.get("amount", ""))
    return {"amount": amount, "currency": str(intent.get("currency", "")).upper()}


def _finish_challenge(engine: Engine, ident: str, nonce: str, passed: bool) -> tuple[Json, str | None] | None:
    with engine.store.transaction():
        intent = _challenged(engine, ident, nonce)
        if intent is None:
            return None
        work = engine.work()
        hidden = work.hidden(intent)
        # a browser's script waits for the page itself; only a redirect leads back
        redirected = (intent["next_action"] or {}).get("type") == "redirect_to_url"
        if intent["object"] == "setup_intent":
            done = setup_intents.answered(work, intent, passed)
        else:
            done = paying.answered(work, intent, passed)
    engine.ledger.flush()
    return done, hidden.get("return_url") if redirected else None
