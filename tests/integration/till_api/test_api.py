"""Every route the till uses, on a real server."""

from __future__ import annotations

from uuid import uuid4

import httpx
import pytest

from pos_app.desktop.api import ApiProblem, HmisApi, ServerUnreachable
from pos_app.desktop.session import Session
from pos_app.wire.auth import Role
from pos_app.wire.invoices import ListFilter
from pos_app.wire.payments import AttemptState, CreatePaymentIntent
from pos_app.wire.problems import Code
from tests.integration.payments.desk import Desk
from tests.support.processes import free_port


def logged_in(api: HmisApi) -> HmisApi:
    answer = api.login("cashier", "sample-cashier")
    api._session.begin(answer.access_token, answer.user)
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


def test_the_same_id_twice_is_one_payment(api: HmisApi, desk: Desk) -> None:
    logged_in(api)
    invoice = desk.invoice()
    wanted = CreatePaymentIntent(invoice_id=invoice["id"], patient_id=invoice["patient_id"],
                                 amount=invoice["due"]["amount"], currency=invoice["currency"])  # fmt: skip
    attempt = str(uuid4())
    made, again = api.create_intent(attempt, wanted), api.create_intent(attempt, wanted)
    assert made.id == again.id == attempt
    assert made.state is AttemptState.READY
    assert again.pay_url == made.pay_url
    assert len(desk.intents(invoice)) == 1
    held = api.intent(attempt, wait=1, since=made.version - 1)
    assert held.version == made.version
    assert api.confirm_intent(attempt).state is AttemptState.READY
    assert api.cancel_intent(attempt).state is AttemptState.CANCELLED
    with pytest.raises(ApiProblem) as caught:
        api.receipt(attempt)
    assert caught.value.code == Code.RECEIPT_NOT_AVAILABLE


def test_no_server_at_all() -> None:
    with httpx.Client(trust_env=False) as http:
        api = HmisApi(http, Session(f"http://127.0.0.1:{free_port()}", "x"))
        with pytest.raises(ServerUnreachable):
            api.health()
