"""A patient is one Stripe customer: however many ask at once, whatever is lost, and only for who may know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from tests.integration.payments.desk import Desk, at_once, codes
from tests.integration.payments.wallet import CUSTOMERS, Wallet, customers_of, nobody
from tests.support.processes import Program, free_port
from tests.support.waiting import until


@pytest.fixture
def wallet(desk: Desk) -> Wallet:
    return Wallet(desk)


@pytest.fixture(scope="module")
def second(shared_desk: Desk) -> Iterator[str]:
    """The address of a second server on the same database."""
    args = ["server", "--host", "127.0.0.1", "--port", str(free_port()), "--demo"]
    server = Program(args, shared_desk.folder, shared_desk.stack.env, "second")
    try:
        yield server.addresses("ready")["ready"] + "/api/v1"
    finally:
        server.stop()


@pytest.mark.parametrize("crowd", [20, 50])
def test_many_at_once_make_one_customer(wallet: Wallet, second: str, crowd: int) -> None:
    headers = dict(wallet.desk.till.headers)
    bases = (str(wallet.desk.till.base_url), second)
    clients = [httpx.Client(base_url=bases[n % 2], headers=headers, timeout=60) for n in range(crowd)]
    try:
        answers = at_once(lambda n: wallet.ensure(clients[n]), crowd)
    finally:
        for client in clients:
            client.close()
    assert codes(answers) == [200] * crowd
    assert len({a.json()["stripe_customer_id"] for a in answers}) == 1
    assert customers_of(wallet.desk, wallet.patient) == [answers[0].json()["stripe_customer_id"]]


def test_reading_makes_nothing(wallet: Wallet) -> None:
    assert wallet.desk.till.get(f"{CUSTOMERS}/patient/{wallet.patient}").json()["code"] == "not_found"
    assert customers_of(wallet.desk, wallet.patient) == []
    made = wallet.ensure().raise_for_status().json()
    assert wallet.customer == made
    assert made["patient_id"] == wallet.patient


@pytest.mark.parametrize("fault", ["drop_after", "error_after", "half_after"])
def test_after_a_lost_answer_it_is_the_same_customer(wallet: Wallet, fault: str) -> None:
    wallet.desk.fault("POST /v1/customers", fault, times=3)
    first = wallet.ensure()
    wallet.desk.calm()
    if first.status_code != 200:
        assert (first.status_code, first.json()["code"]) == (504, "outcome_unknown")
    if fault != "error_after":  # which Stripe says again for the same key
        again = wallet.ensure()
        assert again.status_code == 200
    assert len(customers_of(wallet.desk, wallet.patient)) == 1


def test_a_customer_deleted_at_stripe_is_made_anew(wallet: Wallet) -> None:
    wallet.keep()
    old = wallet.customer["stripe_customer_id"]
    wallet.desk.webhooks(deliver=False)
    wallet.desk.stripe.delete(f"/v1/customers/{old}").raise_for_status()
    attempt = wallet.open(save_payment_method=True)
    new = wallet.customer["stripe_customer_id"]
    assert new != old
    assert wallet.cards() == []
    wallet.desk.confirm(attempt["id"], "pm_card_mastercard").raise_for_status()
    assert [card["last4"] for card in wallet.cards()] == ["4444"]
    assert customers_of(wallet.desk, wallet.patient) == [new]


def test_cards_of_a_customer_deleted_at_stripe_go_without_a_payment_too(wallet: Wallet) -> None:
    wallet.keep()
    wallet.desk.stripe.delete(f"/v1/customers/{wallet.customer['stripe_customer_id']}").raise_for_status()
    until(lambda: wallet.cards() == [], "the card is gone")


def test_what_is_not_theirs_is_not_there(wallet: Wallet) -> None:
    while len(wallet.sites()) > 1:
        wallet = Wallet(wallet.desk)
    wallet.ensure().raise_for_status()
    customer = wallet.customer
    for name in ("cashier2", "patient"):
        with closing(wallet.desk.stack.client(name)) as other:
            pairs = [
                (other.post(CUSTOMERS, json={"patient_id": it}) for it in (wallet.patient, nobody())),
                (other.get(f"{CUSTOMERS}/patient/{it}") for it in (wallet.patient, nobody())),
                (other.get(f"{CUSTOMERS}/{it}/payment-methods") for it in (customer["id"], nobody())),
                (other.get(f"{CUSTOMERS}/{it}/payment-methods") for it in (customer["stripe_customer_id"], "cus_0")),
            ]
            for theirs, nothing in pairs:
                assert (theirs.status_code, theirs.json()["code"]) == (404, "not_found"), theirs.url
                told = [{k: v for k, v in a.json().items() if k != "instance"} for a in (theirs, nothing)]
                assert told[0] == told[1]
