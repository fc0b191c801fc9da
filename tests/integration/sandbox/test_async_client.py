"""The official SDK's asynchronous client, many payments at once on one event loop."""

from __future__ import annotations

import asyncio

import pytest
import stripe

from tests.integration.sandbox.conftest import KEY
from tests.support.processes import Sandbox

AT_ONCE = 12


async def _pay(client: stripe.StripeClient, number: int) -> tuple[str, str]:
    intent = await client.v1.payment_intents.create_async(
        {"amount": 1000 + number, "currency": "usd", "automatic_payment_methods": {"enabled": True}},
        {"idempotency_key": f"async-{number}"},
    )
    method = "pm_card_visa" if number % 2 else "pm_card_visa_chargeDeclined"
    try:
        done = await client.v1.payment_intents.confirm_async(
            intent.id, {"payment_method": method, "return_url": "https://shop.example/back"}
        )
    except stripe.CardError as error:
        return intent.id, str(error.code)
    return intent.id, done.status


async def _pay_all(url: str) -> list[tuple[str, str]]:
    http = stripe.HTTPXClient(timeout=30)
    client = stripe.StripeClient(KEY, base_addresses={"api": url}, http_client=http)
    try:
        return list(await asyncio.gather(*(_pay(client, number) for number in range(AT_ONCE))))
    finally:
        await http.close_async()


# the SDK hands httpx its form in a way that httpx is about to drop
@pytest.mark.filterwarnings("ignore:Use .content=:DeprecationWarning")
def test_many_payments_at_once_on_one_event_loop(sandbox: Sandbox) -> None:
    outcomes = asyncio.run(_pay_all(sandbox.url))
    assert len({intent for intent, _ in outcomes}) == AT_ONCE
    assert [how for _, how in outcomes] == ["card_declined", "succeeded"] * (AT_ONCE // 2)
