"""What the pay page may open and fetch. Rules alone, over addresses; :mod:`card_engine` enforces them.

The page itself talks to its own server and to the processor, and to nobody else.  What it frames (the card fields,
and inside them the bank's own page during a bank check, whose address nobody knows beforehand) may be any https page,
but never the server: a frame can't act as the hospital.  Plain http is for this computer alone.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QUrl

STRIPE: Final = ("stripe.com", "stripe.network", "hcaptcha.com")
"""Domains that Stripe.js loads from and talks to, with all below them."""
INLINE: Final = frozenset(["data", "blob"])
BLANK: Final = "about:blank"
PAY_PATH: Final = "/pay/"
WAITING_PATH: Final = "/pay/waiting"
"""The pay page before there is a payment."""
STATIC_PATH: Final = "/pay-static/"
"""Fonts and the like, for anyone: the card fields are set in them too."""
LONGEST_FRAGMENT: Final = 64


def origin(url: QUrl) -> str:
    """As "https://billing.example:8443", the default port written out; empty for what has no origin."""
    scheme = url.scheme().lower()
    if scheme not in ("http", "https", "ws", "wss") or not url.host():
        return ""
    default = 443 if scheme in ("https", "wss") else 80
    return f"{scheme}://{url.host().lower()}:{url.port(default)}"


def is_loopback(url: QUrl) -> bool:
    host = url.host().lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_safe(url: QUrl) -> bool:
    """Encrypted, or not leaving this computer."""
    scheme = url.scheme().lower()
    return scheme in ("https", "wss") or (scheme in ("http", "ws") and is_loopback(url))


@dataclass(frozen=True, slots=True)
class Cage:
    """``server``: where the pay page lives. ``scripts``: further origins that may serve Stripe.js (a sandbox)."""

    server: QUrl = field(default_factory=QUrl)
    scripts: tuple[str, ...] = ()

    def may_open(self, url: QUrl) -> bool:
        """The main frame: the server's pay page and nothing else."""
        if url.toString() == BLANK:
            return True
        ours = bool(origin(self.server)) and origin(url) == origin(self.server)
        return ours and is_safe(url) and url.path().startswith(PAY_PATH)

    def may_frame(self, url: QUrl) -> bool:
        """A frame inside the page."""
        if url.toString() in (BLANK, "about:srcdoc"):
            return True
        return is_safe(url) and origin(url) != origin(self.server)

    def may_fetch(self, url: QUrl, initiator: QUrl) -> bool:
        """Anything else. ``initiator`` is the origin of the frame that asks (empty: the browser itself)."""
        if url.scheme().lower() in INLINE:
            return True
        if not is_safe(url):
            return False
        asks = origin(initiator)
        if asks and asks != origin(self.server):
            return origin(url) != origin(self.server) or url.path().startswith(STATIC_PATH)
        return origin(url) == origin(self.server) or self._processor(url)

    def _processor(self, url: QUrl) -> bool:
        host = url.host().lower()
        if url.scheme().lower() in ("https", "wss") and any(host == d or host.endswith("." + d) for d in STRIPE):
            return True
        if origin(url) in self.scripts:
            return True
        # A server on this computer is a demo or a test: its sandbox is on this computer too.
        return is_loopback(url) and is_loopback(self.server)


def hint(url: QUrl, server: QUrl) -> str:
    """The fragment by which the page says how far it is; empty for anything that can't be one."""
    fragment = url.fragment()
    if origin(url) != origin(server) or not url.path().startswith(PAY_PATH):
        return ""
    if len(fragment) > LONGEST_FRAGMENT or not fragment.isascii() or not fragment.replace("-", "").isalnum():
        return ""
    return fragment
