"""At the smallest window nothing is squeezed: no button is lower than its words need, no sentence lacks a line, and no
choice of a question is cut. In every language, on every screen, in its states."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from pos_app.desktop.main import choose_language
from pos_app.desktop.views.components.fields import IconButton
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import QuestionOverlay
from pos_app.desktop.views.window import LEAST
from tests.languages.walk import Walk
from tests.support.room import cut_off

TURNS = 20
"""Of the event loop, at most, in which a layout comes to rest."""
LETTERS = 0.95
"""Of a line's height; the rest is air above and below."""


def squeezed(window: QWidget) -> Iterator[str]:
    yield from (f"{one} is cut" for one in cut_off(window))
    for one in window.findChildren(QWidget):
        if not one.isVisible():
            continue
        if isinstance(one, QLabel) and one.wordWrap() and one.height() < LETTERS * one.heightForWidth(one.width()):
            yield f"“{one.text()}” has {one.height()} of {one.heightForWidth(one.width())}"
        if isinstance(one, QAbstractButton) and not isinstance(one, IconButton):
            needed = one.sizeHint()
            if one.height() + 1 < needed.height():
                yield f"“{one.accessibleName()}” is {one.height()} high, not {needed.height()}"
            if in_question(one) and one.width() < needed.width():
                yield f"“{one.accessibleName()}” is {one.width()} wide, not {needed.width()}"


def in_question(widget: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None and not isinstance(at, QuestionOverlay):
        at = at.parentWidget()
    return at is not None


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_nothing_is_squeezed_at_the_smallest_size(qapp: QApplication, kit: Kit, language: str) -> None:
    choose_language(qapp, language)
    found: list[str] = []

    def look(name: str) -> None:
        for _ in range(TURNS):
            wrong = list(squeezed(walk.window))
            if not wrong:
                return
            QApplication.processEvents()
        found.extend(f"{name}: {one}" for one in wrong)

    if language == "ar":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        walk = Walk(kit, look, locale=language)
        walk.window.resize(*LEAST)
        walk.whole()
        assert not found, "\n".join(found)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        walk.window.deleteLater()
