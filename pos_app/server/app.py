"""Builds the API: every object once, handed to the routers that need it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from types import MappingProxyType

from fastapi import APIRouter, FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse

from pos_app import __version__
from pos_app.portal import routes as portal
from pos_app.server.auth.routes import build_router as auth_router
from pos_app.server.body import BodyLimit
from pos_app.server.info.routes import build_router as info_router
from pos_app.server.invoices.routes import build_router as invoices_router
from pos_app.server.openapi import describe
from pos_app.server.payments.routes import build_router as payments_router
from pos_app.server.problems_http import install
from pos_app.server.receipts.routes import build_router as receipts_router
from pos_app.server.security import Outermost
from pos_app.server.services import Services
from pos_app.server.webhooks.routes import LIMIT as EVENT_LIMIT
from pos_app.server.webhooks.routes import PATH as EVENTS
from pos_app.server.webhooks.routes import build_router as webhooks_router

API = "/api/v1"
LARGER = MappingProxyType({API + EVENTS: EVENT_LIMIT})
"""Stripe's events carry whole objects, some of them long; everything else of ours is short."""
ABOUT = (
    "The payments API of a hospital's front desk. Amounts are decimal strings of major units, with the minor units "
    "beside them. Errors are `application/problem+json` with a stable `code`."
)
TAGS = MappingProxyType(
    {
        "auth": "Logging in and out. All but `info` and the webhooks take the `access_token` as bearer.",
        "info": "What anybody may ask.",
        "invoices": "What patients owe, as far as the person asking may see it.",
        "payments": "Taking money by card: open an attempt, confirm or cancel it, ask what became of it.",
        "receipts": "One receipt for money that moved, as JSON or PDF.",
        "webhooks": "For Stripe.",
    }
)
DOCS_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src data: https://fastapi.tiangolo.com; "
    "script-src 'unsafe-inline' https://cdn.jsdelivr.net; style-src 'unsafe-inline' https://cdn.jsdelivr.net; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


def create_app(services: Services, *, hosts: Collection[str] = ("*",)) -> FastAPI:
    """The ASGI application. ``hosts``: the names requests may be addressed to."""
    settings = services.settings
    app = FastAPI(
        title="HMIS POS",
        version=__version__,
        description=ABOUT,
        openapi_tags=[{"name": name, "description": about} for name, about in TAGS.items()],
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # a redirect would be built from the Host header
    )
    app.state.auth = services.auth
    routers: Sequence[APIRouter] = (
        auth_router(services.auth),
        info_router(settings, services.database, services.clock),
        invoices_router(services.invoices),
        payments_router(services.payments, services.held, services.handbacks, services.clock, settings.public_url),
        receipts_router(services.receipts, services.printer),
        webhooks_router(services.processor, services.inbox, services.worker.wake),
    )
    for router in routers:
        app.include_router(router, prefix=API)
    portal.mount(app, services.payments, settings)
    app.openapi = describe(app)  # type: ignore[method-assign] # FastAPI's documented way to change its document
    if settings.mode == "test":
        app.include_router(_docs())
    install(app)
    app.add_middleware(BodyLimit, limits=LARGER)
    app.add_middleware(Outermost, hosts=hosts)
    return app


def _docs() -> APIRouter:
    """A page to try the API by hand; never there with live keys."""
    router = APIRouter(include_in_schema=False)

    @router.get(f"{API}/docs")
    def docs() -> HTMLResponse:
        page = get_swagger_ui_html(openapi_url=f"{API}/openapi.json", title="HMIS POS API")
        page.headers["Content-Security-Policy"] = DOCS_POLICY
        return page

    return router
