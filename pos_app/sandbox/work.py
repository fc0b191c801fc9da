"""One operation's hold on the sandbox: objects, events, the account book and what happens later.

Everything an operation does goes through its ``Work`` and is written in one transaction, the answer under the
idempotency key included.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any, Final

from pos_app.sandbox import addresses, ids
from pos_app.sandbox.cards import Cards, Decline
from pos_app.sandbox.errors import Json, invalid, missing
from pos_app.sandbox.pace import Pace
from pos_app.sandbox.store import Store

API_VERSION: Final = "2026-10-28.endive"

NOUNS: Final = {
    "payment_intent": "payment_intent",
    "payment_method": "PaymentMethod",
    "setup_intent": "setupintent",
    "terminal.reader": "terminal.reader",
}
"""How Stripe spells an object in "No such ...", where it is not the object's own name."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose key, path and parameters were found good."""

    operation: str
    params: Json
    ids: tuple[str, ...] = ()
    publishable: bool = False
    publishable_secret: str = ""
    """The client_secret a browser came with."""

    @property
    def id(self) -> str:
        return self.ids[0]


@dataclass(slots=True)
class Work:
    """See the module. ``now`` is whole seconds since 1970."""

    store: Store
    cards: Cards
    pace: Pace
    request_id: str | None = None
    idempotency_key: str | None = None
    processing: float | None = None
    """Seconds a confirmed payment is to hang in ``processing``: asked for by a fault."""
    refund_requires_action: bool = False
    """The refund waits for the customer to say where the money shall go: asked for by a fault."""
    decline: Decline | None = None
    """The issuer's no, whatever the card: asked for by a fault."""
    now: int = field(default_factory=lambda: int(time.time()))

    @property
    def base_url(self) -> str:
        """Stands for the sandbox's address, which is filled in when an answer leaves."""
        return addresses.PLACEHOLDER

    # objects

    def get(self, kind: str, ident: str, param: str = "id") -> Json:
        """Raises ApiError ``resource_missing``."""
        found = self.store.object(ident)
        if found is None or found["object"] != kind:
            raise missing(NOUNS.get(kind, kind), ident, param)
        return found

    def find(self, ident: str | None) -> Json | None:
        """Any object, or None."""
        return self.store.object(ident) if ident else None

    def hidden(self, obj: Json) -> Json:
        return self.store.hidden(str(obj["id"]))

    def put(self, obj: Json, hidden: Json | None = None) -> Json:
        """Write; ``hidden`` None leaves what was hidden as it was."""
        self.store.put(str(obj["id"]), obj, hidden)
        return obj

    def all(self, kind: str, **filters: str) -> list[Json]:
        """Newest first, all of them."""
        return self.store.page(kind, filters, (0, 2**62), None, None, 100_000)

    # what follows

    def emit(self, kind: str, obj: Json, previous: Json | None = None) -> Json:
        """Write an event with ``obj`` as it is now, and a delivery for each endpoint that wants it."""
        endpoints = [
            endpoint
            for endpoint in self.all("webhook_endpoint")
            if endpoint["status"] == "enabled"
            and ("*" in endpoint["enabled_events"] or kind in endpoint["enabled_events"])
        ]
        data: Json = {"object": obj}
        if previous is not None:
            data["previous_attributes"] = previous
        event: Json = {
            "id": ids.new("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": self.now,
            "data": data,
            "livemode": False,
            "pending_webhooks": len(endpoints),
            "request": {"id": self.request_id, "idempotency_key": self.idempotency_key},
            "type": kind,
        }
        self.put(event)
        for endpoint in endpoints:
            self.store.run(
                "INSERT INTO deliveries (event, type, endpoint, due) VALUES (?, ?, ?, ?)",
                (event["id"], kind, endpoint["id"], time.time()),
            )
        return event

    def changed(self, kind: str, obj: Json, **before: Any) -> Json:
        """An ``.updated`` event, ``before`` holding the values that were there."""
        return self.emit(kind, obj, before)

    def later(self, seconds: float, kind: str, **body: Any) -> None:
        """Have ``kind`` (see later.py) done in ``seconds``, or sooner when the clock is advanced."""
        self.store.run(
            "INSERT INTO jobs (due, kind, body) VALUES (?, ?, ?)", (time.time() + seconds, kind, json.dumps(body))
        )

    def book(self, kind: str, amount: int, currency: str, **more: Any) -> None:
        """A line in the account book: ``amount`` minor units moved, always positive; ``kind`` gives the direction."""
        line = {
            "id": ids.new("led", 16),
            "at": time.time(),
            "kind": kind,
            "amount": amount,
            "currency": currency,
            "request": self.request_id,
            "idempotency_key": self.idempotency_key,
            **more,
        }
        self.store.run("INSERT INTO ledger (line) VALUES (?)", (json.dumps(line),))


def merge_metadata(old: Json | None, new: Json | str | None) -> Json:
    """Stripe's rule: keys are merged, an empty value takes its key away, an empty hash takes all."""
    if new is None:
        return dict(old or {})
    if isinstance(new, str):
        return {}
    merged = {**(old or {}), **{name: str(value) for name, value in new.items() if value != ""}}
    return {name: value for name, value in merged.items() if name not in new or new[name] != ""}


def email(value: str, param: str = "email") -> str | None:
    """A mail address, or None for the empty string that unsets it."""
    if value == "":
        return None
    name, at, host = value.partition("@")
    if not (name and at and "." in host) or any(char.isspace() for char in value) or len(value) > 512:
        raise invalid(f"Invalid email address: {value[:100]}", param=param, code="email_invalid")
    return value


def address(given: Json | str | None) -> Json | None:
    """All six fields of an address, or None."""
    if not given or isinstance(given, str):
        return None
    return {name: given.get(name) or None for name in ("city", "country", "line1", "line2", "postal_code", "state")}


def shipping(given: Json | str | None) -> Json | None:
    if not given or isinstance(given, str):
        return None
    return {
        "address": address(given.get("address")),
        "carrier": given.get("carrier"),
        "name": given.get("name"),
        "phone": given.get("phone"),
        "tracking_number": given.get("tracking_number"),
    }
