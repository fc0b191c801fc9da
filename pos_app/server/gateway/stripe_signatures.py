"""Whether a webhook is Stripe's word."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

import stripe

from pos_app.server.gateway.errors import EventForged, EventMalformed

EVENT_TOLERANCE_SECONDS: Final = 300


def signed_text(body: bytes, signature: str, secrets: Sequence[str]) -> str:
    """The body as text, once one of the secrets has signed it, lately. Raises EventForged or EventMalformed."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EventMalformed("the body is not UTF-8") from error
    if not signature.isascii():  # the library's comparison knows ASCII only
        raise EventForged("the signature header is not ASCII")
    reasons: list[str] = []
    for secret in secrets:
        try:
            stripe.WebhookSignature.verify_header(text, signature, secret, EVENT_TOLERANCE_SECONDS)
        except stripe.SignatureVerificationError as error:
            reasons.append(str(error.user_message))
            continue
        # The library lets timestamps of the future pass; a delivery kept for later is a replay too.
        stamp = next(int(part[2:]) for part in signature.split(",") if part.startswith("t="))
        if stamp > time.time() + EVENT_TOLERANCE_SECONDS:
            raise EventForged("the timestamp lies in the future")
        return text
    raise EventForged(reasons[0] if reasons else "no webhook secret is configured")
