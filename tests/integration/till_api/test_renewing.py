"""Tokens that are over in the middle of work, on a real server behind a road that loses answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select, update

from pos_app.desktop.api import ApiProblem, HmisApi, ServerUnreachable
from pos_app.desktop.session import Link, Session
from pos_app.server.auth.rules import GRACE
from pos_app.server.auth.tokens import hashed
from pos_app.server.models import AuthSession, User
from pos_app.wire.invoices import ListFilter
from pos_app.wire.payments import CreatePaymentIntent
from tests.integration.payments.desk import Desk
from tests.integration.till_api.counter import Counter
from tests.support.road import Road, Trouble


@pytest.fixture
def road(desk: Desk) -> Iterator[Road]:
    with closing(Road(urlsplit(desk.stack.url).port or 0)) as made:
        yield made


@pytest.fixture
def till(desk: Desk, road: Road) -> Iterator[HmisApi]:
    """Tomasz's till, on a line of its own."""
    with httpx.Client(trust_env=False) as http:
        api = HmisApi(http, Session(road.url, f"Till {uuid4()}"))
        api._session.begin(api.login("cashier", "sample-cashier"))
        yield api


def change(desk: Desk, till: str, **values: object) -> None:
    with desk.database.write() as session:
        session.execute(update(AuthSession).where(AuthSession.till == till).values(**values))


def sessions(desk: Desk, till: str) -> list[AuthSession]:
    with desk.database.read() as session:
        return list(session.scalars(select(AuthSession).where(AuthSession.till == till)))


def over(desk: Desk, till: HmisApi) -> Link:
    """The access token is over; what it was."""
    change(desk, till._session.till, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    return till._session.link


def test_a_token_that_is_over_is_renewed_and_nobody_notices(till: HmisApi, desk: Desk) -> None:
    before = over(desk, till)
    assert till.me().username == "cashier"
    after = till._session.link
    assert (after.token != before.token, after.refresh != before.refresh, after.login) == (True, True, before.login)
    assert till._session.person is not None


def test_one_exchange_for_all_threads(till: HmisApi, desk: Desk) -> None:
    before = over(desk, till)
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda _: till.me().username, range(16)))
    assert names == ["cashier"] * 16
    row = sessions(desk, till._session.till)[0]
    assert row.revoked_at is None
    with ThreadPoolExecutor(8) as pool:
        links = {link.refresh for link in pool.map(lambda _: till._renewing.renew(before), range(8))}
    assert links == {till._session.link.refresh}, "whoever comes late takes what there is"


def test_a_payment_is_opened_once_though_the_token_was_over(till: HmisApi, desk: Desk) -> None:
    invoice = desk.invoice()
    wanted = CreatePaymentIntent(
        invoice_id=invoice["id"], patient_id=invoice["patient_id"], amount="20.00", currency="usd"
    )
    attempt = str(uuid4())
    over(desk, till)
    made = till.create_intent(attempt, wanted)
    assert made.id == attempt
    assert len(desk.intents(invoice)) == 1
    over(desk, till)
    assert till.cancel_intent(attempt).state == "cancelled"


@pytest.mark.parametrize("minutes", [0, 45])
@pytest.mark.parametrize("times", [1, 3])
def test_answers_that_were_lost_end_no_session(till: HmisApi, desk: Desk, road: Road, times: int, minutes: int) -> None:
    """However often the answer is lost and however long the line is dead: it is the same exchange."""
    before = till._session.link
    for _ in range(times):
        road.trouble(Trouble(after=True))
        with pytest.raises(ServerUnreachable):
            till.renew()
    assert road.met == times
    change(desk, till._session.till, rotated_at=datetime.now(UTC) - timedelta(minutes=minutes))
    over(desk, till)
    assert till.me().username == "cashier"
    assert till._session.link.refresh != before.refresh
    over(desk, till)
    assert till.me().username == "cashier"
    assert sessions(desk, till._session.till)[0].revoked_at is None


def test_a_till_that_was_started_anew_may_come_with_the_token_before(till: HmisApi, desk: Desk) -> None:
    kept = till._session.link.refresh
    till.renew()
    with httpx.Client(trust_env=False) as http:
        again = HmisApi(http, Session(desk.stack.url, "x"))
        again._session.hold(kept)
        assert again.me().username == "cashier"
        assert again._session.link.token
    # and the pair that was lost with the first program is worth nothing
    with pytest.raises(ApiProblem, match="not_authenticated"):
        till.me()


def test_a_stolen_token_ends_the_session(till: HmisApi, desk: Desk) -> None:
    stolen = till._session.link.refresh
    till.renew()
    change(desk, till._session.till, rotated_at=datetime.now(UTC) - GRACE - timedelta(seconds=1))
    with httpx.Client(trust_env=False) as http:
        thief = HmisApi(http, Session(desk.stack.url, "x"))
        thief._session.hold(stolen)
        with pytest.raises(ApiProblem, match="not_authenticated"):
            thief.me()
    with pytest.raises(ApiProblem, match="not_authenticated"):
        till.me()
    assert sessions(desk, till._session.till)[0].revoked_at is not None


def test_leaving_ends_the_session_though_its_token_was_over(till: HmisApi, desk: Desk) -> None:
    link = over(desk, till)
    till._session.end()
    till.logout(link)
    assert sessions(desk, till._session.till)[0].revoked_at is not None
    assert till._session.link.token == "", "what came for the one who left is nobody's"
    till.logout(link)


def test_nothing_is_repeated_for_who_has_no_session(till: HmisApi, desk: Desk, road: Road) -> None:
    change(desk, till._session.till, revoked_at=datetime.now(UTC))
    for call in (till.me, till.renew, lambda: till.invoices(status=ListFilter.OPEN)):
        with pytest.raises(ApiProblem, match="not_authenticated"):
            _done(call)
    assert till._session.link.refresh, "the presenter ends it, not the line"


def _done(call: Callable[[], object]) -> None:
    call()


def test_a_payment_goes_on_over_the_end_of_its_token(counter: Counter, desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = counter.open_card_form(invoice)
    over_now = {"expires_at": datetime.now(UTC) - timedelta(seconds=1)}
    with desk.database.write() as session:
        mine = AuthSession.token_hash == hashed(counter.session.link.token)
        session.execute(update(AuthSession).where(mine).values(**over_now))
    counter.charge()
    desk.pay_on_the_page(str(desk.read(attempt)["stripe_payment_intent_id"])).raise_for_status()
    counter.views.payment.actions.page_said("handback-3")
    counter.until(lambda: counter.face == "paid", "Paid")
    assert counter.views.login.last("show_problem") is None
    assert len(desk.charges(invoice)) == 1


def test_a_session_that_ends_in_mid_payment_shows_the_log_in_and_the_attempt_is_still_there(
    counter: Counter, desk: Desk
) -> None:
    invoice = desk.invoice()
    attempt = counter.open_card_form(invoice)
    with desk.database.write() as session:  # as an admin who ends all sessions
        mine = AuthSession.token_hash == hashed(counter.session.link.token)
        session.execute(update(AuthSession).where(mine).values(revoked_at=datetime.now(UTC)))
    counter.charge()
    desk.pay_on_the_page(str(desk.read(attempt)["stripe_payment_intent_id"])).raise_for_status()
    counter.views.payment.actions.page_said("handback-3")
    counter.until(lambda: counter.views.login.last("show_problem"), "the log-in")
    assert counter.views.login.last("show_problem").sentence == "Your session has ended."
    counter.views.login.actions.sign_in("cashier", "sample-cashier")
    counter.until(lambda: counter.face == "paid", "Paid")
    assert len(desk.charges(invoice)) == 1


def test_what_ended_long_ago_is_cleared_away(desk: Desk) -> None:
    """The rows of old sessions do not pile up: a log-in clears away what ended long ago."""
    long_ago = datetime.now(UTC) - timedelta(days=31)
    till = f"Till {uuid4()}"
    with httpx.Client(trust_env=False) as http:
        HmisApi(http, Session(desk.stack.url, till)).login("cashier", "sample-cashier")
    change(desk, till, ends_at=long_ago)
    with httpx.Client(trust_env=False) as http:
        HmisApi(http, Session(desk.stack.url, "Another")).login("cashier", "sample-cashier")
    with desk.database.read() as session:
        left = session.scalar(
            select(func.count())
            .select_from(AuthSession)
            .join(User)
            .where(User.username == "cashier", AuthSession.ends_at == long_ago)
        )
    assert left == 0
