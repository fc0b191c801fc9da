"""The queue of refunds: what a supervisor decides at their own till, and at somebody else's."""

from __future__ import annotations

from typing import Any

import pytest

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.wire.auth import Person, Role
from pos_app.wire.problems import Code
from pos_app.wire.refunds import ApprovalsWhy, CreateRefund, ReasonCode, RefundAnswer, RefundState
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fake_refunds import card_payment
from tests.unit.desktop.fakes import invoice, person, refusal

TOMASZ = person()
AMARA = person(Role.SUPERVISOR, "Amara Diallo")
OTHER = person(Role.SUPERVISOR, "Jonas Weber")


def desk_with(*asked: int, who: Person = AMARA, by: Person = TOMASZ, needed: int = 1, sso: str = "") -> Desk:
    """At the refunds' place, with a refund of so many cents asked for by somebody for each of ``asked``."""
    desk = Desk()
    desk.server.sso.name = sso
    desk.server.refunding.needed = needed
    desk.server.invoices_known = [invoice(20418, paid=14800, payments=(card_payment(),))]
    for at, minor in enumerate(asked, 1):
        wanted = CreateRefund(
            payment_intent_id="attempt-1", amount=f"{minor / 100:.2f}", reason="He went home",
            reason_code=ReasonCode.SERVICE_NOT_RENDERED,
        )  # fmt: skip
        desk.time.seconds += 60
        desk.server.refunding.ask(f"refund-{at}", wanted, by)
    desk.log_in(who)
    desk.views.shell.actions.go(Screen.REFUNDS)
    desk.pass_time(0.5)
    return desk


def rows(desk: Desk) -> list[str]:
    for name, args in reversed(desk.views.refunds.said):
        if name == "show_rows":
            return [row.id for row in args[1]]
    raise AssertionError("no rows")


def decision(desk: Desk) -> Any:
    return desk.views.refunds.last("show_decision")


def act(desk: Desk, key: str) -> None:
    desk.views.refunds.actions.act(key)
    desk.runner.settle()


def say(desk: Desk, key: str) -> str:
    question, answered = desk.views.shell.questions[-1]
    answered(key)
    desk.runner.settle()
    return question.title


def one(desk: Desk, name: str = "refund-1") -> RefundAnswer:
    return desk.server.refunding.known[name]


def badge(desk: Desk) -> dict[str, str]:
    return {place.screen.value: place.badge for place in desk.views.shell.last("show_places")}


class TestTheQueue:
    def test_the_oldest_comes_first_and_is_chosen(self) -> None:
        desk = desk_with(1000, 2000, 3000)
        assert rows(desk) == ["refund-1", "refund-2", "refund-3"]
        assert decision(desk).amount == "$10.00"

    def test_everything_needed_to_decide(self) -> None:
        face = decision(desk_with(1000, 2000))
        assert face.identity == "MRN 4021 7730 · INV-20418 · MRI, left knee"
        assert face.caption == "Refund asked · back to Visa ending 4242"
        assert [(part.text, part.amount) for part in face.bar] == [
            ("Taken", "$148.00"),
            ("Before", "$20.00"),
            ("This one", "$10.00"),
            ("Left after", "$118.00"),
        ]
        titles = [row.title for row in face.timeline]
        assert titles[0] == "Tomasz Zieliński asked for $10.00"
        assert "Refund of $20.00 · Waits for a supervisor" in titles
        assert titles[-1] == "Taken, $148.00 · Visa ending 4242"
        assert (face.facts[0].strong, face.facts[0].text) == ("Service not given", "“He went home”")
        assert face.primary.text == "Approve $10.00 to Margaret Okafor"
        assert face.rule == ("Your yes is enough.", "The money is sent back at once.")

    def test_it_is_alive(self) -> None:
        desk = desk_with(1000)
        wanted = CreateRefund(payment_intent_id="attempt-1", amount="5.00", reason="x")
        desk.server.refunding.ask("new", wanted, TOMASZ)
        desk.pass_time(6)
        assert rows(desk) == ["refund-1", "new"]
        assert badge(desk)["refunds"] == "2"

    def test_a_supervisor_is_told_the_number_anywhere(self) -> None:
        desk = desk_with(1000)
        desk.views.shell.actions.go(Screen.INVOICES)
        desk.server.refunding.change("refund-1", state=RefundState.CANCELLED)
        desk.pass_time(20)
        assert badge(desk)["refunds"] == ""

    @pytest.mark.parametrize(
        ("role", "places"),
        [
            (Role.CASHIER, {"receipts", "refunds", "today"}),
            (Role.SUPERVISOR, {"receipts", "refunds", "exceptions", "today"}),
            (Role.AUDITOR, {"receipts", "refunds", "exceptions", "today"}),
            (Role.ADMIN, set()),
        ],
    )
    def test_the_places_of_each_role(self, role: Role, places: set[str]) -> None:
        desk = Desk()
        desk.log_in(person(role))
        desk.pass_time(1)
        assert set(badge(desk)) == places
        desk.views.shell.actions.go(Screen.EXCEPTIONS)
        assert desk.screen == ("exceptions" if "exceptions" in places else "invoices")

    @pytest.mark.parametrize(
        ("key", "state"),
        [
            ("on_the_way", RefundState.PENDING),
            ("on_the_way", RefundState.SUBMITTED),
            ("failed", RefundState.FAILED),
            ("done", RefundState.SUCCEEDED),
            ("refused", RefundState.REFUSED),
            ("refused", RefundState.CANCELLED),
        ],
    )
    def test_each_filter_has_its_states(self, key: str, state: RefundState) -> None:
        desk = desk_with(1000, 2000)
        desk.server.refunding.change("refund-2", state=state)
        desk.views.refunds.actions.choose_filter(key)
        desk.pass_time(0.5)
        assert rows(desk) == ["refund-2"]
        assert decision(desk).primary is None

    def test_empty_is_said(self) -> None:
        desk = desk_with()
        assert desk.views.refunds.last("show_message").title == "Nothing waits for a decision."
        assert desk.views.refunds.last("show_no_decision").detail == "", "there is none to choose"

    def test_slow_shows_a_skeleton(self) -> None:
        desk = desk_with()
        desk.runner.held_back = {"reads"}
        desk.views.refunds.actions.choose_filter("done")
        desk.pass_time(0.3)
        assert desk.views.refunds.last("show_loading") == "Fetching refunds."

    def test_failing_offers_to_try_again(self) -> None:
        desk = desk_with()
        desk.server.faults["refunds"] = [refusal(Code.INTERNAL, 500)] * 2
        desk.views.refunds.actions.choose_filter("done")
        desk.runner.settle()
        assert desk.views.refunds.last("show_message").failed
        act(desk, "retry")
        desk.pass_time(1)
        assert not desk.views.refunds.last("show_message").failed

    def test_what_was_known_stays_readable_without_the_server(self) -> None:
        desk = desk_with(1000)
        desk.server.down = True
        desk.pass_time(15)
        assert rows(desk) == ["refund-1"]
        assert desk.views.refunds.last("show_stale") is True
        assert decision(desk).stale
        assert not decision(desk).primary.enabled
        act(desk, "approve")
        assert not desk.views.shell.questions

    def test_nothing_is_decided_before_the_payment_s_history_is_read(self) -> None:
        desk = desk_with(1000)
        desk.server.faults["invoice"] = [refusal(Code.DATABASE_BUSY, 503)]
        desk.server.refunding.change("refund-1")
        desk.runner.held_back = set()
        desk.pass_time(5.1)
        assert not decision(desk).primary.enabled
        assert "being read" in decision(desk).primary.why
        desk.pass_time(6)
        assert decision(desk).primary.enabled

    def test_log_out_forgets_the_patients(self) -> None:
        desk = desk_with(1000)
        desk.views.shell.actions.log_out()
        assert rows(desk) == []
        assert desk.views.refunds.said[-1][0] == "clear_note"
        desk.pass_time(60)
        assert desk.screen == "login"


class TestDeciding:
    def test_asks_once_with_the_amount_then_approves(self) -> None:
        desk = desk_with(1000)
        act(desk, "approve")
        assert "approve_refund" not in desk.server.calls
        assert say(desk, "approve") == "Approve $10.00 back to Margaret Okafor?"
        assert one(desk).state is RefundState.SUCCEEDED
        assert rows(desk) == []
        assert desk.toasts[-1] == "INV-20418: the $10.00 is sent back."

    def test_no_is_no(self) -> None:
        desk = desk_with(1000)
        act(desk, "approve")
        say(desk, "stay")
        assert one(desk).state is RefundState.REQUESTED

    def test_never_ones_own(self) -> None:
        desk = desk_with(1000, by=AMARA)
        assert not decision(desk).primary.enabled
        assert "whoever asks can never approve" in decision(desk).primary.why
        assert decision(desk).note is None
        for key in ("approve", "refuse"):
            act(desk, key)
        assert not desk.views.shell.questions
        assert one(desk).state is RefundState.REQUESTED

    def test_never_twice(self) -> None:
        desk = desk_with(1000)
        act(desk, "approve")
        _question, answered = desk.views.shell.questions[-1]
        answered("approve")
        answered("approve")
        desk.runner.settle()
        assert desk.server.calls.count("approve_refund") == 1

    def test_one_of_two(self) -> None:
        desk = desk_with(1000, needed=2)
        assert decision(desk).rule == ("Needs two supervisors.", "Nobody has said yes yet. Yours is one of them.")
        act(desk, "approve")
        say(desk, "approve")
        assert desk.toasts[-1] == "INV-20418: 1 of 2 approved. Another supervisor has to approve the $10.00."
        assert decision(desk).state.text == "1 of 2 approved"
        assert not decision(desk).primary.enabled
        assert decision(desk).primary.why == "Another supervisor has to say yes too."
        assert decision(desk).rule == (
            "Needs two supervisors.", "1 of 2 given by you. Another supervisor has to say yes too."
        )  # fmt: skip

    def test_whoever_said_yes_may_still_say_no(self) -> None:
        desk = desk_with(1000, needed=2)
        act(desk, "approve")
        say(desk, "approve")
        desk.views.refunds.actions.note_typed("The letter is missing")
        act(desk, "refuse")
        desk.runner.settle()
        assert one(desk).state is RefundState.REFUSED

    def test_the_second_of_two_sees_who_was_first_and_why_it_takes_two(self) -> None:
        desk = desk_with(1000, needed=2)
        desk.server.refunding._decide(one(desk), person(Role.SUPERVISOR, "Leila Haddad"), "approved", "")
        desk.server.refunding.change("refund-1", approvals_needed=1, approvals_why=ApprovalsWhy.AMOUNT)
        desk.pass_time(6)
        assert decision(desk).rule == (
            "Needs two supervisors.",
            "1 of 2 given by Leila Haddad. With yours the money is sent back at once. "
            "With what went back of this payment before, it is over the limit for one.",
        )
        assert decision(desk).primary.enabled
        act(desk, "approve")
        say(desk, "approve")
        assert one(desk).state is RefundState.SUCCEEDED

    def test_a_yes_that_counts_no_more_is_not_counted_and_its_reason_is_in_the_course(self) -> None:
        desk = desk_with(1000, needed=2)
        desk.server.refunding._decide(one(desk), person(Role.SUPERVISOR, "Leila Haddad"), "approved", "")
        gone = tuple(said.model_copy(update={"counts": False}) for said in one(desk).decisions)
        desk.server.refunding.change("refund-1", decisions=gone, approvals_needed=2)
        desk.pass_time(6)
        assert decision(desk).rule[1].startswith("Nobody has said yes yet.")
        assert any(
            row.when.endswith("No longer counts: Leila Haddad does not supervise here any more")
            for row in decision(desk).timeline
        )

    @pytest.mark.parametrize("when", ["the question is open", "the yes is on its way"])
    def test_somebody_else_was_faster(self, when: str) -> None:
        desk = desk_with(1000)
        act(desk, "approve")
        if when == "the question is open":
            desk.server.refunding.change("refund-1", state=RefundState.CANCELLED)
            desk.pass_time(6)
        else:
            desk.server.refunding.change("refund-1", state=RefundState.CANCELLED)
        say(desk, "approve")
        assert "has changed" in desk.toasts[-1]
        assert "approve_refund" not in desk.server.calls
        assert rows(desk) == []

    def test_other_figures_are_not_approved(self) -> None:
        desk = desk_with(1000)
        act(desk, "approve")
        wanted = CreateRefund(payment_intent_id="attempt-1", amount="100.00", reason="x")
        desk.server.refunding.ask("other", wanted, TOMASZ)  # what would be left after is not what the screen says
        say(desk, "approve")
        assert "has changed" in desk.toasts[-1]
        assert one(desk).state is RefundState.REQUESTED
        desk.pass_time(1)
        assert decision(desk).bar[-1].amount == "$38.00"

    @pytest.mark.parametrize("fault", ["before", "after"])
    def test_a_lost_answer_is_unknown_and_read_again(self, fault: str) -> None:
        desk = desk_with(1000)
        desk.server.faults["approve_refund"] = [fault]
        act(desk, "approve")
        say(desk, "approve")
        assert "don’t know yet" in desk.toasts[-1]
        desk.pass_time(6)
        assert rows(desk) == ([] if fault == "after" else ["refund-1"])
        assert desk.server.calls.count("approve_refund") == 1

    def test_a_refusal_of_the_server_is_said(self) -> None:
        desk = desk_with(1000)
        desk.server.faults["approve_refund"] = [
            refusal(Code.PAYMENT_DISPUTED, detail="The bank disputes this payment.")
        ]
        act(desk, "approve")
        say(desk, "approve")
        assert desk.toasts[-1].startswith("The bank disputes this payment.")

    def test_to_refuse_takes_a_note(self) -> None:
        desk = desk_with(1000)
        act(desk, "refuse")
        assert decision(desk).note.problem == "Say why: whoever asked reads it."
        assert desk.views.refunds.times("focus_note") == 1
        desk.views.refunds.actions.note_typed("Not yet paid")
        assert decision(desk).note.problem == ""
        act(desk, "refuse")
        assert one(desk).state is RefundState.REFUSED
        assert one(desk).decisions[0].note == "Not yet paid"

    def test_a_note_belongs_to_its_refund(self) -> None:
        desk = desk_with(1000, 2000)
        desk.views.refunds.actions.note_typed("for the first")
        desk.views.refunds.actions.chosen("refund-2")
        desk.runner.settle()
        act(desk, "refuse")
        assert one(desk, "refund-2").state is RefundState.REQUESTED

    def test_an_answer_that_was_on_its_way_does_not_undo_what_is_known(self) -> None:
        desk = desk_with(1000)
        old = one(desk)
        act(desk, "approve")
        say(desk, "approve")
        desk.till.refunds._refunds = {"refund-1": one(desk)}
        desk.till.refunds._answered("to_decide", ([old], False))
        assert desk.till.refunds._refunds["refund-1"].state is RefundState.SUCCEEDED


class TestASupervisorAtTheCashiersTill:
    def cashier(self) -> Desk:
        desk = desk_with(1000, who=TOMASZ)
        desk.server.passwords["boss"] = ("secret", AMARA)
        act(desk, "supervisor_here")
        return desk

    def face(self, desk: Desk) -> Any:
        return desk.views.supervisor.last("show_supervisor")

    def says(self, desk: Desk, name: str, password: str) -> None:
        desk.views.supervisor.actions.supervisor_said(name, password)
        desk.runner.settle()

    def test_approves_with_their_own_name_and_leaves_nothing_behind(self) -> None:
        desk = self.cashier()
        mine = desk.session.link
        assert self.face(desk).title == "Approve $10.00 back to Margaret Okafor?"
        self.says(desk, "boss", "secret")
        assert one(desk).decisions[0].by == "Amara Diallo"
        assert desk.session.link is mine
        assert [p.display_name for p in desk.server.logged_in.values()] == ["Tomasz Zieliński"]
        assert self.face(desk) is None
        assert "secret" not in repr(vars(desk.till.approval))

    def test_a_wrong_password_is_said_there(self) -> None:
        desk = self.cashier()
        self.says(desk, "boss", "wrong")
        assert self.face(desk).problem == "Name and password don’t belong together."
        self.says(desk, "boss", "secret")
        assert one(desk).state is RefundState.SUCCEEDED

    def test_goes_when_the_till_locks(self) -> None:
        desk = self.cashier()
        desk.views.shell.actions.lock()
        assert self.face(desk) is None
        assert desk.screen == "locked"

    @pytest.mark.parametrize(("password", "state"), [("secret", "succeeded"), ("wrong", "requested")])
    def test_what_was_on_its_way_when_the_till_locked_is_said_afterwards(self, password: str, state: str) -> None:
        desk = self.cashier()
        desk.views.supervisor.actions.supervisor_said("boss", password)
        desk.views.shell.actions.lock()
        said = len(desk.toasts)
        desk.runner.settle()
        assert one(desk).state.value == state
        assert (desk.screen, self.face(desk)) == ("locked", None)
        assert len(desk.toasts) == said
        assert desk.session.person is not None, "a supervisor's slip ends nobody's session"
        desk.views.lock.actions.unlock("sample-cashier")
        desk.runner.settle()
        assert desk.screen != "locked"
        assert len(desk.toasts) == said + 1

    @pytest.mark.parametrize("missing", [("", "secret"), ("boss", "")])
    def test_both_are_needed(self, missing: tuple[str, str]) -> None:
        desk = self.cashier()
        self.says(desk, *missing)
        assert self.face(desk).problem == "Name and password are needed."
        assert desk.server.calls.count("login") == 1

    @pytest.mark.parametrize(
        ("who", "said"),
        [
            (TOMASZ, "Tomasz Zieliński is not a supervisor."),
            (person(Role.AUDITOR, "Nadia Khoury"), "Nadia Khoury is not a supervisor."),
        ],
    )
    def test_only_a_supervisor(self, who: Person, said: str) -> None:
        desk = self.cashier()
        desk.server.passwords["boss"] = ("secret", who)
        before = len(desk.server.logged_in)
        self.says(desk, "boss", "secret")
        assert self.face(desk).problem == said
        assert len(desk.server.logged_in) == before  # logged out at once
        assert "approve_refund" not in desk.server.calls

    def test_not_who_asked(self) -> None:
        desk = desk_with(1000, who=AMARA, by=AMARA)
        desk.server.passwords["boss"] = ("secret", AMARA)
        act(desk, "supervisor_here")
        self.says(desk, "boss", "secret")
        assert self.face(desk).problem == "Amara Diallo asked for this refund."
        desk.server.passwords["other"] = ("secret", OTHER)
        self.says(desk, "other", "secret")
        assert one(desk).decisions[0].by == "Jonas Weber"

    def test_changed_figures_close_it_and_approve_nothing(self) -> None:
        desk = self.cashier()
        desk.server.refunding.change("refund-1")
        self.says(desk, "boss", "secret")
        assert self.face(desk) is None
        assert "has changed" in desk.toasts[-1]
        assert "approve_refund" not in desk.server.calls
        assert len(desk.server.logged_in) == 1

    @pytest.mark.parametrize("call", ["approve_refund", "logout"])
    def test_a_lost_answer_ends_the_short_session_and_tells_the_truth(self, call: str) -> None:
        desk = self.cashier()
        desk.server.faults[call] = ["after"]
        self.says(desk, "boss", "secret")
        assert len(desk.server.logged_in) == 1
        assert one(desk).state is RefundState.SUCCEEDED
        assert ("don’t know yet" in desk.toasts[-1]) is (call == "approve_refund")

    def test_an_ended_short_session_does_not_end_the_cashier_s(self) -> None:
        desk = self.cashier()
        desk.server.faults["approve_refund"] = [refusal(Code.NOT_AUTHENTICATED, 401)]
        self.says(desk, "boss", "secret")
        assert desk.session.person == TOMASZ
        assert desk.screen == "refunds"

    def test_leaving_asks_nobody(self) -> None:
        desk = self.cashier()
        desk.views.supervisor.actions.supervisor_left()
        assert self.face(desk) is None
        self.says(desk, "boss", "secret")
        assert desk.server.calls.count("login") == 1

    def test_a_cashier_can_not_approve_and_may_withdraw_their_own(self) -> None:
        desk = desk_with(1000, who=TOMASZ)
        assert decision(desk).primary.key == "supervisor_here"
        act(desk, "approve")
        assert not desk.views.shell.questions
        act(desk, "withdraw")
        say(desk, "withdraw")
        assert one(desk).state is RefundState.CANCELLED

    def test_an_auditor_only_reads(self) -> None:
        desk = desk_with(1000, who=person(Role.AUDITOR))
        assert decision(desk).primary is None
        assert [action.key for action in decision(desk).secondary] == ["open_invoice"]


def test_the_invoice_is_one_key_away() -> None:
    desk = desk_with(1000)
    act(desk, "open_invoice")
    desk.pass_time(0.5)
    assert desk.screen == "invoices"
    assert desk.views.invoices.last("show_search") == "INV-20418"


class TestASupervisorWithSingleSignOn:
    def waiting(self, *, by: Person = TOMASZ) -> Desk:
        desk = desk_with(1000, who=TOMASZ, by=by, sso="Larkfield Account")
        act(desk, "supervisor_here")
        return desk

    def signs_in(self, desk: Desk, who: Person) -> None:
        desk.views.supervisor.actions.begin_sso()
        desk.pass_time(0)
        desk.server.sso.came = who
        desk.pass_time(1)

    def face(self, desk: Desk) -> Any:
        return desk.views.supervisor.last("show_supervisor")

    def test_approves_in_the_browser_and_no_session_opens(self) -> None:
        desk = self.waiting()
        mine, before = desk.session.link, dict(desk.server.logged_in)
        assert desk.views.supervisor.last("show_sso_method") == "Sign in with Larkfield Account"
        desk.views.supervisor.actions.begin_sso()
        desk.pass_time(0)
        assert desk.views.supervisor.last("show_sso").code == "K7M-4QX"
        assert len(desk.browser.opened) == 1
        desk.views.supervisor.actions.supervisor_said("boss", "secret")
        assert "approve_refund" not in desk.server.calls, "one way at a time"
        desk.server.sso.came = AMARA
        desk.pass_time(1)
        assert (one(desk).state, one(desk).decisions[0].by) == (RefundState.SUCCEEDED, "Amara Diallo")
        assert self.face(desk) is None
        assert (desk.session.link, desk.server.logged_in) == (mine, before)
        assert "claim-1" not in repr(vars(desk.till.approval)) + repr(vars(desk.till.approval._sso))

    def test_not_who_asked_nor_who_supervises_nothing_but_then_another(self) -> None:
        desk = self.waiting(by=AMARA)
        for who in (AMARA, TOMASZ):
            self.signs_in(desk, who)
            assert self.face(desk).problem
            assert one(desk).state is RefundState.REQUESTED
        self.signs_in(desk, OTHER)
        assert one(desk).decisions[0].by == "Jonas Weber"

    def test_what_changed_in_the_meantime_is_not_approved(self) -> None:
        desk = self.waiting()
        desk.views.supervisor.actions.begin_sso()
        desk.pass_time(0)
        desk.server.refunding.change("refund-1")
        desk.server.sso.came = AMARA
        desk.pass_time(1)
        assert self.face(desk) is None
        assert "has changed" in desk.toasts[-1]
        assert "approve_refund_here" not in desk.server.calls

    def test_what_was_decided_before_it_began_is_said(self) -> None:
        desk = self.waiting()
        desk.server.refunding.change("refund-1", state=RefundState.CANCELLED)
        desk.views.supervisor.actions.begin_sso()
        desk.pass_time(0)
        assert self.face(desk) is None
        assert "has been made" in desk.toasts[-1]

    def test_given_up_the_fields_are_back_and_it_can_begin_again(self) -> None:
        desk = self.waiting()
        desk.views.supervisor.actions.begin_sso()
        desk.pass_time(0)
        desk.views.supervisor.actions.cancel_sso()
        assert desk.views.supervisor.last("show_sso") is None
        assert self.face(desk) is not None
        self.signs_in(desk, AMARA)
        assert one(desk).state is RefundState.SUCCEEDED

    @pytest.mark.parametrize("leave", ["supervisor_left", "lock"])
    def test_who_leaves_approves_nothing(self, leave: str) -> None:
        desk = self.waiting()
        desk.views.supervisor.actions.begin_sso()
        desk.pass_time(0)
        if leave == "lock":
            desk.views.shell.actions.lock()
        else:
            desk.views.supervisor.actions.supervisor_left()
        desk.server.sso.came = AMARA
        desk.pass_time(5)
        assert one(desk).state is RefundState.REQUESTED
        assert self.face(desk) is None

    def test_a_session_that_ended_is_the_tills_own(self) -> None:
        desk = self.waiting()
        desk.server.faults["start_approval_here"] = [refusal(Code.NOT_AUTHENTICATED, 401)]
        desk.views.supervisor.actions.begin_sso()
        desk.pass_time(1)
        assert desk.screen == "login"

    def test_a_lost_answer_is_unknown(self) -> None:
        desk = self.waiting()
        desk.server.faults["approve_refund_here"] = ["after"]
        self.signs_in(desk, AMARA)
        assert "don’t know yet" in desk.toasts[-1]
        assert one(desk).state is RefundState.SUCCEEDED
