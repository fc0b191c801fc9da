"""The route that makes a link for the patient's phone."""

from __future__ import annotations

from typing import Annotated

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, Request, status

from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import StrictRoute
from pos_app.server.payments.links import PayLinks
from pos_app.server.payments.routes import PREFIX
from pos_app.server.permissions import Action, Principal
from pos_app.wire.payments import PayLinkAnswer

Payer = Annotated[Principal, Depends(allowed(Action.TAKE_PAYMENT))]
PATH = "/p"
"""Short, since the address is drawn as a code: the fewer its characters, the larger its squares."""
ASKING_AT_ONCE = 16


def build_router(links: PayLinks, public_url: str | None) -> APIRouter:
    """``public_url``: the base of the links; None takes the address the request came to."""
    router = APIRouter(prefix=PREFIX, tags=["payments"], route_class=StrictRoute)
    lane = anyio.CapacityLimiter(ASKING_AT_ONCE)

    @router.post(
        "/{reference}/pay-link",
        operation_id="make_pay_link",
        summary="A link to pay on the patient's phone",
        status_code=status.HTTP_201_CREATED,
    )
    async def make(reference: str, who: Payer, request: Request) -> PayLinkAnswer:
        """A link to the pay page of this one attempt, good for 15 minutes and until the attempt has ended.

        It needs no other credential. Each call makes another link, and the one before opens nothing any more.
        """
        base = (public_url or str(request.base_url)).rstrip("/")
        return await anyio.to_thread.run_sync(
            links.make, who, reference, lambda token: f"{base}{PATH}/{token}", limiter=lane
        )

    return router
