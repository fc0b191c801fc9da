"""Payment attempts that Stripe has heard of, many at once, as if each had been opened at a till; and its events."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlencode
from uuid import uuid4

from sqlalchemy import Table, bindparam, insert, select, update

from pos_app.server.db import Database
from pos_app.server.models import Invoice, Patient, Site, StripePaymentIntent, User
from tests.bench.load import FORM, Client, ask_all, post
from tests.bench.server.places import SECRET
from tests.support.processes import SECRET_KEY, WEBHOOK_PATH, Sandbox

TILL = "Front desk 3"
AUTH = {"Authorization": f"Bearer {SECRET_KEY}"}
CLIENTS = 8


@dataclass(frozen=True)
class Attempt:
    id: str
    invoice_id: str
    intent: Mapping[str, Any]
    """Stripe's, as it was made."""


def opened(database: Database, sandbox: Sandbox, count: int, *, paid: bool) -> list[Attempt]:
    """``count`` invoices, each with an attempt that waits for a card. ``paid``: Stripe has charged it meanwhile."""
    names = [(str(uuid4()), str(uuid4()), 1_000 + number) for number in range(count)]
    requests = [
        post(
            "/v1/payment_intents",
            urlencode(
                {
                    "amount": amount,
                    "currency": "usd",
                    "metadata[attempt_id]": attempt,
                    "metadata[invoice_id]": invoice,
                    "automatic_payment_methods[enabled]": "true",
                    "automatic_payment_methods[allow_redirects]": "never",
                }
            ).encode(),
            FORM,
            AUTH,
        )
        for attempt, invoice, amount in names
    ]
    now = datetime.now(UTC)
    ages = {"created_at": now, "updated_at": now}
    with database.write() as session:
        site = session.scalars(select(Site.id).where(Site.name == "North Wing")).one()
        cashier = session.scalars(select(User.id).where(User.username == "cashier")).one()
        patient = str(uuid4())
        session.execute(
            insert(Patient).values(
                id=patient, source="bench", source_id=patient, mrn=patient, mrn_key="", name="B", name_key="b", **ages
            )
        )
        session.execute(
            insert(Invoice),
            [
                {
                    "id": invoice, "number": f"B{invoice[:12]}", "number_key": f"B{invoice[:12]}",
                    "patient_id": patient, "site_id": site, "service": "Consultation", "service_date": now,
                    "currency": "usd", "gross_minor": amount, "total_minor": amount, "due_minor": amount,
                    "source": "bench", "source_id": invoice, **ages,
                }
                for _, invoice, amount in names
            ],
        )  # fmt: skip
        session.execute(
            insert(StripePaymentIntent),
            [
                {
                    "id": attempt, "request_hash": "-", "invoice_id": invoice,
                    "user_id": cashier, "till": TILL, "amount_minor": amount, "currency": "usd", "state": "submitted",
                    "status": "requires_payment_method", "lease_expires_at": now + timedelta(hours=1),
                    "next_check_at": now + timedelta(seconds=30), **ages,
                }
                for attempt, invoice, amount in names
            ],
        )  # fmt: skip
    # Only now, or the server's own sweeps would come upon intents of no attempt, and end them.
    intents = [json.loads(body) for body in ask_all(sandbox.url, requests, CLIENTS)]
    table = cast(Table, StripePaymentIntent.__table__)
    with database.write() as session:
        session.connection().execute(
            update(table).where(table.c.id == bindparam("attempt")).values(stripe_id=bindparam("intent")),
            [{"attempt": one[0], "intent": intent["id"]} for one, intent in zip(names, intents, strict=True)],
        )
    if paid:  # only now, or the server's own sweeps would come upon money of no attempt
        ask_all(sandbox.url, confirmed([intent["id"] for intent in intents]), CLIENTS)
    return [Attempt(a, i, intent) for (a, i, _), intent in zip(names, intents, strict=True)]


def event(kind: str, about: Mapping[str, Any]) -> bytes:
    """An event as Stripe writes it, about an object of Stripe's."""
    return json.dumps(
        {
            "id": f"evt_{uuid4().hex}",
            "object": "event",
            "api_version": "2026-10-28.endive",
            "created": int(time.time()),
            "type": kind,
            "livemode": False,
            "pending_webhooks": 1,
            "data": {"object": about},
        }
    ).encode()


def told(sandbox: Sandbox, kind: str) -> list[bytes]:
    """All events of a type as Stripe has them on its list: a sweep that comes upon them later finds them known."""
    client, found = Client(sandbox.url), list[bytes]()
    query = {"limit": "100", "type": kind}
    while True:
        page = json.loads(client.ask("GET", f"/v1/events?{urlencode(query)}"))
        found += [json.dumps(one).encode() for one in page["data"]]
        if not page["has_more"]:
            return found
        query["starting_after"] = page["data"][-1]["id"]


def signed(body: bytes, path: str = WEBHOOK_PATH) -> bytes:
    """The request that delivers ``body``. Good for five minutes."""
    stamp = str(int(time.time()))
    made = hmac.new(SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return post(path, body, "application/json", {"Stripe-Signature": f"t={stamp},v1={made}"})


def confirmed(intents: Sequence[str]) -> list[bytes]:
    """Requests by which patients pay these intents on the page: Stripe hears of the card, we don't."""
    body = urlencode({"payment_method": "pm_card_visa"}).encode()
    return [post(f"/v1/payment_intents/{intent}/confirm", body, FORM, AUTH) for intent in intents]
