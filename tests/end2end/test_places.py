"""The other places of the rail, by keys alone: what was taken today, and receipts printed again."""

from __future__ import annotations

import csv
import subprocess
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.views.invoice_table import Column
from pos_app.money import Money
from tests.end2end.hands import Hands
from tests.integration.payments.desk import Desk, Json

GOOD = "4242424242424242"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def pay(till: Hands, desk: Desk) -> Json:
    """An invoice paid at the till, and the next patient awaited."""
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(GOOD)
    till.charge()
    till.outcome(PaymentFace.PAID)
    till.press(Qt.Key.Key_Return)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the next patient")
    return invoice


def taken_today(desk: Desk) -> Money:
    """What the cashier took in dollars, as the server sums it up."""
    today = datetime.now().astimezone().date().isoformat()
    found = desk.till.get("/reports/takings", params={"from": today, "to": today}).json()
    return Money(sum(one["taken"]["amount_minor"] for one in found["currencies"] if one["currency"] == "usd"), "usd")


def test_the_list_in_the_order_of_what_is_due(till: Hands, desk: Desk) -> None:
    """By keys, then with the mouse on the column's name; the payment goes on as always."""
    rows = till.window.invoices.list.table.rows
    invoice = desk.invoice()

    def come(sort: str) -> None:
        page = desk.till.get("/invoices", params={"sort": sort, "limit": 50}).json()["items"]
        till.until(lambda: [row.id for row in rows.rows[:50]] == [one["id"] for one in page], sort)

    till.press(Qt.Key.Key_M, ALT)
    come("most_due")
    till.press(Qt.Key.Key_M, ALT)
    come("least_due")
    head = till.window.invoices.list.table.head
    at = QPoint(head.sectionViewportPosition(Column.DATE) + 20, 10)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    come("newest")
    till.find(invoice["number"])


def test_today_shows_what_was_taken_and_exports_it(till: Hands, desk: Desk, tmp_path: Path) -> None:
    day = datetime.now().astimezone().date()
    try:
        today_shows(till, desk, tmp_path / "today.csv")
    except AssertionError:
        if datetime.now().astimezone().date() == day:
            raise
        # midnight has passed since the payment: what the place shows now is another day
        till.go(Qt.Key.Key_1, Screen.INVOICES)
        today_shows(till, desk, tmp_path / "again.csv")


def today_shows(till: Hands, desk: Desk, file: Path) -> None:
    invoice = pay(till, desk)
    page = till.window.today
    till.go(Qt.Key.Key_5, Screen.TODAY)
    till.until(lambda: page.showing_figures, "the figures")
    whole = str(taken_today(desk))
    till.until(
        lambda: any(whole in cell.accessibleName().replace(",", "") for cell in page.sums.cells),
        f"{whole} among {[cell.accessibleName() for cell in page.sums.cells]}",
    )
    till.press(Qt.Key.Key_H, ALT)
    till.until(lambda: page.tabs.buttons["hour"].isChecked(), "the table by hour")
    assert page.table.figures.rowCount() >= 1
    page.answer_where(lambda _parent, _suggested: file)
    till.press(Qt.Key.Key_E, CTRL)
    till.until(file.exists, "the export")
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert invoice["due"]["amount"] in {row["amount"] for row in rows if row["invoice"] == invoice["number"]}
    till.press(Qt.Key.Key_Escape)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the list again")


def test_receipts_are_found_and_printed_again_as_copies(till: Hands, desk: Desk, tmp_path: Path) -> None:
    invoice = pay(till, desk)
    page = till.window.receipts
    till.go(Qt.Key.Key_2, Screen.RECEIPTS)
    till.type(invoice["number"])
    rows = page.table.receipts
    till.until(lambda: [row.invoice for row in rows.rows] == [invoice["number"]], "the receipt alone in the list")
    number = rows.rows[0].number
    panel = page.receipt
    till.until(lambda: number in panel.accessible_words, "the receipt beside the list")
    panel.answer_where(lambda _parent, suggested: tmp_path / suggested)
    till.press(Qt.Key.Key_S, CTRL)
    copy = tmp_path / f"{number}-copy-1.pdf"
    till.until(copy.exists, "the copy as a file")
    text = subprocess.run(["pdftotext", "-layout", copy, "-"], check=True, capture_output=True).stdout.decode()
    assert "COPY 1" in text
    assert number in text
    till.until(lambda: rows.rows[0].copies == "1 copy", "the copy is counted in the list")
    found = desk.till.get("/receipts", params={"q": number}).json()["items"]
    assert [row["copies"] for row in found] == [1]
    till.press(Qt.Key.Key_Escape)
    till.until(lambda: rows.rowCount() > 1, "all receipts again")
    till.press(Qt.Key.Key_Escape)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the list of invoices")
