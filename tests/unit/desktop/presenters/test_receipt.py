from __future__ import annotations

from pathlib import Path

from pos_app.desktop.ports import PrintFailed
from pos_app.wire.payments import AttemptState
from tests.unit.desktop.desk import Desk


def paid(desk: Desk) -> Desk:
    desk.open_payment()
    desk.act("charge")
    desk.server.charge(desk.intent, AttemptState.SUCCEEDED)
    desk.page("handback-3")
    return desk


def panel(desk: Desk):  # type: ignore[no-untyped-def]
    return desk.views.payment.success.receipt.last("show_receipt")


def act(desk: Desk, key: str) -> None:
    desk.till.receipt.act(key)
    desk.runner.settle()


def test_shown_as_it_is_printed() -> None:
    desk = paid(Desk())
    face = panel(desk).receipt
    assert face.test == "TEST, NOT A RECEIPT"
    assert [(r.text, r.value) for r in face.groups[1]] == [
        ("Patient’s share", "$198.00"), ("Paid before", "$50.00"), ("Paid now", "$148.00"), ("Left to pay", "$0.00"),
    ]  # fmt: skip
    assert desk.views.payment.success.receipt.last("show_pdf") == b"%PDF-1.7 a receipt"


def test_what_was_paid_too_much_is_said_without_a_minus() -> None:
    desk = Desk()
    desk.server.left_to_pay = -5200
    face = panel(paid(desk)).receipt
    assert [(r.text, r.value) for r in face.groups[1]][-1] == ("Paid too much", "$52.00")


def test_a_receipt_that_is_made_a_moment_later() -> None:
    desk = Desk()
    desk.server.receipts_late = 2
    paid(desk)
    assert panel(desk).kind == "loading"
    desk.pass_time(3)
    assert panel(desk).kind == "ready"


def test_printing() -> None:
    desk = paid(Desk())
    act(desk, "print")
    assert desk.printer.printed == [(b"%PDF-1.7 a receipt", "R-10457")]
    assert panel(desk).note.text == "Printed on Front desk printer"


def test_a_failing_printer_changes_no_money() -> None:
    desk = paid(Desk())
    desk.printer.failure = PrintFailed("No printer is set up on this computer.")
    act(desk, "print")
    assert panel(desk).note.text.startswith("No printer is set up on this computer. · The payment stands.")
    assert desk.intent.charges == 1


def test_a_hanging_spooler_holds_up_nothing() -> None:
    desk = paid(Desk())
    desk.runner.held_back.add("printer")
    act(desk, "print")
    assert panel(desk).note.text == "Printing…"
    desk.act("next")
    assert desk.screen == "invoices"


def test_saving(tmp_path: Path) -> None:
    desk = paid(Desk())
    view = desk.views.payment.success.receipt
    view.save_to = tmp_path / "r.pdf"
    act(desk, "save_pdf")
    assert view.save_to.read_bytes() == b"%PDF-1.7 a receipt"
    assert view.last("ask_where_to_save") == "R-10457.pdf"
    view.save_to = tmp_path / "missing" / "r.pdf"
    act(desk, "save_pdf")
    assert panel(desk).note.text == "r.pdf could not be saved there."
