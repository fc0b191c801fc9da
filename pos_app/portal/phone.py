"""The pay page behind a link for the patient's phone: GET /p/{token}, with no other credential."""

from __future__ import annotations

from typing import Annotated, Final

import anyio
import anyio.to_thread
import structlog
from fastapi import APIRouter, FastAPI, Header, Request
from fastapi.responses import HTMLResponse

from pos_app.portal.guesses import Guesses
from pos_app.portal.routes import MAX_TOKEN, OVER, PAGES_AT_ONCE, Pages
from pos_app.server.body import StrictRoute
from pos_app.server.clock import Clock
from pos_app.server.errors import ApiError
from pos_app.server.payments.link_routes import PATH
from pos_app.server.payments.links import PayLinks
from pos_app.server.problems_http import address_of
from pos_app.server.settings import Settings
from pos_app.wire.problems import Code

DEAD: Final = (
    "This link has been used, or it has ended. Nothing more can be paid with it. Please ask at the front desk: they "
    "can tell you how the payment stands, or give you a new link."
)
"""One page for all links that open nothing, so that nobody learns from it which of them ever was one."""
SLOWER: Final = "Too many links were tried from here. Please wait a minute, then open yours again."
AWAY: Final = "The card form can't be opened just now. Please try again in a moment."


def mount(app: FastAPI, links: PayLinks, clock: Clock, settings: Settings) -> None:
    """Add the page to ``app``, at the root. What it loads is the pay page's."""
    app.include_router(_router(links, Guesses(clock), Pages(settings)))


def _router(links: PayLinks, guesses: Guesses, pages: Pages) -> APIRouter:
    router = APIRouter(include_in_schema=False, route_class=StrictRoute)
    lane = anyio.CapacityLimiter(PAGES_AT_ONCE)

    @router.get(PATH + "/{token}")
    async def pay(
        token: str,
        request: Request,
        languages: Annotated[str, Header(alias="Accept-Language", max_length=500)] = "en",
    ) -> HTMLResponse:
        """The page of one payment, in the phone's language; when it has ended, how; else one and the same sentence."""
        address = address_of(request.scope)
        if guesses.held_up(address):
            return pages.sentence(SLOWER, 429)
        try:
            found = None
            if len(token) <= MAX_TOKEN:
                found = await anyio.to_thread.run_sync(links.page, token, limiter=lane)
        except ApiError as error:
            if error.code not in (Code.OUTCOME_UNKNOWN, Code.PROCESSOR_BUSY, Code.PROCESSOR_REFUSED):
                raise
            return pages.sentence(AWAY, 503)
        if found is None:
            if guesses.missed(address):
                structlog.get_logger("portal").warning("links_guessed", address=address)
            return pages.sentence(DEAD, 410)
        if not found.client_secret or found.state in OVER:
            return pages.sentence(OVER.get(found.state, DEAD), 410)
        return pages.form(found, "phone", "system", first_language(languages))

    return router


def first_language(accepted: str) -> str:
    """The first language of an Accept-Language header, as "es-MX"."""
    return accepted.split(",", 1)[0].split(";", 1)[0].strip()[:20] or "en"
