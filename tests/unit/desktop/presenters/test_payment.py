"""Taking a payment, step by step, as the cashier sees it."""

from __future__ import annotations

import pytest

from pos_app.desktop.ports import JournalBroken
from pos_app.desktop.presenters.faces.payment import CheckingFace, ErrorFace, PaidFace, StepFace
from pos_app.wire.auth import Role
from pos_app.wire.payments import AttemptState
from pos_app.wire.problems import Code
from tests.unit.desktop.desk import SERVER, Desk
from tests.unit.desktop.fakes import decline, person, refusal


def current_step(desk: Desk) -> str:
    steps: tuple[StepFace, ...] = desk.views.payment.last("show_steps")
    return next((step.text for step in steps if step.state == "current"), "all done")


def submit(desk: Desk) -> None:
    """Press Charge, and let the page confirm."""
    desk.act("charge")
    desk.page("confirming-3")


def test_two_keys_from_the_list_to_the_card_form() -> None:
    desk = Desk()
    desk.log_in()
    desk.views.invoices.actions.opened("invoice-20418")
    desk.views.detail.actions.act("take_whole")  # the second Enter, before the invoice was read
    desk.pass_time(0.3)
    desk.page("ready-1")
    assert desk.screen == "payment"
    assert desk.phase == "CARD"
    assert desk.views.payment.form.last("show_amount").amount == "$148.00"
    assert desk.views.payment.form.last("show_footer").action.text == "Charge $148.00 to Margaret Okafor"
    assert desk.views.payment.form.last("show_cover") is None


def test_the_intention_is_on_disk_before_the_first_byte_leaves() -> None:
    desk = Desk()
    desk.log_in()
    desk.runner.held_back.add("journal")
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(5)
    assert "create" not in desk.server.calls
    desk.runner.held_back.clear()
    desk.pass_time(0.1)
    assert desk.server.calls.count("create") == 1
    assert set(desk.journal.entries) == set(desk.server.intents)


def test_nothing_is_begun_when_the_journal_is_broken() -> None:
    desk = Desk()
    desk.log_in()
    desk.journal.broken = JournalBroken("The till's journal can't be written.")
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(1)
    assert "create" not in desk.server.calls
    face: ErrorFace = desk.views.payment.error.last("show_error")
    assert face.refused
    assert "journal" in face.sentence


def test_the_pay_page_is_opened_at_our_own_server_only() -> None:
    desk = Desk()
    desk.open_payment()
    assert desk.views.payment.card.last("load") == f"{SERVER}/pay/abcdefgh12345678"


def test_a_lost_answer_is_asked_for_again_under_the_same_id() -> None:
    desk = Desk()
    desk.server.faults["create"] = ["after", "before", refusal(Code.OUTCOME_UNKNOWN, 504)]
    desk.log_in()
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(1.5)
    assert "again" in desk.views.payment.form.last("show_cover").detail
    desk.pass_time(10)
    assert desk.server.calls.count("create") == 4
    assert len(desk.server.intents) == 1
    desk.page("ready-1")
    assert desk.phase == "CARD"


def test_paid() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    assert current_step(desk) == "Confirming"
    assert desk.views.payment.card.times("submit") == 1
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.page("handback-4")
    face: PaidFace = desk.views.payment.success.last("show_paid")
    assert face.amount == "$148.00"
    assert face.sentence == "Margaret Okafor has nothing left to pay on INV-20418."
    assert face.detail == "Visa ending 4242 · 09:38 · receipt R-10457"
    assert desk.views.payment.success.receipt.last("show_receipt").receipt.groups[0][0].value == "R-10457"
    assert desk.journal.ended == set(desk.journal.entries)


def test_paid_without_a_word_of_the_page() -> None:
    """The page's word is never needed: the server is asked anyway."""
    desk = Desk()
    desk.open_payment()
    desk.act("charge")
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(3)
    assert desk.face == "paid"


def test_the_page_saying_paid_changes_nothing() -> None:
    desk = Desk()
    desk.open_payment()
    desk.page("paid-3", "succeeded-4", "handback-5", "handback-99999999999", "x" * 5000, "", "-", "handback-")
    assert desk.face == "form"
    assert desk.intent.charges == 0


def test_the_next_patient_comes_by_itself() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.page("handback-4")
    assert desk.views.payment.success.last("show_countdown").text == "Next patient in 10 seconds"
    desk.pass_time(9)
    assert desk.views.payment.success.last("show_countdown").text == "Next patient in 1 second"
    desk.pass_time(1.1)
    assert desk.screen == "invoices"
    assert desk.phase == "none"


def test_moving_the_mouse_keeps_the_outcome_open() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.page("handback-4")
    desk.views.payment.actions.stay()
    desk.pass_time(60)
    assert desk.screen == "payment"
    desk.views.payment.actions.escape()
    assert desk.screen == "invoices"


def test_declined_and_another_card_on_the_same_payment() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.server.charge(desk.intent, decline())
    desk.page("handback-4")
    face: ErrorFace = desk.views.payment.error.last("show_error")
    assert (face.word, face.refused) == ("Declined", False)
    assert face.sentence == "This card has insufficient funds."
    assert [choice.key for choice in face.choices] == ["another_card", "take_part", "on_phone", "later"]
    assert "code card_declined" in face.details_for_it
    desk.act("another_card")
    assert desk.views.payment.card.times("again") == 1
    assert desk.phase == "CARD"
    desk.act("charge")
    desk.page("confirming-5")
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.page("handback-6")
    assert desk.face == "paid"
    assert len(desk.server.intents) == 1
    assert desk.intent.charges == 1


def test_the_same_decline_is_not_news_while_the_next_card_is_on_its_way() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.server.charge(desk.intent, decline())
    desk.page("handback-4")
    desk.act("another_card")
    desk.act("charge")
    desk.page("confirming-5")
    desk.pass_time(5)
    assert desk.phase == "SENT"
    assert desk.face == "form"


def test_an_incomplete_form_sends_nothing() -> None:
    desk = Desk()
    desk.open_payment()
    desk.act("charge")
    desk.page("invalid-3")
    assert desk.phase == "CARD"
    assert desk.views.payment.form.last("show_footer").note_title == "The card form is not complete."
    desk.act("charge")
    assert desk.views.payment.card.times("submit") == 2


def test_the_bank_asks_as_long_as_it_takes() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.server.charge(desk.intent, AttemptState.REQUIRES_ACTION)
    desk.pass_time(120)
    assert desk.phase == "BANK"
    assert current_step(desk) == "Bank check"
    assert desk.face == "form"
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(5)
    assert desk.face == "paid"


def test_without_webhooks_the_bank_check_is_learnt_by_asking() -> None:
    desk = Desk()
    desk.server.learns_by_asking = True
    desk.open_payment()
    submit(desk)
    desk.server.charge(desk.intent, AttemptState.REQUIRES_ACTION)
    desk.pass_time(3)
    assert desk.phase == "BANK", "and so it never came to Checking"
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(6)
    assert desk.face == "paid"


def test_an_older_hint_of_the_page_is_no_news() -> None:
    desk = Desk()
    desk.open_payment()
    desk.act("charge")
    desk.page("confirming-5", "invalid-4", "invalid-5")
    assert desk.phase == "SENT"


def test_too_late_to_cancel_is_followed_to_the_end() -> None:
    desk = Desk()
    desk.open_payment()
    desk.server.charge(desk.intent, AttemptState.PROCESSING)
    desk.intent.version -= 1  # the till has not heard of it yet
    desk.views.payment.actions.escape()
    desk.runner.settle()
    assert desk.face == "checking"
    desk.intent.version += 1
    desk.server.charge(desk.intent, decline())
    desk.pass_time(5)
    assert desk.views.payment.error.last("show_error").word == "Declined"


def test_a_failed_bank_check_is_a_decline() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.server.charge(desk.intent, AttemptState.REQUIRES_ACTION)
    desk.pass_time(5)
    desk.server.charge(desk.intent, decline("payment_intent_authentication_failure"))
    desk.page("handback-4")
    assert desk.views.payment.error.last("show_error").sentence == "The bank’s check did not go through."


def test_checking_after_ten_seconds_without_a_certain_answer() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.server.down = True
    desk.pass_time(9)
    assert desk.face == "form"
    desk.pass_time(2)
    assert desk.face == "checking"
    face: CheckingFace = desk.views.payment.checking.last("show_checking")
    assert face.headline == ("We don’t know yet.", "Don’t charge again.")
    assert face.amount == "$148.00"
    assert face.actions[-1].key == "charge"
    assert not face.actions[-1].enabled
    assert any("Asking the server again" in entry.text for entry in face.log)
    before = desk.views.payment.card.times("submit")
    for key in ("charge", "use_amount", "another_card", "take_part", "retry_card", "later"):
        desk.act(key)
    assert desk.views.payment.card.times("submit") == before
    assert desk.face == "checking"
    desk.server.down = False
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(20)
    assert desk.face == "paid"
    assert desk.intent.charges == 1


def test_checking_counts_the_tries_at_stripe() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.intent.tries = 2
    desk.server.charge(desk.intent, AttemptState.PROCESSING)
    desk.pass_time(12)
    face: CheckingFace = desk.views.payment.checking.last("show_checking")
    assert "Asking Stripe again, try 3 of 8" in [entry.text for entry in face.log]


def test_the_next_patient_is_served_while_we_keep_asking() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.server.charge(desk.intent, AttemptState.PROCESSING)
    desk.pass_time(12)
    assert desk.face == "checking"
    desk.act("next")
    assert desk.screen == "invoices"
    assert desk.intent.state is AttemptState.PROCESSING, "what may be charged is never cancelled by going on"
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(120)
    assert "INV-20418: the $148.00 were paid after all." in desk.toasts
    assert desk.journal.ended == set(desk.journal.entries)


def test_leaving_before_the_card_was_sent_cancels() -> None:
    desk = Desk()
    desk.open_payment()
    desk.views.payment.actions.escape()
    desk.runner.settle()
    assert desk.intent.state is AttemptState.CANCELLED
    assert desk.screen == "invoices"
    assert desk.toasts[-1] == "Nothing was charged. INV-20418 is open for every till again."
    assert desk.views.payment.card.times("leave") >= 1


def test_leaving_too_late_says_that_it_was_paid_after_all() -> None:
    desk = Desk()
    desk.open_payment()
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.views.payment.actions.escape()
    desk.runner.settle()
    assert desk.face == "paid"
    assert desk.toasts[-1] == "It was too late to cancel: the payment went through."
    assert desk.screen == "payment"


def test_leaving_while_the_answer_to_create_is_still_out() -> None:
    desk = Desk()
    desk.log_in()
    desk.server.faults["create"] = ["after"]
    desk.views.detail.actions.act("take_whole")
    desk.runner.settle()
    desk.views.payment.actions.escape()
    desk.pass_time(2)
    assert desk.intent.state is AttemptState.CANCELLED
    assert desk.screen == "invoices"


def test_leaving_what_never_arrived() -> None:
    desk = Desk()
    desk.log_in()
    desk.server.faults["create"] = ["before"]
    desk.views.detail.actions.act("take_whole")
    desk.runner.settle()
    desk.views.payment.actions.escape()
    desk.pass_time(1)
    assert desk.screen == "invoices"
    assert desk.server.intents == {}


def test_leaving_need_not_wait_for_a_dead_server() -> None:
    desk = Desk()
    desk.open_payment()
    desk.server.down = True
    desk.views.payment.actions.escape()
    desk.pass_time(5)
    assert desk.screen == "invoices"
    assert "Still giving INV-20418 back. You will be told." in desk.toasts
    desk.server.down = False
    desk.pass_time(120)
    assert desk.intent.state is AttemptState.CANCELLED
    assert desk.toasts[-1] == "INV-20418: an earlier payment of $148.00 was given up. Nothing was charged."


def test_leaving_what_has_been_sent_asks_first() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.views.payment.actions.escape()
    question, answered = desk.views.payment.questions[-1]
    assert question.escape == "stay"
    assert "INV-20418 stays locked" in question.detail
    answered("stay")
    assert desk.phase == "SENT"
    answered("leave")
    assert desk.screen == "invoices"


def test_part_of_it_is_checked_as_it_is_typed() -> None:
    desk = Desk()
    desk.open_payment(part=True)
    assert desk.phase == "AMOUNT"
    assert "create" not in desk.server.calls
    actions = desk.views.payment.actions
    actions.part_typed("148.01")
    assert desk.views.payment.form.last("show_amount").problem == "Only $148.00 is due."
    assert not desk.views.payment.form.last("show_footer").action.enabled
    actions.part_typed("50")
    assert desk.views.payment.form.last("show_footer").action.text == "Use $50.00"
    desk.act("use_amount")
    desk.page("ready-1")
    assert desk.intent.request.amount == "50.00"
    assert desk.views.payment.form.last("show_footer").action.text == "Charge $50.00 to Margaret Okafor"


def test_another_amount_ends_the_first_attempt_before_the_second() -> None:
    desk = Desk()
    desk.open_payment()
    first = desk.intent
    desk.views.payment.actions.choose_part()
    desk.views.payment.actions.part_typed("20.00")
    desk.act("charge")
    assert desk.views.payment.card.times("submit") == 0, "the form still belongs to the other amount"
    desk.act("use_amount")
    desk.page("ready-1")
    assert first.state is AttemptState.CANCELLED
    assert [i.request.amount for i in desk.server.intents.values()] == ["148.00", "20.00"]
    desk.views.payment.actions.choose_whole()
    desk.runner.settle()
    assert [i.request.amount for i in desk.server.intents.values()] == ["148.00", "20.00", "148.00"]
    assert sum(not i.state.final for i in desk.server.intents.values()) == 1


def test_another_amount_when_the_first_was_paid_meanwhile() -> None:
    desk = Desk()
    desk.open_payment()
    desk.views.payment.actions.choose_part()
    desk.views.payment.actions.part_typed("20")
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.act("use_amount")
    assert desk.face == "paid"
    assert len(desk.server.intents) == 1


def test_a_refusal_of_the_server_is_said_in_a_sentence() -> None:
    desk = Desk()
    desk.log_in()
    words = "Lucía Ferrer at Till 3 has been taking $148.00 for this invoice since 10:32."
    desk.server.faults["create"] = [refusal(Code.INVOICE_BEING_PAID, detail=words)]
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(1)
    face: ErrorFace = desk.views.payment.error.last("show_error")
    assert face.refused
    assert face.sentence == words
    desk.act("close")
    assert desk.screen == "invoices"
    assert desk.journal.ended == set(desk.journal.entries)


def test_the_card_form_that_does_not_load_can_be_loaded_again() -> None:
    desk = Desk()
    desk.log_in()
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(1)
    desk.page("loading-1", "loaderror-2")
    assert desk.views.payment.form.last("show_cover").action.key == "retry_card"
    desk.act("retry_card")
    desk.page("ready-1")
    assert desk.phase == "CARD"


def test_a_card_form_that_says_nothing_is_given_up_on() -> None:
    desk = Desk()
    desk.log_in()
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(21)
    assert desk.views.payment.form.last("show_cover").title == "The card form does not load."


def test_the_renderer_dies_while_typing() -> None:
    desk = Desk()
    desk.open_payment()
    desk.views.payment.actions.renderer_gone()
    assert desk.views.payment.form.last("show_cover").action.key == "retry_card"
    assert desk.intent.state is AttemptState.SUBMITTED


def test_the_renderer_dies_after_charge() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.views.payment.actions.renderer_gone()
    desk.runner.settle()
    assert desk.face == "paid"


def test_nothing_is_charged_while_the_server_is_lost() -> None:
    desk = Desk()
    desk.open_payment()
    desk.server.down = True
    desk.pass_time(10)
    assert desk.till.connection.lost
    assert not desk.views.payment.form.last("show_footer").action.enabled
    desk.act("charge")
    assert desk.views.payment.card.times("submit") == 0


def test_enter_twice_submits_once() -> None:
    desk = Desk()
    desk.open_payment()
    desk.act("charge")
    desk.act("charge")
    assert desk.views.payment.card.times("submit") == 1


def test_the_session_ends_in_mid_payment_and_the_same_person_comes_back() -> None:
    desk = Desk()
    desk.open_payment()
    submit(desk)
    desk.server.faults["confirm"] = [refusal(Code.NOT_AUTHENTICATED, 401)]
    desk.page("handback-4")
    assert desk.screen == "login"
    assert desk.views.login.last("show_problem").sentence == "Your session has ended."
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.views.login.actions.sign_in("cashier", "sample-cashier")
    desk.pass_time(1)
    assert desk.screen == "payment"
    assert desk.face == "paid"


def test_the_session_ends_in_mid_payment_and_someone_else_comes() -> None:
    desk = Desk()
    desk.open_payment()
    desk.server.faults["health"] = []
    desk.till.connection.saw(refusal(Code.NOT_AUTHENTICATED, 401))
    assert desk.screen == "login"
    desk.server.passwords["cashier"] = ("sample-cashier", person(Role.CASHIER, "Lucía Ferrer"))
    desk.views.login.actions.sign_in("cashier", "sample-cashier")
    desk.pass_time(1)
    assert desk.screen == "invoices"
    assert desk.phase == "none"


def test_logging_out_in_mid_payment_asks_first() -> None:
    desk = Desk()
    desk.open_payment()
    desk.views.shell.actions.log_out()
    question, answered = desk.views.shell.questions[-1]
    assert question.title == "A payment was begun."
    answered("leave")
    desk.runner.settle()
    assert desk.screen == "login"
    assert desk.phase == "none"


@pytest.mark.parametrize("state", [AttemptState.CANCELLED, AttemptState.FAILED])
def test_ended_elsewhere_without_money(state: AttemptState) -> None:
    desk = Desk()
    desk.open_payment()
    desk.server.move(desk.intent, state)
    desk.pass_time(3)
    face: ErrorFace = desk.views.payment.error.last("show_error")
    assert face.refused
    assert face.assurance == "No money has moved."
