"""Paying on the patient's own phone, as the till follows it."""

from __future__ import annotations

from typing import Any

import pytest

from pos_app.desktop.presenters import method_faces as faces
from pos_app.desktop.presenters.faces.common import Tone
from pos_app.desktop.presenters.faces.payment import PhoneFace
from pos_app.wire.info import ServerInfo
from pos_app.wire.payments import AttemptState
from pos_app.wire.problems import Code
from tests.unit.desktop.desk import SERVER, Desk
from tests.unit.desktop.fakes import START, decline, refusal


def on_phone(**options: Any) -> Desk:
    desk = Desk(**options)
    desk.open_payment()
    choose(desk, "phone")
    return desk


def choose(desk: Desk, key: str) -> None:
    desk.views.payment.actions.choose_method(key)
    desk.runner.settle()


def shown(desk: Desk) -> PhoneFace | None:
    found: PhoneFace | None = desk.views.payment.form.last("show_phone")
    return found


def face(desk: Desk) -> PhoneFace:
    found = shown(desk)
    assert found is not None
    return found


def test_the_code_the_amount_the_time_and_what_is_waited_for() -> None:
    desk = on_phone()
    one = face(desk)
    assert one.code == desk.server.links[0]
    assert (one.amount, one.status) == ("$148.00", "Waiting for the patient’s phone")
    assert one.sentence == "The patient scans this and pays $148.00 there."
    assert one.left == "The link is good for 15:00"
    assert one.warning == ""
    desk.pass_time(65)
    assert face(desk).left == "The link is good for 13:55"
    assert desk.phase == "PHONE"


def test_paid_comes_by_itself_without_any_webhook() -> None:
    desk = on_phone()
    desk.server.learns_by_asking = True
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(6)
    assert desk.face == "paid"
    assert desk.intent.charges == 1
    assert desk.journal.ended == set(desk.journal.entries)


def test_after_a_decline_the_phone_is_one_key_away_on_the_same_payment() -> None:
    desk = Desk()
    desk.open_payment()
    desk.server.charge(desk.intent, decline())
    desk.views.payment.actions.act("charge")
    desk.pass_time(6)
    assert desk.phase == "DECLINED"
    desk.act("on_phone")
    assert desk.phase == "PHONE"
    assert face(desk).code == desk.server.links[0]
    assert len(desk.server.intents) == 1
    desk.act("on_phone")
    assert len(desk.server.links) == 1, "a second press is of no use"


def test_declined_on_the_phone_is_told_and_the_patient_may_go_on_there() -> None:
    desk = on_phone()
    desk.server.charge(desk.intent, decline())
    desk.pass_time(6)
    assert face(desk).tone is Tone.BAD
    assert face(desk).status.startswith("Declined on the phone. This card has insufficient funds.")
    assert face(desk).code, "the link is still good"
    desk.server.charge(desk.intent, decline("lost_card", START.replace(hour=10)))
    desk.pass_time(6)
    assert "insufficient" not in face(desk).status
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(6)
    assert desk.face == "paid"


def test_a_decline_at_the_counter_is_not_the_phones() -> None:
    desk = Desk()
    desk.open_payment()
    desk.act("charge")
    desk.server.charge(desk.intent, decline())
    desk.page("handback-4")
    desk.act("another_card")
    choose(desk, "phone")
    desk.pass_time(10)
    assert face(desk).status == "Waiting for the patient’s phone"


def test_the_bank_asks_on_the_phone() -> None:
    desk = on_phone()
    desk.server.move(desk.intent, AttemptState.REQUIRES_ACTION)
    desk.pass_time(6)
    assert face(desk).status == "The patient’s bank is asking, on the phone"
    assert desk.views.payment.card.times("check_bank") == 0
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(6)
    assert desk.face == "paid"


def test_slow_money_is_checked_as_always() -> None:
    desk = on_phone()
    desk.server.charge(desk.intent, AttemptState.PROCESSING)
    desk.pass_time(20)
    assert desk.face == "checking"
    desk.server.move(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(6)
    assert desk.face == "paid"


@pytest.mark.parametrize("way", ["escape", "counter", "new_card"])
def test_back_to_the_card_form_on_the_same_payment(way: str) -> None:
    desk = on_phone()
    if way == "escape":
        desk.views.payment.actions.escape()
    elif way == "counter":
        desk.act("counter")
    else:
        choose(desk, "new_card")
    desk.runner.settle()
    assert (desk.phase, shown(desk)) == ("CARD", None)
    assert desk.views.payment.form.last("show_footer").note_title == faces.STILL_OPEN
    desk.act("charge")
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.page("handback-5")
    assert desk.face == "paid"
    assert len(desk.server.intents) == 1


def test_paid_on_the_phone_though_the_till_went_back() -> None:
    desk = on_phone()
    desk.views.payment.actions.escape()
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(25)
    assert desk.face == "paid"


def test_the_link_ends_and_another_is_made() -> None:
    desk = on_phone()
    desk.pass_time(901)
    assert (face(desk).code, face(desk).status) == ("", faces.LINK_OVER)
    desk.act("new_link")
    assert face(desk).code == desk.server.links[1]
    assert face(desk).left == "The link is good for 15:00"
    assert len(desk.server.links) == 2


def test_no_link_for_now() -> None:
    desk = Desk()
    desk.open_payment()
    desk.server.faults["pay_link"] = [refusal(Code.DATABASE_BUSY, 503)]
    choose(desk, "phone")
    assert (face(desk).code, face(desk).tone) == ("", Tone.BAD)
    assert face(desk).status.startswith("The server is busy.")
    desk.act("new_link")
    assert face(desk).code


def test_the_card_form_need_not_work_for_it() -> None:
    desk = Desk()
    desk.log_in()
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(0.3)
    desk.views.payment.actions.page_failed("Card payments can’t start on this computer.")
    choose(desk, "phone")
    assert face(desk).code
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.pass_time(6)
    assert desk.face == "paid"


def test_an_address_no_phone_can_reach_is_said_and_shown_in_test_mode_only() -> None:
    desk = Desk()
    desk.server.link_host = "http://127.0.0.1:8080"
    desk.open_payment()
    choose(desk, "phone")
    assert face(desk).warning == faces.LOOPBACK
    assert face(desk).code
    live = Desk()
    live.server.link_host = "http://127.0.0.1:8080"
    live.open_payment()
    live.till.connection.info = ServerInfo(version="1", hospital="L", mode="live", server_time=START)
    choose(live, "phone")
    assert (face(live).code, face(live).status) == ("", faces.LOOPBACK)


def test_where_the_server_names_no_other_address_it_is_the_one_the_till_speaks_to() -> None:
    desk = Desk()
    desk.server.link_host = "http://billing.larkfield.example"  # as behind a proxy that speaks TLS for it
    desk.open_payment()
    choose(desk, "phone")
    assert face(desk).code.startswith(f"{SERVER}/p/")


@pytest.mark.parametrize("host", ["javascript:alert(1)//x", "https://a:b@evil.example", "ftp://x.example", ""])
def test_what_is_no_link_is_not_drawn(host: str) -> None:
    desk = Desk()
    desk.server.link_host = host
    desk.open_payment()
    choose(desk, "phone")
    assert (face(desk).code, face(desk).tone) == ("", Tone.BAD)


def test_it_goes_on_while_the_till_is_locked_and_is_told_to_who_leaves() -> None:
    desk = on_phone()
    kept = desk.till.payment.kept()
    assert kept is not None
    assert kept.title == "A payment is being followed"
    question = desk.till.payment.leave_question()
    assert question is not None
    assert question.title == "A payment is open on the patient’s phone."


def test_it_waits_until_the_server_knows_the_payment() -> None:
    desk = Desk()
    desk.log_in()
    desk.runner.held_back.add("money")
    desk.views.detail.actions.act("take_whole")
    desk.pass_time(0.3)
    choose(desk, "phone")
    assert desk.phase == "PREPARING"
    assert "pay_link" not in desk.server.calls
