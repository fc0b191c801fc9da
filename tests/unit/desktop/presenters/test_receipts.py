"""The place of receipts without a window: found, shown, printed again."""

from __future__ import annotations

from pathlib import Path

from pos_app.desktop.ports import PrintFailed
from pos_app.desktop.presenters.faces.common import Screen
from pos_app.wire.auth import Role
from pos_app.wire.problems import Code
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fakes import Recorder, person, receipt_row, refusal


def opened(desk: Desk | None = None) -> Desk:
    desk = desk or Desk()
    desk.log_in()
    desk.views.shell.actions.go(Screen.RECEIPTS)
    desk.pass_time(0.2)
    return desk


def panel(desk: Desk) -> Recorder:
    return desk.views.receipts.receipt


def face(desk: Desk):  # type: ignore[no-untyped-def]
    return panel(desk).last("show_receipt")


def act(desk: Desk, key: str) -> None:
    desk.till.copies.act(key)
    desk.runner.settle()


def search(desk: Desk, text: str) -> None:
    desk.views.receipts.actions.search_typed(text)
    desk.pass_time(0.3)


def numbers(desk: Desk, how: str = "reset_rows") -> list[str]:
    return [row.number for row in desk.views.receipts.last(how)]


def test_the_newest_is_chosen_and_shown() -> None:
    desk = opened()
    assert numbers(desk)[:2] == ["R-10457", "R-10456"]
    assert desk.views.receipts.last("select") == "R-10457"
    assert face(desk).receipt.groups[0][0].value == "R-10457"
    assert [action.key for action in face(desk).actions] == ["print_copy", "save_copy"]


def test_a_row_says_what_it_is() -> None:
    row = opened().views.receipts.last("reset_rows")[0]
    assert (row.patient, row.mrn, row.invoice, row.tender) == (
        "Margaret Okafor", "MRN 4021 7730", "INV-20418", "Visa 4242",
    )  # fmt: skip
    assert (row.paid, row.copies, row.when) == ("$148.00", "", "Today 09:38")


def test_searching_waits_for_a_pause_and_keeps_what_is_chosen() -> None:
    desk = opened()
    before = desk.server.calls.count("receipts")
    desk.views.receipts.actions.chosen("R-10441")
    for text in ("R", "R-", "R-1", "R-10441"):
        desk.views.receipts.actions.search_typed(text)
    desk.pass_time(0.3)
    assert desk.server.calls.count("receipts") == before + 1
    assert numbers(desk) == ["R-10441"]
    assert desk.views.receipts.last("select") == "R-10441"


def test_nothing_is_found() -> None:
    desk = opened()
    search(desk, "nobody")
    message = desk.views.receipts.last("show_message")
    assert message.title == "No receipt matches “nobody”."
    assert face(desk).kind == "failed"
    desk.views.receipts.actions.message_action("clear")
    desk.pass_time(0.2)
    assert numbers(desk)[0] == "R-10457"


def test_the_next_page_comes_while_scrolling() -> None:
    desk = opened()
    assert len(numbers(desk)) == 50
    desk.views.receipts.actions.rows_visible(30, 40)
    desk.runner.settle()
    assert numbers(desk, "append_rows") == [f"R-{10407 - at}" for at in range(10)]
    assert desk.views.receipts.last("show_footer") == "31 to 41, newest first, of 60"


def test_a_copy_is_counted_before_it_is_printed() -> None:
    desk = opened()
    act(desk, "print_copy")
    assert desk.server.calls[-2:] == ["reprint", "copy_pdf"]
    assert desk.printer.printed == [(b"%PDF-1.7 R-10457 COPY 1", "R-10457 copy 1")]
    assert face(desk).note.text == "Copy 1 printed on Front desk printer"
    assert desk.views.receipts.last("replace_rows")[0].copies == "1 copy"
    act(desk, "print_copy")
    assert desk.printer.printed[-1] == (b"%PDF-1.7 R-10457 COPY 2", "R-10457 copy 2")
    assert desk.views.receipts.last("replace_rows")[0].copies == "2 copies"


def test_a_paper_jam_makes_no_further_copy() -> None:
    desk = opened()
    desk.printer.failure = PrintFailed("The printer is out of paper.")
    act(desk, "print_copy")
    assert face(desk).note.text.startswith("The printer is out of paper.")
    desk.printer.failure = None
    act(desk, "print_copy")
    assert desk.printer.printed == [(b"%PDF-1.7 R-10457 COPY 1", "R-10457 copy 1")]
    assert len(desk.server.copies["R-10457"]) == 1


def test_a_lost_answer_is_asked_for_with_the_same_key() -> None:
    desk = opened()
    desk.server.faults["reprint"] = ["after"]
    act(desk, "print_copy")
    assert face(desk).note.text.startswith("The server does not answer.")
    assert desk.printer.printed == []
    act(desk, "print_copy")
    assert desk.printer.printed == [(b"%PDF-1.7 R-10457 COPY 1", "R-10457 copy 1")]


def test_a_copy_as_a_file(tmp_path: Path) -> None:
    desk = opened()
    panel(desk).save_to = tmp_path / "copy.pdf"
    act(desk, "save_copy")
    assert panel(desk).last("ask_where_to_save") == "R-10457-copy-1.pdf"
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF-1.7 R-10457 COPY 1"
    assert face(desk).note.text == "Copy 1 saved as copy.pdf"


def test_another_receipt_forgets_the_copy_of_the_last() -> None:
    desk = opened()
    desk.printer.failure = PrintFailed("The printer is out of paper.")
    act(desk, "print_copy")
    desk.printer.failure = None
    desk.views.receipts.actions.chosen("R-10456")
    desk.pass_time(0.2)
    assert face(desk).note is None
    act(desk, "print_copy")
    assert desk.printer.printed == [(b"%PDF-1.7 R-10456 COPY 1", "R-10456 copy 1")]


def test_the_server_is_away_and_what_was_known_stays() -> None:
    desk = opened()
    desk.server.down = True
    messages = desk.views.receipts.times("show_message")
    desk.pass_time(20)
    desk.views.shell.actions.try_now()
    desk.runner.settle()
    assert desk.views.receipts.times("show_message") == messages
    assert desk.views.receipts.last("show_stale") is True
    desk.server.down = False
    desk.server.receipts_known.insert(0, receipt_row(10458))
    desk.pass_time(20)
    assert desk.views.receipts.last("show_stale") is False
    assert numbers(desk, "replace_rows")[0] == "R-10458"


def test_a_failure_without_rows_offers_to_try_again() -> None:
    desk = Desk()
    desk.server.faults["receipts"] = [refusal(Code.INTERNAL, 500)]
    opened(desk)
    assert desk.views.receipts.last("show_message").actions[0].shortcut == "F5"
    desk.views.receipts.actions.message_action("retry")
    desk.runner.settle()
    assert numbers(desk)[0] == "R-10457"


def test_who_may_not_any_more_is_told_so() -> None:
    desk = Desk()
    desk.log_in(person(Role.SUPERVISOR))
    desk.server.faults["receipts"] = [refusal(Code.NOT_ALLOWED, 403)]
    desk.views.shell.actions.go(Screen.RECEIPTS)
    desk.pass_time(0.2)
    message = desk.views.receipts.last("show_message")
    assert (message.title, message.actions) == ("Your role doesn’t allow this.", ())


def test_nothing_of_a_patient_stays() -> None:
    desk = opened()
    desk.views.shell.actions.log_out()
    desk.runner.settle()
    assert desk.views.receipts.last("reset_rows") == ()
    assert face(desk).receipt is None
