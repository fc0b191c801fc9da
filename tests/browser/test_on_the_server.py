"""The pay page as the real server hands it out: its policy, its fonts, its data."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.shop import PAYS
from tests.browser.window import CARD, Window
from tests.support.processes import Stack, running_stack


@pytest.fixture
def hospital(tmp_path: Path) -> Iterator[Stack]:
    with running_stack(tmp_path, f"sqlite:///{tmp_path / 'hmis.sqlite'}") as found:
        yield found


@pytest.mark.parametrize("view", ["till", "phone"])
def test_a_card_pays_an_invoice(window: Window, hospital: Stack, view: str) -> None:
    window.forgive("Unrecognized feature: 'payment'")  # Qt's Chromium is built without the Payment Request API
    with contextlib.closing(hospital.client("cashier")) as api:
        invoice = api.get("/invoices", params={"status": "open"}).raise_for_status().json()["items"][0]
        detail = api.get(f"/invoices/{invoice['id']}").raise_for_status().json()
        wanted = {
            "invoice_id": detail["id"],
            "patient_id": detail["patient"]["id"],
            "amount": "1.00",
            "currency": detail["currency"],
        }
        attempt = api.post("/payments/stripe/payment-intents", json=wanted).raise_for_status().json()
        window.open(f"{attempt['pay_url']}?view={view}&theme=dark&locale=en")
        window.focus_card()
        assert window.js("[...document.fonts].some((f) => f.family === 'Inter' && f.status === 'loaded')", CARD) is True
        window.fill_card(PAYS)
        window.wait_step("complete")
        window.page.runJavaScript("hmisPay.submit()")
        window.wait_step("handback")
        after = api.post(f"/payments/stripe/payment-intents/{attempt['id']}/confirm", json={}).raise_for_status()
        assert after.json()["state"] == "succeeded"
