"""Paying with a card the patient keeps, as the supervisor and the cashier see it."""

from __future__ import annotations

from typing import Any

import pytest

from pos_app.desktop.presenters.faces.common import Question
from pos_app.desktop.presenters.faces.payment import MethodFace
from pos_app.wire.auth import Role
from pos_app.wire.payments import AttemptState
from pos_app.wire.problems import Code
from tests.unit.desktop.desk import SERVER, Desk
from tests.unit.desktop.fakes import decline, person, refusal, saved_card

VISA, OLD = saved_card(), saved_card("0005", "amex", expired=True)


def opened(role: Role = Role.SUPERVISOR, *cards: Any, **options: Any) -> Desk:
    desk = Desk(**options)
    desk.server.cards = cards or (VISA, OLD)
    desk.log_in(person(role))
    desk.open_payment()
    return desk


def choose(desk: Desk, key: str = "card:card-4242") -> None:
    desk.views.payment.actions.choose_method(key)
    desk.runner.settle()


def tiles(desk: Desk) -> tuple[MethodFace, ...]:
    return tuple(desk.views.payment.methods.last("show_methods"))


def note(desk: Desk) -> tuple[str, Any]:
    return next(args for said, args in reversed(desk.views.payment.methods.said) if said == "show_note")


def asked(desk: Desk) -> Question:
    return desk.views.payment.questions[-1][0]


def answer(desk: Desk, key: str) -> None:
    desk.views.payment.questions[-1][1](key)
    desk.runner.settle()


def charge(desk: Desk) -> None:
    choose(desk)
    desk.act("charge")
    answer(desk, "charge_card")


def test_the_saved_cards_stand_below_the_ways_that_are_always_there() -> None:
    desk = opened()
    faces = tiles(desk)
    assert [(face.title, face.shortcut, face.enabled) for face in faces] == [
        ("New card", "Alt+1", True),
        ("On the patient’s phone", "Alt+2", True),
        ("Visa ending 4242", "Alt+3", True),
        ("American Express ending 0005", "", False),
    ]
    assert faces[2].detail == "Saved · expires 08/28 · agreed 12 May"
    assert faces[3].detail == "Expired 08/24"
    assert [face.chosen for face in faces] == [True, False, False, False]


def test_they_are_read_in_the_background_and_never_hold_up_the_payment() -> None:
    desk = Desk()
    desk.server.cards = (VISA,)
    desk.log_in(person(Role.SUPERVISOR))
    desk.runner.held_back.add("reads")
    desk.views.detail.actions.act("take_whole")
    desk.runner.settle()
    desk.page("ready-1")
    assert (desk.phase, len(tiles(desk))) == ("CARD", 2)
    desk.runner.held_back.clear()
    desk.runner.settle()
    assert [face.key for face in tiles(desk)] == ["new_card", "phone", "card:card-4242"]


@pytest.mark.parametrize("call", ["customer_of", "saved_cards"])
def test_that_they_cannot_be_read_is_said_and_the_new_card_works(call: str) -> None:
    desk = Desk()
    desk.server.cards = (VISA,)
    desk.log_in(person(Role.SUPERVISOR))
    desk.server.faults[call] = [refusal(Code.DATABASE_BUSY, 503)]
    desk.open_payment()
    assert note(desk) == ("The saved cards can’t be shown just now. A new card can be taken.", None)
    desk.act("charge")
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.page("handback-4")
    assert desk.face == "paid"


def test_a_patient_without_cards_has_no_word_about_them() -> None:
    desk = Desk()
    desk.log_in(person(Role.SUPERVISOR))
    desk.open_payment()
    assert (len(tiles(desk)), note(desk)) == (2, ("", None))


def test_a_cashier_sees_them_and_is_told_who_charges_them() -> None:
    desk = opened(Role.CASHIER)
    face = tiles(desk)[2]
    assert (face.title, face.enabled) == ("Visa ending 4242", False)
    assert note(desk) == ("Saved cards are charged, and removed, by a supervisor of this site.", None)
    choose(desk)
    desk.act("charge")
    desk.act("remove_card")
    assert desk.views.payment.questions == []
    assert "charge_card" not in desk.server.calls


def test_it_is_asked_once_with_amount_card_and_name() -> None:
    desk = opened()
    choose(desk)
    assert desk.views.payment.form.last("show_cover").title == "Visa ending 4242"
    assert desk.views.payment.form.last("show_footer").action.text == "Charge $148.00 to Visa 4242"
    desk.act("charge")
    assert asked(desk).title == "Charge $148.00 to Visa 4242 of Margaret Okafor?"
    assert "charge_card" not in desk.server.calls
    answer(desk, "stay")
    assert (desk.phase, desk.server.calls.count("charge_card")) == ("CARD", 0)
    desk.act("charge")
    answer(desk, "charge_card")
    assert desk.face == "paid"
    assert (desk.server.calls.count("charge_card"), desk.intent.charges) == (1, 1)
    assert desk.journal.ended == set(desk.journal.entries) == set(desk.server.intents)
    assert desk.views.payment.card.times("submit") == 0


def test_the_card_form_need_not_work_for_it() -> None:
    desk = Desk()
    desk.server.cards = (VISA,)
    desk.log_in(person(Role.SUPERVISOR))
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(0.3)
    desk.views.payment.actions.page_failed("Card payments can’t start on this computer.")
    charge(desk)
    assert desk.face == "paid"


def test_an_expired_card_is_not_chosen() -> None:
    desk = opened()
    choose(desk, "card:card-0005")
    assert tiles(desk)[0].chosen
    assert desk.views.payment.form.last("show_footer").action.text == "Charge $148.00 to Margaret Okafor"


def test_the_new_card_after_all() -> None:
    desk = opened()
    choose(desk)
    choose(desk, "new_card")
    assert desk.views.payment.form.last("show_cover") is None
    desk.act("charge")
    assert desk.views.payment.card.times("submit") == 1
    assert desk.views.payment.questions == []


def test_declined_then_another_way_on_the_same_payment() -> None:
    desk = opened()
    desk.server.charging = decline()
    charge(desk)
    assert desk.views.payment.error.last("show_error").sentence == "This card has insufficient funds."
    desk.act("another_card")
    assert [face.key for face in tiles(desk) if face.chosen] == ["new_card"]
    desk.act("charge")
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.page("handback-9")
    assert desk.face == "paid"
    assert len(desk.server.intents) == 1


@pytest.mark.parametrize("fault", ["after", refusal(Code.OUTCOME_UNKNOWN, 504)], ids=str)
def test_an_outcome_that_is_not_known_is_checked_and_never_sent_again(fault: Any) -> None:
    desk = opened()
    desk.server.charging = AttemptState.PROCESSING
    desk.server.faults["charge_card"] = [fault]
    charge(desk)
    assert desk.face == "checking"
    desk.server.move(desk.intent, AttemptState.PROCESSING)
    desk.pass_time(90)
    assert desk.face == "checking"
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(5)
    assert desk.face == "paid"
    assert (desk.server.calls.count("charge_card"), desk.intent.charges) == (1, 1)


def test_a_charge_that_never_arrived_is_said_to_be_none_only_once_that_is_sure() -> None:
    desk = opened()
    desk.server.faults["charge_card"] = ["before"]
    charge(desk)
    desk.pass_time(50)
    assert desk.face == "checking"
    desk.pass_time(15)
    assert (desk.face, desk.phase) == ("form", "CARD")
    assert desk.views.payment.form.last("show_footer").note_title == "The card was not charged."
    desk.act("charge")
    answer(desk, "charge_card")
    assert (desk.face, desk.intent.charges) == ("paid", 1)


def test_what_the_server_refuses_is_said_and_another_way_is_open() -> None:
    desk = opened()
    desk.server.faults["charge_card"] = [refusal(Code.CARD_EXPIRED)]
    charge(desk)
    assert (desk.phase, desk.intent.charges) == ("CARD", 0)
    assert "has expired" in desk.views.payment.form.last("show_footer").note_title
    choose(desk, "new_card")
    desk.act("charge")
    assert desk.views.payment.card.times("submit") == 1


def test_the_banks_question_is_shown_in_the_card_form_in_place() -> None:
    desk = opened()
    desk.server.charging = AttemptState.REQUIRES_ACTION
    charge(desk)
    assert (desk.phase, desk.face) == ("BANK", "form")
    assert desk.views.payment.form.last("show_cover") is None
    assert desk.views.payment.card.times("check_bank") == 1
    desk.pass_time(30)
    assert desk.views.payment.card.times("check_bank") == 1
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.page("handback-9")
    assert desk.face == "paid"


def test_the_page_is_loaded_for_the_banks_question_where_it_was_not() -> None:
    desk = Desk()
    desk.server.cards = (VISA,)
    desk.server.charging = AttemptState.REQUIRES_ACTION
    desk.log_in(person(Role.SUPERVISOR))
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(0.3)
    desk.views.payment.actions.page_failed("The card form did not load.")
    charge(desk)
    assert desk.views.payment.card.last("load") == f"{SERVER}/pay/abcdefgh12345678"
    desk.page("loading-1", "ready-2")
    assert desk.views.payment.card.times("check_bank") == 1
    assert desk.views.payment.form.last("show_cover") is None


def test_that_the_bank_cannot_ask_here_is_said() -> None:
    desk = opened()
    desk.server.charging = AttemptState.REQUIRES_ACTION
    charge(desk)
    desk.views.payment.actions.page_failed("The card form stopped.")
    desk.pass_time(10)
    assert desk.views.payment.form.last("show_cover").title == "The bank’s question can’t be shown here."
    desk.views.payment.actions.escape()
    answer(desk, "cancel")
    desk.pass_time(1)
    assert (desk.screen, desk.intent.state) == ("invoices", AttemptState.CANCELLED)


def test_a_part_is_charged_to_the_card_that_was_chosen() -> None:
    desk = opened()
    choose(desk)
    desk.views.payment.actions.choose_part()
    desk.views.payment.actions.part_typed("20")
    desk.act("use_amount")
    desk.pass_time(0.5)
    desk.act("charge")
    assert asked(desk).title == "Charge $20.00 to Visa 4242 of Margaret Okafor?"


def test_an_answer_that_comes_too_late_charges_nothing() -> None:
    desk = opened()
    choose(desk)
    desk.act("charge")
    choose(desk, "new_card")
    answer(desk, "charge_card")
    assert "charge_card" not in desk.server.calls


def test_the_session_ends_while_the_card_is_charged() -> None:
    desk = opened()
    desk.runner.held_back.add("money")
    choose(desk)
    desk.act("charge")
    answer(desk, "charge_card")
    desk.server.logged_in.clear()
    desk.server.refreshes.clear()
    desk.server.faults["intent"] = [refusal(Code.NOT_AUTHENTICATED, 401)] * 2
    desk.server.faults["confirm"] = [refusal(Code.NOT_AUTHENTICATED, 401)] * 2
    desk.pass_time(5)
    assert desk.screen == "login"
    desk.runner.held_back.clear()
    desk.runner.settle()  # it did arrive
    desk.views.login.actions.sign_in("cashier", "sample-cashier")
    desk.pass_time(5)
    assert desk.face == "paid"
    assert desk.intent.charges == 1


# --- removing -----------------------------------------------------------------------------------------------------


def test_removing_is_asked_once_and_takes_the_tile_away() -> None:
    desk = opened()
    choose(desk)
    desk.act("remove_card")
    assert asked(desk).title == "Remove Visa 4242 of Margaret Okafor?"
    assert asked(desk).danger
    answer(desk, "stay")
    assert "forget_card" not in desk.server.calls
    desk.act("remove_card")
    answer(desk, "card:card-4242")
    assert [face.key for face in tiles(desk)] == ["new_card", "phone", "card:card-0005"]
    assert tiles(desk)[0].chosen
    assert desk.toasts[-1] == "Visa 4242 of Margaret Okafor is removed."
    assert desk.views.payment.form.last("show_cover") is None


def test_an_expired_card_can_be_removed_too() -> None:
    desk = opened()
    desk.act("remove_card")
    assert [choice.text for choice in asked(desk).choices] == [
        "Keep", "Remove American Express 0005", "Remove Visa 4242"
    ]  # fmt: skip
    answer(desk, "card:card-0005")
    assert desk.server.cards == (VISA,)


def test_a_removal_that_fails_is_said_and_the_card_stays() -> None:
    desk = opened()
    desk.server.faults["forget_card"] = [refusal(Code.DATABASE_BUSY, 503)]
    desk.act("remove_card")
    answer(desk, "card:card-4242")
    assert desk.toasts[-1].startswith("The server is busy.")
    assert len(tiles(desk)) == 4


def test_nothing_of_the_cards_stays_at_the_till() -> None:
    desk = opened()
    choose(desk)
    desk.views.payment.actions.escape()
    desk.pass_time(1)
    assert desk.views.payment.times("forget") >= 1
    assert desk.paying is None


def test_the_patient_is_asked_whether_to_keep_the_card() -> None:
    desk = opened()
    assert desk.intent.request.save_payment_method
