"""POST /payments/stripe/webhooks: verify, store, answer. What an event says is never believed; see the worker."""

from __future__ import annotations

from collections.abc import Callable

import anyio.to_thread
import structlog
from fastapi import APIRouter, Request
from pydantic import BaseModel

from pos_app.server.errors import ApiError
from pos_app.server.gateway import EventForged, EventMalformed, Processor
from pos_app.server.webhooks.inbox import Inbox
from pos_app.wire.problems import Code

PATH = "/payments/stripe/webhooks"
LIMIT = 256 * 1024
DESCRIBED = {
    # The route reads the raw bytes, since they are what is signed; so it must say here what it takes.
    "parameters": [{"name": "Stripe-Signature", "in": "header", "required": True, "schema": {"type": "string"}}],
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}},
}


class Received(BaseModel):
    received: bool = True


def build_router(processor: Processor, inbox: Inbox, wake: Callable[[], None]) -> APIRouter:
    """``wake`` tells the worker that there is something to do."""
    router = APIRouter(tags=["webhooks"])
    log = structlog.get_logger("webhooks")

    def take(body: bytes, signature: str) -> None:
        try:
            notice = processor.verify_event(body, signature)
        except EventForged as error:
            log.warning("webhook_refused", reason=str(error)[:100])
            raise ApiError(Code.WEBHOOK_SIGNATURE, 400, "The signature is missing, wrong or too old.") from error
        except EventMalformed as error:
            log.warning("webhook_malformed", reason=str(error)[:100])
            raise ApiError(Code.WEBHOOK_MALFORMED, 400, "The body is not an event.") from error
        if notice.livemode != processor.livemode:
            # 200, or Stripe would keep sending it; it is about another mode's money
            log.warning("webhook_of_other_mode", event_id=notice.id, type=notice.type)
            return
        if inbox.store(notice):
            wake()

    @router.post(PATH, operation_id="receive_event", summary="Receive an event of Stripe", openapi_extra=DESCRIBED)
    async def webhook(request: Request) -> Received:
        """For Stripe: an event, signed. 200 once it is stored, also when it was stored before."""
        body = await read_body(request)
        signature = request.headers.get("Stripe-Signature", "")
        await anyio.to_thread.run_sync(take, body, signature)
        return Received()

    return router


async def read_body(request: Request) -> bytes:
    """The raw body, refused before it is complete when it is too large."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LIMIT:
            raise ApiError(Code.TOO_LARGE, 413, f"An event has {LIMIT} bytes at most.", headers={"Connection": "close"})
        parts.append(part)
    return b"".join(parts)
