"""Single sign-on for tills: begin, and come back for what came of it. The browser's pages are the portal's."""

from __future__ import annotations

from typing import Final

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request

from pos_app.server.auth.dependencies import CurrentPerson
from pos_app.server.body import StrictRoute
from pos_app.server.problems_http import address_of
from pos_app.server.sso.service import SsoService
from pos_app.wire.sso import ClaimSso, LoginMethods, SsoProgress, SsoStarted, SsoStep, StartSso

AT_ONCE: Final = 8
"""Threads of their own for what may ask the provider: a slow one holds up nobody who takes money."""
LOOK_SECONDS: Final = 0.4


def build_router(sso: SsoService) -> APIRouter:
    router = APIRouter(prefix="/auth", tags=["auth"], route_class=StrictRoute)
    lane = anyio.CapacityLimiter(AT_ONCE)

    async def done(claim: ClaimSso) -> SsoStep:
        """How far it is, held for as long as the till wished."""
        with anyio.move_on_after(claim.wait):
            while True:
                found = await anyio.to_thread.run_sync(sso.step, claim.claim_secret)
                if found is SsoStep.DONE:
                    return found
                await anyio.sleep(LOOK_SECONDS)
        return await anyio.to_thread.run_sync(sso.step, claim.claim_secret)

    @router.get("/methods", operation_id="login_methods", summary="How people may log in")
    def methods() -> LoginMethods:
        """Name and password always; single sign-on where this server has it."""
        return LoginMethods(sso=sso.method)

    @router.post("/sso/start", operation_id="start_sso", summary="Begin a single sign-on")
    async def start(body: StartSso, request: Request) -> SsoStarted:
        """Open `open_url` in a browser and show `code`. Good for five minutes and for one log-in.

        `not_found` (404) where this server has none; `sso_unavailable` (503) where the provider does not answer.
        """
        return await anyio.to_thread.run_sync(sso.start, body.till or "", address_of(request.scope), limiter=lane)

    @router.post("/sso/finish", operation_id="finish_sso", summary="What came of a single sign-on")
    async def finish(body: ClaimSso, request: Request) -> SsoProgress:
        """Ask until the step is `done`; that answer, once, holds a session as `POST /auth/login` gives it.

        `sso_refused` (403): the provider knows the person, and this server lets them in no such way. `sso_over` (410):
        it took too long, was ended in the browser, or was claimed already. A sign-in for one act gives no session: its
        `done` says that the act can be asked for.
        """
        step = await done(body)
        if step is not SsoStep.DONE:
            return SsoProgress(step=step)
        login = await anyio.to_thread.run_sync(sso.finish, body.claim_secret, address_of(request.scope))
        return SsoProgress(step=step, login=login)

    @router.post("/sso/unlock", operation_id="unlock_by_sso", summary="Unlock a till by single sign-on")
    async def unlock(who: CurrentPerson, body: ClaimSso) -> SsoProgress:
        """As `finish`, for a till that locked itself: `done` says that the person of this session is back.

        `sso_other_person` (403): it was somebody else. The session stays the one it was.
        """
        step = await done(body)
        if step is SsoStep.DONE:
            await anyio.to_thread.run_sync(sso.unlock, who, body.claim_secret)
        return SsoProgress(step=step)

    return router
