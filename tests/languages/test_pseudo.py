"""Every screen in a language nobody speaks: what stands on it outside of brackets never came near the translator."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.desktop.languages import CLOSED, OPENED, own_name, pseudo
from pos_app.desktop.say import speak
from pos_app.desktop.views.components.keycaps import KeyCaps
from pos_app.desktop.views.components.kit import Kit
from tests.languages.sources import sources, unsaid
from tests.languages.walk import Walk

TOLD = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
DATA = re.compile(
    "|".join(
        [
            # what the server and the person say
            r"Larkfield General Hospital|North Wing|Front desk \d|MRI, left knee|Radiology|INV-\d+|R-\d+|re_1",
            r"Margaret Okafor|M\. Okafor|Tomasz Zieliński|Amara Diallo|Nadia Khoury|Lucía Ferrer|Ruth Adeyemi",
            r"Larkfield Account|K7M-4QX|It needs 12 characters or more\.",
            r"Margaret|Tomasz|Amara",
            r"Charged for both knees|He went home|Told the patient\.|Tell the patient\.|A sentence of the server\.",
            r"Insufficient funds\.?",
            r"sample-cashier|cashier|https?://[a-z.:0-9/]+|billing\.larkfield\.example|nobody|CODE-1",
            # names that are the same everywhere
            r"HMIS POS|English|Español|العربية|Visa|American Express|Front desk printer|US dollars|USD|CSV|PDF",
            r"code [a-z_]+|decline [a-z_]+|status \d+|request \w+|ServerUnreachable: [a-z ]+|DeclineCode",
            # Babel's
            r"(Mon|Tues?|Wed(nes)?|Thur?s?|Fri|Satur?|Sun)(day)?|[JFMASOND][a-z]{2}\b|November|October",
            # keys
            r"Alt|Ctrl|Shift|Enter|Esc|Tab|Up|Down|F\d",
        ]
    )
)


def outside(text: str) -> str:
    """What of ``text`` stands in no bracket and is not data."""
    found, depth = [], 0
    text = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")  # kept in one line
    for part in re.split(f"({re.escape(OPENED)}|{re.escape(CLOSED)})", text):
        if part == OPENED:
            depth += 1
        elif part == CLOSED:
            depth -= 1
        elif depth == 0:
            found.append(part)
    return DATA.sub("", " ".join(found))


def shown(window: QWidget) -> Iterator[tuple[str, str]]:
    """Who says what, to eyes and to screen readers."""
    yield "the window's title", window.windowTitle()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, KeyCaps):
            continue
        name = type(widget).__name__
        yield f"{name}, name", widget.accessibleName()
        yield f"{name}, description", widget.accessibleDescription()
        yield f"{name}, hint", widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield f"{name}, text", widget.text()
        if isinstance(widget, QLineEdit):
            yield f"{name}, place holder", widget.placeholderText()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from ((f"{name}, {where}", text) for where, text in _cells(widget.model()))


def _cells(model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    for column in range(model.columnCount()):
        yield "head", str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(5, model.rowCount())):
            for role in TOLD:
                yield "cell", str(model.index(row, column).data(role) or "")


def test_every_text_on_every_screen_is_translated(kit: Kit, qtbot: QtBot) -> None:
    speak(pseudo)
    missed: dict[str, str] = {}
    seen = []

    def look(name: str) -> None:
        seen.append(name)
        for who, text in shown(walk.window):
            if re.search(r"[^\W\d_]{2}", outside(text)):
                missed.setdefault(f"{who}: “{text}”", name)

    walk = Walk(kit, look)
    qtbot.addWidget(walk.window)
    walk.whole()
    assert len(seen) > 80
    assert not missed, "\n" + "\n".join(f"{where}: {what}{_origin(what)}" for what, where in missed.items())


def _origin(what: str) -> str:
    """Where a text like this stands in the program, if it can be told."""
    places = [place for source in sources().values() if source.text and source.text in what for place in source.places]
    return f"  (see {places[0]})" if places else ""


def test_no_text_of_the_program_goes_past_the_translator() -> None:
    assert not unsaid(), "not handed to say() or mark():\n" + "\n".join(str(one) for one in unsaid())


@pytest.mark.parametrize(
    ("source", "told"), [("Take {amount}", "[!!! Tåkë {amount} ~~ !!!]"), ("OK", "[!!! ÖK ~ !!!]")]
)
def test_the_pseudo_language_keeps_parts_and_is_longer(source: str, told: str) -> None:
    assert pseudo(source) == told


def test_a_language_is_called_by_its_own_name() -> None:
    assert [own_name(one) for one in ("en", "es", "ar")] == ["English", "Español", "العربية"]
