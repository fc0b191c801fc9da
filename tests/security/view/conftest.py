"""The till's web view, real, and pages that try to get out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.desktop.views.card_view import CardWebView
from tests.unit.desktop.views.conftest import card, kit, look, theme

__all__ = ["card", "kit", "look", "theme"]

HERE = Path(__file__).parent
# What Chromium says about the machine it finds itself on is not about us.
ABOUT_THE_MACHINE = ("propagateSizeHints", "capturing is not")
WAIT_MS = 120_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*ABOUT_THE_MACHINE, extend=True))


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[CardWebView], None]]:
    """Puts a card form into a window of its own."""
    held: list[QWidget] = []

    def put(card: CardWebView) -> None:
        holder = QWidget()
        qtbot.addWidget(holder)
        QVBoxLayout(holder).addWidget(card)
        holder.resize(500, 400)
        holder.show()
        held.append(holder)

    yield put
    held.clear()
