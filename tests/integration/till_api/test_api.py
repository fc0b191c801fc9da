"""Every route the till uses, on a real server."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import httpx
import pytest

from pos_app.desktop.address import phone_link
from pos_app.desktop.api import ApiProblem, HmisApi, ServerUnreachable
from pos_app.desktop.second import SecondPerson
from pos_app.desktop.session import Session
from pos_app.wire.auth import Role
from pos_app.wire.exceptions import ResolveException, Which
from pos_app.wire.invoices import ListFilter
from pos_app.wire.payments import AttemptState, CreatePaymentIntent
from pos_app.wire.problems import Code
from pos_app.wire.refunds import ApproveRefund, CreateRefund, ReasonCode, RefundState, RefuseRefund
from pos_app.wire.reports import Extent
from tests.integration.payments.desk import Desk
from tests.integration.payments.wallet import Wallet
from tests.support.processes import free_port


def logged_in(api: HmisApi, who: str = "cashier") -> HmisApi:
    answer = api.login(who, f"sample-{who}")
    api._session.begin(answer)
    return api


def test_before_anyone_has_logged_in(api: HmisApi) -> None:
    assert api.health().status == "ok"
    info = api.info()
    assert (info.hospital, info.mode) == ("Larkfield General Hospital", "test")
    with pytest.raises(ApiProblem) as caught:
        api.me()
    assert caught.value.code == Code.NOT_AUTHENTICATED


def test_login_passes_the_tills_name_and_logout_ends_it(api: HmisApi) -> None:
    logged_in(api)
    me = api.me()
    assert (me.display_name, me.role, me.till) == ("Tomasz Zieliński", Role.CASHIER, "Front desk 3")
    api.logout()
    with pytest.raises(ApiProblem) as caught:
        api.me()
    assert caught.value.code == Code.NOT_AUTHENTICATED


def test_a_wrong_password(api: HmisApi) -> None:
    with pytest.raises(ApiProblem) as caught:
        api.login("cashier", "wrong")
    assert (caught.value.code, caught.value.status) == (Code.LOGIN_FAILED, 401)


def test_lists_counts_and_details(api: HmisApi) -> None:
    logged_in(api)
    first = api.invoices(status=ListFilter.OPEN, limit=5)
    second = api.invoices(status=ListFilter.OPEN, limit=5, cursor=first.next_cursor)
    assert len({row.id for row in (*first.items, *second.items)}) == 10
    assert api.invoice_counts().open >= 10
    assert api.invoice(first.items[0].id).number == first.items[0].number
    assert api.invoices(status=ListFilter.ALL, q="nobody of this name").items == ()
    with pytest.raises(ApiProblem) as caught:
        api.invoice(str(uuid4()))
    assert caught.value.code == Code.NOT_FOUND


def test_a_saved_card_is_charged_by_a_supervisor_and_by_no_cashier(api: HmisApi, desk: Desk) -> None:
    wallet = Wallet(desk)
    card, attempt = wallet.keep()["id"], wallet.open()["id"]
    logged_in(api)
    with pytest.raises(ApiProblem) as caught:
        api.charge_card(attempt, card)
    assert (caught.value.code, caught.value.status) == (Code.NOT_ALLOWED, 403)
    logged_in(api, "supervisor")
    assert api.charge_card(attempt, card).state is AttemptState.SUCCEEDED


def test_a_link_for_the_patients_phone(api: HmisApi, desk: Desk) -> None:
    logged_in(api)
    attempt = desk.opened(desk.invoice())["id"]
    link = api.pay_link(attempt)
    assert phone_link(desk.stack.url, link.url) == link.url
    assert httpx.get(link.url).status_code == 200
    api.cancel_intent(attempt)
    with pytest.raises(ApiProblem) as caught:
        api.pay_link(attempt)
    assert caught.value.code == Code.PAYMENT_STATE


def test_the_same_id_twice_is_one_payment(api: HmisApi, desk: Desk) -> None:
    logged_in(api)
    invoice = desk.invoice()
    wanted = CreatePaymentIntent(invoice_id=invoice["id"], patient_id=invoice["patient_id"],
                                 amount=invoice["due"]["amount"], currency=invoice["currency"])  # fmt: skip
    attempt = str(uuid4())
    made, again = api.create_intent(attempt, wanted), api.create_intent(attempt, wanted)
    assert made.id == again.id == attempt
    assert made.state is AttemptState.SUBMITTED
    assert again.pay_url == made.pay_url
    assert len(desk.intents(invoice)) == 1
    held = api.intent(attempt, wait=1, since=made.version - 1)
    assert held.version == made.version
    assert api.confirm_intent(attempt).state is AttemptState.SUBMITTED
    assert api.cancel_intent(attempt).state is AttemptState.CANCELLED
    with pytest.raises(ApiProblem) as caught:
        api.receipt(attempt)
    assert caught.value.code == Code.RECEIPT_NOT_AVAILABLE


def test_no_server_at_all() -> None:
    with httpx.Client(trust_env=False) as http:
        api = HmisApi(http, Session(f"http://127.0.0.1:{free_port()}", "x"))
        with pytest.raises(ServerUnreachable):
            api.health()


def test_saved_cards_are_seen_at_the_till_and_removed_by_a_supervisor(api: HmisApi, desk: Desk) -> None:
    logged_in(api)
    wallet = Wallet(desk)
    with pytest.raises(ApiProblem) as caught:
        api.customer_of(wallet.patient)
    assert caught.value.code == Code.NOT_FOUND
    kept = wallet.keep()
    customer = api.customer_of(wallet.patient)
    [card] = api.saved_cards(customer.id).items
    assert (card.id, card.last4, card.expired) == (kept["id"], "4242", False)
    with pytest.raises(ApiProblem) as caught:
        api.forget_card(card.id)
    assert caught.value.code == Code.NOT_ALLOWED
    answer = api.login("supervisor", "sample-supervisor")
    api._session.begin(answer)
    api.forget_card(card.id)
    api.forget_card(card.id)
    assert api.saved_cards(customer.id).items == ()


def test_refunds_by_two_people_and_a_session_lent_for_one_act(api: HmisApi, desk: Desk) -> None:
    logged_in(api)
    payment, refund_id = desk.paid("9.00"), str(uuid4())
    wanted = CreateRefund(payment_intent_id=payment["id"], amount="4.00", reason="x", reason_code=ReasonCode.OTHER)
    asked = api.ask_refund(refund_id, wanted)
    assert api.ask_refund(refund_id, wanted).id == asked.id == refund_id
    assert asked.patient is not None
    assert asked.patient.name == desk.of(payment)["patient"]["name"]
    assert asked.card is not None
    assert asked.card.last4 == "4242"
    assert asked.payment_amount is not None
    assert asked.payment_amount.amount == "9.00"
    assert refund_id in {one.id for one in api.refunds(state=RefundState.REQUESTED, limit=200).items}
    with pytest.raises(ApiProblem) as refused:
        api.approve_refund(refund_id, ApproveRefund(amount="4.00"))
    assert refused.value.status == 403
    lent, tokens = api.lend(), list[str]()

    def check() -> None:
        tokens.append(lent._session.link.token)

    answer = SecondPerson(lambda: lent).approve("supervisor", "sample-supervisor", asked, check)
    assert [one.by for one in answer.decisions] == ["Amara Diallo"]
    assert api.me().username == "cashier"
    short = {"Authorization": f"Bearer {tokens[0]}"}
    assert httpx.get(f"{desk.stack.url}/api/v1/auth/me", headers=short).status_code == 401
    assert api.refund(refund_id).state in (RefundState.SUCCEEDED, RefundState.SUBMITTED)
    again = api.ask_refund(str(uuid4()), wanted)
    assert api.cancel_refund(again.id).state is RefundState.CANCELLED


def test_refusing_and_the_exceptions(api: HmisApi, desk: Desk) -> None:
    logged_in(api, "supervisor")
    asked = desk.asked(desk.paid("9.00"), "4.00")
    assert api.refuse_refund(asked["id"], RefuseRefund(note="No")).state is RefundState.REFUSED
    failing = desk.paid("9.00", "pm_card_refundFail")
    desk.refund_becomes(desk.refunded(failing, "4.00"), "failed")
    found = next(one for one in api.exceptions().items if one.invoice_id == failing["invoice_id"])
    assert api.resolve_exception(found.id, ResolveException(note="In cash")).resolution == "In cash"
    assert found.id not in {one.id for one in api.exceptions().items}
    assert found.id in {one.id for one in api.exceptions(which=Which.ALL, limit=200).items}


def test_what_was_taken_and_its_export(api: HmisApi, desk: Desk) -> None:
    logged_in(api)
    payment = desk.paid()
    today = datetime.now().astimezone().date()
    found = api.takings(today, today)
    assert found.extent is Extent.OWN
    dollars = next(one for one in found.currencies if one.currency == "usd")
    assert dollars.taken.amount_minor >= 10000
    assert sum(hour.taken.amount_minor for hour in dollars.hours) == dollars.taken.amount_minor
    assert payment["invoice_number"].encode() in api.payments_csv(today, today)


def test_receipts_and_their_copies(api: HmisApi, desk: Desk) -> None:
    logged_in(api)
    payment = desk.paid()
    number = api.receipt(payment["id"]).number
    [row] = api.receipts(q=number).items
    assert (row.number, row.invoice_number, row.copies) == (number, payment["invoice_number"], 0)
    assert api.receipt_by_number(number).paid_now.amount_minor == 10000
    key = str(uuid4())
    assert api.reprint(number, key) == api.reprint(number, key)
    assert api.copy_pdf(number, 1).startswith(b"%PDF-")
    with pytest.raises(ApiProblem) as caught:
        api.copy_pdf(number, 2)
    assert caught.value.code == Code.NOT_FOUND
    first = api.receipts(limit=1)
    assert api.receipts(limit=1, cursor=first.next_cursor).items[0].number != first.items[0].number
