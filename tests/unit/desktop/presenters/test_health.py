"""The health of a till: what is found, what is not, and what hangs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pos_app.desktop.ports import JournalBroken, PrintFailed
from pos_app.desktop.presenters.faces.health import CheckFace, HealthFace, Mark
from pos_app.wire.info import ServerInfo
from tests.unit.desktop.desk import Desk


def looked_at(desk: Desk) -> HealthFace:
    desk.views.health.actions.opened()
    desk.runner.settle()
    face = desk.views.health.last("show_health")
    assert isinstance(face, HealthFace)
    return face


def check(face: HealthFace, key: str) -> CheckFace:
    return next(one for one in face.checks if one.key == key)


def same_version(desk: Desk) -> None:
    made = ServerInfo(version="1.0", hospital="Larkfield", mode="test", server_time=desk.time.now())
    desk.server.info = lambda: made  # type: ignore[method-assign]


def test_a_till_that_is_well_says_so_and_nobody_need_be_logged_in() -> None:
    desk = Desk()
    desk.start()
    same_version(desk)
    face = looked_at(desk)
    assert [one.key for one in face.checks if one.mark is not Mark.GOOD] == []
    assert (face.summary, face.mark) == ("Everything works.", Mark.GOOD)
    assert check(face, "server").sentence == "Larkfield answers in 0 ms."
    assert check(face, "way").sentence == "Encrypted, and billing.larkfield.example is who it says it is."
    assert check(face, "printer").sentence == "Front desk printer is this computer’s printer."
    assert check(face, "disk").sentence == "40.0 GB are free."


def test_what_is_being_looked_at_is_told_as_that() -> None:
    desk = Desk()
    desk.start()
    desk.runner.held_back |= {"reads", "keyring"}
    face = looked_at(desk)
    assert check(face, "server").word == "Checking"
    assert (face.summary, face.mark) == ("Checking this till.", Mark.WAITING)


def test_what_hangs_is_told_after_a_while_and_corrected_when_it_answers_after_all() -> None:
    desk = Desk()
    desk.start()
    same_version(desk)
    desk.runner.held_back |= {"keyring"}
    looked_at(desk)
    desk.pass_time(6.5)
    face = desk.views.health.last("show_health")
    assert check(face, "keyring").sentence == "It does not answer."
    assert face.summary == "Everything works. 1 thing needs a look."
    desk.runner.held_back.clear()
    desk.runner.settle()
    assert check(desk.views.health.last("show_health"), "keyring").mark is Mark.GOOD


def test_without_a_server_the_rest_is_looked_at_all_the_same() -> None:
    desk = Desk()
    desk.start()
    desk.server.down = True
    face = looked_at(desk)
    assert check(face, "server").mark is Mark.BAD
    assert check(face, "clock").sentence == "Not known without the server."
    assert check(face, "journal").mark is Mark.GOOD
    assert face.summary == "2 things do not work."


@pytest.mark.parametrize(("minutes", "said"), [(10, "10 minutes behind"), (-3, "3 minutes ahead of"), (0.5, "agrees")])
def test_a_clock_that_is_wrong(minutes: float, said: str) -> None:
    desk = Desk()
    desk.start()
    at = desk.time.now() + timedelta(minutes=minutes)
    made = ServerInfo(version="1.0", hospital="Larkfield", mode="test", server_time=at)
    desk.server.info = lambda: made  # type: ignore[method-assign]
    assert said in check(looked_at(desk), "clock").sentence


@pytest.mark.parametrize(
    ("free", "mark"), [(50_000_000, Mark.BAD), (700_000_000, Mark.CARE), (2_000_000_000, Mark.GOOD)]
)
def test_a_disk_that_is_full_is_told_before_a_payment_fails_on_it(free: int, mark: Mark) -> None:
    desk = Desk()
    desk.start()
    desk.computer.free = free
    assert check(looked_at(desk), "disk").mark is mark


def test_what_stops_payments_is_bad_and_what_does_not_is_not() -> None:
    desk = Desk()
    desk.start()
    same_version(desk)
    desk.journal.broken = JournalBroken("The till's journal can't be written or read on this computer.")
    desk.computer.web_view = False
    desk.computer.default_printer = ""
    desk.secrets.missing = True
    face = looked_at(desk)
    bad = {one.key for one in face.checks if one.mark is Mark.BAD}
    care = {one.key for one in face.checks if one.mark is Mark.CARE}
    assert (bad, care) == ({"journal", "card"}, {"printer", "keyring"})
    assert all(one.advice for one in face.checks if one.mark is not Mark.GOOD)


def test_looking_keeps_nothing() -> None:
    desk = Desk()
    desk.start()
    looked_at(desk)
    assert (desk.journal.entries, desk.secrets.kept, desk.printer.printed) == ({}, {}, [])


def test_a_test_page_goes_to_the_printer_once() -> None:
    desk = Desk()
    desk.start()
    same_version(desk)
    looked_at(desk)
    desk.views.health.actions.print_test_page()
    assert desk.views.health.last("show_health").printing
    desk.views.health.actions.print_test_page()
    desk.runner.settle()
    assert len(desk.printer.printed) == 1
    assert check(desk.views.health.last("show_health"), "printer").sentence.startswith("A test page has gone to")


def test_a_printer_that_fails_says_why() -> None:
    desk = Desk()
    desk.start()
    looked_at(desk)
    desk.printer.failure = PrintFailed("The printer does not answer.")
    desk.views.health.actions.print_test_page()
    desk.runner.settle()
    face = desk.views.health.last("show_health")
    assert (check(face, "printer").mark, check(face, "printer").sentence) == (Mark.BAD, "The printer does not answer.")


def test_after_closing_nothing_more_is_said() -> None:
    desk = Desk()
    desk.start()
    desk.runner.held_back |= {"reads"}
    looked_at(desk)
    said = desk.views.health.times("show_health")
    desk.views.health.actions.closed()
    desk.runner.held_back.clear()
    desk.runner.settle()
    desk.pass_time(10)
    assert desk.views.health.times("show_health") == said
