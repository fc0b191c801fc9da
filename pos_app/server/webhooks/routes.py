"""POST /payments/stripe/webhooks: verify, store, answer. What an event says is never believed; see the worker.

Stripe may send hundreds in a second, so ``receive`` stands past the framework (``shortcut``).

And for those who look after the server: the events that wait or were given up.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final, TypeAlias

import structlog
from fastapi import APIRouter, Depends, Path, Query, Request, Response

from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import Bounds, JsonAnswer
from pos_app.server.errors import ApiError
from pos_app.server.gateway import EventForged, EventMalformed, EventNotice, Processor
from pos_app.server.permissions import Action, Principal
from pos_app.server.webhooks.inbox import Inbox
from pos_app.server.webhooks.service import EventService
from pos_app.wire.events import EventPage, EventRow, Received, WaitingState
from pos_app.wire.problems import Code

PATH = "/payments/stripe/webhooks"
WAITING = "/webhooks/events"
BOUNDS = Bounds(256 * 1024, 10.0)
"""Stripe sends an event at once, from fast machines; who takes longer holds a connection, and is not Stripe."""
DESCRIBED = {
    # The route reads the raw bytes, since they are what is signed; so it must say here what it takes.
    "parameters": [{"name": "Stripe-Signature", "in": "header", "required": True, "schema": {"type": "string"}}],
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}},
}
RECEIVE: Final = "receive_event"
"""The operation's id."""
_RECEIVED: Final = Received().model_dump_json().encode()

Receiver: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]
Looker = Annotated[Principal, Depends(allowed(Action.READ_EVENTS))]
Retrier = Annotated[Principal, Depends(allowed(Action.RETRY_EVENTS))]


def receiver(processor: Processor, inbox: Inbox, wake: Callable[[], None]) -> Receiver:
    """``wake`` tells the worker that there is something to do."""
    log = structlog.get_logger("webhooks")

    def verified(body: bytes, signature: str) -> EventNotice | None:
        """None for another mode's. Raises ApiError."""
        try:
            notice = processor.verify_event(body, signature)
        except EventForged as error:
            detail = "The signature is missing, wrong or too old."
            raise ApiError(Code.WEBHOOK_SIGNATURE, 400, detail, why=str(error)[:100]) from error
        except EventMalformed as error:
            raise ApiError(Code.WEBHOOK_MALFORMED, 400, "The body is not an event.", why=str(error)[:100]) from error
        if notice.livemode != processor.livemode:
            # 200, or Stripe would keep sending it; it is about another mode's money
            log.warning("webhook_of_other_mode", event_id=notice.id, type=notice.type)
            return None
        return notice

    async def receive(request: Request) -> Response:
        """For Stripe: an event, signed. 200 once it is stored, also when it was stored before."""
        body = await read_body(request)
        # a millisecond at most, even for the largest body: less than changing threads would take
        notice = verified(body, request.headers.get("Stripe-Signature", ""))
        if notice is not None:
            await inbox.stored(notice)
            if notice.subject is not None:
                wake()
        return Response(_RECEIVED, media_type="application/json")

    return receive


def build_router(receive: Receiver, events: EventService) -> APIRouter:
    router = APIRouter(tags=["webhooks"])
    router.add_api_route(
        PATH,
        receive,
        methods=["POST"],
        response_model=Received,
        operation_id=RECEIVE,
        summary="Receive an event of Stripe",
        openapi_extra=DESCRIBED,
    )

    @router.get(WAITING, operation_id="list_events", summary="Events that wait", response_model=EventPage)
    def waiting(_who: Looker, state: Annotated[WaitingState, Query()] = WaitingState.DEAD) -> JsonAnswer:
        """Events of Stripe that are still to be worked on, or that were given up; the longest waiting first."""
        return JsonAnswer(events.page(state))

    @router.post(
        f"{WAITING}/{{event_id}}/retry",
        operation_id="retry_event",
        summary="Try an event again",
        response_model=EventRow,
    )
    def retry(who: Retrier, event_id: Annotated[str, Path(max_length=255)]) -> JsonAnswer:
        """What the event is about is read from Stripe again, at once. One that is done stays done."""
        return JsonAnswer(events.retry(who, event_id))

    return router


async def read_body(request: Request) -> bytes:
    """The raw body, refused before it is complete when it is too large."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BOUNDS.size:
            detail = f"An event has {BOUNDS.size} bytes at most."
            raise ApiError(Code.TOO_LARGE, 413, detail, headers={"Connection": "close"})
        parts.append(part)
    return b"".join(parts)
