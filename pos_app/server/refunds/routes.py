"""The routes of refunds under /payments/stripe/refunds."""

from __future__ import annotations

from typing import Annotated

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, Header, Query, Request, Response, status

from pos_app.server.audit import rules
from pos_app.server.audit.buffer import Buffer
from pos_app.server.audit.rules import About
from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import StrictRoute
from pos_app.server.permissions import Action, Principal
from pos_app.server.problems_http import address_of
from pos_app.server.refunds.here import ApprovalsHere
from pos_app.server.refunds.service import RefundService
from pos_app.server.sso.routes import AT_ONCE
from pos_app.wire.audit import Act
from pos_app.wire.base import FreeText
from pos_app.wire.refunds import (
    ApproveRefund,
    ApproveRefundHere,
    CreateRefund,
    RefundAnswer,
    RefundPage,
    RefundState,
    RefuseRefund,
)
from pos_app.wire.sso import SsoStarted

PREFIX = "/payments/stripe/refunds"
Asker = Annotated[Principal, Depends(allowed(Action.ASK_REFUND))]
Approver = Annotated[Principal, Depends(allowed(Action.APPROVE_REFUND))]
Reader = Annotated[Principal, Depends(allowed(Action.READ_REFUNDS))]
Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=255, description="The refund's id: a UUID")]
Search = Annotated[
    FreeText,
    Query(max_length=200, description="Invoice's or receipt's number, the patient, or who asked", examples=["okafor"]),
]
ASKING_AT_ONCE = 16
"""Requests that may wait for Stripe at a time, on threads of their own."""


def build_router(refunds: RefundService, here: ApprovalsHere, audit: Buffer) -> APIRouter:
    router = APIRouter(prefix=PREFIX, tags=["refunds"], route_class=StrictRoute)
    lane = anyio.CapacityLimiter(ASKING_AT_ONCE)
    provider = anyio.CapacityLimiter(AT_ONCE)

    @router.post(
        "",
        operation_id="create_refund",
        summary="Ask for a refund",
        status_code=status.HTTP_201_CREATED,
        responses={200: {"model": RefundAnswer}},
    )
    async def create(body: CreateRefund, who: Asker, response: Response, idempotency_key: Key = None) -> RefundAnswer:
        """Ask for money to be given back: 201, or 200 with the same refund when this key was used for it before.

        It waits for a supervisor, who is never the one who asked.
        """
        made = await anyio.to_thread.run_sync(refunds.create, who, body, idempotency_key, limiter=lane)
        response.status_code = status.HTTP_200_OK if made.replayed else status.HTTP_201_CREATED
        return made.answer

    @router.get("", operation_id="list_refunds", summary="List refunds")
    def page(
        who: Reader,
        state: RefundState | None = None,
        invoice_id: Annotated[str | None, Query(max_length=64)] = None,
        q: Search = "",
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Annotated[str | None, Query(max_length=256, description="next_cursor of the page before")] = None,
    ) -> RefundPage:
        """Refunds, newest first. `state=requested`: what waits for a supervisor."""
        found = refunds.page(who, state=state, invoice_id=invoice_id, q=q, limit=limit, cursor=cursor)
        if q.strip():
            audit.read(who, Act.SEARCH_PATIENTS, About("search"), rules.found(item.patient_id for item in found.items))
        return found

    @router.get("/{reference}", operation_id="get_refund", summary="One refund")
    def get(reference: str, who: Reader) -> RefundAnswer:
        """The refund, by our id or Stripe's. Its `state` is what became of it as far as anybody knows."""
        return refunds.read(who, reference)

    @router.post("/{reference}/approve", operation_id="approve_refund", summary="Approve a refund")
    async def approve(reference: str, who: Approver, body: ApproveRefund) -> RefundAnswer:
        """Say yes to just this amount. With the last approval needed the money is sent back.

        The `state` of the answer says what came of it; `submitted`: Stripe has not answered yet, and is being asked.
        """
        return await anyio.to_thread.run_sync(refunds.approve, who, reference, body, limiter=lane)

    @router.post(
        "/{reference}/approve-here/start", operation_id="start_approval_here", summary="Begin an approval here"
    )
    async def start_here(reference: str, who: Asker, request: Request) -> SsoStarted:
        """A supervisor at this till signs in at the identity provider, for this one refund, and gets no session.

        As `POST /auth/sso/start`; `POST /auth/sso/finish` tells how far it is.
        """
        return await anyio.to_thread.run_sync(here.start, who, reference, address_of(request.scope), limiter=provider)

    @router.post("/{reference}/approve-here", operation_id="approve_refund_here", summary="Approve a refund here")
    async def approve_here(reference: str, who: Asker, body: ApproveRefundHere) -> RefundAnswer:
        """The yes of the supervisor who has signed in since `start`, once; as theirs it is written down.

        `sso_over` (410): not done yet, used already, or begun for something else.
        """
        return await anyio.to_thread.run_sync(here.approve, who, reference, body, limiter=lane)

    @router.post("/{reference}/refuse", operation_id="refuse_refund", summary="Refuse a refund")
    def refuse(reference: str, who: Approver, body: RefuseRefund | None = None) -> RefundAnswer:
        """Say no. Final; what was asked for can be asked for again."""
        return refunds.refuse(who, reference, body or RefuseRefund())

    @router.post("/{reference}/cancel", operation_id="cancel_refund", summary="Withdraw a refund")
    async def cancel(reference: str, who: Asker) -> RefundAnswer:
        """Withdraw a refund that nobody has approved yet, or take back one that waits for the patient at Stripe."""
        return await anyio.to_thread.run_sync(refunds.cancel, who, reference, limiter=lane)

    return router
