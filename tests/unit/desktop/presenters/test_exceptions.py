"""What does not fit into the books, seen to by a supervisor."""

from __future__ import annotations

from typing import Any

import pytest

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.say import speak
from pos_app.wire.auth import Role
from pos_app.wire.problems import Code
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fakes import person, refusal


def at_the_exceptions(role: Role = Role.SUPERVISOR, count: int = 1) -> Desk:
    desk = Desk()
    for at in range(count):
        desk.server.refunding.note(f"x-{at}")
    desk.log_in(person(role, "Amara Diallo"))
    desk.views.shell.actions.go(Screen.EXCEPTIONS)
    desk.pass_time(0.5)
    return desk


def shown(desk: Desk) -> Any:
    return desk.views.exceptions.last("show_decision")


def act(desk: Desk, key: str) -> None:
    desk.views.exceptions.actions.act(key)
    desk.runner.settle()


def test_what_it_is_and_what_to_do() -> None:
    face = shown(at_the_exceptions())
    assert (face.title, face.amount) == ("A refund came back from the bank", "$10.00")
    assert [(fact.title, fact.strong) for fact in face.facts] == [
        ("What to do", "Tell the patient, and give the money back in another way; Stripe holds it again."),
        ("In Stripe’s dashboard", "re_1"),
    ]


def test_what_the_server_wrote_is_said_in_the_tills_language() -> None:
    speak(lambda source, about, count: f"<{source}>")  # noqa: ARG005 - the shape of Translate
    try:
        desk = at_the_exceptions()
        desk.views.exceptions.actions.note_typed("Given back in cash")
        face = shown(desk)
        rows = [args for what, args in desk.views.exceptions.said if what == "show_rows"][-1][1]
        act(desk, "resolve")
    finally:
        speak()
    detail = "<The refund of $10.00 for INV-20418 did not arrive. <Stripe gave no reason.>>"
    assert (face.title, face.caption) == ("<A refund came back from the bank>", detail)
    assert face.facts[0].strong.startswith("<Tell the patient, and give")
    assert (rows[0].cells[1].first, rows[0].cells[1].second) == (face.title, detail)
    assert desk.toasts[-1] == "<<A refund came back from the bank>: seen to.>"


def test_resolving_takes_a_note() -> None:
    desk = at_the_exceptions()
    act(desk, "resolve")
    assert shown(desk).note.problem == "Say what was done about it."
    assert "resolve" not in desk.server.calls
    desk.views.exceptions.actions.note_typed("Given back in cash")
    act(desk, "resolve")
    closed = desk.server.refunding.odd["x-0"]
    assert (closed.resolution, closed.resolved_by) == ("Given back in cash", "Amara Diallo")
    assert desk.views.exceptions.last("show_message").title == "Everything fits."
    assert desk.views.exceptions.last("show_no_decision").detail == "", "there is none to choose"
    desk.views.exceptions.actions.choose_filter("all")
    desk.pass_time(0.5)
    assert shown(desk).facts[-1].text == "Given back in cash"
    assert shown(desk).primary is None


def test_somebody_else_was_faster() -> None:
    desk = at_the_exceptions()
    desk.server.refunding.resolve(person(Role.SUPERVISOR, "Jonas"), "x-0", "Mine")
    desk.views.exceptions.actions.note_typed("Too late")
    act(desk, "resolve")
    assert desk.toasts[-1].startswith("Somebody has seen to this already.")
    assert desk.server.refunding.odd["x-0"].resolution == "Mine"
    assert desk.views.exceptions.last("show_message").title == "Everything fits."


def test_a_lost_answer_keeps_what_was_typed() -> None:
    desk = at_the_exceptions()
    desk.views.exceptions.actions.note_typed("Done")
    desk.server.faults["resolve"] = ["before"]
    act(desk, "resolve")
    assert desk.views.exceptions.last("show_decision").primary.enabled
    act(desk, "resolve")
    assert desk.server.refunding.odd["x-0"].resolution == "Done"


def test_an_auditor_only_reads() -> None:
    desk = at_the_exceptions(Role.AUDITOR)
    face = shown(desk)
    assert (face.primary, face.note) == (None, None)
    assert "A supervisor of this site" in face.refusal.detail
    act(desk, "resolve")
    assert "resolve" not in desk.server.calls


@pytest.mark.parametrize(("count", "badge"), [(0, ""), (3, "3"), (120, "99+")])
def test_the_badge(count: int, badge: str) -> None:
    desk = at_the_exceptions(count=count)
    places = {place.screen.value: place.badge for place in desk.views.shell.last("show_places")}
    assert places["exceptions"] == badge


def test_failing_and_stale() -> None:
    desk = at_the_exceptions()
    desk.server.down = True
    desk.pass_time(30)
    assert desk.views.exceptions.last("show_stale") is True
    assert not shown(desk).primary.enabled
    desk.server.down = False
    desk.pass_time(30)
    desk.server.faults["exceptions"] = [refusal(Code.INTERNAL, 500)]
    desk.pass_time(16)
    assert desk.views.exceptions.last("show_message").failed
