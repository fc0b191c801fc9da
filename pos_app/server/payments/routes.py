"""The routes of card payments under /payments/stripe/payment-intents."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated
from urllib.parse import urlsplit

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, Header, Query, Request, Response, status

from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import JsonAnswer, StrictRoute
from pos_app.server.clock import Clock
from pos_app.server.errors import ApiError
from pos_app.server.payments.service import PaymentService
from pos_app.server.payments.waiting import Handbacks, HeldAnswers
from pos_app.server.permissions import Action, Principal
from pos_app.wire.payments import ConfirmPaymentIntent, CreatePaymentIntent, PaymentIntentAnswer
from pos_app.wire.problems import Code

PREFIX = "/payments/stripe/payment-intents"
Payer = Annotated[Principal, Depends(allowed(Action.TAKE_PAYMENT))]
Reader = Annotated[Principal, Depends(allowed(Action.READ_INVOICES))]
Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=255, description="The attempt's id: a UUID")]
MAX_VERSION = 2**62
ASKING_AT_ONCE = 32
"""Requests that may wait for Stripe at a time. They have threads of their own, so that looking things up and taking
cash go on however slowly Stripe answers."""


def build_router(
    payments: PaymentService, held: HeldAnswers, handbacks: Handbacks, clock: Clock, public_url: str | None
) -> APIRouter:
    """``public_url``: the base of links to the pay page; None takes the address the request came to."""
    router = APIRouter(prefix=PREFIX, tags=["payments"], route_class=StrictRoute)
    lane = anyio.CapacityLimiter(ASKING_AT_ONCE)

    @router.post(
        "",
        operation_id="create_payment_intent",
        summary="Open a card payment",
        status_code=status.HTTP_201_CREATED,
        responses={200: {"model": PaymentIntentAnswer}},
    )
    async def create(
        body: CreatePaymentIntent, who: Payer, request: Request, response: Response, idempotency_key: Key = None
    ) -> PaymentIntentAnswer:
        """Open a payment attempt: 201, or 200 with the same answer when this key was used for it before.

        `invoice_being_paid` (409): another till has an open attempt. `outcome_unknown` (504): repeat with the same key.
        """
        # Taken before waiting for a thread: requests that come at once are not each other's abandonment.
        asked = clock.now()
        work = partial(payments.create, who, body, idempotency_key, asked, _page_url(request, public_url))
        made = await anyio.to_thread.run_sync(work, limiter=lane)
        response.status_code = status.HTTP_200_OK if made.replayed else status.HTTP_201_CREATED
        return made.answer

    @router.get(
        "/{reference}",
        operation_id="get_payment_intent",
        summary="One card payment",
        response_model=PaymentIntentAnswer,
    )
    async def get(
        reference: str,
        who: Reader,
        wait: Annotated[int, Query(ge=0, le=60, description="Seconds; the answer is held 25 at most")] = 0,
        since: Annotated[int, Query(ge=0, le=MAX_VERSION, description="Hold until the version is above this")] = 0,
    ) -> JsonAnswer:
        """The attempt. With `wait`, held until its version is above `since` or its state is final."""
        return JsonAnswer(await held.get(who, reference, wait, since))

    @router.post("/{reference}/confirm", operation_id="confirm_payment_intent", summary="Confirm a card payment")
    async def confirm(reference: str, who: Payer, body: ConfirmPaymentIntent | None = None) -> PaymentIntentAnswer:
        """Without a body: read from Stripe what became of it. With a payment method: charge it.

        `card_declined` (402): the attempt stays open for another card.
        """
        asked = body or ConfirmPaymentIntent()
        _check_return_url(asked.return_url)
        if asked.payment_method_id is None:
            handbacks.note((await anyio.to_thread.run_sync(payments.read, who, reference)).id)
        return await anyio.to_thread.run_sync(payments.confirm, who, reference, asked, limiter=lane)

    @router.post("/{reference}/cancel", operation_id="cancel_payment_intent", summary="Cancel a card payment")
    async def cancel(reference: str, who: Payer) -> PaymentIntentAnswer:
        """End the attempt. The state in the answer says `succeeded` if the card was quicker."""
        return await anyio.to_thread.run_sync(payments.cancel, who, reference, limiter=lane)

    return router


def _page_url(request: Request, public_url: str | None) -> Callable[[str], str]:
    base = (public_url or str(request.base_url)).rstrip("/")
    return lambda token: f"{base}/pay/{token}"


def _check_return_url(url: str | None) -> None:
    if url is not None and not _is_address(url):
        raise ApiError(Code.MALFORMED, 422, "return_url must be an http(s) address.", fields={"return_url": "not http"})


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no IPv6 address
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
