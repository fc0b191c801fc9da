"""Money given back by two people, by keys alone, judged by the sandbox's own ledger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.desktop.presenters.faces.common import Screen
from tests.end2end.hands import Hands
from tests.integration.payments.desk import Desk, Json


def paid(desk: Desk, method: str = "pm_card_visa") -> tuple[Json, str]:
    """A payment of part of an invoice, and the invoice's number."""
    payment = desk.paid("9.00", method)
    return payment, str(desk.of(payment)["number"])


def only_refund(desk: Desk, payment: Json) -> Json:
    [found] = desk.of(payment)["refunds"]
    return dict(found)


@pytest.fixture
def boss(new_till: Callable[..., Hands]) -> Hands:
    """A supervisor at a till of her own."""
    hands = new_till("office")
    hands.log_in("supervisor")
    return hands


def test_asked_here_and_approved_at_another_till(till: Hands, boss: Hands, desk: Desk) -> None:
    payment, number = paid(desk)
    till.to_front()
    till.ask_refund(number, "4.00")
    till.refund_is("Waits for a supervisor")
    assert desk.given_back(payment) == 0
    boss.to_front()
    boss.go(Qt.Key.Key_3, Screen.REFUNDS)
    boss.choose_refund(number)
    face = boss.window.refunds.decision.face
    assert face is not None
    assert [(part.text, part.amount) for part in face.bar] == [
        ("Taken", "$9.00"),
        ("Before", "$0.00"),
        ("This one", "$4.00"),
        ("Left after", "$5.00"),
    ]
    boss.alt(Qt.Key.Key_A)
    assert "$4.00" in boss.yes()
    boss.until(lambda: desk.given_back(payment) == 400, "the money is given back")
    till.to_front()
    till.refund_is("Done")
    till.press(Qt.Key.Key_Return)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the list")
    assert only_refund(desk, payment)["approved_by"] == ["Amara Diallo"]


def test_approved_on_the_cashier_s_till_by_a_supervisor(till: Hands, desk: Desk) -> None:
    payment, number = paid(desk)
    mine = till.counter.session.link
    till.ask_refund(number, "4.00")
    till.refund_is("Waits for a supervisor")
    till.alt(Qt.Key.Key_S)
    till.until(lambda: till.window.supervisor.overlay, "the layer for the supervisor")
    till.type("cashier\t")  # the asker cannot be the second one
    till.type("sample-cashier")
    till.press(Qt.Key.Key_Return)
    layer = till.window.supervisor.overlay
    assert layer is not None
    till.until(lambda: "not a supervisor" in layer.password.below.text(), "the refusal in words")
    layer.name.edit.setFocus()
    layer.name.edit.selectAll()
    till.type("supervisor")
    till.press(Qt.Key.Key_Return)
    till.type("sample-supervisor")
    till.press(Qt.Key.Key_Return)
    till.until(lambda: till.window.supervisor.overlay is None, "the layer is gone")
    till.refund_is("Done")
    assert desk.given_back(payment) == 400
    assert only_refund(desk, payment)["approved_by"] == ["Amara Diallo"]
    assert till.counter.session.link == mine
    assert till.counter.session.person is not None
    assert till.counter.session.person.username == "cashier"


def test_refused_with_a_note(till: Hands, boss: Hands, desk: Desk) -> None:
    payment, number = paid(desk)
    till.to_front()
    till.ask_refund(number, "4.00")
    till.refund_is("Waits for a supervisor")
    boss.to_front()
    boss.go(Qt.Key.Key_3, Screen.REFUNDS)
    boss.type(number)  # from the list: letters search
    refunds = boss.window.refunds
    boss.until(lambda: refunds.decision.face and number in refunds.decision.face.identity, "the refund")
    boss.press(Qt.Key.Key_Return)
    boss.until(lambda: refunds.decision.isAncestorOf(boss.window.focusWidget()), "the buttons have the keyboard")
    boss.alt(Qt.Key.Key_X)  # without a note it asks for one, and the cursor is there
    decision = boss.window.refunds.decision
    boss.until(decision.note.edit.hasFocus, "the note's field")
    boss.type("The insurer has not paid")
    boss.alt(Qt.Key.Key_X)
    till.to_front()
    till.refund_is("Refused")
    face = till.window.refund.follow.face
    assert face is not None
    assert (face.said, face.said_by) == ("The insurer has not paid", "Amara Diallo")
    assert desk.given_back(payment) == 0


def test_the_bank_fails_it_later_and_the_supervisor_sees_to_it(till: Hands, boss: Hands, desk: Desk) -> None:
    payment, number = paid(desk, "pm_card_refundFail")
    till.to_front()
    till.ask_refund(number, "4.00")
    till.refund_is("Waits for a supervisor")
    desk.approve(desk.refund(only_refund(desk, payment)["id"])).raise_for_status()
    till.refund_is("Failed", 90)
    assert desk.given_back(payment) == 0
    boss.to_front()
    boss.go(Qt.Key.Key_4, Screen.EXCEPTIONS)
    page = boss.window.exceptions
    boss.until(lambda: page.decision.face and number in page.decision.face.identity, "the exception", 60)
    boss.press(Qt.Key.Key_Return)
    boss.until(page.decision.note.edit.hasFocus, "the note's field")
    boss.type("Given back in cash")
    boss.alt(Qt.Key.Key_A)
    boss.until(lambda: desk.odd(payment) == [], "nothing is left to see to")
    [found] = desk.exceptions({"id": payment["invoice_id"]})
    assert found.resolution == "Given back in cash"


def test_the_answer_is_lost_in_the_middle_of_asking(till: Hands, desk: Desk) -> None:
    """The server has it, the till does not know: it is unknown, never asked twice, and found again."""
    payment, number = paid(desk)
    till.fill_in_refund(number, "4.00")
    desk.stack.server.kill()
    till.press(Qt.Key.Key_Return)
    till.yes()
    till.refund_is("Not known yet")
    assert "Don’t ask again" in till.window.refund.follow.accessibleName()
    desk.restart()
    till.refund_is("Waits for a supervisor", 90)
    assert only_refund(desk, payment)["amount"]["amount_minor"] == 400


def test_the_till_is_closed_in_the_middle_and_started_again(new_till: Callable[..., Hands], desk: Desk) -> None:
    payment, number = paid(desk)
    first = new_till()
    first.log_in()
    first.fill_in_refund(number, "4.00")
    first.press(Qt.Key.Key_Return)
    first.yes()
    first.until(lambda: desk.of(payment)["refunds"], "the server has it")
    first.close()
    second = new_till()
    second.log_in()
    toasts = second.window._toasts
    second.until(
        lambda: any(number in child.accessibleName() for child in toasts.findChildren(QWidget)), "what is open is said"
    )
    assert only_refund(desk, payment)["amount"]["amount_minor"] == 400


def test_withdrawn_while_nobody_has_decided(till: Hands, desk: Desk) -> None:
    payment, number = paid(desk)
    till.ask_refund(number, "4.00")
    till.refund_is("Waits for a supervisor")
    till.alt(Qt.Key.Key_W)
    till.yes()
    till.refund_is("Withdrawn")
    assert only_refund(desk, payment)["state"] == "cancelled"


def test_somebody_else_was_faster(boss: Hands, desk: Desk) -> None:
    payment, number = paid(desk)
    asked = desk.asked(payment, "4.00")
    boss.go(Qt.Key.Key_3, Screen.REFUNDS)
    boss.choose_refund(number)
    boss.alt(Qt.Key.Key_A)
    desk.cancel_refund(asked)
    boss.yes()
    boss.until(
        lambda: not any(row.id == asked["id"] for row in boss.window.refunds.list.table.model_.rows), "it is gone"
    )
    assert desk.given_back(payment) == 0
