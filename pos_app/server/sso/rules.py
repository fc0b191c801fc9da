"""What a log-in at an identity provider goes through, how long it lives, and the code both screens show. Pure."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import Final

LASTS: Final = timedelta(minutes=5)
"""From the start to the claim."""
KEPT: Final = timedelta(days=1)
"""How long what has ended stays in the table."""
OF_AN_ADDRESS: Final = 60
"""Log-ins under way from one address: all tills of a hospital may share one."""
OF_ALL: Final = 300
SIGNS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Told apart when read aloud or on paper."""


class State(StrEnum):
    BEGUN = "begun"
    ASKED = "asked"  # the browser is back, and the provider is being asked who it was: once only
    IDENTIFIED = "identified"  # an account of ours, and its person has yet to confirm the code
    CONFIRMED = "confirmed"
    CLAIMED = "claimed"
    REFUSED = "refused"  # nobody who may come in here this way
    DENIED = "denied"  # by the person, at the provider or on our page
    FAILED = "failed"  # the provider did not answer, or not as it should


class Why(StrEnum):
    """Why somebody was not let in, for the audit log alone: whoever asks hears one sentence for all of them."""

    UNKNOWN = "no_account"
    NOT_MARKED = "not_marked"
    DISABLED = "disabled"
    OTHER_SUBJECT = "linked_to_another"


def pairing_code(choose: Callable[[str], str]) -> str:
    """Six signs in two groups. ``choose`` draws one of a text."""
    drawn = [choose(SIGNS) for _ in range(6)]
    return f"{''.join(drawn[:3])}-{''.join(drawn[3:])}"


def derived(key: bytes, purpose: str, state: str) -> str:
    """A secret of one log-in that every server process finds from its ``state``, and nobody else: 256 bits."""
    found = hmac.new(key, f"{purpose}|{state}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(found).decode().rstrip("=")
