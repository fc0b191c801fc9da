"""Limits of a refund by amount and age: the service by itself, and many supervisors at once at a running server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta

import pytest
from sqlalchemy import select

from pos_app.server.db import Database
from pos_app.server.errors import ApiError
from pos_app.server.models import AuditEntry, RefundDecision, Site, StripeRefund, User
from pos_app.server.refunds.limits import Policy
from pos_app.wire.refunds import ApprovalsWhy, ApproveRefund, RefundState, RefuseRefund
from tests.integration.payments.conftest import opened_desk
from tests.integration.payments.desk import REFUNDS, Desk, at_once, codes
from tests.integration.payments.test_refund_recording import (
    ASKER,
    FIRST,
    NOW,
    SECOND,
    THIRD,
    Office,
    Paid,
    database,
)

__all__ = ["database"]
DAY = timedelta(days=1)
POLICY = Policy(1, {"usd": 5_000}, 30 * DAY, 180 * DAY)


def office(database: Database, policy: Policy = POLICY) -> Office:
    return Office(database, policy=policy)


def refuses_to_ask(office: Office, paid: Paid, amount: str) -> str:
    with pytest.raises(ApiError) as caught:
        office.ask(paid, amount)
    return caught.value.code.value


def test_over_the_amount_it_takes_two_and_each_is_on_record(database: Database) -> None:
    here, paid = office(database), Paid(database)
    refund = here.ask(paid, "50.01")
    asked = here.service.read(ASKER, refund)
    assert (asked.approvals_needed, asked.approvals_why) == (2, ApprovalsWhy.AMOUNT)
    first = here.service.approve(FIRST, refund, ApproveRefund(amount="50.01", note="Seen the letter"))
    assert (first.state, first.approvals_needed) == (RefundState.REQUESTED, 1)
    assert [(one.decision, one.by, one.note, one.at) for one in first.decisions] == [
        ("approved", "First", "Seen the letter", NOW)
    ]
    assert here.processor.keys == []
    assert here.refuses(refund, FIRST) == "refund_state_conflict"  # of another amount than was asked for
    with pytest.raises(ApiError) as again:
        here.approve(refund, FIRST, "50.01")
    assert again.value.code.value == "refund_needs_another"
    assert here.approve(refund, SECOND, "50.01") == "succeeded"
    assert here.processor.keys == [f"{refund}:create"]
    query = select(AuditEntry.user_id, AuditEntry.after).where(
        AuditEntry.action == "approve_refund", AuditEntry.about_id == refund
    )
    with database.read() as session:
        told = session.execute(query.order_by(AuditEntry.sequence)).all()
    assert [row.user_id for row in told] == ["first", "second"]
    assert ['"approvals_needed":1' in row.after for row in told] == [True, False]


def test_at_the_amount_one_is_enough(database: Database) -> None:
    here, paid = office(database), Paid(database)
    refund = here.ask(paid, "50.00")
    assert here.service.read(ASKER, refund).approvals_why is None
    assert here.approve(refund, FIRST, "50.00") == "succeeded"


def test_small_refunds_of_one_payment_are_added_up(database: Database) -> None:
    here, paid = office(database), Paid(database)
    first, second, other = here.ask(paid, "30.00"), here.ask(paid, "30.00"), here.ask(Paid(database), "30.00")
    assert here.approve(first, FIRST, "30.00") == "succeeded"
    told = here.service.read(ASKER, second)
    assert (told.approvals_needed, told.approvals_why) == (2, ApprovalsWhy.AMOUNT)
    assert here.approve(second, FIRST, "30.00") == "requested"
    assert here.approve(second, SECOND, "30.00") == "succeeded"
    assert here.approve(other, FIRST, "30.00") == "succeeded"


def test_what_was_given_back_elsewhere_counts_and_what_failed_does_not(database: Database) -> None:
    here, paid = office(database), Paid(database)
    paid.tell(paid.refund(3_000, origin="stripe", user_id=None), "succeeded")
    failed = paid.refund(2_000)
    refund = here.ask(paid, "30.00")
    assert here.approve(refund, FIRST, "30.00") == "requested"
    paid.tell(failed, "failed")
    assert here.service.read(ASKER, refund).approvals_needed == 1  # 60.00 in all, and one has said yes
    assert here.approve(refund, SECOND, "30.00") == "succeeded"


def test_one_that_was_over_the_limit_waits_for_one_more_though_it_is_not_any_longer(database: Database) -> None:
    here, paid = office(database), Paid(database)
    other = paid.refund(4_000)
    refund = here.ask(paid, "20.00")
    assert here.approve(refund, FIRST, "20.00") == "requested"
    paid.tell(other, "failed")
    told = here.service.read(ASKER, refund)
    assert (told.state, told.approvals_needed, told.approvals_why) == (RefundState.REQUESTED, 1, None)
    assert here.approve(refund, SECOND, "20.00") == "succeeded"


@pytest.mark.parametrize("since", ["disabled", "a cashier", "an auditor", "of another site"])
def test_a_yes_of_somebody_who_supervises_here_no_more_does_not_count(database: Database, since: str) -> None:
    here, paid = office(database), Paid(database)
    refund = here.ask(paid, "60.00")
    assert here.approve(refund, FIRST, "60.00") == "requested"

    def become(*, now: str) -> None:
        with database.write() as session:
            user = session.get_one(User, FIRST.id)
            user.disabled = now == "disabled"
            user.role = {"a cashier": "cashier", "an auditor": "auditor"}.get(now, "supervisor")
            user.sites = [] if now == "of another site" else [session.get_one(Site, "site")]

    become(now=since)
    told = here.service.read(ASKER, refund)
    assert (told.approvals_needed, [one.counts for one in told.decisions]) == (2, [False])
    assert here.approve(refund, SECOND, "60.00") == "requested"
    assert here.processor.keys == []
    told = here.service.read(ASKER, refund)
    assert (told.approvals_needed, [one.counts for one in told.decisions]) == (1, [False, True])
    become(now="a supervisor again")
    assert here.service.read(ASKER, refund).approvals_needed == 1
    assert here.approve(refund, THIRD, "60.00") == "succeeded"
    assert here.processor.keys == [f"{refund}:create"]
    become(now=since)
    assert [one.counts for one in here.service.read(ASKER, refund).decisions] == [True, True, True]  # it is history


def test_the_age_counts_at_the_moment_of_the_approval(database: Database) -> None:
    here, paid = office(database), Paid(database)
    refund = here.ask(paid, "10.00")
    assert here.service.read(ASKER, refund).approvals_needed == 1
    here.clock.at += 31 * DAY
    told = here.service.read(ASKER, refund)
    assert (told.approvals_needed, told.approvals_why) == (2, ApprovalsWhy.AGE)
    assert here.approve(refund, FIRST, "10.00") == "requested"
    here.clock.at += 150 * DAY
    with pytest.raises(ApiError) as late:
        here.approve(refund, SECOND, "10.00")
    assert late.value.code.value == "refund_too_old"
    assert here.processor.keys == []
    assert here.service.refuse(SECOND, refund, RefuseRefund(note="Too late")).state is RefundState.REFUSED
    assert refuses_to_ask(here, paid, "10.00") == "refund_too_old"


def test_where_nobody_need_approve_a_limit_still_asks_for_two(database: Database) -> None:
    here, paid = office(database, Policy(0, {"usd": 5_000})), Paid(database)
    assert here.service.read(ASKER, here.ask(paid, "30.00")).state is RefundState.SUCCEEDED
    over = here.ask(paid, "30.00")
    told = here.service.read(ASKER, over)
    assert (told.state, told.approvals_needed) == (RefundState.REQUESTED, 2)


def test_whoever_said_yes_may_still_say_no_and_that_ends_it(database: Database) -> None:
    here, paid = office(database), Paid(database)
    refund = here.ask(paid, "60.00")
    here.approve(refund, FIRST, "60.00")
    refused = here.service.refuse(FIRST, refund, RefuseRefund(note="Look at the letter again"))
    assert [(one.decision, one.note) for one in refused.decisions] == [("refused", "Look at the letter again")]
    with pytest.raises(ApiError) as late:
        here.approve(refund, SECOND, "60.00")
    assert late.value.code.value == "refund_state_conflict"
    assert here.processor.keys == []


def test_the_second_of_them_does_not_send_what_is_not_there_any_more(database: Database) -> None:
    here, paid = office(database), Paid(database)
    refund = here.ask(paid, "60.00")
    here.approve(refund, FIRST, "60.00")
    paid.tell(paid.refund(5_000, origin="stripe", user_id=None), "succeeded")
    with pytest.raises(ApiError) as gone:
        here.approve(refund, SECOND, "60.00")
    assert gone.value.code.value == "refund_above_captured"
    assert (here.service.read(ASKER, refund).approvals_needed, here.processor.keys) == (1, [])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def limited(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened_desk(request, tmp_path_factory, REFUND_TWO_OVER="usd:5000") as desk:
        yield desk


def test_many_last_approvals_at_once_send_it_once(limited: Desk) -> None:
    payment = limited.paid("100.00")
    asked = limited.asked(payment, "80.00")
    with ExitStack() as people:
        voices = [people.enter_context(closing(limited.colleague(f"voice{n}", "supervisor"))) for n in range(5)]
        first = limited.approve(asked).json()
        assert (first["state"], first["approvals_needed"], limited.given_back(payment)) == ("requested", 1, 0)
        answers = at_once(lambda n: limited.approve(asked, (limited.supervisor, *voices)[n % 6]), 48)
    assert set(codes(answers)) <= {200, 409}
    assert {a.json()["code"] for a in answers if a.status_code == 409} <= {
        "refund_needs_another",
        "refund_state_conflict",
    }
    found = limited.refund_becomes(asked, "succeeded")
    assert [one["decision"] for one in found["decisions"]] == ["approved", "approved"]
    assert len({one["by"] for one in found["decisions"]}) == 2
    assert len(limited.stripe_refunds(payment)) == 1
    assert limited.given_back(payment) == 8000


def test_both_approvals_at_once_send_it_once(limited: Desk) -> None:
    payment = limited.paid("100.00")
    asked = limited.asked(payment, "80.00")
    with closing(limited.colleague("voice0", "supervisor")) as other:
        answers = at_once(lambda n: limited.approve(asked, (limited.supervisor, other)[n % 2]), 40)
    assert set(codes(answers)) <= {200, 409}
    limited.refund_becomes(asked, "succeeded")
    with limited.database.read() as session:
        voices = session.scalars(select(RefundDecision.user_id).where(RefundDecision.refund_id == asked["id"])).all()
    assert len(set(voices)) == len(voices) == 2
    assert len(limited.stripe_refunds(payment)) == 1


def test_two_small_ones_approved_at_once_by_one_are_not_both_sent(limited: Desk) -> None:
    payment = limited.paid("100.00")
    asked = [limited.asked(payment, "30.00") for _ in range(3)]
    answers = at_once(lambda n: limited.approve(asked[n % 3]), 30)
    assert set(codes(answers)) <= {200, 409}
    with limited.database.read() as session:
        ids = [one["id"] for one in asked]
        waiting = session.scalars(
            select(StripeRefund.id).where(StripeRefund.id.in_(ids), StripeRefund.state == "requested")
        ).all()
    assert len(waiting) == 2
    told = limited.till.get(f"{REFUNDS}/{waiting[0]}").json()
    assert (told["approvals_needed"], told["approvals_why"]) == (1, "amount")
