"""Asking for a refund and following it to its end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pos_app.desktop.api import ServerUnreachable
from pos_app.desktop.ports import JournalBroken
from pos_app.wire.auth import Role
from pos_app.wire.problems import Code
from pos_app.wire.refunds import ReasonCode, RefundFailure, RefundState
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fake_refunds import card_payment
from tests.unit.desktop.fakes import invoice, person, refusal

PAID = invoice(paid=14800, payments=(card_payment(),))


def at_the_form(desk: Desk | None = None, detail: Any = PAID, role: Role = Role.CASHIER) -> Desk:
    desk = desk or Desk()
    desk.server.invoices_known = [detail]
    desk.log_in(person(role, sites=person().sites))
    desk.till.detail.choose(detail.id)
    desk.pass_time(0.2)
    desk.views.detail.actions.act("refund")
    desk.runner.settle()
    return desk


def fill(desk: Desk, amount: str | None = "50", words: str = "He went home.") -> None:
    actions = desk.views.refund.actions
    if amount is not None:
        actions.choose_part()
        actions.part_typed(amount)
    actions.choose_reason("service_not_rendered")
    actions.words_typed(words)


def answer(desk: Desk, key: str) -> str:
    """The last question's title; its answer is ``key``."""
    question, answered = desk.views.shell.questions[-1]
    assert key in {choice.key for choice in question.choices}
    answered(key)
    desk.runner.settle()
    return question.title


def ask(desk: Desk) -> str:
    desk.views.refund.actions.act("ask")
    return answer(desk, "ask")


def form(desk: Desk) -> Any:
    return desk.views.refund.last("show_form")


def followed(desk: Desk) -> Any:
    return desk.views.refund.last("show_follow")


class TestForm:
    def test_all_that_is_left_is_offered_first(self) -> None:
        desk = at_the_form()
        assert desk.screen == "refund"
        assert (form(desk).amount, form(desk).whole) == ("$148.00", "All that is left, $148.00")
        assert "Visa ending 4242" in form(desk).payments[0].title
        assert not form(desk).payments[0].shortcut  # one payment needs no key

    @pytest.mark.parametrize(
        ("typed", "amount", "problem"),
        [
            ("50", "$50.00", ""),
            ("148.00", "$148.00", ""),
            ("148.01", "—", "Only $148.00 is left of this payment."),
            ("0", "—", "The amount has to be more than zero."),
            ("1.005", "—", "US dollars have fewer decimals than this."),
            ("x", "—", "Type figures only, as in 50.00."),
        ],
    )
    def test_the_amount_is_checked_as_it_is_typed(self, typed: str, amount: str, problem: str) -> None:
        desk = at_the_form()
        fill(desk, typed)
        assert (form(desk).amount, form(desk).problem) == (amount, problem)
        assert desk.views.refund.last("show_footer").action.enabled is not bool(problem)

    def test_what_is_missing_is_said_one_by_one(self) -> None:
        desk = at_the_form()
        said = lambda: desk.views.refund.last("show_footer").action.why  # noqa: E731 - shorter here
        assert said() == "Choose a reason."
        desk.views.refund.actions.choose_reason("duplicate")
        assert said() == "Say why in your own words."
        desk.views.refund.actions.words_typed("   ")
        assert said() == "Say why in your own words."
        desk.views.refund.actions.words_typed("Twice")
        assert said() == ""
        desk.views.refund.actions.act("ask")
        assert "$148.00" in desk.views.shell.questions[-1][0].title
        assert "Margaret Okafor" in desk.views.shell.questions[-1][0].title

    def test_of_several_payments_one_is_chosen_and_its_left_counts(self) -> None:
        detail = invoice(paid=14800, payments=(card_payment(1, 10000), card_payment(2, 4800)))
        desk = at_the_form(detail=detail)
        assert [p.shortcut for p in form(desk).payments] == ["F2", "F3"]
        assert form(desk).amount == "$48.00"  # the newest
        fill(desk, "60")
        assert form(desk).problem
        desk.views.refund.actions.choose_payment("payment-1")
        assert (form(desk).amount, form(desk).problem) == ("$60.00", "")

    def test_what_was_asked_for_before_is_not_left(self) -> None:
        desk = at_the_form()
        fill(desk, "100")
        ask(desk)
        desk.views.refund.actions.escape()
        desk.pass_time(1)
        desk.views.detail.actions.act("refund")
        desk.runner.settle()
        assert form(desk).amount == "$48.00"
        assert "Waits for a supervisor" in form(desk).earlier[0].title

    def test_cash_and_what_is_given_back_wholly_offer_no_refund(self) -> None:
        desk = at_the_form(detail=invoice(paid=14800, payments=(card_payment(method="cash"),)))
        assert desk.screen == "invoices"
        assert "refund" not in {a.key for a in desk.views.detail.last("show_detail").secondary}

    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN])
    def test_who_may_not_is_not_offered_it(self, role: Role) -> None:
        desk = at_the_form(role=role)
        assert desk.screen == "invoices"
        assert "ask_refund" not in desk.server.calls

    def test_what_is_left_is_read_again_when_the_screen_opens(self) -> None:
        desk = Desk()
        desk.server.invoices_known = [PAID]
        desk.log_in()
        desk.till.detail.choose(PAID.id)
        desk.pass_time(0.2)
        desk.server.invoices_known = [PAID.model_copy(update={"payments": (card_payment(minor=1000),)})]
        desk.views.detail.actions.act("refund")
        desk.runner.settle()
        assert form(desk).amount == "$10.00"


class TestAsking:
    def test_it_is_in_the_journal_before_the_first_byte_leaves(self) -> None:
        desk = at_the_form()
        fill(desk)
        desk.runner.held_back = {"money"}
        ask(desk)
        [entry] = desk.journal.refunds.values()
        assert "ask_refund" not in desk.server.calls
        assert (entry.amount_minor, entry.invoice_number) == (5000, "INV-20418")
        desk.runner.held_back = set()
        desk.runner.settle()
        assert desk.server.refunding.only().id == entry.refund_id

    def test_a_journal_that_can_not_be_written_sends_nothing(self) -> None:
        desk = at_the_form()
        fill(desk)
        desk.journal.broken = JournalBroken("The disk is full.")
        ask(desk)
        assert "ask_refund" not in desk.server.calls
        assert "The disk is full." in desk.toasts[-1]
        assert not form(desk).locked

    def test_no_changes_the_mind(self) -> None:
        desk = at_the_form()
        fill(desk)
        desk.views.refund.actions.act("ask")
        answer(desk, "stay")
        assert not desk.server.refunding.known

    def test_what_is_asked_for_is_what_stood_in_the_question(self) -> None:
        desk = at_the_form()
        fill(desk)
        desk.views.refund.actions.act("ask")
        desk.views.refund.actions.part_typed("60")
        answer(desk, "ask")
        assert not desk.server.refunding.known
        assert "has changed" in desk.toasts[-1]

    def test_a_second_yes_asks_nothing_more(self) -> None:
        desk = at_the_form()
        fill(desk)
        ask(desk)
        ask_again = desk.views.shell.questions[-1][1]
        ask_again("ask")
        desk.runner.settle()
        assert len(desk.server.refunding.known) == 1

    @pytest.mark.parametrize("fault", ["before", "after"])
    def test_a_lost_answer_is_unknown_and_asks_under_the_same_number(self, fault: str) -> None:
        desk = at_the_form()
        fill(desk)
        desk.server.faults["ask_refund"] = [fault]
        ask(desk)
        face = followed(desk)
        assert (face.kind, face.headline) == ("checking", "We don’t know yet whether it was asked for.")
        assert "Don’t ask again" in face.advice
        desk.pass_time(1.5)
        assert desk.server.calls.count("ask_refund") == 2
        assert desk.server.refunding.only().amount_minor == 5000
        assert followed(desk).state.text == "Waits for a supervisor"

    def test_a_refusal_leads_back_to_the_form_and_ends_the_journal_entry(self) -> None:
        desk = at_the_form()
        fill(desk)
        desk.server.faults["ask_refund"] = [refusal(Code.REFUND_ABOVE_CAPTURED, detail="Less is left.")]
        ask(desk)
        assert desk.toasts[-1] == "Less is left. Ask for what is left, or less."
        assert not form(desk).locked
        assert desk.journal.open_refunds(desk.session.link.server) == []

    def test_a_card_number_in_the_words_does_not_leave(self) -> None:
        desk = at_the_form()
        fill(desk, words="card 4242 4242 4242 4242")
        ask(desk)
        assert "4242 4242" not in desk.server.refunding.only().reason


class TestFollowing:
    def waiting(self) -> Desk:
        desk = at_the_form()
        fill(desk)
        ask(desk)
        return desk

    @pytest.mark.parametrize(
        ("state", "kind", "word"),
        [
            (RefundState.APPROVED, "waiting", "Approved"),
            (RefundState.SUBMITTED, "checking", "Not known yet"),
            (RefundState.PENDING, "waiting", "At the bank"),
            (RefundState.REQUIRES_ACTION, "waiting", "Waits for the patient"),
            (RefundState.SUCCEEDED, "done", "Done"),
            (RefundState.FAILED, "failed", "Failed"),
            (RefundState.CANCELLED, "over", "Withdrawn"),
            (RefundState.REFUSED, "over", "Refused"),
        ],
    )
    def test_the_truth_is_followed(self, state: RefundState, kind: str, word: str) -> None:
        desk = self.waiting()
        desk.server.refunding.change(desk.server.refunding.only().id, state=state)
        desk.pass_time(2)
        assert (followed(desk).kind, followed(desk).state.text) == (kind, word)
        still_open = bool(desk.journal.open_refunds(desk.session.link.server))
        assert still_open is not state.final

    def test_a_success_that_fails_later_is_shown_as_failed(self) -> None:
        desk = self.waiting()
        one = desk.server.refunding.only().id
        desk.server.refunding.change(one, state=RefundState.SUCCEEDED)
        desk.pass_time(2)
        failure = RefundFailure(code="lost_or_stolen_card", message="The card can't take money any more.")
        desk.server.refunding.change(one, state=RefundState.FAILED, failure=failure)
        desk.pass_time(15)
        assert followed(desk).kind == "failed"
        assert "can't take money" in followed(desk).advice

    def test_an_older_answer_changes_nothing(self) -> None:
        desk = self.waiting()
        course = desk.till.refund._now.course  # type: ignore[union-attr]
        old = course.answer  # type: ignore[union-attr]
        desk.server.refunding.change(old.id, state=RefundState.SUCCEEDED)  # type: ignore[union-attr]
        desk.pass_time(2)
        course.take(old)  # type: ignore[union-attr,arg-type]
        assert followed(desk).state.text == "Done"

    def test_the_note_of_who_refused_is_shown(self) -> None:
        desk = self.waiting()
        desk.server.refunding.refuse(person(Role.SUPERVISOR, "Amara"), desk.server.refunding.only().id, "Not twice.")
        desk.pass_time(2)
        assert (followed(desk).said, followed(desk).said_by) == ("Not twice.", "Amara")

    def test_the_own_words_stand_there_till_then(self) -> None:
        assert (followed(self.waiting()).said, followed(self.waiting()).said_by) == (
            "He went home.",
            "Tomasz Zieliński",
        )

    def test_one_of_two_approved(self) -> None:
        desk = at_the_form()
        desk.server.refunding.needed = 2
        fill(desk)
        ask(desk)
        desk.server.refunding.change(desk.server.refunding.only().id, approvals_needed=1)
        one = desk.server.refunding.only()
        desk.server.refunding._decide(one, person(Role.SUPERVISOR, "Amara"), "approved", "")
        desk.server.refunding.change(one.id)
        desk.pass_time(2)
        assert followed(desk).state.text == "1 of 2 approved"
        assert followed(desk).headline == "Another supervisor has to approve it too."
        assert followed(desk).advice == (
            "Needs two supervisors: 1 of 2 given by Amara. You can serve the next patient."
        )

    def test_it_may_be_withdrawn_while_nobody_has_decided(self) -> None:
        desk = self.waiting()
        desk.views.refund.actions.act("withdraw")
        assert "$50.00" in answer(desk, "withdraw")
        assert desk.server.refunding.only().state is RefundState.CANCELLED
        assert followed(desk).state.text == "Withdrawn"

    def test_too_late_to_withdraw_is_said_and_the_truth_shown(self) -> None:
        desk = self.waiting()
        desk.runner.held_back = {"reads"}  # the screen has not heard yet
        desk.server.refunding.change(desk.server.refunding.only().id, state=RefundState.PENDING)
        desk.views.refund.actions.act("withdraw")
        answer(desk, "withdraw")
        assert "approved already" in desk.toasts[-1]
        desk.runner.held_back = set()
        desk.pass_time(1)
        assert followed(desk).state.text == "At the bank"

    def test_without_the_server_nothing_can_be_decided(self) -> None:
        desk = self.waiting()
        desk.server.down = True
        desk.pass_time(12)
        off = {action.key for action in followed(desk).actions if not action.enabled}
        assert off == {"supervisor_here", "withdraw"}
        desk.views.refund.actions.act("withdraw")
        assert "Withdraw" not in desk.views.shell.questions[-1][0].title

    def test_it_can_be_looked_at_again_from_the_invoice(self) -> None:
        desk = self.waiting()
        desk.views.refund.actions.escape()
        desk.pass_time(1)
        assert desk.screen == "invoices"
        desk.views.detail.actions.act("see_refund")
        desk.pass_time(0.5)
        assert desk.screen == "refund"
        assert followed(desk).state.text == "Waits for a supervisor"

    def test_an_ended_session_keeps_it_for_the_same_person_only(self) -> None:
        desk = self.waiting()
        desk.server.faults["refund"] = [refusal(Code.NOT_AUTHENTICATED, 401)]
        desk.pass_time(2)
        assert desk.screen == "login"
        desk.views.login.actions.sign_in("cashier", "sample-cashier")
        desk.pass_time(0.5)
        assert desk.screen == "refund"
        desk.server.faults["refund"] = [refusal(Code.NOT_AUTHENTICATED, 401)]
        desk.pass_time(3)
        desk.server.passwords["cashier"] = ("sample-cashier", person(name="Ruth Adeyemi"))
        desk.views.login.actions.sign_in("cashier", "sample-cashier")
        desk.pass_time(0.5)
        assert desk.screen == "invoices"
        assert not desk.till.refund.active


class TestAfterARestart:
    def restarted(self, before: Desk, later: timedelta = timedelta()) -> Desk:
        desk = Desk(journal=before.journal, server=before.server)
        desk.server._time = desk.time
        desk.time.seconds += later.total_seconds()
        desk.log_in()
        return desk

    def test_what_is_open_is_said_and_asked_for_only_once(self) -> None:
        before = at_the_form()
        fill(before)
        before.server.faults["ask_refund"] = ["after"]
        ask(before)  # made, and the answer was lost; then the power went
        desk = self.restarted(before)
        assert desk.server.calls.count("ask_refund") == 1
        assert desk.toasts == ["INV-20418: the refund of $50.00 waits for a supervisor."]
        desk.server.refunding.change(desk.server.refunding.only().id, state=RefundState.SUCCEEDED)
        desk.pass_time(20)
        assert desk.toasts[-1] == "INV-20418: the refund of $50.00 is sent back."
        assert desk.journal.open_refunds(desk.session.link.server) == []
        assert len(desk.server.refunding.known) == 1

    def test_what_never_arrived_is_said_and_is_no_longer_open(self) -> None:
        before = at_the_form()
        fill(before)
        before.server.faults["ask_refund"] = ["before"] * 9
        ask(before)
        desk = self.restarted(before, timedelta(minutes=1))
        assert desk.toasts == []  # it may still be on its way
        desk.pass_time(120)
        assert "was never asked for" in desk.toasts[-1]
        assert desk.journal.open_refunds(desk.session.link.server) == []

    def test_another_person_s_404_ends_nothing(self) -> None:
        before = at_the_form()
        fill(before)
        before.server.faults["ask_refund"] = ["before"] * 9
        ask(before)
        desk = Desk(journal=before.journal, server=before.server)
        desk.server._time = desk.time
        desk.time.seconds += 600
        desk.log_in(person(name="Ruth Adeyemi"))
        assert len(desk.journal.open_refunds(desk.session.link.server)) == 1

    def test_that_it_still_waits_is_news_to_who_asked_alone(self) -> None:
        before = at_the_form()
        fill(before)
        ask(before)
        desk = Desk(journal=before.journal, server=before.server)
        desk.server._time = desk.time
        desk.log_in(person(name="Ruth Adeyemi"))
        assert desk.toasts == []
        desk.server.refunding.change(desk.server.refunding.only().id, state=RefundState.FAILED)
        desk.pass_time(20)
        assert desk.toasts == ["INV-20418: the refund of $50.00 failed."]

    def test_a_failure_is_told_with_its_reason(self) -> None:
        before = at_the_form()
        fill(before)
        ask(before)
        failure = RefundFailure(code="x", message="The card has expired.")
        before.server.refunding.change(before.server.refunding.only().id, state=RefundState.FAILED, failure=failure)
        desk = self.restarted(before)
        assert desk.toasts == ["INV-20418: the refund of $50.00 failed. The card has expired."]


def test_leaving_before_the_answer_is_said_and_looked_up() -> None:
    desk = at_the_form()
    fill(desk)
    desk.server.faults["ask_refund"] = ["after"]
    ask(desk)
    desk.views.refund.actions.escape()
    assert "looked up for you" in desk.toasts[-1]
    desk.pass_time(30)
    assert desk.toasts[-1] == "INV-20418: the refund of $50.00 waits for a supervisor."
    assert desk.server.calls.count("ask_refund") == 1


def test_what_was_seen_is_no_news() -> None:
    desk = at_the_form()
    fill(desk)
    ask(desk)
    desk.views.refund.actions.escape()
    desk.pass_time(60)
    assert not [toast for toast in desk.toasts if "waits for a supervisor" in toast]


def test_reasons_have_words_for_all() -> None:
    desk = at_the_form()
    assert {one.key for one in form(desk).reasons} == {code.value for code in ReasonCode}


def test_an_error_that_is_no_answer_is_not_a_refusal() -> None:
    desk = at_the_form()
    fill(desk)
    desk.server.faults["ask_refund"] = [ServerUnreachable("x"), refusal(Code.DATABASE_BUSY, 503)]
    ask(desk)
    desk.pass_time(5)
    assert len(desk.server.refunding.known) == 1
