"""Every method of our gateway against a real sandbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from pos_app.server.gateway import (
    CardDeclined,
    IntentSnapshot,
    Kind,
    NewIntent,
    NewRefund,
    ProcessorBusy,
    ProcessorRefused,
    ProcessorUnknown,
    RefundSnapshot,
    Subject,
)
from pos_app.server.gateway.stripe_service import StripeService
from tests.contract.conftest import Account
from tests.support.processes import SECRET_KEY, running_sandbox
from tests.support.waiting import until

BEGAN = datetime.now(UTC) - timedelta(minutes=5)
DAY = 24 * 3600


def later() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=5)


def key() -> str:
    return str(uuid4())


def intent(account: Account, amount: int = 14800, customer: str = "") -> IntentSnapshot:
    new = NewIntent(key(), "inv-1", amount, "usd", customer, "user-1", "Desk 2")
    return account.stripe.create_intent(new, f"{new.attempt_id}:create")


def paid(account: Account, card: str = "pm_card_visa", amount: int = 14800, customer: str = "") -> IntentSnapshot:
    found = account.stripe.confirm_intent(intent(account, amount, customer).id, card, key(), keep=bool(customer))
    assert found.status == "succeeded"
    return found


def refunded(account: Account, card: str = "pm_card_visa", amount: int = 14800) -> RefundSnapshot:
    new = NewRefund(key(), paid(account, card).latest_charge, amount, "requested_by_customer")
    made = account.stripe.create_refund(new, f"refund:{new.refund_id}")
    assert (made.amount, made.currency, made.charge_id) == (amount, "usd", new.charge_id)
    assert (made.refund_id, made.reason) == (new.refund_id, "requested_by_customer")
    assert account.stripe.create_refund(new, f"refund:{new.refund_id}").id == made.id
    return made


def test_an_intent_is_made_once_and_found_by_its_attempt(account: Account) -> None:
    new = NewIntent(key(), "inv-1", 14800, "usd", user_id="user-1", till="Desk 2")
    made = account.stripe.create_intent(new, f"{new.attempt_id}:create")
    assert account.stripe.create_intent(new, f"{new.attempt_id}:create").id == made.id
    found = account.stripe.find_intent(new.attempt_id, BEGAN)
    assert found is not None
    assert (found.id, found.attempt_id, found.invoice_id) == (made.id, new.attempt_id, "inv-1")
    assert (found.user_id, found.till, found.livemode) == ("user-1", "Desk 2", False)
    assert BEGAN < found.created < later()
    assert account.stripe.find_intent(key(), BEGAN) is None


def test_card_and_fee_of_a_payment(account: Account) -> None:
    found = paid(account)
    account.advance(10)
    read = account.stripe.read_intent(found.id)
    assert (read.amount_received, read.card and read.card.last4) == (14800, "4242")
    assert read.payment_method == found.payment_method != ""
    assert read.fee is not None
    assert (read.fee.amount, read.fee.currency) == (459, "usd")
    line = next(one for one in account.stripe.movements(BEGAN, later()) if one.id == read.fee.transaction)
    assert (line.kind, line.amount, line.fee, line.source) == ("charge", 14800, 459, read.latest_charge)


def test_declines_bank_checks_and_ends(account: Account) -> None:
    declined = intent(account).id
    with pytest.raises(CardDeclined) as refusal:
        account.stripe.confirm_intent(declined, "pm_card_visa_chargeDeclinedInsufficientFunds", key())
    assert refusal.value.decline_code == "insufficient_funds"
    error = account.stripe.read_intent(declined).error
    assert error is not None
    assert error.charge == refusal.value.charge

    bank = intent(account).id
    asked = account.stripe.confirm_intent(
        bank, "pm_card_authenticationRequired", key(), return_url="https://pos.example/"
    )
    assert asked.status == "requires_action"
    assert account.stripe.cancel_intent(bank, key()).status == "canceled"
    with pytest.raises(ProcessorRefused):
        account.stripe.cancel_intent(paid(account).id, key())
    with pytest.raises(ProcessorRefused) as small:
        intent(account, amount=1)
    assert small.value.code == "amount_too_small"
    with pytest.raises(ProcessorRefused) as missing:
        account.stripe.read_intent("pi_nowhere")
    assert missing.value.code == "resource_missing"


def test_refunds_that_succeed_wait_and_fail(account: Account) -> None:
    done = refunded(account, amount=5000)
    waiting = refunded(account, "pm_card_pendingRefund")
    failing = refunded(account, "pm_card_refundFail")
    assert [one.status for one in (done, waiting, failing)] == ["succeeded", "pending", "succeeded"]
    account.advance(60)
    after = [account.stripe.read_refund(one.id) for one in (done, waiting, failing)]
    assert [one.status for one in after] == ["succeeded", "succeeded", "failed"]
    assert [bool(one.failure_reason) for one in after] == [False, False, True]
    assert {one.id for one in after} <= {one.id for one in account.stripe.refunds(BEGAN)}
    failed = [one for one in account.stripe.movements(BEGAN, later()) if one.source == failing.id]
    assert sorted(one.amount for one in failed) == [-14800, 14800]


def test_refunds_of_one_charge(account: Account) -> None:
    charge = paid(account).latest_charge
    made = [account.stripe.create_refund(NewRefund(key(), charge, 4000), key()) for _ in range(3)]
    assert [one.id for one in account.stripe.refunds_of(charge)] == [one.id for one in reversed(made)]
    with pytest.raises(ProcessorRefused):
        account.stripe.create_refund(NewRefund(key(), charge, 4000), key())
    account.stripe.create_refund(NewRefund(key(), charge, 2800), key())
    with pytest.raises(ProcessorRefused) as all_given:
        account.stripe.create_refund(NewRefund(key(), charge, 100), key())
    assert all_given.value.code == "charge_already_refunded"


def test_a_refund_that_waits_for_the_customer_can_be_ended(account: Account) -> None:
    account.fault("POST /v1/refunds", "refund_requires_action")
    waiting = refunded(account)
    assert waiting.status == "requires_action"
    assert account.stripe.cancel_refund(waiting.id, key()).status == "canceled"
    with pytest.raises(ProcessorRefused):
        account.stripe.cancel_refund(waiting.id, key())


@pytest.mark.parametrize(
    ("evidence", "status", "movements"),
    [("winning_evidence", "won", [(-14800, 1500), (14800, -1500)]), ("losing_evidence", "lost", [(-14800, 1500)])],
)
def test_a_dispute_with_each_movement_of_it(
    account: Account, evidence: str, status: str, movements: list[tuple[int, int]]
) -> None:
    about = paid(account, "pm_card_createDispute")
    account.advance(60)
    found = next(one for one in account.stripe.disputes(BEGAN) if one.intent_id == about.id)
    assert (found.status, found.amount, found.charge_id) == ("needs_response", 14800, about.latest_charge)
    assert found.reason == "fraudulent"
    assert found.answer_by is not None
    assert found.answer_by > later()
    assert [(one.amount, one.fee) for one in found.movements] == movements[:1]
    httpx.post(
        f"{account.sandbox.url}/v1/disputes/{found.id}",
        data={"evidence[uncategorized_text]": evidence},
        headers={"Authorization": f"Bearer {SECRET_KEY}"},
    ).raise_for_status()
    account.advance(60)
    ended = account.stripe.read_dispute(found.id)
    assert (ended.status, [(one.amount, one.fee) for one in ended.movements]) == (status, movements)


def test_an_inquiry_moves_nothing(account: Account) -> None:
    about = paid(account, "pm_card_createDisputeInquiry")
    account.advance(60)
    found = next(one for one in account.stripe.disputes(BEGAN) if one.intent_id == about.id)
    assert (found.status, found.movements) == ("warning_needs_response", ())


def test_kept_cards(account: Account) -> None:
    owner, other = (account.stripe.create_customer(f"patient-{n}", key()).id for n in range(2))
    assert list(account.stripe.saved_cards(owner)) == []
    kept = {paid(account, card, customer=owner).payment_method for card in ("pm_card_visa", "pm_card_mastercard")}
    found = list(account.stripe.saved_cards(owner))
    assert {one.id for one in found} == kept
    assert {one.card.last4 for one in found} == {"4242", "4444"}
    assert len({one.fingerprint for one in found}) == 2
    assert list(account.stripe.saved_cards(other)) == []

    passing = account.stripe.confirm_intent(intent(account, customer=owner).id, "pm_card_amex", key())
    assert account.stripe.read_saved_card(passing.payment_method) is None  # nobody asked for it to be kept

    one = found[0]
    assert account.stripe.read_saved_card(one.id) == one
    again = account.stripe.confirm_intent(intent(account, customer=owner).id, one.id, key())
    assert (again.status, again.customer, again.payment_method) == ("succeeded", owner, one.id)
    for _ in range(2):
        account.stripe.forget_card(one.id)
        assert account.stripe.read_saved_card(one.id) is None
    assert [left.id for left in account.stripe.saved_cards(owner)] == [found[1].id]
    account.stripe.forget_card("pm_nowhere")
    assert account.stripe.read_saved_card("pm_nowhere") is None


def test_a_card_session_shows_the_customers_cards_to_the_page(account: Account) -> None:
    owner = account.stripe.create_customer("patient-3", key()).id
    card = paid(account, customer=owner).payment_method
    secret = account.stripe.card_session(owner)
    shown = httpx.get(
        f"{account.sandbox.url}/v1/elements/sessions",
        params={"customer_session_client_secret": secret},
        headers={"Authorization": "Bearer pk_test_sample"},
    ).json()["customer"]
    assert [one["id"] for one in shown["payment_methods"]] == [card]
    assert shown["features"]["payment_method_save"] == "disabled"
    assert shown["features"]["payment_method_remove"] == "disabled"
    with pytest.raises(ProcessorRefused):
        account.stripe.card_session("cus_nowhere")


def test_events_of_a_refund(account: Account) -> None:
    made = refunded(account)
    found = [one for one in account.stripe.events(BEGAN) if one.subject == Subject(Kind.REFUND, made.id)]
    assert "refund.created" in {one.type for one in found}
    assert all(one.object_id == made.id and made.id in one.payload and not one.livemode for one in found)
    about = Subject(Kind.CHARGE, made.charge_id)
    assert [one.type for one in account.stripe.events(BEGAN) if one.subject == about] == ["charge.refunded"]


def test_lists_over_several_pages_newest_first(account: Account) -> None:
    made = [intent(account).id for _ in range(105)]
    found = [one.id for one in account.stripe.intents(BEGAN)]
    assert found[:105] == made[::-1]
    assert len(found) == len(set(found))
    assert list(account.stripe.intents(later())) == []


def test_a_payout_on_its_way_to_the_bank(account: Account) -> None:
    paid(account, "pm_card_bypassPending")
    paid(account)
    account.advance(10)
    account.advance(4 * DAY)
    listed = until(lambda: list(account.stripe.payouts(BEGAN)), "a payout is made")
    account.advance(3 * DAY)
    found = account.stripe.read_payout(listed[-1].id)
    assert (found.status, found.currency, found.failure_code) == ("paid", "usd", "")
    assert found.amount > 0
    assert found.arrives is not None
    lines = [one for one in account.stripe.movements(BEGAN, later()) if one.source == found.id]
    assert [(one.kind, one.amount) for one in lines] == [("payout", -found.amount)]


@pytest.mark.parametrize("do", ["drop_before", "drop_after", "html_after", "half_after"])
def test_a_refund_whose_answer_is_lost_is_made_once(account: Account, do: str) -> None:
    new = NewRefund(key(), paid(account).latest_charge, 500)
    account.fault("POST /v1/refunds", do, times=2)  # the gateway asks again by itself where there was no answer
    with pytest.raises(ProcessorUnknown):
        account.stripe.create_refund(new, "refund:" + new.refund_id)
    httpx.delete(f"{account.sandbox.control}/faults").raise_for_status()
    account.issues()  # what was spoilt to order is not of Stripe's shape
    made = account.stripe.create_refund(new, "refund:" + new.refund_id)
    assert [one.id for one in account.stripe.refunds_of(new.charge_id)] == [made.id]


def test_a_limit_of_the_accounts_is_kept_without_one_refusal(tmp_path_factory: pytest.TempPathFactory) -> None:
    with running_sandbox(tmp_path_factory.mktemp("limit"), "--rate-limit", "25") as sandbox:
        stripe = StripeService(SECRET_KEY, (), sandbox.url, requests_per_second=20)
        customer = stripe.create_customer("patient-1", "k").id
        for _ in range(25):
            stripe.background().read_saved_card("pm_nowhere")
            assert list(stripe.saved_cards(customer)) == []
        refused = [one for one in httpx.get(f"{sandbox.control}/requests").json()["requests"] if one["status"] == 429]
        assert not refused


def test_a_limit_that_others_use_up_is_waited_for_and_then_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    with running_sandbox(tmp_path_factory.mktemp("others")) as sandbox:
        stripe = StripeService(SECRET_KEY, (), sandbox.url, sleep=lambda _: None)
        hit = {"on": "POST /v1/customers", "do": "error_before", "status": 429}
        httpx.post(f"{sandbox.control}/faults", json={**hit, "times": 2}).raise_for_status()
        assert stripe.create_customer("patient-1", "k1").id
        httpx.post(f"{sandbox.control}/faults", json={**hit, "times": 4}).raise_for_status()
        with pytest.raises(ProcessorBusy):
            stripe.create_customer("patient-2", "k2")
        assert stripe.create_customer("patient-2", "k2").id
