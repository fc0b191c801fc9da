"""Many intentions while everything goes wrong at random, then calm: charged at most once each, recorded exactly once.

The seed is printed; HMIS_SEED replays a run.
"""

from __future__ import annotations

import os
import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.integration.payments.desk import Desk, Json
from tests.support.waiting import until

INTENTIONS = 40
CARDS = ["pm_card_visa", "pm_card_mastercard", "pm_card_visa_chargeDeclined", "pm_card_authenticationRequired"]
WAYS = ["POST /v1/payment_intents", "GET /v1/payment_intents/*", "POST /v1/payment_intents/*/confirm",
        "POST /v1/payment_intents/*/cancel"]  # fmt: skip
BREAKS = [
    "drop_before",
    "drop_after",
    "error_before",
    "error_after",
    "half_after",
    "html_after",
    "delay",
    "delay_after",
]


def break_something(desk: Desk, dice: random.Random) -> None:
    status = dice.choice([500, 503, 429])
    desk.fault(dice.choice(WAYS), dice.choice(BREAKS), times=dice.randint(1, 4), status=status, seconds=0.5)
    if dice.random() < 0.3:
        desk.webhooks(deliver=dice.random() < 0.6, duplicate=dice.randint(0, 2), shuffle=dice.random() < 0.5)


def intention(desk: Desk, invoice: Json, seed: int) -> tuple[Json, str, list[str]]:
    """One cashier who wants one invoice paid, and what they were told succeeded."""
    dice, key = random.Random(seed), str(uuid4())
    told: list[str] = []

    def ask(call: Any, *args: Any) -> httpx.Response | None:
        try:
            answer = call(*args)
        except httpx.TransportError:
            return None
        assert answer.status_code != 500, answer.text
        if answer.status_code < 300 and answer.json()["state"] == "succeeded":
            told.append(key)
        return answer  # type: ignore[no-any-return]  # always a response

    for _ in range(dice.randint(1, 5)):
        break_something(desk, dice)
        opened = ask(desk.create, invoice, key)
        if opened is None or opened.status_code >= 300:
            continue
        stripe_id = opened.json()["stripe_payment_intent_id"]
        match dice.randint(0, 4):
            case 0:
                desk.pay_quietly(stripe_id)
                ask(desk.confirm, key)
            case 1 | 2:
                ask(desk.confirm, key, dice.choice(CARDS))
            case 3:
                ask(desk.cancel, key)
            case 4:
                desk.pay_quietly(stripe_id)
    return invoice, key, told


@pytest.mark.slow
def test_whatever_happens_each_intention_is_charged_once_at_most_and_recorded(desk: Desk) -> None:
    seed = int(os.environ.get("HMIS_SEED") or random.randrange(10**9))
    print(f"HMIS_SEED={seed}")  # noqa: T201 - pytest shows it when the run fails, and it replays the run
    invoices = [desk.invoice() for _ in range(INTENTIONS)]
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda n: intention(desk, invoices[n], seed + n), range(INTENTIONS)))
    desk.calm()
    for invoice, key, told in runs:
        charges = desk.charges(invoice)
        assert len(charges) <= 1
        if told:
            assert len(charges) == 1, "the cashier saw Paid"
        wanted = len(charges)
        until(lambda i=invoice, n=wanted: len(desk.payments(i)) == n, f"the record of {key} agrees", 60)  # type: ignore[misc]
        [payment] = desk.payments(invoice) or [None]
        if payment is not None:
            assert (payment.amount_minor, payment.charge_id) == (charges[0]["amount"], charges[0]["charge"])
            assert desk.read(key)["state"] == "succeeded"
            assert desk.detail(invoice)["due"]["amount_minor"] == 0
        assert desk.exceptions(invoice) == [] or all(e.resolved_at for e in desk.exceptions(invoice))
    numbers = desk.receipt_numbers()
    assert numbers == list(range(1, len(numbers) + 1))
