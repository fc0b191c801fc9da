"""Builds the API: every object once, handed to the routers that need it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from starlette.types import ASGIApp

from pos_app import __version__
from pos_app.portal import phone
from pos_app.portal import routes as portal
from pos_app.portal import sso as sso_pages
from pos_app.server.audit.routes import build_router as audit_router
from pos_app.server.auth.routes import build_router as auth_router
from pos_app.server.body import BodyLimit, Bounds
from pos_app.server.customers.routes import build_router as customers_router
from pos_app.server.exceptions.routes import build_router as exceptions_router
from pos_app.server.info.routes import build_router as info_router
from pos_app.server.invoices.routes import build_router as invoices_router
from pos_app.server.openapi import describe
from pos_app.server.payments.link_routes import build_router as links_router
from pos_app.server.payments.routes import build_router as payments_router
from pos_app.server.people.routes import build_router as people_router
from pos_app.server.problems_http import install
from pos_app.server.receipts.routes import build_router as receipts_router
from pos_app.server.refunds.routes import build_router as refunds_router
from pos_app.server.reports.routes import build_router as reports_router
from pos_app.server.security import Outermost
from pos_app.server.services import Services
from pos_app.server.shortcut import Endpoint, Route, Shortcut
from pos_app.server.sso.routes import build_router as sso_router
from pos_app.server.webhooks.routes import BOUNDS as OF_EVENTS
from pos_app.server.webhooks.routes import PATH as EVENTS
from pos_app.server.webhooks.routes import RECEIVE, receiver
from pos_app.server.webhooks.routes import build_router as webhooks_router

API = "/api/v1"
BODIES: Mapping[str, Bounds] = MappingProxyType({API + EVENTS: OF_EVENTS})
"""Stripe's events carry whole objects, some of them long; everything else of ours is short."""
ABOUT = (
    "The payments API of a hospital's front desk. Amounts are decimal strings of major units, with the minor units "
    "beside them. Errors are `application/problem+json` with a stable `code`."
)
TAGS = MappingProxyType(
    {
        "audit": "Who did what, when and where; kept so that a change of it shows.",
        "auth": "Logging in and out. All but `info` and the webhooks take the `access_token` as bearer.",
        "customers": "Patients as Stripe's customers, and the cards they let the hospital keep.",
        "info": "What anybody may ask.",
        "invoices": "What patients owe, as far as the person asking may see it.",
        "payments": "Taking money by card: open an attempt, confirm or cancel it, ask what became of it.",
        "reports": "Money that moved, for a spreadsheet.",
        "refunds": "Giving money back: one person asks, another approves.",
        "exceptions": "What did not fit into the books, until a supervisor has seen to it.",
        "receipts": "One receipt for money that moved, as JSON or PDF.",
        "users": "Who may log in, as what, and where: for admins, who have no rights over money.",
        "webhooks": "For Stripe, and for those who look after what it sent.",
    }
)
DOCS_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src data: https://fastapi.tiangolo.com; "
    "script-src 'unsafe-inline' https://cdn.jsdelivr.net; style-src 'unsafe-inline' https://cdn.jsdelivr.net; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


def create_app(
    services: Services, *, hosts: Collection[str] = ("*",), bodies: Mapping[str, Bounds] = BODIES
) -> FastAPI:
    """The ASGI application.

    ``hosts``: the names requests may be addressed to; ``bodies``: paths whose bodies have bounds of their own.
    """
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
        telemetry={"tracing": False, "metrics": False, "logs": False},  # nobody hears of a hospital's requests
    )
    app.state.auth = services.auth
    app.state.audit = services.audit
    receive = receiver(services.processor, services.inbox, services.worker.wake)
    routers: Sequence[APIRouter] = (  # in the order of how often they are asked: they are tried one by one
        invoices_router(services.invoices, services.audit),
        webhooks_router(receive, services.events),
        payments_router(services.payments, services.held, services.handbacks, services.clock, settings.public_url),
        receipts_router(services.receipts, services.printer, services.audit),
        auth_router(services.auth),
        sso_router(services.sso),
        info_router(settings, services.database, services.clock),
        refunds_router(services.refunds, services.approvals_here, services.audit),
        reports_router(services.reports, services.audit),
        exceptions_router(services.exceptions),
        customers_router(services.customers),
        links_router(services.links, settings.public_url),
        audit_router(services.audit_log, services.audit),
        people_router(services.people),
    )
    for router in routers:
        app.include_router(router, prefix=API)
    portal.mount(app, services.payments, settings)
    phone.mount(app, services.links, services.clock, settings)
    sso_pages.mount(app, services.sso, settings.hospital_name)
    app.openapi = describe(app)  # type: ignore[method-assign] # FastAPI's documented way to change its document
    if settings.mode == "test":
        app.include_router(_docs())
    install(app)
    https = (settings.public_url or "").lower().startswith("https://")
    app.add_middleware(BodyLimit, of_paths=bodies)
    app.add_middleware(Outermost, hosts=hosts, https=https)
    to_events = BodyLimit(Endpoint(receive, Route(API + EVENTS, RECEIVE)), of_paths=bodies)
    short = Outermost(to_events, hosts=hosts, https=https)
    app.middleware_stack = Shortcut(_from_ours_on(app), API + EVENTS, short)
    return app


def _from_ours_on(app: FastAPI) -> ASGIApp:
    """The layers from ``Outermost`` inwards: those that the framework puts around it have nothing left to do."""
    layer: Any = app.build_middleware_stack()
    while not isinstance(layer, Outermost):
        layer = layer.app
    return layer


def _docs() -> APIRouter:
    """A page to try the API by hand; never there with live keys."""
    router = APIRouter(include_in_schema=False)

    @router.get(f"{API}/docs")
    def docs() -> HTMLResponse:
        page = get_swagger_ui_html(openapi_url=f"{API}/openapi.json", title="HMIS POS API")
        page.headers["Content-Security-Policy"] = DOCS_POLICY
        return page

    return router
