"""Calls to an identity provider: bounded in time and size, to addresses that can't be listened to."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import httpx

from pos_app.server.settings import LOOPBACK
from pos_app.server.sso.provider import ProviderRefused, ProviderUnreachable

SECONDS: Final = 8.0
"""For one whole call: somebody waits before a browser."""
LARGEST: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """As much of a response as authlib asks for."""

    status_code: int
    content: bytes

    def json(self) -> Any:
        """Raises ValueError."""
        return json.loads(self.content)

    def raise_for_status(self) -> None:
        if self.status_code >= 500:
            raise ProviderUnreachable(f"status {self.status_code}")


def safe(url: object) -> str:
    """``url``, if nobody on the way can read or change what goes there: https, or this very computer.

    Raises ProviderRefused.
    """
    try:
        parts = urlsplit(url if isinstance(url, str) else "")
        _ = parts.port
    except ValueError:
        raise ProviderRefused("it named an address that is none") from None
    host = parts.hostname or ""
    fine = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    if not fine or not host or parts.username is not None or parts.fragment:
        raise ProviderRefused("it named an address that is not https")
    return parts.geturl()


class Calls:
    """Follows no redirect, and believes the certificates that the operating system believes. For many threads."""

    def __init__(self, seconds: float = SECONDS) -> None:  # seconds: for one whole call
        self._seconds = seconds
        self._http = httpx.Client(
            verify=ssl.create_default_context(),
            timeout=httpx.Timeout(seconds, connect=min(seconds, 4.0)),
            headers={"Accept": "application/json", "Accept-Encoding": "identity"},
        )

    def get(self, url: str) -> dict[str, Any]:
        """A JSON object. Raises ProviderTrouble."""
        reply = self._send("GET", url, b"", {})
        reply.raise_for_status()
        if reply.status_code != 200:
            raise ProviderRefused(f"status {reply.status_code}")
        try:
            found = reply.json()
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise ProviderRefused("what came is not a JSON object")
        return found

    def post(self, url: str, *, data: Mapping[str, str], headers: Mapping[str, str], auth: Any, **_: Any) -> Reply:
        """What authlib's client asks of a session. ``auth`` puts the client's secret into what is sent."""
        target, sent, body = auth.prepare("POST", url, dict(headers), urlencode(data))
        return self._send("POST", target, body.encode(), sent)

    def _send(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        ends = time.monotonic() + self._seconds
        received = bytearray()
        try:
            with self._http.stream(method, url, content=body, headers=headers) as answer:
                for chunk in answer.iter_raw():
                    received += chunk
                    if len(received) > LARGEST:
                        raise ProviderRefused("the answer is too large")
                    if time.monotonic() > ends:
                        raise ProviderUnreachable("the answer came too slowly")
                return Reply(answer.status_code, bytes(received))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise ProviderUnreachable(type(error).__name__) from error
