"""The walks through Stripe's lists: how far they have got survives everything, and one that keeps failing is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

import pytest
from sqlalchemy import select

from pos_app.server.db import Database
from pos_app.server.exceptions.rules import Oddity
from pos_app.server.exceptions.service import note
from pos_app.server.gateway import (
    DisputeSnapshot,
    EventNotice,
    IntentSnapshot,
    Kind,
    PayoutSnapshot,
    Processor,
    ProcessorBusy,
    ProcessorUnknown,
    RefundSnapshot,
    Subject,
)
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger.service import About
from pos_app.server.models import (
    LedgerEntry,
    MoneyException,
    Payment,
    StripeCustomer,
    StripeDispute,
    StripeEvent,
    StripePaymentIntent,
    StripeRefund,
    Sweep,
    Worker,
)
from pos_app.server.news import MANY, News
from pos_app.server.reconciler import rules
from pos_app.server.reconciler.freshness import Freshness
from pos_app.server.reconciler.recorder import MOST_BUSY, Recorder
from pos_app.server.reconciler.rules import List
from pos_app.server.reconciler.service import Reconciler
from pos_app.server.webhooks.inbox import Inbox
from tests.integration.books.world import NOW, World, people


@dataclass
class Stripe:
    """What it lists, by list; ``trouble`` is raised instead."""

    listed: dict[List, list[object]] = field(default_factory=dict)
    trouble: Exception | None = None
    asked: list[tuple[List, datetime, datetime]] = field(default_factory=list)
    time: datetime = NOW

    def now(self) -> datetime:
        return self.time

    def _list(self, what: List, since: datetime, until: datetime) -> Iterator[object]:
        self.asked.append((what, since, until))
        if self.trouble is not None:
            raise self.trouble
        for one in self.listed.get(what, []):
            if since <= one.created < until:  # type: ignore[attr-defined] # all have it
                yield one

    def intents(self, since: datetime, until: datetime) -> Iterator[object]:
        return self._list(List.PAYMENT_INTENTS, since, until)

    def refunds(self, since: datetime, until: datetime) -> Iterator[object]:
        return self._list(List.REFUNDS, since, until)

    def disputes(self, since: datetime, until: datetime) -> Iterator[object]:
        return self._list(List.DISPUTES, since, until)

    def payouts(self, since: datetime, until: datetime) -> Iterator[object]:
        return self._list(List.PAYOUTS, since, until)

    def events(self, since: datetime, until: datetime) -> Iterator[object]:
        return self._list(List.EVENTS, since, until)

    def movements(self, since: datetime, until: datetime) -> Iterator[object]:
        return self._list(List.MOVEMENTS, since, until)


@dataclass
class Desk:
    database: Database
    stripe: Stripe
    heard: list[Subject] = field(default_factory=list)
    refuse: dict[str, Exception] = field(default_factory=dict)
    woken: int = 0
    together: list[tuple[str, ...]] = field(default_factory=list)
    """What was asked to be heard together."""
    apart: frozenset[str] = frozenset()
    """What of it is not given back."""
    trouble_together: Exception | None = None
    looks: int = 0
    """How often it was asked whether events come in numbers."""

    def chore(self) -> Reconciler:
        """As a process that has just started has it."""
        self.freshness = Freshness(self.database, self.stripe)

        def hear(kind: Kind, ident: str) -> str:
            if ident in self.refuse:
                raise self.refuse[ident]
            self.heard.append(Subject(kind, ident))
            return ""

        def hear_many(idents: Sequence[str]) -> Iterator[tuple[str, str]]:
            self.together.append(tuple(idents))
            for number, ident in enumerate(idents):
                if number == 10 and self.trouble_together is not None:
                    raise self.trouble_together
                if ident not in self.apart:
                    yield ident, ""

        def wake() -> None:
            self.woken += 1

        news = News(
            {kind: (lambda ident, kind=kind: hear(kind, ident)) for kind in Kind},  # type: ignore[misc] # bound now
            wide_roads={Kind.PAYMENT_INTENT: hear_many},
        )
        recorder = Recorder(self.database, news, Inbox(self.database, self.stripe), self.stripe, wake)

        def crowded() -> bool:
            self.looks += 1
            return False

        return Reconciler(self.database, cast(Processor, self.stripe), recorder, self.stripe, crowded, self.freshness)

    def started(self) -> Reconciler:
        """As a process has it that has gone through the intents: until then nothing else is due."""
        chore = self.chore()
        assert chore.due(10) == [List.PAYMENT_INTENTS]
        chore.do(List.PAYMENT_INTENTS)
        return chore

    def sweep(self, what: List) -> Sweep:
        with self.database.read() as session:
            return session.get_one(Sweep, what.value)

    def told(self) -> list[tuple[str, bool]]:
        with self.database.read() as session:
            return [(row.key, row.resolved_at is None) for row in session.scalars(select(MoneyException))]


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database, Stripe())


def dispute(ident: str, hours: int) -> DisputeSnapshot:
    return DisputeSnapshot(ident, "needs_response", 100, "usd", "ch_1", created=NOW - timedelta(hours=hours))


def test_every_list_is_due_at_a_start_and_goes_back_a_month_at_first(desk: Desk) -> None:
    chore = desk.started()
    assert {List.PAYMENT_INTENTS, *chore.due(10)} == set(List)
    for what in chore.due(10):
        chore.do(what)
    assert {desk.sweep(what).swept_until for what in List} == {NOW}
    begin = min(since for what, since, _ in desk.stripe.asked if what is List.DISPUTES)
    assert begin == NOW - rules.FIRST - timedelta(hours=1)
    assert chore.due(10) == []
    desk.stripe.time += timedelta(seconds=1)
    assert sorted([*desk.started().due(10), List.PAYMENT_INTENTS]) == sorted(List)  # another start


def test_intents_come_first_and_what_is_behind_gives_way_to_nothing(desk: Desk) -> None:
    """Until they are gone through no new payment is opened: what looks open may have been paid."""
    chore = desk.chore()
    assert chore.due(1) == [List.PAYMENT_INTENTS]
    chore.do(List.PAYMENT_INTENTS)
    assert desk.looks == 0
    desk.stripe.time += rules.PACES[List.PAYMENT_INTENTS].every
    chore.do(List.PAYMENT_INTENTS)
    assert desk.looks > 0


def test_a_walk_begins_where_the_last_one_ended(desk: Desk) -> None:
    chore = desk.started()
    chore.do(List.DISPUTES)
    desk.stripe.asked.clear()
    desk.stripe.time += timedelta(days=20)
    assert chore.due(10) == [List.PAYMENT_INTENTS]
    chore.do(List.PAYMENT_INTENTS)
    assert List.DISPUTES in chore.due(10)
    desk.stripe.asked.clear()
    chore.do(List.DISPUTES)
    assert desk.stripe.asked[0][1] == NOW - timedelta(hours=1)
    assert desk.sweep(List.DISPUTES).swept_until == desk.stripe.time


def test_what_stripe_made_just_now_by_a_clock_ahead_of_ours_is_in_the_walk(desk: Desk) -> None:
    ahead = DisputeSnapshot("du_1", "needs_response", 100, "usd", "ch_1", created=NOW + timedelta(minutes=10))
    desk.stripe.listed[List.DISPUTES] = [ahead]
    chore = desk.chore()
    chore.due(10)
    chore.do(List.DISPUTES)
    assert [one.id for one in desk.heard] == ["du_1"]
    assert desk.sweep(List.DISPUTES).swept_until == NOW


def test_a_walk_by_a_clock_hours_ahead_is_made_again_by_the_right_one(desk: Desk) -> None:
    """Nothing that Stripe makes has a time that lies in such a walk, and its mark is passed only hours later."""
    desk.stripe.time = NOW + timedelta(hours=6)
    chore = desk.started()
    for what in chore.due(10):
        chore.do(what)
    desk.stripe.listed[List.DISPUTES] = [dispute("du_1", -3)]  # made by Stripe's clock meanwhile
    desk.stripe.time = NOW + timedelta(hours=4)
    assert chore.due(10) == [List.PAYMENT_INTENTS]  # without a new start
    for what in List:
        assert what in chore.due(10)
        chore.do(what)
        assert desk.sweep(what).swept_until == desk.stripe.time
    assert [one.id for one in desk.heard] == ["du_1"]
    assert chore.due(10) == []


def test_a_clock_set_back_by_minutes_puts_no_walk_off(desk: Desk) -> None:
    """Every walk would be due by the time of before, and webhooks may look stale until then: nothing would be heard."""
    chore = desk.started()
    for what in chore.due(10):
        chore.do(what)
    desk.stripe.time = NOW - timedelta(minutes=50)
    assert chore.due(10) == [List.PAYMENT_INTENTS]
    for what in List:
        assert what in chore.due(10)
        desk.stripe.asked.clear()
        chore.do(what)
        assert desk.stripe.asked[0][1] <= desk.stripe.time - rules.PACES[what].overlap
        assert desk.sweep(what).swept_until == NOW  # all until then has been heard already
    assert chore.due(10) == []


def test_what_a_clock_hours_ahead_has_put_off_is_due_by_the_right_one(desk: Desk) -> None:
    ahead = NOW + timedelta(hours=6)
    people(desk.database)
    world = World(desk.database)
    attempt = world.attempt(world.invoice(5_000), 5_000)
    with desk.database.write() as session:
        row = session.get_one(StripePaymentIntent, attempt)
        row.live, row.next_check_at, row.lease_expires_at = True, ahead, ahead
        session.add(
            Payment(
                id="paid", invoice_id=row.invoice_id, intent_id=attempt, method="card", amount_minor=1, currency="usd",
                at=NOW,
            )
        )  # fmt: skip
        session.flush()
        made = {"created_at": NOW, "updated_at": NOW}
        for ident, state, due in (("asked", "pending", ahead), ("made", "succeeded", NOW + timedelta(days=1))):
            session.add(
                StripeRefund(
                    id=ident, payment_id="paid", amount_minor=1, currency="usd", state=state, next_check_at=due, **made
                )
            )  # fmt: skip
        session.add(
            StripeDispute(
                id="du_1", charge_id="ch_1", amount_minor=1, currency="usd", status="needs_response",
                next_check_at=ahead, **made,
            )
        )  # fmt: skip
        session.add(StripeCustomer(id="customer", patient_id="patient", look_at=ahead, created_at=NOW))
        session.add(
            StripeEvent(id="evt_1", type="x", payload="", next_try_at=ahead, received_at=NOW, claimed_by="gone")
        )
        session.add(Worker(id="gone", alive_until=ahead))
    chore = desk.chore()
    chore.due(10)
    chore.do(List.MOVEMENTS)
    with desk.database.read() as session:
        row = session.get_one(StripePaymentIntent, attempt)
        assert (row.next_check_at, row.lease_expires_at) == (NOW, NOW)
        refunds = {one.id: one.next_check_at for one in session.scalars(select(StripeRefund))}
        assert refunds == {"asked": NOW, "made": NOW + timedelta(days=1)}
        assert session.get_one(StripeDispute, "du_1").next_check_at == NOW
        assert session.get_one(StripeCustomer, "customer").look_at == NOW
        assert session.get_one(StripeEvent, "evt_1").next_try_at == NOW
        assert session.get_one(Worker, "gone").alive_until == NOW


def test_an_older_copy_that_comes_in_the_middle_of_a_walk_is_walked_from_its_own_mark(desk: Desk) -> None:
    """The walk began an hour before the mark of the books it was made for; the copy knows nothing of days before."""
    chore, old = desk.started(), NOW - timedelta(days=3)
    chore.do(List.DISPUTES)
    desk.stripe.time += timedelta(hours=1)
    chore.do(List.PAYMENT_INTENTS)
    ask = desk.stripe.disputes

    def restored(since: datetime, until: datetime) -> Iterator[object]:
        with desk.database.write() as session:
            row = session.get_one(Sweep, List.DISPUTES.value)
            row.swept_until = row.next_run_at = old
        return ask(since, until)

    desk.stripe.disputes = restored  # type: ignore[method-assign] # this once
    chore.do(List.DISPUTES)
    assert desk.sweep(List.DISPUTES).swept_until == old
    desk.stripe.disputes = ask  # type: ignore[method-assign] # as it was
    desk.stripe.listed[List.DISPUTES] = [dispute("du_1", 48)]
    assert List.DISPUTES in chore.due(10)
    chore.do(List.DISPUTES)
    assert [one.id for one in desk.heard] == ["du_1"]
    assert desk.sweep(List.DISPUTES).swept_until == desk.stripe.time


def test_two_processes_do_not_walk_at_once(desk: Desk) -> None:
    one, other = desk.chore(), desk.chore()
    one.due(10)
    other.due(10)
    one.do(List.PAYOUTS)
    asked = len(desk.stripe.asked)
    other.do(List.PAYOUTS)
    assert len(desk.stripe.asked) == asked


def test_what_is_not_recorded_in_that_state_is_heard_the_oldest_first(desk: Desk) -> None:
    desk.stripe.listed = {
        List.DISPUTES: [dispute("du_2", 1), dispute("du_1", 5)],
        List.PAYOUTS: [PayoutSnapshot("po_1", "paid", 5, "usd", created=NOW - timedelta(hours=2))],
        List.REFUNDS: [RefundSnapshot("re_1", "succeeded", 5, "usd", "ch_1", created=NOW - timedelta(hours=2))],
    }
    chore = desk.chore()
    chore.due(10)
    for what in (List.DISPUTES, List.PAYOUTS, List.REFUNDS):
        chore.do(what)
    assert [one.id for one in desk.heard] == ["du_1", "du_2", "po_1", "re_1"]
    assert desk.sweep(List.DISPUTES).found == 2


def intent(number: int) -> IntentSnapshot:
    made = NOW - timedelta(minutes=number)
    attempt = str(UUID(int=number, version=4))
    return IntentSnapshot(f"pi_{number}", "succeeded", 100, 100, "usd", False, attempt_id=attempt, created=made)


def test_intents_are_heard_in_the_order_in_which_they_were_paid(desk: Desk) -> None:
    first, second, third = intent(3), intent(2), intent(1)
    paid_last = replace(first, charged=NOW)
    desk.stripe.listed[List.PAYMENT_INTENTS] = [third, second, paid_last]
    chore = desk.chore()
    chore.due(10)
    chore.do(List.PAYMENT_INTENTS)
    assert [one.id for one in desk.heard] == ["pi_2", "pi_1", "pi_3"]


def test_many_intents_are_heard_together_and_what_is_left_alone(desk: Desk) -> None:
    desk.stripe.listed[List.PAYMENT_INTENTS] = [intent(number) for number in range(1, MANY + 6)]
    desk.apart = frozenset({"pi_3", "pi_8"})
    chore = desk.chore()
    chore.due(10)
    chore.do(List.PAYMENT_INTENTS)
    assert desk.together == [tuple(f"pi_{number}" for number in range(MANY + 5, 0, -1))]
    assert [one.id for one in desk.heard] == ["pi_8", "pi_3"]
    assert (desk.sweep(List.PAYMENT_INTENTS).found, desk.sweep(List.PAYMENT_INTENTS).swept_until) == (MANY + 5, NOW)


def test_few_intents_are_heard_one_by_one(desk: Desk) -> None:
    desk.stripe.listed[List.PAYMENT_INTENTS] = [intent(number) for number in range(1, MANY)]
    chore = desk.chore()
    chore.due(10)
    chore.do(List.PAYMENT_INTENTS)
    assert (desk.together, len(desk.heard)) == ([], MANY - 1)


def test_a_bug_in_hearing_together_leaves_nothing_out(desk: Desk) -> None:
    desk.stripe.listed[List.PAYMENT_INTENTS] = [intent(number) for number in range(1, MANY + 6)]
    desk.trouble_together = ValueError("a bug")
    chore = desk.chore()
    chore.due(10)
    chore.do(List.PAYMENT_INTENTS)
    assert len(desk.heard) == MANY + 5 - 10
    assert desk.sweep(List.PAYMENT_INTENTS).swept_until == NOW


def test_where_stripe_is_silent_in_hearing_together_the_walk_is_put_off(desk: Desk) -> None:
    desk.stripe.listed[List.PAYMENT_INTENTS] = [intent(number) for number in range(1, MANY + 6)]
    desk.trouble_together = ProcessorUnknown("no_answer", "Stripe did not answer.")
    chore = desk.chore()
    chore.due(10)
    with pytest.raises(ProcessorUnknown):
        chore.do(List.PAYMENT_INTENTS)
    assert (desk.heard, desk.sweep(List.PAYMENT_INTENTS).tries) == ([], 1)


def test_one_that_can_not_be_recorded_holds_up_none_of_the_others_but_the_mark(desk: Desk) -> None:
    desk.stripe.listed[List.DISPUTES] = [dispute("du_3", 1), dispute("du_2", 24), dispute("du_1", 24 * 9)]
    desk.refuse["du_2"] = ValueError("a bug")
    chore = desk.chore()
    chore.due(10)
    chore.do(List.DISPUTES)
    assert [one.id for one in desk.heard] == ["du_1", "du_3"]
    row = desk.sweep(List.DISPUTES)
    assert row.swept_until < NOW - timedelta(hours=24)
    assert (row.tries, "du_2" in row.error) == (1, True)
    desk.refuse.clear()
    desk.stripe.time = row.next_run_at
    chore.do(List.DISPUTES)
    assert Subject(Kind.DISPUTE, "du_2") in desk.heard
    assert (desk.sweep(List.DISPUTES).swept_until, desk.sweep(List.DISPUTES).tries) == (desk.stripe.time, 0)


@pytest.mark.parametrize(
    "stumbles", [ProcessorUnknown("http_500", "-", answered=True), ProcessorUnknown("half_answer", "-")]
)
def test_one_that_stripe_stumbles_over_holds_up_none_of_the_others(desk: Desk, stumbles: ProcessorUnknown) -> None:
    desk.stripe.listed[List.DISPUTES] = [dispute("du_3", 1), dispute("du_2", 24), dispute("du_1", 24 * 9)]
    desk.refuse["du_2"] = stumbles
    chore = desk.chore()
    chore.due(10)
    chore.do(List.DISPUTES)
    assert [one.id for one in desk.heard] == ["du_1", "du_3"]
    assert (desk.sweep(List.DISPUTES).tries, "du_2" in desk.sweep(List.DISPUTES).error) == (1, True)


def test_where_stripe_is_away_nothing_more_is_asked(desk: Desk) -> None:
    desk.stripe.listed[List.DISPUTES] = [dispute("du_2", 1), dispute("du_1", 24)]
    desk.refuse["du_1"] = ProcessorUnknown("no_answer", "-")
    chore = desk.chore()
    chore.due(10)
    with pytest.raises(ProcessorUnknown):
        chore.do(List.DISPUTES)
    assert desk.heard == []


def test_where_stripe_asks_for_patience_the_walk_is_put_off(desk: Desk) -> None:
    desk.stripe.listed[List.DISPUTES] = [dispute(f"du_{n}", 1) for n in range(MOST_BUSY + 5)]
    desk.refuse = {f"du_{n}": ProcessorBusy("rate_limit", "slowly") for n in range(MOST_BUSY + 5)}
    chore = desk.chore()
    chore.due(10)
    with pytest.raises(ProcessorBusy):
        chore.do(List.DISPUTES)
    assert desk.sweep(List.DISPUTES).tries == 1


def test_one_that_keeps_failing_is_put_before_a_supervisor_until_it_works(desk: Desk) -> None:
    desk.stripe.trouble = ProcessorUnknown("no_answer", "Stripe did not answer.")
    chore = desk.chore()
    chore.due(10)
    waits = []
    for tried in range(1, rules.TOLD_AFTER + 2):
        with pytest.raises(ProcessorUnknown):
            chore.do(List.MOVEMENTS)
        row = desk.sweep(List.MOVEMENTS)
        assert row.tries == tried
        assert "Stripe did not answer" in row.error
        assert desk.told() == ([(f"{Oddity.SWEEP_FAILING}:movements", True)] if tried >= rules.TOLD_AFTER else [])
        waits.append(row.next_run_at - desk.stripe.time)
        desk.stripe.time = row.next_run_at
    assert waits == sorted(waits)
    desk.stripe.trouble = None
    chore.do(List.MOVEMENTS)
    assert desk.told() == [(f"{Oddity.SWEEP_FAILING}:movements", False)]
    assert desk.sweep(List.MOVEMENTS).error == ""


def test_what_stripe_kept_is_booked_with_its_payment_once_it_is_known(desk: Desk) -> None:
    people(desk.database)
    world = World(desk.database)
    world.pays(world.invoice(5_000), 5_000, 5_000, fee_known=False)
    for hear in world.news:
        hear()
    desk.stripe.listed[List.MOVEMENTS] = list(world.moved)
    chore = desk.chore()
    chore.due(10)
    chore.do(List.MOVEMENTS)
    with desk.database.read() as session:
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.kind == "fee")).one()
        payment = session.scalars(select(Payment)).one()
    assert (entry.amount_minor, entry.payment_id, entry.stripe_id) == (166, payment.id, payment.charge_id)
    assert desk.heard == []


def test_a_refund_of_nothing_here_is_told_once_until_its_charge_is_here(desk: Desk) -> None:
    refund = RefundSnapshot("re_1", "succeeded", 5, "usd", "ch_1", created=NOW - timedelta(minutes=20))
    desk.stripe.listed[List.REFUNDS] = [refund]
    with desk.database.write() as session:
        note(session, Oddity.UNKNOWN_REFUND, "unknown_refund:re_1", "-", NOW, stripe_id="re_1")
    chore = desk.chore()
    chore.due(10)
    chore.do(List.REFUNDS)
    assert desk.heard == []
    with desk.database.write() as session:
        ledger.post(session, books.unassigned("ch_1", 900), About("usd", NOW, stripe_id="ch_1"), NOW)
    desk.stripe.time += timedelta(minutes=6)
    chore.do(List.REFUNDS)
    assert desk.heard == [Subject(Kind.REFUND, "re_1")]


def test_events_go_into_the_inbox_as_if_their_webhooks_had_come_once(desk: Desk) -> None:
    def event(ident: str, about: Subject | None) -> EventNotice:
        return EventNotice(ident, "refund.updated", False, "re_1", about, "{}", NOW - timedelta(minutes=1))

    desk.stripe.listed[List.EVENTS] = [event("evt_2", Subject(Kind.REFUND, "re_1")), event("evt_1", None)]
    for _ in range(2):
        chore = desk.chore()
        chore.due(10)
        chore.do(List.EVENTS)
        desk.stripe.time += timedelta(minutes=2)
    with desk.database.read() as session:
        assert [(row.id, row.object_id) for row in session.scalars(select(StripeEvent))] == [("evt_2", "re_1")]
    assert desk.woken == 1
    assert desk.heard == []
