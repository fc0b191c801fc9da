"""Words and their room: nothing that matters is cut, letters of any script keep their dots."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.desktop.views.components.buttons import HERO, LEAST_TEXT, Button, ChoiceButton, fitting_size
from pos_app.desktop.views.components.fields import Field, SearchBox
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine
from pos_app.desktop.views.components.kit import Kit, broken
from pos_app.desktop.views.components.text import Elided, Text
from pos_app.desktop.views.invoice_table import Column, column_widths
from pos_app.desktop.views.key_overlay import _columns
from tests.support.room import cut_off
from tests.unit.desktop.views import samples

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
ARABIC = "الحقل التالي في البطاقة إلى ثوانٍ، خطأً عاجلًا"
LONG = f"{ARABIC} {ARABIC} {ARABIC} {ARABIC}"
RTL = Qt.LayoutDirection.RightToLeft


def inked(widget: QWidget, around: int) -> QRect:
    """Where the words of a widget show, drawn with room around it, in its own coordinates."""
    holder = QWidget()
    holder.resize(widget.width() + 2 * around, widget.height() + 2 * around)
    widget.setParent(holder)
    widget.move(around, around)
    widget.show()
    image = holder.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = image.pixel(0, 0)
    marked = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) != ground]
    xs, ys = [x for x, _ in marked], [y for _, y in marked]
    widget.setParent(None)
    return QRect(QPoint(min(xs) - around, min(ys) - around), QPoint(max(xs) - around, max(ys) - around))


@pytest.mark.parametrize("role", ["label", "small", "body", "title", "heading"])
@pytest.mark.parametrize("kind", [Text, Elided])
def test_arabic_letters_keep_their_dots(kit: Kit, qtbot: QtBot, role: str, kind: type[Text | Elided]) -> None:
    """As high as they ask to be, and once more with room to spare: the same is drawn."""
    seen = []
    for spare in (0, 30):
        words = kind(kit, ARABIC, role)
        qtbot.addWidget(words)
        words.setLayoutDirection(RTL)
        words.resize(words.sizeHint().width() + 4, words.sizeHint().height() + 2 * spare)
        seen.append(inked(words, 4).height())
    assert seen[0] == seen[1]


def test_the_hint_of_the_search_box_keeps_its_dots(kit: Kit, qtbot: QtBot) -> None:
    seen = []
    for words in (SearchBox(kit, ARABIC, "", ""), Elided(kit, ARABIC, "lead")):
        qtbot.addWidget(words)
        words.setLayoutDirection(RTL)
        words.resize(700, 52)
        part = words.edit if isinstance(words, SearchBox) else words
        part.resize(600, 52)
        seen.append(inked(part, 4).height())
    assert abs(seen[0] - seen[1]) <= 1, "a cut line lacks four"


def test_the_search_box_says_what_it_finds_before_how(kit: Kit, qtbot: QtBot) -> None:
    box = SearchBox(kit, "Invoice number, MRN, name, phone or date of birth", "Just type, or scan", "clears")
    qtbot.addWidget(box)
    box.show()
    for width, both in ((900, True), (584, False)):
        box.resize(width, 52)
        QApplication.processEvents()
        assert box._how.isVisible() is both
        assert not cut_off(box), width
    box.edit.setText("okafor")
    assert (box._how.isVisible(), box._how.text()) == (True, "clears")


def test_lines_of_arabic_stand_close_and_hold_what_they_say(kit: Kit, qtbot: QtBot) -> None:
    words = Text(kit, LONG, "body", wrap=True)
    qtbot.addWidget(words)
    words.setLayoutDirection(RTL)
    words.resize(220, words.heightForWidth(220))
    size = kit.theme.tokens.type["body"][0]
    assert 3 * 1.5 * size < words.height() - words.heightForWidth(2000) < 5 * 1.7 * size, "three to five lines more"
    drawn = inked(words, 6)
    assert drawn.top() >= 0
    assert drawn.bottom() < words.height()
    assert drawn.right() > words.width() - 6, "lines begin at the right"


def test_a_wrapped_label_asks_for_its_height_in_a_layout(kit: Kit, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.setLayoutDirection(RTL)
    column = QVBoxLayout(page)
    words = Text(kit, LONG, "small", wrap=True)
    column.addWidget(words)
    column.addStretch(1)
    page.resize(260, 600)
    page.show()
    qtbot.waitUntil(lambda: words.height() == words.heightForWidth(words.width()))
    assert words.sizeHint().height() < words.height()


def test_a_big_button_says_amount_and_name_whole_where_smaller_letters_do(kit: Kit, qtbot: QtBot) -> None:
    said = "Cobrar 113,00 US$ a Mastercard 4444"
    button = Button(kit, said, icon="credit-card", shortcut="Enter", measure=HERO, spread=True)
    qtbot.addWidget(button)
    button.resize(420, 60)
    button.grab()
    assert button.toolTip() == "", "it was not cut"
    button.resize(200, 60)
    button.grab()
    assert button.toolTip() == said
    assert fitting_size(kit, said, 4000, 18, 600) == 18
    assert fitting_size(kit, said, 10, 18, 600) == LEAST_TEXT


def test_a_choice_says_all_that_it_means(kit: Kit, qtbot: QtBot) -> None:
    detail = "INV-20418 sigue abierta, 148,00 US$ pendientes"
    choice = ChoiceButton(kit, "Dejarlo para después", detail, icon="clock-pause", shortcut="Esc")
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(choice)
    column.addStretch(1)
    page.resize(330, 400)
    page.show()
    qtbot.waitUntil(lambda: choice.height() == choice.heightForWidth(choice.width()))
    assert choice.height() > choice.sizeHint().height()
    choice.grab()
    assert choice.toolTip() == ""
    assert choice.heightForWidth(2000) == choice.sizeHint().height()


def test_breaking_loses_no_word(kit: Kit) -> None:
    font = kit.theme.font("small")
    assert broken(font, "", 100) == [""]
    for width in (1, 40, 90, 300):
        assert " ".join(broken(font, "one two three four five", width)) == "one two three four five"
    assert len(broken(font, "one two three", 1)) == 3


@pytest.mark.parametrize("money", ["${}", "US$\xa0{}", "{}\xa0US$"])
@pytest.mark.parametrize("width", [560, 583, 806, 1100])
def test_names_and_numbers_of_patients_are_whole_whatever_the_currency(kit: Kit, money: str, width: int) -> None:
    rows = [
        replace(row, total=money.format("1,198.00"), paid=money.format("150.00"), due=money.format("1,148.00"))
        for row in samples.rows(20)
    ]
    found = column_widths(kit, rows, width)
    assert sum(found.values()) == width
    names, numbers = kit.theme.metrics("body", 600, 13), kit.theme.metrics("label", 400)
    room = found[Column.PATIENT] - 14
    whole = [row for row in rows if names.horizontalAdvance(row.patient) <= room]
    if width > 600:
        assert len(whole) >= 0.9 * len(rows)
    assert all(numbers.horizontalAdvance(row.mrn) <= room for row in rows)
    due = kit.theme.metrics("body", 600, 14)
    assert all(due.horizontalAdvance(row.due) <= found[Column.DUE] - 14 for row in rows)
    assert found[Column.SERVICE] >= 60
    if found[Column.TOTAL]:
        assert found[Column.PAID], "what was paid goes last"


def test_the_columns_of_keys_are_as_short_as_can_be() -> None:
    def group(title: str, lines: int) -> KeyGroup:
        return KeyGroup(title, "keyboard", tuple(KeyLine(f"{title} {n}", "Tab") for n in range(lines)))

    groups = (group("Invoices", 12), group("Take payment", 5), group("After", 6), group("Anywhere", 13))
    columns = _columns(groups)
    assert [[one.title for one in column] for column in columns] == [
        ["Invoices"],
        ["Take payment", "After"],
        ["Anywhere"],
    ]
    assert _columns(groups[:1])[0] == [groups[0]]


@pytest.mark.parametrize("kind", ["field", "password", "search"])
def test_an_empty_field_has_its_cursor_where_its_hint_begins(kit: Kit, qtbot: QtBot, kind: str) -> None:
    box = SearchBox(kit, "hint", "how", "clears") if kind == "search" else Field(kit, "x", password=kind == "password")
    qtbot.addWidget(box)
    box.setLayoutDirection(RTL)
    box.resize(400, 100)
    box.show()
    QApplication.processEvents()
    edit = box.edit
    edit.grab()  # where the cursor is, it knows once it was painted
    assert edit.cursorRect().center().x() > edit.width() / 2
    edit.setText("Okafor 20.00")
    assert edit.cursorRect().center().x() > edit.width() / 2
    box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    edit.setText("Okafor")
    edit.setCursorPosition(0)
    edit.grab()
    assert edit.cursorRect().center().x() < edit.width() / 2
