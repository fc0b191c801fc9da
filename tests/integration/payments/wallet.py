"""What tests of customers and kept cards do at a front desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import select

from pos_app.server.models import CardConsent, Invoice
from tests.integration.payments.desk import Desk, Json

CUSTOMERS = "/payments/stripe/customers"
METHODS = "/payments/stripe/payment-methods"


class Wallet:
    """A patient without account who had no customer before, an invoice of theirs and the cards they keep."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        with closing(desk.stack.client("patient")) as home:
            own = {one["patient_id"] for one in home.get("/invoices").raise_for_status().json()["items"]}
        while True:
            self.invoice = desk.invoice()
            if self.invoice["patient_id"] in own or self.invoice["currency"] != "usd":
                continue
            if self._customer().status_code == 404:
                break
        self.patient: str = self.invoice["patient_id"]

    def _customer(self) -> httpx.Response:
        return self.desk.till.get(f"{CUSTOMERS}/patient/{self.invoice['patient_id']}")

    def sites(self) -> set[str]:
        """Where the patient has invoices, and so is known."""
        with self.desk.database.read() as session:
            return set(session.scalars(select(Invoice.site_id).where(Invoice.patient_id == self.patient)))

    @property
    def customer(self) -> Json:
        return dict(self._customer().raise_for_status().json())

    def ensure(self, till: httpx.Client | None = None) -> httpx.Response:
        return (till or self.desk.till).post(CUSTOMERS, json={"patient_id": self.patient})

    def open(self, amount: str = "1.00", **other: Any) -> Json:
        """A part of the invoice, so that there is always more to pay."""
        return self.desk.opened(self.invoice, amount=amount, **other)

    def keep(self, method: str = "pm_card_visa") -> Json:
        """Pay with a card that is to be kept; the card."""
        attempt = self.open(save_payment_method=True)
        self.desk.confirm(attempt["id"], method).raise_for_status()
        return self.cards()[0]

    def charge(self, attempt: Json, card: str) -> httpx.Response:
        """Charge a kept card, as only a supervisor may."""
        return self.desk.confirm(attempt["id"], card, till=self.desk.supervisor)

    def attach(self, method: str) -> str:
        """As in Stripe's dashboard; Stripe's id of the card."""
        path = f"/v1/payment_methods/{method}/attach"
        made = self.desk.stripe.post(path, data={"customer": self.customer["stripe_customer_id"]})
        return str(made.raise_for_status().json()["id"])

    def cards(self) -> list[Json]:
        answer = self.desk.till.get(f"{CUSTOMERS}/{self.customer['id']}/payment-methods")
        return list(answer.raise_for_status().json()["items"])

    def at_stripe(self) -> list[str]:
        path = f"/v1/customers/{self.customer['stripe_customer_id']}/payment_methods"
        return [method["id"] for method in self.desk.stripe.get(path).raise_for_status().json()["data"]]

    def consents(self) -> list[CardConsent]:
        with self.desk.database.read() as session:
            return list(session.scalars(select(CardConsent).where(CardConsent.patient_id == self.patient)))


def customers_of(desk: Desk, patient: str) -> list[str]:
    """Stripe's customers that were made for a patient."""

    def pages() -> Iterator[Json]:
        query: dict[str, Any] = {"limit": 100}
        while True:
            page = desk.stripe.get("/v1/customers", params=query).raise_for_status().json()
            yield from page["data"]
            if not page["has_more"]:
                return
            query["starting_after"] = page["data"][-1]["id"]

    return [customer["id"] for customer in pages() if customer["metadata"].get("patient_id") == patient]


def nobody() -> str:
    return str(uuid4())
