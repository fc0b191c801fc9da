"""After a power cut: what was begun is asked about, told, and closed."""

from __future__ import annotations

from datetime import timedelta

from pos_app.desktop.ports import JournalBroken, OpenAttempt
from pos_app.wire.auth import Role
from pos_app.wire.payments import AttemptState, CreatePaymentIntent
from tests.unit.desktop.desk import SERVER, Desk
from tests.unit.desktop.fakes import START, FakeIntent, FakeJournal, person


def crashed(state: AttemptState | None, *, begun_before: timedelta = timedelta(minutes=5), who: str = "") -> Desk:
    """A desk whose last run died with one attempt open; ``state`` is what the server knows of it (None: nothing)."""
    journal = FakeJournal()
    person_id = who or person().id
    journal.begin(OpenAttempt("a-1", SERVER, person_id, "invoice-20418", "INV-20418", 14800, "usd", "submitted",
                              START - begun_before))  # fmt: skip
    desk = Desk(journal=journal)
    if state:
        wanted = CreatePaymentIntent(invoice_id="invoice-20418", patient_id="p", amount="148.00", currency="usd")
        desk.server.intents["a-1"] = FakeIntent("a-1", wanted, state)
    return desk


def test_paid_before_the_cut() -> None:
    desk = crashed(AttemptState.SUCCEEDED)
    desk.log_in()
    assert desk.toasts == ["INV-20418: the $148.00 were paid after all."]
    assert desk.journal.ended == {"a-1"}


def test_waiting_for_a_card_that_nobody_will_give() -> None:
    desk = crashed(AttemptState.SUBMITTED)
    desk.log_in()
    assert desk.server.intents["a-1"].state is AttemptState.CANCELLED
    assert desk.toasts == ["INV-20418: an earlier payment of $148.00 was given up. Nothing was charged."]
    assert desk.journal.ended == {"a-1"}


def test_still_unknown_is_said_once_and_asked_on() -> None:
    desk = crashed(AttemptState.PROCESSING)
    desk.log_in()
    desk.pass_time(300)
    assert desk.toasts == ["INV-20418: still checking $148.00. Don’t charge it again."]
    assert desk.server.intents["a-1"].state is AttemptState.PROCESSING
    desk.server.charge(desk.server.intents["a-1"], AttemptState.SUCCEEDED)
    desk.pass_time(120)
    assert desk.toasts[-1] == "INV-20418: the $148.00 were paid after all."


def test_what_never_arrived_is_closed_only_when_it_can_no_longer_arrive() -> None:
    desk = crashed(None, begun_before=timedelta(seconds=30))
    desk.log_in()
    assert desk.journal.ended == set()
    desk.pass_time(200)
    assert desk.journal.ended == {"a-1"}
    assert desk.toasts == []


def test_someone_elses_404_proves_nothing() -> None:
    desk = crashed(None, who="someone-of-another-site")
    desk.log_in()
    desk.pass_time(600)
    assert desk.journal.ended == set()


def test_no_server_yet() -> None:
    desk = crashed(AttemptState.SUCCEEDED)
    desk.server.faults["confirm"] = ["before", "after", "before"]
    desk.log_in()
    assert desk.journal.ended == set()
    desk.pass_time(120)
    assert desk.journal.ended == {"a-1"}


def test_who_takes_no_money_recovers_nothing() -> None:
    desk = crashed(AttemptState.SUBMITTED)
    desk.log_in(person(Role.AUDITOR))
    desk.pass_time(60)
    assert desk.server.intents["a-1"].state is AttemptState.SUBMITTED


def test_news_of_an_earlier_payment_waits_while_another_is_on_screen() -> None:
    desk = crashed(AttemptState.SUBMITTED)
    desk.server.faults["confirm"] = ["before"]
    desk.log_in()
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(0.3)
    desk.page("ready-1")
    desk.pass_time(30)
    assert desk.toasts == []
    desk.views.payment.actions.escape()
    desk.pass_time(1)
    assert "INV-20418: an earlier payment of $148.00 was given up. Nothing was charged." in desk.toasts


def test_a_broken_journal_is_said() -> None:
    desk = Desk()
    desk.journal.broken = JournalBroken("The till's journal can't be read.")
    desk.log_in()
    assert desk.toasts == ["The till's journal can't be read. Tell IT."]
