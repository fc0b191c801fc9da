"""Every request of our gateway, and every answer of the sandbox, against Stripe's own published shapes.

The checker and Stripe's document are not part of this repository; where they are not at hand, this is skipped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from pos_app.server.gateway import CardDeclined, NewIntent, ProcessorRefused
from pos_app.server.gateway.stripe_service import StripeService
from tests.support.processes import REPO, SECRET_KEY, Sandbox, free_port
from tests.support.waiting import until

CHECKER = REPO.parent / "shared" / "stripe" / "stripe_contract.py"
pytestmark = pytest.mark.skipif(not CHECKER.is_file(), reason="the checker of Stripe's published shapes is not at hand")


@contextmanager
def checked(upstream: str, folder: Path) -> Iterator[str]:
    """A proxy before ``upstream`` that checks all that passes."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, CHECKER, "serve", "--upstream", upstream, "--port", str(port)]
    with (folder / "checker.log").open("wb") as log:
        process = subprocess.Popen([*command, "--log", folder / "checked.jsonl"], stdout=log, stderr=log)
    try:
        until(lambda: _answers(url), "the checker listens")
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/__contract/summary").status_code == 200
    except httpx.TransportError:
        return False


def test_what_we_send_and_what_the_sandbox_answers_are_stripes_shapes(sandbox: Sandbox, tmp_path: Path) -> None:
    with checked(sandbox.url, tmp_path) as url:
        stripe = StripeService(SECRET_KEY, (), url)
        began = datetime.now(UTC)

        def new(amount: int = 14800, customer: str = "") -> str:
            attempt = str(uuid4())
            wanted = NewIntent(attempt, "inv-1", amount, "usd", customer, save_payment_method=bool(customer))
            made = stripe.create_intent(wanted, f"{attempt}:create")
            assert stripe.create_intent(wanted, f"{attempt}:create").id == made.id
            found = stripe.find_intent(attempt, began)
            assert found is not None
            assert found.id == made.id
            return made.id

        paid = new()
        assert stripe.confirm_intent(paid, "pm_card_visa", "k1").status == "succeeded"
        read = stripe.read_intent(paid)
        assert (read.amount_received, read.card.last4 if read.card else "") == (14800, "4242")

        declined = new()
        with pytest.raises(CardDeclined) as refusal:
            stripe.confirm_intent(declined, "pm_card_visa_chargeDeclinedInsufficientFunds", "k2")
        assert refusal.value.decline_code == "insufficient_funds"
        error = stripe.read_intent(declined).error
        assert error is not None
        assert error.charge == refusal.value.charge

        bank = new()
        asked = stripe.confirm_intent(bank, "pm_card_authenticationRequired", "k3", return_url="https://pos.example/")
        assert asked.status == "requires_action"
        assert stripe.cancel_intent(bank, "k4").status == "canceled"
        with pytest.raises(ProcessorRefused):
            stripe.cancel_intent(paid, "k5")

        customer = stripe.create_customer("patient-1", "k6").id
        saved = new(customer=customer)
        assert stripe.confirm_intent(saved, "pm_card_mastercard", "k7").customer == customer
        with pytest.raises(ProcessorRefused) as small:
            new(amount=1)
        assert small.value.code == "amount_too_small"

        summary = httpx.get(f"{url}/__contract/summary").json()
    assert not _issues(tmp_path / "checked.jsonl"), summary


def _issues(log: Path) -> list[str]:
    found = []
    lines = log.read_text().splitlines()
    assert len(lines) > 15, "the checker saw nothing"
    for line in lines:
        entry = json.loads(line)
        found += [f"{entry.get('method')} {entry.get('path')}: {issue}" for issue in entry.get("issues", [])]
    return found
