"""The web side of the sandbox: keys, headers, error envelope, CORS, faults, and the browser's pages."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Final, TypeVar

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route as WebRoute

from pos_app.sandbox import addresses, forms, idempotency, ids, pages
from pos_app.sandbox.connection import cut
from pos_app.sandbox.engine import Answer, Engine, Order, refusal
from pos_app.sandbox.errors import ApiError, Json
from pos_app.sandbox.faults import Fault, Faults
from pos_app.sandbox.keys import authenticate, resource_of
from pos_app.sandbox.rate_limit import RateLimit
from pos_app.sandbox.routes import Match, Routes
from pos_app.sandbox.work import API_VERSION

log = logging.getLogger("pos_app.sandbox")
T = TypeVar("T")

MAX_BODY: Final = 1_000_000
_KEPT_REQUESTS: Final = 2_000
_BROWSER_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, PUT, PATCH, POST, DELETE",
    "Access-Control-Allow-Headers": "authorization, content-type, stripe-version, idempotency-key",
    "Access-Control-Expose-Headers": "Request-Id, Stripe-Manage-Version, Stripe-Should-Retry",
    "Access-Control-Max-Age": "300",
}


class Dropped(Exception):
    """The connection is to be cut without an answer."""


class Api:
    """One sandbox as its two web faces see it. ``changed`` is called whenever something may have become due,
    ``deliver_now`` with the id of a request whose events are to be delivered before its answer."""

    def __init__(self, engine: Engine, routes: Routes, faults: Faults, limit: RateLimit | None = None) -> None:
        self.engine = engine
        self.faults = faults
        self._routes = routes
        self._resources = {resource_of(route.template) for route in routes.routes}
        self._limit = limit or RateLimit(None)
        self._running: set[str] = set()
        self._worker = ThreadPoolExecutor(1, "sandbox")
        self.requests: deque[Json] = deque(maxlen=_KEPT_REQUESTS)
        self.changed: Callable[[], None] = lambda: None
        self.deliver_now: Callable[[str], Awaitable[None]] = _deliver_nothing

    async def do(self, function: Callable[..., T], *args: Any) -> T:
        """Run on the one thread that may touch the engine."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, function, *args)

    def close(self) -> None:
        self._worker.shutdown(wait=True)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                *pages.routes(self),
                WebRoute("/{path:path}", self._endpoint, methods=["GET", "POST", "DELETE", "PUT", "PATCH", "OPTIONS"]),
            ],
            exception_handlers={Exception: _broken},
        )

    async def _endpoint(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=200, headers=_BROWSER_HEADERS)
        started = time.time()
        request_id = ids.new("req", 14)
        fault: Fault | None = None
        body = b""
        try:
            body = await _body(request)
            answer, fault = await self._answer(request, body, request_id)
        except ApiError as error:
            answer = refusal(error)
        except Dropped:
            self._note(request, body, request_id, started, 0, None)
            await cut(request)
            return Response(status_code=204)
        answer = replace(
            answer, body=addresses.filled(answer.body, addresses.of_request(request, self.engine.base_url))
        )
        self._note(request, body, request_id, started, answer.status, answer.body)
        if request.method != "GET":  # reading sets nothing off
            self.changed()
        if fault is not None:
            if fault.do == "delay_after":
                await self.faults.wait(fault.seconds)
            elif fault.do == "webhook_before_answer":
                await self.deliver_now(request_id)
            elif fault.do == "drop_after":
                await cut(request)
            elif fault.do == "half_after":
                return _Half(answer.body, self._headers(request, answer, request_id))
            elif fault.do == "html_after":
                return _html_page()
        return Response(answer.body, answer.status, self._headers(request, answer, request_id))

    async def _answer(self, request: Request, body: bytes, request_id: str) -> tuple[Answer, Fault | None]:
        form = forms.decode(request.url.query.encode() if request.method in ("GET", "DELETE") else body)
        caller = authenticate(request.headers.get("authorization", ""), form, self._resources)
        self._limit.take()
        version = request.headers.get("stripe-version", API_VERSION)
        if version != API_VERSION:
            raise ApiError(400, f"Invalid Stripe API version: {version[:40]}. The sandbox plays {API_VERSION}.")
        path = request.scope["raw_path"].decode("latin-1")
        match = self._routes.find(request.method, path)
        if match is None:
            raise ApiError(
                404,
                f"Unrecognized request URL ({request.method}: {path[:200]}). Please see https://stripe.com/docs or we "
                "can help at https://support.stripe.com/.",
                remembered=False,
            )
        caller.require(request.method, match.route.template)
        fault = self.faults.take(request.method, path, match.route.template)
        if fault is not None and fault.do == "drop_before":
            raise Dropped
        key = request.headers.get("idempotency-key") if request.method == "POST" else None
        if not key:
            return await self._execute(request, match, form, caller.publishable, request_id, None, fault), fault
        idempotency.check_length(key)
        if key in self._running:
            raise idempotency.in_use(key)
        self._running.add(key)
        try:
            return await self._execute(request, match, form, caller.publishable, request_id, key, fault), fault
        finally:
            self._running.discard(key)

    async def _execute(
        self,
        request: Request,
        match: Match,
        form: forms.Form,
        publishable: bool,
        request_id: str,
        key: str | None,
        fault: Fault | None,
    ) -> Answer:
        if fault is not None and fault.do == "delay":
            await self.faults.wait(fault.seconds)
        if fault is not None and fault.do == "html_before":
            return Answer(200, HTML, {"Content-Type": "text/html"})
        order = Order(match, request.method, request.url.path, form, publishable, request_id, key, fault)
        # shielded: a client that hangs up does not stop what has begun
        return await asyncio.shield(self.do(self.engine.execute, order))

    def _headers(self, request: Request, answer: Answer, request_id: str) -> dict[str, str]:
        key = request.headers.get("idempotency-key") if request.method == "POST" else None
        headers = {
            "Content-Type": "application/json",
            "Request-Id": request_id,
            "Stripe-Version": API_VERSION,
            "Cache-Control": "no-cache, no-store",
            **_BROWSER_HEADERS,
            **answer.headers,
        }
        if key and len(key) <= idempotency.MAX_LENGTH:
            headers["Idempotency-Key"] = key
        return {name: value for name, value in headers.items() if value.isascii() and value.isprintable()}

    def _note(
        self, request: Request, body: bytes, request_id: str, started: float, status: int, answer: bytes | None
    ) -> None:
        """For the control port: who asked what, with card numbers masked."""
        self.requests.appendleft(
            {
                "id": request_id,
                "at": started,
                "method": request.method,
                "path": request.url.path,
                "query": mask(request.url.query),
                "body": noted(body),
                "idempotency_key": request.headers.get("idempotency-key"),
                "status": status,
                "answer": None if answer is None else noted(answer),
                "seconds": time.time() - started,
            }
        )


NOTED: Final = 20_000
"""Bytes of a body that are kept for the control port."""
_DIGITS: Final = re.compile(r"(?<!\d)(?:\d(?:[ +-]|%20)?){8,15}(\d{4})(?!\d)", re.ASCII)


def mask(text: str) -> str:
    """Numbers as long as a card's lose all but their last four digits."""
    return _DIGITS.sub(r"****\1", text)


def noted(raw: bytes) -> str:
    """The beginning of a body, masked. A number that the cut runs through would be too short to be known as one."""
    text = raw[:NOTED].decode("utf-8", "replace")
    return mask(text if len(raw) <= NOTED else text.rstrip("0123456789 +-%"))


async def _deliver_nothing(request_id: str) -> None:
    """For an Api that has no deliveries beside it."""


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                raise ApiError(413, "The request's body is too large.", remembered=False)
    except ClientDisconnect as error:
        raise Dropped from error
    return bytes(body)


HTML: Final = b"<!doctype html><title>Bad gateway</title><h1>502 Bad gateway</h1>"


async def _broken(request: Request, error: Exception) -> Response:
    """A fault of the sandbox's own: told as Stripe tells it; the server's log has the stack."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    failure = ApiError(500, "An unknown error occurred in the sandbox.", kind="api_error")
    return Response(refusal(failure).body, 500, {"Content-Type": "application/json", "Request-Id": ids.new("req", 14)})


def _html_page() -> Response:
    return Response(HTML, 200, {"Content-Type": "text/html"})


class _Half(Response):
    """Announces a whole answer, sends the first half, hangs up."""

    def __init__(self, body: bytes, headers: dict[str, str]) -> None:
        super().__init__(body, 200, headers)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG002  # the protocol of an app
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body[: len(self.body) // 2])
        await send({"type": "http.response.body", "body": half, "more_body": True})
        await asyncio.sleep(0.05)
        transport = scope.get("state", {}).get("transport")
        if transport is not None:
            transport.close()
            await asyncio.sleep(0.05)
