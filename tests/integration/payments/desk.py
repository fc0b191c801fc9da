"""What tests of payments do at a front desk, and what they read from the sandbox, which is the judge of money."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx
from sqlalchemy import select

from pos_app.money import Money
from pos_app.server.auth.passwords import Passwords
from pos_app.server.db import Database
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.rules import Account
from pos_app.server.models import MoneyException, Payment, Receipt, Site, StripePaymentIntent, StripeRefund, User
from tests.support.processes import SECRET_KEY, WEBHOOK_PATH, Program, Stack
from tests.support.waiting import until

INTENTS = "/payments/stripe/payment-intents"
REFUNDS = "/payments/stripe/refunds"
T = TypeVar("T")
Json = dict[str, Any]


class Desk:
    def __init__(self, stack: Stack, folder: Path) -> None:
        self.stack = stack
        self.folder = folder
        self.database = Database(stack.database_url)
        self.till = stack.client("cashier", till="Front desk 3")
        self.control = httpx.Client(base_url=stack.sandbox.control, timeout=30)
        self.stripe = httpx.Client(
            base_url=stack.sandbox.url, headers={"Authorization": f"Bearer {SECRET_KEY}"}, timeout=30
        )
        self.supervisor = stack.client("supervisor", till="Office")
        self._invoices = self._open_invoices()

    def close(self) -> None:
        for client in (self.till, self.supervisor, self.control, self.stripe):
            client.close()
        self.database.close()

    def calm(self) -> None:
        self.control.delete("/faults").raise_for_status()
        self.control.post(
            "/webhooks", json={"deliver": True, "duplicate": 0, "shuffle": False, "delay": 0}
        ).raise_for_status()

    def _open_invoices(self) -> list[Json]:
        found = self.till.get("/invoices", params={"status": "open", "site": "mine", "limit": 100}).json()["items"]
        return [
            i
            for i in found
            if i["state"] == "open" and i["paid"]["amount_minor"] == 0 and i["due"]["amount_minor"] >= 1000
        ]

    def invoice(self) -> Json:
        """An open invoice of North Wing that no other test uses."""
        return self._invoices.pop()

    def body(self, invoice: Json, **other: Any) -> Json:
        return {
            "invoice_id": invoice["id"],
            "patient_id": invoice["patient_id"],
            "amount": invoice["due"]["amount"],
            "currency": invoice["currency"],
            **other,
        }

    def create(
        self, invoice: Json, key: str | None = None, till: httpx.Client | None = None, **other: Any
    ) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return (till or self.till).post(INTENTS, json=self.body(invoice, **other), headers=headers)

    def opened(self, invoice: Json, **other: Any) -> Json:
        answer = self.create(invoice, str(uuid4()), **other)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def confirm(self, attempt: str, method: str | None = None, till: httpx.Client | None = None) -> httpx.Response:
        url = f"{INTENTS}/{attempt}/confirm"
        if method is None:
            return (till or self.till).post(url)
        return (till or self.till).post(url, json={"payment_method_id": method})

    def cancel(self, attempt: str) -> httpx.Response:
        return self.till.post(f"{INTENTS}/{attempt}/cancel")

    def link(self, attempt: str, till: httpx.Client | None = None) -> str:
        """The address of a new link for the patient's phone."""
        answer = (till or self.till).post(f"{INTENTS}/{attempt}/pay-link")
        assert answer.status_code == 201, answer.text
        return str(answer.json()["url"])

    def read(self, attempt: str, **query: Any) -> Json:
        answer = self.till.get(f"{INTENTS}/{attempt}", params=query)
        answer.raise_for_status()
        return dict(answer.json())

    def becomes(self, attempt: str, *states: str, seconds: float = 30) -> Json:
        """Waits until the attempt is in one of ``states``."""

        def look() -> Json | None:
            found = self.read(attempt)
            return found if found["state"] in states else None

        found = until(look, f"attempt is {states}", seconds)
        assert found is not None
        return found

    def given_up(self, attempt: str, state: str = "cancelled") -> None:
        """The attempt's lease ends and the server looks at it: now, and again where news of it has put that off."""

        def ended() -> bool:
            now = datetime.now(UTC)
            with self.database.write() as session:
                found = session.get_one(StripePaymentIntent, attempt)
                if found.live and found.lease_expires_at > now:
                    found.lease_expires_at = now - timedelta(seconds=1)
                if found.live and (found.next_check_at is None or found.next_check_at > now):
                    found.next_check_at = now
                return found.state == state

        until(ended, f"the attempt is {state}", step=0.2)

    def detail(self, invoice: Json) -> Json:
        answer = self.till.get(f"/invoices/{invoice['id']}")
        answer.raise_for_status()
        return dict(answer.json())

    def fault(self, on: str, do: str, **other: Any) -> None:
        self.control.post("/faults", json={"on": on, "do": do, **other}).raise_for_status()

    def webhooks(self, **manner: Any) -> None:
        self.control.post("/webhooks", json=manner).raise_for_status()

    def pay_on_the_page(self, stripe_id: str, method: str = "pm_card_visa") -> httpx.Response:
        """What the patient's browser does: Stripe hears of the card, we don't."""
        return self.stripe.post(f"/v1/payment_intents/{stripe_id}/confirm", data={"payment_method": method})

    def pay_quietly(self, stripe_id: str) -> None:
        """As above, with nobody looking at what comes back."""
        with contextlib.suppress(httpx.TransportError):
            self.pay_on_the_page(stripe_id)

    def intents(self, invoice: Json) -> list[Json]:
        """Every payment intent the sandbox has for an invoice."""
        found = self.stripe.get("/v1/payment_intents", params={"limit": 100}).json()["data"]
        return [i for i in found if i["metadata"].get("invoice_id") == invoice["id"]]

    def charges(self, invoice: Json) -> list[Json]:
        """Lines of the sandbox's own account book."""
        lines = [json.loads(line) for line in self.stack.sandbox.ledger.read_text().splitlines()]
        return [
            line for line in lines if line["kind"] == "charge" and line["metadata"].get("invoice_id") == invoice["id"]
        ]

    def payments(self, invoice: Json) -> list[Payment]:
        with self.database.read() as session:
            return list(session.scalars(select(Payment).where(Payment.invoice_id == invoice["id"])))

    def exceptions(self, invoice: Json) -> list[MoneyException]:
        with self.database.read() as session:
            return list(session.scalars(select(MoneyException).where(MoneyException.invoice_id == invoice["id"])))

    def receipt_numbers(self) -> list[int]:
        with self.database.read() as session:
            return sorted(session.scalars(select(Receipt.sequence)))

    def event(self, stripe_id: str, **other: Any) -> bytes:
        body = {
            "id": f"evt_{uuid4().hex}",
            "object": "event",
            "type": "payment_intent.succeeded",
            "livemode": False,
            "data": {"object": {"id": stripe_id, "object": "payment_intent", "status": "succeeded"}},
            **other,
        }
        return json.dumps(body).encode()

    def deliver(self, body: bytes, signature: str | None = None) -> httpx.Response:
        """A webhook delivery, signed with the endpoint's own secret unless told otherwise."""
        headers = {"Stripe-Signature": self.sign(body) if signature is None else signature}
        return httpx.post(self.stack.url + WEBHOOK_PATH, content=body, headers=headers, timeout=30)

    def sign(self, body: bytes, secret: str | None = None, at: float | None = None) -> str:
        stamp = str(int(time.time() if at is None else at))
        key = self.stack.env["STRIPE_WEBHOOK_SECRET"] if secret is None else secret
        made = hmac.new(key.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        return f"t={stamp},v1={made}"

    def paid(self, amount: str = "100.00", method: str = "pm_card_visa") -> Json:
        """A card payment that has succeeded, of an invoice that no other test uses."""
        enough = Money.parse(amount, "usd").minor
        fitting = [i for i in self._invoices if i["currency"] == "usd" and i["due"]["amount_minor"] >= enough]
        smallest = min(fitting, key=lambda one: one["due"]["amount_minor"])
        self._invoices.remove(smallest)
        attempt = self.opened(smallest, amount=amount)
        self.confirm(attempt["id"], method).raise_for_status()
        return self.becomes(attempt["id"], "succeeded")

    def ask(
        self, payment: Json, amount: str | None = "10.00", key: str | None = None, till: httpx.Client | None = None,
        **other: Any,
    ) -> httpx.Response:  # fmt: skip
        body = {"payment_intent_id": payment["id"], "reason": "Paid twice", **other}
        if amount is not None:
            body["amount"] = amount
        headers = {"Idempotency-Key": key} if key else {}
        return (till or self.till).post(REFUNDS, json=body, headers=headers)

    def asked(self, payment: Json, amount: str | None = "10.00", **other: Any) -> Json:
        answer = self.ask(payment, amount, str(uuid4()), **other)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def approve(self, refund: Json, who: httpx.Client | None = None, **other: Any) -> httpx.Response:
        body = {"amount": refund["amount"], **other}
        return (who or self.supervisor).post(f"{REFUNDS}/{refund['id']}/approve", json=body)

    def cancel_refund(self, refund: Json) -> None:
        self.till.post(f"{REFUNDS}/{refund['id']}/cancel").raise_for_status()

    def refunded(self, payment: Json, amount: str | None = "10.00") -> Json:
        """Asked for and approved; whatever came of it."""
        answer = self.approve(self.asked(payment, amount))
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def refund(self, refund: Json | str) -> Json:
        ident = refund if isinstance(refund, str) else refund["id"]
        answer = self.till.get(f"{REFUNDS}/{ident}")
        answer.raise_for_status()
        return dict(answer.json())

    def refund_becomes(self, refund: Json | str, *states: str, seconds: float = 45) -> Json:
        def look() -> Json | None:
            found = self.refund(refund)
            return found if found["state"] in states else None

        found = until(look, f"refund is {states}", seconds)
        assert found is not None
        return found

    def look_now(self, refund: Json | str) -> None:
        """The background worker's next look at a refund is due."""
        ident = refund if isinstance(refund, str) else refund["id"]
        with self.database.write() as session:
            row = session.get_one(StripeRefund, ident)
            row.next_check_at = row.created_at

    def stripe_refunds(self, payment: Json) -> list[Json]:
        """Every refund the sandbox has of a payment."""
        found = {"payment_intent": payment["stripe_payment_intent_id"], "limit": 100}
        return list(self.stripe.get("/v1/refunds", params=found).json()["data"])

    def given_back(self, payment: Json) -> int:
        """What the sandbox's own account book says was given back of a payment and stayed so, minor units."""
        lines = [json.loads(line) for line in self.stack.sandbox.ledger.read_text().splitlines()]
        mine = [line for line in lines if line.get("payment_intent") == payment["stripe_payment_intent_id"]]
        sign = {"refund": 1, "refund_failed": -1}
        return sum(sign.get(line["kind"], 0) * line["amount"] for line in mine)

    def held(self, account: Account, payment: Json) -> int:
        """What an account of our ledger holds of the payment's invoice, minor units."""
        with self.database.read() as session:
            return ledger.held(session, account, payment["currency"], invoice_id=payment["invoice_id"])

    def of(self, payment: Json) -> Json:
        """The invoice of a payment, in full."""
        return self.detail({"id": payment["invoice_id"]})

    def odd(self, payment: Json, *, still: bool = True) -> list[str]:
        """Kinds of what is before a supervisor about the payment's invoice."""
        found = self.exceptions({"id": payment["invoice_id"]})
        return sorted(one.kind for one in found if not still or one.resolved_at is None)

    def colleague(self, username: str, role: str, site: str | None = "North Wing") -> httpx.Client:
        """Another person who works here, logged in."""
        with self.database.write() as session:
            if session.scalar(select(User.id).where(User.username == username)) is None:
                row = User(
                    username=username,
                    display_name=username.title(),
                    password_hash=Passwords().hash(f"sample-{username}"),
                    role=role,
                    created_at=datetime.now(UTC),
                )
                row.sites = list(session.scalars(select(Site).where(Site.name == site)))
                session.add(row)
        return self.stack.client(username, till="Somewhere")

    def restart(self) -> None:
        """The server again on its port, after it was killed."""
        port = self.stack.url.rsplit(":", 1)[1]
        args = ["server", "--host", "127.0.0.1", "--port", port, "--demo"]
        self.stack.server.__init__(args, self.folder, self.stack.env)  # type: ignore[misc]
        self.stack.server.addresses("ready")


def at_once(work: Callable[[int], T], count: int) -> list[T]:
    """``work(0..count-1)``, all at the same time."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count)))


def codes(answers: Sequence[httpx.Response]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


__all__ = ["INTENTS", "REFUNDS", "Desk", "Json", "Program", "at_once", "codes"]
