"""What a merchant's side does in these tests: make intents, offer pages, ask how it ended."""

from __future__ import annotations

from itertools import count
from typing import Any

import httpx

from pos_app.server.customers.consents import words
from tests.browser.page_server import Pages
from tests.support.processes import PUBLISHABLE_KEY

HOSPITAL = "Larkfield General Hospital"
PAYS = "4242424242424242"
NO_FUNDS = "4000000000009995"
BANK_CHECK = "4000002760003184"

# A page of somebody else's, with no policy: Stripe.js alone, and a form to mount an Element in.
MERCHANT = """<!doctype html><html><head><meta charset="utf-8"><title>Merchant</title>
<script src="{stripe_js}"></script></head><body>
<input id="before"><form id="form"><div id="element"></div><button>Pay</button></form><input id="after">
</body></html>"""


class Shop:
    def __init__(self, api: httpx.Client, control: httpx.Client, pages: Pages) -> None:
        self.api = api
        self.control = control
        self.pages = pages
        self._numbers = count(1)

    def intent(self, **more: str) -> dict[str, Any]:
        data = {"amount": "14800", "currency": "usd", "automatic_payment_methods[enabled]": "true", **more}
        return self._json(self.api.post("/v1/payment_intents", data=data))

    def read(self, intent: str) -> dict[str, Any]:
        return self._json(self.api.get(f"/v1/payment_intents/{intent}"))

    def charges(self, intent: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._json(self.api.get("/v1/charges", params={"payment_intent": intent}))["data"]
        return found

    def post(self, path: str, **data: str) -> dict[str, Any]:
        return self._json(self.api.post(path, data=data))

    def fault(self, on: str, do: str, times: int = 1) -> None:
        self.control.post("/faults", json={"on": on, "do": do, "times": times}).raise_for_status()

    def asked(self, path: str) -> list[dict[str, Any]]:
        """The requests the sandbox has had for this path, newest first."""
        found = self._json(self.control.get("/requests"))
        requests = found["requests"] if isinstance(found, dict) else found
        return [request for request in requests if request["path"] == path]

    def pay_page(self, secret: str, *, ask: bool = False, session: str | None = None, **query: str) -> str:
        """The address of a pay page; ``view``, ``theme`` and ``locale`` as the till would ask for them."""
        name = str(next(self._numbers))
        said = words(query.get("locale", "en"), "till" if query.get("view") == "till" else "phone", HOSPITAL)
        self.pages.data[name] = {
            "publishableKey": PUBLISHABLE_KEY,
            "clientSecret": secret,
            "amountText": "$148.00",
            "currency": "usd",
            "invoiceNumber": "INV-20418",
            "hospital": HOSPITAL,
            "test": True,
            "customerSession": session,
            "keeping": {"short": said.short, "long": said.long} if ask else None,
        }
        return str(httpx.URL(f"{self.pages.origin}/pay/{name}", params=query))

    def merchant_page(self, path: str = "/shop") -> str:
        self.pages.html[path] = MERCHANT.format(stripe_js=self.pages.stripe_js)
        return self.pages.origin + path

    @staticmethod
    def _json(answer: httpx.Response) -> Any:
        answer.raise_for_status()
        return answer.json()
