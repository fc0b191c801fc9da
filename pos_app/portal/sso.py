"""Where a browser comes back to from the identity provider: the question about the code, and what came of it.

No page holds a token of a session, and none runs a script.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qs

import anyio
import anyio.to_thread
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pos_app.portal.routes import HERE, STATIC_URL
from pos_app.server.problems_http import address_of
from pos_app.server.sso.service import Page, PageKind, Returned, SsoService

LONGEST: Final = 4096
"""Characters of a code; the other parameters are short."""
AT_ONCE: Final = 8
"""Threads of their own for what asks the provider: a slow one holds up nobody who takes money."""
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; worker-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; "
)
_ERROR: Final = re.compile(r"[a-z_]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Told:
    kind: str
    status: int
    title: str
    sentence: str
    advice: str = ""


_TOLD: Final[Mapping[PageKind, _Told]] = MappingProxyType(
    {
        PageKind.CONFIRM: _Told(
            "over",
            200,
            "Is this your till?",
            "You are signing in as {name} at {till}. Does the till in front of you show this very code?",
            "Say no if somebody sent you here, by mail or on the phone: they would be signed in as you.",
        ),
        PageKind.DONE: _Told("over", 200, "That’s it.", "You may go back to the till.", "You may close this page."),
        PageKind.DENIED: _Told("over", 200, "Nobody was signed in.", "You may close this page."),
        PageKind.REFUSED: _Told(
            "declined", 403, "Not at this till.", "This account can’t sign in here that way.", "Ask an admin."
        ),
        PageKind.UNAVAILABLE: _Told(
            "declined", 502, "That did not work.", "The single sign-on does not answer as it should.",
            "Nobody was signed in. Begin again at the till, or sign in there with name and password.",
        ),
        PageKind.OVER: _Told(
            "over", 410, "This sign-in has ended.", "It took too long, or was used already.", "Begin again at the till."
        ),
    }
)  # fmt: skip
_NO_TILL: Final = "You are signing in as {name}. Does the till in front of you show this very code?"
_ACT: Final = "{name}, you are about to {act}. Does the till in front of you show this very code?"
_ACT_TITLE: Final = "Do you say yes?"
_ACT_ADVICE: Final = "It is done as soon as you say yes. Say no if this is not what you came to the till for."
_ACT_DONE: Final = "You may close this page. You are not signed in at the till."
_ELSEWHERE: Final = "Look closely: this sign-in was begun on another computer than this one. "


def mount(app: FastAPI, sso: SsoService, hospital: str) -> None:
    """Add the pages to ``app``, at the root."""
    app.include_router(_router(sso, _Pages(hospital)))


def _router(sso: SsoService, pages: _Pages) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    lane = anyio.CapacityLimiter(AT_ONCE)

    @router.get("/sso/callback")
    async def callback(request: Request) -> HTMLResponse:
        back = _returned(request)
        if back is None:
            return pages.show(Page(PageKind.OVER))
        page = await anyio.to_thread.run_sync(sso.returned, back, address_of(request.scope), limiter=lane)
        return pages.show(page)

    @router.post("/sso/confirm")
    async def confirm(request: Request) -> HTMLResponse:
        said = parse_qs((await request.body()).decode("latin-1"), max_num_fields=4)
        token, answer = said.get("token", [""]), said.get("answer", [""])
        if len(token) != 1 or len(token[0]) > 128 or answer not in (["yes"], ["no"]):
            return pages.show(Page(PageKind.OVER))
        agreed = partial(sso.confirmed, token[0], agreed=answer == ["yes"])
        return pages.show(await anyio.to_thread.run_sync(agreed))

    return router


def _returned(request: Request) -> Returned | None:
    """What the provider sent along; None for what it never sends: something twice, or too long."""
    found = {}
    for name in ("state", "code", "error", "iss"):
        values = request.query_params.getlist(name)
        if len(values) > 1 or any(len(value) > LONGEST for value in values):
            return None
        found[name] = values[0] if values else None
    if not found["state"]:
        return None
    error = found["error"] or ""
    if error and not _ERROR.fullmatch(error):
        error = "odd"
    return Returned(found["state"], found["code"] or "", error, found["iss"])


class _Pages:
    def __init__(self, hospital: str) -> None:
        self._hospital = hospital
        environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
        )
        self._template = environment.get_template("sso.html")

    def show(self, page: Page) -> HTMLResponse:
        told = _TOLD[page.kind]
        if page.kind is PageKind.CONFIRM and page.act:
            told = replace(told, title=_ACT_TITLE, sentence=_ACT, advice=_ACT_ADVICE)
        elif page.kind is PageKind.DONE and page.act:
            told = replace(told, advice=_ACT_DONE)
        elif page.kind is PageKind.CONFIRM and not page.till:
            told = replace(told, sentence=_NO_TILL)
        html = self._template.render(
            hospital=self._hospital,
            static_url=STATIC_URL,
            kind=told.kind,
            title=told.title,
            sentence=told.sentence.format(name=page.name, till=page.till, act=page.act),
            advice=(_ELSEWHERE if page.elsewhere else "") + told.advice,
            figure=page.code,
            token=page.token,
            yes="Yes, it is the same code",
            no="No, or I am not at a till",
        )
        sends = "'self'" if page.token else "'none'"  # the question alone has something to send, and to us
        headers = {"Content-Security-Policy": f"{_POLICY}form-action {sends}", "Cache-Control": "no-store"}
        return HTMLResponse(html, told.status, headers=headers)
