"""The sandbox's own address in what it says: filled in when an answer leaves, never stored.

So a folder of data outlives a change of port, and a client behind a forwarded port gets links that it can open.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request

PLACEHOLDER: Final = "http://this-sandbox.invalid"
"""Stands for the address in everything that is kept. The domain .invalid belongs to nobody (RFC 2606)."""
_HOST: Final = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?", re.ASCII)


def filled(body: bytes, base_url: str) -> bytes:
    return body.replace(PLACEHOLDER.encode(), base_url.encode())


def of_request(request: Request, otherwise: str) -> str:
    """The address the request came to, as its client wrote it; ``otherwise`` where that is no address."""
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}" if _HOST.fullmatch(host) else otherwise
