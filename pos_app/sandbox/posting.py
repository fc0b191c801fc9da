"""One webhook on its way: signed, posted, and the status that came back."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

TIMEOUT: Final = 10.0
_STATUS: Final = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})(?: .*)?\r?\n")
_MOST_ANSWER: Final = 65_536


class NoAnswer(Exception):
    """What came back was no HTTP."""


def signature(secrets: Sequence[str], payload: bytes, now: int) -> str:
    """The ``Stripe-Signature`` header; a ``v1`` for each secret while one is being rolled."""
    signed = f"{now}.".encode() + payload
    digests = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets]
    return ",".join([f"t={now}", *(f"v1={digest}" for digest in digests)])


async def send(url: str, payload: bytes, header: str) -> int:
    """Post one event; the HTTP status. Raises OSError, TimeoutError or NoAnswer. Can be cancelled at any moment."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    host = parts.netloc.rpartition("@")[2]
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    head = (
        f"POST {path} HTTP/1.1\r\n"
        f"Host: {host}\r\n"
        "Content-Type: application/json; charset=utf-8\r\n"
        f"Content-Length: {len(payload)}\r\n"
        "User-Agent: Stripe/1.0 (+https://stripe.com/docs/webhooks)\r\n"
        f"Stripe-Signature: {header}\r\n"
        "Accept: */*\r\n"
        "Connection: close\r\n\r\n"
    )
    async with asyncio.timeout(TIMEOUT):
        reader, writer = await asyncio.open_connection(
            parts.hostname, parts.port or (443 if secure else 80), ssl=secure or None
        )
        try:
            writer.write(head.encode("ascii") + payload)
            await writer.drain()
            try:
                line = await reader.readline()
            except ValueError as error:  # a line without end
                raise NoAnswer("no status line") from error
            found = _STATUS.fullmatch(line)
            if found is None:
                raise NoAnswer(f"no status line: {line[:60]!r}")
            await reader.read(_MOST_ANSWER)
            return int(found[1])
        finally:
            writer.close()
