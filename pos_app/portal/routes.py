"""The pay page: GET /pay/{token}, its scripts, styles and fonts, and the policy that keeps it to itself and Stripe.

A till has it loaded before there is a payment: GET /pay/waiting is the page without one, and is given it by
GET /pay/{token}/form.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

import anyio
import anyio.to_thread
from babel import Locale, UnknownLocaleError
from fastapi import APIRouter, FastAPI, Query
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import Field
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from pos_app import assets, declines
from pos_app.formats import money
from pos_app.money import Money
from pos_app.server.body import StrictRoute
from pos_app.server.customers import consents
from pos_app.server.errors import ApiError, not_found
from pos_app.server.payments.service import PaymentService, PayPage
from pos_app.server.settings import Settings
from pos_app.wire.base import Request, YesOrNo
from pos_app.wire.payments import AttemptState
from pos_app.wire.problems import Code

HERE: Final = Path(__file__).parent
STATIC_URL: Final = "/pay-static"
WAITING: Final = "waiting"
"""In the place of a token, and shorter than any."""
MAX_TOKEN: Final = 128
PAGES_AT_ONCE: Final = 16
"""Opening a page asks Stripe; these have threads of their own, so that a slow Stripe holds up nothing else."""
OVER: Final[Mapping[AttemptState, str]] = MappingProxyType(
    {
        AttemptState.SUCCEEDED: "This payment is already paid. Thank you.",
        AttemptState.CANCELLED: "This payment was cancelled. Nothing was charged. Please ask at the front desk.",
        AttemptState.FAILED: "This payment could not be prepared. Nothing was charged. Please ask at the front desk.",
        AttemptState.PROCESSING: "This payment is being processed. Please don't pay again.",
    }
)
TOO_MANY: Final = (
    "Too many cards were declined, so this link has ended. Nothing was charged. Please ask at the front desk."
)
View = consents.View
Theme = Literal["light", "dark", "system"]


def mount(app: FastAPI, payments: PaymentService, settings: Settings) -> None:
    """Add the pay page and what it loads to ``app``, at the root: its links are read aloud and typed."""
    app.include_router(_router(payments, settings))
    # The card form's frame is of another origin, and browsers give fonts to another origin only when told to.
    anyone = {"Access-Control-Allow-Origin": "*"}
    app.mount(f"{STATIC_URL}/fonts", _Static(assets.resources() / "fonts", "public, max-age=604800", anyone))
    # Asked for again each time, which costs an "unchanged": a page of today must not run a script of yesterday.
    app.mount(STATIC_URL, _Static(HERE / "static", "no-cache"))


class _Static(StaticFiles):
    """Files of a folder, with what browsers may keep of them."""

    def __init__(self, folder: Path, cache: str, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(directory=folder)
        self._headers = {**headers, "Cache-Control": cache}

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers.update(self._headers)
        return answer


class Keeping(Request):
    """POST /pay/{token}/keeping: what the page asked, in which language, and what the patient said."""

    agreed: YesOrNo
    locale: str = Field(max_length=20)
    view: View


def _router(payments: PaymentService, settings: Settings) -> APIRouter:
    router = APIRouter(include_in_schema=False, route_class=StrictRoute)
    pages = Pages(settings)

    lane = anyio.CapacityLimiter(PAGES_AT_ONCE)

    @router.get(f"/pay/{WAITING}")
    async def waiting(
        theme: Annotated[Theme, Query()] = "system",
        locale: Annotated[str, Query(max_length=20)] = "en",
        view: Annotated[Literal["till"], Query()] = "till",
    ) -> HTMLResponse:
        """The page before there is a payment, for a till that wants to be quick."""
        return pages.form(None, view, theme, locale)

    @router.get("/pay/{token}/form")
    async def form(
        token: str,
        view: Annotated[View, Query()] = "till",
        theme: Annotated[Theme, Query()] = "system",
        locale: Annotated[str, Query(max_length=20)] = "en",
    ) -> JSONResponse:
        """What a waiting page needs to become the page of this payment. Where there is no form, that page is to be
        asked for itself: it says why."""
        found = None
        if len(token) <= MAX_TOKEN:
            found = await anyio.to_thread.run_sync(payments.pay_page, token, view, limiter=lane)
        if found is None or not found.takes_a_card:
            raise not_found("payment")
        return JSONResponse(pages.data(found, view, theme, locale), headers={"Cache-Control": "no-store"})

    @router.get("/pay/{token}")
    async def pay(
        token: str,
        view: Annotated[View, Query()] = "phone",
        theme: Annotated[Theme, Query()] = "system",
        locale: Annotated[str, Query(max_length=20)] = "en",
    ) -> HTMLResponse:
        """The page of one payment attempt, for whoever has its token."""
        try:
            found = None
            if len(token) <= MAX_TOKEN:
                found = await anyio.to_thread.run_sync(payments.pay_page, token, view, limiter=lane)
        except ApiError as error:
            if error.code not in (Code.OUTCOME_UNKNOWN, Code.PROCESSOR_BUSY, Code.PROCESSOR_REFUSED):
                raise
            return pages.sentence("The card form can't be opened just now. Please try again in a moment.", 503)
        if found is None:
            return pages.sentence("There is no payment at this address. Please ask at the front desk.", 404)
        if found.too_many_declines and found.state is not AttemptState.SUCCEEDED:
            return pages.sentence(TOO_MANY, 410)
        if found.expired and not found.state.final:
            return pages.sentence("This link has ended. Please ask at the front desk for a new one.", 410)
        if not found.takes_a_card:
            return pages.sentence(OVER.get(found.state, "This payment can't be paid now."), 410)
        return pages.form(found, view, theme, locale)

    @router.post("/pay/{token}/keeping", status_code=204)
    async def keeping(token: str, said: Keeping) -> None:
        """The patient's answer to whether the card may be kept, before it is charged."""
        if len(token) > MAX_TOKEN:
            raise not_found("payment")
        ask = payments.answer_about_keeping
        await anyio.to_thread.run_sync(ask, token, said.agreed, said.locale, said.view, limiter=lane)

    return router


class Pages:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
        )
        js = _origin(settings.stripe_js_url)
        self._build = _build(settings)
        self._headers = {
            "Content-Security-Policy": policy(settings.stripe_js_url, settings.stripe_api_base),
            "Referrer-Policy": "strict-origin",  # Stripe wants to know which site its form is on
            "Permissions-Policy": f'camera=(), microphone=(), geolocation=(), payment=(self "{js}")',
            "Cache-Control": "no-store",
        }

    def data(self, page: PayPage | None, view: View, theme: Theme, locale: str) -> dict[str, object]:
        """What the page's script is told; None: of no payment yet."""
        known = _locale(locale)
        found: dict[str, object] = {
            "publishableKey": self._settings.stripe_publishable_key,
            "hospital": self._settings.hospital_name,
            "test": self._settings.mode == "test",
            "locale": known.language,
            "theme": theme,
            "view": view,
            "declines": reasons(known.language) if view == "phone" else {},
            "build": self._build,
            "waiting": page is None,
        }
        if page is not None:
            found |= {
                "clientSecret": page.client_secret,
                "amountText": money(Money(page.amount_minor, page.currency), str(known)),
                "currency": page.currency,
                "invoiceNumber": page.invoice_number,
                "customerSession": page.card_session or None,
                "keeping": self._keeping(view, str(known)) if page.ask_to_keep else None,
            }
        return found

    def form(self, page: PayPage | None, view: View, theme: Theme, locale: str) -> HTMLResponse:
        known = _locale(locale)
        html = self._environment.get_template("pay.html").render(
            stripe_js_url=self._settings.stripe_js_url,
            data_json=json_in_html(self.data(page, view, theme, locale)),
            locale=known.language,
            dir=known.text_direction,
            theme=theme,
            view=view,
            static_url=STATIC_URL,
        )
        return HTMLResponse(html, headers=self._headers)

    def _keeping(self, view: View, locale: str) -> Mapping[str, str]:
        said = consents.words(locale, view, self._settings.hospital_name)
        return {"short": said.short, "long": said.long}

    def sentence(self, text: str, status: int) -> HTMLResponse:
        """A page with one sentence and no script, for when there is nothing to pay."""
        html = self._environment.from_string(_SENTENCE).render(
            text=text, hospital=self._settings.hospital_name, static_url=STATIC_URL
        )
        return HTMLResponse(html, status, headers=self._headers)


_SENTENCE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ hospital }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<link rel="stylesheet" href="{{ static_url }}/pay.css"></head>
<body><header class="top"><span class="who"><strong>{{ hospital }}</strong></span></header>
<main><section id="outcome"><p class="sentence">{{ text }}</p></section></main></body>
</html>
"""


def policy(stripe_js_url: str, stripe_api_base: str) -> str:
    """The page's Content-Security-Policy: itself, Stripe's script, its frames and its API, and nothing else."""
    js, api = _origin(stripe_js_url), _origin(stripe_api_base)
    real = js == "https://js.stripe.com"
    scripts = f"{js} https://*.js.stripe.com" if real else js
    frames = f"{scripts} https://hooks.stripe.com" if real else js
    pictures = "https://*.stripe.com" if real else js
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {scripts}",
            f"frame-src {frames}",
            " ".join(dict.fromkeys(f"connect-src 'self' {api} {scripts}".split())),
            "style-src 'self'",
            f"img-src 'self' data: {pictures}",
            "font-src 'self'",
            "worker-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


def reasons(language: str) -> dict[str, list[str]]:
    """Why a card was refused, told to a patient: Stripe's code -> a sentence and what to do next."""
    return {code: [told.sentence, told.next_step] for code, told in declines.told("patient", language).items()}


def json_in_html(data: Mapping[str, object]) -> str:
    """JSON that can't end or change the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _build(settings: Settings) -> str:
    """Of this server's page: one that waited while the server was changed is not given a payment."""
    found = hashlib.sha256(f"{settings.stripe_js_url} {settings.stripe_api_base}".encode())
    for file in sorted([*(HERE / "static").iterdir(), *(HERE / "templates").iterdir()]):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]


def _locale(wanted: str) -> Locale:
    try:
        return Locale.parse(wanted.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en", "US")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
